"""Every rule there is, one file an area, in the order of their codes."""

from __future__ import annotations

from sitegen.diagnostics.rule import Rule
from sitegen.diagnostics.rules import (
    anchors,
    attribution,
    documents,
    figures,
    files,
    folders,
    keys,
    references,
    theme,
    yaml,
)

__all__ = ["RULES", "Rule", "find_rule"]

RULES: tuple[Rule, ...] = (
    *attribution.RULES,
    *documents.RULES,
    *files.RULES,
    *folders.RULES,
    *keys.RULES,
    *figures.RULES,
    *anchors.RULES,
    *references.RULES,
    *theme.RULES,
    *yaml.RULES,
)

_BY_NAME = {name: rule for rule in RULES for name in (rule.code.lower(), rule.name)}


def find_rule(name: str) -> Rule | None:
    """Return the rule of that code or name, whatever its case, or None."""
    return _BY_NAME.get(name.lower())
