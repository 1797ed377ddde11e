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
        ("documents/2024/flood.txt", "documents/2024/flood.TXT"),
        ("documents/2024/flood.yaml", "documents/2024/flood.YAML"),
    ],
)
def test_a_half_of_a_document_is_told_its_place(right: str, wrong: str) -> None:
    _, (problem,) = layout_from_paths([path for path in RIGHT if path != right] + [wrong])
    assert problem.code == ("F104" if right.endswith(".txt") else "F105")
    word = "rename" if wrong.startswith("documents/2024/") else "move"
    assert problem.help == f"{word} '{wrong}' to {right}"


@pytest.mark.parametrize(
    ("path", "help_"),
    [
        ("speaker.yaml", "rename it speakers.yaml"),
        ("fire.txt", "documents/, with a sidecar"),
        ("fire.yaml", "beside its text in documents/"),
        ("pages/about.markdown", "ends in .md"),
        ("documents/fire.docx", "plain text (.txt"),
        ("documents/fire.odt", "plain text (.txt"),
        ("documents/fire.TXT", "ends in .txt"),
        ("documents/fire.markdown", "ends in .md"),
        ("documents/fire.pdf", "write its words into a .txt or .md in documents/"),
        ("documents/fire.jpg", "write its words into a .txt or .md in documents/"),
        ("documents/fire.srt", "write its words into a .txt in documents/"),
        ("fire.vtt", "write its words into a .txt in documents/"),
        ("fire.txt", "`sitegen new document`"),
        ("pages/about.txt", "ends in .md"),
        ("site.yml", "rename it site.yaml"),
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


def test_a_document_in_the_wrong_folder_is_one_finding() -> None:
    _, (problem,) = layout_from_paths([*RIGHT, "2023/fire.txt", "2023/fire.yaml"])
    assert (problem.code, problem.place.path) == ("F103", "2023/fire.txt")
    assert "documents/, with a sidecar" in problem.help


@pytest.mark.parametrize(
    ("name", "id_"),
    [("Łódź", "lodz"), ("Überflut", "uberflut"), ("Отчёт", "otchet"), ("The Flood", "the-flood")],
)
def test_a_name_that_is_no_id_is_answered_with_the_id_that_new_document_makes(name: str, id_: str) -> None:
    _, (problem,) = layout_from_paths([*RIGHT, f"documents/{name}.txt", f"documents/{name}.yaml"])
    assert problem.code == "F107"
    assert f"'{id_}'" in problem.help


@pytest.mark.parametrize("path", ["Claims.yml", "claims.yml", "claim.yaml", "CLAIMS.YAML"])
def test_a_registry_of_another_name_is_an_error_where_there_is_none(path: str) -> None:
    _, (problem,) = layout_from_paths([*RIGHT, path])
    assert (problem.code, problem.help) == ("F116", f"rename '{path}' to claims.yaml")
    _, (problem,) = layout_from_paths([*RIGHT, "claims/more.yaml", path])
    assert problem.code == "F103"
