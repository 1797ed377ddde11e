"""Checks on archives made of records: which findings, where."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sitegen.checks.run import run_checks
from sitegen.diagnostics.diagnostic import Diagnostic
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
    MenuItem,
    OutsideReport,
    Site,
    Source,
    Speaker,
    Status,
    Topic,
)
from sitegen.model.period import Moment, Period
from tests.unit.graph.make_archive import make_annotation, make_archive, make_document, on_day

ADVICE = ("R011", "R012", "N004")


def findings(archive: Archive) -> tuple[Diagnostic, ...]:
    """Return all findings but advice on what is not used."""
    found = run_checks(archive, whole_from_archive(archive))
    return tuple(d for d in found if d.code not in ADVICE)


def only_finding(archive: Archive) -> tuple[str, str, str, tuple[str | int, ...]]:
    (found,) = findings(archive)
    return found.code, found.message, found.place.path, found.place.keys


def with_annotation(annotation: Annotation, **fields: object) -> Archive:
    figure = Figure(id="crowd", label="Crowd", unit="people")
    document = make_document("letter", annotation, **fields)
    return make_archive([document], speakers=["anna", "bert"], claims=["late"], figures=[figure])


def reading(value: object = None, low: object = None, high: object = None) -> tuple[FigureUse, ...]:
    ends = [None if number is None else Decimal(str(number)) for number in (value, low, high)]
    amount = Amount(value=ends[0], low=ends[1], high=ends[2])
    return (FigureUse(id="crowd", amount=amount),)


def test_an_archive_without_mistakes_has_no_findings() -> None:
    annotation = make_annotation(
        1,
        "some 1,400 people",
        speaker="anna",
        via=("bert",),
        said=on_day(1),
        annotated=on_day(9),
        claims=(ClaimUse(id="late"),),
        figures=reading(1400),
        topics=("undescribed",),
    )
    archive = with_annotation(annotation, author=("bert",), date=on_day(2))
    assert run_checks(archive, whole_from_archive(archive)) == ()


SIDECAR_CASES = [
    (
        make_annotation(1, speaker="ana"),
        ("R001", "no speaker 'ana'; did you mean 'anna'?", ("speaker",)),
    ),
    (
        make_annotation(1, speaker="anna", via=("bert", "carl")),
        ("R001", "no speaker 'carl'", ("via", 1)),
    ),
    (
        make_annotation(1, claims=(ClaimUse(id="late"), ClaimUse(id="lat"))),
        ("R002", "no claim 'lat'; did you mean 'late'?", ("claim", 1, "id")),
    ),
    (
        make_annotation(1, "3", figures=(FigureUse(id="crowds", amount=Amount(value=Decimal(3))),)),
        ("R003", "no figure 'crowds'; did you mean 'crowd'?", ("figure", 0, "id")),
    ),
    (
        make_annotation(1, speaker="anna", via=("bert", "anna")),
        ("A001", "the chain names 'anna' twice", ("via", 1)),
    ),
    (
        make_annotation(1, via=("bert",)),
        ("A002", "'bert' passed this on, and no speaker is named", ("via",)),
    ),
    (
        make_annotation(1, said=on_day(6)),
        ("A004", "said day-6, after its document of day-5", ("said",)),
    ),
    (
        make_annotation(1, annotated=on_day(4)),
        ("A005", "annotated day-4, before its document of day-5", ("annotated",)),
    ),
    (
        make_annotation(1, "some 14,000 people", figures=reading(1400)),
        ("N001", "1400 is not in the quoted words", ("figure", 0, "value")),
    ),
    (
        make_annotation(1, "from 2 to 3", figures=reading(None, 2, 4)),
        ("N001", "4 is not in the quoted words", ("figure", 0, "max")),
    ),
    (
        make_annotation(1, "from 2 to 3", figures=reading(None, 3, 2)),
        ("N002", "min 3 is above max 2", ("figure", 0, "min")),
    ),
    (
        make_annotation(1, "from 2 to 3, say 4", figures=reading(4, 2, 3)),
        ("N003", "value 4 is above its max 3", ("figure", 0, "value")),
    ),
    (
        make_annotation(1, "at least 2, say 1", figures=reading(1, 2)),
        ("N003", "value 1 is below its min 2", ("figure", 0, "value")),
    ),
]


@pytest.mark.parametrize(("annotation", "expected"), SIDECAR_CASES)
def test_a_mistake_in_an_annotation(
    annotation: Annotation, expected: tuple[str, str, tuple[str | int, ...]]
) -> None:
    code, message, keys = expected
    archive = with_annotation(annotation, date=on_day(5))
    assert only_finding(archive) == (code, message, "documents/letter.yaml", ("annotations", 0, *keys))


def test_a_number_that_is_concluded_is_not_looked_for() -> None:
    annotation = make_annotation(1, "most of them", figures=reading(1400), basis="inferential")
    assert findings(with_annotation(annotation)) == ()


def test_numbers_as_words_count_in_the_documents_language() -> None:
    annotation = make_annotation(1, "zwölf Menschen", figures=reading(12))
    assert findings(with_annotation(annotation, language="de")) == ()
    assert only_finding(with_annotation(annotation, language="fr"))[0] == "N001"


def test_vague_dates_are_not_compared() -> None:
    about = Moment(year=1, month=1, day=5, approximate=True)
    date = Period(edtf="day-5~", start=about, end=about, first=5, last=5)
    assert findings(with_annotation(make_annotation(1, said=on_day(6)), date=date)) == ()


def document_case(**fields: object) -> Archive:
    other = make_document("2019/minutes")
    return make_archive([make_document("letter", **fields), other], speakers=["anna"])


DOCUMENT_CASES = [
    ({"author": ("anna", "ana")}, "R001", ("author", 1)),
    ({"publisher": "anne"}, "R001", ("publisher",)),
    ({"translation_of": "minutes"}, "R004", ("translation_of",)),
    ({"translation_of": "letter"}, "D001", ("translation_of",)),
    ({"former_ids": ("old", "2019/minutes")}, "R008", ("former_ids", 1)),
    ({"source": Source(sha256="AB"), "text_sha256": "ac"}, "D002", ("source", "sha256")),
]


@pytest.mark.parametrize(("fields", "code", "keys"), DOCUMENT_CASES)
def test_a_mistake_in_a_document(fields: dict[str, object], code: str, keys: tuple[str, ...]) -> None:
    found = only_finding(document_case(**fields))
    assert (found[0], found[2], found[3]) == (code, "documents/letter.yaml", keys)


def test_a_checksum_is_compared_without_case_and_only_where_both_are_known() -> None:
    assert findings(document_case(source=Source(sha256="AB"), text_sha256="ab")) == ()
    assert findings(document_case(source=Source(sha256="AB"))) == ()


def claim_archive(claim: Claim, site: Site | None = None) -> Archive:
    document = make_document("letter", make_annotation(1))
    origins = {"claims/late": "claims/bridge.yaml"}
    return make_archive([document], claims=[claim, "early"], origins=origins, site=site or Site(title="T"))


CLAIM_CASES = [
    (Claim(id="late", text="T.", supports=("early", "latte")), "R002", ("supports", 1)),
    (Claim(id="late", text="T.", contrary_to=("late",)), "R009", ("contrary_to", 0)),
    (Claim(id="late", text="T.", status="confirmed"), "R006", ("status",)),
    (Claim(id="late", text="T.", former_ids=("early",)), "R008", ("former_ids", 0)),
    (Claim(id="late", text="T.", former_ids=("late",)), "R008", ("former_ids", 0)),
    (Claim(id="late", text="T.", evidence=(Evidence(title="x"),)), "R010", ("evidence", 0)),
    (
        Claim(id="late", text="T.", evidence=(Evidence(annotation="a1"),)),
        "R010",
        ("evidence", 0),
    ),
    (
        Claim(id="late", text="T.", evidence=(Evidence(url="u"), Evidence(document="leter"))),
        "R004",
        ("evidence", 1, "document"),
    ),
    (
        Claim(id="late", text="T.", evidence=(Evidence(document="letter", annotation="a2"),)),
        "R005",
        ("evidence", 0, "annotation"),
    ),
]


@pytest.mark.parametrize(("claim", "code", "keys"), CLAIM_CASES)
def test_a_mistake_in_a_claim(claim: Claim, code: str, keys: tuple[str | int, ...]) -> None:
    found = only_finding(claim_archive(claim))
    assert (found[0], found[2], found[3]) == (code, "claims/bridge.yaml", ("late", *keys))


def test_good_evidence_and_the_sites_own_statuses_are_accepted() -> None:
    site = Site(title="T", claim_statuses=(Status(id="confirmed", label="Confirmed"),))
    evidence = (Evidence(document="letter", annotation="a1"), Evidence(url="https://example.org/"))
    claim = Claim(id="late", text="T.", status="confirmed", evidence=evidence)
    assert findings(claim_archive(claim, site=site)) == ()
    refuted = Claim(id="late", text="T.", status="refuted")
    assert only_finding(claim_archive(refuted, site=site))[0] == "R006"


def test_two_cannot_have_had_the_same_id() -> None:
    people = [Speaker(id=n, name=n, former_ids=("old",)) for n in ("anna", "bert")]
    found = only_finding(make_archive(speakers=people, claims=[Claim(id="old", text="T.")]))
    assert found == (
        "R008",
        "former id 'old' is also a former id of speaker 'anna'",
        "speakers.yaml",
        ("bert", "former_ids", 0),
    )


def test_a_former_id_of_a_topic_may_not_be_one_in_use() -> None:
    topics = {"aid": Topic(id="aid", name="Aid", former_ids=("help",))}
    archive = make_archive([make_document("a", topics=("help",))], topics=topics)
    assert only_finding(archive)[0::2] == ("R008", "topics.yaml")


def test_affiliations_in_a_circle_are_told_once() -> None:
    people = [
        Speaker(id="office", name="Office", affiliation="council"),
        Speaker(id="council", name="Council", affiliation="office"),
        Speaker(id="anna", name="Anna", affiliation="office"),
    ]
    assert only_finding(make_archive(speakers=people)) == (
        "A003",
        "affiliations lead back to 'office': office → council → office",
        "speakers.yaml",
        ("office", "affiliation"),
    )


def test_speakers_in_registries() -> None:
    amount = Amount(low=Decimal(3), high=Decimal(2))
    report = OutsideReport(amount=amount, speaker="nobody", via=("anna", "noone"))
    figure = Figure(id="crowd", label="Crowd", unit="people", reports=(report,))
    anna = Speaker(id="anna", name="Anna", affiliation="nowhere")
    found = findings(make_archive(speakers=[anna], figures=[figure]))
    assert [(d.code, d.place.keys) for d in found] == [
        ("R001", ("anna", "affiliation")),
        ("R001", ("crowd", "reports", 0, "speaker")),
        ("R001", ("crowd", "reports", 0, "via", 1)),
        ("N002", ("crowd", "reports", 0, "min")),
    ]


MENU_CASES = [
    ("documents", True),
    ("documents.html", True),
    ("documents/index", True),
    ("", True),
    ("home", True),
    ("search", True),
    ("pages/about", True),
    ("pages/about.html#method", True),
    ("topics/used-only", True),
    ("speakers/anna", True),
    ("files/report.pdf", True),
    ("static/files/a scan.pdf", True),
    ("static/files/a%20scan.pdf", True),
    ("https://example.org/", True),
    ("mailto:editor@example.org", True),
    ("#below", True),
    ("about", False),
    ("speakers/ana", False),
    ("files/reports.pdf", False),
]


@pytest.mark.parametrize(("target", "is_there"), MENU_CASES)
def test_menu_targets(target: str, *, is_there: bool) -> None:
    archive = make_archive(
        [make_document("letter", topics=("used-only",))],
        speakers=["anna"],
        site=Site(title="T", menu=(MenuItem(label="X", target=target),)),
        pages={"about": EditorialPage(id="about", path="pages/about.md", title="About", text="")},
        statics=("files/report.pdf", "files/a scan.pdf"),
    )
    found = [(d.code, d.place.path, d.place.keys) for d in findings(archive)]
    assert found == ([] if is_there else [("R007", "site.yaml", ("menu", 0, "target"))])


def test_what_nothing_refers_to_is_advice() -> None:
    figure = Figure(id="crowd", label="Crowd", unit="people")
    archive = make_archive(speakers=["anna"], claims=["late"], figures=[figure])
    found = run_checks(archive, whole_from_archive(archive))
    assert [(d.code, d.place.keys) for d in found] == [
        ("R011", ("late",)),
        ("R012", ("anna",)),
        ("N004", ("crowd",)),
    ]


def used(**fields: object) -> Document:
    return make_document("letter", **fields)


@pytest.mark.parametrize(
    "archive",
    [
        make_archive([used(author=("anna",))], speakers=["anna"]),
        make_archive([used(publisher="anna")], speakers=["anna"]),
        make_archive([make_document("a", make_annotation(1, speaker="anna"))], speakers=["anna"]),
        make_archive([make_document("a", make_annotation(1, via=("anna",)))], speakers=["anna"]),
    ],
)
def test_a_speaker_who_is_named_anywhere_is_used(archive: Archive) -> None:
    assert "R012" not in {d.code for d in run_checks(archive, whole_from_archive(archive))}
