"""Passages of a TEI text: elements that hold somebody's words, those that continue one another made one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sitegen.model.archive import Span

MARKED = frozenset(("said", "q", "quote", "u", "sp"))
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


@dataclass(slots=True)
class Passage:
    """An element that holds somebody's words, in one piece or, around what others put in, in several.

    `speaker` is a name beside it; `reference` where it is from; `cues` and `called` the words of the text
    that report it and that stand for who speaks, where the markup tells them.
    """

    kind: str
    attributes: dict[str, str]
    spans: list[Span] = field(default_factory=list)
    speaker: str = ""
    reference: str = ""
    cues: tuple[str, ...] = ()
    called: tuple[str, ...] = ()
    begun: int | None = None

    def begin(self, at: int) -> None:
        self.begun = at

    def end(self, at: int) -> None:
        if self.begun is not None and self.begun < at:
            self.spans.append((self.begun, at))
        self.begun = None


def local_name(node: Any) -> str:  # noqa: ANN401 - an lxml element
    """Return an element's name without its namespace; empty for comments and the like."""
    tag = node.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def plain_words(node: Any) -> str:  # noqa: ANN401
    """Return all words in an element, white space made one."""
    return " ".join("".join(node.itertext()).split())


def passage_of(node: Any) -> Passage | None:  # noqa: ANN401
    """Return the passage that an element is, with nothing in it yet; None where it is none."""
    name = local_name(node)
    if name not in MARKED:
        return None
    passage = Passage(name, {str(key): str(value) for key, value in node.attrib.items()})
    parent = node.getparent()
    around = local_name(parent)
    if name == "sp":
        passage.speaker = next((plain_words(c) for c in node if local_name(c) == "speaker"), "").rstrip(".: ")
    elif name == "u" and around == "annotationBlock" and parent.get("who"):  # transcriptions of speech
        passage.attributes.setdefault("who", parent.get("who"))
    elif name in {"quote", "q"} and around == "cit":
        bibl = next((child for child in parent if local_name(child) in {"bibl", "biblStruct", "ref"}), None)
        if bibl is not None:
            author = next((child for child in bibl.iter() if local_name(child) == "author"), None)
            passage.speaker = "" if author is None else plain_words(author)
            passage.reference = plain_words(bibl)
    return passage


def joined(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, those that the markup says to be one made one of several pieces.

    It is said by `next` and `prev`, by `part` (I, M, F), or by an `id` (not xml:id) that several have.
    """
    first_of: dict[int, int] = {}
    for number, before in _iter_continued(passages):
        first_of[number] = first_of.get(before, before)
    kept: list[Passage] = []
    for number, passage in enumerate(passages):
        if number not in first_of:
            kept.append(passage)
            continue
        first = passages[first_of[number]]
        first.spans.extend(passage.spans)
        first.attributes = {**passage.attributes, **first.attributes}
        first.speaker = first.speaker or passage.speaker
    return kept


def _iter_continued(passages: Sequence[Passage]) -> Iterator[tuple[int, int]]:
    """Yield (number, number of an earlier passage that it continues), in order."""
    by_id = {p.attributes[XML_ID]: n for n, p in enumerate(passages) if XML_ID in p.attributes}
    next_of = {by_id[target]: n for n, p in enumerate(passages) if (target := _target(p, "next")) in by_id}
    begun: dict[str, int] = {}  # by kind: the passage whose next part is waited for
    by_name: dict[str, int] = {}
    for number, passage in enumerate(passages):
        part, name = passage.attributes.get("part", ""), passage.attributes.get("id", "")
        before = next_of.get(number, by_id.get(_target(passage, "prev"), -1))
        if part in {"M", "F"}:
            before = begun.get(passage.kind, before)
        if name:
            before = by_name.setdefault(f"{passage.kind} {name}", before if before >= 0 else number)
        if part == "I":
            begun[passage.kind] = number
        elif part == "F":
            begun.pop(passage.kind, None)
        if 0 <= before < number:
            yield number, before


def _target(passage: Passage, attribute: str) -> str:
    return passage.attributes.get(attribute, "").rpartition("#")[2]


def name_parts(passages: Iterable[Passage], parts: Iterable[tuple[str, str, str]]) -> None:
    """Give passages the words that the text has for their speakers and their reporting.

    `parts` are (the passage's `id`, "speaker" or "intExpr", words), as the Redewiedergabe corpus of
    German marks them up by `seg`.
    """
    cues: dict[str, list[str]] = {}
    called: dict[str, list[str]] = {}
    for id_, kind, words in parts:
        (called if kind == "speaker" else cues).setdefault(id_, []).append(words)
    for passage in passages:
        id_ = passage.attributes.get("id", "")
        passage.cues = tuple(cues.get(id_, ()))
        passage.called = tuple(dict.fromkeys(called.get(id_, ())))
