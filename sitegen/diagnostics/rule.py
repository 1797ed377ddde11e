"""`Rule`: one kind of finding, with its stable code and its documentation."""

from __future__ import annotations

from typing import Literal

from sitegen.record import Record

Severity = Literal["error", "warning", "advice"]


class Rule(Record, frozen=True):
    """`code` never changes. `explanation` is Markdown: what is wrong, why it matters, how to mend it.

    An error stops the build; a warning does so under `--strict`; advice never does and is shown
    by `sitegen check` only.
    """

    code: str  # a letter for the area and three digits: Q201
    name: str  # words with hyphens: quote-not-found
    severity: Severity
    summary: str  # one line
    explanation: str
