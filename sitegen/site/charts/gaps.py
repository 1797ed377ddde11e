"""Where the gap between two readings that do not meet begins and ends."""

from __future__ import annotations

from sitegen.model.whole import Contest, FigureAccount
from sitegen.site.charts.scale import Scale


def gap_ends(account: FigureAccount, gap: Contest, scale: Scale) -> tuple[float, float]:
    """Return a gap's ends from left to right, in per cent: the lower one's top, the higher one's bottom."""
    pair = [reading for reading in account.readings if reading.number in {gap.first, gap.second}]
    top = min(reading.high for reading in pair if reading.high is not None)
    bottom = max(reading.low for reading in pair if reading.low is not None)
    ends = sorted((scale.position(top), scale.position(bottom)))
    return (ends[0], ends[1])
