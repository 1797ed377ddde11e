"""The only package that names all stages: reads, parses, anchors, connects, checks, renders, writes.

`build_site` is the one entry: a first build, a rebuild and the builds of `serve` are the same
function. What was made before is found again by the digest of what it was made from.
"""

from sitegen.build.options import BuildOptions, BuildResult, severity_of
from sitegen.build.run import build_site, check_archive

__all__ = ["BuildOptions", "BuildResult", "build_site", "check_archive", "severity_of"]
