"""Style sheet and scripts, named by what they hold; an archive's own come in the place of ours."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from sitegen.build.tool import packaged_templates
from sitegen.digest import digest, name_of
from sitegen.model.archive import Theme
from sitegen.modules import classic_script
from sitegen.parse.layout import Layout
from sitegen.record import Record

CSS, JS, OTHER = "assets/css/", "assets/js/", "assets/"
ANNOTATOR = "assets/annotator/"  # sent by `serve` and `annotate` alone
STYLE_SHEET = "style"


class Assets(Record, frozen=True):
    """`templates` by name; `files` by route; `scripts`: name → route."""

    templates: dict[str, str]
    files: dict[str, bytes]
    styles: tuple[str, ...]
    scripts: dict[str, str]


def merge_templates(layout: Layout, read: Callable[[str], bytes]) -> dict[str, bytes]:
    """Return all templates and assets by their names, an archive's own over the packaged ones."""
    own = {name: read(f"templates/{name}") for name in layout.templates}
    return {**packaged_templates(), **own}


def make_assets(sources: Mapping[str, bytes], theme: Theme) -> Assets:
    """Return templates, and assets as files of the site with their digest in their name."""
    files: dict[str, bytes] = {}
    scripts: dict[str, str] = {}
    sheet = [data for name, data in sorted(sources.items()) if name.startswith(CSS) and name.endswith(".css")]
    style = b"\n".join([*map(_compact_css, sheet), _tokens(theme)])
    packaged = packaged_templates()
    style_route = _route(STYLE_SHEET, "css", style)
    files[style_route] = style
    for name, data in sorted(sources.items()):
        if name.startswith(JS) and name.endswith(".js") and not name.startswith(JS + "search-"):
            stem, script = name.removeprefix(JS), _script(data, is_own=data != packaged.get(name))
            scripts[stem] = _route(stem.removesuffix(".js"), "js", script)
            files[scripts[stem]] = script
        elif name.startswith(OTHER) and not name.startswith((CSS, JS, ANNOTATOR)):
            files[name] = data
    templates = {
        name: data.decode("utf-8-sig") for name, data in sources.items() if name.endswith((".html", ".xml"))
    }
    return Assets(templates, files, (style_route,), scripts)


def _script(source: bytes, *, is_own: bool) -> bytes:
    """Return a module as a classic script; of our own, which are tested so, the comments are left out."""
    script = classic_script(source)
    if is_own:
        return script
    import rjsmin  # noqa: PLC0415 - not needed by what only loads an archive

    return bytes(rjsmin.jsmin(script))


def _route(stem: str, ending: str, data: bytes) -> str:
    return f"assets/{stem}.{name_of(digest(data))}.{ending}"


def _tokens(theme: Theme) -> bytes:
    """Return the archive's own tokens as custom properties: they win, since they come last."""
    rules = [f"--font-{name}:{family}" for name, family in theme.fonts]
    if theme.accent:
        rules.append(f"--accent-own:{theme.accent}")
    return f":root{{{';'.join(rules)}}}\n".encode() if rules else b""


_COMMENT = re.compile(rb"/\*.*?\*/", re.DOTALL)
_BLANKS = re.compile(rb"\s*\n\s*")


def _compact_css(data: bytes) -> bytes:
    """Drop comments and indentation: what a reader downloads for nothing."""
    return _BLANKS.sub(b"\n", _COMMENT.sub(b"", data)).strip()
