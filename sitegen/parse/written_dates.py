"""What people write for a date → the EDTF that it may be: every reading that is possible, and no other.

A word that is not understood makes the whole text not understood: "3 juin 2024" is never a date of some
month in 2024. The `edtf` package's own reader of English passes over such words, so that it has no part here.
Where a day and a month may be exchanged both readings are given, day first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from sitegen.parse import date_words as words

LONGEST: Final = 80  # characters of a text that may be a date

_TIME = re.compile(r"[,\s]\s*(?:at |um |a |a las |в |t)?\d{1,2}[:h]\d{2}(?::\d{2})?(?: ?(?:am|pm|uhr|h|z))?$")
_ROMAN = re.compile(r"m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_ORDINAL = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th|er|re|e|eme|o|a|го|ого|-го|ое|-е|й|и)\b|(?<=\d)°()")
_DASH = re.compile(r"\s*[–—‒―]\s*|\s+-+\s+|\s*/\s*|(?<=\d)-(?=\d)|(?<=[^\W\d_])-(?=[^\W\d_])|\s*~\s*(?=\d)")
_TO = re.compile(rf"\s+{words.AND}\s+")
_YMD = re.compile(r"(\d{4})[-/. ](\d{1,2})(?:[-/. ](\d{1,2}))?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_DMY = re.compile(r"(\d{1,2})([-/. ]) ?(\d{1,2})\2 ?(\d{4})")
_MY = re.compile(r"(\d{1,2})[-/.] ?(\d{4})")
_ROMAN_MONTH = re.compile(r"(\d{1,2})[-/. ] ?([ivx]{1,4})[-/. ] ?(\d{4})")
_SHORT_RANGE = re.compile(r"\d{4} ?[-–/] ?\d{2}")
_TWO_YEARS = re.compile(r"(\D+ \d{4}) ?[-–/] ?(?:\d{2}|\d{4})")
_HAN = re.compile(r"(?:公元)?(前)?(\d{1,4})年(?:(\d{1,2})月(?:(\d{1,2})[日号])?)?")
_HAN_ERA = re.compile(r"(\d{1,2})世[纪紀](?:(\d)0年代)?|(\d{3})0年代")
_CENTURY = re.compile(
    rf"(?:(?:{words.PART}|{words.EMPTY}) )*"
    rf"(?:(?P<n>\d{{1,2}}|[ivxl]+|(?!{words.CENTURY}\b)[^\W\d]+(?: [^\W\d]+)?)"
    rf"(?:-?(?:st|nd|rd|th|e|eme|er|го|и))? {words.CENTURY}|"
    rf"{words.CENTURY} (?P<m>\d{{1,2}}|[ivxl]+|[^\W\d]+(?: [^\W\d]+)?))(?: (?P<bc>{words.BC})| {words.AD})?"
)
_DECADE = re.compile(
    rf"(?:(?:{words.PART}|{words.EMPTY}) )*"
    rf"(?:(\d{{3}})0 ?-?{words.DECADE_ENDING}|{words.DECADE} (\d{{3}})0s?)"
)
_ERA = re.compile(
    rf"(?:(?:(?P<bc1>{words.BC})|{words.AD})(?: |(?=\d)))?(?P<rest>.+?)"
    rf"(?:(?: |(?<=\d))(?:(?P<bc>{words.BC})|{words.AD}))?"
)


@dataclass(frozen=True, slots=True)
class Written:
    """What a text may mean: EDTF forms, the likeliest order first; or that there is no date."""

    forms: tuple[str, ...] = ()
    is_undated: bool = False


@dataclass(frozen=True, slots=True)
class _Date:
    """A date whose later parts may be missing; `era` is "X" or "XX" for the digits that are not known."""

    year: int | None
    month: int = 0
    day: int = 0
    era: str = ""
    is_early: bool = False  # of before the year 1

    def edtf(self) -> str:
        year = self.year or 0
        if self.era:
            shown = str(year // 10 ** len(self.era)).zfill(4 - len(self.era)) + self.era
            return f"-{shown}" if self.is_early else shown
        year = 1 - year if self.is_early else year
        shown = f"{year:05d}" if year < 0 else f"{year:04d}"
        shown = f"Y{year}" if abs(year) > 9999 else shown
        return "-".join([shown, *(f"{part:02d}" for part in (self.month, self.day) if part)])


def read_written_date(text: str) -> Written:
    """Return what may be meant by a text that is not EDTF; a form may be of a day that there is not."""
    folded = words.fold_date(text[: LONGEST + 1]).strip()
    if len(folded) > LONGEST:
        return Written()
    if re.fullmatch(words.UNDATED, words.without_points(folded.strip("[]()"))):
        return Written(is_undated=True)
    bare, mark = _qualified(folded)
    return Written(tuple(dict.fromkeys(_iter_forms(bare, mark))))


def _qualified(folded: str) -> tuple[str, str]:
    """Return the text without the words that make it approximate or uncertain, and EDTF's sign for these."""
    text = folded
    is_about = is_doubted = False
    while True:
        before = text
        text = text.strip(" ,;")
        if text[:1] + text[-1:] in {"[]", "()"}:
            text = text[1:-1]
        if text.endswith(("?", "(?)")) or text.startswith("?"):
            is_doubted, text = True, text.removesuffix("(?)").strip("? ")
        if found := re.match(rf"[~≈∼]\s*|{words.ABOUT}(?:\.|\b|(?=\d))\s*", text):
            is_about, text = True, text[found.end() :]
        if found := re.match(rf"{words.DOUBT}\b\s*", text):
            is_doubted, text = True, text[found.end() :]
        if found := re.search(rf"[,\s(]+{words.DOUBT}\)?$", text):
            is_doubted, text = True, text[: found.start()]
        if found := re.search(
            r"\s\(?(?:approx|approximately|ca|circa|etwa|env|environ|aprox|примерно|приблизительно|ориентировочно|تقريبا)\.?\)?$",
            text,
        ):
            is_about, text = True, text[: found.start()]
        if text == before:
            return text, "%" if is_about and is_doubted else "~" if is_about else "?" if is_doubted else ""


