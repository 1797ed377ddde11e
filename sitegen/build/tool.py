"""The tool's own digest: what was made by other code, catalogues or templates is made again."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from pathlib import Path

from sitegen.digest import digest
from sitegen.disk.files import iter_entries
from sitegen.disk.listing import read_file

PACKAGE = Path(__file__).parent.parent
TEMPLATES = "templates"
APART = frozenset((TEMPLATES, "compiled", "__pycache__"))  # folders
READ_BY_THE_TOOL = (".py", ".po", ".js", ".json")


@cache
def tool_digest() -> bytes:
    """Return a digest of every file of the package but its templates, which pages list one by one.

    What these are compiled to follows from the rest.
    """
    files = _read_folder(PACKAGE, READ_BY_THE_TOOL, APART)
    return digest(*[part for path, data in files.items() for part in (path.encode(), data)])


@cache
def packaged_templates() -> dict[str, bytes]:
    """Return the templates and assets that come with the tool, by path below `templates/`."""
    return _read_folder(templates_folder())


def templates_folder() -> Path:
    """Return where the packaged templates are; in a checkout they stand beside the package."""
    folder = PACKAGE / TEMPLATES
    return folder if folder.is_dir() else PACKAGE.parent / TEMPLATES


@cache
def whole_digest() -> bytes:
    """Return a digest of the tool with its templates."""
    parts = [part for path, data in packaged_templates().items() for part in (path.encode(), data)]
    return digest(tool_digest(), *parts)


def _read_folder(
    folder: Path, endings: tuple[str, ...] = ("",), without: Collection[str] = ()
) -> dict[str, bytes]:
    """Return what the files below a folder hold, by their paths and in their order."""
    paths: list[str] = []
    waiting = [""]
    while waiting:
        prefix = waiting.pop()
        for entry in iter_entries(f"{folder}/{prefix}"):
            if not entry.is_dir():
                if entry.name.endswith(endings):
                    paths.append(prefix + entry.name)
            elif entry.name not in without:
                waiting.append(f"{prefix}{entry.name}/")
    return {path: read_file(folder, path) for path in sorted(paths)}
