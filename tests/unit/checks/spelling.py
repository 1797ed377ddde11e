"""Numbers spelled out by the rules of four languages, to be read back."""

from __future__ import annotations


def _list(words: str) -> list[str]:
    return words.split()


_EN = _list(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_EN_TENS = _list("twenty thirty forty fifty sixty seventy eighty ninety")
_DE = _list(
    "null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn "
    "sechzehn siebzehn achtzehn neunzehn"
)
_DE_TENS = _list("zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig")
_FR = _list(
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize "
    "dix-sept dix-huit dix-neuf"
)
_FR_TENS = _list("vingt trente quarante cinquante soixante")
_ES = _list(
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
    "dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro "
    "veinticinco veintiséis veintisiete veintiocho veintinueve"
)
_ES_TENS = _list("treinta cuarenta cincuenta sesenta setenta ochenta noventa")
_ES_HUNDREDS = _list(
    "ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos"
)


def english(n: int) -> str:
    if n < 20:
        return _EN[n]
    if n < 100:
        return _EN_TENS[n // 10 - 2] + (f"-{_EN[n % 10]}" if n % 10 else "")
    if n < 1000:
        return f"{_EN[n // 100]} hundred" + (f" and {english(n % 100)}" if n % 100 else "")
    size, name = (10**6, "million") if n >= 10**6 else (1000, "thousand")
    rest = n % size
    return f"{english(n // size)} {name}" + (f"{' and' * (rest < 100)} {english(rest)}" if rest else "")


def german(n: int) -> str:
    if n < 20:
        return _DE[n]
    if n < 100:
        return (f"{_DE[n % 10]}und" if n % 10 else "") + _DE_TENS[n // 10 - 2]
    for size, name in ((1000, "tausend"), (100, "hundert")):
        if 10**6 > n >= size:
            return german(n // size) + name + (german(n % size) if n % size else "")
    millions = "eine Million" if n < 2 * 10**6 else f"{german(n // 10**6)} Millionen"
    return millions + (f" {german(n % 10**6)}" if n % 10**6 else "")


def french(n: int) -> str:
    if n < 20:
        return _FR[n]
    if n < 70:
        unit = "" if n % 10 == 0 else " et un" if n % 10 == 1 else f"-{_FR[n % 10]}"
        return _FR_TENS[n // 10 - 2] + unit
    if n < 100:
        tens, rest = ("soixante", n - 60) if n < 80 else ("quatre-vingt", n - 80)
        return f"{tens}s" if rest == 0 else f"{tens} et onze" if n == 71 else f"{tens}-{_FR[rest]}"
    size, name = next(s for s in ((10**6, "million"), (1000, "mille"), (100, "cent")) if n >= s[0])
    times, rest = divmod(n, size)
    ending = "s" if times > 1 and (size == 10**6 or (size == 100 and not rest)) else ""
    before = "" if times == 1 and size < 10**6 else f"{french(times)} "
    return f"{before}{name}{ending}" + (f" {french(rest)}" if rest else "")


def spanish(n: int) -> str:
    if n < 30:
        return _ES[n]
    if n < 100:
        return _ES_TENS[n // 10 - 3] + (f" y {_ES[n % 10]}" if n % 10 else "")
    if n == 100:
        return "cien"
    if n < 1000:
        return _ES_HUNDREDS[n // 100 - 1] + (f" {spanish(n % 100)}" if n % 100 else "")
    if n < 10**6:
        before = "" if n < 2000 else f"{spanish(n // 1000)} "
        return f"{before}mil" + (f" {spanish(n % 1000)}" if n % 1000 else "")
    millions = "un millón" if n < 2 * 10**6 else f"{spanish(n // 10**6)} millones"
    return millions + (f" {spanish(n % 10**6)}" if n % 10**6 else "")


SPELLERS = {"en": english, "de": german, "fr": french, "es": spanish}
