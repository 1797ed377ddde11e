"""The files of a new archive: the example, or a person's own documents, with all that surrounds them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pkgutil import get_data
from typing import Literal

from sitegen import DISTRIBUTION, REQUIREMENT, __version__
from sitegen.scaffold.document import NewDocument
from sitegen.scaffold.editor import FOLDER, extensions_file, schema_files, settings_file
from sitegen.scaffold.known_ids import find_ids
from sitegen.scaffold.yaml_text import render_scalar

Host = Literal["github", "netlify", "gitlab"]
HOSTS: tuple[Host, ...] = ("github", "netlify", "gitlab")
CONTENT = "content"
WHEEL = f"{DISTRIBUTION.replace('-', '_')}-{__version__}-py3-none-any.whl"

_EXAMPLE = (
    "content/site.yaml",
    "content/documents/harbour-hearing.md",
    "content/documents/harbour-hearing.yaml",
    "content/documents/harbour-hearing.lock.yaml",
    "content/speakers.yaml",
    "content/claims.yaml",
    "content/figures.yaml",
    "content/topics.yaml",
    "content/pages/about.md",
)
_HOST_FILES: dict[Host, dict[str, str]] = {
    "github": {".github/workflows/site.yml": "hosts/github.yml"},
    "netlify": {"netlify.toml": "hosts/netlify.toml", "requirements.txt": "hosts/requirements.txt"},
    "gitlab": {".gitlab-ci.yml": "hosts/gitlab.yml"},
}
_EMPTY_REGISTRIES = {
    "speakers": "# Everybody who speaks, or passes on what others said. `sitegen new speaker ID` adds one:\n"
    "# ada-holm:\n#   name: Ada Holm\n#   kind: person\n",
    "claims": "# What is asserted or denied, one sentence each. `sitegen new claim ID` adds one:\n"
    "# wall-was-sound:\n#   text: The wall had no known cracks.\n",
    "figures": "# Quantities that several people put a number on. `sitegen new figure ID` adds one:\n"
    "# people-who-left:\n#   label: People who left their homes\n#   unit: people\n",
}


def files_of_example(host: Host) -> dict[str, bytes]:
    """Return every file of the example archive by its path in the new folder."""
    files = {path: _read(path) for path in _EXAMPLE}
    return {**files, **_surroundings(host, files)}


def files_of_documents(documents: Sequence[NewDocument], title: str, host: Host) -> dict[str, bytes]:
    """Return every file of an archive that is made from a person's own documents."""
    language = documents[0].language or "en"
    site = (  # what is to be replaced is a comment: on a page it would look as if it were meant
        f"title: {render_scalar(title)}\n"
        "# description: What this archive holds, in a sentence or two.\n"
        f"language: {render_scalar(language)} # of the site's own words\n"
    )
    files = {f"{CONTENT}/site.yaml": site.encode()}
    for document in documents:
        files[f"{CONTENT}/{document.path}"] = document.text
        files[f"{CONTENT}/{document.sidecar_path}"] = document.sidecar
    for kind, text in _EMPTY_REGISTRIES.items():
        files[f"{CONTENT}/{kind}.yaml"] = text.encode()
    return {**files, **_surroundings(host, files)}


def _surroundings(host: Host, content: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return what stands around the content: for people, git, the host and editors."""
    inside = {path.removeprefix(f"{CONTENT}/"): data for path, data in content.items()}
    ids = find_ids(inside, inside.__getitem__)
    files = {"README.md": _read("README.md"), ".gitignore": _read("gitignore")}
    files |= {path: _read(name) for path, name in _HOST_FILES[host].items()}
    files |= {f"{FOLDER}/{name}": data for name, data in schema_files(ids).items()}
    files[".vscode/settings.json"] = settings_file(CONTENT)
    files[".vscode/extensions.json"] = extensions_file()
    return files


def _read(path: str) -> bytes:
    """Return a packaged file; what it installs is the release that wrote it."""
    data = get_data("sitegen.scaffold", f"example/{path}")
    assert data is not None, path
    return data.replace(b"{requirement}", REQUIREMENT.encode()).replace(b"{wheel}", WHEEL.encode())
