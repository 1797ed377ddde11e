"""The search index: counts of every unit, kept; the index's files, made where a count differs."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence

from sitegen.build.documents import TERMS, TEXTS
from sitegen.build.entities import UnitKey
from sitegen.build.labels import Labels
from sitegen.build.outputs import Outputs
from sitegen.build.session import Session
from sitegen.build.texts import offer_texts
from sitegen.build.tool import tool_digest
from sitegen.digest import digest
from sitegen.record import encode_record
from sitegen.search.artifact import Artifact
from sitegen.search.base import Base, base_from_bytes, find_edits, iter_files, iter_kept
from sitegen.search.config import SearchConfig
from sitegen.search.edit import Pieces
from sitegen.search.manifest import make_scripts
from sitegen.search.patch import patch
from sitegen.search.remake import remake_files
from sitegen.search.scripts import make_client, read_stemmers
from sitegen.search.stemmers import ENGLISH, LANGUAGES, NONE
from sitegen.search.words import make_words
from sitegen.site.context import Context


def make_search(session: Session, units: Sequence[UnitKey], config: SearchConfig, outputs: Outputs) -> None:
    """Offer the files of the search index to `outputs`. `units` are in the order of the index."""
    offer_texts([unit.key + TEXTS for unit in units if unit.has_texts], session.memo, outputs)
    keys = [unit.key + TERMS for unit in units]
    # NumPy does no linear algebra here: threads for it would only cost their start.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    if config.whole_index or not _offer_kept(session, keys, config, outputs):
        _offer_all(session, keys, config, outputs)


def config_of_search(labels: Labels, sources: Mapping[str, bytes], context: Context) -> SearchConfig:
    """Return what decides the form of the index; `sources` are the templates and assets."""
    site = context.site
    return SearchConfig(
        client=make_client(sources),
        language=site.language,
        stemmers=read_stemmers({name for _, name in LANGUAGES.values()} - {ENGLISH, NONE}),
        words=make_words(context.words.gettext),
        labels=labels,
        whole_index=site.whole_index,
    )


def _offer_kept(session: Session, keys: Sequence[bytes], config: SearchConfig, outputs: Outputs) -> bool:
    """Offer the kept index with the units that changed, came or went since; False where that cannot be."""
    memo = session.memo
    data = memo.find(_base_key())
    base = None if data is None else base_from_bytes(data)
    stretches = None if base is None else find_edits(base, keys)
    if base is None or stretches is None or not all(map(memo.keep, iter_kept(base))):
        return False
    if not all(memo.keep(base.keys[number]) for stretch in stretches for number in stretch.before):
        return False
    pieces = Pieces(memo.need, memo.put)
    patched = patch(base, keys, stretches, config, pieces)
    if patched is None:
        return False
    memo.let_go({*iter_kept(base)}.difference(iter_kept(patched[0])))
    base, files = patched
    kept = encode_record(base)
    if kept != data:
        memo.put(_base_key(), kept)
    made = {file.path: file.data for file in files}
    missing = _keep_standing(base, outputs)
    for path in missing & made.keys():
        outputs.put(path, b"", made[path])
    for file in remake_files(base, missing - made.keys(), config, pieces):
        outputs.put(file.path, b"", file.data)
    _offer_scripts(base, config, outputs)
    return True


def _keep_standing(base: Base, outputs: Outputs) -> set[str]:
    """Keep the base's files that stand; return the paths of those that do not."""
    missing = set()
    for path, content in iter_files(base):
        if outputs.known(path) == content:
            outputs.keep(path, b"")
        else:
            missing.add(path)
    return missing


def _offer_scripts(base: Base, config: SearchConfig, outputs: Outputs) -> None:
    for file in make_scripts(base, config):
        outputs.put(file.path, b"", file.data)


def _offer_all(session: Session, keys: Sequence[bytes], config: SearchConfig, outputs: Outputs) -> None:
    """Offer the index of all units' counts, and keep it where that pays."""
    key = digest(tool_digest(), encode_record(config), *keys)
    if outputs.has_all(key):
        return
    for file in _files(session, keys, config):
        outputs.put(file.path, key, file.data)


def _files(session: Session, keys: Sequence[bytes], config: SearchConfig) -> Iterator[Artifact]:
    from sitegen.search import assemble, base, columns  # noqa: PLC0415 - they need numpy

    joined = columns.columns_from_counts(map(session.memo.need, keys))
    yield from assemble.whole_index_files(joined, config)
    has_cache = session.options.cache_folder is not None
    pays = has_cache and not config.whole_index and len(joined.units) >= base.LEAST
    made = yield from assemble.index_files(
        keys, joined, config, session.memo.put if pays else assemble.forget
    )
    if pays:
        session.memo.put(_base_key(), encode_record(made))
    yield from make_scripts(made, config)


def _base_key() -> bytes:
    return digest(b"search base", tool_digest())
