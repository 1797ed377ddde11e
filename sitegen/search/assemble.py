"""The index's files from the counts of all units.

Pages name only `search/manifest.js`, which names everything else by its content: when the index
changes, no page does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from sitegen.record import Record
from sitegen.search.artifact import Artifact, json_of, name_of, script_of
from sitegen.search.columns import Columns, columns_from_counts
from sitegen.search.index import Index, index_from_columns
from sitegen.search.packing import pack_numbers
from sitegen.search.results import (
    TOGETHER,
    make_dates,
    make_facets,
    make_titles,
    rows_per_file,
    runs_of_kinds,
)
from sitegen.search.settings import make_text_settings
from sitegen.search.shards import make_shards, make_vocabulary
from sitegen.search.stemmers import BASE_STEMMER, ENGLISH, NONE
from sitegen.search.stock import K1, PIPELINE, B, make_whole_index
from sitegen.search.unit import FIELDS, PLACED

MANIFEST: Final = "search/manifest.js"
WHOLE_INDEX: Final = "search/index.json"
WHOLE_BELOW: Final = 1_000_000  # bytes of the whole index: below, it is written unless the site says no
POSTING_BYTES: Final = 20  # of the whole index, at the least: to know without making it that it is larger


class SearchConfig(Record, frozen=True):
    """What the index needs beside the units.

    `words` are the interface's, by their English source; `labels` how each facet's values are called (and
    "kind" for the kinds). `client` is the search client's code; `stemmers` has the Snowball scripts by
    algorithm, and their common "base".
    """

    client: bytes
    language: str = "en"
    stemmers: Mapping[str, bytes] = {}
    words: Mapping[str, str] = {}
    labels: Mapping[str, Mapping[str, str]] = {}
    whole_index: bool | None = None


def assemble(counts: Sequence[bytes], config: SearchConfig) -> Iterator[Artifact]:
    """Yield every file of the index but the units' texts (`make_texts`).

    `counts` are what `count_unit` gave, in the order of results that score the same. Raises
    `msgspec.MsgspecError` where bytes are not counts, `KeyError` where a stemmer's script is missing.
    """
    columns = columns_from_counts(counts)
    yield from whole_index_files(columns, config)
    yield from index_files(index_from_columns(columns), config)


def whole_index_files(columns: Columns, config: SearchConfig) -> Iterator[Artifact]:
    """Yield the whole index in Lunr's form, where it is wanted."""
    if _wants_whole(columns, config):
        whole = make_whole_index(columns)
        if config.whole_index or len(whole) < WHOLE_BELOW:
            yield Artifact(WHOLE_INDEX, whole)


def index_files(index: Index, config: SearchConfig) -> Iterator[Artifact]:
    """Yield what the client loads; raises `KeyError` where a stemmer's script is missing."""
    shards = make_shards(index.terms, index.packed, index.bounds, len(index.heads))
    yield from shards.files
    manifest: dict[str, Any] = {
        "n": len(index.heads),
        "fields": [name for name, _ in FIELDS],
        "boosts": [boost for _, boost in FIELDS],
        "placed": list(PLACED),
        "sums": index.lengths.sum(axis=0).tolist(),
        "k1": K1,
        "b": B,
        "pipeline": list(PIPELINE),
        "firsts": shards.firsts,
        "alone": shards.alone,
        "shards": shards.names,
        "kinds": runs_of_kinds(index.heads),
        "kindLabels": dict(config.labels.get("kind", {})),
        "words": dict(config.words),
        "language": config.language,
    }
    for part in (
        _vocabulary_files(index, manifest),
        _result_files(index, config, manifest),
        _scripts(index, config, manifest),
    ):
        yield from part
    yield Artifact(MANIFEST, b"siteSearch.open(" + json_of(manifest) + b")\n")


def _vocabulary_files(index: Index, manifest: dict[str, Any]) -> Iterator[Artifact]:
    manifest["vocabulary"] = {}
    for length, file in make_vocabulary(index.terms):
        manifest["vocabulary"][str(length)] = _name(file)
        yield file


def _result_files(index: Index, config: SearchConfig, manifest: dict[str, Any]) -> Iterator[Artifact]:
    data = script_of("lengths", pack_numbers(index.lengths.T.ravel()))
    lengths = Artifact(f"search/lengths-{name_of(data, 4)}.js", data)
    dates = make_dates(index.heads)
    manifest["lengths"], manifest["dates"] = _name(lengths), _name(dates)
    yield lengths
    yield dates
    titles = list(make_titles(index.heads))
    yield from titles
    manifest["titles"] = "".join(_name(file).partition("-")[2] for file in titles[::TOGETHER])
    manifest["perFile"] = rows_per_file(len(index.heads))
    manifest["facets"] = {}
    for facet, file in make_facets(index.heads, config.labels):
        manifest["facets"][facet] = [_name(file), len(file.data)]
        yield file


def _scripts(index: Index, config: SearchConfig, manifest: dict[str, Any]) -> Iterator[Artifact]:
    languages = {head.language.partition("-")[0].lower() for head in index.heads}
    manifest["text"] = make_text_settings(languages | {config.language.partition("-")[0].lower()})
    algorithms = {name for head in index.heads for name in head.algorithms} - {ENGLISH, NONE}
    manifest["stemmers"] = {}
    for name in [BASE_STEMMER, *sorted(algorithms)] if algorithms else []:
        source = config.stemmers[name]
        file = Artifact(f"search/stem/{name}-{name_of(source, 6)}.js", source)
        manifest["stemmers"][name] = _name(file)
        yield file
    client = Artifact(f"search/client-{name_of(config.client, 8)}.js", config.client)
    manifest["client"] = _name(client)
    yield client


def _name(file: Artifact) -> str:
    """Return a file's name without folder and ending."""
    return file.path.rpartition("/")[2].removesuffix(".js")


def _wants_whole(columns: Columns, config: SearchConfig) -> bool:
    if config.whole_index is not None:
        return config.whole_index
    return len(columns.units) * POSTING_BYTES < WHOLE_BELOW
