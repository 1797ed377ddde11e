"""The short way: where nothing but files of a few documents has changed, no other page is asked for its key.

What the last build knew of the whole is in its ledger, and is put right for what these documents say now.
Then only the pages are made that show a difference. Wherever this cannot be sure of what there is to tell,
the build goes the whole way: where files of other kinds have changed, where an edited document has
findings, where it is not dated or attributed as before, where anything is named for the first time, or
not any more.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from sitegen.build.assets import make_assets, merge_templates
from sitegen.build.documents import HEAD, PARTS, Settings, head_from_bytes, keys_of_documents, parse_missing
from sitegen.build.entities import UnitKey, keys_of_entities
from sitegen.build.finder import Finder, Shelf
from sitegen.build.ledger import Ledger, keep_ledger, ledger_from_bytes, whole_from_ledger
from sitegen.build.links import iter_links_of_document
from sitegen.build.made import Before, Made
from sitegen.build.make import make_pages_of, make_studio
from sitegen.build.options import stops
from sitegen.build.outputs import Outputs, staging_cleared
from sitegen.build.reckoning import Edit, Unsettled, ledger_after
from sitegen.build.registries import Reader, read_registries, read_site
from sitegen.build.search import config_of_search, make_search
from sitegen.build.session import Session
from sitegen.build.tool import tool_digest
from sitegen.build.workers import SMALL, LocalWorkers
from sitegen.checks.run import check_documents
from sitegen.diagnostics.rules.references import BROKEN_LINK
from sitegen.digest import digest
from sitegen.disk.manifest import Manifest
from sitegen.disk.memo import DamagedMemo, Memo
from sitegen.disk.output import clear_staging
from sitegen.graph.claims import relations_of_claims
from sitegen.model.archive import Archive, Document, Source
from sitegen.model.whole import Accounts, Whole
from sitegen.site.reach import Reach
from sitegen.site.routes import route_of

FEW = 50  # documents: beyond, the whole way costs little more


@dataclass(frozen=True, slots=True)
class Edited:
    """What was edited, without fault, by the documents' ids. `archive` is without documents.

    `keys` are the memo keys of all documents as they are now, `ledger` tells of the whole as it was.
    """

    archive: Archive
    ledger: Ledger
    keys: dict[str, bytes]
    ids: list[str]


@dataclass(frozen=True, slots=True)
class Wholes:
    """The whole as it was and as it is, and the ledger of what it is."""

    before: Whole
    after: Whole
    ledger: Ledger


def make_short(session: Session, before: Before) -> Made | None:
    """Make what a few documents' files decide; None where more than that may have changed, or is not kept."""
    try:
        return _make_short(session, before)
    except DamagedMemo:
        # What the last site was made from is dropped in time: builds that fail ask for other things.
        return None


def _make_short(session: Session, before: Before) -> Made | None:
    session = dataclasses.replace(session, workers=LocalWorkers(1))  # there is little to do
    edited = _find_edited(session, before)
    wholes = _wholes_of(edited, before.manifest, session.memo) if edited is not None else None
    if edited is None or wholes is None:
        return None
    manifest, memo = before.manifest, session.memo
    outputs = Outputs(manifest.written, before.standing, clear_staging(session.options.out))
    outputs.keep_outside("search/")
    with staging_cleared(outputs):
        ledger = _remake(session, wholes, edited, outputs)
    if ledger is None:
        return None
    replaced = {manifest.contents[id] + part for id in edited.ids for part in PARTS}
    memo.keep_last(replaced | {manifest.ledger})
    counts = _counts_after(manifest.counts, wholes, edited.ids)
    return Made(manifest.diagnostics, outputs, counts, edited.keys, keep_ledger(ledger, memo))


def _find_edited(session: Session, before: Before) -> Edited | None:
    """Return what was edited; None where other files have changed, or there is more to tell than before."""
    look, memo, manifest = session.look, session.memo, before.manifest
    ledger = _find_ledger(session, before)
    if ledger is None:
        return None
    reader = Reader(session.read, look.seen, memo, tool_digest())
    site, _ = read_site(reader)
    if site is None:
        return None
    settings, sources = Settings(site.language), look.layout.documents
    keys = keys_of_documents(sources, look.seen, settings, tool_digest())
    edited = [files for files in sources if keys[files.id] != manifest.contents.get(files.id)]
    own = {path for files in edited for path in (files.text, files.sidecar, files.lock)}
    told = any(problem.place.path in own for problem in manifest.diagnostics)
    if told or not 0 < len(edited) <= FEW or list(keys) != list(manifest.contents):
        return None
    for _ in parse_missing(edited, keys, settings, session):
        pass
    heads = [head_from_bytes(memo.need(keys[files.id] + HEAD)) for files in edited]
    sound = [head.document for head in heads if head.document is not None and not head.diagnostics]
    archive, _ = read_registries(site, look.layout, reader)
    if len(sound) < len(edited) or _has_findings(archive, sound):
        return None
    return Edited(archive, ledger, keys, [files.id for files in edited])


