"""Rules with codes K001 to K018: keys and their values, one by one."""

from __future__ import annotations

from sitegen.diagnostics.rule import Rule

UNKNOWN_KEY = Rule(
    code="K001",
    name="unknown-key",
    severity="error",
    summary="A key that the format does not know",
    explanation="""\
A misspelt key would otherwise be passed over, and what stands under it would be missing from the site.

```yaml
quote: the words
speker: ada
```

Correct the spelling, or move the key to where it belongs. `sitegen schema` writes JSON Schemas from which
editors complete keys.
""",
)

MISSING_KEY = Rule(
    code="K002",
    name="missing-key",
    severity="error",
    summary="A required key is not there",
    explanation="""\
Few keys are required: a document's and the site's `title`, an annotation's `quote`, a speaker's and a
topic's `name`, a claim's `text`, a figure's `label` and `unit`.

```yaml
ada:
  kind: person
```

Add the key: `name: Ada Lovelace`.
""",
)

WRONG_TYPE = Rule(
    code="K003",
    name="wrong-type",
    severity="error",
    summary="A text, a list or a group of keys stands where another of them belongs",
    explanation="""\
Each key takes a text, a list (items that start with `- `, or in brackets) or a group of further keys.

```yaml
source: https://example.org/report
```

`source` is a group: write `url: https://example.org/report` on the next line, indented.
""",
)

UNKNOWN_VALUE = Rule(
    code="K004",
    name="unknown-value",
    severity="error",
    summary="A value that is not among those the key allows",
    explanation="""\
Some keys take one word of a short list, for example `mode` (direct, indirect, reported, free-indirect, mixed)
or `certainty` (high, medium, low).

```yaml
mode: verbatim
```

Choose one of the words that the message lists.
""",
)

INVALID_ID = Rule(
    code="K005",
    name="invalid-id",
    severity="error",
    summary="An id has other characters than lower-case letters, digits and hyphens",
    explanation="""\
Ids are parts of addresses. They are made of the letters a to z, digits, and single hyphens between them;
only a document's id may have folders in it (`2016/turning-point`).

```yaml
speaker: Sergei Lavrov
```

Write the id: `sergei-lavrov`. A document's id is its file's name; rename the file and its sidecar.
""",
)

INVALID_DATE = Rule(
    code="K006",
    name="invalid-date",
    severity="error",
    summary="A date that is not EDTF, or not in the calendar",
    explanation="""\
Dates are written from the largest unit to the smallest, after ISO 8601-2 (EDTF, level 1):

| written | means |
|---|---|
| `2016`, `2016-12`, `2016-12-03` | a year, a month, a day |
| `2016-12-03~`, `2016-12?`, `2016%` | approximately, uncertain, both |
| `2016-10-29/2016-10-31` | from a day to a day |
| `2004/..`, `../2004` | open |
| `201X`, `19XX`, `2016-21` to `2016-24` | a decade, a century; spring, summer, autumn, winter |
| `-0043` | 44 BC: the year 0 is 1 BC |

```yaml
date: 3.12.2016
```

Write `date: 2016-12-03`. What people write for a date ("c. 1870", "3 juin 2024", "44 BC", "1870s") is
answered with its EDTF form, in English, French, German, Spanish, Russian, Arabic and others. Where it may
be two dates, as "06/03/2024" may, both are told. Where no date is known, leave the key out.
""",
)

INVALID_NUMBER = Rule(
    code="K007",
    name="invalid-number",
    severity="error",
    summary="A number is not written in plain digits",
    explanation="""\
A number is digits, with a point before decimals: `90000`, `0.25`, `-3`. Groups of three may be parted
by underscores: `90_000`. Commas and spaces are refused, because 1,234 is a thousand in one country and
little more than one in another.

```yaml
figure: {id: residents, value: "90,000"}
```

Write `90000` or `90_000`. Without its quotation marks, a comma between `{` and `}` ends the value: YAML reads
`{value: 90,000}` as a value 90 and a key 000. A range is `min: 1000` and `max: 1200`, "about 1200" is
`value: 1200` with `approximate: true`; that a number is a percentage or an amount of money is what the
figure's `unit` says.
""",
)

INVALID_ADDRESS = Rule(
    code="K008",
    name="invalid-address",
    severity="error",
    summary="An address is not http, https, mailto or relative",
    explanation="""\
Addresses become links on the site. Others than these could run scripts in a reader's browser, or lead
nowhere; and so does one with a host or a port that cannot be (`https://x:99999/`).

```yaml
url: www.example.org/report
```

Write the whole address: `https://www.example.org/report`. `base_url` must begin with http or https. A blank,
and what nobody sees, is written by its code: `static/my%20scan.pdf`.
""",
)

