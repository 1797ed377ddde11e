"""What the author wrote: documents with their annotations, and the registries.

Ids are plain strings here. The `checks` stage reports every id that names nothing; an archive
with such an error is never rendered, so stages after it may look ids up without asking.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

from sitegen.model.period import Period
from sitegen.record import Record

Mode = Literal["direct", "indirect", "free-indirect", "reported", "mixed"]
Certainty = Literal["high", "medium", "low"]
Stance = Literal["asserts", "denies", "questions"]
Basis = Literal["textual", "interpretive", "inferential"]
EDITORIAL: tuple[Basis, ...] = (
    "interpretive",
    "inferential",
)  # what the words are read as, or what is concluded
Relation = Literal["supports", "refutes", "context"]
AnnotationKind = Literal["claim", "figure", "statement", "note"]
SpeakerKind = Literal["person", "organization", "group", "anonymous"]
Span = tuple[int, int]  # half-open range of code points in a reading text


class Role(Record, frozen=True):
    title: str
    organization: str = ""
    period: Period | None = None


class Link(Record, frozen=True):
    """An address with the words that name it."""

    label: str
    url: str


class Speaker(Record, frozen=True):
    id: str
    name: str
    kind: SpeakerKind | None = None
    aliases: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    affiliation: str = ""  # speaker id
    description: str = ""  # Markdown
    links: tuple[Link, ...] = ()
    former_ids: tuple[str, ...] = ()


class Evidence(Record, frozen=True):
    """One piece of evidence: a document of the archive (and a passage in it), or an address."""

    relation: Relation = "context"
    document: str = ""
    annotation: str = ""
    url: str = ""
    title: str = ""
    note: str = ""


class Claim(Record, frozen=True):
    id: str
    text: str
    topics: tuple[str, ...] = ()
    status: str = "unverified"
    assessment: str = ""  # Markdown
    evidence: tuple[Evidence, ...] = ()
    contradicts: tuple[str, ...] = ()
    contrary_to: tuple[str, ...] = ()
    supports: tuple[str, ...] = ()
    undercuts: tuple[str, ...] = ()
    repeats: tuple[str, ...] = ()
    revises: tuple[str, ...] = ()
    former_ids: tuple[str, ...] = ()


class Amount(Record, frozen=True):
    """What a reading says: a value, a range, or an end of one. At least one of the three is set."""

    value: Decimal | None = None
    low: Decimal | None = None  # `min` in the format
    high: Decimal | None = None  # `max`
    approximate: bool = False


class OutsideReport(Record, frozen=True):
    """A reading of a figure that was reported outside the archive."""

    amount: Amount
    speaker: str = ""
    via: tuple[str, ...] = ()
    as_of: Period | None = None
    url: str = ""
    title: str = ""


class Figure(Record, frozen=True):
    id: str
    label: str
    unit: str
    definition: str = ""  # Markdown
    period: Period | None = None
    varies: bool = False
    topics: tuple[str, ...] = ()
    reports: tuple[OutsideReport, ...] = ()
    former_ids: tuple[str, ...] = ()


class Topic(Record, frozen=True):
    id: str
    name: str
    description: str = ""  # Markdown
    former_ids: tuple[str, ...] = ()


class Selector(Record, frozen=True):
    """A W3C TextQuoteSelector, with the number of the occurrence as one more way to be unique."""

    exact: str
    prefix: str = ""
    suffix: str = ""
    occurrence: int = 0  # 1, 2, ...; 0 where not given


class ClaimUse(Record, frozen=True):
    id: str
    stance: Stance = "asserts"


class FigureUse(Record, frozen=True):
    id: str
    amount: Amount
    as_of: Period | None = None


class Annotation(Record, frozen=True):
    """One statement about a passage.

    `spans` holds one span for each selector, in the reading text, in order; it is empty where the
    quote was not found (an orphan). `passage` holds the words of each span as the source has them.
    """

    id: str
    number: int  # 1, 2, ... in the sidecar's order
    named: bool  # whether the author wrote the id
    selectors: tuple[Selector, ...]
    spans: tuple[Span, ...] = ()
    passage: tuple[str, ...] = ()
    speaker: str = ""  # speaker id; empty for the document's own voice
    via: tuple[str, ...] = ()
    said: Period | None = None
    mode: Mode | None = None
    cue: str = ""
    certainty: Certainty | None = None
    claims: tuple[ClaimUse, ...] = ()
    figures: tuple[FigureUse, ...] = ()
    basis: Basis | None = None
    note: str = ""  # Markdown
    topics: tuple[str, ...] = ()
    annotator: str = ""
    annotated: Period | None = None

    @property
    def kinds(self) -> tuple[AnnotationKind, ...]:
        """What its passage is marked as: the bodies it has, or a statement, or else a note."""
        if self.claims:
            return ("claim", "figure") if self.figures else ("claim",)
        if self.figures:
            return ("figure",)
        return ("statement",) if self.speaker else ("note",)

    @property
    def kind(self) -> AnnotationKind:
        """What its card is drawn as; `kindOf` in the annotator's scripts is the same."""
        return self.kinds[-1]

    @property
    def is_editorial_reading(self) -> bool:
        """Tell whether claims and figures are what the editors read in the words, and not said in them."""
        return self.basis in EDITORIAL

    @property
    def is_unsure(self) -> bool:
        """Tell whether the annotator says that it may well not be so."""
        return self.certainty == "low"


