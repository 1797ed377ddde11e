"""Names as they are typed: of several thousand the right ones first, in any script."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.serve.annotate.registries import SHOWN, Registries

SPEAKERS = """\
lavrov: {name: Сергей Лавров, aliases: [Sergey Lavrov, Министр]}
lavrova: {name: Ольга Лаврова}
obrien: {name: "Siobhán O'Brien"}
al-asad: {name: بشار الأسد}
ahmad: {name: أَحْمَد الخطيب}
wang: {name: 王小明}
muller: {name: Maria Müller, roles: [{title: Mayor}]}
millers: {name: Jürgen Miller, aliases: [Müller junior]}
committee: {name: The Muller committee}
"""


@pytest.fixture
def registries(tmp_path: Path) -> Registries:
    (tmp_path / "speakers.yaml").write_text(SPEAKERS, encoding="utf-8")
    return Registries(tmp_path)


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("muller", ["muller", "millers", "committee"]),  # its id, another of its names, a word of its name
        ("Müller j", ["millers"]),
        ("maria mul", ["muller"]),
        ("mul mar", ["muller"]),
        ("o'brien", ["obrien"]),
        ("brien", ["obrien"]),
        ("siobhan", ["obrien"]),
        ("лавров", ["lavrov", "lavrova"]),
        ("sergey", ["lavrov"]),
        ("министр", ["lavrov"]),
        ("الاسد", ["al-asad"]),
        ("اسد", ["al-asad"]),
        ("احمد", ["ahmad"]),
        ("小明", ["wang"]),
        ("mayor", ["muller"]),
        ("zz", []),
    ],
)
def test_names_are_found_by_any_of_their_words(registries: Registries, typed: str, ids: list[str]) -> None:
    assert [name.id for name in registries.suggest("speakers", typed).names] == ids


def test_the_name_that_was_found_is_shown(registries: Registries) -> None:
    (found,) = registries.suggest("speakers", "müller ju").names
    assert (found.name, found.detail) == ("Jürgen Miller", "Müller junior")


def test_of_thousands_few_are_listed_and_all_are_counted(tmp_path: Path) -> None:
    lines = [f"speaker-{n}: {{name: Speaker number {n}}}\n" for n in range(5_000)]
    (tmp_path / "speakers").mkdir()
    (tmp_path / "speakers/a.yaml").write_text("".join(lines[:2_500]))
    (tmp_path / "speakers/b.yaml").write_text("".join(lines[2_500:]))
    registries = Registries(tmp_path)
    found = registries.suggest("speakers", "number")
    assert (len(found.names), found.count) == (SHOWN, 5_000)
    assert [name.id for name in registries.suggest("speakers", "speaker 4999").names] == ["speaker-4999"]


def test_a_registry_that_changed_is_read_again(registries: Registries) -> None:
    before = registries.registry("speakers")
    assert registries.registry("speakers") is before
    path = registries.archive / "speakers.yaml"
    path.write_text(SPEAKERS.replace("Maria Müller", "Marie Müller"), encoding="utf-8")
    assert registries.registry("speakers").names["muller"].name == "Marie Müller"
    path.unlink()
    assert registries.suggest("speakers", "").names == ()
