"""Words that people date with, in the languages whose dates are understood.

Months come from CLDR (`month_names`); here is the rest. All are compared folded (`fold_date`): without
case, accents and points. A word that means two things in two languages stands under neither, unless its place
tells which it is.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

# Arabic months are called otherwise in the Levant, in the Maghreb, in Morocco and in Mauritania.
MONTH_LOCALES: Final = (
    *("en", "de", "fr", "es", "it", "pt", "nl", "pl", "ru", "uk", "tr"),
    *("ar", "ar_SY", "ar_DZ", "ar_MA", "ar_MR"),
)
_SHORTEST: Final = 3  # letters of a month's shortened name
_ALSO: Final = {"sept": 9, "окт": 10, "дек": 12, "авг": 8, "янв": 1, "фев": 2, "нояб": 11, "сент": 9}

_ALEFS: Final = str.maketrans("أإآٱى", "ااااى")
_APART: Final = re.compile(
    r"[.,;:'’ʼ]+|(?<=[^\W\d_])-(?=\w)|(?<=[^\W\d_])\.?/(?=[^\W\d_])|(?<=\.)-(?=[^\W\d_])"
)


def fold_date(text: str) -> str:
    """Return what is written of a date as it is compared: digits as ASCII, no case, accents, points."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_ALEFS))
    plain = "".join(c for c in plain if not unicodedata.combining(c) and c not in "\u0640\u200e\u200f\u061c")
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in plain).translate(_ALEFS)


def without_points(folded: str) -> str:
    """Return folded words without points and apostrophes, one space between them."""
    return " ".join(_APART.sub(" ", folded).split())


_SEASONS: Final = {
    21: "spring|fruhling|fruhjahr|printemps|primavera|весна|весной|весны|ربيع|الربيع",
    22: "summer|sommer|ete|verano|estate|verao|лето|летом|лета|صيف|الصيف",
    23: "autumn|fall|herbst|automne|otono|autunno|outono|осень|осенью|осени|خريف|الخريف",
    24: "winter|hiver|invierno|inverno|зима|зимои|зимы|شتاء|الشتاء",
}
_ABOUT: Final = (
    "c|ca|cca|circa|around|about|approximately|approx|roughly|near|nearly|etwa|ungefahr|um|gegen|zirka|"
    "vers|environ|autour de|hacia|alrededor de|aproximadamente|cerca de|por volta de|около|ок|примерно|"
    "приблизительно|ориентировочно|حوالي|نحو|قرابة|تقريبا|约|大约|約"
)
_DOUBT: Final = (
    "probably|perhaps|possibly|maybe|presumably|uncertain|wohl|vermutlich|wahrscheinlich|vielleicht|"
    "peut etre|probablement|sans doute|quiza|quizas|tal vez|probablemente|provavelmente|talvez|вероятно|"
    "возможно|может быть|предположительно|ربما|يحتمل|على الارجح"
)
_BEFORE: Final = (
    "before|no later than|not later than|until|till|up to|to|by|vor|bis|spatestens|avant|jusqu a|jusqu en|"
    "jusque|antes de|antes del|hasta|ate|до|не позднее|к|قبل|حتى|الى|早于"
)
_AFTER: Final = (
    "after|since|from|not before|no earlier than|nach|seit|ab|fruhestens|apres|depuis|a partir de|des|"
    "despues de|despues del|desde|depois de|после|с|не ранее|начиная с|بعد|منذ|من"
)
_BETWEEN: Final = "between|from|zwischen|vom|von|entre|de|du|desde|между|с|بين|من"
_AND: Final = "to|and|until|till|through|bis|und|et|a|au|jusqu a|y|e|al|hasta|ate|по|до|и|و|الى|حتى|至|到"
_BC: Final = (
    "bc|bce|b c|b c e|v chr|v u z|vor christus|vor christi geburt|av j c|avant j c|avant jesus christ|"
    "avant notre ere|a c|a de c|antes de cristo|a e c|до н э|до нашеи эры|до р х|до рождества христова|ق م|"
    "قبل الميلاد|公元前"
)
_AD: Final = (
    "ad|ce|a d|c e|n chr|nach christus|ap j c|apres j c|de notre ere|d c|d de c|despues de cristo|н э|"
    "нашеи эры|от р х|م|ميلادي|ميلادية|للميلاد|公元"
)
_CENTURY: Final = (
    "century|centuries|cent|jahrhundert|jh|jhdt|jhd|siecle|siglo|seculo|secolo|век|века|веке|в|القرن|قرن"
)
_DECADE: Final = "annees|anos|decada de|decade of|decada dos|decada de los|les annees|los anos|عقد"
_DECADE_ENDING: Final = "s|es|er|er jahre|ern|er jahren|е|е годы|е гг|х|х годов|х гг|年代"
_PART: Final = (
    "early|mid|late|beginning of|end of|middle of|fruhe|fruhen|fruhes|spate|spaten|spates|mitte|anfang|"
    "ende|anfang des|ende des|debut|fin|milieu|debut du|fin du|milieu du|debut des|fin des|principios de|"
    "fines de|finales de|mediados de|principios del|finales del|mediados del|начало|конец|середина|начала|"
    "конца|в начале|в конце|в середине|اوائل|اواخر|منتصف|بداية|نهاية"
)
_EMPTY: Final = (
    "the|of|on|l|in|in the|year|im|im jahr|im jahre|am|jahr|den|der|des|le|la|les|l an|en|en l an|el|del|"
    "de|du|ano|no|do|da|dos|annee|year of|года|год|году|г|гг|годы|в|в году|весь|سنة|عام|يوم|شهر|من|dated|"
    "dat|vom|st|anno"
)
_UNDATED: Final = (
    "n d|nd|no date|not dated|undated|unknown|date unknown|unbekannt|ohne datum|o d|o j|undatiert|s d|"
    "sans date|non date|date inconnue|inconnue|sin fecha|s f|desconocida|fecha desconocida|sem data|б д|"
    "б г|без даты|дата неизвестна|неизвестно|неизвестна|не датировано|بدون تاريخ|بلا تاريخ|غير مؤرخ|"
    "غير معروف|د ت|无日期|不详|未知"
)
_ORDINALS: Final = {
    "القرن": (
        "الاول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر الحادي_عشر الثاني_عشر "
        "الثالث_عشر الرابع_عشر الخامس_عشر السادس_عشر السابع_عشر الثامن_عشر التاسع_عشر العشرون "
        "الحادي_والعشرون"
    ),
    "century": (
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
        "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty_first"
    ),
}