class Source(Record, frozen=True):
    """Where a document comes from and under which terms."""

    url: str = ""
    archived: str = ""
    retrieved: Period | None = None
    sha256: str = ""
    rights: str = ""
    citation: str = ""


class Document(Record, frozen=True):
    id: str
    path: str  # of the text, relative to the archive: documents/2016/turning-point.txt
    title: str
    date: Period | None = None
    kind: str = ""
    language: str = ""  # empty: the site's
    author: tuple[str, ...] = ()
    publisher: str = ""
    source: Source = Source()
    translation_of: str = ""
    topics: tuple[str, ...] = ()
    summary: str = ""  # Markdown
    former_ids: tuple[str, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    text_digest: str = ""  # of the text file's bytes
    text_sha256: str = ""  # of the same bytes, hexadecimal; only where the sidecar gives one to compare
    statics: tuple[str, ...] = ()  # files below static/ that its text shows or links to, as written

    @property
    def sidecar(self) -> str:
        return self.path.rpartition(".")[0] + ".yaml"


class Status(Record, frozen=True):
    """A claim's status: how it is called, what it means, from 0 (false) to 1 (true)."""

    id: str
    label: str
    description: str = ""
    rating: Decimal | None = None


class Theme(Record, frozen=True):
    accent: str = ""  # a CSS colour: #rgb or #rrggbb
    fonts: tuple[tuple[str, str], ...] = ()  # ("text" | "interface", CSS font family list)
    logo: str = ""  # a path below static/


class MenuItem(Record, frozen=True):
    label: str
    target: str  # a page of the site ("documents", "pages/about") or an address


class Site(Record, frozen=True):
    title: str
    description: str = ""
    language: str = "en"
    base_url: str = ""  # ends in a slash where it is given
    licence: str = ""
    editors: tuple[str, ...] = ()
    menu: tuple[MenuItem, ...] = ()
    claim_statuses: tuple[Status, ...] = ()
    theme: Theme = Theme()
    whole_index: bool | None = None  # search.whole_index; None: by size


class EditorialPage(Record, frozen=True):
    id: str  # pages/about.md: about
    path: str
    title: str
    text: str  # Markdown


class Archive(Record, frozen=True):
    """Everything of one site, read and anchored. Mappings are in id order but for documents (path order)."""

    site: Site
    documents: Mapping[str, Document] = {}
    speakers: dict[str, Speaker] = {}
    claims: dict[str, Claim] = {}
    figures: dict[str, Figure] = {}
    topics: dict[str, Topic] = {}
    pages: dict[str, EditorialPage] = {}
    statics: tuple[str, ...] = ()  # paths below static/
    origins: dict[str, str] = {}  # "speakers/ID" → path of the registry file that holds it
