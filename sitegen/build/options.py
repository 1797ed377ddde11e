"""What a build is asked for, and what it answers."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import msgspec

from sitegen.build.early import Early
from sitegen.diagnostics.diagnostic import Diagnostic
from sitegen.diagnostics.findings import counts_of, rule_of
from sitegen.diagnostics.rule import Severity

Step = Callable[[str, int, int], None]  # told what is being done, how much of it is done, of how much


class BuildOptions(msgspec.Struct, frozen=True):
    """`cache` None: `.sitegen` beside the archive. `jobs` None: by the size of the work.

    `early`: the pages that somebody waits for, if anybody does.
    """

    archive: Path
    out: Path = Path("build")
    cache: Path | None = None
    no_cache: bool = False
    jobs: int | None = None
    executor: str = ""
    strict: bool = False
    early: Early | None = None

    @property
    def cache_folder(self) -> Path | None:
        if self.no_cache:
            return None
        return self.cache or self.archive.resolve().parent / ".sitegen"

    @property
    def processes(self) -> int:
        """How many processes may work at once."""
        return self.jobs or default_jobs()


class BuildResult(msgspec.Struct, frozen=True):
    """`written`, `removed`: routes whose bytes changed, in order. `counts`: of what the archive holds."""

    diagnostics: tuple[Diagnostic, ...]
    has_failed: bool
    counts: dict[str, int] = {}
    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: int = 0
    seconds: float = 0.0
    out: Path | None = None

    def summary(self) -> str:
        """Return the lines shown at the end of a run."""
        by_severity = counts_of(self.diagnostics)
        found = ", ".join(_plural(by_severity[s], s) for s in ("error", "warning") if by_severity[s])
        held = ", ".join(_plural(n, what) for what, n in self.counts.items())
        if self.has_failed:
            kept = "; nothing was written" if self.out is not None else ""
            return f"{found}{kept}"
        lines = [held] if held else []
        if self.out is not None:
            lines.append(self._changes())
        nothing = "no errors or warnings" if by_severity["advice"] else "no findings"
        lines.append(f"{found or nothing}; {self.seconds:.2f} s")
        return "\n".join(lines)

    def _changes(self) -> str:
        pages = [r for r in self.written if r.endswith(".html")]
        parts = [_plural(len(pages), "page") + " written"]
        if len(self.written) > len(pages):
            parts.append(_plural(len(self.written) - len(pages), "other file") + " written")
        if self.removed:
            parts.append(_plural(len(self.removed), "file") + " removed")
        parts.append(f"{self.unchanged:,} unchanged")
        line = f"{self.out}: " + ", ".join(parts)
        if 0 < len(self.written) <= LISTED and self.unchanged:
            line += "".join(f"\n  {route}" for route in self.written)
        return line

    def report(self) -> bytes:
        """Return the whole result as JSON."""
        import json  # noqa: PLC0415 - few ask for it

        value = {
            "failed": self.has_failed,
            "counts": self.counts,
            "findings": counts_of(self.diagnostics),
            "written": self.written,
            "removed": self.removed,
            "unchanged": self.unchanged,
            "seconds": round(self.seconds, 3),
        }
        return json.dumps(value, indent=2, ensure_ascii=False).encode() + b"\n"


LISTED = 40  # changed pages that a summary still names one by one


def default_jobs() -> int:
    """Return the number of processors that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on this system
        return os.cpu_count() or 1


def severity_of(finding: Diagnostic) -> Severity:
    """Return how grave a finding is."""
    return rule_of(finding).severity


def stops(diagnostics: tuple[Diagnostic, ...], *, strict: bool) -> bool:
    """Tell whether the findings stop a build."""
    counts = counts_of(diagnostics)
    return bool(counts["error"] or (strict and counts["warning"]))


def _plural(count: int, noun: str) -> str:
    if noun.endswith("y") and count != 1:
        return f"{count:,} {noun[:-1]}ies"
    return f"{count:,} {noun}" + ("" if count == 1 or noun.endswith("s") else "s")
