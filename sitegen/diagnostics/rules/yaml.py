"""Rules with codes Y001 to Y014: the grammar of YAML, before any key has a meaning."""

from __future__ import annotations

from sitegen.diagnostics.rule import Rule

INVALID_YAML = Rule(
    code="Y001",
    name="invalid-yaml",
    severity="error",
    summary="The file does not follow YAML's grammar",
    explanation="""\
YAML shows by indentation which lines belong together: keys of one group start in the same column,
and each is written `key: value`, with a space after the colon. Nothing can be read beyond the first
place where this breaks, so this is the only mistake shown for the file.

```yaml
annotations:
  - id: first
    quote: the words
   speaker: ada        # one space too few
```

Put the key in the column of the others. Indent with spaces, two for each level, and start each
item of a list with `- `.
""",
)

TAB = Rule(
    code="Y002",
    name="tab-in-indentation",
    severity="error",
    summary="A line is indented with a tab",
    explanation="""\
YAML refuses tabs at the start of a line, because editors show them with different widths.

```yaml
source:
→url: https://example.org/
```

Replace the tab by spaces. Most editors have a setting "indent with spaces" for YAML files.
""",
)

QUOTATION_MARK = Rule(
    code="Y003",
    name="quotation-mark",
    severity="error",
    summary="A text in quotation marks is not closed, or goes on after it was closed",
    explanation="""\
A value that starts with `"` or `'` ends at the next such mark. A mark inside the text closes it too early.

```yaml
quote: "Nobody asked," she said
note: 'it's not clear'
```

Write the text as a block, in which every character stands for itself:

```yaml
quote: >-
  "Nobody asked," she said
note: >-
  it's not clear
```

Or double the marks inside: `note: 'it''s not clear'`.
""",
)

COLON_IN_TEXT = Rule(
    code="Y004",
    name="colon-in-text",
    severity="error",
    summary="A colon and a space inside a text make YAML see a second key",
    explanation="""\
In YAML `: ` ends a key. A text that has a colon followed by a space must be marked as text.

```yaml
title: Aleppo: a turning point
```

Put it in quotation marks, `title: "Aleppo: a turning point"`, or write it as a block:

```yaml
title: >-
  Aleppo: a turning point
```
""",
)

FIRST_CHARACTER = Rule(
    code="Y005",
    name="special-first-character",
    severity="error",
    summary="A text starts with a character that means something in YAML",
    explanation="""\
A value that is not in quotation marks may not start with one of `@ \\` % & * ! [ ] { } | > ,`.

```yaml
quote: [He] did not answer
aliases: @sahouraxo
```

Put the text in quotation marks: `quote: "[He] did not answer"`.
""",
)

DUPLICATE_KEY = Rule(
    code="Y006",
    name="duplicate-key",
    severity="error",
    summary="The same key stands twice in one group",
    explanation="""\
Of two equal keys only one could count, and the other would be lost without a word.

```yaml
- quote: the words
  note: one remark
  note: another remark
```

Join the two values, or remove one of them. In a registry it means that two entries have the same id.
""",
)

TAG = Rule(
    code="Y007",
    name="yaml-tag",
    severity="error",
    summary="A value carries a YAML tag",
    explanation="""\
Words that start with `!` before a value are *tags*: instructions to a program about its type. An archive
needs none, because the key decides what its value is.

```yaml
date: !!timestamp 2016-12-03
```

Remove the tag. A text that begins with an exclamation mark goes into quotation marks.
""",
)

ALIAS = Rule(
    code="Y008",
    name="yaml-alias",
    severity="error",
    summary="A YAML alias names nothing, or repeats too much",
    explanation="""\
`*name` repeats the value that was marked `&name` before it. The mark must come first, and may not stand
around its own alias. All aliases of a file together may repeat 10,000 values: a few lines of aliases to
aliases could otherwise stand for more data than any computer holds.

```yaml
quote: *not* an alias, but Markdown's emphasis
```

A text that begins with an asterisk goes into quotation marks.
""",
)

MERGE_KEY = Rule(
    code="Y009",
    name="merge-key",
    severity="error",
    summary="The merge key << is not part of the format",
    explanation="""\
`<<: *name` would mix the keys of another group into this one. What an entry says would then not stand
where it is read.

```yaml
second:
  <<: *first
  label: Another figure
```

Write the keys out.
""",
)

NESTED_TOO_DEEP = Rule(
    code="Y010",
    name="nested-too-deep",
    severity="error",
    summary="Groups or lists are nested more than 32 deep",
    explanation="""\
Nothing in the format is deeper than seven levels. More often than not a file like this has brackets that
are never closed, or was made by a program.

```yaml
topics: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[fighting]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
```

Remove the needless levels.
""",
)

SEVERAL_DOCUMENTS = Rule(
    code="Y011",
    name="several-yaml-documents",
    severity="error",
    summary="One file holds several YAML documents",
    explanation="""\
A line of three hyphens starts a new YAML document, and a file of an archive is one.

```yaml
title: A letter
---
annotations: []
```

Remove the line, or make two files.
""",
)

KEY_NOT_TEXT = Rule(
    code="Y012",
    name="key-not-text",
    severity="error",
    summary="A list or a group stands where a key should",
    explanation="""\
A key is one word, such as `speaker`. Brackets or braces before a colon make a list or a group of it.

```yaml
[speaker, via]: ada
```

Write each key on its own line.
""",
)

CONTROL_CHARACTER = Rule(
    code="Y013",
    name="control-character",
    severity="error",
    summary="The file has a character that cannot be shown",
    explanation="""\
Control characters (such as a backspace, or the code 0) have no place in text; they come from
damaged files or from copying out of other programs.

```yaml
note: "a bell \\a rings"
```

Delete the character. In double quotation marks a backslash starts an escape: write `\\\\` for a backslash.
""",
)

HASH_STARTS_COMMENT = Rule(
    code="Y014",
    name="hash-starts-comment",
    severity="warning",
    summary="A text ends before a word or number with #, which YAML takes for a comment",
    explanation="""\
In YAML a `#` after a space starts a comment: it and all that follows on the line is not part of the value.

```yaml
quote: Greetings from #Aleppo to everyone
```

The quote is `Greetings from`. Where the rest belongs to it, put the whole in quotation marks; where it
is a comment, put a space after the `#`. A number after the sign is told with a space too: `Room # 12`.
""",
)

RULES: tuple[Rule, ...] = (
    INVALID_YAML,
    TAB,
    QUOTATION_MARK,
    COLON_IN_TEXT,
    FIRST_CHARACTER,
    DUPLICATE_KEY,
    TAG,
    ALIAS,
    MERGE_KEY,
    NESTED_TOO_DEEP,
    SEVERAL_DOCUMENTS,
    KEY_NOT_TEXT,
    CONTROL_CHARACTER,
    HASH_STARTS_COMMENT,
)
