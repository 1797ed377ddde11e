"""The shelf: what one build by a process decoded is there for its next."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.build import finder
from sitegen.build.documents import HEAD, Head
from sitegen.build.finder import Shelf, keep_given
from sitegen.digest import digest
from sitegen.disk.memo import DamagedMemo, Memo
from sitegen.graph.uses import mentions_of_statements
from sitegen.model.archive import Amount, Document, Figure, FigureUse
from sitegen.record import encode_record
from tests.unit.graph.make_archive import make_annotation, make_archive, make_document


def make_named(name: str) -> Document:
    return make_document(
        name, make_annotation(1, speaker="ann", figures=(FigureUse(id="f", amount=Amount()),))
    )


def put(memo: Memo, document: Document) -> bytes:
    key = digest(encode_record(document))
    memo.put(key + HEAD, encode_record(Head(document, ())))
    return key


def test_the_next_build_finds_what_this_one_decoded(tmp_path: Path) -> None:
    memo, document = Memo(None), make_named(tmp_path.as_posix())
    key, shelf = put(memo, document), Shelf(memo)
    statements = list(shelf.statements(key))
    archive = make_archive([document], figures=[Figure(id="f", label="F", unit="people")])
    given = mentions_of_statements(archive, statements).figures["f"]
    kept = keep_given(given, memo)
    assert shelf.given(kept) == given
    following = Shelf(Memo(None))
    assert following.document(key) == document
    assert all(one is other for one, other in zip(following.statements(key), statements, strict=True))
    assert following.given(kept) == given


def test_too_much_is_let_go_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finder, "DOCUMENTS_MOST", 1)
    memo = Memo(None)
    shelf = Shelf(memo)
    keys = [put(memo, make_named(f"{tmp_path}{n}")) for n in range(3)]
    for key in keys:
        assert shelf.document(key) is shelf.document(key)
    with pytest.raises(DamagedMemo):
        Shelf(Memo(None)).document(keys[0])
