"""The claim map: one sentence, and lines to what it contradicts, supports, undercuts, repeats or revises."""

from __future__ import annotations

from collections.abc import Callable

from sitegen.model.archive import Claim
from sitegen.model.whole import ClaimAccount, ClaimRelation
from sitegen.site.charts.svg import attribute, text_of
from sitegen.words.markers import N_
from sitegen.words.words import Words

RELATIONS_MOST = 24
# How a relation is called, its line, and whether its arrow comes back to the claim.
_LOOKS: dict[ClaimRelation, tuple[str, str, bool]] = {
    "contradicts": (N_("contradicts"), "against", False),
    "contrary_to": (N_("cannot be true together with"), "against", False),
    "supports": (N_("supports"), "for", False),
    "supported_by": (N_("is supported by"), "for", True),
    "undercuts": (N_("undercuts"), "under", False),
    "undercut_by": (N_("is undercut by"), "under", True),
    "repeats": (N_("repeats"), "again", False),
    "repeated_by": (N_("is repeated by"), "again", True),
    "revises": (N_("revises"), "again", False),
    "revised_by": (N_("is revised by"), "again", True),
}


def render_claim_map(
    account: ClaimAccount, words: Words, *, href: Callable[[Claim], str], title: str, prefix: str
) -> str:
    """Return the map; nothing where the claim has fewer than two relations: a sentence says those."""
    relations = account.relations[:RELATIONS_MOST]
    if len(relations) < 2:
        return ""
    items = "".join(
        _branch(relation, claim, words, href(claim), is_last=i == len(relations) - 1)
        for i, (relation, claim) in enumerate(relations)
    )
    hidden = len(account.relations) - len(relations)
    more = words.say_count("%(count)s more relation", "%(count)s more relations", hidden) if hidden else ""
    note = f'<figcaption class="chart-note">{text_of(more)}</figcaption>' if more else ""
    return (
        f'<figure class="chart chart-claims" aria-labelledby="{prefix}_title">'
        f'<p class="chart-claim" id="{prefix}_title"><span class="chart-hidden">{text_of(title)}: </span>'
        f"{text_of(account.claim.text)}</p><ul>{items}</ul>{note}</figure>"
    )


def _branch(relation: ClaimRelation, claim: Claim, words: Words, href: str, *, is_last: bool) -> str:
    label, kind, is_inward = _LOOKS[relation]
    drawing = _line(kind, is_inward=is_inward, is_last=is_last, is_mirrored=words.direction == "rtl")
    return (
        f'<li class="chart-branch is-{kind}">{drawing}<div class="chart-text">'
        f'<span class="chart-relation">{text_of(words.gettext(label))}</span> '
        f'<a class="chart-value" href="{attribute(href)}">{text_of(claim.text)}</a></div></li>'
    )


def _line(kind: str, *, is_inward: bool, is_last: bool, is_mirrored: bool) -> str:
    """Return the trunk and the branch to one relation, 72 px wide and as high as its row.

    What is against has a crossing stroke, what undercuts is dashed, what repeats or revises is
    double: nothing depends on colour.
    """
    turn = 'transform="translate(72 0) scale(-1 1)"' if is_mirrored else ""
    end = "24" if is_last else "100%"
    trunk = f'<line class="chart-trunk" x1="12" x2="12" y1="0" y2="{end}"/>'
    start, stop = (24, 66) if is_inward else (12, 58)
    branch = f'<path class="chart-branch-line" d="M{start} 24H{stop}"/>'
    if kind == "again":
        branch = f'<path class="chart-branch-line" d="M{start} 22H{stop}M{start} 26H{stop}"/>'
    head = "M24 18.5L14 24L24 29.5Z" if is_inward else "M57 18.5L67 24L57 29.5Z"
    if kind == "against":
        head += "M31 15.5L34 15.5L41 32.5L38 32.5Z"
    return (
        f'<svg class="chart-lines" width="72" height="100%" aria-hidden="true"><g {turn}>{trunk}{branch}'
        f'<path class="chart-head" d="{head}"/></g></svg>'
    )
