"""The relay map: who passes on whom, as arcs beside one column of names, origins first.

A column of names keeps its letters readable at any width, where a layered drawing would shrink or
cut them (Martin Wattenberg, "Arc Diagrams", 2002). Names are ordered so that arcs lead downwards:
origins, then those who pass on and are passed on, then those who only pass on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sitegen.record import Record
from sitegen.site.charts.svg import attribute, labelled_by, rounded, text_of, title_and_description
from sitegen.words.markers import N_
from sitegen.words.words import Words

EDGES_MOST = 24
_ROW = 40  # units of the drawing; the style sheet makes a row as high
_WIDTH = 112
_LAYERS = (N_("origin"), N_("relay"), N_("outlet"))


class Edge(Record, frozen=True):
    """`relay` passed `source` on, in `count` statements. Both are speaker ids."""

    source: str
    relay: str
    count: int


def render_relay_map(
    edges: Sequence[Edge],
    words: Words,
    *,
    name: Callable[[str], str],
    href: Callable[[str], str],
    title: str,
    prefix: str,
) -> str:
    """Return the map of the most frequent edges; nothing for none. The page's table has all of them."""
    links = [edge for edge in edges if edge.source != edge.relay]
    drawn = sorted(links, key=lambda edge: (-edge.count, edge.source, edge.relay))[:EDGES_MOST]
    if not drawn:
        return ""
    order = order_nodes(drawn)
    at = {node: i for i, (node, _) in enumerate(order)}
    rows = "".join(
        f'<li class="chart-node chart-layer-{layer}">'
        f'<a href="{attribute(href(node))}">{text_of(name(node))}</a>'
        f' <span class="chart-soft">{text_of(words.gettext(_LAYERS[layer]))}</span></li>'
        for node, layer in order
    )
    note = words.say(
        "A line leads from who said it to who passed it on; the thicker, the more often. A ring is an origin."
    )
    if len(links) > len(drawn):
        note += " " + words.say(
            "The %(drawn)s most frequent of %(all)s links; the table has all.",
            drawn=words.format_number(len(drawn)),
            all=words.format_number(len(links)),
        )
    return (
        f'<figure class="chart chart-relays"><div class="chart-arcs">'
        f"{_arcs(drawn, at, words, title, prefix, name)}<ol>{rows}</ol></div>"
        f'<figcaption class="chart-note">{text_of(note)}</figcaption></figure>'
    )


def order_nodes(edges: Sequence[Edge]) -> list[tuple[str, int]]:
    """Return nodes with their layer (0 origin, 1 both, 2 outlet), so that most arcs lead downwards.

    Within a layer the most talkative come first, but a node of the middle stands after those of the
    middle that it passes on, where they do not pass each other on.
    """
    sources = {edge.source for edge in edges}
    relays = {edge.relay for edge in edges}
    weight: dict[str, int] = {}
    for edge in edges:
        weight[edge.source] = weight.get(edge.source, 0) + edge.count
        weight[edge.relay] = weight.get(edge.relay, 0) + edge.count
    layers = {node: 0 if node not in relays else 1 if node in sources else 2 for node in weight}
    depth = dict.fromkeys(weight, 0)
    for _ in range(len(weight)):  # as long as the longest chain; circles stop it at their size
        for edge in edges:
            if layers[edge.source] == layers[edge.relay] == 1 and depth[edge.source] < len(weight):
                depth[edge.relay] = max(depth[edge.relay], depth[edge.source] + 1)
    return sorted(layers.items(), key=lambda item: (item[1], depth[item[0]], -weight[item[0]], item[0]))


def _arcs(
    edges: Sequence[Edge],
    at: dict[str, int],
    words: Words,
    title: str,
    prefix: str,
    name: Callable[[str], str],
) -> str:
    height = len(at) * _ROW
    most = max(edge.count for edge in edges)
    described = "; ".join(
        words.say(
            "%(source)s through %(relay)s: %(count)s",
            source=name(edge.source),
            relay=name(edge.relay),
            count=words.format_number(edge.count),
        )
        for edge in edges[:12]
    )
    body = "".join(_arc(edge, at, most, is_mirrored=words.direction == "rtl") for edge in edges)
    relays = {edge.relay for edge in edges}
    dot_x = 4 if words.direction == "rtl" else _WIDTH - 4
    dots = "".join(
        f'<circle class="{kind}" cx="{dot_x}" cy="{i * _ROW + _ROW // 2}" r="4"/>'
        for node, i in at.items()
        for kind in ("chart-disc" if node in relays else "chart-ring",)
    )
    place = f'viewBox="0 0 {_WIDTH} {height}" width="7em" height="{rounded(len(at) * 2.5)}em"'
    return (
        f'<svg class="chart-arcs-drawing" {place} role="img" {labelled_by(prefix)}>'
        f"{title_and_description(prefix, title, described)}{body}{dots}</svg>"
    )


def _arc(edge: Edge, at: dict[str, int], most: int, *, is_mirrored: bool) -> str:
    """Return one arc with its head: as wide as its rows are apart, as strong as it is frequent."""
    start, end = (at[node] * _ROW + _ROW / 2 for node in (edge.source, edge.relay))
    right = _WIDTH - 8.0
    reach = min(14 + 90 * abs(end - start) / max(len(at) * _ROW, 1), right - 6)
    turn = -1 if is_mirrored else 1
    x, bow = (8.0, 8 + reach) if is_mirrored else (right, right - reach)
    upwards = end < start
    width = 1.2 + 3.8 * (edge.count / most) ** 0.5
    tip = x - 2 * turn
    shift = 5 if upwards else -5  # so that arcs arrive beside those that leave
    kind = "chart-arc chart-arc-back" if upwards else "chart-arc"
    path = (
        f"M{rounded(x)} {rounded(start)}C{rounded(bow)} {rounded(start)} {rounded(bow)} "
        f"{rounded(end + shift)} {rounded(tip - 5 * turn)} {rounded(end + shift)}"
    )
    head = (
        f"M{rounded(tip - 7 * turn)} {rounded(end + shift - 4.5)}L{rounded(tip)} {rounded(end + shift)}"
        f"L{rounded(tip - 7 * turn)} {rounded(end + shift + 4.5)}Z"
    )
    return (
        f'<path class="{kind}" stroke-width="{rounded(width)}" d="{path}"/>'
        f'<path class="chart-arrowhead" d="{head}"/>'
    )
