"""A link to a file whose name looks the same and is not: accents apart from their letters."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from sitegen.build import BuildOptions, check_archive


@pytest.mark.parametrize(("file", "link"), [("NFD", "NFC"), ("NFC", "NFD")])
def test_a_name_composed_otherwise_is_told(tmp_path: Path, file: str, link: str) -> None:
    name, written = (unicodedata.normalize(form, "Grö.pdf") for form in (file, link))  # type: ignore[arg-type]
    (tmp_path / "documents").mkdir()
    (tmp_path / "static").mkdir()
    (tmp_path / "site.yaml").write_text("title: T\n")
    (tmp_path / "static" / name).write_bytes(b"%PDF")
    (tmp_path / "documents" / "a.txt").write_text("Words.\n")
    (tmp_path / "documents" / "a.yaml").write_text(f"title: A\nsummary: '[g](static/{written})'\n")
    result = check_archive(BuildOptions(archive=tmp_path, no_cache=True))
    (told,) = [d for d in result.diagnostics if d.code == "R013"]
    assert "composed otherwise (Unicode NFC and NFD)" in told.message
