"""Put the Snowball stemmers for the browser into the package when it is built.

They are not kept in this repository. Sphinx, pinned as a build requirement, carries the JavaScript of
Snowball 3.0.1, the release that `snowballstemmer` 3.0.1 runs in Python; this hook takes what
`sitegen.search` knows, checks that it is what was tested, and puts it with its licence beside the
code. It runs for wheels and for installs of a checkout alike; no Node is asked for.

The search client is put there too with its local names shortened, a fifth smaller, where the minifier has a
build for the machine; it names the digest of what it was made from, and the site's build takes no other.

And so are the packaged templates, compiled for each language of the interface: a quarter of a second less
for every build. Their folders are named by a digest of what they were made from, with the version of Jinja.
"""

from __future__ import annotations

import hashlib
import shutil
import sys
from importlib.metadata import distribution
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FOLDER: Final = "sitegen/search/vendor"
_ALGORITHMS: Final = (
    "base arabic armenian basque catalan danish dutch esperanto estonian finnish french german greek hindi "
    "hungarian indonesian irish italian lithuanian nepali norwegian portuguese romanian russian spanish "
    "swedish tamil turkish"
)
NAMES: Final = tuple(_ALGORITHMS.split())
DIGEST: Final = "7fabed52c15b36a27c7c6a2db99d1849ed7372fbaddee712b02ff99e17b02eb5"
NOTICE: Final = b"/* Snowball 3.0.1, https://snowballstem.org; BSD-3-Clause, see LICENSE-snowball.txt */\n"
LICENCE: Final = "LICENSE-snowball.txt"
TEMPLATES: Final = "templates"
CLIENT: Final = "client.js"
COMPILED: Final = "sitegen/render/compiled"


class StemmerHook(BuildHookInterface):  # type: ignore[type-arg,misc,unused-ignore]
    """Called by hatchling before it collects files."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's call
        """Write the stemmers and name them as files of the build."""
        if self.target_name == "sdist":
            return
        root = Path(self.root)
        write_stemmers(root / FOLDER)
        write_client(root / TEMPLATES, root / FOLDER)
        write_compiled(root)
        build_data["artifacts"] += [f"/{FOLDER}/*", f"/{COMPILED}/**"]


def write_stemmers(folder: Path) -> None:
    """Write the scripts and their licence; raises `ValueError` where Sphinx carries other ones."""
    scripts = read_scripts()
    found = digest_of(scripts)
    if found != DIGEST:
        raise ValueError(f"Sphinx's Snowball scripts have the digest {found}, not {DIGEST}")
    folder.mkdir(exist_ok=True)
    for name, data in scripts.items():
        _write(folder / f"{name}.js", NOTICE + data)
    _write(folder / LICENCE, read_licence())


def write_client(templates: Path, folder: Path) -> None:
    """Write the minified search client after a comment with the digest of its parts, where it can be made."""
    try:
        import minify  # noqa: PLC0415 - tdewolff-minify has no wheel for some machines
    except ImportError:
        (folder / CLIENT).unlink(missing_ok=True)
        return
    sys.path.insert(0, str(templates.parent))
    from sitegen.modules import enclosed, join_modules  # noqa: PLC0415 - of the tree that is built
    from sitegen.search.scripts import ENTRY  # noqa: PLC0415

    sys.path.remove(str(templates.parent))
    scripts = {path.relative_to(templates).as_posix(): path.read_bytes() for path in templates.rglob("*.js")}
    code = join_modules(ENTRY, scripts)
    short = minify.string("application/javascript", enclosed(code).decode())
    head = f"// {hashlib.blake2b(code, digest_size=16).hexdigest()}\n"
    _write(folder / CLIENT, (head + short + "\n").encode())


def write_compiled(root: Path) -> None:
    """Write the code of the packaged templates, and delete what older ones were compiled to."""
    sys.path.insert(0, str(root))
    from sitegen.render.environment import compile_packaged  # noqa: PLC0415 - of the tree that is built
    from sitegen.words.words import languages, words_for  # noqa: PLC0415

    sys.path.remove(str(root))
    shutil.rmtree(root / COMPILED, ignore_errors=True)
    pages = sorted((root / TEMPLATES).rglob("*.html"))
    sources = {path.relative_to(root / TEMPLATES).as_posix(): path.read_text("utf-8-sig") for path in pages}
    for language in ("en", *languages()):
        folder, modules = compile_packaged(sources, words_for(language))
        for name, code in modules.items():
            path = root / COMPILED / folder / f"{name}.py"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"# mypy: ignore-errors\n{code}\n", "utf-8")


def read_scripts() -> dict[str, bytes]:
    """Return Sphinx's own minified copies by the algorithm's name."""
    source = files("sphinx") / "search" / "minified-js"
    return {name: (source / f"{name}-stemmer.js").read_bytes() for name in NAMES}


def digest_of(scripts: dict[str, bytes]) -> str:
    """Return one SHA-256 for all scripts: of a line with name and SHA-256 for each."""
    lines = (f"{name} {hashlib.sha256(data).hexdigest()}\n" for name, data in scripts.items())
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def read_licence() -> bytes:
    """Return Snowball's licence, which its Python distribution carries."""
    listed = distribution("snowballstemmer").files or []
    path = next(path for path in listed if path.name == "COPYING")
    return Path(str(path.locate())).read_bytes()


def _write(path: Path, data: bytes) -> None:
    if not path.is_file() or path.read_bytes() != data:
        path.write_bytes(data)
