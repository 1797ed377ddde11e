"""Numbers in a text: every number that its digits and words may be read as.

A reading is generous where writing is ambiguous ("1.234" is 1234 in one language and a little over 1
in another) and strict about what belongs together: "90 000" is never 90. So a value that is not
found is worth a look.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from decimal import Decimal
from math import prod

from sitegen.record import Record
from sitegen.text.number_words import FACTORS, SCALES
from sitegen.text.spelled import Spelled, iter_roman, iter_spelled, product

# Where "1.234" may be a little over 1; elsewhere "1,234" may.
POINT_LANGUAGES = ("", "en", "bn", "fil", "he", "hi", "ja", "ko", "ms", "ne", "sw", "ta", "th", "ur", "zh")
CONNECTOR = 12  # code points that may stand between the ends of a range that share a scale: "2 and 3 million"
PLAIN_DIGITS = 30  # beyond, a number is written in another way, and spelling out its zeros would be long
MOST_GROUPS = 16  # of digits in one number
SCALE_WORDS = 2  # that may follow one another: "2 mil millones"

_SPACES = " \u00a0\u2009\u202f\u2007\u2008"
_JOINTS = f".,'’ʼ·_٫٬{_SPACES}"
_RUN = re.compile(rf"\d+(?:[{_JOINTS}]\d+)*")
_FRACTIONS = "½⅓⅔¼¾⅕⅖⅗⅘⅛⅜⅝⅞"
_SCALE = re.compile(r"[\s\u00a0\u202f\u2009-]{0,2}([^\W\d_]+)\.?")
_CJK_SCALE = re.compile(f"[{''.join(SCALES['zh'])}]")
_PERCENT = re.compile(
    r"\s?[%٪]|\s?(?:per\s?cents?|pct|pour\s?cents?|prozent|por\s?ciento|процент(?:а|ов|ам|ами)?|"
    r"(?:في\s?ال|بال)م[اي]?ئة|yüzde)\b"
)
_DROPPED = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u064b-\u0652\u0640]")
_ALEFS = str.maketrans("أإآ", "ااا")


class Numeral(Record, frozen=True):
    """What stands at one place: the numbers that it may be, and these scaled by the words after it."""

    start: int
    end: int  # of the scale words too
    plain: tuple[Decimal, ...]  # empty for a scale that stands alone
    factors: tuple[Decimal, ...]  # empty where no scale follows


def numbers_in_text(text: str, language: str = "") -> frozenset[Decimal]:
    """Return every number that the text may be read to contain, without signs.

    Digits of all scripts, in any grouping, with fractions, percentages (as given, and by hundred) and
    scale words of all languages; numbers in words, in English and in the given language (a BCP 47 tag); Roman
    ones in capitals.
    """
    found: set[Decimal] = set()
    for readings in readings_in_text(text, language):
        found.update(readings)
    for spelled in iter_roman(text):
        found.update(spelled.values)
    return frozenset(found)


def readings_in_text(text: str, language: str = "") -> list[tuple[Decimal, ...]]:
    """Return each number of a text, as all that it may be read as: one value where nobody can doubt it."""
    folded = fold_numerals(text)
    languages = tuple(dict.fromkeys(("en", language.partition("-")[0].lower())))
    point = "." if languages[-1] in POINT_LANGUAGES else ","
    numerals = outermost((*iter_digits(folded, point), *iter_words(folded, languages)))
    found: list[tuple[Decimal, ...]] = []
    for n, numeral in enumerate(numerals):
        own = [product(number, factor) for number in numeral.plain for factor in numeral.factors]
        shared: list[Decimal] = []
        # "2 to 3 million": the scale after the second number is the first one's too.
        following = numerals[n + 1] if n + 1 < len(numerals) else None
        if not numeral.factors and following is not None and following.start - numeral.end <= CONNECTOR:
            shared = [product(number, factor) for number in numeral.plain for factor in following.factors]
        bare = numeral.plain or numeral.factors
        found.append(tuple(dict.fromkeys((*own, *bare, *shared))))
    return found


def number_of(text: str, language: str = "") -> Decimal | None:
    """Return the one number that a text gives, percentages as given; None where it may be another, or two."""
    folded = fold_numerals(text)
    own = language.partition("-")[0].lower()
    point = "." if own in POINT_LANGUAGES else ","
    numerals = outermost((*iter_digits(folded, point), *iter_words(folded, dict.fromkeys(("en", own)))))
    if len(numerals) != 1:
        return None
    numeral = numerals[0]
    if len(numeral.plain) > 1 or (not numeral.plain and len(numeral.factors) > 1):
        return None
    number = numeral.plain[0] if numeral.plain else Decimal(1)
    if _PERCENT.search(folded, numeral.start, numeral.end) or not numeral.factors:
        return number
    # A German "Billion" is an English trillion: the text's own language says which.
    words = re.findall(r"[^\W\d_]+", folded[numeral.start : numeral.end])
    scales = [scale for word in words if (scale := SCALES.get(own, {}).get(word) or SCALES["en"].get(word))]
    if len(numeral.factors) > 1:
        return product(number, Decimal(prod(scales))) if Decimal(prod(scales)) in numeral.factors else None
    return product(number, numeral.factors[0])


def whole_number_of(text: str) -> Decimal | None:
    """Return what `number_of` does of an English text that is a number from its beginning to its end."""
    folded = fold_numerals(text)
    numerals = outermost((*iter_digits(folded, "."), *iter_words(folded, ("en",))))
    if len(numerals) != 1 or (numerals[0].start, numerals[0].end) != (0, len(folded)):
        return None
    return number_of(text)


def ways_to_read(written: str, language: str = "") -> tuple[Decimal, ...]:
    """Return the numbers that a text may be which is to be one number and nothing else; nothing for none.

    "1.200" is 1200, and 1.2 unless the language parts decimals by a comma: two ways, one of them likely.
    """
    folded = fold_numerals(written.strip())
    sign = -1 if folded[:1] in {"-", "−"} else 1
    folded = folded.lstrip("+-−").strip()
    if not re.fullmatch(rf"\d+(?:[{_JOINTS}]\d+)*", folded):
        return ()
    groups, joints = re.findall(r"\d+", folded), re.findall(r"\D", folded)
    languages = (
        (".", ",")
        if not language
        else (".",)
        if language.partition("-")[0].lower() in POINT_LANGUAGES
        else (",",)
    )
    found = [n for point in languages for n in readings_of_groups(groups, joints, point)]
    return tuple(dict.fromkeys(sign * number for number in found))


def is_written_plainly(number: Decimal, text: str) -> bool:
    """Tell at once of most numbers that they are in a text: as "90,000" or "90000", no digit near.

    What is not found so may be there all the same; `numbers_in_text` knows.
    """
    if abs(number.adjusted()) > PLAIN_DIGITS:
        return False
    for written in (f"{number:,f}", f"{number:f}"):
        at = text.find(written)
        if at >= 0:
            end = at + len(written)
            near = text[max(0, at - 2) : at] + text[end : end + 2]
            if not any(c.isdecimal() for c in near):
                return True
    return False


def outermost(numerals: Iterable[Numeral]) -> list[Numeral]:
    """Return the numerals in the text's order, without those that begin inside another."""
    found: list[Numeral] = []
    for numeral in sorted(numerals, key=lambda n: (n.start, -n.end)):
        if not found or numeral.start >= found[-1].end:
            found.append(numeral)
    return found


