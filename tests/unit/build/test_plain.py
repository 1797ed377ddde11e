"""Markdown as search reads it: no blank where a link or a stress ends within a sentence."""

from __future__ import annotations

import pytest

from sitegen.build.units import plain


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("Different *things*: one, [the other](https://example.org/).", "Different things: one, the other."),
        ("`code`, **strong**ly", "code, strongly"),
        ("One.\n\nTwo.", "One. Two."),
    ],
)
def test_plain_words_stand_as_they_are_read(markdown: str, words: str) -> None:
    assert " ".join(plain(markdown).split()) == words
