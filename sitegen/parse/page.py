"""Editorial pages: Markdown with YAML front matter between two lines of three hyphens."""

from __future__ import annotations

from sitegen.diagnostics.diagnostic import Diagnostic, Place, diagnostic
from sitegen.diagnostics.rules.files import NO_FRONT_MATTER
from sitegen.diagnostics.rules.keys import ID_TOO_LONG, INVALID_ID, RESERVED_ID
from sitegen.model.archive import EditorialPage
from sitegen.parse.front_matter import front_matter
from sitegen.parse.ids import id_from_text, is_document_id, is_reserved, why_too_long
from sitegen.parse.schema import validate
from sitegen.parse.schema_site import PageKeys
from sitegen.parse.source import decode_text
from sitegen.parse.unseen import report_in_yaml
from sitegen.parse.yaml import parse_yaml


def parse_page(data: bytes, path: str) -> tuple[EditorialPage | None, tuple[Diagnostic, ...]]:
    """Return the page in a Markdown file below `pages/`, None where it has no title, and what is wrong."""
    text, unreadable = decode_text(data, path)
    if text is None:
        return None, unreadable
    id_ = path.removeprefix("pages/").rpartition(".")[0]
    problems = _check_page_id(id_, path)
    parts = front_matter(text)
    if parts is None:
        message = "the page does not begin with its front matter"
        way_out = "Put three lines at the top of the file: `---`, `title: ...` and `---`."
        place = Place(path=path, line=1, column=1, excerpt=text.split("\n", 1)[0].rstrip("\r"))
        return None, (*problems, diagnostic(NO_FRONT_MATTER, place, message, way_out))
    value, found = parse_yaml(parts[0].encode(), path)
    if value is None and found:
        return None, (*problems, *found)
    keys, wrong = validate(value, PageKeys, path, spare={"title": id_})
    page = None if keys is None else EditorialPage(id=id_, path=path, title=keys.title, text=parts[1])
    return page, (*problems, *found, *wrong, *report_in_yaml(data, path, value))


def _check_page_id(id_: str, path: str) -> list[Diagnostic]:
    if not is_document_id(id_):
        meant = id_from_text(id_, keep_folders=True)
        message = f"the file's name gives the page's address, and '{id_}' is not an id"
        way_out = (
            f"Rename the file to '{meant}.md'." if meant else "Use the letters a to z, digits and hyphens."
        )
        return [diagnostic(INVALID_ID, Place(path=path), message, way_out)]
    if is_reserved(id_):
        message = f"'{id_}' is the name of a file that the site writes itself"
        return [diagnostic(RESERVED_ID, Place(path=path), message, "Rename the page.")]
    message = why_too_long(id_)
    return [diagnostic(ID_TOO_LONG, Place(path=path), message, "Rename the file.")] if message else []
