"""Rules on quotes and the passages they point at: codes Q001 to Q012."""

from __future__ import annotations

from sitegen.diagnostics.rule import Rule

QUOTE_NOT_FOUND = Rule(
    code="Q001",
    name="quote-not-found",
    severity="error",
    summary="The quoted words do not stand in the document",
    explanation="""
An annotation points at words, so its `quote` must be in the text that a reader sees, word for word.
White space, line ends, the forms of quotation marks, dashes and ellipses, and characters that cannot
be seen make no difference; case, words and digits do.

```yaml
annotations:
  - quote: the bridge was closed on Monday   # the document says: "was closed on Sunday"
```

The message shows the nearest passage of the document with the difference marked: `[-Monday-]` is in the
quote only, `{+Sunday+}` in the document only. Write the words as the document has them. An annotation
is never placed by likeness.

A value that YAML ends early is a common cause: in a value without quotation marks, a `#` after a space
begins a comment, and `: ` a mapping. Put such words in quotation marks.
""",
)

QUOTE_AMBIGUOUS = Rule(
    code="Q002",
    name="quote-ambiguous",
    severity="error",
    summary="The quoted words stand in the document more than once",
    explanation="""
The quote fits several passages, and which one is meant is the author's to say. Add the words just
before it (`prefix`) or just after it (`suffix`), or the number of the `occurrence`:

```yaml
annotations:
  - quote: the bridge was closed
    prefix: on Sunday
```

The message lists each place with the shortest prefix or suffix that settles it. Passages that differ
only in quotation marks, dashes or white space count as the same words.

In a list of pieces, write such a piece as `{exact: the bridge, prefix: beyond}`. A piece needs nothing where
the order of the pieces leaves one choice.
""",
)

CONTEXT_NOT_FOUND = Rule(
    code="Q003",
    name="quote-context-not-found",
    severity="error",
    summary="The quote is there, but not with that prefix or suffix",
    explanation="""
`prefix` is the words just before the quote, and `suffix` those just after it, both as the document has
them. White space between them and the quote does not matter; anything else, a comma or a quotation
mark too, does.

```yaml
annotations:
  - quote: the bridge was closed
    prefix: that day      # the document says: "that day, the bridge was closed"
```

Copy the prefix and suffix from the document, up to the quote, or remove them where the quote is
unique without.
""",
)

OCCURRENCE_TOO_HIGH = Rule(
    code="Q004",
    name="occurrence-too-high",
    severity="error",
    summary="The quote does not occur that often",
    explanation="""
`occurrence: 3` is the third place at which the quoted words stand, counted from the document's beginning.
With a `prefix` or `suffix`, only places with these words beside them are counted.

```yaml
annotations:
  - quote: the bridge
    occurrence: 3         # the document has the words twice
```

Give a number that there is. A `prefix` or `suffix` says better than a number which place is meant, and
stays right when the document is corrected.
""",
)

PIECES_OUT_OF_ORDER = Rule(
    code="Q005",
    name="pieces-out-of-order",
    severity="error",
    summary="A piece of the quote does not stand after the piece before it",
    explanation="""
A `quote` that is a list is one annotation over several pieces, in the order of the document. Each piece
begins after the end of the one before.

```yaml
annotations:
  - quote:
      - and will not be opened again      # stands second in the document
      - The bridge is closed
```

Write the pieces in the document's order, and overlapping passages as two annotations.
""",
)

QUOTE_EMPTY = Rule(
    code="Q006",
    name="quote-empty",
    severity="error",
    summary="The quote has no words",
    explanation="""
An annotation without quoted words points at nothing. Spaces, and characters that cannot be seen, are no
words.

```yaml
annotations:
  - quote: ""
    note: Who wrote this?
```

Quote the passage that the annotation is about.
""",
)

CUE_NOT_FOUND = Rule(
    code="Q007",
    name="cue-not-found",
    severity="warning",
    summary="The reporting words do not stand near the passage",
    explanation="""
A `cue` is the reporting words as printed, such as "maintained" or "according to". It is looked for in the
paragraph of the passage, then in the ones beside it.

```yaml
annotations:
  - quote: the bridge was closed
    cue: said             # the document says: "the bridge was closed, she says"
```

Write the cue as the document has it, in the same case and form, or leave it out.
""",
)

