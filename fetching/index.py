"""Find archived answers by address and time."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Self

from claims.document import Capture
from fetching import warc
from fetching.redaction import redact
from fetching.warc import ArchiveError, Head, Record, TornTailError

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Visit:
    """Where one answer stands in an archive that is being read."""

    at: datetime
    path: Path
    name: str
    offset: int


@dataclass(frozen=True, slots=True)
class Answer:
    """One archived answer, and its capture.

    ``body`` has its content encoding; None for a revisit whose original is not in the archive.
    """

    capture: Capture
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes | None


class ArchiveIndex:
    """The answers of some WARC files by address, in the order of their times. Holds offsets, no bodies."""

    def __init__(self) -> None:
        self._visits: dict[str, list[Visit]] = {}

    def __deepcopy__(self, memo: object) -> Self:
        # Scrapy copies its settings for each crawler; the index is one of them, large and never changed.
        return self

    def add(self, path: Path, name: str) -> None:
        """Add one file's answers. Raises ArchiveError where it is no WARC or is damaged."""
        try:
            for head in warc.scan(path):
                if head.kind in ("response", "revisit") and head.url.startswith(("http:", "https:")):
                    visit = Visit(head.at, path, name, head.offset)
                    self._visits.setdefault(_key(head), []).append(visit)
        except TornTailError as torn:
            logger.warning("%s; the rest is used", torn)

    def sort(self) -> None:
        """Put the visits of each address in order, once all files are added."""
        for visits in self._visits.values():
            visits.sort(key=lambda visit: visit.at)

    def visits(self, url: str) -> Sequence[Visit]:
        """Return the visits of an address, first one first; none where it is not in the archive."""
        return self._visits.get(redact(url), ())

    def last_visit(self, url: str) -> datetime | None:
        """Return the time of the last visit of an address, None where there is none."""
        visits = self.visits(url)
        return visits[-1].at if visits else None

    def last_capture(self, url: str) -> Capture | None:
        """Return the last capture of an address, None where there is none."""
        visits = self.visits(url)
        return self.answer(visits[-1]).capture if visits else None

    def answer(self, visit: Visit) -> Answer:
        """Return what was served on a visit; a revisit is filled in from the record that it repeats."""
        record = warc.load(visit.path, visit.offset)
        if record.head.kind != "revisit":
            return _answer(visit, record, record, record.body)
        original = self._original(record)
        body = original.body if original else None
        if record.status in (None, 304):
            return _answer(visit, record, original or record, body)
        return _answer(visit, record, record, body)

    def _original(self, revisit: Record) -> Record | None:
        """Return the record that a revisit repeats: the one it names, or else the last that it may mean."""
        url, at = revisit.refers_to or (revisit.head.url, None)
        named = [visit for visit in self.visits(url) if visit.at == at]
        earlier = [visit for visit in self.visits(url) if visit.at < revisit.head.at]
        candidates = (warc.load(visit.path, visit.offset) for visit in reversed(named or earlier))
        return next((record for record in candidates if _may_repeat(revisit, record)), None)


def read_archive(paths: Iterable[Path | str]) -> ArchiveIndex:
    """Index WARC files, and all those in folders and the folders in them.

    A torn end is logged and the rest used. Raises ArchiveError for a missing path, a folder without a
    WARC, and a file that is none or is damaged.
    """
    index = ArchiveIndex()
    for path, name in dict(_files(paths)).items():
        index.add(path, name)
    index.sort()
    return index


def _key(head: Head) -> str:
    try:
        return redact(head.url)
    except ValueError:  # an address that no request can have, so nothing will ask for it
        return head.url


def _may_repeat(revisit: Record, record: Record) -> bool:
    if record.head.kind != "response" or revisit.digest not in (None, record.digest):
        return False
    # A 304 speaks of the last whole answer: an error or a redirect in between has no validators.
    return revisit.status != 304 or record.status == 200


def _files(paths: Iterable[Path | str]) -> Iterable[tuple[Path, str]]:
    for path in map(Path, paths):
        if path.is_dir():
            found = sorted(file for pattern in ("*.warc", "*.warc.gz") for file in path.rglob(pattern))
            if not found:
                raise ArchiveError(f"{path}: the folder holds no .warc or .warc.gz file")
            yield from ((file.resolve(), file.relative_to(path).as_posix()) for file in found)
        elif path.exists():
            yield path.resolve(), path.name
        else:
            raise ArchiveError(f"{path}: there is no such file or folder")


def _answer(visit: Visit, record: Record, shown: Record, body: bytes | None) -> Answer:
    """Return the answer of a visit with the status and headers of another record, its own or its original."""
    status = record.status or shown.status or 0
    # A 304 came without a body; other revisits are answers that came whole and were written without it.
    received = record.body if status == 304 else body or b""
    headers = {name.lower(): value for name, value in reversed(record.headers or shown.headers)}
    capture = Capture(
        url=redact(record.head.url),
        at=visit.at,
        status=status,
        sha256=hashlib.sha256(received).hexdigest(),
        file=visit.name,
        offset=visit.offset,
        etag=headers.get("etag"),
        last_modified=headers.get("last-modified"),
    )
    return Answer(capture, shown.status or status, shown.headers, body)
