"""Archives of any size for the tests of whole builds: the same for the same numbers."""

from __future__ import annotations

from pathlib import Path

SENTENCES = (
    "the bridge was closed by the army",
    "four hundred people crossed it at night",
    "nobody was told before Monday",
    "the mayor called it a rumour",
)


def write_archive(folder: Path, documents: int) -> Path:
    """Write an archive of so many documents; their statements meet in one speaker, claim and figure."""
    content = folder / "content"
    (content / "documents").mkdir(parents=True)
    (content / "site.yaml").write_text("title: A valley\nbase_url: https://example.org/\n")
    (content / "speakers.yaml").write_text(
        "".join(f"s{n}: {{name: Speaker {n}}}\n" for n in range(max(2, documents // 10)))
    )
    (content / "claims.yaml").write_text(
        "hub: {text: The bridge was closed., topics: [bridge]}\n"
        "other: {text: It stood open., contradicts: [hub]}\n"
    )
    (content / "figures.yaml").write_text("crossed: {label: People who crossed, unit: people}\n")
    for number in range(documents):
        write_document(content, number)
    return content


def write_document(content: Path, number: int, note: str = "") -> None:
    """Write one document and its sidecar."""
    name = content / "documents" / f"d{number:05d}"
    name.with_suffix(".md").write_text(
        f"# Report {number}\n\n" + "\n\n".join(f"It is said that {s}." for s in SENTENCES) + "\n"
    )
    stance = "denies" if number % 7 == 3 else "asserts"
    via = f"    via: [s{number % 2}]\n" if number % 5 == 4 else ""
    said = f"    note: {note}\n" if note else ""
    name.with_suffix(".yaml").write_text(
        f"title: Report {number}\ndate: {1990 + number % 20}-{1 + number % 12:02d}-11\ntopics: [bridge]\n"
        f"annotations:\n"
        f"  - id: a1\n    quote: {SENTENCES[0]}\n    speaker: s0\n{via}"
        f"    claim: {{id: hub, stance: {stance}}}\n{said}"
        f"  - id: a2\n    quote: four hundred people\n    speaker: s0\n"
        f"    figure: {{id: crossed, value: {400 + number % 50}}}\n"
        f"  - id: a3\n    quote: {SENTENCES[2]}\n    speaker: s1\n"
        f"    topics: [bridge]\n    claim: other\n"
    )


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder by its path."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
