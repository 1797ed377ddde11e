from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.site.paging import STATEMENTS_A_PAGE, make_pager, page_count, page_of
from sitegen.site.routes import relative_link, root_of, route_of

NAMES = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True)
KINDS = st.sampled_from(["document", "speaker", "claim", "figure", "topic", "page"])


@pytest.mark.parametrize(
    ("kind", "id", "page", "route"),
    [
        ("home", "", 1, "index.html"),
        ("document", "2016/turning-point", 1, "documents/2016/turning-point.html"),
        ("speaker", "someone", 1, "speakers/someone.html"),
        ("speaker", "someone", 3, "speakers/someone/page-3.html"),
        ("speaker", "index", 1, "speakers/index_.html"),
        ("speakers", "", 1, "speakers/index.html"),
        ("documents", "", 2, "documents/page_2.html"),
        ("timeline", "2016", 1, "timeline/2016.html"),
        ("not-found", "", 1, "404.html"),
    ],
)
def test_each_page_has_its_address(kind: str, id: str, page: int, route: str) -> None:
    assert route_of(kind, id, page) == route


@given(KINDS, NAMES, KINDS, NAMES)
def test_no_two_pages_share_an_address(kind: str, id: str, other_kind: str, other: str) -> None:
    same = (kind, id) == (other_kind, other)
    assert (route_of(kind, id) == route_of(other_kind, other)) == same
    assert route_of(kind, id) not in {route_of("documents", page=n) for n in range(1, 5)}
    assert route_of(kind, id) != route_of(f"{kind}s" if kind != "page" else "home")


def test_links_lead_up_and_down_again() -> None:
    assert relative_link("documents/2016/a.html", "speakers/b.html", "c") == "../../speakers/b.html#c"
    assert relative_link("index.html", "speakers/b.html") == "speakers/b.html"
    assert root_of("speakers/b/page-2.html") == "../../"


@given(st.lists(st.integers(), max_size=60), st.integers(1, 9))
def test_pages_hold_every_item_once(items: list[int], size: int) -> None:
    pages = page_count(len(items), size)
    assert [item for page in range(1, pages + 1) for item in page_of(items, page, size)] == items
    assert pages >= 1


def test_a_new_item_at_the_end_changes_the_last_page_alone() -> None:
    items = list(range(STATEMENTS_A_PAGE + 1))
    assert page_of(items, 1, STATEMENTS_A_PAGE) == page_of([*items, 0], 1, STATEMENTS_A_PAGE)


def test_a_pager_knows_its_neighbours() -> None:
    pager = make_pager("../", "speaker", "a", 2, 3)
    assert (pager.previous, pager.following) == ("../speakers/a.html", "../speakers/a/page-3.html")
    assert make_pager("../", "speaker", "a", 1, 1).links == ()
