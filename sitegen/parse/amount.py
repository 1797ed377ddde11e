"""What a reading says, from its validated keys: in a sidecar or in a registry's report."""

from __future__ import annotations

from sitegen.model.archive import Amount
from sitegen.parse.schema_sidecar import AmountKeys


def amount_from_keys(keys: AmountKeys) -> Amount:
    """Return how much a reading says."""
    return Amount(value=keys.value, low=keys.min, high=keys.max, approximate=bool(keys.approximate))
