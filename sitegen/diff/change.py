"""One change, and the ways in which records are compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, Protocol, TypeVar

from sitegen.model.period import Period
from sitegen.record import Record

Section = Literal["site", "documents", "claims", "figures", "speakers", "topics", "pages"]
SECTIONS: tuple[Section, ...] = ("site", "documents", "claims", "figures", "speakers", "topics", "pages")
LONGEST = 90  # characters of a text that a sentence quotes

Entity = TypeVar("Entity")
Ids = Mapping[str, str]  # old id → new id, of what was renamed


class HasFormerIds(Protocol):
    """A document, or an entry of a registry."""

    @property
    def id(self) -> str: ...
    @property
    def former_ids(self) -> tuple[str, ...]: ...


class Change(Record, frozen=True):
    """`kind` is a word or two for programs; `subject` the id of what changed; `sentence` for people.

    `before` and `after` hold the whole texts where the sentence does not.
    """

    section: Section
    subject: str
    kind: str
    sentence: str
    before: str = ""
    after: str = ""


def quoted(text: str) -> str:
    """Return a text in quotation marks, on one line and cut where it is long."""
    line = " ".join(text.split())
    return f"“{line}”" if len(line) <= LONGEST else f"“{line[: LONGEST - 1].rstrip()}…”"


def listed(items: Sequence[str]) -> str:
    """Return items as a sentence lists them."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def period_words(period: Period | None) -> str:
    """Return a period as it is written; empty for none."""
    return "" if period is None else period.edtf


def written(value: Period | str | None) -> str:
    """Return a short value as it is written; empty for none."""
    return period_words(value) if isinstance(value, Period) else value or ""


def tell_value(name: str, before: str, after: str) -> str:
    """Return the sentence for a short value that was set, taken away or changed."""
    if not before:
        return f"its {name} is now given: {after}"
    if not after:
        return f"its {name} is no longer given (it was {before})"
    return f"its {name} was {before} and is now {after}"


def tell_text(name: str, before: str, after: str) -> str:
    """Return the sentence for a text of some length."""
    if not before:
        article = "an" if name[0] in "aeiou" else "a"
        return f"it now has {article} {name}: {quoted(after)}"
    if not after:
        return f"its {name} was taken away: {quoted(before)}"
    return f"its {name} was rewritten: {quoted(after)}"


def iter_set_sentences(name: str, before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    """Yield sentences for what a list gained and lost; its order says nothing."""
    gained = [item for item in after if item not in before]
    lost = [item for item in before if item not in after]
    if gained:
        yield f"{name} added: {listed(gained)}"
    if lost:
        yield f"{name} removed: {listed(lost)}"


def iter_former_ids(section: Section, old: HasFormerIds, new: HasFormerIds) -> Iterator[Change]:
    """Yield which old addresses lead to something now, or no more; that of a new id is told with it."""
    after = [id_ for id_ in new.former_ids if id_ != old.id]
    for sentence in iter_set_sentences("former ids", old.former_ids, after):
        yield Change(section, new.id, "former-ids-changed", sentence)


def find_renamed(
    old: Mapping[str, Entity],
    new: Mapping[str, Entity],
    former: Mapping[str, str],
    likeness: Mapping[str, str],
) -> dict[str, str]:
    """Return old id → new id of what has another id now.

    `former` leads from former ids, as written, to the new ones. `likeness` leads from an old id that is
    gone to a new one that holds the same.
    """
    gone = [id_ for id_ in old if id_ not in new]
    found: dict[str, str] = {}
    for id_ in gone:
        target = former.get(id_) or likeness.get(id_)
        if target is not None and target in new and target not in old and target not in found.values():
            found[id_] = target
    return found


def find_same(old: Mapping[str, str], new: Mapping[str, str]) -> dict[str, str]:
    """Return old id → new id for those ids gone and come that have the same text, if only one has it."""
    come: dict[str, list[str]] = {}
    for id_, text in new.items():
        if id_ not in old and text:
            come.setdefault(text, []).append(id_)
    gone: dict[str, list[str]] = {}
    for id_, text in old.items():
        if id_ not in new and text:
            gone.setdefault(text, []).append(id_)
    return {
        ids[0]: come[text][0] for text, ids in gone.items() if len(ids) == 1 and len(come.get(text, ())) == 1
    }
