from __future__ import annotations

import pytest

from sitegen.site.labels import handle_label
from sitegen.words.words import words_for


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        (("claim",), "Note 3: claim"),
        (("claim", "figure"), "Note 3: claim and figure"),
        (("statement",), "Note 3: statement"),
        (("note",), "Note 3"),
    ],
)
def test_a_handle_says_what_kind_of_note_it_leads_to(kinds: tuple[str, ...], expected: str) -> None:
    assert handle_label(kinds, 3, words_for("en")) == expected
