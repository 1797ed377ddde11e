"""The short way: files of documents have changed, and nothing in them that other pages show.

That is so where a note, a comment or words outside all passages were edited. Then every page but those made
from what these documents hold themselves stands as it is: the keys of others read nothing else of a document
but what is `Shown`. Wherever this cannot be sure, the build goes the whole way.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from sitegen.build.assets import make_assets, merge_templates
from sitegen.build.documents import (
    HEAD,
    PARTS,
    SHOWN,
    Settings,
    head_from_bytes,
    keys_of_documents,
    parse_missing,
)
from sitegen.build.entities import UnitKey
from sitegen.build.ledger import Ledger, ledger_from_bytes, ledger_key, whole_from_ledger
from sitegen.build.links import iter_links_of_document
from sitegen.build.made import Before, Made
from sitegen.build.make import make_pages_of, make_studio
from sitegen.build.options import stops
from sitegen.build.outputs import Outputs, staging_cleared
from sitegen.build.registries import Reader, read_registries, read_site
from sitegen.build.search import config_of_search, make_search
from sitegen.build.session import Session
from sitegen.build.tool import tool_digest
from sitegen.checks.run import check_documents
from sitegen.digest import digest
from sitegen.disk.output import clear_staging
from sitegen.model.archive import Archive, Document
from sitegen.model.whole import Accounts, Whole
from sitegen.render.flaw import Flaw
from sitegen.site.paging import STATEMENTS_A_PAGE, page_count
from sitegen.site.plan import PageTask

FEW = 50  # documents: beyond, the whole way costs little more


def make_short(session: Session, before: Before) -> Made | None:
    """Make what a few documents' own files decide; None where more than that may have changed."""
    found = _find_edited(session, before)
    if found is None:
        return None
    archive, keys, edited = found
    manifest, memo = before.manifest, session.memo
    shown = {id: memo.need(key + SHOWN) for id, key in keys.items()}
    data = memo.find(manifest.ledger) if ledger_key(session.look, shown) == manifest.ledger else None
    if data is None:
        return None
    ledger = ledger_from_bytes(data)
    outputs = Outputs(manifest.outputs, before.standing, clear_staging(session.options.out))
    outputs.files.update(
        (route, w) for route, w in before.standing.items() if not route.startswith("search/")
    )
    with staging_cleared(outputs):
        flawed = _remake(session, whole_from_ledger(archive, ledger), keys, edited, outputs, ledger)
    if flawed:
        return None
    memo.keep_last({manifest.contents[id] + part for id in edited for part in PARTS})
    return Made(manifest.diagnostics, outputs, manifest.counts, keys, manifest.ledger)


def _find_edited(session: Session, before: Before) -> tuple[Archive, dict[str, bytes], list[str]] | None:
    """Return the archive, its documents' memo keys, and the ids of the few that were edited without fault.

    None where others than these files have something to tell, or where the last site does not stand.
    """
    look, memo, manifest = session.look, session.memo, before.manifest
    is_whole = manifest.is_complete and len(before.standing) == len(manifest.outputs)
    if not (manifest.ledger and is_whole) or stops(manifest.diagnostics, strict=session.options.strict):
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
    if told or not 0 < len(edited) <= FEW or keys.keys() != manifest.contents.keys():
        return None
    for _ in parse_missing(edited, keys, settings, session):
        pass
    if any(memo.find(manifest.contents[f.id] + SHOWN) != memo.need(keys[f.id] + SHOWN) for f in edited):
        return None
    archive, _ = read_registries(site, look.layout, reader)
    documents = Accounts(keys, lambda key: _document(memo.need(keys[key] + HEAD)))
    heads = [head_from_bytes(memo.need(keys[files.id] + HEAD)) for files in edited]
    sound = [head.document for head in heads if head.document is not None and not head.diagnostics]
    if len(sound) < len(edited) or _has_findings(archive, sound):
        return None
    return replace(archive, documents=documents), keys, [files.id for files in edited]


def _remake(
    session: Session,
    whole: Whole,
    keys: dict[str, bytes],
    edited: list[str],
    outputs: Outputs,
    ledger: Ledger,
) -> list[Flaw]:
    """Make the pages that show what the edited documents hold, and the search index."""
    sources = merge_templates(session.look.layout, session.read)
    studio = make_studio(session, whole, make_assets(sources, whole.archive.site.theme), outputs.staging)
    tasks = list(_iter_tasks(whole, edited, ledger))
    # Not the keys of the whole way, which makes these pages once more when it next has to be gone.
    made_from = {task.route: digest(b"short", *[keys[id] for id in edited]) for task in tasks}
    flawed = make_pages_of(session, studio, tasks, made_from, keys, outputs)
    if not flawed:
        config = config_of_search(ledger.labels, sources, studio.context)
        make_search(session, [*map(UnitKey, keys.values()), *ledger.units], config, outputs)
    return flawed


def _iter_tasks(whole: Whole, edited: list[str], ledger: Ledger) -> Iterator[PageTask]:
    yield from (PageTask("document", id) for id in edited)
    for id, original in ledger.originals.items():
        if id in edited or original in edited:
            yield PageTask("parallel", id, of=original)
    for claim in whole.archive.claims.values():
        if any(evidence.document in edited for evidence in claim.evidence):
            pages = page_count(len(whole.uses.claims[claim.id]), STATEMENTS_A_PAGE)
            yield from (PageTask("claim", claim.id, page) for page in range(1, pages + 1))


def _document(head: bytes) -> Document:
    document = head_from_bytes(head).document
    assert document is not None  # or the last build would have failed
    return document


def _has_findings(archive: Archive, edited: list[Document]) -> bool:
    """Tell whether the edited documents have anything to tell, or links, which only the whole can follow."""
    if any(True for document in edited for _ in iter_links_of_document(document)):
        return True
    return bool(check_documents(replace(archive, documents={document.id: document for document in edited})))
