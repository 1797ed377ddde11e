"""Accounts of documents: their statements, their neighbours in time, their translations, who cites them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sitegen.graph.order import key_of_document
from sitegen.model.archive import Archive, Claim, Document
from sitegen.model.whole import Accounts, DocumentAccount, Statement


def document_accounts(archive: Archive, statements: Iterable[Statement]) -> Mapping[str, DocumentAccount]:
    """Return the account of each document, in the archive's order."""
    said: dict[str, list[Statement]] = {}
    for statement in statements:
        said.setdefault(statement.document.id, []).append(statement)
    in_time = sorted(archive.documents.values(), key=key_of_document)
    place = {document.id: n for n, document in enumerate(in_time)}
    translations = translations_by_original(in_time)
    cited = claims_by_evidence(archive.claims.values())

    def make(key: str) -> DocumentAccount:
        document, at = archive.documents[key], place[key]
        return DocumentAccount(
            document=document,
            said=tuple(said.get(key, ())),
            translations=tuple(translations.get(key, ())),
            original=archive.documents.get(document.translation_of),
            previous=in_time[at - 1] if at else None,
            following=in_time[at + 1] if at + 1 < len(in_time) else None,
            cited_by=tuple(cited.get(key, ())),
        )

    return Accounts(archive.documents, make)


def translations_by_original(documents: Iterable[Document]) -> dict[str, list[Document]]:
    """Return the translations of each document id, in the order given."""
    found: dict[str, list[Document]] = {}
    for document in documents:
        if document.translation_of:
            found.setdefault(document.translation_of, []).append(document)
    return found


def claims_by_evidence(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    """Return the claims that cite each document id as evidence, in the order given, each once."""
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        for document in dict.fromkeys(e.document for e in claim.evidence if e.document):
            found.setdefault(document, []).append(claim)
    return found
