"""From a draft to files: the annotation into the sidecar, new entries into their registries."""

from __future__ import annotations

from dataclasses import replace

from sitegen.disk.change import Change
from sitegen.parse.ids import is_id
from sitegen.parse.yaml_values import Value
from sitegen.serve.annotate.desk import DocumentDesk
from sitegen.serve.annotate.draft import Draft, Group, clean, group_of, passage_group, selectors_of
from sitegen.serve.annotate.refused import RefusedError
from sitegen.serve.annotate.registries import Registries
from sitegen.serve.annotate.store import Label, Store, refuse_conflict, refuse_errors
from sitegen.splice.annotation import annotations_of, delete_annotation, put_annotation, put_entry
from sitegen.splice.propose import propose_id
from sitegen.splice.splice import SpliceError
from sitegen.words.markers import N_

NOT_AN_ID = N_("'%(id)s' is not an id: use lower-case letters a to z, digits and hyphens")
UNKNOWN = {
    "speakers": N_("there is no speaker '%(id)s'; choose one of the list, or make it"),
    "claims": N_("there is no claim '%(id)s'; choose one of the list, or make it"),
    "figures": N_("there is no figure '%(id)s'; choose one of the list, or make it"),
}


def annotation_of(desk: DocumentDesk, draft: Draft, yaml: str) -> Group:
    """Return the annotation that a draft is written as into a sidecar's text. Raises `RefusedError`."""
    items = _annotations(yaml)
    before: Group = {}
    if draft.number is not None:
        item = items[draft.number] if draft.number < len(items) else None
        if not isinstance(item, dict):
            raise RefusedError(N_("the annotation is no longer there; load the page again"))
        before = item
    passage = None if draft.pieces is None else passage_group(selectors_of(desk, draft.pieces))
    if passage is None and not before:
        raise RefusedError(N_("no words are selected"))
    return group_of(draft, before, passage)


def save(desk: DocumentDesk, draft: Draft, registries: Registries, store: Store) -> str:
    """Write what a draft says; return the annotation's id. Raises `RefusedError` and `ConflictError`."""
    if not is_id(draft.id):
        raise RefusedError(NOT_AN_ID, id=draft.id)
    entries = _entries(draft, registries)
    refuse_unknown(draft, registries)
    shown = store.shown.get(draft.version) if draft.version != desk.version else None
    mine = _spliced(desk, draft, shown if shown is not None else desk.data)
    refuse_conflict(desk, draft.version, store.shown, mine)
    refuse_errors(desk, mine)
    done = N_("added %(id)s") if draft.number is None else N_("changed %(id)s")
    store.write(desk.id, Label(done, draft.id), [*entries, desk.change_of_sidecar(mine)])
    return draft.id


def delete(desk: DocumentDesk, number: int, version: str, store: Store) -> None:
    """Take an annotation out of the sidecar. Raises `RefusedError` and `ConflictError`."""
    base = store.shown.get(version, desk.data)
    mine = delete_from(base, number)
    items = annotations_of(base.decode())
    refuse_conflict(desk, version, store.shown, mine)
    item = items[number]
    name = item.get("id") if isinstance(item, dict) else None
    done = Label(N_("deleted %(id)s"), str(name or number + 1))
    store.write(desk.id, done, [desk.change_of_sidecar(mine)])


def delete_from(sidecar: bytes, number: int) -> bytes:
    """Return a sidecar without its annotation of that number, from 0. Raises `RefusedError`."""
    try:
        return delete_annotation(sidecar.decode(), number).encode()
    except SpliceError as error:
        raise RefusedError(str(error)) from error


def propose_annotation_id(desk: DocumentDesk, draft: Draft) -> str:
    """Return an id for a new annotation, made from its first words."""
    taken = {str(item.get("id")) for item in _annotations(desk.yaml) if isinstance(item, dict)}
    words = draft.pieces[0].words if draft.pieces else ""
    return propose_id(words, taken, draft.speaker or "passage")


def refuse_unknown(draft: Draft, registries: Registries) -> None:
    """Raise `RefusedError` for a name that is in no registry and not new."""
    used = {
        "speakers": [draft.speaker, *draft.via],
        "claims": [use.id for use in draft.claim],
        "figures": [use.id for use in draft.figure],
    }
    new = {(entry.registry, entry.id) for entry in draft.entries}
    for kind, ids in used.items():
        known = registries.registry(kind).entries
        for id in filter(None, ids):
            if id not in known and (kind, id) not in new:
                raise RefusedError(UNKNOWN[kind], id=id)


def _spliced(desk: DocumentDesk, draft: Draft, data: bytes) -> bytes:
    try:
        text = data.decode()
        annotation = annotation_of(desk, draft, text)
        number = draft.number if draft.number is not None else len(annotations_of(text))
        _refuse_same_id(text, number, draft.id)
        spliced = put_annotation(text or _bare(desk), annotation, draft.number)
    except SpliceError as error:
        raise RefusedError(str(error)) from error
    except UnicodeDecodeError as error:
        raise RefusedError(N_("%(file)s is not UTF-8; convert it first"), file=desk.sidecar_path) from error
    return spliced.encode()


def _bare(desk: DocumentDesk) -> str:
    """Return the sidecar of a document that has none: a title is all that it needs."""
    name = desk.id.rpartition("/")[2].replace("-", " ")
    return f"title: {name[:1].upper()}{name[1:]}\n"


def _refuse_same_id(text: str, number: int, id: str) -> None:
    for i, item in enumerate(annotations_of(text)):
        if i != number and isinstance(item, dict) and item.get("id") == id:
            raise RefusedError(N_("another annotation of this document has the id '%(id)s'"), id=id)


def _annotations(yaml: str) -> list[Value]:
    try:
        return annotations_of(yaml)
    except SpliceError as error:
        raise RefusedError(str(error)) from error


def _entries(draft: Draft, registries: Registries) -> list[Change]:
    """Return the changes that put the draft's new entries into registry files."""
    changes: dict[str, Change] = {}
    for entry in draft.entries:
        if not is_id(entry.id):
            raise RefusedError(NOT_AN_ID, id=entry.id)
        if registries.find(entry.registry, entry.id) is not None:
            raise RefusedError(
                N_("'%(id)s' is there already; choose it, or give the new entry another id"), id=entry.id
            )
        path = registries.file_for(entry.registry, entry.id)
        keys: Group = {key: text for key, value in entry.keys.items() if (text := clean(value))}
        if path not in changes:
            data = registries.read(path)
            changes[path] = Change(path, data, data)
        after = _with_entry(changes[path].after or b"", path, entry.id, keys)
        changes[path] = replace(changes[path], after=after)
    return list(changes.values())


def _with_entry(data: bytes, path: str, id: str, keys: Group) -> bytes:
    try:
        return put_entry(data.decode(), id, keys).encode()
    except (SpliceError, UnicodeDecodeError) as error:
        raise RefusedError(f"{path}: {error}") from error
