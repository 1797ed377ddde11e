"""A source that enters an archive: its id, its title and language as far as they can be told, its sidecar."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection

from sitegen.parse.front_matter import without_front_matter
from sitegen.parse.ids import LONGEST_NAME, id_from_text, is_avoided
from sitegen.parse.source import decode_text
from sitegen.record import Record
from sitegen.scaffold.front_matter import Head, read_head
from sitegen.scaffold.yaml_text import render_scalar
from sitegen.text.language import guess_language

TITLE_LENGTH = 120  # characters; a longer first line is a paragraph, not a title
_HEADING = re.compile(r"#{1,6}[ \t]+(.+?)[ \t#]*$")
_UNDERLINE = re.compile(r"(?:=+|-{3,})[ \t]*$")
# Lines that say something of a text at its head, in the languages of the interface and their neighbours.
_META = re.compile(
    r"(?:date|author|by|from|to|cc|source|url|tags?|keywords?|categor(?:y|ies)|published|publisher|lang(?:uage)?|layout|"
    r"draft|datum|autor(?:in)?|von|an|quelle|auteur|de|à|objet|mots-clés|fecha|fuente|para|data|fonte|"
    r"дата|автор|источник|от|кому|تاريخ|التاريخ|الكاتب|المصدر|من|إلى|日期|作者|来源|來源)[ \t]?[:：]",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?:title|titel|titre|título|titolo|headline|subject|betreff|sujet|asunto|заголовок|название|тема|العنوان|الموضوع|"
    r"标题|標題)[ \t]?[:：][ \t]*(?=\S)",
    re.IGNORECASE,
)
_NO_TITLE = re.compile(r"(?:[-+*]|[0-9]{1,9}[.)])[ \t]|[>|<]|```|~~~|!\[|\[\^|[-*_=]{3,}$")
_EMPHASIS = re.compile(r"[*_`]+|!?\[([^\]]*)\]\([^)]*\)")

INVITATION = """
# Quote the words of a passage exactly as they stand in the text, and say what you know of them:
# annotations:
#   - id: a-short-name
#     quote: the exact words
#     speaker: an id from speakers.yaml
#     note: What a reader should know.
"""
_ADVICE = {
    ".docx": 'open it and save it as plain text ("Save as", type .txt, encoding UTF-8)',
    ".doc": 'open it and save it as plain text ("Save as", type .txt, encoding UTF-8)',
    ".odt": 'open it and save it as plain text ("Save as", type .txt, encoding UTF-8)',
    ".rtf": 'open it and save it as plain text ("Save as", type .txt, encoding UTF-8)',
    ".pdf": "take its text out, for example by `pdftotext FILE.pdf FILE.txt`, and look it over",
    ".html": "save the text of the page as .txt or .md, for example by `pandoc FILE.html -t gfm -o FILE.md`",
    ".htm": "save the text of the page as .txt or .md, for example by `pandoc FILE.htm -t gfm -o FILE.md`",
    ".markdown": "rename it so that it ends in .md",
    ".text": "rename it so that it ends in .txt",
    ".xml": "for TEI there is `sitegen import tei`; of other XML save the text as .txt",
    ".json": "for annotations there are `sitegen import w3c` and `sitegen import hypothesis`",
    ".csv": "for a table of quotes there is `sitegen import csv`",
    ".ann": "for brat there is `sitegen import brat`",
}


class NewDocument(Record, frozen=True):
    """A document's files as they are to be written. `language` is the guess, empty for none."""

    id: str
    path: str
    title: str
    language: str
    text: bytes
    sidecar: bytes

    @property
    def sidecar_path(self) -> str:
        return self.path.rpartition(".")[0] + ".yaml"


def why_not_a_source(name: str) -> str:
    """Return why a file of that name can be no source, with a way out; empty where it can."""
    stem, dot, ending = name.rpartition(".")
    ending = (dot + ending).lower() if stem else ""
    if ending in {".txt", ".md"}:
        return ""
    advice = _ADVICE.get(ending, "save its text as .txt or .md")
    return f"{name!r} cannot be a source: sources are plain text (.txt) or Markdown (.md); {advice}"


