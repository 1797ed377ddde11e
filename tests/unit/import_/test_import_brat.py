"""brat standoff: every line is somewhere, every passage is the words it was."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.import_.bringing_in import bring_in, by_words, passages, reasons

TEXT = "The minister said that the bridge is safe.\r\nNobody agreed, nobody left.\r\n\r\nElan nobody.\n"


def text_bound(id_: str, kind: str, *words: str) -> str:
    spans = [(TEXT.index(word), TEXT.index(word) + len(word)) for word in words]
    return f"{id_}\t{kind} {';'.join(f'{a} {b}' for a, b in spans)}\t{' '.join(words)}\n"


def test_an_attribution_gives_speaker_and_cue() -> None:
    sheet = (
        text_bound("T1", "Source", "The minister")
        + text_bound("T2", "Cue", "said")
        + text_bound("T3", "Content", "the bridge is safe")
        + "E1\tAttribution:T2 Source-Arg:T1 Content-Arg:T3\nA1\tNegation E1\n"
        + "#1\tAnnotatorNotes T3\tLook *again*.\nN1\tReference T1 Wikipedia:1\tMinister\n"
    )
    imported, documents = bring_in("brat", {"a.txt": TEXT, "a.ann": sheet})
    found = by_words(documents["a"])
    content = found["the bridge is safe"]
    assert (content.speaker, content.cue, content.note) == ("the-minister", "said", "Look *again*.")
    assert "Negation" in found["said"].note
    assert "Wikipedia:1 (Minister)" in found["The minister"].note
    assert imported.losses == ()


def test_relations_are_read_by_the_types_of_their_arguments() -> None:
    sheet = text_bound("T1", "Speaker", "The minister") + text_bound("T2", "Quote", "the bridge is safe")
    _, documents = bring_in("brat", {"a.txt": TEXT, "a.ann": sheet + "R1\tSays Arg1:T2 Arg2:T1\n"})
    assert by_words(documents["a"])["the bridge is safe"].speaker == "the-minister"


def test_pieces() -> None:
    _, documents = bring_in("brat", {"a.txt": TEXT, "a.ann": text_bound("T1", "X", "Nobody agreed", "Elan")})
    assert passages(documents["a"]) == ["Nobody agreed | Elan"]


def test_a_piece_may_stand_before_another_and_its_gap_be_left_out() -> None:
    at = TEXT.index("bridge is")
    sheet = f"T1\tX {at + 7} {at + 9};{at} {at + 6}\tbridgeis\n"
    _, documents = bring_in("brat", {"a.txt": TEXT, "a.ann": sheet})
    assert passages(documents["a"]) == ["bridge | is"]


def test_the_shared_tasks_part_their_files() -> None:
    given = text_bound("T1", "Speaker", "The minister") + "*\tEquiv T1 T2\n"
    sought = text_bound("T2", "Utterance", "the bridge is safe") + text_bound("T3", "Saying", "said")
    files = {
        "x/A.TXT": TEXT,
        "x/A.a1": given,
        "x/A.a2": sought + "E1\tSaying:T3 Quote:T2 SpeakerOf:T1 \nE2\tSaying:T3 \n",
    }
    imported, documents = bring_in("brat", files)
    found = by_words(documents["x/a"])
    assert found["the bridge is safe"].speaker == "the-minister"
    assert found["The minister"].note == "Equiv: “the bridge is safe”"
    assert found["said"].note.endswith("\n\nSaying")
    assert imported.losses == ()


@pytest.mark.parametrize(
    ("relation", "speaker"),
    [
        ("Speaker Arg1:T1 Arg2:T2", "the-minister"),
        ("spoken_by Arg1:T1 Arg2:T2", ""),
        ("says Source:T2 Target:T1", ""),
        ("says directSpeech:T1 quoteSource:T2", "the-minister"),
    ],
)
def test_who_is_the_source_is_told_or_left(relation: str, speaker: str) -> None:
    sheet = text_bound("T1", "Quotation", "the bridge is safe") + text_bound("T2", "Entity", "The minister")
    _, documents = bring_in("brat", {"a.txt": TEXT, "a.ann": f"{sheet}R1\t{relation}\t\n"})
    assert by_words(documents["a"])["the bridge is safe"].speaker == speaker


COUNTED = "\U0001f30a é bridge\r\nis safe 🌊 and\r\nbridge is\r\n"


@pytest.mark.parametrize(
    ("start", "mark", "told"),
    [
        (len, b"", ""),
        (lambda before: len(before.replace("\r\n", "\n")), b"", "characters, a line end as one"),
        (lambda before: len(before.encode("utf-16-le")) // 2, b"", "UTF-16 units"),
        (lambda before: len(before.encode()), b"", "bytes"),
        (lambda before: len(before) + 1, b"\xef\xbb\xbf", "characters and the byte-order mark"),
        (lambda before: len(before.encode()) + 3, b"\xef\xbb\xbf", "bytes and the byte-order mark"),
    ],
)
def test_offsets_that_count_something_else(start: Callable[[str], int], mark: bytes, told: str) -> None:
    """The words stand there twice: only their offsets tell which is meant."""
    at = COUNTED.rindex("bridge")
    span = f"{start(COUNTED[:at])} {start(COUNTED[: at + 6])}"
    sheet = f"T1\tX {span}\tbridge\nT2\tX 1 99\t\n".encode()
    imported, documents = bring_in("brat", {"a.txt": mark + COUNTED.encode(), "a.ann": sheet})
    (annotation,) = documents["a"].annotations
    assert annotation.spans[0][0] > 20
    assert (imported.counted, imported.placed) == (2, 1)
    assert [loss.why for loss in imported.losses if "count" in loss.why] == (
        [f"its offsets count {told}, not code points; read so, they lead to the words"] if told else []
    )


@pytest.mark.parametrize(
    ("sheet", "words", "note", "why"),
    [
        (b"T1\tX 0 3\tThe\nT1\tX 4 12\tminister\n", ["The"], "", "another line has the same id"),
        (b"T1\tX 0 3\tThe\r\n#1\tAnnotatorNotes\tT1\tmine\r\n", ["The"], "mine", ""),
        (b"T1\tX 0 3\tThe\n#1\tAnnotatorNotes T1\tna\xefve\n", ["The"], "naïve", "not UTF-8"),
        ("T1\t病名 0 3\tThe\nA1\t状態 T1 あり\n".encode(), ["The"], "状態: あり", ""),
        (b"T1\tX 13 17;37 41\tsaid safe\nM1\tNegation T1\n", ["said | safe"], "Negation", ""),
        (b"T1\tX 37 57\tsafe. Nobody agreed\n", ["safe. Nobody agreed"], "", ""),
        (b"T1\tX 5 5\t\nT2\tX 12 4\t\n", [], "", "there are no words"),
        (b"", [], "", ""),
    ],
)
def test_what_corpora_have(sheet: bytes, words: list[str], note: str, why: str) -> None:
    imported, documents = bring_in("brat", {"a.txt": TEXT, "a.ann": sheet})
    assert passages(documents["a"]) == words
    assert [a.note for a in documents["a"].annotations] == [note for _ in words]
    assert why in reasons(imported)


def test_a_text_with_two_byte_order_marks() -> None:
    _, documents = bring_in("brat", {"a.txt": "\ufeff\ufeffOne two", "a.ann": "T1\tX 5 8\ttwo\n"})
    assert passages(documents["a"]) == ["two"]


def test_nothing_is_dropped_silently() -> None:
    sheet = (
        "T1\tX 0 3\tThe\nT2\tX 900 910\tfar away\nT3\tX 0 12\tElan\nT4\tX zero\tx\nwhat is this\n"
        "A1\tSure T99\nR1\tRel Arg1:T1 Arg2:T98\nE1\tnothing\n*\tEquiv T1 T97\nX1\ty z\n"
    )
    imported, documents = bring_in(
        "brat", {"a.txt": TEXT, "a.ann": sheet, "b.ann": "T1\tX 0 1\ta\n", "c.md": ""}
    )
    assert (imported.counted, imported.placed) == (5, 2)
    assert passages(documents["a"]) == ["The", "Elan"]  # the words are unique where the offsets lead astray
    told = reasons(imported)
    for trouble in (
        "a.ann:4",
        "a.ann:5",
        "T99",
        "T98",
        "T97",
        "a.ann:8",
        "a.ann:10",
        "b.ann",
        "c.md",
        "far away",
    ):
        assert trouble in told, trouble


WORDS = st.lists(
    st.sampled_from(["one", "two", "é", "три", "سبعة", "\u200f", "«a»", "b."]), min_size=1, max_size=30
)
GAPS = st.sampled_from([" ", "\n", "\r\n", "\n\n", "\r\n \r\n", "\t", " \u00a0 "])


@given(WORDS, GAPS, GAPS, st.data())
def test_passages_are_the_words_at_the_offsets(
    words: list[str], gap: str, edge: str, data: st.DataObject
) -> None:
    text = edge + gap.join(words) + edge
    offsets = st.integers(0, len(text))
    spans = data.draw(st.lists(st.tuples(offsets, offsets).map(sorted), min_size=1, max_size=8))
    sheet = "".join(f"T{n}\tX {a} {b}\t\n" for n, (a, b) in enumerate(spans))
    imported, documents = bring_in("brat", {"a.txt": text, "a.ann": sheet})
    bare = str.maketrans("", "", " \n\r\t\u00a0\u200f")
    wanted = sorted(w for a, b in spans if (w := text[a:b].translate(bare)))
    widened = [p.translate(bare) for p in passages(documents["a"])]
    assert imported.placed == len(wanted)
    assert sorted(widened) == wanted
