"""A text that is put together word by word, its white space in order."""

from __future__ import annotations


class Words:
    """Words so far: white space is made one, and a paragraph's end two line ends."""

    __slots__ = ("_gap", "_is_glued", "_parts", "announced", "length")

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._gap = ""
        self._is_glued = False
        self.announced = ""  # the name in a note of type "speaker", until the next utterance
        self.length = 0

    def add(self, text: str | None) -> None:
        if not text:
            return
        words = " ".join(text.split())
        if not words:
            self._gap = self._gap or " "
            return
        if text[0].isspace():
            self._gap = self._gap or " "
        lead = self._gap if self.length and not (self._is_glued and self._gap == " ") else ""
        self._is_glued = False
        self._parts.append(lead + words)
        self.length += len(lead) + len(words)
        self._gap = " " if text[-1].isspace() else ""

    def end_block(self) -> None:
        self._gap = "\n\n"

    def glue(self) -> None:
        """Let the next words follow without a space, whatever white space the file has there."""
        self._is_glued = True

    def space(self) -> None:
        self._gap = self._gap or " "

    def finish(self) -> str:
        return "".join(self._parts) + "\n"
