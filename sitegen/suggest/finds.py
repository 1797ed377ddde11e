"""What one block of text offers: quotations, reported sentences, numbers; and who is named beside them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator, Sequence
from itertools import pairwise

from sitegen.model.archive import Amount, Mode, Span
from sitegen.record import Record
from sitegen.suggest.amounts import iter_amounts
from sitegen.suggest.cue_words import cue_pattern, find_connective
from sitegen.suggest.dialogue import iter_dialogue, iter_labelled
from sitegen.suggest.names import Names, iter_capitalised
from sitegen.suggest.sentences import iter_quotations, iter_sentences
from sitegen.suggest.spans import Spans
from sitegen.suggest.subject import PRONOUNS, Subjects

FEWEST_WORDS = 4  # of a quotation without reporting words beside it; fewer are titles and irony
NEAR = 80  # characters between reporting words and the name that they go with
CLOSING = 2  # characters between a quotation and the sentence's end: the closing mark, and a space before it
BETWEEN = 60  # characters between two pieces of one quotation: "…," she said, "…"

_GENITIVE = re.compile(r"(?:['’]s|\b(?:the|his|her|their|its|these|those|le|la|les|des))\s$", re.IGNORECASE)
_GENITIVE_REACH = 8  # characters before a noun in which such a word stands
_LOWER = re.compile(r"\s*(?:[a-zà-öø-ÿа-яё—–]|,)")
_ASIDE = re.compile(r"\s+(?!(?:no|some|any|every)thing\b)[a-z]+ing\b")  # an English participle
_PARTS = re.compile("[,;:،؛—–()]")  # that end the words behind "according to"
_AFTER_COLON = re.compile(r":\s?[^\w\s]{1,2}$")  # and a mark: what opens there is said in full
_EDGE = " \t\n,;:.—–-\"'“”«»"


class Find(Record, frozen=True):
    """Something that could be annotated: spans in the block, and what the words around say of it."""

    kind: str
    spans: tuple[Span, ...]
    speaker: str = ""
    speaker_words: str = ""
    cue: str = ""
    mode: Mode | None = None
    amount: Amount | None = None
    unit: str = ""


class _Voice(Record, frozen=True):
    """Reporting words in a sentence, and who they go with."""

    cue: Span
    is_phrase: bool
    speaker: str
    speaker_words: str
    name: Span | None


def find_in_block(
    text: str, language: str, names: Names, next_block: str = "", *, goes_on: bool = False
) -> tuple[Find, ...]:
    """Return what a block offers, in the text's order.

    A quotation may go on in the next block, and `goes_on` tells that one does from the block before.
    """
    dialogue = tuple(iter_dialogue(text, cue_pattern(language)))
    quotations = dialogue or tuple(iter_quotations(text, next_block))
    whole = frozenset(
        (
            *dialogue,
            *(q for q in quotations[:1] if goes_on),
            *(q for q in quotations[-1:] if q[1] == len(text.rstrip())),
        )
    )
    found: list[Find] = []
    for sentence in iter_sentences_around(text, quotations):
        inside = quotations[slice(*(bisect_left(quotations, (at, 0)) for at in sentence))]
        voices = tuple(_iter_voices(text, sentence, inside, (language, names)))
        said = list(_iter_quotations(text, inside, voices, whole))
        if not inside:
            said += _reports(text, sentence, voices)
        found += said
        found += _numbers(text, sentence, language, voices, said)
    return tuple(sorted(found, key=lambda find: (find.spans[0], find.kind)))


def find_in_transcript(text: str, language: str, names: Names) -> tuple[Find, ...]:
    """Return what a block of a transcript offers: each speech, with whom its line names; and numbers."""
    found: list[Find] = []
    for speech in iter_labelled(text):
        who = text[slice(*speech.who)]
        named = names.find_in(who)
        speaker = named[0].speaker if len(named) == 1 else ""
        words = "" if speaker else who
        span = _trimmed(text, speech.words)
        if span[0] < span[1]:
            found.append(Find("quotation", (span,), speaker, words, mode="direct"))
    numbers = [
        find for sentence in iter_sentences(text) for find in _numbers(text, sentence, language, (), found)
    ]
    return tuple(sorted((*found, *numbers), key=lambda find: (find.spans[0], find.kind)))


def iter_sentences_around(text: str, quotations: Sequence[Span]) -> Iterator[Span]:
    """Yield sentences, those that a quotation crosses joined: full stops inside marks end nothing.

    Quotations are in order and apart from one another.
    """
    joined: Span | None = None
    for start, end in iter_sentences(text):
        if joined is not None and _goes_on(text, joined, start, quotations):
            joined = (joined[0], end)
            continue
        if joined is not None:
            yield joined
        joined = (start, end)
    if joined is not None:
        yield joined


def _goes_on(text: str, sentence: Span, at: int, quotations: Sequence[Span]) -> bool:
    """Tell whether a sentence goes on where another seems to begin."""
    last = bisect_left(quotations, (at, 0)) - 1  # the last quotation that begins before
    if last < 0:
        return False
    start, end = quotations[last]
    if start >= sentence[0] and end > sentence[1]:
        return True
    return abs(end - sentence[1]) <= CLOSING and _LOWER.match(text, at) is not None


def _iter_voices(
    text: str, sentence: Span, quotations: Sequence[Span], known: tuple[str, Names]
) -> Iterator[_Voice]:
    language, names = known
    start, end = sentence
    bare = _without(text, sentence, quotations)
    named = names.find_in(bare)
    speakers = {name.span: name.speaker for name in named}
    known_names, others = Spans([name.span for name in named]), Spans(list(iter_capitalised(bare)))
    subjects = Subjects(bare)
    for cue in cue_pattern(language).finditer(bare):
        is_phrase = cue["phrase"] is not None
        if not is_phrase and _GENITIVE.search(bare, max(0, cue.start() - _GENITIVE_REACH), cue.start()):
            continue  # "her claims", "Holm’s claims": a noun
        span = cue.span("phrase") if is_phrase else cue.span("verb")
        near = _nearest(span, known_names, bare, is_phrase=is_phrase)
        speaker = "" if near is None else speakers[near]
        words = ""
        if near is None:
            near = _nearest(span, others, bare, is_phrase=is_phrase) or subjects.find(
                span, is_phrase=is_phrase
            )
            words = "" if near is None else bare[slice(*near)]
            first, _, _ = words.casefold().partition(" ")
            words = "" if first in PRONOUNS else words
        name = None if near is None else (near[0] + start, near[1] + start)
        yield _Voice((span[0] + start, span[1] + start), is_phrase, speaker, words, name)
    assert len(bare) == end - start


def _without(text: str, sentence: Span, quotations: Sequence[Span]) -> str:
    """Return the sentence with what it quotes blanked out: names and verbs in there are another matter."""
    start, end = sentence
    parts = []
    at = start
    for first, last in quotations:
        parts += [text[at : max(at, first)], " " * (min(last, end) - max(at, first))]
        at = min(last, end)
    return "".join(parts) + text[at:end]


def _nearest(cue: Span, names: Spans, text: str, *, is_phrase: bool) -> Span | None:
    """Return the name that stands nearest to reporting words, or None where none is near.

    To a phrase only a name belongs that stands in it: "according to the council, 340 people left, and the
    Red Cross …" names the council. One in apposition does: "according to the mayor, Ada Holm".
    """
    best: tuple[int, Span] | None = None
    for start, end in names.between(cue[0] - NEAR, cue[1] + NEAR):
        distance = start - cue[1] if start >= cue[1] else cue[0] - end
        if distance < 0 or distance > NEAR:
            continue
        if is_phrase and (start < cue[1] or _PARTS.search(text[cue[1] : start].rstrip(" \n,،"))):
            continue
        if best is None or distance < best[0]:
            best = distance, (start, end)
    return None if best is None else best[1]


def _iter_quotations(
    text: str, quotations: Sequence[Span], voices: Sequence[_Voice], whole: Container[Span]
) -> Iterator[Find]:
    """Yield the quotations of a sentence; the `whole` are speech, however short."""
    nearest = _Nearest(voices)
    for pieces in _grouped(text, quotations, voices):
        spans = tuple(_trimmed(text, piece) for piece in pieces)
        voice = nearest.find(pieces)
        is_whole = pieces[0] in whole
        words = sum(len(text[start:end].split()) for start, end in spans)
        if voice is None and words < FEWEST_WORDS and not is_whole:
            continue
        if voice is None:
            yield Find("quotation", spans, mode="direct")
            continue
        is_part = words < FEWEST_WORDS and not _AFTER_COLON.search(
            text, max(0, pieces[0][0] - 3), pieces[0][0]
        )
        is_part = is_part or text[spans[0][0]].islower()
        mode: Mode = "mixed" if is_part and len(spans) == 1 and not is_whole else "direct"
        cue = text[slice(*voice.cue)]
        yield Find("quotation", spans, voice.speaker, voice.speaker_words, cue, mode)


def _grouped(text: str, quotations: Sequence[Span], voices: Sequence[_Voice]) -> Iterator[tuple[Span, ...]]:
    """Yield quotations, two together where only reporting words stand between them."""
    group: list[Span] = list(quotations[:1])
    cues = [voice.cue[0] for voice in voices]
    for before, after in pairwise(quotations):
        has_cue = bisect_left(cues, before[1]) < bisect_left(cues, after[0])
        goes_on = has_cue and after[0] - before[1] <= BETWEEN and text[before[1] - 1] not in ".!?؟"
        if goes_on:
            group.append(after)
        else:
            yield tuple(group)
            group = [after]
    if group:
        yield tuple(group)


class _Nearest:
    """The reporting words that are nearest to a quotation, ones with a name before ones without."""

    __slots__ = ("_all", "_named")

    def __init__(self, voices: Sequence[_Voice]) -> None:
        self._all = voices, [voice.cue[0] for voice in voices]
        named = [voice for voice in voices if voice.name is not None]
        self._named = named, [voice.cue[0] for voice in named]

    def find(self, pieces: Sequence[Span]) -> _Voice | None:
        """Return the nearest voice; of those far away, one with a name before the others."""
        span = pieces[0][0], pieces[-1][1]
        nearest = _beside(span, *self._all)
        if nearest is None or _away(nearest, span) <= BETWEEN:
            return nearest
        return _beside(span, *self._named) or nearest


def _beside(span: Span, voices: Sequence[_Voice], starts: Sequence[int]) -> _Voice | None:
    """Return the nearest of voices in order: the last before the span, one in it or the first behind it."""
    n = bisect_left(starts, span[0])
    near = voices[max(0, n - 1) : n + 1]
    return min(near, key=lambda voice: _away(voice, span), default=None)


def _away(voice: _Voice, span: Span) -> int:
    start, end = voice.cue
    return span[0] - end if end <= span[0] else start - span[1] if start >= span[1] else 0


def _reports(text: str, sentence: Span, voices: Sequence[_Voice]) -> list[Find]:
    """Return what a sentence without quotation marks reports: "X said that …", "according to X, …".

    Where the speaker is nobody known the grammar must be plain: a phrase, or a verb with its "that".
    """
    for voice in voices:
        if voice.name is None:
            continue
        is_plain = voice.speaker or voice.is_phrase or _has_connective(text, sentence, voice)
        span = _reported(text, sentence, voice) if is_plain else None
        if span is not None and len(text[slice(*span)].split()) >= FEWEST_WORDS:
            cue = text[slice(*voice.cue)]
            return [Find("report", (span,), voice.speaker, voice.speaker_words, cue, "indirect")]
    return []


def _has_connective(text: str, sentence: Span, voice: _Voice) -> bool:
    behind = max(voice.cue[1], voice.name[1] if voice.name else 0)
    return any(find_connective(text, at, sentence[1]) is not None for at in (voice.cue[1], behind))


def _reported(text: str, sentence: Span, voice: _Voice) -> Span | None:
    """Return the span of the words that a voice's sentence reports, or None where that is not plain."""
    assert voice.name is not None
    start, end = sentence
    first, behind = min(voice.cue[0], voice.name[0]), max(voice.cue[1], voice.name[1])
    before, after = _statement(text, (start, first)), _statement(text, (behind, end))
    if voice.is_phrase:
        return before if before[1] - before[0] >= after[1] - after[0] else after
    for at in (voice.cue[1], behind):
        joint = find_connective(text, at, end)
        if joint is not None:
            return _statement(text, (joint, end))
    # "Nobody was warned, the mayor said.", or "said pointing to the wall".
    if after[0] >= after[1] or _ASIDE.match(text, behind):
        return before if _ends_in_comma(text, start, first) else None
    is_verb_last = voice.name[1] <= voice.cue[0]
    return after if is_verb_last and text[behind : behind + 1] not in ",،;:—–" else None


