"""Files of an archive to records: sidecars, registries, the site, editorial pages.

Each function takes a file's bytes and returns what it could make and what is wrong with it. A record made
from a file with errors has what is sound of it, so that later stages do not report what follows
from a mistake that has been reported here; it is never rendered.
"""

from __future__ import annotations

from sitegen.diagnostics.diagnostic import Diagnostic
from sitegen.model.archive import (
    Claim,
    Document,
    EditorialPage,
    Figure,
    MenuItem,
    Site,
    Speaker,
    Status,
    Theme,
    Topic,
)
from sitegen.parse.entries import claim_from_keys, figure_from_keys, speaker_from_keys, topic_from_keys
from sitegen.parse.page import parse_page
from sitegen.parse.schema import validate, validate_entries
from sitegen.parse.schema_registries import ClaimKeys, FigureKeys, SpeakerKeys, TopicKeys
from sitegen.parse.schema_site import SiteKeys
from sitegen.parse.sidecar import parse_sidecar
from sitegen.parse.unseen import report_in_yaml
from sitegen.parse.yaml import parse_yaml

__all__ = [
    "Claim",
    "Document",
    "EditorialPage",
    "parse_claims",
    "parse_figures",
    "parse_page",
    "parse_sidecar",
    "parse_site",
    "parse_speakers",
    "parse_topics",
]

Diagnostics = tuple[Diagnostic, ...]


def parse_speakers(data: bytes, path: str) -> tuple[dict[str, Speaker], Diagnostics]:
    """Return the speakers of a registry file in order of ids, and what is wrong with it."""
    value, found = parse_yaml(data, path)
    entries, wrong = validate_entries(value, SpeakerKeys, path, ("name",))
    return {id_: speaker_from_keys(id_, keys) for id_, keys in entries.items()}, (
        *found,
        *wrong,
        *report_in_yaml(data, path, value),
    )


def parse_claims(data: bytes, path: str) -> tuple[dict[str, Claim], Diagnostics]:
    """Return the claims of a registry file in order of ids, and what is wrong with it."""
    value, found = parse_yaml(data, path)
    entries, wrong = validate_entries(value, ClaimKeys, path, ("text",))
    return {id_: claim_from_keys(id_, keys) for id_, keys in entries.items()}, (
        *found,
        *wrong,
        *report_in_yaml(data, path, value),
    )


def parse_figures(data: bytes, path: str) -> tuple[dict[str, Figure], Diagnostics]:
    """Return the figures of a registry file in order of ids, and what is wrong with it."""
    value, found = parse_yaml(data, path)
    entries, wrong = validate_entries(value, FigureKeys, path, ("label", "unit"))
    return {id_: figure_from_keys(id_, keys) for id_, keys in entries.items()}, (
        *found,
        *wrong,
        *report_in_yaml(data, path, value),
    )


def parse_topics(data: bytes, path: str) -> tuple[dict[str, Topic], Diagnostics]:
    """Return the topics of a registry file in order of ids, and what is wrong with it."""
    value, found = parse_yaml(data, path)
    entries, wrong = validate_entries(value, TopicKeys, path, ("name",))
    return {id_: topic_from_keys(id_, keys) for id_, keys in entries.items()}, (
        *found,
        *wrong,
        *report_in_yaml(data, path, value),
    )


def parse_site(data: bytes, path: str) -> tuple[Site | None, Diagnostics]:
    """Return the site of a `site.yaml`, None where it cannot be read, and what is wrong with it."""
    value, found = parse_yaml(data, path)
    if value is None and found:
        return None, found
    keys, wrong = validate(value, SiteKeys, path, spare={"title": "untitled"})
    return None if keys is None else site_from_keys(keys), (
        *found,
        *wrong,
        *report_in_yaml(data, path, value),
    )


def site_from_keys(keys: SiteKeys) -> Site:
    """Return the record of a site's keys."""
    return Site(
        title=keys.title,
        description=(keys.description or "").strip(),
        language=keys.language or "en",
        base_url=keys.base_url or "",
        licence=(keys.licence or "").strip(),
        editors=keys.editors or (),
        menu=tuple(MenuItem(label=item.label, target=item.target) for item in keys.menu or ()),
        claim_statuses=tuple(
            Status(id=id_, label=s.label, description=(s.description or "").strip(), rating=s.rating)
            for id_, s in (keys.claim_statuses or {}).items()
        ),
        theme=_theme(keys),
        whole_index=None if keys.search is None else keys.search.whole_index,
    )


def _theme(keys: SiteKeys) -> Theme:
    theme = keys.theme
    if theme is None:
        return Theme()
    fonts = {} if theme.fonts is None else {"text": theme.fonts.text, "interface": theme.fonts.interface}
    return Theme(
        accent=theme.accent or "",
        fonts=tuple((use, family) for use, family in fonts.items() if family),
        logo=theme.logo or "",
    )
