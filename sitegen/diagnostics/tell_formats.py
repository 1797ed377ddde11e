"""Findings for programs: JSON, SARIF 2.1.0, and the annotations of GitHub's workflow commands."""

from __future__ import annotations

import json
from collections.abc import Iterable
from urllib.parse import quote

from sitegen.diagnostics.diagnostic import Diagnostic
from sitegen.diagnostics.findings import in_file_order, rule_of
from sitegen.diagnostics.rule import Rule, Severity
from sitegen.text.invisible import find_invisible
from sitegen.text.printable import is_obeyed, one_line, printable, printable_name, without_commands

JsonValue = dict[str, object]

# https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html
SARIF_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
_SARIF_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "advice": "note"}
_GITHUB_COMMANDS: dict[Severity, str] = {"error": "error", "warning": "warning", "advice": "notice"}


def render_json(diagnostics: Iterable[Diagnostic], *, prefix: str = "") -> str:
    """Return a JSON list of the findings in file order, one object each; lines and columns count from 1."""
    return _dump([_json_of(d, prefix) for d in in_file_order(diagnostics)])


def render_sarif(diagnostics: Iterable[Diagnostic], *, version: str, prefix: str = "") -> str:
    """Return a SARIF 2.1.0 log of one run; `version` is the program's."""
    findings = in_file_order(diagnostics)
    rules = sorted({rule_of(d) for d in findings}, key=lambda rule: rule.code)
    numbers = {rule.code: number for number, rule in enumerate(rules)}
    driver: JsonValue = {
        "name": "sitegen",
        "semanticVersion": version,
        "rules": [_sarif_rule(rule) for rule in rules],
    }
    run: JsonValue = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_sarif_result(d, numbers[d.code], prefix) for d in findings],
    }
    return _dump({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]})


def render_github(diagnostics: Iterable[Diagnostic], *, prefix: str = "") -> str:
    """Return a line for each finding that GitHub Actions shows beside the change."""
    return "".join(_github_line(d, prefix) + "\n" for d in in_file_order(diagnostics))


def _json_of(diagnostic: Diagnostic, prefix: str) -> JsonValue:
    place, rule = diagnostic.place, rule_of(diagnostic)
    return {
        "code": diagnostic.code,
        "rule": rule.name,
        "severity": rule.severity,
        "message": diagnostic.message,
        "path": prefix + place.path,
        "line": place.line or None,
        "column": place.column or None,
        "end_column": place.end_column or None,
        "keys": list(place.keys),
        "excerpt": place.excerpt,
        "details": list(diagnostic.details),
        "help": diagnostic.help,
    }


def _sarif_rule(rule: Rule) -> JsonValue:
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.summary},
        "help": {"text": rule.explanation, "markdown": rule.explanation},
        "defaultConfiguration": {"level": _SARIF_LEVELS[rule.severity]},
    }


def _sarif_result(diagnostic: Diagnostic, rule_number: int, prefix: str) -> JsonValue:
    place = diagnostic.place
    location: JsonValue = {"artifactLocation": {"uri": quote(prefix + place.path, errors="surrogateescape")}}
    if place.line:
        region: JsonValue = {"startLine": place.line, "startColumn": max(place.column, 1)}
        if place.end_column:
            region["endColumn"] = place.end_column
        if place.excerpt:
            region["snippet"] = {"text": place.excerpt}
        location["region"] = region
    lines = [diagnostic.message, *diagnostic.details]
    if diagnostic.help:
        lines.append(f"Help: {diagnostic.help}")
    return {
        "ruleId": diagnostic.code,
        "ruleIndex": rule_number,
        "level": _SARIF_LEVELS[rule_of(diagnostic).severity],
        "message": {"text": "\n".join(lines)},
        "locations": [{"physicalLocation": location}],
    }


def _github_line(diagnostic: Diagnostic, prefix: str) -> str:
    place, rule = diagnostic.place, rule_of(diagnostic)
    properties = {"file": printable_name(prefix + place.path)}
    if place.line:
        properties |= {"line": str(place.line), "col": str(max(place.column, 1))}
        if place.end_column:
            properties["endColumn"] = str(place.end_column)
    properties["title"] = f"{diagnostic.code} {rule.name}"
    listed = ",".join(f"{name}={_github_property(value)}" for name, value in properties.items())
    lines = [one_line(diagnostic.message), *(printable(detail) for detail in diagnostic.details)]
    if diagnostic.help:
        lines.append(f"help: {one_line(diagnostic.help)}")
    return f"::{_GITHUB_COMMANDS[rule.severity]} {listed}::{_github_data(chr(10).join(lines))}"


def _github_data(text: str) -> str:
    """Return text escaped as the runner's toolkit does (actions/toolkit, packages/core/src/command.ts)."""
    return without_commands(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _github_property(text: str) -> str:
    return _github_data(text).replace(":", "%3A").replace(",", "%2C")


def _dump(value: object) -> str:
    """Return a value as JSON that a log can show: what is unseen or obeyed is written as its number."""
    text = json.dumps(value, ensure_ascii=False, indent=2).replace("##[", "#\\u0023[") + "\n"
    if text.isascii() and text.replace("\n", "").isprintable():
        return text
    hidden = set(find_invisible(text))
    return "".join(
        _escaped(c) if at in hidden or (c != "\n" and is_obeyed(c)) else c for at, c in enumerate(text)
    )


def _escaped(character: str) -> str:
    return f"\\u{ord(character):04x}" if character <= "\uffff" else json.dumps(character)[1:-1]