INVALID_LANGUAGE = Rule(
    code="K009",
    name="invalid-language",
    severity="error",
    summary="A language is not a BCP 47 tag",
    explanation="""\
Languages are written as tags: `en`, `ar`, `pt-BR`, `zh-Hant`. The tag sets the direction of the text, its
hyphenation, its pronunciation by a screen reader, and the search.

```yaml
language: Russian
```

Write `language: ru`.
""",
)

INVALID_YES_NO = Rule(
    code="K010",
    name="invalid-yes-no",
    severity="error",
    summary="Neither true nor false",
    explanation="""\
Some keys take `true` or `false` (or `yes`, `no`).

```yaml
approximate: roughly
```

Write `approximate: true`, or leave the key out.
""",
)

NO_AMOUNT = Rule(
    code="K011",
    name="figure-without-value",
    severity="error",
    summary="A reading of a figure has no value, min or max",
    explanation="""\
A reading says how much: `value`, or `min` for "at least", or `max` for "at most", or several of them.

```yaml
figure: residents
```

Write `figure: {id: residents, value: 90000}`.
""",
)

DUPLICATE_ID = Rule(
    code="K012",
    name="duplicate-id",
    severity="error",
    summary="Two annotations of a document have the same id",
    explanation="""\
An annotation's id is its passage's address (`DOCUMENT#id`), and an address leads to one place.

```yaml
- id: reply
  quote: the first answer
- id: reply
  quote: the second answer
```

Change one of the ids. The address of the one that is already published should stay.
""",
)

RESERVED_ID = Rule(
    code="K013",
    name="reserved-id",
    severity="error",
    summary="An id that the site's own pages use",
    explanation="""\
`index` and `page-2`, `page-3`, … are names of files that the site writes itself.

```yaml
index:
  name: The Index newspaper
```

Choose another id, for example `the-index`.
""",
)

EMPTY_TEXT = Rule(
    code="K014",
    name="empty-text",
    severity="error",
    summary="A text that must not be empty is empty",
    explanation="""\
The key is there, but no words are. Text after a `#` is a comment, and does not count.

```yaml
quote: ""
```

Write the words, or remove the entry.
""",
)

INVALID_DIGEST = Rule(
    code="K015",
    name="invalid-sha256",
    severity="error",
    summary="A sha256 that is not 64 hexadecimal digits",
    explanation="""\
`sha256` is the digest of the source file's bytes, which the build compares with the file.

```yaml
source: {sha256: 12ab}
```

Take it from `sha256sum FILE`, or leave the key out.
""",
)

INVALID_STYLE = Rule(
    code="K016",
    name="invalid-theme-value",
    severity="error",
    summary="A colour or a font that cannot go into a style sheet",
    explanation="""\
The accent colour is `#rgb` or `#rrggbb`. Fonts are a list of family names as in CSS: letters, digits, spaces,
hyphens, commas and quotation marks.

```yaml
theme:
  accent: dark red
```

Write `accent: "#8b1a1a"`, in quotation marks, because `#` after a space starts a comment.
""",
)

OUTSIDE_ARCHIVE = Rule(
    code="K017",
    name="path-outside-archive",
    severity="error",
    summary="A path leads out of the archive",
    explanation="""\
Paths are relative to their folder in the archive and may not leave it.

```yaml
theme: {logo: ../../logo.svg}
```

Put the file below `static/` and name it from there: `logo: logo.svg`.
""",
)

OUT_OF_RANGE = Rule(
    code="K018",
    name="number-out-of-range",
    severity="error",
    summary="A number outside the range that the key allows",
    explanation="""\
`occurrence` counts from 1. A status' `rating` lies between 0 (false) and 1 (true).

```yaml
quote: the words
occurrence: 0
```

Write a number in the range.
""",
)

ID_TOO_LONG = Rule(
    code="K019",
    name="id-too-long",
    severity="error",
    summary="An id that is too long for the name of a file",
    explanation="""\
The page of a document, a speaker, a claim, a figure, a topic is a file of that name, and so are editorial
pages and the redirect at a former id. Disks limit names: an id has 200 characters at most (a document's, each
part between slashes), and a document's 1,000 with its folders. An annotation's id is no
file's name, and has no such limit.

```yaml
the-first-assembly-that-met-in-the-year-after-the-flood-and-all-that-followed-and-so-on:
  name: The assembly
```

Choose a shorter one: `first-assembly`. The words in full belong in the name, the title or the text.
""",
)

RULES: tuple[Rule, ...] = (
    UNKNOWN_KEY,
    MISSING_KEY,
    WRONG_TYPE,
    UNKNOWN_VALUE,
    INVALID_ID,
    INVALID_DATE,
    INVALID_NUMBER,
    INVALID_ADDRESS,
    INVALID_LANGUAGE,
    INVALID_YES_NO,
    NO_AMOUNT,
    DUPLICATE_ID,
    RESERVED_ID,
    EMPTY_TEXT,
    INVALID_DIGEST,
    INVALID_STYLE,
    OUTSIDE_ARCHIVE,
    OUT_OF_RANGE,
    ID_TOO_LONG,
)
