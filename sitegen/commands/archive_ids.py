"""The ids of an archive, read from its registries alone: enough for completion, and fast."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from sitegen.disk.listing import list_archive, read_file
from sitegen.parse.layout import KINDS, layout_from_paths
from sitegen.parse.records import parse_claims, parse_figures, parse_site, parse_speakers, parse_topics

_PARSERS: dict[str, Callable[[bytes, str], tuple[Mapping[str, object], object]]] = {
    "speakers": parse_speakers,
    "claims": parse_claims,
    "figures": parse_figures,
    "topics": parse_topics,
}


def read_archive_ids(archive: Path) -> dict[str, list[str]]:
    """Return the ids by kind: documents, speakers, claims, figures, topics, pages, the site's own statuses.

    Files with mistakes give what is sound of them. Raises `EnvironmentFailure` without a folder.
    """
    listing = list_archive(archive)
    layout, _ = layout_from_paths(listing.files)
    ids: dict[str, list[str]] = {"documents": [source.id for source in layout.documents]}
    for kind in KINDS:
        found: set[str] = set()
        for path in layout.registries[kind]:
            found |= _PARSERS[kind](read_file(archive, path), path)[0].keys()
        ids[kind] = sorted(found)
    site = (
        parse_site(read_file(archive, "site.yaml"), "site.yaml")[0] if "site.yaml" in listing.files else None
    )
    if site is not None and site.claim_statuses:
        ids["statuses"] = [status.id for status in site.claim_statuses]
    ids["pages"] = [path.removesuffix(".md") for path in layout.pages]
    return ids
