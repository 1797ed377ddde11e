"""The orders of the whole: everything that has a time stands by it, then by document, then by number."""

from __future__ import annotations

from collections.abc import Iterable

from sitegen.model.archive import Document
from sitegen.model.period import order_of_period
from sitegen.model.whole import Statement

StatementKey = tuple[int, int, int, str, int]


def key_of_statement(statement: Statement) -> StatementKey:
    """Return the sort key of statements: when said, then the document's path, then the number there."""
    return (*order_of_period(statement.when), statement.document.path, statement.annotation.number)


def key_of_document(document: Document) -> tuple[int, int, int, str]:
    """Return the sort key of documents: by date, then by id."""
    return (*order_of_period(document.date), document.id)


def in_time_order(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Return the statements by `key_of_statement`."""
    return tuple(sorted(statements, key=key_of_statement))


def distinct_documents(statements: Iterable[Statement]) -> tuple[Document, ...]:
    """Return the documents that the statements stand in, each once, by date, then by id."""
    found = {s.document.id: s.document for s in statements}
    return tuple(sorted(found.values(), key=key_of_document))
