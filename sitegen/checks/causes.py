"""Findings by cause: what could not be read is not checked further.

A file that cannot be read takes all with it that others would have found in it: a claim that only its
annotations make is not unused, a speaker that only it defines is not unknown. Checks know nothing of that.
Here their findings are sifted: those that may follow from a mistake in reading are counted at the mistake and
not listed. Whoever mends it sees at the next check what is left of them. No finding hides one that is more
severe: what stops a build is told, or something that stops it too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec.structs import replace

from sitegen.diagnostics.diagnostic import Diagnostic
from sitegen.diagnostics.findings import SEVERITIES, rule_of
from sitegen.diagnostics.rule import Rule
from sitegen.diagnostics.rules import anchors, attribution, figures, folders, keys, references

_UNUSED = (
    references.CLAIM_WITHOUT_STATEMENT,
    references.SPEAKER_NOT_USED,
    figures.FIGURE_WITHOUT_READING,
)
_LINKS = (references.UNKNOWN_PAGE, references.BROKEN_LINK)
# What may be found only because something of a file of that kind was not read.
_FOLLOWS: Mapping[str, tuple[Rule, ...]] = {
    "documents": (references.UNKNOWN_DOCUMENT, references.UNKNOWN_ANNOTATION, *_LINKS, *_UNUSED),
    "speakers": (references.UNKNOWN_SPEAKER, *_LINKS, references.SPEAKER_NOT_USED),
    "claims": (references.UNKNOWN_CLAIM, *_LINKS),
    "figures": (
        references.UNKNOWN_FIGURE,
        *_LINKS,
        references.SPEAKER_NOT_USED,
        figures.FIGURE_WITHOUT_READING,
    ),
    "topics": _LINKS,
    "pages": _LINKS,
    "site.yaml": (references.UNKNOWN_STATUS, references.UNKNOWN_PAGE),
}
# The same where the file was read, and one value in it is left out.
_FOLLOWS_VALUE: Mapping[str, tuple[Rule, ...]] = {
    "documents": (references.UNKNOWN_ANNOTATION, *_UNUSED),
    "speakers": (references.SPEAKER_NOT_USED,),
    "figures": (references.SPEAKER_NOT_USED, figures.FIGURE_WITHOUT_READING),
    "site.yaml": _FOLLOWS["site.yaml"],
}
# Who is not named by a wrong id is not unused.
_FOLLOWS_ID: Mapping[str, Rule] = {
    references.UNKNOWN_SPEAKER.code: references.SPEAKER_NOT_USED,
    references.UNKNOWN_CLAIM.code: references.CLAIM_WITHOUT_STATEMENT,
    references.UNKNOWN_FIGURE.code: figures.FIGURE_WITHOUT_READING,
}
# What may be found of a group of keys because one of them was left out.
_OF_GROUPS = (
    anchors.ANNOTATION_WITHOUT_ID.code,
    attribution.VIA_WITHOUT_SPEAKER.code,
    references.EVIDENCE_WITHOUT_SOURCE.code,
)
_NOT_READ = frozenset(
    rule.code
    for rule in (
        folders.FILE_NOT_READABLE,
        folders.LINK_LEADS_OUTSIDE,
        folders.FILE_NOT_EXPECTED,
        folders.SIDECAR_WITHOUT_TEXT,
        folders.TEXT_WITHOUT_SIDECAR,
        folders.TWO_TEXTS,
        folders.DOCUMENT_ID_NOT_VALID,
        keys.ID_TOO_LONG,
    )
)
_ENTRY_LOST = (keys.INVALID_ID.code, keys.WRONG_TYPE.code)
_READING = "FKY"  # areas of findings that tell what is not read
_ABOUT_FILES = "FTY"  # areas of findings that do not depend on what the file's YAML says


def without_consequences(found: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Return the findings, which are in order, without those that may follow from others of them.

    A finding that others may follow from has one more detail: how many. The first of such findings counts.
    """
    # Errors first: these hide most.
    causes = sorted((d for d in found if d.code[0] in _READING or d.code in _FOLLOWS_ID), key=_severity)
    if not causes:
        return list(found)
    find_cause = _finder(causes)
    counts: Counter[Diagnostic] = Counter()
    kept: list[Diagnostic] = []
    for finding in found:
        cause = find_cause(finding)
        if cause is None or cause == finding:
            kept.append(finding)
        else:
            counts[cause] += 1
    return [_counting(finding, counts[finding]) for finding in kept]


def _finder(causes: Sequence[Diagnostic]) -> Callable[[Diagnostic], Diagnostic | None]:
    """Return a function that gives the first of the causes that a finding may follow from."""
    elsewhere: dict[str, Diagnostic] = {}  # by the code of what follows
    here: dict[tuple[object, ...], Diagnostic] = {}  # by the file that is broken, or the keys of the group
    for cause in causes:
        for code in _codes_after(cause):
            elsewhere.setdefault(code, cause)
        if _is_broken_yaml(cause):
            here.setdefault((cause.place.path,), cause)
        if cause.code[0] == "K" and len(cause.place.keys) > 1:
            here.setdefault((cause.place.path, *cause.place.keys[:-1]), cause)

    def find_cause(finding: Diagnostic) -> Diagnostic | None:
        place, code = finding.place, finding.code
        keys = place.keys[:-1] if code == attribution.VIA_WITHOUT_SPEAKER.code else place.keys
        if code in _OF_GROUPS and (place.path, *keys) in here:
            return here[place.path, *keys]
        if code[0] not in _ABOUT_FILES and (place.path,) in here:
            return here[place.path,]
        return elsewhere.get(code)

    return find_cause


def has_consequences(finding: Diagnostic) -> bool:
    """Tell whether findings were left out that may follow from this one."""
    return any(detail.endswith(_ENDS) for detail in finding.details)


_ENDS = ("it is not listed", "they are not listed")


def _counting(finding: Diagnostic, count: int) -> Diagnostic:
    if not count:
        return finding
    words = (
        f"1 further finding may follow from this; {_ENDS[0]}"
        if count == 1
        else f"{count:,} further findings may follow from this; {_ENDS[1]}"
    )
    return replace(finding, details=(*finding.details, words))


def _codes_after(finding: Diagnostic) -> Iterable[str]:
    """Return the codes of what may follow from a finding in other places."""
    code, place = finding.code, finding.place
    if code in _FOLLOWS_ID:
        return (_FOLLOWS_ID[code].code,)
    if code not in _NOT_READ and (code[0] not in _READING or rule_of(finding).severity != "error"):
        return ()
    # A source in a wrong folder is a document's; so is what stands nowhere at all.
    top = place.path.partition("/")[0].lower()
    named = (kind for kind in _FOLLOWS if top.partition(".")[0] in (kind.partition(".")[0], kind[:-1]))
    kind = next(named, "documents")
    is_entry_lost = kind != "documents" and len(place.keys) <= 1 and code in _ENTRY_LOST
    is_whole = code[0] != "K" or (code in _NOT_READ and not place.keys) or is_entry_lost
    rules = _FOLLOWS[kind] if is_whole else _FOLLOWS_VALUE.get(kind, ())
    return [rule.code for rule in rules if SEVERITIES.index(rule.severity) >= _severity(finding)]


def _severity(finding: Diagnostic) -> int:
    return SEVERITIES.index(rule_of(finding).severity)


def _is_broken_yaml(finding: Diagnostic) -> bool:
    return finding.code[0] == "Y" and rule_of(finding).severity == "error"
