"""What the reader's scripts decide without a document: a table of cases, in a real browser's engine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from msgspec.structs import replace
from playwright.sync_api import Browser, Page

from sitegen.model.archive import Amount, Annotation, ClaimUse, FigureUse, Selector
from tests.browser.visit import Visit
from tests.conftest import ROOT

CORE = ROOT / "templates" / "assets" / "js" / "core.js"
ANNOTATOR_CORE = ROOT / "templates" / "assets" / "annotator" / "annotator-core.js"
FACETS = ["kind", "speaker"]


@pytest.fixture(scope="module")
def blank(browser: Browser) -> Iterator[Page]:
    """A page with nothing on it but the core."""
    page = browser.new_page()
    page.add_script_tag(content=CORE.read_text(encoding="utf-8"))
    yield page
    page.close()


@pytest.mark.parametrize("speaker", ["", "ada"])
@pytest.mark.parametrize("figures", [(), (FigureUse("drops", Amount()),)])
@pytest.mark.parametrize("claims", [(), (ClaimUse("rain"),)])
def test_a_draft_is_drawn_as_what_the_build_will_draw(
    browser: Browser, claims: tuple[ClaimUse, ...], figures: tuple[FigureUse, ...], speaker: str
) -> None:
    page = browser.new_page()
    page.add_script_tag(content=ANNOTATOR_CORE.read_text(encoding="utf-8"))
    keys = {"claim": [use.id for use in claims], "figure": [use.id for use in figures], "speaker": speaker}
    built = Annotation("a", 1, named=True, selectors=(Selector("words"),), speaker=speaker)
    built = replace(built, claims=claims, figures=figures)
    assert call(page, "kindOf", keys) == built.kind
    page.close()


@pytest.mark.parametrize(
    ("count", "place", "step", "expected"),
    [
        (3, -1, 1, 0),  # before the first, forward
        (3, -1, -1, 2),  # before the first, backward: from the end
        (3, 1, 1, 2),
        (3, 2, 1, 2),  # stays inside
        (3, 0, -1, 0),
        (0, -1, 1, -1),  # nothing to go to
    ],
)
def test_the_next_place_stays_inside(blank: Page, count: int, place: int, step: int, expected: int) -> None:
    assert call(blank, "nextPlace", count, place, step) == expected


@pytest.mark.parametrize(
    ("tops", "expected"),
    [([], -1), ([5], -1), ([-10, 0, 2, 30], 2), ([-10, -5], 1)],
)
def test_the_section_being_read_is_the_last_above_the_line(
    blank: Page, tops: list[int], expected: int
) -> None:
    assert call(blank, "placeAt", tops, 3) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", []),
        ("?kind=claim&kind=note", [["kind", ["claim", "note"]]]),
        ("?kind=&other=x", []),  # empty values and other names do not count
        ("?speaker=a%20b&q=%3Cb%3E", [["speaker", ["a b"]]]),
        ("?__proto__=x&constructor=y", []),
    ],
)
def test_filters_are_read_from_the_address(
    blank: Page, query: str, expected: list[tuple[str, list[str]]]
) -> None:
    found = blank.evaluate(
        "([query, facets]) => [...parseFilters(query, facets)].map(([name, values]) => [name, [...values]])",
        [query, FACETS],
    )
    assert found == expected


@pytest.mark.parametrize(
    ("query", "filters", "expected"),
    [
        ("", {}, ""),
        ("?q=x", {"kind": ["claim"]}, "?q=x&kind=claim"),
        ("?kind=old&q=x", {}, "?q=x"),
        ("", {"kind": ["a", "b"], "speaker": ["c d"]}, "?kind=a&kind=b&speaker=c+d"),
    ],
)
def test_filters_are_written_into_the_address(
    blank: Page, query: str, filters: dict[str, list[str]], expected: str
) -> None:
    written = blank.evaluate(
        "([query, filters, facets]) => queryWith(query, new Map(Object.entries(filters)), facets)",
        [query, filters, FACETS],
    )
    assert written == expected


@pytest.mark.parametrize(
    ("note", "filters", "expected"),
    [
        ({"kind": "claim"}, {}, True),
        ({"kind": "claim"}, {"kind": ["claim", "note"]}, True),
        ({"kind": "claim", "topic": "a b"}, {"kind": ["claim"], "topic": ["b"]}, True),
        ({"kind": "claim", "topic": "ab"}, {"topic": ["b"]}, False),
        ({"kind": "claim"}, {"kind": ["claim"], "speaker": ["x"]}, False),
    ],
)
def test_a_note_passes_with_any_value_of_every_facet(
    blank: Page, note: dict[str, str], filters: dict[str, list[str]], *, expected: bool
) -> None:
    passed = blank.evaluate(
        "([note, all]) => passes(note, new Map(Object.entries(all).map(([k, v]) => [k, new Set(v)])))",
        [note, filters],
    )
    assert passed is expected


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (
            ("words.", "Somebody", "A paper. ", "https://a.example/#x"),
            "“words.” — Somebody. A paper. https://a.example/#x",
        ),
        (("words", None, "", "https://a.example/"), "“words”. https://a.example/"),
    ],
)
def test_a_copied_quotation_names_speaker_source_and_address(
    blank: Page, parts: tuple[str | None, ...], expected: str
) -> None:
    assert call(blank, "citationText", *parts) == expected


@pytest.mark.parametrize(
    ("text", "asked", "expected"),
    [
        ("The Ministry of Defence", "defence ministry", True),
        ("The Ministry", "ministry x", False),
        ("ДОНЕСЕНИЕ", "донес", True),
        ("anything", "", True),
    ],
)
def test_a_list_is_filtered_by_all_words(blank: Page, text: str, asked: str, *, expected: bool) -> None:
    assert call(blank, "hasWords", text, asked) is expected


@pytest.mark.parametrize(
    ("key", "language", "expected"),
    [
        ("name", "en", ["Item 2", "Item 10", "Öl"]),
        ("count", "en", ["Item 10", "Öl", "Item 2"]),
        ("missing", "en", ["Item 10", "Item 2", "Öl"]),  # equal: as they stood
    ],
)
def test_entries_are_ordered_as_people_sort(
    blank: Page, key: str, language: str, expected: list[str]
) -> None:
    entries = [
        {"name": "Item 10", "count": "7"},
        {"name": "Item 2", "count": "0"},
        {"name": "Öl", "count": "3"},
    ]
    names = blank.evaluate(
        "([key, language, entries]) => entries.sort(orderBy(key, language)).map((entry) => entry.name)",
        [key, language, entries],
    )
    assert names == expected


@pytest.mark.parametrize(
    ("left", "top", "expected"),
    [
        (100, 50, [100, 76]),  # below its link
        (380, 50, [192, 76]),  # drawn in at the right edge
        (-20, 50, [8, 76]),
        (100, 560, [100, 454]),  # above, where there is no room below
    ],
)
def test_a_preview_stays_in_the_window(blank: Page, left: int, top: int, expected: list[int]) -> None:
    link = {"left": left, "top": top, "bottom": top + 20}
    size, view = {"width": 200, "height": 100}, {"width": 400, "height": 600}
    assert call(blank, "placeBeside", link, size, view) == expected


@pytest.mark.parametrize(
    ("top", "bottom", "expected"),
    [(0, 100, False), (-2000, -1601, True), (-2000, -1599, False), (2399, 3000, False), (2401, 3000, True)],
)
def test_far_is_two_screens_away(blank: Page, top: int, bottom: int, *, expected: bool) -> None:
    assert call(blank, "isFar", {"top": top, "bottom": bottom}, 800) is expected


def test_the_core_needs_no_document(visit: Callable[..., Visit]) -> None:
    visitor = visit()
    source = CORE.read_text(encoding="utf-8")
    names = ("document", "window", "location", "localStorage")
    visitor.page.evaluate("([source, names]) => new Function(...names, source)()", [source, names])
    assert not visitor.complaints


def call(page: Page, name: str, *values: object) -> Any:
    return page.evaluate("([name, values]) => globalThis[name](...values)", [name, list(values)])
