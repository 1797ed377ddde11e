"""Every rule there is, one file an area, in the order of their codes."""

from __future__ import annotations

import re
from difflib import get_close_matches

from sitegen.diagnostics.rule import Rule
from sitegen.diagnostics.rules import (
    anchors,
    attribution,
    documents,
    figures,
    files,
    folders,
    keys,
    markdown,
    references,
    theme,
    yaml,
)

__all__ = ["RULES", "Rule", "find_near_rules", "find_rule"]

RULES: tuple[Rule, ...] = (
    *attribution.RULES,
    *documents.RULES,
    *files.RULES,
    *folders.RULES,
    *keys.RULES,
    *markdown.RULES,
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


def find_near_rules(name: str) -> list[str]:
    """Return the codes or names of rules that are most like one that is none: three at most, likest first."""
    written = re.sub(r"[\s_]+", "-", name.strip().lower())
    if code := re.fullmatch(r"([a-z])-?(\d{1,4})", written):
        full = f"{code[1]}{int(code[2]):03}"
        if full in _BY_NAME:
            return [full.upper()]
        number = int(code[2])
        area = [rule.code for rule in RULES if rule.code[0].lower() == code[1]]
        return sorted(area, key=lambda known: (abs(int(known[1:]) - number), known))[:3]
    if found := re.fullmatch(r"([a-z])([\do]{1,4})", written):  # the letter O for a nought
        return find_near_rules(f"{found[1]}{found[2].replace('o', '0')}")
    return get_close_matches(written, [rule.name for rule in RULES])
