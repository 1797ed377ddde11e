"""How a table writes its numbers and its dates: settled by the cells that can be read in one way only.

One hand, or one program, wrote a table. So where "13/06/2024" stands in it, "06/03/2024" is the sixth of
March, and where "2,5" does, "1.200" is 1200. Where cells contradict one another nothing is settled.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from sitegen.parse.edtf import is_edtf
from sitegen.parse.written_dates import read_written_date
from sitegen.text.numerals import ways_to_read

_ONE = re.compile(r"\d+([.,])(\d+)")
_PARTS = re.compile(r"\s*(\d{1,2})[/. -](\d{1,2})[/. -]\d{4}\b")
_TIME_STAMP = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}")


@dataclass(frozen=True, slots=True)
class Conventions:
    """The mark of decimals, and whether the day or the month is first; empty where no cell tells."""

    point: str = ""
    first: str = ""

    def number(self, text: str, language: str) -> tuple[tuple[Decimal, ...], bool]:
        """Return the numbers that a cell may be, and whether it is the other cells that leave one of them."""
        every = ways_to_read(text)
        ways = ways_to_read(text, language) or every
        if self.point and len(every) > 1:
            meant = text.strip().lstrip("+").replace("." if self.point == "," else ",", "")
            settled = tuple(way for way in every if f"{way:f}" == meant.replace(self.point, "."))
            if settled:
                return settled, settled != ways
        return ways, False

    def date(self, text: str) -> tuple[tuple[str, ...], bool]:
        """Return the EDTF forms that a cell may be, and whether it is the other cells that leave one."""
        if is_edtf(text):
            return (text,), False
        if found := _TIME_STAMP.match(text):
            return (found[1],), False
        forms = tuple(form for form in read_written_date(text).forms if is_edtf(form))
        if len(forms) == 2 and self.first and (parts := _PARTS.match(text)):
            day = int(parts[1] if self.first == "day" else parts[2])
            if settled := tuple(form for form in forms if form[8:10] == f"{day:02d}"):
                return settled, True
        return forms, False


def conventions_of(numbers: Iterable[str], dates: Iterable[str]) -> Conventions:
    """Return how a table writes, from all its cells with numbers and with dates."""
    points = {point for text in numbers if (point := _point_of(text.strip().lstrip("+-−")))}
    firsts = {first for text in dates if (first := _first_of(text))}
    return Conventions(points.pop() if len(points) == 1 else "", firsts.pop() if len(firsts) == 1 else "")


def _point_of(text: str) -> str:
    """Return the mark of decimals that a number shows beyond doubt."""
    marks = re.findall("[.,]", text)
    if len(set(marks)) == 2:
        return marks[-1] if marks.count(marks[-1]) == 1 else ""
    if len(marks) > 1:  # the same several times: it parts thousands
        return "," if marks[0] == "." else "."
    found = _ONE.fullmatch(text)
    return found[1] if found and (len(found[2]) != 3 or text.startswith("0")) else ""


def _first_of(text: str) -> str:
    found = _PARTS.match(text)
    if found is None:
        return ""
    first, second = int(found[1]), int(found[2])
    return "day" if first > 12 >= second else "month" if second > 12 >= first else ""
