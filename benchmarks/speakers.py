"""How often the chain of a gold claim's quote has the root that two coders gave it.

    python benchmarks/speakers.py [--half 0|1] [--errors N] [--language en|uk|ru]

Needs ``../shared/gold`` beside the checkout. The named alternative is to say that the outlet itself asserts
everything; both are measured on the same claims in the same run.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import sys
import time
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

from claims.model import Span
from claims.speech import Attribution, Chain

GOLD = Path(__file__).resolve().parents[2] / "shared" / "gold"


def half(outlet: str) -> int:
    return int(hashlib.sha256(outlet.encode()).hexdigest(), 16) % 2


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", GOLD / "score.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"no score.py in {GOLD}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def guess(chain: Chain) -> dict[str, Any]:
    root = chain.hops[0] if chain.hops else None
    return {
        "speaker": root.words if root else None,
        "speaker_name": root.name if root else None,
        "via": [hop.name for hop in chain.hops[1:]],
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--half", type=int, choices=(0, 1))
    parser.add_argument("--language", choices=("en", "uk", "ru"))
    parser.add_argument("--errors", type=int, default=0, help="print the first N errors of half 0")
    options = parser.parse_args()
    if not GOLD.exists():
        sys.exit(f"{GOLD} is not there: the benchmark reads it")
    score = scorer()
    counts: Counter[tuple[str, str]] = Counter()
    shown, seconds, words = 0, 0.0, 0
    for line in (GOLD / "dev.jsonl").read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        part, language = half(document["outlet"]), document["language"]
        if options.half not in (None, part) or options.language not in (None, language):
            continue
        began = time.perf_counter()
        attribution = Attribution(document["title"] or "", document["text"], language, document["outlet"])
        seconds += time.perf_counter() - began
        words += len(document["text"].split())
        for claim in document["claims"]:
            start = document["text"].find(claim["quote"])
            chain = attribution.chain(Span(start, start + len(claim["quote"])))
            found = guess(chain)
            right = score.same_speaker(claim, found)
            via = len(claim["via"]) == len(found["via"]) and all(
                score.same_name(a, b) for a, b in zip(claim["via"], found["via"], strict=True)
            )
            for group in ("all", language):
                key = f"half {part} {group}"
                counts[key, "claims"] += 1
                counts[key, "root"] += right
                counts[key, "via"] += via
                counts[key, "outlet alone"] += claim["speaker_name"] is None
                counts[key, "missed"] += not right and not found["speaker_name"]
                counts[key, "invented"] += not right and claim["speaker_name"] is None
            if not right and part == 0 and shown < options.errors:
                shown += 1
                print(f"{document['id']} {claim['quote'][:70]!r}")
                print(f"   gold {claim['speaker']!r} {claim['speaker_name']!r} {claim['via']}")
                print(
                    f"   ours {found['speaker']!r} {found['speaker_name']!r} {found['via']} {chain.evidence}"
                )
    for key in sorted({key for key, _ in counts}):
        n = counts[key, "claims"]
        shares = (
            f"{name} {counts[key, name] / n:.3f}"
            for name in ("root", "via", "outlet alone", "missed", "invented")
        )
        print(f"{key:12} n {n:4}  " + "  ".join(shares))
    print(f"{words / seconds:,.0f} words/s, {400 * 1000 * seconds / words:.2f} ms for 400 words")


if __name__ == "__main__":
    main()
