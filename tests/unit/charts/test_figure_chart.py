"""The chart of a figure: every reading is there, every mark inside, whatever the numbers are."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model.archive import Amount
from sitegen.model.whole import FigureAccount, Reading
from sitegen.site.charts.figure_chart import render_figure_chart
from sitegen.site.charts.rows import Band, rows_from_account
from sitegen.site.charts.spread import render_spread
from sitegen.words.words import words_for
from tests.unit.charts.accounts import ALL_SHAPES, account_of, exact
from tests.unit.charts.drawing import check_drawing

GOLDENS = Path(__file__).parent / "goldens"

numbers = st.one_of(
    st.integers(-(10**6), 10**6).map(Decimal),
    st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-100, max_value=100),
    st.sampled_from(
        [Decimal(0), Decimal("1E+400"), Decimal("-1E+40"), Decimal("1E-30"), Decimal(10**30 + 1)]
    ),
)


@st.composite
def amounts(draw: st.DrawFn) -> Amount:
    low, value, high = sorted(draw(st.tuples(numbers, numbers, numbers)))
    keep = draw(st.integers(1, 7))
    return Amount(
        value if keep & 1 else None,
        low if keep & 2 else None,
        high if keep & 4 else None,
        draw(st.booleans()),
    )


def names_of(reading: Reading) -> list[str]:
    return [link.title() for link in reading.chain]


def draw_chart(account: FigureAccount, language: str = "en") -> str:
    return render_figure_chart(
        account, words_for(language), href=lambda reading: f"d.html#a-{reading.number}&", who=names_of
    )


@given(st.lists(amounts(), max_size=8), st.sampled_from(["en", "ar"]))
def test_any_readings_can_be_drawn(given_amounts: Sequence[Amount], language: str) -> None:
    account = account_of(given_amounts)
    tree = check_drawing(draw_chart(account, language))
    drawn = [e.attrib["id"] for e in tree.iter("li") if "id" in e.attrib]
    assert drawn == [f"chart_{i + 1}" for i in range(len(account.readings))]
    check_drawing(render_spread(account, words_for(language), prefix="spread"))


@given(st.lists(st.integers(0, 500).map(exact), min_size=61, max_size=300))
def test_every_reading_is_drawn_or_counted_as_folded(given_amounts: list[Amount]) -> None:
    account = account_of(given_amounts)
    rows = rows_from_account(account)
    held = [r.number for row in rows for r in (row.readings if isinstance(row, Band) else (row,))]
    assert held == [reading.number for reading in account.readings]
    assert len(rows) <= 61
    single = {row.number for row in rows if not isinstance(row, Band)}
    values = [(reading.amount.value, reading.number) for reading in account.readings]
    assert {1, len(values)} <= single
    assert {min(values, key=first)[1], max(values, key=first)[1]} <= single
    for gap in account.contests[:3]:
        assert {gap.first, gap.second} <= single


def first(pair: tuple[Decimal | None, int]) -> Decimal:
    assert pair[0] is not None
    return pair[0]


def test_a_folded_chart_says_so() -> None:
    html = draw_chart(account_of([exact(n % 97) for n in range(200)]))
    folded = sum(int(n) for n in re.findall(r">(\d+) more reading", html))
    single = html.count('id="chart_') - 2
    assert folded + single == 200
    assert f"{folded} of 200 readings are folded into bands" in html
    check_drawing(html)


def test_nothing_is_drawn_without_readings() -> None:
    assert draw_chart(account_of([])) == ""
    assert render_spread(account_of([exact(4)]), words_for("en"), prefix="s") == ""


def test_each_shape_has_its_mark_and_its_key() -> None:
    tree = check_drawing(draw_chart(account_of(ALL_SHAPES)))
    rows = [
        [e.attrib.get("class") for e in row.iter() if e.tag != "span"] for row in tree.findall(".//li[@id]")
    ]
    telling = [
        ["chart-allow", "chart-ring"],
        ["chart-bar", "chart-stop"],
        ["chart-reach", "chart-stop", "chart-disc"],
        ["chart-reach", "chart-stop", "chart-arrowhead"],
        ["chart-reach", "chart-arrowhead", "chart-stop"],
        ["chart-bar chart-bar-about", "chart-stop"],
        ["chart-disc"],
    ]
    for row, marks in zip(rows, telling, strict=True):
        assert [kind for kind in dict.fromkeys(row) if kind in marks] == marks
    key = tree.find(".//figcaption/ul")
    assert key is not None
    assert len(list(key)) == len(telling)


def test_a_row_links_to_its_passage_and_names_its_chain() -> None:
    html = draw_chart(account_of([exact(7)]))
    assert '<a class="chart-value" href="d.html#a-1&amp;">7</a>' in html
    who = check_drawing(html).find(".//span[@class='chart-who']")
    assert who is not None
    assert "".join(who.itertext()) == "Mate →, passed on by  Harbour"


def test_gaps_are_spelled_out() -> None:
    html = draw_chart(account_of([exact(n) for n in (10, 20, 100, 101)]))
    assert "91 apart" in html
    assert "the higher is 10.1 times the lower" in html or "the higher is 10 times the lower" in html
    assert "3 more pairs of readings do not meet." in html
    assert html.count('class="chart-shade"') == 4


@pytest.mark.parametrize(
    ("values", "note"),
    [
        ([3, 90000], "equal distances are equal ratios"),
        ([980, 990], "does not begin at zero"),
        ([-980, -990], "does not begin at zero"),
    ],
)
def test_a_scale_that_could_mislead_is_told(values: list[int], note: str) -> None:
    assert note in draw_chart(account_of([exact(value) for value in values]))


def test_an_ordinary_scale_is_not_remarked_on() -> None:
    assert "chart-note" not in draw_chart(account_of([exact(3), exact(9)]))


def test_right_to_left_charts_are_mirrored() -> None:
    account = account_of([exact(0), exact(100)])
    places = [
        [
            float(e.attrib["cx"][:-1])
            for e in check_drawing(draw_chart(account, language)).findall(".//li/svg/circle")
        ]
        for language in ("en", "ar")
    ]
    assert [100 - at for at in places[0][:2]] == places[1][:2]


@pytest.mark.parametrize("name", ["figure", "spread"])
def test_golden(name: str) -> None:
    """RENEW_GOLDENS=1 writes them anew."""
    account = account_of([exact(10), Amount(low=Decimal(20), high=Decimal(30))])
    html = (
        draw_chart(account) if name == "figure" else render_spread(account, words_for("en"), prefix="spread")
    )
    text = html.replace("><", ">\n<") + "\n"
    path = GOLDENS / f"{name}.html"
    if os.environ.get("RENEW_GOLDENS"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")
