"""Selectors of the W3C Web Annotation model, as JSON → pieces of a mark."""

from __future__ import annotations

from typing import Any

from sitegen.import_.harvest import Piece
from sitegen.model.archive import Selector, Span
from sitegen.record import Record

MAX_DEPTH = 20  # selectors that refine one another


class Selected(Record, frozen=True):
    """What selectors say: the quote, where it stands, and the types of those that say nothing about words."""

    quote: Selector | None = None
    position: Span | None = None
    others: tuple[str, ...] = ()

    @property
    def pieces(self) -> tuple[Piece, ...]:
        if self.quote is not None:
            return (self.quote,)
        return () if self.position is None else (self.position,)


def read_selectors(value: Any, depth: int = 0) -> Selected:  # noqa: ANN401 - JSON
    """Return what one selector or a list of alternatives says; the innermost refinement counts."""
    found = Selected()
    if depth > MAX_DEPTH:
        return found
    for item in value if isinstance(value, list) else [value]:
        if not isinstance(item, dict):
            if isinstance(item, str):  # the address of one that stands elsewhere
                found = Selected(found.quote, found.position, (*found.others, item))
            continue
        inner = item.get("refinedBy")
        one = read_selectors(inner, depth + 1) if inner else Selected()
        one = one if one.pieces else _read_one(item, depth)
        found = Selected(
            found.quote or one.quote, found.position or one.position, (*found.others, *one.others)
        )
    return found


def _read_one(item: dict[str, Any], depth: int) -> Selected:
    kind = str(item.get("type") or item.get("@type") or "").rpartition(":")[2]
    if kind == "TextQuoteSelector" and isinstance(item.get("exact"), str):
        words = {key: item[key] for key in ("prefix", "suffix") if isinstance(item.get(key), str)}
        return Selected(quote=Selector(exact=item["exact"], **words))
    position = _position(item)
    if kind == "TextPositionSelector" and position is not None:
        return Selected(position=position)
    if not kind and isinstance(item.get("quote"), str):  # as Recogito's programs keep them
        return Selected(Selector(exact=item["quote"]), position)
    if kind == "Choice":
        return read_selectors(item.get("items") or item.get("members"), depth + 1)
    return Selected(others=(kind or "unnamed",))


def _position(item: dict[str, Any]) -> Span | None:
    start, end = item.get("start"), item.get("end")
    if isinstance(start, int) and isinstance(end, int) and 0 <= start < end:
        return start, end
    return None
