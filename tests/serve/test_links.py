"""The annotator neither reads nor writes outside the archive, whatever links are in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec import structs

from sitegen.disk.environment import EnvironmentFailure
from sitegen.serve.annotate.draft import Draft, Entry, SentDraft
from sitegen.serve.annotate.live import Annotator
from sitegen.serve.annotate.refused import RefusedError
from sitegen.serve.annotate.registries import Registries
from tests.serve.running import write_archive
from tests.serve.test_annotating import select, version

OUTSIDE = "stranger:\n  name: A stranger\n"


@pytest.fixture
def annotator(tmp_path: Path) -> Annotator:
    archive = write_archive(tmp_path / "content")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/file.yaml").write_text(OUTSIDE)
    return Annotator(archive, Registries(archive))


def link(annotator: Annotator, path: str, target: str) -> None:
    place = annotator.archive / path
    if place.is_file():
        place.rename(annotator.archive.parent / "aside.yaml")
    place.symlink_to(target)


def snapshot(annotator: Annotator) -> dict[str, bytes]:
    top = annotator.archive.parent
    return {str(path): path.read_bytes() for path in top.rglob("*") if path.is_file()}


def draft(annotator: Annotator) -> Draft:
    made: Draft = SentDraft(
        "bridge",
        version(annotator),
        id="hurt",
        pieces=[select(annotator, "bridge", "Nobody was hurt")],
        speaker="anna",
        entries=[Entry("speakers", "anna", {"name": "Anna"})],
    )
    return made


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("speakers.yaml", "../outside/file.yaml"),
        ("speakers.yaml", "../outside/created.yaml"),
        ("speakers.yaml", "documents/jisr.yaml"),
        ("speakers.yaml", "speakers.yaml"),
    ],
)
def test_no_entry_is_written_through_a_link(annotator: Annotator, path: str, target: str) -> None:
    made = draft(annotator)
    link(annotator, path, target)
    before = snapshot(annotator)
    with pytest.raises((RefusedError, EnvironmentFailure), match="link"):
        annotator.save(made)
    assert snapshot(annotator) == before


def test_the_names_of_a_registry_outside_are_not_offered(annotator: Annotator) -> None:
    link(annotator, "speakers.yaml", "../outside/file.yaml")
    with pytest.raises(EnvironmentFailure, match="leads outside"):
        annotator.registries.registry("speakers")


def test_a_folder_of_registries_that_is_a_link_is_not_one(annotator: Annotator) -> None:
    made = draft(annotator)
    (annotator.archive / "speakers.yaml").unlink()
    link(annotator, "speakers", "../outside")
    before = snapshot(annotator)
    assert not annotator.registries.registry("speakers").entries
    annotator.save(made)
    after = snapshot(annotator)
    assert set(after) - set(before) == {str(annotator.archive / "speakers.yaml")}
    assert (annotator.archive.parent / "outside/file.yaml").read_text() == OUTSIDE


@pytest.mark.parametrize("target", ["../site.yaml", "jisr.yaml", "../../outside/file.yaml"])
def test_no_annotation_is_written_into_another_file(annotator: Annotator, target: str) -> None:
    made = draft(annotator)
    link(annotator, "documents/bridge.yaml", target)
    before = snapshot(annotator)
    with pytest.raises((RefusedError, EnvironmentFailure), match="link"):
        annotator.save(structs.replace(made, version=now(annotator)))
    assert snapshot(annotator) == before


def now(annotator: Annotator) -> str:
    """The version that a page shows, of whatever the link leads to."""
    try:
        return version(annotator)
    except EnvironmentFailure:
        return ""
