"""Which file of an archive is what, told by its path alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from sitegen.diagnostics.diagnostic import Diagnostic, Place, diagnostic
from sitegen.diagnostics.rules import folders as rules
from sitegen.diagnostics.rules.keys import ID_TOO_LONG
from sitegen.parse.ids import id_from_text, why_too_long
from sitegen.parse.names import report_names
from sitegen.record import Record

KINDS = ("speakers", "claims", "figures", "topics")
LOCK_ENDING = ".lock.yaml"
OTHER_SITES = ("site.yml", "site.YAML", "site.YML", "Site.yaml")  # mistaken names of site.yaml
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*)*\Z")
_RESERVED = re.compile(r"(?:.*/)?(?:index|page-[0-9]+)\Z")
_PICTURED = (
    "put it into static/ and write its words into a .txt or .md in documents/, with a sidecar beside it"
)
_SUBTITLES = (
    "if it is a source, write its words into a .txt in documents/, with a sidecar; it may go to static/"
)
_OFFICE = "save it as plain text (.txt, UTF-8) in documents/, with a sidecar beside it; or move it to static/"
_ADVICE = {
    "yml": "rename it so that it ends in .yaml",
    "yaml": "rename it so that it ends in .yaml",
    "md": "rename it so that it ends in .md",
    "markdown": "rename it so that it ends in .md",
    "txt": "rename it so that it ends in .txt",
    "text": "rename it so that it ends in .txt",
    **dict.fromkeys(("pdf", "html", "htm", "epub", "xml"), _PICTURED),
    **dict.fromkeys(
        ("jpg", "jpeg", "png", "tif", "tiff", "gif", "webp", "heic", "mp3", "mp4", "wav"), _PICTURED
    ),
    **dict.fromkeys(("doc", "docx", "odt", "rtf", "pages", "wpd"), _OFFICE),
    **dict.fromkeys(("srt", "vtt", "sbv", "ass"), _SUBTITLES),
}
_SIDECAR_ENDINGS = ("yaml", "yml")
_TEXT_ENDINGS = {"txt": "txt", "text": "txt", "md": "md", "markdown": "md"}  # and what they are read as
_SOURCE = (
    "move it to documents/, with a sidecar beside it, if it is a source (`sitegen new document` makes "
    "both); or out of the archive"
)
_ELSEWHERE = {  # of files that are by their endings a document's, and stand in no folder of documents
    **dict.fromkeys(_TEXT_ENDINGS, _SOURCE),
    **dict.fromkeys(_SIDECAR_ENDINGS, "move it beside its text in documents/, or out of the archive"),
}


class SourceFiles(Record, frozen=True):
    """The files of one document."""

    id: str
    text: str
    sidecar: str
    lock: str = ""


class Layout(Record, frozen=True):
    """What an archive holds, by path. Registries are in path order."""

    documents: tuple[SourceFiles, ...]
    registries: dict[str, tuple[str, ...]]  # of each of `KINDS`
    pages: tuple[str, ...]
    statics: tuple[str, ...]  # paths below static/
    templates: tuple[str, ...]  # paths below templates/


def layout_from_paths(paths: Iterable[str]) -> tuple[Layout, tuple[Diagnostic, ...]]:
    """Sort an archive's files; report those that nothing reads and those that lack their other half."""
    paths = sorted(paths)
    problems: list[Diagnostic] = list(report_names(paths))
    texts: dict[str, str] = {}
    sidecars: dict[str, str] = {}
    locks: dict[str, str] = {}
    registries: dict[str, list[str]] = {kind: [] for kind in KINDS}
    strays: list[str] = []
    rest: dict[str, list[str]] = {"pages": [], "static": [], "templates": []}
    for path in paths:
        folder, _, below = path.partition("/")
        if folder == "documents" and below:
            _sort_document(path, below, (texts, sidecars, locks), problems, strays)
        elif folder in registries and below.endswith(".yaml"):
            registries[folder].append(path)
        elif not below and path.endswith(".yaml") and path[:-5] in registries:
            registries[path[:-5]].append(path)
        elif (folder in ("static", "templates") and below) or (folder == "pages" and below.endswith(".md")):
            rest[folder].append(path if folder == "pages" else below)
        elif path not in ("site.yaml", "README.md", "README", "LICENSE"):
            strays.append(path)
    homes = _homes(strays, texts, sidecars)
    documents = _pair(texts, sidecars, locks, homes, problems)
    # Where a stray belongs is told of the document that lacks it, and what goes with a text by the text.
    told = {f"{path.rpartition('.')[0]}.yaml" for path in strays if _is_text(path) and path not in homes}
    if "site.yaml" not in paths:  # which is told with what may be meant for it
        told.update(OTHER_SITES)
    for path in strays:
        kind = _registry_meant(path)
        if kind and not registries[kind]:
            told.add(path)
            problems.append(_misnamed(path, kind))
    problems.extend(_not_expected(path) for path in strays if path not in homes and path not in told)
    layout = Layout(
        documents=documents,
        registries={kind: tuple(found) for kind, found in registries.items()},
        pages=tuple(rest["pages"]),
        statics=tuple(rest["static"]),
        templates=tuple(rest["templates"]),
    )
    return layout, tuple(problems)


