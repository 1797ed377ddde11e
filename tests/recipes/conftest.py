"""The folder of wheels that recipes install from, made once."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.recipes.machine import Machine
from tests.recipes.wheels import ROOT, build_wheel, copy_project, pack_decoy, pack_installed


@pytest.fixture(scope="session")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's files, as a clone has them."""
    return copy_project(tmp_path_factory.mktemp("clone") / "sitegen")


@pytest.fixture(scope="session")
def wheels(tmp_path_factory: pytest.TempPathFactory, clone: Path) -> Path:
    """A folder with the project's wheel, and those of all that it and its build need."""
    folder = tmp_path_factory.mktemp("wheels")
    build_wheel(clone, folder)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    pack_installed([*project["project"]["dependencies"], *project["build-system"]["requires"]], folder)
    pack_decoy("sitegen", "0.9.2", folder)  # as an index has it: another project's
    pack_decoy("sitegen_archive", "99.0", folder)  # a release that the recipe's author has not seen
    return folder


@pytest.fixture
def machine(tmp_path: Path, wheels: Path) -> Machine:
    """A machine on which nothing of the project is installed yet."""
    return Machine(tmp_path, wheels)
