"""The tool's own digest: what was made by other code, catalogues or templates is made again."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sitegen.digest import digest

PACKAGE = Path(__file__).parent.parent
APART = frozenset(["templates", "compiled"])


@cache
def tool_digest() -> bytes:
    """Return a digest of every file of the package but its templates, which pages list one by one.

    What these are compiled to follows from the rest.
    """
    parts = []
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix in (".py", ".po", ".js", ".json") and not APART.intersection(
            path.parts[len(PACKAGE.parts) :]
        ):
            parts += [path.relative_to(PACKAGE).as_posix().encode(), path.read_bytes()]
    return digest(*parts)


@cache
def packaged_templates() -> dict[str, bytes]:
    """Return the templates and assets that come with the tool, by path below `templates/`."""
    folder = PACKAGE / "templates"
    if not folder.is_dir():  # in a checkout they stand beside the package
        folder = PACKAGE.parent / "templates"
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()
    }
