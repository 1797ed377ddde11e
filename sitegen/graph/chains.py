"""Attribution chains: whose words a passage is, and through whom they came to the reader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sitegen.model.archive import Annotation, Archive, Document
from sitegen.model.whole import Statement

Chains = dict[tuple[str, ...], tuple[str, ...]]


def origin_of_document(document: Document) -> str:
    """Return the name of the origin of what a document says while its sidecar names nobody."""
    return f"document:{document.id}"


def chain_from_links(links: Iterable[str]) -> tuple[str, ...]:
    """Return the links from the origin outwards, without the empty and those that repeat the one before."""
    chain: list[str] = []
    for link in links:
        if link and (not chain or chain[-1] != link):
            chain.append(link)
    return tuple(chain)


def links_of_document(document: Document) -> tuple[str, str]:
    """Return the last links of every chain in a document: its first author and its publisher.

    A chain is a line, so of several authors the first stands for all: they speak with one voice
    here. Each of them still has the document in its account.
    """
    return (document.author[0] if document.author else "", document.publisher)


def iter_statements(archive: Archive) -> Iterator[Statement]:
    """Yield a statement for each annotation, in the documents' order and the sidecars'."""
    known: Chains = {}  # few chains serve many annotations
    for document in archive.documents.values():
        yield from statements_of_document(document, known)


def statements_of_document(document: Document, known: Chains) -> Iterator[Statement]:
    """Yield a statement for each annotation, in the sidecar's order. `known` are chains by their links."""
    for annotation in document.annotations:
        yield statement_of_annotation(document, annotation, known)


def statement_of_annotation(document: Document, annotation: Annotation, known: Chains) -> Statement:
    """Return the statement of a document's annotation. `known` are chains by their links."""
    inner = (annotation.speaker, *annotation.via)
    links = (*inner, *links_of_document(document))
    chain = known.get(links)
    if chain is None:
        chain = known[links] = chain_from_links(links)
    own = known.get(inner)
    if own is None:
        own = known[inner] = chain_from_links(inner)
    return Statement(
        document=document,
        annotation=annotation,
        chain=chain,
        links=len(own),
        origin=chain[0] if chain else origin_of_document(document),
        when=annotation.said or document.date,
    )
