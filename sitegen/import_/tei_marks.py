"""A passage of a TEI text → a mark: whose words they are, how they are given, what else is said of them."""

from __future__ import annotations

from sitegen.import_.harvest import NOBODY, Harvest, Mark, Who, add_note
from sitegen.import_.tei_passages import XML_ID, Passage
from sitegen.import_.tei_people import People, target_of
from sitegen.scaffold.yaml_text import Yaml

_ALWAYS = {"said", "u", "sp"}  # whose words are somebody's, even where nobody is named
_SPOKEN = {"spoken", "speech", "thought", "direct"}  # types of q that say that somebody says it
_MODES = {
    "direct": "direct",
    "indirect": "indirect",
    "reported": "reported",
    "freeIndirect": "free-indirect",
    "free-indirect": "free-indirect",
}
_READ = {"who", "toWhom", "direct", "cert", "id", XML_ID, "next", "prev", "part"}
_NOTED = {
    "said",
    "q",
    "quote",
}  # whose further attributes go into the note: they are few, and about the words
_LAYOUT = {"rend", "rendition", "style", "n", "met", "rhyme"}


def mark_of(passage: Passage, where: str, into: tuple[Harvest, People], document_id: str) -> Mark | None:
    """Return the mark that a passage makes; None where the markup does not say whose words it has."""
    harvest, people = into
    attributes = passage.attributes
    pointers = attributes.get("who", "").split()
    if passage.kind == "u" and passage.speaker and len(pointers) == 1 and not people.entry_of(pointers[0]):
        people.call(pointers[0], passage.speaker)
    who = [people.name_of(pointer) for pointer in pointers]
    if not who and passage.speaker:
        who = [passage.speaker]
    if not who and passage.kind not in _ALWAYS and attributes.get("type") not in _SPOKEN:
        return None
    keys: dict[str, Yaml] = {"speaker": _speaker(harvest, people, (passage.kind, pointers), who)}
    if mode := _mode(attributes):
        keys["mode"] = mode
    if len(passage.cues) == 1:
        keys["cue"] = passage.cues[0]
    if attributes.get("cert") in {"high", "medium", "low"}:
        keys["certainty"] = attributes["cert"]
    for line in _notes(passage, who, people):
        add_note(keys, line)
    return Mark(where, tuple(passage.spans), keys, id=_own_id(attributes.get(XML_ID, ""), document_id))


def attributes_left_out(passage: Passage) -> list[str]:
    """Return the names of the attributes that no key and no note of a passage's mark keeps."""
    names = [] if passage.kind in _NOTED else [n for n in _further(passage) if n not in _LAYOUT]
    return [name.rpartition("}")[2] for name in names]


def _further(passage: Passage) -> list[str]:
    known = _READ | ({"mode"} if _mode(passage.attributes) else set())
    return [name for name in passage.attributes if name not in known]


def _mode(attributes: dict[str, str]) -> str:
    """Return how the words are given. TEI says only direct or not; some corpora have a fuller `mode`."""
    modes = {_MODES.get(mode, "") for mode in attributes.get("mode", "").split()} - {""}
    if modes:
        return "mixed" if len(modes) > 1 else modes.pop()
    return {"true": "direct", "1": "direct", "false": "indirect", "0": "indirect"}.get(
        attributes.get("direct", "true"), ""
    )


def _notes(passage: Passage, who: list[str], people: People) -> list[str]:
    notes = []
    if len(who) > 1:
        notes.append(f"Spoken together with {', '.join(who[1:])}.")
    if to := [people.name_of(pointer) for pointer in passage.attributes.get("toWhom", "").split()]:
        notes.append(f"To {', '.join(to)}.")
    if passage.called:
        notes.append(f"Called “{'”, “'.join(passage.called)}” in the text.")
    if len(passage.cues) > 1:
        notes.append(f"Reported by “{'”, “'.join(passage.cues)}”.")
    notes.append(passage.reference)
    if passage.kind in _NOTED:
        further = [n for n in _further(passage) if n not in _LAYOUT]
        notes.append("\n".join(f"{n.rpartition('}')[2]}: {passage.attributes[n]}" for n in further))
    return notes


def _own_id(id_: str, document_id: str) -> str:
    """Return an element's id without the document's, which often stands before it."""
    own = id_.removeprefix(document_id).lstrip("._-")
    return own or id_


def _speaker(harvest: Harvest, people: People, told: tuple[str, list[str]], names: list[str]) -> str:
    kind, pointers = told
    for pointer in pointers:
        if people.is_first_stranger(pointer):
            harvest.lose(pointer, "no file describes who that is; its words became the speaker's name")
    if not names:
        return harvest.voice("", people.document)
    entry = people.entry_of(pointers[0]) if pointers else {}
    wanted = pointers[0].rpartition("#")[2] if pointers and entry else ""
    more = {key: value for key, value in entry.items() if key != "name"}
    who = _who(people, kind, pointers)
    if who == NOBODY and not entry:
        return harvest.voice(names[0], people.document)
    return harvest.speaker(names[0], wanted, who, **more)


def _who(people: People, kind: str, pointers: list[str]) -> Who:
    """Return who speaks: in plays and novels a person of this document, elsewhere whom the files describe.

    An id or a name that nobody describes says the same person in every text, unless it is of a play. What is
    `said` within a record of speech is said by the people of its utterances.
    """
    own = target_of(pointers[0]) if pointers else ""
    if kind == "sp" or (not people.has_utterances and own and people.is_own(pointers[0])):
        return people.document, own
    return ("", own) if own and people.entry_of(pointers[0]) else NOBODY
