"""Rules with codes F001 to F004: what is wrong with a file as a text."""

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
documents/letter.txt:12:7: error F001 not UTF-8: the byte 0xE9 at offset 480
```

Save it again in UTF-8. In Windows' Notepad: open the file, *File*, *Save as*, and in the list *Encoding*
beside the button *Save* choose *UTF-8*. In Microsoft Word: *Save as*, *Plain text*, then *Other encoding* and
*Unicode (UTF-8)*. In TextEdit on a Mac: *Format*, *Make plain text*, then save with *Unicode (UTF-8)*. In a
terminal, naming the encoding that the file has: for one from western Windows
`iconv -f WINDOWS-1252 -t UTF-8 letter.txt > new.txt`, for a Russian one `-f WINDOWS-1251`.

Look at the result: accented letters and quotation marks must be right. Where they are not, the editor took
the file for one of another encoding when it opened it.
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
documents/letter.txt:1:2: error F002 not text: a NUL byte at offset 1
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

INVISIBLE_CHARACTER = Rule(
    code="F004",
    name="invisible-character",
    severity="warning",
    summary="A text has a character in it that nobody sees",
    explanation="""\
Some characters take no room and still change what is read. A direction override (U+202E) shows words in
another order than they stand in; a zero-width space (U+200B) makes two equal words differ; tags (U+E0000 and
on) hold a message that no reader sees. Most of them came along when a text was copied from a web page or a
word processor; some were put there to deceive. The site shows each with a small sign in its place, in
which it does nothing, and finds quotes as if it were not there.

```
documents/letter.txt:3:17: F004 U+202E RIGHT-TO-LEFT OVERRIDE stands here, which nobody sees
```

In a sidecar, a registry, a page or `site.yaml`, delete the character. In a source, leave it where it is part
of what was published.

Each character is told once in a file, with the lines. Not told is what a text cannot be written without:

- joiners (U+200C, U+200D) in Persian, in the scripts of India, and between emoji;
- direction marks (U+200E, U+200F, U+061C), and embeddings and isolates that are closed, in a paragraph with
  Arabic or Hebrew letters;
- one variation selector after an emoji, a sign or an ideograph, and the tags of a flag;
- a zero-width space between letters of Thai, Khmer and other scripts that are written without spaces;
- soft hyphens, which are seen where a word breaks.
""",
)

RULES: tuple[Rule, ...] = (NOT_UTF_8, NOT_TEXT, NO_FRONT_MATTER, INVISIBLE_CHARACTER)
