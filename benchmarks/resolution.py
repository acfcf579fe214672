"""Resolved claims against hand-made clusters: on the hand-coded mentions, and from the texts alone.

    python -m benchmarks.resolution

Runs ``../shared/gold/score_resolve.py``. Floors on the hand-coded mentions: B-cubed F1 0.90, relations typed
F1 0.60, distortions with the right field 70 %; from the texts alone: B-cubed F1 0.70.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks._measure import shared

CLUSTERS = "gold/clusters.dev.jsonl"
_CLAIMWIRE = [sys.executable, "-c", "from commands import main; main(prog_name='claimwire')"]


def main() -> None:
    """Print both scores."""
    scorer, clusters = str(shared("gold/score_resolve.py")), str(shared(CLUSTERS))
    score = [sys.executable, scorer]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        coded = _run([*score, "--documents", clusters], folder / "coded.jsonl")
        resolved = _run([*_CLAIMWIRE, "resolve", str(coded)], folder / "resolved.jsonl")
        print("on the hand-coded mentions:", flush=True)
        subprocess.run([*score, clusters, str(resolved)], check=True)
        texts = _run([*score, "--texts", clusters], folder / "texts.jsonl")
        found = _run([*_CLAIMWIRE, "extract", str(texts)], folder / "found.jsonl")
        extracted = _joined(texts, found, folder / "extracted.jsonl")
        resolved = _run([*_CLAIMWIRE, "resolve", str(extracted)], folder / "resolved.jsonl")
        print("from the texts alone:", flush=True)
        subprocess.run([*score, clusters, str(resolved), "--extracted", str(extracted)], check=True)


def _joined(texts: Path, found: Path, output: Path) -> Path:
    """Write the documents with the claims found in them."""
    lines = zip(texts.read_text("utf-8").splitlines(), found.read_text("utf-8").splitlines(), strict=True)
    rows = (json.dumps(json.loads(text) | json.loads(claims), ensure_ascii=False) for text, claims in lines)
    output.write_text("\n".join(rows), encoding="utf-8")
    return output


def _run(command: list[str], output: Path) -> Path:
    with output.open("w", encoding="utf-8") as file:
        subprocess.run(command, stdout=file, check=True)
    return output


if __name__ == "__main__":
    main()
