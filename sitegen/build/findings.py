"""What a build has to tell: findings with their lines, and those of registries told anew."""

from __future__ import annotations

from collections.abc import Iterable

from sitegen.build.edited import Edited
from sitegen.build.session import Session
from sitegen.checks.run import check_registries
from sitegen.diagnostics.diagnostic import Diagnostic
from sitegen.diagnostics.findings import in_file_order
from sitegen.model.whole import Whole


def located(problems: Iterable[Diagnostic], session: Session) -> tuple[Diagnostic, ...]:
    """Give each finding its line and column, reading again only the files that have one; sort them."""
    problems = tuple(problems)
    if not problems:
        return ()
    from sitegen.parse.locate import locate  # noqa: PLC0415 - most builds find nothing

    texts: dict[str, bytes] = {}
    located = []
    for problem in problems:
        path = problem.place.path
        has_place = bool(problem.place.keys) or path.endswith((".yaml", ".md"))
        if problem.place.line == 0 and has_place and path in session.look.seen:
            if path not in texts:
                texts[path] = session.read(path)
            located.append(locate(problem, texts[path]))
        else:
            located.append(problem)
    return tuple(in_file_order(located))


def findings_after(
    before: Iterable[Diagnostic], edited: Edited, whole: Whole | None, session: Session
) -> tuple[Diagnostic, ...]:
    """Return what there is to tell of edited documents now, of registries too with a whole, and of all else.

    `before` is what the last build told: what is not told anew holds still.
    """
    look = session.look
    files = (files for files in look.layout.documents if files.id in edited.documents)
    anew = {path for each in files for path in (each.text, each.sidecar, each.lock)}
    told = [*look.diagnostics, *edited.told]
    if whole is not None:
        anew.update(look.registries)
        told += [*edited.told_of_registries, *check_registries(whole)]
    return located((*(problem for problem in before if problem.place.path not in anew), *told), session)
