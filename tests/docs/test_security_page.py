"""SECURITY.md promises nothing that no test holds."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
NAMED = re.findall(r"^- `(tests/\S+\.py)::(\w+)`$", PAGE, re.MULTILINE)


@pytest.mark.parametrize(("path", "name"), NAMED)
def test_a_test_that_is_named_is_there(path: str, name: str) -> None:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_each_promise_names_a_test() -> None:
    promised = PAGE.partition("\n## What is promised\n")[2].partition("\n## ")[0]
    promises = re.split(r"(?m)^(?=\*\*)", promised)[1:]
    assert len(promises) > 3
    assert [promise.splitlines()[0] for promise in promises if "\n- `tests/" not in promise] == []
    assert promised.count("\n- `") == len(NAMED)


def test_the_readme_leads_to_it_and_it_gives_no_made_up_address() -> None:
    assert "(SECURITY.md)" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"\S+@\S+\.\w+|https?://|example\.(?:org|com)", PAGE) == []
