"""What a build has to tell: findings with their lines."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from sitegen.build.session import Session
from sitegen.checks.causes import without_consequences
from sitegen.diagnostics.diagnostic import Diagnostic
from sitegen.diagnostics.findings import in_file_order


def located(problems: Iterable[Diagnostic], session: Session) -> tuple[Diagnostic, ...]:
    """Give each finding its line and column, reading again only the files that have one; sort them.

    Those that may follow from others are counted there and left out.
    """
    read = cache(session.read)
    found = in_file_order(
        _located(problem, read(problem.place.path)) if _waits(problem, session) else problem
        for problem in problems
    )
    return tuple(without_consequences(found))


def _waits(problem: Diagnostic, session: Session) -> bool:
    """Tell whether a finding has a place in a file and no line yet: those of the last build have theirs."""
    place = problem.place
    has_place = bool(place.keys) or place.path.endswith((".yaml", ".md"))
    return place.line == 0 and has_place and place.path in session.look.seen


def _located(problem: Diagnostic, data: bytes) -> Diagnostic:
    from sitegen.parse.locate import locate  # noqa: PLC0415 - with the YAML parser, and most builds find nothing

    return locate(problem, data)
