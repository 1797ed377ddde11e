"""Ids as long as they may be are names of files that every disk takes; a letter more is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.build import BuildOptions, BuildResult, build_site
from sitegen.parse.ids import LONGEST_ID, LONGEST_NAME

LONG = "a" * LONGEST_NAME
DEEP = "/".join(["b" * 99] * 10)
NAME_MOST = 255  # bytes that a file system takes


def build(folder: Path, id_: str, former: str = DEEP) -> BuildResult:
    """Build an archive in which everything that has a page has the id."""
    archive = folder / "content"
    files = {
        "site.yaml": "title: Long\n",
        "speakers.yaml": f"{id_}: {{name: A, former_ids: {id_}-old}}\n",
        "claims.yaml": f"{id_}: {{text: It was so.}}\n",
        "figures.yaml": f"{id_}: {{label: F, unit: u}}\n",
        f"pages/{id_}.md": "---\ntitle: About\n---\nWords.\n",
        f"documents/{id_}/{id_}.txt": "There were 5 words.\n",
        f"documents/{id_}/{id_}.yaml": (
            f"title: T\nformer_ids: [{former}]\ntopics: [{id_}]\nannotations:\n"
            f"  - {{quote: 5 words, speaker: {id_}, claim: {id_}, figure: {{id: {id_}, value: 5}}}}\n"
        ),
    }
    for name, text in files.items():
        (archive / name).parent.mkdir(parents=True, exist_ok=True)
        (archive / name).write_text(text, encoding="utf-8")
    return build_site(BuildOptions(archive=archive, out=folder / "site", no_cache=True))


def codes(result: BuildResult) -> list[str]:
    return sorted(found.code for found in result.diagnostics if found.code == "K019")


def test_the_longest_ids_are_names_of_files(tmp_path: Path) -> None:
    result = build(tmp_path, LONG[:-4], DEEP[:LONGEST_ID])  # its former id has "-old" behind it
    assert not result.has_failed
    names = [path.name for path in (tmp_path / "site").rglob("*")]
    assert f"{LONG[:-4]}-old.html" in names
    assert f"{LONG[:-4]}.csv" in names
    assert max(len(name.encode()) for name in names) <= NAME_MOST


@pytest.mark.parametrize(
    ("id_", "former", "found"), [(LONG, "old", 1), (LONG + "a", "old", 6), ("a", DEEP + "b", 1)]
)
def test_a_letter_more_is_told(tmp_path: Path, id_: str, former: str, found: int) -> None:
    result = build(tmp_path, id_, former + "b" * (LONGEST_ID - len(DEEP)) if "/" in former else former)
    assert result.has_failed
    assert codes(result) == ["K019"] * found
    assert not (tmp_path / "site").exists()
