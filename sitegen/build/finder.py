"""The finder: documents and statements by the numbers of documents, decoded when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain

import msgspec

from sitegen.build.documents import HEAD, head_from_bytes
from sitegen.disk.memo import Memo
from sitegen.graph.chains import Chains, links_of_document, statement_of_annotation
from sitegen.graph.order import in_time_order, key_of_statement
from sitegen.graph.relays import statements_by_edge
from sitegen.graph.uses import relays_of_chain
from sitegen.model.archive import Annotation, Document
from sitegen.model.whole import ClaimStatement, FigureStatement, Statement
from sitegen.record import encode_record

DOCUMENTS_MOST = 4_000  # that a running process holds on to from one build to the next
Meant = Callable[[Document, Annotation], bool]
_given = msgspec.msgpack.Decoder(list[FigureStatement])


def keep_given(statements: Sequence[FigureStatement], memo: Memo) -> bytes:
    """Keep what statements, in order of time, give on a figure; return the key that the memo has it under."""
    return memo.put_by_content(b"given", encode_record(statements))


class Decoded:
    """What was decoded of a memo's values: by their keys, which say what they hold."""

    def __init__(self) -> None:
        self.documents: dict[bytes, Document] = {}
        self.statements: dict[bytes, dict[int, Statement]] = {}
        self.chains: Chains = {}
        self.given: dict[bytes, list[FigureStatement]] = {}


class Shelf:
    """The documents that the memo keeps, by their memo keys, without fault as they are, each decoded once.

    Also what is given on figures, so that it is known without the documents that give it. The next
    build by this process finds here what this one decodes.
    """

    _decoded = Decoded()

    def __init__(self, memo: Memo) -> None:
        if len(Shelf._decoded.documents) > DOCUMENTS_MOST:
            Shelf._decoded = Decoded()
        self.memo = memo
        self._here = Shelf._decoded

    def document(self, key: bytes) -> Document:
        found = self._here.documents.get(key)
        if found is None:
            found = head_from_bytes(self.memo.need(key + HEAD)).document
            assert found is not None  # or the last build would have failed
            self._here.documents[key] = found
        return found

    def statements(self, key: bytes, is_meant: Meant = lambda *_: True) -> Iterator[Statement]:
        """Yield those of a document's statements that are meant, in the sidecar's order, each made once."""
        document, made = self.document(key), self._here.statements.setdefault(key, {})
        for annotation in document.annotations:
            if is_meant(document, annotation):
                statement = made.get(annotation.number)
                if statement is None:
                    statement = statement_of_annotation(document, annotation, self._here.chains)
                    made[annotation.number] = statement
                yield statement

    def given(self, key: bytes) -> list[FigureStatement]:
        """Return what `keep_given` kept."""
        found = self._here.given.get(key)
        if found is None:
            found = self._here.given[key] = _given.decode(self.memo.need(key))
        return found


class Finder:
    """What documents say, by their numbers in the archive; lists of statements are in order of time.

    `keys` are the memo keys of the documents, in the archive's order.
    """

    def __init__(self, keys: Sequence[bytes], shelf: Shelf) -> None:
        self._keys = keys
        self.shelf = shelf

    def document(self, number: int) -> Document:
        return self.shelf.document(self._keys[number])

    def statements(self, number: int) -> tuple[Statement, ...]:
        """Return a document's statements in the sidecar's order."""
        return tuple(self.shelf.statements(self._keys[number]))

    def statement(self, document: int, number: int) -> Statement:
        """Return the statement of an annotation, by the annotation's number."""
        return next(self._among([document], lambda _, annotation: annotation.number == number))

    def claim(self, id: str, numbers: Iterable[int]) -> list[ClaimStatement]:
        """Return the stances on a claim."""

        def is_meant(_: Document, annotation: Annotation) -> bool:
            return any(claim.id == id for claim in annotation.claims)

        found = [
            ClaimStatement(statement, claim.stance)
            for statement in self._among(numbers, is_meant)
            for claim in statement.annotation.claims
            if claim.id == id
        ]
        return sorted(found, key=lambda use: key_of_statement(use.statement))

    def said(self, id: str, numbers: Iterable[int]) -> tuple[Statement, ...]:
        """Return what a speaker is the origin of."""

        def is_meant(document: Document, annotation: Annotation) -> bool:
            links = (annotation.speaker, *annotation.via, *links_of_document(document))
            return next(filter(None, links), "") == id

        return in_time_order(self._among(numbers, is_meant))

    def relayed(self, id: str, numbers: Iterable[int]) -> tuple[Statement, ...]:
        """Return what a speaker passed on."""
        passed = chain.from_iterable(map(self.statements, numbers))
        return in_time_order(s for s in passed if id in relays_of_chain(s.chain))

    def topic(self, id: str, numbers: Iterable[int]) -> tuple[Statement, ...]:
        """Return what carries a topic of its own."""
        return in_time_order(self._among(numbers, lambda _, annotation: id in annotation.topics))

    def _among(self, numbers: Iterable[int], is_meant: Meant) -> Iterator[Statement]:
        return chain.from_iterable(self.shelf.statements(self._keys[n], is_meant) for n in numbers)

    def first(self, edge: tuple[str, str], numbers: Iterable[int]) -> tuple[int, str]:
        """Return the earliest of the statements that went from one speaker to another; there is one.

        It is given by the number of its document and by the id of its annotation.
        """
        passed = (
            (key_of_statement(statement), number, statement.annotation.id)
            for number in numbers
            for statement in statements_by_edge(self.statements(number)).get(edge, ())
        )
        return min(passed)[1:]
