"""From a selection to files: what is saved, refused, in conflict and taken back."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from sitegen.disk.environment import EnvironmentFailure
from sitegen.serve.annotate.desk import Piece, open_document
from sitegen.serve.annotate.draft import Entry, SentDraft, Use
from sitegen.serve.annotate.live import Annotator, DeleteRequest, UndoRequest
from sitegen.serve.annotate.refused import RefusedError
from sitegen.serve.annotate.registries import Registries
from sitegen.serve.annotate.store import ConflictError
from tests.serve.running import SIDECAR, no_file_larger_than, write_archive


@pytest.fixture
def annotator(tmp_path: Path) -> Annotator:
    archive = write_archive(tmp_path / "content")
    return Annotator(archive, Registries(archive))


def select(annotator: Annotator, document: str, words: str, nth: int = 0) -> Piece:
    """The piece of words in a document, as a page would send it."""
    desk = open_document(annotator.archive, document, annotator.registries.site())
    text = desk.reading.text
    start = [m.start() for m in re.finditer(re.escape(words), text)][nth]
    return piece_at(annotator, document, start, start + len(words))


def piece_at(annotator: Annotator, document: str, start: int, end: int) -> Piece:
    desk = open_document(annotator.archive, document, annotator.registries.site())
    rows = desk.reading.rows

    def place(offset: int) -> tuple[int, int]:
        number = next(n for n, row in enumerate(rows, 1) if row.span[0] <= offset <= row.span[1])
        return number, offset - rows[number - 1].span[0]

    (row, first), (end_row, last) = place(start), place(end - 1)
    return Piece(row, first, end_row, last + 1, desk.reading.text[start:end])


def version(annotator: Annotator, document: str = "bridge") -> str:
    desk = open_document(annotator.archive, document, annotator.registries.site())
    annotator.store.note_shown(desk)
    return desk.version


def sidecar(annotator: Annotator, document: str = "bridge") -> str:
    return (annotator.archive / f"documents/{document}.yaml").read_bytes().decode()


def test_a_new_annotation_is_a_few_lines_more(annotator: Annotator) -> None:
    draft = SentDraft(
        "bridge",
        version(annotator),
        id="crossed-noon",
        pieces=[select(annotator, "bridge", "1,200 people had crossed it")],
        speaker="officials",
        mode="indirect",
        cue="said",
        figure=[Use("crossed", value="1200")],
        note="Two lines:\nsee the *other* report.",
    )
    annotator.save(draft)
    added = """\
  - id: crossed-noon
    quote: 1,200 people had crossed it
    speaker: officials
    mode: indirect
    cue: said
    figure: {id: crossed, value: 1200}
    note: |-
      Two lines:
      see the *other* report.
