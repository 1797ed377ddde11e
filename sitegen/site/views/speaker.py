"""The page of a speaker: who they are, all they said, who passed it on, and where they changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain, islice

from sitegen.model.archive import Speaker
from sitegen.model.whole import NO_COUNT, RelayCount, Reversal, SpeakerAccount
from sitegen.record import Record
from sitegen.site.context import Desk, Ref
from sitegen.site.head import Head, clip_markdown, index_crumb, make_head
from sitegen.site.labels import SPEAKER_KINDS, label
from sitegen.site.neighbours import with_neighbours
from sitegen.site.paging import STATEMENTS_A_PAGE, Pager, make_pager, page_count, page_of
from sitegen.site.routes import route_of
from sitegen.site.standing import CountView, count_view, tell_contested
from sitegen.site.views.facets import Choice
from sitegen.site.views.previews import Preview, make_previews, mentioned_in, speaker_line
from sitegen.site.views.readings import ReadingView, reading_view
from sitegen.site.views.statement import StatementRow, make_row, make_rows, mark_of_use

RELAYS_SHOWN = 40
READINGS_SHOWN = 100
NUMBERS_SHOWN = 12  # of a figure: the speaker's own, and as many of the others'
READINGS_OPEN = 5  # figures that stand open; a reader of what somebody said has not to pass all of them
DOCUMENTS_SHOWN = 100


class RoleView(Record, frozen=True):
    title: str
    organization: str
    period: str


class RelayView(Record, frozen=True):
    speaker: Ref
    count: CountView
    href: str  # the first passage


class ReversalView(Record, frozen=True):
    claim: Ref
    is_read: bool  # whether the editors' readings alone make it one
    rows: tuple[StatementRow, ...]


class ReadingGroup(Record, frozen=True):
    """A figure that the speaker put a number on: theirs against the others'."""

    figure: Ref
    contested: str  # in what way, in words
    is_contested: bool
    own: tuple[ReadingView, ...]
    others: tuple[ReadingView, ...]


class SpeakerView(Record, frozen=True):
    head: Head
    name: str
    kind: str
    line: str
    aliases: tuple[str, ...]
    roles: tuple[RoleView, ...]
    affiliation: Ref | None
    members: tuple[Ref, ...]
    description: str
    links: tuple[tuple[str, str], ...]
    is_only_relayed: bool
    count: CountView
    rows: tuple[StatementRow, ...]
    topics: tuple[Choice, ...]  # by which the rows can be filtered
    pager: Pager
    relayed_by: tuple[RelayView, ...]
    relays: tuple[RelayView, ...]
    reversals: tuple[ReversalView, ...]
    readings: tuple[ReadingGroup, ...]
    documents: tuple[Ref, ...]
    document_count: int
    previews: tuple[Preview, ...]
    readings_open: int = 0  # how many of `readings` are not folded away


def speaker_pages(account: SpeakerAccount) -> int:
    """Return how many pages a speaker's statements take."""
    return page_count(len(account.statements), STATEMENTS_A_PAGE)


def make_speaker_view(desk: Desk, id: str, page: int = 1) -> SpeakerView:
    """Return one page of a speaker. All that is not a list of statements stands on the first alone."""
    account = desk.whole.speakers[id]
    speaker, context = account.speaker, desk.context
    first = page == 1
    rows = make_rows(desk, page_of(account.statements, page, STATEMENTS_A_PAGE))
    readings = _readings(desk, account) if first else ()
    relayed_by, relays = (
        _relays(desk, counts) if first else () for counts in (account.relayed_by, account.relays)
    )
    return SpeakerView(
        head=_head(desk, account, page),
        name=speaker.name,
        kind=label(SPEAKER_KINDS, speaker.kind, context),
        line=speaker_line(desk, speaker),
        aliases=speaker.aliases,
        roles=_roles(desk, speaker),
        affiliation=desk.ref("speaker", speaker.affiliation) if speaker.affiliation else None,
        members=tuple(desk.ref("speaker", member.id) for member in account.members),
        description=context.html(speaker.description) if speaker.description else "",
        links=tuple((link.label, desk.address(link.url)) for link in speaker.links),
        is_only_relayed=account.is_only_relayed,
        count=count_view(context.words, desk.whole.uses.counts.said.get(id, NO_COUNT)),
        rows=rows,
        topics=_topics(desk, rows),
        pager=make_pager(desk.root, "speaker", id, page, speaker_pages(account)),
        relayed_by=relayed_by,
        relays=relays,
        reversals=tuple(_reversal(desk, item) for item in account.reversals) if first else (),
        readings=readings,
        readings_open=READINGS_OPEN if len(readings) > READINGS_OPEN + 1 else len(readings),
        documents=tuple(desk.ref("document", d.id) for d in account.documents[-DOCUMENTS_SHOWN:])
        if first
        else (),
        document_count=len(account.documents),
        previews=make_previews(desk, chain(_mentioned(readings, (*relayed_by, *relays)), mentioned_in(rows))),
    )


