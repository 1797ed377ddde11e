"""Accounts of documents: their statements, their neighbours in time, their translations, who cites them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from sitegen.graph.order import key_of_document
from sitegen.model.archive import Archive, Claim
from sitegen.model.whole import Accounts, DocumentAccount, Statement


def document_accounts(
    archive: Archive,
    in_time: Sequence[str],
    originals: Mapping[str, str],
    said: Callable[[str], Sequence[Statement]],
    cited: Mapping[str, Sequence[Claim]],
) -> Mapping[str, DocumentAccount]:
    """Return the account of each document, in the archive's order.

    `in_time` are the ids in order of time, `originals` the ids of what translations translate, `said` gives
    a document's statements, `cited` are the claims that each is evidence on.
    """
    documents = archive.documents
    place = {id: n for n, id in enumerate(in_time)}
    translations: dict[str, list[str]] = {}
    for id in in_time:
        if id in originals:
            translations.setdefault(originals[id], []).append(id)

    def make(id: str) -> DocumentAccount:
        at = place[id]
        return DocumentAccount(
            document=documents[id],
            said=tuple(said(id)),
            translations=tuple(documents[other] for other in translations.get(id, ())),
            original=documents[originals[id]] if id in originals else None,
            previous=documents[in_time[at - 1]] if at else None,
            following=documents[in_time[at + 1]] if at + 1 < len(in_time) else None,
            cited_by=tuple(cited.get(id, ())),
        )

    return Accounts(documents, make)


def ids_in_time(archive: Archive) -> tuple[str, ...]:
    """Return the ids of documents in order of time."""
    return tuple(document.id for document in sorted(archive.documents.values(), key=key_of_document))


def originals_of_translations(archive: Archive) -> dict[str, str]:
    """Return the id of what each translation translates, where the archive has it."""
    documents = archive.documents
    return {id: d.translation_of for id, d in documents.items() if d.translation_of in documents}


def claims_by_evidence(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    """Return the claims that cite each document id as evidence, in the order given, each once."""
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        for document in dict.fromkeys(e.document for e in claim.evidence if e.document):
            found.setdefault(document, []).append(claim)
    return found
