"""Every help page as a person reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from sitegen.cli import main
from sitegen.import_.formats import FORMATS

WIDTH = 100  # what the command line asks click for


def iter_commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield the words of each command, groups with what is in them."""
    yield path
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from iter_commands(command, (*path, name))
        else:
            yield (*path, name)


PAGES = tuple(iter_commands(main))


def page_of(words: tuple[str, ...]) -> str:
    result = CliRunner(env={"COLUMNS": "120"}).invoke(main, [*words, "--help"], prog_name="sitegen")
    assert result.exit_code == 0
    return result.output


def test_all_commands_are_read() -> None:
    assert {("build",), ("import",), ("new", "speaker"), ()} < {*PAGES}


@pytest.mark.parametrize("words", PAGES, ids=" ".join)
def test_a_page_reads_well(words: tuple[str, ...]) -> None:
    page = page_of(words)
    assert page.startswith(f"Usage: {' '.join(('sitegen', *words))}")
    assert not [c for c in page if not c.isprintable() and c != "\n"]
    assert "\\" not in page
    assert [line for line in page.splitlines() if len(line) > WIDTH] == []
    options = [
        name
        for line in page.partition("\n\nOptions:\n")[2].splitlines()
        for name in re.findall(r"^  (-\S.*?)(?:  |$)", line)
    ]
    names = [name for option in options for name in re.findall(r"(?<![\w-])--?[a-z][\w-]*", option)]
    assert sorted(names) == sorted(set(names))
    assert "--help" in names
    # What is said of a thing is said once, and ends as a sentence does or in its default.
    about = page.partition("\n\n")[2].partition("\n\nOptions:")[0].split("\n\n")
    assert about[0].strip().endswith((".", ":"))
    assert "None" not in page


def test_each_format_of_an_import_has_its_line() -> None:
    page = page_of(("import",))
    for form in FORMATS:
        (line,) = re.findall(rf"(?m)^  {form} .*$", page)
        assert not [
            other for other in FORMATS if other != form and re.search(rf"\b{other}\b", line[len(form) + 2 :])
        ], line
