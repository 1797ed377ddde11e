"""What a reader does with search: the list under the field, the results page, and what goes wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from msgspec.structs import replace
from playwright.sync_api import Page, Route, expect

from sitegen.parse.edtf import parse_period
from sitegen.search.results import day_of
from sitegen.search.unit import Facets, SearchUnit
from tests.browser.search_site import passages, write_search_site
from tests.browser.server import serve_folder
from tests.browser.visit import Visit, find_violations

LONG = " ".join(f"Sentence number {at} of a long tale goes on." for at in range(200))
UNITS = (
    SearchUnit(
        "documents/fall.html",
        "document",
        "The fall of the city",
        "en",
        "2016-12-13",
        passages=passages(
            "The first paragraph says little.",
            "How many civilians were left? The ministry counted 250,000 civilians. Nobody believed it.",
            "Bribes were paid at the key crossing.",
        ),
        facets=Facets(("ministry",), ("war",)),
    ),
    SearchUnit(
        "documents/talks.html",
        "document",
        "Talks in Moscow",
        "en",
        "2016-12-03",
        notes=(("note_n-1", "An annotator's note on humanitarian corridors."),),
        passages=passages(
            "Sergei Lavrov met his colleague.",
            "His colleague met nobody. About 300 000 people wait by a gateway.",
        ),
        facets=Facets(("lavrov",)),
    ),
    SearchUnit(
        "documents/ru.html",
        "document",
        "Переговоры",
        "ru",
        "2015",
        passages=passages("Лавров сказал, что книги лежат на столе."),
        facets=Facets(("lavrov",)),
    ),
    SearchUnit(
        "documents/ar.html",
        "document",
        "مفاوضات",
        "ar",
        "2017",
        passages=passages("قال لافروف إن الكِتاب على الطاولة."),
    ),
    SearchUnit(
        "documents/zh.html", "document", "声明", "zh", "2018", passages=passages("中国政府表示，谈判继续。")
    ),
    SearchUnit(
        "documents/long.html",
        "document",
        "A tale",
        "en",
        "2019",
        passages=passages(LONG, "At its end a kingfisher sat."),
    ),
    SearchUnit(
        "speakers/lavrov.html", "speaker", "Sergei Lavrov", "en", names=("Lavrov", "Лавров", "لافروف")
    ),
    SearchUnit(
        "claims/c.html",
        "claim",
        "Nearly 250,000 civilians remained",
        "en",
        facets=Facets((), ("war",), "disputed", contested="yes"),
    ),
    SearchUnit(
        "documents/general.html",
        "document",
        "Ranks",
        "en",
        "1990",
        passages=passages("General ranks, lieutenants and generals."),
    ),
    SearchUnit(
        "documents/generally.html",
        "document",
        "Orders",
        "en",
        "1990",
        passages=passages("Generally a lieutenant obeys; so at least one has always been told by them all."),
    ),
    *(
        SearchUnit(
            f"documents/f{at}.html",
            "document",
            f"Filler {at}",
            "en",
            f"{2000 + at}",
            passages=passages(f"Filler number {at} about the harbour."),
        )
        for at in range(21)
    ),
    *(
        SearchUnit(
            f"documents/{date}.html",
            "document",
            f"Filler of {date or 'no time'}",
            "en",
            date,
            passages=passages("Another filler about the harbour."),
        )
        for date in ("0476", "-0043", "-0498", "")
    ),
)


def dated(unit: SearchUnit) -> SearchUnit:
    """Return a unit with what `unit_of_document` makes of its date, which stands here as EDTF."""
    period = parse_period(unit.date) if unit.date else None
    years = (unit.date[:4],) if unit.date[:4].isdecimal() else ()
    return replace(unit, day=day_of(period), facets=replace(unit.facets, years=years))


Search = Callable[[str], Page]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("search")
    write_search_site(folder, tuple(map(dated, UNITS)))
    return folder


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with serve_folder(folder, "/some/folder/") as address:
        yield address


@pytest.fixture
def there(visit: Callable[..., Visit]) -> Iterator[Visit]:
    there: Visit = visit()
    yield there
    assert there.complaints == []


@pytest.fixture
def search(there: Visit, address: str) -> Search:
    def ask(query: str) -> Page:
        there.page.goto(f"{address}search.html?{query if '=' in query else 'q=' + quote(query)}")
        there.page.wait_for_selector("#_results[aria-busy=false]")
        return there.page

    return ask


def titles(page: Page) -> list[str]:
    return page.locator(".search-result h2").all_inner_texts()


def hrefs(page: Page) -> list[str]:
    return [str(link.get_attribute("href")) for link in page.locator(".search-result a.search-text").all()]


@pytest.mark.parametrize(
    ("query", "first", "link", "marked"),
    [
        ("how many civilians", "The fall of the city", "documents/fall.html#p_2", "civilians"),
        ("civilian 250000", "Nearly 250,000 civilians remained", "documents/fall.html#p_2", "250,000"),
        ("Лавров", "Переговоры", "documents/ru.html#p_1", "Лавров"),
        ("лавров", "Переговоры", "documents/ru.html#p_1", "Лавров"),
        ("لافروف", "مفاوضات", "documents/ar.html#p_1", "لافروف"),
        ("كتاب", "مفاوضات", "documents/ar.html#p_1", "الكِتاب"),
        ("книга", "Переговоры", "documents/ru.html#p_1", "книги"),
        ("300000", "Talks in Moscow", "documents/talks.html#p_2", "300 000"),
        ("٣٠٠٠٠٠", "Talks in Moscow", "documents/talks.html#p_2", "300 000"),
        ("bribe", "The fall of the city", "documents/fall.html#p_3", "Bribes"),
        ("keys", "The fall of the city", "documents/fall.html#p_3", "key"),
        ("谈判", "声明", "documents/zh.html#p_1", "谈判"),
        ("humanitarian", "Talks in Moscow", "documents/talks.html#note_n-1", "humanitarian"),
        ("kingfisher", "A tale", "documents/long.html#p_2", "kingfisher"),
        ("kingf", "A tale", "documents/long.html#p_2", "kingfisher"),
        ("body:gateway -tale", "Talks in Moscow", "documents/talks.html#p_2", "gateway"),
    ],
)
def test_a_question_leads_to_the_passage(
    search: Search, query: str, first: str, link: str, marked: str
) -> None:
    page = search(query)
    assert titles(page)[0] == first
    assert link in hrefs(page)
    assert marked in page.locator(".search-result mark").all_inner_texts()


def test_words_in_quotation_marks_must_follow_one_another(search: Search) -> None:
    assert titles(search('"colleague met nobody"')) == ["Talks in Moscow"]
    page = search('"met his colleague" gateway')
    assert hrefs(page) == ["documents/talks.html#p_1"]
    assert "checked in the text" in page.inner_text(".search-hint")
    assert titles(search('"colleague his met"')) == []


def test_a_phrase_of_words_that_the_index_leaves_out_is_sought_in_the_texts(search: Search) -> None:
    assert titles(search('"at the"')) == ["The fall of the city"]
    assert titles(search('"the at"')) == []


def test_words_that_the_index_leaves_out_are_named(search: Search) -> None:
    assert "“of the”" in search("of the").inner_text(".search-hint")
    assert titles(search("+the gateway")) == ["Talks in Moscow"]


def test_a_word_that_no_page_has_brings_the_nearest(search: Search) -> None:
    page = search("civillians counted")
    assert titles(page)[0] == "The fall of the city"
    page.click(".search-near a")
    expect(page.locator(".search-near")).to_have_count(0)
    assert "q=civilians" in page.url


@pytest.mark.parametrize("query", ["crossi", "crossign", "paid crossign"])
def test_a_word_with_its_ending_cut_or_misspelt_is_found_by_its_stem(search: Search, query: str) -> None:
    assert titles(search(query)) == ["The fall of the city"]


def test_words_as_they_were_typed_come_before_others_of_their_stem(search: Search) -> None:
    for query, first in (("generals lieutenants", "Ranks"), ("generally lieutenant", "Orders")):
        page = search(query)
        expect(page.locator(".search-result mark").first).to_be_visible()
        assert titles(page) == [first, *({"Ranks", "Orders"} - {first})]


def test_a_question_s_own_words_need_stand_nowhere(search: Search) -> None:
    page = search("how many corridors, сколько")
    assert titles(page) == ["Talks in Moscow"]
    assert page.inner_text(".search-status") == "Results: 1"


def test_a_title_takes_the_direction_of_its_script(search: Search) -> None:
    page = search("لافروف")
    heading = page.locator(".search-result h2", has_text="مفاوضات")
    assert heading.evaluate("(one) => getComputedStyle(one).direction") == "rtl"


def test_pages_with_some_of_the_words_are_told_from_those_with_all(search: Search) -> None:
    assert search("harbour filler civilians").inner_text(".search-status") == (
        "No page has all the words. With some of them: 27"
    )
    assert search("ministry civilians").inner_text(".search-status") == (
        "Results: 1. With some of the words: 1"
    )


def test_nothing_found_is_said(search: Search) -> None:
    page = search("zzzzzz")
    assert "zzzzzz" in page.inner_text(".search-status")
    assert page.get_attribute(".search-status", "role") == "status"


ODD = (
    *(
        "(((",
        "~1",
        "key^",
        "foo:bar +",
        "*",
        "-",
        "+",
        '"',
        '""',
        "\\",
        "a~99",
        "<b>&amp;</b>",
        "%",
        "💣",
        "__proto__",
    ),
    *(
        "title:",
        "constructor",
        "x" * 300,
        "a b c d e f g h i j k l m n o p",
        "\u202e\u0000",
        "+the",
        "-zz",
        "title:*",
    ),
)


def test_any_string_gives_results_or_a_message(search: Search) -> None:
    for query in ODD:
        assert search(query).inner_text(".search-status"), query


def test_results_are_narrowed_counted_and_sorted_in_the_address(search: Search) -> None:
    page = search("civilians")
    assert page.locator("#_by_kind option").all_inner_texts() == ["All", "document (1)", "claim (1)"]
    page.select_option("#_by_kind", "claim")
    expect(page.locator(".search-result")).to_have_count(1)
    assert "kind=claim" in page.url
    page.go_back()
    expect(page.locator(".search-result")).to_have_count(2)
    page = search("q=lavrov&speaker=lavrov&kind=document")
    assert titles(page) == ["Talks in Moscow"]
    page = search("q=filler&sort=date")
    assert titles(page)[:2] == ["Filler 20", "Filler 19"]
    page.click(".search-more")
    expect(page.locator(".search-result")).to_have_count(20)
    assert "n=20" in page.url


def test_results_by_date_end_with_those_before_the_year_1_and_then_those_of_no_time(search: Search) -> None:
    page = search("q=filler&sort=date&n=30")
    assert titles(page)[20:] == [
        "Filler 0",
        *("Filler of 0476", "Filler of -0043", "Filler of -0498", "Filler of no time"),
    ]


def test_results_change_as_one_types_and_keys_lead_through_them(search: Search) -> None:
    page = search("harbour")
    page.fill("#_query", "kingfisher")
    expect(page.locator(".search-result h2")).to_have_text(["A tale"])
    assert "q=kingfisher" in page.url
    page.keyboard.press("ArrowDown")
    expect(page.locator(".search-result h2 a")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#_query")).to_be_focused()


def test_the_list_under_the_field_opens_moves_and_closes(there: Visit, address: str) -> None:
    page = there.page
    page.goto(f"{address}documents/fall.html")
    assert [url for url in there.requests if "/search/" in url] == []
    page.keyboard.press("/")
    expect(page.locator("#_q")).to_be_focused()
    page.keyboard.type("lavr")
    options = page.locator("#_found [role=option]")
    expect(options.first).to_contain_text("Sergei Lavrov")
    assert page.get_attribute("#_q", "aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    assert page.get_attribute("#_q", "aria-activedescendant") == "_found_0"
    assert page.get_attribute("#_found_0", "aria-selected") == "true"
    page.keyboard.press("Escape")
    expect(page.locator("#_found")).to_be_hidden()
    page.keyboard.type("o")
    expect(page.locator("#_found")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/speakers/lavrov.html")


def test_enter_without_a_choice_leads_to_the_results_page(there: Visit, address: str) -> None:
    page = there.page
    page.goto(f"{address}documents/fall.html")
    page.fill("#_q", "kingfisher")
    expect(page.locator("#_found mark")).to_have_text(["kingfisher"])
    page.press("#_q", "Enter")
    page.wait_for_url("**/search.html?q=kingfisher")
    expect(page.locator(".search-result h2")).to_have_text(["A tale"])


def test_search_works_from_a_folder_without_a_server(there: Visit, folder: Path) -> None:
    there.page.goto(f"{folder.as_uri()}/search.html?q=bribe")
    expect(there.page.locator(".search-result mark")).to_have_text(["Bribes"])


def test_results_and_list_keep_to_the_rules_of_accessibility(search: Search) -> None:
    page = search("civilians lavrov")
    assert find_violations(page) == []
    page.fill("#_q", "lavrov")
    expect(page.locator("#_found [role=option]").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    assert find_violations(page) == []


def test_a_part_that_fails_is_tried_again_then_named_and_the_rest_is_shown(
    visit: Callable[..., Visit], address: str
) -> None:
    page = visit().page
    asked: list[str] = []

    def refuse(route: Route) -> None:
        asked.append(route.request.url)
        route.abort()

    page.route("**/search/f/**", refuse)
    page.goto(f"{address}search.html?q=harbour")
    expect(page.locator(".search-result")).to_have_count(10)
    expect(page.locator(".search-failed")).to_contain_text("search/f/")
    assert len(asked) == 2 * len(set(asked))
    page.unroute("**/search/f/**")
    page.click(".search-failed button")
    expect(page.locator(".search-failed")).to_have_count(0)


def test_a_shard_that_fails_leaves_the_other_words(visit: Callable[..., Visit], address: str) -> None:
    page = visit().page
    page.route("**/search/s/**", lambda route: route.abort())
    page.goto(f"{address}search.html?q=harbour")
    expect(page.locator(".search-failed")).to_contain_text("search/s/")
    page.unroute("**/search/s/**")
    page.click(".search-failed button")
    expect(page.locator(".search-result")).to_have_count(10)


def test_a_client_that_fails_is_told_and_tried_again(visit: Callable[..., Visit], address: str) -> None:
    page = visit().page
    page.route("**/search/manifest.js", lambda route: route.abort())
    page.goto(f"{address}search.html?q=harbour")
    expect(page.locator("#_results")).to_have_text("Failed.")
    page.unroute("**/search/manifest.js")
    page.focus("#_query")
    expect(page.locator(".search-result")).to_have_count(10)


def test_titles_and_snippets_have_their_language_and_direction(search: Search) -> None:
    page = search("لافروف")
    link = page.locator(".search-result a.search-text").first
    assert link.get_attribute("lang") == "ar"
    assert link.get_attribute("dir") == "auto"
