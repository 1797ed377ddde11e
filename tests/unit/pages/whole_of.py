"""A small archive for tests of pages: two documents that disagree, in two languages."""

from __future__ import annotations

from decimal import Decimal

from sitegen.graph.whole import whole_from_archive
from sitegen.model.archive import (
    Amount,
    Annotation,
    Archive,
    Claim,
    ClaimUse,
    Document,
    EditorialPage,
    Figure,
    FigureUse,
    Selector,
    Site,
    Speaker,
    Topic,
)
from sitegen.model.whole import Whole
from sitegen.parse.edtf import parse_period
from sitegen.site.context import Context
from sitegen.words.words import words_for

AMPERSAND = 'Bread & <Circuses> "quoted"'


def annotation(id: str, number: int, passage: str, **fields: object) -> Annotation:
    values: dict[str, object] = {
        "id": id,
        "number": number,
        "named": True,
        "selectors": (Selector(passage),),
        "spans": ((number * 10, number * 10 + len(passage)),),
        "passage": (passage,),
    }
    return Annotation(**{**values, **fields})  # type: ignore[arg-type]


def small_archive(**site: object) -> Archive:
    counted = Document(
        id="2016/count",
        path="documents/2016/count.txt",
        title=AMPERSAND,
        date=parse_period("2016-10-29"),
        kind="report",
        publisher="outlet",
        topics=("siege",),
        former_ids=("old-count",),
        annotations=(
            annotation(
                "low",
                1,
                "ninety thousand",
                speaker="ministry",
                mode="indirect",
                claims=(ClaimUse("held"),),
                figures=(FigureUse("civilians", Amount(value=Decimal(90000))),),
                certainty="medium",
                note="Which *area*?",
            ),
            annotation(
                "relayed", 2, "they had to pay", speaker="refugees", via=("ministry",), mode="reported"
            ),
        ),
    )
    answered = Document(
        id="answer",
        path="documents/answer.txt",
        title="الرد",
        date=parse_period("2016-12-03"),
        language="ar",
        publisher="outlet",
        annotations=(
            annotation("no", 1, "لا", speaker="ministry", claims=(ClaimUse("held", "denies"),)),
            annotation(
                "high",
                2,
                "مئتا ألف",
                speaker="envoy",
                figures=(FigureUse("civilians", Amount(low=Decimal(200000), high=Decimal(300000))),),
            ),
        ),
    )
    return Archive(
        site=Site(**{"title": "Siege", "base_url": "https://example.org/siege/", **site}),  # type: ignore[arg-type]
        documents={document.id: document for document in (counted, answered)},
        speakers={
            "envoy": Speaker("envoy", "The envoy", kind="person"),
            "ministry": Speaker(
                "ministry", "The ministry", kind="organization", former_ids=("the-ministry",)
            ),
            "outlet": Speaker("outlet", "The outlet"),
            "refugees": Speaker("refugees", "Refugees", kind="group"),
        },
        claims={
            "free": Claim("free", "Civilians may leave.", contradicts=("held",)),
            "held": Claim("held", "Civilians are held.", topics=("siege",), status="disputed"),
        },
        figures={"civilians": Figure("civilians", "Civilians inside", "people", topics=("siege",))},
        topics={"siege": Topic("siege", "The siege")},
        pages={"about": EditorialPage("about", "pages/about.md", "About", "How *we* work.")},
    )


def small_whole(**site: object) -> Whole:
    return whole_from_archive(small_archive(**site))


def context_of(whole: Whole) -> Context:
    return Context(
        site=whole.archive.site,
        words=words_for(whole.archive.site.language),
        html=lambda markdown, **_: f"<p>{markdown.replace('<', '&lt;')}</p>",
        styles=("assets/site.css",),
        scripts={name: f"assets/{name}" for name in ("theme.js", "core.js", "site.js", "reader.js")},
    )
