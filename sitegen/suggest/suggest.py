"""`suggest_annotations`: a document's drafts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from sitegen.anchor.describe import describe_all
from sitegen.anchor.fold import fold
from sitegen.model.archive import Archive, Document, Figure, Selector, Span
from sitegen.model.reading_text import ReadingText
from sitegen.parse.ids import TakenIds, id_from_quote
from sitegen.suggest.dialogue import is_transcript
from sitegen.suggest.draft import Draft
from sitegen.suggest.finds import Find, find_in_block, find_in_transcript
from sitegen.suggest.names import Names
from sitegen.suggest.sentences import CLOSING, OPENING
from sitegen.text.language import guess_language

COVERED = 0.5  # of a find's characters: with so many annotated already it is left out
MARK = 3  # characters at the ends of a paragraph that may be marks
_STEM = 5  # letters in which a figure's words and a number's unit agree: people, peoples


def suggest_annotations(
    reading: ReadingText,
    document: Document,
    archive: Archive,
    names: Names | None = None,
    most: int | None = None,
) -> tuple[Draft, ...]:
    """Return the annotations that a document's text offers and that it does not have yet, in its order.

    `reading` is the document's reading text and its annotations are anchored there. `names` are the
    archive's, made once where many documents are asked about. `most` are the first of so many finds.
    """
    known = names or Names(archive.speakers)
    language = document.language or guess_language(reading.text) or archive.site.language
    covered = _covered(document)
    found = [find for find in _iter_finds(reading, language, known) if not _is_covered(find.spans, covered)][
        :most
    ]
    folded = fold(reading.text)
    selectors = iter(describe_all(reading.text, folded, [span for f in found for span in f.spans]))
    taken = TakenIds(annotation.id for annotation in document.annotations)
    return tuple(_iter_drafts(found, selectors, taken, archive))


def _iter_finds(reading: ReadingText, language: str, names: Names) -> Iterator[Find]:
    """Yield what a text offers in its order, quotations that go on over paragraphs in one."""
    texts = [reading.text[slice(*block.span)] for block in reading.blocks]
    is_labelled = is_transcript(texts)
    waiting: list[Find] = []  # a quotation that is to go on, and what stands in it
    for n, text in enumerate(texts):
        start = reading.blocks[n].span[0]
        following = texts[n + 1] if n + 1 < len(texts) else ""
        inside = find_in_transcript(text, language, names) if is_labelled else ()
        finds = [
            _moved(find, tuple((a + start, b + start) for a, b in find.spans))
            for find in inside or find_in_block(text, language, names, following, goes_on=bool(waiting))
        ]
        if waiting:
            first = next((f for f in finds if f.kind == "quotation" and f.spans[0][0] <= start + MARK), None)
            if first is not None:
                finds.remove(first)
                waiting[0] = _joined(waiting[0], first)
            waiting += finds
        else:
            waiting = finds
        end = start + len(text.rstrip())
        open_ = next((f for f in waiting if f.kind == "quotation" and f.spans[-1][1] >= end - MARK), None)
        goes_on = open_ is not None and not is_labelled and text[-MARK:].rstrip()[-1:] not in CLOSING
        if open_ is not None and goes_on and following[:1] in OPENING:
            waiting.remove(open_)
            waiting.insert(0, open_)
        else:
            yield from sorted(waiting, key=lambda find: (find.spans[0], find.kind))
            waiting = []
    yield from sorted(waiting, key=lambda find: (find.spans[0], find.kind))


def _joined(before: Find, after: Find) -> Find:
    """Return a quotation with the pieces that it has in the next paragraph, said by whom either names."""
    about = before if before.cue or before.speaker or before.speaker_words else after
    return replace(about, spans=before.spans + after.spans, mode="direct")


def _iter_drafts(
    found: Sequence[Find], selectors: Iterator[Selector | None], taken: TakenIds, archive: Archive
) -> Iterator[Draft]:
    for find in found:
        described = [next(selectors) for _ in find.spans]
        whole = tuple(selector for selector in described if selector is not None)
        if len(whole) < len(find.spans):
            continue
        id_ = id_from_quote(tuple(selector.exact for selector in whole), taken)
        yield Draft(
            kind=find.kind,
            id=id_,
            spans=find.spans,
            selectors=whole,
            speaker=find.speaker,
            speaker_words=find.speaker_words,
            cue=find.cue,
            mode=find.mode,
            amount=find.amount,
            figures=_figures_of(find, archive),
            unit=find.unit,
        )


def _moved(find: Find, spans: tuple[Span, ...]) -> Find:
    return Find(
        find.kind, spans, find.speaker, find.speaker_words, find.cue, find.mode, find.amount, find.unit
    )


def _covered(document: Document) -> list[Span]:
    """Return the annotated spans in order, those that touch made one."""
    merged: list[Span] = []
    for start, end in sorted(span for annotation in document.annotations for span in annotation.spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _is_covered(spans: Sequence[Span], covered: Sequence[Span]) -> bool:
    length = sum(end - start for start, end in spans)
    shared = 0
    for start, end in spans:
        for n in range(bisect_right(covered, start, key=_end_of), len(covered)):
            first, last = covered[n]
            if first >= end:
                break
            shared += min(end, last) - max(start, first)
    return shared >= COVERED * length


def _end_of(span: Span) -> int:
    return span[1]


def _figures_of(find: Find, archive: Archive) -> tuple[str, ...]:
    """Return the known figures that count what the number's unit says, in order of ids."""
    if find.amount is None:
        return ()
    words = [word.casefold()[:_STEM] for word in find.unit.split() if len(word) >= _STEM - 1 or word == "%"]
    return tuple(id_ for id_, figure in archive.figures.items() if _counts(figure, words))


def _counts(figure: Figure, words: Sequence[str]) -> bool:
    own = [word.casefold()[:_STEM] for word in figure.unit.split()]
    return any(word in own for word in words)
