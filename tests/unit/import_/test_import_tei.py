"""TEI: whose words, in which paragraphs, and nothing from outside the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tests.unit.import_.bringing_in import bring_in, by_words, passages, reasons

HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>A sitting</title><author><forename>Ann</forename>"
    "<surname>Author</surname></author></titleStmt></fileDesc><profileDesc><particDesc><listPerson>"
    '<person xml:id="JD"><persName><surname>Doe</surname><forename>Jane</forename></persName>'
    "<persName>J. D.</persName></person></listPerson></particDesc></profileDesc></teiHeader>"
)


def tei(body: str, header: str = HEADER, attributes: str = "") -> str:
    text = f"<text><body>{body}</body></text>"
    return f'<TEI xmlns="http://www.tei-c.org/ns/1.0" {attributes}>{header}{text}</TEI>'


TOKENS = '\n<w join="right">No</w>\n<pc>,</pc>\n<w>not</w>\n<w>I</w> <pc join="left">.</pc>'


@pytest.mark.parametrize(
    ("body", "words", "speaker", "mode"),
    [
        ('<p>She said <said who="#JD">yes,\n  <hi>it</hi> is</said>.</p>', "yes, it is", "jd", "direct"),
        ('<p>It was <said who="#JD" direct="false">so</said></p>', "so", "jd", "indirect"),
        ("<p>He: <said>me</said></p>", "me", "unnamed-speaker", "direct"),
        ('<u who="#JD"><seg>One.</seg><note>applause</note><seg>Two.</seg></u>', "One. Two.", "jd", "direct"),
        ('<u who="a.xml#ZZ"><seg>One.</seg></u>', "One.", "zz", "direct"),
        ('<sp who="#JD"><speaker>JANE.</speaker><l>One</l><l>two</l></sp>', "One two", "jd", "direct"),
        ("<sp><speaker>Chorus.</speaker><p>Woe</p></sp>", "Woe", "chorus", "direct"),
        (
            "<cit><quote>To be</quote><bibl><author>Will S.</author>, H.</bibl></cit>",
            "To be", "will-s", "direct",
        ),
        ('<p><q who="#JD">the <choice><sic>teh</sic><corr>end</corr></choice></q></p>',
         "the end", "jd", "direct"),
        (
            f'<u who="#JD"><seg>{TOKENS}</seg></u>', "No, not I.", "jd", "direct",
        ),
        ('<p>a<lb/>b <quote who="#JD">c<lb/>d</quote></p>', "c d", "jd", "direct"),
        # What real corpora have, in words of our own.
        (
            '<sp who="#JD"><speaker>J</speaker><stage>up</stage><p>No.</p><stage>Of.</stage><p>Yes.</p></sp>',
            "No. | Yes.", "jd", "direct",
        ),
        ('<sp who="#JD"><p>No <stage>(softly)</stage> and yes.</p></sp>', "No | and yes.", "jd", "direct"),
        (
            '<p><said who="#JD"><label>Jane.</label> It is <milestone n="4a"/>so.</said></p>',
            "It is so.", "jd", "direct",
        ),
        (
            '<p><said who="#JD">A <seg type="x">thing <seg>in</seg> it</seg>.</said></p>',
            "A thing in it.", "jd", "direct",
        ),
        ('<p><q who="#JD">He told me <q>Go</q> then</q></p>', "He told me Go then", "jd", "direct"),
        ('<p><q type="spoken">Who is it?</q></p>', "Who is it?", "unnamed-speaker", "direct"),
        ('<p><said who="#JD #Ann">Both</said></p>', "Both", "jd", "direct"),
        (
            '<p><said who="#JD" mode="freeIndirect">It was late</said></p>',
            "It was late", "jd", "free-indirect",
        ),
        ('<p><said who="#JD" mode="indirect reported">of it</said></p>', "of it", "jd", "mixed"),
        ('<annotationBlock who="#JD"><u>Well</u></annotationBlock>', "Well", "jd", "direct"),
        ('<p><said who="#JD">the har-<lb break="no"/>bour</said></p>', "the har-bour", "jd", "direct"),
        (
            '<p><said who="#JD">a <app><lem>new</lem><rdg>old</rdg></app> <del>x</del>wall</said></p>',
            "a new wall", "jd", "direct",
        ),
        (
            '<p><said who="#JD">a <app><rdg>red</rdg><rdg>blue</rdg></app> boat</said></p>',
            "a red boat", "jd", "direct",
        ),
        ('<p><said who="#JD">&mdash; so caf&eacute;</said></p>', "— so café", "jd", "direct"),
        (
            '<p><said who="#JD" part="I">One</said>, she said, <said part="F">and two</said></p>',
            "One | and two", "jd", "direct",
        ),
        (
            '<p><said who="#JD" id="7">One</said> she said <said id="7">two</said></p>',
            "One | two", "jd", "direct",
        ),
    ],
)  # fmt: skip
def test_passages(body: str, words: str, speaker: str, mode: str) -> None:
    _, documents = bring_in("tei", {"a.xml": tei(body)})
    annotation = by_words(documents["a"])[words]
    assert (annotation.speaker, annotation.mode) == (speaker, mode)


def test_passages_that_continue_one_another_are_one() -> None:
    body = (
        '<p><q xml:id="a" next="#b" who="#JD">First</q> x <q xml:id="b" prev="#a" next="#c">second</q></p>'
        '<p><q xml:id="c" prev="#b">third</q> <q who="#JD" xml:id="d">apart</q></p>'
    )
    imported, documents = bring_in("tei", {"a.xml": tei(body)})
    assert passages(documents["a"]) == ["First | second | third", "apart"]
    assert (imported.counted, imported.placed) == (2, 2)


def test_words_that_report_and_that_stand_for_the_speaker() -> None:
    body = (
        '<p><said id="1" content="speech">Go</said>, '
        '<seg id="1" type="frame"><seg id="1" type="intExpr">asked</seg> '
        '<seg id="1 2" type="speaker">the man</seg></seg>. '
        '<said id="2" mode="indirect">He <seg id="2" type="intExpr">'
        'thought</seg> it <seg id="2" type="intExpr">over</seg></said>.</p>'
    )
    _, documents = bring_in("tei", {"a.xml": tei(body)})
    one, two = documents["a"].annotations
    assert (one.cue, one.note, one.mode) == (
        "asked",
        "Called “the man” in the text.\n\ncontent: speech",
        "direct",
    )
    assert (two.cue, two.mode) == ("", "indirect")
    assert two.note == "Called “the man” in the text.\n\nReported by “thought”, “over”."


def test_a_play_keeps_the_names_that_are_printed() -> None:
    body = (
        '<castList><castItem><role xml:id="K">The King.</role></castItem></castList>'
        '<sp who="#K"><speaker>KING.</speaker><p>Woe</p></sp>'
    )
    imported, documents = bring_in("tei", {"a.xml": tei(body)})
    assert imported.files["documents/a.txt"].decode() == "The King.\n\nKING.\n\nWoe\n"
    assert b"k:\n  name: The King\n" in imported.files["speakers.yaml"]
    assert passages(documents["a"]) == ["Woe"]
    assert "who that is" not in reasons(imported)


@pytest.mark.parametrize(
    ("attributes", "header", "language"),
    [
        ('xml:lang="eng"', "<teiHeader/>", "en"),
        ('xml:lang="ger-DE"', "<teiHeader/>", "de-DE"),
        ('xml:lang="grc"', "<teiHeader/>", "grc"),
        (
            "",
            HEADER.replace("<particDesc>", '<langUsage><language ident="tur"/></langUsage><particDesc>'),
            "tr",
        ),
        ("", "<teiHeader/>", "de"),
    ],
)
def test_the_language_of_a_text(attributes: str, header: str, language: str) -> None:
    german = "<p>Das ist nicht der Mann, den die Frau mit dem Kind auf dem Weg zu der Stadt sah.</p>"
    _, documents = bring_in("tei", {"a.xml": tei(german, header, attributes)})
    assert documents["a"].language == language


def test_files_without_a_namespace_and_with_a_doctype() -> None:
    file = (
        '<!DOCTYPE TEI.2 SYSTEM "http://example.invalid/tei2.dtd" [<!ENTITY who "the town">]>'
        "<TEI.2><text><body><p><q who='Ann'>for &who; &hellip; &strange;</q></p></body></text></TEI.2>"
    )
    imported, documents = bring_in("tei", {"a.xml": file})
    assert passages(documents["a"]) == ["for the town … &strange;"]
    assert "a.xml: the entity &strange; is declared nowhere" in reasons(imported)


def test_attributes_are_kept_or_told() -> None:
    body = '<u who="#JD" ana="#chair">One</u><u who="#JD" ana="#guest">Two</u><q who="#JD" type="song">La</q>'
    imported, documents = bring_in("tei", {"a.xml": tei(body)})
    assert documents["a"].annotations[2].note == "type: song"
    (told,) = [loss for loss in imported.losses if "attribute" in loss.why]
    assert (told.why, told.times) == ("the attribute ana of <u> left out: it has no place", 2)


def test_who_speaks_is_described() -> None:
    imported, _ = bring_in("tei", {"a.xml": tei('<u who="#JD" toWhom="#JD">Hello</u>')})
    assert imported.files["speakers.yaml"].decode() == (
        "ann-author:\n  name: Ann Author\n\njd:\n  name: Jane Doe\n  kind: person\n  aliases: [J. D.]\n"
    )
    assert "note: To Jane Doe." in imported.files["documents/a.yaml"].decode()


def play(title: str, role: str = "The Count") -> str:
    person = f'<person xml:id="count"><persName>{role}</persName></person>'
    header = (
        f"<teiHeader><fileDesc><titleStmt><title>{title}</title></titleStmt></fileDesc><profileDesc>"
        f"<particDesc><listPerson>{person}</listPerson></particDesc></profileDesc></teiHeader>"
    )
    return tei(
        '<sp who="#count"><speaker>C.</speaker><p>Woe</p></sp><sp><speaker>CHORUS.</speaker><p>Ah</p></sp>',
        header,
    )


def test_persons_of_plays_are_told_apart() -> None:
    plays = {"a.xml": play("First"), "b.xml": play("Second"), "c.xml": play("Third", "Count Orlo")}
    imported, documents = bring_in("tei", plays)
    assert [documents[id_].annotations[0].speaker for id_ in "abc"] == ["count", "count-2", "count-3"]
    names = [line for line in imported.files["speakers.yaml"].decode().splitlines() if "name:" in line]
    assert [name.partition(": ")[2] for name in names] == [
        "CHORUS (First)", "CHORUS (Second)", "CHORUS (Third)",
        "The Count (First)", "The Count (Second)", "Count Orlo",
    ]  # fmt: skip


def test_members_of_a_parliament_are_the_same_in_every_sitting() -> None:
    people = (
        '<listPerson><person xml:id="JS1"><persName>John Smith</persName></person>'
        '<person xml:id="JS2"><persName>John Smith</persName></person></listPerson>'
    )
    sitting = tei('<u who="#JS1">One</u><u who="#JS2">Two</u>', "<teiHeader/>")
    _, documents = bring_in("tei", {"a.xml": sitting, "b.xml": sitting, "people.xml": people})
    for document in documents.values():
        assert [a.speaker for a in document.annotations] == ["js1", "js2"]


def test_a_corpus_keeps_its_people_in_another_file() -> None:
    people = f'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">{HEADER}</teiCorpus>'
    two = "".join(tei(f'<u who="#JD">Words {n}</u>', "<teiHeader/>", f'xml:id="d{n}"') for n in (1, 2))
    corpus = f'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">{two}</teiCorpus>'
    imported, documents = bring_in("tei", {"people.xml": people, "z/corpus.xml": corpus})
    assert [passages(documents[id_]) for id_ in ("d1", "d2")] == [["Words 1"], ["Words 2"]]
    assert "Jane Doe" in imported.files["speakers.yaml"].decode()


SITTING = """<teiHeader xml:lang="en"><fileDesc><titleStmt>
<title type="main" xml:lang="de">Protokolle</title><title type="sub" xml:lang="de">Sitzung 159</title>
<title type="main" xml:lang="en">Records</title><title type="sub" xml:lang="en">Sitting</title></titleStmt>
<publicationStmt><availability><p xml:lang="de">Frei</p><p xml:lang="en">Free</p></availability>
<date when="2022-12-13"/></publicationStmt>
<sourceDesc><bibl><title xml:lang="de">Quelle</title><title xml:lang="en">Source</title>
<idno type="URI">https://example.org/159</idno></bibl></sourceDesc></fileDesc>
<profileDesc><settingDesc><setting><date when="2022-05-19"/></setting></settingDesc></profileDesc>
</teiHeader>"""


def test_a_sitting() -> None:
    body = (
        '<note type="speaker">The chair:</note><u who="#P1" xml:id="d1.u1"><seg>One.</seg><!-- x --></u>'
        '<note type="time">9</note><u who="#P1" xml:id="d1_u2"><seg>Two.</seg></u>'
    )
    imported, documents = bring_in("tei", {"a.xml": tei(body, SITTING, 'xml:lang="de" xml:id="d1"')})
    document = documents["d1"]
    assert (document.title, document.language) == ("Protokolle: Sitzung 159", "de")
    assert document.date is not None
    assert document.date.edtf == "2022-05-19"
    source = document.source
    assert (source.url, source.rights, source.citation) == ("https://example.org/159", "Frei", "Quelle")
    assert [(a.id, a.speaker) for a in document.annotations] == [("u1", "p1"), ("u2", "p1")]
    assert b"name: The chair" in imported.files["speakers.yaml"]
    assert "<note> left out" in reasons(imported)


def test_nothing_is_dropped_silently() -> None:
    body = '<p>A <q>scare</q> <note>n</note><q who="#JD"> </q></p>'
    imported, _ = bring_in("tei", {"a.xml": tei(body), "b.xml": "<broken", "c.xml": "<html/>"})
    told = reasons(imported)
    assert (imported.counted, imported.lost) == (2, 2)
    for trouble in ("no who", "<note>", "b.xml", "c.xml", "no words"):
        assert trouble in told, trouble


def test_nothing_outside_is_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET")
    entity = f'<!DOCTYPE TEI [<!ENTITY x SYSTEM "{secret.as_uri()}"><!ENTITY y "inner">]>'
    imported, _ = bring_in("tei", {"a.xml": entity + tei("<p>before &y; &x; after</p>")})
    assert b"SECRET" not in b"".join(imported.files.values())


def test_entities_cannot_grow_without_bound() -> None:
    lines = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE TEI [<!ENTITY e0 "ha">{lines}]>' + tei("<p>&e11;</p>")
    imported, _ = bring_in("tei", {"a.xml": bomb})
    assert "cannot be read" in reasons(imported)


_ELEMENTS = ("p", "said", "q", "quote", "u", "seg", "lb", "l", "hi", "div", "head", "w", "foreign")
_WORDS = st.lists(st.sampled_from(("harbour", "wall", "“crack”", "Стена", "سور", "…", "1,200")), min_size=1)
_INNER = st.recursive(
    st.tuples(_WORDS.map(" ".join), st.sampled_from(("", " ", "\n  "))).map("".join),
    lambda inner: st.tuples(
        st.sampled_from(_ELEMENTS),
        st.sampled_from(("", ' who="#JD"')),
        st.lists(inner, min_size=1, max_size=4),
    ).map(lambda e: f"<{e[0]}{e[1]}>{''.join(e[2])}</{e[0]}>"),
    max_leaves=25,
)


@given(st.lists(_INNER, min_size=1, max_size=4).map("".join))
def test_every_element_has_its_words_and_the_text_all_of_them(body: str) -> None:
    imported, documents = bring_in("tei", {"a.xml": f"<TEI><text><body>{body}</body></text></TEI>"})
    root = etree.fromstring(f"<body>{body}</body>")
    speaking = [e for e in root.iter("said", "q", "quote", "u") if e.get("who") or e.tag in {"said", "u"}]
    wanted = sorted("".join("".join(element.itertext()).split()) for element in speaking)
    assert sorted("".join(p.split()) for p in passages(documents["a"])) == wanted
    assert "".join(imported.files["documents/a.txt"].decode().split()) == "".join(
        "".join(root.itertext()).split()
    )
