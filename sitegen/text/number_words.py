"""Numbers as words, and words that scale a number, in the languages that a value is looked for in.

Small numbers are listed by language, since the same letters mean other things elsewhere (Turkish "on" is
ten). Scales follow digits, where no language's scale is mistaken for another's word; standing alone
("a million") they count in their own language only. All are casefolded, without marks above letters
that a dictionary would not sort by (Arabic vowel signs).
"""

from __future__ import annotations

from typing import Final

_ENGLISH: Final = (
    "zero;one;two;three;four;five;six;seven;eight;nine;ten;eleven;twelve;thirteen;fourteen;"
    "fifteen;sixteen;seventeen;eighteen;nineteen;twenty"
)
_GERMAN: Final = (
    "null;eins ein eine einen einem einer eines;zwei zwo;drei;vier;fünf;sechs;sieben;acht;neun;zehn;elf;"
    "zwölf;dreizehn;vierzehn;fünfzehn;sechzehn;siebzehn;achtzehn;neunzehn;zwanzig"
)
_FRENCH: Final = (
    "zéro;un une;deux;trois;quatre;cinq;six;sept;huit;neuf;dix;onze;douze;treize;quatorze;quinze;seize;"
    "dix-sept;dix-huit;dix-neuf;vingt"
)
_SPANISH: Final = (
    "cero;uno una un;dos;tres;cuatro;cinco;seis;siete;ocho;nueve;diez;once;doce;trece;catorce;quince;"
    "dieciséis;diecisiete;dieciocho;diecinueve;veinte"
)
_RUSSIAN: Final = (
    "ноль нуль ноля нуля;один одна одно одного одной одному одним;два две двух двум двумя двое двоих;"
    "три трех трем тремя трое троих;четыре четырех четырем четырьмя четверо четверых;"
    "пять пяти пятью пятеро пятерых;шесть шести шестью шестеро шестерых;семь семи семью семеро семерых;"
    "восемь восьми восемью;девять девяти девятью;десять десяти десятью;одиннадцать одиннадцати;"
    "двенадцать двенадцати;тринадцать тринадцати;четырнадцать четырнадцати;пятнадцать пятнадцати;"
    "шестнадцать шестнадцати;семнадцать семнадцати;восемнадцать восемнадцати;девятнадцать девятнадцати;"
    "двадцать двадцати"
)
_ARABIC: Final = (
    "صفر;واحد واحدة احد احدى;اثنان اثنين اثنتان اثنتين اثنا اثني;ثلاثة ثلاث;اربعة اربع;خمسة خمس;ستة ست;"
    "سبعة سبع;ثمانية ثماني ثمان;تسعة تسع;عشرة عشر;احد عشر|احدى عشرة;اثنا عشر|اثني عشر|اثنتا عشرة|اثنتي عشرة"
)
_TURKISH: Final = (
    "sıfır;bir;iki;üç;dört;beş;altı;yedi;sekiz;dokuz;on;on bir|onbir;on iki|oniki;on üç|onüç;on dört|ondört;"
    "on beş|onbeş;on altı|onaltı;on yedi|onyedi;on sekiz|onsekiz;on dokuz|ondokuz;yirmi"
)


def _numbered(words: str) -> dict[str, int]:
    """Return each word with its number: groups in order from zero; "|" parts words that hold a space."""
    found: dict[str, int] = {}
    for number, group in enumerate(words.split(";")):
        for word in group.split("|") if "|" in group else group.split(" "):
            found[word] = number
    return found


SMALL_NUMBERS: Final[dict[str, dict[str, int]]] = {
    "en": _numbered(_ENGLISH),
    "de": _numbered(_GERMAN),
    "fr": _numbered(_FRENCH),
    "es": _numbered(_SPANISH),
    "ru": _numbered(_RUSSIAN),
    "ar": _numbered(_ARABIC),
    "tr": _numbered(_TURKISH),
}

