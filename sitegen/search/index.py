"""The index as all its files but the whole index are cut from it: heads, terms, and rows as they are sent."""

from __future__ import annotations

from typing import NamedTuple

from sitegen.search.columns import Columns, Head
from sitegen.search.packing import Numbers, Small
from sitegen.search.rows import pack_postings


class Index(NamedTuple):
    heads: list[Head]
    terms: list[str]
    lengths: Numbers  # unit, field: terms in it
    packed: bytes  # rows, in the order of the terms
    bounds: Small  # where each row starts, and where the last ends


def index_from_columns(columns: Columns) -> Index:
    """Return the index of all units' columns."""
    packed, bounds = pack_postings(columns, len(columns.heads))
    return Index(columns.heads, columns.terms, columns.lengths, packed, bounds)
