"""Authors' short Markdown: notes, summaries, editorial pages."""

from __future__ import annotations

import pytest

from sitegen.parse.markdown import render_markdown
from tests.unit.reading.page_text import PageText


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("", ""),
        ("Plain & simple.", "<p>Plain &amp; simple.</p>"),
        ("A *note*\n\n- one", "<p>A <em>note</em></p>\n<ul><li>one</li></ul>"),
        ("<script>x</script>", '<pre><code class="raw">&lt;script&gt;x&lt;/script&gt;</code></pre>'),
        ("[x](javascript:y)", "<p>x</p>"),
        ("a[^1]\n\n[^1]: b", "<p>a[^1]</p>\n<p>[^1]: b</p>"),
    ],
)
def test_short_markdown(source: str, html: str) -> None:
    assert render_markdown(source) == html
    assert render_markdown(source) == html, "the second time too"


def test_headings_begin_where_they_are_told() -> None:
    assert render_markdown("# A\n\n## B", heading=4) == "<h4>A</h4>\n<h5>B</h5>"


def test_an_editorial_page_may_have_footnotes() -> None:
    page = PageText(render_markdown("a[^1]\n\n[^1]: b", has_footnotes=True))
    assert page.ids == ["fnref_1", "fn_1"]


def test_links_are_rewritten_each_time() -> None:
    assert render_markdown("[a](b)", rewrite_link=lambda url: url + "1") == '<p><a href="b1">a</a></p>'
    assert render_markdown("[a](b)", rewrite_link=lambda url: url + "2") == '<p><a href="b2">a</a></p>'
    assert render_markdown("[a](b)") == '<p><a href="b">a</a></p>'
