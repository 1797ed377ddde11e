"""Numbers in a text that count something: value, range and what is counted, as readings of a figure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.model.archive import Amount, Span
from sitegen.record import Record
from sitegen.text.numerals import number_of

_SCALES = (
    r"hundred|thousand|million|billion|trillion|dozen|cents|mille|milliers?|millions?|milliards?|billions?|"
    r"тыс\.?|тысяч[аиу]?|млн\.?|миллион(?:а|ов)?|млрд\.?|миллиард(?:а|ов)?|трлн\.?|"
    r"مئة|مائة|ألف|آلاف|الف|الاف|مليون|ملايين|مليار"
)
_NUMBER = (
    r"\d+(?:[.,'’\u00a0\u202f\u2009٬٫ ]\d{3}(?!\d))*(?:[.,٫]\d+)?"
    rf"(?:\s?(?:{_SCALES})(?!\w))?(?:\s?[%٪])?"
)
_SCALED = re.compile(rf"(?:{_SCALES})\.?$", re.IGNORECASE)
_JOINT = r"\s?[–—-]\s?|\s(?:to|and|à|et|до|и|إلى|الى|و)\s?"
_AMOUNT = re.compile(
    rf"(?<![\w.,/:№#§$€£-])(?P<first>{_NUMBER})(?:(?P<joint>{_JOINT})(?P<second>{_NUMBER}))?(?![\w/:])",
    re.IGNORECASE,
)
_ABOUT = (
    "about|around|some|nearly|almost|roughly|approximately|an estimated|environ|près de|quelque|"
    "около|примерно|порядка|почти|حوالي|نحو|قرابة|زهاء"
)
_LEAST = (
    "at least|more than|over|no fewer than|au moins|plus de|не менее|более|больше|свыше|"
    "على الأقل|أكثر من|ما لا يقل عن"
)
_MOST = (
    "at most|up to|no more than|fewer than|less than|au plus|moins de|jusqu['’]à|не более|менее|меньше|до|"
    "على الأكثر|أقل من"
)
_BETWEEN = "between|entre|from|de|от|с|بين"
_HEDGE = re.compile(
    rf"\b(?:(?P<about>{_ABOUT})|(?P<least>{_LEAST})|(?P<most>{_MOST})|(?P<between>{_BETWEEN}))\s+$",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*(?:and|et|и|و)\s*", re.IGNORECASE)
_UNIT = re.compile(
    r"\s?(?P<of>(?:of|de|d['’])\s?)?(?P<unit>[^\W\d_]{2,}(?:[-'’][^\W\d_]+)*)(?:\s+(?P<next>[^\W\d_]{2,}))?"
)
_MONTHS = re.compile(
    r"(?:jan|feb|mar(?:ch|s)\b|apr|may\b|jun|jul|aug|sep|oct|nov|dec|janv|févr|avril|mai\b|juin|juil|août|déc|"
    r"янв|февр|март|апр|ма[йя]\b|июн|июл|авг|сент|окт|нояб|дек|"
    r"يناير|فبراير|مارس|[أا]بريل|مايو|يونيو|يوليو|[أا]غسطس|سبتمبر|[أا]كتوبر|نوفمبر|ديسمبر|"
    r"كانون|شباط|[أآ]ذار|نيسان|[أا]يار|حزيران|تموز|[آأ]ب\b|[أا]يلول|تشرين)",
    re.IGNORECASE,
)
_WORDS_BEHIND = (  # that stand behind a number and are no unit of it
    "and|or|in|on|at|by|for|from|to|the|was|were|is|are|had|has|have|of|with|that|who|which|as|but|am|pm|"
    "st|nd|rd|th|et|ou|dans|sur|par|pour|le|la|les|était|sont|en|au|aux|que|qui|du|des|"
    "и|в|на|по|с|от|до|не|что|как|году|года|год|г|о|об|из|для|"
    "و|في|من|على|إلى|الى|عن|أن|إن|التي|الذي|عام|سنة"
)
_NO_UNITS = frozenset(_WORDS_BEHIND.split("|"))
_HEDGE_REACH = 24  # characters before a number in which words such as "about" are looked for


class Counted(Record, frozen=True):
    """A number with what it counts. `span` is the passage: hedge, number and unit."""

    span: Span
    amount: Amount
    unit: str  # the words after the number, empty where it is a percentage alone


def iter_amounts(text: str, language: str) -> Iterator[Counted]:
    """Yield the numbers of a text that count something; dates, years, times and ordinals are none."""
    for found in _AMOUNT.finditer(text):
        unit = _UNIT.match(text, found.end())
        word = unit["unit"] if unit else ""
        has_percent = "%" in found[0] or "٪" in found[0]
        is_unit = bool(unit) and word.casefold() not in _NO_UNITS and not _MONTHS.match(word)
        if unit and unit["of"] and not (has_percent or _SCALED.search(found[0])):
            is_unit = False  # "3 of them" counts nothing, "3 million of them" does
        if not (is_unit or has_percent) or _is_date(text, found):
            continue
        before = text[max(0, found.start() - _HEDGE_REACH) : found.start()]
        hedge = _HEDGE.search(before)
        amount = _amount(found, hedge, language)
        if amount is None:
            continue
        start = found.start() - (len(before) - hedge.start() if hedge else 0)
        end = unit.end("unit") if unit is not None and is_unit else found.end()
        yield Counted((start, end), amount, _unit_words(unit) if unit is not None and is_unit else "%")


def _unit_words(unit: re.Match[str]) -> str:
    following = unit["next"] or ""
    return (
        unit["unit"] if following.casefold() in _NO_UNITS or not following else f"{unit['unit']} {following}"
    )


def _is_date(text: str, found: re.Match[str]) -> bool:
    """Tell whether a number is a day beside its month ("May 14", "14 мая")."""
    before = re.search(r"([^\W\d_]+)\.?\s$", text[max(0, found.start() - 16) : found.start()])
    return bool(before and _MONTHS.match(before[1]) and len(found["first"]) <= 4)


def _amount(found: re.Match[str], hedge: re.Match[str] | None, language: str) -> Amount | None:
    second = found["second"]
    if second:
        scale = _SCALED.search(second)
        first = found["first"]
        if scale and not _SCALED.search(first):
            first = f"{first} {scale[0]}"
        low, high = number_of(first, language), number_of(second, language)
        is_listing = _AND.fullmatch(found["joint"]) and not (hedge and hedge["between"])
        if low is None or high is None or low >= high or is_listing:
            return None
        return Amount(low=low, high=high)
    value = number_of(found["first"], language)
    if value is None:
        return None
    if hedge and hedge["least"]:
        return Amount(low=value)
    if hedge and hedge["most"]:
        return Amount(high=value)
    return Amount(value=value, approximate=bool(hedge and hedge["about"]))
