"""Previews: what a reader sees of an entity on pointing at a link to it, without leaving the page.

They stand in the page itself, because a page opened from a folder may not fetch another. They tell
only what the entity's own record says, so that a statement elsewhere does not change this page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Protocol

from sitegen.model.archive import Speaker
from sitegen.record import Record
from sitegen.site.context import Desk
from sitegen.site.head import clip_markdown
from sitegen.site.labels import SPEAKER_KINDS, label, status_label
from sitegen.site.routes import route_of
from sitegen.site.views.statement import StatementRow

PREVIEWED = frozenset(["speaker", "claim", "figure"])
PREVIEWS_MOST = 80  # on one page; the links beyond go without


class Preview(Record, frozen=True):
    route: str  # how the link's address ends
    kicker: str
    title: str
    text: str


class Mention(Protocol):
    """What refers to an entity: a `Ref` or a `Chip`."""

    @property
    def href(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def id(self) -> str: ...


def make_previews(desk: Desk, mentions: Iterable[Mention]) -> tuple[Preview, ...]:
    """Return one preview for each entity referred to, in order of first mention."""
    found = {one.href: one for one in mentions if one.kind in PREVIEWED}
    known = desk.made_by(_preview)
    previews = [known[one.kind, one.id] for one in islice(found.values(), PREVIEWS_MOST)]
    return tuple([preview for preview in previews if preview.text or preview.kicker])


def mentioned_in(rows: Iterable[StatementRow]) -> Iterator[Mention]:
    """Return whom and what a list of statements refers to."""
    parts: list[tuple[Mention, ...]] = []
    for row in rows:
        parts += (row.statement.chain, row.chips)
    return chain.from_iterable(parts)


def _preview(desk: Desk, entity: tuple[str, str]) -> Preview:
    """Return the preview of an entity, given as kind and id: it is the same on every page."""
    kind, id = entity
    context = desk.context
    _, archive = context.words.gettext, desk.whole.archive
    route = route_of(kind, id)
    if kind == "speaker":
        speaker = archive.speakers[id]
        return Preview(
            route, label(SPEAKER_KINDS, speaker.kind, context), speaker.name, speaker_line(desk, speaker)
        )
    if kind == "claim":
        claim = archive.claims[id]
        kicker = f"{_('Claim')} · {status_label(claim.status, context)}"
        return Preview(route, kicker, claim.text, clip_markdown(claim.assessment, 160))
    figure = archive.figures[id]
    period = context.words.format_period(figure.period)
    kicker = " · ".join(part for part in (_("Figure"), figure.unit, period) if part)
    return Preview(route, kicker, figure.label, clip_markdown(figure.definition, 160))


def speaker_line(desk: Desk, speaker: Speaker) -> str:
    """Return who a speaker is in one line: the roles with their times, or the description's beginning."""
    parts = []
    for role in speaker.roles[:2]:
        period = f" ({desk.context.words.format_period(role.period)})" if role.period else ""
        words = f"{role.title}, {role.organization}" if role.organization else role.title
        parts.append(words + period)
    if not parts and speaker.description:
        parts.append(clip_markdown(speaker.description, 160))
    if not parts and speaker.affiliation:
        parts.append(desk.ref("speaker", speaker.affiliation).name)
    return "; ".join(parts)
