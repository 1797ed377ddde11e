"""`sitegen annotate`."""

from __future__ import annotations

from pathlib import Path

import click

from sitegen.commands.serve import building, say, serving_options


@click.command()
@serving_options
def annotate(  # noqa: PLR0913, PLR0917 - one parameter an option
    archive: Path,
    port: int | None,
    host: str,
    out: Path | None,
    opens: bool,  # noqa: FBT001
    strict: bool,  # noqa: FBT001
    cache: Path | None,
    no_cache: bool,  # noqa: FBT001
) -> None:
    """Serve the site of ARCHIVE (default: content) with the annotator on its pages.

    Open a document, select words, say who said them or what they claim, and save: the annotation is
    written into the document's sidecar, and nothing else in it is touched.
    """
    from sitegen.serve.start import start  # noqa: PLC0415 - loaded where it is used

    with building(archive, out, strict=strict, cache=cache, no_cache=no_cache) as options:
        start(options, host, port, say=say, opens=click.launch if opens else None, annotates=True)
