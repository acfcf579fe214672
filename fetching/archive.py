"""The archive: every response appended to WARC files as it comes."""

from __future__ import annotations

import fcntl
import hashlib
import http.client
import logging
import os
import uuid
import zlib
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Self

from claims.document import Capture
from fetching import warc
from fetching.redaction import Header, header_text, redact, redact_headers
from fetching.warc import ArchiveError, TornTailError

logger = logging.getLogger(__name__)

# Where a file is full: one that is opened again is read through for a torn end, a second's work at this size.
FULL = 64 * 1024 * 1024
# Level 1 takes a third of level 6's time on a news page and an eighth more room.
_LEVEL = 1
_NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"


class ArchiveWriter:
    """Appends responses to the WARC files of a folder, one gzip member a record, wholly or not at all.

    A file is named by day and number and locked while it is written, so no two writers share one. A file
    that a crash left with a torn end is cut at its last whole record when it is opened again. There are
    no request records, and cookies and secrets are left out.
    """

    def __init__(self, folder: Path, full: int = FULL) -> None:
        self.folder = folder
        self._full = full
        self._file: _File | None = None

    def append(
        self,
        url: str,
        status: int,
        headers: Iterable[Header],
        body: bytes,
        *,
        at: datetime | None = None,
        ip: str | None = None,
    ) -> Capture:
        """Write one response and return where it stands; it is in the file when this returns.

        ``body`` is as received: its content encoding still there, its transfer encoding gone. ``at`` is
        aware, and now by default. A 304 becomes a revisit of the last whole answer. Raises ArchiveError
        where the folder cannot be written; the file is then as before.
        """
        at = (at or datetime.now(UTC)).astimezone(UTC)
        url = redact(url)
        kept = [header for header in redact_headers(headers) if header[0].lower() != b"transfer-encoding"]
        sha256 = hashlib.sha256(body).hexdigest()
        fields = {"WARC-Target-URI": url, "WARC-Date": _date(at)}
        if ip:
            fields["WARC-IP-Address"] = ip
        if status == 304:
            fields |= {"WARC-Type": "revisit", "WARC-Profile": _NOT_MODIFIED}
        else:
            fields |= {"WARC-Type": "response", "WARC-Payload-Digest": f"sha256:{sha256}"}
        fields["Content-Type"] = "application/http; msgtype=response"
        file = self._current(at.date())
        offset = file.append(_member(fields, _http(status, kept) + body))
        return Capture(
            url=url,
            at=at,
            status=status,
            sha256=sha256,
            file=file.path.name,
            offset=offset,
            etag=_value(kept, b"etag"),
            last_modified=_value(kept, b"last-modified"),
        )

    def close(self) -> None:
        """Close the file in hand and unlock it."""
        if self._file:
            self._file.close()
            self._file = None

    def _current(self, day: date) -> _File:
        if self._file and (self._file.day != day or self._file.size >= self._full):
            self.close()
        if self._file is None:
            try:
                self._file = self._open(day)
            except OSError as error:
                raise ArchiveError(
                    f"{self.folder}: cannot write the archive there: {error.strerror}"
                ) from error
        return self._file

    def _open(self, day: date) -> _File:
        self.folder.mkdir(parents=True, exist_ok=True)
        number = 1
        while True:
            path = self.folder / f"claimwire-{day:%Y%m%d}-{number:03}.warc.gz"
            if file := _File.lock(path, day):
                if file.size < self._full and file.repair():
                    break
                file.close()
            number += 1
        if file.size == 0:
            file.append(_warcinfo(path.name))
        return file


class _File:
    """One WARC file, locked and open for appending."""

    def __init__(self, path: Path, day: date, descriptor: int) -> None:
        self.path = path
        self.day = day
        self.size = os.fstat(descriptor).st_size
        self._descriptor = descriptor

    @classmethod
    def lock(cls, path: Path, day: date) -> Self | None:
        """Open a file and lock it; None where another writer holds it."""
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return None
        return cls(path, day, descriptor)

    def repair(self) -> bool:
        """Cut a torn end off; return False for a file that is damaged otherwise and must be left alone."""
        try:
            for _ in warc.scan(self.path):
                pass
        except TornTailError as torn:
            logger.warning("%s; cut off", torn)
            os.ftruncate(self._descriptor, torn.whole)
            self.size = torn.whole
        except ArchiveError as error:
            logger.error("%s; left as it is, writing to the next file", error)
            return False
        return True

    def append(self, member: bytes) -> int:
        """Write one member, wholly or not at all, and return its offset."""
        offset, rest = self.size, memoryview(member)
        try:
            while rest:
                rest = rest[os.write(self._descriptor, rest) :]
        except OSError as error:
            os.ftruncate(self._descriptor, offset)
            raise ArchiveError(f"{self.path}: cannot write the archive: {error.strerror}") from error
        self.size += len(member)
        return offset

    def close(self) -> None:
        """Close the file, which unlocks it."""
        os.close(self._descriptor)


def _date(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _warcinfo(name: str) -> bytes:
    fields = {
        "WARC-Type": "warcinfo",
        "WARC-Date": _date(datetime.now(UTC)),
        "WARC-Filename": name,
        "Content-Type": "application/warc-fields",
    }
    return _member(fields, b"software: Claimwire\r\nformat: WARC File Format 1.1\r\n")


def _http(status: int, headers: Iterable[Header]) -> bytes:
    # The bytes of a header stay as they came; warcio's writer would percent-encode what is not ASCII.
    lines = [f"HTTP/1.1 {status} {http.client.responses.get(status, '')}".rstrip().encode()]
    lines += [name + b": " + value for name, value in headers]
    return b"\r\n".join([*lines, b"", b""])


def _member(fields: Mapping[str, str], block: bytes) -> bytes:
    """Return a record as one gzip member."""
    lines = [
        "WARC/1.1",
        *(f"{name}: {value}" for name, value in fields.items()),
        f"WARC-Record-ID: <urn:uuid:{uuid.uuid4()}>",
        f"Content-Length: {len(block)}",
    ]
    head = "\r\n".join([*lines, "", ""]).encode()
    return zlib.compress(head + block + b"\r\n\r\n", _LEVEL, zlib.MAX_WBITS + 16)


def _value(headers: Iterable[Header], name: bytes) -> str | None:
    return next((header_text(value) for key, value in headers if key.lower() == name), None)
