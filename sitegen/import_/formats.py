"""The formats that can be brought in, and which files belong to each."""

from __future__ import annotations

from collections.abc import Mapping

from sitegen.import_.brat import read_brat
from sitegen.import_.harvest import Harvest
from sitegen.import_.hypothesis import read_hypothesis
from sitegen.import_.table import read_table
from sitegen.import_.w3c import read_w3c

FORMATS: dict[str, tuple[str, tuple[str, ...]]] = {
    "w3c": ("W3C Web Annotations, JSON-LD", (".json", ".jsonld", ".txt", ".md")),
    "hypothesis": ("what Hypothesis' API answers, JSON", (".json", ".txt", ".md")),
    "brat": ("brat standoff, .txt with .ann", (".txt", ".ann", ".a1", ".a2", ".rel", ".co")),
    "tei": ("TEI P5: said, q, quote, cit, u, sp", (".xml", ".tei")),
    "csv": ("a table of quotes, .csv or .tsv", (".csv", ".tsv", ".tab", ".txt", ".md")),
}


def read_format(form: str, files: Mapping[str, bytes], harvest: Harvest, named: Mapping[str, str]) -> None:
    """Add the files of a format to a harvest; `named` leads from addresses to text files."""
    if form == "w3c":
        read_w3c(files, harvest, named)
    elif form == "hypothesis":
        read_hypothesis(files, harvest, named)
    elif form == "brat":
        read_brat(files, harvest)
    elif form == "csv":
        read_table(files, harvest)
    else:
        from sitegen.import_.tei import read_tei  # noqa: PLC0415 - lxml is loaded where it is needed

        read_tei(files, harvest)
