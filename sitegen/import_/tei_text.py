"""The words of a TEI document's text, in paragraphs, and the passages of those who speak in it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from sitegen.import_.tei_passages import (
    Passage,
    joined,
    local_name,
    name_parts,
    passage_of,
    plain_words,
)
from sitegen.import_.tei_words import Words

_BLOCKS = frozenset(
    (
        "p", "head", "l", "lg", "ab", "u", "sp", "speaker", "stage", "div", "div1", "div2", "div3", "div4",
        "div5", "div6", "div7", "item", "list", "row", "table", "opener", "closer", "salute", "signed",
        "dateline", "byline", "epigraph", "argument", "trailer", "postscript", "floatingText", "titlePart",
        "docTitle", "docAuthor", "docImprint", "docEdition", "imprimatur", "titlePage", "front", "body",
        "back", "group", "text", "castList", "castItem", "castGroup", "set", "prologue", "epilogue",
        "performance", "annotationBlock",
    )
)  # fmt: skip
_BLOCK_SEG = frozenset(("u", "body", "div", "div1", "div2", "div3", "front", "back"))  # else it is inline
_SKIPPED = frozenset(
    (
        "note", "vocal", "kinesic", "incident", "gap", "figure", "fw", "index", "interpGrp", "interp", "fs",
        "linkGrp", "spanGrp", "standOff", "teiHeader", "desc", "pause", "writing", "shift", "del", "timeline",
        "certainty", "listPerson", "listOrg", "listPlace", "listBibl", "noteGrp",
    )
)  # fmt: skip
_SPEECH = frozenset(("said", "q", "u", "sp"))  # whose words others' words may stand among
_ALWAYS = frozenset(("said", "u", "sp"))
_APART = frozenset(("stage", "speaker"))  # which are not the speaker's
_SPACE = frozenset(("lb", "pb", "cb", "gb", "milestone", "cell"))
_NOT_CORRECTED = {"sic": "corr", "orig": "reg", "abbr": "expan"}  # of a choice the reading that editors give


@dataclass(slots=True)
class ReadText:
    """A document's words, the passages in it, and how many elements of each kind are left out."""

    words: str = ""
    passages: list[Passage] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    lost: list[tuple[str, Passage]] = field(
        default_factory=list
    )  # speech in what is left out, and what that is


@dataclass(slots=True)
class _Walk:
    """What is open on the way through a text: passages, and elements that are not their speakers' words."""

    read: ReadText
    text: Words = field(default_factory=Words)
    speaking: list[Passage] = field(default_factory=list)
    apart: int = 0
    parts: list[tuple[str, str, str]] = field(default_factory=list)


def read_text(document: Any) -> ReadText:  # noqa: ANN401 - an lxml element
    """Return a document's words, with the passages of those who speak in it."""
    read = ReadText()
    walk = _Walk(read)
    for node in document:
        if local_name(node) == "text":
            _walk(node, walk)
    read.words = walk.text.finish()
    read.passages = joined(read.passages)
    if walk.parts:
        name_parts(read.passages, walk.parts)
    return read


def _walk(root: Any, walk: _Walk) -> None:  # noqa: ANN401
    """Go through an element without recursion: texts may be nested as deep as libxml2 lets them."""
    open_: list[Passage | None] = []
    stack: list[tuple[Any, bool]] = [(root, True)]
    while stack:
        node, is_start = stack.pop()
        name = local_name(node)
        if not is_start:
            _close(node, name, walk, open_.pop())
        elif _is_skipped(node, name):
            _skip(node, name, walk)
            walk.text.add(node.tail if node is not root else None)
        else:
            open_.append(_open(node, name, walk))
            stack.append((node, False))
            stack.extend((child, True) for child in reversed(node))


def _skip(node: Any, name: str, walk: _Walk) -> None:  # noqa: ANN401
    if name == "note" and node.get("type") == "speaker":
        walk.text.announced = plain_words(node).rstrip(".: ")
    elif name and name not in _NOT_CORRECTED:
        walk.read.skipped[name] += 1
        for inner in node.iter():
            passage = passage_of(inner)
            if passage is not None and (passage.kind in _ALWAYS or passage.attributes.get("who")):
                walk.read.lost.append((name, passage))


def _open(node: Any, name: str, walk: _Walk) -> Passage | None:  # noqa: ANN401
    """Begin an element, with the words before its first child; return the passage that it begins."""
    text = walk.text
    if _is_block(node, name):
        text.end_block()
    elif name in _SPACE:
        (text.glue if node.get("break") == "no" else text.space)()
    if node.get("join") in {"left", "both"}:
        text.glue()
    if _is_apart(node, name):
        walk.apart += 1
        for speech in walk.speaking if walk.apart == 1 else ():
            speech.end(text.length)
    if name == "seg" and node.get("type") in {"speaker", "intExpr"}:
        walk.parts.extend(
            (id_, node.get("type"), plain_words(node)) for id_ in (node.get("id") or "").split()
        )
    passage = passage_of(node)
    if passage is not None:
        walk.read.passages.append(passage)
        passage.begin(text.length)
        if name in _SPEECH:
            walk.speaking.append(passage)
        if name == "u":
            passage.speaker, text.announced = text.announced, ""
    text.add(node.text)
    return passage


def _close(node: Any, name: str, walk: _Walk, passage: Passage | None) -> None:  # noqa: ANN401
    """End an element, and add the words behind it."""
    text = walk.text
    if passage is not None:
        passage.end(text.length)
        if name in _SPEECH:
            walk.speaking.pop()
    if _is_apart(node, name):
        walk.apart -= 1
        for speech in walk.speaking if not walk.apart else ():
            speech.begin(text.length)
    if _is_block(node, name):
        text.end_block()
    if node.get("join") in {"right", "both"}:
        text.glue()
    text.add(node.tail)


def _is_apart(node: Any, name: str) -> bool:  # noqa: ANN401
    """Tell whether an element's words are not those of who speaks: a stage direction, a printed name."""
    if name == "label":  # "Socrates." before what he says
        parent = node.getparent()
        return local_name(parent) in _SPEECH and node is parent[0] and not (parent.text or "").strip()
    return name in _APART


def _is_block(node: Any, name: str) -> bool:  # noqa: ANN401
    if name == "seg":
        return local_name(node.getparent()) in _BLOCK_SEG
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
    if name == "rdg":  # of an apparatus the text that was chosen, or else its first reading
        before = [local_name(child) for child in node.itersiblings(preceding=True)]
        after = [local_name(child) for child in node.itersiblings()]
        return "lem" in before or "lem" in after or "rdg" in before
    return not name or name in _SKIPPED
