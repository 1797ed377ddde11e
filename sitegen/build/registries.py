"""Read the registries, the site file and the editorial pages: few files, parsed one by one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import msgspec

from sitegen.diagnostics.diagnostic import Diagnostic, Place, diagnostic
from sitegen.diagnostics.rules import folders as rules
from sitegen.digest import digest
from sitegen.disk.memo import Memo
from sitegen.model.archive import Archive, Claim, EditorialPage, Figure, Site, Speaker, Topic
from sitegen.parse.layout import OTHER_SITES, Layout
from sitegen.record import Record, encode_record

T = TypeVar("T")
ENTITIES: dict[str, Any] = {"speakers": Speaker, "claims": Claim, "figures": Figure, "topics": Topic}


class Reader(Record, frozen=True):
    """Parses files through the memo: the value of a file is that of its bytes and of the tool."""

    read: Callable[[str], bytes]
    seen: Mapping[str, bytes]  # digest of what a file holds, by its path
    memo: Memo
    tool: bytes

    def parse(self, name: str, path: str, kind: Any) -> tuple[Any, tuple[Diagnostic, ...]]:  # noqa: ANN401 - the type is `kind`
        """Return what the function `name` of `parse.records` makes of a file: (value, diagnostics)."""
        whole = tuple[kind, tuple[Diagnostic, ...]]
        key = digest(b"file", self.tool, name.encode(), path.encode(), self.seen[path])
        found = self.memo.find(key)
        if found is not None:
            value: tuple[Any, tuple[Diagnostic, ...]] = msgspec.msgpack.decode(found, type=whole)
            return value
        from sitegen.parse import records  # noqa: PLC0415 - a rebuild may parse nothing

        value = getattr(records, name)(self.read(path), path)
        self.memo.put(key, encode_record(value))
        return value


def read_site(reader: Reader) -> tuple[Site | None, tuple[Diagnostic, ...]]:
    """Read `site.yaml`."""
    if "site.yaml" not in reader.seen:
        other = next((path for path in OTHER_SITES if path in reader.seen), "")
        missing = diagnostic(
            rules.NO_SITE_FILE,
            Place("site.yaml"),
            "the archive has no site.yaml",
            help=f"rename '{other}' to site.yaml" if other else "write one with at least a title",
        )
        return None, (missing,)
    return reader.parse("parse_site", "site.yaml", Site | None)


def read_registries(site: Site, layout: Layout, reader: Reader) -> tuple[Archive, tuple[Diagnostic, ...]]:
    """Read every registry and page; return an archive without documents yet."""
    problems: list[Diagnostic] = []
    origins: dict[str, str] = {}
    tables: dict[str, dict[str, Any]] = {}
    for kind, record in ENTITIES.items():
        table: dict[str, Any] = {}
        for path in layout.registries[kind]:
            entries, found = reader.parse(f"parse_{kind}", path, dict[str, record])  # type: ignore[valid-type]
            problems.extend(found)
            for id_, entity in entries.items():
                other = origins.setdefault(f"{kind}/{id_}", path)
                if other == path:
                    table[id_] = entity
                else:
                    problems.append(_defined_twice(kind, id_, path, other))
        tables[kind] = dict(sorted(table.items()))
    pages: dict[str, EditorialPage] = {}
    for path in layout.pages:
        page, found = reader.parse("parse_page", path, EditorialPage | None)
        problems.extend(found)
        if page is not None:
            pages[page.id] = page
    archive = Archive(site=site, **tables, pages=pages, statics=layout.statics, origins=origins)
    return archive, tuple(problems)


def _defined_twice(kind: str, id_: str, path: str, other: str) -> Diagnostic:
    return diagnostic(
        rules.ID_DEFINED_TWICE,
        Place(path, (id_,), at_key=True),
        f"{kind.removesuffix('s')} '{id_}' is defined in '{other}' too",
        help="merge the two entries, or give one another id",
    )
