"""An archive read whole, for commands that look at it and build nothing."""

from __future__ import annotations

from pathlib import Path

from sitegen.build.anew import mending
from sitegen.build.cache import damage_of, open_cache
from sitegen.build.gather import Gathered, gather
from sitegen.build.look import look_at
from sitegen.build.options import BuildOptions, default_jobs
from sitegen.build.session import Session, with_settled
from sitegen.build.workers import open_workers
from sitegen.diagnostics.shell import shell_word
from sitegen.disk.environment import EnvironmentFailure
from sitegen.disk.manifest import Manifest
from sitegen.disk.memo import Memo
from sitegen.model.whole import Whole


def read_whole(archive: Path, *, no_cache: bool = False) -> Whole:
    """Return an archive with every account of it; what is wrong with it is left out, not told.

    Raises `EnvironmentFailure` where the folder is no archive.
    """
    options = BuildOptions(archive=archive, no_cache=no_cache)
    with open_cache(options.cache_folder, lambda _words: None) as cache:
        look = look_at(archive, Manifest())
        with Memo(cache) as memo, open_workers(default_jobs(), "") as workers:
            session = Session(options, look, memo, workers, lambda *_: None)
            damaged = damage_of(cache, lambda _words: None)
            gathered: Gathered = with_settled(session, lambda session: mending(session, gather, damaged))[1]
    if gathered.whole is None:
        raise EnvironmentFailure(
            f"{str(archive)!r} is no archive that can be read; "
            f"`sitegen check {shell_word(str(archive))}` says what is wrong"
        )
    return gathered.whole
