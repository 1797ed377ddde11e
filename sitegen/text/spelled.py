"""Numbers that are spelled out: the words of one language, one after the other, to what they add up to.

A part follows another only where it is smaller than what the other leaves room for: "forty" leaves ten,
"hundred" a hundred, "thousand" a thousand. So "twenty and thirty" are two numbers and "two hundred and
fifty" is one; where the words after "and" may go on or begin anew ("one hundred and two thousand"), both
are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from sitegen.text import number_words as known

_WORD = re.compile(r"[^\W\d_]+")
_GAP = re.compile(r"[\s\u00a0\u202f-]{0,2}")
_GERMAN_PART: Final = re.compile(
    "|".join(
        sorted({*known.SMALL_NUMBERS["de"], *known.TENS["de"], "hundert", "tausend", "und"}, key=len)[::-1]
    )
)
_HAN = re.compile("[零〇一二两兩三四五六七八九十百千万萬亿億]+")
_HAN_DIGITS: Final = {
    c: n for n, some in enumerate(("零〇", "一", "二两兩", *"三四五六七八九")) for c in some
}
_HAN_SCALES: Final = {"十": 10, "百": 100, "千": 1000}
_HAN_MYRIADS: Final = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_ROMAN = re.compile(
    r"(?<![\w.])(?=[MDCLXVI]{2})M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})(?!\w)"
)
_ROMAN_VALUES: Final = {"M": 1000, "D": 500, "C": 100, "L": 50, "X": 10, "V": 5, "I": 1}
LONGEST_HAN: Final = 40  # characters of a number
BEHIND: Final = 12  # words behind an "and" that may be of the same number
_WHOLE: Final = 1 << 100  # room before any part


class Spelled(NamedTuple):
    """A number in words. `values` are what it may be, without `scale`, which the words before may share."""

    start: int
    end: int
    values: tuple[Decimal, ...]
    scale: int = 0


class _Part(NamedTuple):
    kind: str  # "add", "hundred", "scale", "dual", "and", "article", "half", "halved", "part"
    value: Decimal
    start: int
    end: int


def product(number: Decimal, factor: Decimal) -> Decimal:
    """Return a product without the decimals that only multiplying gives it: 2.5 million is 2500000."""
    found = number * factor
    return Decimal(int(found)) if found == found.to_integral_value() else found.normalize()


def iter_spelled(folded: str, language: str) -> Iterator[Spelled]:
    """Yield the numbers in a language's words; a scale that stands alone has no values."""
    if language in {"zh", "ja"}:
        yield from _iter_han(folded)
    if language not in known.SMALL_NUMBERS:
        return
    run: list[_Part] = []
    end = -1
    for word in _WORD.finditer(folded):
        parts = _parts_of(word[0], language)
        is_next = end >= 0 and _GAP.fullmatch(folded, end, word.start()) is not None
        if run and (not parts or not is_next):
            yield from _iter_run(run, language)
            run = []
        run += [part._replace(start=part.start + word.start(), end=part.end + word.start()) for part in parts]
        end = word.end()
    if run:
        yield from _iter_run(run, language)


@lru_cache(maxsize=8192)
def _parts_of(word: str, language: str) -> tuple[_Part, ...]:
    """Return what a word is part of a number as; nothing for others. Some are several parts."""
    size = len(word)
    one = _simple_part(word, language)
    if one is not None:
        return (_Part(*one, 0, size),)
    if language == "ar":
        for prefix, before in (("و", [("and", Decimal(0))]), ("ال", []), ("وال", [("and", Decimal(0))])):
            rest = _simple_part(word.removeprefix(prefix), language) if word.startswith(prefix) else None
            if rest is not None:
                return tuple(_Part(*part, 0, size) for part in (*before, rest))
    if language == "de" and size > 5:
        found = _GERMAN_PART.findall(word)
        if "".join(found) == word and len(found) > 1:
            parts = [_simple_part(part, language) for part in found]
            return tuple(_Part(*part, 0, size) for part in parts if part is not None)
    if language == "ru" and word.startswith("пол") and (scale := known.SCALES["ru"].get(word[3:])):
        return _Part("half", Decimal(0), 0, 3), _Part("scale", Decimal(scale), 3, size)
    return ()


