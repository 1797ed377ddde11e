"""TEI: whose words, in which paragraphs, and nothing from outside the file."""

from __future__ import annotations

from pathlib import Path

import pytest

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
    ],
)  # fmt: skip
def test_passages(body: str, words: str, speaker: str, mode: str) -> None:
    _, documents = bring_in("tei", {"a.xml": tei(body)})
    annotation = by_words(documents["a"])[words]
    assert (annotation.speaker, annotation.mode) == (speaker, mode)


def test_who_speaks_is_described() -> None:
    imported, _ = bring_in("tei", {"a.xml": tei('<u who="#JD" toWhom="#JD">Hello</u>')})
    assert imported.files["speakers.yaml"].decode() == (
        "ann-author:\n  name: Ann Author\n\njd:\n  name: Jane Doe\n  kind: person\n  aliases: [J. D.]\n"
    )
    assert "note: To Jane Doe." in imported.files["documents/a.yaml"].decode()


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
    assert "1 × <note>" in reasons(imported)


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
