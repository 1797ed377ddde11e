from __future__ import annotations

import csv
import gc
import io
import weakref
from decimal import Decimal

import pytest
from msgspec import structs

from sitegen.graph.whole import whole_from_archive
from sitegen.model.archive import Amount, Basis, Claim, ClaimUse, Document, Figure, FigureUse, Stance
from sitegen.record import Record
from sitegen.site.context import Desk
from sitegen.site.head import clip
from sitegen.site.plan import Desks, PageTask, iter_pages
from sitegen.site.views.claim import make_claim_view
from sitegen.site.views.document import DocumentView, make_document_view
from sitegen.site.views.figure import COLUMNS, make_figure_view, render_csv
from sitegen.site.views.home import make_home_view
from sitegen.site.views.matrix import make_matrix_view
from sitegen.site.views.readings import shape_of
from sitegen.site.views.speaker import make_speaker_view
from tests.unit.pages.whole_of import AMPERSAND, annotation, context_of, small_archive, small_whole


class TextRow(Record, frozen=True):
    html: str
    starts: tuple[str, ...]


def desk_at(root: str) -> Desk:
    whole = small_whole()
    return Desk(whole, context_of(whole), root)


def test_a_desk_goes_with_all_it_sees_as_soon_as_it_is_left() -> None:
    desk = desk_at("../")
    make_speaker_view(desk, "ministry")
    left = weakref.ref(desk)
    gc.disable()
    del desk
    is_gone = left() is None
    gc.enable()
    assert is_gone


def count_view() -> DocumentView:
    rows = (TextRow("<p>one</p>", ("low",)), TextRow("<p>two</p>", ("relayed",)), TextRow("<p>three</p>", ()))
    return make_document_view(desk_at("../../"), "2016/count", rows)


def test_a_card_stands_in_the_row_that_its_passage_begins_in() -> None:
    view = count_view()
    assert [[card.id for card in row.cards] for row in view.rows] == [["low"], ["relayed"], []]
    assert [card.number for row in view.rows for card in row.cards] == [1, 2]


def test_a_chain_leads_from_origin_through_relay_to_outlet() -> None:
    card = count_view().rows[1].cards[0]
    links = [(link.speaker.name, link.role) for link in card.chain]
    assert links == [("Refugees", "origin"), ("The ministry", "relay"), ("The outlet", "outlet")]


def test_a_document_tells_which_others_contradict_it_and_where() -> None:
    disputes = {dispute.subject.id: dispute for dispute in count_view().disputes}
    assert disputes["held"].against[0].href == "../../documents/answer.html#no"
    assert disputes["civilians"].here == "90,000 people"
    assert disputes["civilians"].against[0].words == "200,000–300,000 people"
    assert disputes["civilians"].against[0].href == "../../documents/answer.html#high"


@pytest.mark.parametrize("others", [1, 3, 4, 9])
def test_a_dispute_shows_three_voices_and_tells_how_many_there_are(others: int) -> None:
    archive = small_archive()
    documents = dict(archive.documents)
    for number in range(1, others):  # beside the one that is there
        no = annotation("no", 1, "No", speaker="envoy", claims=(ClaimUse("held", "denies"),))
        amount = Amount(value=Decimal(number))
        count = annotation("n", 2, "some", speaker="envoy", figures=(FigureUse("civilians", amount),))
        id = f"other-{number}"
        documents[id] = Document(id, f"documents/{id}.txt", id, annotations=(no, count))
    whole = whole_from_archive(structs.replace(archive, documents=documents))
    disputes = make_document_view(Desk(whole, context_of(whole), "../../"), "2016/count", ()).disputes
    assert [dispute.subject.id for dispute in disputes] == ["held", "civilians"]
    shown = min(others, 3)
    assert [(len(dispute.against), dispute.more) for dispute in disputes] == [(shown, others - shown)] * 2


def test_facets_count_the_cards_that_they_part() -> None:
    facets = {facet.name: [(c.value, c.count) for c in facet.choices] for facet in count_view().facets}
    assert facets == {
        "kind": [("figure", 1), ("statement", 1)],
        "speaker": [("ministry", 1), ("refugees", 1)],
    }


def test_previews_tell_of_all_that_the_cards_link_to() -> None:
    routes = {preview.route for preview in count_view().previews}
    assert {"speakers/ministry.html", "claims/held.html", "figures/civilians.html"} <= routes


