"""The search client as one script, and the stemmers that come with the installed package."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import Final

import rjsmin

from sitegen.search.stemmers import BASE_STEMMER

FOLDER: Final = "assets/js/"
PARTS: Final = ("porter", "text", "lunr", "index", "plan", "snippet", "results", "page")
VENDOR: Final = "vendor"  # made by hatch_build.py when the package is built or installed for development


def make_client(templates: Mapping[str, bytes]) -> bytes:
    """Return the client's parts, out of the templates by their names, as one script in one scope."""
    code = b"\n".join(templates[f"{FOLDER}search-{part}.js"] for part in PARTS)
    return b'(()=>{"use strict";\n' + bytes(rjsmin.jsmin(code)) + b"\n})()\n"


def read_stemmers(algorithms: Iterable[str]) -> dict[str, bytes]:
    """Return the scripts of Snowball algorithms and their common base, by name.

    Raises `FileNotFoundError` in a checkout whose package was never installed or built.
    """
    folder = files("sitegen.search") / VENDOR
    names = sorted(algorithms)
    return {name: (folder / f"{name}.js").read_bytes() for name in ([BASE_STEMMER, *names] if names else [])}