def _simple_part(word: str, language: str) -> tuple[str, Decimal] | None:
    hundreds, scales = known.HUNDREDS.get(language, {}), known.SCALES[language]
    if word in known.AND.get(language, ()):
        return "and", Decimal(0)
    if word in known.ARTICLES.get(language, ()):
        return "article", Decimal(1)
    if word in known.HALVES.get(language, ()):
        return "half", Decimal("0.5")
    for kind, table in (
        ("add", known.SMALL_NUMBERS[language]),
        ("add", known.TENS[language]),
        ("add", hundreds),
        ("halved", known.AND_A_HALF.get(language, {})),
        ("dual", known.DUALS.get(language, {})),
        ("part", known.PARTS.get(language, {})),
    ):
        if word in table:
            return kind, Decimal(table[word])
    if word in scales and len(word) > 2:
        return ("hundred" if scales[word] == known.HUNDRED and not hundreds else "scale"), Decimal(
            scales[word]
        )
    return None


def _iter_run(run: Sequence[_Part], language: str) -> Iterator[Spelled]:
    at = 0
    while at < len(run):
        found, stop = _read(run, at, language)
        if found is not None and language == "en" and stop < len(run) and run[stop].kind == "add":
            behind, end = _read(run, stop, language)
            year = _year_of(found, behind)
            if behind is not None and year is not None:
                yield Spelled(found.start, behind.end, (year, *found.values, *behind.values))
                at = end
                continue
        if found is not None:
            yield found
        at = max(stop, at + 1)


def _year_of(found: Spelled, behind: Spelled | None) -> Decimal | None:
    """Return the year that two numbers may be: nineteen eighty-four."""
    if behind is None or found.scale or behind.scale or len(found.values) != 1 or len(behind.values) != 1:
        return None
    one, other = found.values[0], behind.values[0]
    is_year = 10 <= one <= 20 and 10 <= other <= 99 and one == int(one) and other == int(other)
    return one * 100 + other if is_year else None


def _read(run: Sequence[_Part], at: int, language: str) -> tuple[Spelled | None, int]:
    """Return the number that begins at a part, and where the next may begin."""
    first, kinds = run[at], [part.kind for part in run[at : at + 3]]
    if first.kind == "article" and kinds[1:2] in (["part"], ["half"]):
        return _read(run, at + 1, language)
    if first.value == 1 and kinds[1:] == ["half", "scale"]:
        return _read(run, at + 1, language)  # eine halbe Million
    if first.kind == "part":
        times = Decimal(2 if first.value < 0 else 1)
        return _fraction(run, at, at, times, abs(first.value)), at + 1
    if first.kind == "half":
        return _read_half(run, at)
    if first.kind == "and" or (first.kind == "article" and kinds[1:2] not in (["scale"], ["hundred"])):
        return None, at + 1
    number = _Number(run, at, language)
    while number.n < len(run) and number.fraction is None and number.take(run[number.n]):
        number.n += 1
    return number.spelled()


def _read_half(run: Sequence[_Part], at: int) -> tuple[Spelled, int]:
    """Return half of what follows: half a million, half million; of nothing, as a share and in hundredths."""
    first, n = run[at], at + 1
    if n < len(run) and run[n].kind in {"article", "add"} and run[n].value == 1:
        n += 1
    if n < len(run) and run[n].kind in {"scale", "hundred"}:
        return Spelled(first.start, run[n].end, (Decimal("0.5"),), int(run[n].value)), n + 1
    return Spelled(first.start, first.end, (Decimal("0.5"), Decimal(50))), at + 1


