"""Nothing that an author writes is lost: for each key of the format, where the built site shows it."""

from __future__ import annotations

import hashlib
import re
from html import unescape
from pathlib import Path

import pytest

from sitegen.build import BuildOptions, build_site

FILES = {
    "site.yaml": """\
title: Site-title
description: Site-description
language: en
base_url: https://base.example/
licence: Site-licence
editors: [Editor-one]
menu:
  - {label: Menu-label, target: pages/about}
claim_statuses:
  open:
    label: Status-label
    description: Status-description
    rating: 0.25
theme:
  accent: "#123abc"
  fonts: {text: Font-of-text, interface: Font-of-interface}
  logo: logo.svg
""",
    "speakers.yaml": """\
anna:
  name: Anna-name
  kind: anonymous
  aliases: [Anna-alias]
  roles:
    - {title: Role-title, organization: Role-organization, period: 1931/1932}
  affiliation: town
  description: Anna-**description**
  links:
    wikidata: Q777
    wikipedia: https://wiki.example/anna
    viaf: "888"
    Her own page: https://anna.example/
  former_ids: [old-anna]
town: {name: Town-name, kind: organization}
paper: {name: Paper-name, kind: group}
boris: {name: Boris-name, kind: person}
""",
    "claims.yaml": """\
rain:
  text: Rain-text
  topics: [weather]
  status: open
  assessment: Rain-*assessment*
  evidence:
    - {document: letter, annotation: first, relation: supports, note: Evidence-note}
    - {url: "https://evidence.example/", title: Evidence-title, relation: refutes}
    - {document: letter, relation: context}
  contradicts: [c1]
  contrary_to: [c2]
  supports: [c3]
  undercuts: [c4]
  repeats: [c5]
  revises: [c6]
  former_ids: [old-rain]
c1: {text: Contradicted-text, status: open}
c2: {text: Contrary-text, status: open}
c3: {text: Supported-text, status: open}
c4: {text: Undercut-text, status: open}
c5: {text: Repeated-text, status: open}
c6: {text: Revised-text, status: open}
""",
    "figures.yaml": """\
drops:
  label: Drops-label
  unit: Drops-unit
  definition: Drops-*definition*
  period: 1933
  varies: true
  topics: [weather]
  former_ids: [old-drops]
  reports:
    - speaker: boris
      via: [paper]
      min: 7001
      max: 7003
      approximate: true
      as_of: 1934-02
      source: {url: "https://report.example/", title: Report-title}
""",
    "topics.yaml": "weather: {name: Weather-name, description: Weather-*description*}\n",
    "pages/about.md": "---\ntitle: Page-title\n---\n\nPage-**text**\n",
    "static/logo.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
    "documents/letter.txt": "Anna says: it rained, 400 drops. It was 500 then, she said.\n",
    "documents/brief.txt": "Anna sagt: es regnete.\n",
    "documents/brief.yaml": "title: Brief-title\nlanguage: de\ntranslation_of: letter\n",
    "documents/letter.yaml": """\
title: Letter-title
date: 1935-05-06~
kind: Letter-kind
language: en
author: anna
publisher: paper
source:
  url: https://source.example/
  archived: https://archived.example/
  retrieved: 1936-07-08
  sha256: SHA
  rights: Source-rights
  citation: Source-citation
topics: [weather]
summary: Letter-*summary*
former_ids: [old-letter]
annotations:
  - id: first
    quote: [it rained, 400 drops]
    speaker: town
    via: [boris]
    said: 1937-01-02
    mode: free-indirect
    cue: Anna says
    certainty: low
    claim: {id: rain, stance: questions}
    figure: {id: drops, value: 400, min: 390, max: 410, as_of: 1938-03}
    basis: inferential
    note: Annotation-**note**
    topics: [weather]
    annotator: Annotator-name
    annotated: 1939-04-05
""",
}
LETTER = "documents/letter.html"
SHOWN = (  # key, page, what a reader reads there (or, where it begins with <, what the page has in its HTML)
    ("site.title", "index.html", "Site-title"),
    ("site.description", "index.html", "Site-description"),
    ("site.language", LETTER, '<html lang="en"'),
    ("site.base_url", LETTER, '<link rel="canonical" href="https://base.example/documents/letter.html"'),
    ("site.licence", LETTER, "Site-licence"),
    ("site.editors", LETTER, "Editor-one"),
    ("site.menu", LETTER, '<a href="../pages/about.html">Menu-label</a>'),
    ("claim_statuses.label", "claims/rain.html", "Status-label"),
    ("claim_statuses.description", "claims/rain.html", "Status-description"),
    ("theme.logo", LETTER, '<img src="../static/logo.svg"'),
    ("speaker.name", "speakers/anna.html", "Anna-name"),
    ("speaker.kind", "speakers/anna.html", "anonymous"),
    ("speaker.aliases", "speakers/anna.html", "Anna-alias"),
    ("speaker.roles.title", "speakers/anna.html", "Role-title"),
    ("speaker.roles.organization", "speakers/anna.html", "Role-organization"),
    ("speaker.roles.period", "speakers/anna.html", "1931"),
    ("speaker.affiliation", "speakers/anna.html", "Town-name"),
    ("speaker.affiliation back", "speakers/town.html", "Anna-name"),
    ("speaker.description", "speakers/anna.html", "<p>Anna-<strong>description</strong></p>"),
    (
        "speaker.links.wikidata",
        "speakers/anna.html",
        '<a class="outside" href="https://www.wikidata.org/wiki/Q777"',
    ),
    ("speaker.links.wikipedia", "speakers/anna.html", '<a class="outside" href="https://wiki.example/anna"'),
    ("speaker.links.viaf", "speakers/anna.html", '<a class="outside" href="https://viaf.org/viaf/888"'),
    ("speaker.links", "speakers/anna.html", "Her own page"),
    ("speaker.former_ids", "speakers/old-anna.html", '<a href="../speakers/anna.html"'),
    ("claim.text", "claims/rain.html", "Rain-text"),
    ("claim.topics", "claims/rain.html", '<a href="../topics/weather.html"'),
    ("claim.assessment", "claims/rain.html", "<p>Rain-<em>assessment</em></p>"),
    ("claim.evidence.document", "claims/rain.html", '<a href="../documents/letter.html"'),
    ("claim.evidence.annotation", "claims/rain.html", '<a href="../documents/letter.html#first"'),
    ("claim.evidence.url", "claims/rain.html", '<a class="outside" href="https://evidence.example/"'),
    ("claim.evidence.title", "claims/rain.html", "Evidence-title"),
    ("claim.evidence.note", "claims/rain.html", "Evidence-note"),
    ("claim.evidence.relation", "claims/rain.html", "Against Evidence-title"),
    ("claim.evidence back", LETTER, '<a href="../claims/rain.html"'),
    ("claim.contradicts", "claims/rain.html", "Contradicted-text"),
    ("claim.contrary_to", "claims/rain.html", "Contrary-text"),
    ("claim.supports", "claims/rain.html", "Supported-text"),
    ("claim.undercuts", "claims/rain.html", "Undercut-text"),
    ("claim.repeats", "claims/rain.html", "Repeated-text"),
    ("claim.revises", "claims/rain.html", "Revised-text"),
    *((f"inverse on c{n}", f"claims/c{n}.html", '<a href="../claims/rain.html"') for n in range(1, 7)),
    ("claim.former_ids", "claims/old-rain.html", '<a href="../claims/rain.html"'),
    ("figure.label", "figures/drops.html", "Drops-label"),
    ("figure.unit", "figures/drops.html", "Drops-unit"),
    ("figure.definition", "figures/drops.html", "<p>Drops-<em>definition</em></p>"),
    ("figure.period", "figures/drops.html", "1933"),
    ("figure.varies", "figures/drops.html", "The quantity itself changes"),
    ("figure.topics", "figures/drops.html", '<a href="../topics/weather.html"'),
    ("figure.former_ids", "figures/old-drops.html", '<a href="../figures/drops.html"'),
    ("figure.reports.speaker", "figures/drops.html", "Boris-name"),
    ("figure.reports.via", "figures/drops.html", "Paper-name"),
    ("figure.reports.min", "figures/drops.html", "7,001"),
    ("figure.reports.max", "figures/drops.html", "7,003"),
    ("figure.reports.approximate", "figures/drops.html", "about 7,001"),
    ("figure.reports.as_of", "figures/drops.html", "February 1934"),
    ("figure.reports.source.url", "figures/drops.html", '<a class="outside" href="https://report.example/"'),
    ("figure.reports.source.title", "figures/drops.html", "Report-title"),
    ("topic.name", "topics/weather.html", "Weather-name"),
    ("topic.description", "topics/weather.html", "<p>Weather-<em>description</em></p>"),
    ("page.title", "pages/about.html", "Page-title"),
    ("page.text", "pages/about.html", "<p>Page-<strong>text</strong></p>"),
    ("document.title", LETTER, "Letter-title"),
    ("document.date", LETTER, "about 6 May 1935"),
    ("document.kind", LETTER, "Letter-kind"),
    ("document.language", "documents/brief.html", '<div class="text" lang="de" dir="ltr"'),
    ("document.author", LETTER, "Anna-name"),
    ("document.publisher", LETTER, "Paper-name"),
    ("document.source.url", LETTER, '<a class="outside" href="https://source.example/"'),
    ("document.source.archived", LETTER, '<a class="outside" href="https://archived.example/"'),
    ("document.source.retrieved", LETTER, "8 July 1936"),
    ("document.source.sha256", LETTER, "SHA-256"),
    ("document.source.rights", LETTER, "Source-rights"),
    ("document.source.citation", LETTER, "Source-citation"),
    ("document.translation_of", "documents/brief.html", "Letter-title"),
    ("document.translation_of back", LETTER, "Brief-title"),
    ("document.topics", LETTER, '<a href="../topics/weather.html"'),
    ("document.summary", LETTER, "<p>Letter-<em>summary</em></p>"),
    ("document.former_ids", "documents/old-letter.html", '<a href="../documents/letter.html"'),
    ("annotation.id", LETTER, "#first"),
    ("annotation.speaker", LETTER, "Town-name"),
    ("annotation.via", LETTER, "Boris-name"),
    ("annotation.said", LETTER, "2 January 1937"),
    ("annotation.mode", LETTER, "free indirect"),
    ("annotation.cue", LETTER, "<q>Anna says</q>"),
    ("annotation.certainty", LETTER, "low certainty"),
    ("annotation.claim", LETTER, "Rain-text"),
    ("annotation.claim.stance", LETTER, "read as questioning, by the editors; low certainty"),
    ("annotation.figure", LETTER, "Drops-label"),
    ("annotation.figure.value", LETTER, "400"),
    ("annotation.figure.min", LETTER, "390"),
    ("annotation.figure.max", LETTER, "410"),
    ("annotation.figure.as_of", "figures/drops.html", "March 1938"),
    ("annotation.basis", LETTER, "read so by the editors: concluded from them"),
    ("annotation.basis on the claim", "claims/rain.html", "Read as questioning, by the editors"),
    ("annotation.basis on the figure", "figures/drops.html", "read so by the editors; low certainty"),
    ("annotation.certainty on the speaker", "speakers/town.html", "low certainty"),
    ("annotation.note", LETTER, "<p>Annotation-<strong>note</strong></p>"),
    ("annotation.topics", LETTER, "Weather-name"),
    ("annotation.annotator", LETTER, "Annotator-name"),
    ("annotation.annotated", LETTER, "5 April 1939"),
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("keys")
    digest = hashlib.sha256(FILES["documents/letter.txt"].encode()).hexdigest()
    for path, text in FILES.items():
        target = folder / "content" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text.replace("SHA", digest), encoding="utf-8")
    result = build_site(BuildOptions(archive=folder / "content", out=folder / "build", no_cache=True))
    assert not result.has_failed, result.diagnostics
    return folder / "build"


@pytest.mark.parametrize(("key", "page", "shown"), SHOWN, ids=[key for key, _, _ in SHOWN])
def test_key_is_shown(site: Path, key: str, page: str, shown: str) -> None:
    html = (site / page).read_text(encoding="utf-8")
    if shown.startswith("<"):
        assert shown in html, key
    else:
        text = " ".join(unescape(re.sub(r"<(?!small|span|b|i)[^>]*>|<[^>]*>", " ", html)).split())
        assert shown.casefold() in text.casefold(), key


def test_theme_is_in_the_style_sheet(site: Path) -> None:
    (sheet,) = (site / "assets").glob("style.*.css")
    css = sheet.read_text(encoding="utf-8")
    assert "#123abc" in css
    assert "Font-of-text" in css
    assert "Font-of-interface" in css