def _mentioned(readings: tuple[ReadingGroup, ...], relays: tuple[RelayView, ...]) -> Iterator[Ref]:
    yield from (group.figure for group in readings)
    yield from (relay.speaker for relay in relays)


def _topics(desk: Desk, rows: tuple[StatementRow, ...]) -> tuple[Choice, ...]:
    """Return the topics by which the rows of a page can be filtered: those that part them."""
    counts = Counter(chain.from_iterable([row.statement.topics for row in rows]))
    choices = tuple(Choice(id, desk.ref("topic", id).name, n) for id, n in counts.most_common())
    return choices if len(choices) > 1 else ()


def _head(desk: Desk, account: SpeakerAccount, page: int) -> Head:
    speaker = account.speaker
    return with_neighbours(
        desk,
        "speaker",
        speaker.id,
        make_head(
            desk,
            route_of("speaker", speaker.id, page),
            speaker.name,
            description=clip_markdown(speaker.description, 200) or speaker_line(desk, speaker),
            section="speakers",
            crumbs=(index_crumb(desk, "speakers"),),
            type="profile",
        ),
    )


def _roles(desk: Desk, speaker: Speaker) -> tuple[RoleView, ...]:
    return tuple(
        RoleView(role.title, role.organization, desk.context.words.format_period(role.period))
        for role in speaker.roles
    )


def _relays(desk: Desk, counts: tuple[RelayCount, ...]) -> tuple[RelayView, ...]:
    return tuple(
        RelayView(
            desk.ref("speaker", count.speaker.id),
            count_view(desk.context.words, count.count),
            desk.passage(count.statements[0]),
        )
        for count in counts[:RELAYS_SHOWN]
    )


def _reversal(desk: Desk, reversal: Reversal) -> ReversalView:
    return ReversalView(
        desk.ref("claim", reversal.claim.id),
        reversal.is_read,
        tuple(
            make_row(
                desk,
                use.statement,
                without=("claim", reversal.claim.id),
                mark=mark_of_use(desk, use),
            )
            for use in reversal.statements[:10]
        ),
    )


def _readings(desk: Desk, account: SpeakerAccount) -> tuple[ReadingGroup, ...]:
    figures = dict.fromkeys(reading.figure.id for reading in account.readings)
    groups = (reading_group(desk, account.speaker.id, id) for id in islice(figures, READINGS_SHOWN))
    return tuple(sorted(groups, key=lambda group: not group.is_contested))


def reading_group(desk: Desk, speaker: str, figure: str) -> ReadingGroup:
    """Return what a speaker's page shows of a figure that the speaker put a number on."""
    account, contested = desk.whole.figures[figure], desk.whole.contested_figures[figure]
    own = account.by_origin.get(speaker, [])[:NUMBERS_SHOWN]
    others = islice((r for r in account.readings if r.chain[:1] != (speaker,)), NUMBERS_SHOWN)
    views = desk.made_by(reading_view)
    return ReadingGroup(
        desk.ref("figure", figure),
        tell_contested(desk.context.words, contested),
        contested == "said",
        tuple([views[figure, reading.number] for reading in own]),
        tuple([views[figure, reading.number] for reading in others]),
    )