def _ends_in_comma(text: str, start: int, end: int) -> bool:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end > start and text[end - 1] in ",،"


def _numbers(
    text: str, sentence: Span, language: str, voices: Sequence[_Voice], said: Sequence[Find]
) -> list[Find]:
    """Return the numbers of a sentence; one inside a quotation or a report has its speaker."""
    start, end = sentence
    found = []
    pieces = sorted(((span, find) for find in said for span in find.spans), key=lambda piece: piece[0])
    voice = next((v for v in voices if v.name is not None), None)
    for counted in iter_amounts(text[start:end], language):
        span = (counted.span[0] + start, counted.span[1] + start)
        n = bisect_right(pieces, span[0], key=lambda piece: piece[0][0]) - 1
        around = pieces[n][1] if n >= 0 and span[1] <= pieces[n][0][1] else None
        if around is not None:
            about = (around.speaker, around.speaker_words, around.cue, around.mode)
        elif voice is not None:
            about = (voice.speaker, voice.speaker_words, text[slice(*voice.cue)], "indirect")
        else:
            about = ("", "", "", None)
        found.append(Find("figure", (span,), *about, amount=counted.amount, unit=counted.unit))
    return found


def _statement(text: str, span: Span) -> Span:
    """Return the span trimmed, without the sentence's own full stop."""
    start, end = _trimmed(text, span)
    while end > start and text[end - 1] in ".۔。":
        end -= 1
    return start, end


def _trimmed(text: str, span: Span) -> Span:
    """Return the span without white space and punctuation at its ends; a quotation's own stop stays."""
    start, end = span
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in " \t\n,;:—–-":
        end -= 1
    return start, end
