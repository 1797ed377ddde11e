"""YAML as a tree that knows where everything stands. Built only when there is something to tell.

`parse.yaml` reads a file without positions, because keeping them would cost more than reading. This is the
slow second look: at the place of a finding, and at files with a construct that is refused.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

import yaml
from yaml._yaml import CParser

from sitegen.record import Record

DEPTH = 32  # far beyond the format's seven levels; the C parser's own stack would hold thousands

# Of the attributes that a kind of event has, the type stubs know only some.
NextEvent = Callable[[], Any]

_ENDS = (yaml.MappingEndEvent, yaml.SequenceEndEvent)

NodeKind = Literal["scalar", "mapping", "sequence", "alias"]


class Node(Record, frozen=True):
    """A YAML node. Offsets count code points of the text without its byte-order mark.

    `items` holds a mapping's (key, value) pairs in order, doubles included, or a sequence's items
    (key None). `style` is the quotation mark or block sign of a scalar, empty for a plain one; `[` for a
    mapping or sequence between brackets.
    """

    kind: NodeKind
    start: int
    end: int
    value: str = ""
    style: str = ""
    tag: str = ""
    anchor: str = ""
    items: tuple[tuple[Node | None, Node], ...] = ()


class TooDeepError(Exception):
    """Nodes are nested deeper than `DEPTH`; `offset` is where."""

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset


def parse_tree(data: bytes) -> Node | None:
    """Return the root of the first YAML document in UTF-8 bytes, None where there is none.

    Raises `yaml.YAMLError` for what is not YAML and `TooDeepError` for what is nested too deep.
    """
    return parse_trees(data)[0]


def parse_trees(data: bytes) -> tuple[Node | None, int | None]:
    """Return the same and the offset of a second document, None where there is none; raises the same."""
    next_event: NextEvent = CParser(data).get_event
    next_event()
    if isinstance(next_event(), yaml.StreamEndEvent):
        return None, None
    root = _node(next_event(), next_event, DEPTH)
    next_event()
    after = next_event()
    return root, None if isinstance(after, yaml.StreamEndEvent) else after.start_mark.index


def _node(event: Any, next_event: NextEvent, depth: int) -> Node:  # noqa: ANN401
    start: int = event.start_mark.index
    if not depth:
        raise TooDeepError(start)
    kind = type(event)
    if kind is yaml.ScalarEvent:
        return Node(
            kind="scalar",
            start=start,
            end=event.end_mark.index,
            value=event.value,
            style=event.style or "",
            tag=event.tag or "",
            anchor=event.anchor or "",
        )
    if kind is yaml.AliasEvent:
        return Node(kind="alias", start=start, end=event.end_mark.index, value=event.anchor)
    items: list[tuple[Node | None, Node]] = []
    is_mapping = kind is yaml.MappingStartEvent
    inner: Any = next_event()
    while type(inner) not in _ENDS:
        key = _node(inner, next_event, depth - 1) if is_mapping else None
        items.append((key, _node(next_event() if is_mapping else inner, next_event, depth - 1)))
        inner = next_event()
    return Node(
        kind="mapping" if is_mapping else "sequence",
        start=start,
        end=inner.end_mark.index,
        style="[" if event.flow_style else "",
        tag=event.tag or "",
        anchor=event.anchor or "",
        items=tuple(items),
    )
