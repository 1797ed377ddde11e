"""Writing SVG: rounded numbers, escaped text, per cent coordinates."""

from __future__ import annotations

from sitegen.parse.characters import escape_attribute, escape_text


def rounded(value: float) -> str:
    """Return a coordinate to one decimal, so that equal drawings are equal bytes."""
    return f"{value:.1f}".removesuffix(".0")


def percent(value: float) -> str:
    """Return a horizontal position as an attribute's value."""
    return f"{rounded(value)}%"


def text_of(words: str) -> str:
    """Return words as HTML or SVG text."""
    return escape_text(words)


def attribute(words: str) -> str:
    """Return words as the value of a quoted attribute."""
    return escape_attribute(words).replace("'", "&#x27;")


def line(start: float, end: float, kind: str) -> str:
    """Return a horizontal line at mid height, from one per cent position to another."""
    return f'<line class="{kind}" x1="{percent(start)}" x2="{percent(end)}" y1="50%" y2="50%"/>'


def glyph(at: float, path: str, kind: str) -> str:
    """Return a path in pixels around a point: a per cent position, at mid height."""
    place = f'overflow="visible" x="{percent(at)}" y="50%"'
    return f'<svg class="chart-at" {place}><path class="{kind}" d="{path}"/></svg>'


def named_image(prefix: str, words: tuple[str, str], kind: str, height: str, body: str) -> str:
    """Return an SVG element that is announced as one image, by its title and description.

    `prefix` makes its ids unique on the page.
    """
    place = f'class="{kind}" width="100%" height="{height}"'
    return (
        f'<svg {place} role="img" {labelled_by(prefix)}>{title_and_description(prefix, *words)}{body}</svg>'
    )


def labelled_by(prefix: str) -> str:
    """Return the attribute that names an element by a drawing's title and description."""
    return f'aria-labelledby="{prefix}_title {prefix}_desc"'


def title_and_description(prefix: str, title: str, description: str) -> str:
    """Return the two elements that an SVG element opens with."""
    return (
        f'<title id="{prefix}_title">{text_of(title)}</title>'
        f'<desc id="{prefix}_desc">{text_of(description)}</desc>'
    )
