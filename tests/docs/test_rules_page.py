"""The rules' page says what the rules say."""

from __future__ import annotations

import re

from sitegen.diagnostics.rules import RULES, find_rule
from tools.rules_page import PAGE, render_rules


def test_rules_page_is_what_the_rules_say() -> None:
    assert PAGE.read_text(encoding="utf-8") == render_rules(RULES), "Run `make docs`."


def test_codes_and_names_are_unique_and_well_formed() -> None:
    codes = [rule.code for rule in RULES]
    names = [rule.name for rule in RULES]
    assert len(set(codes)) == len(codes)
    assert len(set(names)) == len(names)
    assert [code for code in codes if not re.fullmatch(r"[A-Z]\d{3}", code)] == []
    assert [name for name in names if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)] == []


def test_every_rule_is_found_by_code_and_name_and_explains_itself() -> None:
    for rule in RULES:
        assert find_rule(rule.code) is rule
        assert find_rule(rule.name.upper()) is rule
        assert rule.summary
        assert "\n" not in rule.summary
        assert len(rule.explanation) > len(rule.summary)


def test_a_summary_begins_as_a_sentence_does() -> None:
    assert [rule.code for rule in RULES if not rule.summary[:1].isupper()] == []
