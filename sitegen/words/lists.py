"""Lists as a language writes them: "Reuters, AFP and the ministry"."""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.words.locale_facts import LocaleFacts


def joints(count: int, facts: LocaleFacts) -> tuple[str, ...]:
    """Return what stands between the items of a list of `count`: for templates whose items are links."""
    if count < 2:
        return ()
    if count == 2:
        return (_between(facts.list_two),)
    middle = (_between(facts.list_middle),) * (count - 3)
    return (_between(facts.list_start), *middle, _between(facts.list_end))


def format_list(items: Sequence[str], facts: LocaleFacts) -> str:
    """Return the items in one phrase."""
    between = (*joints(len(items), facts), "")
    return "".join(item + joint for item, joint in zip(items, between, strict=False))


def _between(pattern: str) -> str:
    return pattern.partition("{0}")[2].partition("{1}")[0]
