"""A line of YAML in the wrong column, and how it should be.

The columns in which lines before it begin are tried one after another, the nearest first, so is a `- `
that may be missing. A line is proposed only if all of the file can be read with it, and no key stands twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

import yaml

from sitegen.parse.yaml_tree import Node, TooDeepError, parse_tree
from sitegen.record import Record

LONGEST_FILE = 200_000  # characters: each try reads all of it
LINES_BEFORE = 80  # whose columns are tried
TRIES = 40

_LINE = re.compile(r"( *)((?:- +)*)([^\s#-].*)?")


class Mended(Record, frozen=True):
    """Lines as they should be in the place of as many, from line `number` (from 1) on."""

    number: int
    lines: tuple[str, ...]
    moved: int  # columns to the right, or to the left below 0
    is_item: bool = False  # whether they begin an item now whose `- ` was missing


def mend_columns(text: str, at: int) -> Mended | None:
    """Return how the line at an offset, and what belongs to it, should stand; None where nobody knows."""
    if len(text) > LONGEST_FILE or "\t" in text or "\r" in text:
        return None
    lines = text.split("\n")
    number = text.count("\n", 0, at)
    if not lines[number].strip():
        return None
    before = next((n for n in range(number - 1, -1, -1) if lines[n].strip()), number)
    tries = (
        _iter_mendings(lines, number),
        _iter_first_items(lines, number),
        _iter_mendings(lines, before),  # what is wrong with a line may show only in the next
    )
    for count, tried in enumerate(chain.from_iterable(tries)):
        if count >= TRIES:
            return None
        first = tried.number - 1
        if _is_sound("\n".join([*lines[:first], *tried.lines, *lines[first + len(tried.lines) :]])):
            return tried
    return None


def _iter_mendings(lines: list[str], number: int) -> Iterator[Mended]:
    own = _indent(lines[number])
    columns, dashes = _columns_before(lines[:number])
    runs = _runs(lines, number, own)
    moves = [(column - own, run) for column in columns if column != own for run in runs]
    for by, run in sorted(moves, key=lambda move: (abs(move[0]), len(move[1]), -move[0])):
        yield Mended(number + 1, tuple(_moved(line, by) for line in run), by)
    if ":" in lines[number] and not lines[number].lstrip().startswith("-"):
        for dash in sorted(dashes, key=lambda column: abs(column - own)):
            first = f"{' ' * dash}- {lines[number].lstrip()}"
            for run in runs:
                rest = (_moved(line, dash + 2 - own) for line in run[1:])
                yield Mended(number + 1, (first, *rest), dash - own, is_item=True)


def _iter_first_items(lines: list[str], number: int) -> Iterator[Mended]:
    """Yield the line that begins the group before an item, as the list's first item."""
    dash = _indent(lines[number])
    if not lines[number].lstrip().startswith("- "):
        return
    first = number
    while first and (not lines[first - 1].strip() or _indent(lines[first - 1]) > dash):
        first -= 1
    if first < number and lines[first].strip():
        line = f"{' ' * dash}- {lines[first].lstrip()}"
        yield Mended(first + 1, (line,), dash - _indent(lines[first]), is_item=True)


def _columns_before(lines: list[str]) -> tuple[set[int], set[int]]:
    """Return the columns in which lines begin, and those in which items do."""
    columns: set[int] = set()
    dashes: set[int] = set()
    for line in lines[-LINES_BEFORE:]:
        found = _LINE.fullmatch(line)
        if found is None or not (found[2] or found[3]):
            continue
        columns.update((len(found[1]), len(found[1]) + len(found[2])))
        if found[2]:
            dashes.add(len(found[1]))
    return columns, dashes


def _runs(lines: list[str], number: int, own: int) -> list[list[str]]:
    """Return the line alone, with what is indented below it, and with what stands in its column too."""
    found = [[lines[number]]]
    for least in (own + 1, own):
        end = number + 1
        while end < len(lines) and lines[end].strip() and _indent(lines[end]) >= least:
            end += 1
        if lines[number:end] not in found:
            found.append(lines[number:end])
    return found


def _moved(line: str, by: int) -> str:
    if not line.strip():
        return line
    return " " * by + line if by > 0 else line[min(-by, _indent(line)) :]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _is_sound(text: str) -> bool:
    try:
        root = parse_tree(text.encode())
    except (yaml.YAMLError, TooDeepError):
        return False
    return root is None or not _has_doubles(root)


def _has_doubles(node: Node) -> bool:
    keys = [key.value for key, _ in node.items if key is not None]
    return len(keys) != len(set(keys)) or any(_has_doubles(item) for _, item in node.items)
