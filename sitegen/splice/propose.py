"""New ids, readable and unique, from names and words in any script.

Ids are Latin letters. Cyrillic, Greek, Arabic and Hebrew letters are written as readers of newspapers
know them, letter by letter (vowels that a script does not write are not guessed); other scripts give
no letters, and a plain word with a number stands in.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Container

from sitegen.parse.ids import id_from_text, is_reserved

WORDS, LONGEST = 5, 40  # of an id made from a passage: what a person takes in at a glance

_CYRILLIC = (
    "а=a б=b в=v г=g ґ=g д=d е=e ё=e є=ye ж=zh з=z и=i і=i ї=yi й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u"
    " ў=u ф=f х=kh ц=ts ч=ch ш=sh щ=shch ъ= ы=y ь= э=e ю=yu я=ya ђ=dj ј=j љ=lj њ=nj ћ=c џ=dz"
)
_GREEK = (
    "α=a β=v γ=g δ=d ε=e ζ=z η=i θ=th ι=i κ=k λ=l μ=m ν=n ξ=x ο=o π=p ρ=r σ=s ς=s τ=t υ=y φ=f χ=ch ψ=ps ω=o"
)
_ARABIC = (
    "ا=a أ=a إ=i آ=a ب=b ت=t ث=th ج=j ح=h خ=kh د=d ذ=dh ر=r ز=z س=s ش=sh ص=s ض=d ط=t ظ=z ع=a غ=gh ف=f ق=q ك=k"
    " ل=l م=m ن=n ه=h ة=a و=w ي=y ى=a ئ=y ؤ=w ء= پ=p چ=ch ژ=zh گ=g ک=k ی=y"
)
_HEBREW = (
    "א=a ב=b ג=g ד=d ה=h ו=v ז=z ח=h ט=t י=y כ=k ך=k ל=l מ=m ם=m נ=n ן=n ס="
    "s ע=a פ=p ף=f צ=ts ץ=ts ק=k ר=r ש=sh ת=t"
)
_LATIN = {ord(pair[0]): pair[2:] for pair in f"{_CYRILLIC} {_GREEK} {_ARABIC} {_HEBREW}".split(" ")} | {
    ord("ß"): "ss",
    ord("ø"): "o",
    ord("ł"): "l",
    ord("æ"): "ae",
    ord("œ"): "oe",
    ord("đ"): "d",
    ord("ı"): "i",
}


def propose_id(words: str, taken: Container[str], spare: str) -> str:
    """Return an id for a name or for the beginning of a passage that is not `taken`.

    Where the words have no letter that can be written in Latin, `spare` stands in.
    """
    plain = unicodedata.normalize("NFC", words).casefold().translate(_LATIN)
    parts = id_from_text(plain[:400]).split("-")[:WORDS]
    while len(parts) > 1 and len("-".join(parts)) > LONGEST:
        parts.pop()
    base = "-".join(parts)[:LONGEST].strip("-") or spare
    if is_reserved(base):
        base = f"{spare}-{base}"
    candidate, number = base, 1
    while candidate in taken:
        number += 1
        candidate = f"{base}-{number}"
    return candidate
