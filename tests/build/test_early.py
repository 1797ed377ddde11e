"""Pages that somebody waits for are shown as they will be, before any file of the site is changed."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from sitegen.build import BuildOptions, build_site
from sitegen.build.early import Early

FILES = {
    "site.yaml": "title: A valley\n",
    "speakers.yaml": "mayor: {name: The mayor}\nclerk: {name: The clerk}\n",
    "documents/log.txt": "The bridge was shut, said the clerk. It rained.\n",
    "documents/log.yaml": (
        "title: A log\nannotations:\n  - {id: n1, quote: The bridge was shut, speaker: clerk}\n"
    ),
}


def test_they_are_shown_while_the_old_site_stands_and_are_what_it_comes_to_be(tmp_path: Path) -> None:
    archive, out = tmp_path / "content", tmp_path / "out"
    for name, text in FILES.items():
        (archive / name).parent.mkdir(parents=True, exist_ok=True)
        (archive / name).write_text(text)
    options = BuildOptions(archive, out, tmp_path / "cache", jobs=1)
    build_site(options)
    shown: dict[str, bytes] = {}
    stood: dict[str, bytes] = {}

    def show(pages: dict[str, bytes]) -> None:
        shown.update(pages)
        stood.update((route, (out / route).read_bytes()) for route in pages)

    awaited = frozenset({"documents/log.html", "speakers/mayor.html", "speakers/none.html"})
    sidecar = archive / "documents/log.yaml"
    sidecar.write_text(sidecar.read_text().replace("A log", "Another log"))
    result = build_site(replace(options, early=Early(awaited, show)))
    assert shown.keys() == {"documents/log.html"}
    assert shown["documents/log.html"] == (out / "documents/log.html").read_bytes()
    assert shown != stood
    assert "speakers/clerk.html" in result.written
