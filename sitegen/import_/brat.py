"""brat standoff: NAME.txt with NAME.ann (https://brat.nlplab.org/standoff.html).

Text-bound annotations become annotations; discontinuous ones have several pieces. Where a relation or an
event says who is the source of what (roles or types such as Source, Speaker, Content, Cue), the
annotation of the content gets its speaker and cue. All else that refers to a text-bound annotation is
kept in its note, so that nothing is read into it: relations, events, attributes, normalisations and the
annotators' notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sitegen.import_.harvest import Harvest, Mark, Source, add_note
from sitegen.model.archive import Span

_SOURCE = re.compile(r"(?i)(?:source|speaker|author|holder)\b")
_CONTENT = re.compile(r"(?i)(?:content|quote|quotation|statement|target|claim)\b")
_CUE = re.compile(r"(?i)(?:cue|trigger)\b")
_ROLE_NUMBER = re.compile(r"[0-9]+$")
_SPANS = re.compile(r"[0-9]+ [0-9]+(?:;[0-9]+ [0-9]+)*")
_ENDINGS = (".txt", ".ann")


@dataclass(slots=True)
class _Sheet:
    """One .ann file as it is read: marks by their ids, and lines that refer to others."""

    name: str
    harvest: Harvest
    marks: dict[str, Mark] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    anchors: dict[str, str] = field(default_factory=dict)  # id of an event or relation → id of its first mark
    linked: list[tuple[str, str, list[tuple[str, str]]]] = field(default_factory=list)  # id, type, roles
    remarks: list[tuple[str, str, str]] = field(default_factory=list)  # id, the id it is about, its words


def read_brat(files: Mapping[str, bytes], harvest: Harvest) -> None:
    """Add the documents of .txt and .ann files, by their names, to a harvest."""
    texts = {name[:-4]: data for name, data in files.items() if name.endswith(".txt")}
    sheets = {name[:-4]: data for name, data in files.items() if name.endswith(".ann")}
    for name in files:
        if not name.endswith(_ENDINGS):
            harvest.lose(name, "it is neither .txt nor .ann")
    for stem in sorted({*texts, *sheets}):
        if stem not in sheets:
            harvest.lose(f"{stem}.txt", "there is no .ann beside it; taken as a document without annotations")
        source = Source(f"{stem}.txt", stem, texts.get(stem, b""), keys={"title": _title(stem)})
        marks = _read_sheet(f"{stem}.ann", sheets.get(stem, b""), harvest)
        if stem in texts:
            source.marks = marks
            harvest.sources.append(source)
        else:
            harvest.lose(f"{stem}.ann", "there is no .txt beside it")
            for mark in marks:
                harvest.lose(f"{stem}.ann: {mark.label}", "its text is not there", is_mark=True)


def _title(stem: str) -> str:
    words = re.sub(r"[-_\s]+", " ", stem.rpartition("/")[2]).strip()
    return words[:1].upper() + words[1:] or stem


def _read_sheet(name: str, data: bytes, harvest: Harvest) -> list[Mark]:
    sheet = _Sheet(name, harvest)
    text = data.decode("utf-8-sig", "replace")
    for number, line in enumerate(text.split("\n"), 1):
        line = line.rstrip("\r")  # noqa: PLW2901
        if line.strip() and not _read_line(sheet, line):
            _lose_line(sheet, number, line)
    for id_, kind, roles in sheet.linked:
        _link(sheet, id_, kind, roles)
    for id_, about, words in sheet.remarks:
        mark = sheet.marks.get(_first_mark(sheet, about))
        if mark is None:
            harvest.lose(f"{name}: {id_}", f"it is about {about}, which is not there")
        else:
            add_note(mark.keys, words)
    return list(sheet.marks.values())


def _lose_line(sheet: _Sheet, number: int, line: str) -> None:
    is_mark = line.startswith("T")
    sheet.harvest.counted += is_mark
    sheet.harvest.lose(f"{sheet.name}:{number}", f"the line cannot be read: {line[:60]!r}", is_mark=is_mark)


def _read_line(sheet: _Sheet, line: str) -> bool:  # noqa: PLR0911 - a return for each kind of line
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
        sheet.remarks.append((id_, arguments.strip(), words.strip()))
        return bool(arguments.strip())
    if first == "*":
        sheet.linked.append((f"{id_} {body}", kind, [("", a) for a in arguments.split()]))
        return bool(arguments)
    return False


def _read_text_bound(sheet: _Sheet, id_: str, kind: str, spans: str, words: str) -> bool:
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


def _read_roles(sheet: _Sheet, id_: str, kind: str, arguments: str) -> bool:
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


def _first_mark(sheet: _Sheet, about: str) -> str:
    """Return the text-bound annotation that an id leads to: its own, its trigger's, its first argument's."""
    seen: set[str] = set()
    while about in sheet.anchors and about not in seen:
        seen.add(about)
        about = sheet.anchors[about]
    return about


def _link(sheet: _Sheet, id_: str, kind: str, roles: list[tuple[str, str]]) -> None:
    """Write a relation or an event into its first argument's note, and an attribution into its content."""
    marks = [(role, sheet.marks.get(_first_mark(sheet, about)), about) for role, about in roles]
    for _, mark, about in marks:
        if mark is None:
            sheet.harvest.lose(f"{sheet.name}: {id_}", f"it refers to {about}, which is not there")
    first = next((mark for _, mark, _ in marks if mark is not None), None)
    if first is None:
        return
    others = (
        f"{_bare_role(role)} “{mark.expected}”".strip()
        for role, mark, _ in marks
        if mark is not None and mark is not first
    )
    add_note(first.keys, f"{kind}: {', '.join(others)}".rstrip(": "))
    _attribute(
        sheet, [(role, mark, _first_mark(sheet, about)) for role, mark, about in marks if mark is not None]
    )


def _bare_role(role: str) -> str:
    """Return a role's name without its number; nothing for a relation's plain Arg1 and Arg2."""
    bare = _ROLE_NUMBER.sub("", role)
    return "" if bare == "Arg" else bare


def _attribute(sheet: _Sheet, roles: list[tuple[str, Mark, str]]) -> None:
    named = dict(_iter_parts(sheet, roles))
    content, source, cue = named.get("content"), named.get("source"), named.get("cue")
    if content is None or source is None or content is source:
        return
    content.keys.setdefault("speaker", sheet.harvest.speaker(source.expected))
    if cue is not None and cue is not content:
        content.keys.setdefault("cue", cue.expected)


def _iter_parts(sheet: _Sheet, roles: list[tuple[str, Mark, str]]) -> Iterator[tuple[str, Mark]]:
    """Yield (part, mark) of an attribution: told by the role, else by the type of what stands there."""
    for part, pattern in (("cue", _CUE), ("source", _SOURCE), ("content", _CONTENT)):
        for role, mark, id_ in roles:
            bare = _bare_role(role)
            if pattern.match(bare) or (not bare and pattern.match(sheet.types[id_])):
                yield part, mark
                break
