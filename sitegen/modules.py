"""ES modules as classic scripts, which browsers load from a folder on a disk as well as from a server.

A module that exports shares its names with the scripts that are loaded after it; one that exports nothing
keeps its own to itself. Of ES modules it takes what our scripts use: names in braces, imported as they are
exported, out of files beside them.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping

_IMPORT = re.compile(rb'^import (?:\{[^{}"]*\} from )?"(\.[^"]+)";\n?', re.MULTILINE)
_EXPORT = re.compile(rb"^export (?=(?:async )?function\b|const\b|let\b|class\b)", re.MULTILINE)
_STRICT = b'"use strict";\n'  # as modules are


def is_module(source: bytes) -> bool:
    """Return whether a script imports or exports anything."""
    return bool(_IMPORT.search(source) or _EXPORT.search(source))


def classic_script(source: bytes) -> bytes:
    """Return a module as a classic script; a script that is one already comes back as it is."""
    if not is_module(source):
        return source
    code = _bare(source)
    return _STRICT + code if _EXPORT.search(source) else enclosed(code)


def enclosed(code: bytes) -> bytes:
    """Return code as a classic script that shares no name with others."""
    return b"(()=>{" + _STRICT + code + b"\n})()\n"


def join_modules(entry: str, sources: Mapping[str, bytes]) -> bytes:
    """Return the code of a module and of all that it imports, each once and after what it needs itself.

    `sources` are the scripts by their paths; one that is not there raises `KeyError`.
    """
    return b"\n".join(_bare(sources[path]) for path in dict.fromkeys(_iter_paths(entry, sources, ())))


def _iter_paths(path: str, sources: Mapping[str, bytes], above: tuple[str, ...]) -> Iterator[str]:
    for found in _IMPORT.finditer(sources[path]):
        other = posixpath.normpath(posixpath.join(posixpath.dirname(path), found[1].decode()))
        if other not in above:  # in a circle, the first that was come to stands last
            yield from _iter_paths(other, sources, (*above, path))
    yield path


def _bare(source: bytes) -> bytes:
    return _EXPORT.sub(b"", _IMPORT.sub(b"", source))
