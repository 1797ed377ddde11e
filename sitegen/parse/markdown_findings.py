"""What is told of a Markdown source that is not shown as it may have been meant."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sitegen.diagnostics.diagnostic import Diagnostic, Place, diagnostic
from sitegen.diagnostics.rules.markdown import FRONT_MATTER, NOT_A_TABLE, ROW_TOO_LONG
from sitegen.parse.front_matter import source_front_matter
from sitegen.parse.table_lines import find_ragged

_MOST: Final = 20  # lines of a file that are told one by one


def report_in_markdown(text: str, path: str) -> tuple[Diagnostic, ...]:
    """Return what there is to tell of the Markdown of a source."""
    if text[:3] not in ("---", "+++") and "|" not in text:
        return ()
    return tuple(_report(text.replace("\r\n", "\n").replace("\r", "\n"), path))


def _report(text: str, path: str) -> Iterator[Diagnostic]:
    found = source_front_matter(text)
    if found is not None:
        yield diagnostic(
            FRONT_MATTER,
            Place(path=path, line=1, column=1, excerpt=text.split("\n", 1)[0]),
            f"the file begins with front matter: its first {found.lines} lines are not part of the text",
            "Write what they say of the document into its sidecar (title, date); they may stay here.",
        )
    lines = text.split("\n")
    told = 0
    for one in find_ragged(text):
        if found is not None and one.line <= found.lines:
            continue
        told += 1
        if told > _MOST:
            break
        excerpt = lines[one.line - 1]
        place = Place(path=path, line=one.line, column=1, end_column=len(excerpt) + 1, excerpt=excerpt)
        cells, columns = _counted(one.cells, "cell"), _counted(one.columns, "column")
        if one.trouble == "long":
            yield diagnostic(
                ROW_TOO_LONG,
                place,
                f"this row has {cells}, in a table of {columns}: the last stand beside the table's own",
                r"Where a cell has a pipe in it, write `\|`; or give the head of the table as many cells.",
            )
        else:
            yield diagnostic(
                NOT_A_TABLE,
                place,
                f"this line has {cells}, and the line of hyphens below it {one.columns}: "
                "what is meant for a table is shown with its pipes",
                "Give both as many cells; a cell may be empty.",
            )


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
