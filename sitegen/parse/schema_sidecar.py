"""The schema of a sidecar: all its keys, with the words that editors show for them."""

from __future__ import annotations

from typing import Annotated

from sitegen.diagnostics.rules.keys import NO_AMOUNT
from sitegen.model.archive import Basis, Certainty, Mode, Stance
from sitegen.parse.schema_base import BeforeValidator, Field, Keys, id_as_group, text_as_quote
from sitegen.parse.schema_types import (
    Address,
    ClaimId,
    Date,
    DocumentId,
    FigureId,
    FilledText,
    FormerDocumentIds,
    Id,
    Language,
    Number,
    Occurrence,
    Sha256,
    SpeakerId,
    SpeakerIds,
    Text,
    TopicIds,
    YesNo,
)
from sitegen.parse.schema_values import as_list, refuse


class QuoteKeys(Keys):
    """One piece of a quote, with what makes it unique."""

    exact: Annotated[FilledText, Field(description="The exact words.")]
    prefix: Annotated[Text | None, Field(description="Words just before the quote.")] = None
    suffix: Annotated[Text | None, Field(description="Words just after the quote.")] = None
    occurrence: Annotated[Occurrence | None, Field(description="1 for the first time the words occur.")] = (
        None
    )


class ClaimUseKeys(Keys):
    """A claim that the passage makes, denies or questions."""

    id: Annotated[ClaimId, Field(description="The claim's id in claims.yaml.")]
    stance: Annotated[Stance | None, Field(description="What the speaker does with the claim.")] = None


class AmountKeys(Keys):
    """How much: a value, or a range that may be open at one end."""

    schema = {"anyOf": [{"required": ["value"]}, {"required": ["min"]}, {"required": ["max"]}]}

    value: Annotated[Number | None, Field(description="The number given, or the best estimate.")] = None
    min: Annotated[Number | None, Field(description="At least this much.")] = None
    max: Annotated[Number | None, Field(description="At most this much.")] = None
    approximate: Annotated[YesNo | None, Field(description="Whether it was given as about so much.")] = None
    as_of: Annotated[Date | None, Field(description="The time that the number is about.")] = None

    def check(self) -> None:
        """Refuse a reading without a number."""
        if self.value is None and self.min is None and self.max is None:
            way_out = "Add `value: ...`; or `min: ...` for at least, `max: ...` for at most."
            refuse(NO_AMOUNT, "a reading of a figure needs a value, a min or a max", way_out)


class FigureUseKeys(AmountKeys):
    """A reading of a figure that the passage gives."""

    id: Annotated[FigureId, Field(description="The figure's id in figures.yaml.")]


Quote = Annotated[QuoteKeys, BeforeValidator(text_as_quote, json_schema_input_type=FilledText | QuoteKeys)]
ClaimUse = Annotated[
    ClaimUseKeys, BeforeValidator(id_as_group, json_schema_input_type=ClaimId | ClaimUseKeys)
]
FigureUse = Annotated[FigureUseKeys, BeforeValidator(id_as_group, json_schema_input_type=FigureUseKeys)]


class AnnotationKeys(Keys):
    """One statement about a passage."""

    id: Annotated[
        Id | None,
        Field(description="Unique in the document; the passage's permanent address is DOCUMENT#id."),
    ] = None
    quote: Annotated[
        tuple[Quote, ...],
        BeforeValidator(as_list, json_schema_input_type=Quote | list[Quote]),
        Field(min_length=1, description="The exact words; a list where the passage is in several pieces."),
    ]
    prefix: Annotated[Text | None, Field(description="Words just before, where the quote is not unique.")] = (
        None
    )
    suffix: Annotated[Text | None, Field(description="Words just after, where the quote is not unique.")] = (
        None
    )
    occurrence: Annotated[
        Occurrence | None, Field(description="1, 2, ...: which one, where the quote is not unique.")
    ] = None
    speaker: Annotated[
        SpeakerId | None, Field(description="Whose words these are. Left out: the document's own voice.")
    ] = None
    via: Annotated[
        SpeakerIds | None, Field(description="Who passed it on before the document's author, nearest first.")
    ] = None
    said: Annotated[
        Date | None, Field(description="When it was said, where that is not the document's date.")
    ] = None
    mode: Annotated[Mode | None, Field(description="How the words are rendered.")] = None
    cue: Annotated[
        Text | None, Field(description="The reporting words, as printed.", examples=["according to"])
    ] = None
    certainty: Annotated[Certainty | None, Field(description="How sure the annotator is.")] = None
    claim: Annotated[
        tuple[ClaimUse, ...] | None,
        BeforeValidator(as_list, json_schema_input_type=ClaimUse | list[ClaimUse]),
        Field(description="A claim id, or {id, stance}, or a list of these."),
    ] = None
    figure: Annotated[
        tuple[FigureUse, ...] | None,
        BeforeValidator(as_list, json_schema_input_type=FigureUse | list[FigureUse]),
        Field(description="{id, value, min, max, approximate, as_of}, or a list of these."),
    ] = None
    basis: Annotated[
        Basis | None,
        Field(
            description="In the words, in how they are read, or concluded from them: the editors' reading."
        ),
    ] = None
    note: Annotated[Text | None, Field(description="The annotator's own comment, in Markdown.")] = None
    topics: Annotated[TopicIds | None, Field(description="Topic ids.")] = None
    annotator: Annotated[Text | None, Field(description="Who wrote the annotation.")] = None
    annotated: Annotated[Date | None, Field(description="When it was written.")] = None


class SourceKeys(Keys):
    """Where a document comes from."""

    url: Annotated[Address | None, Field(description="Its address.")] = None
    archived: Annotated[Address | None, Field(description="Its address in a web archive.")] = None
    retrieved: Annotated[Date | None, Field(description="When it was retrieved.")] = None
    sha256: Annotated[Sha256 | None, Field(description="Digest of the text file; checked when given.")] = None
    rights: Annotated[Text | None, Field(description="Under which terms it may be shown.")] = None
    citation: Annotated[Text | None, Field(description="How to cite it, in free text.")] = None


class SidecarKeys(Keys):
    """What stands beside a document: its description and its annotations."""

    title: Annotated[FilledText, Field(description="The document's title.")]
    date: Annotated[Date | None, Field(description="When the source was published or made.")] = None
    kind: Annotated[
        Text | None, Field(description="Free text; becomes a filter.", examples=["news report", "letter"])
    ] = None
    language: Annotated[Language | None, Field(description="BCP 47 tag; left out: the site's.")] = None
    author: Annotated[SpeakerIds | None, Field(description="Speaker ids: whose voice the document is.")] = (
        None
    )
    publisher: Annotated[
        SpeakerId | None, Field(description="The outermost link of every attribution in it.")
    ] = None
    source: Annotated[SourceKeys | None, Field(description="Where it comes from.")] = None
    translation_of: Annotated[
        DocumentId | None, Field(description="The id of the document that this one translates.")
    ] = None
    topics: Annotated[TopicIds | None, Field(description="Topic ids.")] = None
    summary: Annotated[Text | None, Field(description="In Markdown.")] = None
    former_ids: Annotated[FormerDocumentIds | None, Field(description="Old ids, kept as redirects.")] = None
    annotations: Annotated[
        tuple[AnnotationKeys, ...] | None, Field(description="Statements about passages.")
    ] = None
