"""Bring the message catalogues up to date with what templates and code say.

`python tools/messages.py` writes every message into each catalogue, keeping the translations there
are. With `--check` it writes nothing, lists what lacks a translation, and fails if anything does.
A new language begins as a folder in `catalogues/` with a `LC_MESSAGES/sitegen.po` whose header says its
plural forms; which forms these are, gettext's manual tells.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_keywords, parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

from sitegen.words.words import languages

ROOT = Path(__file__).resolve().parents[1]
CATALOGUES = ROOT / "sitegen" / "words" / "catalogues"
MARKERS = ("N_", "NP_:1c,2", "say", "say_in:1c,2", "say_count:1,2", "t")  # `t` is the annotator's


def extract_messages() -> Catalog:
    """Return all messages of the templates and of the package, in the order of their files."""
    with (ROOT / "babel.cfg").open() as config:
        methods, options = parse_mapping_cfg(config)  # type: ignore[no-untyped-call]
    keywords = {**DEFAULT_KEYWORDS, **parse_keywords(MARKERS)}
    catalog = Catalog()
    for folder in ("sitegen", "templates"):
        found = extract_from_dir(ROOT / folder, _below(folder, methods), _options(folder, options), keywords)
        for path, _line, message, comments, context in sorted(found, key=lambda one: (one[0], one[1])):
            catalog.add(message, None, [(f"{folder}/{path}", None)], (), comments, context=context)  # type: ignore[list-item]
    return catalog


def merge(source: Catalog, language: str) -> Catalog:
    """Return the source's messages with the translations that a language's catalogue has of them."""
    path = path_of(language)
    old = read_po(io.BytesIO(path.read_bytes()), locale=language)
    merged = Catalog(language)
    merged.mime_headers = old.mime_headers  # with its plural forms: Babel's own order for Arabic is another
    for message in _messages(source):
        known = old.get(message.id, message.context)
        string = known.string if known is not None and known.id == message.id else None
        merged.add(
            message.id,
            string,
            message.locations,
            message.flags,
            user_comments=message.user_comments,
            context=message.context,
        )
    return merged


def render_catalogue(catalog: Catalog) -> bytes:
    """Return a catalogue as text: no clock and no line numbers, so that it changes with its words only."""
    body = io.BytesIO()
    write_po(body, catalog, width=0, omit_header=True, include_lineno=False)
    head = (
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        f'"Language: {catalog.locale}\\n"\n"Plural-Forms: {catalog.plural_forms}\\n"\n\n'
    )
    return head.encode() + body.getvalue().strip() + b"\n"


def path_of(language: str) -> Path:
    """Return where a language's catalogue is."""
    return CATALOGUES / language / "LC_MESSAGES" / "sitegen.po"


def main() -> int:
    """Do what the arguments ask; return the exit code."""
    source = extract_messages()
    merged = {language: merge(source, language) for language in languages()}
    lacking = [
        f"{language}: {message.context or ''} {message.id!r} ({message.locations[0][0]})"
        for language, catalog in merged.items()
        for message in _messages(catalog)
        if not _is_translated(message)
    ]
    if "--check" not in sys.argv:
        for language, catalog in merged.items():
            path_of(language).write_bytes(render_catalogue(catalog))
    sys.stdout.writelines(f"{line}\n" for line in lacking)
    return 1 if lacking else 0


def _below(folder: str, methods: list[tuple[str, str]]) -> list[tuple[str, str]]:
    prefix = f"{folder}/"
    return [
        (pattern.removeprefix(prefix), method) for pattern, method in methods if pattern.startswith(prefix)
    ]


def _options(folder: str, options: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    return {pattern.removeprefix(f"{folder}/"): values for pattern, values in options.items()}


def _messages(catalog: Catalog) -> Iterator[Message]:
    return (message for message in catalog if message.id)


def _is_translated(message: Message) -> bool:
    strings = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    return all(strings)


if __name__ == "__main__":
    sys.exit(main())
