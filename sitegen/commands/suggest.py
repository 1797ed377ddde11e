"""`sitegen suggest`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from sitegen.build.documents import Settings
from sitegen.build.source import SourceBytes, anchor_source
from sitegen.checks.suggest import teller_of_entities
from sitegen.commands.options import archive_option
from sitegen.commands.whole import read_whole
from sitegen.disk.environment import EnvironmentFailure
from sitegen.disk.listing import read_file
from sitegen.model.archive import Archive, Document
from sitegen.model.reading_text import ReadingText
from sitegen.parse.layout import SourceFiles
from sitegen.suggest.draft import Draft, keys_of_draft, remarks_of_draft, render_drafts
from sitegen.suggest.names import Names
from sitegen.suggest.suggest import suggest_annotations


@click.command()
@click.argument("documents", nargs=-1, metavar="[DOCUMENT]...")
@archive_option
@click.option(
    "--format",
    "form",
    type=click.Choice(("yaml", "json")),
    default="yaml",
    show_default=True,
    help="How drafts are told.",
)
def suggest(documents: tuple[str, ...], archive: Path, form: str) -> None:
    """Print drafts of annotations for DOCUMENT (an id or a path; default: all documents).

    Quotations with reporting words beside them, what known people are said to have said, and numbers that
    count something: in English, French, Russian and Arabic. Passages that are annotated already are left out.
    Nothing is saved; the annotator (`sitegen annotate`) offers the same drafts on the page.
    """
    held = read_whole(archive).archive
    chosen = [_find(name, archive, held) for name in documents] or list(held.documents.values())
    names = Names(held.speakers)
    drafts = [(d, suggest_annotations(_reading(archive, d, held), d, held, names)) for d in chosen]
    click.echo(_render(drafts, form), nl=False)


def _find(name: str, archive: Path, held: Archive) -> Document:
    """Return the document of an id, or of the path of its text or sidecar."""
    if name in held.documents:
        return held.documents[name]
    path, root = Path(name), archive.resolve()
    inside = path.resolve().relative_to(root) if path.resolve().is_relative_to(root) else path
    stem = inside.as_posix().removeprefix("documents/")
    for ending in (".txt", ".md", ".yaml"):
        if stem.removesuffix(ending) in held.documents:
            return held.documents[stem.removesuffix(ending)]
    raise EnvironmentFailure(teller_of_entities("document", held.documents)(stem))


def _reading(archive: Path, document: Document, held: Archive) -> ReadingText:
    """Return a document's reading text; the memo does not keep it."""
    files = SourceFiles(document.id, document.path, document.sidecar)
    source = SourceBytes(files, read_file(archive, document.path), read_file(archive, document.sidecar), None)
    return anchor_source(source, Settings(held.site.language)).reading


def _render(drafts: list[tuple[Document, tuple[Draft, ...]]], form: str) -> str:
    if form == "yaml":
        return "\n".join(render_drafts(document.id, found) for document, found in drafts)
    value = [
        {
            "document": document.id,
            "drafts": [
                {"kind": draft.kind, "annotation": keys_of_draft(draft), "remarks": remarks_of_draft(draft)}
                for draft in found
            ],
        }
        for document, found in drafts
    ]
    return json.dumps(value, indent=2, ensure_ascii=False, default=_number) + "\n"


def _number(value: object) -> object:
    """Return a decimal as the number that JSON has for it."""
    text = str(value)
    return float(text) if "." in text else int(text)
