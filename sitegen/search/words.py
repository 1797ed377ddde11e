"""What the search client says, by its English source; the build translates it into the site's language."""

from __future__ import annotations

from collections.abc import Callable


def make_words(_: Callable[[str], str]) -> dict[str, str]:
    """Return the client's words in the language that a `gettext` function speaks."""
    return {
        source: translated
        for source, translated in (
            ("Search results", _("Search results")),
            ("Results: {count}", _("Results: {count}")),
            (
                "Results: {count}. With some of the words: {more}",
                _("Results: {count}. With some of the words: {more}"),
            ),
            (
                "No page has all the words. With some of them: {count}",
                _("No page has all the words. With some of them: {count}"),
            ),
            ("Nothing was found for “{query}”.", _("Nothing was found for “{query}”.")),
            ("No page has “{word}”. Near it:", _("No page has “{word}”. Near it:")),
            ("More results", _("More results")),
            ("More filters", _("More filters")),
            ("Filter and sort", _("Filter and sort")),
            ("Sort by", _("Sort by")),
            ("Relevance", _("Relevance")),
            ("Date, newest first", _("Date, newest first")),
            ("All", _("All")),
            ("Kind", _("Kind")),
            ("Speaker", _("Speaker")),
            ("Topic", _("Topic")),
            ("Language", _("Language")),
            ("Year", _("Year")),
            ("Claim status", _("Claim status")),
            ("Contested", _("Contested")),
            ("Try again", _("Try again")),
            (
                "A part of the index could not be loaded, so results may be missing: {files}",
                _("A part of the index could not be loaded, so results may be missing: {files}"),
            ),
            (
                "Words in quotation marks are checked in the text of each page shown.",
                _("Words in quotation marks are checked in the text of each page shown."),
            ),
            (
                "Words as common as “{words}” are left out of the index.",
                _("Words as common as “{words}” are left out of the index."),
            ),
            (
                "This is no complete query, so its signs were read as plain text.",
                _("This is no complete query, so its signs were read as plain text."),
            ),
            (
                (
                    "Several words: pages that have them all come first. “Words in quotation marks” must "
                    "follow one another; +must, -not, begin*, near~1 and title:word work as well."
                ),
                _(
                    "Several words: pages that have them all come first. “Words in quotation marks” must "
                    "follow one another; +must, -not, begin*, near~1 and title:word work as well."
                ),
            ),
        )
        if source != translated
    }