def test_a_document_in_another_language_says_so_wherever_it_is_named() -> None:
    view = make_document_view(desk_at("../"), "answer", ())
    assert (view.lang, view.dir, view.marks) == ("ar", "rtl", ' lang="ar" dir="rtl"')
    claim = make_claim_view(desk_at("../"), "held")
    assert claim.rows[1].statement.marks == ' lang="ar" dir="rtl"'
    assert claim.rows[0].statement.marks == ""


def test_citation_metadata_is_for_reference_managers() -> None:
    meta = dict(count_view().head.meta)
    assert meta["citation_title"] == AMPERSAND
    assert meta["citation_publication_date"] == "2016/10/29"
    assert count_view().head.canonical == "https://example.org/siege/documents/2016/count.html"


def test_a_claim_names_who_says_so_and_who_does_not() -> None:
    view = make_claim_view(desk_at("../"), "held")
    voices = {voice.stance: [one.speaker.name for one in voice.origins] for voice in view.voices}
    assert voices == {"asserts": ["The ministry"], "denies": ["The ministry"]}
    assert (view.origin_count, view.document_count) == (1, 2)
    assert [(relation.kind, relation.claims[0].id) for relation in view.relations] == [
        ("contradicts", "free")
    ]


def test_a_row_on_its_own_claims_page_does_not_repeat_the_claim() -> None:
    row = make_claim_view(desk_at("../"), "held").rows[0]
    assert [chip.id for chip in row.chips] == ["civilians"]
    assert [chip.id for chip in row.statement.chips] == ["held", "civilians"]


def test_a_speaker_shows_where_a_position_changed_and_what_others_counted() -> None:
    view = make_speaker_view(desk_at("../"), "ministry")
    assert [(r.claim.id, [row.mark_kind for row in r.rows]) for r in view.reversals] == [
        ("held", ["asserts", "denies"])
    ]
    assert [(g.figure.id, len(g.own), len(g.others)) for g in view.readings] == [("civilians", 1, 1)]
    assert [relay.speaker.id for relay in view.relays] == ["refugees"]


def test_a_figure_has_the_same_readings_in_table_and_csv() -> None:
    desk = desk_at("../")
    view = make_figure_view(desk, "civilians")
    table = list(csv.DictReader(io.StringIO(render_csv(desk, "civilians"), newline="")))
    assert [reading.amount for reading in view.readings] == ["90,000", "200,000–300,000"]
    assert list(table[0]) == list(COLUMNS)
    assert [(row["value"], row["min"], row["max"]) for row in table] == [
        ("90000", "", ""),
        ("", "200000", "300000"),
    ]
    assert view.is_contested
    assert view.csv == "civilians.csv"


@pytest.mark.parametrize(
    ("amount", "shape"),
    [
        (Amount(value=Decimal(1)), "point"),
        (Amount(low=Decimal(1)), "at-least"),
        (Amount(high=Decimal(1)), "at-most"),
        (Amount(low=Decimal(1), high=Decimal(2)), "range"),
        (Amount(value=Decimal(1), high=Decimal(2)), "estimate"),
    ],
)
def test_readings_are_told_apart_by_shape(amount: Amount, shape: str) -> None:
    assert shape_of(amount) == shape


def test_home_sets_what_cannot_both_be_so_side_by_side() -> None:
    view = make_home_view(desk_at(""))
    pairs = [(o.one.claim.id, o.other.claim.id, bool(o.other.denial)) for o in view.oppositions]
    assert pairs == [("held", "held", True), ("held", "free", False)]
    assert [entry.ref.id for entry in view.figures] == ["civilians"]


def test_the_matrix_tells_own_voice_from_report_and_silence() -> None:
    view = make_matrix_view(desk_at(""))
    assert [[[cell.kind for cell in cells] for cells in row.cells] for row in view.rows] == [
        [["reports"], ["denies"]]
    ]
    assert [ref.id for ref in view.documents] == ["2016/count", "answer"]
    assert [[[bool(cell.who) for cell in cells] for cells in row.cells] for row in view.rows] == [
        [[True], [True]]
    ]


