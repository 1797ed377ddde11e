"""`whole_from_archive`: the graph stage."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from sitegen.graph.chains import iter_statements
from sitegen.graph.claims import claim_accounts
from sitegen.graph.documents import document_accounts, ids_in_time, originals_of_translations
from sitegen.graph.figures import figure_accounts
from sitegen.graph.order import in_time_order
from sitegen.graph.speakers import speaker_accounts
from sitegen.graph.topics import topic_accounts
from sitegen.graph.uses import uses_of_statements
from sitegen.model.archive import Archive
from sitegen.model.whole import Statement, Whole


def whole_from_archive(archive: Archive) -> Whole:
    """Return every account of the archive. It cannot fail: an id that names nothing is left out.

    Assembled anew on each build, in time near to linear in the number of annotations.
    """
    statements = tuple(iter_statements(archive))
    uses = uses_of_statements(archive, in_time_order(statements))
    figures = figure_accounts(archive, uses)
    return Whole(
        archive=archive,
        documents=document_accounts(
            archive,
            ids_in_time(archive),
            originals_of_translations(archive),
            statements_by_document(statements),
        ),
        speakers=speaker_accounts(archive, uses, figures),
        claims=claim_accounts(archive, uses),
        figures=figures,
        topics=topic_accounts(archive, uses),
        statements=statements,
        uses=uses,
    )


def statements_by_document(statements: Iterable[Statement]) -> Callable[[str], Sequence[Statement]]:
    """Return what gives the statements of the document with an id."""
    said: dict[str, list[Statement]] = {}
    for statement in statements:
        said.setdefault(statement.document.id, []).append(statement)
    return lambda document: said.get(document, ())
