"""TEI P5: said, q, quote and cit, utterances (u) and speeches (sp), with who speaks and to whom.

A file is one TEI document or a corpus of them. The body's words become the document, a paragraph for each
paragraph-like element; a mark is made for each element that says whose words it holds. Persons and
organisations are taken from all files first, since a corpus keeps them apart from its texts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from sitegen.import_.harvest import Harvest, Source
from sitegen.import_.tei_head import read_head
from sitegen.import_.tei_marks import attributes_left_out, mark_of
from sitegen.import_.tei_passages import XML_ID, local_name
from sitegen.import_.tei_people import DESCRIPTIONS, People, read_people
from sitegen.import_.tei_text import ReadText, read_text
from sitegen.import_.tei_xml import parse_xml
from sitegen.text.language import guess_language


def read_tei(files: Mapping[str, bytes], harvest: Harvest) -> None:
    """Add the documents of TEI files to a harvest."""
    people = People()
    for data in files.values():  # trees are many times their files' size: one is held at a time
        if any(mark in data for mark in DESCRIPTIONS) and not isinstance(root := parse_xml(data)[0], str):
            read_people(root, people)
    for name, data in files.items():
        root, unknown = parse_xml(data)
        for entity, count in sorted(unknown.items()):
            harvest.lose(name, f"the entity {entity} is declared nowhere and stands as it is", times=count)
        if isinstance(root, str):
            harvest.refuse(name, f"it cannot be read as XML: {root}")
        else:
            _read_file(root, name, harvest, people)


def _read_file(root: Any, name: str, harvest: Harvest, people: People) -> None:  # noqa: ANN401
    documents = list(_iter_documents(root))
    if not documents:
        included = list(root.iter("{http://www.w3.org/2001/XInclude}include"))
        if included:
            why = f"it names {len(included)} other files; import these with it (nothing is fetched)"
            harvest.lose(name, why)
        elif not any(local_name(n) in {"person", "org"} for n in root.iter()):
            harvest.refuse(name, "it has no TEI document in it")
    for number, document in enumerate(documents, 1):
        harvest.sources.append(_source(document, name, number if len(documents) > 1 else 0, harvest, people))


def _iter_documents(root: Any) -> Iterator[Any]:  # noqa: ANN401
    if local_name(root) in {"TEI", "TEI.2"}:
        yield root
        return
    for node in root.iter():
        if local_name(node) in {"TEI", "TEI.2"}:
            yield node


def _source(document: Any, name: str, number: int, harvest: Harvest, people: People) -> Source:  # noqa: ANN401
    stem = name.rpartition(".")[0] or name
    id_ = document.get(XML_ID) or (f"{stem}-{number}" if number else stem)
    head = read_head(document)
    keys = head.keys
    keys.setdefault("title", id_)
    if head.authors:
        keys["author"] = [harvest.speaker(author) for author in head.authors]
    label = f"{name} ({id_})" if number else name
    read = read_text(document)
    if "language" not in keys and (language := guess_language(read.words)):
        keys["language"] = language
    _tell_left_out(read, label, harvest)
    source = Source(label, id_, read.words.encode(), keys=keys)
    own = People(people, label, has_utterances=any(passage.kind == "u" for passage in read.passages))
    read_people(document, own)
    for kind, passage in read.lost:
        harvest.counted += 1
        where = f"<{passage.kind}> {passage.attributes.get(XML_ID, '')}".rstrip()
        why = f"it stands in a <{kind}>, which is no part of the text"
        harvest.lose(f"{label}: {where}", why, is_mark=True)
    for n, passage in enumerate(read.passages, 1):
        harvest.counted += 1
        where = f"<{passage.kind}> {passage.attributes.get(XML_ID) or n}"
        mark = mark_of(passage, where, (harvest, own), id_)
        if not passage.spans:
            harvest.lose(f"{label}: {where}", "there are no words in it", is_mark=True)
        elif mark is None:
            harvest.lose(f"{label}: {where}", "it does not say whose words these are (no who)", is_mark=True)
        else:
            source.marks.append(mark)
    return source


def _tell_left_out(read: ReadText, label: str, harvest: Harvest) -> None:
    for what, count in sorted(read.skipped.items()):
        harvest.lose(label, f"<{what}> left out: no words of the text", times=count)
    left_out = Counter(
        (name, passage.kind) for passage in read.passages for name in attributes_left_out(passage)
    )
    for (name, kind), count in sorted(left_out.items()):
        harvest.lose(label, f"the attribute {name} of <{kind}> left out: it has no place", times=count)
