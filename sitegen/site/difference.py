"""The difference of two wholes: which statements, entries of registries and documents are shown otherwise.

Parts of pages are compared as they were and as they are; which pages show them is told by `reach`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cached_property
from itertools import chain

from sitegen.model.archive import Claim, Figure
from sitegen.model.whole import AGAINST, FigureStatement, Statement
from sitegen.record import Record
from sitegen.site.context import Desk
from sitegen.site.faces import entities, face_of
from sitegen.site.shown import Pair, pairs_shown_otherwise
from sitegen.site.views.entries import claim_entry, document_entry, figure_entry, speaker_entry, topic_entry

Entry = Callable[[Desk, str], Record]
Ids = set[str]


class Difference:
    """What differs between two wholes, seen from desks at the same depth.

    `edited` are the ids of the documents that differ. What stands in one of the two alone differs too.
    """

    def __init__(self, before: Desk, after: Desk, edited: Collection[str]) -> None:
        self.before, self.after = before, after
        self.edited = edited

    def __bool__(self) -> bool:
        """Tell whether pages other than the documents' own may show it."""
        return bool(self.pairs or self.entries["documents"] or any(self.differing.values()))

    # Statements

    @cached_property
    def pairs(self) -> list[Pair]:
        """The statements of edited documents that are shown otherwise, as they were and as they are."""
        was, now = (desk.whole.documents for desk in (self.before, self.after))
        return [pair for id in self.edited for pair in pairs_shown_otherwise(was[id].said, now[id].said)]

    @cached_property
    def edited_statements(self) -> list[Statement]:
        return [statement for pair in self.pairs for statement in pair if statement is not None]

    @cached_property
    def changed(self) -> list[Statement]:
        """Statements that are otherwise, or somebody in their chain is called otherwise."""
        uses = self.after.whole.uses
        spoken = (
            uses_of.get(id, ()) for id in self.renamed["speaker"] for uses_of in (uses.said, uses.relayed)
        )
        return _each_once(chain(self.edited_statements, *spoken))

    @cached_property
    def rows(self) -> list[Statement]:
        """Statements that may be shown otherwise as rows: also those that name what is shown otherwise."""
        uses, topics = self.after.whole.uses, self.renamed["topic"]
        claims = self.flipped_claims | self.renamed["claim"] | self.claims_about(topics)
        figures = self.flipped_figures | self.renamed["figure"] | self.figures_about(topics)
        named = (use.statement for id in claims for use in uses.claims.get(id, ()))
        read = (self._statement(one) for id in figures for one in uses.figures.get(id, ()))
        return _each_once(chain(self.changed, named, read, *(uses.topics.get(id, ()) for id in topics)))

    def _statement(self, given: FigureStatement) -> Statement:
        said = self.after.whole.documents[given.document].said
        return next(statement for statement in said if statement.annotation.id == given.annotation)

    # Entries of registries

    @cached_property
    def differing(self) -> dict[str, Ids]:
        """The ids of entries with anything otherwise, and of those that came or are gone, by kind."""
        was, now = self.before.whole, self.after.whole
        one, other = was.archive, now.archive
        return {
            "speaker": _differing(one.speakers, other.speakers),
            "claim": _differing(one.claims, other.claims),
            "figure": _differing(one.figures, other.figures),
            "topic": _differing(one.topics, other.topics) | (set(was.topics) ^ set(now.topics)),
        }

    @cached_property
    def renamed(self) -> dict[str, Ids]:
        """Of these, and of the speakers that belong to them, those that pages of others show otherwise."""
        differing = self.differing
        speakers = chain(
            differing["speaker"],
            (
                member.id
                for desk in (self.before, self.after)
                for id in differing["speaker"]
                for member in desk.whole.uses.members.get(id, ())
            ),
        )
        return {
            kind: {id for id in ids if face_of(self.before, kind, id) != face_of(self.after, kind, id)}
            for kind, ids in {**differing, "speaker": set(speakers)}.items()
        }

    def claims_about(self, topics: Ids) -> Ids:
        """Return the ids of the claims that carry one of the topics."""
        return _about(self.after.whole.archive.claims.values(), topics)

    def figures_about(self, topics: Ids) -> Ids:
        """Return the ids of the figures that carry one of the topics."""
        return _about(self.after.whole.archive.figures.values(), topics)

    @cached_property
    def named_claims(self) -> Ids:
        """The claims that anything is said about otherwise, or that are otherwise themselves."""
        return {use.id for s in self.changed for use in s.annotation.claims} | self.differing["claim"]

    @cached_property
    def named_figures(self) -> Ids:
        """The figures with readings that are otherwise, or that are otherwise themselves."""
        speakers = self.renamed["speaker"]
        reported = (
            figure.id
            for figure in (self.after.whole.archive.figures.values() if speakers else ())
            if any(not speakers.isdisjoint((report.speaker, *report.via)) for report in figure.reports)
        )
        named = (use.id for statement in self.changed for use in statement.annotation.figures)
        return {*named, *reported, *self.differing["figure"]}

    @cached_property
    def flipped_claims(self) -> Ids:
        """The claims that are contested in another way than they were."""
        before, after = (desk.whole.uses.contested_claims for desk in (self.before, self.after))
        return {id for id in {**before, **after} if before.get(id) != after.get(id)}

    @cached_property
    def flipped_figures(self) -> Ids:
        before, after = self.before.whole.contested_figures, self.after.whole.contested_figures
        return {id for id in self.named_figures if before.get(id) != after.get(id)}

    def related(self, ids: Iterable[str], kinds: Collection[str] = ()) -> Ids:
        """Return the claims that are or were in a relation to any of these: in one of these kinds, or any."""
        return {
            claim.id
            for id in ids
            for desk in (self.before, self.after)
            for kind, claim in desk.whole.uses.relations.get(id, ())
            if not kinds or kind in kinds
        }

    def topics_of(self, kind: str, ids: Iterable[str]) -> list[str]:
        """Return the topics that claims or figures carry, or carried."""
        found: list[str] = []
        for desk in (self.before, self.after):
            archive = desk.whole.archive
            here: dict[str, Mapping[str, Claim | Figure]] = {
                "claim": archive.claims,
                "figure": archive.figures,
            }
            found += [topic for id in ids if id in here[kind] for topic in here[kind][id].topics]
        return found

    # Documents and lists

    @cached_property
    def retitled(self) -> list[str]:
        was, now = (desk.whole.archive.documents for desk in (self.before, self.after))
        return [id for id in self.edited if was[id].title != now[id].title]

    @cached_property
    def entries(self) -> dict[str, Ids]:
        """The ids of what lists show otherwise, by the kind of list."""
        differing, edited = self.differing, self.edited_statements
        written = self.after.whole.uses.documents
        documents = (d.id for id in self.renamed["speaker"] for d in written.get(id, ()))
        speakers = {id for s in edited for id in s.chain} | differing["speaker"] | self.renamed["speaker"]
        claims = self.named_claims | self.flipped_claims | self.related(differing["claim"], AGAINST)
        carried = {topic for s in edited for topic in s.annotation.topics}
        carried.update(self.topics_of("claim", differing["claim"]))
        carried.update(self.topics_of("figure", differing["figure"]))
        return {
            "documents": self._entered({*self.edited, *documents}, "document", document_entry),
            "speakers": self._entered(speakers, "speaker", speaker_entry),
            "claims": self._entered(claims, "claim", claim_entry),
            "figures": self._entered(self.named_figures, "figure", figure_entry),
            "topics": self._entered(carried | differing["topic"], "topic", topic_entry),
        }

    def _entered(self, ids: Ids, kind: str, entry: Entry) -> Ids:
        def shown(desk: Desk, id: str) -> Record | None:
            return entry(desk, id) if id in entities(desk.whole, kind) else None

        return {id for id in ids if shown(self.before, id) != shown(self.after, id)}


def _differing(was: Mapping[str, Record], now: Mapping[str, Record]) -> Ids:
    return set() if was is now else {id for id in {**was, **now} if was.get(id) != now.get(id)}


def _about(entities: Iterable[Claim | Figure], topics: Ids) -> Ids:
    return {entity.id for entity in entities if not topics.isdisjoint(entity.topics)} if topics else set()


def _each_once(statements: Iterable[Statement]) -> list[Statement]:
    """Return the statements, each once; by identity, for it takes long to compare them."""
    return list({id(statement): statement for statement in statements}.values())
