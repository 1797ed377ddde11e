"""A check's trial of the templates that an archive brings: their pages are made in memory, and not kept.

What a template names shows only where it is given something, so nothing less would tell what a build tells.
"""

from __future__ import annotations

import msgspec
from jinja2 import TemplateSyntaxError

from sitegen.build.assets import make_assets, merge_templates
from sitegen.build.gather import Gathered
from sitegen.build.make import make_studio
from sitegen.build.pages import Studio, find_flaws, iter_made
from sitegen.build.session import Session
from sitegen.build.templates import diagnostic_of, own_templates
from sitegen.diagnostics.diagnostic import Diagnostic
from sitegen.digest import digest
from sitegen.record import encode_record
from sitegen.render.closure import names_of_closure
from sitegen.render.flaw import Flaw
from sitegen.site.plan import PageTask, iter_pages

TRIAL = b"trial"


def check_pages(session: Session, gathered: Gathered) -> tuple[Diagnostic, ...]:
    """Return what the archive's own templates do wrong on the pages that they have a part in.

    For an archive that brings none this is nothing, at once; for one that has not changed since it is known.
    """
    whole = gathered.whole
    if whole is None or not own_templates(session.look.layout.templates):
        return ()
    sources = merge_templates(session.look.layout, session.read)
    studio = make_studio(session, whole, make_assets(sources, whole.archive.site.theme), None)
    key = digest(TRIAL, session.look.inputs)
    found = session.memo.find(key)
    if found is None:
        found = encode_record(_flaws(session, studio, gathered.keys))
        session.memo.put(key, found)
    flaws = msgspec.msgpack.decode(found, type=tuple[Flaw, ...])
    return tuple(diagnostic_of(flaw, studio.templates) for flaw in flaws)


def _flaws(session: Session, studio: Studio, keys: dict[str, bytes]) -> tuple[Flaw, ...]:
    tasks = _concerned(studio)
    flaws: dict[Flaw, None] = {}
    done = 0
    for made in iter_made(studio, tasks, {}, keys, session, find_flaws):
        flaws.update((page.flaw, None) for page in made if page.flaw is not None)
        done += len(made)
        session.step("trying", done, len(tasks))
    return tuple(sorted(flaws, key=lambda flaw: (flaw.template, flaw.line, flaw.message)))


def _concerned(studio: Studio) -> list[PageTask]:
    """Return the pages in which a template of the archive's own has a part."""
    tasks = [task for task in iter_pages(studio.whole) if task.template]
    touched = set()
    for name in {task.template for task in tasks}:
        try:
            is_touched = not studio.own.isdisjoint(names_of_closure(studio.templates, name))
        except TemplateSyntaxError:  # told already
            is_touched = False
        if is_touched:
            touched.add(name)
    return [task for task in tasks if task.template in touched]
