"""W3C Web Annotations and Hypothesis."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.unit.import_.bringing_in import bring_in, by_words, passages, reasons

URL = "https://example.org/news/flood.html"
TEXT = "The mayor spoke. Nobody was warned, she said.\n\nNobody was warned in spring. The river rose.\n"


def quote(exact: str, prefix: str = "", suffix: str = "") -> dict[str, str]:
    return {"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix}


def annotation(*selectors: Any, **more: Any) -> dict[str, Any]:
    return {"type": "Annotation", "target": {"source": URL, "selector": list(selectors)}, **more}


def test_bodies_become_notes_and_topics() -> None:
    body = [
        {"type": "TextualBody", "value": "A <b>word</b>&amp;more", "format": "text/html"},
        {"type": "TextualBody", "value": "Warnings", "purpose": "tagging"},
        "https://example.org/more",
    ]
    made = annotation(
        quote("The river rose"), body=body, creator={"name": "Ann"}, created="2020-01-02T03:04:05Z"
    )
    _, documents = bring_in("w3c", {"a.json": json.dumps(made), "flood.txt": TEXT})
    found = by_words(documents["flood"])["The river rose"]
    assert found.note == "A word&more\n\n<https://example.org/more>"
    assert (found.topics, found.annotator) == (("warnings",), "Ann")
    assert found.annotated is not None
    assert found.annotated.edtf == "2020-01-02"


@pytest.mark.parametrize(
    ("selectors", "words"),
    [
        ([quote("Nobody was warned", suffix=", she")], "Nobody was warned"),
        ([quote("Nobody was warned"), {"type": "TextPositionSelector", "start": 47, "end": 64}],
         "Nobody was warned"),
        ([{"type": "TextPositionSelector", "start": 4, "end": 9}], "mayor"),
        ([quote("The river rose", prefix="winter. ")], "The river rose"),  # what is beside it was changed
        ([{"type": "FragmentSelector", "value": "x", "refinedBy": quote("mayor")}], "mayor"),
        ([{"type": "Choice", "items": [quote("mayor")]}], "mayor"),
    ],
)  # fmt: skip
def test_selectors(selectors: list[dict[str, Any]], words: str) -> None:
    _, documents = bring_in("w3c", {"a.json": json.dumps(annotation(*selectors)), "flood.txt": TEXT})
    assert passages(documents["flood"]) == [words]


@pytest.mark.parametrize(
    ("selectors", "why"),
    [
        ([quote("Nobody was warned")], "2 times"),
        ([quote("the sea rose")], "does not stand"),
        ([{"type": "RangeSelector"}], "RangeSelector"),
        ([], "whole source"),
        ([quote(" ")], "no words"),
        ([{"type": "TextPositionSelector", "start": 4000, "end": 4010}], "no words"),
    ],
)
def test_what_has_no_place_is_told(selectors: list[dict[str, Any]], why: str) -> None:
    imported, _ = bring_in("w3c", {"a.json": json.dumps(annotation(*selectors)), "flood.txt": TEXT})
    assert imported.lost == 1
    assert why in reasons(imported)


@pytest.mark.parametrize(
    "wrap",
    [
        lambda items: items,
        lambda items: {"type": "AnnotationPage", "items": items},
        lambda items: {"type": "AnnotationCollection", "first": {"type": "AnnotationPage", "items": items}},
        lambda items: {"@context": "http://www.w3.org/ns/anno.jsonld", "@graph": items},
    ],
)
def test_containers(wrap: Any) -> None:
    items = [annotation(quote("mayor")), annotation(quote("river"))]
    _, documents = bring_in("w3c", {"a.jsonld": json.dumps(wrap(items)), "flood.txt": TEXT})
    assert passages(documents["flood"]) == ["mayor", "river"]


def test_what_the_model_has_besides() -> None:
    """Sets of targets, a motivation for the bodies, selectors elsewhere, keys without a place."""
    targets = [{"source": f"{URL}/{n}.html", "selector": quote("mayor")} for n in (1, 2)]
    items = [
        {"type": "Annotation", "motivation": "tagging", "body": {"type": "TextualBody", "value": "Office"},
         "target": {"type": "Composite", "items": targets}, "rights": "https://example.org/cc0"},
        annotation("https://example.org/selector1", rights="https://example.org/cc0"),
    ]  # fmt: skip
    imported, documents = bring_in("w3c", {"a.json": json.dumps(items)})
    assert [passages(documents[id_]) for id_ in ("1", "2")] == [["mayor"], ["mayor"]]
    assert documents["1"].annotations[0].topics == ("office",)
    assert (imported.counted, imported.placed) == (3, 2)
    assert "it selects by https://example.org/selector1 alone" in reasons(imported)
    (told,) = [loss for loss in imported.losses if "rights" in loss.why]
    assert told.times == 2


def test_pages_elsewhere_are_told_not_fetched() -> None:
    page = {"type": "AnnotationCollection", "first": "https://example.org/page1"}
    imported, _ = bring_in("w3c", {"a.json": json.dumps(page), "b.json": "{", "c.json": '{"type": "Thing"}'})
    told = reasons(imported)
    assert "https://example.org/page1" in told
    assert "b.json: it is not JSON" in told
    assert "Thing without annotations" in told


def test_without_its_text_a_source_is_made_of_excerpts() -> None:
    items = [annotation(quote("was warned", "Nobody ", ", she")), annotation(quote("was warned", "Who "))]
    imported, documents = bring_in("w3c", {"a.json": json.dumps(items)})
    assert imported.files["documents/flood.txt"].decode() == "Nobody was warned, she\n\nWho was warned\n"
    assert documents["flood"].kind == "excerpts"
    assert documents["flood"].source.url == URL
    assert "its text was not given" in reasons(imported)


def test_a_text_is_named_by_its_address() -> None:
    made = json.dumps(annotation(quote("river")))
    _, documents = bring_in(
        "w3c", {"a.json": made, "other.md": "# A *title*\n\nThe **river** rose"}, {URL: "other.md"}
    )
    assert passages(documents["other"]) == ["river"]
    assert documents["other"].title == "A title"


def row(id_: str, *selectors: Any, **more: Any) -> dict[str, Any]:
    return {
        "id": id_, "uri": URL, "user": "acct:ann@hypothes.is", "created": "2021-05-06T00:00:00+00:00",
        "text": f"words of {id_}", "tags": ["A tag"], "document": {"title": ["Flood!"]},
        "target": [{"source": URL, "selector": list(selectors)}], **more,
    }  # fmt: skip


def test_hypothesis() -> None:
    rows = [
        row("a", {"type": "RangeSelector"}, {**quote("mayor", "The ", " spoke")}),
        row("b", references=["a"], user="acct:bob@hypothes.is"),
        row("page"),
        row("c", references=["gone"]),
    ]
    answer = {"total": 9, "rows": rows}
    imported, documents = bring_in("hypothesis", {"x.json": json.dumps(answer), "flood.txt": TEXT})
    found = by_words(documents["flood"])["mayor"]
    assert (found.note, found.topics, found.annotator) == ("words of a\n\nbob: words of b", ("a-tag",), "ann")
    assert documents["flood"].summary == "words of page"
    assert documents["flood"].title == "Flood!"
    told = reasons(imported)
    assert "4 of 9" in told
    assert "reply to an annotation that is not here" in told
    assert imported.counted == 2


@pytest.mark.parametrize("value", ["[]", "{}", "null", "3", '[1, {"target": 5}, {"uri": 7}]', '{"rows": {}}'])
@pytest.mark.parametrize("form", ["w3c", "hypothesis"])
def test_any_json_is_read(form: str, value: str) -> None:
    bring_in(form, {"x.json": value})
