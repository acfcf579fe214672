"""How benchmarks take time and memory."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median

SHARED = Path(__file__).resolve().parents[2] / "shared"


def shared(name: str) -> Path:
    """Return a file of the test data beside the checkout. Ends the benchmark where there is none."""
    path = SHARED / name
    if not path.exists():
        raise SystemExit(
            f"{path} is not there: this benchmark reads real texts that are kept beside the checkout"
        )
    return path


def cpu(functions: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Return the median processor seconds of each function, taken in turn so that all meet the same load."""
    taken: dict[str, list[float]] = {name: [] for name in functions}
    for function in functions.values():
        function()
    for _ in range(rounds):
        for name, function in functions.items():
            start = time.process_time()
            function()
            taken[name].append(time.process_time() - start)
    return {name: median(times) for name, times in taken.items()}


def peak_memory() -> float:
    """Return the most memory that this process has held so far, in MiB. Linux only."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(re.findall(r"VmHWM:\s+(\d+) kB", status)[0]) / 1024


def memory() -> float:
    """Return the memory that this process holds now, in MiB. Linux only."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(re.findall(r"VmRSS:\s+(\d+) kB", status)[0]) / 1024
