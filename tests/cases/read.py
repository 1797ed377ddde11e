"""The tables of cases, which the unit tests of the scripts (tests/scripts) read as well."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def read_cases(name: str) -> list[dict[str, Any]]:
    """Return the cases of a table."""
    cases: list[dict[str, Any]] = json.loads(Path(__file__).with_name(f"{name}.json").read_text("utf-8"))
    return cases
