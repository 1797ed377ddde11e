"""Changes as text for a terminal, as Markdown for a review, as JSON for programs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from sitegen.diff.change import Change
from sitegen.record import Record
from sitegen.text.printable import one_line

FORMS = ("text", "markdown", "json")
NOTHING = "Nothing changed in meaning."
_TITLES = {
    "site": "The site",
    "documents": "Documents",
    "claims": "Claims",
    "figures": "Figures",
    "speakers": "Speakers",
    "topics": "Topics",
    "pages": "Pages",
}
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")


class _Style(Record, frozen=True):
    section: str
    subject: str
    item: str


_STYLES = {
    "text": _Style("{}\n", "  {}\n", "    - {}\n"),
    "markdown": _Style("### {}\n\n", "- **{}**\n", "  - {}\n"),
}


def render_changes(changes: Sequence[Change], form: str) -> str:
    """Return changes in a form, ending in a line end."""
    if form == "json":
        items = [
            {
                "section": c.section,
                "subject": c.subject,
                "kind": c.kind,
                "sentence": c.sentence,
                "before": c.before,
                "after": c.after,
            }
            for c in changes
        ]
        return json.dumps({"changes": items}, indent=2, ensure_ascii=False) + "\n"
    if not changes:
        return NOTHING + "\n"
    return "\n".join(_iter_sections(changes, form))


def _iter_sections(changes: Sequence[Change], form: str) -> Iterator[str]:
    style = _STYLES[form]
    escape = _escaped if form == "markdown" else one_line
    for section, inside in groupby(changes, key=lambda change: change.section):
        lines = [style.section.format(_TITLES[section])]
        for subject, about in groupby(inside, key=lambda change: change.subject):
            lines.append(style.subject.format(escape(subject)))
            lines += [style.item.format(escape(change.sentence)) for change in about]
        yield "".join(lines)


def _escaped(text: str) -> str:
    """Return a text as Markdown shows it: nothing in it is markup, and nobody is mentioned by it."""
    return _SPECIAL.sub(r"\\\1", one_line(text)).replace("@", "@\u200b")
