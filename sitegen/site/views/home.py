"""Home: what the archive is about at a glance, from what disagrees most to what is newest."""

from __future__ import annotations

from itertools import islice

from sitegen.model.whole import Whole
from sitegen.record import Record
from sitegen.site.context import Desk
from sitegen.site.head import Head, make_head
from sitegen.site.views.entries import (
    DocumentEntry,
    FigureEntry,
    SpeakerEntry,
    TopicEntry,
    document_entry,
    figure_entry,
    speaker_entry,
    topic_entry,
)
from sitegen.site.views.opposition import Opposition, iter_opposed, make_opposition
from sitegen.site.views.statement import StatementRow, make_rows

FIGURES, CLAIMS, SPEAKERS, DOCUMENTS, CHANGES, TOPICS = 4, 5, 6, 5, 4, 24


class HomeView(Record, frozen=True):
    head: Head
    title: str
    description: str
    counts: tuple[tuple[str, str], ...]  # words, address
    figures: tuple[FigureEntry, ...]
    figure_count: int
    oppositions: tuple[Opposition, ...]
    claim_count: int
    heard: tuple[SpeakerEntry, ...]
    relayed: tuple[SpeakerEntry, ...]
    documents: tuple[DocumentEntry, ...]
    changes: tuple[StatementRow, ...]
    topics: tuple[TopicEntry, ...]


class HomeSubjects(Record, frozen=True):
    """What the first page shows, by ids and in order, and of how much that is a choice."""

    figures: tuple[str, ...]
    figure_count: int
    oppositions: tuple[tuple[str, str], ...]  # of claims, as `iter_opposed` pairs them
    claim_count: int
    heard: tuple[str, ...]
    relayed: tuple[str, ...]
    documents: tuple[str, ...]
    topics: tuple[str, ...]


def subjects_of_home(whole: Whole) -> HomeSubjects:
    """Return what the first page shows."""
    uses = whole.uses
    contested = sorted(
        (id for id in whole.figures if whole.contested_figures[id]),
        key=lambda key: (whole.contested_figures[key] == "read", -whole.spreads[key], key),
    )
    disputed = sorted(
        (id for id in uses.contested_claims if uses.tallies[id].places),
        key=lambda key: (uses.contested_claims[key] == "read", -uses.tallies[key].statements, key),
    )
    speakers = sorted(
        (id for id, count in uses.counts.said.items() if count.said and id in whole.speakers),
        key=lambda key: (-uses.counts.said[key].said, key),
    )
    newest = (id for id in reversed(whole.in_time) if id not in whole.undated)
    topics = sorted(whole.topics, key=lambda key: (-len(uses.topics.get(key, ())), key))[:TOPICS]
    return HomeSubjects(
        figures=tuple(contested[:FIGURES]),
        figure_count=len(contested),
        oppositions=tuple(islice(iter_opposed(whole, disputed), CLAIMS)),
        claim_count=len(disputed),
        heard=tuple(islice((id for id in speakers if not uses.is_only_relayed(id)), SPEAKERS)),
        relayed=tuple(islice((id for id in speakers if uses.is_only_relayed(id)), SPEAKERS)),
        documents=tuple(islice(newest, DOCUMENTS)),
        topics=tuple(sorted(topics, key=lambda key: whole.topics[key].topic.name)),
    )


def make_home_view(desk: Desk) -> HomeView:
    """Return the view of the first page: the only one that tells counts of the whole archive."""
    site, shown = desk.context.site, subjects_of_home(desk.whole)
    return HomeView(
        head=make_head(desk, "index.html", site.title, description=site.description, section="home"),
        title=site.title,
        description=site.description,
        counts=_counts(desk),
        figures=tuple(figure_entry(desk, id) for id in shown.figures),
        figure_count=shown.figure_count,
        oppositions=tuple(make_opposition(desk, *pair) for pair in shown.oppositions),
        claim_count=shown.claim_count,
        heard=tuple(speaker_entry(desk, id) for id in shown.heard),
        relayed=tuple(speaker_entry(desk, id) for id in shown.relayed),
        documents=tuple(document_entry(desk, id) for id in shown.documents),
        changes=make_rows(desk, desk.whole.changes[:CHANGES]),
        topics=tuple(topic_entry(desk, id) for id in shown.topics),
    )


def _counts(desk: Desk) -> tuple[tuple[str, str], ...]:
    whole, words = desk.whole, desk.context.words
    return tuple(
        (text, desk.link(kind))
        for text, kind, count in (
            (
                words.say_count("%(count)s document", "%(count)s documents", len(whole.documents)),
                "documents",
                len(whole.documents),
            ),
            (
                words.say_count("%(count)s speaker", "%(count)s speakers", len(whole.speakers)),
                "speakers",
                len(whole.speakers),
            ),
            (
                words.say_count("%(count)s claim", "%(count)s claims", len(whole.claims)),
                "claims",
                len(whole.claims),
            ),
            (
                words.say_count("%(count)s figure", "%(count)s figures", len(whole.figures)),
                "figures",
                len(whole.figures),
            ),
        )
        if count
    )
