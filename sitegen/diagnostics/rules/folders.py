"""Rules with codes F101 to F199: what lies in the archive's folders."""

from __future__ import annotations

from sitegen.diagnostics.rule import Rule

FILE_NOT_READABLE = Rule(
    code="F101",
    name="file-not-readable",
    severity="error",
    summary="A file or folder of the archive cannot be read.",
    explanation="""\
Every file below the archive folder is read, or the build stops: a file that is passed over in silence
would be missing from the site. The message gives the system's own reason.

Give yourself leave to read it (`chmod u+r FILE`), rename it where its name is not UTF-8, or move it
out of the archive. Names that begin with a dot or end with `~` are never read. Pipes, sockets and devices are
no files, folders that lie in one another more than 40 deep are not looked into, and of more than a million
files the rest is not read: each is told here.
""",
)
LINK_LEADS_OUTSIDE = Rule(
    code="F102",
    name="link-leads-outside",
    severity="error",
    summary="A symbolic link leads out of the archive.",
    explanation="""\
An archive is whole in itself: it can be copied, published and built anywhere. A link to a file outside
would publish something that is not part of it, and differ from machine to machine. A link to a name that
begins with a dot or ends with `~` leads out too: such files are no part of the archive.

Copy the file into the archive in place of the link.
""",
)
FILE_NOT_EXPECTED = Rule(
    code="F103",
    name="file-not-expected",
    severity="warning",
    summary="A file lies where nothing reads it.",
    explanation="""\
Sources are `documents/**/NAME.txt` or `NAME.md`, sidecars `NAME.yaml` beside them, registries
`speakers.yaml` or `speakers/**/*.yaml` (likewise claims and figures, and `topics.yaml`), editorial pages
`pages/**/*.md`. What is to be published as it is belongs in `static/`.

A PDF or a picture of a source goes into `static/`, and is linked from the sidecar's `source`.
""",
)
SIDECAR_WITHOUT_TEXT = Rule(
    code="F104",
    name="sidecar-without-text",
    severity="error",
    summary="A sidecar stands beside no source.",
    explanation="""\
`documents/a/letter.yaml` describes `documents/a/letter.txt` or `documents/a/letter.md`; neither is there.

Add the text, or rename the sidecar so that its name is that of the text.
""",
)
TEXT_WITHOUT_SIDECAR = Rule(
    code="F105",
    name="text-without-sidecar",
    severity="error",
    summary="A source has no sidecar.",
    explanation="""\
Every document needs a title, and says where it comes from, in a sidecar of the same name:

    # documents/letter.yaml, beside documents/letter.txt
    title: A letter to the editor
    date: 1921-03-05
""",
)
TWO_TEXTS = Rule(
    code="F106",
    name="two-texts",
    severity="error",
    summary="Two sources share one name.",
    explanation="""\
`letter.txt` and `letter.md` would both be the document `letter`, with one sidecar and one address.

Rename one of them.
""",
)
DOCUMENT_ID_NOT_VALID = Rule(
    code="F107",
    name="document-id-not-valid",
    severity="error",
    summary="A document's file name cannot be an address.",
    explanation="""\
A document's id is its path below `documents/` without the ending. It is part of the document's address,
so every part is made of lower-case ASCII letters, digits and hyphens: `2016/turning-point`.

Rename the file (and its sidecar): `Turning Point.txt` becomes `turning-point.txt`. The ids `index` and
`page-2` are used by the site itself.
""",
)
NO_SITE_FILE = Rule(
    code="F108",
    name="no-site-file",
    severity="error",
    summary="The archive has no site.yaml.",
    explanation="""\
`site.yaml` makes a folder an archive. The least that it can say:

    title: Letters from the valley
""",
)
ID_DEFINED_TWICE = Rule(
    code="F109",
    name="id-defined-twice",
    severity="error",
    summary="Two registry files define the same id.",
    explanation="""\
Speakers (claims, figures, topics) may be spread over several files, `speakers.yaml` and any
`speakers/**/*.yaml`, but each id stands in one of them only: which of two should count cannot be told.

Merge the two entries, or give one another id.
""",
)

LOCK_WITHOUT_DOCUMENT = Rule(
    code="F110",
    name="lock-without-document",
    severity="warning",
    summary="An anchor lock stands beside no document.",
    explanation="""\
`documents/a/letter.lock.yaml` remembers where the passages of `documents/a/letter.txt` (or `letter.md`)
stood; neither that text nor its sidecar is there. Most often the document was renamed and its lock was not.

Rename the lock as the document is named, so that what it remembers is not lost; or delete it, where the
document is gone for good.
""",
)

