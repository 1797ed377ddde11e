"""The sites of archives as `init` and `import` make them: a newcomer's first sight."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.browser.server import serve_folder
from tests.browser.visit import Visit, find_nameless, find_violations

SITES = ("example", "text", "imported")


@pytest.fixture(scope="session")
def addresses(first_sites: Path) -> Iterator[dict[str, str]]:
    """Where each of those sites is served, alone on its host as none of them says otherwise."""
    with ExitStack() as servers:
        yield {site: servers.enter_context(serve_folder(first_sites / site, "/")) for site in SITES}


def one_of_each_kind(site: Path) -> Iterator[str]:
    """Yield the index of each folder, one of its other pages, and each page that stands alone."""
    yield from (path.name for path in sorted(site.glob("*.html")))
    for folder in sorted(each for each in site.iterdir() if each.is_dir()):
        entries = [path.name for path in sorted(folder.glob("*.html")) if path.name != "index.html"]
        names = ["index.html"] if (folder / "index.html").is_file() else []
        yield from (f"{folder.name}/{name}" for name in [*names, *entries[:1]])


@pytest.mark.parametrize(
    ("site", "scheme", "width"),
    [("example", "light", 320), ("example", "dark", 1280), ("text", "light", 320), ("imported", "dark", 320)],
)
def test_a_first_site_is_accessible_and_complains_of_nothing(
    visit: Callable[..., Visit],
    first_sites: Path,
    addresses: dict[str, str],
    site: str,
    scheme: str,
    width: int,
) -> None:
    visitor = visit(scheme=scheme, width=width)
    found = []
    paths = list(one_of_each_kind(first_sites / site))
    assert {"index.html", "search.html", "404.html", "documents/index.html"} < set(paths)
    for path in paths:
        visitor.page.goto(addresses[site] + path)
        found += [f"{path}: {line}" for line in find_violations(visitor.page)]
    assert not found, "\n".join(found)
    assert not visitor.complaints, "\n".join(visitor.complaints)


@pytest.mark.parametrize("site", SITES)
@pytest.mark.parametrize("scripts", [True, False])
def test_all_that_is_used_has_a_name(
    visit: Callable[..., Visit], first_sites: Path, addresses: dict[str, str], site: str, *, scripts: bool
) -> None:
    page = visit(scripts=scripts).page
    found = []
    for path in one_of_each_kind(first_sites / site):
        page.goto(addresses[site] + path)
        found += find_nameless(page)
    assert found == []
