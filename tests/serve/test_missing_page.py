"""The page for missing addresses, as a server at its own root sends it."""

from __future__ import annotations

import pytest

from sitegen.serve.pages import at_own_root

PAGE = b'<script src="assets/a.js"></script><script src="%(root)sassets/a.js" data-root="%(root)s"></script>'


@pytest.mark.parametrize("root", [b"/", b"/aleppo/", b"/a/b/"])
def test_links_begin_at_the_root_of_the_server(root: bytes) -> None:
    assert at_own_root(PAGE % {b"root": root}) == PAGE % {b"root": b"/"}


def test_a_page_of_an_archives_own_is_left_as_it_is() -> None:
    assert at_own_root(b'<a href="/aleppo/">Home</a>') == b'<a href="/aleppo/">Home</a>'
