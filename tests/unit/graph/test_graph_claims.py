"""Accounts of claims: orders, relations with their inverses, origins, repetitions."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sitegen.graph.claims import (
    INVERSES,
    relations_of_claims,
    targets_of_relation,
)
from sitegen.graph.whole import whole_from_archive
from sitegen.model.archive import Claim, ClaimUse, Document, Stance
from sitegen.model.whole import ClaimAccount
from tests.unit.graph.make_archive import make_annotation, make_archive, make_document, on_day

IDS = ("a", "b", "c", "d")


def report(key: str, day: int, speaker: str, publisher: str, stance: Stance = "asserts") -> Document:
    annotation = make_annotation(1, speaker=speaker, claims=(ClaimUse(id="c", stance=stance),))
    return make_document(key, annotation, publisher=publisher, date=on_day(day))


def account_of(*documents: Document) -> ClaimAccount:
    speakers = ["minister", "ministry", "north", "south", "witness"]
    return whole_from_archive(make_archive(documents, speakers=speakers, claims=["c"])).claims["c"]


def test_statements_are_in_order_of_time_then_of_documents() -> None:
    account = account_of(
        report("later", 3, "witness", "south"),
        report("second", 1, "minister", "south"),
        report("first", 1, "minister", "north"),
    )
    assert [s.statement.document.id for s in account.statements] == ["first", "second", "later"]
    assert [d.id for d in account.documents] == ["first", "second", "later"]


def test_origins_are_those_who_assert_each_once() -> None:
    account = account_of(
        report("one", 1, "minister", "north"),
        report("two", 2, "minister", "south"),
        report("three", 3, "witness", "south"),
        report("four", 4, "ministry", "south", "denies"),
    )
    assert account.origins == ("minister", "witness")
    assert account.contested == "said"


def test_relations_are_shown_from_both_sides() -> None:
    claims = {
        "a": Claim(id="a", text="A.", contradicts=("b",), supports=("c",)),
        "b": Claim(id="b", text="B.", contradicts=("a",), undercuts=("c", "missing", "b")),
        "c": Claim(id="c", text="C.", repeats=("a",), revises=("a",), contrary_to=("b",)),
    }
    named = {k: [(kind, c.id) for kind, c in v] for k, v in relations_of_claims(claims).items()}
    assert named == {
        "a": [("contradicts", "b"), ("supports", "c"), ("repeated_by", "c"), ("revised_by", "c")],
        "b": [("contradicts", "a"), ("contrary_to", "c"), ("undercuts", "c")],
        "c": [
            ("contrary_to", "b"),
            ("supported_by", "a"),
            ("undercut_by", "b"),
            ("repeats", "a"),
            ("revises", "a"),
        ],
    }


targets = st.lists(st.sampled_from([*IDS, "missing"]), max_size=3, unique=True).map(tuple)


@st.composite
def related_claims(draw: st.DrawFn) -> dict[str, Claim]:
    relations = [written for written, _ in INVERSES]
    return {
        key: Claim(id=key, text="T.", **{relation: draw(targets) for relation in relations})  # type: ignore[arg-type]
        for key in IDS
    }


@given(related_claims())
def test_every_relation_has_its_inverse_and_stands_once(claims: dict[str, Claim]) -> None:
    found = {k: [(kind, c.id) for kind, c in v] for k, v in relations_of_claims(claims).items()}
    inverse = {**dict(INVERSES), **{b: a for a, b in INVERSES}}
    for key, relations in found.items():
        assert len(relations) == len(set(relations))
        for kind, other in relations:
            assert other != key
            assert (inverse[kind], key) in found[other]
    for key, claim in claims.items():
        for written, _ in INVERSES:
            for other in targets_of_relation(claim, written):
                assert ((written, other) in found[key]) == (other in claims and other != key)
