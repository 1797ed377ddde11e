"""What all schema models share: unknown keys are errors, and short forms of values are allowed."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Keys(BaseModel):
    """A group of keys as its author writes it. None is "left out"."""

    model_config = ConfigDict(extra="forbid")


def id_as_group(value: object) -> object:
    """Return a lone id as the group {id}."""
    return {"id": value} if isinstance(value, str) else value


def text_as_quote(value: object) -> object:
    """Return a lone text as the group {exact}."""
    return {"exact": value} if isinstance(value, str) else value
