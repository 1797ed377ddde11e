"""How a statement stands: as what somebody said, or as what the editors read in somebody's words; how sure.

Nothing that the editors read in words or concluded from them is told as the speaker's own, and nothing of
low certainty as if it were sure. Whoever words, counts or draws a statement asks here.
"""

from __future__ import annotations

from sitegen.model.archive import Stance
from sitegen.model.whole import Contested, Count, Standing
from sitegen.record import Record
from sitegen.words.markers import N_
from sitegen.words.words import Words

LOW = N_("low certainty")
READ = N_("read so by the editors")
READ_STANCES: dict[Stance, str] = {
    "asserts": N_("read as asserting, by the editors"),
    "denies": N_("read as denying, by the editors"),
    "questions": N_("read as questioning, by the editors"),
}
STANCES: dict[Stance, str] = {
    "asserts": N_("asserts"),
    "denies": N_("denies"),
    "questions": N_("questions"),
}
PAST_STANCES: dict[Stance, str] = {
    "asserts": N_("asserted"),
    "denies": N_("denied"),
}
CONTESTED: dict[Contested, str] = {
    "said": N_("contested"),
    "read": N_("contested only in the editors' reading"),
}


class CountView(Record, frozen=True):
    """A count in words: what is said, how much of that is unsure, and what the editors read.

    `said` is a number, for the page counts many things; `unsure` is empty where nothing is, `read` likewise.
    """

    said: int
    unsure: str = ""
    read: str = ""
    all: int = 0


def caveat(words: Words, one: Standing) -> str:
    """Return what has to stand beside a statement: "read so by the editors; low certainty"; often nothing."""
    return _joined(words, words.gettext(READ) if one.is_editorial_reading else "", is_unsure=one.is_unsure)


def caveat_of_certainty(words: Words, one: Standing) -> str:
    """Return the same where it is said already that it is a reading: "low certainty", or nothing."""
    return words.gettext(LOW) if one.is_unsure else ""


def tell_stance(words: Words, stance: Stance, one: Standing) -> str:
    """Return what a statement does with a claim: "denies", or "read as denying, by the editors"; how sure."""
    told = tell_bare_stance(words, stance, one)
    if one.is_editorial_reading:
        return _joined(words, told, is_unsure=one.is_unsure)
    return in_brackets(words, told, caveat_of_certainty(words, one))


def tell_bare_stance(words: Words, stance: Stance, one: Standing) -> str:
    """Return the same without how sure it is, for where that stands beside it."""
    return words.gettext((READ_STANCES if one.is_editorial_reading else STANCES)[stance])


def tell_past_stance(words: Words, stance: Stance, one: Standing) -> str:
    """Return that a statement asserted or denied a claim, without how sure it is."""
    return words.gettext((READ_STANCES if one.is_editorial_reading else PAST_STANCES)[stance])


def with_caveat(words: Words, text: str, one: Standing) -> str:
    """Return a name or number with its caveat in brackets: "90,000 (read so by the editors)"."""
    return in_brackets(words, text, caveat(words, one))


def tell_contested(words: Words, contested: Contested) -> str:
    """Return in what way a claim or figure is contested; nothing where it is not."""
    return words.gettext(CONTESTED[contested]) if contested else ""


def count_view(words: Words, count: Count, stance: Stance | None = None) -> CountView:
    """Return a count in words; of a stance where that is given."""
    return CountView(
        count.said,
        unsure=tell_unsure(words, count.unsure, count.said),
        read=tell_read(words, count, stance),
        all=count.all,
    )


def tell_unsure(words: Words, unsure: int, all: int) -> str:
    """Return how many of some are of low certainty: "1 of low certainty"; nothing for none."""
    if not unsure:
        return ""
    if unsure == all == 1:
        return words.gettext(LOW)
    return words.say("%(count)s of low certainty", count=words.format_number(unsure))


def tell_read(words: Words, count: Count, stance: Stance | None = None) -> str:
    """Return how much the editors read in words: "read so by the editors: 2"; nothing for none."""
    if not count.read:
        return ""
    label = words.gettext(READ if stance is None else READ_STANCES[stance])
    told = words.say("%(label)s: %(text)s", label=label, text=words.format_number(count.read))
    return in_brackets(words, told, tell_unsure(words, count.read_unsure, count.read))


def in_brackets(words: Words, text: str, remark: str) -> str:
    """Return a text with a remark in brackets; as it is where there is no remark."""
    return words.say("%(text)s (%(remark)s)", text=text, remark=remark) if remark else text


def _joined(words: Words, told: str, *, is_unsure: bool) -> str:
    if not is_unsure:
        return told
    low = words.gettext(LOW)
    return words.say("%(reading)s; %(certainty)s", reading=told, certainty=low) if told else low
