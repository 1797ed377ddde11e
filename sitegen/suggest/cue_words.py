"""Reporting words of four languages: verbs in the forms that news and letters use, and phrases.

Each list is of words that, beside a name or a quotation, mean that somebody is quoted. Words that mean it
only now and then ("find", "show", "à") are left out: a missed draft costs less than a wrong one.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, Literal

Order = Literal["after", "before"]  # where a phrase's speaker stands: "according to X"

_VERBS: Final[dict[str, str]] = {
    "en": (
        "said says say told tells stated states claimed claims maintained maintains insisted insists "
        "argued argues added adds asked asks announced announces declared declares explained explains "
        "reported reports admitted admits denied denies warned warns confirmed confirms replied "
        "replies answered answers wrote writes noted notes stressed stresses asserted asserts alleged "
        "alleges accused recalled recalls remarked remarks commented comments acknowledged "
        "acknowledges suggested suggests estimated estimates testified testifies promised promises "
        "vowed vows demanded demands predicted predicts quipped"
    ),
    "fr": (
        "dit disait déclare déclaré déclarait affirme affirmé affirmait explique expliqué expliquait "
        "ajoute ajouté précise précisé souligne souligné indique indiqué annonce annoncé assure "
        "assuré estime estimé raconte raconté répond répondu rappelle rappelé reconnaît reconnu "
        "dénonce dénoncé soutient soutenu prétend prétendu confirme confirmé insiste insisté témoigne "
        "témoigné regrette regretté demande demandé avertit averti dément démenti note noté écrit "
        "lance lancé confie confié martèle martelé promet promis"
    ),
    "ru": (
        "сказал сказала сказали говорит говорят говорил говорила говорили заявил заявила заявили "
        "заявляет заявляют сообщил сообщила сообщили сообщает сообщают отметил отметила отметили "
        "отмечает подчеркнул подчеркнула подчеркнули подчеркивает добавил добавила добавили пояснил "
        "пояснила пояснили рассказал рассказала рассказали утверждает утверждают утверждал утверждала "
        "утверждали считает считают объявил объявила объявили ответил ответила ответили признал "
        "признала признали опроверг опровергла опровергли подтвердил подтвердила подтвердили написал "
        "написала написали предупредил предупредила предупредили уточнил уточнила уточнили указал "
        "указала указали напомнил напомнила спросил спросила пообещал пообещала"
    ),
    "ar": (
        "قال قالت قالوا يقول تقول يقولون صرح صرحت أعلن أعلنت يعلن أكد أكدت يؤكد تؤكد أضاف أضافت ذكر "
        "ذكرت يذكر أوضح أوضحت أشار أشارت يشير أفاد أفادت زعم زعمت يزعم اعتبر اعتبرت يعتبر رأى رأت "
        "اتهم اتهمت نفى نفت ينفي حذر حذرت كشف كشفت كتب كتبت تابع تابعت رد ردت شدد شددت لفت لفتت بين "
        "بينت نقل نقلت اعترف اعترفت وعد وعدت سأل سألت أجاب أجابت"
    ),
}  # fmt: skip
_PHRASES: Final[dict[str, tuple[tuple[str, Order], ...]]] = {
    "en": (("according to", "after"), ("in the words of", "after"), ("as told by", "after")),
    "fr": (("selon", "after"), ("d'après", "after"), ("d’après", "after"), ("aux dires de", "after")),
    "ru": (
        ("по словам", "after"), ("по данным", "after"), ("по мнению", "after"), ("по сообщению", "after"),
        ("по информации", "after"), ("по утверждению", "after"), ("как сообщает", "after"),
    ),
    "ar": (
        ("وفقا ل", "after"), ("وفقاً ل", "after"), ("بحسب", "after"), ("حسب", "after"),
        ("على حد قول", "after"),
    ),
}  # fmt: skip
CONNECTIVES: Final = r"(?:that|whether|qu[e'’]|что|чтобы|(?:ب)?[اأإ]ن(?:ه|ها|هم|هما|ي|نا)?)\b"
LANGUAGES: Final = tuple(_VERBS)


@lru_cache(maxsize=8)
def cue_pattern(language: str) -> re.Pattern[str]:
    """Return the pattern of reporting words: group `phrase` for phrases, whose speaker stands behind them.

    `language` is a BCP 47 tag; for a language without a list, all lists serve.
    """
    primary = language.partition("-")[0].lower()
    languages = (primary,) if primary in _VERBS else LANGUAGES
    verbs = sorted({word for tag in languages for word in _VERBS[tag].split()}, key=len, reverse=True)
    phrases = sorted({words for tag in languages for words, _ in _PHRASES[tag]}, key=len, reverse=True)
    # An Arabic verb may have "and" before it in one word; its phrase's last letter is the noun's first.
    said = "|".join(map(re.escape, verbs))
    told = "|".join(re.escape(p) if p.endswith("ل") else re.escape(p) + r"\b" for p in phrases)
    return re.compile(rf"\b(?:(?P<phrase>{told})|(?:و|ف)?(?P<verb>{said})\b)", re.IGNORECASE)


_CONNECTIVE = re.compile(rf"\s*,?\s*{CONNECTIVES}", re.IGNORECASE)


def find_connective(text: str, start: int, end: int) -> int | None:
    """Return the end of the word, if one begins there, that joins reporting words to what is reported.

    Such words are: that, que, что, إن.
    """
    found = _CONNECTIVE.match(text, start, end)
    return None if found is None else found.end()
