"""Equal ids and dates of decoded records become one object, and nothing else changes."""

from __future__ import annotations

import msgspec

from sitegen.build.sharing import Periods, share_values
from sitegen.model.archive import Amount, Annotation, ClaimUse, Document, FigureUse, Selector
from sitegen.parse.edtf import parse_period
from sitegen.record import encode_record


def document_of(id_: str) -> Document:
    date = parse_period("2016-12-03")
    annotation = Annotation(
        id="left-in-buses",
        number=1,
        named=True,
        selectors=(Selector("left in buses"),),
        spans=((0, 13),),
        passage=("left in buses",),
        speaker="john-smith",
        via=("news-agency",),
        claims=(ClaimUse("fighters-left"),),
        figures=(FigureUse("fighters-who-left", Amount(), as_of=date),),
    )
    return Document(id=id_, path=f"documents/{id_}.txt", title=id_, date=date, annotations=(annotation,))


def decoded(document: Document) -> Document:
    return msgspec.msgpack.decode(encode_record(document), type=Document)


def test_equal_ids_and_dates_become_one_object_and_records_stay_equal() -> None:
    periods: Periods = {}
    one, two = (decoded(document_of(name)) for name in ("one", "two"))
    for document in (one, two):
        share_values(document, periods)

    assert (one, two) == (document_of("one"), document_of("two"))
    (first,), (second,) = one.annotations, two.annotations
    assert first.speaker is second.speaker
    assert first.via[0] is second.via[0]
    assert first.claims[0].id is second.claims[0].id
    assert first.figures[0].id is second.figures[0].id
    assert one.date is two.date is first.figures[0].as_of
    assert first.selectors[0].exact is first.passage[0]