def fold_numerals(text: str) -> str:
    """Return the text casefolded, digits as ASCII, invisible characters and Arabic vowel signs left out."""
    composed = unicodedata.normalize("NFC", text).casefold()
    bare = _DROPPED.sub("", composed).replace("i\u0307", "i").replace("ё", "е").translate(_ALEFS)
    if bare.isascii():
        return bare
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in bare)


def iter_digits(folded: str, point: str) -> Iterator[Numeral]:
    """Yield what is written in digits, with vulgar fractions and scale words behind it."""
    for run in _RUN.finditer(folded):
        groups = re.findall(r"\d+", run[0])
        joints = re.findall(r"\D", run[0])
        offsets = [m.start() for m in re.finditer(r"\d+", run[0])]
        at = 0
        while at < len(groups):
            stop = min(len(groups), at + MOST_GROUPS)
            while not (readings := readings_of_groups(groups[at:stop], joints[at : stop - 1], point)):
                stop -= 1
            last = offsets[stop - 1] + len(groups[stop - 1])
            yield _numeral(folded, run.start() + offsets[at], run.start() + last, readings)
            at = stop
    for fraction in re.finditer(rf"(?<!\d)[{_FRACTIONS}]", folded):
        part = _fraction(fraction[0])
        yield _numeral(folded, fraction.start(), fraction.end(), (part,))


