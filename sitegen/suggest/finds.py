"""What one block of text offers: quotations, reported sentences, numbers; and who is named beside them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from sitegen.model.archive import Amount, Mode, Span
from sitegen.record import Record
from sitegen.suggest.amounts import iter_amounts
from sitegen.suggest.cue_words import cue_pattern, is_connective
from sitegen.suggest.names import Names, iter_capitalised
from sitegen.suggest.sentences import iter_quotations, iter_sentences
from sitegen.suggest.subject import PRONOUNS, find_subject

FEWEST_WORDS = 4  # of a quotation without reporting words beside it; fewer are titles and irony
NEAR = 80  # characters between reporting words and the name that they go with
CLOSING = 2  # characters between a quotation and the sentence's end: the closing mark, and a space before it
BETWEEN = 60  # characters between two pieces of one quotation: "…," she said, "…"

_GENITIVE = re.compile(r"(?:['’]s|\b(?:the|his|her|their|its|these|those|le|la|les|des))\s$", re.IGNORECASE)
_LOWER = re.compile(r"\s*(?:[a-zà-öø-ÿа-яё—–]|,)")
_ASIDE = re.compile(r"\s+(?!(?:no|some|any|every)thing\b)[a-z]+ing\b")  # an English participle
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


def find_in_block(text: str, language: str, names: Names) -> tuple[Find, ...]:
    """Return what a block offers, in the text's order."""
    quotations = tuple(iter_quotations(text))
    found: list[Find] = []
    for sentence in iter_sentences_around(text, quotations):
        inside = quotations[slice(*(bisect_left(quotations, (at, 0)) for at in sentence))]
        voices = tuple(_iter_voices(text, sentence, inside, (language, names)))
        said = list(_iter_quotations(text, inside, voices))
        if not inside:
            said += _reports(text, sentence, voices)
        found += said
        found += _numbers(text, sentence, language, voices, said)
    return tuple(sorted(found, key=lambda find: (find.spans[0], find.kind)))


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
    others = tuple(iter_capitalised(bare))
    for cue in cue_pattern(language).finditer(bare):
        is_phrase = cue["phrase"] is not None
        if not is_phrase and _GENITIVE.search(bare, 0, cue.start()):
            continue  # "her claims", "Holm’s claims": a noun
        span = cue.span("phrase") if is_phrase else cue.span("verb")
        near = _nearest(span, [n.span for n in named], only_after=is_phrase)
        speaker = next((n.speaker for n in named if n.span == near), "")
        words = ""
        if near is None:
            near = _nearest(span, others, only_after=is_phrase) or find_subject(
                bare, span, is_phrase=is_phrase
            )
            words = "" if near is None else bare[slice(*near)]
            words = "" if words.casefold() in PRONOUNS else words
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


def _nearest(cue: Span, names: Sequence[Span], *, only_after: bool) -> Span | None:
    """Return the name that stands nearest to reporting words, or None where none is near."""
    best: tuple[int, Span] | None = None
    for start, end in names:
        distance = start - cue[1] if start >= cue[1] else cue[0] - end
        if distance < 0 or distance > NEAR or (only_after and start < cue[1]):
            continue
        if best is None or distance < best[0]:
            best = distance, (start, end)
    return None if best is None else best[1]


def _iter_quotations(text: str, quotations: Sequence[Span], voices: Sequence[_Voice]) -> Iterator[Find]:
    for pieces in _grouped(text, quotations, voices):
        spans = tuple(_trimmed(text, piece) for piece in pieces)
        voice = _voice_of(pieces, voices)
        words = sum(len(text[start:end].split()) for start, end in spans)
        if voice is None and words < FEWEST_WORDS:
            continue
        if voice is None:
            yield Find("quotation", spans, mode="direct")
            continue
        is_part = words < FEWEST_WORDS or text[spans[0][0]].islower()
        mode: Mode = "mixed" if is_part and len(spans) == 1 else "direct"
        cue = text[slice(*voice.cue)]
        yield Find("quotation", spans, voice.speaker, voice.speaker_words, cue, mode)


def _grouped(text: str, quotations: Sequence[Span], voices: Sequence[_Voice]) -> Iterator[tuple[Span, ...]]:
    """Yield quotations, two together where only reporting words stand between them."""
    group: list[Span] = list(quotations[:1])
    for before, after in pairwise(quotations):
        has_cue = any(before[1] <= voice.cue[0] < after[0] for voice in voices)
        goes_on = has_cue and after[0] - before[1] <= BETWEEN and text[before[1] - 1] not in ".!?؟"
        if goes_on:
            group.append(after)
        else:
            yield tuple(group)
            group = [after]
    if group:
        yield tuple(group)


def _voice_of(pieces: Sequence[Span], voices: Sequence[_Voice]) -> _Voice | None:
    """Return the reporting words that are nearest to a quotation, one with a name before one without."""
    first, last = pieces[0][0], pieces[-1][1]

    def distance(voice: _Voice) -> tuple[int, int]:
        start, end = voice.cue
        away = first - end if end <= first else start - last if start >= last else 0
        return (0 if voice.name is not None else 1 if away > BETWEEN else 0, away)

    return min(voices, key=distance, default=None)


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
    return any(is_connective(text[at : sentence[1]]) for at in (voice.cue[1], behind))


def _reported(text: str, sentence: Span, voice: _Voice) -> Span | None:
    """Return the span of the words that a voice's sentence reports, or None where that is not plain."""
    assert voice.name is not None
    start, end = sentence
    first, behind = min(voice.cue[0], voice.name[0]), max(voice.cue[1], voice.name[1])
    before, after = _statement(text, (start, first)), _statement(text, (behind, end))
    if voice.is_phrase:
        return before if before[1] - before[0] >= after[1] - after[0] else after
    joint = is_connective(text[voice.cue[1] : end])
    if joint is not None:
        return _statement(text, (voice.cue[1] + joint.end(), end))
    joint = is_connective(text[behind:end])
    if joint is not None:
        return _statement(text, (behind + joint.end(), end))
    # "Nobody was warned, the mayor said.", or "said pointing to the wall".
    if after[0] >= after[1] or _ASIDE.match(text, behind):
        return before if text[start:first].rstrip().endswith((",", "،")) else None
    is_verb_last = voice.name[1] <= voice.cue[0]
    return after if is_verb_last and text[behind : behind + 1] not in ",،;:—–" else None


def _numbers(
    text: str, sentence: Span, language: str, voices: Sequence[_Voice], said: Sequence[Find]
) -> list[Find]:
    """Return the numbers of a sentence; one inside a quotation or a report has its speaker."""
    start, end = sentence
    found = []
    for counted in iter_amounts(text[start:end], language):
        span = (counted.span[0] + start, counted.span[1] + start)
        around = next((f for f in said if any(s <= span[0] and span[1] <= e for s, e in f.spans)), None)
        voice = next((v for v in voices if v.name is not None), None) if around is None else None
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
