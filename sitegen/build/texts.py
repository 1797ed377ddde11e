"""The texts of units, which snippets of search results are taken from: files named by their content."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from sitegen.build.outputs import Outputs
from sitegen.disk.memo import Memo
from sitegen.search.artifact import Artifact

_texts = msgspec.msgpack.Decoder(tuple[Artifact, ...])


def offer_texts(keys: Sequence[bytes], memo: Memo, outputs: Outputs) -> None:
    """Offer the files of texts that the memo keeps under these keys, reading only those that do not stand."""
    for key in outputs.lacking(keys):
        for file in _texts.decode(memo.need(key)):
            outputs.put(file.path, key, file.data)