class _Number:
    """A number while its parts are read, from the part at `n` on.

    `total` is what is scaled already, `group` what a scale may follow, and `room` what a part must be below.
    """

    def __init__(self, run: Sequence[_Part], at: int, language: str) -> None:
        self.run, self.at, self.n, self.language = run, at, at, language
        self.total, self.group, self.room = Decimal(0), Decimal(0), Decimal(_WHOLE)
        self.scale = self.scales = 0
        self.others: list[Decimal] = []  # what the words may be besides
        self.fraction: Spelled | None = None

    def spelled(self) -> tuple[Spelled, int]:
        """Return what was read, and where the next number may begin."""
        if self.fraction is not None:
            return self.fraction, self.n
        start, stop = self.run[self.at].start, max(self.n, self.at + 1)
        end = self.run[stop - 1].end
        if self.run[stop - 1].kind == "hundred" and not self.total and self.group > 100:
            return Spelled(start, end, (self.group / 100, *self.others), 100), stop
        if self.scales != 1 or self.group:
            return Spelled(start, end, (self.total + self.group, *self.others)), stop
        is_alone = self.at + (self.run[self.at].kind == "article") == stop - 1
        values = () if is_alone else (self.total / self.scale,)
        return Spelled(start, end, (*values, *self.others), self.scale), stop

    def take(self, part: _Part) -> bool:
        """Add a part, if it belongs to the number."""
        if part.kind == "article":
            return self.n == self.at
        if part.kind == "halved":
            is_first = self.n == self.at
            if is_first:
                self.group, self.room = part.value, Decimal(1)
            return is_first
        if part.kind == "add":
            return part.value < self.room and self._add(part)
        takers = {"hundred": self._hundred, "dual": self._dual, "scale": self._scale, "part": self._part}
        return self._and() if part.kind == "and" else part.kind in takers and takers[part.kind](part.value)

    def _add(self, part: _Part) -> bool:
        """Add a number below a hundred, which may be two or three words, or hundreds."""
        n, value = self.n, part.value
        tens = _tens_behind(self.run, n) if self.language in {"de", "ar"} and self.room >= 100 else None
        joined = _joined(value, self.run[n + 1], self.language) if n + 1 < len(self.run) else None
        if tens is not None:
            self.n, value, room = n + 2, value + tens, 1
        elif joined is not None:
            self.n, (value, room) = n + 1, joined
        elif value >= 100:
            room = 100
        elif value >= 20 and value % 10 == 0:
            room = 20 if self.language == "fr" and value in {60, 80} else 10
        else:
            room = 10 if self.language == "tr" and value == 10 else 1
        self.group, self.room = self.group + value, Decimal(room)
        return True

    def _hundred(self, _value: Decimal) -> bool:
        fits = self.group < 100 and (self.group > 0 or self.room > 100)
        if fits:
            self.group, self.room = (self.group or Decimal(1)) * 100, Decimal(100)
        return fits

    def _dual(self, value: Decimal) -> bool:
        fits = not self.group and value < self.room
        if fits:
            self.total, self.room, self.scales = self.total + 2 * value, value, self.scales + 2
        return fits

    def _scale(self, value: Decimal) -> bool:
        before = self.total + self.group
        if self.scale and value >= self.scale:  # dos mil millones
            if before >= value:
                return False
            self.total, self.scales = before * value, self.scales + 2
        elif self.group or not self.total or self.language != "en":  # un million mille
            self.total += product(self.group or Decimal(1), value)
            self.scales += 1
        else:
            return False
        self.group, self.room, self.scale = Decimal(0), value, int(value)
        return True

    def _part(self, value: Decimal) -> bool:
        """Make a fraction of "two thirds"; no part is added."""
        if self.n > self.at and not self.total and self.run[self.n - 1].kind == "add":
            self.fraction = _fraction(self.run, self.at, self.n, self.group, abs(value))
        return self.fraction is not None

    def _and(self) -> bool:
        """Add what stands behind "and", if the number goes on there."""
        run, n, language = self.run, self.n, self.language
        at = n + 1 + (n + 2 < len(run) and run[n + 1].kind == "article")
        if at >= len(run):
            return False
        if run[at].kind == "half":
            half = Decimal("0.5")
            added = product(half, Decimal(self.scale)) if self.scale and not self.group else half
            self.n, self.group, self.room = at, self.group + added, Decimal(1)
            return True
        most = {"de": 0, "tr": 0, "fr": 20, "es": 20}.get(language, _WHOLE)
        if not (20 if language == "en" else 2) <= self.room <= most:
            return False
        behind = _Number(run[n + 1 : n + 1 + BEHIND], 0, language)
        while behind.n < len(behind.run) and behind.take_plain(behind.run[behind.n]):
            behind.n += 1
        if not 0 < behind.group < self.room:
            return False
        self.n += behind.n
        after = run[self.n + 1] if self.n + 1 < len(run) else None
        if after is not None and after.kind == "scale":
            if self.scale and after.value >= self.scale:
                self.n = n
                return False
            if not self.scale and language in {"en", "ar"}:  # or another number begins here
                self.others += (self.group, behind.group * after.value)
        self.group, self.room = self.group + behind.group, behind.room
        return True

    def take_plain(self, part: _Part) -> bool:
        """Add a part of what a scale may follow."""
        return part.kind in {"add", "hundred"} and self.take(part)


