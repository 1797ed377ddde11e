"""Two states of an archive in sentences: each change of meaning is told, and nothing else."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from sitegen.diff.change import Change
from sitegen.diff.diff import diff_wholes
from sitegen.diff.tell import FORMS, NOTHING, render_changes
from sitegen.graph.whole import whole_from_archive
from sitegen.model.archive import (
    Amount,
    Annotation,
    Archive,
    Claim,
    ClaimUse,
    Document,
    EditorialPage,
    Evidence,
    Figure,
    FigureUse,
    Selector,
    Site,
    Speaker,
    Status,
    Topic,
)


def annotation(id_: str, words: str, start: int = 0, **more: object) -> Annotation:
    return Annotation(
        id_, 1, named=True, selectors=(Selector(words),), spans=((start, start + len(words)),),
        passage=(words,),
        **more,  # type: ignore[arg-type]
    )  # fmt: skip


ONE = annotation("one", "It held", speaker="ada", claims=(ClaimUse("held"),), note="A note.")
TWO = annotation("two", "about 90", 20, figures=(FigureUse("left", Amount(Decimal(90))),))
DOCUMENT = Document("d", "documents/d.txt", "Report", annotations=(ONE, TWO), text_digest="1")
OLD = Archive(
    Site("Site"),
    documents={"d": DOCUMENT},
    speakers={"ada": Speaker("ada", "Ada Holm", "person"), "bob": Speaker("bob", "Bob")},
    claims={"held": Claim("held", "The wall held.", status="unverified"), "fell": Claim("fell", "It fell.")},
    figures={"left": Figure("left", "People who left", "people")},
    topics={"wall": Topic("wall", "The wall")},
    pages={"about": EditorialPage("about", "pages/about.md", "About", "Words")},
)


def changes(new: Archive, old: Archive = OLD) -> list[Change]:
    return list(diff_wholes(whole_from_archive(old), whole_from_archive(new)))


def with_annotation(new: Annotation, at: int = 0) -> Archive:
    annotations = [*DOCUMENT.annotations]
    annotations[at] = new
    return replace(OLD, documents={"d": replace(DOCUMENT, annotations=tuple(annotations))})


def test_the_same_is_nothing() -> None:
    assert changes(OLD) == []
    assert render_changes((), "text").strip() == NOTHING


@pytest.mark.parametrize(
    ("new", "kind", "words"),
    [
        (replace(ONE, speaker="bob"), "speaker-changed", "was Ada Holm and is now Bob"),
        (replace(ONE, speaker=""), "speaker-changed", "is now the document itself"),
        (replace(ONE, via=("bob",)), "relay-changed", "now given: Bob"),
        (replace(ONE, claims=(ClaimUse("held", "denies"),)), "claim-changed", "it now denies it"),
        (replace(ONE, claims=()), "claim-changed", "“It held” no longer asserts “The wall held.”"),
        (
            replace(ONE, claims=(ClaimUse("held"), ClaimUse("fell"))),
            "claim-changed",
            "now asserts “It fell.”",
        ),
        (replace(ONE, mode="direct"), "mode-changed", "its mode is now given: direct"),
        (replace(ONE, note=""), "note-changed", "its note was taken away: “A note.”"),
        (replace(ONE, spans=((5, 12),)), "passages-moved", "1 passage stands at another place"),
        (
            replace(ONE, passage=("It held well",), spans=((0, 12),)),
            "passage-changed",
            "is now “It held well”",
        ),
        (replace(ONE, spans=()), "passage-lost", "no longer found"),
        (replace(ONE, id="uno"), "annotation-renamed", "its id was one"),
        (replace(ONE, topics=("wall",)), "topics-changed", "topics added: wall"),
    ],
)
def test_annotations(new: Annotation, kind: str, words: str) -> None:
    (change,) = changes(with_annotation(new))
    assert (change.section, change.kind) == ("documents", kind)
    assert words in change.sentence


def test_annotations_come_and_go() -> None:
    three = annotation("three", "It fell", 40, speaker="bob", claims=(ClaimUse("fell", "denies"),))
    new = replace(OLD, documents={"d": replace(DOCUMENT, annotations=(ONE, three))})
    assert [(c.kind, c.subject, c.sentence) for c in changes(new)] == [
        ("annotation-added", "d#three", "new: Bob, “It fell”; denies “It fell.”"),
        ("annotation-removed", "d#two",
         "removed: the document itself, “about 90”; gives “People who left” as 90"),
    ]  # fmt: skip


def test_what_the_editors_read_is_not_told_as_said() -> None:
    read = replace(ONE, basis="inferential")
    assert [(c.kind, c.sentence) for c in changes(with_annotation(read))] == [
        ("claim-changed",
         "“It held” asserts “The wall held.” no more; it now is read by the editors as asserting it"),
        ("basis-changed", "its basis is now given: inferential"),
    ]  # fmt: skip
    denial = replace(read, id="three", claims=(ClaimUse("fell", "denies"),), certainty="low")
    number = annotation(
        "four", "many", 60, figures=(FigureUse("left", Amount(Decimal(300))),), basis="interpretive"
    )
    annotations = (*DOCUMENT.annotations, denial, number)
    new = replace(OLD, documents={"d": replace(DOCUMENT, annotations=annotations)})
    assert [(c.kind, c.sentence) for c in changes(new)] == [
        ("annotation-added",
         "new: Ada Holm, “It held”; is read by the editors as denying “It fell.” (low certainty)"),
        ("annotation-added",
         "new: the document itself, “many”; is read by the editors as giving “People who left” as 300"),
        ("contest-began", "it is contested now, only in the editors' reading: 90 against 300 people"),
    ]  # fmt: skip


def test_a_reading_that_parts_begins_a_contest() -> None:
    other = annotation("three", "at least 200", 40, figures=(FigureUse("left", Amount(low=Decimal(200))),))
    new = replace(OLD, documents={"d": replace(DOCUMENT, annotations=(ONE, TWO, other))})
    found = {c.kind: c.sentence for c in changes(new)}
    assert found["contest-began"] == "it is contested now: 90 against at least 200 people"
    assert {c.kind for c in changes(OLD, new)} == {"annotation-removed", "contest-ended"}
    changed = with_annotation(
        replace(TWO, figures=(FigureUse("left", Amount(Decimal(95), approximate=True)),)), 1
    )
    (change,) = changes(changed)
    assert change.sentence == "its reading of “People who left” was 90 and is now about 95"


@pytest.mark.parametrize(
    ("new", "kind", "words"),
    [
        (
            replace(OLD.claims["held"], status="refuted"),
            "status-changed",
            "was unverified and is now refuted",
        ),
        (replace(OLD.claims["held"], text="It did hold."), "text-changed", "is now “It did hold.”"),
        (replace(OLD.claims["held"], assessment="Why"), "assessment-changed", "now has an assessment"),
        (replace(OLD.claims["held"], contradicts=("fell",)), "relation-added", "now contradicts “It fell.”"),
        (replace(OLD.claims["held"], evidence=(Evidence(document="d"),)), "evidence-changed", "d (context)"),
    ],
)
def test_claims(new: Claim, kind: str, words: str) -> None:
    (change,) = [c for c in changes(replace(OLD, claims={**OLD.claims, "held": new})) if c.subject == "held"]
    assert change.kind == kind
    assert words in change.sentence


def test_statuses_are_told_as_the_site_calls_them() -> None:
    site = replace(OLD.site, claim_statuses=(Status("unverified", "Not examined"), Status("ok", "Sound")))
    old = replace(OLD, site=site)
    new = replace(old, claims={**OLD.claims, "held": replace(OLD.claims["held"], status="ok")})
    (change,) = changes(new, old)
    assert "was Not examined and is now Sound" in change.sentence


def test_a_speaker_renamed_is_one_change() -> None:
    ada = replace(OLD.speakers["ada"], id="ada-holm", former_ids=("ada",))
    new = replace(
        with_annotation(replace(ONE, speaker="ada-holm", id="uno")),
        speakers={"ada-holm": ada, "bob": Speaker("bob", "Bob")},
    )
    assert [(c.section, c.kind) for c in changes(new)] == [
        ("documents", "annotation-renamed"), ("speakers", "speaker-renamed"),
    ]  # fmt: skip
    assert "nothing leads" not in changes(new)[1].sentence


def test_documents_come_go_and_are_renamed() -> None:
    moved = replace(DOCUMENT, id="e", path="documents/e.txt")
    (change,) = changes(replace(OLD, documents={"e": moved}))
    assert (change.kind, change.before, change.after) == ("document-renamed", "d", "e")
    assert "nothing leads from the old address" in change.sentence
    other = Document("x", "documents/x.txt", "Other", text_digest="2")
    assert [c.kind for c in changes(replace(OLD, documents={"x": other}))] == [
        "document-added",
        "document-removed",
    ]


def test_the_rest() -> None:
    new = replace(
        OLD,
        site=replace(OLD.site, title="Other"),
        topics={"wall": replace(OLD.topics["wall"], name="Walls")},
        pages={"about": replace(OLD.pages["about"], text="More")},
        figures={"left": replace(OLD.figures["left"], unit="families")},
        speakers={**OLD.speakers, "eve": Speaker("eve", "Eve")},
    )
    assert [c.kind for c in changes(new)] == [
        "title-changed",
        "unit-changed",
        "speaker-added",
        "name-changed",
        "page-changed",
    ]


def test_markdown_shows_texts_as_they_are() -> None:
    change = Change("claims", "x", "text-changed", "its text is *now* <b> @somebody")
    told = render_changes((change,), "markdown")
    assert r"\*now\* \<b\>" in told
    assert "@somebody" not in told


STATES = st.builds(
    lambda speaker, claims, spans, status: replace(
        with_annotation(replace(ONE, speaker=speaker, claims=claims, spans=spans)),
        claims={**OLD.claims, "held": replace(OLD.claims["held"], status=status)},
    ),
    st.sampled_from(["ada", "bob", ""]),
    st.sampled_from([(), (ClaimUse("held"),), (ClaimUse("fell", "denies"),)]),
    st.sampled_from([(), ((0, 7),), ((3, 10),)]),
    st.sampled_from(["unverified", "disputed"]),
)


@given(STATES, STATES, st.sampled_from(FORMS))
def test_nothing_is_told_exactly_where_nothing_changed(old: Archive, new: Archive, form: str) -> None:
    there, back = changes(new, old), changes(old, new)
    assert (there == []) == (old == new)
    assert len(there) == len(back)
    assert render_changes(tuple(there), form).endswith("\n")
