"""`init`, `new` and `schema` as a newcomer meets them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sitegen.build import BuildOptions, check_archive
from sitegen.cli import main


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments])


def findings(archive: Path) -> list[str]:
    result = check_archive(BuildOptions(archive=archive, no_cache=True))
    return [f"{d.place.path}: {d.code} {d.message}" for d in result.diagnostics]


@pytest.mark.parametrize(
    ("host", "file"),
    [("github", ".github/workflows/site.yml"), ("netlify", "netlify.toml"), ("gitlab", ".gitlab-ci.yml")],
)
def test_example_has_no_findings(tmp_path: Path, host: str, file: str) -> None:
    result = run("init", tmp_path / "new", "--host", host)
    assert result.exit_code == 0, result.output
    assert (tmp_path / "new" / file).is_file()
    assert findings(tmp_path / "new" / "content") == []
    assert run("lock", tmp_path / "new" / "content", "--check").exit_code == 0
    assert '"ada-holm"' in (tmp_path / "new" / ".vscode" / "schemas" / "sidecar.json").read_text()


STANDING = {
    "README.md": "mine",
    ".gitignore": "*.log\n.sitegen/\n",
    "LICENSE": "mine too",
    ".vscode/settings.json": "{}",
    ".github/workflows/site.yml": "on: push",
}


@pytest.mark.parametrize("from_text", [False, True])
def test_what_stands_is_kept_and_told(tmp_path: Path, *, from_text: bool) -> None:
    folder = tmp_path / "repository"
    for name, text in STANDING.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    (tmp_path / "a.txt").write_text("The wall stood.\n")
    result = run("init", folder, *(("--from", tmp_path / "a.txt") if from_text else ()))
    assert result.exit_code == 0, result.output
    assert {name: (folder / name).read_text() for name in STANDING} == STANDING
    [told] = [line for line in result.output.splitlines() if line.startswith("Kept")]
    assert {name for name in STANDING if name in told} == STANDING.keys() - {"LICENSE"}
    assert ".gitignore has yet to say: /build/, /public/" in result.output
    assert findings(folder / "content") == []


@pytest.mark.parametrize("name", ["readme.md", "README", "Readme.rst", "README.md"])
def test_a_second_readme_is_not_written(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine")
    assert f"Kept as they were: {name}." in run("init", tmp_path).output
    assert [p.name for p in tmp_path.iterdir() if p.name.lower().startswith("readme")] == [name]


def test_a_link_that_leads_to_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").symlink_to("nowhere")
    result = run("init", tmp_path)
    assert (result.exit_code, "Kept as they were: .gitignore." in result.output) == (0, True)
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("name", ["content/site.yaml", "content/posts/a.md", "content"])
def test_an_archive_that_stands_is_left_alone(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text("mine")
    result = run("init", tmp_path)
    assert result.exit_code == 2
    assert "there is already content" in result.output
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == [tmp_path / name]


def test_own_documents_begin_an_archive(tmp_path: Path) -> None:
    one, two = tmp_path / "First report.txt", tmp_path / "Второй.md"
    one.write_text("The wall\n\nThe mayor said that it was not the fault of the town and of the people.\n")
    two.write_text("# Стена\n\nМэр сказал, что стена не была проверена и что они не знали об этом.\n")
    result = run("init", "--from", one, two, tmp_path / "new")
    site = (tmp_path / "new/content/site.yaml").read_text(encoding="utf-8")
    assert "\ndescription:" not in site, "what nobody has written is on no page"
    assert result.exit_code == 0, result.output
    assert "guessed" in result.output
    documents = tmp_path / "new" / "content" / "documents"
    assert sorted(p.name for p in documents.iterdir()) == [
        "first-report.txt", "first-report.yaml", "vtoroy.md", "vtoroy.yaml",
    ]  # fmt: skip
    assert (documents / "first-report.txt").read_bytes() == one.read_bytes()
    assert findings(tmp_path / "new" / "content") == []


def test_what_cannot_begin_an_archive_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    (tmp_path / "b.txt").write_bytes(b"\xff\xfe")
    files = [tmp_path / name for name in ("a.pdf", "none.txt", "b.txt")]
    result = run("init", "--from", *files, tmp_path / "new")
    assert result.exit_code == 2
    assert "No such file" in result.output
    assert "pdftotext" in result.output
    assert "iconv" in result.output
    assert not (tmp_path / "new").exists()
    assert "no such file" in run("init", "--from", tmp_path / "none.txt").output.lower()
    assert "--from" in run("init", tmp_path / "b.txt").output


def test_a_file_without_words_is_no_document(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("\n \n")
    result = run("init", tmp_path / "new", "--from", tmp_path / "a.txt")
    assert (result.exit_code, "'a.txt' has no words in it" in result.output) == (2, True)


@pytest.mark.parametrize("command", ["build", "check", "lock", "serve"])
def test_the_folder_around_an_archive_is_not_taken_for_it(tmp_path: Path, command: str) -> None:
    run("init", tmp_path / "new")
    result = run(command, tmp_path / "new")
    assert result.exit_code == 2
    assert f"did you mean {str(tmp_path / 'new' / 'content')!r}?" in result.output


def test_an_archive_that_is_not_there_is_not_served(tmp_path: Path) -> None:
    result = run("serve", tmp_path / "none")
    assert result.exit_code == 2
    assert "there is no archive folder" in result.output


def test_new_things(tmp_path: Path) -> None:
    run("init", tmp_path)
    content = tmp_path / "content"
    before = (content / "speakers.yaml").read_bytes()
    source = tmp_path / "Second.txt"
    source.write_text("A second report\n\nIt is about the wall and the people of the town.")
    assert run("new", "document", source, "-a", content).exit_code == 0
    result = run("new", "speaker", "ada-hom", "-a", content)
    assert "also 'ada-holm'" in result.output
    assert (content / "speakers.yaml").read_bytes() == before + b"\nada-hom:\n  name: Ada Hom\n"
    assert run("new", "claim", "late", "--text", "It was late.", "-a", content).exit_code == 0
    assert run("new", "figure", "cracks", "--unit", "cracks", "-a", content).exit_code == 0
    assert {line.split()[1] for line in findings(content)} == {"N004", "R012", "R011"} or findings(content)
    assert not [line for line in findings(content) if "E0" in line]


def test_an_entry_is_spliced_where_it_cannot_be_appended(tmp_path: Path) -> None:
    run("init", tmp_path)
    speakers = tmp_path / "content" / "speakers.yaml"
    speakers.write_text("# all\n{ada-holm: {name: Ada Holm}, bob: {name: Bob}}  # of them\n")
    result = run("new", "speaker", "eve", "-a", tmp_path / "content")
    assert result.exit_code == 0, result.output
    text = speakers.read_text()
    assert text.startswith("# all\n{ada-holm: {name: Ada Holm}, bob: {name: Bob}")
    assert "eve" in text
    assert text.endswith("}  # of them\n")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("speaker", "ada-holm"), "already"),
        (("speaker", "Ada Holm"), "did you mean 'ada-holm'?"),
        (("claim", "x"), "--text"),
        (("figure", "x"), "--unit"),
        (("document", "none.txt"), "cannot read"),
    ],
)
def test_mistakes_are_sentences(tmp_path: Path, arguments: tuple[str, ...], words: str) -> None:
    run("init", tmp_path)
    result = run("new", *arguments, "-a", tmp_path / "content")
    assert result.exit_code == 2
    assert words in result.output


def test_new_asks_for_an_archive(tmp_path: Path) -> None:
    result = run("new", "speaker", "x", "-a", tmp_path)
    assert result.exit_code == 2
    assert "sitegen init" in result.output


def test_schema_offers_an_archives_ids(tmp_path: Path) -> None:
    run("init", tmp_path)
    out = tmp_path / "schemas"
    result = run("schema", "--archive", tmp_path / "content", "--out", out)
    assert result.exit_code == 0, result.output
    assert json.loads((out / "sidecar.json").read_text())["$schema"].endswith("2020-12/schema")
    assert '"paul-tern"' in (out / "sidecar.json").read_text()
    assert '"harbour-hearing"' in (out / "claims.json").read_text()


def test_the_settings_promise_nothing_that_there_is_not(tmp_path: Path) -> None:
    run("init", tmp_path)
    settings = tmp_path / "content" / "site.yaml"
    text = settings.read_text()
    assert not re.search(r"\b(?:feed|export)", text)
    settings.write_text(text.replace("# base_url:", "base_url:"))
    assert run("build", tmp_path / "content", "-o", tmp_path / "out").exit_code == 0
    address = "https://example.org/archive/"
    assert f"<loc>{address}" in (tmp_path / "out" / "sitemap.xml").read_text()
    assert f'rel="canonical" href="{address}' in (tmp_path / "out" / "index.html").read_text()
