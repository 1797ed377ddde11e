"""The manifest of an index, which names all its other files, and the scripts that come with it.

Pages name only `search/manifest.js`: when the index changes, no page does.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from typing import Any, Final

from sitegen.search.artifact import Artifact, json_of, name_of
from sitegen.search.base import Base
from sitegen.search.config import SearchConfig
from sitegen.search.front_code import front_code
from sitegen.search.results import rows_per_file
from sitegen.search.row import NF
from sitegen.search.scoring import K1, PIPELINE, B
from sitegen.search.settings import make_text_settings
from sitegen.search.shards import iter_separators
from sitegen.search.stemmers import BASE_STEMMER, ENGLISH, NONE
from sitegen.search.unit import FIELDS, PLACED

MANIFEST: Final = "search/manifest.js"


def make_scripts(base: Base, config: SearchConfig) -> Iterator[Artifact]:
    """Yield stemmers, client and manifest; raises `KeyError` where a stemmer's script is missing."""
    manifest = _manifest_of(base, config)
    manifest["stemmers"] = {}
    algorithms = {name for name, _ in base.algorithms} - {ENGLISH, NONE}
    for name in [BASE_STEMMER, *sorted(algorithms)] if algorithms else []:
        source = config.stemmers[name]
        digest = name_of(source, 6)
        manifest["stemmers"][name] = f"{name}-{digest}"
        yield Artifact(f"search/stem/{name}-{digest}.js", source)
    manifest["client"] = f"client-{name_of(config.client, 8)}"
    yield Artifact(f"search/{manifest['client']}.js", config.client)
    yield Artifact(MANIFEST, b"siteSearch.open(" + json_of(manifest) + b")\n")


def _manifest_of(base: Base, config: SearchConfig) -> dict[str, Any]:
    lengths = array("I", base.lengths)
    units = len(lengths) // NF
    return {
        "n": units,
        "fields": [name for name, _ in FIELDS],
        "boosts": [boost for _, boost in FIELDS],
        "placed": list(PLACED),
        "sums": [sum(lengths[field * units : (field + 1) * units]) for field in range(NF)],
        "k1": K1,
        "b": B,
        "pipeline": list(PIPELINE),
        "firsts": front_code(iter_separators(base.ranges, base.alone)),
        "alone": front_code(shard.first for shard in base.alone),
        "shards": "".join(shard.name for shard in (*base.ranges, *base.alone)),
        "kinds": base.kinds,
        "kindLabels": dict(config.labels.get("kind", {})),
        "words": dict(config.words),
        "language": config.language,
        "vocabulary": {str(file.length): f"{file.length}-{file.name}" for file in base.vocabulary},
        "lengths": f"lengths-{base.length_file[0]}",
        "dates": f"dates-{base.day_file[0]}",
        "titles": "".join(group.name for group in base.titles),
        "perFile": rows_per_file(units),
        "facets": {file.facet: [f"{file.facet}-{file.name}", file.size] for file in base.facets if file.name},
        "text": make_text_settings(
            {language for language, _ in base.languages} | {config.language.partition("-")[0].lower()}
        ),
    }
