"""The matrix: documents by claims, each cell what the document does with the claim.

A large archive has one matrix a topic, bounded in both directions to the claims and documents that say
most; what is left out is told.
"""

from __future__ import annotations

from collections import Counter

from sitegen.model.period import order_of_period
from sitegen.model.whole import ClaimAccount, Whole
from sitegen.record import Record
from sitegen.site.context import Desk, Ref
from sitegen.site.head import Crumb, Head, clip, make_head, section_names
from sitegen.site.labels import STANCES, label
from sitegen.site.routes import route_of

DOCUMENTS_MOST, CLAIMS_MOST = 40, 40
TOPICS_MOST = 1000  # with a matrix of their own: the page that leads to them stays below 500 kB


class Cell(Record, frozen=True):
    kind: str  # asserts, denies, questions, reports (passes on what another asserts), silent
    label: str
    href: str


class MatrixRow(Record, frozen=True):
    claim: Ref
    cells: tuple[Cell, ...]


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


def matrix_topics(whole: Whole) -> tuple[str, ...]:
    """Return the topics that have a matrix of their own, in order; none where one matrix holds all.

    A claim alone is no matrix: its own page tells as much.
    """
    if len(whole.documents) <= DOCUMENTS_MOST and len(whole.claims) <= CLAIMS_MOST:
        return ()
    most = sorted(whole.topics.values(), key=lambda a: (-len(a.claims), a.topic.id))[:TOPICS_MOST]
    return tuple(sorted(account.topic.id for account in most if len(account.claims) > 1))


def make_matrix_view(desk: Desk, topic: str = "") -> MatrixView:
    """Return the matrix of all, or of a topic; where topics have matrices, the first page leads to them."""
    whole = desk.whole
    topics = () if topic else matrix_topics(whole)
    accounts = list(whole.claims.values())
    if topic:
        accounts = [whole.claims[claim.id] for claim in whole.topics[topic].claims]
    used = [account for account in accounts if account.statements]
    most = sorted(used, key=lambda a: (-len(a.documents), a.claim.id))[:CLAIMS_MOST]
    shown = {account.claim.id for account in most}
    claims = [account for account in used if account.claim.id in shown]
    documents, all_documents = _documents(desk, claims)
    name = section_names(desk)["matrix"]
    title = f"{name}: {whole.topics[topic].topic.name}" if topic else name
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
        rows=tuple(_row(desk, account, documents) for account in claims),
        topics=tuple(_topic(desk, id) for id in topics),
        left_out=(len(used) - len(claims), all_documents - len(documents)),
    )


def _documents(desk: Desk, claims: list[ClaimAccount]) -> tuple[list[str], int]:
    """Return the documents that say most about the claims, in order of time, and how many say anything."""
    counts: Counter[str] = Counter()
    for account in claims:
        counts.update(document.id for document in account.documents)
    most = sorted(counts, key=lambda key: (-counts[key], key))[:DOCUMENTS_MOST]
    archive = desk.whole.archive
    return sorted(most, key=lambda key: (order_of_period(archive.documents[key].date), key)), len(counts)


def _row(desk: Desk, account: ClaimAccount, documents: list[str]) -> MatrixRow:
    cells: dict[str, Cell] = {}
    for use in account.statements:
        id = use.statement.document.id
        kind = use.stance if use.statement.is_own_voice or use.stance != "asserts" else "reports"
        if id not in cells or kind == "asserts":
            cells[id] = Cell(kind, _cell_label(desk, kind), desk.passage(use.statement))
    silent = Cell("silent", desk.context.words.gettext("silent"), "")
    return MatrixRow(desk.ref("claim", account.claim.id), tuple(cells.get(id, silent) for id in documents))


def _cell_label(desk: Desk, kind: str) -> str:
    if kind == "reports":
        return desk.context.words.gettext("reports")
    return label(STANCES, kind, desk.context)


def _topic(desk: Desk, id: str) -> MatrixTopic:
    account = desk.whole.topics[id]
    return MatrixTopic(clip(account.topic.name, 80), desk.link("matrix", id), len(account.claims))
