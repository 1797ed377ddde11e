"""A machine as a host's: a fresh archive, a bare Python, and packages out of one folder alone."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path


class Machine:
    """`root` is the archive's repository; commands run in it."""

    def __init__(self, folder: Path, wheels: Path) -> None:
        self.root = folder / "archive"
        self._venv = folder / "python"
        self._make_python()
        mine = str(Path(sys.prefix) / "bin")
        path = [str(self._venv / "bin"), *(p for p in os.environ["PATH"].split(os.pathsep) if p != mine)]
        self._environment = {
            "PATH": os.pathsep.join(path),
            "HOME": str(folder),
            "LANG": "C.UTF-8",
            "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": str(wheels),
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
            "PIP_NO_COMPILE": "1",  # most of what is installed is not run
        }

    def _make_python(self) -> None:
        """Make a virtual environment with pip and nothing else."""
        try:
            subprocess.run([sys.executable, "-m", "venv", self._venv], check=True, capture_output=True)
        except subprocess.CalledProcessError:  # some systems keep pip in a package of its own
            uv = shutil.which("uv") or str(Path(sys.prefix) / "bin" / "uv")
            command = [uv, "venv", "--seed", "--clear", "--python", sys.executable, str(self._venv)]
            subprocess.run(command, check=True, capture_output=True)

    def run(self, script: str, environment: Mapping[str, str] | None = None) -> str:
        """Run a script as hosts do, up to the first command that fails; return what it prints."""
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            cwd=self.root,
            env={**self._environment, **(environment or {})},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, f"{script}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def installed(self) -> dict[str, str]:
        """Return the versions of the packages that are installed, by name."""
        lines = self.run("pip list --format=freeze").splitlines()
        return dict(line.split("==", 1) for line in lines)
