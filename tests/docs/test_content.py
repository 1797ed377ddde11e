"""`content/` carries over what the sample archive says, and none of its sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
CONTENT = ROOT / "content"
SAMPLE = ROOT.parent / "shared" / "archive"
DOCUMENTS = {
    "2016-10-31-humanitarian-pause": "2016/humanitarian-pause",
    "2016-12-03-turning-point": "2016/turning-point",
}

pytestmark = pytest.mark.skipif(not SAMPLE.is_dir(), reason="sample archive absent")


def read_yaml(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def iter_ids(used: Any) -> Iterator[tuple[str, Any]]:
    """Yield (id, what is said of it) of a `claim` or `figure` key in any of its forms."""
    for each in used if isinstance(used, list) else [used] if used else []:
        yield (each, {}) if isinstance(each, str) else (each["id"], each)


@pytest.mark.parametrize("registry", ["speakers", "claims", "figures"])
def test_every_entry_has_its_counterpart(registry: str) -> None:
    theirs = read_yaml(SAMPLE / f"{registry}.yaml")
    ours = read_yaml(CONTENT / f"{registry}.yaml")
    assert set(theirs) - set(ours) == set()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_annotation_has_its_counterpart(document: str) -> None:
    theirs = read_yaml(SAMPLE / "documents" / f"{document}.yaml")["annotations"]
    ours = {
        annotation["id"]: annotation
        for annotation in read_yaml(CONTENT / "documents" / f"{DOCUMENTS[document]}.yaml")["annotations"]
    }
    for annotation in theirs:
        other = ours[annotation["id"]]
        if "speaker" in annotation:
            assert other["speaker"] == annotation["speaker"]
        for relay in annotation.get("via", []):
            assert relay in other["via"]
        assert dict(iter_ids(annotation.get("claim"))).keys() <= dict(iter_ids(other.get("claim"))).keys()
        readings = list(iter_ids(other.get("figure")))
        assert [reading for reading in iter_ids(annotation.get("figure")) if reading not in readings] == []


def test_no_ten_words_in_a_row_are_theirs() -> None:
    theirs = set().union(*(grams(path) for path in SAMPLE.glob("documents/*.txt")))
    assert theirs
    assert {path.name: grams(path) & theirs for path in iter_texts() if grams(path) & theirs} == {}


def iter_texts() -> Iterator[Path]:
    for folder in (CONTENT, ROOT / "docs", ROOT / "tests"):
        yield from (p for p in sorted(folder.rglob("*")) if p.suffix in {".txt", ".md", ".yaml", ".py"})


def grams(path: Path, length: int = 10) -> set[str]:
    words = re.findall(r"[^\W_]+", path.read_text(encoding="utf-8", errors="replace").lower())
    return {" ".join(words[at : at + length]) for at in range(len(words) - length + 1)}
