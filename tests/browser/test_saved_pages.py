"""Pages that an archive brought in `static/`: somebody else wrote them, and they cannot act as the site."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from sitegen.build import BuildOptions, build_site
from tests.browser.server import serve_folder
from tests.browser.visit import Visit
from tests.serve.running import Running, run_server, write_archive

ROOT = Path(__file__).parents[2]
HOSTS = (ROOT / "netlify.toml", ROOT / "sitegen/scaffold/example/hosts/netlify.toml")
RAN = "window.ran || document.documentElement?.dataset?.ran === 'yes'"
# What a saved page would do: read the token from a page, save with it, and say that it ran.
ACT = """
window.ran = true; document.documentElement.dataset.ran = 'yes'; document.title = 'ran';
(async () => {
  const page = await (await fetch('ROOTdocuments/bridge.html')).text();
  const token = /data-token="([^"]*)"/.exec(page)?.[1] ?? '';
  await fetch('ROOTtold?' + token + localStorage.getItem('secret') + document.cookie);
  const file = await (await fetch('/_annotate/document?id=bridge')).json();
  const pieces = [{row: 1, start: 4, end_row: 1, end: 10, words: 'bridge'}];
  const body = {document: 'bridge', version: file.version, pieces, note: 'planted'};
  const headers = {'Content-Type': 'application/json', 'X-Sitegen-Token': token};
  await fetch('/_annotate/save', {method: 'POST', headers, body: JSON.stringify(body)});
})();
"""
DOT = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30">'
    '<script href="scan.js"/><script>ACT</script>'
    '<rect width="40" height="30" fill="green"/></svg>'
)
HTML = (
    '<!doctype html><title>Saved</title><script src="scan.js"></script><script>RAW</script>'
    '<link rel="stylesheet" href="scan.css"><style>p {margin-left: 41px}</style>'
    '<body onload="ACT"><p style="margin-top: 43px">Saved words</p><img id="dot" src="dot.svg" onload="ACT">'
    '<form id="form" action="/_annotate/undo" method="post" enctype="text/plain"><input name="a"></form>'
    '<a id="link" href="javascript:ACT">go</a><iframe src="ROOTdocuments/bridge.html"></iframe>'
    '<iframe srcdoc="<script src=scan.js></script>"></iframe><object data="dot.svg"></object>'
)
XML = '<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="scan.xsl"?><saved>words</saved>'
XSL = (
    '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:template match="/">'
    '<html><script src="scan.js"/><body>words</body></html></xsl:template></xsl:stylesheet>'
)
XHTML = (
    '<html xmlns="http://www.w3.org/1999/xhtml"><head><script src="scan.js"/></head><body>words</body></html>'
)
PDF = (
    "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]>>endobj\ntrailer<</Root 1 0 R>>\n"
)
LEAD = '<!doctype html><meta http-equiv="refresh" content="0; url=ROOTdocuments/jisr.html"><p>Saved'
SAVED = {
    "scan.html": HTML,
    "scan.htm": HTML,
    "scan.HTML": HTML,
    "deep/er/scan.html": HTML.replace("scan.", "../../scan.").replace("dot.", "../../dot."),
    "scan.xhtml": XHTML,
    "scan.xml": XML,
    "dot.svg": DOT,
    "lead.html": LEAD,
}
PAGES = sorted(SAVED)


def write_static(archive: Path, root: str) -> Path:
    """Add saved pages to an archive whose site begins at `root`."""
    act = ACT.replace("ROOT", root).replace("\n", " ")
    ways = {"RAW": act, "ACT": escape(act), "ROOT": root}
    files = {**SAVED, "scan.js": act, "scan.xsl": XSL, "scan.css": "p {padding-left: 47px}", "scan.pdf": PDF}
    for name, text in files.items():
        path = archive / "static" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(re.sub("RAW|ACT|ROOT", lambda found: ways[found[0]], text), "utf-8")
    return archive


@pytest.fixture
def running(tmp_path: Path, visit: Callable[..., Visit]) -> Iterator[Running]:  # noqa: ARG001 - its end follows
    with run_server(write_static(write_archive(tmp_path / "content"), "/")) as server:
        yield server


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built site with saved pages, for the path /sub/; beside it a host's rules that say nothing."""
    folder = tmp_path_factory.mktemp("saved")
    archive = write_static(write_archive(folder / "content"), "/sub/")
    assert not build_site(BuildOptions(archive=archive, out=folder / "out", no_cache=True)).has_failed
    (folder / "plain.toml").write_text("headers = []\n")
    return folder / "out"


