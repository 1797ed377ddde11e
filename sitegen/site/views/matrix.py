"""The matrix: documents by claims, and what each document does with each claim, by whose words.

A document that passes on who says so and who denies it has a cell for each stance: to show one alone would
take sides.

Claims that cannot both be so stand one below the other, before those that nothing speaks against.
A large archive has one matrix a topic, bounded in both directions to the claims and documents that say
most; what is left out is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import get_args

from sitegen.model.archive import Stance
from sitegen.model.period import order_of_period
from sitegen.model.whole import AGAINST, ClaimAccount, ClaimRelation, ClaimStatement, Whole
from sitegen.record import Record
from sitegen.site.context import Desk, Ref
from sitegen.site.head import Crumb, Head, clip, make_head, section_names
from sitegen.site.labels import RELATIONS, label
from sitegen.site.routes import route_of
from sitegen.site.standing import READ, caveat_of_certainty, in_brackets, tell_stance

DOCUMENTS_MOST, CLAIMS_MOST = 40, 40
READ_KIND = "read "  # before the stance, as class names of a cell
TOPICS_MOST = 1000  # with a matrix of their own: the page that leads to them stays below 500 kB


class Cell(Record, frozen=True):
    kind: str  # asserts, denies, questions, reports (passes on what another asserts); or read and a stance
    label: str
    href: str
    who: str = ""  # the origin of the words, where the document passes them on
    more: int = 0  # other origins of the same in that document


class MatrixRow(Record, frozen=True):
    """`cells` has for each document one cell a stance, none where it is silent.

    `against` is the claim above that excludes this one, and `relation` says how; None where none does.
    """

    claim: Ref
    cells: tuple[tuple[Cell, ...], ...]
    against: Ref | None = None
    relation: str = ""


class MatrixTopic(Record, frozen=True):
    name: str
    href: str
    count: int


class MatrixView(Record, frozen=True):
    head: Head
    title: str
    documents: tuple[Ref, ...]
    rows: tuple[MatrixRow, ...]
    topics: tuple[MatrixTopic, ...]
    left_out: tuple[int, int]  # claims and documents
    relation: str = ""  # what the sign of claims that exclude each other says, where there are any
    read: str = ""  # what the look of cells says that the editors alone read so, where there are any


def matrix_topics(whole: Whole) -> tuple[str, ...]:
    """Return the topics that have a matrix of their own, in order; none where one matrix holds all.

    A claim alone is no matrix: its own page tells as much.
    """
    if len(whole.documents) <= DOCUMENTS_MOST and len(whole.claims) <= CLAIMS_MOST:
        return ()
    # Counted without accounts: there may be thousands of topics.
    claims = whole.archive.claims.values()
    counts = Counter([topic for claim in claims for topic in dict.fromkeys(claim.topics)])
    most = sorted((id for id, count in counts.items() if count > 1), key=lambda key: (-counts[key], key))
    return tuple(sorted(most[:TOPICS_MOST]))


def make_matrix_view(desk: Desk, topic: str = "") -> MatrixView:
    """Return the matrix of all, or of a topic; where topics have matrices, the first page leads to them."""
    whole = desk.whole
    topics = () if topic else matrix_topics(whole)
    shown, used = claims_of_matrix(whole, topic)
    claims = _side_by_side([whole.claims[id] for id in shown])
    documents, all_documents = _documents(desk, claims)
    name = section_names(desk)["matrix"]
    title = f"{name}: {whole.topics[topic].topic.name}" if topic else name
    rows = tuple(_row(desk, account, documents, claims[:n]) for n, account in enumerate(claims))
    return MatrixView(
        head=make_head(
            desk,
            route_of("matrix", topic),
            title,
            section="matrix",
            crumbs=(Crumb(name, desk.link("matrix")),) if topic else (),
        ),
        title=title,
        documents=tuple(desk.ref("document", id) for id in documents),
        rows=rows,
        topics=tuple(_topic(desk, id) for id in topics),
        left_out=(used - len(claims), all_documents - len(documents)),
        relation=label(RELATIONS, "contradicts", desk.context) if any(row.against for row in rows) else "",
        read=desk.context.words.gettext(READ) if any(map(_is_read, _all_cells(rows))) else "",
    )


def claims_of_matrix(whole: Whole, topic: str = "") -> tuple[tuple[str, ...], int]:
    """Return the ids of the claims that a matrix shows, in the archive's order, and of how many."""
    uses = whole.uses
    ids = (claim.id for claim in whole.topics[topic].claims) if topic else iter(whole.claims)
    used = [id for id in ids if uses.tallies[id].places]
    most = set(sorted(used, key=lambda claim: (-uses.tallies[claim].places, claim))[:CLAIMS_MOST])
    return tuple(id for id in used if id in most), len(used)


