"""Findings as a whole: of which rule each is, how grave, in which order they are told."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from sitegen.diagnostics.diagnostic import Diagnostic
from sitegen.diagnostics.rule import Rule, Severity

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "advice")


def rule_of(diagnostic: Diagnostic) -> Rule:
    """Return the finding's rule; a code without one is a bug of the program."""
    from sitegen.diagnostics.rules import find_rule  # noqa: PLC0415 - most builds find nothing

    rule = find_rule(diagnostic.code)
    if rule is None:
        raise LookupError(f"no rule has the code {diagnostic.code}")
    return rule


def in_file_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the findings by path, then by place in the file, then by code; each once."""
    return [
        finding
        for finding, _ in groupby(
            sorted(
                diagnostics,
                key=lambda d: (
                    d.place.path,
                    d.place.line,
                    d.place.column,
                    d.code,
                    d.message,
                    d.help,
                    d.details,
                    str(d.place.keys),
                ),
            )
        )
    ]


def counts_of(diagnostics: Iterable[Diagnostic]) -> dict[Severity, int]:
    """Return how many findings there are of each severity."""
    counts: dict[Severity, int] = dict.fromkeys(SEVERITIES, 0)
    for finding in diagnostics:
        counts[rule_of(finding).severity] += 1
    return counts
