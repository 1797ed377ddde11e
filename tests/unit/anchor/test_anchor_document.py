"""Anchoring a document: spans and passages, and every finding with its words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from sitegen.anchor.report import report_lock
from sitegen.anchor.resolve import anchor_document
from sitegen.diagnostics.diagnostic import Diagnostic
from sitegen.diagnostics.rules import find_rule
from sitegen.diagnostics.rules.anchors import RULES
from sitegen.model.archive import Annotation, Selector
from sitegen.model.reading_text import Block, ReadingText

SAMPLE = Path(__file__).parents[3] / ".." / "shared" / "archive" / "documents"
TEXT = (
    "The bridge was closed on Sunday, the mayor said.\n\n"
    "“The bridge is not safe,” he added. “It will\nbe closed.”\n\n"
    "Nobody asked who had said it was.\n\n"
    "The bridge was opened in 1950, according to the museum."
)


def reading_of(text: str, separator: str = "\n\n") -> ReadingText:
    blocks, at = [], 0
    for part in text.split(separator):
        blocks.append(Block(span=(at, at + len(part))))
        at += len(part) + len(separator)
    return ReadingText(text=text, blocks=tuple(blocks), rows=())


def annotation_of(*quote: Selector | str, cue: str = "", number: int = 1, named: bool = True) -> Annotation:
    selectors = tuple(Selector(exact=q) if isinstance(q, str) else q for q in quote)
    return Annotation(id=f"a{number}", number=number, named=named, selectors=selectors, cue=cue)


def anchor_one(annotation: Annotation, text: str = TEXT) -> tuple[Annotation, tuple[Diagnostic, ...]]:
    (anchored,), findings = anchor_document([annotation], reading_of(text), "documents/bridge.yaml")
    return anchored, findings


def name_of(finding: Diagnostic) -> str:
    rule = find_rule(finding.code)
    assert rule is not None
    return rule.name


def test_a_passage_has_the_words_as_the_source_has_them() -> None:
    anchored, findings = anchor_one(annotation_of('"The bridge is not safe,"', "It will be closed"))
    assert findings == ()
    assert anchored.passage == ("“The bridge is not safe,”", "It will\nbe closed")
    assert tuple(TEXT[start:end] for start, end in anchored.spans) == anchored.passage


def test_a_passage_may_cross_paragraphs() -> None:
    anchored, _ = anchor_one(annotation_of("said. “The bridge"))
    assert anchored.passage == ("said.\n\n“The bridge",)


@pytest.mark.parametrize(
    ("quote", "name", "keys"),
    [
        (["The bridge was closed on Monday"], "quote-not-found", ("annotations", 0, "quote")),
        (["The bridge"], "quote-ambiguous", ("annotations", 0, "quote")),
        ([Selector("The bridge", prefix="Under")], "quote-context-not-found", ("annotations", 0, "quote")),
        ([Selector("The bridge", occurrence=4)], "occurrence-too-high", ("annotations", 0, "quote")),
        (["he added", "the mayor"], "pieces-out-of-order", ("annotations", 0, "quote", 1)),
        (["he added", "clozed"], "quote-not-found", ("annotations", 0, "quote", 1)),
        (["The bridge", "he added"], "quote-ambiguous", ("annotations", 0, "quote", 0)),
        ([" \u200b"], "quote-empty", ("annotations", 0, "quote")),
    ],
)
def test_an_orphan_has_one_finding_at_its_quote(
    quote: list[str | Selector], name: str, keys: tuple[str | int, ...]
) -> None:
    anchored, (finding,) = anchor_one(annotation_of(*quote))
    assert (anchored.spans, anchored.passage) == ((), ())
    assert name_of(finding) == name
    assert finding.place.keys == keys
    assert finding.place.path == "documents/bridge.yaml"
    assert finding.help


def test_the_nearest_passage_is_shown_with_the_difference() -> None:
    _, (finding,) = anchor_one(annotation_of("The bridge was closed on Monday, the mayor says"))
    assert finding.details == (
        "nearest, in paragraph 1: The bridge was closed on [-Monday-]{+Sunday+}, the mayor [-says-]{+said+}",
        "[-only in the quote-] {+only in the document+}",
        'if that is the passage: quote: "The bridge was closed on Sunday, the mayor said"',
    )


def test_nothing_is_offered_that_is_not_alike() -> None:
    _, (finding,) = anchor_one(annotation_of("A quite different statement altogether"))
    assert finding.details == ()
    assert "not much like" not in finding.message
    assert "quoted from this document" in finding.help


def test_each_place_is_shown_with_what_settles_it() -> None:
    _, (finding,) = anchor_one(annotation_of("The bridge"))
    assert finding.message == "the quote “The bridge” stands in the document 3 times"
    assert finding.details == (
        "paragraph 1: [The bridge] was closed on Sunday, the may…",
        '    suffix: "was closed"',
        'paragraph 2: …d on Sunday, the mayor said. "[The bridge] is not safe," he added. "It w…',
        '    suffix: "is"',
        "paragraph 4: …dy asked who had said it was. [The bridge] was opened in 1950, according…",
        '    prefix: "was."',
    )


@pytest.mark.parametrize("words", ["The bridge", "closed", "said", "e", "the", "was"])
@pytest.mark.parametrize("is_piece", [False, True])
def test_what_is_offered_for_pasting_settles_it(words: str, is_piece: bool) -> None:  # noqa: FBT001
    pieces = (words, "museum") if is_piece else (words,)
    _, (finding,) = anchor_one(annotation_of(*pieces))
    offers = [yaml.safe_load(line) for line in finding.details if line.startswith("    ")]
    assert len(offers) >= 2
    for offer in offers:
        selector = Selector(**offer[0]) if is_piece else Selector(exact=words, **offer)
        anchored, findings = anchor_one(annotation_of(selector))
        assert findings == ()
        assert anchored.passage == (words,)


def test_a_list_of_places_is_short() -> None:
    _, (finding,) = anchor_one(annotation_of("no"), "no " * 100)
    assert len(finding.details) == 17
    assert finding.details[-1] == "and 92 further places"


def test_a_context_that_leaves_two_places_is_named() -> None:
    _, (finding,) = anchor_one(annotation_of(Selector("bridge", prefix="The", suffix="was")))
    assert finding.message == "the quote “bridge” stands in the document twice after “The” and before “was”"


@pytest.mark.parametrize(
    ("quote", "cue", "found"),
    [
        ("closed on Sunday", "said", True),
        ("It will be closed", "he added", True),
        ("It will be closed", "said", True),  # in the paragraph before
        ("The bridge is not safe", "had said", True),  # in the one after
        ("opened in 1950", "he added", False),
        ("opened in 1950", "According to", False),
        ("opened in 1950", "according\nto", True),
        ("safe,” he", "” he add", True),
    ],
)
def test_a_cue_stands_near(quote: str, cue: str, found: bool) -> None:  # noqa: FBT001
    anchored, findings = anchor_one(annotation_of(quote, cue=cue))
    assert anchored.spans
    assert [name_of(f) for f in findings] == ([] if found else ["cue-not-found"])
    assert all(f.place.keys == ("annotations", 0, "cue") for f in findings)


def test_a_text_without_blocks_is_one_paragraph() -> None:
    reading = ReadingText(text="He said so. No.", blocks=(), rows=())
    annotations = [annotation_of("No.", cue="said", number=1), annotation_of("No.", cue="sang", number=2)]
    _, (finding,) = anchor_document(annotations, reading, "x.yaml")
    assert finding.place.keys == ("annotations", 1, "cue")


def test_long_quotes_are_named_by_their_ends() -> None:
    words = " ".join(f"word{i}" for i in range(60))
    _, (finding,) = anchor_one(annotation_of(words), f"{words}. {words}, twice.")
    assert finding.message.startswith("the quote “word0 word1 word2")
    assert " … " in finding.message
    assert len(finding.message) < 130
    assert max(map(len, finding.details)) < 260


def test_an_unreadable_lock_is_told() -> None:
    finding = report_lock("documents/x.lock.yaml")
    assert (name_of(finding), finding.place.path) == ("lock-unreadable", "documents/x.lock.yaml")


def test_a_cue_elsewhere_is_told() -> None:
    _, (finding,) = anchor_one(annotation_of("opened in 1950", cue="he added"))
    assert "paragraph 4; it stands in paragraph 2" in finding.message


def test_an_annotation_without_id_is_advised() -> None:
    annotations = [annotation_of("closed on", number=1), annotation_of("opened in", number=2, named=False)]
    _, (finding,) = anchor_document(annotations, reading_of(TEXT), "x.yaml")
    assert (name_of(finding), finding.place.keys) == ("annotation-without-id", ("annotations", 1))
    assert finding.help.endswith("id: a2")


def test_findings_stand_in_the_order_of_the_annotations() -> None:
    quotes = ["nothing like it", "closed on Sunday", "The bridge", ""]
    annotations = [annotation_of(q, number=n, named=False) for n, q in enumerate(quotes, 1)]
    anchored, findings = anchor_document(annotations, reading_of(TEXT), "x.yaml")
    assert [f.place.keys[1] for f in findings] == [0, 0, 1, 2, 2, 3, 3]
    assert [bool(a.spans) for a in anchored] == [False, True, False, False]


def test_beyond_many_orphans_findings_are_one_line() -> None:
    annotations = [annotation_of("The bridge was closed on Monday", number=n) for n in range(1, 503)]
    _, findings = anchor_document(annotations, reading_of(TEXT), "x.yaml")
    assert len(findings) == 502
    assert findings[499].details
    assert not findings[500].details
    assert findings[500].help


def test_codes_and_names_are_unique() -> None:
    assert len({rule.code for rule in RULES}) == len({rule.name for rule in RULES}) == len(RULES)


@pytest.mark.skipif(not SAMPLE.exists(), reason="the sample archive is not here")
@pytest.mark.parametrize("name", ["2016-10-31-humanitarian-pause", "2016-12-03-turning-point"])
def test_the_sample_is_placed(name: str) -> None:
    text = (SAMPLE / f"{name}.txt").read_text(encoding="utf-8-sig")
    sidecar = (SAMPLE / f"{name}.yaml").read_text(encoding="utf-8")
    sidecar = re.sub(r"(quote: )(?=[^\n]* #)([^\n]*)", r'\1"\2"', sidecar)  # a hash mark is no comment there
    annotations = [
        annotation_of(
            *([a["quote"]] if isinstance(a["quote"], str) else a["quote"]), number=n, cue=a.get("cue", "")
        )
        for n, a in enumerate(yaml.safe_load(sidecar)["annotations"], 1)
    ]
    anchored, findings = anchor_document(annotations, reading_of(text, "\n"), f"{name}.yaml")
    assert findings == ()
    assert all(a.spans for a in anchored)
