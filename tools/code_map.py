"""Writes `sitegen/README.md`, the map of the code, from the docstrings: `python -m tools.code_map`."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from configparser import ConfigParser
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "sitegen"
PAGE = PACKAGE / "README.md"
INTRODUCTION = """\
# The map of the code

Each package, from what is run down to what all others stand on. A package imports only packages that come
after it here: `.importlinter` has the order, and `make lint` holds it. Beside each module stands the first
sentence of its docstring; public functions have docstrings with what comes in, what comes out, and errors.

[docs/developing.md](../docs/developing.md) tells how a build goes through them, and which files a change of
each kind touches. This page is made from the code by `make docs`.
"""


def layers() -> tuple[str, ...]:
    """Return the package's members in the order in which they may import each other, highest first."""
    config = ConfigParser()
    config.read(ROOT / ".importlinter")
    names = re.findall(r"\w+", config["importlinter:contract:layers"]["layers"])
    return tuple(name for name in names if (PACKAGE / name).exists() or (PACKAGE / f"{name}.py").exists())


def render_map() -> str:
    """Return the page."""
    return "\n".join([INTRODUCTION, *(line for layer in layers() for line in _lines_of(layer))])


def _lines_of(layer: str) -> Iterator[str]:
    module = PACKAGE / f"{layer}.py"
    if module.exists():
        yield f"## `{module.name}`\n\n{summary_of(module)}\n"
        return
    for folder in (PACKAGE / layer, *sorted(path for path in (PACKAGE / layer).rglob("*") if path.is_dir())):
        modules = sorted(path for path in folder.glob("*.py") if path.name != "__init__.py")
        if (folder / "__init__.py").exists():
            yield f"## `{folder.relative_to(PACKAGE).as_posix()}/`\n\n{summary_of(folder / '__init__.py')}\n"
            yield from (f"- `{path.name}`: {summary_of(path)}" for path in modules)
            yield ""


def summary_of(module: Path) -> str:
    """Return the first paragraph of a module's docstring, on one line; empty where there is none."""
    docstring = ast.get_docstring(ast.parse(module.read_text("utf-8"))) or ""
    return " ".join(docstring.partition("\n\n")[0].split())


if __name__ == "__main__":
    PAGE.write_text(render_map(), encoding="utf-8", newline="\n")
    print(f"{len(layers())} packages and modules")
