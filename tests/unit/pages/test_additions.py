"""What pages say beside the text: ratings, who passed a claim on, long notes, the rest of the menu."""

from __future__ import annotations

from decimal import Decimal

import pytest
from msgspec.structs import replace

from sitegen.graph.whole import whole_from_archive
from sitegen.model.archive import MenuItem, Status
from sitegen.site.charts.rating import render_rating
from sitegen.site.context import Desk
from sitegen.site.plan import PageTask, make_view
from sitegen.site.shell import make_shell
from sitegen.site.views.card import NOTE_SHOWN, make_card
from sitegen.site.views.claim import make_claim_view
from tests.unit.pages.whole_of import AMPERSAND, context_of, small_archive, small_whole


def desk_with(**site: object) -> Desk:
    whole = whole_from_archive(small_archive(**site))
    return Desk(whole, context_of(whole), "../")


@pytest.mark.parametrize(
    ("rating", "mirrored", "at"), [(0, False, "5"), (1, False, "67"), (1, True, "5"), (0.5, False, "36")]
)
def test_a_rating_stands_between_false_and_true(rating: float, *, mirrored: bool, at: str) -> None:
    assert f'cx="{at}"' in render_rating(rating, is_mirrored=mirrored)


@pytest.mark.parametrize("rating", ["0.25", "0.50", "1", "0"])
def test_a_claim_shows_the_rating_of_its_status_as_it_was_given(rating: str) -> None:
    rated = (Status(id="disputed", label="Disputed", description="", rating=Decimal(rating)),)
    view = make_claim_view(desk_with(claim_statuses=rated), "held")
    assert view.rating.startswith(f"{rating}, ")
    assert "rating-disc" in view.rating_drawing


def test_a_claim_shows_no_rating_where_its_status_has_none() -> None:
    plain = make_claim_view(desk_with(), "held")
    assert (plain.rating, plain.rating_drawing) == ("", "")


def test_a_claim_names_who_passed_it_on_beside_its_origins() -> None:
    voices = {voices.stance: voices for voices in make_claim_view(desk_with(), "held").voices}
    asserted = voices["asserts"]
    assert asserted.is_first_named
    assert asserted.origins[0].speaker.id not in {relay.id for relay in asserted.relays}
    assert "outlet" in {relay.id for relay in asserted.relays}


@pytest.mark.parametrize(("length", "is_long"), [(NOTE_SHOWN, False), (NOTE_SHOWN + 1, True)])
def test_a_note_is_cut_where_it_is_longer_than_eight_lines(length: int, *, is_long: bool) -> None:
    statement = small_whole().documents["2016/count"].statements[0]
    noted = replace(statement, annotation=replace(statement.annotation, note="x" * length))
    assert make_card(desk_with(), noted, 1).is_long is is_long


def test_the_footer_leads_to_the_sections_that_the_sites_own_menu_leaves_out() -> None:
    shell = make_shell(desk_with(menu=(MenuItem(label="Texts", target="documents"),)))
    assert [entry.label for entry in shell.menu] == ["Texts"]
    sections = [entry.section for entry in shell.sections]
    assert "documents" not in sections
    assert {"topics", "matrix", "relays", "timeline"} <= set(sections)
    assert make_shell(desk_with()).sections == ()


@pytest.mark.parametrize("kind", ["claim", "speaker", "figure"])
def test_links_of_every_entity_page_have_previews(kind: str) -> None:
    desk = desk_with()
    ids = {"claim": "held", "speaker": "ministry", "figure": "civilians"}
    view = make_view(desk, PageTask(kind, ids[kind]))
    routes = [preview.route for preview in view.previews]  # type: ignore[attr-defined]
    assert routes
    assert len(routes) == len(set(routes))
    assert all(route.partition("/")[0] in ("speakers", "claims", "figures") for route in routes)


MENU = [  # the target, what it is called where its author gives it no label, where it leads
    ("documents", "Documents", "../documents/index.html"),
    ("documents/index.html", "Documents", "../documents/index.html"),
    ("matrix", "Matrix", "../matrix.html"),
    ("search", "Search", "../search.html"),
    ("home", "Siege", "../index.html"),
    ("/", "Siege", "../index.html"),
    ("pages/about", "About", "../pages/about.html"),
    ("pages/about.md#method", "About", "../pages/about.html#method"),
    ("documents/2016/count", AMPERSAND, "../documents/2016/count.html"),
    ("speakers/ministry", "The ministry", "../speakers/ministry.html"),
    ("static/scans/a scan.pdf", "a scan.pdf", "../static/scans/a%20scan.pdf"),
    ("static/scans/a%20scan.pdf", "a scan.pdf", "../static/scans/a%20scan.pdf"),
    ("scans/a scan.pdf", "a scan.pdf", "../static/scans/a%20scan.pdf"),
    ("https://example.org/", "example.org", "https://example.org/"),
    ("//example.org/a", "example.org/a", "https://example.org/a"),
    ("mailto:editor@example.org", "editor@example.org", "mailto:editor@example.org"),
    ("#_text", "#_text", "#_text"),
]


@pytest.mark.parametrize(("target", "name", "address"), MENU)
@pytest.mark.parametrize("label", ["", "  ", "Own"])
def test_a_menu_entry_has_its_label_or_the_name_of_what_it_leads_to(
    target: str, name: str, address: str, label: str
) -> None:
    archive = replace(
        small_archive(menu=(MenuItem(label=label, target=target),)), statics=("scans/a scan.pdf",)
    )
    whole = whole_from_archive(archive)
    [entry] = make_shell(Desk(whole, context_of(whole), "../")).menu
    assert (entry.label, entry.href) == (label.strip() or name, address)
