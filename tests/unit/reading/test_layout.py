"""Files that lie where nothing reads them: what is said of each leads to a build when it is done."""

from __future__ import annotations

import pytest

from sitegen.parse.layout import layout_from_paths

RIGHT = ("site.yaml", "speakers.yaml", "documents/2024/flood.txt", "documents/2024/flood.yaml")


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("documents/2024/flood.yaml", "flood.yaml"),
        ("documents/2024/flood.yaml", "2024/flood.yaml"),
        ("documents/2024/flood.yaml", "documents/2024/flood.yml"),
        ("documents/2024/flood.txt", "flood.txt"),
        ("documents/2024/flood.txt", "documents/2024/flood.text"),
    ],
)
def test_a_half_of_a_document_is_told_its_place(right: str, wrong: str) -> None:
    _, problems = layout_from_paths([path for path in RIGHT if path != right] + [wrong])
    assert {problem.code for problem in problems} in ({"F103", "F104"}, {"F103", "F105"})
    assert {problem.help for problem in problems} == {f"move '{wrong}' to {right}"}


@pytest.mark.parametrize(
    ("path", "help_"),
    [
        ("speaker.yaml", "rename it speakers.yaml"),
        ("Claims.yml", "rename it claims.yaml"),
        ("fire.txt", "documents/, with a sidecar"),
        ("fire.yaml", "beside its text in documents/"),
        ("pages/about.markdown", "ends in .md"),
        ("documents/fire.docx", "plain text (.txt)"),
        ("fire.png", "static/"),
    ],
)
def test_what_nothing_reads_is_told_where_it_may_go(path: str, help_: str) -> None:
    _, (problem,) = layout_from_paths([*RIGHT, path])
    assert problem.code == "F103"
    assert help_ in problem.help


def test_of_two_files_of_one_name_neither_is_taken_for_the_sidecar() -> None:
    paths = [path for path in RIGHT if not path.endswith("flood.yaml")]
    _, problems = layout_from_paths([*paths, "flood.yaml", "old/flood.yaml"])
    assert not any("move '" in problem.help for problem in problems)
