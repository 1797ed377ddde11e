"""Words of other scripts in Latin letters, for ids: as readers of newspapers know them, letter by letter.

Cyrillic, Greek, Arabic and Hebrew have letters here, as names of places and people are commonly written;
vowels that a script does not write are not guessed. Those of all other scripts are anyascii's ("beijing").
"""

from __future__ import annotations

import unicodedata

from anyascii import anyascii

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
_OF_UKRAINIAN = frozenset(
    "іїєґ"
)  # by which its words are known, where others mean other sounds by the same letters
_UKRAINIAN = {ord("и"): "y", ord("ї"): "i", ord("г"): "h"}
_APOSTROPHES = "’ʼ"
_LATIN = {ord(pair[0]): pair[2:] for pair in f"{_CYRILLIC} {_GREEK} {_ARABIC} {_HEBREW}".split(" ")} | {
    ord("ß"): "ss",
    ord("ø"): "o",
    ord("ł"): "l",
    ord("æ"): "ae",
    ord("œ"): "oe",
    ord("đ"): "d",
    ord("ı"): "i",
}


def write_in_latin(words: str) -> str:
    """Return words in lower case ASCII: letters and digits in Latin, for other signs a blank."""
    if words.isascii():
        return words.lower()
    lower = unicodedata.normalize("NFC", words).casefold()
    if not _OF_UKRAINIAN.isdisjoint(lower):
        lower = lower.translate(_UKRAINIAN)
    known = lower.translate(_LATIN)
    return "".join(c if c.isascii() else _in_ascii(c) for c in known)


def _in_ascii(c: str) -> str:
    if c in _APOSTROPHES:
        return "'"
    return anyascii(c).lower() if unicodedata.category(c)[0] in "LMN" else " "
