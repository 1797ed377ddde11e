"""The finder: documents and statements by the numbers of documents, decoded when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from sitegen.build.documents import HEAD, head_from_bytes
from sitegen.disk.memo import Memo
from sitegen.graph.chains import statements_of_document
from sitegen.graph.order import in_time_order, key_of_statement
from sitegen.graph.relays import statements_by_edge
from sitegen.model.archive import Document, FigureUse
from sitegen.model.whole import ClaimStatement, Statement


class Shelf:
    """The documents that the memo keeps, by their memo keys, each decoded once, without fault as they are."""

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
        found = self._where(numbers, lambda s: any(use.id == id for use in s.annotation.claims))
        return [ClaimStatement(s, use.stance) for s in found for use in s.annotation.claims if use.id == id]

    def figure(self, id: str, numbers: Iterable[int]) -> list[tuple[Statement, FigureUse]]:
        """Return what is given on a figure."""
        found = self._where(numbers, lambda s: any(use.id == id for use in s.annotation.figures))
        return [(s, use) for s in found for use in s.annotation.figures if use.id == id]

    def said(self, id: str, numbers: Iterable[int]) -> tuple[Statement, ...]:
        """Return what a speaker is the origin of."""
        return self._where(numbers, lambda s: s.chain[:1] == (id,))

    def relayed(self, id: str, numbers: Iterable[int]) -> tuple[Statement, ...]:
        """Return what a speaker passed on."""
        return self._where(numbers, lambda s: id in s.chain[1:] and s.chain[0] != id)

    def topic(self, id: str, numbers: Iterable[int]) -> tuple[Statement, ...]:
        """Return what carries a topic of its own."""
        return self._where(numbers, lambda s: id in s.annotation.topics)

    def edge(self, edge: tuple[str, str], numbers: Iterable[int]) -> list[Statement]:
        """Return what went from the first speaker to the second."""
        return statements_by_edge(self._where(numbers, lambda s: edge[1] in s.chain)).get(edge, [])

    def first(self, edge: tuple[str, str], numbers: Iterable[int]) -> int:
        """Return which document has the earliest statement that went that way; one of them has."""
        return min((key_of_statement(s), n) for n in numbers for s in self.edge(edge, [n]))[1]

    def _where(self, numbers: Iterable[int], is_meant: Callable[[Statement], bool]) -> tuple[Statement, ...]:
        return in_time_order(s for number in numbers for s in self.statements(number) if is_meant(s))
