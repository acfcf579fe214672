"""Run the ``claimwire`` command as a person does, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_MAIN = "from commands import main; main(prog_name='claimwire')"
_QUIET = {"CLAIMWIRE_DB", "CLAIMWIRE_ARCHIVE", "CLAIMWIRE_CONTACT"}


def claimwire(*arguments: str | Path, stdin: str = "", cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run the command and return how it ended, with what it printed."""
    environment = {name: value for name, value in os.environ.items() if name not in _QUIET}
    return subprocess.run(
        [sys.executable, "-c", _MAIN, *map(str, arguments)],
        input=stdin,
        cwd=cwd,
        env=environment | {"COLUMNS": "100", "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
