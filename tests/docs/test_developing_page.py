"""The pages for developers name what there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tools.code_map import layers

ROOT = Path(__file__).parents[2]
PAGES = ("CONTRIBUTING.md", "docs/developing.md")
FOLDERS = ("sitegen", "templates", "tests", "bench", "tools", "docs", "content")


@pytest.mark.parametrize("page", PAGES)
def test_every_file_that_is_named_is_there(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    named = set(re.findall(rf"`((?:{'|'.join(FOLDERS)})/[\w./-]*|\w+\.(?:py|toml|md))`", text))
    assert named
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_target_of_make_that_is_named_is_there(page: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    text = (ROOT / page).read_text("utf-8")
    named = {
        word for words in re.findall(r"`make ([a-z ]+)`|^make ([a-z]+)", text, re.MULTILINE) for word in words
    }
    assert {target for words in named for target in words.split()} <= targets


def test_the_tree_names_what_stands_at_the_top() -> None:
    tree = (ROOT / "docs" / "developing.md").read_text("utf-8").split("```")[1]
    assert set(re.findall(r"^(\w+)/", tree, re.MULTILINE)) == set(FOLDERS)


def test_the_life_of_a_build_passes_through_every_stage_of_the_layers() -> None:
    """What neither stands in it nor is named as lying beside it would be a stage that nobody is told of."""
    text = (ROOT / "docs" / "developing.md").read_text("utf-8")
    beside = {
        "modules",
        "__main__",
        "cli",
        "commands",
        "serve",
        "reanchor",
        "scaffold",
        "text",
        "digest",
        "record",
        "diagnostics",
    }
    lacking = {layer for layer in layers() if f"`{layer}`" not in text and f"sitegen/{layer}/" not in text}
    assert lacking <= beside
