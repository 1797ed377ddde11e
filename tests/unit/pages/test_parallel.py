from __future__ import annotations

from dataclasses import dataclass

import pytest
from msgspec.structs import replace

from sitegen.graph.whole import whole_from_archive
from sitegen.site.context import Desk
from sitegen.site.plan import PageTask, iter_pages, make_view
from sitegen.site.views.document import make_document_view
from sitegen.site.views.parallel import ParallelView
from tests.unit.pages.whole_of import context_of, small_archive


@dataclass(frozen=True)
class TextRow:
    html: str
    starts: tuple[str, ...] = ()


def desk_of_translation() -> Desk:
    """Return a desk of the small archive in which "answer" translates "2016/count"."""
    archive = small_archive()
    documents = dict(archive.documents)
    documents["answer"] = replace(documents["answer"], translation_of="2016/count")
    whole = whole_from_archive(replace(archive, documents=documents))
    return Desk(whole, context_of(whole), "../")


def view_of(rows: list[str], original: list[str]) -> ParallelView:
    view = make_view(
        desk_of_translation(),
        PageTask("parallel", "answer", of="2016/count"),
        [TextRow(html) for html in rows],
        [TextRow(html) for html in original],
    )
    assert isinstance(view, ParallelView)
    return view


def test_rows_stand_side_by_side_where_there_are_as_many() -> None:
    view = view_of(["<p>un</p>", "<p>deux</p>"], ["<p>one</p>", "<p>two</p>"])
    assert view.is_matched
    assert view.rows == (("<p>one</p>", "<p>un</p>"), ("<p>two</p>", "<p>deux</p>"))


def test_texts_that_do_not_match_stay_whole() -> None:
    view = view_of(["<p>un</p>"], ["<p>one</p>", "<p>two</p>"])
    assert not view.is_matched
    assert view.rows == (("<p>one</p><p>two</p>", "<p>un</p>"),)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            '<mark class="m" id="low" data-annotations="low">x</mark>',
            '<mark class="m" data-annotations="low">x</mark>',
        ),
        ('<a class="handle" id="ref_low" href="#note_low">', '<a class="handle" href="HERE#note_low">'),
        ('<a href="https://example.org/#top">', '<a href="https://example.org/#top">'),
        ('<p>the words id="p_1" href="#x"</p>', '<p>the words id="p_1" href="#x"</p>'),
    ],
)
def test_no_id_stands_twice_and_own_links_lead_to_the_document(html: str, expected: str) -> None:
    view = view_of([html], [html])
    assert view.rows == (
        (
            expected.replace("HERE", "../documents/2016/count.html"),
            expected.replace("HERE", "../documents/answer.html"),
        ),
    )


def test_both_documents_lead_to_the_page_that_shows_them_together() -> None:
    desk = desk_of_translation()
    assert PageTask("parallel", "answer", of="2016/count") in list(iter_pages(desk.whole))
    translation = make_document_view(desk, "answer", ())
    original = make_document_view(desk, "2016/count", ())
    assert translation.original is not None
    assert translation.original.beside == "../parallel/answer.html"
    assert [other.beside for other in original.translations] == ["../parallel/answer.html"]
