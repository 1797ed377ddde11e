"""What newcomers get wrong: each mistake is one finding, at its place, and what it advises is right.

Where a finding gives lines to write, they are written, and the archive has to be right then.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.text.printable import one_line
from tests.build.mistakes import RIGHT, SIDECAR, Files, findings_of, write_archive


def sidecar(old: str, new: str) -> Files:
    assert SIDECAR.count(old) == 1
    return {"documents/flood.yaml": SIDECAR.replace(old, new)}


COLUMNS: dict[str, tuple[Files, str, str]] = {  # the finding, words of its message
    "key-one-column-left": (
        sidecar("    speaker: mayor\n", "   speaker: mayor\n"),
        "Y001 documents/flood.yaml:8:4",
        "one column too far left",
    ),
    "key-two-columns-left": (
        sidecar("    speaker: mayor\n", "  speaker: mayor\n"),
        "Y001 documents/flood.yaml:8:3",
        "2 columns too far left",
    ),
    "key-one-column-right": (
        sidecar("    speaker: mayor\n", "     speaker: mayor\n"),
        "Y001 documents/flood.yaml:8:6",
        "one column too far right",
    ),
    "keys-of-an-item-left": (
        sidecar(
            "    quote: The dyke will hold\n    speaker: mayor\n    claim:",
            "   quote: The dyke will hold\n   speaker: mayor\n   claim:",
        ),
        "Y001 documents/flood.yaml:7:4",
        "one column too far left",
    ),
    "key-at-the-top-indented": (
        sidecar("date: 2024", "  date: 2024"),
        "Y001 documents/flood.yaml:2:3",
        "2 columns too far right",
    ),
    "item-one-column-left": (
        sidecar("  - id: losses", " - id: losses"),
        "Y001 documents/flood.yaml:10:2",
        "this item stands one column too far left",
    ),
    "item-one-column-right": (
        sidecar("  - id: losses", "   - id: losses"),
        "Y001 documents/flood.yaml:10:4",
        "this item stands one column too far right",
    ),
    "whole-item-one-column-right": (
        {
            "documents/flood.yaml": SIDECAR[: SIDECAR.index("  - id: losses")]
            + "".join(f" {line}\n" for line in SIDECAR[SIDECAR.index("  - id: losses") :].splitlines())
        },
        "Y001 documents/flood.yaml:10:4",
        "one column too far right",
    ),
    "item-without-its-dash": (
        sidecar("  - id: losses", "    id: losses"),
        "Y006 documents/flood.yaml:10:5",
        "a new one begins here without its `- `",
    ),
    "item-without-its-dash-in-its-column": (
        sidecar("  - id: losses", "  id: losses"),
        "Y001 documents/flood.yaml:10:3",
        "its `- ` is missing",
    ),
    "key-of-a-registry-right": (
        {"speakers.yaml": RIGHT["speakers.yaml"].replace("  aliases", "   aliases")},
        "Y001 speakers.yaml:3:4",
        "one column too far right",
    ),
    "entry-of-a-registry-right": (
        {"speakers.yaml": RIGHT["speakers.yaml"].replace("clerk:", " clerk:")},
        "Y001 speakers.yaml:4:2",
        "one column too far right",
    ),
}


@pytest.mark.parametrize("name", COLUMNS)
def test_a_line_in_the_wrong_column_is_answered_with_the_line_as_it_should_be(
    name: str, tmp_path: Path
) -> None:
    changes, wanted, words = COLUMNS[name]
    archive = write_archive(tmp_path, changes)
    found = findings_of(archive)
    assert [f"{d.code} {d.place.path}:{d.place.line}:{d.place.column}" for d in found] == [wanted], found
    assert words in one_line(found[0].message)
    lines = [detail for detail in found[0].details if "not listed" not in detail]
    path = archive / found[0].place.path
    text = path.read_text(encoding="utf-8").split("\n")
    text[found[0].place.line - 1 :][: len(lines)] = []
    at = found[0].place.line - 1
    path.write_text("\n".join([*text[:at], *lines, *text[at + len(lines) :]]), encoding="utf-8")
    assert not findings_of(archive), path.read_text(encoding="utf-8")
