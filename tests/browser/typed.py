"""What readers may type: words of every script, near misses with every sign, and what is no text at all."""

from __future__ import annotations

import sys
import unicodedata
from functools import cache

LETTERS, EACH = 3, 2
# A document for each, so that the stemmers, the scripts and their near spellings are all at work.
TEXTS = {
    "en": "The mayor O'Brien denied that the ceasefire in Aleppo had failed; the constructor said nothing.",
    "fr": "L'accord de cessez-le-feu n'a pas été respecté à Alep, dit le maire aujourd'hui.",
    "de": "Der Bürgermeister sagte, die Waffenruhe in Aleppo sei größtenteils eingehalten worden.",
    "tr": "Başkan, İstanbul'daki görüşmelerin başarısız olduğunu söyledi.",
    "ru": "Мэр сказал, что перемирие в Алеппо было нарушено в декабре.",
    "el": "Ο δήμαρχος είπε ότι η εκεχειρία στο Χαλέπι απέτυχε.",
    "ar": "قال رئيس البلدية إن وقف إطلاق النار في حلب قد انهار.",
    "he": "ראש העיר אמר כי הפסקת האש בחלב נכשלה.",
    "hi": "महापौर ने कहा कि अलेप्पो में समझौता टूट गया है।",
    "ta": "அலெப்போவில் போர்நிறுத்தம் தோல்வியடைந்தது என்று மேயர் கூறினார்.",
    "th": "นายกเทศมนตรีกล่าวว่าการหยุดยิงในอเลปโปล้มเหลว",
    "zh": "市长说，阿勒颇的停火协议已经破裂。",
    "ja": "市長はアレッポの停戦が破れたと述べた。",
    "ko": "시장은 알레포의 휴전이 깨졌다고 말했다.",
}
MISSPELT = ("alepo", "o'brein", "ceasfire", "समझोता", "перимирие", "περιμιρια", "استنبول", "cesez-le-feu")
SIGNS = (
    "\"'’ʼ`´“”„«»+-*~:^|\\/()[]{}<>$&%#@!?=.,;_·‐–—…\u00ad\u0301\u093f\u200b\u200d\u202e\u2066\ufeff😀\ud83d"
)
ODD = (
    *("__proto__", "constructor", "toString", "hasOwnProperty", "__proto__x", "+__proto__", "valueOf*"),
    *('alepo "russian moon"', '"alepo"', '"mayr" ceasfire', "“समझोता टूटा”", '"" alepo', '"*" alepo', '"'),
    *("title:alepo", "title:", ":x", "nofield:x", "+", "-", "+-", "++alepo", "-alepo", "~", "a~", "alepo~9"),
    *("alepo~99999999999999999999", "alepo^" + "9" * 400, "^2", "*", "**", "*a*b*c*", "a" + "*" * 60 + "q"),
    *("*a" * 60 + "*q", "a*" * 90, "alepo~2^3 +title:mayr* -x", "\\", "alepo\\", "\\*", "a\\:b"),
    *("%", "%%%", "%E0%A4%A", "#%", "alepo %", "$&alepo$&", "alepo $1 $`", "{query}", "{count} alepo"),
    *("\ud800", "\udfff alepo", "alepo \ud83d", "\U0010ffff", "\0", "alepo\0", "\n\r\t alepo", "\u2028alepo"),
    *("👨‍👩‍👧‍👦 alepo", "🇺🇳", "1️⃣", "\u202ealepo\u202c", "\u2067समझोता\u2069", "a\u0300\u0301\u0302" * 40),
    *(
        "ﷺ",
        "ﬁ",
        "Ⅻ",
        "①②③",
        "𝟙𝟚𝟛",
        "１２３",
        "1.234,56",
        "1 000 000",
        "٣٫١٤",
        "1.2.3.4.5",
        "0" * 200,
        "3e999",
    ),
    *("alepo " * 150, "x" * 5000, "समझोता" * 100, "停火" * 300, "alepo-" * 60, "o'" * 90, "<b>alepo</b>"),
    *(
        "İSTANBUL",
        "ı",
        "ß",
        "ŉ",
        "ǰ",
        "ΰ",
        "how many",
        "who alepo",
        "the of and",
        "  ",
        "NaN",
        "null",
        "undefined",
    ),
)
FRAGMENTS = (
    *(
        "%",
        "%E0%A4%A",
        "%00",
        "%ud800",
        "note_",
        "ref_",
        "note_%",
        "__proto__",
        "constructor",
        "_text",
        "row_1",
    ),
    *(
        "one-en",
        "note_one-en",
        "ref_one-en",
        "ref_note_one-en",
        "समझोता",
        "a b",
        '"]',
        "'",
        "\\",
        "..",
        "#",
        "x" * 5000,
    ),
    *("*", ":target", "[x]", "\u202e", "😀", "%F0%9F%98%80", "?q=x", "&", "=", "one-en%20", "ONE-EN"),
)


@cache
def words_of_every_script() -> tuple[str, ...]:
    """Return a word or two for each script that this Python's Unicode has letters of, marks among them."""
    letters: dict[str, list[str]] = {}
    marks: dict[str, list[str]] = {}
    for code in range(sys.maxunicode + 1):
        letter = chr(code)
        category = unicodedata.category(letter)
        if category[0] in "LM":
            script = unicodedata.name(letter, "").partition(" ")[0]
            (letters if category[0] == "L" else marks).setdefault(script, []).append(letter)
    words = []
    for script, own in letters.items():
        own_marks = "".join(marks.get(script, [])[:EACH])
        words.append("".join(own[:LETTERS]) + own_marks + "".join(own[-LETTERS:]))
    words += ["a" + "".join(own[:EACH]) + "b" for script, own in marks.items() if script not in letters]
    return tuple(words)


def typed() -> list[str]:
    """Return all of it, in one order."""
    near = [word[:3] + sign + word[3:] for word in MISSPELT[:2] for sign in SIGNS]
    return [*MISSPELT, *ODD, *near, *(sign + "alepo" for sign in SIGNS), *words_of_every_script()]
