"""Whatever stands in an author's files, it is told; nothing raises.

Files of a sound archive are spoiled at random: bytes lost, doubled and changed, values of other types in
the place of those that belong there.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen.build import BuildOptions, BuildResult, build_site
from sitegen.diagnostics.tell import FORMS, render_diagnostics

SOUND: dict[str, Any] = {
    "site.yaml": {
        "title": "A valley",
        "description": "Letters.",
        "language": "en",
        "base_url": "https://example.org/valley/",
        "licence": "CC0",
        "editors": ["Anna"],
        "menu": ["documents", {"label": "About", "target": "pages/about"}, {"Who": "speakers"}],
        "claim_statuses": {"one": {"label": "One", "description": "D.", "rating": 0.5}},
        "theme": {"accent": "#336699", "fonts": {"text": "Georgia, serif"}, "logo": "logo.svg"},
        "search": {"whole_index": True},
    },
    "speakers.yaml": {
        "anna": {
            "name": "Anna",
            "kind": "person",
            "aliases": ["A."],
            "roles": [{"title": "Mayor", "organization": "Town", "period": "2004/.."}],
            "affiliation": "town",
            "description": "*She*.",
            "links": {"wikidata": "Q1"},
            "former_ids": ["ann"],
        },
        "town": {"name": "Town", "kind": "organization"},
    },
    "claims.yaml": {
        "rain": {
            "text": "It rained.",
            "topics": ["weather"],
            "status": "one",
            "assessment": "Yes.",
            "evidence": [
                {"document": "letter", "annotation": "first", "relation": "supports", "note": "N."},
                {"url": "https://example.org", "title": "T"},
            ],
            "contradicts": ["dry"],
        },
        "dry": {"text": "It was dry.", "repeats": ["rain"]},
    },
    "figures.yaml": {
        "drops": {
            "label": "Drops",
            "unit": "drops",
            "definition": "Counted.",
            "period": "2016",
            "varies": True,
            "topics": ["weather"],
            "reports": [
                {
                    "speaker": "anna",
                    "via": ["town"],
                    "min": 1,
                    "max": 9,
                    "approximate": True,
                    "as_of": "2016-05",
                    "source": {"url": "https://example.org", "title": "T"},
                }
            ],
        }
    },
    "topics.yaml": {"weather": {"name": "Weather", "description": "Wet."}},
    "documents/letter.yaml": {
        "title": "A letter",
        "date": "2016-05-03~",
        "kind": "letter",
        "language": "en",
        "author": ["anna"],
        "publisher": "town",
        "source": {
            "url": "https://example.org",
            "archived": "https://example.org/a",
            "retrieved": "2020-01-01",
            "rights": "CC0",
            "citation": "Letter 1.",
        },
        "topics": ["weather"],
        "summary": "S.",
        "annotations": [
            {
                "id": "first",
                "quote": ["it rained", {"exact": "400 drops", "suffix": "fell", "occurrence": 1}],
                "speaker": "anna",
                "via": ["town"],
                "said": "2016-05-02",
                "mode": "direct",
                "cue": "says",
                "certainty": "high",
                "claim": {"id": "rain", "stance": "asserts"},
                "figure": {"id": "drops", "value": 400, "as_of": "2016-05"},
                "basis": "textual",
                "note": "A note.",
                "topics": ["weather"],
                "annotator": "Anna",
                "annotated": "2020-01-01",
            }
        ],
    },
}
TEXTS = {
    "documents/letter.md": "Anna *says* it rained and **400 drops** fell.\n",
    "pages/about.md": "---\ntitle: About\n---\n\nWe.\n",
    "static/logo.svg": "<svg/>",
}

scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.dates(),
    st.text(max_size=12),
    st.sampled_from(
        [
            *(
                "",
                " ",
                "../../etc/passwd",
                "javascript:alert(1)",
                "//evil.example",
                "http://",
                "anna/../town",
            ),
            *("9" * 5000, "1e999999", "-.inf", "2016-13-45", "9999999999", "../..", "#", "a" * 300, "\u202e"),
            *("0/0", "Y-99999999", "[2016]", "{id: x}", "http://[::1", "http://a:b", "mailto:", "http:///x"),
        ]
    ),
)
values = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=5,
)


def check(files: dict[str, bytes]) -> BuildResult:
    """Build an archive of these files into nothing, and tell what was found in every form."""
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "content"
        for path, data in files.items():
            target = archive / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        out = Path(folder) / "out"
        result = build_site(BuildOptions(archive=archive, out=out, no_cache=True, jobs=1))
        for form in FORMS:
            render_diagnostics(result.diagnostics, form).encode()
        assert result.has_failed != out.exists()
        assert all(d.message and d.place.path for d in result.diagnostics)
        return result


def sound_files() -> dict[str, bytes]:
    written = {path: yaml.safe_dump(value, allow_unicode=True).encode() for path, value in SOUND.items()}
    return {**written, **{path: text.encode() for path, text in TEXTS.items()}}


def test_the_archive_that_is_spoiled_is_sound() -> None:
    result = check(sound_files())
    assert not result.has_failed, result.diagnostics


def iter_places(value: Any, at: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [at, *(place for key, each in inner for place in iter_places(each, (*at, key)))]


def with_value(value: Any, at: tuple[str | int, ...], other: Any) -> Any:
    if not at:
        return other
    if isinstance(value, dict):
        return {key: with_value(each, at[1:], other) if key == at[0] else each for key, each in value.items()}
    return [with_value(each, at[1:], other) if n == at[0] else each for n, each in enumerate(value)]


SPOIL = settings(max_examples=150, suppress_health_check=list(HealthCheck))


@SPOIL
@given(st.data())
def test_no_value_in_any_place_raises(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(sorted(SOUND)))
    place = data.draw(st.sampled_from(iter_places(SOUND[path])))
    spoiled = with_value(SOUND[path], place, data.draw(values))
    check({**sound_files(), path: yaml.safe_dump(spoiled, allow_unicode=True).encode()})


@SPOIL
@given(st.data())
def test_no_bytes_in_any_file_raise(data: st.DataObject) -> None:
    files = sound_files()
    path = data.draw(st.sampled_from(sorted(files)))
    body = files[path]
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(body)))
        end = min(len(body), start + data.draw(st.integers(0, 9)))
        snippet = data.draw(
            st.one_of(
                st.binary(max_size=5),
                st.sampled_from(
                    [
                        *(b"\xff", b"\x00", b"\r", b"\t", b"&a ", b"*a ", b"!!python/object:os.x ", b"<<: "),
                        *(b"{", b"[" * 200, b"- ", b": ", b"#", b'"', b"'", b"|\n", b"---\n", b"...\n"),
                        *(b"\xef\xbb\xbf", b"\xff\xfe", b"\xe2\x80\xae", b"\xed\xa0\x80", b"%", b"? "),
                    ]
                ),
            )
        )
        body = body[:start] + snippet + body[end:]
    check({**files, path: body})
