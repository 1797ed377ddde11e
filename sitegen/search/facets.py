"""What results are narrowed by, a file for each facet that tells units apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain

from sitegen.search.artifact import Artifact, name_of, script_of
from sitegen.search.numbers import pack
from sitegen.text.invisible import drop_invisible

Own = tuple[str, ...]  # values of one unit


def make_facet(facet: str, own: Sequence[Own], labels: Mapping[str, str]) -> tuple[str, Artifact] | None:
    """Return the file of a facet and its name, by what each unit has of it; `labels` name the values.

    There is none where units have no values, or all the same one.
    """
    distinct = set(own)
    values = tuple(sorted({value for some in distinct for value in some}))
    if not values or (len(values) == 1 and () not in distinct):
        return None
    number = {value: place for place, value in enumerate(values)}
    coded = {some: (len(some), *(number[value] for value in some)) for some in distinct}
    names = [drop_invisible(labels.get(value, value)) for value in values]
    numbers = pack(chain.from_iterable(map(coded.__getitem__, own))).decode()
    data = script_of(f"f{facet}", [values, names, numbers])
    name = f"{facet}-{name_of(data, 4)}"
    return name, Artifact(f"search/f/{name}.js", data)
