"""`sitegen new`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import click

from sitegen.commands.init import tell_document
from sitegen.commands.new_files import read_source, write_new_files
from sitegen.commands.options import archive_option
from sitegen.disk.change import Change, change_files
from sitegen.disk.environment import EnvironmentFailure
from sitegen.disk.listing import list_archive, read_file
from sitegen.model.archive import Claim, Figure, Speaker
from sitegen.parse.ids import id_from_text, is_document_id, is_reserved, why_too_long
from sitegen.parse.layout import Layout, layout_from_paths
from sitegen.parse.records import parse_claims, parse_figures, parse_speakers
from sitegen.parse.yaml_values import Value
from sitegen.scaffold.document import document_from_file
from sitegen.scaffold.entry import NOUNS, append_entry, find_near_id, keys_of_entry, why_not_an_id
from sitegen.scaffold.yaml_text import Yaml
from sitegen.splice.annotation import put_entry
from sitegen.splice.splice import SpliceError
from sitegen.text.devices import is_device
from sitegen.text.printable import printable_lines


@click.group()
def new() -> None:
    """Add a document, a speaker, a claim or a figure to an archive."""


@new.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--id", "id_", default="", help="The document's id.  [default: made from the file's name]")
@archive_option
def document(file: Path, id_: str, archive: Path) -> None:
    """Copy FILE (.txt, .md) into the archive, with a sidecar.

    Title and language are guessed from the text, and the text's SHA-256 is noted, so that a build tells when
    the text is changed later.
    """
    layout = _layout(archive)
    taken = {source.id for source in layout.documents}
    if id_:
        _refuse_document_id(id_, taken)
    made, wrong = document_from_file(file.name, read_source(file), taken, id_)
    if made is None:
        raise EnvironmentFailure(wrong)
    files = {made.path: made.text, made.sidecar_path: made.sidecar}
    write_new_files(archive, files, "give the new document another name with --id; nothing was written")
    click.echo(printable_lines(tell_document(made, archive)))


@new.command()
@click.argument("id_", metavar="ID")
@click.option("--name", default="", help="The name as it is shown.  [default: made from the id]")
@click.option(
    "--kind", type=click.Choice(("person", "organization", "group", "anonymous")), help="What the speaker is."
)
@archive_option
def speaker(id_: str, name: str, kind: str | None, archive: Path) -> None:
    """Add a speaker to speakers.yaml."""
    _add_entry("speaker", id_, {"name": name, "kind": kind or ""}, archive)


@new.command()
@click.argument("id_", metavar="ID")
@click.option("--text", default="", help="The claim, in one sentence.  [asked for on a terminal]")
@archive_option
def claim(id_: str, text: str, archive: Path) -> None:
    """Add a claim to claims.yaml."""
    _add_entry("claim", id_, {"text": text or _ask("The claim, in one sentence", "--text")}, archive)


@new.command(short_help="Add a figure, that is a quantity, to figures.yaml.")
@click.argument("id_", metavar="ID")
@click.option("--label", default="", help="What the quantity is called.  [default: made from the id]")
@click.option("--unit", default="", help="What is counted: people, US dollars.  [asked for on a terminal]")
@archive_option
def figure(id_: str, label: str, unit: str, archive: Path) -> None:
    """Add a figure, a quantity that several people put a number on, to figures.yaml."""
    _add_entry("figure", id_, {"label": label, "unit": unit or _ask("What is counted", "--unit")}, archive)


def _ask(question: str, option: str) -> str:
    if sys.stdin.isatty():
        answer: str = click.prompt(question)
        return answer
    raise EnvironmentFailure(f'say what it is with {option}, for example {option} "..."')


def _layout(archive: Path) -> Layout:
    listing = list_archive(archive)
    if "site.yaml" not in listing.paths:
        raise EnvironmentFailure(
            f"{str(archive)!r} is no archive: it has no site.yaml; name the folder with --archive, "
            "or make one with `sitegen init`"
        )
    return layout_from_paths(listing.paths)[0]


def _refuse_document_id(id_: str, taken: set[str]) -> None:
    if not is_document_id(id_) or is_reserved(id_):
        meant = id_from_text(id_, keep_folders=True)
        hint = f"; did you mean {meant!r}?" if meant and meant != id_ else ""
        raise EnvironmentFailure(
            f"{id_!r} cannot be a document's id; write a to z, digits and hyphens, and / for folders{hint}"
        )
    if is_device(id_):
        raise EnvironmentFailure(f"Windows keeps a name in {id_!r} for a device; choose another id")
    if message := why_too_long(id_):
        raise EnvironmentFailure(f"{message}; choose a shorter id")
    if id_ in taken:
        raise EnvironmentFailure(f"there is a document {id_!r} already; choose another id")


def _add_entry(noun: str, id_: str, given: dict[str, str], archive: Path) -> None:
    paths = _layout(archive).registries[NOUNS[noun]]
    entries = _known_entries(noun, archive, paths)
    former = {old: entry.id for entry in entries.values() for old in entry.former_ids}
    refusal = why_not_an_id(id_, noun, entries, former)
    if refusal:
        raise EnvironmentFailure(refusal)
    path = _registry_of(NOUNS[noun], paths)
    before = read_file(archive, path) if path in paths else None
    after, wrong = append_entry(before or b"", path, id_, keys_of_entry(noun, id_, given))
    if after is None:
        after = _splice_entry(before or b"", id_, keys_of_entry(noun, id_, given))
    if after is None:
        raise EnvironmentFailure(wrong)
    change_files(archive, [Change(path, before, after)])
    click.echo(f"{archive / path}: added the {noun} {id_!r}")
    near = find_near_id(id_, entries)
    if near is not None:
        click.echo(
            f"There is also {near!r}. If that is who or what you mean, remove the new entry again.", err=True
        )


def _splice_entry(before: bytes, id_: str, keys: Mapping[str, Yaml]) -> bytes | None:
    """Return the file with an entry spliced in, where it cannot stand behind all others: in `{...}`, say."""
    try:
        entry: dict[str, Value] = {key: str(value) for key, value in keys.items()}
        return put_entry(before.decode(), id_, entry).encode()
    except (SpliceError, UnicodeDecodeError):
        return None


def _known_entries(
    noun: str, archive: Path, paths: tuple[str, ...]
) -> Mapping[str, Speaker | Claim | Figure]:
    parsers: dict[str, Callable[[bytes, str], tuple[Mapping[str, Speaker | Claim | Figure], object]]] = {
        "speaker": parse_speakers,
        "claim": parse_claims,
        "figure": parse_figures,
    }
    found: dict[str, Speaker | Claim | Figure] = {}
    for path in paths:
        found |= parsers[noun](read_file(archive, path), path)[0]
    return found


def _registry_of(kind: str, paths: tuple[str, ...]) -> str:
    """Return the registry file that a new entry goes into."""
    main = f"{kind}.yaml"
    return paths[0] if len(paths) == 1 and main not in paths else main
