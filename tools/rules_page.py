"""Writes `docs/rules.md` from the rules themselves: `python -m tools.rules_page`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sitegen.diagnostics.rules import RULES, Rule

PAGE = Path(__file__).parents[1] / "docs" / "rules.md"
INTRODUCTION = """\
# What can be wrong

Every finding of `sitegen check` and `sitegen build` names one of these rules. A code never changes
its meaning. `sitegen explain CODE` prints the same in a terminal.

- An **error** stops the build; the site that stood before is left as it was.
- A **warning** does not, unless `--strict` is given.
- **Advice** is shown by `sitegen check` alone.

This page is made from the rules by `make docs`.
"""


def render_rules(rules: Iterable[Rule]) -> str:
    """Return the page: a table of all rules in the order of their codes, then each rule's explanation."""
    ordered = sorted(rules, key=lambda rule: rule.code)
    rows = [
        f"| [{rule.code}](#{rule.code.lower()}) | {rule.name} | {rule.severity} | {_cell(rule.summary)} |"
        for rule in ordered
    ]
    sections = [
        f"\n## {rule.code}\n\n**{rule.name}** · {rule.severity}\n\n{rule.explanation.strip()}"
        for rule in ordered
    ]
    head = "| Code | Name | Severity | In short |\n| --- | --- | --- | --- |"
    return "\n".join([INTRODUCTION, head, *rows, *sections]) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


if __name__ == "__main__":
    PAGE.write_text(render_rules(RULES), encoding="utf-8", newline="\n")
    print(f"{len(RULES)} rules")
