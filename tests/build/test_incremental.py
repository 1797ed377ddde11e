"""The law of the rebuild: after any edits, it equals a clean build byte for byte."""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path

from click.testing import CliRunner
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from sitegen.build import BuildOptions, BuildResult, build_site, severity_of
from sitegen.cli import main

WORDS = [
    "the bridge",
    "was closed",
    "by the army",
    "on Monday",
    "400 people",
    "crossed it",
    "at night",
    "again",
]
IDS = ["a", "b", "c", "d"]
STANCES = ["asserts", "denies", "questions"]
REGISTRIES = {
    "speakers": "{0}: {{name: Speaker {0}}}\n",
    "claims": "{0}: {{text: Claim {0}., topics: [{0}]}}\n",
    "figures": "{0}: {{label: Figure {0}, unit: people}}\n",
}


def tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def build(archive: Path, out: Path, cache: Path | None) -> BuildResult:
    return build_site(BuildOptions(archive=archive, out=out, cache=cache, no_cache=cache is None, jobs=1))


sentences = st.lists(st.sampled_from(WORDS), min_size=2, max_size=6, unique=True)
ids = st.sampled_from(IDS)
years = st.integers(2001, 2004)


class Rebuild(RuleBasedStateMachine):
    """An archive that is edited at random, built with a memo after each edit, and clean beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.archive = self.folder / "content"
        self.edits = 0
        self.words: dict[str, list[str]] = {}
        self.sidecars: dict[str, str] = {}
        self.entries = dict.fromkeys(REGISTRIES, "")  # of registries, beside those that are always there

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    def write(self, path: str, text: str) -> None:
        target = self.archive / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")

    def register(self, kind: str, entries: dict[str, str]) -> None:
        """Write a registry: entries by id, of which those not given are as usual."""
        usual = {i: REGISTRIES[kind].format(i) for i in IDS}
        self.write(f"{kind}.yaml", "".join((usual | entries).values()) + self.entries[kind])

    @initialize()
    def begin(self) -> None:
        self.write("site.yaml", "title: A valley\n")
        for kind in REGISTRIES:
            self.register(kind, {})
        for i in IDS[:2]:
            self.document(i, ["the bridge", "400 people"], 2001, "a", "b", "asserts", "a", 400, "txt")

    @rule(
        doc=ids,
        words=sentences,
        year=years,
        speaker=ids,
        via=ids,
        stance=st.sampled_from(STANCES),
        entity=ids,
        value=st.sampled_from([400, 500]),
        ending=st.sampled_from(["txt", "md"]),
    )
    def document(  # noqa: PLR0913, PLR0917 - one a part of a document
        self,
        doc: str,
        words: list[str],
        year: int,
        speaker: str,
        via: str,
        stance: str,
        entity: str,
        value: int,
        ending: str,
    ) -> None:
        for old in ("txt", "md"):
            (self.archive / f"documents/{doc}.{old}").unlink(missing_ok=True)
        self.write(f"documents/{doc}.{ending}", ".\n\n".join(words) + ".\n")
        relay = f"    via: [{via}]\n" if via != speaker else ""
        self.words[doc] = words
        self.sidecars[doc] = (
            f"title: Document {doc} of {words[0]}\ndate: {year}\npublisher: {entity}\nannotations:\n"
            f"  - id: first\n    quote: {words[0]}\n    speaker: {speaker}\n{relay}"
            f"    claim: {{id: {entity}, stance: {stance}}}\n"
            f"    figure: {{id: {entity}, value: {value}}}\n"
        )
        self.write(f"documents/{doc}.yaml", self.sidecars[doc])

    @rule(
        note=st.sampled_from(["Seen *twice*.", "Doubtful.", "See [it](documents/a)."]),
        more=st.text("ab", max_size=2),
    )
    def comment(self, note: str, more: str) -> None:
        """Edit what no other page shows of a document that has nothing to tell: its note, or its text."""
        self.write("documents/quiet.txt", f"They crossed at night. {more}\n")
        self.write(
            "documents/quiet.yaml",
            "title: A quiet document\ndate: 2002\nannotations:\n"
            "  - id: only\n    quote: crossed at night\n    speaker: a\n"
            f"    claim: {{id: a, stance: denies}}\n    note: '{note}'\n",
        )

    @rule()
    def lock(self) -> None:
        CliRunner().invoke(main, ["lock", str(self.archive), "--jobs", "1"])

    @precondition(lambda self: self.sidecars)
    @rule(data=st.data(), words=st.sampled_from(["Corrected.", "Seen by a reader."]))
    def correct(self, data: st.DataObject, words: str) -> None:
        """Put a paragraph before a source; a passage near it waits for a person where there is a lock."""
        doc = data.draw(st.sampled_from(sorted(self.sidecars)))
        (path,) = [p for p in (self.archive / "documents").glob(f"{doc}.*") if p.suffix in (".txt", ".md")]
        path.write_text(f"{words}\n\n{path.read_text(encoding='utf-8')}", encoding="utf-8")

    @rule(doc=ids)
    def unlock(self, doc: str) -> None:
        (self.archive / f"documents/{doc}.lock.yaml").unlink(missing_ok=True)

    @precondition(lambda self: len(self.sidecars) > 1)
    @rule(data=st.data())
    def remove_document(self, data: st.DataObject) -> None:
        doc = data.draw(st.sampled_from(sorted(self.sidecars)))
        for path in (self.archive / "documents").glob(f"{doc}.*"):
            path.unlink()
        del self.sidecars[doc]

    @precondition(lambda self: self.sidecars)
    @rule(data=st.data(), to=st.sampled_from(["a", "b", "e", "2001/e"]), is_told=st.booleans())
    def rename_document(self, data: st.DataObject, to: str, is_told: bool) -> None:  # noqa: FBT001
        """Give a document another id; its old address leads on where the sidecar says so."""
        doc = data.draw(st.sampled_from(sorted(self.sidecars)))
        if to in self.sidecars or any("old-address" in text for text in self.sidecars.values()):
            return
        sidecar = self.sidecars.pop(doc)
        self.words[to] = self.words.pop(doc)
        if is_told:
            sidecar = f"former_ids: [old-address]\n{sidecar}"
        self.sidecars[to] = sidecar
        for path in (self.archive / "documents").glob(f"{doc}.*"):
            target = self.archive / "documents" / f"{to}{path.name[len(Path(doc).name) :]}"
            target.parent.mkdir(exist_ok=True)
            path.rename(target)
        self.write(f"documents/{to}.yaml", sidecar)

    @precondition(lambda self: self.sidecars)
    @rule(data=st.data(), note=st.sampled_from(["Seen *twice*.", "Doubtful.", ""]), said=years)
    def annotate(self, data: st.DataObject, note: str, said: int) -> None:
        doc = data.draw(st.sampled_from(sorted(self.sidecars)))
        self.edits += 1
        quote = data.draw(st.sampled_from(self.words[doc]))
        more = f"    note: {note}\n" if note else ""
        more += data.draw(st.sampled_from(("", "    basis: inferential\n", "    certainty: low\n")))
        self.sidecars[doc] += (
            f"  - id: n{self.edits}\n    quote: {quote}\n    said: {said}\n    topics: [{data.draw(ids)}]\n"
            f"    claim: {{id: {data.draw(ids)}, stance: {data.draw(st.sampled_from(STANCES))}}}\n{more}"
        )
        self.write(f"documents/{doc}.yaml", self.sidecars[doc])

    @rule(name=st.sampled_from(["Mayor", "General"]), who=ids, affiliation=ids)
    def rename_speaker(self, name: str, who: str, affiliation: str) -> None:
        more = f", affiliation: {affiliation}" if affiliation != who else ""
        entry = f"{who}: {{name: {name}, former_ids: [old-{name.lower()}]{more}}}\n"
        self.register("speakers", {who: entry})

    @rule(first=ids, second=ids, status=st.sampled_from(["disputed", "refuted"]), doc=st.booleans())
    def relate_claims(self, first: str, second: str, status: str, doc: bool) -> None:  # noqa: FBT001
        more = f", contradicts: [{second}]" if first != second else ""
        if doc and self.sidecars:
            more += f", evidence: [{{document: {min(self.sidecars)}, relation: supports}}]"
        self.register("claims", {first: f"{first}: {{text: Another claim., status: {status}{more}}}\n"})

    @rule(figure=ids, varies=st.booleans())
    def define_figure(self, figure: str, varies: bool) -> None:  # noqa: FBT001
        entry = f"{figure}: {{label: Count, unit: persons, varies: {str(varies).lower()}}}\n"
        self.register("figures", {figure: entry})

    @precondition(lambda self: self.sidecars)
    @rule(data=st.data(), id=st.sampled_from(["aa", "e"]), is_used=st.booleans())
    def add_entries(self, data: st.DataObject, id: str, is_used: bool) -> None:  # noqa: FBT001
        """Add a speaker and a claim that are used at once, or not; once more, and they are gone again."""
        doc = data.draw(st.sampled_from(sorted(self.sidecars)))
        use = f"    speaker: {id}\n    claim: {{id: {id}, stance: denies}}\n"
        for kind in ("speakers", "claims"):
            entry = REGISTRIES[kind].format(id)
            is_known = entry in self.entries[kind]
            self.entries[kind] = self.entries[kind].replace(entry, "") if is_known else entry
            self.register(kind, {})
        self.sidecars = {
            each: re.sub(r"    speaker: (aa|e)\n    claim: .*\n", "", text)
            for each, text in self.sidecars.items()
        }
        if is_used and self.entries["claims"]:
            self.edits += 1
            quote = data.draw(st.sampled_from(self.words[doc]))
            self.sidecars[doc] += f"  - id: n{self.edits}\n    quote: {quote}\n{use}"
        for each, text in self.sidecars.items():
            self.write(f"documents/{each}.yaml", text)

    @rule(who=st.lists(ids, unique=True), name=st.sampled_from(["First", "Second"]))
    def describe_topics(self, who: list[str], name: str) -> None:
        self.write("topics.yaml", "".join(f"{i}: {{name: {name} {i}}}\n" for i in who) or "{}\n")

    @rule(title=st.sampled_from(["A valley", "Two valleys"]), accent=st.sampled_from(["#336699", "#aa3300"]))
    def settings(self, title: str, accent: str) -> None:
        self.write(
            "site.yaml", f"title: {title}\ntheme: {{accent: '{accent}'}}\nbase_url: https://example.org/\n"
        )

    @rule(text=st.sampled_from(["One way.", "Another way."]), title=st.sampled_from(["About", "Method"]))
    def editorial_page(self, text: str, title: str) -> None:
        self.write("pages/about.md", f"---\ntitle: {title}\n---\n\n{text}\n")

    @rule(data=st.binary(max_size=3))
    def static_file(self, data: bytes) -> None:
        (self.archive / "static").mkdir(exist_ok=True)
        (self.archive / "static" / "table.csv").write_bytes(data)

    @rule(words=st.sampled_from(["Made with care", "Made in haste"]))
    def template(self, words: str) -> None:
        self.write("templates/partials/footer.html", f"<footer>{words} {{{{ site.title }}}}</footer>\n")

    @rule(data=st.data())
    def meddle(self, data: st.DataObject) -> None:
        """Do to the built site what nobody should."""
        out = self.folder / "build"
        if not out.exists():
            return
        victim = data.draw(st.sampled_from(sorted(p for p in out.rglob("*.html") if p.name != "index.html")))
        if data.draw(st.booleans()):
            victim.write_text("meddled", encoding="utf-8")
        else:
            victim.unlink()
        (out / "foreign.html").write_text("foreign", encoding="utf-8")

    @invariant()
    def rebuild_equals_clean_build(self) -> None:
        if not self.archive.exists():
            return
        again = build(self.archive, self.folder / "build", self.folder / "cache")
        clean = build(self.archive, self.folder / "clean", None)
        assert again.diagnostics == clean.diagnostics
        assert again.has_failed == clean.has_failed
        if again.has_failed:  # a passage waits for a person, or cited evidence is gone
            assert any(severity_of(d) == "error" for d in again.diagnostics)
            return
        assert again.counts == clean.counts
        assert tree(self.folder / "build") == tree(self.folder / "clean")


Rebuild.TestCase.settings = settings(
    max_examples=20, stateful_step_count=12, suppress_health_check=list(HealthCheck)
)
TestRebuild = Rebuild.TestCase
