"""The schemas of the registries: speakers, claims, figures and topics, each a map from id to entry."""

from __future__ import annotations

from typing import Annotated

from sitegen.model.archive import Relation, SpeakerKind
from sitegen.parse.schema_base import Field, Keys
from sitegen.parse.schema_sidecar import AmountKeys
from sitegen.parse.schema_types import (
    Address,
    ClaimIds,
    Date,
    DocumentId,
    FilledText,
    FormerIds,
    Id,
    Links,
    SpeakerId,
    SpeakerIds,
    StatusId,
    Text,
    Texts,
    TopicIds,
    YesNo,
)

OldIds = Annotated[FormerIds | None, Field(description="Old ids, kept as redirects.")]


class RoleKeys(Keys):
    """An office or a task, and when it was held."""

    title: Annotated[FilledText, Field(description="What the role is called.")]
    organization: Annotated[Text | None, Field(description="Where it is held.")] = None
    period: Annotated[Date | None, Field(description="When it was held.", examples=["2004/.."])] = None


class SpeakerKeys(Keys):
    """Somebody whose words are in the archive, or who passed words on."""

    name: Annotated[FilledText, Field(description="The name as it is shown.")]
    kind: Annotated[SpeakerKind | None, Field(description="What the speaker is.")] = None
    aliases: Annotated[Texts | None, Field(description="Other names, shown and searched.")] = None
    roles: Annotated[tuple[RoleKeys, ...] | None, Field(description="Roles, with their periods.")] = None
    affiliation: Annotated[SpeakerId | None, Field(description="The speaker this one belongs to.")] = None
    description: Annotated[Text | None, Field(description="In Markdown.")] = None
    links: Annotated[
        Links | None,
        Field(
            description="Label to address; wikidata, wikipedia and viaf are known.",
            examples=[{"wikidata": "Q58217"}],
        ),
    ] = None
    former_ids: OldIds = None


class EvidenceKeys(Keys):
    """A document of the archive, or an address, that bears on a claim."""

    document: Annotated[DocumentId | None, Field(description="A document's id.")] = None
    annotation: Annotated[Id | None, Field(description="An annotation's id in that document.")] = None
    url: Annotated[Address | None, Field(description="An address outside the archive.")] = None
    title: Annotated[Text | None, Field(description="What stands at the address.")] = None
    relation: Annotated[Relation | None, Field(description="What it does to the claim.")] = None
    note: Annotated[Text | None, Field(description="Why.")] = None


class ClaimKeys(Keys):
    """A proposition that speakers assert, deny or question."""

    text: Annotated[FilledText, Field(description="The claim, in one sentence.")]
    topics: Annotated[TopicIds | None, Field(description="Topic ids.")] = None
    status: Annotated[StatusId | None, Field(description="The editors' status of it.")] = None
    assessment: Annotated[Text | None, Field(description="Why this status, in Markdown.")] = None
    evidence: Annotated[tuple[EvidenceKeys, ...] | None, Field(description="What bears on it.")] = None
    contradicts: Annotated[ClaimIds | None, Field(description="Claims that cannot be true with it.")] = None
    contrary_to: Annotated[
        ClaimIds | None, Field(description="Claims that cannot be true with it; both may be false.")
    ] = None
    supports: Annotated[ClaimIds | None, Field(description="Claims that it supports.")] = None
    undercuts: Annotated[ClaimIds | None, Field(description="Claims whose ground it attacks.")] = None
    repeats: Annotated[ClaimIds | None, Field(description="Claims that it says again.")] = None
    revises: Annotated[ClaimIds | None, Field(description="Claims that it takes the place of.")] = None
    former_ids: OldIds = None


class ReportSourceKeys(Keys):
    """Where a report outside the archive stands."""

    url: Annotated[Address | None, Field(description="Its address.")] = None
    title: Annotated[Text | None, Field(description="Its title.")] = None


class ReportKeys(AmountKeys):
    """A reading of a figure that was reported outside the archive."""

    speaker: Annotated[SpeakerId | None, Field(description="Whose number it is.")] = None
    via: Annotated[SpeakerIds | None, Field(description="Who passed it on, nearest first.")] = None
    source: Annotated[ReportSourceKeys | None, Field(description="Where it was reported.")] = None


class FigureKeys(Keys):
    """One quantity that several people put a number on."""

    label: Annotated[FilledText, Field(description="What the quantity is called.")]
    unit: Annotated[FilledText, Field(description="What is counted.", examples=["people", "US dollars"])]
    definition: Annotated[Text | None, Field(description="What is counted and where, in Markdown.")] = None
    period: Annotated[Date | None, Field(description="The time that the quantity is about.")] = None
    varies: Annotated[YesNo | None, Field(description="Whether it changes within the period.")] = None
    topics: Annotated[TopicIds | None, Field(description="Topic ids.")] = None
    reports: Annotated[
        tuple[ReportKeys, ...] | None, Field(description="Readings that stand outside the archive.")
    ] = None
    former_ids: OldIds = None


class TopicKeys(Keys):
    """A subject that documents, claims and figures share."""

    name: Annotated[FilledText, Field(description="The name as it is shown.")]
    description: Annotated[Text | None, Field(description="In Markdown.")] = None
    former_ids: OldIds = None
