"""Known names in a text: speakers by name, alias and unmistakable surname, in inflected forms too.

Of "The fire brigade of Lissport" the head is a name as well, with its article: "the fire brigade".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from sitegen.model.archive import Span, Speaker
from sitegen.record import Record

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_ENDING = re.compile(
    "(?:ого|его|ому|ему|ыми|ими|ами|ями|ой|ей|ою|ею|ом|ем|ым|им|ых|их|ах|ях|ая|яя|ый|ий|а|я|у|ю|е|ы|и|о|ь|й)$"
)
_ARABIC_PREFIX = re.compile("^(?:و|ف)?(?:ب|ل|ك)?(?=\\w{3})")
_ALEFS = str.maketrans("أإآ", "ااا")
_PARTICLE = "(?:de|du|la|le|van|von|al|bin|el|di|da)"
_CAPITALISED = r"[A-ZÀ-ÖØ-ÞА-ЯЁ][\w'’-]+"
_UNKNOWN = re.compile(rf"(?<!\w){_CAPITALISED}(?:\s+(?:{_PARTICLE}\s+)?{_CAPITALISED})+")
_HEAD = re.compile(r"(?:The )?(?P<head>\w[\w -]*?) (?:of|for) \w", re.IGNORECASE)
LONGEST = 8  # words of a name that are looked for
SHORTEST_STEM = 3


class Named(Record, frozen=True):
    """A speaker's name where it stands."""

    span: Span
    speaker: str


class Names:
    """Every form of every name: first word → (all its words, speaker), the longest first."""

    __slots__ = ("_by_first",)

    def __init__(self, speakers: Mapping[str, Speaker]) -> None:
        forms: dict[tuple[str, ...], str | None] = {}
        for speaker in speakers.values():
            for name in (speaker.name, *speaker.aliases):
                _add(forms, _keys_of(name), speaker.id)
        surnames: dict[tuple[str, ...], str | None] = {}
        for speaker in speakers.values():
            words = _keys_of(speaker.name)
            if speaker.kind in {None, "person"} and len(words) > 1 and len(words[-1]) > SHORTEST_STEM:
                _add(surnames, words[-1:], speaker.id)
        heads: dict[tuple[str, ...], str | None] = {}
        for speaker in speakers.values():
            head = _HEAD.match(speaker.name)
            if head and speaker.kind != "person":
                _add(heads, ("the", *_keys_of(head["head"])), speaker.id)
        for words, id_ in (*surnames.items(), *heads.items()):
            forms.setdefault(words, id_)
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for words, id_ in sorted(forms.items(), key=lambda item: -len(item[0])):
            if words and id_ is not None and len("".join(words)) > 2:
                self._by_first.setdefault(words[0], []).append((words, id_))

    def find_in(self, text: str) -> tuple[Named, ...]:
        """Return the names in a text, in order; of two at one place the longer."""
        return tuple(self._iter_names(text))

    def _iter_names(self, text: str) -> Iterator[Named]:
        words = list(_WORD.finditer(text))
        keys = [_key(word[0]) for word in words]
        n = 0
        while n < len(words):
            found = next(
                (
                    (form, id_)
                    for form, id_ in self._by_first.get(keys[n], ())
                    if tuple(keys[n : n + len(form)]) == form
                ),
                None,
            )
            if found is None:
                n += 1
                continue
            last = n + len(found[0]) - 1
            yield Named((words[n].start(), words[last].end()), found[1])
            n = last + 1


def _add(forms: dict[tuple[str, ...], str | None], words: tuple[str, ...], id_: str) -> None:
    """Note a name; one that two speakers have is nobody's."""
    if words:
        forms[words] = id_ if forms.get(words, id_) == id_ else None


def _keys_of(name: str) -> tuple[str, ...]:
    return tuple(_key(word) for word in _WORD.findall(name)[:LONGEST])


@lru_cache(maxsize=65_536)
def _key(word: str) -> str:
    """Return a word as it is compared: Russian ones without endings, Arabic ones without joined prefixes."""
    folded = word.casefold()
    if folded.endswith(("'s", "’s")):
        folded = folded[:-2]
    if _CYRILLIC.search(folded):
        stem = _ENDING.sub("", folded)
        return stem if len(stem) >= SHORTEST_STEM else folded
    if "\u0600" <= folded[:1] <= "\u06ff":
        return _ARABIC_PREFIX.sub("", folded.translate(_ALEFS)) or folded
    return folded


def iter_capitalised(text: str) -> Iterator[Span]:
    """Yield what may be a name that no registry has: two capitalised words or more, one after the other."""
    for found in _UNKNOWN.finditer(text):
        yield found.span()