def _find_ledger(session: Session, before: Before) -> Ledger | None:
    """Return what is known of the last site, where that stands whole and only documents have changed."""
    manifest = before.manifest
    is_whole = manifest.is_complete and len(before.standing) == len(manifest.written)
    if manifest.tool != session.look.tool:
        return None  # the ledger may be of another form
    if not (manifest.ledger and is_whole) or stops(manifest.diagnostics, strict=session.options.strict):
        return None
    if any(problem.code == BROKEN_LINK.code for problem in manifest.diagnostics):
        return None  # it may lead to a passage that is there now
    data = session.memo.find(manifest.ledger)
    ledger = None if data is None else ledger_from_bytes(data)
    return ledger if ledger is not None and ledger.rest == session.look.rest else None


def _has_findings(archive: Archive, edited: Sequence[Document]) -> bool:
    """Tell whether the edited documents have anything to tell, or links, which only the whole can follow."""
    if any(True for document in edited for _ in iter_links_of_document(document)):
        return True
    return bool(check_documents(replace(archive, documents={document.id: document for document in edited})))


def _wholes_of(edited: Edited, manifest: Manifest, memo: Memo) -> Wholes | None:
    """Return the wholes, which decode what they are asked for; None where the ledger cannot tell enough."""
    shelf = Shelf(memo, edited.archive)
    keys = (manifest.contents, edited.keys)
    archives = [replace(edited.archive, documents=_documents(each, shelf)) for each in keys]
    finders = [Finder(tuple(each.values()), shelf) for each in keys]
    relations = relations_of_claims(edited.archive.claims)
    edits = []
    for number, id in enumerate(edited.keys):
        if id in edited.ids:
            was, now = (archive.documents[id] for archive in archives)
            if _named(was) != _named(now) or _misses(edited, was, now):
                return None
            edits.append(Edit(number, now, *(finder.statements(number) for finder in finders)))
    try:
        ledger = ledger_after(edited.ledger, edits, archives[1], finders[1], relations)
    except Unsettled:
        return None
    before, after = (
        whole_from_ledger(archive, each, finder, relations)
        for archive, each, finder in zip(archives, (edited.ledger, ledger), finders, strict=True)
    )
    return Wholes(before, after, ledger)


def _documents(keys: Mapping[str, bytes], shelf: Shelf) -> Mapping[str, Document]:
    return Accounts(keys, lambda key: shelf.document(keys[key]))


def _misses(edited: Edited, was: Document, now: Document) -> bool:
    """Tell whether a link or evidence may lead to a passage that a document no longer has."""
    gone = {annotation.id for annotation in was.annotations} - {
        annotation.id for annotation in now.annotations
    }
    cited = (item for claim in edited.archive.claims.values() for item in claim.evidence)
    return bool(gone) and (
        route_of("document", now.id) in edited.ledger.entered
        or any(item.document == now.id and item.annotation in gone for item in cited)
    )


def _named(document: Document) -> Document:
    """Return a document without what may change on the short way."""
    own = replace(document, title="", annotations=(), summary="", source=Source(), statics=())
    return replace(own, text_digest="", text_sha256="")


def _remake(session: Session, wholes: Wholes, edited: Edited, outputs: Outputs) -> Ledger | None:
    """Make the pages that show a difference, and the search index; return the ledger.

    None where a template has a flaw, or many pages may show a difference.
    """
    sources = merge_templates(session.look.layout, session.read)
    assets = make_assets(sources, edited.archive.site.theme)
    studio = make_studio(session, wholes.after, assets, outputs.staging)
    (was, shell_was), (now, shell) = (  # parts of pages are compared as they are seen from one depth
        make_studio(session, whole, assets, None).desks.at("claims/index.html")
        for whole in (wholes.before, wholes.after)
    )
    if shell != shell_was:  # which is on every page: of relays, say, there are the first
        return None
    tasks = list(Reach(was, now, edited.ids).iter_tasks())
    if len(tasks) >= SMALL and session.options.processes > 1:  # which could not decode as they go
        return None
    # Not the keys of the whole way, which makes these pages once more when it next has to be gone.
    made_from = dict.fromkeys((task.route for task in tasks), digest(b"short", *edited.keys.values()))
    if make_pages_of(session, studio, tasks, made_from, edited.keys, outputs):
        return None
    ledger = wholes.ledger
    if _contested(wholes.before) != _contested(wholes.after):
        ledger = replace(ledger, units=keys_of_entities(wholes.after, session.memo))
    config = config_of_search(ledger.labels, sources, studio.context)
    make_search(session, [*map(UnitKey, edited.keys.values()), *ledger.units], config, outputs)
    return ledger


def _contested(whole: Whole) -> tuple[frozenset[str], Mapping[str, bool]]:
    return whole.uses.contested_claims, whole.contested_figures


def _counts_after(counts: Mapping[str, int], wholes: Wholes, edited: Sequence[str]) -> dict[str, int]:
    more = (len(wholes.after.documents[id].said) - len(wholes.before.documents[id].said) for id in edited)
    contested = sum(wholes.after.contested_figures.values())
    return {**counts, "annotation": counts["annotation"] + sum(more), "contested figure": contested}