def _documents(desk: Desk, claims: list[ClaimAccount]) -> tuple[list[str], int]:
    """Return the documents that say most about the claims, in order of time, and how many say anything."""
    counts: Counter[str] = Counter()
    for account in claims:
        counts.update(document.id for document in account.documents)
    most = sorted(counts, key=lambda key: (-counts[key], key))[:DOCUMENTS_MOST]
    archive = desk.whole.archive
    return sorted(most, key=lambda key: (order_of_period(archive.documents[key].date), key)), len(counts)


def _side_by_side(accounts: list[ClaimAccount]) -> list[ClaimAccount]:
    """Return the claims with those that exclude each other next to each other, and before all others."""
    by_id = {account.claim.id: account for account in accounts}
    parted: dict[str, None] = {}
    for account in accounts:
        waiting = [account.claim.id] if any(id in by_id for _, id in _rivals(account)) else []
        while waiting:
            id = waiting.pop()
            if id not in parted:
                parted[id] = None
                waiting += [other for _, other in reversed(_rivals(by_id[id])) if other in by_id]
    return [by_id[id] for id in (*parted, *(id for id in by_id if id not in parted))]


def _rivals(account: ClaimAccount) -> list[tuple[ClaimRelation, str]]:
    return [(kind, claim.id) for kind, claim in account.relations if kind in AGAINST]


def _row(desk: Desk, account: ClaimAccount, documents: list[str], above: list[ClaimAccount]) -> MatrixRow:
    by_document = _by_document(account)
    rivals = {id: kind for kind, id in _rivals(account)}
    against = next((each.claim.id for each in reversed(above) if each.claim.id in rivals), None)
    return MatrixRow(
        claim=desk.ref("claim", account.claim.id),
        cells=tuple(_cells(desk, by_document.get(id, [])) for id in documents),
        against=desk.ref("claim", against) if against else None,
        relation=label(RELATIONS, rivals[against], desk.context) if against else "",
    )


def _by_document(account: ClaimAccount) -> dict[str, list[ClaimStatement]]:
    found: dict[str, list[ClaimStatement]] = {}
    for use in account.statements:
        found.setdefault(use.statement.document.id, []).append(use)
    return found


def _cells(desk: Desk, uses: list[ClaimStatement]) -> tuple[Cell, ...]:
    """Return what a document does with a claim, one cell for each stance that is taken there."""
    taken = ([use for use in uses if use.stance == stance] for stance in get_args(Stance))
    return tuple(_cell(desk, same) for same in taken if same)


def _cell(desk: Desk, uses: list[ClaimStatement]) -> Cell:
    """Return one stance of a document: what it says itself counts before what it passes on.

    Both count before what the editors read in its words.
    """
    kinds = [_kind(use) for use in uses]
    said = [kind for kind in kinds if not kind.startswith(READ_KIND)]
    kind = "asserts" if "asserts" in kinds else (said or kinds)[0]
    same = [use for use, one in zip(uses, kinds, strict=True) if one == kind]
    same.sort(key=lambda use: use.statement.is_unsure)
    first = same[0].statement
    origins = dict.fromkeys(use.statement.origin for use in same if not use.statement.is_own_voice)
    who = desk.ref("speaker", first.origin).name if first.origin in origins else ""
    more = len(origins) - bool(who)
    return Cell(kind, _cell_label(desk, same[0], kind), desk.passage(first), who, more)


def _kind(use: ClaimStatement) -> str:
    if use.is_editorial_reading:
        return f"{READ_KIND}{use.stance}"
    return use.stance if use.statement.is_own_voice or use.stance != "asserts" else "reports"


def _all_cells(rows: tuple[MatrixRow, ...]) -> Iterator[Cell]:
    return (cell for row in rows for cells in row.cells for cell in cells)


def _is_read(cell: Cell) -> bool:
    return cell.kind.startswith(READ_KIND)


def _cell_label(desk: Desk, use: ClaimStatement, kind: str) -> str:
    words = desk.context.words
    if kind != "reports":
        return tell_stance(words, use.stance, use.statement)
    return in_brackets(words, words.gettext("reports"), caveat_of_certainty(words, use.statement))


def _topic(desk: Desk, id: str) -> MatrixTopic:
    account = desk.whole.topics[id]
    return MatrixTopic(clip(account.topic.name, 80), desk.link("matrix", id), len(account.claims))
