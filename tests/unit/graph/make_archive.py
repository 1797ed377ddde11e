"""Small archives from record constructors."""

from __future__ import annotations

from collections.abc import Iterable

from sitegen.model.archive import (
    Annotation,
    Archive,
    Claim,
    Document,
    Figure,
    Selector,
    Site,
    Speaker,
)
from sitegen.model.period import Moment, Period


def on_day(day: int) -> Period:
    """Return the period of one day, by its number."""
    moment = Moment(year=1, month=1, day=day)
    return Period(edtf=f"day-{day}", start=moment, end=moment, first=day, last=day)


def between(first: int | None, last: int | None) -> Period:
    """Return a period of days, open where None."""
    start = None if first is None else Moment(year=1, month=1, day=first)
    end = None if last is None else Moment(year=1, month=1, day=last)
    return Period(edtf=f"{first}/{last}", start=start, end=end, first=first, last=last)


def make_annotation(number: int, quote: str = "words", **fields: object) -> Annotation:
    given = {"id": f"a{number}", "spans": ((number * 10, number * 10 + 5),), "passage": (quote,)}
    return Annotation(
        number=number,
        named=True,
        selectors=(Selector(exact=quote),),
        **{**given, **fields},  # type: ignore[arg-type]
    )


def make_document(key: str, *annotations: Annotation, **fields: object) -> Document:
    return Document(
        id=key,
        path=f"documents/{key}.txt",
        title=key.title(),
        annotations=annotations,
        **fields,  # type: ignore[arg-type]
    )


def make_archive(
    documents: Iterable[Document] = (),
    *,
    speakers: Iterable[Speaker | str] = (),
    claims: Iterable[Claim | str] = (),
    figures: Iterable[Figure] = (),
    **fields: object,
) -> Archive:
    people = [Speaker(id=s, name=s.title()) if isinstance(s, str) else s for s in speakers]
    propositions = [Claim(id=c, text=f"{c}.") if isinstance(c, str) else c for c in claims]
    return Archive(
        site=fields.pop("site", Site(title="Tiny")),  # type: ignore[arg-type]
        documents={d.id: d for d in documents},
        speakers={s.id: s for s in people},
        claims={c.id: c for c in propositions},
        figures={f.id: f for f in figures},
        **fields,  # type: ignore[arg-type]
    )
