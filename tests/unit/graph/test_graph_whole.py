"""The whole: every statement in exactly the accounts where it belongs, in the right order."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from sitegen.graph.order import in_time_order
from sitegen.graph.whole import whole_from_archive
from sitegen.model.archive import (
    Amount,
    Annotation,
    Archive,
    Claim,
    ClaimUse,
    Document,
    Evidence,
    Figure,
    FigureUse,
    OutsideReport,
    Speaker,
    Topic,
)
from sitegen.model.whole import Statement
from tests.unit.graph.make_archive import make_annotation, make_archive, make_document, on_day

SPEAKERS = ("ann", "bob", "cyd")
NAMES = (*SPEAKERS, "missing")


def key_of(statement: Statement) -> tuple[str, int]:
    return statement.document.id, statement.annotation.number


@st.composite
def annotations_numbered(draw: st.DrawFn, number: int) -> Annotation:
    stance = st.sampled_from(["asserts", "denies", "questions"])
    uses = st.builds(ClaimUse, id=st.sampled_from(["c", "d", "missing"]), stance=stance)
    reads = st.builds(
        FigureUse,
        id=st.sampled_from(["f", "missing"]),
        amount=st.builds(Amount, value=st.integers(0, 9).map(Decimal)),
    )
    return make_annotation(
        number,
        speaker=draw(st.sampled_from(("", *NAMES))),
        via=draw(st.lists(st.sampled_from(NAMES), max_size=2).map(tuple)),
        said=draw(st.none() | st.integers(1, 5).map(on_day)),
        claims=draw(st.lists(uses, max_size=2).map(tuple)),
        figures=draw(st.lists(reads, max_size=1).map(tuple)),
        topics=draw(st.lists(st.sampled_from(["t", "u"]), max_size=2).map(tuple)),
    )


@st.composite
def archives(draw: st.DrawFn) -> Archive:
    documents: list[Document] = []
    for key in ("x", "y", "z"):
        held = [draw(annotations_numbered(n)) for n in range(1, draw(st.integers(0, 3)) + 1)]
        author = draw(st.lists(st.sampled_from(NAMES), max_size=2).map(tuple))
        publisher = draw(st.sampled_from(("", *NAMES)))
        date = draw(st.none() | st.integers(1, 5).map(on_day))
        documents.append(make_document(key, *held, author=author, publisher=publisher, date=date))
    figure = Figure(id="f", label="F", unit="people")
    return make_archive(documents, speakers=SPEAKERS, claims=["c", "d"], figures=[figure])


@given(archives())
def test_every_statement_is_in_the_accounts_it_belongs_to(archive: Archive) -> None:
    whole = whole_from_archive(archive)
    every = {key_of(s): s for s in whole.statements}
    assert len(every) == sum(len(d.annotations) for d in archive.documents.values())
    for name, account in whole.speakers.items():
        said = {key for key, s in every.items() if s.origin == name}
        assert sorted(map(key_of, account.statements)) == sorted(said)
        passed = {key for key, s in every.items() if name in s.chain[1:] and s.origin != name}
        assert sorted(map(key_of, account.relayed)) == sorted(passed)
    for claim, claim_account in whole.claims.items():
        uses = [(key, u.stance) for key, s in every.items() for u in s.annotation.claims if u.id == claim]
        taken = [(key_of(s.statement), s.stance) for s in claim_account.statements]
        assert sorted(taken) == sorted(uses)
    for document, document_account in whole.documents.items():
        assert {key_of(s) for s in document_account.statements} == {k for k in every if k[0] == document}
    for topic, topic_account in whole.topics.items():
        assert {key_of(s) for s in topic_account.statements} == {
            key for key, s in every.items() if topic in s.annotation.topics
        }
    reads = [key for key, s in every.items() for u in s.annotation.figures if u.id == "f"]
    readings = whole.figures["f"].readings
    given = [s for r in readings if (s := r.statement) is not None]
    assert sorted((s.document, s.number) for s in given) == sorted(reads)
    assert all(
        (s.chain, s.when) == (every[s.document, s.number].chain, every[s.document, s.number].when)
        for s in given
    )
    assert [r.number for r in readings] == list(range(1, len(readings) + 1))


@given(archives())
def test_relays_are_the_neighbours_of_chains_seen_from_both_sides(archive: Archive) -> None:
    whole = whole_from_archive(archive)
    expected = {
        (inner, outer, key_of(s))
        for s in whole.statements
        for inner, outer in zip(s.chain, s.chain[1:], strict=False)
        if inner in SPEAKERS and outer in SPEAKERS
    }
    names = {(s.document.id, s.annotation.id): key_of(s) for s in whole.statements}
    edges = {(e.speaker.id, e.relay.id): (e.count.said, names[e.first]) for e in whole.edges}
    inwards = {
        (count.speaker.id, name, key_of(s))
        for name, account in whole.speakers.items()
        for count in account.relays
        for s in count.statements
    }
    in_order = [key_of(s) for s in in_time_order(whole.statements)]
    assert edges == {
        (inner, outer): (len(keys), min(keys, key=in_order.index))
        for inner, outer in {(inner, outer) for inner, outer, _ in expected}
        if (keys := [key for one, other, key in expected if (one, other) == (inner, outer)])
    }
    assert inwards == expected


@given(archives())
def test_the_order_of_documents_does_not_change_the_accounts(archive: Archive) -> None:
    turned = dict(reversed(list(archive.documents.items())))
    other = Archive(
        site=archive.site,
        documents=turned,
        speakers=archive.speakers,
        claims=archive.claims,
        figures=archive.figures,
    )
    one, two = whole_from_archive(archive), whole_from_archive(other)
    assert (one.speakers, one.claims, one.figures) == (two.speakers, two.claims, two.figures)
    assert one.topics == two.topics
    assert list(one.topics) == list(two.topics)


def test_neighbours_translations_and_citations() -> None:
    claim = Claim(
        id="c", text="C.", evidence=(Evidence(document="b"), Evidence(document="b"), Evidence(url="u"))
    )
    whole = whole_from_archive(
        make_archive(
            [
                make_document("a", date=on_day(2)),
                make_document("b", date=on_day(1), translation_of="a"),
                make_document("c"),
            ],
            claims=[claim],
        )
    )
    a, b, c = (whole.documents[key] for key in ("a", "b", "c"))
    assert [d.id for d in a.translations] == ["b"]
    assert b.original is a.document
    assert (a.original, c.original) == (None, None)
    neighbours = [(x.previous and x.previous.id, x.following and x.following.id) for x in (b, a, c)]
    assert neighbours == [(None, "a"), ("b", "c"), ("a", None)]
    assert [x.id for x in b.cited_by] == ["c"]


def test_statements_of_a_document_stand_as_their_passages_begin() -> None:
    document = make_document(
        "a",
        make_annotation(1, spans=((30, 40),)),
        make_annotation(2, spans=()),
        make_annotation(3, spans=((5, 10), (50, 60))),
        make_annotation(4, spans=((5, 20),)),
    )
    account = whole_from_archive(make_archive([document])).documents["a"]
    assert [s.annotation.number for s in account.statements] == [4, 3, 1, 2]


def test_a_topic_that_is_only_used_is_named_after_its_id() -> None:
    archive = make_archive(
        [make_document("a", topics=("humanitarian-aid",))],
        claims=[Claim(id="c", text="C.", topics=("fighting",))],
        topics={"fighting": Topic(id="fighting", name="The fighting")},
    )
    topics = whole_from_archive(archive).topics
    assert [account.topic.name for account in topics.values()] == ["The fighting", "Humanitarian aid"]
    assert [c.id for c in topics["fighting"].claims] == ["c"]
    assert [d.id for d in topics["humanitarian-aid"].documents] == ["a"]


def test_a_speaker_who_asserted_and_denied_has_a_reversal() -> None:
    asserts = make_annotation(1, speaker="ann", claims=(ClaimUse(id="c"), ClaimUse(id="d", stance="denies")))
    denies = make_annotation(2, speaker="ann", said=on_day(1), claims=(ClaimUse(id="c", stance="denies"),))
    doubts = make_annotation(3, speaker="ann", claims=(ClaimUse(id="d", stance="questions"),))
    document = make_document("a", asserts, denies, doubts, date=on_day(2))
    whole = whole_from_archive(make_archive([document], speakers=SPEAKERS, claims=["c", "d"]))
    (reversal,) = whole.speakers["ann"].reversals
    assert reversal.claim.id == "c"
    assert [s.stance for s in reversal.statements] == ["denies", "asserts"]


def test_readings_from_outside_join_those_of_the_archive_by_time() -> None:
    def report(day: int, speaker: str) -> OutsideReport:
        return OutsideReport(amount=Amount(value=Decimal(1)), speaker=speaker, as_of=on_day(day))

    figure = Figure(id="f", label="F", unit="u", reports=(report(3, "cyd"), report(1, "bob"), report(2, "")))
    use = FigureUse(id="f", amount=Amount(value=Decimal(1)))
    document = make_document("a", make_annotation(1, speaker="ann", figures=(use,)), date=on_day(1))
    whole = whole_from_archive(make_archive([document], speakers=SPEAKERS, figures=[figure]))
    account = whole.figures["f"]
    assert [r.chain for r in account.readings] == [("ann",), ("bob",), (), ("cyd",)]
    assert [r.number for r in whole.speakers["cyd"].readings] == [4]


def test_members_and_documents_of_a_speaker() -> None:
    ministry = Speaker(id="ministry", name="Ministry")
    people = [Speaker(id=n, name=n, affiliation="ministry") for n in ("zoe", "amy")]
    documents = [
        make_document("late", author=("zoe", "amy"), publisher="zoe", date=on_day(2)),
        make_document("early", publisher="zoe", date=on_day(1)),
    ]
    whole = whole_from_archive(make_archive(documents, speakers=[*people, ministry]))
    assert [s.id for s in whole.speakers["ministry"].members] == ["zoe", "amy"]
    assert [d.id for d in whole.speakers["zoe"].documents] == ["early", "late"]
    assert [d.id for d in whole.speakers["amy"].documents] == ["late"]
