"""What YAML gives: plain values, and the spellings of "left out"."""

from __future__ import annotations

from typing import Final, TypeAlias

Value: TypeAlias = "str | list[Value] | dict[str, Value] | None"

NULLS: Final = frozenset(("", "~", "null"))  # plain scalars that mean None
