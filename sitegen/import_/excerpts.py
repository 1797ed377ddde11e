"""A source whose text was not given: its quoted passages, each a paragraph, with what stood beside them.

It is a document like any other, and says what it is. When the whole text is at hand it takes the
place of the excerpts: the quotes are found in it all the same.
"""

from __future__ import annotations

from dataclasses import replace

from sitegen.import_.harvest import Loss, Source
from sitegen.model.archive import Selector


def make_excerpts(source: Source, losses: list[Loss]) -> bool:
    """Give a source a text made of its marks' quotes; each mark then points into it by offsets.

    Return whether there is any; a source of which nothing is quoted makes no document.
    """
    paragraphs: list[str] = []
    at = 0
    marks = []
    for mark in source.marks:
        selectors = [piece for piece in mark.pieces if isinstance(piece, Selector) and piece.exact.split()]
        if not selectors:
            losses.append(Loss(f"{source.name}: {mark.label}", "it quotes no words", is_mark=True))
            continue
        paragraph, spans = _paragraph(selectors)
        marks.append(replace(mark, pieces=tuple((at + s, at + e) for s, e in spans), position=None))
        paragraphs.append(paragraph)
        at += len(paragraph) + 2
    source.marks = marks
    if not paragraphs:
        summary = source.keys.get("summary")
        said = f"; what was said of it: {summary}" if summary else ""
        why = f"its text was not given and nothing of it is quoted, so that no document was made of it{said}"
        losses.append(Loss(source.name, why))
        return False
    source.data = ("\n\n".join(paragraphs) + "\n").encode()
    source.ending = "txt"
    source.keys.setdefault("kind", "excerpts")
    summary = source.keys.get("summary")
    told = "Passages quoted from this source, in the order of the import; its whole text was not given."
    source.keys["summary"] = f"{summary}\n\n{told}" if summary else told
    losses.append(Loss(source.name, "its text was not given: the document holds the quoted passages alone"))
    return True


def _paragraph(selectors: list[Selector]) -> tuple[str, list[tuple[int, int]]]:
    text = ""
    spans = []
    for selector in selectors:
        before, exact, after = (_plain(t) for t in (selector.prefix, selector.exact, selector.suffix))
        text += f"{' … ' if text else ''}{before}"
        if before and selector.prefix[-1:].isspace():
            text += " "
        spans.append((len(text), len(text) + len(exact)))
        gap = " " if after and selector.suffix[:1].isspace() else ""
        text += exact + gap + after
    return text, spans


def _plain(text: str) -> str:
    return " ".join(text.split())
