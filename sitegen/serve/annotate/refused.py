"""Why something that was asked for is not done, in words for the person who asked."""

from __future__ import annotations

from sitegen.words.words import Words


class RefusedError(Exception):
    """What was asked for cannot be done. `message` is a message of the catalogues, `values` fill it in."""

    def __init__(self, message: str, /, **values: object) -> None:
        super().__init__(message % values if values else message)
        self.message = message
        self.values = values

    def told(self, words: Words) -> str:
        """Return the reason in a language."""
        return words.say(self.message, **self.values) if self.values else words.gettext(self.message)
