"""Sidecars, registries and pages to records."""

from __future__ import annotations

import itertools
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model.archive import (
    Amount,
    Annotation,
    ClaimUse,
    EditorialPage,
    Evidence,
    FigureUse,
    OutsideReport,
    Selector,
    Source,
)
from sitegen.parse import records
from sitegen.parse.edtf import parse_period
from sitegen.parse.ids import TakenIds, id_from_quote, id_from_text, is_id
from sitegen.parse.records import parse_claims, parse_figures, parse_page, parse_sidecar
from tests.cases.read import read_cases

SAMPLE = Path(__file__).parents[4] / "shared" / "archive"


def test_the_whole_of_a_sidecar() -> None:
    document, found = parse_sidecar(
        b"""\
title: A report
date: 2016-12-03~
kind: news report
language: no
author: ada
publisher: paper
source: {url: https://example.org/, retrieved: 2017, sha256: %s, rights: free, citation: "A report, 2016"}
translation_of: 2016/original
topics: [war, peace]
summary: |
  In *short*.
former_ids: old/report
annotations:
  - id: first
    quote: the words
    prefix: before
    occurrence: 2
    speaker: ada
    via: [ben, cy]
    said: 2016
    mode: free-indirect
    cue: said
    certainty: low
    claim: [one, {id: two, stance: denies}]
    figure: {id: people, min: 5, max: 10, approximate: yes, as_of: 2016-11}
    basis: inferential
    note: Why.
    topics: war
    annotator: Dee
    annotated: 2020-01-01
"""
        % (b"AB" * 32),
        "documents/a.yaml",
        "a",
        "documents/a.txt",
    )
    assert found == ()
    assert document is not None
    assert (document.id, document.path, document.sidecar) == ("a", "documents/a.txt", "documents/a.yaml")
    assert (document.title, document.date, document.kind) == (
        "A report",
        parse_period("2016-12-03~"),
        "news report",
    )
    assert (document.language, document.author, document.publisher) == ("no", ("ada",), "paper")
    assert document.source == Source(
        "https://example.org/", "", parse_period("2017"), "ab" * 32, "free", "A report, 2016"
    )
    assert (document.translation_of, document.topics) == ("2016/original", ("war", "peace"))
    assert (document.summary, document.former_ids) == ("In *short*.", ("old/report",))
    (annotation,) = document.annotations
    assert (annotation.id, annotation.number, annotation.named) == ("first", 1, True)
    assert annotation.selectors == (Selector("the words", "before", "", 2),)
    assert (annotation.speaker, annotation.via, annotation.said) == (
        "ada",
        ("ben", "cy"),
        parse_period("2016"),
    )
    assert (annotation.mode, annotation.cue, annotation.certainty) == ("free-indirect", "said", "low")
    assert annotation.claims == (ClaimUse("one"), ClaimUse("two", "denies"))
    assert annotation.figures == (
        FigureUse("people", Amount(None, Decimal(5), Decimal(10), approximate=True), parse_period("2016-11")),
    )
    assert (annotation.basis, annotation.note, annotation.topics) == ("inferential", "Why.", ("war",))
    assert (annotation.annotator, annotation.annotated) == ("Dee", parse_period("2020-01-01"))


def test_pieces_of_a_quote() -> None:
    document, found = parse_sidecar(
        b"""\
title: A
annotations:
  - quote: [one, {exact: two, suffix: own}, three]
    prefix: before
    suffix: after
    occurrence: 3
""",
        "a.yaml",
        "a",
        "a.txt",
    )
    assert found == ()
    assert document is not None
    assert document.annotations[0].selectors == (
        Selector("one", "before", "", 3),
        Selector("two", "", "own"),
        Selector("three", "", "after"),
    )


def test_an_annotation_without_an_id_keeps_the_one_it_gets() -> None:
    def ids(text: str) -> list[str]:
        document, _ = parse_sidecar(f"title: A\nannotations:\n{text}".encode(), "a.yaml", "a", "a.txt")
        assert document is not None
        return [a.id for a in document.annotations]

    one, two = "  - quote: The first of many, many words\n", "  - quote: Второй\n"
    first, second = ids(one + two)
    assert first.startswith("the-first-of-many-many-")
    assert second.startswith("passage-")
    assert ids(two + "    note: New.\n") == [second]
    assert ids(f"  - {{id: {first}, quote: other}}\n" + one) == [first, f"{first}-2"]
    assert ids(one + one) == [first, f"{first}-2"]


@given(st.lists(st.text(min_size=1), min_size=1).map(tuple))
def test_derived_ids_are_ids(pieces: tuple[str, ...]) -> None:
    taken = TakenIds()
    found = [id_from_quote(pieces, taken) for _ in range(3)]
    assert found == [found[0], f"{found[0]}-2", f"{found[0]}-3"]
    for id_ in found:
        assert is_id(id_)
        assert id_ in taken
        assert len(id_) < 60


@given(
    st.lists(st.sampled_from(["a", "a-2", "a-3", "b", "b-2"])), st.lists(st.sampled_from(["a", "a-2", "b"]))
)
def test_a_new_id_has_the_lowest_number_that_is_free(used: list[str], wanted: list[str]) -> None:
    taken, plain = TakenIds(used), set(used)
    for base in wanted:
        numbers = itertools.count(2)
        expected = base
        while expected in plain:
            expected = f"{base}-{next(numbers)}"
        plain.add(expected)
        assert taken.take(base) == expected


