"""Whole builds, cold and warm, beside other generators, and what the figures come to as ratios."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from bench.corpus import SHARED, change_note, change_one, make_corpus, touch_all
from bench.measure import Run, await_rest, delete_aside, measure, median_of, put_aside
from bench.peers import PEERS, install_peers, measure_peer

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "results"
SLOW_FROM = 2_000  # documents from which on peers that take minutes are left out
ONCE_FROM = 20_000  # documents from which on there is one round


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--docs", type=int, nargs="+", default=[100, 1_000, 10_000])
    parser.add_argument("--work", type=Path, default=HERE.parent / ".venv" / "bench")
    parser.add_argument("--jobs", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--peers", nargs="*", default=list(PEERS), choices=list(PEERS))
    arguments = parser.parse_args()
    if not SHARED.is_dir():
        sys.exit("the corpora and adapters are expected in ../shared/bench")
    work = arguments.work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    programs = install_peers(work) if arguments.peers else {}
    RESULTS.mkdir(exist_ok=True)
    delete_aside(work)  # of a run that was broken off
    await_rest(work)
    for documents in arguments.docs:
        result = measure_size(work, documents, arguments, programs)
        path = RESULTS / f"builds-{documents}.json"
        path.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
        print(f"\n{documents:,} documents, {arguments.jobs} processors")
        for name, run in result.items():
            print(f"  {name:24}" + "".join(f"  {key} {value:>9,.2f}" for key, value in sorted(run.items())))
    delete_aside(work)


def measure_size(
    work: Path, documents: int, arguments: argparse.Namespace, programs: dict[str, str]
) -> dict[str, Run]:
    """Measure every tool on one size, one after the other, in rounds; take the medians' ratios.

    What else the machine does comes and goes by the minute: in rounds it falls on all of them.
    """
    corpus, archive = make_corpus(work, documents)
    steps = dict(steps_of_ours(work, archive, arguments.jobs))
    for name in arguments.peers:
        if documents < SLOW_FROM or name in ("hugo", "pagefind"):
            steps[name] = partial(measure_peer, name, programs, corpus, work, arguments.jobs)
    rounds = [
        {name: step() for name, step in steps.items()}
        for _ in range(arguments.runs if documents < ONCE_FROM else 1)
    ]
    runs = {name: median_of([each[name] for each in rounds]) for name in steps}
    return {**runs, **ratios_of(runs)}


def steps_of_ours(work: Path, archive: Path, jobs: int) -> Iterator[tuple[str, Callable[[], Run]]]:
    """Yield what measures the floor, and our builds: from nothing, unchanged, one annotation changed."""
    out, cache = work / "built", work / "cache"
    sitegen = [str(Path(sys.executable).with_name("sitegen")), "build", str(archive), "--jobs", str(jobs)]
    build = [*sitegen, "--out", str(out), "--cache", str(cache)]
    floor = [sys.executable, str(HERE / "floor.py"), str(archive)]

    def clear() -> None:
        for folder in (out, cache):
            put_aside(folder, work)

    def step(command: list[str], *prepare: Callable[[], object]) -> Run:
        for each in prepare:
            each()
        return measure(command, work, jobs)

    touch = partial(touch_all, archive)
    yield "sitegen", partial(step, build, clear)
    # Once before, so that it finds the sources in memory as what follows does.
    yield "floor", partial(step, floor, touch, partial(measure, floor, work, jobs))
    yield "sitegen, unchanged", partial(step, build, touch)
    yield "sitegen, one annotation", partial(step, build, partial(change_one, archive), touch)
    yield "sitegen, one note", partial(step, build, partial(change_note, archive), touch)


def ratios_of(runs: dict[str, Run]) -> dict[str, Run]:
    """Return what each target of the issue compares, as a ratio of this run's figures."""
    pairs = [
        ("unchanged / floor", ["sitegen, unchanged"], ["floor"]),
        ("one annotation / floor", ["sitegen, one annotation"], ["floor"]),
        ("one note / floor", ["sitegen, one note"], ["floor"]),
        ("cold / hugo + pagefind", ["sitegen"], ["hugo", "pagefind"]),
        ("cold / hugo", ["sitegen"], ["hugo"]),
        ("cold / mkdocs", ["sitegen"], ["mkdocs"]),
        ("cold / mkdocs-prebuilt", ["sitegen"], ["mkdocs-prebuilt"]),
        ("cold / pelican", ["sitegen"], ["pelican"]),
        ("one / hugo + pagefind", ["sitegen, one annotation"], ["hugo", "pagefind"]),
        ("note / hugo + pagefind", ["sitegen, one note"], ["hugo", "pagefind"]),
    ]
    found: dict[str, Run] = {}
    for name, ours, theirs in pairs:
        if all(key in runs for key in (*ours, *theirs)):
            a, b = runs[ours[0]], [runs[key] for key in theirs]
            found[name] = Run(
                wall=round(a["wall"] / sum(r["wall"] for r in b), 3),
                cpu=round(a["cpu"] / sum(r["cpu"] for r in b), 3),
                peak_mb=round(a["peak_mb"] / max(r["peak_mb"] for r in b), 3),
            )
    return found
