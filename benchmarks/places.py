"""How often the place of a gold claim is found, given the gold quote, and how fast.

    python benchmarks/places.py [--half 0|1]

Needs ``../shared/gold``; prints a share for each language and half of the outlets, with the share that
the simplest reading reaches (the last place named before the end of the quote) beside it.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from claims.model import Kind, Span
from claims.places import PlaceContext, PlaceHit, find_places, place_for, summarise
from claims.text import sentences, tokenize

GOLD = Path(__file__).resolve().parents[2] / "shared" / "gold"


def main() -> None:
    """Print the shares and the speed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--half", type=int, choices=(0, 1))
    half = parser.parse_args().half
    if not GOLD.is_dir():
        raise SystemExit(f"{GOLD} is not there: this benchmark needs the gold set")
    lines = (GOLD / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    documents = [document for document in map(json.loads, lines) if half in (None, _half(document))]
    same_name = _scorer().same_name
    right: Counter[tuple[int, str]] = Counter()
    simple: Counter[tuple[int, str]] = Counter()
    count: Counter[tuple[int, str]] = Counter()
    for document in documents:
        for gold, found, last in _places(document):
            for key in ((_half(document), document["language"]), (_half(document), "all")):
                count[key] += 1
                right[key] += same_name(gold, found)
                simple[key] += same_name(gold, last)
    for key in sorted(count):
        shares = f"place {right[key] / count[key]:.3f}  nearest name {simple[key] / count[key]:.3f}"
        print(f"half {key[0]} {key[1]:3}  n {count[key]:4}  {shares}")
    _speed(documents)


def _places(document: dict[str, Any]) -> Iterator[tuple[str | None, str | None, str | None]]:
    """Yield the gold place, the one found and the nearest one named of each claim."""
    text, title, language = document["text"], document["title"] or "", document["language"]
    hits = find_places(text, tokenize(text), language)
    hits += find_places(title, tokenize(title), language, "title")
    summary, bounds = summarise(hits), list(sentences(text))
    for claim in document["claims"]:
        start = text.find(claim["quote"])
        end = start + len(claim["quote"])
        at = next(n for n, (low, high) in enumerate(bounds) if low <= start < high)
        before = [Span(*bounds[at - 1]), Span(*bounds[0])] if at else []
        sentence = Span(bounds[at][0], max(end, bounds[at][1]))
        context = PlaceContext(
            sentence, (*before, Span(0, len(title), "title")), Kind(claim["kind"]), summary
        )
        nearest = [hit for hit in hits if hit.part == "text" and hit.end <= end][-1:]
        yield claim["place"], _label(place_for(Span(start, end), hits, context)), _label(nearest)


def _label(hits: Sequence[PlaceHit]) -> str | None:
    return "; ".join(dict.fromkeys(hit.place.label for hit in hits)) or None


def _speed(documents: list[dict[str, Any]]) -> None:
    texts = [(document["text"], tokenize(document["text"]), document["language"]) for document in documents]
    for text in texts:
        find_places(*text)
    begun = time.process_time()
    for text in texts:
        find_places(*text)
    words = sum(token.text[0].isalnum() for _, tokens, _ in texts for token in tokens)
    print(f"{(time.process_time() - begun) / words * 400 * 1000:.2f} ms for 400 words")


def _half(document: dict[str, Any]) -> int:
    return int(hashlib.sha256(document["outlet"].encode()).hexdigest(), 16) % 2


def _scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", GOLD / "score.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"{GOLD / 'score.py'} cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()
