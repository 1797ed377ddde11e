"""Pages on which thousands of statements meet: none too large, and none missing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sitegen.build import BuildOptions, build_site
from tests.build.generated import write_archive

DOCUMENTS = 2500  # 5,000 statements of one speaker, 2,500 readings of one figure
MOST = 500_000  # bytes of a page


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hubs")
    content = write_archive(folder, DOCUMENTS)
    result = build_site(BuildOptions(archive=content, out=folder / "site", no_cache=True))
    assert not result.has_failed, result.diagnostics[:3]
    return folder / "site"


def test_no_page_is_too_large(site: Path) -> None:
    sizes = {p.relative_to(site).as_posix(): p.stat().st_size for p in site.rglob("*.html")}
    assert {route: size for route, size in sizes.items() if size > MOST} == {}


@pytest.mark.parametrize(
    ("folder", "page", "total"),
    [
        ("speakers", "s0", 2 * DOCUMENTS),
        ("claims", "hub", DOCUMENTS),
        ("topics", "bridge", DOCUMENTS),
    ],
)
def test_every_statement_stands_on_one_page_of_the_hub(
    site: Path, folder: str, page: str, total: int
) -> None:
    pages = [site / folder / f"{page}.html", *sorted((site / folder / page).glob("page-*.html"))]
    passages = [p for file in pages for p in re.findall(r'documents/(d\d+\.html#a\d)"', file.read_text())]
    assert len(pages) > 1
    assert len(set(passages)) == total


def test_the_table_of_a_figure_has_all_its_readings(site: Path) -> None:
    rows = (site / "figures" / "crossed.csv").read_text().splitlines()
    assert len(rows) == 1 + DOCUMENTS
