"""Addresses: which lead somewhere, and what is told of the others; names of files in links and back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sitegen.build import BuildOptions, build_site
from sitegen.build.options import BuildResult
from sitegen.parse.schema_base import Refusal
from sitegen.parse.schema_values import read_address
from sitegen.text.addresses import is_allowed_link, is_relative_link

GOOD = [
    "https://example.org",
    "HTTP://EXAMPLE.org:8080/a?b#c",
    "https://user@example.org/",
    "http://[::1]:80/",
    "http://127.0.0.1/x",
    "http://localhost/",
    "https://m\u00fcnchen.example/\u05e9",
    "https://m%C3%BCnchen.example/",
    "https://a_b.example./",
    "https://xn--mnchen-3ya.de/a:b",
    "mailto:a@b.org",
    "mailto:?subject=x",
    "static/a%20b.pdf",
    "static/a:b.pdf",
    "documents/2016/letter#p_1",
    "#p_1",
    "?q=a:b",
]
# An address, and words of what is told.
BAD = [
    ("http://[::1", "cannot be"),
    ("http://[::zz]/", "cannot be|no host"),
    ("https://x:99999/", "cannot be"),
    ("https://x:port/", "cannot be"),
    ("http://", "no host"),
    ("https:///a", "no host"),
    ("https:a", "no host"),
    ("https://:80/", "no host"),
    ("https://user@/", "no host"),
    ("https://a..b/", "no host"),
    ("https://256.1.1.1/", "no host"),
    ("https://1.2.3/", "no host"),
    ("https://a%20b/", "no host"),
    ("https://a%2Fb/", "no host"),
    ("https://" + "a" * 64 + ".org/", "no host"),
    ("1javascript:x", "'1javascript:' is the beginning of no address"),
    ("\uff4aavascript:alert(1)", "beginning of no address"),
    ("javascript:alert(1)", "begin with javascript: are not allowed"),
    ("data:text/html,x", "not allowed"),
    (":x", "beginning of no address"),
    ("mailto:", "nobody"),
]
# What no address has in it unencoded, and how it is written.
UNFIT = [
    (" ", "%20"),
    ("\u3000", "%E3%80%80"),
    ("\ufeff", "%EF%BB%BF"),
    ("\u202e", "%E2%80%AE"),
    ("\u200b", "%E2%80%8B"),
    ("\x1b", "%1B"),
    ("\x9b", "%C2%9B"),
    ("\\", "%5C"),
    ("<", "%3C"),
]


@pytest.mark.parametrize("address", GOOD)
def test_these_lead_somewhere(address: str) -> None:
    assert read_address(f" {address}\n") == address
    assert is_allowed_link(address)
    is_outside = re.match("https?:|mailto:", address, re.IGNORECASE)
    assert is_relative_link(address) is (is_outside is None)


@pytest.mark.parametrize(("address", "words"), BAD)
def test_these_lead_nowhere(address: str, words: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_address(address)
    assert re.search(words, str(refused.value.args))
    assert not is_allowed_link(address)


@pytest.mark.parametrize(("character", "encoded"), UNFIT)
def test_what_must_be_encoded_is_told_with_its_code(character: str, encoded: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_address(f"a{character}javascript:x")
    assert encoded in str(refused.value.args)
    assert read_address(f"a{encoded}b") == f"a{encoded}b"


def _build(root: Path, files: dict[str, str]) -> BuildResult:
    for path, text in {"site.yaml": "title: T\n", **files}.items():
        (root / "a" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "a" / path).write_text(text, encoding="utf-8")
    return build_site(BuildOptions(root / "a", root / "out"))


FILES = ["a b.png", "a#b.png", "a%20b.png", "a%23b.png", "\u05e9.png", "x&y.png"]


def _encoded(name: str) -> str:
    return name.replace("%", "%25").replace(" ", "%20").replace("#", "%23")


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_found_by_its_encoded_name_wherever_it_is_named(name: str, tmp_path: Path) -> None:
    link = f"static/{_encoded(name)}"
    result = _build(
        tmp_path,
        {
            f"static/{name}": "",
            "site.yaml": f"title: T\ntheme: {{logo: '{name}'}}\nmenu: [{{label: F, target: '{link}'}}]\n",
            "documents/a.md": f"Words ![picture]({link}) and [link]({link}).\n",
            "documents/a.yaml": f"title: A\nsummary: See [it]({link}).\nsource: {{archived: '{link}'}}\n",
            "pages/p.md": f"---\ntitle: P\n---\n\nSee [it]({link}).\n",
        },
    )
    assert [d for d in result.diagnostics if d.code != "R011"] == []
    wanted = "static/" + _encoded(name).replace("\u05e9", "%D7%A9").replace("&", "%26")
    for page, count in {"documents/a.html": 7, "pages/p.html": 4, "index.html": 3}.items():
        html = (tmp_path / "out" / page).read_text(encoding="utf-8")
        links = re.findall(r'(?:href|src)="((?:\.\./)*static/[^"]*)"', html)
        assert len(links) == count, (page, links)
        assert {each.removeprefix("../") for each in links} == {wanted}


@pytest.mark.parametrize(
    ("target", "href"),
    [
        ("pages/my%20page", None),
        ("pages/about", "pages/about.html"),
        ("pages/about.html", "pages/about.html"),
        ("/pages/about/", "pages/about.html"),
        ("pages/about#team_x", "pages/about.html#team_x"),
        ("documents/", "documents/index.html"),
        ("documents/index.html", "documents/index.html"),
        ("search", "search.html"),
        ("home", "index.html"),
        ("index", "index.html"),
        ("speakers/x", "speakers/x.html"),
        ("static/a:b.pdf", "static/a%3Ab.pdf"),
        ("a:b.pdf", None),
        ("scan.pdf", "static/scan.pdf"),
        ("lost.pdf", None),
        ("https://example.org/a", "https://example.org/a"),
        ("mailto:a@b.org", "mailto:a@b.org"),
        ("#x", "#x"),
    ],
)
def test_a_menu_leads_where_its_target_says_or_is_told(target: str, href: str | None, tmp_path: Path) -> None:
    result = _build(
        tmp_path,
        {
            "site.yaml": f"title: T\nmenu: [{{label: Here, target: '{target}'}}]\n",
            "pages/about.md": "---\ntitle: P\n---\n\nWords.\n",
            "documents/a.txt": "Words.\n",
            "documents/a.yaml": "title: A\nauthor: x\n",
            "speakers.yaml": "x: {name: X}\n",
            "static/a:b.pdf": "",
            "static/scan.pdf": "",
        },
    )
    codes = {d.code for d in result.diagnostics} & {"R007", "K008"}
    if href is None:
        assert codes
        return
    assert not codes
    html = (tmp_path / "out/index.html").read_text(encoding="utf-8")
    assert re.findall(r'<a href="([^"]*)"[^>]*>(?:<span>)?Here', html) == [href]


def test_a_link_of_an_author_s_text_that_can_lead_nowhere_is_told(tmp_path: Path) -> None:
    result = _build(
        tmp_path,
        {
            "pages/p.md": "---\ntitle: P\n---\n\nSee [a](https://x:99999/), [b](javascript:x), [c](https://x.org/).\n",
            "documents/a.md": "A source's [own](https://x:99999/).\n",
            "documents/a.yaml": "title: A\n",
        },
    )
    told = [(d.place.path, d.place.line, d.place.column) for d in result.diagnostics if d.code == "R013"]
    assert told == [("pages/p.md", 5, 9), ("pages/p.md", 5, 32)]
