"""A new entry of a registry, added after the last one: everything else of the file stays to the byte."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from sitegen.checks.suggest import find_nearest
from sitegen.parse.ids import id_from_text, is_avoided, is_id, is_reserved, why_too_long
from sitegen.parse.yaml import parse_yaml
from sitegen.scaffold.yaml_text import Yaml, render_entry

NOUNS = {"speaker": "speakers", "claim": "claims", "figure": "figures"}


def why_not_an_id(id_: str, noun: str, known: Collection[str], former: Mapping[str, str]) -> str:
    """Return why a new entry cannot have that id, with a way out; empty where it can."""
    if not is_id(id_):
        meant = id_from_text(id_)
        hint = f"did you mean {meant!r}?" if meant and not is_avoided(meant) else "for example 'first-name'"
        return f"{id_!r} is not an id: ids are lower-case letters a to z, digits and hyphens; {hint}"
    if is_avoided(id_):
        why = "the site writes a page of that name itself"
        if not is_reserved(id_):
            why = "Windows keeps that name for a device"
        return f"{id_!r} is no id here: {why}; choose another, for example 'the-{id_}'"
    if too_long := why_too_long(id_):
        return f"{too_long}; choose a shorter one"
    if id_ in known:
        return f"there is a {noun} {id_!r} already; change that entry, or choose another id"
    if id_ in former:
        return (
            f"{id_!r} is a former id of {former[id_]!r}, and its old address leads there; choose another id"
        )
    return ""


def find_near_id(id_: str, known: Collection[str]) -> str | None:
    """Return the id in use that a new one is so like that it may be meant, or None."""
    return find_nearest(id_, tuple(known))


def keys_of_entry(noun: str, id_: str, given: Mapping[str, str]) -> dict[str, Yaml]:
    """Return the keys of a new entry: what was given, and a name or label made from the id where none was.

    A claim's `text` and a figure's `unit` must be given: what a site states, no id can tell.
    """
    words = id_.replace("-", " ")
    made = {
        "speaker": {"name": words.title()},
        "claim": {},
        "figure": {"label": words[:1].upper() + words[1:]},
    }
    return {**made[noun], **{key: value for key, value in given.items() if value}}


def append_entry(data: bytes, path: str, id_: str, keys: Mapping[str, Yaml]) -> tuple[bytes | None, str]:
    """Return the registry file's bytes with an entry more, or None and why it cannot be added.

    What is added stands behind everything that is there, in the file's own line ends. The result is read
    again: it must hold what the file held, and the entry.
    """
    before, found = parse_yaml(data, path)
    if before is None and found:
        return None, f"{path} cannot be read as YAML: {found[0].message} (line {found[0].place.line})"
    if before is not None and not isinstance(before, dict):
        return None, f"{path} is not a map from ids to entries; `sitegen check` says more"
    entry = render_entry(id_, keys)
    wanted = {**(before or {}), **(parse_yaml(entry.encode(), path)[0] or {})}  # type: ignore[dict-item]
    for gap in _gaps(data):
        addition = gap + entry
        if b"\r\n" in data:
            addition = addition.replace("\n", "\r\n")
        after = data + addition.encode()
        value, more = parse_yaml(after, path)
        if value == wanted and len(more) == len(found):
            return after, ""
    way_out = f"add it by hand:\n{entry}"
    return None, f"{path} does not end in a way that an entry can be added behind; {way_out}"


def _gaps(data: bytes) -> tuple[str, ...]:
    """Return what may stand between the file's end and an entry, the best first."""
    if not data.strip():
        return ("",)
    end = "" if data.endswith((b"\n", b"\r")) else "\n"
    has_gap = re.search(rb"\n[ \t\r]*\n\Z", data) is not None
    return (end if has_gap else end + "\n", end, "\n")
