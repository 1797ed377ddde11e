"""Pages that somebody is waiting for, shown before a build has made all others."""

from __future__ import annotations

from collections.abc import Callable

import msgspec


class Early(msgspec.Struct, frozen=True):
    """`routes` are waited for; `show` takes those that changed, with their bytes, once they are made.

    It may be called in vain: a build that fails after it leaves the site as it was.
    """

    routes: frozenset[str]
    show: Callable[[dict[str, bytes]], None]
