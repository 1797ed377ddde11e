"""Whether what commands print is coloured; loaded before all commands, and so apart from what they need."""

from __future__ import annotations

import os


def wants_no_color() -> bool:
    """Tell whether a person has asked every program for text without colours (https://no-color.org)."""
    return bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