def _iter_forms(text: str, mark: str) -> Iterator[str]:
    text = _TIME.sub("", text)
    alone = [date.edtf() + mark for date in _iter_dates(text)]
    if alone:
        yield from alone
        if _SHORT_RANGE.fullmatch(text):  # 1910/12: a month, or three years
            yield from (f"{low.edtf()}{mark}/{high.edtf()}{mark}" for low, high in _iter_ranges(text))
        return
    plain = words.without_points(text)
    if ranges := [f"{low.edtf()}{mark}/{high.edtf()}{mark}" for low, high in _iter_ranges(text)]:
        yield from ranges
    elif found := re.fullmatch(rf"{words.BEFORE} (.+)", plain):
        rest, own = _qualified(found[1])
        yield from (f"../{date.edtf()}{own or mark}" for date in _iter_dates(rest))
    elif found := re.fullmatch(rf"{words.AFTER} (.+)", plain):
        rest, own = _qualified(found[1])
        yield from (f"{date.edtf()}{own or mark}/.." for date in _iter_dates(rest))


def _iter_ranges(text: str) -> Iterator[tuple[_Date, _Date]]:
    """Yield the two ends of what may be a range; what the first leaves out the second has for both."""
    between = re.match(rf"{words.BETWEEN}\s+(?=.*\d)", text)
    text = text[between.end() :] if between else text
    for joint in (*_DASH.finditer(text), *_TO.finditer(text)):
        one, other = text[: joint.start()].strip(), text[joint.end() :].strip()
        if found := re.fullmatch(r"(\d{2})(\d{2})", one):  # 1914-18
            if re.fullmatch(r"\d{2}", other) and found[2] < other:
                yield _Date(int(one)), _Date(int(found[1] + other))
            elif re.fullmatch(r"\d{1}", other) and one[3] < other:
                yield _Date(int(one)), _Date(int(one[:3] + other))
        for high in _iter_dates(other):
            for low in _iter_first(one, high):
                yield low, high


def _iter_first(text: str, high: _Date) -> Iterator[_Date]:
    """Yield the first ends of a range, with what it leaves to the second: a year, a month, an era."""
    plain = words.without_points(_ORDINAL.sub(_bare, text))
    if plain.isdecimal() and len(plain) <= 2 and high.day:
        yield _Date(high.year, high.month, int(plain), is_early=high.is_early)
        return
    if high.is_early and plain.isdecimal():
        yield _Date(int(plain), is_early=True)
        return
    dates = list(_iter_dates(text))
    yield from dates
    if not dates and high.month and high.year:
        whole = _iter_dates(f"{text} {high.year}")
        yield from (date for date in whole if bool(date.day) == bool(high.day))
    if not dates and len(high.era) == 2:
        yield from _iter_dates(f"{text} century")


def _iter_dates(text: str) -> Iterator[_Date]:
    """Yield what a text may be as one date: a day, a month, a season, a year, a decade or a century."""
    text = text.strip(" ,;")
    if (found := _TWO_YEARS.fullmatch(text)) and found[1].split()[0] in words.SEASONS:
        text = found[1]  # a winter of two years is that of the first
    numeric = list(_iter_numeric(text))
    if numeric:
        yield from numeric
        return
    plain = words.without_points(text)
    if found := _CENTURY.fullmatch(plain):
        number = _century_number(found["n"] or found["m"])
        if number:
            yield _Date((number - 1) * 100, era="XX", is_early=bool(found["bc"]))
        return
    if found := _DECADE.fullmatch(plain):
        decade = int(found[1] or found[2])
        yield _Date(decade * 10, era="X")
        if decade % 10 == 0:
            yield _Date(decade * 10, era="XX")
        return
    found = _ERA.fullmatch(plain)
    if found is None:
        return
    is_early, has_era = bool(found["bc"] or found["bc1"]), len(found["rest"]) < len(plain)
    yield from _iter_named(_without_empty(found["rest"]), is_early=is_early, has_era=has_era)


