"""A folder of wheels: the project's own, and its dependencies' as they are installed here; offline."""

from __future__ import annotations

import base64
import hashlib
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterable
from importlib.metadata import Distribution, distribution
from pathlib import Path, PurePosixPath

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
# What a wheel is made from, and nothing that lies about in a checkout.
SOURCES = ("sitegen", "templates", "pyproject.toml", "hatch_build.py", "README.md", "LICENSE", "action.yml")
MADE_HERE = ("__pycache__", "vendor", "compiled")  # by the build itself
NOT_IN_WHEELS = ("RECORD", "INSTALLER", "REQUESTED", "direct_url.json", "RECORD.jws", "RECORD.p7s")


def copy_project(folder: Path) -> Path:
    """Copy what the project is built from, as a clone has it."""
    folder.mkdir(parents=True)
    for name in SOURCES:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns(*MADE_HERE))
        else:
            shutil.copy(source, folder / name)
    return folder


def build_wheel(project: Path, folder: Path) -> Path:
    """Build the project's wheel with the backend that is installed here."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=project, check=True, capture_output=True)
    (wheel,) = folder.glob("sitegen*.whl")
    return wheel


def pack_installed(requirements: Iterable[str], folder: Path) -> None:
    """Pack everything that the requirements need, as it is installed here, into wheels again."""
    waiting = [Requirement(line) for line in requirements]
    packed: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        wanted = waiting.pop()
        key = (canonicalize_name(wanted.name), frozenset(wanted.extras))
        if key in packed or not _applies(wanted, {""}):
            continue
        packed.add(key)
        installed = distribution(wanted.name)
        if not any(name == key[0] for name, extras in packed - {key}):
            _pack(installed, folder)
        needs = [Requirement(line) for line in installed.requires or []]
        for need in needs:
            if _applies(need, {"", *wanted.extras}):
                need.marker = None
                waiting.append(need)


def _applies(requirement: Requirement, extras: set[str]) -> bool:
    marker = requirement.marker
    return marker is None or any(marker.evaluate({"extra": extra}) for extra in extras)


def _pack(installed: Distribution, folder: Path) -> None:
    lines = (installed.read_text("WHEEL") or "").splitlines()
    tags = [line.partition(":")[2].strip().split("-") for line in lines if line.startswith("Tag:")]
    tag = "-".join(".".join(sorted(set(column))) for column in zip(*tags, strict=True))
    name = canonicalize_name(installed.metadata["Name"]).replace("-", "_")
    record: list[str] = []
    with zipfile.ZipFile(folder / f"{name}-{installed.version}-{tag}.whl", "w") as wheel:
        info = ""
        for path in installed.files or []:
            inside = PurePosixPath(path)
            if (
                ".." in inside.parts or inside.suffix == ".pyc"
            ):  # scripts and bytecode are made at installation
                continue
            if inside.parent.suffix == ".dist-info":
                info = inside.parts[0]
                if inside.name in NOT_IN_WHEELS:
                    continue
            data = Path(str(path.locate())).read_bytes()
            wheel.writestr(str(inside), data)
            digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
            record.append(f'"{inside}",sha256={digest},{len(data)}')
        wheel.writestr(f"{info}/RECORD", "\n".join([*record, f"{info}/RECORD,,", ""]))


def pack_decoy(name: str, version: str, folder: Path) -> None:
    """Write a wheel of an empty package, which nobody should install."""
    info = f"{name}-{version}.dist-info"
    head = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
    kind = "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    with zipfile.ZipFile(folder / f"{name}-{version}-py3-none-any.whl", "w") as wheel:
        wheel.writestr(f"{info}/METADATA", head)
        wheel.writestr(f"{info}/WHEEL", kind)
        wheel.writestr(f"{info}/RECORD", f"{info}/METADATA,,\n{info}/WHEEL,,\n{info}/RECORD,,\n")
