"""The page of a claim: who asserted, denied or questioned it, on how many origins, and what it meets."""

from __future__ import annotations

from decimal import Decimal
from itertools import chain

from sitegen.model.archive import Evidence, Stance
from sitegen.model.whole import ClaimAccount, Statement
from sitegen.record import Record
from sitegen.site.charts.rating import render_rating
from sitegen.site.context import Desk, Ref
from sitegen.site.drawings import claim_drawing
from sitegen.site.head import DESCRIBED, Head, clip, clip_markdown, index_crumb, make_head
from sitegen.site.labels import EVIDENCE, RELATIONS, label, status_label
from sitegen.site.neighbours import with_neighbours
from sitegen.site.paging import STATEMENTS_A_PAGE, Pager, make_pager, page_count, page_of
from sitegen.site.routes import route_of
from sitegen.site.standing import LOW, in_brackets, tell_contested, tell_unsure
from sitegen.site.views.previews import Preview, make_previews, mentioned_in
from sitegen.site.views.statement import StatementRow, make_row, mark_of_use

VOICES_SHOWN = 30
NAME_DESCRIBED = 80  # code points of a name in the line that describes the page


class Origin(Record, frozen=True):
    """One of those who take a stance; the caveat where none of their statements of it is sure."""

    speaker: Ref
    caveat: str


class Voices(Record, frozen=True):
    """Who takes one stance: the origins by name, and in how many statements.

    Those in whose words the editors read the stance stand apart: `is_read`, and the label says so.
    """

    stance: Stance
    is_read: bool
    label: str
    count: int
    unsure: str  # how many of these statements are of low certainty
    origins: tuple[Origin, ...]
    unnamed: int  # documents that say it in a voice nobody has a name for
    first: str  # when it was first said so
    is_first_named: bool  # and then the first of the origins said it
    relays: tuple[Ref, ...]  # who passed it on; on the claim's first page


class EvidenceView(Record, frozen=True):
    relation: str
    label: str
    href: str
    title: str
    marks: str
    quote: str
    note: str
    is_outside: bool


class RelationView(Record, frozen=True):
    label: str
    kind: str
    claims: tuple[Ref, ...]


class ClaimView(Record, frozen=True):
    head: Head
    text: str
    status: str
    status_id: str
    status_description: str
    rating: str
    rating_drawing: str
    assessment: str
    contested: str  # in what way, in words
    is_contested: bool
    voices: tuple[Voices, ...]
    origin_count: int
    unsure_origins: str
    document_count: int
    rows: tuple[StatementRow, ...]
    pager: Pager
    evidence: tuple[EvidenceView, ...]
    relations: tuple[RelationView, ...]
    drawing: str
    topics: tuple[Ref, ...]
    previews: tuple[Preview, ...]


def claim_pages(account: ClaimAccount) -> int:
    """Return how many pages a claim's statements take."""
    return page_count(len(account.statements), STATEMENTS_A_PAGE)


def make_claim_view(desk: Desk, id: str, page: int = 1) -> ClaimView:
    """Return one page of a claim; the statements are in order of time, each with its stance."""
    account = desk.whole.claims[id]
    claim, context = account.claim, desk.context
    status = next((s for s in context.site.claim_statuses if s.id == claim.status), None)
    rating = status.rating if status else None
    rows, voices = _rows(desk, account, page), _voices(desk, account, page)
    relations = _relations(desk, account)
    return ClaimView(
        head=with_neighbours(
            desk,
            "claim",
            id,
            make_head(
                desk,
                route_of("claim", id, page),
                claim.text,
                description=clip_markdown(claim.assessment, DESCRIBED) or _described(desk, voices),
                section="claims",
                crumbs=(index_crumb(desk, "claims"),),
                type="article",
            ),
        ),
        text=claim.text,
        status=status_label(claim.status, context),
        status_id=claim.status,
        status_description=status.description if status else "",
        rating=_rating_words(desk, rating),
        rating_drawing=""
        if rating is None
        else render_rating(float(rating), is_mirrored=context.words.direction == "rtl"),
        assessment=context.html(claim.assessment) if claim.assessment else "",
        contested=tell_contested(context.words, account.contested),
        is_contested=account.contested == "said",
        voices=voices,
        origin_count=account.tally.origins,
        unsure_origins=tell_unsure(context.words, account.tally.unsure_origins, account.tally.origins),
        document_count=account.tally.documents,
        rows=rows,
        pager=make_pager(desk.root, "claim", id, page, claim_pages(account)),
        evidence=tuple(_evidence(desk, item) for item in claim.evidence),
        relations=relations,
        drawing=claim_drawing(desk, account) if page == 1 and len(account.relations) > 1 else "",
        topics=tuple(desk.ref("topic", topic) for topic in claim.topics),
        previews=make_previews(
            desk,
            chain(
                (ref for one in voices for ref in (*(o.speaker for o in one.origins), *one.relays)),
                (ref for relation in relations for ref in relation.claims),
                mentioned_in(rows),
            ),
        ),
    )


