"""What nobody sees in a page is shown: a small sign for each such character, which then does nothing.

It is done to the finished page, so that it holds of every author's string in whichever template, and of an
archive's own templates too. Where an element may stand, the character stays in the page's text, hidden, so
that anchors, offsets and what the annotator saves are what they were; it is neither drawn nor copied, and
has no part in the order of what is drawn. In a title, an attribute or a drawing its number stands instead.
"""

from __future__ import annotations

import re
from typing import Final

from sitegen.parse.characters import escape_text
from sitegen.text.invisible import (
    find_invisible,
    has_direction,
    may_hold_invisible,
    name_of_character,
    short_name,
    spell_invisible,
    spelled,
)

_TAG: Final = re.compile(
    r"""<!--.*?-->|</?([A-Za-z][^\s/>]*)(?:[^<>"']|"[^"]*"|'[^']*')*>|<![^>]*>""", re.DOTALL
)
_NOT_SHOWN: Final = frozenset(("script", "style"))
_TEXT_ALONE: Final = frozenset(("title", "textarea", "option", "svg", "noscript"))
# What a line goes on through: a name may be cut by a mark, and is judged as a whole.
_IN_LINE: Final = frozenset(
    [
        *("a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "data", "del", "dfn", "em", "i", "img"),
        *("ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "tspan"),
        *("u", "var", "wbr"),
    ]
)
_ATTRIBUTE: Final = re.compile(
    r"""(\s(?:title|alt|placeholder|content|label|aria-label|aria-description|aria-roledescription"""
    r"""|aria-valuetext|data-citation|data-kind|data-label|data-name)=)("[^"]*"|'[^']*')"""
)
_Pieces = list[str]


def show_invisible(html: str) -> str:
    """Return a page in which no character is unseen, but where a text cannot be written without it."""
    if not may_hold_invisible(html):
        return html
    if not has_direction(html) and not find_invisible(html):
        return html  # joiners and selectors, whose neighbours say that they are right
    pieces, runs = _cut(html)
    for run, is_plain in runs:
        _show_in_run(pieces, run, is_plain=is_plain)
    return "".join(pieces)


def _cut(html: str) -> tuple[_Pieces, list[tuple[list[int], bool]]]:
    """Return the page as text and tags by turns, and the numbers of the texts of each line.

    Of each line is told whether it can have no elements in it. Attributes are done.
    """
    pieces: _Pieces = []
    runs: list[tuple[list[int], bool]] = []
    run: list[int] = []
    inside = ""  # the element, without lines of its own, that was opened last
    at = 0
    for tag in _TAG.finditer(html):
        if tag.start() > at and inside not in _NOT_SHOWN:
            run.append(len(pieces))
        pieces += (html[at : tag.start()], _show_in_tag(tag[0]))
        at = tag.end()
        name = (tag[1] or "").lower()
        is_end = tag[0].startswith("</")
        if inside:
            if is_end and name == inside:
                runs.append((run, True))
                run, inside = [], ""
        elif name and name not in _IN_LINE:
            runs.append((run, False))
            run = []
            if not is_end and (name in _NOT_SHOWN or name in _TEXT_ALONE) and not tag[0].endswith("/>"):
                inside = name
    run.append(len(pieces))
    pieces.append(html[at:])
    runs.append((run, bool(inside)))
    return pieces, runs


def _show_in_run(pieces: _Pieces, run: list[int], *, is_plain: bool) -> None:
    text = "".join([pieces[number] for number in run])
    found = iter((*find_invisible(text), len(text)))
    at, following = 0, next(found)
    for number in run:
        piece = pieces[number]
        shown: list[str] = []
        done = 0
        while following < at + len(piece):
            character = text[following]
            shown += (piece[done : following - at], spelled(character) if is_plain else _sign(character))
            done = following - at + 1
            following = next(found)
        if shown:
            pieces[number] = "".join(shown) + piece[done:]
        at += len(piece)


def _sign(character: str) -> str:
    name = name_of_character(character)
    return (
        f'<span class="invisible" role="img" aria-label="{name}" title="{name}"'
        f' data-sign="{short_name(character)}"><span hidden>{escape_text(character)}</span></span>'
    )


def _show_in_tag(tag: str) -> str:
    if not may_hold_invisible(tag):
        return tag
    return _ATTRIBUTE.sub(lambda found: found[1] + spell_invisible(found[2]), tag)
