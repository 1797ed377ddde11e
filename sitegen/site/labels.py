"""What the interface calls the archive's fixed values: modes, certainties, stances, relations."""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.site.context import Context
from sitegen.words.markers import N_
from sitegen.words.words import Words

MODES = {
    "direct": N_("word for word"),
    "indirect": N_("in other words"),
    "mixed": N_("partly word for word"),
    "reported": N_("said to have spoken"),
    "free-indirect": N_("in free indirect speech"),
}
ROLES = {
    "origin": N_("said it"),
    "relay": N_("passed it on"),
    "author": N_("wrote it down"),
    "outlet": N_("published it"),
}
CERTAINTIES = {
    "high": N_("high certainty"),
    "medium": N_("medium certainty"),
    "low": N_("low certainty"),
}
BASES = {
    "textual": N_("in the words"),
    "interpretive": N_("in how they are read"),
    "inferential": N_("concluded from them"),
}
STANDINGS = {
    "said": N_("in the words"),
    "read": N_("read so by the editors"),
}
RELATIONS = {
    "contradicts": N_("Contradicts"),
    "contrary_to": N_("Cannot both be true with"),
    "supports": N_("Supports"),
    "supported_by": N_("Supported by"),
    "undercuts": N_("Undercuts"),
    "undercut_by": N_("Undercut by"),
    "repeats": N_("Repeats"),
    "repeated_by": N_("Repeated by"),
    "revises": N_("Revises"),
    "revised_by": N_("Revised by"),
}
EVIDENCE = {
    "supports": N_("For"),
    "refutes": N_("Against"),
    "context": N_("Context"),
}
SPEAKER_KINDS = {
    "person": N_("Person"),
    "organization": N_("Organization"),
    "group": N_("Group"),
    "anonymous": N_("Anonymous"),
}
ANNOTATION_KINDS = {
    "claim": N_("Claim"),
    "figure": N_("Figure"),
    "statement": N_("Statement"),
    "note": N_("Note"),
}
PASSAGE_KINDS = {
    "claim": N_("claim"),
    "figure": N_("figure"),
    "statement": N_("statement"),
}
STATUSES = {
    "unverified": N_("Unverified"),
    "corroborated": N_("Corroborated"),
    "disputed": N_("Disputed"),
    "refuted": N_("Refuted"),
    "retracted": N_("Retracted"),
}
CAUTIONS = {
    "period": N_("Some readings are about a time outside the period that this figure is defined for."),
    "undated": N_("Some readings do not say which day they are about."),
    "definition": N_("Nothing here defines what is counted: the sources may not count the same thing."),
}


def label(table: dict[str, str], key: str | None, context: Context) -> str:
    """Return a value's translated label; empty for none, the key itself where the table lacks it."""
    if not key:
        return ""
    message = table.get(key)
    return key if message is None else context.words.gettext(message)


def handle_label(kinds: Sequence[str], number: int, words: Words) -> str:
    """Return what the number at a passage's end is called: "Note 3: claim and figure"."""
    named = [words.gettext(PASSAGE_KINDS[kind]) for kind in kinds if kind in PASSAGE_KINDS]
    if not named:
        return words.say("Note %(number)s", number=number)
    return words.say("Note %(number)s: %(kinds)s", number=number, kinds=words.format_list(named))


def status_label(status: str, context: Context) -> str:
    """Return what a claim's status is called: as the site says, or as usual."""
    for own in context.site.claim_statuses:
        if own.id == status:
            return own.label
    return label(STATUSES, status, context)
