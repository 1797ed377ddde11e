"""Ids that name nothing, and what was probably meant: "no claim 'x'; did you mean 'y'?"."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache

from sitegen.model.archive import Claim, Document, Figure, Speaker, Topic
from sitegen.text.names import fold_name

LIKENESS = 70.0  # of 100: one letter in four may differ; below, suggestions are mostly of something else
# Past this many unknown ids a whole registry is missing, and no suggestion is right.
SUGGESTIONS_MADE = 400
SHOWN = 60  # characters of a name

SPEAKER_HELP = "Correct the id, or add the speaker to speakers.yaml."
CLAIM_HELP = "Correct the id, or add the claim to claims.yaml."
FIGURE_HELP = "Correct the id, or add the figure to figures.yaml."
DOCUMENT_HELP = "A document's id is its path below documents/, without the ending."
ANNOTATION_HELP = (
    "Give that annotation its id in the sidecar, or cite the whole document without `annotation`."
)
Teller = Callable[[str], str]
Finder = Callable[[str], str]
Entities = (
    Mapping[str, Speaker]
    | Mapping[str, Claim]
    | Mapping[str, Figure]
    | Mapping[str, Topic]
    | Mapping[str, Document]
)


def make_teller(
    noun: str, known: Iterable[str], find_former: Callable[[], Mapping[str, str]] = dict
) -> Teller:
    """Return a function that tells, for an id that names no `noun`, that it does not and which is near.

    `known` is the ids there are, `find_former` gives what leads from former ids to present ones.
    """
    return _teller(noun, _make_finder(known, find_former, dict))


def teller_of_entities(noun: str, entities: Entities) -> Teller:
    """Return the function of `make_teller` for a mapping of entities, their former ids and names included."""
    return _teller(noun, finder_of_entities(entities))


def finder_of_entities(entities: Entities) -> Finder:
    """Return a function that gives, for an id or a name, the id that was probably meant, and whose it is.

    That is a text such as "'mayor' (The mayor)", empty where nothing is near.
    """

    def find_former() -> dict[str, str]:
        return {old: entity.id for entity in entities.values() for old in entity.former_ids}

    def find_names() -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for entity in entities.values():
            for name in names_of(entity):
                found.setdefault(fold_name(name), {}).setdefault(entity.id, name)
        found.pop("", None)
        return found

    return _make_finder(entities, find_former, find_names)


def names_of(entity: Speaker | Claim | Figure | Topic | Document) -> tuple[str, ...]:
    """Return what readers call an entity: names and aliases, a claim's text, a figure's label, a title."""
    if isinstance(entity, Speaker):
        return entity.name, *entity.aliases
    if isinstance(entity, Topic):
        return (entity.name,)
    if isinstance(entity, Claim):
        return (entity.text,)
    return (entity.label,) if isinstance(entity, Figure) else (entity.title,)


def _teller(noun: str, find: Finder) -> Teller:
    def tell(missing: str) -> str:
        near = find(missing)
        return f"no {noun} '{missing}'" + (f"; did you mean {near}?" if near else "")

    return tell


def _make_finder(
    known: Iterable[str],
    find_former: Callable[[], Mapping[str, str]],
    find_names: Callable[[], Mapping[str, Mapping[str, str]]],
) -> Finder:
    """Return the function of `finder_of_entities`.

    It remembers what it found, so that an id that is missing everywhere is searched for once.
    """
    ids = tuple(known)
    former, names = cache(find_former), cache(find_names)
    by_word: dict[str, set[str]] = {}
    searches = 0

    @cache
    def find(missing: str) -> str:
        nonlocal searches
        near = former().get(missing)
        if near is None and searches < SUGGESTIONS_MADE:
            if not searches:
                by_word.update(_ids_by_word(ids))
            searches += 1
            folded = fold_name(missing)
            if folded in ids:
                return f"'{folded}'"
            if folded in names():
                return _named(names()[folded])
            near = find_nearest(folded, ids)
            if near is None and (named := find_nearest(folded, tuple(names()))):
                return _named(names()[named])
            near = near or _find_by_words(missing, by_word)
        return f"'{near}'" if near else ""

    return find


def _named(names: Mapping[str, str]) -> str:
    """Return ids with the names that they have: several may have one."""
    shown = {id_: name if len(name) <= SHOWN else f"{name[:SHOWN].rstrip()}…" for id_, name in names.items()}
    return " or ".join(f"'{id_}' ({name})" for id_, name in shown.items())


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
