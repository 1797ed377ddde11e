"""What rebuilds have changed, for pages that are open: which of them are no longer what they show.

A page says which version of the site it came with, and gets the sum of what happened since. So nothing
is lost while it sleeps, and a page that nothing touched is left in peace.
"""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from sitegen.digest import digest
from sitegen.serve.pages import read_page

KEPT = 500  # rebuilds that are remembered; a page that slept longer is loaded again
RECENT = 8  # pages sent last, which are waited for even if none listens
_STYLE = re.compile(rb"assets/style\.[0-9a-f]+\.css")


@dataclass(frozen=True, slots=True)
class Change:
    """One rebuild: the pages to load again, those of which only the style changed, or what is wrong."""

    version: int
    pages: frozenset[str] = frozenset()
    styled: frozenset[str] = frozenset()
    style: str = ""  # the style sheet's route, where it changed
    problem: str = ""  # as the terminal shows it; empty where the build went well
    waiting: tuple[str, ...] = ()  # ids of documents with passages that have lost their place
    summary: str = ""


@dataclass
class Changes:
    """The versions of a site since the server began. Used by one event loop."""

    out: Path
    version: int = 0
    log: list[Change] = field(default_factory=list)
    # Route → version and digest, but for its style, of the page as it was sent.
    shown: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    listening: Counter[str] = field(default_factory=Counter)  # how many open pages there are of a route
    early: dict[str, bytes] = field(default_factory=dict)  # pages of a build that is still at work
    is_closed: bool = False
    _news: asyncio.Condition = field(default_factory=asyncio.Condition)

    def note_shown(self, route: str, data: bytes) -> None:
        """Remember what a page held when it was sent.

        A page that is sent while a build ends may be the new one under the old version: the first counts.
        """
        if route not in self.shown or self.shown[route][0] < self.version:
            self.shown.pop(route, None)  # to be the last one again
            self.shown[route] = self.version, _without_style(data)

    def awaited(self) -> frozenset[str]:
        """Return the routes that somebody looks at, or did last."""
        return frozenset([*+self.listening, *list(self.shown)[-RECENT:]])

    def read(self, route: str) -> bytes | None:
        """Return what is to be sent for a route; None where there is no such file."""
        data = self.early.get(route)
        return read_page(self.out, route) if data is None else data

    async def add_early(self, pages: dict[str, bytes]) -> None:
        """Tell of pages that a build has made while it is still making others."""
        self.early = pages
        await self._add(Change(self.version + 1, frozenset(pages)))

    async def add_build(self, written: tuple[str, ...], removed: tuple[str, ...]) -> None:
        """Tell of a build that went well; after a failed one also where nothing was written."""
        pages, styled = set(removed), set()
        early, self.early = self.early, {}
        told = {route for route, data in early.items() if read_page(self.out, route) == data}
        pages.update(early.keys() - told)
        style = next((route for route in written if _STYLE.fullmatch(route.encode())), "")
        for route in written:
            if style and route in self.shown and self._is_only_styled(route):
                styled.add(route)
            elif route.endswith(".html") and route not in told:
                pages.add(route)
        if pages or styled or self.problem:
            await self._add(Change(self.version + 1, frozenset(pages), frozenset(styled), style))

    def begin(self, problem: str, waiting: tuple[str, ...], summary: str) -> None:
        """Note what came of the first build, before anybody listens."""
        self._note(Change(self.version + 1, problem=problem, waiting=waiting, summary=summary))

    async def add_problem(self, problem: str, waiting: tuple[str, ...], summary: str) -> None:
        """Tell of a build that could not be done."""
        pages, self.early = frozenset(self.early), {}
        await self._add(Change(self.version + 1, pages, problem=problem, waiting=waiting, summary=summary))

    @property
    def problem(self) -> str:
        return self.log[-1].problem if self.log else ""

    def since(self, version: int, route: str) -> dict[str, object]:
        """Return what a page of a version is to do: `reload`, `style`, `problem` and the version now."""
        if version > self.version or (self.log and version < self.log[0].version - 1):
            return {
                "version": self.version,
                "reload": True,
                "style": "",
                "problem": "",
                "waiting": [],
                "summary": "",
            }
        after = [change for change in self.log if change.version > version]
        last = self.log[-1] if self.log else Change(0)
        return {
            "version": self.version,
            "reload": any(route in change.pages for change in after),
            "style": next((c.style for c in reversed(after) if route in c.styled), ""),
            "problem": last.problem,
            "waiting": list(last.waiting),
            "summary": last.summary,
        }

    async def wait_beyond(self, version: int) -> None:
        """Return once there is a later version, or none will come."""
        async with self._news:
            await self._news.wait_for(lambda: self.version > version or self.is_closed)

    async def close(self) -> None:
        """End all waiting."""
        async with self._news:
            self.is_closed = True
            self._news.notify_all()

    async def _add(self, change: Change) -> None:
        async with self._news:
            self._note(change)
            self._news.notify_all()

    def _note(self, change: Change) -> None:
        self.log = [*self.log[-KEPT + 1 :], change]
        self.version = change.version

    def _is_only_styled(self, route: str) -> bool:
        data = read_page(self.out, route)
        return data is not None and self.shown[route][1] == _without_style(data)


def _without_style(data: bytes) -> bytes:
    return digest(_STYLE.sub(b"", data))
