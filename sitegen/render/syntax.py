"""Reading a template's syntax, so that whatever is wrong with one is an error of its own, with a line."""

from __future__ import annotations

import re
from typing import Final

from jinja2 import Environment, TemplateSyntaxError, nodes

_LINES: Final = re.compile(r"^debug_info = '([\d=&]*)'$", re.MULTILINE)  # line of the template = of the code


class SyntaxEnvironment(Environment):
    """Jinja's, which lets through what Python says of brackets a thousand deep or of endless numbers."""

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        try:
            return super()._parse(source, name, filename)
        except TemplateSyntaxError:
            raise
        except Exception as error:
            raise TemplateSyntaxError(_told(error), 1, name, filename) from error


def mistake_of_code(error: Exception, code: str, name: str | None) -> TemplateSyntaxError:
    """Return what to tell where Python cannot take the code that a template came to."""
    line = 1
    at = getattr(error, "lineno", None) or 0
    for pair in (match[1] if (match := _LINES.search(code)) else "").split("&"):
        ours, _, theirs = pair.partition("=")
        if theirs and int(theirs) <= at:
            line = int(ours)
    return TemplateSyntaxError(_told(error), line, name, name)


def _told(error: Exception) -> str:
    if isinstance(error, RecursionError | MemoryError):
        return "it is nested too deep"
    said = error.msg if isinstance(error, SyntaxError) else str(error)
    return f"it cannot be read: {said}" if said else "it cannot be read"
