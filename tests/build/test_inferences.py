"""What the editors read in somebody's words never passes for that person's own; nor the unsure for sure.

Every page of a small site is walked, in all languages of the interface, and every page of `content/`.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from sitegen.build import BuildOptions, build_site
from sitegen.build.units import iter_claim_units, iter_figure_units, unit_of_document
from sitegen.graph.whole import whole_from_archive
from sitegen.model.archive import (
    Amount,
    Annotation,
    Archive,
    Certainty,
    Claim,
    ClaimUse,
    Figure,
    FigureUse,
    Stance,
)
from sitegen.model.reading_text import ReadingText
from sitegen.model.whole import Count
from tests.judge.page import classes, parse
from tests.unit.graph.make_archive import make_annotation, make_archive, make_document

CONTENT = Path(__file__).parents[2] / "content"
FILES = {
    "speakers.yaml": "".join(f"{id}: {{name: {id.title()}}}\n" for id in ("anna", "boris", "cyd", "paper")),
    "claims.yaml": (
        "held: {text: The bridge held., topics: [bridge]}\n"
        "lone: {text: It was empty., topics: [bridge]}\n"
        "full: {text: It was full., contradicts: [lone]}\n"
        "turned: {text: The road is open.}\n"
        "vague: {text: It rained.}\n"
    ),
    "figures.yaml": (
        "crossed: {label: Who crossed, unit: people, topics: [bridge]}\ncarts: {label: Carts, unit: carts}\n"
    ),
    "documents/letter.txt": (
        "The bridge held, says Anna. It stood empty. 400 crossed. It may have rained. 30 carts came.\n"
    ),
    "documents/letter.yaml": (
        "title: A letter\ndate: 2001-05-04\npublisher: paper\nannotations:\n"
        "  - {id: held, quote: The bridge held, speaker: anna, claim: held}\n"
        "  - {id: empty, quote: It stood empty, speaker: anna, claim: lone}\n"
        "  - {id: crossed, quote: 400 crossed, speaker: anna, figure: {id: crossed, value: 400}}\n"
        "  - {id: rained, quote: It may have rained, speaker: anna, certainty: low, claim: vague}\n"
        "  - {id: carts, quote: 30 carts, speaker: cyd, certainty: low, figure: {id: carts, value: 30}}\n"
    ),
    "documents/report.txt": (
        "Boris wept at the water. He counted and counted. Crowds, he sighed. The road is open, he said.\n"
    ),
    "documents/report.yaml": (
        "title: A report\ndate: 2001-06-04\npublisher: paper\nannotations:\n"
        "  - {id: wept, quote: Boris wept, speaker: boris, basis: inferential, certainty: low, mode: direct,"
        " claim: {id: held, stance: denies}, said: 2001-06-03}\n"
        "  - {id: counted, quote: counted and counted, speaker: boris, basis: inferential,"
        " figure: {id: crossed, value: 900}}\n"
        "  - {id: crowds, quote: 'Crowds, he sighed', speaker: boris, basis: interpretive, claim: full}\n"
        "  - {id: road, quote: The road is open, speaker: boris, claim: turned}\n"
        "  - {id: sighed, quote: he sighed, speaker: boris, basis: interpretive,"
        " claim: {id: turned, stance: denies}}\n"
        "  - {id: water, quote: the water, speaker: boris, basis: inferential,"
        " claim: {id: vague, stance: questions}}\n"
    ),
}
# In each language: what would say that somebody denied, and what says that it is only read so.
OWN_DENIAL = {
    "en": r"\bdeni(?:ed|es|als?)\b",
    "fr": r"\b(?:nie|nié|niée|démentis?|démentent)\b(?!, par la rédaction)",
    "ru": r"\bотрица\w+\b",
    "ar": "نفاه|نفى|ينفي",
}
READ_DENIAL = {
    "en": "read as denying, by the editors",
    "fr": "lu comme un démenti, par la rédaction",
    "ru": "прочитано редакцией как отрицание",
    "ar": "قرأته هيئة التحرير نفيًا",
}
READ = {
    "en": "read so by the editors",
    "fr": "lu ainsi par la rédaction",
    "ru": "так прочитано редакцией",
    "ar": "هكذا قرأته هيئة التحرير",
}
LOW = {"en": "low certainty", "fr": "certitude faible", "ru": "низк", "ar": "درجة يقين منخفضة"}
SAID_ATTRIBUTES = ("title", "aria-label", "alt", "content", "placeholder", "data-label", "data-citation")
# By passages: groups of words, of each of which one has to be there.
Standings = dict[str, tuple[tuple[str, ...], ...]]
UNITS = ("li", "tr", "cell")  # by tag or class: the smallest thing that a reader takes in at once


def write_archive(folder: Path, language: str) -> Path:
    files = {
        **FILES,
        "site.yaml": f"title: A valley\nlanguage: {language}\nbase_url: https://valley.example/\n",
    }
    for name, text in files.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder / "content"


@pytest.fixture(scope="module", params=("en", "fr", "ru", "ar"))
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    language: str = request.param
    folder = tmp_path_factory.mktemp(language)
    options = BuildOptions(
        archive=write_archive(folder, language), out=folder / "build", no_cache=True, jobs=1
    )
    result = build_site(options)
    assert not result.has_failed, result.diagnostics
    return language, folder / "build"


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("english")
    options = BuildOptions(archive=write_archive(folder, "en"), out=folder / "build", no_cache=True, jobs=1)
    assert not build_site(options).has_failed
    return folder / "build"


def iter_said(page: Path) -> Iterator[str]:
    """Yield all that a page says: each text, and each attribute that is shown or read out."""
    for element in parse(page).iter():
        if not isinstance(element.tag, str) or element.tag in ("script", "style"):
            continue
        for name in SAID_ATTRIBUTES:
            if element.get(name):
                yield element.get(name)
        for text in (element.text, *(child.tail for child in element)):
            if text and text.strip():
                yield " ".join(text.split())


def words_of(element: Any) -> str:
    """Return all words of an element; where one of its parts ends, so does a word."""
    return " ".join(" ".join(element.itertext()).split())


def text_of(page: Path, tag: str = "main") -> str:
    return words_of(next(parse(page).iter(tag)))


def test_no_page_says_in_any_way_that_somebody_denies_who_is_only_read_so(site: tuple[str, Path]) -> None:
    language, folder = site
    pattern = re.compile(OWN_DENIAL[language], re.IGNORECASE)
    found = []
    for page in sorted(folder.rglob("*.html")):
        for said in iter_said(page):
            rest = re.sub(re.escape(READ_DENIAL[language]), "", said, flags=re.IGNORECASE)
            if pattern.search(rest):
                found.append((page.relative_to(folder).as_posix(), said))
    key_of_matrix = [said for page, said in found if page == "matrix.html"]
    assert len(key_of_matrix) == 1, "the key says what a look of cells would mean"
    assert found == [("matrix.html", *key_of_matrix)]


def test_wherever_a_page_leads_to_a_passage_it_says_how_that_stands(site: tuple[str, Path]) -> None:
    language, folder = site
    read = (READ_DENIAL[language], READ[language])
    standings: Standings = {
        "documents/report.html#wept": (read, (LOW[language],)),
        "documents/report.html#counted": (read,),
        "documents/letter.html#rained": ((LOW[language],),),
        "documents/letter.html#carts": ((LOW[language],),),
    }
    pages = check_links(folder, standings)
    assert {"index.html", "matrix.html", "claims/held.html", "speakers/boris.html", "timeline.html"} <= pages


def check_links(folder: Path, standings: Standings) -> set[str]:
    """Assert that beside each link to a passage stands one of each of its words; return on which pages."""
    pages = set()
    for page in sorted(folder.rglob("*.html")):
        here = page.relative_to(folder).as_posix()
        for unit, target in iter_units(page, here):
            said = words_of(unit).casefold()
            for words in standings.get(target, ()):
                pages.add(here)
                assert any(each.casefold() in said for each in words), (here, target, words, said)
    return pages


def iter_units(page: Path, here: str) -> Iterator[tuple[Any, str]]:
    """Yield each smallest unit that leads to a passage, and which passage that is.

    Not the text itself, which has the passages and the ways to their notes, nor what is cited as evidence,
    which nobody is said to take a stance by.
    """
    tree = parse(page)
    parents = {child: parent for parent in tree.iter() for child in parent}
    for link in (each for tag in ("a", "{http://www.w3.org/2000/svg}a") for each in tree.iter(tag)):
        href = link.get("href") or ""
        path, _, fragment = href.partition("#")
        if not fragment:
            continue
        target = f"{resolve(here, path) if path else here}#{fragment}"
        unit, is_apart = link, False
        while unit in parents and not is_in_drawing(unit) and not {unit.tag, *classes(unit)} & {*UNITS}:
            unit = parents[unit]
        above = unit
        while above in parents:
            is_apart = (
                is_apart or above.tag == "mark" or "evidence" in classes(above) or "text" in classes(above)
            )
            above = parents[above]
        if not is_apart:
            yield unit, target


def is_in_drawing(element: Any) -> bool:
    return element.tag.rpartition("}")[2] == "a" and any(
        child.tag.rpartition("}")[2] == "title" for child in element
    )


def resolve(here: str, path: str) -> str:
    parts = here.split("/")[:-1]
    for part in path.split("/"):
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)


# What a reader of the English site finds where; and what must not stand there.
TOLD = (
    ("claims/held.html", "Asserted by 1 statement Anna", "Denied by"),
    ("claims/held.html", "Read as denying, by the editors 1 passage (low certainty)", ""),
    ("claims/held.html", "Boris (low certainty)", ""),
    ("claims/held.html", "contested only in the editors' reading", ""),
    ("claims/held.html", "1 independent origin in 1 document", "2 "),
    ("claims/lone.html", "contested only in the editors' reading", ""),
    ("claims/vague.html", "Asserted by 1 statement (low certainty)", "Questioned by"),
    ("claims/vague.html", "Anna (low certainty)", ""),
    ("claims/vague.html", "Read as questioning, by the editors 1 passage Boris", "in 2 documents"),
    ("claims/full.html", "Read as asserting, by the editors 1 passage Boris", "Asserted by"),
    ("claims/full.html", "Read as asserting, by the editors", "origin"),
    ("claims/vague.html", "1 independent origin (low certainty)", ""),
    (
        "claims/index.html",
        (
            "The bridge held. Unverified contested only in the editors' reading 1 assertion 1 origin"
            " 1 document read as denying, by the editors: 1 (low certainty)"
        ),
        "1 denial",
    ),
    ("claims/index.html", "1 assertion (low certainty) 1 origin (low certainty)", ""),
    ("index.html", "read as denying, by the editors Boris (low certainty)", "denied"),
    ("index.html", "contested only in the editors' reading", "contested:"),
    ("index.html", "1 reading read so by the editors: 1", "2 readings"),
    ("figures/crossed.html", "400 people contested only in the editors' reading", "400 to 900"),
    ("figures/crossed.html", "1 reading read so by the editors: 1", "2 readings"),
    ("figures/crossed.html", "900 read so by the editors", "1 pair does not meet"),
    ("figures/crossed.html", "1 pair parts only in the editors' reading.", ""),
    ("figures/carts.html", "30 low certainty", ""),
    ("speakers/boris.html", "1 statement read so by the editors: 5 (1 of low certainty)", "6 statements"),
    (
        "speakers/boris.html",
        "Positions that changed only in the editors' reading",
        "Positions that changed The",
    ),
    ("speakers/index.html", "1 Boris", ""),
    ("speakers/index.html", "read so by the editors: 5 (1 of low certainty)", ""),
    ("speakers/anna.html", "4 statements (1 of low certainty)", ""),
    ("relays.html", "Boris 1 read so by the editors: 5", ""),
    ("timeline.html", "Read so by the editors", ""),
    ("timeline.html", "Boris, 3 June 2001", ""),
    ("matrix.html", "read as denying, by the editors; low certainty", ""),
    ("matrix.html", "reports (low certainty)", ""),
    ("documents/letter.html", "In dispute only in the editors' reading The bridge held.", ""),
    ("documents/letter.html", "against read as denying, by the editors Boris (low certainty)", "denied"),
    ("documents/report.html", "here read as denying, by the editors; low certainty", ""),
    ("documents/report.html", "here 900 people (read so by the editors)", ""),
    ("documents/report.html", "Said or read read so by the editors 5 in the words 1", ""),
    ("topics/bridge.html", "read as denying, by the editors: 1 (low certainty)", ""),
)


@pytest.mark.parametrize(("page", "told", "never"), TOLD)
def test_what_is_read_is_counted_apart(english: Path, page: str, told: str, never: str) -> None:
    text = text_of(english / page).replace("’", "'")
    if page == "timeline.html" and told.startswith("Boris"):
        told = told.replace("Boris,", "Boris (read so by the editors; low certainty),")
    assert told in text
    assert not never or never not in text


def test_links_on_social_networks_say_it_as_well(english: Path) -> None:
    metas = {
        meta.get("name") or meta.get("property"): meta.get("content")
        for meta in parse(english / "claims" / "held.html").iter("meta")
    }
    words = "Asserted by Anna · Read as denying, by the editors: Boris (low certainty)"
    assert metas["description"] == metas["og:description"] == words


def test_a_description_is_cut_before_a_name_and_not_before_its_caveat(tmp_path: Path) -> None:
    archive = write_archive(tmp_path, "en")
    names = "".join(f"s{n}: {{name: {'Somebody of a very long name indeed'} {n}}}\n" for n in range(12))
    (archive / "speakers.yaml").write_text(FILES["speakers.yaml"] + names)
    sidecar = FILES["documents/report.yaml"] + "".join(
        f"  - {{id: more{n}, quote: Boris wept, speaker: s{n}, certainty: low, claim: held}}\n"
        for n in range(12)
    )
    (archive / "documents" / "report.yaml").write_text(sidecar)
    build_site(BuildOptions(archive=archive, out=tmp_path / "build", no_cache=True, jobs=1))
    (described,) = [
        meta.get("content")
        for meta in parse(tmp_path / "build" / "claims" / "held.html").iter("meta")
        if meta.get("name") == "description"
    ]
    assert len(described) <= 202
    assert described.endswith("(low certainty) …")
    assert described.count("Somebody") == described.count("(low certainty)")


def test_the_table_of_a_figure_tells_its_basis_and_certainty(english: Path) -> None:
    with (english / "figures" / "crossed.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["value"]: (row["basis"], row["certainty"]) for row in csv.DictReader(file)}
    assert rows == {"400": ("", ""), "900": ("inferential", "")}


def test_a_high_certainty_is_told_and_one_that_nobody_gave_is_not(tmp_path: Path) -> None:
    archive = write_archive(tmp_path, "en")
    sidecar = FILES["documents/letter.yaml"].replace(
        "speaker: anna, claim: held", "certainty: high, claim: held"
    )
    (archive / "documents" / "letter.yaml").write_text(sidecar)
    build_site(BuildOptions(archive=archive, out=tmp_path / "build", no_cache=True, jobs=1))
    cards = {
        element.get("data-id"): words_of(element)
        for element in parse(tmp_path / "build" / "documents" / "letter.html").iter("li")
        if "card" in classes(element)
    }
    assert "high certainty" in cards["held"]
    assert "certainty" not in cards["empty"]
    assert "high certainty" in text_of(tmp_path / "build" / "claims" / "held.html")


# What makes a claim contested. A stance is own, read (r), or read by a rival's statements.
CONTESTED: tuple[tuple[tuple[tuple[str, Stance, bool], ...], str], ...] = (
    ((), ""),
    ((("c", "asserts", False),), ""),
    ((("c", "denies", False),), "said"),
    ((("c", "denies", True),), "read"),
    ((("c", "denies", True), ("c", "denies", False)), "said"),
    ((("c", "questions", True), ("c", "questions", False)), ""),
)
RIVALS: tuple[tuple[tuple[tuple[str, Stance, bool], ...], str], ...] = (
    ((), "said"),
    ((("d", "asserts", False),), "said"),
    ((("d", "asserts", True),), "read"),
    ((("d", "asserts", True), ("d", "asserts", False)), "said"),
    ((("d", "asserts", True), ("c", "denies", False)), "said"),
    ((("d", "denies", True),), "said"),
)


def stated(
    number: int, id: str, stance: Stance, *, is_read: bool, certainty: Certainty | None = None
) -> Annotation:
    return make_annotation(
        number,
        speaker="boris",
        claims=(ClaimUse(id=id, stance=stance),),
        basis="inferential" if is_read else None,
        certainty=certainty,
    )


def archive_of(*annotations: Annotation, contradicts: tuple[str, ...] = ()) -> Archive:
    return make_archive(
        [make_document("one", *annotations)],
        speakers=["boris"],
        claims=[Claim(id="c", text="C.", contradicts=contradicts), Claim(id="d", text="D.")],
        figures=[Figure(id="f", label="F", unit="people")],
    )


@pytest.mark.parametrize(
    ("stances", "contested", "contradicts"),
    [(*row, ()) for row in CONTESTED] + [(*row, ("d",)) for row in RIVALS],
)
def test_a_claim_is_contested_by_what_is_said_or_only_by_what_is_read(
    stances: tuple[tuple[str, Stance, bool], ...], contested: str, contradicts: tuple[str, ...]
) -> None:
    annotations = [stated(n, id, stance, is_read=read) for n, (id, stance, read) in enumerate(stances, 1)]
    whole = whole_from_archive(archive_of(*annotations, contradicts=contradicts))
    assert whole.claims["c"].contested == whole.uses.contested_claims.get("c", "") == contested
    (facets, *_) = [unit.facets for unit in iter_claim_units(whole)]
    assert facets.contested == {"said": "yes", "read": "read", "": ""}[contested]


@pytest.mark.parametrize(
    ("readings", "contested", "pairs", "spread"),
    [
        (((400, False), (400, False)), "", (0, 0), 0.0),
        (((400, False), (900, True)), "read", (0, 1), 0.0),
        (((400, True), (900, True)), "read", (0, 1), 0.0),
        (((400, False), (800, False), (4000, True)), "said", (1, 2), 2.0),
    ],
)
def test_a_figure_is_contested_by_what_is_given_or_only_by_what_is_read(
    readings: tuple[tuple[int, bool], ...], contested: str, pairs: tuple[int, int], spread: float
) -> None:
    annotations = [
        make_annotation(
            n,
            figures=(FigureUse(id="f", amount=Amount(value=Decimal(value))),),
            basis="interpretive" if is_read else None,
        )
        for n, (value, is_read) in enumerate(readings, 1)
    ]
    whole = whole_from_archive(archive_of(*annotations))
    account = whole.figures["f"]
    assert account.contested == contested
    assert (account.contest_count, account.read_contest_count) == pairs
    assert account.spread == spread
    (facets,) = [unit.facets for unit in iter_figure_units(whole)]
    assert facets.contested == {"said": "yes", "read": "read", "": ""}[contested]


def test_counts_keep_what_is_read_and_what_is_unsure_apart() -> None:
    whole = whole_from_archive(
        archive_of(
            stated(1, "c", "asserts", is_read=False),
            stated(2, "c", "asserts", is_read=False, certainty="low"),
            stated(3, "c", "asserts", is_read=True),
            stated(4, "c", "denies", is_read=True, certainty="low"),
        )
    )
    tally = whole.uses.tallies["c"]
    assert tally.asserts == Count(said=2, unsure=1, read=1)
    assert tally.denies == Count(read=1, read_unsure=1)
    assert (tally.origins, tally.unsure_origins, tally.statements) == (1, 0, 2)
    assert whole.uses.counts.said["boris"] == Count(said=2, unsure=1, read=2, read_unsure=1)
    (reversal,) = whole.speakers["boris"].reversals
    assert reversal.is_read


def test_search_takes_nobody_for_a_speaker_whose_words_are_only_read() -> None:
    said, read = (
        make_document("one", stated(1, "c", "denies", is_read=is_read)) for is_read in (False, True)
    )
    empty = ReadingText(text="", blocks=(), rows=())
    assert unit_of_document(said, empty, "en").facets.speakers == ("boris",)
    assert unit_of_document(read, empty, "en").facets.speakers == ()


@pytest.fixture(scope="module")
def content_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("content")
    result = build_site(BuildOptions(archive=CONTENT, out=folder / "build", no_cache=True, jobs=1))
    assert not result.has_failed
    return folder / "build"


def standings_of_content() -> Standings:
    """Return what has to be said of passages of `content/`, by their addresses."""
    found: Standings = {}
    for path in sorted(CONTENT.glob("documents/**/*.yaml")):
        if path.name.endswith(".lock.yaml"):
            continue
        route = path.relative_to(CONTENT).with_suffix(".html").as_posix()
        for annotation in yaml.safe_load(path.read_text(encoding="utf-8")).get("annotations") or []:
            words: list[tuple[str, ...]] = []
            if annotation.get("basis") in ("interpretive", "inferential"):
                words.append((READ["en"], "by the editors"))
            if annotation.get("certainty") == "low":
                words.append((LOW["en"],))
            if words:
                found[f"{route}#{annotation['id']}"] = tuple(words)
    return found


def test_content_says_beside_each_passage_how_it_stands(content_site: Path) -> None:
    standings = standings_of_content()
    assert "documents/2016/turning-point.html#no-longer-unsettled" in standings
    pages = check_links(content_site, standings)
    assert {"index.html", "matrix.html", "claims/not-stabilised.html"} <= pages


def test_content_has_nobody_deny_that_he_said_so(content_site: Path) -> None:
    """The case that began it: an analyst of whom it is concluded that he takes back what he said."""
    claim = content_site / "claims" / "not-stabilised.html"
    assert "Asserted by" in text_of(claim)
    for said in iter_said(claim):
        assert not re.search(OWN_DENIAL["en"], said), said
    speaker = text_of(content_site / "speakers" / "igor-korotchenko.html")
    assert "Positions that changed only in" in speaker
    assert "denies" not in speaker


def test_home_tells_what_is_only_read_after_what_is_said(content_site: Path) -> None:
    (listed,) = [e for e in parse(content_site / "index.html").iter("ul") if "oppositions" in classes(e)]
    are_read = ["read" in classes(item) for item in listed]
    assert {*are_read} == {True, False}
    assert are_read == sorted(are_read)
