"""One mistake in reading is one finding: what may follow from it is counted there, and not listed."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.build import BuildOptions, build_site
from tests.build.mistakes import RIGHT, SIDECAR, Files, findings_of, write_archive


def test_the_archive_without_a_mistake_is_right(tmp_path: Path) -> None:
    assert not findings_of(write_archive(tmp_path, {}))


ONE = "1 further finding may follow from this; it is not listed"
CAUSES: dict[str, tuple[Files, str, str]] = {  # what is told, and of it the last detail
    "broken-sidecar": (
        {"documents/flood.yaml": SIDECAR.replace("title: The", "title: 'The")},
        "Y003 documents/flood.yaml:1",
        "5 further findings",
    ),
    "broken-speakers": (
        {"speakers.yaml": 'mayor:\n  name: "The\n'},
        "Y003 speakers.yaml:2",
        "4 further findings",
    ),
    "speakers-as-a-list": (
        {"speakers.yaml": "- id: mayor\n  name: The mayor\n"},
        "K003 speakers.yaml:1",
        "4 further findings",
    ),
    "claims-in-another-encoding": (
        {"claims.yaml": "dyke-holds:\n  text: The dÿke\n".encode("cp1252")},
        "F001 claims.yaml:2",
        ONE,
    ),
    "broken-figures": ({"figures.yaml": "homeless: [\n"}, "Y001 figures.yaml:1", ONE),
    "id-of-an-entry": (
        {"claims.yaml": "Dyke Holds:\n  text: The dyke will hold.\n"},
        "K005 claims.yaml:1",
        ONE,
    ),
    "marks-around-an-id": (
        {"documents/flood.yaml": SIDECAR.replace("id: dyke", "id: “dyke”", 1)},
        "K005 documents/flood.yaml:6",
        ONE,
    ),
    "evidence-in-a-broken-document": (
        {
            "documents/flood.yaml": SIDECAR + "    cue: 'said\n",
            "claims.yaml": RIGHT["claims.yaml"] + "  evidence: [{document: flood, annotation: dyke}]\n",
        },
        "Y003 documents/flood.yaml:15",
        "6 further findings",
    ),
    "status-of-a-broken-site": (
        {
            "site.yaml": "title: Floods\nclaim_statuses:\n  likely: {labl: Likely}\n",
            "claims.yaml": RIGHT["claims.yaml"] + "  status: likely\n",
        },
        "K001 site.yaml:3",
        ONE,
    ),
}


@pytest.mark.parametrize("name", CAUSES)
def test_what_follows_from_a_mistake_is_counted_and_not_listed(name: str, tmp_path: Path) -> None:
    changes, wanted, count = CAUSES[name]
    archive = write_archive(tmp_path / "content", changes)
    found = findings_of(archive)
    assert [f"{d.code} {d.place.path}:{d.place.line}" for d in found] == [wanted], found
    assert found[0].details[-1].startswith(count), found[0].details
    built = build_site(BuildOptions(archive=archive, out=tmp_path / "build", no_cache=True, jobs=1))
    assert built.diagnostics == found


def test_what_does_not_follow_is_told(tmp_path: Path) -> None:
    changes = {
        "claims.yaml": "dyke-holds: [\n",
        "documents/flood.yaml": SIDECAR.replace("speaker: mayor", "speaker: mayer"),
    }
    assert [d.code for d in findings_of(write_archive(tmp_path, changes))] == ["Y001", "R001"]


def test_a_warning_hides_no_error(tmp_path: Path) -> None:
    """A note that nothing reads may be a source: advice may follow, but a link to nothing stays an error."""
    changes = {
        "notes.txt": "Call the mayor.\n",
        "pages/about.md": "---\ntitle: About\n---\n\nSee [it](../documents/nothing.html).\n",
        "claims.yaml": RIGHT["claims.yaml"] + "unused:\n  text: Nobody says this.\n",
    }
    found = findings_of(write_archive(tmp_path, changes))
    assert [d.code for d in found] == ["F103", "R013"]
    assert found[0].details == (ONE,)


def test_a_count_is_renewed_when_another_file_changes(tmp_path: Path) -> None:
    archive = write_archive(tmp_path / "content", {"notes.txt": "Call the mayor.\n"})
    options = BuildOptions(archive=archive, out=tmp_path / "build", cache=tmp_path / "cache", jobs=1)
    assert [d.details for d in build_site(options).diagnostics] == [()]
    for ids, count in (("one", "1 further finding"), ("one two", "2 further findings"), ("", "")):
        more = "".join(f"{id}:\n  text: Nobody says this ({id}).\n" for id in ids.split())
        (archive / "claims.yaml").write_text(RIGHT["claims.yaml"] + more, encoding="utf-8")
        (finding,) = build_site(options).diagnostics
        assert finding.code == "F103"
        assert "".join(finding.details).startswith(count)
        assert bool(finding.details) == bool(count)


def test_who_is_not_named_by_a_wrong_id_is_not_told_to_be_unused(tmp_path: Path) -> None:
    changes = {"documents/flood.yaml": SIDECAR.replace("claim: dyke-holds", "claim: dyke-hold")}
    (found,) = findings_of(write_archive(tmp_path, changes))
    assert found.code == "R002"
    assert found.details == (ONE,)


def test_a_mistake_at_the_top_of_a_sidecar_hides_nothing_below_it(tmp_path: Path) -> None:
    broken = SIDECAR.replace("language: en", "language: english").replace("The dyke will", "The dike will")
    found = findings_of(write_archive(tmp_path, {"documents/flood.yaml": broken}))
    assert [d.code for d in found] == ["K009", "Q001"]


def test_a_title_that_another_document_has_is_told_by_a_rebuild_too(tmp_path: Path) -> None:
    sidecar = "title: {}\ndate: 2024-06-03\nlanguage: en\n"
    changes = {"documents/fire.txt": "The mill burnt.\n", "documents/fire.yaml": sidecar.format("The fire")}
    archive = write_archive(tmp_path / "content", changes)
    options = BuildOptions(archive=archive, out=tmp_path / "build", cache=tmp_path / "cache", jobs=1)
    assert not build_site(options).diagnostics
    for title, codes in (("The flood", ["R014"]), ("The mill", []), ("the  flood", ["R014"]), ("Fire", [])):
        (archive / "documents/fire.yaml").write_text(sidecar.format(title), encoding="utf-8")
        assert [d.code for d in build_site(options).diagnostics] == codes
    same = sidecar.format("The flood")
    other = same.replace("03", "04")
    for text, codes in ((other, []), (same, ["R014"]), (f"{same}summary: Fire.\n", ["R014"]), (other, [])):
        (archive / "documents/fire.yaml").write_text(text, encoding="utf-8")
        assert [d.code for d in build_site(options).diagnostics] == codes
