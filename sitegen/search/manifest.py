"""The manifest of an index, which names all its other files, and the scripts that come with it.

Pages name only `search/manifest.js`: when the index changes, no page does.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from sitegen.record import Record
from sitegen.search.artifact import Artifact, json_of, name_of
from sitegen.search.config import SearchConfig
from sitegen.search.front_code import front_code
from sitegen.search.results import rows_per_file
from sitegen.search.scoring import K1, PIPELINE, B
from sitegen.search.settings import make_text_settings
from sitegen.search.shards import Shard, iter_separators
from sitegen.search.stemmers import BASE_STEMMER, ENGLISH, NONE
from sitegen.search.unit import FIELDS, PLACED

MANIFEST: Final = "search/manifest.js"


class IndexFiles(Record, frozen=True):
    """What the manifest tells of an index: how large it is, and the names of its files.

    `sums` are the terms in each field of all units; `facets` gives each facet's file and its size (bytes).
    """

    units: int
    sums: list[int]
    kinds: list[tuple[str, int]]
    languages: list[str]
    algorithms: list[str]
    ranges: list[Shard]
    alone: list[Shard]
    vocabulary: dict[str, str]
    facets: dict[str, list[Any]]
    titles: str
    lengths: str
    dates: str


def make_scripts(files: IndexFiles, config: SearchConfig) -> Iterator[Artifact]:
    """Yield stemmers, client and manifest; raises `KeyError` where a stemmer's script is missing."""
    manifest = _manifest_of(files, config)
    manifest["stemmers"] = {}
    algorithms = {*files.algorithms} - {ENGLISH, NONE}
    for name in [BASE_STEMMER, *sorted(algorithms)] if algorithms else []:
        source = config.stemmers[name]
        digest = name_of(source, 6)
        manifest["stemmers"][name] = f"{name}-{digest}"
        yield Artifact(f"search/stem/{name}-{digest}.js", source)
    manifest["client"] = f"client-{name_of(config.client, 8)}"
    yield Artifact(f"search/{manifest['client']}.js", config.client)
    yield Artifact(MANIFEST, b"siteSearch.open(" + json_of(manifest) + b")\n")


def _manifest_of(files: IndexFiles, config: SearchConfig) -> dict[str, Any]:
    return {
        "n": files.units,
        "fields": [name for name, _ in FIELDS],
        "boosts": [boost for _, boost in FIELDS],
        "placed": list(PLACED),
        "sums": files.sums,
        "k1": K1,
        "b": B,
        "pipeline": list(PIPELINE),
        "firsts": front_code(iter_separators(files.ranges, files.alone)),
        "alone": front_code(shard.first for shard in files.alone),
        "shards": "".join(shard.name for shard in (*files.ranges, *files.alone)),
        "kinds": files.kinds,
        "kindLabels": dict(config.labels.get("kind", {})),
        "words": dict(config.words),
        "language": config.language,
        "vocabulary": files.vocabulary,
        "lengths": files.lengths,
        "dates": files.dates,
        "titles": files.titles,
        "perFile": rows_per_file(files.units),
        "facets": files.facets,
        "text": make_text_settings({*files.languages, config.language.partition("-")[0].lower()}),
    }
