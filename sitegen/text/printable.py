"""Text for a terminal or a log: nothing in it is obeyed, turned round or hidden.

An author's file and its name are not trusted. What a terminal obeys, what turns the order of a line and
what is not seen at all stands as a number in angle brackets, `<U+202E>`; and a log that a build server
reads has no line by which it could be told something (https://docs.github.com/actions, "workflow commands").
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from sitegen.text.invisible import code_point, find_invisible

_OBEYED: Final = frozenset(("Cc", "Zl", "Zp", "Cs"))
# GitHub's runner reads `::` at the beginning of a line, blanks aside, and the older `##[` anywhere in one.
_COMMAND: Final = re.compile(r"^(\s*):(?=:)|##(?=\[)", re.MULTILINE)


def is_obeyed(character: str) -> bool:
    """Tell whether a terminal may do something at the character: control characters, separators of lines."""
    return unicodedata.category(character) in _OBEYED


def printable(text: str) -> str:
    """Return the text as it may be printed; its line feeds and tabs stay."""
    if text.isprintable() and text.isascii():
        return text
    hidden = set(find_invisible(text))
    return "".join(
        f"<{code_point(c)}>" if at in hidden or (c not in "\n\t" and is_obeyed(c)) else c
        for at, c in enumerate(text)
    )


def one_line(text: str) -> str:
    """Return words on one line, as they may be printed."""
    return printable(" ".join(text.split("\n")))


def printable_name(name: str) -> str:
    """Return the name of a file on one line, as it may be printed: a line feed in it is a character too."""
    return printable(name).replace("\n", "<U+000A>").replace("\t", "<U+0009>")


def printable_lines(lines: str) -> str:
    """Return lines as a terminal and a build server's log may have them."""
    return without_commands(printable(lines))


def without_commands(lines: str) -> str:
    """Return printed lines with a blank in what a build server would take for a command to it."""
    if "::" not in lines and "##[" not in lines:
        return lines
    return _COMMAND.sub(lambda found: "## " if found[0] == "##" else f"{found[1]}: ", lines)
