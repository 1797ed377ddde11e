"""The lines of brat's standoff files, each by what it begins with: T, R, E, A or M, N, #, *."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sitegen.import_.harvest import Harvest, Mark
from sitegen.model.archive import Selector, Span

_ID = re.compile(r"[TREAMN#*][0-9]*\t")
_SPANS = re.compile(r"[0-9]+ [0-9]+(?:;[0-9]+ [0-9]+)*")


@dataclass(slots=True)
class Sheet:
    """The files of one document as they are read: marks by their ids, and lines that refer to others."""

    name: str
    harvest: Harvest
    document: str = ""  # the text's name
    text: str = ""
    marks: dict[str, Mark] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    anchors: dict[str, str] = field(default_factory=dict)  # id of an event or relation → id of its first mark
    linked: list[tuple[str, str, list[tuple[str, str]]]] = field(default_factory=list)  # id, type, roles
    remarks: list[tuple[str, str, str]] = field(default_factory=list)  # id, the id it is about, its words


def read_line(sheet: Sheet, line: str) -> bool:  # noqa: PLR0911 - a return for each kind of line
    """Note what a line says; False where it cannot be read."""
    id_, _, rest = line.partition("\t")
    body, _, words = rest.partition("\t")
    kind, _, arguments = body.partition(" ")
    if not kind:
        return False
    first = id_[:1]
    if first == "T":
        return _read_text_bound(sheet, id_, kind, arguments, words)
    if first in {"R", "E"}:
        return _read_roles(sheet, id_, kind, body if first == "E" else arguments)
    if first in {"A", "M"}:
        about, _, value = arguments.partition(" ")
        sheet.remarks.append((id_, about, f"{kind}: {value}" if value else kind))
        return bool(about)
    if first == "N":
        about, _, reference = arguments.partition(" ")
        sheet.remarks.append((id_, about, f"{kind}: {reference}" + (f" ({words})" if words else "")))
        return bool(reference)
    if first == "#":
        if not arguments.strip():  # some programs write a tab where the format has a space
            arguments, _, words = words.partition("\t")
        sheet.remarks.append((id_, arguments.strip(), words.strip()))
        return bool(arguments.strip())
    if first == "*":
        sheet.linked.append((f"{id_} {body}", kind, [("", a) for a in arguments.split()]))
        return bool(arguments)
    return False


def goes_on(sheet: Sheet, line: str) -> bool:
    """Take a line for the next of the words that the last text-bound annotation has over a line's end.

    It is one if the words until now are shorter than the passage that the offsets name.
    """
    mark = next(reversed(sheet.marks.values()))
    if _ID.match(line):
        return False
    spans = [piece for piece in mark.pieces if not isinstance(piece, Selector)]
    if len(f"{mark.expected} {line.strip()}") > sum(end - start for start, end in spans) + len(spans) - 1:
        return False
    mark.expected += f"\n{line.strip()}"
    return True


def _read_text_bound(sheet: Sheet, id_: str, kind: str, spans: str, words: str) -> bool:
    if not _SPANS.fullmatch(spans) or id_ in sheet.marks:
        return False
    pieces: list[Span] = []
    for part in spans.split(";"):
        start, end = part.split(" ")
        pieces.append((int(start), int(end)))
    keys = {"topics": [sheet.harvest.topic(kind)]}
    sheet.harvest.counted += 1
    sheet.marks[id_] = Mark(f"{id_} ({kind})", tuple(pieces), {**keys}, expected=words.strip())
    sheet.types[id_] = kind
    return True


def _read_roles(sheet: Sheet, id_: str, kind: str, arguments: str) -> bool:
    roles = []
    for argument in arguments.split():
        role, colon, about = argument.partition(":")
        if not colon or not about:
            return False
        roles.append((role, about))
    if not roles:
        return False
    if id_.startswith("E"):
        kind = roles[0][0]
        roles[0] = ("Trigger", roles[0][1])
    sheet.anchors[id_] = roles[0][1]
    sheet.linked.append((id_, kind, roles))
    return True
