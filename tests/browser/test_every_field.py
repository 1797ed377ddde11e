"""The annotator's panel has a field for every key of an annotation, which holds what the author wrote."""

from __future__ import annotations

from typing import Any, Literal, get_args, get_origin

import pytest
from playwright.sync_api import Browser, expect

from sitegen.parse.schema_base import fields_of
from sitegen.parse.schema_names import VALUE_KEYS, bare_type
from sitegen.parse.schema_sidecar import AnnotationKeys
from sitegen.serve.annotate.panel import FIELDS, VALUES
from sitegen.serve.annotate.panel import PLACED as PLACED_KEYS
from tests.build.every_key import Key, files_of, iter_keys, value_of, write_files
from tests.serve.running import run_server

ON_PAGE = "the words are chosen on the page, and what tells them from others is found by the server"
NOT_EDITED = {
    "annotation.quote": ON_PAGE,
    **dict.fromkeys(
        (f"annotation.quote.{key}" for key in ("exact", "prefix", "suffix", "occurrence")), ON_PAGE
    ),
    **dict.fromkeys((f"annotation.{key}" for key in ("prefix", "suffix", "occurrence")), ON_PAGE),
}
KEYS = tuple(key for key in iter_keys() if key.path.startswith("annotation."))
EDITED = tuple(key for key in KEYS if key.path not in NOT_EDITED)
NAMES = {  # of what ids lead to, as the panel shows them
    "boris": "Boris-name",
    "paper": "Paper-name",
    "town": "Town-name",
    "rain": "Rain-text",
    "drops": "Drops-label",
    "weather": "Weather-name",
    "true": "on",
}
HELD = """() => [
  ...[...document.querySelectorAll('#_annotator :is(input, textarea, select)')]
    .filter((one) => !/^(radio|checkbox)$/.test(one.type) || one.checked).map((one) => one.value),
  ...[...document.querySelectorAll('#_annotator .a-chip-name')].map((one) => one.textContent),
]"""


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> set[str]:
    """What the fields of the panel hold, for the annotations in which every key stands."""
    folder = tmp_path_factory.mktemp("fields")
    write_files(files_of(), folder / "content")
    found: set[str] = set()
    with run_server(folder / "content") as running, browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{running.address}documents/letter.html")
        for id_ in ("first", "second"):
            page.locator(f"#note_{id_} .a-edit").click(timeout=20_000)
            expect(page.locator("#_annotator")).to_be_visible()
            found.update(page.evaluate(HELD))
            page.get_by_role("button", name="Cancel").click()
            expect(page.locator("#_annotator")).to_be_hidden()
    return found


@pytest.mark.parametrize("key", EDITED, ids=[key.path for key in EDITED])
def test_the_panel_has_a_field_for_the_key(held: set[str], key: Key) -> None:
    where = "templates/assets/annotator/annotator.js, PLACED in sitegen/serve/annotate/panel.py"
    assert shown(value_of(key)) in held, f"no field of the panel is filled with {key.path}: {where}"


def shown(value: Any) -> str:
    """Return how the panel shows a value; of several, the first."""
    while isinstance(value, (list, dict)):
        value = value["id"] if isinstance(value, dict) else value[0]
    return NAMES.get(value, str(value))


@pytest.mark.parametrize("key", VALUE_KEYS)
def test_every_field_and_choice_is_called_something(key: str) -> None:
    where = "sitegen/serve/annotate/panel.py"
    assert key in {*PLACED_KEYS, *FIELDS}, f"the panel's field for {key} has no words: FIELDS in {where}"
    choices = bare_type(fields_of(AnnotationKeys)[key])
    if get_origin(choices) is Literal:
        assert set(get_args(choices)) == set(VALUES[key]), f"choices of {key} lack words: VALUES in {where}"


def test_what_has_a_place_or_words_is_in_the_schema() -> None:
    assert {*PLACED_KEYS, *FIELDS} <= set(VALUE_KEYS)
    assert NOT_EDITED.keys() <= {key.path for key in KEYS}
