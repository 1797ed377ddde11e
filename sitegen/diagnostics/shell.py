"""Names in commands that are shown for a person to copy into a shell."""

from __future__ import annotations

import shlex


def shell_word(name: str) -> str:
    """Return a file's name as one word of a POSIX shell's line, which no program takes for an option."""
    return shlex.quote(f"./{name}" if name.startswith("-") else name)
