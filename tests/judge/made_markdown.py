"""Markdown made up at random, beside the text that a reader should see of it."""

from __future__ import annotations

import random

from tests.judge.corpus import MadeDocument, Words, spoil

Made = tuple[str, str]  # Markdown, what is seen


def make_markdown(language: str, rng: random.Random, size: int) -> MadeDocument:
    """Return a document with every construct that CommonMark and its tables have."""
    words = Words(language, rng)
    blocks = [BLOCKS[number % len(BLOCKS)](words, rng) for number in range(size)]
    source = "\n\n".join(markdown for markdown, _ in blocks)
    text = "\n\n".join(seen for _, seen in blocks)
    return MadeDocument(
        f"markdown-{language}", "md", spoil(source + "\n", rng, is_markup=True), language, text
    )


def inline(words: Words, rng: random.Random, length: int = 8) -> Made:
    """Return a sentence with emphasis, links, code, entities and what looks like markup and is not."""
    markdown: list[str] = []
    seen: list[str] = []
    for _ in range(length):
        word = words.next()
        two = f"{words.next()} {words.next()}"
        shown = word
        way = rng.randrange(16)
        forms = {
            0: (f"*{two}*", two),
            1: (f"**{two}**", two),
            2: (f"***{word}***", word),
            3: (f'[{two}](https://example.org/a_b?c=d&e=f "{word}")', two),
            4: (f"`{word} <b> &amp;`", f"{word} <b> &amp;"),
            5: (f"{word} &amp; &lt;{two}&gt; &#169;", f"{word} & <{two}> ©"),
            6: (f"{word} <em>{two}</em>", f"{word} <em>{two}</em>"),
            7: (f"\\*{word}\\* 2 < 3", f"*{word}* 2 < 3"),
            8: (f"[*{word}* **{two}**](mailto:a@example.org)", f"{word} {two}"),
            9: (f"{word}  \n{two}", f"{word}\n{two}"),
            10: (f"{word}\n{two}", f"{word}\n{two}"),
            11: (f"<https://example.org/{len(seen)}> {word}", f"https://example.org/{len(seen)} {word}"),
            12: (f"~~{two}~~", two),
        }
        made, shown = forms.get(way, (word, word))
        markdown.append(made)
        seen.append(shown)
    return " ".join(markdown), " ".join(seen)


def paragraph(words: Words, rng: random.Random) -> Made:
    return inline(words, rng, 14)


def heading(words: Words, rng: random.Random) -> Made:
    made = words.sentence(5)
    return f"{'#' * rng.randrange(1, 7)} {made}", made


def quotation(words: Words, _rng: random.Random) -> Made:
    first, second = words.sentence(6), words.sentence(7)
    return f"> {first}\n>\n> > {second}", f"{first}\n\n{second}"


def nested_list(words: Words, _rng: random.Random) -> Made:
    items = [words.sentence(4) for _ in range(6)]
    a, b, c, d, e, f = items
    markdown = f"- {a}\n- {b}\n  1. {c}\n  2. {d}\n     - {e}\n- {f}"
    return markdown, "\n".join(items)


def loose_list(words: Words, rng: random.Random) -> Made:
    a, b, c = (inline(words, rng, 4) for _ in range(3))
    markdown = "\n\n".join([f"7. {indent(a[0], 3)}", f"   {indent(b[0], 3)}", f"8. {indent(c[0], 3)}"])
    return markdown, f"{a[1]}\n\n{b[1]}\n\n{c[1]}"


def indent(text: str, by: int) -> str:
    return text.replace("\n", "\n" + " " * by)


def table(words: Words, _rng: random.Random) -> Made:
    rows = [[words.next() for _ in range(3)] for _ in range(4)]
    head = "| " + " | ".join(rows[0]) + " |\n| --- | :-: | ---: |\n"
    body = "\n".join("| " + " | ".join(row) + " |" for row in rows[1:])
    return head + body, "\n".join("\t".join(row) for row in rows)


def fence(words: Words, _rng: random.Random) -> Made:
    code = f"if a < b:\n    {words.next()}  # *no* emphasis\n\n{words.next()}"
    return f"```python\n{code}\n```", code


def raw_html(words: Words, _rng: random.Random) -> Made:
    html = f'<div class="x"><script>alert("{words.next()}")</script>\n{words.next()}</div>'
    return html, html


def picture(words: Words, _rng: random.Random) -> Made:
    alt, after = words.next(), words.next()
    return f"![{alt}](https://example.org/p.png) {after}", f"{alt} {after}"


BLOCKS = (
    *(paragraph, heading, paragraph, quotation, nested_list, paragraph),
    *(loose_list, table, fence, paragraph, raw_html, picture),
)