def readings_of_groups(groups: list[str], joints: list[str], point: str) -> tuple[Decimal, ...]:
    """Return the numbers that groups of digits with these characters between them may be, as one number.

    Never empty for a single group: a number of its own. Three digits after a comma or point are decimals
    only where that is the language's decimal `point`, or nothing but decimals can be meant.
    """
    if not joints:
        return (Decimal(groups[0]),)
    found: list[Decimal] = []
    is_grouped = _is_grouped(groups, joints)
    if is_grouped:
        found.append(Decimal("".join(groups)))
    may_be_decimal = joints[-1] in ".,٫·" and joints[-1] not in joints[:-1]
    if may_be_decimal and _is_grouped(groups[:-1], joints[:-1]) and (not is_grouped or joints[-1] == point):
        found.append(Decimal("".join(groups[:-1]) + "." + groups[-1]))
    return tuple(found)


def iter_words(folded: str, languages: Iterable[str]) -> Iterator[Numeral]:
    """Yield numbers that are written as words in one of the languages, and scales that stand alone."""
    for language in languages:
        for spelled in iter_spelled(folded, language):
            yield _numeral_of(folded, spelled)


def _numeral_of(folded: str, spelled: Spelled) -> Numeral:
    start, end, values, scale = spelled
    if percent := _PERCENT.match(folded, end):
        values = tuple(product(value, Decimal(scale or 1)) for value in values)
        return Numeral(start=start, end=percent.end(), plain=values, factors=(Decimal("0.01"),))
    return Numeral(start=start, end=end, plain=values, factors=(Decimal(scale),) if scale else ())


def _is_grouped(groups: list[str], joints: list[str]) -> bool:
    """Tell whether the groups are one whole number: by thousands, or as in India by hundreds above them."""
    if not joints:
        return len(groups) == 1
    if len(set(joints)) > 1 or len(groups[-1]) != 3 or joints[0] == "٫" or groups[0] == "0":
        return False
    if len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:]):
        return True
    return len(groups[0]) <= 2 and joints[0] in ",٬" and all(len(group) == 2 for group in groups[1:-1])


def _numeral(folded: str, start: int, end: int, plain: tuple[Decimal, ...]) -> Numeral:
    """Return the numeral with the fraction, per cent sign or scale words that follow it."""
    if end < len(folded) and folded[end] in _FRACTIONS and start < end:
        plain = tuple(number + _fraction(folded[end]) for number in plain)
        end += 1
    if percent := _PERCENT.match(folded, end):
        return Numeral(start=start, end=percent.end(), plain=plain, factors=(Decimal("0.01"),))
    if cjk := _CJK_SCALE.match(folded, end):
        factor = Decimal(FACTORS[cjk[0]][0])
        return Numeral(start=start, end=cjk.end(), plain=plain, factors=(factor,))
    factors: tuple[Decimal, ...] = ()
    for _ in range(SCALE_WORDS):
        word = _SCALE.match(folded, end)
        if word is None or word[1] not in FACTORS:
            break
        by = FACTORS[word[1]]
        factors = tuple(f * scale for f in (factors or (Decimal(1),)) for scale in by)
        end = word.end()
    return Numeral(start=start, end=end, plain=plain, factors=factors)


def _fraction(character: str) -> Decimal:
    return Decimal(str(unicodedata.numeric(character)))