def open_saved(page: Page, address: str) -> list[str]:
    """Open a saved page and use all that is on it; return the addresses that were asked for."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    page.goto(address)
    for selector, action in (("#link", "click"), ("#form", "requestSubmit")):
        page.evaluate(f"document.querySelector('{selector}')?.{action}()")
    page.wait_for_load_state("networkidle")  # a script would have asked for something
    return asked


def test_a_saved_page_reads_no_token_and_saves_nothing(running: Running, visit: Callable[..., Visit]) -> None:
    before = {path: path.read_bytes() for path in running.archive.rglob("*") if path.is_file()}
    for name in PAGES:
        page = visit().page
        asked = open_saved(page, f"{running.address}static/{name}")
        assert not page.evaluate(RAN)
        assert urlsplit(page.url).path == f"/static/{name}"  # it could not lead away by itself either
        assert [path for path in asked if path.startswith(("/_", "/told"))] == []
    assert {path: path.read_bytes() for path in running.archive.rglob("*") if path.is_file()} == before


def test_a_saved_page_keeps_its_looks(running: Running, visit: Callable[..., Visit]) -> None:
    page = visit().page
    open_saved(page, f"{running.address}static/scan.html")
    style = page.evaluate(
        "(({marginLeft, marginTop, paddingLeft}) => [marginLeft, marginTop, paddingLeft])"
        "(getComputedStyle(document.querySelector('p')))"
    )
    assert style == ["41px", "43px", "47px"]
    assert page.evaluate("document.querySelector('#dot').naturalWidth") == 40


@pytest.mark.parametrize("netlify", HOSTS, ids=["project", "init"])
@pytest.mark.parametrize("joins", [False, True], ids=["last", "joined"])
def test_a_host_that_obeys_the_recipe_keeps_saved_pages_from_the_site(
    site: Path, visit: Callable[..., Visit], netlify: Path, *, joins: bool
) -> None:
    with serve_folder(site, "/sub/", netlify, joins=joins) as address:
        page = visit().page
        page.goto(f"{address}documents/bridge.html")
        page.evaluate("localStorage.setItem('secret', 'x'); document.cookie = 'secret=y; path=/'")
        for name in PAGES:
            asked = open_saved(page, f"{address}static/{name}")
            assert not page.evaluate(RAN)
            assert "/sub/told" not in asked


@pytest.mark.parametrize("name", ["deep/er/scan.html", "scan.xhtml", "dot.svg"])
def test_a_host_that_sends_nothing_lets_a_saved_page_read_what_the_site_keeps(
    site: Path, visit: Callable[..., Visit], name: str
) -> None:
    """Tell that what is tried above would happen."""
    with serve_folder(site, "/sub/", site.parent / "plain.toml") as address:
        page = visit().page
        page.goto(f"{address}documents/bridge.html")
        page.evaluate("localStorage.setItem('secret', 'x'); document.cookie = 'secret=y; path=/'")
        with page.expect_request(re.compile("/sub/told.*xsecret=y")):
            page.goto(f"{address}static/{name}", wait_until="commit")


def test_a_pdf_is_shown(running: Running, visit: Callable[..., Visit]) -> None:
    page = visit().page
    answer = page.request.get(f"{running.address}static/scan.pdf")
    assert answer.headers["content-type"] == "application/pdf"
    assert "sandbox" not in answer.headers["content-security-policy"]
