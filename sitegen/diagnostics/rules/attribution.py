"""Rules with codes A001 to A005: whose words a passage is, through whom they came, and when."""

from __future__ import annotations

from sitegen.diagnostics.rule import Rule

SPEAKER_TWICE = Rule(
    code="A001",
    name="speaker-twice",
    severity="warning",
    summary="An attribution chain names the same speaker twice",
    explanation="""\
`speaker` is whose words they are, `via` lists those who passed them on, nearest first. Somebody who
stands there twice passed on their own words.

```yaml
annotations:
  - quote: the bridge will be open by May
    speaker: anna-lindquist
    via: [city-council, anna-lindquist]     # A001
```

Remove the second mention. The document's author and publisher follow in the chain by themselves and are
not repeated in `via`.
""",
)

VIA_WITHOUT_SPEAKER = Rule(
    code="A002",
    name="via-without-speaker",
    severity="warning",
    summary="Something was passed on, and it is not said whose words it is",
    explanation="""\
Without `speaker`, a passage is in the document's own voice; then nobody passed it on. The first of `via`
would be taken for its origin.

```yaml
annotations:
  - quote: the bridge is said to be closed
    via: [city-council]     # A002: whom did the council quote?
```

Name the speaker; for one whom the source leaves unnamed, make an entry with `kind: anonymous`. If the one
in `via` is the origin, write them as `speaker`.
""",
)

AFFILIATION_CYCLE = Rule(
    code="A003",
    name="affiliation-cycle",
    severity="error",
    summary="A speaker's affiliations lead back to the speaker",
    explanation="""\
An `affiliation` is what somebody belongs to: a person to an office, an office to a ministry. Followed
upwards it comes to an end.

```yaml
road-office: {name: Road office, affiliation: city-council}
city-council: {name: City council, affiliation: road-office}     # A003
```

Keep the affiliation of the part to the whole and remove the other.
""",
)

SAID_AFTER_DOCUMENT = Rule(
    code="A004",
    name="said-after-document",
    severity="warning",
    summary="Something was said after the document that reports it",
    explanation="""\
`said` is for words that are older than their document. What was said later cannot stand in it. Dates that
are marked as approximate or uncertain (`~`, `?`) are not compared.

```yaml
date: 2019-03-04
annotations:
  - quote: the bridge will be open by May
    said: 2019-03-14     # A004
```

Correct `said`, or the document's `date`. The time that a number is about, which may well be to come, is
`as_of`.
""",
)

ANNOTATED_BEFORE_DOCUMENT = Rule(
    code="A005",
    name="annotated-before-document",
    severity="warning",
    summary="An annotation was written before its document",
    explanation="""\
`annotated` is when the annotator wrote the annotation, which is after the document was made.

```yaml
date: 2019-03-04
annotations:
  - quote: the bridge will be open by May
    annotated: 2018-03-10     # A005
```

Correct `annotated`, or the document's `date`. When the words were said goes under `said`.
""",
)

RULES: tuple[Rule, ...] = (
    SPEAKER_TWICE,
    VIA_WITHOUT_SPEAKER,
    AFFILIATION_CYCLE,
    SAID_AFTER_DOCUMENT,
    ANNOTATED_BEFORE_DOCUMENT,
)
