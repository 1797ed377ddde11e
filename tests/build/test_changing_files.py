"""Files that change while a build reads them, and are put back: what is kept is of the bytes that were read.

The interpreter tells of every file that is about to be opened, whoever opens it; so a file can be changed
between any two readings of it, and put back before the next one, or when the build is over.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner

from sitegen.build import BuildOptions, BuildResult, build_site
from sitegen.build.tool import packaged_templates
from sitegen.build.workers import SMALL
from sitegen.cli import main
from tests.build.generated import tree, write_archive

FILES = {
    "site.yaml": "title: A valley\n",
    "speakers.yaml": "ann: {name: Ann Example}\nbob: {name: Bob Example}\n",
    "claims.yaml": "rain: {text: It rained., topics: [weather]}\n",
    "figures.yaml": "people: {label: People, unit: people}\n",
    "topics.yaml": "weather: {name: Weather, description: What fell from the sky.}\n",
    "pages/method.md": "---\ntitle: Method\n---\nHow it was done. See [the log](documents/log).\n",
    "documents/log.txt": (
        "It rained all day.\n\nFour hundred people came.\n\n"
        "Nobody knows when they left, for the log ends here and goes on in spring.\n"
    ),
    "documents/log.yaml": (
        "title: A log\ndate: 2001\nannotations:\n"
        "  - id: a1\n    quote: It rained\n    speaker: ann\n    claim: {id: rain, stance: asserts}\n"
        "  - id: a2\n    quote: Four hundred people\n    speaker: bob\n    figure: {id: people, value: 400}\n"
    ),
    "documents/note.md": "# A note\n\nIt *rained*, said nobody.\n",
    "documents/note.yaml": (
        "title: A note\ndate: 2002\nannotations:\n"
        "  - id: n1\n    quote: It rained\n    speaker: bob\n    claim: {id: rain, stance: denies}\n"
    ),
    "static/scan.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>\n',
    "templates/assets/css/90-own.css": "p { color: black }\n",
}
# How each is changed: what stands there, and what stands there then. None: the file is gone.
CHANGES: dict[str, tuple[str, str | None]] = {
    "site.yaml": ("A valley", "A mountain"),
    "speakers.yaml": ("Ann Example", "Anna Example"),
    "claims.yaml": ("It rained.", "It poured."),
    "figures.yaml": ("People,", "Persons,"),
    "topics.yaml": ("Weather,", "The weather,"),
    "pages/method.md": ("How it was done", "How it is done"),
    "documents/log.txt": ("in spring", "in summer"),
    "documents/log.yaml": ("A log", "The log"),
    "documents/log.lock.yaml": ("It rained", None),
    "documents/note.md": ("said nobody", "said somebody"),
    "documents/note.yaml": ("denies", "questions"),
    "static/scan.svg": ("/>", "><g/></svg>"),
    "templates/assets/css/90-own.css": ("black", "gray"),
    "templates/pages/not-found.html": ("</", "<!-- changed --></"),
}
EDITED = ("documents/note.yaml", "    note: Seen by nobody.\n")  # since the last build, where there was one

_watching: Callable[[str], None] | None = None


def _hear(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open" and _watching is not None and isinstance(arguments[0], str):
        _watching(arguments[0])


@cache
def listen() -> None:
    """Hear of what is opened, in this process from here on: what hears of it cannot be taken away again."""
    sys.addaudithook(_hear)


@contextmanager
def before_each_opening(name: str, act: Callable[[int], None]) -> Iterator[list[int]]:
    """Do something just before each opening of files of a name, by its number; give their count."""
    global _watching  # noqa: PLW0603 - a hook can be set, and not be taken away
    listen()
    openings = [0]
    is_acting = False

    def watch(path: str) -> None:
        nonlocal is_acting
        if not is_acting and os.path.basename(path) == name:  # noqa: PTH119 - it may be relative to a handle
            is_acting = True
            act(openings[0])
            openings[0] += 1
            is_acting = False

    _watching = watch
    try:
        yield openings
    finally:
        _watching = None


def options_of(folder: Path, *, clean: bool = False, jobs: int = 1) -> BuildOptions:
    out = folder / ("clean" if clean else "site")
    cache = None if clean else folder / "cache"
    return BuildOptions(archive=folder / "content", out=out, cache=cache, no_cache=clean, jobs=jobs)


def built(folder: Path) -> dict[str, bytes]:
    """Return the site as a build makes it that knows nothing of others."""
    assert not build_site(options_of(folder, clean=True)).has_failed
    found = tree(folder / "clean")
    shutil.rmtree(folder / "clean")
    return found


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an archive, its site and its cache."""
    folder = tmp_path_factory.mktemp("begun")
    for path, text in FILES.items():
        place = folder / "content" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text)
    own = folder / "content" / "templates" / "pages" / "not-found.html"
    own.parent.mkdir(parents=True)
    own.write_bytes(packaged_templates()["pages/not-found.html"])
    assert CliRunner().invoke(main, ["lock", str(folder / "content")]).exit_code == 0
    assert sorted(CHANGES) == sorted(tree(folder / "content").keys() - {"documents/note.lock.yaml"})
    assert not build_site(options_of(folder)).has_failed
    return folder


