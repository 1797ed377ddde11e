"""A rule's documentation, as `sitegen explain` shows it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from sitegen.diagnostics.rule import Rule

_SEVERITIES = {
    "error": "an error: the site is not built",
    "warning": "a warning: the site is built, unless warnings count as errors (--strict)",
    "advice": "advice: shown by `sitegen check`",
}


def render_rule(rule: Rule) -> str:
    """Return a rule's documentation as Markdown that reads well as plain text."""
    head = f"# {rule.code} {rule.name}\n\n{rule.summary.rstrip('.')}. This is {_SEVERITIES[rule.severity]}.\n"
    return f"{head}\n{rule.explanation.strip()}"


def render_rule_list(rules: Iterable[Rule]) -> str:
    """Return a line for each rule in order of codes, one paragraph an area."""
    areas = groupby(sorted(rules, key=lambda rule: rule.code), key=lambda rule: rule.code[0])
    return "\n".join(
        "".join(f"{rule.code}  {rule.name:28}  {rule.severity:8}  {rule.summary}\n" for rule in area)
        for _, area in areas
    )
