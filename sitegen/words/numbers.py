"""Numbers and amounts as a language writes them."""

from __future__ import annotations

from decimal import Decimal

from sitegen.model.archive import Amount
from sitegen.words.catalogue import Catalogue
from sitegen.words.locale_facts import LocaleFacts
from sitegen.words.markers import NP_, InContext

_ABOUT = NP_("number", "about %(number)s")
_ABOUT_RANGE = NP_("range of numbers", "about %(number)s")
_AT_LEAST = NP_("number", "at least %(number)s")
_AT_MOST = NP_("number", "at most %(number)s")
_RANGE = NP_("number", "%(low)s–%(high)s")
_RANGE_IN_WORDS = NP_("number", "%(low)s to %(high)s")
_ESTIMATE = NP_("number", "%(number)s (%(range)s)")
_WITH_UNIT = NP_("number", "%(number)s %(unit)s")


def format_number(number: Decimal | int, facts: LocaleFacts) -> str:
    """Return a number with its digits grouped, and with as many decimals as it was written with."""
    written = str(number) if isinstance(number, int) else f"{number:f}"
    whole, _, fraction = written.removeprefix("-").partition(".")
    last, others = facts.grouping
    groups = [whole[-last:]]
    rest = whole[:-last]
    while rest:
        groups.append(rest[-others:])
        rest = rest[:-others]
    text = facts.group.join(reversed(groups)) + (facts.decimal + fraction if fraction else "")
    if facts.digits:
        text = text.translate(_digits_of(facts))
    return facts.minus + text if number < 0 else text


def rounded_ratio(ratio: float) -> Decimal:
    """Return a ratio as it is told: a decimal below ten where there is one, none above: 2, 2.5, 12."""
    return Decimal(f"{ratio:.1f}" if ratio < 10 else f"{ratio:.0f}").normalize()


def format_amount(amount: Amount, unit: str, catalogue: Catalogue, facts: LocaleFacts) -> str:
    """Return what a reading says, in words: "about 300 people", "200,000–300,000", "at least 500"."""
    text = _bare_amount(amount, catalogue, facts)
    return _say(catalogue, _WITH_UNIT, number=text, unit=unit) if unit else text


def _bare_amount(amount: Amount, catalogue: Catalogue, facts: LocaleFacts) -> str:
    value = None if amount.value is None else format_number(amount.value, facts)
    bounds = _bounds(amount, value is not None, catalogue, facts)
    if value is None:
        return _say(catalogue, _ABOUT_RANGE, number=bounds) if amount.approximate else bounds
    if amount.approximate:
        value = _say(catalogue, _ABOUT, number=value)
    return _say(catalogue, _ESTIMATE, number=value, range=bounds) if bounds else value


def _bounds(amount: Amount, in_words: bool, catalogue: Catalogue, facts: LocaleFacts) -> str:  # noqa: FBT001
    low = "" if amount.low is None else format_number(amount.low, facts)
    high = "" if amount.high is None else format_number(amount.high, facts)
    if low and high:
        if amount.low == amount.high:
            return low
        signed = any(end is not None and end < 0 for end in (amount.low, amount.high))
        kind = _RANGE_IN_WORDS if in_words or signed else _RANGE
        return _say(catalogue, kind, low=low, high=high)
    if low:
        return _say(catalogue, _AT_LEAST, number=low)
    return _say(catalogue, _AT_MOST, number=high) if high else ""


def _say(catalogue: Catalogue, message: InContext, **values: str) -> str:
    return catalogue.pgettext(*message) % values


def _digits_of(facts: LocaleFacts) -> dict[int, int]:
    return str.maketrans("0123456789", facts.digits)