def _sort_document(
    path: str,
    below: str,
    into: tuple[dict[str, str], ...],
    problems: list[Diagnostic],
    strays: list[str],
) -> None:
    texts, sidecars, locks = into
    name, _, ending = below.rpartition(".")
    if below.endswith(LOCK_ENDING):
        locks[below.removesuffix(LOCK_ENDING)] = path
    elif ending == "yaml" and name:
        sidecars[name] = path
    elif ending in ("txt", "md") and name:
        if name in texts:
            problems.append(
                diagnostic(
                    rules.TWO_TEXTS,
                    Place(path),
                    f"'{texts[name]}' and '{path}' would be one document, '{name}'",
                    help="rename one of them",
                )
            )
        elif not _ID.match(name) or _RESERVED.match(name):
            problems.append(_not_an_id(path, name))
            texts[name] = ""
        elif message := why_too_long(name):
            help_ = "rename it and its sidecar; the words in full belong in the title"
            problems.append(diagnostic(ID_TOO_LONG, Place(path), message, help_))
            texts[name] = ""
        else:
            texts[name] = path
    else:
        strays.append(path)


def _homes(strays: Iterable[str], texts: dict[str, str], sidecars: dict[str, str]) -> dict[str, str]:
    """Return where files belong that nothing reads, and that are by their names what a document lacks."""
    lacking: dict[tuple[str, bool], list[str]] = {}
    for name in {*texts} ^ {*sidecars}:
        if texts.get(name) != "":
            lacking.setdefault((name.rpartition("/")[2], name in texts), []).append(name)
    homes: dict[str, str] = {}
    for path in strays:
        stem, _, ending = path.rpartition("/")[2].rpartition(".")
        ending = ending.lower()
        is_sidecar = ending in _SIDECAR_ENDINGS
        names = lacking.get((stem, is_sidecar), [])
        if len(names) == 1 and (is_sidecar or ending in _TEXT_ENDINGS):
            written = "yaml" if is_sidecar else _TEXT_ENDINGS[ending]
            homes[path] = f"documents/{names[0]}.{written}"
    twice = Counter(homes.values())
    return {path: home for path, home in homes.items() if twice[home] == 1}


def _pair(
    texts: dict[str, str],
    sidecars: dict[str, str],
    locks: dict[str, str],
    homes: dict[str, str],
    problems: list[Diagnostic],
) -> tuple[SourceFiles, ...]:
    found = []
    strays = {home.rpartition(".")[0]: _move(path, home) for path, home in homes.items()}
    for name in sorted({*texts, *sidecars}):
        text, sidecar = texts.get(name), sidecars.get(name)
        if text == "":  # its name was found wrong already
            continue
        if text is None:
            assert sidecar is not None
            problems.append(
                diagnostic(
                    rules.SIDECAR_WITHOUT_TEXT,
                    Place(sidecar),
                    f"'{sidecar}' describes no source: neither '{name}.txt' nor '{name}.md' is beside it",
                    help=strays.get(f"documents/{name}")
                    or "add the text, or rename the sidecar as the text is named",
                )
            )
        elif sidecar is None:
            problems.append(
                diagnostic(
                    rules.TEXT_WITHOUT_SIDECAR,
                    Place(text),
                    f"'{text}' has no sidecar",
                    help=strays.get(f"documents/{name}")
                    or f"write documents/{name}.yaml with at least a title",
                )
            )
        else:
            found.append(SourceFiles(name, text, sidecar, locks.get(name, "")))
    problems.extend(_lock_alone(locks[name], name) for name in sorted({*locks} - {*texts, *sidecars}))
    return tuple(found)


def _lock_alone(path: str, name: str) -> Diagnostic:
    return diagnostic(
        rules.LOCK_WITHOUT_DOCUMENT,
        Place(path),
        f"'{path}' is the lock of no document: neither a text nor a sidecar named '{name}' is there",
        help="rename it as its document is named now, or delete it",
    )


def _not_an_id(path: str, name: str) -> Diagnostic:
    plain = id_from_text(name, keep_folders=True)
    usable = _ID.match(plain) and not _RESERVED.match(plain)
    return diagnostic(
        rules.DOCUMENT_ID_NOT_VALID,
        Place(path),
        f"'{name}' cannot be a document's id and address",
        help=f"rename it (and its sidecar) to '{plain}'"
        if usable
        else "use lower-case letters a-z, digits and hyphens",
    )


def _move(path: str, home: str) -> str:
    word = "move" if path.rpartition("/")[0] != home.rpartition("/")[0] else "rename"
    return f"{word} '{path}' to {home}"


def _is_text(path: str) -> bool:
    return path.rpartition(".")[2].lower() in _TEXT_ENDINGS


def _registry_meant(path: str) -> str:
    """Return the kind of the registry that a file is named as, but for case, ending or number; or nothing."""
    stem, _, ending = path.lower().rpartition(".")
    named = (kind for kind in KINDS if stem in (kind, kind[:-1]) and ending in _SIDECAR_ENDINGS)
    return next(named, "")


def _misnamed(path: str, kind: str) -> Diagnostic:
    message = f"nothing reads '{path}', and there is no {kind}.yaml"
    return diagnostic(rules.MISNAMED_REGISTRY, Place(path), message, help=_move(path, f"{kind}.yaml"))


def _not_expected(path: str) -> Diagnostic:
    stem, _, ending = path.rpartition(".")
    ending = ending.lower()
    registry = _registry_meant(path)
    if registry:
        help_ = f"rename it {registry}.yaml"
    elif stem == "site" and ending in _SIDECAR_ENDINGS:
        help_ = "rename it site.yaml"
    elif path.startswith("pages/"):
        help_ = _ADVICE["md"] if ending in _TEXT_ENDINGS else "move it to static/, or out of the archive"
    elif path.startswith("documents/") or ending not in _ELSEWHERE:
        help_ = _ADVICE.get(ending, "move it to static/ to publish it, or out of the archive")
    else:
        help_ = _ELSEWHERE[ending]
    return diagnostic(rules.FILE_NOT_EXPECTED, Place(path), f"nothing reads '{path}'", help=help_)
