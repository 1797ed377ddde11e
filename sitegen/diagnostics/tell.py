"""Findings told in one of four forms: text for people, JSON, SARIF, GitHub's workflow commands."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, get_args

from sitegen import __version__
from sitegen.diagnostics.diagnostic import Diagnostic
from sitegen.diagnostics.findings import counts_of, in_file_order
from sitegen.diagnostics.tell_formats import render_github, render_json, render_sarif
from sitegen.diagnostics.tell_rules import render_rule, render_rule_list
from sitegen.diagnostics.tell_text import render_counts, render_text

__all__ = [
    "FORMS",
    "Form",
    "counts_of",
    "in_file_order",
    "prefix_of",
    "render_counts",
    "render_diagnostics",
    "render_github",
    "render_json",
    "render_rule",
    "render_rule_list",
    "render_sarif",
    "render_text",
]

Form = Literal["text", "json", "github", "sarif"]
FORMS: tuple[str, ...] = get_args(Form)


def prefix_of(archive: str) -> str:
    """Return what stands before the paths of an archive's files, as seen from where a command is run."""
    return "" if archive == "." else f"{archive.rstrip('/')}/"


def render_diagnostics(
    diagnostics: Iterable[Diagnostic], form: str, prefix: str = "", *, color: bool = False
) -> str:
    """Return the findings in file order in a form of `FORMS`, without a line end at the end.

    `prefix` stands before every path: the archive's folder with a slash. Raises ValueError for another form.
    """
    if form == "text":
        told = render_text(diagnostics, color=color, prefix=prefix)
    elif form == "json":
        told = render_json(diagnostics, prefix=prefix)
    elif form == "github":
        told = render_github(diagnostics, prefix=prefix)
    elif form == "sarif":
        told = render_sarif(diagnostics, version=__version__, prefix=prefix)
    else:
        raise ValueError(f"no form is called {form!r}")
    return told.rstrip("\n")
