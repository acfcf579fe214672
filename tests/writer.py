"""Save numbered documents into a store, one line on standard output for each: run by tests as a process."""

from __future__ import annotations

import sys

from storage.outcomes import Parcel
from storage.store import Store
from tests.parcels import START, document, mention, parcel


def numbered(number: int) -> Parcel:
    """Return the same document for the same number; each third is a copy of the one before."""
    text = f"In district {number - number % 3} the governor counted {number} drones over the depot at night."
    one = document(f"n{number}", text, hours=number + 1)
    return parcel(
        one, mention(text, f"counted {number} drones", number), mention(text, "over the depot", None)
    )


def main(path: str, first: str, last: str) -> None:
    """Save the documents of a range of numbers, in order."""
    with Store.open(path) as store:
        run = store.begin_run("writer", {}, START)
        for number in range(int(first), int(last)):
            store.save_document(numbered(number), run)
            sys.stdout.write(f"{number}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
