"""`sitegen import`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from sitegen.commands.import_report import report_imported, tell_imported, tell_losses
from sitegen.commands.new_files import read_source, write_new_files
from sitegen.commands.options import not_around_archive
from sitegen.commands.output import ERRORS
from sitegen.disk.environment import EnvironmentFailure
from sitegen.disk.listing import list_archive, read_file
from sitegen.import_.assemble import Imported, assemble
from sitegen.import_.characters import has_lone_surrogate
from sitegen.import_.formats import FORMATS, read_format
from sitegen.import_.harvest import Cast, Harvest, make_harvest
from sitegen.parse.layout import Layout, layout_from_paths
from sitegen.parse.records import parse_claims, parse_figures, parse_speakers, parse_topics
from sitegen.scaffold.document import free_id, title_from_name
from sitegen.scaffold.yaml_text import render_scalar


@click.command("import")
@click.argument("form", metavar="FORMAT", type=click.Choice(tuple(FORMATS)))
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--out",
    "-o",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    callback=not_around_archive,
    help="The archive to make, or to add to.",
)
@click.option(
    "--text",
    "texts",
    multiple=True,
    metavar="ADDRESS=FILE",
    help="The text of what stands at an address, where file names do not tell.",
)
@click.option(
    "--report", type=click.Path(path_type=Path, dir_okay=False), help="Write all that was lost, as JSON."
)
@click.option(
    "--strict", is_flag=True, help="Exit with 1 where an annotation could not be placed, not only for none."
)
def import_(
    form: str,
    sources: tuple[Path, ...],
    out: Path,
    texts: tuple[str, ...],
    report: Path | None,
    strict: bool,  # noqa: FBT001
) -> None:
    """Bring annotations of another FORMAT into an archive.

    \b
    w3c         Web Annotations as JSON-LD (.json, .jsonld), with their texts
    hypothesis  what Hypothesis' API answers or its client exports, with its texts
    brat        standoff annotation: .txt with .ann
    tei         TEI P5 (.xml): said, q, quote, u, sp with who
    csv         a table of quotes (.csv, .tsv), with its texts

    SOURCES are files, or folders of them. Each document comes with its sidecar, and names become
    registries. What could not be placed is told with the reason; nothing that stands is overwritten.
    """  # noqa: D301 - click keeps the lines below a backspace as they are
    files = _read_files(form, sources)
    named = _read_named(texts, files)
    layout = layout_from_paths(list_archive(out).paths)[0] if (out / "site.yaml").is_file() else None
    harvest = make_harvest() if layout is None else _harvest_for(out, layout)
    read_format(form, files, harvest, named)
    taken = frozenset() if layout is None else frozenset(source.id for source in layout.documents)
    imported = assemble(harvest, "" if layout is None else _free_name(form, layout), taken)
    if not (imported.counted and any(path.startswith("documents/") for path in imported.files)):
        tell_losses(imported, report)
        if report is not None:
            report_imported(report, imported)
        click.echo(f"{_why_nothing(form, sources, imported)}; nothing was written", err=True)
        sys.exit(ERRORS)
    made = dict(imported.files)
    if layout is None:
        title = title_from_name(out.resolve().name)
        made = {"site.yaml": f"title: {render_scalar(title)}\n".encode(), **made}
    write_new_files(out, made, "name another folder with --out; nothing was written")
    if report is not None:
        report_imported(report, imported)
    tell_imported(out, imported, report)
    sys.exit(ERRORS if not imported.placed or imported.unread or (strict and imported.lost) else 0)


def _why_nothing(form: str, sources: tuple[Path, ...], imported: Imported) -> str:
    """Return the words for an import that no document with an annotation came of."""
    if imported.counted:
        return f"not one of {imported.counted:,} annotations could be brought in"
    return f"there is no annotation in {', '.join(map(str, sources))}; {form} is {FORMATS[form].about}"


def _read_files(form: str, sources: tuple[Path, ...]) -> dict[str, bytes]:
    """Return the files' bytes by name: below a folder that was named, the path in it."""
    endings = FORMATS[form].endings
    files: dict[str, bytes] = {}
    for source in sources:
        if source.is_dir():
            for path in sorted(p for p in source.rglob("*") if p.is_file()):
                if path.suffix.lower() in endings:
                    _refuse_name(path)
                    files.setdefault(path.relative_to(source).as_posix(), read_source(path))
        elif FORMATS[form].has_texts and source.suffix.lower() not in endings:
            raise EnvironmentFailure(f"{str(source)!r} is none of {', '.join(endings)}")
        else:
            _refuse_name(source)
            files[source.name] = read_source(source)
    if not files:
        raise EnvironmentFailure(f"there is no {' or '.join(endings)} in {', '.join(map(str, sources))}")
    return files


def _refuse_name(path: Path) -> None:
    """Raise `EnvironmentFailure` for a file whose name no document can have."""
    if has_lone_surrogate(str(path)):  # as Python reads bytes that are no UTF-8
        raise EnvironmentFailure(f"the name of {str(path)!r} is not UTF-8; rename it")


def _read_named(texts: tuple[str, ...], files: dict[str, bytes]) -> dict[str, str]:
    named = {}
    for given in texts:
        address, _, path = given.rpartition("=")
        if not address:
            raise EnvironmentFailure(
                f"--text needs an address and a file: --text https://example.org/a=a.txt, not {given!r}"
            )
        file = Path(path)
        _refuse_name(file)
        files[file.name] = read_source(file)
        named[address] = file.name
    return named


def _harvest_for(archive: Path, layout: Layout) -> Harvest:
    """Return a harvest that knows the entities of an archive by their ids, names and aliases."""

    def cast(kind: str, fallback: str) -> Cast:
        known: dict[str, str] = {}
        ids: list[str] = []
        for path in layout.registries[kind]:
            data = read_file(archive, path)
            if kind == "speakers":
                for speaker in parse_speakers(data, path)[0].values():
                    known |= dict.fromkeys((speaker.name, *speaker.aliases), speaker.id)
                    ids += [speaker.id, *speaker.former_ids]
            elif kind == "claims":
                for claim in parse_claims(data, path)[0].values():
                    known[claim.text] = claim.id
                    ids += [claim.id, *claim.former_ids]
            elif kind == "figures":
                for figure in parse_figures(data, path)[0].values():
                    known[figure.label] = figure.id
                    ids += [figure.id, *figure.former_ids]
            else:
                for topic in parse_topics(data, path)[0].values():
                    known[topic.name] = topic.id
                    ids += [topic.id, *topic.former_ids]
        return Cast(fallback, known, ids)

    return Harvest(
        cast("speakers", "speaker"),
        cast("claims", "claim"),
        cast("figures", "figure"),
        cast("topics", "topic"),
    )


def _free_name(form: str, layout: Layout) -> str:
    """Return a name for registry files that no kind of registry has yet."""
    taken = {
        path.rpartition("/")[2].removesuffix(".yaml")
        for paths in layout.registries.values()
        for path in paths
    }
    return free_id(f"imported-{form}", taken)