def document_from_file(
    name: str, data: bytes, taken: Collection[str] = (), id_: str = ""
) -> tuple[NewDocument | None, str]:
    """Return the document that a file makes, or None and what is wrong with it in words.

    `taken` are ids that are in use; `id_` is the id to give, and else one is made from the file's name.
    """
    refusal = why_not_a_source(name)
    if refusal:
        return None, refusal
    text, problems = decode_text(data, name)
    if text is None:
        return None, f"{name}: {problems[0].message}. {problems[0].help}"
    if not text.strip():
        return None, f"{name!r} has no words in it"
    stem, _, ending = name.rpartition(".")
    is_markdown = ending.lower() == "md"
    known = read_head(text) if is_markdown else Head()
    title = known.title or find_title(text, is_markdown=is_markdown) or title_from_name(stem)
    chosen = id_ or free_id(id_from_text(stem), taken)
    language = known.language or guess_language(without_front_matter(text) if is_markdown else text)
    sidecar = render_sidecar(title, language, hashlib.sha256(data).hexdigest(), known)
    path = f"documents/{chosen}.{ending.lower()}"
    return NewDocument(chosen, path, title, language, data, sidecar.encode()), ""


def free_id(wanted: str, taken: Collection[str]) -> str:
    """Return the id, or one with a number after it where it is taken or the site's own."""
    base = wanted[: LONGEST_NAME - 4].strip("-") or "document"  # a number may follow
    if is_avoided(base):
        base = f"the-{base}"
    candidate, number = base, 1
    while candidate in taken:
        number += 1
        candidate = f"{base}-{number}"
    return candidate


def find_title(text: str, *, is_markdown: bool) -> str:
    """Return the first heading, or the first line where it is short enough to be one; empty otherwise.

    What opens a list, a quotation, a table or code is no title, and nor is a line such as "Date: 3 May".
    """
    text = without_front_matter(text) if is_markdown else text
    lines = [line.strip() for line in text.splitlines()[:200]]
    if is_markdown:
        for line, below in zip(lines, [*lines[1:], ""], strict=True):
            if found := _HEADING.match(line):
                return _plain(found[1])
            if line and _UNDERLINE.match(below) and not _NO_TITLE.match(line):
                return _plain(line)
    first = next((line for line in lines if line), "")
    if not first:
        return ""
    after = lines[lines.index(first) + 1 :][:1]
    if _META.match(first) or (is_markdown and _NO_TITLE.match(first)):
        return ""
    first = _NAMED.sub("", first, count=1) if _NAMED.match(first) else first
    is_paragraph = first.endswith(".") and after not in ([], [""])
    first = _plain(first) if is_markdown else first
    is_title = len(first) <= TITLE_LENGTH and not first.endswith((",", ";")) and not is_paragraph
    return first if is_title else ""


def title_from_name(stem: str) -> str:
    """Return words from a file's name: "turning-point" becomes "Turning point"."""
    words = re.sub(r"[-_\s]+", " ", stem).strip()
    return words[:1].upper() + words[1:] or "Untitled"


def render_sidecar(title: str, language: str, sha256: str, known: Head = Head()) -> str:  # noqa: B008 - frozen
    """Return a sidecar without annotations yet, with words on how to write one."""
    lines = [f"title: {render_scalar(title)}"]
    if known.date:
        lines.append(f"date: {render_scalar(known.date)}")
    if known.language:
        lines.append(f"language: {render_scalar(language)}")
    elif language:
        lines.append(
            f"language: {render_scalar(language)} # guessed from the words; correct it if it is wrong"
        )
    else:
        lines.append("# language: en # the text's own, where it is not the site's")
    if known.rest:
        lines.append(
            "# The file's own front matter says this too; give it to readers in the format's own keys:"
        )
        lines += [f"#   {line}" for line in known.rest]
    lines += ["source:"]
    if known.url:
        lines.append(f"  url: {render_scalar(known.url)}")
    lines += [
        f"  sha256: {render_scalar(sha256)} # of the text as it was added; the build notices a change",
    ]
    return "\n".join(lines) + "\n" + INVITATION


def _plain(line: str) -> str:
    return _EMPHASIS.sub(lambda m: m[1] or "", line).strip()
