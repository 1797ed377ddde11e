"""How long the annotator's fields take over 5,000 speakers and 5,000 claims: `python -m bench.typing`.

In milliseconds: of processor time what the server takes for a key, and to read a registry; of time that
a person waits, from a key until the list is on the screen, with the pause of 60 ms in which a next key
is waited for. The best and the worst of the keys are told.
"""

from __future__ import annotations

import argparse
import random
import shutil
import tempfile
from pathlib import Path
from time import perf_counter, process_time

from playwright.sync_api import Page, sync_playwright

from sitegen.serve.annotate.registries import Registries
from tests.serve.running import Running, run_server

FIRST = {
    "latin": "María José Łukasz Zoë Søren Jürgen Anaïs Ödön Siobhán Ferenc Agnès Čeněk",
    "cyrillic": "Сергей Ольга Пётр Юлия Фёдор Наталья Щепан Андрей",
    "arabic": "أحمد فاطمة يوسف مريم إبراهيم خديجة عمر ليلى",
    "han": "王 李 張 劉 陳 楊",
}
LAST = {
    "latin": "Müller Núñez Kowalski Østergård O'Brien al-Hariri Šimek Lefèvre Żak Anderson",
    "cyrillic": "Лавров Соловьёва Журавлёв Щербаков Цветаева Ильин",
    "arabic": "الأسد الخطيب المصري بن-سعيد الحلبي العمري",
    "han": "小明 美麗 建國 志強 淑芬",
}
WORDS = "bridge was closed before noon people had crossed river rose mill nobody hurt report said second"
TYPED = (
    "mu",
    "muller",
    "nunez",
    "лавр",
    "соловьева",
    "الاسد",
    "احمد",
    "小明",
    "speaker-49",
    "o'brien",
    "zz",
    "brien 12",
)
CLAIMED = ("bridge", "closed people", "claim-123", "river mill", "qq")
SHOWN = """([typed, label]) => new Promise((done) => {
  const input = document.querySelector(`input[aria-label="${label}"]`), list = input.nextSibling;
  input.focus();
  setTimeout(() => {
    const start = performance.now();
    const seen = new MutationObserver(() => requestAnimationFrame(() => {
      if (list.hidden) return;
      seen.disconnect();
      done([performance.now() - start, list.querySelectorAll("li:not(.none)").length]);
    }));
    seen.observe(list, { childList: true });
    input.value = typed;
    input.dispatchEvent(new Event("input"));
  }, 400);
})"""


def write_archive(archive: Path, count: int) -> None:
    """Write an archive of `count` speakers in four scripts and as many claims."""
    chosen = random.Random(5)
    speakers, claims = [], []

    def pick(words: str) -> str:
        return chosen.choice(words.split())

    for n in range(count):
        script = list(FIRST)[n % len(FIRST)]
        names = [f"{pick(FIRST[script])} {pick(LAST[script])} {n}" for _ in range(2)]
        speakers.append(f"speaker-{n}:\n  name: {names[0]}\n  aliases: [{names[1]}]\n  kind: person\n")
        claims.append(f"claim-{n}:\n  text: {' '.join(chosen.choices(WORDS.split(), k=9)).capitalize()}.\n")
    files = {
        "site.yaml": "title: Many\n",
        "speakers.yaml": "\n".join(speakers),
        "claims.yaml": "\n".join(claims),
        "documents/text.txt": "The bridge was closed before noon.\n",
        "documents/text.yaml": "title: A text\n",
    }
    for name, text in files.items():
        path = archive / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.typing", description=__doc__)
    parser.add_argument("--count", type=int, default=5_000)
    count = parser.parse_args().count
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        archive = Path(folder) / "content"
        write_archive(archive, count)
        measure_server(archive)
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        with run_server(archive) as running:
            measure_page(browser.new_page(), running)
        browser.close()


def measure_server(archive: Path) -> None:
    registries = Registries(archive)
    print(f"first list, registry read: {took(registries, 'speakers', 'mu'):.0f} ms")
    for kind, typed in (("speakers", TYPED), ("claims", CLAIMED)):
        took(registries, kind, "")
        times = [took(registries, kind, text[:end]) for text in typed for end in range(len(text) + 1)]
        print(f"server, {kind}: {min(times):.1f} to {max(times):.1f} ms a key")


def took(registries: Registries, kind: str, typed: str) -> float:
    started = process_time()
    registries.suggest(kind, typed)
    return (process_time() - started) * 1000


def measure_page(page: Page, running: Running) -> None:
    started = perf_counter()
    page.goto(f"{running.address}documents/text.html")
    page.wait_for_selector("#_annotator_bar")
    print(f"page ready: {(perf_counter() - started) * 1000:.0f} ms")
    page.keyboard.press("a")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="A claim").click()
    for label, typed in (("Who says it?", TYPED), ("Which claim?", CLAIMED)):
        seen = {text: page.evaluate(SHOWN, [text, label]) for text in typed}
        times = [time for time, _ in seen.values()]
        print(
            f"{label} {min(times):.0f} to {max(times):.0f} ms a key; names: {[n for _, n in seen.values()]}"
        )
    path = running.path("speakers.yaml")
    path.write_text(
        path.read_text(encoding="utf-8") + "\nspeaker-new:\n  name: Brand New\n", encoding="utf-8"
    )
    print(f"after a change of the registry: {page.evaluate(SHOWN, ['brand', 'Who says it?'])[0]:.0f} ms")


if __name__ == "__main__":
    main()
