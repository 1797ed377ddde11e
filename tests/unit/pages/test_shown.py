"""What nobody sees in a page is shown, and does nothing."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.render.shown import show_invisible

RLO, PDF, ZWSP = "\u202e", "\u202c", "\u200b"


def _sign(character: str, short: str, name: str) -> str:
    return (
        f'<span class="invisible" role="img" aria-label="{name}" title="{name}" data-sign="{short}">'
        f"<span hidden>{character}</span></span>"
    )


SIGN = _sign(RLO, "RLO", "U+202E RIGHT-TO-LEFT OVERRIDE")
END = _sign(PDF, "PDF", "U+202C POP DIRECTIONAL FORMATTING")
SPACE = _sign(ZWSP, "ZWSP", "U+200B ZERO WIDTH SPACE")

CASES = [
    ("<p>plain — words</p>", "<p>plain — words</p>"),
    (f"<p>he {RLO}said{PDF} so</p>", f"<p>he {SIGN}said{END} so</p>"),
    (f"<p>a<mark>{ZWSP}b</mark></p>", f"<p>a<mark>{SPACE}b</mark></p>"),
    (f"{RLO}<b>x</b>{ZWSP}", f"{SIGN}<b>x</b>{SPACE}"),
    (f"<title>a{RLO}b</title>", "<title>a⟨U+202E⟩b</title>"),
    (f'<a title="a{RLO}b" href="x{ZWSP}">{ZWSP}</a>', f'<a title="a⟨U+202E⟩b" href="x{ZWSP}">{SPACE}</a>'),
    (f'<meta name="d" content="{RLO}">', '<meta name="d" content="⟨U+202E⟩">'),
    (f"<img alt='{RLO}' src='{ZWSP}.png'>", f"<img alt='⟨U+202E⟩' src='{ZWSP}.png'>"),
    (
        f"<svg><title>{RLO}</title><text>a{ZWSP}<tspan>{RLO}</tspan></text></svg>{RLO}",
        f"<svg><title>⟨U+202E⟩</title><text>a⟨U+200B⟩<tspan>⟨U+202E⟩</tspan></text></svg>{SIGN}",
    ),
    (f"<select><option>{RLO}x</option></select>", "<select><option>⟨U+202E⟩x</option></select>"),
    (f"<script>var a = '{RLO}<b>';</script>{RLO}", f"<script>var a = '{RLO}<b>';</script>{SIGN}"),
    (f"<style>q::after {{ content: '{RLO}' }}</style>", f"<style>q::after {{ content: '{RLO}' }}</style>"),
    (f"<template><p>{RLO}</p></template>", f"<template><p>{SIGN}</p></template>"),  # which a script clones
    (f"<!-- {RLO} --><p>{RLO}</p>", f"<!-- {RLO} --><p>{SIGN}</p>"),
    # What a name needs is judged over the tags in it, and not beyond its line.
    (
        "<p>\u0645\u06cc<mark>\u200c</mark>\u062e\u0648</p>",
        "<p>\u0645\u06cc<mark>\u200c</mark>\u062e\u0648</p>",
    ),
    ("<p>\u05e9 <b>\u2067a</b>\u2069 b\u200e</p>", "<p>\u05e9 <b>\u2067a</b>\u2069 b\u200e</p>"),
    ("<p>\u05e9 \u2067a<br>\nb\u2069</p>", "<p>\u05e9 \u2067a<br>\nb\u2069</p>"),
    (
        "<p>\u05e9</p><p>b\u200e</p>",
        f"<p>\u05e9</p><p>b{_sign(chr(0x200E), 'LRM', 'U+200E LEFT-TO-RIGHT MARK')}</p>",
    ),
    ("<p>\u2764\ufe0f \U0001f469\u200d\U0001f680</p>", "<p>\u2764\ufe0f \U0001f469\u200d\U0001f680</p>"),
]


@pytest.mark.parametrize(("html", "shown"), CASES)
def test_what_nobody_sees_is_shown(html: str, shown: str) -> None:
    assert show_invisible(html) == shown


class _Texts(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.all = ""
        self.drawn = ""
        self._hidden = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if self._hidden or ("hidden", None) in attrs:
            self._hidden += 1

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002
        self._hidden = max(self._hidden - 1, 0)

    def handle_data(self, data: str) -> None:
        self.all += data
        self.drawn += "" if self._hidden else data


_PIECES = st.sampled_from(
    [
        "a",
        " b",
        "\n\n",
        "\u05e9",
        "&amp;",
        *"\u200b\u200e\u202b\u202c\u202e\u2066\u2069\U000e0041",
        "<b>",
        "</b>",
    ]
)


@given(st.lists(_PIECES))
def test_the_text_of_a_page_stays_what_it_was(pieces: list[str]) -> None:
    html = f"<p>{''.join(pieces)}</p>"
    before, after = _Texts(html), _Texts(show_invisible(html))
    assert after.all == before.all
    assert not set(after.drawn) & set("\u200b\u202e\U000e0041")


def test_time_grows_with_the_page() -> None:
    page = f'<p title="a{ZWSP}">he <b>{RLO}said</b> so</p>\n' * 5_000
    assert show_invisible(page).count('class="invisible"') == 5_000