@pytest.mark.parametrize("count", [1000, 2000])
def test_the_same_words_however_often_take_two_looks_for_an_id(count: int) -> None:
    taken = TakenIds()
    for _ in range(count):
        id_from_quote(("yes sir",), taken)
    assert taken.looked <= 2 * count


@given(st.text())
def test_an_id_from_words_is_an_id_or_nothing(text: str) -> None:
    made = id_from_text(text)
    assert made == "" or is_id(made)
    assert id_from_text(made) == made


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Sergei Lavrov", "sergei-lavrov"),
        ("Stephen O'Brien", "stephen-obrien"),
        ("Élan — vital!", "elan-vital"),
        ("حلب", "hlb"),
        ("Łódź", "lodz"),
        ("北京", "beijing"),
        ("서울", "seoul"),
        ("Überflut", "uberflut"),
        ("U\u0308berflut", "uberflut"),  # as macOS writes the names of files
        ("Отчёт", "otchet"),
        ("Київ", "kyiv"),
        ("Ελλάδα", "ellada"),
        ("Ærø Straße", "aero-strasse"),
        ("दिल्ली", "dilli"),
        ("１２ ﬁsh 🌊", "12-fish"),
        ("…🌊!", ""),
    ],
)
def test_ids_from_names(text: str, made: str) -> None:
    assert id_from_text(text) == made


def test_an_id_from_a_quote_without_latin_letters_is_what_it_was() -> None:
    """It is an address, and stays one: only ids that are written down are made of every script."""
    assert id_from_quote(("Мост закрыт",), TakenIds()) == "passage-fa05"


def test_registries_are_in_order_of_ids() -> None:
    claims, found = parse_claims(
        b"""\
zebra:
  text: Later.
  status: my-own
  evidence: [{document: 2016/a, annotation: x, relation: refutes}, {url: https://a.org/, title: T, note: N}]
  contradicts: apple
  contrary_to: [a]
  supports: [b]
  undercuts: [c]
  repeats: [d]
  revises: [e]
apple: {text: Earlier., topics: [t], assessment: Why., former_ids: [old]}
""",
        "claims.yaml",
    )
    assert found == ()
    assert list(claims) == ["apple", "zebra"]
    assert (claims["apple"].status, claims["apple"].former_ids) == ("unverified", ("old",))
    zebra = claims["zebra"]
    assert zebra.evidence == (
        Evidence("refutes", "2016/a", "x"),
        Evidence("context", url="https://a.org/", title="T", note="N"),
    )
    assert (zebra.contradicts, zebra.contrary_to, zebra.supports) == (("apple",), ("a",), ("b",))
    assert (zebra.undercuts, zebra.repeats, zebra.revises) == (("c",), ("d",), ("e",))


def test_reports_of_a_figure() -> None:
    figures, found = parse_figures(
        b"""\
a:
  label: L
  unit: U
  varies: true
  reports: [{speaker: s, via: t, value: 5, as_of: 2016, source: {url: https://a.org/, title: T}}]
""",
        "figures.yaml",
    )
    assert found == ()
    assert figures["a"].varies is True
    assert figures["a"].reports == (
        OutsideReport(Amount(Decimal(5)), "s", ("t",), parse_period("2016"), "https://a.org/", "T"),
    )


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_page(line_end: str, mark: str) -> None:
    text = mark + "---\ntitle: About\n---\n# Text\n\n---\nmore\n".replace("\n", line_end)
    page, found = parse_page(text.encode(), "pages/de/about.md")
    assert found == ()
    assert page == EditorialPage(
        "de/about", "pages/de/about.md", "About", "# Text\n\n---\nmore\n".replace("\n", line_end)
    )


@pytest.mark.parametrize("name", ["index", "Letter One", "a/page-2", "a_b", "a//b"])
def test_a_file_s_name_must_make_an_address(name: str) -> None:
    _, found = parse_sidecar(b"title: A\n", f"documents/{name}.yaml", name, f"documents/{name}.txt")
    assert [(told.code, told.place.path) for told in found] == [("F107", f"documents/{name}.txt")]
    _, found = parse_page(b"---\ntitle: A\n---\n", f"pages/{name}.md")
    assert [told.code for told in found] == ["K013" if name in ("index", "a/page-2") else "K005"]


@pytest.mark.skipif(not SAMPLE.is_dir(), reason="sample archive absent")
def test_the_sample_archive_is_read_without_a_warning() -> None:
    counts = {}
    for kind in ("speakers", "claims", "figures"):
        entries, found = getattr(records, f"parse_{kind}")(
            (SAMPLE / f"{kind}.yaml").read_bytes(), f"{kind}.yaml"
        )
        assert found == ()
        counts[kind] = len(entries)
    assert counts == {"speakers": 12, "claims": 15, "figures": 6}
    annotations = 0
    for path in sorted(SAMPLE.glob("documents/*.yaml")):
        document, found = parse_sidecar(path.read_bytes(), path.name, path.stem, f"documents/{path.stem}.txt")
        assert {told.code for told in found} <= {"Y014"}
        assert document is not None
        annotations += len(document.annotations)
    assert annotations == 23


@pytest.mark.parametrize("case", read_cases("kinds"), ids=str)
def test_an_annotation_is_drawn_as_the_first_kind_that_applies(case: dict[str, Any]) -> None:
    """As the annotator draws a draft."""
    claims = tuple(ClaimUse(id) for id in case["claims"])
    figures = tuple(FigureUse(id, Amount()) for id in case["figures"])
    annotation = Annotation(
        "a",
        1,
        named=True,
        selectors=(Selector("words"),),
        speaker=case["speaker"],
        claims=claims,
        figures=figures,
    )
    assert annotation.kind == case["kind"]
