"""The search client as one script, and the stemmers that come with the installed package.

The package carries the client of its own templates with short names, made by hatch_build.py. An archive that
has a part of its own, or a checkout changed since it was installed, gets its parts without comments.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pkgutil import get_data
from typing import Final

from sitegen.digest import sized_digest
from sitegen.modules import enclosed, join_modules
from sitegen.search.stemmers import BASE_STEMMER

ENTRY: Final = "assets/js/search-page.js"  # imports all the others
CLIENT: Final = "client.js"
VENDOR: Final = "vendor"  # made by hatch_build.py when the package is built or installed for development


def make_client(templates: Mapping[str, bytes]) -> bytes:
    """Return the client's parts, out of the templates by their names, as one script in one scope."""
    code = join_modules(ENTRY, templates)
    short = _packaged_client(sized_digest(code, 16).hex())
    if short:
        return short
    import rjsmin  # noqa: PLC0415 - not needed where nothing was changed

    return enclosed(bytes(rjsmin.jsmin(code)))


def _packaged_client(wanted: str) -> bytes:
    """Return the client that the package carries, if it was made from parts with that digest."""
    try:
        head, _, code = _read_vendored(CLIENT).partition(b"\n")
    except FileNotFoundError:
        return b""
    return code if head == b"// " + wanted.encode() else b""


def read_stemmers(algorithms: Iterable[str]) -> dict[str, bytes]:
    """Return the scripts of Snowball algorithms and their common base, by name.

    Raises `FileNotFoundError` in a checkout whose package was never installed or built.
    """
    names = sorted(algorithms)
    return {name: _read_vendored(f"{name}.js") for name in ([BASE_STEMMER, *names] if names else [])}


def _read_vendored(name: str) -> bytes:
    data = get_data("sitegen.search", f"{VENDOR}/{name}")
    assert data is not None  # only loaders that know no data give None
    return data
