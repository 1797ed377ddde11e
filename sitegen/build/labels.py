"""Labels: how each value that search results can be narrowed by is called."""

from __future__ import annotations

from sitegen.model.whole import Whole
from sitegen.site.context import Context
from sitegen.site.labels import status_label
from sitegen.words.words import Words

Labels = dict[str, dict[str, str]]  # names by value, by what is narrowed by


def labels_of_whole(whole: Whole, context: Context) -> Labels:
    """Return how each value that results can be narrowed by is called."""
    tags = {d.language for d in whole.archive.documents.values() if d.language}
    languages = {tag: context.words.format_language(tag) for tag in sorted(tags | {context.language})}
    words = context.words
    return {
        "kind": _kinds(words),
        "speaker": {id_: speaker.name for id_, speaker in whole.archive.speakers.items()},
        "topic": {id_: account.topic.name for id_, account in whole.topics.items()},
        "language": languages,
        "status": {
            status: status_label(status, context)
            for status in sorted({claim.status for claim in whole.archive.claims.values()})
        },
        "contested": {
            "yes": words.gettext("Contested"),
            "read": words.gettext("Contested only in the editors' reading"),
        },
    }


def _kinds(words: Words) -> dict[str, str]:
    _ = words.gettext
    return {
        "document": _("Documents"),
        "speaker": _("Speakers"),
        "claim": _("Claims"),
        "figure": _("Figures"),
        "topic": _("Topics"),
        "page": _("Pages"),
    }
