"""Names that say nobody in particular: pronouns ("he") and descriptions ("the newspaper").

They mean somebody else in every text, so that voices called so are kept apart by document. A name is a proper
one where a word of it is written with a capital, if the text does not write that word small elsewhere; in
scripts without capitals, and for ids, only pronouns say nobody.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from sitegen.parse.ids import is_id

_IN_LANGUAGES: Final = (
    "i me my we us our you he him his she her hers they them their it its who whom one someone somebody",
    "everyone nobody others both many some those these this that all",
    "je me nous tu vous il elle ils elles on lui leur eux qui certains certaines d'autres",
    "ich wir du er sie es ihr ihm ihn ihnen man wer jemand einige viele andere",
    "yo nosotros tú usted ustedes él ella ellos ellas quien alguien algunos",
    "я мы ты вы он она оно они его её ее их ему ей им кто который которая которые некоторые многие",
    "هو هي هم هما هن أنا نحن أنت أنتم الذي التي الذين من بعضهم",
    "他 她 它 他们 她们 我 我们 你 你们 他們 她們 我們 你們 彼 彼女 彼ら 私",
)
_BEFORE_NOUNS: Final = (
    "the a an this that these those some many his her their its my our",
    "le la les l un une des ce cette ces son sa ses leur leurs",
    "der die das den dem des ein eine einen einem einer el los las unos unas",
)
PRONOUNS: Final = frozenset(" ".join(_IN_LANGUAGES).split())
_ARTICLES: Final = frozenset(" ".join(_BEFORE_NOUNS).split())
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def is_nobodys_name(name: str, text: str) -> bool:
    """Tell whether a name is a pronoun or a description in a text, and no name of somebody."""
    words = _WORD.findall(name)
    if not words:
        return not any(c.isdigit() for c in name)
    if len(words) == 1 and words[0].casefold().replace("’", "'") in PRONOUNS:
        return True
    if is_id(name) or not any(c.islower() or c.isupper() for c in name):
        return False
    proper = [word for word in words if word[0].isupper() and word.casefold() not in _ARTICLES]
    return not any(word[1:] != word[1:].lower() or not _is_written_small(word, text) for word in proper)


@lru_cache(maxsize=4096)
def _small(word: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(word[:1].lower() + word[1:])}\b")


def _is_written_small(word: str, text: str) -> bool:
    return _small(word).search(text) is not None
