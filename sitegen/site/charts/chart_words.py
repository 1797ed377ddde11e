"""What a figure's chart says in words."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from sitegen.model.whole import Contest, FigureAccount, Reading
from sitegen.site.charts.rows import numbers_of
from sitegen.site.charts.svg import text_of
from sitegen.site.standing import tell_read, tell_unsure
from sitegen.words.numbers import rounded_ratio
from sitegen.words.words import Words


def describe_account(account: FigureAccount, words: Words) -> str:
    """Return what the chart shows, in a sentence or two, for those who cannot see it."""
    numbers = [n for reading in account.said for n in stated_numbers(reading)]
    parts = []
    if numbers:
        parts.append(
            words.say_count(
                "%(count)s reading, %(low)s to %(high)s.",
                "%(count)s readings, from %(low)s to %(high)s.",
                len(account.said),
                low=words.format_number(min(numbers)),
                high=words.format_number(max(numbers)),
            )
        )
        unsure = tell_unsure(words, account.count.unsure, account.count.said)
        parts.append(f"({unsure})" if unsure else "")
    if account.count.read:
        parts.append(words.say("And %(readings)s.", readings=tell_read(words, account.count)))
    if account.contests:
        parts.append(
            words.say_count(
                "%(count)s pair does not meet; the gap is %(gap)s.",
                "%(count)s pairs do not meet; the widest gap is %(gap)s.",
                account.contest_count,
                gap=words.format_number(account.contests[0].gap),
            )
        )
    elif numbers:
        parts.append(words.say("All that can be compared agree."))
    parts.append(read_contests_text(account, words))
    return " ".join(filter(None, parts))


def read_contests_text(account: FigureAccount, words: Words) -> str:
    """Return how many pairs of readings part of which the editors read one in words; nothing for none."""
    if not account.read_contest_count:
        return ""
    return words.say_count(
        "%(count)s pair parts only in the editors' reading.",
        "%(count)s pairs part only in the editors' reading.",
        account.read_contest_count,
    )


def stated_numbers(reading: Reading) -> tuple[Decimal, ...]:
    """Return the numbers that a reading gives itself, without what an approximate one allows."""
    amount = reading.amount
    stated = tuple(n for n in (amount.value, amount.low, amount.high) if n is not None)
    return stated or numbers_of(reading)


def chain_text(reading: Reading, words: Words, names: Sequence[str]) -> str:
    """Return who gave a reading, by their names from its origin outwards, as HTML."""
    arrow = "←" if words.direction == "rtl" else "→"
    passed_on = text_of(words.say(", passed on by "))
    between = (
        f' <span class="chart-via" aria-hidden="true">{arrow}</span>'
        f'<span class="chart-hidden">{passed_on}</span> '
    )
    links = [text_of(name) for name in names]
    if not links and reading.outside is not None and reading.outside.title:
        links = [text_of(reading.outside.title)]
    apart = [f"<bdi>{link}</bdi>" for link in links]
    return f'<span class="chart-who">{between.join(apart)}</span>' if links else ""


def gap_text(gap: Contest, words: Words) -> str:
    """Return how far two readings part."""
    return words.say("%(gap)s apart", gap=words.format_number(gap.gap))


def ratio_text(gap: Contest, words: Words) -> str:
    """Return by how many times the higher reading exceeds the lower; nothing where that says little."""
    if gap.ratio is None or gap.ratio < 1.05:
        return ""
    ratio = words.format_number(rounded_ratio(gap.ratio))
    return words.say("the higher is %(ratio)s times the lower", ratio=ratio)
