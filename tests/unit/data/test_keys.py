"""Keys and values against the schema: what is accepted, and each refusal with its place and way out."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.diagnostics.diagnostic import Diagnostic
from sitegen.model.archive import Link, MenuItem, Status, Theme
from sitegen.parse.locate import locate
from sitegen.parse.records import (
    parse_claims,
    parse_figures,
    parse_page,
    parse_sidecar,
    parse_site,
    parse_speakers,
    parse_topics,
)

PARSERS = {
    "site.yaml": parse_site,
    "speakers.yaml": parse_speakers,
    "claims.yaml": parse_claims,
    "figures.yaml": parse_figures,
    "topics.yaml": parse_topics,
    "pages/about.md": parse_page,
}


def findings(path: str, text: str) -> list[Diagnostic]:
    data = text.encode()
    if path in PARSERS:
        _, found = PARSERS[path](data, path)
    else:
        _, found = parse_sidecar(data, path, "a", "documents/a.txt")
    return [locate(told, data) for told in found]


SIDECAR = "documents/a.yaml"
ANNOTATION = "title: A\nannotations:\n  - quote: words\n    "
# path, text, code, line, column, words of the message or the help
REFUSED = [
    (SIDECAR, "titel: A\ntitle: B\n", "K001", 1, 1, "did you mean 'title'"),
    (SIDECAR, ANNOTATION + "annotater: x\n", "K001", 4, 5, "did you mean 'annotator'"),
    (SIDECAR, ANNOTATION + "as-of: x\n", "K001", 4, 5, "Known keys: id, quote"),
    (SIDECAR, ANNOTATION + "claim: {id: x, stanse: asserts}\n", "K001", 4, 20, "did you mean 'stance'"),
    ("site.yaml", "title: A\nclaim_statuses: {open: {label: O, ratng: 1}}\n", "K001", 2, 35, "'rating'"),
    (SIDECAR, "# no keys\n", "K002", 1, 1, "'title' is missing"),
    (SIDECAR, "title: A\nannotations:\n  - id: x\n", "K002", 3, 5, "`quote: ...`"),
    ("speakers.yaml", "ada:\n", "K002", 1, 1, "'name' is missing"),
    ("figures.yaml", "a: {label: b}\n", "K002", 1, 1, "'unit' is missing"),
    (SIDECAR, "title: A\ndate: ''\n", "K006", 2, 7, "Leave the key out"),
    (SIDECAR, "title: A\ndate: ../..\n", "K006", 2, 7, "Leave the key out"),
    (SIDECAR, "title: [A, B]\n", "K003", 1, 1, "not a list"),
    (SIDECAR, "title: A\nsource: https://example.org/\n", "K003", 2, 9, "such as url"),
    (SIDECAR, "title: A\nannotations: none\n", "K003", 2, 14, "must be a list"),
    (SIDECAR, "title: A\nannotations:\n  - none\n", "K003", 3, 5, "item 1 of 'annotations'"),
    (SIDECAR, "- title: A\n", "K003", 1, 1, "group of keys, not a list"),
    (SIDECAR, "title: A\ndate: {year: 2016}\n", "K003", 2, 1, "not a group of keys"),
    (SIDECAR, ANNOTATION + "mode: [direct]\n", "K003", 4, 5, "one word"),
    ("speakers.yaml", "- name: Ada\n", "K003", 1, 1, "group of ids"),
    ("speakers.yaml", "ada: Ada\n", "K003", 1, 6, "such as name"),
    (SIDECAR, ANNOTATION + "mode: Direkt\n", "K004", 4, 11, "did you mean 'direct'"),
    (SIDECAR, ANNOTATION + "claim: {id: x, stance: affirms}\n", "K004", 4, 28, "asserts, denies, questions"),
    (SIDECAR, ANNOTATION + "speaker: Sergei Lavrov\n", "K005", 4, 14, "stands in speakers.yaml"),
    (SIDECAR, ANNOTATION + "via: [a, B]\n", "K005", 4, 14, "the id that stands in speakers.yaml"),
    (SIDECAR, "title: A\ntopics: war, peace\n", "K005", 2, 9, "[war, peace]"),
    (SIDECAR, "title: A\ntranslation_of: 2016/Ein Brief\n", "K005", 2, 17, "the id that the document has"),
    ("speakers.yaml", "Ada L.: {name: Ada}\n", "K005", 1, 1, "'ada-l'"),
    ("site.yaml", "title: A\nclaim_statuses: {Not Sure: {label: N}}\n", "K005", 2, 18, "'not-sure'"),
    ("pages/about.md", "---\ntitle: A\n---\n", "", 0, 0, ""),
    (SIDECAR, "title: A\ndate: 2016-13-01\n", "K006", 2, 7, "not a date"),
    (SIDECAR, ANNOTATION + "said: 1 May 1900\n", "K006", 4, 11, "'1900-05-01'"),
    (SIDECAR, ANNOTATION + "figure: {id: x, value: '90,000'}\n", "K007", 4, 28, "Write 90000, or 90_000"),
    (SIDECAR, ANNOTATION + "figure: {id: x, min: 5 kg}\n", "K007", 4, 26, "unit"),
    (SIDECAR, ANNOTATION + "figure: {id: x, min: ٥}\n", "K007", 4, 26, "Write 5."),
    (SIDECAR, ANNOTATION + "figure: {id: x, min: 1e9}\n", "K007", 4, 26, "digits"),
    (SIDECAR, "title: A\nsource: {url: 'javascript:x'}\n", "K008", 2, 15, "javascript:"),
    (SIDECAR, "title: A\nsource: {archived: 'data:text/html,x'}\n", "K008", 2, 20, "data:"),
    (SIDECAR, "title: A\nsource: {url: www.example.org}\n", "K008", 2, 15, "https://"),
    (SIDECAR, "title: A\nsource: {url: //example.org/}\n", "K008", 2, 15, "no scheme"),
    (SIDECAR, "title: A\nsource: {url: 'https://'}\n", "K008", 2, 15, "no host"),
    (SIDECAR, "title: A\nsource: {url: 'https://a b'}\n", "K008", 2, 15, "%20"),
    ("site.yaml", "title: A\nbase_url: example.org\n", "K008", 2, 11, "https://example.org/"),
    ("site.yaml", "title: A\nbase_url: https://a.org/?q\n", "K008", 2, 11, "address of a site"),
    ("speakers.yaml", "ada: {name: Ada, links: {home: 'ftp://x'}}\n", "K008", 1, 32, "ftp:"),
    (SIDECAR, "title: A\nlanguage: Russian\n", "K009", 2, 11, "'ru'"),
    (SIDECAR, "title: A\nlanguage: en_GB\n", "K009", 2, 11, "'en-GB'"),
    (SIDECAR, "title: A\nlanguage: the usual\n", "K009", 2, 11, "pt-BR"),
    ("figures.yaml", "a: {label: b, unit: c, varies: maybe}\n", "K010", 1, 32, "true"),
    (SIDECAR, ANNOTATION + "figure: residents\n", "K011", 4, 13, "a value, a min or a max"),
    (SIDECAR, ANNOTATION + "figure:\n      - {id: x, value: 1}\n      - id: y\n", "K011", 6, 9, "at least"),
    ("figures.yaml", "a: {label: b, unit: c, reports: [{as_of: 2016}]}\n", "K011", 1, 34, "min"),
    (SIDECAR, ANNOTATION + "id: x\n  - quote: more\n    id: x\n", "K012", 6, 9, "annotation 1"),
    ("topics.yaml", "page-2: {name: A}\n", "K013", 1, 1, "page-2"),
    (SIDECAR, "title: ''\n", "K014", 1, 8, "is empty"),
    (SIDECAR, "title: # Aleppo\n", "K014", 1, 1, "comment"),
    (SIDECAR, "title: A\nannotations:\n  - quote: []\n", "K014", 3, 5, "is empty"),
    (SIDECAR, "title: A\nannotations:\n  - quote: [a, ' ']\n", "K014", 3, 16, "empty"),
    (SIDECAR, "title: A\nsource: {sha256: abc}\n", "K015", 2, 18, "sha256sum"),
    ("site.yaml", "title: A\ntheme: {accent: red}\n", "K016", 2, 17, "#rgb"),
    ("site.yaml", "title: A\ntheme: {fonts: {text: 'a;} b{'}}\n", "K016", 2, 23, "fonts"),
    ("site.yaml", "title: A\ntheme: {logo: /etc/passwd}\n", "K017", 2, 15, "static/"),
    ("site.yaml", "title: A\ntheme: {logo: a/../../b}\n", "K017", 2, 15, "static/"),
    (SIDECAR, ANNOTATION + "occurrence: 1.5\n", "K018", 4, 17, "1, 2, 3"),
    (
        "site.yaml",
        "title: A\nclaim_statuses:\n  x: {label: X, rating: 2}\n",
        "K018",
        3,
        25,
        "between 0 and 1",
    ),
    ("pages/about.md", "# About\n", "F003", 1, 1, "`---`"),
    ("pages/about.md", "---\r\ntitel: A\r\ntitle: B\r\n---\r\nText\r\n", "K001", 2, 1, "'title'"),
]


@pytest.mark.parametrize(
    ("path", "text", "code", "line", "column", "words"), [row for row in REFUSED if row[2]]
)
def test_each_refusal_has_its_place_and_a_way_out(
    path: str, text: str, code: str, line: int, column: int, words: str
) -> None:
    (told,) = findings(path, text)
    assert (told.code, told.place.line, told.place.column) == (code, line, column)
    assert words in f"{told.message} {told.help}"
    assert told.help
    assert told.place.excerpt == text.splitlines()[line - 1]


@pytest.mark.parametrize(("path", "text"), [(row[0], row[1]) for row in REFUSED if not row[2]])
def test_what_is_right_is_not_told(path: str, text: str) -> None:
    assert findings(path, text) == []


def test_all_mistakes_of_a_file_are_told_and_what_is_sound_of_it_is_kept() -> None:
    data = b"""\
