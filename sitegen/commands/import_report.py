"""What `sitegen import` says of what it brought in, and writes into a report."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click

from sitegen.commands.new_files import write_report
from sitegen.diagnostics.shell import shell_word
from sitegen.import_.assemble import Imported
from sitegen.import_.harvest import Loss
from sitegen.text.printable import printable_name

OFTEN = 5  # notes of the same words, from which on they are told as one
SHOWN = 20  # losses that are printed; the report has all of them


def tell_imported(out: Path, imported: Imported, report: Path | None) -> None:
    """Print what came in, what did not, and how to go on."""
    documents = sum(path.startswith("documents/") and not path.endswith(".yaml") for path in imported.files)
    made = f"{documents:,} document{'' if documents == 1 else 's'}"
    click.echo(f"{out}: {made}, {imported.placed:,} of {imported.counted:,} annotations placed")
    tell_losses(imported, report)
    name = shell_word(str(out))
    click.echo(
        f"Look at it with `sitegen check {name}` and `sitegen build {name}`; "
        f"before you commit, run `sitegen lock {name}`."
    )


def tell_losses(imported: Imported, report: Path | None) -> None:
    """Print what could not be kept: annotations first, and of many only the reasons."""
    lost = sorted(_told_once(imported.losses), key=lambda loss: (not loss.is_unread, not loss.is_mark))
    for loss in lost[:SHOWN]:
        often = f" ({loss.times:,} times)" if loss.times > 1 else ""
        what = "error" if loss.is_unread else "not placed" if loss.is_mark else "note"
        click.echo(f"  {what}: {printable_name(loss.where)}: {printable_name(loss.why)}{often}", err=True)
    if len(lost) > SHOWN:
        for why, count in _by_reason(lost[SHOWN:]):
            click.echo(f"  and {count:,} more: {printable_name(why)}", err=True)
        if report is None:
            click.echo("  --report FILE writes them all down", err=True)


def _told_once(losses: Sequence[Loss]) -> list[Loss]:
    """Return the losses, notes that are the same of many documents made one."""
    often = Counter(loss.why for loss in losses if not (loss.is_mark or loss.is_unread))
    kept: dict[object, Loss] = {}
    for n, loss in enumerate(losses):
        if loss.is_mark or loss.is_unread or often[loss.why] < OFTEN:
            kept[n] = loss
            continue
        times = loss.times + (kept[loss.why].times if loss.why in kept else 0)
        kept[loss.why] = Loss(f"in {often[loss.why]:,} places", loss.why, times=times)
    return list(kept.values())


def _by_reason(losses: list[Loss]) -> list[tuple[str, int]]:
    """Return the commonest reasons, words that were quoted left out of them."""
    reasons: Counter[str] = Counter()
    for loss in losses:
        reasons[loss.why.split("'")[0].split('"')[0].strip() or "its words have no place"] += loss.times
    return reasons.most_common(SHOWN)


def report_imported(path: Path, imported: Imported) -> None:
    """Write the counts and every loss as JSON. Raises `EnvironmentFailure` where it cannot be written."""
    value = {
        "annotations": imported.counted,
        "placed": imported.placed,
        "lost": imported.lost,
        "findings": [
            {"where": x.where, "why": x.why, "annotation": x.is_mark, "unread": x.is_unread, "times": x.times}
            for x in imported.losses
        ],
    }
    # Half a surrogate pair, which UTF-8 cannot have, is written as the escape that it is in JSON too.
    told = json.dumps(value, indent=2, ensure_ascii=False) + "\n"
    write_report(path, told.encode("utf-8", "backslashreplace"))
