"""Previews: what a reader sees of an entity on pointing at a link to it, without leaving the page.

They stand in the page itself, because a page opened from a folder may not fetch another. They tell
only what the entity's own record says, so that a statement elsewhere does not change this page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Protocol

from sitegen.model.archive import Speaker
from sitegen.record import Record
from sitegen.site.context import Desk
from sitegen.site.head import clip_markdown
from sitegen.site.labels import SPEAKER_KINDS, label, status_label
from sitegen.site.views.statement import StatementRow

PREVIEWED = ("speaker", "claim", "figure")
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
    found = {mention.href: mention for mention in mentions if mention.kind in PREVIEWED}
    previews = (_known_preview(desk, mention) for mention in islice(found.values(), PREVIEWS_MOST))
    return tuple(preview for preview in previews if preview.text or preview.kicker)


def mentioned_in(rows: Iterable[StatementRow]) -> Iterator[Mention]:
    """Yield whom and what a list of statements refers to."""
    for row in rows:
        yield from row.statement.chain
        yield from row.chips


def _known_preview(desk: Desk, mention: Mention) -> Preview:
    """Return an entity's preview, made once a desk: it is the same on every page."""
    key = ("preview", mention.href)
    known = desk.memo.get(key)
    if not isinstance(known, Preview):
        known = desk.memo[key] = _preview(desk, mention)
    return known


def _preview(desk: Desk, mention: Mention) -> Preview:
    context = desk.context
    _, archive = context.words.gettext, desk.whole.archive
    route = mention.href.removeprefix(desk.root)
    if mention.kind == "speaker":
        speaker = archive.speakers[mention.id]
        return Preview(
            route, label(SPEAKER_KINDS, speaker.kind, context), speaker.name, speaker_line(desk, speaker)
        )
    if mention.kind == "claim":
        claim = archive.claims[mention.id]
        kicker = f"{_('Claim')} · {status_label(claim.status, context)}"
        return Preview(route, kicker, claim.text, clip_markdown(claim.assessment, 160))
    figure = archive.figures[mention.id]
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
