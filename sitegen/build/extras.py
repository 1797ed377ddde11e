"""The files beside the pages: tables as CSV, the site map, robots.txt, redirects for hosts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from sitegen.model.whole import Whole
from sitegen.record import Record
from sitegen.search.opensearch import OPENSEARCH, make_opensearch
from sitegen.site.plan import PageTask


class Extra(Record, frozen=True):
    route: str
    data: bytes


REDIRECTS = "_redirects"
UNLISTED = ("redirect", "not-found", "search", "table", "parallel")


def iter_extras(whole: Whole, tasks: Sequence[PageTask]) -> Iterator[Extra]:
    """Yield the files that go with the pages; `tasks` are all pages of the site."""
    yield Extra("robots.txt", _robots(whole))
    yield Extra("sitemap.xml", _sitemap(whole, tasks))
    site = whole.archive.site
    if site.base_url:
        yield Extra(OPENSEARCH, make_opensearch(site.title, site.description, site.base_url, site.language))
    redirects = _redirects(tasks)
    if redirects:
        yield Extra(REDIRECTS, redirects)


def _sitemap(whole: Whole, tasks: Sequence[PageTask]) -> bytes:
    """Return the site map (sitemaps.org 0.9): with relative addresses where the site has no base."""
    base = whole.archive.site.base_url
    lines = [
        f"<url><loc>{escape(base + task.route)}</loc></url>" for task in tasks if task.kind not in UNLISTED
    ]
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
            *lines,
            "</urlset>",
            "",
        ]
    ).encode()


def _robots(whole: Whole) -> bytes:
    base = whole.archive.site.base_url
    sitemap = f"\nSitemap: {base}sitemap.xml\n" if base else ""
    return f"User-agent: *\nAllow: /\n{sitemap}".encode()


def _redirects(tasks: Sequence[PageTask]) -> bytes:
    """Return Netlify's redirect rules: the pages at former addresses lead on by themselves elsewhere."""
    lines = (f"/{t.route} /{t.target} 301!\n" for t in tasks if t.kind == "redirect")
    return "".join(lines).encode()
