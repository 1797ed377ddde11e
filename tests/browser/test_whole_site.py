"""What holds for the built site as a folder of files."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.browser.links import iter_broken_links, read_pages
from tests.browser.nu import find_html_errors
from tests.browser.page_kinds import PAGE_KINDS

SITES = pytest.mark.parametrize("site", ["built_site", "sample_site", "first_sites"])


@pytest.fixture
def folder(site: str, request: pytest.FixtureRequest) -> Path:
    found = request.getfixturevalue(site)
    assert isinstance(found, Path)
    return found


@SITES
def test_every_page_is_valid_html(folder: Path) -> None:
    found = find_html_errors(folder)
    assert not found, "\n".join(found)


@SITES
def test_every_link_leads_somewhere_from_any_folder(folder: Path) -> None:
    found = list(iter_broken_links(folder))
    assert not found, "\n".join(found)


@SITES
def test_no_id_stands_twice_on_a_page(folder: Path) -> None:
    doubled = {
        path: [each for each, count in Counter(page.ids).items() if count > 1]
        for path, page in read_pages(folder).items()
    }
    assert {path: ids for path, ids in doubled.items() if ids} == {}


@SITES
def test_no_page_has_styles_or_scripts_of_its_own(folder: Path) -> None:
    for path in folder.rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        assert "<style" not in html, path
        assert " style=" not in html, path
        assert "<script>" not in html, path


def test_site_has_every_kind_of_page(built_site: Path) -> None:
    assert [path for path in PAGE_KINDS.values() if not (built_site / path).is_file()] == []


@pytest.mark.parametrize(
    "former",
    [
        "documents/2016-12-03-turning-point.html",
        "speakers/reconciliation-centre.html",
        "claims/ceasefire-calls.html",
    ],
)
def test_former_addresses_still_lead_somewhere(built_site: Path, former: str) -> None:
    assert "http-equiv" in (built_site / former).read_text(encoding="utf-8")
