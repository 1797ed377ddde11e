"""A key of the format in a group that is not its own is told where it belongs."""

from __future__ import annotations

import pytest

from sitegen.parse.records import parse_sidecar

HEAD = "title: T\nannotations:\n  - {id: x, quote: Nobody was warned%s}\n"


@pytest.mark.parametrize(
    ("sidecar", "message", "help_"),
    [
        (HEAD % ", stance: denies", "belongs within `claim`", "Write `claim: {id: ..., stance: denies}`."),
        (HEAD % ", value: 1200", "belongs within `figure`", "Write `figure: {id: ..., value: 1200}`."),
        (HEAD % ", as_of: 2020", "belongs within `figure`", "Write `figure: {id: ..., as_of: 2020}`."),
        (HEAD % ", exact: Nobody", "belongs within `quote`", "Write `quote: {exact: Nobody}`."),
        (HEAD % ", language: en", "belongs further out", "Write it at the left margin, outside all groups"),
        (
            HEAD % ", figure: {id: a, value: 1, speaker: b}",
            "further out",
            "other keys of the annotation: `speaker: b`",
        ),
        (
            "title: T\nurl: https://example.org/a\n",
            "within `source`",
            "`source: {url: https://example.org/a}`",
        ),
        ("title: T\nrights: 'a, b'\n", "within `source`", "Write `source: {rights: ...}`."),
        ("title: T\nspeaker: mayor\n", "belongs to an annotation", "in an item of `annotations`"),
        ("title: T\nsource: {summary: about}\n", "further out", "outside all groups: `summary: about`"),
        ("title: T\ntitel: U\n", "did you mean 'title'?", "Known keys"),
        ("title: T\nzzzzzz: U\n", "knows no key 'zzzzzz' here", "Known keys"),
    ],
)
def test_a_key_is_told_where_it_belongs(sidecar: str, message: str, help_: str) -> None:
    _, found = parse_sidecar(sidecar.encode(), "documents/a.yaml", "a", "documents/a.txt")
    (told,) = [d for d in found if d.code == "K001"]
    assert message in told.message
    assert help_ in told.help