def _described(desk: Desk, voices: tuple[Voices, ...]) -> str:
    """Return who takes which stance, in a line.

    It is cut between names: a name without its caveat would say what nobody knows.
    """
    words, line = desk.context.words, ""
    for one in voices:
        for place, origin in enumerate(one.origins):
            name = clip(origin.speaker.name, NAME_DESCRIBED)
            name = in_brackets(words, name, origin.caveat)
            if place:
                step = f", {name}"
            else:
                label = words.say("%(label)s:", label=one.label) if one.is_read else one.label
                step = f"{' · ' if line else ''}{label} {name}"
            if len(line) + len(step) > DESCRIBED:
                return f"{line} …"
            line += step
    return line


def _rating_words(desk: Desk, rating: Decimal | None) -> str:
    if rating is None:
        return ""
    number = desk.context.words.format_number(rating)
    return desk.context.words.say("%(rating)s, where 0 is false and 1 is true", rating=number)


def _rows(desk: Desk, account: ClaimAccount, page: int) -> tuple[StatementRow, ...]:
    claim = ("claim", account.claim.id)
    uses = page_of(account.statements, page, STATEMENTS_A_PAGE)
    return tuple([make_row(desk, use.statement, without=claim, mark=mark_of_use(desk, use)) for use in uses])


def _voices(desk: Desk, account: ClaimAccount, page: int) -> tuple[Voices, ...]:
    """Return who takes each stance that anybody takes, then in whose words the editors read one."""
    _, context = desk.context.words.gettext, desk.context
    names: dict[tuple[Stance, bool], str] = {
        ("asserts", False): _("Asserted by"),
        ("denies", False): _("Denied by"),
        ("questions", False): _("Questioned by"),
        ("asserts", True): _("Read as asserting, by the editors"),
        ("denies", True): _("Read as denying, by the editors"),
        ("questions", True): _("Read as questioning, by the editors"),
    }
    voices = []
    for (stance, is_read), words in names.items():
        statements = account.with_stance(stance, is_read=is_read)
        if not statements:
            continue
        sure = {statement.origin for statement in statements if not statement.is_unsure}
        origins = dict.fromkeys(statement.origin for statement in statements)
        named = [id for id in origins if not id.startswith("document:")]
        first = statements[0].when
        voices.append(
            Voices(
                stance=stance,
                is_read=is_read,
                label=words,
                count=len(statements),
                unsure=tell_unsure(context.words, sum(s.is_unsure for s in statements), len(statements)),
                origins=tuple(
                    Origin(desk.ref("speaker", id), "" if id in sure else context.words.gettext(LOW))
                    for id in named[:VOICES_SHOWN]
                ),
                unnamed=len(origins) - len(named[:VOICES_SHOWN]),
                first=context.words.format_period(first),
                is_first_named=statements[0].origin in named,
                relays=_relays(desk, statements) if page == 1 else (),
            )
        )
    return tuple(voices)


def _relays(desk: Desk, statements: tuple[Statement, ...]) -> tuple[Ref, ...]:
    """Return who passed statements on, in order of time, where somebody other said them."""
    found = dict.fromkeys(id for statement in statements for id in statement.chain[1:])
    return tuple(desk.ref("speaker", id) for id in list(found)[:VOICES_SHOWN])


def _evidence(desk: Desk, evidence: Evidence) -> EvidenceView:
    context = desk.context
    words = label(EVIDENCE, evidence.relation, context)
    note = context.html(evidence.note) if evidence.note else ""
    if not evidence.document:
        title = evidence.title or evidence.url
        href = desk.address(evidence.url)
        return EvidenceView(evidence.relation, words, href, title, "", "", note, is_outside=True)
    ref = desk.ref("document", evidence.document)
    href = f"{ref.href}#{evidence.annotation}" if evidence.annotation else ref.href
    found = (
        annotation
        for annotation in desk.whole.archive.documents[evidence.document].annotations
        if annotation.id == evidence.annotation
    )
    quote = next((clip(" … ".join(annotation.passage), 200) for annotation in found), "")
    title = evidence.title or ref.name
    return EvidenceView(evidence.relation, words, href, title, ref.marks, quote, note, is_outside=False)


def _relations(desk: Desk, account: ClaimAccount) -> tuple[RelationView, ...]:
    found: dict[str, list[Ref]] = {}
    for kind, claim in account.relations:
        found.setdefault(kind, []).append(desk.ref("claim", claim.id))
    return tuple(
        RelationView(label(RELATIONS, kind, desk.context), kind, tuple(found[kind]))
        for kind in RELATIONS
        if kind in found
    )
