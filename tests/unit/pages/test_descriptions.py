"""Every page says what it is, for those who find it in a list."""

from __future__ import annotations

import re

from tests.unit.pages.test_render import build

DESCRIPTION = re.compile(r'<meta name="description" content="([^"]+)">')


def test_every_page_has_one_description() -> None:
    pages = {route: html for route, html in build("en").items() if "http-equiv" not in html}
    found = {route: DESCRIPTION.findall(html) for route, html in pages.items()}
    assert {route for route, descriptions in found.items() if len(descriptions) != 1} == set()
    assert found["matrix.html"] == ["Matrix"]  # and the description of the site, where it has one


def test_a_claim_without_assessment_is_described_by_who_speaks_of_it() -> None:
    found = [
        DESCRIPTION.findall(html)[0] for route, html in build("en").items() if route.startswith("claims/")
    ]
    assert any(re.match("(Asserted|Denied) by ", description) for description in found)
