"""`diff` between folders and git revisions."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sitegen.cli import main


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments])


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(folder), *identity, *arguments], check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with an archive in it, whose claim was refuted since the first commit."""
    assert run("init", tmp_path).exit_code == 0
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "-m", "One")
    claims = tmp_path / "content" / "claims.yaml"
    claims.write_text(claims.read_text().replace("status: disputed", "status: refuted  # at last"))
    return tmp_path


@pytest.mark.parametrize("revision", ["HEAD", "HEAD:content"])
def test_a_revision_and_what_stands(repository: Path, revision: str) -> None:
    result = run("diff", revision, "-a", repository / "content", "--exit-code")
    assert result.exit_code == 1, result.output
    assert "was disputed and is now refuted" in result.output


def test_two_folders(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = tmp_path_factory.mktemp("other")
    run("init", other)
    result = run("diff", repository / "content", other / "content", "--format", "json")
    (change,) = json.loads(result.output)["changes"]
    assert (change["kind"], change["before"], change["after"]) == ("status-changed", "refuted", "disputed")
    assert run("diff", other / "content", other / "content", "--exit-code").exit_code == 0


@pytest.mark.parametrize("given", ["nowhere", "HEAD:nowhere", "--upload-pack=x", "HEAD:../.."])
def test_what_is_neither(repository: Path, given: str) -> None:
    result = run("diff", "-a", repository / "content", "--", given)
    assert result.exit_code == 2
    assert "neither a folder nor what git knows" in result.output


def test_a_folder_without_an_archive(tmp_path: Path) -> None:
    result = run("diff", tmp_path, tmp_path)
    assert result.exit_code == 2
    assert "is no archive" in result.output
