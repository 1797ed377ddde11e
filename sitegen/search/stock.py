"""The whole index in Lunr's own serialized form, for anyone who brings a client of their own.

Scores are BM25 as lunr.js 2.3.9 computes and rounds them. Terms are numbered in their sorted order, which
`Index.load` asks for; every term has every field, and every unit a vector for every field.
"""

from __future__ import annotations

import math
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from sitegen.search.artifact import json_of
from sitegen.search.columns import Columns
from sitegen.search.row import NF
from sitegen.search.scoring import K1, PIPELINE, B
from sitegen.search.unit import FIELD_NAMES, FIELDS

LUNR: Final = "2.3.9"


def score_postings(columns: Columns) -> NDArray[np.float64]:
    """Return the score of each posting, rounded to thousandths."""
    n = len(columns.heads)
    found = columns.per.sum(axis=1)
    rarity = np.array([math.log(1 + abs((n - df + 0.5) / (df + 0.5))) for df in found.tolist()])
    field = np.repeat(np.tile(np.arange(NF), len(columns.terms)), columns.per.ravel())
    average = np.array([total / max(n, 1) for total in columns.lengths.sum(axis=0).tolist()])
    boost = np.array([float(boost) for _, boost in FIELDS])
    length = columns.lengths[columns.units, field].astype(np.float64)
    count = columns.counts.astype(np.float64)
    with np.errstate(invalid="ignore"):
        score = (
            np.repeat(rarity, found)
            * ((K1 + 1) * count)
            / (K1 * (1 - B + B * (length / average[field])) + count)
        )
    score *= boost[field]
    shifted = score * 1000
    whole = np.floor(shifted)
    whole += shifted - whole >= 0.5  # as the browser rounds
    rounded: NDArray[np.float64] = whole / 1000
    return rounded


def make_whole_index(columns: Columns) -> bytes:
    """Return the index as JSON that `lunr.Index.load` reads."""
    value: dict[str, Any] = {
        "version": LUNR,
        "fields": list(FIELD_NAMES),
        "fieldVectors": _field_vectors(columns),
        "invertedIndex": _inverted_index(columns),
        "pipeline": list(PIPELINE),
    }
    return json_of(value)


def _inverted_index(columns: Columns) -> list[list[Any]]:
    refs = [head.ref for head in columns.heads]
    units = [refs[unit] for unit in columns.units.tolist()]
    rows: list[list[Any]] = []
    at = 0
    for number, (term, sizes) in enumerate(zip(columns.terms, columns.per.tolist(), strict=True)):
        row: dict[str, Any] = {"_index": number}
        for name, size in zip(FIELD_NAMES, sizes, strict=True):
            row[name] = {unit: {} for unit in units[at : at + size]}
            at += size
        rows.append([term, row])
    return rows


def _field_vectors(columns: Columns) -> list[list[Any]]:
    """Return one vector a unit and field, units first: the order of results that all score nought."""
    scores = score_postings(columns)
    term = np.repeat(np.arange(len(columns.terms)), columns.per.sum(axis=1))
    field = np.repeat(np.tile(np.arange(NF), len(columns.terms)), columns.per.ravel())
    slot = columns.units.astype(np.int64) * NF + field
    order = np.argsort(slot, kind="stable")
    flat: list[Any] = [None] * (2 * len(order))
    flat[0::2], flat[1::2] = term[order].tolist(), scores[order].tolist()
    counts = np.bincount(slot, minlength=len(columns.heads) * NF)
    ends = (np.cumsum(counts) * 2).tolist()
    vectors: list[list[Any]] = []
    start = 0
    for number, end in enumerate(ends):
        unit, at = divmod(number, NF)
        vectors.append([f"{FIELD_NAMES[at]}/{columns.heads[unit].ref}", flat[start:end]])
        start = end
    return vectors
