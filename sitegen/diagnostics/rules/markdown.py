"""Rules with codes M001 to M003: Markdown that is not shown as it may have been meant."""

from __future__ import annotations

from sitegen.diagnostics.rule import Rule

FRONT_MATTER = Rule(
    code="M001",
    name="front-matter",
    severity="advice",
    summary="A source begins with front matter, which is not part of its text",
    explanation="""\
Programs that export Markdown put what they know of a text at its head, between two lines of three hyphens (or
three pluses). It is not shown, not searched, and no quote is found in it.

```markdown
---
title: Minutes of the council
date: 1871-03-02
---
```

What it says belongs into the sidecar, which `sitegen new document` and importers fill from it. The lines
may stay in the file.
""",
)

ROW_TOO_LONG = Rule(
    code="M002",
    name="row-too-long",
    severity="advice",
    summary="A row of a table has more cells than its head",
    explanation="""\
The row is shown with all its cells, the last ones beyond the table's own columns. Often one of them has a
pipe in it that should part nothing.

```markdown
| street | flooded |
| --- | --- |
| Quay | yes | twice |
```

Write `\\|` for a pipe in a cell, or give the head as many cells. Rows that are too short end early, and are
not told.
""",
)

NOT_A_TABLE = Rule(
    code="M003",
    name="not-a-table",
    severity="warning",
    summary="What looks like a table is none, and is shown with its pipes",
    explanation="""\
A table has a head and below it a line of hyphens with as many cells. Where the two differ it is a
paragraph, and readers see pipes and hyphens.

```markdown
| street | flooded | when |
| --- | --- |
| Quay | yes | 1871 |
```

Give both as many cells; a cell may be empty.
""",
)

RULES: tuple[Rule, ...] = (FRONT_MATTER, ROW_TOO_LONG, NOT_A_TABLE)
