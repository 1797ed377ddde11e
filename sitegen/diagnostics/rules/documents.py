"""Rules with codes  to ."""

from __future__ import annotations

from sitegen.diagnostics.rule import Rule

RULES: tuple[Rule, ...] = ()