ANNOTATION_WITHOUT_ID = Rule(
    code="Q008",
    name="annotation-without-id",
    severity="advice",
    summary="The annotation has no id of its own",
    explanation="""
The address of a passage is `DOCUMENT#id`. Without an `id` one is made from the quote, and changes with
it: links from elsewhere then lead to the document, no longer to the passage.

```yaml
annotations:
  - id: bridge-closed
    quote: the bridge was closed
```

Write an id of lower-case letters, digits and hyphens. It stays when the quote is corrected.
""",
)

PASSAGE_WAITING = Rule(
    code="Q009",
    name="passage-waiting",
    severity="error",
    summary="The document was changed, and where the passage is now is for a person to say",
    explanation="""
The anchor lock (`NAME.lock.yaml`) remembers where each passage stood and between which words. When a
document is corrected, a passage whose words are still there, between words that are much the same (0.75 on
both sides, and no other place comes close), is re-placed and reported as moved. Any other waits: its words
may be gone, or they may be those of another sentence by now.

```diff
- The mayor said that the bridge was closed. She gave no reason.
+ A visitor wrote that the bridge was closed. The mayor denied it.
```

Run `sitegen reanchor`. It shows the candidates with the difference, and writes down what you decide. Or
edit the quote: an annotation whose quote was edited is placed like a new one.
""",
)

LOCK_UNREADABLE = Rule(
    code="Q010",
    name="lock-unreadable",
    severity="error",
    summary="The anchor lock is not what sitegen wrote",
    explanation="""
A lock file is generated and needs no editing. It cannot be read after a merge that left its marks in it, or
where it was written by a later release.

```text
<<<<<<< HEAD
 "text": "8b1a9953c4611296",
=======
```

Take either side of the merge, then run `sitegen lock`, which brings the lock up to date.
""",
)

QUOTE_IN_MARKUP = Rule(
    code="Q011",
    name="quote-in-markup",
    severity="advice",
    summary="A quote was copied with its Markdown signs",
    explanation="""\
The quote has signs of Markdown in it, as words copied from the source file have: `- 1923 the bridge`, or
`was *never* closed`. The passage was found, since without the signs the words stand in the text once.

Passages are matched in the text that a reader sees, so quote that:

```yaml
annotations:
  - quote: was never closed    # in place of: was *never* closed
```
""",
)

LOCK_OUT_OF_DATE = Rule(
    code="Q012",
    name="lock-out-of-date",
    severity="advice",
    summary="The anchor lock does not say where the passages are now",
    explanation="""
Every passage of the document is placed beyond doubt, but its lock says something else: the document was
corrected, or annotations were added, edited or removed. Passages that stand at another place now are named.
The site is right as it is. The lock would serve the next correction less well, since it compares with what
it remembers.

```text
documents/letter.lock.yaml: the anchor lock is not up to date: 2 moved, 1 new
```

Run `sitegen lock`, look at the difference, and commit it. `sitegen lock --check` fails where this, or a
lock that is missing, is found; CI is to run it.
""",
)

QUOTE_IN_OTHER_FORM = Rule(
    code="Q013",
    name="quote-in-other-form",
    severity="advice",
    summary="A quote was found in other forms of the same characters",
    explanation="""\
The words do not stand in the document as they are quoted, and yet they do: a word is divided at the end of a
line there, letters are one sign (ﬁ), or are full-width, or there are characters between them that nobody
sees. Texts that were taken out of PDFs are full of these.

```text
documents/report.txt: ... the muni-
                      cipal bridge ...
documents/report.yaml: quote: the municipal bridge
```

The passage is the one that is shown, and the site shows it as the document has it. Nothing has to be done if
it is the one that is meant. Where such words stand more than once, a prefix or a suffix is asked for, as for
any other quote.
""",
)

RULES: tuple[Rule, ...] = (
    QUOTE_NOT_FOUND,
    QUOTE_AMBIGUOUS,
    CONTEXT_NOT_FOUND,
    OCCURRENCE_TOO_HIGH,
    PIECES_OUT_OF_ORDER,
    QUOTE_EMPTY,
    CUE_NOT_FOUND,
    ANNOTATION_WITHOUT_ID,
    PASSAGE_WAITING,
    LOCK_UNREADABLE,
    QUOTE_IN_MARKUP,
    LOCK_OUT_OF_DATE,
    QUOTE_IN_OTHER_FORM,
)
