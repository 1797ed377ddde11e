"""Rules with codes D001 to D002: a document's bytes, and what it translates."""

from __future__ import annotations

from sitegen.diagnostics.rule import Rule

TRANSLATION_CYCLE = Rule(
    code="D001",
    name="translation-cycle",
    severity="error",
    summary="Documents translate each other",
    explanation="""\
`translation_of` stands in the translation and names the original. Followed from one to the next it comes
to a document that is nobody's translation.

```yaml
# documents/letter-de.yaml
translation_of: letter-en
# documents/letter-en.yaml
translation_of: letter-de     # D001
```

Remove it from the original. The link from the original to its translations is made without being written.
""",
)

SOURCE_CHANGED = Rule(
    code="D002",
    name="source-changed",
    severity="error",
    summary="A document's bytes are not those that its sha256 was taken of",
    explanation="""\
`source.sha256` is the checksum of the text as it was when it was taken from its source. A text that no
longer matches it has been edited, or converted on its way here (line ends, encoding), and is not the
source any more.

```yaml
source:
  url: https://example.org/minutes.txt
  sha256: 7f83b1657ff1fc53b92dc18148a1d65dfc2d4b1fa3d677284addd200126d9069     # D002
```

Restore the file from its source. If the new text is right (a scan read again, say), put the checksum that
the message gives in the sidecar. Version control that converts line ends is told not to by `documents/**
-text` in `.gitattributes`.
""",
)

RULES: tuple[Rule, ...] = (
    TRANSLATION_CYCLE,
    SOURCE_CHANGED,
)
