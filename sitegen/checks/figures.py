"""Readings of figures: their ranges, and whether the quoted words give their numbers."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sitegen.checks.places import place_in_registry, place_of_annotation
from sitegen.diagnostics.diagnostic import Diagnostic, Place, diagnostic
from sitegen.diagnostics.rules import figures as rules
from sitegen.model.archive import Amount, Annotation, Archive
from sitegen.model.whole import Whole
from sitegen.text.numerals import PLAIN_DIGITS, is_written_plainly, numbers_in_text

NOT_IN_WORDS = ("interpretive", "inferential")  # bases of which the number is not said to be in the words

OUTSIDE_HELP = "Correct the value or the range; another source's number is a reading of its own."


def check_ranges(archive: Archive) -> Iterator[Diagnostic]:
    """Yield the readings whose range holds no number, or not their own value."""
    for document in archive.documents.values():
        for annotation in document.annotations:
            for n, use in enumerate(annotation.figures):
                place = place_of_annotation(document, annotation, "figure", n)
                yield from iter_range_findings(use.amount, place)


def check_ranges_of_reports(archive: Archive, _: Whole) -> Iterator[Diagnostic]:
    """Yield the same of the reports from outside the archive."""
    for figure in archive.figures.values():
        for n, report in enumerate(figure.reports):
            place = place_in_registry(archive, "figures", figure.id, "reports", n)
            yield from iter_range_findings(report.amount, place)


def check_values_quoted(archive: Archive) -> Iterator[Diagnostic]:
    """Yield the readings whose numbers are not in the quoted words, though they are said to be."""
    for document in archive.documents.values():
        language = document.language or archive.site.language
        for annotation in document.annotations:
            if not annotation.figures or annotation.basis in NOT_IN_WORDS:
                continue
            words = words_of_annotation(annotation)
            for n, use in enumerate(annotation.figures):
                for key, number in numbers_of_amount(use.amount):
                    if is_written_plainly(abs(number), words):
                        continue
                    quoted = numbers_in_text(words, language)
                    if abs(number) not in quoted:
                        place = place_of_annotation(document, annotation, "figure", n, key)
                        message = f"{tell_number(number)} is not in the quoted words"
                        yield diagnostic(rules.VALUE_NOT_QUOTED, place, message, help=_help(quoted))


def iter_range_findings(amount: Amount, place: Place) -> Iterator[Diagnostic]:
    """Yield what is wrong with the range of one reading."""
    value, low, high = amount.value, amount.low, amount.high
    if low is not None and high is not None and low > high:
        there = Place(path=place.path, keys=(*place.keys, "min"))
        message = f"min {tell_number(low)} is above max {tell_number(high)}"
        yield diagnostic(rules.RANGE_REVERSED, there, message, help="Exchange the two, or correct one.")
        return
    if value is None:
        return
    there = Place(path=place.path, keys=(*place.keys, "value"))
    if low is not None and value < low:
        message = f"value {tell_number(value)} is below its min {tell_number(low)}"
        yield diagnostic(rules.VALUE_OUTSIDE_RANGE, there, message, help=OUTSIDE_HELP)
    if high is not None and value > high:
        message = f"value {tell_number(value)} is above its max {tell_number(high)}"
        yield diagnostic(rules.VALUE_OUTSIDE_RANGE, there, message, help=OUTSIDE_HELP)


def numbers_of_amount(amount: Amount) -> Iterator[tuple[str, Decimal]]:
    """Yield the numbers that a reading gives, with their keys in the format."""
    for key, number in (("value", amount.value), ("min", amount.low), ("max", amount.high)):
        if number is not None:
            yield key, number


def words_of_annotation(annotation: Annotation) -> str:
    """Return the words an annotation is about: its passage, or else the quote; a piece a line."""
    return "\n".join(annotation.passage or (selector.exact for selector in annotation.selectors))


def tell_number(number: Decimal) -> str:
    """Return the number in digits, without an exponent where it is short enough."""
    return str(number) if abs(number.adjusted()) > PLAIN_DIGITS else f"{number:f}"


def _help(quoted: frozenset[Decimal]) -> str:
    escape = "For a number that is not in the words, write basis: interpretive or basis: inferential."
    if not quoted:
        return f"The words give no number. {escape}"
    shown = ", ".join(tell_number(number) for number in sorted(quoted)[:5])
    return f"The words give {shown}. {escape}"