@pytest.mark.parametrize(
    ("uses", "kinds"),
    [
        ([("envoy", "denies", None), ("ministry", "asserts", None)], ["reports", "denies"]),
        ([("", "asserts", None), ("ministry", "asserts", None), ("envoy", "questions", None)],
         ["asserts", "questions"]),
        ([("envoy", "asserts", None), ("ministry", "denies", "inferential")], ["reports", "read denies"]),
        ([("envoy", "denies", None), ("ministry", "denies", "inferential")], ["denies"]),
    ],
)  # fmt: skip
def test_the_matrix_shows_each_stance_of_a_document(
    uses: list[tuple[str, Stance, Basis | None]], kinds: list[str]
) -> None:
    archive = small_archive()
    notes = tuple(
        annotation(f"n{n}", n, "so", speaker=speaker, basis=basis, claims=(ClaimUse("held", stance),))
        for n, (speaker, stance, basis) in enumerate(uses, 1)
    )
    document = Document(id="d", path="documents/d.txt", title="D", annotations=notes)
    whole = whole_from_archive(structs.replace(archive, documents={"d": document}))
    (row,) = make_matrix_view(Desk(whole, context_of(whole), "")).rows
    assert [[cell.kind for cell in cells] for cells in row.cells] == [kinds]


def test_the_matrix_puts_what_excludes_each_other_side_by_side() -> None:
    archive = small_archive()
    uses = {"count": "held free", "answer": "b-apart held", "other": "a-apart"}
    documents = {
        id: Document(
            id=id,
            path=f"documents/{id}.txt",
            title=id,
            annotations=(annotation("x", 1, "so", claims=tuple(map(ClaimUse, claims.split()))),),
        )
        for id, claims in uses.items()
    }
    claims = {**archive.claims, "b-apart": Claim("b-apart", "B."), "a-apart": Claim("a-apart", "A.")}
    whole = whole_from_archive(structs.replace(archive, documents=documents, claims=claims))
    view = make_matrix_view(Desk(whole, context_of(whole), ""))
    rows = [(row.claim.id, row.against.id if row.against else "") for row in view.rows]
    assert rows == [("free", ""), ("held", "free"), ("b-apart", ""), ("a-apart", "")]
    assert view.rows[1].relation == view.relation == "Contradicts"


@pytest.mark.parametrize(("count", "open_ones"), [(6, 6), (7, 5)])
def test_a_speaker_of_many_figures_shows_the_contested_and_folds_the_rest(count: int, open_ones: int) -> None:
    archive = small_archive()
    uses = [FigureUse(f"f{n}", Amount(value=Decimal(n))) for n in range(1, count + 1)]
    against = (FigureUse(f"f{count}", Amount(value=Decimal(1000))),)
    notes = (
        annotation("a", 1, "so", speaker="ministry", figures=tuple(uses)),
        annotation("b", 2, "no", speaker="envoy", figures=against),
    )
    document = Document(id="d", path="documents/d.txt", title="D", annotations=notes)
    figures = {use.id: Figure(use.id, use.id, "people") for use in uses}
    whole = whole_from_archive(
        structs.replace(archive, documents={"d": document}, figures=figures, claims={})
    )
    view = make_speaker_view(Desk(whole, context_of(whole), "../"), "ministry")
    assert [group.is_contested for group in view.readings] == [True] + [False] * (count - 1)
    assert view.readings_open == open_ones


def test_every_page_is_planned_once() -> None:
    tasks = list(iter_pages(small_whole()))
    routes = [task.route for task in tasks]
    assert len(routes) == len(set(routes))
    for route in (
        "index.html",
        "documents/2016/count.html",
        "speakers/the-ministry.html",
        "pages/about.html",
    ):
        assert route in routes
    assert PageTask("redirect", "2016/count", former="old-count", of="document") in tasks


def test_one_desk_serves_all_pages_of_a_depth() -> None:
    whole = small_whole()
    desks = Desks(whole, context_of(whole))
    assert desks.at("speakers/a.html") is desks.at("claims/b.html")
    assert desks.at("documents/2016/a.html")[1].root == "../../"


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("short", "short"),
        ("two\nlines", "two lines"),
        ("one two three four", "one two …"),
        ("unbreakableword", "unbreakabl …"),
        ("ten chars, and more", "ten chars …"),
    ],
)
def test_long_texts_are_cut_at_a_space(text: str, short: str) -> None:
    assert clip(text, 10) == short
