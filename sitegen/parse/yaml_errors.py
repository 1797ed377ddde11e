"""What libyaml says about broken YAML, put into words for those who are new to it, with a way out."""

from __future__ import annotations

import re

import yaml

from sitegen.diagnostics.diagnostic import Diagnostic, diagnostic
from sitegen.diagnostics.excerpt import place_in_text
from sitegen.diagnostics.rule import Rule
from sitegen.diagnostics.rules import yaml as rules
from sitegen.parse.yaml_columns import Mended, mend_columns

LINES_SHOWN = 12  # of those that should stand in another column

_PAIR = re.compile(r"([ \t]*(?:- +)*)([^\s:#'\"\[{][^:]*): +(\S.*)")
_CLOSED = re.compile(r"""[^:#]*?(?:^|:|-)[ \t]+(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')[ \t]*[^\s#,]""")
_BRACKETED = re.compile(r"[^:#]*?:[ \t]+(?:\[[^\]]*\]|\{[^}]*\})[ \t]*[^\s#]")
_MERGE_MARK = re.compile(r"(?:<{7}|={7}|>{7})(?: |$)", re.MULTILINE)
_SPECIAL = "@`%&*!|>[]{},"

_Told = tuple[Rule, str, str]  # rule, message, help


def syntax_error(error: yaml.YAMLError, text: str, path: str) -> Diagnostic:
    """Return the finding for an error of the parser; `text` is the file without its byte-order mark."""
    if isinstance(error, yaml.reader.ReaderError):
        offset = len(text.encode()[: error.position].decode(errors="ignore"))
        message = f"the file has the control character U+{error.character:04X}"
        place = place_in_text(path, text, offset, offset + 1)
        return diagnostic(rules.CONTROL_CHARACTER, place, message, "Delete it.")
    problem = str(getattr(error, "problem", "") or "")
    context = str(getattr(error, "context", "") or "")
    at = _offset(error, "problem_mark", text)
    begin = _offset(error, "context_mark", text)
    if merge := _MERGE_MARK.search(text):
        place = place_in_text(path, text, merge.start(), merge.start() + 7)
        message = "a mark of an unfinished git merge stands in the file"
        return diagnostic(
            rules.INVALID_YAML,
            place,
            message,
            "Settle the merge and remove the lines <<<<<<<, ======= and >>>>>>>.",
        )
    is_open = "quoted scalar" in context and "escape" not in problem
    if is_open or "could not find expected ':'" in problem:
        at = begin
    if "flow node" in context and not text[at:].strip():  # the end: what was opened last is still open
        at = max(text.rfind("["), text.rfind("{"), 0)
        problem, context = "", "flow sequence" if text.startswith("[", at) else "flow mapping"
    rule, message, way_out = _tell(problem, context, text, at)
    if rule is rules.INVALID_YAML and (mended := mend_columns(text, at)):
        return _wrong_column(mended, text, path)
    return diagnostic(rule, place_in_text(path, text, at, at + 1), message, way_out)


def _wrong_column(mended: Mended, text: str, path: str) -> Diagnostic:
    """Return the finding of lines that stand in the wrong column, with the lines as they should be."""
    lines = text.split("\n")
    line = lines[mended.number - 1]
    start = sum(len(before) + 1 for before in lines[: mended.number - 1]) + len(line) - len(line.lstrip())
    count = len(mended.lines)
    if mended.is_item:
        message = "a new item begins here, and its `- ` is missing"
    else:
        what = "this item" if line.lstrip().startswith("- ") else "this line"
        columns = "one column" if abs(mended.moved) == 1 else f"{abs(mended.moved)} columns"
        message = f"{what} stands {columns} too far {'left' if mended.moved > 0 else 'right'}"
    way_out = "Write it as above." if count == 1 else f"Write these {count} lines as above."
    shown = tuple(mended.lines)
    if count > LINES_SHOWN:
        shown = mended.lines[:1]
        way_out = f"Write it as above, and move the {count - 1} lines below it along with it."
    place = place_in_text(path, text, start, start + 1)
    return diagnostic(rules.INVALID_YAML, place, message, way_out, shown)


def _offset(error: yaml.YAMLError, name: str, text: str) -> int:
    mark = getattr(error, name, None)
    return 0 if mark is None else min(mark.index, len(text))


