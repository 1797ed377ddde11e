"""TEI P5: said, q, quote and cit, utterances (u) and speeches (sp), with who speaks and to whom.

A file is one TEI document or a corpus of them. The body's words become the document, a paragraph for each
paragraph-like element; a mark is made for each element that says whose words it holds. Persons and
organisations are taken from all files first, since a corpus keeps them apart from its texts.

Files are parsed without network, external entities or DTDs, within libxml2's limits of depth and size.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from sitegen.import_.harvest import Harvest, Mark, Source, add_note
from sitegen.import_.tei_head import People, read_head, read_people
from sitegen.import_.tei_text import Passage, local_name, read_text
from sitegen.scaffold.yaml_text import Yaml

UNKNOWN = "An unnamed speaker"
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_DESCRIPTIONS = (b"<person", b"<org", b":person", b":org")  # of people, in any file that may hold some
_ALWAYS = {"said", "u", "sp"}  # whose words are somebody's, even where nobody is named


def read_tei(files: Mapping[str, bytes], harvest: Harvest) -> None:
    """Add the documents of TEI files to a harvest."""
    people = People()
    for data in files.values():  # trees are many times their files' size: one is held at a time
        if any(mark in data for mark in _DESCRIPTIONS) and not isinstance(root := _parse(data), str):
            read_people(root, people)
    for name, data in files.items():
        root = _parse(data)
        if isinstance(root, str):
            harvest.lose(name, f"it cannot be read as XML: {root}")
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
            harvest.lose(name, "it has no TEI document in it")
    for number, document in enumerate(documents, 1):
        harvest.sources.append(_source(document, name, number if len(documents) > 1 else 0, harvest, people))


def _parse(data: bytes) -> Any:  # noqa: ANN401 - an lxml element
    """Return a file's root element, or why it has none."""
    parser = etree.XMLParser(
        resolve_entities="internal", no_network=True, load_dtd=False, huge_tree=False, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        return str(error)


def _iter_documents(root: Any) -> Iterator[Any]:  # noqa: ANN401
    if local_name(root) in {"TEI", "TEI.2"}:
        yield root
        return
    for node in root.iter():
        if local_name(node) in {"TEI", "TEI.2"}:
            yield node


def _source(document: Any, name: str, number: int, harvest: Harvest, people: People) -> Source:  # noqa: ANN401
    stem = name.rpartition(".")[0] or name
    id_ = document.get(_XML_ID) or (f"{stem}-{number}" if number else stem)
    head = read_head(document)
    keys = head.keys
    if "title" not in keys:
        keys["title"] = id_
    if head.authors:
        keys["author"] = [harvest.speaker(author) for author in head.authors]
    label = f"{name} ({id_})" if number else name
    text, passages, skipped = read_text(document)
    for what, count in sorted(skipped.items()):
        harvest.lose(label, f"{count} × <{what}> left out: no words of the text")
    source = Source(label, id_, text.encode(), keys=keys)
    for n, passage in enumerate(passages, 1):
        harvest.counted += 1
        where = f"<{passage.kind}> {passage.attributes.get(_XML_ID) or n}"
        mark = _mark(passage, where, (harvest, people), id_)
        if mark is None:
            harvest.lose(f"{label}: {where}", "it does not say whose words these are (no who)", is_mark=True)
        else:
            source.marks.append(mark)
    return source


def _mark(passage: Passage, where: str, into: tuple[Harvest, People], document_id: str) -> Mark | None:
    harvest, people = into
    attributes = passage.attributes
    pointers = attributes.get("who", "").split()
    if passage.kind == "u" and passage.speaker and len(pointers) == 1 and not people.entry_of(pointers[0]):
        people.call(pointers[0], passage.speaker)
    who = [people.name_of(pointer) for pointer in pointers]
    if not who and passage.speaker:
        who = [passage.speaker]
    if not who and passage.kind not in _ALWAYS:
        return None
    keys: dict[str, Yaml] = {}
    keys["speaker"] = _speaker(harvest, people, pointers, who)
    direct = attributes.get("direct", "true")
    keys["mode"] = "indirect" if direct == "false" else "direct"
    if len(who) > 1:
        add_note(keys, f"Spoken together with {', '.join(who[1:])}.")
    to = [people.name_of(pointer) for pointer in attributes.get("toWhom", "").split()]
    if to:
        add_note(keys, f"To {', '.join(to)}.")
    if passage.reference:
        add_note(keys, passage.reference)
    if attributes.get("cert") in {"high", "medium", "low"}:
        keys["certainty"] = attributes["cert"]
    return Mark(where, (passage.span,), keys, id=_own_id(attributes.get(_XML_ID, ""), document_id))


def _own_id(id_: str, document_id: str) -> str:
    """Return an element's id without the document's, which often stands before it."""
    own = id_.removeprefix(document_id).lstrip("._-")
    return own or id_


def _speaker(harvest: Harvest, people: People, pointers: list[str], names: list[str]) -> str:
    for pointer in pointers:
        if people.is_first_stranger(pointer):
            harvest.lose(pointer, "no file describes who that is; its words became the speaker's name")
    if not names:
        return harvest.speaker(UNKNOWN, "unnamed-speaker", kind="anonymous")
    entry = people.entry_of(pointers[0]) if pointers else {}
    wanted = pointers[0].rpartition("#")[2] if pointers and entry else ""
    return harvest.speaker(names[0], wanted, **{key: value for key, value in entry.items() if key != "name"})