CONTROL_CHARACTER_IN_NAME = Rule(
    code="F111",
    name="control-character-in-name",
    severity="error",
    summary="The name of a file has a control character in it.",
    explanation="""\
A line end, a tab, an escape or another control character is part of the file's name. Such a name breaks every
list that it stands in, and a terminal obeys it instead of showing it; an address made of it cannot be typed.
In the finding, each stands as its number: `scan<U+000A>.pdf`.

Rename the file. Where the shell gives no way to write its name, `find . -name '*[[:cntrl:]]*'` lists it.
""",
)

INVISIBLE_CHARACTER_IN_NAME = Rule(
    code="F112",
    name="invisible-character-in-name",
    severity="warning",
    summary="The name of a file has a character in it that nobody sees.",
    explanation="""\
Two names may look the same and be different, and a direction override makes `scan<U+202E>fdp.exe` look like
`scanexe.pdf`. Most often the character came along with a name that was copied from elsewhere. What a
name in its own script needs (a joiner in Persian, a mark in Hebrew) is not told.

Rename the file, and what names it. A link to it must be written with the same character until then.
""",
)

NAME_NOT_PORTABLE = Rule(
    code="F113",
    name="name-not-portable",
    severity="warning",
    summary="Other systems cannot hold a file of this name.",
    explanation="""\
The archive, or the site that is built of it, cannot be copied to Windows or to a Mac as it is: `git clone`
fails there, or one of two files takes the place of the other. That is so with

- the names of devices on Windows, with any ending: `con`, `prn`, `aux`, `nul`, `com1` to `com9`, `lpt1` to
  `lpt9`. An id makes a file's name too: the speaker `con` has the page `speakers/con.html`;
- names that end in a full stop or a blank, or have one of `< > : " \\ | ? *` in them;
- two names that differ only in capitals (`A.png`, `a.png`), or in how their accents are composed;
- names of more than 255 bytes (about 120 Cyrillic letters, or 85 Chinese characters).

```
documents/con.txt       # F113: rename it, and its sidecar, to documents/the-con.txt
```

Rename the file, and what names it. An id that was published goes into `former_ids`, so that its old address
leads on.
""",
)

HIDDEN_LINK = Rule(
    code="F114",
    name="hidden-link",
    severity="warning",
    summary="A link with a hidden name leads out of the archive.",
    explanation="""\
Names that begin with a dot or end with `~` are no part of an archive: they are neither read nor written. But
whoever unpacks or edits the archive may follow a link that leads out of it without knowing.

Take it out of the archive, or ask whoever put it there. What lies in hidden folders is not looked at.
""",
)

HIDDEN_IN_STATIC = Rule(
    code="F115",
    name="hidden-in-static",
    severity="warning",
    summary="A file of static/ is not published, because its name begins with a dot.",
    explanation="""\
Names that begin with a dot are how systems and editors hide what is theirs, and no build reads them: not in
`static/` either, where somebody may have put `.well-known/` or `.htaccess` to have it published. What systems
leave without being asked (`.DS_Store`, `.gitkeep`, `._photo.jpg`) is not told.

Rename it. What has to have such a name goes into the folder of the built site itself: names that begin with a
dot at its top are not the build's, and stay there from build to build.
""",
)

MISNAMED_REGISTRY = Rule(
    code="F116",
    name="misnamed-registry",
    severity="error",
    summary="A registry has a name under which nothing reads it.",
    explanation="""\
`speakers.yml`, `Claims.yaml` or `figure.yaml` stands where `speakers.yaml`, `claims.yaml` or `figures.yaml`
is read, and that is not there. Without it, every id in documents would be told as unknown; that the file is
not read is what is wrong, and it is told once.

    # speakers.yml      F116: rename it to speakers.yaml

Rename it.
""",
)

RULES: tuple[Rule, ...] = (
    FILE_NOT_READABLE,
    LINK_LEADS_OUTSIDE,
    FILE_NOT_EXPECTED,
    SIDECAR_WITHOUT_TEXT,
    TEXT_WITHOUT_SIDECAR,
    TWO_TEXTS,
    DOCUMENT_ID_NOT_VALID,
    NO_SITE_FILE,
    ID_DEFINED_TWICE,
    LOCK_WITHOUT_DOCUMENT,
    CONTROL_CHARACTER_IN_NAME,
    INVISIBLE_CHARACTER_IN_NAME,
    NAME_NOT_PORTABLE,
    HIDDEN_LINK,
    HIDDEN_IN_STATIC,
    MISNAMED_REGISTRY,
)