date: yesterday
language: fr
annotations:
  - id: one
    quote: the words
    speker: ada
    figure: [{id: a, value: many}, {id: b, value: 2}]
  - id: two
    via: Ada
  - id: three
    quote: others
    claim: [a, {id: b, stance: maybe}]
"""
    document, found = parse_sidecar(data, "documents/a.yaml", "a", "documents/a.txt")
    assert sorted(told.code for told in found) == ["K001", "K002", "K002", "K004", "K005", "K006", "K007"]
    assert document is not None
    assert (document.title, document.language, document.date) == ("a", "fr", None)
    assert [(a.id, a.number) for a in document.annotations] == [("one", 1), ("three", 3)]
    assert [use.id for use in document.annotations[0].figures] == ["b"]
    assert [use.id for use in document.annotations[1].claims] == ["a", "b"]


NUMBERS = [
    ("90000", "90000"),
    ("90_000", "90000"),
    ("-3.50", "-3.50"),
    ("+1", "1"),
    ("0", "0"),
    ("1_234_567.8", "1234567.8"),
]


@pytest.mark.parametrize(("written", "value"), NUMBERS)
def test_numbers(written: str, value: str) -> None:
    figures, found = parse_figures(
        f"a: {{label: b, unit: c, reports: [{{max: {written}}}]}}".encode(), "figures.yaml"
    )
    assert found == ()
    assert figures["a"].reports[0].amount.high == Decimal(value)


@pytest.mark.parametrize(
    "tag",
    ["en", "ar-EG", "zh-Hant-TW", "sl-rozaj-biske", "de-CH-1901", "x-klingon", "es-419", "en-u-ca-buddhist"],
)
def test_language_tags(tag: str) -> None:
    assert findings(SIDECAR, f"title: A\nlanguage: {tag}\n") == []


@pytest.mark.parametrize(
    "address",
    ["https://a.org/b?c#d", "HTTP://a.org", "mailto:a@b.org", "a/b.pdf", "../a", "#a", "https://пример.рф/ы"],
)
def test_addresses(address: str) -> None:
    assert findings(SIDECAR, f"title: A\nsource: {{url: '{address}'}}\n") == []


def test_the_whole_of_a_site() -> None:
    site, found = parse_site(
        b"""\