def _iter_numeric(text: str) -> Iterator[_Date]:
    if (found := _YMD.fullmatch(text) or _COMPACT.fullmatch(text)) and 1 <= int(found[2]) <= 12:
        yield _Date(int(found[1]), int(found[2]), int(found[3] or 0))
    elif found := _DMY.fullmatch(text):
        one, other, year = int(found[1]), int(found[3]), int(found[4])
        if other <= 12:
            yield _Date(year, other, one)
        if found[2] != "." and one <= 12:
            yield _Date(year, one, other)
    elif found := _MY.fullmatch(text):
        yield _Date(int(found[2]), int(found[1]))
    elif found := _ROMAN_MONTH.fullmatch(text):
        yield _Date(int(found[3]), _roman(found[2]), int(found[1]))
    elif found := _HAN.fullmatch(text):
        year, month, day = int(found[2]), int(found[3] or 0), int(found[4] or 0)
        yield _Date(year, month, day, is_early=bool(found[1]))
    elif found := _HAN_ERA.fullmatch(text):
        if found[3]:
            yield _Date(int(found[3]) * 10, era="X")
        else:
            century = (int(found[1]) - 1) * 100
            yield _Date(century + int(found[2]) * 10, era="X") if found[2] else _Date(century, era="XX")


def _without_empty(plain: str) -> str:
    """Return the words without those that tell nothing: "the", "of", "the year", days of the week."""
    text = f" {_ORDINAL.sub(_bare, plain)} "
    return " ".join(_empty().sub(" ", text).split())


def _bare(ordinal: re.Match[str]) -> str:
    return ordinal[1] or ""


@lru_cache(maxsize=1)
def _empty() -> re.Pattern[str]:
    days = "|".join(sorted(words.weekday_names(), key=len, reverse=True))
    return re.compile(rf"(?<= )(?:{words.EMPTY}|{days})(?= )|(?<=\d)г(?= )")


@lru_cache(maxsize=1)
def _named() -> re.Pattern[str]:
    month = "(?P<{}>" + "|".join(sorted(words.month_names(), key=len, reverse=True)) + ")"
    season = "(?:" + "|".join(sorted(words.SEASONS, key=len, reverse=True)) + ")"
    year = r"(?P<{}>\d{{1,5}})"
    day = r"(?P<{}>\d{{1,2}})"
    orders = (
        f"{day.format('d1')} ?{month.format('m1')}(?: {month.format('also')})? {year.format('y1')}",
        f"{month.format('m2')} {day.format('d2')} {year.format('y2')}",
        f"{year.format('y3')} {month.format('m3')} {day.format('d3')}",
        f"{month.format('m5')} {year.format('y5')}",
        f"{year.format('y6')} {month.format('m6')}",
        f"(?P<season1>{season}) {year.format('y7')}",
        f"{year.format('y9')} (?P<season2>{season})",
        year.format("y8"),
    )
    return re.compile("|".join(f"(?:{order})" for order in orders))


def _iter_named(text: str, *, is_early: bool, has_era: bool) -> Iterator[_Date]:
    """Yield the date of words with a month or season by name, or of a year alone."""
    found = _named().fullmatch(text)
    if found is None:
        return
    given = {key.rstrip("0123456789"): value for key, value in found.groupdict().items() if value}
    if len(given["y"]) < (1 if has_era else 3) or (len(given["y"]) > 4 and not is_early):
        return
    also = given.get("also")  # "14 تموز يوليو": one month by two names
    months = words.month_names()
    if "season" in given:
        yield _Date(int(given["y"]), words.SEASONS[given["season"]], is_early=is_early)
        return
    for month in months[given["m"]] if "m" in given else (0,):
        if also is None or month in months[also]:
            yield _Date(int(given["y"]), month, int(given.get("d", 0)), is_early=is_early)


def _century_number(text: str) -> int:
    if text.isdecimal():
        return int(text)
    return words.ORDINALS.get(text) or _roman(text)


def _roman(text: str) -> int:
    """Return the number of Roman digits, 0 where they are none."""
    if not text or not _ROMAN.fullmatch(text):
        return 0
    values = [{"m": 1000, "d": 500, "c": 100, "l": 50, "x": 10, "v": 5, "i": 1}[letter] for letter in text]
    after = [*values[1:], 0]
    return sum(-value if value < following else value for value, following in zip(values, after, strict=True))