"""
    assert sidecar(annotator) == SIDECAR.replace("# the end\n", added + "# the end\n")


def test_words_that_stand_more_than_once_get_the_shortest_context(annotator: Annotator) -> None:
    piece = select(annotator, "bridge", "The bridge was closed", nth=1)
    annotator.save(SentDraft("bridge", version(annotator), id="again", pieces=[piece], speaker="officials"))
    assert "    quote: The bridge was closed\n    prefix: number." in sidecar(
        annotator
    ) or 'suffix: ", it' in sidecar(annotator)
    desk = open_document(annotator.archive, "bridge", annotator.registries.site())
    assert desk.pieces_of(desk.annotations[-1].spans) == [piece]


def test_a_split_quote_is_one_annotation_of_several_pieces(annotator: Annotator) -> None:
    pieces = [
        select(annotator, "bridge", "and nobody will be"),
        select(annotator, "bridge", "Nobody was hurt"),
    ]
    annotator.save(SentDraft("bridge", version(annotator), id="hurt", pieces=pieces, speaker="the-mayor"))
    assert "    quote: [Nobody was hurt, and nobody will be]\n" in sidecar(annotator)


def test_an_edit_touches_the_lines_that_it_changes(annotator: Annotator) -> None:
    draft = SentDraft(
        "bridge", version(annotator), number=0, id="closed", claim=[Use("bridge-closed", stance="denies")]
    )
    annotator.save(draft)
    assert sidecar(annotator) == SIDECAR.replace(
        "claim: bridge-closed", "claim: {id: bridge-closed, stance: denies}"
    )


def test_new_entries_go_into_their_registries(annotator: Annotator) -> None:
    before = (annotator.archive / "speakers.yaml").read_text()
    draft = SentDraft(
        "bridge",
        version(annotator),
        id="hurt",
        pieces=[select(annotator, "bridge", "Nobody was hurt")],
        speaker="anna-ivanova",
        claim=[Use("nobody-hurt")],
        entries=[
            Entry("speakers", "anna-ivanova", {"name": "Анна Иванова", "kind": "person"}),
            Entry("claims", "nobody-hurt", {"text": "Nobody was hurt: not one."}),
        ],
    )
    annotator.save(draft)
    speakers = (annotator.archive / "speakers.yaml").read_text()
    assert speakers == before + "\nanna-ivanova:\n  name: Анна Иванова\n  kind: person\n"
    assert (
        (annotator.archive / "claims.yaml")
        .read_text()
        .endswith('nobody-hurt:\n  text: "Nobody was hurt: not one."\n')
    )


def test_deleting_and_taking_back_gives_the_bytes_back(annotator: Annotator) -> None:
    annotator.delete(DeleteRequest("bridge", version(annotator), 0))
    assert "closed on Monday" not in sidecar(annotator)
    assert "# the first one" in sidecar(annotator)
    annotator.undo(UndoRequest("bridge"))
    assert sidecar(annotator) == SIDECAR


def test_taking_back_leaves_alone_what_somebody_changed_since(annotator: Annotator) -> None:
    annotator.delete(DeleteRequest("bridge", version(annotator), 0))
    path = annotator.archive / "documents/bridge.yaml"
    path.write_text(path.read_text() + "kind: letter\n")
    with pytest.raises(RefusedError, match="changed since"):
        annotator.undo(UndoRequest("bridge"))
    assert "kind: letter" in sidecar(annotator)


def test_a_file_that_changed_meanwhile_is_a_conflict_that_shows_both(annotator: Annotator) -> None:
    old = version(annotator)
    path = annotator.archive / "documents/bridge.yaml"
    path.write_text(SIDECAR.replace("language: en\n", "language: en\nkind: letter\n"))
    piece = select(annotator, "bridge", "Nobody was hurt")
    draft = SentDraft("bridge", old, id="hurt", pieces=[piece], speaker="the-mayor")
    with pytest.raises(ConflictError) as caught:
        annotator.save(draft)
    assert "+kind: letter" in caught.value.theirs
    assert "+    quote: Nobody was hurt" in caught.value.mine
    assert "+kind: letter" not in caught.value.mine
    assert "hurt" not in sidecar(annotator)
    annotator.save(SentDraft("bridge", caught.value.version, id="hurt", pieces=[piece], speaker="the-mayor"))
    assert "kind: letter" in sidecar(annotator)
    assert "quote: Nobody was hurt" in sidecar(annotator)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"id": "Not An Id"}, "is not an id"),
        ({"id": "closed"}, "has the id 'closed'"),
        ({"id": "index"}, ""),
        ({"speaker": "nobody"}, "no speaker 'nobody'"),
        ({"claim": [Use("nothing")]}, "no claim 'nothing'"),
        ({"figure": [Use("crossed")]}, "needs a value"),
        ({"figure": [Use("crossed", value="many")]}, "not a number"),
        ({"said": "last week"}, "last week"),
        ({"pieces": [Piece(1, 0, 1, 5, "Wrong")]}, "not those of the document"),
        ({"pieces": [Piece(9, 0, 9, 5, "Wrong")]}, "other paragraphs"),
        ({"pieces": []}, "no words"),
        ({"pieces": None}, "no words"),
        ({"document": "../site"}, "no document"),
        ({"document": "absent"}, "no document"),
        ({"entries": [Entry("speakers", "officials", {"name": "O"})]}, "already"),
    ],
)
def test_what_would_not_be_right_is_refused_and_nothing_written(
    annotator: Annotator, change: dict[str, object], reason: str
) -> None:
    pieces = [select(annotator, "bridge", "Nobody was hurt")]
    values = {"document": "bridge", "version": version(annotator), "id": "hurt", "pieces": pieces} | change
    if change == {"id": "index"}:
        annotator.save(SentDraft(**values))
        return
    with pytest.raises(RefusedError, match=re.escape(reason)):
        annotator.save(SentDraft(**values))
    assert sidecar(annotator) == SIDECAR


def test_overlapping_pieces_are_refused(annotator: Annotator) -> None:
    pieces = [select(annotator, "bridge", "Nobody was hurt"), select(annotator, "bridge", "was hurt,")]
    with pytest.raises(RefusedError, match="overlap"):
        annotator.save(SentDraft("bridge", version(annotator), id="hurt", pieces=pieces))


@pytest.mark.parametrize(
    ("typed", "ids"),
    [("muller", ["the-mayor"]), ("the mayor", ["the-mayor"]), ("off", ["officials"]), ("zz", [])],
)
def test_names_are_found_as_they_are_typed(annotator: Annotator, typed: str, ids: list[str]) -> None:
    assert [name.id for name in annotator.registries.suggest("speakers", typed).names] == ids


@pytest.mark.parametrize(
    ("typed", "proposed"),
    [
        ("The Editors", "the-editors-2"),
        ("Сергей Лавров", "sergey-lavrov"),
        ("محمد", "mhmd"),
        ("北京", "beijing"),
    ],
)
def test_a_new_id_is_readable_and_free(annotator: Annotator, typed: str, proposed: str) -> None:
    assert annotator.registries.suggest("speakers", typed).proposed == proposed


def test_a_preview_shows_numbers_and_what_would_be_written(annotator: Annotator) -> None:
    piece = select(annotator, "jisr", "إن ١٢٠٠ شخص")
    shown = annotator.preview(SentDraft("jisr", pieces=[piece], note="*so*"))
    assert shown["numbers"] == ["1200"]
    assert shown["note"] == "<p><em>so</em></p>"
    assert shown["yaml"].startswith("- id: ")


MARKDOWN = """\
# Um título — «с цитатой»

