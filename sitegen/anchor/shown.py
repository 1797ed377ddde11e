"""How words and places of a text are shown in a finding."""

from __future__ import annotations

import json

from sitegen.anchor.fold import Folded
from sitegen.anchor.paragraphs import paragraph_of
from sitegen.model.archive import Selector, Span
from sitegen.model.reading_text import ReadingText

NAMED = 60  # characters of a quote in a message
AROUND = 30  # characters beside a place that is shown


def quoted_scalar(words: str) -> str:
    """Return the words as a YAML scalar that means them whatever they are: a JSON string is one."""
    escaped = json.dumps(words, ensure_ascii=False)
    return "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in escaped)


def named(words: str) -> str:
    """Return the words in quotation marks, long ones without their middle."""
    if len(words) <= NAMED:
        return f"“{words}”"
    half = NAMED // 2
    return f"“{words[:half].rstrip(' ')} … {words[-half:].lstrip(' ')}”"


def beside(selector: Selector) -> str:
    """Return in words what context the selector asks for, or nothing."""
    after = f"after {named(selector.prefix)}" if selector.prefix else ""
    before = f"before {named(selector.suffix)}" if selector.suffix else ""
    return " and ".join(part for part in (after, before) if part)


def where(folded: Folded, reading: ReadingText, at: int) -> str:
    """Return the paragraph of an offset in the folded text, in words."""
    return f"paragraph {paragraph_of(reading.blocks, folded.source_span(at, at + 1)[0])}"


def in_context(folded: Folded, reading: ReadingText, range_: Span) -> str:
    """Return a folded range in brackets with what stands beside it, and its paragraph."""
    start, end = range_
    text = folded.text
    words = text[start:end]
    if len(words) > 2 * NAMED:
        words = f"{words[:NAMED]} … {words[-NAMED:]}"
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    dots_before = "…" if start > AROUND else ""
    dots_after = "…" if end + AROUND < len(text) else ""
    return f"{where(folded, reading, start)}: {dots_before}{before}[{words}]{after}{dots_after}"


def settling(selector: Selector, *, is_piece: bool) -> str:
    """Return the line of YAML by which a selector says which place is meant."""
    if selector.occurrence:
        context = f"occurrence: {selector.occurrence}"
    elif selector.prefix:
        context = f"prefix: {quoted_scalar(selector.prefix)}"
    elif selector.suffix:
        context = f"suffix: {quoted_scalar(selector.suffix)}"
    else:
        return ("- " if is_piece else "quote: ") + quoted_scalar(selector.exact)
    return f"- {{exact: {quoted_scalar(selector.exact)}, {context}}}" if is_piece else context
