"""What newcomers get wrong: each mistake is one finding, at its place, and what it advises is right.

Where a finding gives lines to write, they are written, and the archive has to be right then.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.diagnostics.rules import find_near_rules
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
    "key-at-the-margin": (
        sidecar("    speaker: mayor\n", "speaker: mayor\n"),
        "Y001 documents/flood.yaml:8:1",
        "4 columns too far left",
    ),
    "first-item-without-its-dash": (
        sidecar("  - id: dyke", "    id: dyke"),
        "Y001 documents/flood.yaml:6:5",
        "its `- ` is missing",
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


def test_a_no_break_space_that_indents_is_named(tmp_path: Path) -> None:
    changes: Files = {
        "documents/flood.yaml": "title: A\nannotations:\n\u00a0 - id: dyke\n\u00a0 \u00a0 quote: The dyke\n"
    }
    assert any("U+00A0" in d.message for d in findings_of(write_archive(tmp_path, changes)))


NUMBERS: dict[str, tuple[str, str, str]] = {  # as written, words of the help, as it should be written
    "thousands": ("value: 1,200", "Write 1200, or 1_200", "value: 1200"),
    "thousands-in-three-groups": ("value: 1,200,000", "Write 1200000", "value: 1200000"),
    "least-and-most": ("min: 1,000, max: 1200", "Write 1000, or 1_000", "min: 1000, max: 1200"),
    "decimal-comma": ("value: 3,5", "Write 3.5, with a point", "value: 3.5"),
    "range": ("value: 1000-1200", "write `min: 1000` and `max: 1200`", "min: 1000, max: 1200"),
    "range-in-words": ("value: 1000 to 1200", "write `min: 1000` and `max: 1200`", "min: 1000, max: 1200"),
    "words": ("value: twelve hundred", "Write 1200.", "value: 1200"),
    "percent": ("value: 45%", "Write 45. What is counted goes into the figure's `unit`", "value: 45"),
    "money": ("value: $3.2 million", "Write 3200000. What is counted", "value: 3200000"),
    "about": ("value: about 1200", "Write 1200, with `approximate: true`", "value: 1200, approximate: true"),
    "below-zero": ("value: -1,200", "Write -1200, or -1_200", "value: -1200"),
    "spaces": ("value: 1 200", "Write 1200, or 1_200", "value: 1200"),
}


@pytest.mark.parametrize("name", NUMBERS)
def test_a_number_is_answered_with_the_number_to_write(name: str, tmp_path: Path) -> None:
    written, words, right = NUMBERS[name]
    archive = write_archive(tmp_path, sidecar("value: 1200", written))
    found = [d for d in findings_of(archive) if d.code not in {"N001", "N004"}]
    assert [f"{d.code} {d.place.path}:{d.place.line}" for d in found] == ["K007 documents/flood.yaml:14"]
    assert words in found[0].help
    write_archive(tmp_path, sidecar("value: 1200", right))
    assert {d.code for d in findings_of(archive)} <= {"N001"}  # the quote has its one number


@pytest.mark.parametrize(
    "written",
    ["at least 1200", "1200 people", "2 to 3 million", "1200 of 1400", "a dozen times", "1200-1000"],
)
def test_no_number_is_proposed_where_another_may_be_meant(written: str, tmp_path: Path) -> None:
    archive = write_archive(tmp_path, sidecar("value: 1200", f"value: {written}"))
    (found,) = findings_of(archive)
    assert found.code == "K007"
    assert found.help.startswith("Write digits only")


NAMES: dict[str, tuple[Files, str, str]] = {
    "name": (
        sidecar("    speaker: mayor", "    speaker: The mayor"),
        "K005",
        "Did you mean 'mayor' (The mayor)?",
    ),
    "name-in-capitals": (
        sidecar("    speaker: mayor", "    speaker: MAYOR"),
        "K005",
        "Did you mean 'mayor'?",
    ),
    "alias": (sidecar("[mayor]", "[Anna Lund]"), "K005", "Did you mean 'mayor' (Anna Lund)?"),
    "name-as-an-id": (
        sidecar("    speaker: mayor", "    speaker: the-mayor"),
        "R001",
        "did you mean 'mayor' (The mayor)?",
    ),
    "alias-as-an-id": (
        sidecar("author: reporter", "author: valley-post"),
        "R001",
        "did you mean 'reporter' (The Valley Post)?",
    ),
    "names-between-commas": (
        sidecar("via: [mayor]", "via: Anna Lund, The Valley Post"),
        "K005",
        "Write several ids as a list: [mayor, reporter]",
    ),
    "unknown-name": (
        sidecar("    speaker: mayor", "    speaker: Jon Doe"),
        "K005",
        "Write the id that stands in speakers.yaml.",
    ),
    "text-of-a-claim": (
        sidecar("claim: dyke-holds", "claim: The dyke will hold"),
        "K005",
        "Did you mean 'dyke-holds' (The dyke will hold.)?",
    ),
    "label-of-a-figure": (
        sidecar("id: homeless", "id: Homeless people"),
        "K005",
        "Did you mean 'homeless' (Homeless people)?",
    ),
    "title-of-a-document": (
        {"claims.yaml": RIGHT["claims.yaml"] + "  evidence: [{document: The flood}]\n"},
        "K005",
        "Did you mean 'flood' (The flood)?",
    ),
    "name-of-a-topic": (
        {
            **sidecar("language: en", "language: en\ntopics: [High Water]"),
            "topics.yaml": "water:\n  name: High water\n",
        },
        "K005",
        "Did you mean 'water' (High water)?",
    ),
    "name-in-a-registry": (
        {"speakers.yaml": RIGHT["speakers.yaml"] + "  affiliation: A Clerk\n"},
        "K005",
        "Did you mean 'clerk' (A clerk)?",
    ),
    "marks-around-the-id-of-a-speaker": (
        sidecar("    speaker: mayor", "    speaker: “mayor”"),
        "K005",
        "Did you mean 'mayor'?",
    ),
    "marks-around-an-id": (sidecar("- id: dyke", "- id: “dyke”"), "K005", "Did you mean 'dyke'?"),
}


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_answered_with_the_id_whose_name_it_is(name: str, tmp_path: Path) -> None:
    changes, code, words = NAMES[name]
    found = findings_of(write_archive(tmp_path, changes))
    assert [d.code for d in found] == [code], found
    assert words in f"{found[0].message} {found[0].help}"


def test_a_name_that_two_have_is_answered_with_both(tmp_path: Path) -> None:
    speakers = RIGHT["speakers.yaml"].replace("A clerk", "The mayor")
    changes = {**sidecar("    speaker: mayor", "    speaker: The mayor"), "speakers.yaml": speakers}
    found = [d for d in findings_of(write_archive(tmp_path, changes)) if d.code == "K005"]
    assert [d.help for d in found] == ["Did you mean 'clerk' (The mayor) or 'mayor' (The mayor)?"]


TEXT = RIGHT["documents/flood.txt"]
PLACES: dict[str, tuple[Files, str, str]] = {  # what is told, and the name that it asks for
    "capital-ending": (
        {"documents/flood.txt": None, "documents/flood.TXT": TEXT},
        "F104 rename 'documents/flood.TXT' to documents/flood.txt",
        "documents/flood.txt",
    ),
    "text-ending": (
        {"documents/flood.txt": None, "documents/flood.text": TEXT},
        "F104 rename 'documents/flood.text' to documents/flood.txt",
        "documents/flood.txt",
    ),
    "markdown-ending": (
        {"documents/flood.txt": None, "documents/flood.markdown": TEXT},
        "F104 rename 'documents/flood.markdown' to documents/flood.md",
        "documents/flood.md",
    ),
    "yml-ending": (
        {"documents/flood.yaml": None, "documents/flood.yml": SIDECAR},
        "F105 rename 'documents/flood.yml' to documents/flood.yaml",
        "documents/flood.yaml",
    ),
    "text-beside-documents": (
        {"documents/flood.txt": None, "flood.txt": TEXT},
        "F104 move 'flood.txt' to documents/flood.txt",
        "documents/flood.txt",
    ),
    "sidecar-beside-documents": (
        {"documents/flood.yaml": None, "flood.yaml": SIDECAR},
        "F105 move 'flood.yaml' to documents/flood.yaml",
        "documents/flood.yaml",
    ),
    "registry-yml": (
        {"speakers.yaml": None, "speakers.yml": RIGHT["speakers.yaml"]},
        "F116 rename 'speakers.yml' to speakers.yaml",
        "speakers.yaml",
    ),
    "registry-in-the-singular": (
        {"figures.yaml": None, "figure.yaml": RIGHT["figures.yaml"]},
        "F116 rename 'figure.yaml' to figures.yaml",
        "figures.yaml",
    ),
    "site-yml": (
        {"site.yaml": None, "site.yml": RIGHT["site.yaml"]},
        "F108 rename 'site.yml' to site.yaml",
        "site.yaml",
    ),
}


@pytest.mark.parametrize("name", PLACES)
def test_a_file_in_the_wrong_place_is_told_where_it_belongs(name: str, tmp_path: Path) -> None:
    changes, told, right = PLACES[name]
    archive = write_archive(tmp_path, changes)
    (found,) = findings_of(archive)
    assert f"{found.code} {found.help}" == told
    (archive / told.split("'")[1]).rename(archive / right)
    assert not findings_of(archive)


def test_both_halves_in_the_wrong_folder_are_one_finding(tmp_path: Path) -> None:
    changes = {
        "documents/flood.txt": None,
        "documents/flood.yaml": None,
        "flood.txt": TEXT,
        "flood.yaml": SIDECAR,
    }
    (found,) = findings_of(write_archive(tmp_path, changes))
    assert (found.code, found.place.path) == ("F103", "flood.txt")
    assert "move it to documents/, with a sidecar beside it" in found.help


@pytest.mark.parametrize(
    ("written", "near"),
    [
        ("Q00", ["Q001", "Q002", "Q003"]),
        ("q1", ["Q001"]),
        ("Q-001", ["Q001"]),
        ("QO01", ["Q001"]),
        ("Q999", ["Q013", "Q012", "Q011"]),
        ("quote not found", ["quote-not-found"]),
        ("quote-notfound", ["quote-not-found"]),
        ("X001", []),
        ("", []),
    ],
)
def test_a_code_that_is_none_is_answered_with_near_ones(written: str, near: list[str]) -> None:
    assert find_near_rules(written)[:3] == near or find_near_rules(written)[:1] == near
