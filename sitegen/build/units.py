"""Search units: what of each page is searched, and how its results are narrowed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import unescape
from re import compile as compile_pattern

from sitegen.model.archive import Annotation, Document, Speaker
from sitegen.model.period import Moment, Period
from sitegen.model.reading_text import ReadingText
from sitegen.model.whole import Contested, Whole
from sitegen.parse.characters import clean_text
from sitegen.parse.markdown import render_markdown
from sitegen.parse.prose import is_prose
from sitegen.search.results import day_of
from sitegen.search.unit import Facets, Passage, SearchUnit
from sitegen.site.routes import route_of
from sitegen.words.words import words_for

_WITHIN = compile_pattern(
    r"</?(?:a|abbr|b|bdi|cite|code|del|em|i|ins|mark|q|s|small|span|strong|sub|sup)\b[^>]*>"
)
_CONTESTED: dict[Contested, str] = {"": "", "read": "read", "said": "yes"}
YEARS_MOST = 30  # of a time: a letter of a war is found under each of its years, one of an age under none
_ERAS = ("decade", "century", "millennium")
_TAG = compile_pattern(r"<[^>]*>")


def unit_of_document(document: Document, reading: ReadingText, language: str) -> SearchUnit:
    """Return a document's unit: its paragraphs and its annotations' notes, each with its address."""
    return SearchUnit(
        ref=route_of("document", document.id),
        kind="document",
        title=document.title,
        language=document.language or language,
        date=_shown(document.date, language),
        day=day_of(document.date),
        names=tuple(n for n in (document.kind, document.source.citation) if n),
        notes=tuple(_notes(document.annotations, document.summary)),
        passages=tuple(
            (f"p_{number}", reading.text[block.span[0] : block.span[1]])
            for number, block in enumerate(reading.blocks, start=1)
        ),
        facets=Facets(
            speakers=_voices(document), topics=_topics(document), years=_years(document.date, language)
        ),
    )


def _notes(annotations: Iterable[Annotation], summary: str) -> Iterator[Passage]:
    if summary:
        yield "", plain(summary)
    for annotation in annotations:
        if annotation.note:
            yield f"note_{annotation.id}", plain(annotation.note)


def _voices(document: Document) -> tuple[str, ...]:
    found = dict.fromkeys(document.author)
    for annotation in document.annotations:
        if annotation.is_editorial_reading:
            continue  # which does not make anybody one who speaks here
        found.update(dict.fromkeys([annotation.speaker] if annotation.speaker else []))
        found.update(dict.fromkeys(annotation.via))
    return tuple(found)


def _topics(document: Document) -> tuple[str, ...]:
    found = dict.fromkeys(document.topics)
    for annotation in document.annotations:
        found.update(dict.fromkeys(annotation.topics))
    return tuple(found)


def _shown(period: Period | None, language: str) -> str:
    """Return a date in the words of the interface, as pages show it."""
    return words_for(language).format_period(period) if period else ""


def _years(period: Period | None, language: str) -> tuple[str, ...]:
    """Return the years that a time is found under: none where nobody knows the year; of many, none."""
    if period is None or period.start is None:
        return ()
    start, end = period.start, period.end or period.start
    if start.precision in _ERAS or end.precision in _ERAS or end.year - start.year >= YEARS_MOST:
        return ()
    words = words_for(language)
    return tuple(
        f"{year:04d}" if year > 0 else words.format_moment(Moment(year, precision="year"))
        for year in range(start.year, end.year + 1)
    )


def plain(markdown: str) -> str:
    """Return the words of an author's Markdown."""
    if "\n" not in markdown and is_prose(text := clean_text(markdown)):
        return text.strip()
    return unescape(_TAG.sub(" ", _WITHIN.sub("", render_markdown(markdown)))).strip() if markdown else ""


def iter_speaker_units(whole: Whole) -> Iterator[SearchUnit]:
    """Yield the units of speakers."""
    for speaker in whole.archive.speakers.values():
        yield _speaker_unit(speaker, whole.archive.site.language)


def iter_claim_units(whole: Whole) -> Iterator[SearchUnit]:
    """Yield the units of claims."""
    for id_, claim in whole.archive.claims.items():
        yield SearchUnit(
            ref=route_of("claim", id_),
            kind="claim",
            title=claim.text,
            language=whole.archive.site.language,
            passages=_about(claim.assessment),
            facets=Facets(
                topics=claim.topics,
                status=claim.status,
                contested=_CONTESTED[whole.uses.contested_claims.get(id_, "")],
            ),
        )


def iter_figure_units(whole: Whole) -> Iterator[SearchUnit]:
    """Yield the units of figures."""
    language = whole.archive.site.language
    for id_, figure in whole.archive.figures.items():
        yield SearchUnit(
            ref=route_of("figure", id_),
            kind="figure",
            title=figure.label,
            language=whole.archive.site.language,
            date=_shown(figure.period, language),
            day=day_of(figure.period),
            names=(figure.unit,),
            passages=_about(figure.definition),
            facets=Facets(
                topics=figure.topics,
                contested=_CONTESTED[whole.contested_figures[id_]],
                years=_years(figure.period, language),
            ),
        )


def iter_topic_units(whole: Whole) -> Iterator[SearchUnit]:
    """Yield the units of topics."""
    for id_, account in whole.topics.items():
        yield SearchUnit(
            ref=route_of("topic", id_),
            kind="topic",
            title=account.topic.name,
            language=whole.archive.site.language,
            passages=_about(account.topic.description),
            facets=Facets(topics=(id_,)),
        )


def iter_page_units(whole: Whole) -> Iterator[SearchUnit]:
    """Yield the units of editorial pages."""
    for id_, page in whole.archive.pages.items():
        yield SearchUnit(
            ref=route_of("page", id_),
            kind="page",
            title=page.title,
            language=whole.archive.site.language,
            passages=_about(page.text),
        )


def _speaker_unit(speaker: Speaker, language: str) -> SearchUnit:
    roles = tuple(part for role in speaker.roles for part in (role.title, role.organization) if part)
    return SearchUnit(
        ref=route_of("speaker", speaker.id),
        kind="speaker",
        title=speaker.name,
        language=language,
        names=(*speaker.aliases, *roles),
        passages=_about(speaker.description),
        facets=Facets(speakers=(speaker.id,)),
    )


def _about(markdown: str) -> tuple[Passage, ...]:
    words = plain(markdown)
    return (("", words),) if words else ()
