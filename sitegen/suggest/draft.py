"""A draft, and how it is written down."""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.model.archive import Amount, Mode, Selector, Span
from sitegen.record import Record
from sitegen.scaffold.yaml_text import Yaml, render_scalar, render_yaml

Kind = str  # "quotation", "report" or "figure"


class Draft(Record, frozen=True):
    """One annotation that could be made.

    `spans` are in the reading text, one a selector. `speaker` is an id that the archive has;
    `speaker_words` a name that it has not, as printed. `figures` are ids of known figures that the
    number may be a reading of, `unit` what it counts as printed.
    """

    kind: Kind
    id: str
    spans: tuple[Span, ...]
    selectors: tuple[Selector, ...]
    speaker: str = ""
    speaker_words: str = ""
    cue: str = ""
    mode: Mode | None = None
    amount: Amount | None = None
    figures: tuple[str, ...] = ()
    unit: str = ""


def keys_of_draft(draft: Draft) -> dict[str, Yaml]:
    """Return a draft as the keys of an annotation; a figure only where just one known figure fits."""
    keys: dict[str, Yaml] = {"id": draft.id, **_quote_keys(draft.selectors)}
    about = (("speaker", draft.speaker), ("mode", draft.mode), ("cue", draft.cue))
    keys |= {key: value for key, value in about if value}
    if draft.amount is not None and len(draft.figures) == 1:
        keys["figure"] = {"id": draft.figures[0], **keys_of_amount(draft.amount)}
    return keys


def keys_of_amount(amount: Amount) -> dict[str, Yaml]:
    """Return an amount as the keys of a reading."""
    given = (("value", amount.value), ("min", amount.low), ("max", amount.high))
    keys: dict[str, Yaml] = {key: number for key, number in given if number is not None}
    return {**keys, "approximate": True} if amount.approximate else keys


def render_drafts(document_id: str, drafts: Sequence[Draft]) -> str:
    """Return drafts as YAML to choose from: entries for the sidecar's `annotations`, with remarks."""
    lines = [f"# {document_id}: {len(drafts)} drafts. Copy what is right into documents/{document_id}.yaml."]
    lines.append("annotations:" if drafts else "annotations: []")
    for draft in drafts:
        lines += [f"  # {remark}" for remark in remarks_of_draft(draft)]
        entry = render_yaml({"annotations": [keys_of_draft(draft)]})
        lines += entry.splitlines()[1:]
    return "\n".join(lines) + "\n"


def remarks_of_draft(draft: Draft) -> tuple[str, ...]:
    """Return what a person should see to before a draft is used."""
    remarks = []
    if draft.speaker_words:
        remarks.append(f"speaker: {draft.speaker_words}? The archive has no such speaker yet.")
    elif not draft.speaker and draft.kind == "quotation":
        remarks.append("whose words are these?")
    if draft.amount is not None and len(draft.figures) != 1:
        amount = ", ".join(f"{key}: {render_scalar(v)}" for key, v in keys_of_amount(draft.amount).items())
        which = " or ".join(draft.figures) or "..."
        remarks.append(f"figure: {{id: {which}, {amount}}}  ({draft.unit})")
    return tuple(remarks)


def _quote_keys(selectors: tuple[Selector, ...]) -> dict[str, Yaml]:
    pieces = [_selector_keys(selector) for selector in selectors]
    if len(pieces) == 1:
        return {"quote" if key == "exact" else key: value for key, value in pieces[0].items()}
    return {"quote": [piece if len(piece) > 1 else piece["exact"] for piece in pieces]}


def _selector_keys(selector: Selector) -> dict[str, Yaml]:
    given: tuple[tuple[str, Yaml], ...] = (
        ("exact", selector.exact),
        ("prefix", selector.prefix),
        ("suffix", selector.suffix),
        ("occurrence", selector.occurrence),
    )
    return {key: value for key, value in given if value}
