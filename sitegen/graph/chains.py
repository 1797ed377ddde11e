"""Attribution chains: whose words a passage is, and through whom they came to the reader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sitegen.model.archive import Archive, Document
from sitegen.model.whole import Statement


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
    known: dict[tuple[str, ...], tuple[str, ...]] = {}  # few chains serve many annotations
    for document in archive.documents.values():
        yield from statements_of_document(document, known)


def statements_of_document(
    document: Document, known: dict[tuple[str, ...], tuple[str, ...]]
) -> Iterator[Statement]:
    """Yield a statement for each annotation, in the sidecar's order. `known` are chains by their links."""
    origin = origin_of_document(document)
    outer = links_of_document(document)
    for annotation in document.annotations:
        inner = (annotation.speaker, *annotation.via)
        links = (*inner, *outer)
        chain = known.get(links)
        if chain is None:
            chain = known[links] = chain_from_links(links)
        own = known.get(inner)
        if own is None:
            own = known[inner] = chain_from_links(inner)
        yield Statement(
            document=document,
            annotation=annotation,
            chain=chain,
            links=len(own),
            origin=chain[0] if chain else origin,
            when=annotation.said or document.date,
        )
