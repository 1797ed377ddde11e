"""Ids that name nothing, and what was probably meant: "no claim 'x'; did you mean 'y'?"."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache

from sitegen.model.archive import Claim, Document, Figure, Speaker

LIKENESS = 70.0  # of 100: one letter in four may differ; below, suggestions are mostly of something else
# Past this many unknown ids a whole registry is missing, and no suggestion is right.
SUGGESTIONS_MADE = 400

SPEAKER_HELP = "Correct the id, or add the speaker to speakers.yaml."
CLAIM_HELP = "Correct the id, or add the claim to claims.yaml."
FIGURE_HELP = "Correct the id, or add the figure to figures.yaml."
DOCUMENT_HELP = "A document's id is its path below documents/, without the ending."
ANNOTATION_HELP = (
    "Give that annotation its id in the sidecar, or cite the whole document without `annotation`."
)
Teller = Callable[[str], str]


def make_teller(
    noun: str, known: Iterable[str], find_former: Callable[[], Mapping[str, str]] = dict
) -> Teller:
    """Return a function that tells, for an id that names no `noun`, that it does not and which is near.

    `known` is the ids there are, `find_former` gives what leads from former ids to present ones. The function
    remembers what it said, so that an id that is missing everywhere is searched for once.
    """
    ids = tuple(known)
    former = cache(find_former)
    by_word: dict[str, set[str]] = {}
    searches = 0

    @cache
    def tell(missing: str) -> str:
        nonlocal searches
        near = former().get(missing)
        if near is None and searches < SUGGESTIONS_MADE:
            if not searches:
                by_word.update(_ids_by_word(ids))
            searches += 1
            near = find_nearest(missing, ids) or _find_by_words(missing, by_word)
        return f"no {noun} '{missing}'" + (f"; did you mean '{near}'?" if near else "")

    return tell


def teller_of_entities(
    noun: str,
    entities: Mapping[str, Speaker] | Mapping[str, Claim] | Mapping[str, Figure] | Mapping[str, Document],
) -> Teller:
    """Return the function of `make_teller` for a mapping of entities, their former ids included."""

    def find_former() -> dict[str, str]:
        return {old: entity.id for entity in entities.values() for old in entity.former_ids}

    return make_teller(noun, entities, find_former)


def find_nearest(missing: str, ids: Iterable[str]) -> str | None:
    """Return the id that is most like the missing one (indel similarity), or None if none is like it."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - most archives lack no id

    found = process.extractOne(missing, ids, scorer=fuzz.ratio, score_cutoff=LIKENESS)
    return None if found is None else found[0]


def _ids_by_word(ids: Iterable[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for known in ids:
        for word in _words(known):
            found.setdefault(word, set()).add(known)
    return found


def _find_by_words(missing: str, by_word: Mapping[str, set[str]]) -> str | None:
    """Return the only id that has all the words of the missing one ("lavrov", "sergei-lavrov"), or None."""
    holders = [by_word.get(word, set()) for word in _words(missing)]
    common = set.intersection(*holders) if holders else set()
    return next(iter(common)) if len(common) == 1 else None


def _words(name: str) -> list[str]:
    return [word for word in name.replace("/", "-").split("-") if len(word) > 2]