Eine **Brücke** wurde *am Montag* [geschlossen](https://example.org). Niemand weiß, warum;
niemand sagt es. 👩‍👩‍👧 sagte: »Geschlossen.« Geschlossen ist geschlossen.

- eins, zwei
- zwei, drei; zwei, drei

> geschlossen

| Jahr | Zahl |
|------|------|
| 2016 | 1 200 |
"""
RUSSIAN = (
    "Мост закрыт. Мост, сказал он, закрыт; «мост закрыт», — сказала она.\r\n\r\n"
    "Почему? Никто не знает: никто.\r\n"
)
ARABIC = "أُغلِقَ الجِسر. الجسر مغلق، قال؛ «الجسر مغلق».\n\nلماذا؟ لا أحد يعرف. الجسر مغلق (bridge 1200) مغلق.\n"
CHINESE = "大桥已关闭。他说：“大桥已关闭。”大桥关闭了。\n\n为什么？没有人知道，没有人。大桥已关闭。\n"


@pytest.mark.parametrize(
    ("name", "text", "language"),
    [
        ("latin.md", MARKDOWN, "de"),
        ("cyrillic.txt", RUSSIAN, "ru"),
        ("arabic.txt", ARABIC, "ar"),
        ("han.txt", CHINESE, "zh"),
    ],
)
def test_random_selections_are_found_again_exactly(
    annotator: Annotator, name: str, text: str, language: str
) -> None:
    document = name.partition(".")[0]
    folder = annotator.archive / "documents"
    (folder / name).write_bytes(text.encode())
    (folder / f"{document}.yaml").write_text(f"# by hand\ntitle: T\nlanguage: {language}\n")
    reading = open_document(annotator.archive, document, annotator.registries.site()).reading
    units = [
        m.span()
        for m in re.finditer(r"\w[\u0300-\u036f\u064b-\u0652]*" if language == "zh" else r"\S+", reading.text)
    ]
    chosen = random.Random(7)
    expected = []
    for number in range(80):
        first = chosen.randrange(len(units))
        last = min(len(units) - 1, first + int(chosen.expovariate(0.3)))
        start, end = units[first][0], units[last][1]
        piece = piece_at(annotator, document, start, end)
        annotator.save(SentDraft(document, version(annotator, document), id=f"n-{number}", pieces=[piece]))
        expected.append((start, end))
    desk = open_document(annotator.archive, document, annotator.registries.site())
    assert [annotation.spans for annotation in desk.annotations] == [(span,) for span in expected]
    assert [a.passage[0] for a in desk.annotations] == [reading.text[s:e] for s, e in expected]
    assert desk.yaml.startswith(f"# by hand\ntitle: T\nlanguage: {language}\nannotations:\n  - id: n-0\n")


def test_on_a_full_disk_nothing_changes_and_the_file_is_named(annotator: Annotator) -> None:
    annotator.save(SentDraft("bridge", version(annotator), number=0, id="closed", note="Before."))
    path = annotator.archive / "documents/bridge.yaml"
    path.write_text(path.read_text() + "# a long comment\n" * 4_000)
    files = {p: p.read_bytes() for p in annotator.archive.rglob("*") if p.is_file()}
    draft = SentDraft(
        "bridge",
        version(annotator),
        number=0,
        id="closed",
        speaker="ann",
        entries=[Entry("speakers", "ann", {"name": "Ann"})],
    )
    with no_file_larger_than(20_000):
        with pytest.raises(RefusedError, match=r"^cannot write documents/bridge\.yaml: File too large$"):
            annotator.save(draft)
        assert {p: p.read_bytes() for p in annotator.archive.rglob("*") if p.is_file()} == files
    annotator.save(draft)
    with (
        no_file_larger_than(20_000),
        pytest.raises(RefusedError, match=r"^cannot write documents/bridge\.yaml"),
    ):
        annotator.undo(UndoRequest("bridge"))
    annotator.undo(UndoRequest("bridge"))
    assert {p: p.read_bytes() for p in annotator.archive.rglob("*") if p.is_file()} == files


def test_a_file_that_another_program_writes_is_left_to_it(annotator: Annotator) -> None:
    draft = SentDraft("bridge", version(annotator), number=0, id="closed", note="A note.")
    with (
        (annotator.archive / "documents/bridge.yaml").open("a"),
        pytest.raises(RefusedError, match="another program"),
    ):
        annotator.save(draft)
    assert sidecar(annotator) == SIDECAR


def test_where_the_site_file_leads_outside_that_is_what_is_told(annotator: Annotator) -> None:
    (annotator.archive / "site.yaml").unlink()
    (annotator.archive / "site.yaml").symlink_to("/etc/hostname")
    assert annotator.words.language == "en"
    with pytest.raises(EnvironmentFailure, match=r"site\.yaml.*a link leads outside"):
        annotator.open("bridge")
