"""Drafts as the annotator offers them: where they are on the page, what the panel is filled with."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sitegen.serve.annotate.desk import Piece
from sitegen.serve.annotate.draft import SentDraft, Use
from sitegen.serve.annotate.drafts import show_drafts
from sitegen.serve.annotate.live import Annotator
from sitegen.serve.annotate.refused import RefusedError
from sitegen.serve.annotate.registries import Registries
from tests.serve.running import SIDECAR, write_archive


@pytest.fixture
def annotator(tmp_path: Path) -> Annotator:
    archive = write_archive(tmp_path / "content")
    return Annotator(archive, Registries(archive))


def drafts_of(annotator: Annotator, document: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = show_drafts(annotator.open(document), annotator.registries)["drafts"]
    return found


def words_of(draft: dict[str, Any]) -> list[str]:
    return [piece["words"] for piece in draft["pieces"]]


def test_names_numbers_and_quotations_are_offered_with_their_places(annotator: Annotator) -> None:
    offered = drafts_of(annotator, "bridge")
    said = next(draft for draft in offered if draft["kind"] == "quotation")
    assert words_of(said) == ["Nobody was hurt", "and nobody will be."]
    assert said["keys"]["speaker"] == "the-mayor"  # "the mayor", one of her other names
    assert said["keys"]["cue"] == "said"
    assert said["paragraph"] == 2
    counted = next(draft for draft in offered if draft["kind"] == "figure")
    assert words_of(counted) == ["1,200 people"]
    assert counted["keys"]["figure"] == [{"id": "crossed", "value": "1200"}]
    assert (annotator.archive / "documents/bridge.yaml").read_text() == SIDECAR


def test_arabic_is_read_as_arabic(annotator: Annotator) -> None:
    (annotator.archive / "speakers.yaml").write_text("rais:\n  name: رئيسة البلدية\n")
    offered = drafts_of(annotator, "jisr")
    reported = next(draft for draft in offered if draft["keys"]["speaker"] == "rais")
    assert reported["keys"]["cue"] == "قالت"
    assert [draft["amount"] for draft in offered if draft["kind"] == "figure"] == [{"value": "1200"}]


def test_what_is_annotated_is_not_offered_again(annotator: Annotator) -> None:
    before = drafts_of(annotator, "bridge")
    counted = next(draft for draft in before if draft["kind"] == "figure")
    pieces = [Piece(**piece) for piece in counted["pieces"]]
    version = annotator.open("bridge").version
    annotator.save(SentDraft("bridge", version, id="n", pieces=pieces, figure=[Use("crossed", value="1200")]))
    after = drafts_of(annotator, "bridge")
    assert [words_of(draft) for draft in after] == [words_of(d) for d in before if d is not counted]


def test_a_sidecar_that_cannot_be_read_is_said_to_be_wrong(annotator: Annotator) -> None:
    (annotator.archive / "documents/bridge.yaml").write_text("title: [\n")
    with pytest.raises(RefusedError, match=r"bridge\.yaml has an error"):
        drafts_of(annotator, "bridge")
