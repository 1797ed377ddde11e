"""`sitegen reanchor`: what a person is shown, and what an answer writes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sitegen.anchor.lock import parse_lock
from tests.build.terminal import run_in_terminal
from tests.build.test_lock import TEXT, lock_of, run, told, write

DOCUMENTATION = Path(__file__).parents[2] / "docs" / "anchoring.md"
SIDECAR = """\
title: A letter   # as printed
annotations:
  # what the mayor said
  - id: closed
    quote: 'the bridge was closed'   # twice
    note: >
      Really?
  - id: market
    quote: The market stayed open
"""
OPENING = TEXT.partition("\n\n")[0]
OTHER = "A visitor wrote that the bridge was closed. The mayor denied it all, twice."


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    content = write(tmp_path, TEXT, SIDECAR)
    assert run("lock", content).exit_code == 0
    return content


def sidecar_of(archive: Path) -> str:
    return (archive / "documents" / "letter.yaml").read_bytes().decode()


def answer(archive: Path, *answers: str) -> tuple[int, str]:
    return run_in_terminal(["reanchor", "content"], answers, archive.parent)


def test_nothing_to_do(archive: Path) -> None:
    result = run("reanchor", archive)
    assert (result.exit_code, result.output) == (0, "nothing waits\nno error stops the build\n")


def test_without_locks_the_way_to_one_is_told(tmp_path: Path) -> None:
    result = run("reanchor", write(tmp_path))
    assert result.exit_code == 0
    assert "`sitegen lock` writes them" in result.output


def test_without_a_terminal_passages_are_listed_only(archive: Path) -> None:
    before = lock_of(archive).read_bytes()
    write(archive.parent, "Dear editor,\n\n" + TEXT.replace("was closed", "is closed"), SIDECAR)
    result = run("reanchor", archive)
    assert result.exit_code == 1
    assert "letter.txt: 1 moved, beyond doubt: market" in result.output
    assert "letter.yaml:5  (1 of 1)" in result.output
    assert "… mayor said that [the bridge [-was-]{+is+} closed]. She gave no" in result.output
    assert (sidecar_of(archive), lock_of(archive).read_bytes()) == (SIDECAR, before)


def test_yes_accepts_what_is_beyond_doubt_and_no_more(archive: Path) -> None:
    write(archive.parent, "Dear editor,\n\n" + TEXT.replace("was closed", "is closed"), SIDECAR)
    assert run("reanchor", archive, "--yes").exit_code == 1
    lock = parse_lock(lock_of(archive).read_bytes())
    assert lock is not None
    assert [entry.waiting for entry in lock.annotations.values()] == [True, False]
    assert sidecar_of(archive) == SIDECAR
    assert told(archive) == ["Q009 documents/letter.yaml"]
    write(archive.parent, "Dear editor,\n\n" + TEXT, SIDECAR)
    assert run("reanchor", archive, "--yes").exit_code == 0
    assert told(archive) == []
    assert run("lock", archive, "--check").exit_code == 0


def test_a_changed_word_is_accepted(archive: Path) -> None:
    write(archive.parent, TEXT.replace("was closed", "is closed"), SIDECAR)
    code, shown = answer(archive, "1")
    assert code == 0, shown
    assert "\x1b[31m[-was-]\x1b[0m\x1b[32m{+is+}\x1b[0m" in shown
    assert sidecar_of(archive) == SIDECAR.replace("was closed", "is closed")
    assert told(archive) == []
    assert run("lock", archive, "--check").exit_code == 0


def test_the_same_words_in_another_sentence_need_no_edit(archive: Path) -> None:
    write(archive.parent, TEXT.replace(OPENING, OTHER), SIDECAR)
    code, shown = answer(archive, "1")
    assert code == 0, shown
    assert "the quote is right as it is" in shown
    assert sidecar_of(archive) == SIDECAR
    assert told(archive) == []


def test_words_that_stand_twice_get_a_context(archive: Path) -> None:
    again = "\nIn the evening a boy asked who had decided that the bridge was closed.\n"
    write(archive.parent, TEXT.replace(OPENING, OTHER) + again, SIDECAR)
    code, shown = answer(archive, "1")  # behind it is nothing that could be other
    assert code == 0, shown
    assert "'the bridge was closed'   # twice\n    prefix: decided that\n    note: >" in sidecar_of(archive)
    assert told(archive) == []


def test_skipping_and_quitting_leave_it_waiting(archive: Path) -> None:
    write(archive.parent, "Dear editor,\n\n" + TEXT.replace("was closed", "is closed"), SIDECAR)
    for reply in ("s", "", "q"):
        code, _ = answer(archive, reply)
        assert code == 1
        assert sidecar_of(archive) == SIDECAR
        assert told(archive) == ["Q009 documents/letter.yaml"]


def test_what_is_not_an_answer_is_asked_again(archive: Path) -> None:
    write(archive.parent, TEXT.replace("was closed", "is closed"), SIDECAR)
    code, shown = answer(archive, "7", "1")
    assert code == 0, shown
    assert told(archive) == []


def test_a_passage_that_is_gone_has_nothing_to_accept(archive: Path) -> None:
    write(archive.parent, TEXT.replace(OPENING, "Rain."), SIDECAR)
    code, shown = answer(archive, "1", "s")
    assert code == 1
    assert "nothing in the document is much like it" in shown
    assert told(archive) == ["Q009 documents/letter.yaml"]


def test_pieces_are_asked_one_by_one(archive: Path) -> None:
    pieces = SIDECAR + "  - quote:\n      - the council met\n      - the river rose\n    note: Both.\n"
    write(archive.parent, TEXT, pieces)
    assert run("lock", archive).exit_code == 0
    text = TEXT.replace("council met", "council sat").replace("river rose", "river fell")
    write(archive.parent, text, pieces)
    code, shown = answer(archive, "1", "1")
    assert code == 0, shown
    assert "(1 of 1)" in shown
    assert "piece 2 stood" in shown
    sidecar = sidecar_of(archive)
    assert "- the council sat\n      - the river fell\n" in sidecar
    assert "id: the-council-met" in sidecar, "its address, which was made from its quote, stays"
    assert told(archive) == []


def test_all_that_waits_is_asked_in_order(archive: Path) -> None:
    write(archive.parent, TEXT.replace("was closed", "is closed").replace("stayed", "was"), SIDECAR)
    code, shown = answer(archive, "s", "1")
    assert code == 1
    assert shown.index("(1 of 2)") < shown.index("(2 of 2)")
    assert sidecar_of(archive) == SIDECAR.replace("market stayed open", "market was open")
    code, shown = answer(archive, "1")
    assert code == 0, shown
    assert told(archive) == []


def test_one_document_can_be_named(archive: Path) -> None:
    write(archive.parent, TEXT, SIDECAR, name="note")
    assert run("lock", archive).exit_code == 0
    for name in ("letter", "note"):
        write(archive.parent, TEXT.replace("was closed", "is closed"), SIDECAR, name=name)
    for name in ("note", "documents/note.yaml", f"{archive}/documents/note.txt"):
        result = run("reanchor", archive, name)
        assert result.exit_code == 1
        assert "note.yaml" in result.output
        about, stopped, _ = result.output.partition("the build is still stopped")
        assert "letter" not in about
        assert stopped
    missing = run("reanchor", archive, "nothing")
    assert missing.exit_code == 2
    assert "no document 'nothing'" in missing.output


def test_other_errors_are_mended_first(archive: Path) -> None:
    before = lock_of(archive).read_bytes()
    write(archive.parent, TEXT.replace("was closed", "is closed"), SIDECAR + "    quotes: no\n")
    result = run("reanchor", archive, "--yes")
    assert result.exit_code == 1
    assert "mend these errors first" in result.output
    assert lock_of(archive).read_bytes() == before


def test_what_no_quote_can_say_is_refused(archive: Path) -> None:
    pieces = SIDECAR + "  - id: both\n    quote:\n      - the council met\n      - the river rose\n"
    write(archive.parent, TEXT, pieces)
    assert run("lock", archive).exit_code == 0
    opening, middle, end = (
        TEXT.replace("council met", "council sat").replace("river rose", "river fell").split("\n\n")
    )
    write(archive.parent, f"{opening}\n\n{end}\n{middle}\n", pieces)
    code, shown = answer(archive, "1", "1", "1")
    assert code == 1
    assert "please edit the quote by hand" in shown
    assert sidecar_of(archive) == pieces
    assert "Q009 documents/letter.yaml" in told(archive)


def test_the_documentation_shows_what_is_shown(archive: Path) -> None:
    write(archive.parent, TEXT.replace("was closed", "is closed"), SIDECAR)
    _, shown = run_in_terminal(["reanchor", "content"], ["q"], archive.parent)
    plain = re.sub(r"\x1b\[[0-9;]*m", "", shown).strip()
    assert f"```text\n{plain}\n```\n" in DOCUMENTATION.read_text(encoding="utf-8")


def test_the_end_says_what_still_stops_the_build(archive: Path) -> None:
    write(archive.parent, TEXT.replace("was closed", "is closed"), SIDECAR)
    for number in range(9):
        (archive / f"documents/other-{number}.yaml").write_text("title: No text\n")
    result = run("reanchor", archive)
    assert result.exit_code == 1
    end = result.output.partition("1 left\n")[2].splitlines()
    assert end[0] == "the build is still stopped by 10 errors:"
    assert end[1].startswith(f"  {archive}/documents/letter.yaml:5:12: error Q009 ")
    assert end[-2:] == ["  and 2 more", f"`sitegen check {archive}` shows how to mend them"]
    assert len(end) == 11


def test_an_error_elsewhere_is_told_when_nothing_waits(archive: Path) -> None:
    (archive / "speakers.yaml").write_text("ann: {nam: Ann}\n")
    result = run("reanchor", archive, "--yes")
    assert result.exit_code == 0
    assert "nothing waits\nthe build is still stopped by" in result.output
    assert "speakers.yaml:1:7: error K001" in result.output