title: " An archive "
description: >
  About
  something.
language: no
base_url: https://example.org/archive
licence: CC BY 4.0
editors: Ada
menu: [documents, {About: pages/about}, {label: Code, target: https://example.org/}]
claim_statuses:
  open: {label: Open, description: Not known., rating: 0.5}
  shut: {label: Shut}
theme: {accent: "#8B1A1A", fonts: {interface: "Inter, 'Noto Sans'"}, logo: static/logo.svg}
search: {whole_index: no}
""",
        "site.yaml",
    )
    assert found == ()
    assert site is not None
    assert (site.title, site.description, site.language) == ("An archive", "About something.", "no")
    assert (site.base_url, site.licence, site.editors) == (
        "https://example.org/archive/",
        "CC BY 4.0",
        ("Ada",),
    )
    assert site.menu == (
        MenuItem("", "documents"),
        MenuItem("About", "pages/about"),
        MenuItem("Code", "https://example.org/"),
    )
    assert site.claim_statuses == (
        Status("open", "Open", "Not known.", Decimal("0.5")),
        Status("shut", "Shut"),
    )
    assert site.theme == Theme("#8b1a1a", (("interface", "Inter, 'Noto Sans'"),), "logo.svg")
    assert site.whole_index is False


def test_statuses_as_a_list() -> None:
    site, found = parse_site(
        b"title: A\nclaim_statuses: [{id: a, label: A}, {id: b, label: B}]\n", "site.yaml"
    )
    assert found == ()
    assert site is not None
    assert site.claim_statuses == (Status("a", "A"), Status("b", "B"))


def test_bare_identifiers_become_links() -> None:
    speakers, found = parse_speakers(
        b"ada: {name: Ada, links: {wikidata: Q7259, viaf: 92330502, site: https://ada.org/}}\n",
        "speakers.yaml",
    )
    assert found == ()
    assert speakers["ada"].links == (
        Link("wikidata", "https://www.wikidata.org/wiki/Q7259"),
        Link("viaf", "https://viaf.org/viaf/92330502"),
        Link("site", "https://ada.org/"),
    )


KEYS = st.sampled_from(
    (
        *("title", "annotations", "quote", "claim", "figure", "id", "value", "via", "source", "date", "menu"),
        *("theme", "claim_statuses", "links", "roles", "reports", "evidence", "ada", "label", "target"),
        *("", "Not an id"),
    )
)
SCALARS = st.sampled_from(["", "a", "A b", "2016", "5", "https://a.org/", "javascript:x", "2016-13", "true"])
TREES = st.recursive(
    st.none() | SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=15,
)


@given(TREES, st.sampled_from([SIDECAR, *PARSERS]))
def test_any_tree_gives_findings_with_a_place(tree: object, path: str) -> None:
    text = json.dumps(tree)  # which is YAML, too
    if path.endswith(".md"):
        text = f"---\n{text}\n---\n"
    for told in findings(path, text):
        assert told.place.line in (1, 2)
        assert told.place.column > 0
        assert told.message
        assert told.help