# Twenty to ninety, whose units follow: forty-two.
_TENS: Final[dict[str, str]] = {
    "en": "twenty;thirty;forty fourty;fifty;sixty;seventy;eighty;ninety",
    "de": "zwanzig;dreißig dreissig;vierzig;fünfzig;sechzig;siebzig;achtzig;neunzig",
    "fr": "vingt vingts;trente;quarante;cinquante;soixante;septante;huitante octante;nonante",
    "es": "veinte;treinta;cuarenta;cincuenta;sesenta;setenta;ochenta;noventa",
    "ru": (
        "двадцать двадцати;тридцать тридцати;сорок сорока;пятьдесят пятидесяти;шестьдесят шестидесяти;"
        "семьдесят семидесяти;восемьдесят восьмидесяти;девяносто девяноста"
    ),
    "ar": (
        "عشرون عشرين;ثلاثون ثلاثين;اربعون اربعين;خمسون خمسين;ستون ستين;سبعون سبعين;ثمانون ثمانين;تسعون تسعين"
    ),
    "tr": "yirmi;otuz;kırk;elli;altmış;yetmiş;seksen;doksan",
}
# A hundred to nine hundred, where they are words of their own.
_HUNDREDS: Final[dict[str, str]] = {
    "es": (
        "cien ciento;doscientos doscientas;trescientos trescientas;cuatrocientos cuatrocientas;"
        "quinientos quinientas;seiscientos seiscientas;setecientos setecientas;ochocientos ochocientas;"
        "novecientos novecientas"
    ),
    "ru": (
        "сто ста;двести двухсот двумстам;триста трехсот тремстам;четыреста четырехсот;пятьсот пятисот;"
        "шестьсот шестисот;семьсот семисот;восемьсот восьмисот;девятьсот девятисот"
    ),
    "ar": (
        "مئة مائة;مئتان مئتين مائتان مائتين مئتا مئتي;ثلاثمئة ثلاثمائة;اربعمئة اربعمائة;خمسمئة خمسمائة;"
        "ستمئة ستمائة;سبعمئة سبعمائة;ثمانمئة ثمانمائة ثمانيمئة;تسعمئة تسعمائة"
    ),
}
_TWENTIES: Final = (
    "veintiuno veintiún veintiuna;veintidós;veintitrés;veinticuatro;veinticinco;veintiséis;veintisiete;"
    "veintiocho;veintinueve"
)


def _stepped(words: str, step: int, first: int) -> dict[str, int]:
    return {word: step * n for n, group in enumerate(words.split(";"), first) for word in group.split(" ")}


