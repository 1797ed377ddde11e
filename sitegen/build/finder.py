"""The finder: documents and statements by the numbers of documents, decoded when they are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from sitegen.build.documents import HEAD, head_from_bytes
from sitegen.disk.memo import Memo
from sitegen.graph.chains import statements_of_document
from sitegen.graph.order import in_time_order, key_of_statement
from sitegen.graph.relays import statements_by_edge
from sitegen.graph.uses import relays_of_chain
from sitegen.model.archive import Document, FigureUse
from sitegen.model.whole import ClaimStatement, Statement


class Shelf:
    """The documents that the memo keeps, by their memo keys, without fault as they are, each decoded once."""

    def __init__(self, memo: Memo) -> None:
        self._memo = memo
        self._documents: dict[bytes, Document] = {}
        self._statements: dict[bytes, tuple[Statement, ...]] = {}
        self._chains: dict[tuple[str, ...], tuple[str, ...]] = {}

    def document(self, key: bytes) -> Document:
        found = self._documents.get(key)
        if found is None:
            found = head_from_bytes(self._memo.need(key + HEAD)).document
            assert found is not None  # or the last build would have failed
            self._documents[key] = found
        return found

    def statements(self, key: bytes) -> tuple[Statement, ...]:
        """Return a document's statements in the sidecar's order."""
        found = self._statements.get(key)
        if found is None:
            found = tuple(statements_of_document(self.document(key), self._chains))
            self._statements[key] = found
        return found


class Finder:
    """What documents say, by their numbers in the archive; lists of statements are in order of time.

    `keys` are the memo keys of the documents, in the archive's order.
    """

    def __init__(self, keys: Sequence[bytes], shelf: Shelf) -> None:
        self._keys = keys
        self._shelf = shelf

    def document(self, number: int) -> Document:
        return self._shelf.document(self._keys[number])

    def statements(self, number: int) -> tuple[Statement, ...]:
        """Return a document's statements in the sidecar's order."""
        return self._shelf.statements(self._keys[number])

    def statement(self, document: int, number: int) -> Statement:
        """Return the statement of an annotation, by the annotation's number."""
        return next(s for s in self.statements(document) if s.annotation.number == number)

    def claim(self, id: str, numbers: Iterable[int]) -> list[ClaimStatement]:
        """Return the stances on a claim."""
        found = [
            ClaimStatement(statement, claim.stance)
            for statement in self._among(numbers)
            for claim in statement.annotation.claims
            if claim.id == id
        ]
        return sorted(found, key=lambda use: key_of_statement(use.statement))

    def figure(self, id: str, numbers: Iterable[int]) -> list[tuple[Statement, FigureUse]]:
        """Return what is given on a figure."""
        found = [
            (statement, figure)
            for statement in self._among(numbers)
            for figure in statement.annotation.figures
            if figure.id == id
        ]
        return sorted(found, key=lambda given: key_of_statement(given[0]))

    def said(self, id: str, numbers: Iterable[int]) -> tuple[Statement, ...]:
        """Return what a speaker is the origin of."""
        return in_time_order(s for s in self._among(numbers) if s.origin == id)

    def relayed(self, id: str, numbers: Iterable[int]) -> tuple[Statement, ...]:
        """Return what a speaker passed on."""
        return in_time_order(s for s in self._among(numbers) if id in relays_of_chain(s.chain))

    def topic(self, id: str, numbers: Iterable[int]) -> tuple[Statement, ...]:
        """Return what carries a topic of its own."""
        return in_time_order(s for s in self._among(numbers) if id in s.annotation.topics)

    def _among(self, numbers: Iterable[int]) -> Iterator[Statement]:
        return chain.from_iterable(map(self.statements, numbers))

    def edge(self, edge: tuple[str, str], numbers: Iterable[int]) -> list[Statement]:
        """Return what went from the first speaker to the second."""
        passed = self.relayed(edge[1], numbers) + self.said(edge[1], numbers)
        return statements_by_edge(in_time_order(passed)).get(edge, [])

    def first(self, edge: tuple[str, str], numbers: Iterable[int]) -> int:
        """Return which document has the earliest statement that went that way; one of them has."""
        return min((key_of_statement(s), n) for n in numbers for s in self.edge(edge, [n]))[1]
