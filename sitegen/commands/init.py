"""`sitegen init`."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import click

from sitegen.commands.new_files import read_source, write_new_files
from sitegen.diagnostics.shell import shell_word
from sitegen.disk.environment import EnvironmentFailure
from sitegen.disk.folder import read_inside
from sitegen.scaffold.archive import CONTENT, HOSTS, Host, files_of_documents, files_of_example
from sitegen.scaffold.document import NewDocument, document_from_file, title_from_name
from sitegen.text.printable import printable_lines
from sitegen.words.locales import name_of_language

_LISTS = {".gitignore", "requirements.txt"}  # files that are a line for each thing


@click.command()
@click.argument("places", nargs=-1, type=click.Path(path_type=Path), metavar="[DIR]")
@click.option(
    "--from",
    "sources",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE...",
    help="Begin with these documents (.txt, .md) in place of the example: --from a.txt b.md mine.",
)
@click.option("--host", type=click.Choice(HOSTS), help="Where the site will be published.  [default: github]")
def init(places: tuple[Path, ...], sources: tuple[Path, ...], host: Host | None) -> None:
    """Make a new archive in DIR (default: here) that builds at once.

    It gets a document with its sidecar to learn from, registries, a README, settings for editors, and
    what the host needs. With --from your own documents are copied in, each with a sidecar. Nothing that
    stands is overwritten: a README, a .gitignore and the like are kept as they are.
    """
    folder, sources = _sort_places(places, sources)
    chosen: Host = host or _ask_for_host()
    documents = _read_documents(sources)
    _refuse_archive(folder)
    if not documents:
        _write_beside(folder, files_of_example(chosen))
        _tell_next(folder, f"{CONTENT}/documents/harbour-hearing.yaml")
        return
    title = title_from_name(folder.resolve().name)
    _write_beside(folder, files_of_documents(documents, title, chosen))
    for document in documents:
        click.echo(printable_lines(tell_document(document, folder / CONTENT)))
    _tell_next(folder, f"{CONTENT}/{documents[0].sidecar_path}")


def _refuse_archive(folder: Path) -> None:
    """Raise `EnvironmentFailure` where the archive's own folder has something in it already."""
    content = folder / CONTENT
    if content.is_symlink() or (content.exists() and not (content.is_dir() and not any(content.iterdir()))):
        raise EnvironmentFailure(
            f"in {str(folder)!r} there is already {CONTENT}; name another folder, or move it away; "
            "nothing was written"
        )


def _write_beside(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write what is not there yet, and tell what is kept and which lines it then lacks."""
    kept = {path: standing for path in files if (standing := _find_standing(folder, path))}
    new = {path: data for path, data in files.items() if path not in kept}
    write_new_files(folder, new, "try again; nothing was written")
    if kept:
        click.echo(f"Kept as they were: {', '.join(kept.values())}.")
    for path in sorted(_LISTS & kept.keys()):
        there: list[bytes] = []
        with suppress(EnvironmentFailure):  # a link that leads elsewhere, or a folder
            there = (read_inside(folder, path) or b"").splitlines()
        lacking = [line.decode() for line in files[path].splitlines() if line not in there]
        if lacking:
            click.echo(f"{path} has yet to say: {', '.join(lacking)}")


def _find_standing(folder: Path, path: str) -> str:
    """Return what stands in a new file's place, or says the same under another name; empty for nothing."""
    if path == "README.md" and folder.is_dir():
        names = sorted(each.name for each in folder.iterdir())
        return next((name for name in names if name.partition(".")[0].lower() == "readme"), "")
    target = folder / path
    return path if target.exists() or target.is_symlink() else ""


def tell_document(document: NewDocument, content: Path) -> str:
    """Return the lines that tell a person what was made of a source, and what of it was guessed."""
    language = (
        f"language: {name_of_language(document.language, 'en')} (guessed; correct it in the sidecar)"
        if document.language
        else "language: not told by its words; write it into the sidecar"
    )
    return f"{content / document.path}\n  title: {document.title}\n  {language}"


def _sort_places(places: tuple[Path, ...], sources: tuple[Path, ...]) -> tuple[Path, tuple[Path, ...]]:
    """Return the folder and the sources: behind --from, further files are sources too."""
    if not sources:
        if len(places) > 1:
            raise EnvironmentFailure(
                "one folder at a time; to begin with documents, write --from before them"
            )
        if places and places[0].is_file():
            name = str(places[0])
            raise EnvironmentFailure(
                f"{name!r} is a file; to begin with it, write `sitegen init --from {shell_word(name)}`"
            )
        return (places[0] if places else Path()), ()
    folders = [p for p in places if p.is_dir() or not (p.is_file() or p.suffix)]
    if len(folders) > 1:
        raise EnvironmentFailure(
            f"there can be one folder, not {len(folders)}: {', '.join(map(str, folders))}"
        )
    return (folders[0] if folders else Path()), (*sources, *(p for p in places if p not in folders))


def _ask_for_host() -> Host:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return "github"
    answer: Host = click.prompt(
        "Where will the site be published?", type=click.Choice(HOSTS), default="github"
    )
    return answer


def _read_documents(sources: tuple[Path, ...]) -> list[NewDocument]:
    """Return a document for each source; all that cannot be one are told at once."""
    documents: list[NewDocument] = []
    refused: list[str] = []
    for source in sources:
        if source.is_dir():
            refused.append(f"{str(source)!r} is a folder; name the files in it")
            continue
        try:
            data = read_source(source)
        except EnvironmentFailure as error:
            refused.append(str(error))
            continue
        document, wrong = document_from_file(source.name, data, [d.id for d in documents])
        if document is None:
            refused.append(wrong)
        else:
            documents.append(document)
    if refused:
        raise EnvironmentFailure("\n  ".join(("nothing was written:", *refused)))
    return documents


def _tell_next(folder: Path, sidecar: str) -> None:
    here = "" if folder == Path() else f"  cd {shell_word(str(folder))}\n"
    click.echo(
        f"A new archive stands in {str(folder.resolve())!r}. Next:\n{here}"
        "  sitegen serve              look at the site while you work\n"
        "  sitegen annotate           select words on a page, and say who said them\n"
        "  sitegen build              make the site, in build/\n"
        "  sitegen lock               before you commit: note where each passage stands\n"
        f"What an annotation is, you see in {sidecar}."
    )
