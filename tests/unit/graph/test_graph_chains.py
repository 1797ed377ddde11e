"""Chains: who stands in them, in which order, and what their origin is."""

from __future__ import annotations

import pytest

from sitegen.graph.chains import chain_from_links, iter_statements
from sitegen.model.whole import Statement
from tests.unit.graph.make_archive import make_annotation, make_archive, make_document, on_day

CASES = [
    # speaker, via, author, publisher, chain, links
    ("ann", (), (), "", ("ann",), 1),
    ("ann", ("bob", "cyd"), ("dee",), "eva", ("ann", "bob", "cyd", "dee", "eva"), 3),
    ("ann", (), ("ann",), "ann", ("ann",), 1),
    ("ann", ("bob",), ("bob",), "eva", ("ann", "bob", "eva"), 2),
    ("", (), ("dee", "fay"), "eva", ("dee", "eva"), 0),
    ("", (), (), "eva", ("eva",), 0),
    ("", (), (), "", (), 0),
    ("", ("bob",), (), "eva", ("bob", "eva"), 1),
    ("ann", ("bob", "ann"), (), "", ("ann", "bob", "ann"), 3),
]


def only_statement(speaker: str, via: tuple[str, ...], author: tuple[str, ...], publisher: str) -> Statement:
    annotation = make_annotation(1, speaker=speaker, via=via)
    document = make_document("report", annotation, author=author, publisher=publisher, date=on_day(3))
    (statement,) = iter_statements(make_archive([document]))
    return statement


@pytest.mark.parametrize(("speaker", "via", "author", "publisher", "chain", "links"), CASES)
def test_a_chain_runs_from_the_origin_outwards(
    speaker: str,
    via: tuple[str, ...],
    author: tuple[str, ...],
    publisher: str,
    chain: tuple[str, ...],
    links: int,
) -> None:
    statement = only_statement(speaker, via, author, publisher)
    assert (statement.chain, statement.links) == (chain, links)
    assert statement.origin == (chain[0] if chain else "document:report")


def test_what_has_no_time_of_its_own_has_the_documents() -> None:
    said = make_annotation(1, said=on_day(1))
    document = make_document("report", said, make_annotation(2), date=on_day(3))
    assert [s.when for s in iter_statements(make_archive([document]))] == [on_day(1), on_day(3)]


def test_links_drop_only_repeats_in_a_row() -> None:
    assert chain_from_links(["", "a", "", "a", "b", "a"]) == ("a", "b", "a")
