"""Every file of tests is run: pytest passes over folders of some names unless it is told otherwise."""

from __future__ import annotations

from collections import Counter
from fnmatch import fnmatch
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[2]


def test_no_folder_of_tests_is_passed_over(pytestconfig: pytest.Config) -> None:
    folders = {part for path in TESTS.rglob("test_*.py") for part in path.relative_to(TESTS).parts[:-1]}
    patterns = pytestconfig.getini("norecursedirs")
    assert "build" in folders  # which pytest passes over by itself
    assert not [folder for folder in folders if any(fnmatch(folder, pattern) for pattern in patterns)]


def test_no_two_files_of_tests_or_helpers_have_one_name() -> None:
    # Folders of tests are no packages: of two files of one name the second is not collected.
    names = Counter(path.name for path in TESTS.rglob("*.py") if path.name != "conftest.py")
    assert not [name for name, times in names.items() if times > 1]
