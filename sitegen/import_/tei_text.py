"""The words of a TEI document's text, in paragraphs, and the passages of those who speak in it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from sitegen.model.archive import Span

_BLOCKS = frozenset(
    (
        "p", "head", "l", "lg", "ab", "u", "sp", "stage", "div", "div1", "div2", "div3", "item",
        "list", "row", "table", "opener", "closer", "salute", "signed", "dateline", "byline",
        "epigraph", "argument", "trailer", "postscript", "floatingText", "titlePart", "docTitle",
    )
)  # fmt: skip
_INLINE_SEG = frozenset(("p", "l", "ab", "item", "head", "said", "q", "quote"))  # a seg in these is inline
_SKIPPED = frozenset(
    (
        "note", "vocal", "kinesic", "incident", "gap", "figure", "fw", "index", "interpGrp",
        "linkGrp", "spanGrp", "standOff", "teiHeader", "desc", "pause", "writing", "shift",
    )
)  # fmt: skip
_MARKED = frozenset(("said", "q", "quote", "u", "sp"))
_SPACE = frozenset(("lb", "pb", "cb", "milestone", "cell"))
_NOT_CORRECTED = {"sic": "corr", "orig": "reg", "abbr": "expan"}  # of a choice the reading that editors give


@dataclass(slots=True)
class Passage:
    """An element that holds somebody's words. `speaker` is a name beside it; `reference` where it is from."""

    kind: str
    attributes: dict[str, str]
    span: Span
    speaker: str = ""
    reference: str = ""


class _Text:
    """Words so far: white space is made one, and a paragraph's end two line ends."""

    __slots__ = ("_gap", "_is_glued", "_parts", "announced", "length")

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._gap = ""
        self._is_glued = False
        self.announced = ""  # the name in a note of type "speaker", until the next utterance
        self.length = 0

    def add(self, text: str | None) -> None:
        if not text:
            return
        words = " ".join(text.split())
        if not words:
            self._gap = self._gap or " "
            return
        if text[0].isspace():
            self._gap = self._gap or " "
        lead = self._gap if self.length and not (self._is_glued and self._gap == " ") else ""
        self._is_glued = False
        self._parts.append(lead + words)
        self.length += len(lead) + len(words)
        self._gap = " " if text[-1].isspace() else ""

    def end_block(self) -> None:
        self._gap = "\n\n"

    def glue(self) -> None:
        """Let the next words follow without a space, whatever white space the file has there."""
        self._is_glued = True

    def space(self) -> None:
        self._gap = self._gap or " "

    def finish(self) -> str:
        return "".join(self._parts) + "\n"


def local_name(node: Any) -> str:  # noqa: ANN401 - an lxml element
    """Return an element's name without its namespace; empty for comments and the like."""
    tag = node.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def plain_words(node: Any) -> str:  # noqa: ANN401
    """Return all words in an element, white space made one."""
    return " ".join("".join(node.itertext()).split())


def read_text(document: Any) -> tuple[str, list[Passage], Counter[str]]:  # noqa: ANN401
    """Return a document's words, the passages in it, and how many elements of each kind were left out."""
    text = _Text()
    passages: list[Passage] = []
    skipped: Counter[str] = Counter()
    for node in document:
        if local_name(node) == "text":
            _walk(node, text, passages, skipped)
    return text.finish(), passages, skipped


def _walk(root: Any, text: _Text, passages: list[Passage], skipped: Counter[str]) -> None:  # noqa: ANN401
    """Go through an element without recursion: texts may be nested as deep as libxml2 lets them."""
    open_: list[Passage | None] = []
    stack: list[tuple[Any, bool]] = [(root, True)]
    while stack:
        node, is_start = stack.pop()
        name = local_name(node)
        if not is_start:
            _close(node, name, text, open_.pop())
        elif _is_skipped(node, name):
            if name == "note" and node.get("type") == "speaker":
                text.announced = plain_words(node).rstrip(".: ")
            elif name and name not in _NOT_CORRECTED and name != "speaker":
                skipped[name] += 1
            text.add(node.tail if node is not root else None)
        else:
            passage = _open(node, name, text)
            if passage is not None:
                passages.append(passage)
            open_.append(passage)
            stack.append((node, False))
            stack.extend((child, True) for child in reversed(node))


def _open(node: Any, name: str, text: _Text) -> Passage | None:  # noqa: ANN401
    """Begin an element, with the words before its first child; return the passage that it begins."""
    if _is_block(node, name):
        text.end_block()
    elif name in _SPACE:
        text.space()
    if node.get("join") in {"left", "both"}:
        text.glue()
    passage = _passage(node, name, text.length) if name in _MARKED else None
    if passage is not None and name == "u":
        passage.speaker, text.announced = text.announced, ""
    text.add(node.text)
    return passage


def _close(node: Any, name: str, text: _Text, passage: Passage | None) -> None:  # noqa: ANN401
    """End an element, and add the words behind it."""
    if passage is not None:
        passage.span = (passage.span[0], text.length)
    if _is_block(node, name):
        text.end_block()
    if node.get("join") in {"right", "both"}:
        text.glue()
    text.add(node.tail)


def _is_block(node: Any, name: str) -> bool:  # noqa: ANN401
    if name == "seg":
        return local_name(node.getparent()) not in _INLINE_SEG
    if name in {"quote", "q", "said"}:  # a block of its own where it stands beside paragraphs
        return any(local_name(child) in {"p", "l", "lg", "ab"} for child in node) or local_name(
            node.getparent()
        ) in {"body", "div", "cit", "div1", "div2"}
    return name in _BLOCKS or (name == "bibl" and local_name(node.getparent()) == "cit")


def _is_skipped(node: Any, name: str) -> bool:  # noqa: ANN401
    if name in _NOT_CORRECTED:
        parent = node.getparent()
        return local_name(parent) == "choice" and any(
            local_name(child) == _NOT_CORRECTED[name] for child in parent
        )
    if name == "speaker":
        return local_name(node.getparent()) == "sp"
    return not name or name in _SKIPPED


def _passage(node: Any, name: str, start: int) -> Passage:  # noqa: ANN401
    attributes = {str(key): str(value) for key, value in node.attrib.items()}
    passage = Passage(name, attributes, (start, start))
    parent = node.getparent()
    if name == "sp":
        passage.speaker = next((plain_words(c) for c in node if local_name(c) == "speaker"), "").rstrip(".: ")
    elif name in {"quote", "q"} and local_name(parent) == "cit":
        bibl = next((child for child in parent if local_name(child) in {"bibl", "biblStruct", "ref"}), None)
        if bibl is not None:
            author = next((child for child in bibl.iter() if local_name(child) == "author"), None)
            passage.speaker = "" if author is None else plain_words(author)
            passage.reference = plain_words(bibl)
    return passage
