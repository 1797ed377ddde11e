"""A status' rating, drawn small: where it stands between false and true."""

from __future__ import annotations

from sitegen.site.charts.svg import rounded

WIDTH, EDGE = 72, 5  # pixels: of the drawing, and left at each end so that the disc stays whole


def render_rating(rating: float, *, is_mirrored: bool = False) -> str:
    """Return a scale with a disc at a rating from 0 to 1, as SVG that says nothing: text stands beside it."""
    share = 1 - rating if is_mirrored else rating
    at = rounded(EDGE + share * (WIDTH - 2 * EDGE))
    far = WIDTH - EDGE
    return (
        f'<svg class="rating" width="{WIDTH}" height="12" viewBox="0 0 {WIDTH} 12" aria-hidden="true">'
        f'<path class="rating-scale" d="M{EDGE} 6H{far}M{EDGE} 2V10M{far} 2V10"/>'
        f'<circle class="rating-disc" cx="{at}" cy="6" r="5"/></svg>'
    )
