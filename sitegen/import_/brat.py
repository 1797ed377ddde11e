"""brat standoff: NAME.txt with NAME.ann, or with NAME.a1 and others (https://brat.nlplab.org/standoff.html).

Text-bound annotations become annotations; discontinuous ones have several pieces. Where a relation or an
event says who is the source of what (roles or types such as Source, Speaker, Content, Cue), the
annotation of the content gets its speaker and cue. All else that refers to a text-bound annotation is
kept in its note, so that nothing is read into it: relations, events, attributes, normalisations and the
annotators' notes.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterable, Mapping

from sitegen.import_.attribution import parts_of_attribution
from sitegen.import_.brat_sheet import Sheet, goes_on, read_line
from sitegen.import_.decode import as_utf8, decode_file
from sitegen.import_.harvest import Harvest, Mark, Source, add_note
from sitegen.import_.offsets import recount
from sitegen.parse.source import decode_text
from sitegen.scaffold.document import title_from_name
from sitegen.scaffold.yaml_text import Yaml
from sitegen.text.language import guess_language

_SHEETS = (".ann", ".a1", ".a2", ".rel", ".co")  # the shared tasks part them: what is given, what is sought


def read_brat(files: Mapping[str, bytes], harvest: Harvest) -> None:
    """Add the documents of .txt and .ann files (or .a1 and .a2), by their names, to a harvest."""
    texts: dict[str, str] = {}
    sheets: dict[str, list[str]] = {}
    for name in sorted(files):
        stem, dot, ending = name.rpartition(".")
        if (dot + ending).lower() == ".txt":
            texts[stem] = name
        elif (dot + ending).lower() in _SHEETS:
            sheets.setdefault(stem, []).append(name)
        else:
            harvest.lose(name, "it is neither .txt nor .ann")
    _pair_folders(texts, sheets, harvest)
    for stem in sorted({*texts, *sheets}):
        name = texts.get(stem, stem)
        text = files[name].decode("utf-8", "replace") if name in files else ""
        sheet = Sheet("", harvest, name, text)
        marks = _read_sheets(sheet, {name: files[name] for name in sheets.get(stem, ())})
        if stem in texts:
            harvest.sources.append(_source(texts[stem], stem, files[texts[stem]], marks, harvest))
            if stem not in sheets:
                why = "there is no .ann beside it; taken as a document without annotations"
                harvest.lose(texts[stem], why)
        else:
            harvest.lose(sheets[stem][0], "there is no .txt beside it; give the text of the same name too")
            for mark in marks:
                harvest.lose(f"{sheets[stem][0]}: {mark.label}", "its text is not there", is_mark=True)


def _pair_folders(texts: dict[str, str], sheets: dict[str, list[str]], harvest: Harvest) -> None:
    """Put sheets beside the texts of the same names in another folder, where each name is there once."""
    lonely, free = (
        _by_last_name(one.keys() - other.keys()) for one, other in ((sheets, texts), (texts, sheets))
    )
    pairs = [
        (stems[0], free[name][0])
        for name, stems in lonely.items()
        if len(stems) == len(free.get(name, ())) == 1
    ]
    for stem, text in pairs:
        sheets[text] = sheets.pop(stem)
    if pairs:
        why = f"{len(pairs):,} sheets were taken for the texts of the same names in another folder"
        harvest.lose(sheets[pairs[0][1]][0], why)


def _by_last_name(stems: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for stem in sorted(stems):
        found.setdefault(stem.rpartition("/")[2], []).append(stem)
    return found


def _source(name: str, stem: str, data: bytes, marks: list[Mark], harvest: Harvest) -> Source:
    keys: dict[str, Yaml] = {"title": title_from_name(stem.rpartition("/")[2])}
    data = as_utf8(name, data, harvest)
    text, _ = decode_text(data, name)
    if text is not None:
        if language := guess_language(text):
            keys["language"] = language
        marks, counted = recount(text, marks, has_mark=data.startswith(BOM_UTF8))
        if counted:
            harvest.lose(
                name, f"its offsets count {counted}, not code points; read so, they lead to the words"
            )
    return Source(name, stem, data, keys=keys, marks=marks)


def _read_sheets(sheet: Sheet, sheets: Mapping[str, bytes]) -> list[Mark]:
    """Return the marks of a document, whose files refer to one another's."""
    harvest = sheet.harvest
    for name, data in sheets.items():
        sheet.name = name
        is_open = False  # whether the line before is a text-bound annotation's, whose words may go on
        for number, line in enumerate(decode_file(name, data, harvest).split("\n"), 1):
            line = line.rstrip("\r")  # noqa: PLW2901
            if not line.strip():
                continue
            if read_line(sheet, line):
                is_open = line.startswith("T")
            elif not (is_open and goes_on(sheet, line)):
                is_open = False
                _lose_line(sheet, number, line)
    for id_, kind, roles in sheet.linked:
        _link(sheet, id_, kind, roles)
    for id_, about, words in sheet.remarks:
        mark = sheet.marks.get(_first_mark(sheet, about))
        if mark is None:
            harvest.lose(f"{sheet.name}: {id_}", f"it is about {about}, which is not there")
        else:
            add_note(mark.keys, words)
    return list(sheet.marks.values())


def _lose_line(sheet: Sheet, number: int, line: str) -> None:
    is_mark = line.startswith("T")
    sheet.harvest.counted += is_mark
    is_double = line.partition("\t")[0] in sheet.marks
    why = "another line has the same id" if is_double else "the line cannot be read"
    sheet.harvest.lose(f"{sheet.name}:{number}", f"{why}: {line[:60]!r}", is_mark=is_mark)


def _first_mark(sheet: Sheet, about: str) -> str:
    """Return the text-bound annotation that an id leads to: its own, its trigger's, its first argument's."""
    seen: set[str] = set()
    while about in sheet.anchors and about not in seen:
        seen.add(about)
        about = sheet.anchors[about]
    return about


def _link(sheet: Sheet, id_: str, kind: str, roles: list[tuple[str, str]]) -> None:
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
    known = [(role, mark, _first_mark(sheet, about)) for role, mark, about in marks if mark is not None]
    _attribute(sheet, kind, known)


def _bare_role(role: str) -> str:
    """Return a role's name without its number; nothing for a relation's plain Arg1 and Arg2."""
    bare = role.rstrip("0123456789")
    return "" if bare == "Arg" else bare


def _attribute(sheet: Sheet, kind: str, roles: list[tuple[str, Mark, str]]) -> None:
    parts = parts_of_attribution(kind, [(_bare_role(role), sheet.types[id_]) for role, _, id_ in roles])
    named = {part: roles[n][1] for part, n in parts.items()}
    content, source, cue = named.get("content"), named.get("source"), named.get("cue")
    if content is None or content is source or (source is None and cue is None):
        return
    if "speaker" not in content.keys or source is not None:
        name = "" if source is None else source.expected
        content.keys.setdefault("speaker", sheet.harvest.voice(name, sheet.document, sheet.text))
    if cue is not None and cue is not content and cue is not source:
        content.keys.setdefault("cue", cue.expected)
