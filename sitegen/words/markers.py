"""Markers that name a message for extraction where it is written down but not yet said."""

from __future__ import annotations

InContext = tuple[str, str]  # context and message


def N_(message: str) -> str:  # noqa: N802  gettext's own name for it
    """Return the message as it is; whoever shows it translates it."""
    return message


def NP_(context: str, message: str) -> InContext:  # noqa: N802
    """Return context and message as they are; whoever shows them translates them."""
    return (context, message)
