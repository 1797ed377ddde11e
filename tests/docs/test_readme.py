"""What the README and the format's page tell a newcomer to write does build."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture
def first_archive(tmp_path: Path) -> Path:
    """The archive of the README's five steps, from its own code blocks."""
    yaml = [body for kind, body in FENCE.findall(README) if kind == "yaml"]
    text = re.search(r"<<'TEXT'\n(.*?)^TEXT$", README, re.MULTILINE | re.DOTALL)
    assert text is not None
    folder = tmp_path / "mine"
    (folder / "documents").mkdir(parents=True)
    (folder / "site.yaml").write_text("title: My archive\n", encoding="utf-8")
    (folder / "documents" / "flood.txt").write_text(text[1], encoding="utf-8")
    names = ("speakers.yaml", "claims.yaml", "figures.yaml", "documents/flood.yaml")
    for name, body in zip(names, yaml, strict=True):
        (folder / name).write_text(body, encoding="utf-8")
    return folder


def test_first_archive_builds_without_a_warning(first_archive: Path) -> None:
    from sitegen.cli import main  # noqa: PLC0415 - a failing import is this test's failure

    result = CliRunner().invoke(
        main, ["build", str(first_archive), "--out", str(first_archive.parent / "out"), "--strict"]
    )
    assert result.exit_code == 0, result.output
    page = (first_archive.parent / "out" / "documents" / "flood.html").read_text(encoding="utf-8")
    assert page.count("<mark") >= 3


def test_a_quote_that_is_not_there_is_told_as_the_readme_shows(first_archive: Path) -> None:
    from sitegen.cli import main  # noqa: PLC0415 - a failing import is this test's failure

    sidecar = first_archive / "documents" / "flood.yaml"
    sidecar.write_text(sidecar.read_text(encoding="utf-8").replace("Nobody warned us", "Nobody warns us"))
    result = CliRunner().invoke(main, ["check", str(first_archive)])
    assert result.exit_code == 1
    shown = next(body for kind, body in FENCE.findall(README) if kind == "text")
    heading = shown.splitlines()[0].partition("flood.yaml")[2]
    assert heading
    assert heading in result.output


@pytest.mark.parametrize("page", ["README.md", "docs/format.md", "docs/html.md"])
def test_links_of_the_documentation_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    headings = {
        re.sub(r"[^\w\s-]", "", heading.lower()).strip().replace(" ", "-")
        for heading in re.findall(r"(?m)^#+ (.+)$", text)
    }
    for target in re.findall(r"\]\(([^)\s]+)\)", FENCE.sub("", text)):
        path, _, fragment = target.partition("#")
        if "://" in target:
            continue
        if path:
            assert (ROOT / page).parent.joinpath(path).exists(), target
        else:
            assert fragment in headings, target
