"""One finding: a rule, a place, words, and a way out.

Stages that work on validated records know a place as *keys* into a YAML file ("annotations", 3,
"via", 0): nothing has to carry line numbers through the build. `parse.locate` turns keys into a
line and a column, by reading the file again, only when there is something to tell.
"""

from __future__ import annotations

from sitegen.diagnostics.rule import Rule
from sitegen.record import Record

Key = str | int


class Place(Record, frozen=True):
    """Where a finding is: a file of the archive, and in it keys or a line and column (from 1).

    `end_column` (exclusive) is on the same line; 0 where only a point is known. `excerpt` is the
    text of the line. `at_key` asks for the key's own place rather than its value's.
    """

    path: str
    keys: tuple[Key, ...] = ()
    at_key: bool = False
    line: int = 0
    column: int = 0
    end_column: int = 0
    excerpt: str = ""


class Diagnostic(Record, frozen=True):
    """`help` is the way out; `details` are further lines shown below the excerpt, as they are."""

    code: str  # of a Rule
    message: str
    place: Place
    help: str = ""
    details: tuple[str, ...] = ()


def diagnostic(
    rule: Rule, place: Place, message: str, help: str = "", details: tuple[str, ...] = ()
) -> Diagnostic:
    """Return a finding of the given rule."""
    return Diagnostic(code=rule.code, message=message, place=place, help=help, details=details)
