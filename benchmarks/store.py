"""What storing one document costs when 2,000 are stored, and when 200,000 are.

    python -m benchmarks.store [DOCUMENTS]

Articles have five mentions each, and every twentieth is a copy of an earlier one. Two stores are filled and
then grow by the same batches in turn, so that both meet the same load; processor time is compared,
checkpoints included. Extracting and fingerprinting do not know the store: their cost is taken once and added
to both sides, for the ratio of a document's whole cost. Ceiling: 1.3 times.
"""

from __future__ import annotations

import sys
import tempfile
import time
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from statistics import mean, median

from benchmarks import articles
from claims.document import Block, Capture, Document, Moment, Role
from claims.extract import extract
from claims.fingerprint import fingerprint
from claims.model import Hop, Kind, Mention, Op, Period, Place, Quantity, Span, Target, Unit
from storage.outcomes import Parcel
from storage.store import Store

FEW = 2_000
MANY = 200_000
BATCH, ROUNDS = 50, 20
PLACES = [Place(f"place-{n}", f"Place {n}", country="UA") for n in range(300)]


def article(number: int) -> Parcel:
    """Return the parcel of an article; each twentieth republishes one of an hour before."""
    original = number - 12 if number % 20 == 19 else number
    paragraphs = articles.paragraphs(original)
    if original != number:
        paragraphs = [*paragraphs, "Published with permission of the editors."]
    text = "\n".join(paragraphs)
    blocks: list[Block] = []
    for paragraph in paragraphs:
        start = blocks[-1].end + 1 if blocks else 0
        blocks.append(Block(Role.BODY, start, start + len(paragraph)))
    url, published = f"https://news.example/{number}", articles.published(number)
    document = Document(
        url=url,
        outlet=f"outlet-{number % 40}",
        edition="en",
        language="en",
        title=articles.title(original),
        text=text,
        blocks=tuple(blocks),
        reader="benchmark/1",
        capture=Capture(
            url, published + timedelta(hours=2), 200, sha256(text.encode()).hexdigest(), "a.warc.gz", number
        ),
        published=Moment(published, published.isoformat(), "Europe/Kyiv"),
        tags=("war", "cities"),
    )
    mentions = tuple(_mention(text, block, original, published.date()) for block in blocks[:13:3])
    return Parcel(document, fingerprint(text, "en"), mentions, "benchmark/1")


def _mention(text: str, block: Block, number: int, day: date) -> Mention:
    figure = (number * 7 + block.start) % 40 + 1
    span = Span(block.start, block.end)
    return Mention(
        kind=Kind.ATTACK,
        span=span,
        quote=text[block.start : block.end],
        chain=(Hop(f"source-{figure % 25}", "A source"), Hop("outlet", "Outlet")),
        rule="benchmark",
        target=(Target.ENERGY,),
        quantity=Quantity(figure, Op.EXACT, Unit.DRONE),
        period=Period(day, day),
        places=(PLACES[(number + figure) % len(PLACES)],),
        evidence={"quantity": span, "place": span},
    )


def fill(store: Store, documents: int) -> int:
    """Save that many articles and return the run."""
    run = store.begin_run("benchmark", {}, articles.START)
    for number in range(documents):
        store.save_document(article(number), run)
    return run


def seconds(store: Store, run: int, first: int) -> list[float]:
    """Save a batch of articles and return what each took; making them does not count."""
    taken = []
    for parcel in [article(number) for number in range(first, first + BATCH)]:
        start = time.process_time()
        store.save_document(parcel, run)
        taken.append(time.process_time() - start)
    return taken


def apart(count: int = 200) -> float:
    """Return the mean seconds that extracting and fingerprinting an article take."""
    documents = [article(number).document for number in range(count)]
    start = time.process_time()
    for document in documents:
        extract(document)
        fingerprint(document.text, document.language)
    return (time.process_time() - start) / count


def main(documents: int) -> None:
    """Fill two stores, save batches into both in turn, and print what one document costs in each."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Store.open(Path(folder) / "few.db") as few,
        Store.open(Path(folder) / "many.db") as many,
    ):
        runs = fill(few, FEW), fill(many, documents)
        costs: tuple[list[float], list[float]] = [], []
        for batch in range(0, ROUNDS * BATCH, BATCH):
            costs[0].extend(seconds(few, runs[0], FEW + batch))
            costs[1].extend(seconds(many, runs[1], documents + batch))
        size = (Path(folder) / "many.db").stat().st_size / documents / 1024
    for stored, taken in zip((FEW, documents), costs, strict=True):
        print(f"{stored:,} stored: mean {mean(taken) * 1e3:.2f} ms, median {median(taken) * 1e3:.2f} ms")
    few_mean, many_mean, before = mean(costs[0]), mean(costs[1]), apart()
    print(f"{size:.1f} KiB a document; extracting and fingerprinting: {before * 1e3:.2f} ms")
    print(f"storing alone costs {many_mean / few_mean:.2f} times as much")
    print(f"a document costs {(before + many_mean) / (before + few_mean):.2f} times as much (ceiling 1.30)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else MANY)
