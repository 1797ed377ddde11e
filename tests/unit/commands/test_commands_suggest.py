"""`suggest` as it is typed."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result

from sitegen.cli import main


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments])


def test_drafts_of_a_document_and_of_all(tmp_path: Path) -> None:
    run("init", tmp_path)
    content = tmp_path / "content"
    source = tmp_path / "second.txt"
    source.write_text(
        "A second report\n\n“The wall was never inspected,” said Paul Tern. About 900 people left.\n"
    )
    run("new", "document", source, "-a", content)
    before = {p: p.read_bytes() for p in content.rglob("*") if p.is_file()}
    for name in ("second", content / "documents" / "second.txt", "documents/second.yaml"):
        result = run("suggest", name, "-a", content)
        assert result.exit_code == 0, result.output
        assert "speaker: paul-tern" in result.output
        assert "figure: {id: people-who-left, value: 900, approximate: true}" in result.output
    told = json.loads(run("suggest", "-a", content, "--format", "json").output)
    assert [item["document"] for item in told] == ["harbour-hearing", "second"]
    figures = [draft["annotation"]["figure"] for draft in told[1]["drafts"] if draft["kind"] == "figure"]
    assert figures == [{"id": "people-who-left", "value": 900, "approximate": True}]
    assert {p: p.read_bytes() for p in content.rglob("*") if p.is_file()} == before


def test_an_unknown_document(tmp_path: Path) -> None:
    run("init", tmp_path)
    result = run("suggest", "harbour-hearin", "-a", tmp_path / "content")
    assert result.exit_code == 2
    assert "did you mean 'harbour-hearing'?" in result.output
    assert run("suggest", "-a", tmp_path / "none").exit_code == 2
