"""Hypothesis strategies: sources as authors write them, and worse."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from sitegen.model.archive import Span
from sitegen.model.reading_text import ReadingText
from sitegen.site.segments import Mark

_LINES = (
    *("{} {}", "{}", "**{}** {}", "*{} {}*", "{} `{}`", "~~{}~~", "[{}](http://e.example/ 'x') {}"),
    *("# {}", "### {} *{}*", "> {} {}", "> > {}", "> - {}", "- {}", "- {} {}", "  - {}", "  {}", "1. {}"),
    *("2. {}", "    {}", "```", "~~~ py", "---", "===", "***", "| {} | {} |", "|---|:-:|", "{}  ", "{}\\"),
    *(
        "<div>",
        "<b>{}</b>",
        "<!-- {}",
        "-->",
        "{}[^n]",
        "[^n]: {}",
        "![x](a.png){}",
        "![{}](https://e.example)",
    ),
    *("[![{}](//e.example/x)](y) {}", "[{}](javascript:alert)", "&amp;{}&copy;", "\\*{}\\*", "_{}", "{}**"),
    *(
        "",
        "",
        "",
        "\u00a0",
        "\u3000{}",
        "\u05d0 {}",
        "\t{}",
        "*",
        "-",
        "[",
        "]",
        "<{}",
        "{}|{}",
        "+",
        "1.",
        ">",
    ),
)
_CHARACTERS = st.characters(exclude_categories=())
_STRUCTURE = st.text(
    st.sampled_from(" \t\n\r\f\x0b\x00a1*_`~<>[]()!#+-=|:.\"'&;\\\u00a0\ufeff\u05d0é"), max_size=60
)


@st.composite
def _structured(draw: st.DrawFn) -> str:
    lines = draw(st.lists(st.sampled_from(_LINES), max_size=14))
    numbers = iter(range(1000))
    return "\n".join(line.format(*(f"w{next(numbers)}" for _ in range(line.count("{}")))) for line in lines)


def plain_sources() -> SearchStrategy[str]:
    return st.one_of(st.text(_CHARACTERS), _STRUCTURE)


def markdown_sources() -> SearchStrategy[str]:
    """Lines of every construct, with words w0, w1, ... in order; and arbitrary characters."""
    return st.one_of(_structured(), _structured(), _STRUCTURE, st.text(_CHARACTERS))


def structured_sources() -> SearchStrategy[str]:
    return _structured()


def spans_in(reading: ReadingText) -> SearchStrategy[Span]:
    offsets = st.integers(0, len(reading.text))
    return st.tuples(offsets, offsets).map(lambda ends: (min(ends), max(ends)))


def marks_in(reading: ReadingText) -> SearchStrategy[list[Mark]]:
    """Marks that overlap, nest, cross and coincide."""
    spans = st.lists(spans_in(reading), min_size=1, max_size=3).map(tuple)
    kinds = st.sampled_from([("claim",), ("figure", "note"), ("statement",)])
    return st.lists(st.tuples(spans, kinds), max_size=8).map(
        lambda drawn: [
            Mark(f"a{n}", kinds, spans, n, f'Note {n}: "x" & <y>')
            for n, (spans, kinds) in enumerate(drawn, 1)
        ]
    )
