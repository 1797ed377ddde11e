"""The key below a chart: only the marks that it has, and what its scale does."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from sitegen.model.archive import Amount
from sitegen.model.whole import Reading
from sitegen.site.charts.marks import Shape, render_amount, render_bar, shape_of
from sitegen.site.charts.rows import Band, Row
from sitegen.site.charts.scale import Scale
from sitegen.site.charts.svg import text_of
from sitegen.site.standing import READ
from sitegen.words.markers import N_
from sitegen.words.words import Words

_LABELS: dict[Shape, str] = {
    "exact": N_("a number"),
    "about": N_("about, with what it allows"),
    "range": N_("from, to"),
    "about-range": N_("about from, to"),
    "estimate": N_("best estimate in its range"),
    "at-least": N_("at least"),
    "at-most": N_("at most"),
    "band": N_("several readings, folded"),
}
_LOW, _MIDDLE, _HIGH = Decimal(20), Decimal(50), Decimal(80)
_SAMPLES: dict[Shape, Amount] = {
    "exact": Amount(value=_MIDDLE),
    "about": Amount(value=_MIDDLE, approximate=True),
    "range": Amount(low=_LOW, high=_HIGH),
    "about-range": Amount(low=_LOW, high=_HIGH, approximate=True),
    "estimate": Amount(_MIDDLE, _LOW, _HIGH),
    "at-least": Amount(low=_LOW),
    "at-most": Amount(high=_HIGH),
}


def render_key(rows: Sequence[Row], scale: Scale, words: Words) -> str:
    """Return the chart's caption: its marks explained, and a warning where the scale could mislead."""
    met = {"band" if isinstance(row, Band) else shape_of(row.amount) for row in rows}
    shapes = [shape for shape in _LABELS if shape in met]
    items = "".join(_item(shape, words, is_mirrored=scale.is_mirrored) for shape in shapes)
    if any(isinstance(row, Reading) and row.is_editorial_reading for row in rows):
        items += _read_item(words, is_mirrored=scale.is_mirrored)
    notes = "".join(f'<p class="chart-note">{text_of(note)}</p>' for note in _notes(rows, scale, words))
    return f'<figcaption class="chart-key"><ul>{items}</ul>{notes}</figcaption>'


def _item(shape: Shape, words: Words, *, is_mirrored: bool) -> str:
    scale = Scale(Decimal(0), Decimal(100), (), is_mirrored=is_mirrored)
    sample = _SAMPLES.get(shape)
    low, high = (_LOW, _HIGH) if shape == "about" else (None, None)
    mark = render_bar(_LOW, _HIGH, scale) if sample is None else render_amount(sample, low, high, scale)
    label = text_of(words.gettext(_LABELS[shape]))
    return f'<li><svg class="chart-sample" width="44" height="18" aria-hidden="true">{mark}</svg>{label}</li>'


def _read_item(words: Words, *, is_mirrored: bool) -> str:
    """Return what the pale marks are: those of numbers that nobody gave."""
    scale = Scale(Decimal(0), Decimal(100), (), is_mirrored=is_mirrored)
    mark = render_amount(_SAMPLES["exact"], None, None, scale)
    label = text_of(words.gettext(READ))
    sample = f'<svg class="chart-sample" width="44" height="18" aria-hidden="true">{mark}</svg>'
    return f'<li class="is-read">{sample}{label}</li>'


def _notes(rows: Sequence[Row], scale: Scale, words: Words) -> list[str]:
    notes = []
    if scale.is_log:
        notes.append(words.say("Each step of the scale multiplies: equal distances are equal ratios."))
    elif scale.low > 0 or scale.high < 0:
        notes.append(words.say("The scale does not begin at zero."))
    bands = [row for row in rows if isinstance(row, Band)]
    if bands:
        notes.append(
            words.say(
                "%(folded)s of %(all)s readings are folded into bands; the table has each.",
                folded=words.format_number(sum(len(band.readings) for band in bands)),
                all=words.format_number(
                    sum(len(row.readings) if isinstance(row, Band) else 1 for row in rows)
                ),
            )
        )
    return notes