def _words(words: str) -> list[str]:
    """Return the words folded, the longest first."""
    return sorted({without_points(fold_date(w)) for w in words.split("|")}, key=lambda w: (-len(w), w))


def _one_of(words: str) -> str:
    """Return a pattern of alternatives."""
    return "(?:" + "|".join(re.escape(w).replace(r"\ ", "[ -]") for w in _words(words)) + ")"


ABOUT, DOUBT, BEFORE, AFTER = map(_one_of, (_ABOUT, _DOUBT, _BEFORE, _AFTER))
BETWEEN, AND, BC, AD = map(_one_of, (_BETWEEN, _AND, _BC, _AD))
CENTURY, DECADE, DECADE_ENDING = map(_one_of, (_CENTURY, _DECADE, _DECADE_ENDING))
PART, EMPTY, UNDATED = map(_one_of, (_PART, _EMPTY, _UNDATED))
SEASONS: Final = {word: number for number, words in _SEASONS.items() for word in _words(words)}
ORDINALS: Final = {
    fold_date(word.replace("_", " ")): number
    for words in _ORDINALS.values()
    for number, word in enumerate(words.split(), 1)
}


@lru_cache(maxsize=1)
def month_names() -> dict[str, tuple[int, ...]]:
    """Return every month's names, whole and shortened, in all languages; one name may be of two months."""
    from babel import Locale  # noqa: PLC0415  only who mistakes a date needs it

    found: dict[str, set[int]] = {name: {number} for name, number in _ALSO.items()}
    for tag in MONTH_LOCALES:
        months = Locale.parse(tag).months
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in months[context][width].items():
                    word = without_points(fold_date(str(name)))
                    if len(word) >= _SHORTEST and not word.isdecimal():
                        found.setdefault(word, set()).add(number)
    return {name: tuple(sorted(numbers)) for name, numbers in found.items()}


@lru_cache(maxsize=1)
def weekday_names() -> frozenset[str]:
    """Return the names of the days of the week, whole ones only: "mar" is a month as well."""
    from babel import Locale  # noqa: PLC0415

    return frozenset(
        without_points(fold_date(str(name)))
        for tag in MONTH_LOCALES
        for name in Locale.parse(tag).days["format"]["wide"].values()
    )
