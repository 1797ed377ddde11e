"""`whole_from_archive`: the graph stage."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from sitegen.graph.chains import iter_statements
from sitegen.graph.claims import claim_accounts
from sitegen.graph.documents import document_accounts, ids_in_time, originals_of_translations
from sitegen.graph.figures import figure_accounts
from sitegen.graph.order import in_time_order
from sitegen.graph.relays import relay_edges
from sitegen.graph.speakers import speaker_accounts
from sitegen.graph.ties import ties_of_archive
from sitegen.graph.topics import documents_by_topic, topic_accounts
from sitegen.graph.uses import uses_of_statements
from sitegen.graph.years import years_of_archive
from sitegen.model.archive import Archive
from sitegen.model.period import order_of_period
from sitegen.model.whole import Accounts, Found, Heading, Statement, Whole

CHANGES_KNOWN = 40  # statements: more than any page shows


def whole_from_archive(archive: Archive) -> Whole:
    """Return every account of the archive. It cannot fail: an id that names nothing is left out.

    Assembled anew on each build, in time near to linear in the number of annotations.
    """
    statements = tuple(iter_statements(archive))
    ties = ties_of_archive(archive)
    uses = uses_of_statements(archive, in_time_order(statements), ties)
    figures = figure_accounts(archive, uses)
    in_time, originals = ids_in_time(archive), originals_of_translations(archive)
    return Whole(
        archive=archive,
        documents=document_accounts(
            archive, in_time, originals, statements_by_document(statements), ties.cited
        ),
        speakers=speaker_accounts(archive, uses, figures),
        claims=claim_accounts(archive, uses),
        figures=figures,
        topics=topic_accounts(archive, uses, documents_by_topic(archive), ties.claims, ties.figures),
        statements=statements,
        uses=uses,
        headings={id: Heading(d.title, d.language) for id, d in archive.documents.items()},
        in_time=in_time,
        undated=frozenset(id for id, document in archive.documents.items() if document.date is None),
        years=years_of_archive(archive.documents.values(), statements),
        changes=latest_changes(statements),
        edges=Found(lambda: relay_edges(statements, archive.speakers)),
        contested_figures=Accounts(figures, lambda key: figures[key].contested),
        spreads=Accounts(figures, lambda key: figures[key].spread),
        originals=originals,
        former_ids={id: d.former_ids for id, d in archive.documents.items() if d.former_ids},
    )


def latest_changes(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Return the statements annotated last, the newest first, as far as anybody asks."""
    dated = [s for s in statements if s.annotation.annotated is not None]
    dated.sort(key=lambda s: order_of_period(s.annotation.annotated), reverse=True)
    return tuple(dated[:CHANGES_KNOWN])


def statements_by_document(statements: Iterable[Statement]) -> Callable[[str], Sequence[Statement]]:
    """Return what gives the statements of the document with an id."""
    said: dict[str, list[Statement]] = {}
    for statement in statements:
        said.setdefault(statement.document.id, []).append(statement)
    return lambda document: said.get(document, ())
