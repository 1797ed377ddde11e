"""Characters that nobody sees: where they are told, and where a text cannot be written without them."""

from __future__ import annotations

import re
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.text.invisible import (
    find_invisible,
    may_hold_invisible,
    name_of_character,
    short_name,
)
from sitegen.text.printable import one_line, printable, printable_lines, printable_name

# A text, and the offsets that are told.
TOLD = [
    ("he \u202edias\u202c so", (3, 8)),  # an override, and its end
    ("\u05e9\u05dc\u05d5\u05dd \u202eabc\u202c", (5, 9)),  # in Hebrew too
    ("\u202b10 - 5\u202c", (0, 7)),  # an embedding where nothing runs from right to left
    ("\u05e9 \u2067abc", (2,)),  # an isolate that is not closed
    ("\u05e9 \u2067abc\n\nd\u2069", (2, 9)),  # nor is one in the next paragraph
    ("\u05e9 \u2067a\u202cb\u2069", (4,)),  # an end without a beginning
    ("a\u200bb", (1,)),
    ("pass\u200dword", (4,)),
    ("auf\u200clage", (3,)),
    ("a\u2060b\ufeffc", (1, 3)),
    ("\u200eAda", (0,)),
    ("10\u200f-\u200f5", (2, 4)),
    ("\u05e9\n\n10\u200f", (5,)),  # a right-to-left letter in another paragraph
    ("a\ufe0f", (1,)),
    ("\u2764\ufe0f\ufe0f", (2,)),  # one selector, not two
    ("\U0001f600\U000e0100\U000e0101", (2,)),
    ("hi\U000e0068\U000e0069", (2, 3)),
    ("\U0001f3f4\U000e0067\U000e0062", (1, 2)),  # a flag without an end
    ("a\u2063b\u206ac", (1, 3)),
    ("a\u3164b\uffa0c\u115fd", (1, 3, 5)),
    ("a\ufff9b", (1,)),
    ("a\x07b\x7fc\x9bd", (1, 3, 5)),
    ("a\u034fb", (1,)),
]
RIGHT = [
    "plain words, “quoted” — and so on…\tand\r\na no-break\xa0space\f",
    "Donau\xaddampf\xadschiff",
    "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",  # Persian
    "\u0915\u094d\u200d\u0937 \u0d28\u0d4d\u200d",  # Hindi, Malayalam
    "\U0001f469\u200d\U0001f680 \U0001f3f3\ufe0f\u200d\U0001f308 \U0001f44d\U0001f3fd",
    "\U0001f9d1\U0001f3fd\u200d\u2695\ufe0f",
    "\u2764\ufe0f 1\ufe0f\u20e3 \u2194\ufe0f \u203c\ufe0f \u2139\ufe0f \xa9\ufe0f",
    "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",  # Scotland
    "\u845b\U000e0100\u57ce \uff0c\ufe01 \u2229\ufe00",  # variants of an ideograph, a comma, a sign
    "\u05e9\u05dc\u05d5\u05dd (C++)\u200e \u05d0\u200f!",  # Hebrew with marks
    "\u0634\u061c 10",
    "\u05e9 \u2066abc\u2069 \u202ax\u202c \u2067\u2068b\u2069\u2069",
    "\u0e04\u0e33\u200b\u0e44\u0e17\u0e22 \u1781\u200b\u1798",  # Thai, Khmer
    "\u182a\u180b\u1820\u180e\u1820",  # Mongolian
    "\u115f\u1161 \u1100\u1160",
    "\u05d0\u05b7\u034f\u05b4",
]


@pytest.mark.parametrize(("text", "told"), TOLD)
def test_what_nobody_sees_is_found(text: str, told: tuple[int, ...]) -> None:
    assert find_invisible(text) == told


@pytest.mark.parametrize("text", RIGHT)
def test_what_a_text_needs_is_left_alone(text: str) -> None:
    assert find_invisible(text) == ()


def test_every_character_that_unicode_has_for_direction_or_ignores_is_known() -> None:
    """A format character alone is found; those that are seen, or show where a word breaks, are few."""
    seen = set("\xad\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\u17b4\u17b5")
    formats = {chr(n) for n in range(0x20000) if unicodedata.category(chr(n)) == "Cf"} - seen
    near = {c for c in formats if c < "\U00010000"}
    assert {c for c in near if not find_invisible(f"a{c}b")} == set()
    assert all(find_invisible(f"a{chr(n)}b") == (1,) for n in range(0xE0000, 0xE1000))


@given(
    st.text(st.sampled_from("ab \n\u05e9\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200f\u200b"))
)
def test_taking_out_what_is_found_leaves_nothing_that_turns_letters(text: str) -> None:
    found = set(find_invisible(text))
    assert found <= set(range(len(text)))
    assert bool(found) <= may_hold_invisible(text)
    left = "".join(c for at, c in enumerate(text) if at not in found)
    assert not set(left) & set("\u202d\u202e")


def test_time_grows_with_the_text() -> None:
    """Paragraphs are looked at once each, however many marks they hold."""
    text = "\u05e9\u200f\u2067a\u2069 " * 100_000
    assert find_invisible(text) == ()
    assert find_invisible("\u05e9\u200f\n\n" * 100_000) == ()


def test_characters_have_names() -> None:
    assert name_of_character("\u202e") == "U+202E RIGHT-TO-LEFT OVERRIDE"
    assert name_of_character("\x1b") == "U+001B ESCAPE"
    assert name_of_character("\x9b") == "U+009B CONTROL CHARACTER"
    assert name_of_character("\U000e0101") == "U+E0101 VARIATION SELECTOR-18"
    assert name_of_character("\U000e0002") == "U+E0002 UNASSIGNED"
    assert [short_name(c) for c in "\u202e\u2063\U000e0041"] == ["RLO", "2063", "E0041"]


# Names that an archive's folder may hold, and how they are printed.
NAMES = [
    ("a\x1b]0;title\x07.txt", "a<U+001B>]0;title<U+0007>.txt"),
    ("a\n::add-mask::x.pdf", "a<U+000A>::add-mask::x.pdf"),
    ("a\r\n::error::x", "a<U+000D><U+000A>::error::x"),
    ("a\x85::b\u2028::c", "a<U+0085>::b<U+2028>::c"),
    ("\u202efdp.exe", "<U+202E>fdp.exe"),
    ("a\x7f\x9bb\tc", "a<U+007F><U+009B>b<U+0009>c"),
    ("a\udc80b", "a<U+DC80>b"),
    ("\u05e9\u05dc\u05d5\u05dd.pdf", "\u05e9\u05dc\u05d5\u05dd.pdf"),
]


@pytest.mark.parametrize(("name", "printed"), NAMES)
def test_a_name_is_printed_on_one_line(name: str, printed: str) -> None:
    assert printable_name(name) == printed
    assert "\n" not in one_line(name)
    assert re.sub("[\n\t]", "", printable(name)).isprintable()


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        ("::add-mask::x", ": :add-mask::x"),
        ("  \t::stop-commands::x", "  \t: :stop-commands::x"),
        ("a\n ::debug::x", "a\n : :debug::x"),
        ("said ##[error]x", "said ## [error]x"),
        ("a::b, std::vector", "a::b, std::vector"),
    ],
)
def test_a_line_is_no_command(line: str, printed: str) -> None:
    assert printable_lines(line) == printed


def test_all_that_is_printed_is_encoded() -> None:
    every = "".join(map(chr, range(sys.maxunicode + 1)))
    printable(every).encode()
