"""A memo for a process that was forked from a build, which hands over what it would keep."""

from __future__ import annotations

from sitegen.disk.memo import Memo, Taken


class MemoApart(Memo):
    """Finds what another memo keeps; what is put stays here, for that one to take."""

    def __init__(self, memo: Memo) -> None:
        super().__init__(None)
        self._memo = memo
        self._asked: list[bytes] = []

    def find(self, key: bytes) -> bytes | None:
        """Return the value kept under the key, here or there, or None."""
        value = super().find(key)
        if value is None:
            value = self._memo.find(key)
            if value is not None:
                self._asked.append(key)
        return value

    def keep(self, key: bytes) -> bool:
        """Mark the value as still in use without reading it; False where there is none."""
        if super().keep(key):
            return True
        is_there = self._memo.keep(key)
        if is_there:
            self._asked.append(key)
        return is_there

    def taken(self) -> Taken:
        """Return what the other memo is to take: what it is to mark as in use, and what to keep."""
        return Taken(self._asked, self._kept)