def _tens_behind(run: Sequence[_Part], n: int) -> Decimal | None:
    """Return the tens of which a part is the units: zwei und vierzig."""
    if not 0 < run[n].value < 10 or [part.kind for part in run[n + 1 : n + 3]] != ["and", "add"]:
        return None
    tens = run[n + 2].value
    return tens if 20 <= tens < 100 else None


def _joined(value: Decimal, after: _Part, language: str) -> tuple[Decimal, int] | None:
    """Return the number that two words are, and the room that it leaves: quatre-vingt, dix-sept."""
    if after.kind != "add":
        return None
    if language == "fr" and value == 4 and after.value == 20:
        return Decimal(80), 20
    if language == "fr" and value == 10 and 7 <= after.value <= 9:
        return 10 + after.value, 1
    if language == "ar" and 1 <= value <= 9 and after.value == 10:
        return value + 10, 1
    return (value * 100, 100) if language == "ar" and 3 <= value <= 9 and after.value == 100 else None


def _fraction(run: Sequence[_Part], at: int, last: int, times: Decimal, parts: Decimal) -> Spelled:
    """Return a fraction with its roundings, as a share and in hundredths: a third is 0.33 and 33 %."""
    share = times / parts
    values = dict.fromkeys(
        [round(share, places) for places in (1, 2, 3, 4)]
        + [round(share * 100, places) for places in (0, 1, 2)]
    )
    return Spelled(run[at].start, run[last].end, tuple(values))


def _iter_han(folded: str) -> Iterator[Spelled]:
    for run in _HAN.finditer(folded):
        if len(run[0]) > LONGEST_HAN:
            continue
        yield Spelled(run.start(), run.end(), (Decimal(_han_number(run[0])),))


def _han_number(text: str) -> int:
    if all(c in _HAN_DIGITS for c in text):
        return int("".join(str(_HAN_DIGITS[c]) for c in text))
    upper = lower = section = digit = 0
    for c in text:
        if c in _HAN_DIGITS:
            digit = _HAN_DIGITS[c]
        elif c in _HAN_SCALES:
            section, digit = section + (digit or 1) * _HAN_SCALES[c], 0
        else:
            if _HAN_MYRIADS[c] > 10**4:
                upper, lower = upper + (lower + section + digit or 1) * _HAN_MYRIADS[c], 0
            else:
                lower = (section + digit or 1) * _HAN_MYRIADS[c]
            section = digit = 0
    return upper + lower + section + digit


def iter_roman(text: str) -> Iterator[Spelled]:
    """Yield Roman numbers of two digits or more, in capitals."""
    for run in _ROMAN.finditer(text):
        values = [_ROMAN_VALUES[c] for c in run[0]]
        signed = [-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True)]
        yield Spelled(run.start(), run.end(), (Decimal(sum(signed)),))
