"""An import from bytes to anchored documents, with the laws that hold for every format."""

from __future__ import annotations

from collections.abc import Mapping

from sitegen.anchor.resolve import anchor_document
from sitegen.import_.assemble import Imported, assemble
from sitegen.import_.formats import read_format
from sitegen.import_.harvest import make_harvest
from sitegen.model.archive import Annotation, Document
from sitegen.parse.markdown import parse_markdown
from sitegen.parse.plain import parse_plain
from sitegen.parse.records import parse_claims, parse_figures, parse_sidecar, parse_speakers, parse_topics

PARSERS = {
    "speakers": parse_speakers,
    "claims": parse_claims,
    "figures": parse_figures,
    "topics": parse_topics,
}


def bring_in(
    form: str, files: Mapping[str, bytes | str], named: Mapping[str, str] | None = None
) -> tuple[Imported, dict[str, Document]]:
    """Import files; hold what is made to the laws; return it with its documents, anchored."""
    harvest = make_harvest()
    data = {name: d.encode() if isinstance(d, str) else d for name, d in files.items()}
    read_format(form, data, harvest, named or {})
    imported = assemble(harvest, "")
    assert imported.counted == imported.placed + imported.lost, imported.losses
    documents = {}
    for path in imported.files:
        if path.startswith("documents/") and not path.endswith(".yaml"):
            document = _anchored(imported.files, path)
            documents[document.id] = document
    for kind, parse in PARSERS.items():
        if f"{kind}.yaml" in imported.files:
            assert parse(imported.files[f"{kind}.yaml"], f"{kind}.yaml")[1] == ()
    assert sum(len(document.annotations) for document in documents.values()) == imported.placed
    return imported, documents


def _anchored(files: Mapping[str, bytes], path: str) -> Document:
    sidecar = path.rpartition(".")[0] + ".yaml"
    id_ = path.removeprefix("documents/").rpartition(".")[0]
    document, found = parse_sidecar(files[sidecar], sidecar, id_, path)
    assert document is not None
    assert found == (), found
    text = files[path].decode()
    reading = parse_markdown(text) if path.endswith(".md") else parse_plain(text)
    annotations, wrong = anchor_document(document.annotations, reading, sidecar)
    assert not [d for d in wrong if d.code.startswith("Q0") and "cue" not in d.message], wrong
    assert all(a.spans and a.named for a in annotations)
    from msgspec.structs import replace  # noqa: PLC0415

    return replace(document, annotations=annotations)


def passages(document: Document) -> list[str]:
    """Return the words of each annotation, pieces parted by a bar, white space made one."""
    return [" | ".join(" ".join(p.split()) for p in a.passage) for a in document.annotations]


def by_words(document: Document) -> dict[str, Annotation]:
    """Return the annotations by their words."""
    return dict(zip(passages(document), document.annotations, strict=True))


def reasons(imported: Imported) -> str:
    """Return all that the report says, a line each."""
    return "\n".join(f"{loss.where}: {loss.why}" for loss in imported.losses)
