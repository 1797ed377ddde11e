"""Overviews: the pages that show the archive as a whole, and which of them may show a difference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from sitegen.graph.years import year_of_period
from sitegen.model.whole import AGAINST, Statement
from sitegen.site.context import Desk
from sitegen.site.difference import Difference
from sitegen.site.plan import PageTask
from sitegen.site.routes import INDEXES
from sitegen.site.subjects import topics_of
from sitegen.site.views.home import CHANGES, subjects_of_home
from sitegen.site.views.indexes import ids_of_page
from sitegen.site.views.matrix import claims_of_matrix, matrix_topics
from sitegen.site.views.timeline import timeline_years, years_of_page


def iter_overviews(found: Difference) -> Iterator[PageTask]:
    """Yield the first page, indexes, timeline, matrices and the relay map, where they may be otherwise."""
    if _is_home_otherwise(found):
        yield PageTask("home")
    yield from _indexes(found)
    yield from _timeline(found)
    yield from _matrices(found)
    voices = (
        {s and (s.annotation.id, s.chain, s.when, s.annotation.basis, s.annotation.certainty) for s in pair}
        for pair in found.pairs
    )
    if found.renamed["speaker"] or any(len(each) > 1 for each in voices):
        yield PageTask("relays")


def _is_home_otherwise(found: Difference) -> bool:
    before, after = found.before.whole, found.after.whole
    shown = subjects_of_home(after)
    if shown != subjects_of_home(before):
        return True
    sizes = [(len(w.speakers), len(w.claims), len(w.figures)) for w in (before, after)]
    otherwise = {**found.entries, "claims": found.named_claims}
    listed: dict[str, Iterable[str]] = {
        "figures": shown.figures,
        "claims": chain.from_iterable(shown.oppositions),
        "speakers": (*shown.heard, *shown.relayed),
        "documents": shown.documents,
        "topics": shown.topics,
    }
    was, now = (whole.changes[:CHANGES] for whole in (before, after))
    rows = {id(statement) for statement in found.rows}
    return (
        sizes[0] != sizes[1]
        or any(not otherwise[kind].isdisjoint(ids) for kind, ids in listed.items())
        or was != now
        or any(id(statement) in rows for statement in now)
    )


def _indexes(found: Difference) -> Iterator[PageTask]:
    for kind in INDEXES:
        differing = found.entries[kind]
        if not differing:
            continue
        _, pages_before = ids_of_page(found.before, kind, 1)
        _, pages = ids_of_page(found.after, kind, 1)
        for page in range(1, pages + 1):
            (was, _), (now, _) = (ids_of_page(desk, kind, page) for desk in (found.before, found.after))
            if pages != pages_before or was != now or not differing.isdisjoint(now):
                yield PageTask(kind, page=page)


def _timeline(found: Difference) -> Iterator[PageTask]:
    whole = found.after.whole
    own = timeline_years(whole)
    was, now = (
        [(name, len(year.items)) for name, year in desk.whole.years.items()]
        for desk in (found.before, found.after)
    )
    if was != now:  # each page tells of all years how much they have
        yield PageTask("timeline")
        yield from (PageTask("timeline", year) for year in own)
        return
    dates = [whole.archive.documents[id].date for id in found.retitled]
    dates += [statement.when for statement in _timed(found)]
    years = {year_of_period(date) for date in dates if date is not None}
    if not years.isdisjoint(years_of_page(found.after, "")):
        yield PageTask("timeline")
    yield from (PageTask("timeline", year) for year in own if year in years)


def _timed(found: Difference) -> Iterator[Statement]:
    """Yield what the timeline may show otherwise: of most statements, when, whose, where, on what."""
    yield from (statement for statement in found.rows if statement.annotation.said is not None)
    paired = {id(statement) for statement in found.edited_statements}
    others = ((statement, statement) for statement in found.rows if id(statement) not in paired)
    for was, now in (*found.pairs, *others):
        if (was and _mark(found.before, was)) != (now and _mark(found.after, now)):
            yield from (statement for statement in (was, now) if statement is not None)


def _mark(desk: Desk, statement: Statement) -> tuple[object, ...]:
    """Return what the timeline's drawing shows of a statement, and in which lanes."""
    origin = desk.ref("speaker", statement.chain[0]).name if statement.chain else statement.document.title
    topics = topics_of(desk.whole.archive, statement.annotation)
    lanes = tuple(desk.ref("topic", topic).name for topic in topics)
    annotation = statement.annotation
    standing = annotation.is_editorial_reading, annotation.is_unsure
    return annotation.id, origin, statement.when, topics, lanes, standing


def _matrices(found: Difference) -> Iterator[PageTask]:
    before, after = found.before.whole, found.after.whole
    claims = found.named_claims | found.flipped_claims
    claims |= found.related(found.differing["claim"], AGAINST)
    carried = {*found.topics_of("claim", claims), *found.renamed["topic"]}
    if _matrices_of(found.before) != _matrices_of(found.after):
        yield PageTask("matrix")
    for topic in ("", *(topic for topic in matrix_topics(after) if topic in carried)):
        if topic and topic not in before.topics:
            continue  # it comes
        was, now = (claims_of_matrix(whole, topic) for whole in (before, after))
        if was != now or not claims.isdisjoint(now[0]) or topic in found.renamed["topic"]:
            yield PageTask("matrix", topic)


def _matrices_of(desk: Desk) -> list[tuple[str, str, int]]:
    """Return what the matrix of all tells of those of topics: which there are, and of how many claims."""
    topics = desk.whole.topics
    return [(id, desk.ref("topic", id).name, len(topics[id].claims)) for id in matrix_topics(desk.whole)]
