from __future__ import annotations

import pytest

from sitegen.site.labels import CAUTIONS, handle_label
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


def test_no_caution_sends_a_reader_to_a_definition_that_is_not_there() -> None:
    """The caution "definition" is given where a figure has none."""
    assert not any("see the definition" in message for message in CAUTIONS.values())
