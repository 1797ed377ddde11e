"""Drawings: the charts of `site.charts`, given what the accounts know. Each is inline SVG, or nothing."""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.model.archive import Document
from sitegen.model.whole import ClaimAccount, FigureAccount, Statement
from sitegen.site.context import Desk, Ref


def figure_drawing(desk: Desk, account: FigureAccount) -> str:
    return ""


def small_figure_drawing(desk: Desk, account: FigureAccount) -> str:
    return ""


def claim_drawing(desk: Desk, account: ClaimAccount) -> str:
    return ""


def timeline_drawing(desk: Desk, items: Sequence[Document | Statement]) -> str:
    return ""


def relay_drawing(desk: Desk, pairs: Sequence[tuple[Ref, Ref, int]]) -> str:
    return ""
