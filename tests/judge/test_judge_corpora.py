"""Archives made up at random, built and judged by a reader who knows `docs/html.md` alone."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

import pytest

from sitegen.build import BuildOptions, build_site
from sitegen.diagnostics.findings import rule_of
from tests.browser.links import iter_broken_links
from tests.browser.nu import find_html_errors
from tests.judge.corpus import SYLLABLES, MadeDocument, annotate, make_plain, write_archive
from tests.judge.made_markdown import make_markdown
from tests.judge.page import JudgedPage, read_page
from tests.judge.source import paragraphs_of_plain, squeeze, text_of_markdown

SIZE = 24  # blocks a document
QUOTES = 120
LONGEST = 112_000  # characters: the longest quote of the annotated novels that are known
RIGHT_TO_LEFT = ("ar",)
NOT_COMPOSED = "is not in Unicode Normalization Form C."  # nor is the source, whose text is kept
LINK = 60  # characters: a handle that would stand in a link comes right after it


@dataclass
class Judged:
    document: MadeDocument
    page: JudgedPage


@dataclass
class Corpus:
    site: Path
    documents: list[Judged]


def make_documents(seed: int) -> list[MadeDocument]:
    documents = []
    for place, language in enumerate(SYLLABLES):
        rng = random.Random(seed * 100 + place)
        for make in (make_plain, make_markdown):
            document = make(language, rng, SIZE)
            annotate(document, rng, QUOTES)
            documents.append(document)
    return documents


def build(archive: Path, out: Path) -> Path:
    result = build_site(BuildOptions(archive=archive, out=out, no_cache=True))
    # The sources have what nobody sees on purpose, and nothing else is wrong.
    grave = [d for d in result.diagnostics if rule_of(d).severity != "advice" and d.code != "F004"]
    assert not grave, grave[:3]
    assert not result.has_failed
    return out


@pytest.fixture(scope="module", params=[1, 2])
def corpus(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    folder = tmp_path_factory.mktemp("corpus")
    documents = make_documents(request.param)
    write_archive(folder / "content", documents)
    site = build(folder / "content", folder / "build")
    return Corpus(site, [Judged(d, read_page(site / f"documents/{d.id}.html")) for d in documents])


def test_the_text_is_the_source_to_the_character(corpus: Corpus) -> None:
    for each in corpus.documents:
        seen = [cell.text for cell in each.page.cells]
        assert squeeze("".join(seen)) == squeeze(each.document.text), each.document.id
        if each.document.ending == "txt":
            assert seen == paragraphs_of_plain(each.document.data), each.document.id
        else:
            assert squeeze("".join(seen)) == squeeze(text_of_markdown(each.document.data)), each.document.id


def test_marks_are_the_quoted_words_and_nothing_else(corpus: Corpus) -> None:
    for each in corpus.documents:
        wanted = {}
        for annotation in each.document.annotations:
            quote = annotation["quote"]
            wanted[annotation["id"]] = squeeze("".join(quote) if isinstance(quote, list) else str(quote))
        assert {id_: squeeze(text) for id_, text in each.page.passages.items()} == wanted, each.document.id


def test_every_annotation_has_one_address_one_handle_at_its_end_and_one_note(corpus: Corpus) -> None:
    for each in corpus.documents:
        ids = sorted(str(annotation["id"]) for annotation in each.document.annotations)
        assert sorted(each.page.addresses) == ids, each.document.id
        assert sorted(id_ for id_, _ in each.page.handles) == ids
        assert sorted(each.page.notes) == ids
        for id_, before in each.page.handles:
            end = squeeze(each.page.passages[id_])[-4:]
            assert end in squeeze(before)[-LINK:], (each.document.id, id_)


def test_passages_lie_over_each_other_as_deep_as_in_real_archives(corpus: Corpus) -> None:
    assert min(each.page.deepest for each in corpus.documents) >= 11
    quotes = (a["quote"] for each in corpus.documents for a in each.document.annotations)
    assert max(len(quote) for quote in quotes if isinstance(quote, list)) > 60


def test_cells_have_the_language_and_its_direction(corpus: Corpus) -> None:
    for each in corpus.documents:
        way = "rtl" if each.document.language in RIGHT_TO_LEFT else "ltr"
        assert {(c.lang, c.dir) for c in each.page.cells} == {(each.document.language, way)}


def test_pages_are_valid_and_links_whole(corpus: Corpus) -> None:
    found = [line for line in find_html_errors(corpus.site) if not line.endswith(NOT_COMPOSED)]
    assert not found, "\n".join(found)
    broken = list(iter_broken_links(corpus.site))
    assert not broken, "\n".join(broken)


def test_a_novel_with_a_quote_of_half_its_length(tmp_path: Path) -> None:
    rng = random.Random(7)
    document = make_plain("de", rng, 1800)
    middle = document.text[5_000 : 5_000 + LONGEST].strip()
    document.annotations = [
        {"id": "nearly-all", "quote": middle, "speaker": "anna"},
        {"id": "a-part", "quote": middle[40_000:90_000].strip(), "speaker": "boris"},
        {"id": "crossing", "quote": document.text[90_000:130_000].strip(), "note": "Across."},
    ]
    write_archive(tmp_path / "content", [document])
    page = read_page(build(tmp_path / "content", tmp_path / "build") / "documents/plain-de.html")
    assert [c.text for c in page.cells] == paragraphs_of_plain(document.data)
    for annotation in document.annotations:
        assert squeeze(page.passages[str(annotation["id"])]) == squeeze(str(annotation["quote"]))
    assert page.deepest == 3
