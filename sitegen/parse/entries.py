"""Validated keys of registries to records."""

from __future__ import annotations

from sitegen.model.archive import (
    Claim,
    Evidence,
    Figure,
    Link,
    OutsideReport,
    Role,
    Speaker,
    Topic,
)
from sitegen.parse.amount import amount_from_keys
from sitegen.parse.schema_registries import (
    ClaimKeys,
    EvidenceKeys,
    FigureKeys,
    ReportKeys,
    SpeakerKeys,
    TopicKeys,
)


def speaker_from_keys(id_: str, keys: SpeakerKeys) -> Speaker:
    """Return the record of a speaker."""
    return Speaker(
        id=id_,
        name=keys.name,
        kind=keys.kind,
        aliases=keys.aliases or (),
        roles=tuple(
            Role(title=r.title, organization=(r.organization or "").strip(), period=r.period)
            for r in keys.roles or ()
        ),
        affiliation=keys.affiliation or "",
        description=(keys.description or "").strip(),
        links=tuple(Link(label=label, url=url) for label, url in (keys.links or {}).items()),
        former_ids=keys.former_ids or (),
    )


def claim_from_keys(id_: str, keys: ClaimKeys) -> Claim:
    """Return the record of a claim."""
    return Claim(
        id=id_,
        text=keys.text,
        topics=keys.topics or (),
        status=keys.status or "unverified",
        assessment=(keys.assessment or "").strip(),
        evidence=tuple(_evidence(item) for item in keys.evidence or ()),
        contradicts=keys.contradicts or (),
        contrary_to=keys.contrary_to or (),
        supports=keys.supports or (),
        undercuts=keys.undercuts or (),
        repeats=keys.repeats or (),
        revises=keys.revises or (),
        former_ids=keys.former_ids or (),
    )


def _evidence(keys: EvidenceKeys) -> Evidence:
    return Evidence(
        relation=keys.relation or "context",
        document=keys.document or "",
        annotation=keys.annotation or "",
        url=keys.url or "",
        title=(keys.title or "").strip(),
        note=(keys.note or "").strip(),
    )


def figure_from_keys(id_: str, keys: FigureKeys) -> Figure:
    """Return the record of a figure."""
    return Figure(
        id=id_,
        label=keys.label,
        unit=keys.unit,
        definition=(keys.definition or "").strip(),
        period=keys.period,
        varies=bool(keys.varies),
        topics=keys.topics or (),
        reports=tuple(_report(report) for report in keys.reports or ()),
        former_ids=keys.former_ids or (),
    )


def _report(keys: ReportKeys) -> OutsideReport:
    source = keys.source
    return OutsideReport(
        amount=amount_from_keys(keys),
        speaker=keys.speaker or "",
        via=keys.via or (),
        as_of=keys.as_of,
        url="" if source is None else source.url or "",
        title="" if source is None else (source.title or "").strip(),
    )


def topic_from_keys(id_: str, keys: TopicKeys) -> Topic:
    """Return the record of a topic."""
    return Topic(
        id=id_,
        name=keys.name,
        description=(keys.description or "").strip(),
        former_ids=keys.former_ids or (),
    )
