"""Rules with codes F001 to F003: files that cannot be read as what they should be."""

from __future__ import annotations

from sitegen.diagnostics.rule import Rule

NOT_UTF_8 = Rule(
    code="F001",
    name="not-utf-8",
    severity="error",
    summary="A file is not encoded in UTF-8",
    explanation="""\
Every text of an archive is UTF-8, which can write all scripts at once. Older programs save in other
encodings; which one it was cannot be told from the bytes with certainty, so nothing is guessed.

```
documents/letter.txt:12:7: F001 not UTF-8: the byte 0xE9 at offset 480
```

Convert the file, naming the encoding it has: for one from western Windows
`iconv -f WINDOWS-1252 -t UTF-8 letter.txt > new.txt`, for a Russian one
`-f WINDOWS-1251`. Many editors can do it with "Save with encoding". Look at the result:
accented letters and quotation marks must be right.
""",
)

NOT_TEXT = Rule(
    code="F002",
    name="not-text",
    severity="error",
    summary="A file holds bytes that no text has",
    explanation="""\
A NUL byte does not occur in text. The file is of another kind (a word processor's, a picture) under the
name of a text, or it is UTF-16 without a byte-order mark.

```
documents/letter.txt:1:2: F002 not text: a NUL byte at offset 1
```

Export the text from the program that made it, as "plain text, UTF-8".
""",
)

NO_FRONT_MATTER = Rule(
    code="F003",
    name="no-front-matter",
    severity="error",
    summary="An editorial page does not begin with its front matter",
    explanation="""\
A page below `pages/` begins with YAML between two lines of three hyphens. It gives the page's title.

```markdown
---
title: About this archive
---

The text of the page, in Markdown.
```

Add the two lines and the title above the text.
""",
)

RULES: tuple[Rule, ...] = (NOT_UTF_8, NOT_TEXT, NO_FRONT_MATTER)
