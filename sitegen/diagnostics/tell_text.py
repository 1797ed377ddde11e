"""Findings as lines for people: where, what, the line itself with a mark below it, and the way out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from sitegen.diagnostics.diagnostic import Diagnostic
from sitegen.diagnostics.excerpt import render_excerpt
from sitegen.diagnostics.findings import counts_of, in_file_order, rule_of
from sitegen.text.printable import one_line, printable, printable_name, without_commands

_PLURALS = {"error": "errors", "warning": "warnings", "advice": "pieces of advice"}
_SINGULARS = {"error": "error", "warning": "warning", "advice": "piece of advice"}
_Style = Literal["bold", "error", "warning", "advice", "mark", "none"]
_STYLES: dict[_Style, str] = {
    "bold": "\x1b[1m",
    "error": "\x1b[1;31m",
    "warning": "\x1b[1;33m",
    "advice": "\x1b[1;36m",
    "mark": "\x1b[31m",
    "none": "\x1b[0m",
}


def render_counts(diagnostics: Iterable[Diagnostic]) -> str:
    """Return the line of counts: "2 errors, 1 warning"; empty where there is nothing to count."""
    counts = counts_of(diagnostics)
    named = ((n, (_SINGULARS if n == 1 else _PLURALS)[severity]) for severity, n in counts.items() if n)
    return ", ".join(f"{n:,} {name}" for n, name in named)


def render_text(diagnostics: Iterable[Diagnostic], *, color: bool = False, prefix: str = "") -> str:
    """Return the findings in file order, each with its heading, its line and its help.

    `prefix` is put before each path (the archive's folder with a slash). Ends in a line end unless empty.
    """
    blocks = ["\n".join(_lines(d, color=color, prefix=prefix)) for d in in_file_order(diagnostics)]
    return without_commands("".join(block + "\n" for block in blocks))


def place_name(diagnostic: Diagnostic, prefix: str) -> str:
    """Return PATH:LINE:COLUMN, or the path alone where no line is known."""
    place = diagnostic.place
    return printable_name(prefix + place.path) + (
        f":{place.line}:{max(place.column, 1)}" if place.line else ""
    )


def render_heading(diagnostic: Diagnostic, *, color: bool = False, prefix: str = "") -> str:
    """Return the first line of a finding: PATH:LINE:COLUMN: SEVERITY CODE message."""
    severity = rule_of(diagnostic).severity
    where = _styled(place_name(diagnostic, prefix), "bold", color=color)
    what = _styled(f"{severity} {diagnostic.code}", severity, color=color)
    return f"{where}: {what} {one_line(diagnostic.message)}"


def _lines(diagnostic: Diagnostic, *, color: bool, prefix: str) -> Iterator[str]:
    yield render_heading(diagnostic, color=color, prefix=prefix)
    if diagnostic.place.excerpt:
        text, marks = render_excerpt(diagnostic.place)
        yield f"  | {text}".rstrip()
        yield f"  | {_indent(marks)}{_styled(marks.lstrip(), 'mark', color=color)}"
    for detail in diagnostic.details:
        yield from (f"    {line}".rstrip() for line in printable(detail).split("\n"))
    if diagnostic.help:
        yield f"  {_styled('help:', 'bold', color=color)} {one_line(diagnostic.help)}"


def _indent(marks: str) -> str:
    return " " * (len(marks) - len(marks.lstrip()))


def _styled(text: str, style: _Style, *, color: bool) -> str:
    return f"{_STYLES[style]}{text}{_STYLES['none']}" if color else text
