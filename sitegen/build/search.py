"""The search index: counts of every unit, kept; the index's files, made when a count differs."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec

from sitegen.build.documents import TERMS, TEXTS
from sitegen.build.outputs import Outputs
from sitegen.build.session import Session
from sitegen.build.tool import tool_digest
from sitegen.build.units import iter_entity_units
from sitegen.digest import digest
from sitegen.model.whole import Whole
from sitegen.record import encode_record
from sitegen.search.artifact import Artifact
from sitegen.search.counts import count_unit, make_texts
from sitegen.search.scripts import make_client, read_stemmers
from sitegen.search.stemmers import ENGLISH, LANGUAGES, NONE
from sitegen.search.words import make_words
from sitegen.site.context import Context
from sitegen.site.labels import status_label
from sitegen.words.words import Words

if TYPE_CHECKING:
    from sitegen.search.assemble import SearchConfig

_texts = msgspec.msgpack.Decoder(tuple[Artifact, ...])


def make_search(
    session: Session,
    whole: Whole,
    document_keys: Mapping[str, bytes],
    sources: Mapping[str, bytes],
    context: Context,
    outputs: Outputs,
) -> None:
    """Offer the files of the search index to `outputs`. `sources` are the templates and assets."""
    for id_ in whole.documents:
        key = document_keys[id_] + TEXTS
        if not outputs.has_all(key):
            for file in _texts.decode(session.memo.need(key)):
                outputs.put(file.path, key, file.data)
    keys = [document_keys[id_] + TERMS for id_ in whole.documents] + _entity_keys(session, whole, outputs)
    client = make_client(sources)
    words, labels = make_words(context.words.gettext), _labels(whole, context)
    site = whole.archive.site
    key = digest(
        tool_digest(),
        client,
        encode_record((site.language, site.whole_index, words, labels)),
        *keys,
    )
    if outputs.has_all(key):
        session.memo.keep(_base_key())
        return
    # No linear algebra is done: threads for it would only cost their start.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from sitegen.search.assemble import SearchConfig  # noqa: PLC0415 - it needs numpy

    config = SearchConfig(
        client=client,
        language=site.language,
        stemmers=read_stemmers({name for _, name in LANGUAGES.values()} - {ENGLISH, NONE}),
        words=words,
        labels=labels,
        whole_index=site.whole_index,
    )
    for file in _files(session, keys, config):
        outputs.put(file.path, key, file.data)


def _files(session: Session, keys: Sequence[bytes], config: SearchConfig) -> Iterator[Artifact]:
    """Yield the index's files: out of the index kept, with the units changed since; or out of all units."""
    from sitegen.search import assemble, base, columns, index  # noqa: PLC0415 - they need numpy

    found = None if config.whole_index else session.memo.find(_base_key())
    if found is not None:
        before = base.base_from_bytes(found)
        changed = base.find_changed(before, keys)
        if changed is not None:
            counts = {number: session.memo.need(keys[number]) for number in changed}
            yield from assemble.index_files(base.patch_index(before, counts), config)
            return
    joined = columns.columns_from_counts([session.memo.need(key) for key in keys])
    anew = index.index_from_columns(joined)
    kept = base.encode_base(keys, joined, anew)
    if kept is not None:
        session.memo.put(_base_key(), kept)
    yield from assemble.whole_index_files(joined, config)
    yield from assemble.index_files(anew, config)


def _base_key() -> bytes:
    return digest(b"search base", tool_digest())


def _entity_keys(session: Session, whole: Whole, outputs: Outputs) -> list[bytes]:
    """Return the keys, in the memo, of the counts of all units that are no documents.

    Offers the files of their texts to `outputs`.
    """
    keys = []
    for unit in iter_entity_units(whole):
        key = digest(b"unit", tool_digest(), encode_record(unit))
        if session.memo.find(key) is None:
            session.memo.put(key, count_unit(unit))
        if not outputs.has_all(key):
            for file in make_texts(unit):
                outputs.put(file.path, key, file.data)
        keys.append(key)
    return keys


def _labels(whole: Whole, context: Context) -> dict[str, dict[str, str]]:
    """Return how each value that results can be narrowed by is called."""
    words = context.words
    tags = {d.language for d in whole.archive.documents.values() if d.language}
    return {
        "kind": _kinds(words),
        "speaker": {id_: speaker.name for id_, speaker in whole.archive.speakers.items()},
        "topic": {id_: account.topic.name for id_, account in whole.topics.items()},
        "language": {tag: words.format_language(tag) for tag in sorted(tags | {context.language})},
        "status": {
            status: status_label(status, context)
            for status in sorted({claim.status for claim in whole.archive.claims.values()})
        },
        "contested": {"yes": words.gettext("Contested")},
    }


def _kinds(words: Words) -> dict[str, str]:
    _ = words.gettext
    return {
        "document": _("Documents"),
        "speaker": _("Speakers"),
        "claim": _("Claims"),
        "figure": _("Figures"),
        "topic": _("Topics"),
        "page": _("Pages"),
    }
