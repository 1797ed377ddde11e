"""Rules with codes N001 to N004: numbers, the words that give them, and their ranges."""

from __future__ import annotations

from sitegen.diagnostics.rule import Rule

VALUE_NOT_QUOTED = Rule(
    code="N001",
    name="value-not-quoted",
    severity="warning",
    summary="A figure's value is not in the quoted words",
    explanation="""\
The number that an annotation reads from a passage is looked for in the quote: in digits of any script and
with any grouping ("1,000", "1 000", "1.000", "1'000", "10,00,000"), with a comma or a point for decimals,
with a word that scales it ("2.5 million", "3 тыс.", "40 Mio."), as a percentage, as a Roman number in
capitals, or in words: in English, and in the document's language where that is German, French, Spanish,
Russian, Arabic, Turkish or Chinese ("forty-two", "zweiundvierzig", "half a million", "a third"). Where words
may be read in two ways ("one hundred and two thousand"), either is there.

```yaml
annotations:
  - quote: some 14,000 people crossed the bridge
    figure: {id: crossings, value: 1400}     # N001 1400 is not in the quoted words
```

Correct the value, or quote the words that give it. Where the number is the annotator's conclusion and not
in the words, say so: `basis: interpretive` or `basis: inferential`. Then it is not looked for.
""",
)

RANGE_REVERSED = Rule(
    code="N002",
    name="range-reversed",
    severity="error",
    summary="A range's low end is above its high end",
    explanation="""\
`min` is the lowest number that a reading allows, `max` the highest.

```yaml
figure: {id: crossings, min: 300, max: 200}     # N002
```

Exchange the two, or correct the one that is wrong.
""",
)

VALUE_OUTSIDE_RANGE = Rule(
    code="N003",
    name="value-outside-range",
    severity="error",
    summary="A value is outside its own range",
    explanation="""\
A `value` beside `min` or `max` is the best estimate in the range that they give, so it lies in it.

```yaml
figure: {id: crossings, min: 200, max: 300, value: 350}     # N003
```

Correct the value or the range. Two numbers from two sources are two readings, each with its own
annotation.
""",
)

FIGURE_WITHOUT_READING = Rule(
    code="N004",
    name="figure-without-reading",
    severity="advice",
    summary="Nobody puts a number on a figure",
    explanation="""\
No annotation and no report from outside gives this figure a value, so that its page has no chart and no
table.

```yaml
# documents/letter.yaml
annotations:
  - quote: some 14,000 people crossed the bridge
    figure: {id: crossings, value: 14000}
```

Annotate a passage that gives it, list a report under `reports`, or remove the figure from the registry.
""",
)

RULES: tuple[Rule, ...] = (
    VALUE_NOT_QUOTED,
    RANGE_REVERSED,
    VALUE_OUTSIDE_RANGE,
    FIGURE_WITHOUT_READING,
)