def copied(begun: Path, folder: Path, *, is_first: bool) -> Path:
    """Return a copy of what was begun: the archive alone, or its site and cache too, and then an edit."""
    shutil.copytree(begun / "content", folder / "content")
    if not is_first:
        for name in ("site", "cache"):
            shutil.copytree(begun / name, folder / name)
        path, more = EDITED
        with (folder / "content" / path).open("a") as file:
            file.write(more)
    return folder


class Change:
    """A file's bytes as they were, as they are for a while, and what puts them there."""

    def __init__(self, place: Path, change: tuple[str, str | None]) -> None:
        old, new = change
        self.place = place
        self.before = place.read_bytes()
        assert old.encode() in self.before
        self.after = None if new is None else self.before.replace(old.encode(), new.encode())

    def make(self) -> None:
        if self.after is None:
            self.place.unlink()
        else:
            self.place.write_bytes(self.after)

    def undo(self) -> None:
        self.place.write_bytes(self.before)


@pytest.mark.parametrize("is_first", [True, False], ids=["first", "rebuild"])
@pytest.mark.parametrize("path", CHANGES)
def test_a_file_that_is_changed_between_two_readings_and_put_back(
    begun: Path,
    tmp_path: Path,
    path: str,
    is_first: bool,  # noqa: FBT001
) -> None:
    folder = copied(begun, tmp_path / "as-it-is", is_first=is_first)
    change = Change(folder / "content" / path, CHANGES[path])
    as_it_is = built(folder)
    change.make()
    as_changed = built(folder)
    with before_each_opening(change.place.name, lambda _: None) as openings:
        build_site(options_of(copied(begun, tmp_path / "counted", is_first=is_first)))
    assert openings[0] > 0
    for at in range(openings[0] + 1):
        for until in (at + 1, openings[0] + 10):  # the next opening, and none: when the build is over
            folder = copied(begun, tmp_path / f"{at}-{until}", is_first=is_first)
            change = Change(folder / "content" / path, CHANGES[path])

            def act(opening: int, change: Change = change, at: int = at, until: int = until) -> None:
                if opening == at:
                    change.make()
                elif opening == until:
                    change.undo()

            with before_each_opening(change.place.name, act):
                assert not build_site(options_of(folder)).has_failed
            assert tree(folder / "site") in (as_it_is, as_changed)
            change.undo()
            assert not build_site(options_of(folder)).has_failed
            assert tree(folder / "site") == as_it_is
            shutil.rmtree(folder)


def test_a_file_that_changes_all_the_time_does_not_keep_a_build_from_its_end(
    begun: Path, tmp_path: Path
) -> None:
    folder = copied(begun, tmp_path, is_first=True)
    place = folder / "content" / "documents" / "log.txt"
    text = place.read_text()

    def act(opening: int) -> None:
        place.write_text(f"{text}\n\nThis was written {opening} times.\n")

    with before_each_opening(place.name, act) as openings:
        assert not build_site(options_of(folder)).has_failed
    assert openings[0] < len(FILES) * 3
    assert not build_site(options_of(folder)).has_failed
    assert tree(folder / "site") == built(folder)


@pytest.mark.parametrize("at", [0, 1])
def test_a_check_tells_of_the_bytes_it_read(begun: Path, tmp_path: Path, at: int) -> None:
    """A mistake that comes and goes while an archive is checked is told then, and never again."""
    folder = copied(begun, tmp_path, is_first=True)
    change = Change(folder / "content" / "documents" / "log.yaml", ("speaker: ann", "speaker: nobody"))

    def act(opening: int) -> None:
        if opening == at:
            change.make()

    command = ["check", str(folder / "content"), "--cache", str(folder / "cache")]
    with before_each_opening(change.place.name, act):
        assert "nobody" in CliRunner().invoke(main, command).output
    change.undo()
    result = CliRunner().invoke(main, command)
    assert (result.exit_code, "nobody" in result.output) == (0, False)


def test_edits_at_any_moment_of_builds_by_several_processes(tmp_path: Path) -> None:
    folder = tmp_path
    content = write_archive(folder, SMALL + 20)
    expected = built(folder)
    chance = random.Random(7)
    command = [sys.executable, "-c", "from sitegen.cli import main; main()", "build", str(content)]
    command += ["--out", str(folder / "site"), "--cache", str(folder / "cache"), "--jobs", "2"]
    paths = [p for p in sorted(content.rglob("*")) if p.is_file()]
    for round_ in range(4):
        before: dict[Path, bytes] = {}
        running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(3):
            time.sleep(chance.random() / 3)
            for path in chance.sample(paths, len(paths) // 4):
                before.setdefault(path, path.read_bytes())
                path.write_bytes(
                    before[path].replace(b"Report", b"Paper %d" % round_).replace(b"people", b"men")
                )
        running.wait()
        for path, data in before.items():
            path.write_bytes(data)
        result: BuildResult = build_site(options_of(folder))
        assert not result.has_failed
        assert tree(folder / "site") == expected
