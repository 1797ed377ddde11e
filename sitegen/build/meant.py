"""Names where ids belong: who or what was meant is looked up among all names of the archive.

A file is parsed alone, and what it calls a speaker may stand in any registry. So the finding that something
is no id gets its way out here, where all registries are known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from msgspec.structs import replace

from sitegen.checks.suggest import Entities, Finder, finder_of_entities
from sitegen.diagnostics.diagnostic import Diagnostic
from sitegen.diagnostics.rules.keys import INVALID_ID
from sitegen.model.archive import Archive
from sitegen.parse.references import kind_of_reference


def with_names(
    problems: Iterable[Diagnostic], archive: Archive, read: Callable[[str], bytes]
) -> Iterator[Diagnostic]:
    """Yield the findings, those of names in the place of ids with the ids that they are names of."""
    finders: dict[str, Finder] = {}
    for problem in problems:
        place = problem.place
        kind = "" if problem.code != INVALID_ID.code or place.at_key else kind_of_reference(place.keys)
        if not kind:
            yield problem
            continue
        from sitegen.parse.locate import text_at  # noqa: PLC0415 - with the YAML parser, and rarely needed

        if kind not in finders:
            entities: Entities = getattr(archive, kind)
            finders[kind] = finder_of_entities(entities)
        yield replace(problem, help=_way_out(text_at(place, read(place.path)), finders[kind]) or problem.help)


def _way_out(written: str, find: Finder) -> str:
    """Return what to write in the place of a name, or of several between commas; empty where nobody knows."""
    parts = [find(part.strip()) for part in written.split(",")]
    if len(parts) > 1 and all(parts):
        listed = ", ".join(part.partition("'")[2].partition("'")[0] for part in parts)
        return f"Write several ids as a list: [{listed}]"
    meant = find(written)
    return f"Did you mean {meant}?" if meant else ""
