"""How well claims are found: the development set scored as a whole and by halves of its outlets.

Half 0 is what the rules are developed on; half 1 says how well they carry over. Run it from the checkout:

    python -m benchmarks.extract_quality
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from claims.exchange import claims_line, read_documents
from claims.extract import extract

GOLD = Path(__file__).resolve().parents[2] / "shared" / "gold"


def half(outlet: str | None) -> int:
    """Return 0 or 1, the same for all documents of one outlet."""
    return int(hashlib.sha256((outlet or "").encode()).hexdigest(), 16) % 2


def score(gold: Iterable[str], found: Iterable[str]) -> str:
    """Return what score.py prints for these lines."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("gold.jsonl", "found.jsonl")]
        for path, lines in zip(paths, (gold, found), strict=True):
            path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        command = [sys.executable, str(GOLD / "score.py"), *map(str, paths)]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def main() -> None:
    """Print the scores, or say that the development set is not here."""
    path = GOLD / "dev.jsonl"
    if not path.exists():
        raise SystemExit(f"{path} is not here; put the shared folder beside the checkout")
    lines = path.read_text(encoding="utf-8").splitlines()
    found = [claims_line(item.id, extract(item.document)) for item in read_documents(lines, str(path))]
    halves: list[int] = []
    for line in lines:
        document: dict[str, Any] = json.loads(line)
        halves.append(half(document.get("outlet")))
    print("#### all", score(lines, found))
    for number in (0, 1):
        chosen = [n for n, which in enumerate(halves) if which == number]
        report = score([lines[n] for n in chosen], [found[n] for n in chosen])
        print(f"#### half {number}", report.partition("\n== en")[0])


if __name__ == "__main__":
    main()
