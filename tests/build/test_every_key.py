"""Nothing that an author writes is lost: for each key of the format, every place that has to know it.

The keys are the schema's own, so a new one is asked for here as soon as the schema has it, and the test that
fails says which files are to be touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_origin

import pytest
import yaml

from sitegen.build import BuildOptions, build_site
from sitegen.commands.whole import read_whole
from sitegen.diff.diff import diff_wholes
from sitegen.import_.assemble import assemble
from sitegen.import_.harvest import Mark, Source, make_harvest
from sitegen.model.archive import Selector
from sitegen.model.whole import Whole
from sitegen.parse.schema_base import Field, fields_of
from sitegen.parse.schema_names import AMOUNT_KEYS, ANNOTATION_KEYS, item_type
from sitegen.parse.schema_sidecar import AnnotationKeys
from sitegen.parse.schema_types import FilledText, Text
from sitegen.serve.annotate.draft import Draft, SentDraft, Use, group_of
from sitegen.site.labels import BASES, CERTAINTIES, EVIDENCE, MODES, SPEAKER_KINDS
from sitegen.site.standing import STANCES
from sitegen.splice.annotation import annotations_of, put_annotation
from tests.build.every_key import Key, files_of, files_without, iter_keys, value_of, write_files
from tests.conftest import ROOT
from tests.unit.import_.bringing_in import bring_in

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
    ("claim.evidence.annotation", "claims/rain.html", '<a href="../documents/brief.html#second"'),
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

KEYS = tuple(iter_keys())
PLACE = "it says which words are meant, and nothing of them"
LOOK = "it says how the site looks, and nothing about what it holds"
# Keys that a place leaves out, and why. One that is listed and is there all the same fails as well.
NOT_SHOWN = {
    **dict.fromkeys(("annotation.prefix", "annotation.suffix", "annotation.occurrence"), PLACE),
    **dict.fromkeys((f"annotation.quote.{key}" for key in ("prefix", "suffix", "occurrence")), PLACE),
    "site.search": "it says how the search is loaded",
    "site.search.whole_index": "it says how the search is loaded",
}
NOT_DIFFED = {
    **NOT_SHOWN,
    **dict.fromkeys(("site.menu", "site.menu.label", "site.menu.target"), LOOK),
    **dict.fromkeys(("site.theme", "site.theme.accent", "site.theme.logo"), LOOK),
    **dict.fromkeys((f"site.theme.{key}" for key in ("fonts", "fonts.text", "fonts.interface")), LOOK),
    "document.source.sha256": "it says which text was meant; another text is told as such",
}
EVERYWHERE = "it is the same on all pages"
IN_TEXT = "its words stand in the source, which is searched"
LEADS = "it leads to something that is found by words of its own"
VALUE = "it is a number, a time, a choice or an address: nothing that is asked for in words"
ON_PAGE = "its words are on the page, which is found by what it is about"
NOT_SEARCHED = {
    path: why
    for why, paths in {
        EVERYWHERE: """
            site.title site.description site.base_url site.licence site.editors site.menu site.menu.label
            site.menu.target site.theme site.theme.accent site.theme.fonts site.theme.fonts.text
            site.theme.fonts.interface site.theme.logo
        """,
        IN_TEXT: """
            annotation.quote annotation.quote.exact annotation.quote.prefix annotation.quote.suffix
            annotation.quote.occurrence annotation.prefix annotation.suffix annotation.occurrence
            annotation.cue
        """,
        LEADS: """
            document.publisher document.translation_of document.former_ids speaker.affiliation
            speaker.former_ids annotation.claim annotation.claim.id annotation.figure claim.supports
            claim.undercuts claim.repeats claim.revises claim.former_ids claim.evidence
            claim.evidence.document claim.evidence.annotation figure.former_ids figure.reports
            figure.reports.speaker figure.reports.via topic.former_ids
        """,
        VALUE: """
            site.claim_statuses.rating document.source.url document.source.archived
            document.source.retrieved document.source.sha256 annotation.said annotation.mode
            annotation.certainty annotation.figure.value annotation.figure.min annotation.figure.max
            annotation.figure.approximate annotation.figure.as_of annotation.annotated speaker.kind
            speaker.roles.period speaker.links claim.evidence.url claim.evidence.relation
            figure.reports.value figure.reports.min figure.reports.max figure.reports.approximate
            figure.reports.as_of figure.reports.source figure.reports.source.url
        """,
        ON_PAGE: """
            site.claim_statuses.description document.source.rights annotation.annotator
            claim.evidence.title claim.evidence.note figure.reports.source.title
        """,
    }.items()
    for path in paths.split()
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive in which every key stands, built, with what was kept of it."""
    folder = tmp_path_factory.mktemp("keys")
    write_files(files_of(), folder / "content")
    build(folder, "build")
    build(folder, "rebuilt")
    return folder


