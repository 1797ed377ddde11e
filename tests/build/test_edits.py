"""Where documents and registries were edited, the rebuild equals a clean build, and writes what differs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.build import BuildOptions, BuildResult, build_site
from sitegen.cli import main
from sitegen.disk.memo import KEPT_BUILDS
from sitegen.graph.whole import CHANGES_KNOWN
from sitegen.site.paging import ENTRIES_A_PAGE, STATEMENTS_A_PAGE
from sitegen.site.views.matrix import CLAIMS_MOST
from sitegen.site.views.timeline import EVENTS_ON_ONE

FILES = {
    "site.yaml": "title: A valley\n",
    "speakers.yaml": (
        "mayor: {name: The mayor}\nclerk: {name: The clerk, affiliation: council}\n"
        "council: {name: The council}\n"
    ),
    "claims.yaml": (
        "open: {text: The bridge was open., contradicts: [shut], topics: [bridge],"
        " evidence: [{document: log, annotation: n1}]}\n"
        "shut: {text: The bridge was shut.}\n"
    ),
    "figures.yaml": (
        "crossed: {label: Who crossed, unit: people, topics: [river],"
        " reports: [{speaker: council, value: 450}]}\n"
    ),
    "topics.yaml": "{}\n",
    "documents/log.txt": "The bridge was shut, said the clerk. 400 crossed it.\n\nIt rained.\n",
    "documents/log.yaml": (
        "title: A log\ndate: 2001-05-04\nannotations:\n"
        "  - {id: n1, quote: The bridge was shut, speaker: clerk, claim: {id: shut}, note: Doubtful.}\n"
        "  - {id: n2, quote: 400 crossed it, figure: {id: crossed, value: 400}}\n"
    ),
    "documents/letter.md": "# A letter\n\nIt was open, the mayor writes, and 500 crossed.\n",
    "documents/letter.yaml": (
        "title: A letter\ndate: 2001-05-06\nlanguage: en\nannotations:\n"
        "  - {id: n1, quote: It was open, speaker: mayor, claim: {id: open}}\n"
        "  - {id: n2, quote: 500 crossed, speaker: mayor, figure: {id: crossed, value: 500}}\n"
    ),
    "documents/lettre.txt": "Il était ouvert, écrit le maire.\n",
    "documents/lettre.yaml": (
        "title: Une lettre\ndate: 2001-05-06\nlanguage: fr\ntranslation_of: letter\nannotations:\n"
        "  - {id: n1, quote: Il était ouvert, speaker: mayor, claim: {id: open}}\n"
    ),
}
# What is edited: file, old words, new words; the pages that then differ, or None where others may as well.
EDITS: list[tuple[str, str, str, set[str] | None]] = [
    ("documents/log.yaml", "Doubtful", "Certain", {"documents/log.html"}),
    ("documents/log.txt", "It rained", "It snowed", {"documents/log.html"}),
    ("documents/letter.md", "writes", "wrote", {"documents/letter.html", "parallel/lettre.html"}),
    ("documents/lettre.txt", "écrit", "dit", {"documents/lettre.html", "parallel/lettre.html"}),
    ("documents/log.txt", "The bridge was shut", "“The bridge was shut”", {"documents/log.html"}),
    ("documents/log.yaml", "note: Doubtful.", "note: 'See [it](documents/letter).'", {"documents/log.html"}),
    ("documents/log.yaml", "{id: shut}", "{id: shut, stance: denies}", None),
    ("documents/log.yaml", "{id: shut}", "{id: shut}, basis: inferential", None),
    ("documents/log.yaml", "{id: shut}", "{id: open, stance: denies}, basis: interpretive", None),
    ("documents/log.yaml", "{id: shut}", "{id: shut}, certainty: low", None),
    ("documents/log.yaml", "value: 400}", "value: 400}, basis: inferential, certainty: low", None),
    ("documents/letter.yaml", "{id: open}", "{id: open}, basis: textual, certainty: high", None),
    ("documents/letter.yaml", "{id: open}", "{id: open, stance: questions}, basis: inferential", None),
    ("documents/log.yaml", "speaker: clerk", "speaker: mayor", None),
    (
        "documents/log.yaml",
        "  - {id: n2, quote: 400 crossed it, figure: {id: crossed, value: 400}}\n",
        "",
        None,
    ),
    ("documents/log.yaml", "speaker: clerk", "speaker: mayor, via: [clerk]", None),
    (
        "documents/letter.yaml",
        "quote: 500 crossed, speaker: mayor",
        "quote: 500 crossed, speaker: clerk",
        None,
    ),
    ("documents/letter.yaml", "{id: open}", "{id: shut}", None),
    ("documents/letter.yaml", "speaker: mayor, claim", "speaker: mayor, said: 2001-05-01, claim", None),
    ("documents/letter.yaml", "speaker: mayor, claim", "speaker: mayor, topics: [bridge], claim", None),
    ("documents/log.yaml", "date: 2001-05-04\n", "date: 2001-05-04\nsummary: It tells of a night.\n", None),
    ("documents/letter.yaml", "500}", "600}", None),
    ("documents/letter.yaml", "quote: It was open", "quote: It was", None),
    ("documents/letter.yaml", "A letter", "The letter", None),
    ("documents/lettre.yaml", "translation_of: letter\n", "", None),
    ("claims.yaml", "The bridge was open.", "It was open.", None),
    ("claims.yaml", "topics: [bridge]", "topics: [bridge, river]", None),
    ("claims.yaml", "contradicts: [shut], ", "", None),
    ("claims.yaml", "contradicts", "supports", None),
    ("claims.yaml", "shut.}", "shut., status: refuted}", None),
    ("claims.yaml", "shut.}", "shut., assessment: Nobody saw it., former_ids: [closed]}", None),
    ("claims.yaml", "evidence: [{document: log, annotation: n1}]", "evidence: [{document: letter}]", None),
    (
        "claims.yaml",
        "shut.}\n",
        "shut.}\nburnt: {text: It was burnt., contradicts: [shut], topics: [fire]}\n",
        None,
    ),
    ("speakers.yaml", "The mayor", "The old mayor", None),
    ("speakers.yaml", "The mayor", "The mayor, description: Of the valley.", None),
    ("speakers.yaml", "affiliation: council", "affiliation: mayor", None),
    ("speakers.yaml", "The council", "A council", None),
    (
        "speakers.yaml",
        "mayor: {name: The mayor}\n",
        "mayor: {name: The mayor}\nmiller: {name: The miller}\n",
        None,
    ),
    ("figures.yaml", "Who crossed", "Those who crossed", None),
    ("figures.yaml", "unit: people", "unit: persons, varies: true", None),
    ("figures.yaml", "unit: people", "unit: people, period: 2001, definition: Whoever was seen.", None),
    ("topics.yaml", "{}", "bridge: {name: The bridge, description: It stood., former_ids: [crossing]}", None),
    ("figures.yaml", "speaker: council, value: 450", "speaker: clerk, via: [mayor], value: 10", None),
    ("figures.yaml", "topics: [river]", "topics: [bridge]", None),
    ("topics.yaml", "{}", "fire: {name: Fire}", None),
    ("topics.yaml", "{}", "river: {name: The river}", None),
    ("documents/log.yaml", "note: Doubtful.", "topics: [rain], note: Doubtful.", None),
    ("documents/log.yaml", "speaker: clerk", "said: 1999, speaker: clerk", None),
    ("documents/log.yaml", "speaker: clerk", "speaker: mayor", None),
]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return write_files(tmp_path, FILES)


def write_files(folder: Path, files: dict[str, str]) -> Path:
    """Write files of an archive; return where it is."""
    for name, text in files.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder / "content"


def build(archive: Path, *, clean: bool = False) -> BuildResult:
    out = archive.parent / ("clean" if clean else "build")
    return build_site(BuildOptions(archive=archive, out=out, no_cache=clean, jobs=1))


def iter_files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path.read_bytes()


@pytest.mark.parametrize(("name", "old", "new", "pages"), EDITS)
def test_an_edit_gives_what_a_clean_build_gives(
    archive: Path, name: str, old: str, new: str, pages: set[str] | None
) -> None:
    assert not build(archive).has_failed
    path = archive / name
    before = path.read_text(encoding="utf-8")
    for text in (before.replace(old, new), before, before.replace(old, new)):
        path.write_text(text, encoding="utf-8")
        again, clean = build(archive), build(archive, clean=True)
        assert again.diagnostics == clean.diagnostics
        assert again.counts == clean.counts
        assert dict(iter_files(archive.parent / "build")) == dict(iter_files(archive.parent / "clean"))
        written = {route for route in again.written if route.endswith(".html")}
        assert pages is None or written == pages


REPORT = "title: A report\ndate: 2001-06-03\npublisher: press\n"
QUOTES = ("they crossed at night", "400 people waited", "nobody was told", "the bridge held")
PEOPLE, NAMES = ("ann", "bob", "cyd"), ("c", "d", "e")
EVERYTHING = "title: Minutes\ndate: 2002\nannotations:\n" + "".join(
    f"  - {{id: {person}, quote: '{quote}', speaker: {person}, via: [{relay}], topics: [t, u],"
    f" claim: [c, d, e], figure: {{id: {figure}, value: 400}}}}\n"
    for person, relay, quote, figure in zip(
        PEOPLE, PEOPLE[1:] + PEOPLE[:1], ("400 people waited",) * 3, "fgf", strict=True
    )
)


@st.composite
def told(draw: st.DrawFn, number: int, quote: str) -> str:
    """Return an annotation that a build has nothing to tell of."""
    speaker, *via = draw(st.permutations(PEOPLE))[: draw(st.integers(1, 3))]
    parts = [f"id: n{number}", f"quote: {quote}", f"speaker: {speaker}", f"via: [{', '.join(via)}]"]
    parts += draw(st.sampled_from([[], ["said: 2001-05-01"], ["said: 2001-06-02"]]))
    parts += draw(st.sampled_from([[], ["topics: [t]"], ["note: Seen."], ["annotated: 2020-01-02"]]))
    parts += draw(st.sampled_from([[], ["basis: textual"], ["basis: interpretive"], ["basis: inferential"]]))
    parts += draw(st.sampled_from([[], ["certainty: high"], ["certainty: low"]]))
    stance = draw(st.sampled_from(["asserts", "denies", "questions"]))
    parts += draw(st.sampled_from([[], [f"claim: {{id: {draw(st.sampled_from(NAMES))}, stance: {stance}}}"]]))
    if "400" in quote:
        shape = draw(st.sampled_from(["value: 400", "min: 400", "value: 400, approximate: true"]))
        parts.append(f"figure: {{id: {draw(st.sampled_from('fg'))}, {shape}}}")
    return f"  - {{{', '.join(parts)}}}\n"


@st.composite
def sidecars(draw: st.DrawFn) -> str:
    quotes = draw(st.lists(st.sampled_from(QUOTES), min_size=1, max_size=4, unique=True))
    annotations = "".join(draw(told(number, quote)) for number, quote in enumerate(quotes))
    title = draw(st.sampled_from(["A report", "A report", "Another report"]))
    return f"{REPORT.replace('A report', title)}annotations:\n{annotations}"


SAID = {
    "site.yaml": "title: A valley\n",
    "speakers.yaml": "".join(f"{name}: {{name: {name.title()}}}\n" for name in (*PEOPLE, "press")),
    "claims.yaml": "c: {text: C., topics: [t]}\nd: {text: D., contradicts: [c]}\ne: {text: E.}\n",
    "figures.yaml": "f: {label: F, unit: people, topics: [u]}\ng: {label: G, unit: people}\n",
    "documents/minutes.yaml": EVERYTHING,
    **{f"documents/{id}.yaml": REPORT for id in "xyz"},
    **{f"documents/{id}.txt": f"{'. '.join(QUOTES)}.\n" for id in ("minutes", *"xyz")},
}


TOPICS = st.lists(st.sampled_from("tuv"), max_size=2, unique=True).map(
    lambda ids: f"topics: [{', '.join(ids)}]"
)


@st.composite
def speakers(draw: st.DrawFn) -> str:
    """Return a registry in which one speaker is otherwise, and there is perhaps one more."""
    names = dict.fromkeys((*PEOPLE, "press", *draw(st.sampled_from([(), ("abe",), ("zoe",)]))), "")
    names[draw(st.sampled_from(PEOPLE))] = draw(
        st.sampled_from(
            [
                *(", kind: person", ", affiliation: press", ", description: Of *press*."),
                *(", former_ids: [old]", ", roles: [{title: Mayor}]"),
            ]
        )
    )
    renamed, name = draw(st.sampled_from(list(names))), draw(st.sampled_from(["A.", "Zed"]))
    return "".join(
        f"{id}: {{name: {name if id == renamed else id.title()}{more}}}\n" for id, more in names.items()
    )


@st.composite
def claims(draw: st.DrawFn) -> str:
    ids = (*NAMES, *draw(st.sampled_from([(), ("a",), ("x",)])))
    related = st.sampled_from(["", ", contradicts: [c]", ", contrary_to: [d]", ", supports: [e]"])
    parts = {id: f"{draw(TOPICS)}{draw(related)}".replace(f"[{id}]", "[]") for id in ids}
    text = draw(st.sampled_from(["It is so.", "So *it* is."]))
    status = draw(st.sampled_from(["disputed", "refuted"]))
    return "".join(f"{id}: {{text: {text} {id}, status: {status}, {more}}}\n" for id, more in parts.items())


@st.composite
def figures(draw: st.DrawFn) -> str:
    ids = ("f", "g", *draw(st.sampled_from([(), ("a",), ("x",)])))
    more = st.sampled_from(["varies: true", "definition: All.", "reports: [{speaker: cyd, value: 7}]"])
    parts = {id: f"{draw(TOPICS)}, {draw(more)}" for id in ids}
    unit = draw(st.sampled_from(["people", "carts"]))
    return "".join(f"{id}: {{label: {id.upper()}, unit: {unit}, {parts[id]}}}\n" for id in ids)


@st.composite
def topics(draw: st.DrawFn) -> str:
    ids = draw(st.lists(st.sampled_from("tuvw"), unique=True))
    return "".join(f"{id}: {{name: {draw(st.sampled_from(['Aa', 'Zz']))} {id}}}\n" for id in ids) or "{}\n"


EDITED = st.fixed_dictionaries(
    {},
    optional={
        **{f"documents/{id}.yaml": sidecars() for id in "xyz"},
        "speakers.yaml": speakers(),
        "claims.yaml": claims(),
        "figures.yaml": figures(),
        "topics.yaml": topics(),
    },
)


@settings(max_examples=40)
@given(st.lists(EDITED.filter(bool), min_size=2, max_size=5), st.booleans())
def test_whatever_is_said_otherwise_the_site_is_what_a_clean_build_makes(
    edits: list[dict[str, str]],
    is_all_named: bool,  # noqa: FBT001 - or something is named for the first time, and the last
) -> None:
    with TemporaryDirectory() as folder:
        archive = write_files(Path(folder), SAID)
        if not is_all_named:
            write_files(Path(folder), {"documents/minutes.yaml": "title: Minutes\n"})
        assert not build(archive).has_failed
        for edit in edits:
            write_files(Path(folder), edit)
            again, clean = build(archive), build(archive, clean=True)
            assert again.diagnostics == clean.diagnostics
            assert again.counts == clean.counts
            assert dict(iter_files(archive.parent / "build")) == dict(iter_files(archive.parent / "clean"))


def test_an_edit_that_reaches_hundreds_of_pages(tmp_path: Path) -> None:
    numbers = range(210)
    files = {
        "site.yaml": "title: A valley\n",
        "speakers.yaml": "ann: {name: Ann}\nbob: {name: Bob}\n",
        "claims.yaml": "hub: {text: It held.}\n" + "".join(f"c{n}: {{text: Claim {n}.}}\n" for n in numbers),
        "documents/first.txt": "It broke. Nobody knew.\n",
        "documents/first.yaml": "title: First\nannotations:\n"
        "  - {id: n1, quote: It broke, speaker: ann, claim: {id: hub, stance: denies}}\n"
        "  - {id: n2, quote: Nobody knew, speaker: bob}\n",
    }
    for n in numbers:  # whose pages show what the first denies, and what a document denies that says no more
        files[f"documents/report{n}.txt"] = files[f"documents/answer{n}.txt"] = "It held.\n"
        files[f"documents/report{n}.yaml"] = (
            f"title: Report\nannotations:\n  - {{id: n1, quote: It held, claim: [hub, c{n}]}}\n"
        )
        files[f"documents/answer{n}.yaml"] = (
            "title: Answer\nannotations:\n"
            f"  - {{id: n1, quote: It held, speaker: ann, claim: {{id: c{n}, stance: denies}}}}\n"
        )
    archive = write_files(tmp_path, files)
    options = BuildOptions(archive=archive, out=tmp_path / "build", jobs=4)
    assert not build_site(options).has_failed
    path = archive / "documents" / "first.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("broke, speaker: ann", "broke, speaker: bob"))
    assert len(build_site(options).written) > len(numbers)
    assert not build(archive, clean=True).has_failed
    assert dict(iter_files(tmp_path / "build")) == dict(iter_files(tmp_path / "clean"))


def test_a_passage_that_is_gone_is_missed_by_what_leads_to_it(archive: Path) -> None:
    letter, log = (archive / "documents" / name for name in ("letter.yaml", "log.yaml"))
    letter.write_text(letter.read_text().replace("open}}", "open}, note: 'See [it](documents/log#n2).'}"))
    assert not build(archive).diagnostics
    log.write_text(log.read_text().rpartition("  - {id: n2")[0])
    assert [problem.code for problem in build(archive).diagnostics] == ["R013"]
    log.write_text("title: A log\ndate: 2001-05-04\n")  # nor is what a claim cites any more
    assert build(archive).diagnostics == build(archive, clean=True).diagnostics


def same_as_clean(archive: Path) -> bool:
    again, clean = build(archive), build(archive, clean=True)
    told = (again.diagnostics, again.counts) == (clean.diagnostics, clean.counts)
    assert not again.has_failed
    return told and dict(iter_files(archive.parent / "build")) == dict(iter_files(archive.parent / "clean"))


def one_document(said: list[str], *keys: str) -> dict[str, str]:
    """Return an archive whose one document says as many sentences, each at its time."""
    told = "".join(
        f"  - {{id: n{number}, quote: w{number} held, said: {time}}}\n" for number, time in enumerate(said)
    )
    return {
        "site.yaml": "title: A valley\n",
        "documents/a.txt": "".join(f"w{number} held.\n" for number in range(len(said))),
        "documents/a.yaml": f"title: A\ndate: 2003\n{''.join(keys)}annotations:\n{told}",
    }


def test_years_get_pages_once_there_is_much_on_the_timeline_and_lose_them(tmp_path: Path) -> None:
    times = [str(2000 + number % 3) for number in range(EVENTS_ON_ONE)]
    archive = write_files(tmp_path, one_document(times))
    assert not build(archive).has_failed
    assert (tmp_path / "build" / "timeline" / "2001.html").exists()
    for fewer in (1, 0):
        said = one_document(times[fewer:] + times[:fewer])["documents/a.yaml"]
        write_files(tmp_path, {"documents/a.yaml": said.rpartition("  - ")[0] if fewer else said})
        assert same_as_clean(archive)


@pytest.mark.parametrize("time", ["../2000", "2000/..", "1990"])
def test_years_stand_in_order_whatever_time_is_named(tmp_path: Path, time: str) -> None:
    archive = write_files(tmp_path, one_document(["1998", "2000", "2000"]))
    assert not build(archive).has_failed
    for times in (["1998", "2000", time], ["1998", "2000", "2000"]):
        write_files(tmp_path, one_document(times))
        assert same_as_clean(archive)


def test_what_was_annotated_last_is_told_when_much_of_it_goes(tmp_path: Path) -> None:
    def annotated(days: list[int]) -> str:
        return REPORT.replace("publisher: press\n", "annotations:\n") + "".join(
            f"  - {{id: n{number}, quote: w{number} held{f', annotated: 2020-01-{day:02}' if day else ''}}}\n"
            for number, day in enumerate(days)
        )

    text = "".join(f"w{number} held.\n" for number in range(CHANGES_KNOWN))
    late = [20] * CHANGES_KNOWN
    archive = write_files(
        tmp_path,
        {
            "site.yaml": "title: A valley\n",
            "documents/early.txt": text,
            "documents/early.yaml": annotated([1, 2, 3, 4, 5]),
            "documents/late.txt": text,
            "documents/late.yaml": annotated(late),
        },
    )
    assert not build(archive).has_failed
    for gone in (CHANGES_KNOWN - 4, CHANGES_KNOWN - 3, 1):
        write_files(tmp_path, {"documents/late.yaml": annotated([0] * gone + late[gone:])})
        assert same_as_clean(archive)


def test_a_finding_on_a_lock_goes_with_the_lock(tmp_path: Path) -> None:
    archive = write_files(tmp_path, one_document(["2000", "2001"]))
    CliRunner().invoke(main, ["lock", str(archive), "--jobs", "1"])
    write_files(tmp_path, {"documents/a.txt": "w0 held, yes.\nw1 held.\n"})
    assert build(archive).diagnostics
    (archive / "documents" / "a.lock.yaml").unlink()
    assert not build(archive).diagnostics
    assert same_as_clean(archive)


def test_many_builds_that_fail_do_not_stand_in_the_way(archive: Path) -> None:
    assert not build(archive).has_failed
    path = archive / "documents" / "log.yaml"
    right = path.read_text()
    for number in range(KEPT_BUILDS + 2):
        path.write_text(right.replace("The bridge was shut", f"The bridge was gone {number}"))
        assert build(archive).has_failed
    path.write_text(right.replace("Doubtful", "Certain"))
    assert same_as_clean(archive)


def test_lists_take_more_pages_and_fewer(tmp_path: Path) -> None:
    said = "  - {{id: n{0}, quote: w{0} held, speaker: ann, claim: {{id: c}}, topics: [t]}}\n"
    files = one_document(["2003"] * (STATEMENTS_A_PAGE + 1), "annotations:\n")
    files |= {"speakers.yaml": "ann: {name: Ann}\nbob: {name: Bob}\n", "claims.yaml": "c: {text: C.}\n"}
    archive = write_files(tmp_path, files)
    for count in (STATEMENTS_A_PAGE, STATEMENTS_A_PAGE + 1, STATEMENTS_A_PAGE):
        told = "".join(map(said.format, range(count)))
        write_files(tmp_path, {"documents/a.yaml": f"title: A\ndate: 2003\nannotations:\n{told}"})
        assert same_as_clean(archive)
        for page in ("speakers/ann", "claims/c", "topics/t"):
            path = tmp_path / "build" / page / "page-2.html"
            assert path.exists() == (count > STATEMENTS_A_PAGE)


def test_lists_of_entries_take_more_pages_and_fewer(tmp_path: Path) -> None:
    speakers = "".join(f"s{number}: {{name: S}}\n" for number in range(ENTRIES_A_PAGE))
    archive = write_files(tmp_path, {**one_document(["2003"]), "speakers.yaml": speakers})
    assert not build(archive).has_failed
    for more in ("z: {name: Z}\n", ""):
        write_files(tmp_path, {"speakers.yaml": speakers + more})
        assert same_as_clean(archive)
        assert (tmp_path / "build" / "speakers" / "page_2.html").exists() == bool(more)


def test_topics_with_matrices_of_their_own_are_renamed_and_come_and_go(archive: Path) -> None:
    claims = "".join(f"c{number}: {{text: C., topics: [bridge]}}\n" for number in range(CLAIMS_MOST))
    for topics, claims_told in (
        ("{}\n", claims),
        ("bridge: {name: The bridge}\n", claims),
        ("bridge: {name: The old bridge}\n", claims.replace("bridge]", "bridge, river]", 2)),
        ("river: {name: The river}\n", claims.replace("bridge]", "bridge, river]", 1)),
    ):
        told = FILES["claims.yaml"] + claims_told
        write_files(archive.parent, {"topics.yaml": topics, "claims.yaml": told})
        assert same_as_clean(archive)
        pages = {path.stem for path in (archive.parent / "build" / "matrix").iterdir()}
        assert pages == ({"bridge", "river"} if "river]}\nc2" in told else {"bridge"})


@pytest.mark.parametrize("is_edit", [True, False])
def test_all_pages_of_a_list_tell_who_belongs_to_a_speaker(tmp_path: Path, is_edit: bool) -> None:  # noqa: FBT001
    files = one_document([])
    files["documents/a.txt"] = "It held.\n"
    files["documents/a.yaml"] = "title: A\nannotations:\n" + "".join(
        f"  - {{id: n{number}, quote: It held, speaker: town}}\n" for number in range(STATEMENTS_A_PAGE + 1)
    )
    files["speakers.yaml"] = "ann: {name: Ann, affiliation: town}\nbob: {name: Bob}\ntown: {name: Town}\n"
    archive = write_files(tmp_path, files)
    assert same_as_clean(archive)
    write_files(tmp_path, {"speakers.yaml": files["speakers.yaml"].replace("Ann", "Anna")})
    if not is_edit:
        write_files(tmp_path, {"documents/b.txt": "It broke.\n", "documents/b.yaml": "title: B\n"})
    assert same_as_clean(archive)
    assert "Anna" in (tmp_path / "build" / "speakers" / "town" / "page-2.html").read_text(encoding="utf-8")


def test_a_new_name_reaches_silent_members_and_documents_on_a_topic(tmp_path: Path) -> None:
    files = one_document([])
    files["documents/a.txt"] = "It held.\n"
    files["documents/a.yaml"] = (
        "title: A\ntopics: [rain]\nannotations:\n  - {id: n, quote: It held, speaker: bob}\n"
    )
    files["speakers.yaml"] = "ann: {name: Ann, affiliation: town}\nbob: {name: Bob}\ntown: {name: Town}\n"
    files["topics.yaml"] = "rain: {name: Rain}\n"
    archive = write_files(tmp_path, files)
    assert same_as_clean(archive)
    for name, old, new, page in (
        ("speakers.yaml", "Town", "The old town", "speakers/ann.html"),
        ("topics.yaml", "Rain", "Heavy rain", "documents/a.html"),
    ):
        write_files(tmp_path, {name: files[name].replace(old, new)})
        assert same_as_clean(archive)
        assert new in (tmp_path / "build" / page).read_text(encoding="utf-8")


@pytest.mark.parametrize("is_edit", [True, False])
def test_readings_of_one_time_stand_in_the_sidecars_order(archive: Path, is_edit: bool) -> None:  # noqa: FBT001
    first, second = (
        f"  - {{id: {id}, quote: {quote}, said: {said}, basis: inferential,"
        f" figure: {{id: crossed, value: {value}, as_of: 1999}}}}\n"
        for id, quote, said, value in (("a", "It rained", 2000, 7), ("b", "said the clerk", 2001, 8))
    )
    for said in (first + second, second + first):
        write_files(archive.parent, {"documents/log.yaml": f"title: A log\nannotations:\n{said}"})
        claims = {"claims.yaml": FILES["claims.yaml"].replace("annotation: n1", "")}
        write_files(archive.parent, claims)
        if not is_edit:
            name = f"documents/more{len(list(archive.rglob('*')))}"
            write_files(archive.parent, {f"{name}.txt": "It broke.\n", f"{name}.yaml": "title: B\n"})
        assert same_as_clean(archive)


def test_what_there_is_to_tell_of_documents_and_registries_is_told_anew(archive: Path) -> None:
    log, claims = archive / "documents" / "log.yaml", archive / "claims.yaml"
    log.write_text(log.read_text().replace("note: Doubtful", "annotated: 2000, note: Doubtful"))
    claims.write_text(claims.read_text() + "burnt: {text: It was burnt.}\n")
    told = build(archive).diagnostics
    assert [problem.code for problem in told] == ["R011", "A005"]
    claims.write_text("# Claims\n" + claims.read_text())
    log.write_text("kind: log\n" + log.read_text())
    assert same_as_clean(archive)
    log.write_text(log.read_text().replace("kind: log", "summary: It\n  rained."))
    assert same_as_clean(archive)
    assert [problem.place.line for problem in build(archive).diagnostics] != [p.place.line for p in told]
    log.write_text(log.read_text().replace("{id: shut}", "{id: burnt}").replace("annotated: 2000, ", ""))
    assert same_as_clean(archive)
    assert [problem.message for problem in build(archive).diagnostics] == [
        "no annotation makes or disputes the claim 'shut'"
    ]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("speakers.yaml", "mayor: {name: The mayor}", "mayor: {name: The mayor"),
        ("speakers.yaml", "mayor: {name: The mayor}\n", ""),
        ("speakers.yaml", "The mayor", "The mayor, affiliation: nobody"),
        ("speakers.yaml", "The mayor", "The mayor, age: 40"),
        ("claims.yaml", "shut: {text", "closed: {text"),
        ("claims.yaml", "contradicts: [shut]", "contradicts: [nothing]"),
        ("claims.yaml", "document: log", "document: nowhere"),
        ("claims.yaml", "shut.}", "shut., former_ids: [open]}"),
        ("claims.yaml", "shut.}", "shut., assessment: 'See [it](speakers/nobody).'}"),
        ("figures.yaml", "speaker: council", "speaker: nobody"),
        ("topics.yaml", "{}", "bridge: {name: The bridge, former_ids: [bridge]}"),
        ("documents/log.yaml", "speaker: clerk", "speaker: nobody"),
        ("documents/log.yaml", "{id: shut}", "{id: nothing}"),
    ],
)
def test_mistakes_are_told_and_can_be_mended(archive: Path, name: str, old: str, new: str) -> None:
    assert not build(archive).has_failed
    path = archive / name
    right = path.read_text(encoding="utf-8")
    path.write_text(right.replace(old, new), encoding="utf-8")
    again, clean = build(archive), build(archive, clean=True)
    assert (again.diagnostics, again.has_failed) == (clean.diagnostics, clean.has_failed)
    assert again.has_failed
    path.write_text(right, encoding="utf-8")
    assert same_as_clean(archive)


def test_a_link_to_an_entry_that_is_gone_is_told(archive: Path) -> None:
    log, claims = archive / "documents" / "log.yaml", archive / "claims.yaml"
    before = claims.read_text()
    claims.write_text(before + "burnt: {text: It was burnt.}\n")
    assert not build(archive).has_failed
    log.write_text(log.read_text().replace("Doubtful.", "'See [it](claims/burnt).'"))
    assert same_as_clean(archive)
    claims.write_text(before)
    assert [problem.code for problem in build(archive).diagnostics] == ["R013"]


def test_an_edit_that_has_something_to_tell_is_told(archive: Path) -> None:
    assert not build(archive).has_failed
    path = archive / "documents" / "log.yaml"
    path.write_text(path.read_text().replace("Doubtful.", "'See [it](documents/nowhere).'"))
    assert [problem.code for problem in build(archive).diagnostics] == ["R013"]
    path.write_text(path.read_text().replace("nowhere", "letter"))
    assert build(archive).diagnostics == build(archive, clean=True).diagnostics
