"""`Card`: an annotation beside its passage, with the chain it came through drawn link by link."""

from __future__ import annotations

import re

from sitegen.model.archive import Annotation
from sitegen.model.whole import Statement
from sitegen.record import Record
from sitegen.site.context import Desk, Ref
from sitegen.site.head import clip
from sitegen.site.labels import BASES, CERTAINTIES, MODES, ROLES, label
from sitegen.site.standing import READ
from sitegen.site.subjects import topics_of
from sitegen.site.views.statement import Chip, chips_of, quote_of

NOTE_SHOWN = 460  # code points of a note: about eight lines of the margin
_TAG = re.compile(r"<[^>]*>")
LEAD = 64  # code points of the passage that a card repeats: enough to know it again


class ChainLink(Record, frozen=True):
    """One link, from the origin outwards: who, as what, and how the words were passed on."""

    speaker: Ref
    role: str  # origin, relay, author, outlet: a class name
    words: str  # the same for people


class Card(Record, frozen=True):
    id: str
    number: int
    kind: str  # claim, figure, statement, note
    lead: str
    marks: str
    speaker: Ref | None
    chain: tuple[ChainLink, ...]  # empty where one voice says it all
    cue: str
    mode: str
    certainty: str
    certainty_id: str
    is_read: bool
    reading: str  # that the editors read it so, where they do
    said: str
    basis: str
    chips: tuple[Chip, ...]
    is_contested: bool
    note: str  # HTML
    is_long: bool  # whether the note is cut until a reader asks for more
    topics: tuple[Ref, ...]
    topic_ids: str
    signature: str


def make_card(desk: Desk, statement: Statement, number: int) -> Card:
    """Return the card of a statement on its document's page; `number` is its place among the passages."""
    context, annotation = desk.context, statement.annotation
    chips, chain = chips_of(desk, statement), statement.chain
    note = context.html(annotation.note) if annotation.note else ""
    return Card(
        id=annotation.id,
        number=number,
        kind=annotation.kind,
        lead=clip(quote_of(statement, LEAD), LEAD),
        marks=desk.refs["document"][statement.document.id].marks,
        speaker=desk.refs["speaker"][chain[0]] if chain else None,
        chain=_chain(desk, statement) if len(chain) > 1 else (),
        cue=clip(annotation.cue, LEAD),
        mode=label(MODES, annotation.mode, context),
        certainty=label(CERTAINTIES, annotation.certainty, context),
        certainty_id=annotation.certainty or "",
        is_read=annotation.is_editorial_reading,
        reading=_reading(desk, annotation),
        said=context.words.format_period(annotation.said),
        basis=label(BASES, annotation.basis, context),
        chips=chips,
        is_contested=True in [chip.is_contested for chip in chips],
        note=note,
        is_long=len(note) > NOTE_SHOWN and len(_TAG.sub("", note)) > NOTE_SHOWN,
        topics=tuple([desk.ref("topic", id) for id in annotation.topics]),
        topic_ids=" ".join(topics_of(desk.whole.archive, annotation)),
        signature=_signature(desk, annotation),
    )


def _chain(desk: Desk, statement: Statement) -> tuple[ChainLink, ...]:
    """Return the links with their roles. The last links are the document's author and publisher."""
    known, document = desk.made_by(_link), statement.document
    links = []
    for place, id in enumerate(statement.chain):
        role = "relay"
        if place == 0:
            role = "origin"
        elif place >= statement.links:
            role = "outlet" if id == document.publisher else "author"
        links.append(known[id, role])
    return tuple(links)


def _link(desk: Desk, link: tuple[str, str]) -> ChainLink:
    """Return a link of a chain, given as the speaker's id and the role."""
    id, role = link
    return ChainLink(desk.ref("speaker", id), role, label(ROLES, role, desk.context))


def _reading(desk: Desk, annotation: Annotation) -> str:
    """Return that the editors read it so, and how; nothing where they do not."""
    if not annotation.is_editorial_reading:
        return ""
    words = desk.context.words
    how = label(BASES, annotation.basis, desk.context)
    return words.say("%(label)s: %(text)s", label=words.gettext(READ), text=how)


def _signature(desk: Desk, annotation: Annotation) -> str:
    day = desk.context.words.format_period(annotation.annotated)
    return f"{annotation.annotator}, {day}" if annotation.annotator and day else annotation.annotator or day