@pytest.fixture(scope="module")
def site(archive: Path) -> Path:
    return archive / "build"


@pytest.fixture(scope="module")
def whole(archive: Path) -> Whole:
    return read_whole(archive / "content", no_cache=True)


def build(folder: Path, out: str, *, no_cache: bool = False) -> dict[str, bytes]:
    options = BuildOptions(archive=folder / "content", out=folder / out, no_cache=no_cache, jobs=1)
    result = build_site(options)
    assert not result.has_failed, result.diagnostics
    return files_in(folder / out)


def files_in(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.mark.parametrize("key", KEYS, ids=[key.path for key in KEYS])
def test_every_place_of_the_program_knows_the_key(archive: Path, whole: Whole, key: Key) -> None:
    """A rebuild puts the key before back as well: it is to be what a clean build makes of this archive."""
    write_files(files_without(key), archive / "content")
    try:
        rebuilt = build(archive, "rebuilt")
        after = build(archive, "clean", no_cache=True)
        changed = read_whole(archive / "content", no_cache=True)
    finally:
        write_files(files_of(), archive / "content")
    assert_known(key, iter_unknown(key, files_in(archive / "build"), after, rebuilt, (whole, changed)))


def test_the_last_key_is_put_back_like_all_before_it(archive: Path) -> None:
    assert build(archive, "rebuilt") == files_in(archive / "build")


def assert_known(key: Key, unknown: Iterator[str]) -> None:
    lacking = list(unknown)
    assert not lacking, f"the key {key.path} is in the schema, and:\n- " + "\n- ".join(lacking)


def iter_unknown(
    key: Key,
    before: dict[str, bytes],
    after: dict[str, bytes],
    rebuilt: dict[str, bytes],
    wholes: tuple[Whole, Whole],
) -> Iterator[str]:
    """Yield which places do not know a key, where an archive was built with it (before) and without."""
    kind = key.path.partition(".")[0]
    if wholes[0].archive == wholes[1].archive:
        reader = {"annotation": "sidecar", "document": "sidecar", "site": "records", "page": "page"}
        yield f"no record holds it: sitegen/model/archive.py, sitegen/parse/{reader.get(kind, 'entries')}.py"
    differing = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    is_shown = any(not path.startswith("search/") for path in differing)
    view, template = ("card", "partials/rows") if kind == "annotation" else (kind, f"pages/{kind}")
    yield from tell(
        key,
        is_shown and is_read(key, before),
        NOT_SHOWN,
        f"no page shows it: sitegen/site/views/{view}.py, templates/{template}.html",
    )
    is_searched = any(path.startswith("search/") for path in differing)
    yield from tell(key, is_searched, NOT_SEARCHED, "search does not find it: sitegen/build/units.py")
    is_told = bool(diff_wholes(*wholes))
    file = {"annotation": "annotations", "document": "documents", "site": "diff", "page": "diff"}
    words = f"the diff does not tell it: sitegen/diff/{file.get(kind, 'entities')}.py"
    yield from tell(key, is_told, NOT_DIFFED, words)
    if rebuilt != after:
        stale = sorted(path for path in after if rebuilt.get(path) != after[path])
        edit = "an edit of it, or of the key before it,"
        yield f"{edit} leaves {stale[:3]} stale: sitegen/site/keys.py, sitegen/site/shown.py"


def tell(key: Key, is_known: object, exceptions: dict[str, str], words: str) -> Iterator[str]:
    """Yield the words where a place does not know a key that is not excepted, or knows one that is."""
    here = "tests/build/test_every_key.py"
    if not is_known and key.path not in exceptions:
        yield f"{words}; or say in {here} why not"
    if is_known and key.path in exceptions:
        yield f"{here} lists it with the reason that {exceptions[key.path]}: take it from that list"


def is_read(key: Key, files: dict[str, bytes]) -> bool:
    """Tell whether a text stands on a page; of other keys, and of what `SHOWN` has, other tests tell it."""
    if item_type(key.hint) not in (Text, FilledText) or key.path in {path for path, _, _ in SHOWN}:
        return True
    value = value_of(key)
    words = (value[0] if isinstance(value, list) else value).encode()
    return any(words in data for path, data in files.items() if path.endswith(".html"))


def test_what_is_excepted_is_in_the_schema() -> None:
    excepted = {*NOT_SHOWN, *NOT_SEARCHED, *NOT_DIFFED, *NOT_IMPORTED, *NOT_DRAFTED}
    assert excepted <= {key.path for key in KEYS}


OF_ANNOTATIONS = tuple(key for key in KEYS if key.path.startswith("annotation."))
NOT_IMPORTED = {
    **dict.fromkeys(
        (f"annotation.quote.{key}" for key in ("exact", "prefix", "suffix", "occurrence")), PLACE
    ),
    **dict.fromkeys(("annotation.prefix", "annotation.suffix", "annotation.occurrence"), PLACE),
}
NOT_DRAFTED = {**NOT_IMPORTED, "annotation.quote": PLACE}


@pytest.mark.parametrize("key", OF_ANNOTATIONS, ids=[key.path for key in OF_ANNOTATIONS])
def test_every_way_to_write_an_annotation_knows_the_key(key: Key) -> None:
    assert_known(key, iter_unwritten(key, value_of(key)))


def iter_unwritten(key: Key, value: object) -> Iterator[str]:
    """Yield which ways to write annotations do not know a key."""
    written = bring_in(
        "csv", {"t.csv": table_of(key, value), "letter.txt": files_of()["documents/letter.txt"]}
    )[0]
    entry = yaml.load(written.files["documents/letter.yaml"], yaml.BaseLoader)["annotations"][0]
    is_in = stands_in(key, entry) and "note" not in entry.keys() - {key.name}
    yield from tell(key, is_in, NOT_IMPORTED, "a table does not bring it in: sitegen/import_/table.py")
    if key.path not in NOT_IMPORTED and key.name not in code_words("docs/importing.md", "`csv`"):
        yield "no page says which column it is: docs/importing.md"
    draft = draft_of(key, value)
    is_in = draft is not None and stands_in(key, group_of(draft, {}, {"quote": "it rained"}))
    yield from tell(key, is_in, NOT_DRAFTED, "the annotator drops it: sitegen/serve/annotate/draft.py")
    first = annotations_of(files_of()["documents/letter.yaml"])[0]
    sidecar = "annotations:\n- id: first\n  quote: it rained\n"
    if annotations_of(put_annotation(sidecar, first, 0)) != [first]:  # type: ignore[arg-type]
        yield "what is written into a sidecar loses it: sitegen/splice/annotation.py"


def stands_in(key: Key, entry: object) -> bool:
    """Tell whether an annotation as YAML has a key, in whichever group it belongs."""
    for name in key.path.split(".")[1:]:
        entry = entry[0] if isinstance(entry, list) and entry else entry
        if isinstance(entry, str) and name == "id":
            return True  # of a claim, for which its id may stand
        if not isinstance(entry, dict) or name not in entry:
            return False
        entry = entry[name]
    return True


def table_of(key: Key, value: object) -> str:
    """Return a table with a row that has a quote and what a key says."""
    cells = {"document": "letter.txt", "quote": "it rained"}
    group = key.path.split(".")[1]
    if group == "claim":
        cells |= {"claim": "Rain fell.", "stance": "denies"}
    elif group == "figure":
        cells |= {"figure": "Drops", "unit": "drops", "value": "400"}
    if key.name not in cells | {"id": "", "figure": ""}:
        cells[key.name] = str(value[0] if isinstance(value, list) else value)
    return "\n".join([",".join(cells), ",".join(f'"{cell}"' for cell in cells.values())])


def draft_of(key: Key, value: object) -> Draft | None:
    """Return a draft in which a key stands; None where it has no place for it."""
    group = key.path.split(".")[1]
    if group in ("claim", "figure"):
        has_field = key.name in (*Use.__struct_fields__, group)
        use = (
            Use("rain", **({key.name: str(value)} if key.name not in ("id", group) else {}))
            if has_field
            else None
        )
        return SentDraft("letter", **{group: [use]}) if use else None
    return SentDraft("letter", **{group: value}) if group in SentDraft.__struct_fields__ else None


class FurtherKeys(AnnotationKeys):
    """An annotation with a key that nothing but the schema has heard of."""

    unheard_of: Annotated[Text | None, Field(description="Of nothing.")] = None


def test_of_a_key_that_is_in_the_schema_alone_every_other_place_is_named(archive: Path, whole: Whole) -> None:
    hint = fields_of(FurtherKeys)["unheard_of"]
    at = ("annotations", 0, "unheard_of")
    key = Key("annotation.unheard_of", FurtherKeys, hint, "documents/letter.yaml", at)
    files = files_in(archive / "build")
    unknown = [*iter_unknown(key, files, files, files, (whole, whole)), *iter_unwritten(key, "The deaf")]
    named = {file for words in unknown for file in re.findall(r"[\w/]+\.(?:py|html|md)", words)}
    assert named == {
        "sitegen/model/archive.py",
        "sitegen/parse/sidecar.py",
        "sitegen/site/views/card.py",
        "templates/partials/rows.html",
        "sitegen/build/units.py",
        "sitegen/diff/annotations.py",
        "sitegen/import_/table.py",
        "sitegen/serve/annotate/draft.py",
        "docs/importing.md",
        "tests/build/test_every_key.py",
    }


def test_all_keys_of_drafts_and_amounts_are_the_schemas() -> None:
    assert set(Use.__struct_fields__) == {"id", "stance", *AMOUNT_KEYS}


def test_an_import_writes_every_key_that_a_format_gives_in_the_order_of_the_schema() -> None:
    letter = yaml.load(files_of()["documents/letter.yaml"], yaml.BaseLoader)
    (first, second), about = letter.pop("annotations"), letter
    given = {key: first.get(key, second.get(key)) for key in reversed(ANNOTATION_KEYS)}
    selector = Selector("said", prefix="she ")
    mark = Mark("m", (selector,), {k: v for k, v in given.items() if k not in ("id", "quote")}, id="first")
    del about["source"]["sha256"]
    harvest = make_harvest()
    harvest.sources.append(
        Source("letter", "letter", files_of()["documents/letter.txt"].encode(), "txt", about, [mark])
    )
    imported = assemble(harvest, "")
    made = yaml.load(imported.files["documents/letter.yaml"], yaml.BaseLoader)
    (annotation,) = made.pop("annotations")
    assert set(about) == set(made), "keys of documents are lost: sitegen/import_/assemble.py"
    assert list(annotation) == list(ANNOTATION_KEYS), "keys are lost: sitegen/import_/assemble.py"
    assert imported.losses == ()


SECTIONS = {
    "site": "`site.yaml`",
    "site.claim_statuses": "Claims",
    "page": "Editorial pages and static files",
    "document": "A sidecar",
    "annotation": "An annotation",
    "speaker": "Speakers",
    "claim": "Claims",
    "figure": "Figures",
    "topic": "Topics",
}


@pytest.mark.parametrize("key", KEYS, ids=[key.path for key in KEYS])
def test_the_page_on_the_format_tells_the_key(key: Key) -> None:
    path = next(path for path in sorted(SECTIONS, key=len, reverse=True) if key.path.startswith(f"{path}."))
    words = code_words("docs/format.md", SECTIONS[path])
    assert key.name in words, f"docs/format.md says nothing of {key.path} below '{SECTIONS[path]}'"
    untold = [choice for choice in choices_of(key) if choice not in words]
    assert not untold, (
        f"docs/format.md does not say what {key.path} may be below '{SECTIONS[path]}': {untold}"
    )


CHOICES: Mapping[str, Mapping[Any, str]] = {
    "annotation.mode": MODES,
    "annotation.certainty": CERTAINTIES,
    "annotation.basis": BASES,
    "annotation.claim.stance": STANCES,
    "speaker.kind": SPEAKER_KINDS,
    "claim.evidence.relation": EVIDENCE,
}


def choices_of(key: Key) -> tuple[str, ...]:
    """Return what the value of a key may be; nothing where that is not one of a few words."""
    item = item_type(key.hint)
    return get_args(item) if get_origin(item) is Literal else ()


CHOSEN = tuple(key for key in KEYS if choices_of(key))


@pytest.mark.parametrize("key", CHOSEN, ids=[key.path for key in CHOSEN])
def test_every_choice_of_the_key_is_called_something(key: Key) -> None:
    where = "a table in sitegen/site/labels.py, named in CHOICES in tests/build/test_every_key.py"
    known = set(CHOICES.get(key.path, ()))
    assert set(choices_of(key)) == known, f"what {key.path} may be has no words: {where}"


def code_words(page: str, heading: str) -> set[str]:
    """Return the words that stand as code in a section of a page, with the sections below it."""
    text = (ROOT / page).read_text(encoding="utf-8")
    start = re.search(rf"(?m)^(#+) {re.escape(heading)}.*$", text)
    assert start, f"{page} has no section '{heading}'"
    end = re.compile(rf"(?m)^#{{1,{len(start[1])}}} ").search(text, start.end())
    section = text[start.end() : end.start() if end else len(text)]
    code = re.findall(r"(?ms)^```.*?^```|`[^`\n]+`", section)
    return {word for piece in code for word in re.findall(r"[\w-]+", piece)}


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
