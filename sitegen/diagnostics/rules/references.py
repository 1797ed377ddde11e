"""Rules with codes R001 to R014: ids that name nothing, or the wrong thing, and what nothing refers to."""

from __future__ import annotations

from sitegen.diagnostics.rule import Rule

UNKNOWN_SPEAKER = Rule(
    code="R001",
    name="unknown-speaker",
    severity="error",
    summary="An id names no speaker",
    explanation="""\
Whoever is named as `speaker`, in `via`, as `author` or `publisher`, as an `affiliation` or in a figure's
`reports` has an entry in `speakers.yaml`.

```yaml
annotations:
  - quote: the bridge will be open by May
    speaker: anna-lindqvist     # R001 no speaker 'anna-lindqvist'; did you mean 'anna-lindquist'?
```

Correct the id, or add the speaker to the registry. A speaker whose id has changed is named by the new
one; the old one, under `former_ids`, keeps old addresses working and nothing else. Names and aliases are
for readers: here the id is written.
""",
)

UNKNOWN_CLAIM = Rule(
    code="R002",
    name="unknown-claim",
    severity="error",
    summary="An id names no claim",
    explanation="""\
What an annotation's `claim` and a claim's `contradicts`, `contrary_to`, `supports`, `undercuts`,
`repeats` and `revises` name has an entry in `claims.yaml`.

```yaml
bridge-delayed:
  text: The bridge will not open this year.
  contradicts: [opens-in-mai]     # R002 no claim 'opens-in-mai'; did you mean 'opens-in-may'?
```

Correct the id, or add the claim to the registry.
""",
)

UNKNOWN_FIGURE = Rule(
    code="R003",
    name="unknown-figure",
    severity="error",
    summary="An id names no figure",
    explanation="""\
The figure that an annotation gives a reading of has an entry in `figures.yaml`, with its label and its
unit.

```yaml
annotations:
  - quote: the works cost 14 million
    figure: {id: bridge-costs, value: 14000000}     # R003; did you mean 'bridge-cost'?
```

Correct the id, or add the figure to the registry.
""",
)

UNKNOWN_DOCUMENT = Rule(
    code="R004",
    name="unknown-document",
    severity="error",
    summary="An id names no document",
    explanation="""\
The document that `translation_of` or a claim's `evidence` names is one of the archive. A document's id is
its path below `documents/` without the ending, folders included.

```yaml
bridge-delayed:
  text: The bridge will not open this year.
  evidence:
    - {document: council-minutes, relation: supports}     # R004: its folder is missing
```

Write the whole id, here `2019/council-minutes`. What is outside the archive is cited by its `url`.
""",
)

UNKNOWN_ANNOTATION = Rule(
    code="R005",
    name="unknown-annotation",
    severity="error",
    summary="Evidence names an annotation that its document does not have",
    explanation="""\
Evidence may point at one passage of a document, by the id of an annotation in its sidecar.

```yaml
evidence:
  - {document: 2019/council-minutes, annotation: vote, relation: supports}
```

Correct the id, give the annotation in the document's sidecar that `id`, or leave `annotation` out to cite
the whole document. An id that the build derived from a quote changes with the quote: write one to point
at.
""",
)

UNKNOWN_STATUS = Rule(
    code="R006",
    name="unknown-status",
    severity="error",
    summary="A claim has a status that the site does not know",
    explanation="""\
A claim's status is one of `unverified`, `corroborated`, `disputed`, `refuted` and `retracted`, or, where
the site has a list of its own in `claim_statuses`, one of that list.

```yaml
bridge-delayed:
  text: The bridge will not open this year.
  status: confirmed     # R006: not in the list
```

Use a status of the list, or add this one to `claim_statuses` in `site.yaml` with its label and
description.
""",
)

UNKNOWN_PAGE = Rule(
    code="R007",
    name="unknown-page",
    severity="error",
    summary="A menu entry leads to a page that the site does not have",
    explanation="""\
A menu's target is a page of the site or an address. Pages are `documents`, `speakers`, `claims`,
`figures`, `topics`, `timeline`, `matrix`, `relays`, `search`, one entry of a kind
(`speakers/anna-lindquist`), an editorial page (`pages/about`), or a file below `static/`.

```yaml
menu:
  - {label: About, target: about}     # R007 no page 'about'; did you mean 'pages/about'?
```

Correct the target, or write the page.
""",
)