TENS: Final = {language: _stepped(words, 10, 2) for language, words in _TENS.items()}
HUNDREDS: Final = {language: _stepped(words, 100, 1) for language, words in _HUNDREDS.items()}
SMALL_NUMBERS["es"].update({word: 20 + n // 10 for word, n in _stepped(_TWENTIES, 10, 1).items()})
AND: Final = {"en": ("and",), "de": ("und",), "fr": ("et",), "es": ("y",), "ar": ("و",)}
ARTICLES: Final = {"en": ("a", "an")}
# Duals: a scale and the two of it in one word.
DUALS: Final[dict[str, dict[str, int]]] = {
    "ar": {
        "الفان": 1000,
        "الفين": 1000,
        "مليونان": 10**6,
        "مليونين": 10**6,
        "ملياران": 10**9,
        "مليارين": 10**9,
    },
}
HALVES: Final[dict[str, tuple[str, ...]]] = {
    "en": ("half",),
    "de": ("halb", "halbe", "halben", "halber", "halbes"),
    "fr": ("demi", "demie"),
    "es": ("medio", "media"),
    "ru": ("половина", "половины", "половину", "пол"),
    "ar": ("نصف", "النصف"),
}
# One and a half, two and a half, in one word.
AND_A_HALF: Final[dict[str, dict[str, str]]] = {
    "de": {
        "anderthalb": "1.5",
        "eineinhalb": "1.5",
        "zweieinhalb": "2.5",
        "dreieinhalb": "3.5",
        "viereinhalb": "4.5",
        "fünfeinhalb": "5.5",
    },
    "ru": {"полтора": "1.5", "полторы": "1.5", "полутора": "1.5"},
}
PARTS: Final[dict[str, dict[str, int]]] = {
    "en": {
        "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourth": 4, "fourths": 4,
        "fifth": 5, "fifths": 5, "tenth": 10, "tenths": 10,
    },
    "de": {"drittel": 3, "viertel": 4, "fünftel": 5, "zehntel": 10},
    "fr": {
        "tiers": 3, "quart": 4, "quarts": 4, "cinquième": 5, "cinquièmes": 5, "dixième": 10, "dixièmes": 10,
    },
    "es": {"tercio": 3, "tercios": 3, "cuarto": 4, "cuartos": 4, "quinto": 5, "quintos": 5, "décimo": 10},
    "ru": {"треть": 3, "трети": 3, "четверть": 4, "четверти": 4, "пятая": 5, "десятая": 10},
    "ar": {"ثلث": 3, "ثلثا": -3, "ثلثي": -3, "ثلثان": -3, "ثلثين": -3, "ربع": 4, "ارباع": 4, "خمس": 5},
}  # fmt: skip  # below zero: two of them

HUNDRED, THOUSAND, MILLION, MILLIARD, BILLION = 10**2, 10**3, 10**6, 10**9, 10**12

# Scales by language. One word may scale in two ways: a German "Billion" is an English trillion.
SCALES: Final[dict[str, dict[str, int]]] = {
    "en": {
        "dozen": 12,
        "score": 20,
        "hundred": HUNDRED,
        "hundreds": HUNDRED,
        "thousand": THOUSAND,
        "thousands": THOUSAND,
        "k": THOUSAND,
        "lakh": 10**5,
        "crore": 10**7,
        "m": MILLION,
        "mn": MILLION,
        "mln": MILLION,
        "million": MILLION,
        "millions": MILLION,
        "bn": MILLIARD,
        "b": MILLIARD,
        "billion": MILLIARD,
        "billions": MILLIARD,
        "tn": BILLION,
        "trillion": BILLION,
        "trillions": BILLION,
    },
    "de": {
        "dutzend": 12,
        "hundert": HUNDRED,
        "tausend": THOUSAND,
        "tsd": THOUSAND,
        "mio": MILLION,
        "million": MILLION,
        "millionen": MILLION,
        "mrd": MILLIARD,
        "milliarde": MILLIARD,
        "milliarden": MILLIARD,
        "bio": BILLION,
        "billion": BILLION,
        "billionen": BILLION,
    },
    "fr": {
        "douzaine": 12,
        "cent": HUNDRED,
        "cents": HUNDRED,
        "mille": THOUSAND,
        "millier": THOUSAND,
        "milliers": THOUSAND,
        "million": MILLION,
        "millions": MILLION,
        "milliard": MILLIARD,
        "milliards": MILLIARD,
        "md": MILLIARD,
        "mds": MILLIARD,
        "billion": BILLION,
        "billions": BILLION,
    },
    "es": {
        "docena": 12,
        "cien": HUNDRED,
        "ciento": HUNDRED,
        "mil": THOUSAND,
        "miles": THOUSAND,
        "millón": MILLION,
        "millones": MILLION,
        "billón": BILLION,
        "billones": BILLION,
    },
    "ru": {
        "дюжина": 12,
        "сто": HUNDRED,
        "сотни": HUNDRED,
        "сотен": HUNDRED,
        "тыс": THOUSAND,
        "тысяча": THOUSAND,
        "тысячи": THOUSAND,
        "тысяч": THOUSAND,
        "тысячу": THOUSAND,
        "тысячам": THOUSAND,
        "тысячами": THOUSAND,
        "млн": MILLION,
        "миллион": MILLION,
        "миллиона": MILLION,
        "миллионов": MILLION,
        "миллионам": MILLION,
        "млрд": MILLIARD,
        "миллиард": MILLIARD,
        "миллиарда": MILLIARD,
        "миллиардов": MILLIARD,
        "трлн": BILLION,
        "триллион": BILLION,
        "триллиона": BILLION,
        "триллионов": BILLION,
    },
    "ar": {
        "مئة": HUNDRED,
        "مائة": HUNDRED,
        "الف": THOUSAND,
        "الفا": THOUSAND,
        "الاف": THOUSAND,
        "مليون": MILLION,
        "مليونا": MILLION,
        "ملايين": MILLION,
        "مليار": MILLIARD,
        "مليارا": MILLIARD,
        "مليارات": MILLIARD,
        "تريليون": BILLION,
    },
    "tr": {
        "düzine": 12,
        "yüz": HUNDRED,
        "bin": THOUSAND,
        "milyon": MILLION,
        "milyar": MILLIARD,
        "trilyon": BILLION,
    },
    # Written without a space after the number, and known from any language's text.
    "zh": {
        "千": THOUSAND,
        "万": 10**4,
        "萬": 10**4,
        "亿": 10**8,
        "億": 10**8,
        "만": 10**4,
        "억": 10**8,
    },
}


def _factors() -> dict[str, tuple[int, ...]]:
    found: dict[str, tuple[int, ...]] = {}
    for scales in SCALES.values():
        for word, factor in scales.items():
            if factor not in found.get(word, ()):
                found[word] = (*found.get(word, ()), factor)
    return found


FACTORS: Final = _factors()
