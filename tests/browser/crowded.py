"""A document with three hundred annotations, two a paragraph."""

from __future__ import annotations

from pathlib import Path

NOTES = 300


def write_crowded(archive: Path) -> None:
    words = "and this goes on for as long as a sentence in a report may well go on"
    said = [f"Speaker number {n} was heard {words}" for n in range(NOTES)]
    text = "\n\n".join(f"{one}. {other}." for one, other in zip(said[::2], said[1::2], strict=True))
    notes = [
        f"  - {{id: n-{n}, quote: {quote}, speaker: {'one' if n % 3 else 'two'}, certainty: high}}"
        for n, quote in enumerate(said)
    ]
    files = {
        "site.yaml": "title: Crowded\n",
        "speakers.yaml": "one: {name: The first}\ntwo: {name: The second}\n",
        "documents/report.md": text + "\n",
        "documents/report.yaml": "title: A crowded report\nannotations:\n" + "\n".join(notes) + "\n",
    }
    (archive / "documents").mkdir(parents=True)
    for name, content in files.items():
        (archive / name).write_text(content, encoding="utf-8")
