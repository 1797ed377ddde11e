"""What runs elsewhere calls commands that there are, with options that they have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from sitegen.cli import COMMANDS, main
from sitegen.scaffold.archive import HOSTS, files_of_example

ROOT = Path(__file__).parents[3]
DOCS = ("importing.md", "suggesting.md", "ci.md")


def iter_calls(text: str) -> Iterator[list[str]]:
    """Yield the words of each call of sitegen in a text, up to what ends it."""
    for found in re.finditer(r"(?m)(?:^|[`$:(\[-]\s*|\s{2,}|&& |\")sitegen ((?:[a-z]+)[^\n`|>&#)]*)", text):
        yield found[1].split()


def texts() -> dict[str, str]:
    """Return every file that calls sitegen, by name."""
    found = {name: (ROOT / "docs" / name).read_text() for name in DOCS}
    found |= {name: (ROOT / name).read_text() for name in ("action.yml", ".pre-commit-hooks.yaml")}
    for host in HOSTS:
        for path, data in files_of_example(host).items():
            if path.endswith((".yml", ".toml", ".md")) and not path.startswith("content"):
                found[f"{host}: {path}"] = data.decode()
    return found


@pytest.mark.parametrize("name", texts())
def test_calls(name: str) -> None:
    for words in iter_calls(texts()[name]):
        if words[0] not in COMMANDS or words[0] in {"serve", "annotate"}:
            assert words[0] in {*COMMANDS, "serve", "annotate"}, words
            continue
        command = main.get_command(click.Context(main), words[0])
        assert command is not None
        if isinstance(command, click.Group):
            inner = command.get_command(click.Context(command), words[1])
            assert inner is not None, words
            command = inner
        options = {opt for p in command.params for opt in (*p.opts, *p.secondary_opts)} | {"--help"}
        for word in words[1:]:
            option = word.strip("\"',.;").partition("=")[0]
            assert not option.startswith("-") or option in options, (words, option)


def test_the_action_is_sound() -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text())
    assert action["runs"]["using"] == "composite"
    for step in action["runs"]["steps"]:
        assert "uses" in step or step["shell"] == "bash"
        # What a caller gives never stands in a script, where it could be one.
        assert "${{" not in step.get("run", "")
    used = set(re.findall(r"inputs\.([a-z-]+)", (ROOT / "action.yml").read_text()))
    assert used == set(action["inputs"])


@pytest.mark.parametrize("hook", yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text()))
def test_the_hooks_are_sound(hook: dict[str, Any]) -> None:
    assert hook["entry"].split()[1] in COMMANDS
    assert not hook["pass_filenames"]
    for path in ("content/documents/a.txt", "content/speakers.yaml", "content/documents/b.md"):
        assert re.search(hook["files"], path)


@pytest.mark.parametrize("name", [name for name in texts() if not name.endswith((".md", "requirements.txt"))])
def test_whoever_checks_an_archive_verifies_its_locks(name: str) -> None:
    calls = [words for words in iter_calls(texts()[name]) if words[0] in {"check", "build", "lock"}]
    assert not calls or any(words[0] == "lock" and "--check" in words for words in calls)


def test_our_own_archive_is_verified_too() -> None:
    for path in ("Makefile", ".github/workflows/site.yml"):
        assert re.search(r"sitegen lock content --check", (ROOT / path).read_text()), path
