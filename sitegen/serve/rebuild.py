"""Build again whenever a file of the archive changes, one build after the other.

Whatever goes wrong with one build is told over the page and in the terminal, and the last good site stays:
the watch goes on, and the next change builds again.
"""

from __future__ import annotations

import asyncio
import os
import traceback
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace
from watchfiles import awatch

from sitegen.build import BuildOptions, BuildResult, build_site, severity_of
from sitegen.build.early import Early
from sitegen.diagnostics.rules import anchors
from sitegen.diagnostics.tell import prefix_of, render_diagnostics
from sitegen.disk.environment import EnvironmentFailure
from sitegen.serve.changes import Changes

STEP = 20  # ms without a change after which a burst of changes is over: editors write in several steps
ROUND = 500  # ms after which the watch looks whether it is to stop
DEBOUNCE = 200  # ms after which a burst that goes on is acted upon
PAUSE = 1.0  # seconds before a watch that could not be kept up is begun anew

LOST = frozenset(
    rule.code
    for rule in (
        *(anchors.QUOTE_NOT_FOUND, anchors.QUOTE_AMBIGUOUS, anchors.CONTEXT_NOT_FOUND),
        *(anchors.OCCURRENCE_TOO_HIGH, anchors.PIECES_OUT_OF_ORDER, anchors.PASSAGE_WAITING),
    )
)


@dataclass(frozen=True, slots=True)
class Rebuilder:
    """`say` prints a line or more to the terminal."""

    options: BuildOptions
    changes: Changes
    say: Callable[[str], None]

    def begin(self) -> None:
        """Build before anything is served."""
        rebuilt = _build(self.options)
        self.changes.begin(self._say(rebuilt), rebuilt.waiting, rebuilt.summary)

    async def rebuild(self) -> None:
        """Build and tell open pages and the terminal what came of it."""
        loop = asyncio.get_running_loop()

        def show(pages: dict[str, bytes]) -> None:
            asyncio.run_coroutine_threadsafe(self.changes.add_early(pages), loop).result()

        # A process of many threads must not be forked, so rebuilds stay in this one.
        options = replace(self.options, jobs=1, early=Early(self.changes.awaited(), show))
        await self._tell(await asyncio.to_thread(_build, options))

    async def _tell(self, rebuilt: Rebuilt) -> None:
        problem = self._say(rebuilt)
        if problem or rebuilt.result is None:
            await self.changes.add_problem(problem, rebuilt.waiting, rebuilt.summary)
        else:
            await self.changes.add_build(rebuilt.result.written, rebuilt.result.removed)

    def _say(self, rebuilt: Rebuilt) -> str:
        """Tell the terminal what came of a build; return the same words where it failed."""
        told = rebuilt.told(self.options)
        for words in (rebuilt.trace, told, rebuilt.summary):
            if words:
                self.say(words)
        has_failed = rebuilt.result is None or rebuilt.result.has_failed
        return (told or rebuilt.summary) if has_failed else ""

    async def watch(self, stop: asyncio.Event) -> None:
        """Rebuild at every change until told to stop; nothing else ends it."""
        told = ""
        while not stop.is_set():
            try:
                async for _ in iter_changes(self.options.archive, stop):
                    await self.rebuild()
                    told = ""
            except Exception as error:  # noqa: BLE001 - what is not foreseen must not end it
                failed = _failed(error, "cannot watch the archive: ")
                if failed.summary != told:  # once, however often it is tried again
                    told = failed.summary
                    await self._tell(failed)
                with suppress(TimeoutError):
                    await asyncio.wait_for(stop.wait(), PAUSE)


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A build's result, or why there is none. `trace` is where a mistake of the program's own was made."""

    result: BuildResult | None
    failure: str = ""
    trace: str = ""

    @property
    def summary(self) -> str:
        return self.failure or (self.result.summary() if self.result else "")

    @property
    def waiting(self) -> tuple[str, ...]:
        """The ids of the documents with passages that a person can give a place."""
        found = self.result.diagnostics if self.result else ()
        paths = dict.fromkeys(d.place.path for d in found if d.code in LOST)
        return tuple(path.removeprefix("documents/").removesuffix(".yaml") for path in paths)

    def told(self, options: BuildOptions) -> str:
        """Return the findings as the terminal shows them."""
        if self.result is None:
            return ""
        shown = [d for d in self.result.diagnostics if severity_of(d) != "advice"]
        return render_diagnostics(shown, "text", prefix_of(options.archive.as_posix()))


def _build(options: BuildOptions) -> Rebuilt:
    try:
        return Rebuilt(build_site(options))
    except Exception as error:  # noqa: BLE001 - it is told, and the next change builds again
        return _failed(error)


def _failed(error: Exception, doing: str = "") -> Rebuilt:
    """Return what is told of an error: its reason, and of one that nobody foresaw where it arose."""
    if isinstance(error, EnvironmentFailure):  # a file may be gone for a moment while an editor saves
        return Rebuilt(None, f"sitegen: {doing}{error}")
    if isinstance(error, OSError):
        about = f": {error.filename!r}" if error.filename else ""
        return Rebuilt(None, f"sitegen: {doing}{error.strerror or error}{about}")
    name = type(error).__name__
    words = f"sitegen: {doing}{name}: {error}\nThis is a mistake of sitegen itself; please report it."
    return Rebuilt(None, words, "".join(traceback.format_exception(error)).rstrip())


async def iter_changes(archive: Path, stop: asyncio.Event) -> AsyncIterator[None]:
    """Yield whenever a file changed that a build would read; end where the archive is another folder now.

    Whoever watches then begins anew: the system tells of the folder that it was asked about, wherever it is.
    """
    root = archive.resolve()  # noqa: ASYNC240 - once, before anything waits
    watched_folder = _identity(root)

    def is_read(_change: object, path: str) -> bool:
        try:
            parts = Path(path).relative_to(root).parts
        except ValueError:
            return False
        return not any(part.startswith(".") or part.endswith("~") for part in parts)

    watched = awatch(
        root,
        watch_filter=is_read,
        step=STEP,
        debounce=DEBOUNCE,
        rust_timeout=ROUND,
        yield_on_timeout=True,
        stop_event=stop,
    )
    is_first = True
    async for changes in watched:
        # Once after the watch has begun: a file may have changed between the first build and then.
        if changes or is_first:
            yield
        is_first = False
        if _identity(root) != watched_folder:
            return


def _identity(folder: Path) -> tuple[int, int] | None:
    """Return what tells a folder from another of the same name; None where there is none."""
    try:
        status = os.stat(folder)  # noqa: PTH116 - short, and does not wait
    except OSError:
        return None
    return status.st_dev, status.st_ino
