"""From the checked whole to the files of the site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache, partial
from itertools import chain
from pathlib import Path
from urllib.parse import quote

import msgspec

from sitegen.build.assets import Assets, make_assets, merge_templates
from sitegen.build.beside import making_search
from sitegen.build.collector import collector_paused
from sitegen.build.documents import shown_from_bytes
from sitegen.build.early import Early
from sitegen.build.extras import iter_extras
from sitegen.build.gather import Gathered
from sitegen.build.labels import labels_of_whole
from sitegen.build.outputs import Outputs
from sitegen.build.pages import MadePage, Studio, iter_made, offer_made
from sitegen.build.search import config_of_search
from sitegen.build.session import Session
from sitegen.build.templates import diagnostic_of, own_templates
from sitegen.build.tool import tool_digest
from sitegen.build.workers import SMALL
from sitegen.diagnostics.diagnostic import Diagnostic
from sitegen.digest import digest
from sitegen.disk.memo import Memo
from sitegen.model.whole import Accounts, Whole
from sitegen.record import encode_record
from sitegen.render.closure import digest_of_closure
from sitegen.render.flaw import Flaw
from sitegen.site.keys import PageKeys
from sitegen.site.plan import PageTask, iter_pages


def make_files(session: Session, gathered: Gathered, outputs: Outputs) -> tuple[Diagnostic, ...]:
    """Offer every file of the site to `outputs`, making what does not stand there already.

    Returns what the archive's own templates did wrong: what was made is then not a site.
    """
    whole, look = gathered.whole, session.look
    assert whole is not None
    sources = merge_templates(look.layout, session.read)
    assets = make_assets(sources, whole.archive.site.theme)
    for route, data in assets.files.items():
        outputs.put(route, b"", data)
    for path in look.layout.statics:
        name = f"static/{path}"
        outputs.offer(name, look.seen[name], partial(session.read, name))
    studio = make_studio(session, whole, assets, outputs.staging)
    tasks = list(iter_pages(whole))
    labels = labels_of_whole(whole, studio.context)
    config = config_of_search(labels, sources, studio.context)
    with making_search(session, gathered, config, outputs) as (workers, have_search):
        session = replace(session, workers=workers)
        flaws = _make_pages(session, studio, tasks, gathered, outputs)
        if flaws:
            return tuple(diagnostic_of(flaw, studio.templates) for flaw in flaws)
        have_search()
    for extra in iter_extras(whole, tasks):
        outputs.put(extra.route, b"", extra.data)
    return ()


def make_studio(session: Session, whole: Whole, assets: Assets, staging: Path | None) -> Studio:
    """Return what pages are made from; without a staging folder nothing is written."""
    logo = whole.archive.site.theme.logo
    return Studio(
        whole=whole,
        templates=assets.templates,
        styles=assets.styles,
        scripts=assets.scripts,
        logo=quote(f"static/{logo}") if logo else "",
        staging=str(staging) if staging is not None and session.workers.is_local else "",
        own=own_templates(session.look.layout.templates),
    )


def _make_pages(
    session: Session,
    studio: Studio,
    tasks: list[PageTask],
    gathered: Gathered,
    outputs: Outputs,
) -> list[Flaw]:
    keys = cache(lambda: _keys_of(tasks, studio, gathered, session.memo))
    early = session.options.early
    if early is not None and not outputs.written:  # else pages may refer to assets that are not there yet
        awaited = [task for task in tasks if task.route in early.routes]
        made = _show_early(early, session, studio, awaited, gathered, outputs)
        if flawed := offer_made(made, keys(), outputs):
            return flawed
        tasks = [task for task in tasks if task.route not in early.routes]
    missing = tasks
    if outputs.standing:
        missing = [task for task in tasks if not outputs.has(task.route, keys()[task.route])]
    if len(missing) > max(SMALL, len(studio.whole.documents) // 4):
        studio.whole.make_accounts()  # most will be needed, and not by one process alone
    # Where nothing stands they are asked for while the workers are at the first pages.
    made_from = Accounts((task.route for task in missing), lambda route: keys()[route])
    known = {task.route: outputs.known(task.route) for task in missing}
    done = 0
    flaws: dict[Flaw, None] = {}
    for made in iter_made(studio, missing, known, gathered.keys, session):
        flaws.update(dict.fromkeys(offer_made(made, made_from, outputs)))
        done += len(made)
        session.step("rendering", done, len(missing))
    return sorted(flaws, key=lambda flaw: (flaw.template, flaw.line, flaw.message))


def _show_early(
    early: Early,
    session: Session,
    studio: Studio,
    tasks: list[PageTask],
    gathered: Gathered,
    outputs: Outputs,
) -> list[MadePage]:
    """Make pages that somebody waits for, before it is known whether they differ; show those that do."""
    known = {task.route: outputs.known(task.route) for task in tasks}
    made = [*chain.from_iterable(iter_made(studio, tasks, known, gathered.keys, session))]
    changed = {
        page.route: (outputs.staging / page.route).read_bytes() if page.data is None else page.data
        for page in made
        if page.mtime or page.data is not None
    }
    if changed and not any(page.flaw for page in made):
        early.show(changed)
    return made


@collector_paused()
def _keys_of(tasks: list[PageTask], studio: Studio, gathered: Gathered, memo: Memo) -> dict[str, bytes]:
    """Return the key of every page by its route.

    All pages share the site's record, the editorial pages' names (in the footer) and the addresses of
    the assets; and each its template with all that this one extends or includes.
    """
    desk, shell = studio.desks.at("documents/index.html")
    common = digest(tool_digest(), encode_record(studio.whole.archive.site), encode_record(shell))
    shown = {id: shown_from_bytes(data) for id, data in gathered.shown.items()}
    keys = PageKeys(studio.whole, gathered.keys, shown, common, desk)
    templates = _closures({t.template for t in tasks} - {""}, studio.templates, memo)
    return {task.route: keys.key_of(task, templates.get(task.template, b"")) for task in tasks}


def _closures(names: set[str], sources: Mapping[str, str], memo: Memo) -> dict[str, bytes]:
    """Return a digest of what each template is made of, from the memo while no template changes."""
    parts = (part.encode() for pair in sorted(sources.items()) for part in pair)
    key = digest(b"closures", tool_digest(), *sorted(name.encode() for name in names), *parts)
    found = memo.find(key)
    if found is not None:
        return msgspec.msgpack.decode(found, type=dict[str, bytes])
    closures = {name: digest_of_closure(sources, name) for name in sorted(names)}
    memo.put(key, encode_record(closures))
    return closures
