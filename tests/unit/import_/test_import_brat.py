"""brat standoff: every line is somewhere, every passage is the words it was."""

from __future__ import annotations

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
