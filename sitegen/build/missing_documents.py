"""What the memo lacks of an archive's documents: their files, parsed by whichever process is free.

Apart from `documents`, which says what is kept of one: parsing imports that, and this imports parsing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sitegen.build.documents import PARTS, Results, Settings
from sitegen.build.session import Session
from sitegen.build.workers import SMALL
from sitegen.parse.layout import SourceFiles


def parse_missing(
    sources: Sequence[SourceFiles],
    keys: Mapping[str, bytes],
    settings: Settings,
    session: Session,
) -> Iterator[tuple[list[Results], int]]:
    """Make what the memo lacks of each document, and keep it; yield (some that were made, of how many)."""
    memo = session.memo
    missing = [f for f in sources if not all(memo.keep(keys[f.id] + part) for part in PARTS)]
    if not missing:
        return
    # Here, before processes are forked, and only where there is something to parse: it takes a while.
    from sitegen.build.source import SourceBytes, load_source, parse_documents, prepare  # noqa: PLC0415

    def load(f: SourceFiles) -> SourceBytes:
        return load_source(f, session.read)

    if len(missing) >= SMALL:
        prepare()
    for results in session.workers.run(parse_documents, settings, missing, load):
        for id_, *values in results:
            for part, value in zip(PARTS, values, strict=True):
                memo.put(keys[id_] + part, value)
        yield results, len(missing)
