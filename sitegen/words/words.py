"""`Words`: all that the interface says in one language. Views and templates ask nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cache, lru_cache
from pkgutil import get_data

from sitegen.model.archive import Amount
from sitegen.model.period import Moment, Period
from sitegen.words import dates, lists, numbers
from sitegen.words.catalogue import Catalogue, parse_catalogue
from sitegen.words.direction import Direction, direction
from sitegen.words.locale_facts import LocaleFacts
from sitegen.words.locales import facts_for, name_of_language


class Words:
    """The messages of a language and its ways with dates, numbers and lists.

    `gettext`, `ngettext`, `pgettext` and `npgettext` are what Jinja's i18n extension asks for (new
    style: it fills the `%(name)s` in, so a per cent sign is doubled). Python code uses `say`,
    `say_in` and `say_count`, which do the same.
    """

    __slots__ = ("_amounts", "_catalogue", "_facts", "_periods", "direction", "gettext", "language")

    def __init__(self, language: str, catalogue: Catalogue, facts: LocaleFacts) -> None:
        self.language = language
        self.direction: Direction = direction(language)
        self._catalogue = catalogue
        self.gettext = catalogue.gettext  # without a step between: most of what a page says is asked of it
        self._facts = facts
        self._periods: dict[str, str] = {}
        self._amounts: dict[tuple[str, str, str, bool, str], str] = {}

    @property
    def digest(self) -> bytes:
        """A digest of the messages: of languages in which all is said alike it is the same."""
        return self._catalogue.digest

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        return self._catalogue.ngettext(singular, plural, number)

    def pgettext(self, context: str, message: str) -> str:
        return self._catalogue.pgettext(context, message)

    def npgettext(self, context: str, singular: str, plural: str, number: int) -> str:
        return self._catalogue.npgettext(context, singular, plural, number)

    def say(self, message: str, /, **values: object) -> str:
        """Return a message in this language with the values filled in for its `%(name)s`."""
        return self._catalogue.gettext(message) % values

    def say_in(self, context: str, message: str, /, **values: object) -> str:
        """Return a message that means this only in a context, filled in."""
        return self._catalogue.pgettext(context, message) % values

    def say_count(self, singular: str, plural: str, count: int, /, **values: object) -> str:
        """Return the message for a count, which it holds as `%(count)s`: "1,204 documents"."""
        pattern = self._catalogue.ngettext(singular, plural, count)
        return pattern % {"count": self.format_number(count), **values}

    def format_period(self, period: Period | None) -> str:
        """Return a period in words; nothing for none."""
        if period is None:
            return ""
        known = self._periods.get(period.edtf)
        if known is None:
            known = dates.format_period(period, self._catalogue, self._facts)
            self._periods[period.edtf] = known
        return known

    def format_moment(self, moment: Moment) -> str:
        """Return one end of a period in words."""
        return dates.format_moment(moment, self._catalogue, self._facts)

    def format_datetime(self, period: Period | None) -> str:
        """Return the value of a `datetime` attribute, empty where HTML has none for the period."""
        return "" if period is None else dates.format_datetime(period)

    def format_number(self, number: Decimal | int) -> str:
        """Return a number with its digits grouped."""
        return numbers.format_number(number, self._facts)

    def format_amount(self, amount: Amount, unit: str = "") -> str:
        """Return what a reading says: "about 300 people", "at least 500"."""
        key = (str(amount.value), str(amount.low), str(amount.high), amount.approximate, unit)
        known = self._amounts.get(key)
        if known is None:
            known = numbers.format_amount(amount, unit, self._catalogue, self._facts)
            self._amounts[key] = known
        return known

    def format_list(self, items: Sequence[str]) -> str:
        """Return the items in one phrase: "A, B and C"."""
        return lists.format_list(items, self._facts)

    def joints(self, count: int) -> tuple[str, ...]:
        """Return what stands between the items of a list, for items that are links."""
        return lists.joints(count, self._facts)

    def format_language(self, tag: str) -> str:
        """Return what this language calls another one."""
        return name_of_language(tag, self.language)


@lru_cache(maxsize=16)
def words_for(language: str, catalogue: str = "") -> Words:
    """Return the words of a language (BCP 47).

    `catalogue` is the text of a .po file of an archive's own: its messages come before ours, and it
    may bring a language that we have no words for. Such a language is otherwise said in English, with
    dates and numbers as it writes them.
    """
    messages = _catalogue_of(language)
    if catalogue:
        messages = parse_catalogue(catalogue).over(messages)
    return Words(language, messages, facts_for(language))


@lru_cache(maxsize=16)
def _catalogue_of(language: str) -> Catalogue:
    name = language.partition("-")[0].lower()
    if name == "en" or name not in languages():
        return Catalogue({})
    data = get_data("sitegen.words", f"catalogues/{name}/LC_MESSAGES/sitegen.po")
    assert data is not None
    return parse_catalogue(data.decode())


@cache
def languages() -> tuple[str, ...]:
    """Return the languages that the interface speaks beside English: those that have a catalogue."""
    from importlib.resources import files  # noqa: PLC0415 - an archive in English asks for none of it

    return tuple(sorted(folder.name for folder in files("sitegen.words").joinpath("catalogues").iterdir()))
