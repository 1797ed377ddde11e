"""The ids of an archive, read from its registries alone: enough for completion, and fast."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from sitegen.parse.layout import KINDS, layout_from_paths
from sitegen.parse.records import parse_claims, parse_figures, parse_site, parse_speakers, parse_topics

_PARSERS: dict[str, Callable[[bytes, str], tuple[Mapping[str, object], object]]] = {
    "speakers": parse_speakers,
    "claims": parse_claims,
    "figures": parse_figures,
    "topics": parse_topics,
}


def find_ids(paths: Iterable[str], read: Callable[[str], bytes]) -> dict[str, list[str]]:
    """Return the ids by kind: documents, speakers, claims, figures, topics, pages, the site's own statuses.

    `paths` are an archive's files, `read` gives their bytes. What is sound of a file with mistakes counts.
    """
    files = tuple(paths)
    layout, _ = layout_from_paths(files)
    ids: dict[str, list[str]] = {"documents": [source.id for source in layout.documents]}
    for kind in KINDS:
        found: set[str] = set()
        for path in layout.registries[kind]:
            found |= _PARSERS[kind](read(path), path)[0].keys()
        ids[kind] = sorted(found)
    site = parse_site(read("site.yaml"), "site.yaml")[0] if "site.yaml" in files else None
    if site is not None and site.claim_statuses:
        ids["statuses"] = [status.id for status in site.claim_statuses]
    ids["pages"] = [path.removesuffix(".md") for path in layout.pages]
    return ids
