"""The ledger: the whole made of it is the archive's, and after an edit it is as if made anew."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from sitegen.build.documents import HEAD, Head
from sitegen.build.finder import Finder, Shelf
from sitegen.build.ledger import Ledger, ledger_from_bytes, make_ledger, whole_from_ledger
from sitegen.build.reckoning import Edit, Side, Unsettled, ledger_after
from sitegen.digest import digest
from sitegen.disk.memo import Memo
from sitegen.graph.ties import ties_of_archive
from sitegen.graph.whole import whole_from_archive
from sitegen.model.archive import (
    Amount,
    Annotation,
    Archive,
    Claim,
    ClaimUse,
    Document,
    Figure,
    FigureUse,
    OutsideReport,
)
from sitegen.model.whole import Whole, Year
from sitegen.record import encode_record
from tests.unit.graph.make_archive import make_annotation, make_archive, make_document, on_day

SPEAKERS, CLAIMS, TOPICS = ("ann", "bob", "cyd"), ("c", "d"), ("t", "u")
CLAIM_RECORDS = (
    Claim(id="c", text="C.", topics=("t",)),
    Claim(id="d", text="D.", contradicts=("e",)),
    Claim(id="e", text="E."),
)


@st.composite
def annotations_numbered(draw: st.DrawFn, number: int) -> Annotation:
    stance = st.sampled_from(["asserts", "denies", "questions"])
    uses = st.builds(ClaimUse, id=st.sampled_from(CLAIMS), stance=stance)
    reads = st.builds(
        FigureUse, id=st.just("f"), amount=st.builds(Amount, value=st.integers(0, 9).map(Decimal))
    )
    return make_annotation(
        number,
        speaker=draw(st.sampled_from(("", *SPEAKERS))),
        via=draw(st.lists(st.sampled_from(SPEAKERS), max_size=2).map(tuple)),
        said=draw(st.none() | st.integers(1, 5).map(on_day)),
        claims=draw(st.lists(uses, max_size=2).map(tuple)),
        figures=draw(st.lists(reads, max_size=1).map(tuple)),
        topics=draw(st.lists(st.sampled_from(TOPICS), max_size=2).map(tuple)),
        basis=draw(st.sampled_from((None, "textual", "interpretive", "inferential"))),
        certainty=draw(st.sampled_from((None, "high", "low"))),
        annotated=draw(st.none() | st.integers(1, 5).map(on_day)),
    )


@st.composite
def spoken(draw: st.DrawFn) -> tuple[Annotation, ...]:
    return tuple(draw(annotations_numbered(n)) for n in range(1, draw(st.integers(0, 3)) + 1))


def steady() -> Document:
    """Return a document that names everything, so that others name nothing for the first time."""
    said = [
        make_annotation(
            number,
            speaker=speaker,
            via=(SPEAKERS[number % len(SPEAKERS)],),
            claims=tuple(ClaimUse(id=id, stance="asserts") for id in CLAIMS),
            figures=(FigureUse(id="f", amount=Amount(value=Decimal(number))),),
            topics=TOPICS,
        )
        for number, speaker in enumerate(SPEAKERS, start=1)
    ]
    return make_document("steady", *said, date=on_day(3))


@st.composite
def archives(draw: st.DrawFn) -> Archive:
    documents = [steady()]
    for key in ("x", "y", "z"):
        author = draw(st.lists(st.sampled_from(SPEAKERS), max_size=2, unique=True).map(tuple))
        publisher = draw(st.sampled_from(("", *SPEAKERS)))
        date = draw(st.none() | st.integers(1, 5).map(on_day))
        topics = draw(st.lists(st.sampled_from(TOPICS), max_size=1).map(tuple))
        documents.append(
            make_document(key, *draw(spoken()), author=author, publisher=publisher, date=date, topics=topics)
        )
    figure = Figure(
        id="f", label="F", unit="people", reports=(OutsideReport(amount=Amount(value=Decimal(4))),)
    )
    return make_archive(documents, speakers=SPEAKERS, claims=CLAIM_RECORDS, figures=[figure])


def finder_of(archive: Archive, memo: Memo) -> Finder:
    keys = []
    for document in archive.documents.values():
        keys.append(digest(encode_record(document)))
        memo.put(keys[-1] + HEAD, encode_record(Head(document, ())))
    return Finder(keys, Shelf(memo))


def ledger_of(archive: Archive, memo: Memo) -> Ledger:
    return make_ledger(whole_from_archive(archive), memo)


def years_of(whole: Whole) -> dict[str, Year]:
    return {
        name: Year(tuple(year.items), tuple(year.documents), tuple(year.statements))
        for name, year in whole.years.items()
    }


@given(archives())
def test_the_whole_of_a_ledger_is_the_whole_of_the_archive(archive: Archive) -> None:
    expected = whole_from_archive(archive)
    memo = Memo(None)
    ledger = ledger_from_bytes(encode_record(ledger_of(archive, memo)))
    ties = ties_of_archive(archive)
    whole = whole_from_ledger(archive, ledger, finder_of(archive, memo), ties)
    assert dict(whole.documents) == dict(expected.documents)
    assert dict(whole.speakers) == dict(expected.speakers)
    assert dict(whole.claims) == dict(expected.claims)
    assert dict(whole.figures) == dict(expected.figures)
    assert list(whole.topics) == list(expected.topics)
    for id, topic in expected.topics.items():
        found = whole.topics[id]
        assert (found.topic, found.claims, found.figures) == (topic.topic, topic.claims, topic.figures)
        assert list(found.documents) == list(topic.documents)
        assert list(found.statements) == list(topic.statements)
        assert len(found.statements) == len(topic.statements)
    assert (whole.in_time, whole.undated) == (expected.in_time, expected.undated)
    assert whole.headings == expected.headings
    assert years_of(whole) == years_of(expected)
    assert list(whole.years) == list(expected.years)
    assert list(whole.changes) == list(expected.changes)
    assert list(whole.edges) == list(expected.edges)
    assert dict(whole.contested_figures) == dict(expected.contested_figures)
    assert dict(whole.spreads) == dict(expected.spreads)
    assert dict(whole.uses.tallies) == dict(expected.uses.tallies)
    assert dict(whole.uses.contested_claims) == dict(expected.uses.contested_claims)
    for name in ("said", "relayed", "topics"):
        now, then = (getattr(one.uses.counts, name) for one in (whole, expected))
        assert dict(now) == dict(then)
    for speaker in SPEAKERS:
        assert whole.uses.is_only_relayed(speaker) == expected.uses.is_only_relayed(speaker)


@st.composite
def registries(draw: st.DrawFn) -> dict[str, dict[str, Claim] | dict[str, Figure]]:
    """Return claims and figures that are otherwise: of those that nothing names there may be others."""
    others = draw(st.sets(st.sampled_from(("a", "e", "x"))))
    related = st.lists(st.sampled_from(("c", "d", *others)), max_size=2, unique=True).map(tuple)
    claims = {id: Claim(id=id, text="So.", contradicts=draw(related)) for id in sorted({"c", "d", *others})}
    amounts = st.integers(0, 9).map(lambda number: OutsideReport(amount=Amount(value=Decimal(number))))
    reports = st.lists(amounts, max_size=2).map(tuple)
    ids = sorted({"f", *draw(st.sets(st.sampled_from(("e", "g"))))})
    return {
        "claims": claims,
        "figures": {id: Figure(id=id, label=id, unit="people", reports=draw(reports)) for id in ids},
    }


@given(archives(), st.dictionaries(st.sampled_from(("steady", *"xyz")), spoken()), st.none() | registries())
def test_a_ledger_put_right_is_one_made_anew(
    archive: Archive,
    edited: dict[str, tuple[Annotation, ...]],
    defined: dict[str, dict[str, Claim] | dict[str, Figure]] | None,
) -> None:
    documents = {
        id: replace(document, annotations=edited.get(id, document.annotations))
        for id, document in archive.documents.items()
    }
    after = replace(archive, documents=documents, **(defined or {}))
    memo = Memo(None)
    before_finder, after_finder = finder_of(archive, memo), finder_of(after, memo)
    edits = [
        Edit(number, document, before_finder.statements(number), after_finder.statements(number))
        for number, (id, document) in enumerate(documents.items())
        if id in edited
    ]
    ties = ties_of_archive(archive)
    ties_after = ties_of_archive(after) if defined else ties
    sides = Side(archive, before_finder, ties), Side(after, after_finder, ties_after)
    ledger, expected = ledger_after(ledger_of(archive, memo), edits, *sides), ledger_of(after, memo)
    assert ledger == expected
    assert list(ledger.years) == list(expected.years)


def test_what_is_named_must_be_in_a_registry() -> None:
    archive = make_archive([steady()], speakers=SPEAKERS, claims=CLAIM_RECORDS)
    memo = Memo(None)
    side = Side(archive, finder_of(archive, memo), ties_of_archive(archive))
    fewer = {"ann": archive.speakers["ann"]}
    for left in (replace(archive, claims={}), replace(archive, speakers=fewer)):
        with pytest.raises(Unsettled):
            ledger_after(ledger_of(archive, memo), [], side, replace(side, archive=left))