def _tell(problem: str, context: str, text: str, at: int) -> _Told:
    line = _line(text, at)
    before = text[max(0, text.rfind("\n", 0, at)) + 1 : at] if at else ""
    character = text[at : at + 1]
    if "tab character" in problem or (character == "\t" and "cannot start" in problem):
        return rules.TAB, "a tab indents this line", "Put spaces in its place, two for each level."
    if "escape" in problem:
        way_out = "Write two backslashes, or put the text in single quotation marks."
        return (
            rules.QUOTATION_MARK,
            "in double quotation marks a backslash starts an escape, and this is none",
            way_out,
        )
    if "quoted scalar" in context:
        way_out = (
            f"Add the closing {character} where the text ends, or write the text as a block: {_block(line)}"
        )
        return rules.QUOTATION_MARK, f"the text that starts with {character} here is never closed", way_out
    return (
        _text_goes_on(line)
        or (_colon(line, before) if "mapping values are not allowed" in problem else None)
        or _first_character(problem, text, at)
        or _grammar(problem, context)
    )


def _text_goes_on(line: str) -> _Told | None:
    if not _CLOSED.match(line):
        return None
    message = "the quotation mark that opened this text was closed, and the text goes on"
    return rules.QUOTATION_MARK, message, f"Write the text as a block: {_block(line)}"


def _first_character(problem: str, text: str, at: int) -> _Told | None:
    """Return the words for a value that begins with a sign of YAML's own, None where that is not it."""
    line = _line(text, at)
    pair = _PAIR.match(line)
    start = pair[3][0] if pair else line.strip().removeprefix("- ").strip()[:1]
    blamed = (
        "cannot start any token",
        "alphabetic or numeric",
        "tag URI",
        "comment or line break",
        "node content",
    )
    is_alias = start in ("*", "&") and "expected key" in problem
    if is_alias or any(words in problem for words in blamed) or _BRACKETED.match(line):
        character = start if start in _SPECIAL else text[at : at + 1]
        message = f"a text cannot start with {character} unless it is in quotation marks"
        return rules.FIRST_CHARACTER, message, _quoted(line)
    return None


def _colon(line: str, before: str) -> _Told:
    pair = _PAIR.match(line)
    if pair and ": " in pair[3] and ": " not in before[: len(pair[1])]:
        message = "a colon and a space inside a text look like a second key on this line"
        return rules.COLON_IN_TEXT, message, _quoted(line)
    message = "a key stands where YAML does not expect one"
    way_out = (
        "Put a space after the colon of the line before, and start the keys of one group in the same column."
    )
    return rules.INVALID_YAML, message, way_out


def _grammar(problem: str, context: str) -> _Told:
    """Return the words for what is left: indentation, brackets, a line without a colon."""
    if "could not find expected ':'" in problem:
        message = "this line has no key: a colon and a space are missing"
        way_out = (
            "Write `key: value`. A line that continues the text above must be indented more than its key."
        )
    elif "flow" in context:
        closing = "]" if "sequence" in context else "}"
        message, way_out = (
            f"a bracket that was opened before is not closed: {closing} is missing",
            f"Add the {closing}, and commas between the items.",
        )
    elif "block sequence entries" in problem:
        message, way_out = (
            "a list cannot begin on the line of its key",
            "Put each `- item` on a line of its own below the key.",
        )
    elif "'-'" in problem:
        message = "a list is followed by something that is not an item of it"
        way_out = "Start each item with `- ` in the same column."
    else:
        message = "this line is indented differently from the lines it belongs to"
        way_out = "Start all keys of one group in the same column, and all `- ` of one list too."
    return rules.INVALID_YAML, message, way_out


def _line(text: str, at: int) -> str:
    return place_in_text("", text, at).excerpt


def _quoted(line: str) -> str:
    """Return advice with the line's value put into quotation marks."""
    pair = _PAIR.match(line)
    if pair is None or len(line) > 200:
        return 'Put the whole text in quotation marks: "..."'
    value = pair[3].rstrip()
    quoted = f'"{value}"' if not set(value) & {'"', "\\"} else "'" + value.replace("'", "''") + "'"
    return f"Put the whole text in quotation marks: {pair[2]}: {quoted}"


def _block(line: str) -> str:
    key = line.strip().removeprefix("- ").split(":")[0]
    key = key if re.fullmatch(r"[a-z_]+", key) else "key"
    return f"`{key}: >-` on this line and the text below it, indented further, its marks as they are."
