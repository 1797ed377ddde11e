"""Names of files that other people's systems, terminals and addresses cannot hold, told by paths alone.

An archive is copied, cloned and served elsewhere: what is a name here may be a printer on Windows, or the
same name as another on a Mac. Nothing is lost here, so most of it is a warning; a control character in
a name is an error, for no line that names the file would be what it seems.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from typing import Final

from sitegen.diagnostics.diagnostic import Diagnostic, Place, diagnostic
from sitegen.diagnostics.rules import folders as rules
from sitegen.text.devices import is_device
from sitegen.text.invisible import find_invisible, name_of_character
from sitegen.text.printable import is_obeyed

LONGEST: Final = 255  # bytes in UTF-8 of one name, on the disks of most servers
_REFUSED: Final = re.compile(r'[<>:"\\|?*]')
_PLAIN: Final = re.compile(r"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*")


def report_names(paths: Collection[str]) -> Iterator[Diagnostic]:
    """Yield what is wrong with the names in an archive's paths, each name once in its folder."""
    told: set[tuple[str, str]] = set()
    for path in sorted(paths):
        at = 0
        for name in path.split("/"):
            folder, at = path[:at], at + len(name) + 1
            if _PLAIN.fullmatch(name) and len(name) < LONGEST and not is_device(name):
                continue
            if (folder, name) not in told:
                told.add((folder, name))
                yield from _report(folder + name, name, told)
    yield from _report_twins(paths)


def _report(path: str, name: str, told: set[tuple[str, str]]) -> Iterator[Diagnostic]:
    place = Place(path)
    obeyed = dict.fromkeys(c for c in name if is_obeyed(c))
    if obeyed:
        listed = ", ".join(name_of_character(c) for c in obeyed)
        message = f"the name '{name}' has a control character in it: {listed}"
        yield diagnostic(rules.CONTROL_CHARACTER_IN_NAME, place, message, help="Rename it.")
    hidden = dict.fromkeys(name[at] for at in find_invisible(name) if name[at] not in obeyed)
    if hidden:
        listed = ", ".join(name_of_character(c) for c in hidden)
        message = f"the name '{name}' has a character in it that nobody sees: {listed}"
        yield diagnostic(rules.INVISIBLE_CHARACTER_IN_NAME, place, message, help="Rename it.")
    folder, stem = path.removesuffix(name), name.partition(".")[0].lower()
    if is_device(name):
        if (folder, f"{stem}.") not in told:  # the text tells for its sidecar too
            told.add((folder, f"{stem}."))
            yield _not_portable(place, f"'{name}' is the name of a device on Windows, whatever its ending")
    elif name[-1] in ". ":
        what = "a full stop" if name[-1] == "." else "a blank"
        yield _not_portable(place, f"'{name}' ends in {what}, which Windows takes off")
    if found := _REFUSED.search(name):
        yield _not_portable(place, f"'{name}' has {found[0]} in it, which no name may have on Windows")
    if (length := len(name.encode(errors="replace"))) > LONGEST:
        message = f"'{name[:24]}…' has {length} bytes; most disks take {LONGEST} for one name"
        yield _not_portable(place, message)


def _report_twins(paths: Iterable[str]) -> Iterator[Diagnostic]:
    """Yield the paths that are another's to a disk that tells no capitals, or composes its letters."""
    first: dict[str, str] = {}
    for path in sorted(_with_folders(paths)):
        other = first.setdefault(_folded(path), path)
        if _name(other) == _name(path):  # itself, or in a folder of which that is told
            continue
        same = unicodedata.normalize("NFC", other) == unicodedata.normalize("NFC", path)
        how = "differ only in how their accents are composed" if same else "differ only in capitals"
        yield _not_portable(Place(path), f"'{path}' and '{other}' {how}; Windows and macOS take them for one")


def _with_folders(paths: Iterable[str]) -> set[str]:
    found = set(paths)
    for path in tuple(found):
        folder = path.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found


def _name(path: str) -> str:
    return path.rpartition("/")[2]


def _folded(path: str) -> str:
    return path.casefold() if path.isascii() else unicodedata.normalize("NFC", path).casefold()


def _not_portable(place: Place, message: str) -> Diagnostic:
    return diagnostic(rules.NAME_NOT_PORTABLE, place, message, help="Rename it, and what names it.")
