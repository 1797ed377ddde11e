"""What a browser makes of a piece of HTML: its text, its marks, and whether it is well formed."""

from __future__ import annotations

from collections import defaultdict
from html.parser import HTMLParser

_VOID = {"br", "hr", "img"}
_NOT_IN_P = {
    "p",
    "ul",
    "ol",
    "li",
    "pre",
    "table",
    "blockquote",
    "div",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
}
_KNOWN = _VOID | _NOT_IN_P | {"a", "mark", "span", "em", "strong", "del", "code"}
_KNOWN |= {"thead", "tbody", "tr", "th", "td"}


class PageText(HTMLParser):
    """Reads HTML strictly: an unknown, unbalanced or misplaced tag is an assertion that fails."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.open: list[str] = []
        self.ids: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.marked: defaultdict[str, list[str]] = defaultdict(list)
        self.handles: list[tuple[str, str]] = []  # (annotation, all text before its handle)
        self._current: list[str] = []
        self.feed(html)
        self.close()
        assert not self.open, f"left open: {self.open}"

    @property
    def text(self) -> str:
        return "".join(self.parts)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        assert len(values) == len(attrs), f"an attribute twice in {tag}"
        assert tag in _KNOWN, f"<{tag}> is none of ours"
        assert "style" not in values
        assert not any(name.startswith("on") for name in values)
        assert not (tag == "a" and "a" in self.open), "a link in a link"
        assert not (tag == "mark" and "mark" in self.open), "a mark in a mark"
        assert not (tag in _NOT_IN_P and "p" in self.open), f"<{tag}> in a paragraph"
        self.tags.append((tag, values))
        if (name := values.get("id")) is not None:
            self.ids.append(name)
        if tag == "mark":
            self._current = (values["data-annotations"] or "").split()
        if values.get("class") == "handle":
            self.handles.append(((values["id"] or "").removeprefix("ref_"), self.text))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> ends nothing"
        assert self.open.pop() == tag, f"</{tag}> ends another"
        if tag == "mark":
            self._current = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)
        for name in self._current:
            self.marked[name].append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(f"a declaration: {decl}")

    def handle_pi(self, data: str) -> None:
        raise AssertionError(f"a processing instruction: {data}")