FORMER_ID_TAKEN = Rule(
    code="R008",
    name="former-id-taken",
    severity="error",
    summary="A former id is in use by something else",
    explanation="""\
A former id's address leads on to the entity that had it. It can lead to one only, and not where something
stands already.

```yaml
anna-lindquist:
  name: Anna Lindquist
  former_ids: [a-lindquist]     # R008: another speaker is called 'a-lindquist'
```

Take the former id out here, or from the other entity. Ids of different kinds do not meet: a claim may
have the former id of a speaker.
""",
)

RELATED_TO_ITSELF = Rule(
    code="R009",
    name="related-to-itself",
    severity="error",
    summary="A claim is related to itself",
    explanation="""\
A claim cannot contradict, support, repeat or revise itself.

```yaml
bridge-delayed:
  text: The bridge will not open this year.
  contradicts: [bridge-delayed]     # R009
```

Name the other claim that was meant, or remove the relation.
""",
)

EVIDENCE_WITHOUT_SOURCE = Rule(
    code="R010",
    name="evidence-without-source",
    severity="error",
    summary="Evidence names neither a document nor an address",
    explanation="""\
A piece of evidence says where it is: a `document` of the archive, with an `annotation` if one passage is
meant, or a `url` outside.

```yaml
evidence:
  - {title: The council's minutes, relation: supports}     # R010: and where are they?
```

Add the document's id or the address. What can be cited by neither belongs in the claim's `assessment`, as
text.
""",
)

CLAIM_WITHOUT_STATEMENT = Rule(
    code="R011",
    name="claim-without-statement",
    severity="advice",
    summary="Nobody in the archive makes or disputes a claim",
    explanation="""\
No annotation names this claim, so that its page has nobody who asserts, denies or questions it. That can
be meant (a claim that others contradict or support); more often an annotation was forgotten or names
another id.

```yaml
# documents/letter.yaml
annotations:
  - quote: it will not open this year
    claim: bridge-delayed
```

Annotate a passage that makes the claim, or remove it from the registry.
""",
)

SPEAKER_NOT_USED = Rule(
    code="R012",
    name="speaker-not-used",
    severity="advice",
    summary="Nothing in the archive names a speaker",
    explanation="""\
The speaker is in the registry, and neither says anything, nor passes anything on, nor publishes, nor is
anybody's affiliation. Their page is empty.

```yaml
# documents/letter.yaml
author: anna-lindquist
```

Name the speaker where they speak, or remove them from the registry.
""",
)

BROKEN_LINK = Rule(
    code="R013",
    name="broken-link",
    severity="error",
    summary="A link inside the archive leads to nothing",
    explanation="""\
A relative address in an author's text or key means something of this archive: a page of the site, a
passage, a file of `static/`. It is written from the archive's folder, wherever the text stands; `../` before
it does no harm, and the ending may be the source's, the page's, or none.

```markdown
<!-- pages/about.md -->
See [the letter](documents/1921/letter) and [its second passage](documents/1921/letter#bridge-closed).
The scan is [here](static/leter.pdf).           <!-- R013: the file is static/letter.pdf -->
```

Correct the address. One outside the archive begins with `https://`, and is told only where it can lead
nowhere, whatever stands there: `javascript:...`, a port beyond all ports. In the sources themselves only
links into `static/` are looked at: any other relative one leads from the source's own `url`, and without
that is shown as plain words.
""",
)

NAME_SHARED = Rule(
    code="R014",
    name="name-shared",
    severity="advice",
    summary="Two speakers, claims, figures, topics or documents are called the same",
    explanation="""\
Readers see names, not ids. Where two speakers have one name, two claims one text, two figures one label, two
topics one name, or two documents one title (and one date and language: a series is told apart by its dates),
nobody can tell which of two links leads where. Often it is one speaker who was entered twice.

```yaml
lund:
  name: Anna Lund
lund-2:
  name: Anna Lund         # R014: which of the two said it?
```

Say more in one of the names (`Anna Lund (engineer)`), or make one entry of the two, with the other's id in
`former_ids`.
""",
)

RULES: tuple[Rule, ...] = (
    UNKNOWN_SPEAKER,
    UNKNOWN_CLAIM,
    UNKNOWN_FIGURE,
    UNKNOWN_DOCUMENT,
    UNKNOWN_ANNOTATION,
    UNKNOWN_STATUS,
    UNKNOWN_PAGE,
    FORMER_ID_TAKEN,
    RELATED_TO_ITSELF,
    EVIDENCE_WITHOUT_SOURCE,
    CLAIM_WITHOUT_STATEMENT,
    SPEAKER_NOT_USED,
    BROKEN_LINK,
    NAME_SHARED,
)
