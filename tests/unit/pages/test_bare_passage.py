"""A passage that is only quoted: its note has words, whatever else is left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.build import BuildOptions, build_site
from tests.judge.page import parse


@pytest.mark.parametrize(
    ("keys", "is_told"),
    [("", True), ("mode: reported", True), ("note: It rained.", False), ("speaker: anna", False)],
)
def test_a_note_without_speaker_and_remark_says_whose_words_they_are(
    keys: str,
    is_told: bool,  # noqa: FBT001
    tmp_path: Path,
) -> None:
    archive = tmp_path / "content"
    (archive / "documents").mkdir(parents=True)
    (archive / "site.yaml").write_text("title: Floods\nlanguage: en\n")
    (archive / "speakers.yaml").write_text("anna: {name: Anna}\n")
    (archive / "documents/flood.txt").write_text("The dyke broke.\n")
    (archive / "documents/flood.yaml").write_text(
        f"title: The flood\nannotations:\n  - id: broke\n    quote: The dyke broke\n    {keys}\n"
    )
    build_site(BuildOptions(archive=archive, out=tmp_path / "build", no_cache=True, jobs=1))
    page = parse(tmp_path / "build/documents/flood.html")
    (card,) = (item for item in page.iter("li") if item.get("id") == "note_broke")
    assert ("the document itself" in "".join(card.itertext())) == is_told
