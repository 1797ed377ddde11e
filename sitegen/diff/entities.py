"""Claims, figures, speakers and topics, before and after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

from sitegen.diff.annotations import tell_amount
from sitegen.diff.change import (
    Change,
    Section,
    iter_former_ids,
    iter_set_sentences,
    period_words,
    quoted,
    tell_text,
    tell_value,
)
from sitegen.diff.names import Namer, words_of
from sitegen.model.archive import Claim, Evidence, Figure, OutsideReport, Role, Speaker, Topic
from sitegen.model.whole import FigureAccount, Whole

_RELATIONS = {
    "contradicts": "contradicts",
    "contrary_to": "is contrary to",
    "supports": "supports",
    "undercuts": "undercuts",
    "repeats": "repeats",
    "revises": "revises",
}
_STATUSES = {  # of an archive that has no statuses of its own
    "unverified": "unverified",
    "corroborated": "corroborated",
    "disputed": "disputed",
    "refuted": "refuted",
    "retracted": "retracted",
}


def iter_entity_changes(old: Whole, new: Whole, names: Namer) -> Iterator[Change]:
    """Yield what changed in the registries, and which figures came to be contested or ceased to be."""
    a, b = old.archive, new.archive
    labels = {status.id: status.label for status in (*a.site.claim_statuses, *b.site.claim_statuses)}
    yield from _iter_comings("claims", a.claims, b.claims, names, _STATUSES | labels)
    for id_, claim in b.claims.items():
        if (earlier := _earlier("claims", id_, a.claims, names)) is not None:
            yield from _iter_claim(earlier, claim, names, _STATUSES | labels)
    yield from _iter_comings("figures", a.figures, b.figures, names, {})
    for id_, figure in b.figures.items():
        if (before := _earlier("figures", id_, a.figures, names)) is not None:
            yield from _iter_figure(before, figure, names)
            yield from _iter_contests(old.figures[before.id], new.figures[id_])
        elif new.figures[id_].contested:
            yield _contested(new.figures[id_], "it is contested")
    yield from _iter_comings("speakers", a.speakers, b.speakers, names, {})
    for id_, speaker in b.speakers.items():
        if (known := _earlier("speakers", id_, a.speakers, names)) is not None:
            yield from _iter_speaker(known, speaker, names)
    yield from _iter_comings("topics", a.topics, b.topics, names, {})
    for id_, topic in b.topics.items():
        if (same := _earlier("topics", id_, a.topics, names)) is not None:
            yield from _iter_values("topics", same, topic, ("name",), ("description",))
            yield from iter_former_ids("topics", same, topic)


E = TypeVar("E")
Entities = Mapping[str, Claim] | Mapping[str, Figure] | Mapping[str, Speaker] | Mapping[str, Topic]


def _earlier(section: Section, id_: str, old: Mapping[str, E], names: Namer) -> E | None:
    for before, after in names.renamed[section].items():
        if after == id_:
            return old[before]
    return old.get(id_)


def _iter_comings(
    section: Section, old: Entities, new: Entities, names: Namer, labels: Mapping[str, str]
) -> Iterator[Change]:
    """Yield what is new, gone, or has another id."""
    renamed = names.renamed[section]
    noun = section.removesuffix("s")
    for before, after in renamed.items():
        kept = "" if before in new[after].former_ids else "; nothing leads from the old address"
        yield Change(section, after, f"{noun}-renamed", f"its id was {before}{kept}", before, after)
    for id_, entity in new.items():
        if id_ not in old and id_ not in renamed.values():
            status = f", as {labels.get(entity.status, entity.status)}" if isinstance(entity, Claim) else ""
            yield Change(section, id_, f"{noun}-added", f"new: {quoted(words_of(entity))}{status}")
    for id_, entity in old.items():
        if id_ not in new and id_ not in renamed:
            yield Change(section, id_, f"{noun}-removed", f"removed: {quoted(words_of(entity))}")


def _iter_claim(old: Claim, new: Claim, names: Namer, labels: Mapping[str, str]) -> Iterator[Change]:
    if old.status != new.status:
        before, after = labels.get(old.status, old.status), labels.get(new.status, new.status)
        sentence = f"the status of {quoted(new.text)} was {before} and is now {after}"
        yield Change("claims", new.id, "status-changed", sentence, old.status, new.status)
    yield from _iter_values("claims", old, new, ("text",), ("assessment",))
    for name, verb in _RELATIONS.items():
        before_ids = {names.now("claims", id_) for id_ in getattr(old, name)}
        after_ids = set(getattr(new, name))
        for id_ in sorted(after_ids - before_ids):
            yield Change("claims", new.id, "relation-added", f"it now {verb} {names.claim(id_)}")
        for id_ in sorted(before_ids - after_ids):
            yield Change(
                "claims", new.id, "relation-removed", f"no longer said: it {verb} {names.claim(id_)}"
            )
    told = [[_tell_evidence(item, names) for item in claim.evidence] for claim in (old, new)]
    for sentence in iter_set_sentences("evidence", *told):
        yield Change("claims", new.id, "evidence-changed", sentence)
    for sentence in iter_set_sentences("topics", old.topics, new.topics):
        yield Change("claims", new.id, "topics-changed", sentence)
    yield from iter_former_ids("claims", old, new)


def _tell_evidence(evidence: Evidence, names: Namer) -> str:
    place = names.now("documents", evidence.document) if evidence.document else evidence.url
    passage = f"#{evidence.annotation}" if evidence.annotation else ""
    said = [f"“{text}”" for text in (evidence.title, evidence.note) if text]
    return " ".join([f"{place}{passage} ({evidence.relation})", *said])


def _iter_figure(old: Figure, new: Figure, names: Namer) -> Iterator[Change]:
    yield from _iter_values("figures", old, new, ("label", "unit"), ("definition",))
    periods = (period_words(old.period), period_words(new.period))
    if periods[0] != periods[1]:
        yield Change("figures", new.id, "period-changed", tell_value("period", *periods), *periods)
    if old.varies != new.varies:
        state = "is now said to change" if new.varies else "is no longer said to change"
        yield Change("figures", new.id, "varies-changed", f"the quantity {state} within its period")
    told = [[_tell_report(report, names) for report in figure.reports] for figure in (old, new)]
    for sentence in iter_set_sentences("outside reports", *told):
        yield Change("figures", new.id, "reports-changed", sentence)
    for sentence in iter_set_sentences("topics", old.topics, new.topics):
        yield Change("figures", new.id, "topics-changed", sentence)
    yield from iter_former_ids("figures", old, new)


def _tell_report(report: OutsideReport, names: Namer) -> str:
    chain = [names.now("speakers", id_) for id_ in (report.speaker, *report.via) if id_]
    source = (
        f"as of {report.as_of.edtf}" if report.as_of else "",
        " ← ".join(map(names.speaker, chain)),
        report.title,
        report.url,
    )
    told = ", ".join(part for part in source if part)
    return f"{tell_amount(report.amount)}{f' ({told})' if told else ''}"


def _iter_contests(old: FigureAccount, new: FigureAccount) -> Iterator[Change]:
    if old.contested and not new.contested:
        yield Change(
            "figures", new.figure.id, "contest-ended", "its readings agree now; it is not contested any more"
        )
    elif new.contested != old.contested:
        yield _contested(new, "it is contested now")


def _contested(account: FigureAccount, words: str) -> Change:
    """Tell what a contest is between; where it is not between what was said, that too."""
    if account.contested == "read":
        words = f"{words}, only in the editors' reading"
    widest = (*account.contests, *account.read_contests)[0]
    readings = {reading.number: reading for reading in account.readings}
    pair = [tell_amount(readings[number].amount) for number in (widest.first, widest.second)]
    sentence = f"{words}: {' against '.join(pair)} {account.figure.unit}"
    return Change("figures", account.figure.id, "contest-began", sentence)


def _iter_speaker(old: Speaker, new: Speaker, names: Namer) -> Iterator[Change]:
    yield from _iter_values("speakers", old, new, ("name", "kind"), ("description",))
    if names.now("speakers", old.affiliation) != new.affiliation:
        told = [names.speaker(id_) if id_ else "" for id_ in (old.affiliation, new.affiliation)]
        yield Change("speakers", new.id, "affiliation-changed", tell_value("affiliation", *told))
    for sentence in iter_set_sentences("aliases", old.aliases, new.aliases):
        yield Change("speakers", new.id, "aliases-changed", sentence)
    roles = [[_tell_role(role) for role in speaker.roles] for speaker in (old, new)]
    for sentence in iter_set_sentences("roles", *roles):
        yield Change("speakers", new.id, "roles-changed", sentence)
    links = [[f"{link.label} ({link.url})" for link in speaker.links] for speaker in (old, new)]
    for sentence in iter_set_sentences("links", *links):
        yield Change("speakers", new.id, "links-changed", sentence)
    yield from iter_former_ids("speakers", old, new)


def _tell_role(role: Role) -> str:
    parts = (role.title, role.organization, period_words(role.period))
    return ", ".join(part for part in parts if part)


def _iter_values(
    section: Section, old: object, new: object, values: tuple[str, ...], texts: tuple[str, ...]
) -> Iterator[Change]:
    """Yield changes of fields by their names: short values, and texts of some length."""
    subject: str = getattr(new, "id")  # noqa: B009 - every entity has one
    for name in (*values, *texts):
        before, after = str(getattr(old, name) or ""), str(getattr(new, name) or "")
        if before != after:
            is_long = name in texts or name in {"text", "label", "name"}
            told = (quoted(before), quoted(after)) if is_long and name not in texts else (before, after)
            sentence = tell_text(name, before, after) if name in texts else tell_value(name, *told)
            yield Change(section, subject, f"{name}-changed", sentence, before, after)
