"""Titles, dates, facets, words, the browser's description of the search, and the stemmers' build hook."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import hatch_build
from sitegen.parse.edtf import parse_period
from sitegen.search import scripts
from sitegen.search.artifact import Artifact
from sitegen.search.columns import columns_from_counts
from sitegen.search.counts import count_unit
from sitegen.search.facets import make_facet
from sitegen.search.numbers import ALPHABET, ENDS, MORE
from sitegen.search.opensearch import make_opensearch
from sitegen.search.results import (
    EARLY,
    column_file,
    day_of,
    iter_title_files,
    row_of,
    rows_per_file,
    runs_of_kinds,
)
from sitegen.search.scripts import ENTRY, make_client, read_stemmers
from sitegen.search.stemmers import ENGLISH, LANGUAGES, NONE
from sitegen.search.unit import FACETS, NO_DAY, Facets, SearchUnit
from sitegen.search.words import make_words

ROOT = Path(__file__).parents[3]
UNITS = [
    SearchUnit(
        "documents/a.html",
        "document",
        "A",
        "en",
        "3 December 2016",
        facets=Facets(("x", "y"), ("war",), years=("2016",)),
    ),
    SearchUnit(
        "documents/b.html", "document", "B", "ru", "2016", facets=Facets(("y",), ("war",), years=("2016",))
    ),
    SearchUnit("claims/c.html", "claim", "C", "en", facets=Facets((), ("war",), "disputed", contested="yes")),
]
COLUMNS = columns_from_counts([count_unit(unit).counts for unit in UNITS])


def numbers_of(packed: str) -> Iterator[int]:
    value, scale = 0, 1
    for character in packed:
        letter = ALPHABET.index(character)
        value += letter * scale
        scale *= MORE
        if letter < ENDS:
            yield value
            value, scale = 0, 1


def value_of(file: Artifact) -> object:
    value: object = json.loads(
        file.data.decode().removeprefix("siteSearch.put(").strip()[:-1].partition(",")[2]
    )
    return value


def test_kinds_are_told_as_runs() -> None:
    assert runs_of_kinds(head.kind for head in COLUMNS.heads) == [("document", 0), ("claim", 2)]


def test_titles_lie_in_files_of_a_few() -> None:
    heads = COLUMNS.heads * 3
    ((name, files),) = iter_title_files(list(map(row_of, heads)))
    assert len(files) == -(-len(heads) // rows_per_file(len(heads)))
    assert {file.path for file in files} == {f"search/d/{at}-{name}.js" for at in range(len(files))}
    assert value_of(files[0]) == [[head.ref, head.title, head.language, head.date] for head in heads[:4]]


def test_dates_sort_as_they_should_however_exact_they_are() -> None:
    dates = ["0001", "0476", "19XX", "1999", "2016", "2016-01", "2016-01-01", "2016-21", "2016-12-31", "2017"]
    days = days_of(dates)
    assert days == sorted(days)
    assert len(set(days)) == len(dates)
    assert day_of(None) == NO_DAY < min(days)


def test_dates_before_the_year_1_have_their_distance_from_it_over_all_others() -> None:
    dates = [
        "0000",
        "-0001-12-31",
        "-0043-03-15",
        "-0043",
        "-0498",
        "-04XX",
        "Y-12000",
        "Y-170000002",
        "../1900",
    ]
    days = days_of(dates)
    assert days == sorted(days)
    assert days_of(["Y170000002"])[0] < EARLY < days[0]
    assert days_of(["0000", "-0001"]) == [EARLY + 366, EARLY + 366 + 365]


def days_of(dates: Sequence[str]) -> list[int]:
    """Return the numbers as a browser reads them."""
    packed = str(value_of(column_file("dates", map(day_of, map(parse_period, dates)))[1]))
    return list(numbers_of(packed))


def test_a_facet_that_tells_no_units_apart_has_no_file() -> None:
    files = {
        facet: make_facet(facet, [head.facets[at] for head in COLUMNS.heads], {"x": "Xenia"})
        for at, facet in enumerate(FACETS)
    }
    assert {facet for facet, file in files.items() if file} == {
        "speaker",
        "language",
        "year",
        "status",
        "contested",
    }
    assert files["speaker"]
    speakers = value_of(files["speaker"][1])
    assert isinstance(speakers, list)
    assert speakers[:2] == [["x", "y"], ["Xenia", "y"]]


def test_words_come_by_their_english_source_and_only_where_they_differ() -> None:
    assert make_words(str) == {}
    assert make_words(str.upper)["Sort by"] == "SORT BY"


def test_every_word_that_the_client_says_is_one_of_the_catalogue() -> None:
    scripts_of_client = (ROOT / "templates/assets/js").glob("search-*.js")
    page = "".join(path.read_text() for path in scripts_of_client)
    words = make_words(lambda word: word + "!")
    said = [part.split('"')[1] for part in page.split("say(")[1:] if part.lstrip().startswith('"')]
    labels = page.partition("FACET_LABELS = {")[2].partition("}")[0].split('"')[1::2]
    assert said
    assert set(said) | set(labels) == set(words)


def test_the_description_for_browsers_is_well_formed_and_escaped() -> None:
    data = make_opensearch("A & B <archive> of long names", "", "https://example.org/x/", "en")
    root = ET.fromstring(data)
    space = "{http://a9.com/-/spec/opensearch/1.1/}"
    assert len(str(root.findtext(f"{space}ShortName"))) <= 16
    url = root.find(f"{space}Url")
    assert url is not None
    assert url.get("template") == "https://example.org/x/search.html?q={searchTerms}"


def test_the_client_is_one_script_without_its_comments() -> None:
    sources = {
        ENTRY: b'import { one } from "./one.js";\n/* note */ const x_1 = one;\n',
        "assets/js/one.js": b"/* note */\nexport const one = 1;\n",
    }
    assert make_client(sources) == b'(()=>{"use strict";\nconst one=1;const x_1=one;\n})()\n'


def test_the_hook_writes_every_stemmer_that_a_site_may_need(tmp_path: Path) -> None:
    hatch_build.write_stemmers(tmp_path / "vendor")
    written = {path.stem for path in (tmp_path / "vendor").glob("*.js")}
    assert {algorithm for _, algorithm in LANGUAGES.values()} - {ENGLISH, NONE} <= written
    assert "base" in written
    assert "Redistribution" in (tmp_path / "vendor" / hatch_build.LICENCE).read_text()


def test_the_hook_refuses_other_stemmers_than_were_tested(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hatch_build, "DIGEST", "0" * 64)
    with pytest.raises(ValueError, match="digest"):
        hatch_build.write_stemmers(tmp_path / "vendor")


def test_a_packaged_client_serves_only_the_parts_it_was_made_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    templates = ROOT / hatch_build.TEMPLATES
    sources = {f"assets/js/{path.name}": path.read_bytes() for path in templates.glob("assets/js/*.js")}
    hatch_build.write_client(templates, tmp_path)
    (tmp_path / scripts.VENDOR).mkdir()
    (tmp_path / hatch_build.CLIENT).rename(tmp_path / scripts.VENDOR / hatch_build.CLIENT)
    monkeypatch.setattr(scripts, "get_data", lambda _, name: (tmp_path / name).read_bytes())
    short = make_client(sources)
    changed = make_client(
        {**sources, "assets/js/search-text.js": sources["assets/js/search-text.js"] + b"const other = 1;"}
    )
    assert b"algorithmsFor" in short
    assert b"stemEnglish" not in short
    assert b"stemEnglish" in changed
    assert b"const other=1" in changed


def test_the_installed_package_has_the_stemmers() -> None:
    assert set(read_stemmers(["russian"])) == {"base", "russian"}
    assert read_stemmers([]) == {}
