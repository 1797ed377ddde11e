"""Columns of written files are changed as a table by route would be."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sitegen.disk.written import Written, pack_written

WRITTEN = st.builds(
    Written,
    key=st.binary(max_size=20),
    content=st.binary(min_size=16, max_size=16),
    size=st.integers(0, 1 << 40),
    mtime=st.integers(0, (1 << 63) - 1),
)
ROUTES = [f"{number}.html" for number in range(12)]
FILES = st.dictionaries(st.sampled_from(ROUTES), WRITTEN)


@given(FILES)
def test_what_is_packed_is_given_back(files: dict[str, Written]) -> None:
    packed = pack_written(files)
    assert packed.is_even()
    assert list(packed.by_route().items()) == list(files.items())
    assert [packed.content(row) for row in range(len(packed))] == [each.content for each in files.values()]


@given(FILES, st.dictionaries(st.sampled_from(ROUTES), st.none() | WRITTEN), FILES)
def test_files_are_changed_where_they_stand(
    files: dict[str, Written], changes: dict[str, Written | None], more: dict[str, Written]
) -> None:
    rows = {route: row for row, route in enumerate(files)}
    added = {route: written for route, written in more.items() if route not in files}
    expected = {route: changes.get(route, written) for route, written in files.items()} | added
    changed = pack_written(files).with_changes(
        {rows[route]: written for route, written in changes.items() if route in rows}, added
    )
    assert changed.is_even()
    assert list(changed.by_route().items()) == [(r, w) for r, w in expected.items() if w is not None]
