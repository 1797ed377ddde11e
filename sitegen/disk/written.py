"""What a build wrote, in columns: of 40,000 files a rebuild looks at few, and changes fewer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise

from sitegen.digest import SIZE
from sitegen.disk.files import NUMBER_SIZE, Files, join_files, join_names, pack_files, split_digests
from sitegen.record import Record


class Written(Record, frozen=True):
    """An output file: what it was made from, what it holds, and how the disk showed it then."""

    key: bytes  # shorter than 256 bytes
    content: bytes  # digest
    size: int
    mtime: int  # nanoseconds


class WrittenFiles(Record, frozen=True):
    """Output files, packed: how the disk showed them, and in the same order what else is known of each."""

    files: Files = Files()
    keys: bytes = b""
    lengths: bytes = b""  # of the keys, a byte each
    contents: bytes = b""

    def __len__(self) -> int:
        return len(self.lengths)

    def is_even(self) -> bool:
        """Tell whether the columns are of one length."""
        return (
            self.files.is_even(self.contents)
            and len(self.lengths) == len(self.files)
            and len(self.keys) == sum(self.lengths)
        )

    def list_keys(self) -> list[bytes]:
        """Return what each file was made from."""
        return [self.keys[start:end] for start, end in pairwise(accumulate(self.lengths, initial=0))]

    def content(self, row: int) -> bytes:
        """Return the digest of what a file holds, by its place."""
        return self.contents[row * SIZE : row * SIZE + SIZE]

    def by_route(self) -> dict[str, Written]:
        """Return what is known of each file, by its route."""
        columns = (self.files.iter_rows(), self.list_keys(), split_digests(self.contents))
        return {
            route: Written(key, content, size, mtime)
            for (route, size, mtime, _), key, content in zip(*columns, strict=True)
        }

    def with_changes(
        self, changes: Mapping[int, Written | None], added: Mapping[str, Written]
    ) -> WrittenFiles:
        """Return the files with some rows changed, others (None) left out, and files added at the end."""
        routes, starts = list(self.files.iter_paths()), [0, *accumulate(self.lengths)]
        parts = []
        at = 0
        waiting: dict[str, Written] = {}
        for row in sorted(changes):
            if at < row:
                parts += [pack_written(waiting), self._between(at, row, routes, starts)]
                waiting = {}
            written = changes[row]
            if written is not None:
                waiting[routes[row]] = written
            at = row + 1
        rest = self._between(at, len(self), routes, starts)
        return _joined([*parts, pack_written(waiting), rest, pack_written(added)])

    def _between(self, start: int, end: int, routes: Sequence[str], starts: Sequence[int]) -> WrittenFiles:
        numbers = slice(start * NUMBER_SIZE, end * NUMBER_SIZE)
        return WrittenFiles(
            Files(join_names(routes[start:end]), self.files.sizes[numbers], self.files.mtimes[numbers]),
            self.keys[starts[start] : starts[end]],
            self.lengths[start:end],
            self.contents[start * SIZE : end * SIZE],
        )


def _joined(parts: Sequence[WrittenFiles]) -> WrittenFiles:
    return WrittenFiles(
        join_files([part.files for part in parts]),
        b"".join([part.keys for part in parts]),
        b"".join([part.lengths for part in parts]),
        b"".join([part.contents for part in parts]),
    )


def pack_written(outputs: Mapping[str, Written]) -> WrittenFiles:
    """Return what `by_route` gave, packed in its order."""
    written = outputs.values()
    return WrittenFiles(
        pack_files(list(outputs), [w.size for w in written], [w.mtime for w in written]),
        b"".join([w.key for w in written]),
        bytes([len(w.key) for w in written]),
        b"".join([w.content for w in written]),
    )
