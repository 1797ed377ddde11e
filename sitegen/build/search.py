"""The search index: counts of every unit, kept; the index's files, made of all where a count differs."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

from sitegen.build.documents import TERMS, TEXTS
from sitegen.build.entities import UnitKey
from sitegen.build.labels import Labels
from sitegen.build.outputs import Outputs
from sitegen.build.session import Session
from sitegen.build.texts import offer_texts
from sitegen.build.tool import tool_digest
from sitegen.digest import digest
from sitegen.record import encode_record
from sitegen.search.config import SearchConfig
from sitegen.search.scripts import make_client, read_stemmers
from sitegen.search.stemmers import ENGLISH, LANGUAGES, NONE
from sitegen.search.words import make_words
from sitegen.site.context import Context


def make_search(session: Session, units: Sequence[UnitKey], config: SearchConfig, outputs: Outputs) -> None:
    """Offer the files of the search index to `outputs`. `units` are in the order of the index."""
    offer_texts([unit.key + TEXTS for unit in units if unit.has_texts], session.memo, outputs)
    keys = [unit.key + TERMS for unit in units]
    key = digest(tool_digest(), encode_record(config), *keys)
    if outputs.has_all(key):
        return
    # NumPy does no linear algebra here: threads for it would only cost their start.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from sitegen.search.assemble import assemble  # noqa: PLC0415 - with NumPy, and only where a count differs

    for file in assemble(map(session.memo.need, keys), config):
        outputs.put(file.path, key, file.data)


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
