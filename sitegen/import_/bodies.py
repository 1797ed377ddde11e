"""Bodies of Web Annotations → the keys of an annotation: comments become notes, tags become topics."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from sitegen.import_.harvest import Harvest, add_note
from sitegen.scaffold.yaml_text import Yaml

_TAG = re.compile(r"<[^>]*>")
_BREAK = re.compile(r"(?i)</p>|<br\s*/?>|</li>|</div>")
_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")


def read_bodies(
    annotation: dict[str, Any], keys: dict[str, Yaml], label: str, harvest: Harvest, *, topics: bool = True
) -> None:
    """Put what an annotation's bodies say into its keys; note what of them has no place there.

    Where there are to be no `topics`, tags are words of the note.
    """
    bodies = annotation.get("body", annotation.get("hasBody", annotation.get("bodies", [])))
    motivation = str(annotation.get("motivation") or annotation.get("motivatedBy") or "")
    for body in bodies if isinstance(bodies, list) else [bodies]:
        _read_body(body, keys, label, (harvest, motivation, topics))
    if isinstance(annotation.get("bodyValue"), str):
        add_note(keys, annotation["bodyValue"])


def _read_body(body: Any, keys: dict[str, Yaml], label: str, into: tuple[Harvest, str, bool]) -> None:  # noqa: ANN401
    """Read one body; the annotation's motivation is its purpose where it names none."""
    harvest, motivation, topics = into
    if isinstance(body, str):
        add_note(keys, f"<{body}>" if body.startswith(("http:", "https:")) else body)
        return
    if not isinstance(body, dict):
        if body is not None:
            harvest.lose(label, f"a body is left out: {str(body)[:60]!r}")
        return
    value = body.get("value", body.get("chars", body.get("cnt:chars")))
    if isinstance(value, str) and value.strip():
        purposes = body.get("purpose") or body.get("motivation") or motivation
        if "tagging" in str(purposes) and topics:
            _add_topic(keys, harvest.topic(value))
        else:
            add_note(keys, _plain(value) if "html" in str(body.get("format", "")) else value)
        return
    address = text_of(body.get("source") or body.get("id") or body.get("@id"))
    if address.startswith(("http:", "https:")):
        add_note(keys, f"<{address}>")
    elif not isinstance(value, str):
        harvest.lose(label, f"a body is left out: {body.get('type') or 'without a type'!s}")


def _add_topic(keys: dict[str, Yaml], topic: str) -> None:
    topics = keys.get("topics")
    before = [*topics] if isinstance(topics, list) else []
    if topic not in before:
        keys["topics"] = [*before, topic]


def text_of(value: Any) -> str:  # noqa: ANN401 - JSON
    """Return what names a resource: itself where it is a text, or its name, else its address."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("name") or value.get("nickname") or value.get("id") or value.get("@id") or ""
    return value if isinstance(value, str) else ""


def read_date(value: Any) -> str:  # noqa: ANN401 - JSON
    """Return the day of a time stamp; empty for none."""
    found = _DATE.match(value) if isinstance(value, str) else None
    return found[0] if found else ""


def _plain(html: str) -> str:
    return unescape(_TAG.sub("", _BREAK.sub("\n", html))).strip()
