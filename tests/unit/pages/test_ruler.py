from __future__ import annotations

import pytest

from sitegen.site.context import Desk
from sitegen.site.views.card import Card, make_card
from sitegen.site.views.ruler import RulerRow, make_ruler
from tests.unit.pages.whole_of import context_of, small_whole


def desk() -> Desk:
    whole = small_whole()
    return Desk(whole, context_of(whole), "../")


def rows_of(count: int, headings: dict[int, str], cards: dict[int, int]) -> list[RulerRow]:
    """Return rows, some of which are headings (number → HTML) or have cards (number → how many)."""
    statement = small_whole().documents["2016/count"].statements[0]
    card: Card = make_card(desk(), statement, 1)
    return [
        RulerRow(n, headings.get(n, "<p>words</p>"), (card,) * cards.get(n, 0)) for n in range(1, count + 1)
    ]


def test_sections_go_by_headings_and_count_what_begins_in_them() -> None:
    headings = {2: "<h2>One &amp; <em>only</em></h2>", 6: '<h2 id="p_6">Two</h2>', 9: "<h2>Three</h2>"}
    sections = make_ruler(desk(), rows_of(12, headings, {3: 2, 5: 1, 12: 4}))
    assert [(s.href, s.label, s.count) for s in sections] == [
        ("#row_2", "One & only", 3),
        ("#row_6", "Two", 0),
        ("#row_9", "Three", 4),
    ]


def test_a_long_text_without_headings_is_cut_into_stretches() -> None:
    sections = make_ruler(desk(), rows_of(61, {}, {1: 1, 61: 2}))
    assert [s.label for s in sections][:2] == ["1–10", "11–20"]
    assert (sections[-1].href, sections[-1].label, sections[-1].count) == ("#row_61", "61", 2)
    assert sum(s.count for s in sections) == 3


@pytest.mark.parametrize(
    ("count", "headings"),
    [(11, {1: "<h2>A</h2>", 2: "<h2>B</h2>", 3: "<h2>C</h2>"}), (29, {1: "<h2>A</h2>"}), (0, {})],
)
def test_a_short_text_has_no_ruler(count: int, headings: dict[int, str]) -> None:
    assert make_ruler(desk(), rows_of(count, headings, {})) == ()


def test_only_the_highest_headings_count_where_there_are_many() -> None:
    headings = {n: f"<h{2 if n % 10 == 1 else 3}>Part {n}</h{2 if n % 10 == 1 else 3}>" for n in range(1, 61)}
    assert [s.label for s in make_ruler(desk(), rows_of(60, headings, {}))] == [
        f"Part {n}" for n in (1, 11, 21, 31, 41, 51)
    ]
