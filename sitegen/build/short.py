"""The short way: where nothing but a few documents and registries were edited, no page is asked for its key.

What the last build knew of the whole is in its ledger, and is put right for what is said now.
Then only the pages are made that show a difference. Wherever this cannot be sure of what there is to tell,
the build goes the whole way: where files of other kinds have changed, where an edited document has
mistakes, where it is not dated or attributed as before, where a link may lead to nothing now.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec.structs import replace

from sitegen.build.assets import make_assets, merge_templates
from sitegen.build.beside import making_pages
from sitegen.build.early import Early
from sitegen.build.edited import Edited, find_edited
from sitegen.build.entities import UnitKey, keys_of_entities, replaced_entities
from sitegen.build.extras import REDIRECTS, iter_extras
from sitegen.build.findings import findings_after
from sitegen.build.labels import labels_after
from sitegen.build.ledger import Ledger, keep_ledger
from sitegen.build.links import iter_faults, routes_of_links
from sitegen.build.made import Before, Made, counts_of_whole
from sitegen.build.make import make_pages_of, make_studio
from sitegen.build.options import stops
from sitegen.build.outputs import Outputs
from sitegen.build.reckoning import Unsettled
from sitegen.build.search import config_of_search, make_search
from sitegen.build.session import Session
from sitegen.build.wholes import Wholes, wholes_of_edit
from sitegen.build.workers import SMALL, LocalWorkers
from sitegen.checks.causes import has_consequences
from sitegen.checks.menu import check_menu
from sitegen.checks.shared_names import compared, names_compared
from sitegen.diagnostics.diagnostic import Diagnostic
from sitegen.diagnostics.rules.references import NAME_SHARED
from sitegen.disk.memo import DamagedMemo
from sitegen.disk.output import clear_staging
from sitegen.model.period import Period
from sitegen.model.whole import Whole
from sitegen.site.plan import PageTask, iter_pages
from sitegen.site.reach import Reach

SHORT = b"short"  # what pages are made from here: no digest, as keys of the whole way are


def make_short(session: Session, before: Before) -> Made | None:
    """Make what a few edits decide; None where more than that may have changed, or is not kept."""
    try:
        return _make_short(session, before)
    except (DamagedMemo, Unsettled):
        # What the last site was made from is dropped in time: builds that fail ask for other things.
        return None


def _make_short(session: Session, before: Before) -> Made | None:
    session = dataclasses.replace(session, workers=LocalWorkers(1))  # there is little to do
    edited = find_edited(session, before)
    if edited is None or "annotation" not in before.manifest.counts:
        return None
    manifest, memo = before.manifest, session.memo
    wholes = wholes_of_edit(edited, memo)
    told = _told_after(manifest.diagnostics, edited, wholes, session)
    if stops(told, strict=session.options.strict):
        return None
    outputs = Outputs(manifest.written, before.standing, clear_staging(session.options.out))
    outputs.keep_outside("search/")
    ledger = _remake(session, wholes, edited, outputs)
    if ledger is None:
        return None
    memo.let_go([manifest.ledger, *_given_before(edited.ledger, ledger)])
    memo.keep_last()
    counts = _counts_after(manifest.counts, wholes, edited.documents)
    return Made(told, outputs, counts, dict(edited.keys), keep_ledger(ledger, memo))


def _told_after(
    told: tuple[Diagnostic, ...], edited: Edited, wholes: Wholes, session: Session
) -> tuple[Diagnostic, ...]:
    """Return what there is to tell now.

    Raises `Unsettled` where a link or a menu leads to nothing, or findings may follow from others.
    """
    was, now = wholes.before, wholes.after
    if any(map(has_consequences, told)):  # which may be others now
        raise Unsettled
    sidecars = {now.archive.documents[id].sidecar for id in edited.documents}
    is_told = any(d.code == NAME_SHARED.code and d.place.path in sidecars for d in told)
    if is_told or _titles_shared(was, now, edited.documents):  # which is told of documents beside each other
        raise Unsettled
    if any(True for _ in iter_faults(edited.links, now)):
        raise Unsettled
    if edited.was is edited.now and _used(edited.ledger) == _used(wholes.ledger):
        return findings_after(told, edited, None, session)
    if list(check_menu(was.archive, was)) != list(check_menu(now.archive, now)):
        raise Unsettled
    return findings_after(told, edited, now, session)


def _titles_shared(was: Whole, now: Whole, edited: Collection[str]) -> bool:
    """Tell whether another document has a title of an edited one that is called otherwise now."""
    changed = [id for id in edited if _names(was, id) != _names(now, id)]
    if not changed:
        return False
    titles = {_names(whole, id)[0] for id in changed for whole in (was, now)}
    return sum(compared(heading.title) in titles for heading in now.headings.values()) > 1


def _names(whole: Whole, id: str) -> tuple[str, Period | None, str]:
    """Return what tells a document from others."""
    return names_compared(whole.archive.documents[id])


def _used(ledger: Ledger) -> tuple[Collection[str], ...]:
    """Return what is named at all."""
    return ledger.claims.keys(), ledger.figures.keys(), ledger.said.keys() | ledger.relayed.keys()


def _remake(session: Session, wholes: Wholes, edited: Edited, outputs: Outputs) -> Ledger | None:
    """Make the pages that show a difference, and the search index; return the ledger.

    None where a template has a flaw, or many pages may show a difference.
    """
    sources = merge_templates(session.look.layout, session.read)
    assets = make_assets(sources, edited.now.site.theme)
    studio = make_studio(session, wholes.after, assets, outputs.staging)
    (was, shell_was), (now, shell) = (  # parts of pages are compared as they are seen from one depth
        make_studio(session, whole, assets, None).desks.at("claims/index.html")
        for whole in (wholes.before, wholes.after)
    )
    if shell != shell_was:  # which is on every page: of relays, say, there are the first
        return None
    reach = Reach(was, now, edited.documents)
    tasks = list(reach.iter_tasks())
    if len(tasks) >= SMALL and session.options.processes > 1:  # which could not decode as they go
        return None
    if reach.plans is not None:
        _replan(*reach.plans, wholes, outputs)
    # Not the keys of the whole way, which makes these pages once more when it next has to be gone.
    made_from = dict.fromkeys((task.route for task in tasks), SHORT)
    if early := session.options.early:
        now_shown = [task for task in tasks if task.route in early.routes]
        if make_pages_of(session, studio, now_shown, made_from, edited.keys, outputs):
            return None
        _show_early(early, outputs)
        tasks = [task for task in tasks if task.route not in early.routes]
    linked = sorted({*edited.ledger.linked, *routes_of_links(edited.links)})
    ledger = replace(wholes.ledger, registries=session.look.registries, linked=linked)
    with making_pages(session, studio, tasks, made_from, edited.keys, outputs) as have_pages:
        if edited.was is not edited.now or _searched(wholes.before) != _searched(wholes.after):
            units = keys_of_entities(wholes.after, session.memo)
            session.memo.let_go(replaced_entities(wholes.before, wholes.after, edited.ledger.units, units))
            ledger = replace(
                ledger, units=units, labels=labels_after(ledger.labels, wholes.after, studio.context)
            )
        config = config_of_search(ledger.labels, sources, studio.context)
        make_search(session, [*map(UnitKey, edited.keys.values()), *ledger.units], config, outputs)
        return None if have_pages() else ledger


def _show_early(early: Early, outputs: Outputs) -> None:
    changed = early.routes & set(outputs.written)
    if changed:
        early.show({route: (outputs.staging / route).read_bytes() for route in changed})


def _replan(was: list[PageTask], now: list[PageTask], wholes: Wholes, outputs: Outputs) -> None:
    """Drop the pages that are gone, make what lists all. Raises `Unsettled` where a link leads to one."""
    gone = {task.route for task in was}.difference(task.route for task in now)
    if not gone.isdisjoint(wholes.ledger.linked):
        raise Unsettled
    for route in (*gone, REDIRECTS):
        outputs.drop(route)
    for extra in iter_extras(wholes.after, list(iter_pages(wholes.after))):
        outputs.put(extra.route, b"", extra.data)


def _given_before(was: Ledger, now: Ledger) -> Iterator[bytes]:
    """Yield where the memo has what was given on figures, and is not any more."""
    for id, given in was.figures.items():
        if now.figures.get(id) != given:
            yield given.key


def _searched(whole: Whole) -> tuple[object, ...]:
    """Return what search knows of entries beside what registries say."""
    return whole.uses.contested_claims, whole.contested_figures, whole.topics.keys()


def _counts_after(counts: Mapping[str, int], wholes: Wholes, edited: Sequence[str]) -> dict[str, int]:
    more = (len(wholes.after.documents[id].said) - len(wholes.before.documents[id].said) for id in edited)
    return {**counts_of_whole(wholes.after), "annotation": counts["annotation"] + sum(more)}
