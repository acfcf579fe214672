"""Read WARC files record by record, and tell a file whose end is torn off from one that is damaged."""

from __future__ import annotations

import io
import mmap
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from warcio.bufferedreaders import ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecordLoader

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

GZIP, PLAIN = b"\x1f\x8b", b"WARC/"
_CHUNK = 16 * 1024
_LOADER = ArcWarcRecordLoader(verify_http=False)


class ArchiveError(Exception):
    """An archive that cannot be read; the message names the file and the place in it."""


class TornTailError(ArchiveError):
    """The last record of a file breaks off: ``whole`` bytes of the file's ``size`` are whole records."""

    def __init__(self, path: Path, whole: int, size: int) -> None:
        super().__init__(
            f"{path}: the last record is torn off; {size - whole} bytes from byte {whole} on are lost"
        )
        self.whole = whole
        self.size = size


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above a record's content; ``kind`` is its ``WARC-Type``, ``url`` "" where it has none."""

    offset: int
    kind: str
    url: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Record:
    """One archived answer. ``body`` has its content encoding still and no transfer encoding.

    ``refers_to`` is the address and the time of the record that a revisit repeats, as far as it names
    them; ``status`` is None for a revisit that repeats the headers too.
    """

    head: Head
    status: int | None
    headers: tuple[tuple[str, str], ...]
    body: bytes
    digest: str | None
    refers_to: tuple[str, datetime | None] | None


def scan(path: Path) -> Iterator[Head]:
    """Yield the head of each whole record, in the file's order.

    Raises TornTailError at the end of a file whose last record breaks off, and ArchiveError where a record
    cannot be read at all or the file is no WARC.
    """
    with path.open("rb") as file:
        size = path.stat().st_size
        offset = 0
        while offset < size:
            try:
                head, offset = _next(path, file, offset)
            except (_BrokenOffError, zlib.error) as error:
                if (offset == 0 and isinstance(error, zlib.error)) or _goes_on(path, file, offset):
                    raise _damaged(path, offset) from error
                raise TornTailError(path, offset, size) from error
            yield head


def load(path: Path, offset: int) -> Record:
    """Return the answer archived at an offset. Raises ArchiveError where there is no whole one."""
    with path.open("rb") as file:
        try:
            parsed, _ = _open(path, file, offset)
            head, http = _head(path, parsed, offset), parsed.http_headers
            if http is None and head.kind != "revisit":
                raise _error(path, offset, "holds no HTTP answer")
            return Record(
                head=head,
                status=int(http.get_statuscode()) if http else None,
                headers=tuple(http.headers) if http else (),
                body=_body(parsed) if http else b"",
                digest=parsed.rec_headers.get_header("WARC-Payload-Digest"),
                refers_to=_refers_to(parsed.rec_headers),
            )
        except (_BrokenOffError, zlib.error) as error:
            raise _damaged(path, offset) from error
        except ValueError as error:
            raise _error(path, offset, f"cannot be read ({error})") from error


class _BrokenOffError(Exception):
    """The file ends inside a record."""


class _Member(io.RawIOBase):
    """One gzip member of a file, inflated as it is read, so that no record need fit into memory."""

    def __init__(self, file: BinaryIO) -> None:
        super().__init__()
        self._file = file
        self._inflater = zlib.decompressobj(zlib.MAX_WBITS + 16)

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Inflate into a buffer and return how many bytes. Raises where the file ends or is damaged."""
        room = memoryview(buffer).cast("B")
        while not self._inflater.eof:
            packed = self._inflater.unconsumed_tail or self._file.read(_CHUNK)
            data = self._inflater.decompress(packed, len(room))
            if data:
                room[: len(data)] = data
                return len(data)
            if not packed:
                raise _BrokenOffError
        return 0

    def end(self) -> int:
        """Return the offset of the byte after the member, once it is read to its end."""
        return self._file.tell() - len(self._inflater.unused_data)


def _next(path: Path, file: BinaryIO, offset: int) -> tuple[Head, int]:
    """Return the head of the record at an offset, and the offset of the one after it."""
    parsed, stream = _open(path, file, offset, head_only=True)
    return _head(path, parsed, offset), _end(path, file, parsed, stream, offset)


def _goes_on(path: Path, file: BinaryIO, offset: int) -> bool:
    """Say whether there is a whole gzip member after a broken one, which is then no torn end."""
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        while (offset := data.find(GZIP + b"\x08", offset + 1)) >= 0:
            with suppress(ArchiveError, _BrokenOffError, zlib.error):
                _next(path, file, offset)
                return True
    return False


def _open(path: Path, file: BinaryIO, offset: int, head_only: bool = False) -> tuple[Any, Any]:
    """Return warcio's record at an offset, its HTTP headers read or not, and the stream it stands in."""
    file.seek(offset)
    magic = file.read(len(PLAIN))
    file.seek(offset)
    if magic.startswith(GZIP):
        stream: Any = io.BufferedReader(_Member(file), _CHUNK)
    elif magic == PLAIN:
        stream = file
    elif magic == GZIP[: len(magic)] or PLAIN.startswith(magic) or not magic.strip(b"\0"):
        raise _BrokenOffError  # zeros are what some file systems leave after a loss of power
    else:
        raise _error(path, offset, "does not begin with a WARC header")
    try:
        return _LOADER.parse_record_stream(stream, None, "warc", head_only), stream
    except (ArchiveLoadFailed, EOFError):
        raise _error(path, offset, "does not begin with a WARC header") from None


def _end(path: Path, file: BinaryIO, parsed: Any, stream: Any, offset: int) -> int:
    """Read to the end of a record, see that all of it is there, and return where the next one begins."""
    if parsed.length is None:
        raise _error(path, offset, "has no Content-Length")
    while parsed.raw_stream.read(_CHUNK):
        pass
    if parsed.raw_stream.limit:
        raise _BrokenOffError
    if stream is file:
        return _after_blank_lines(file)
    if stream.read(_CHUNK).strip():
        raise _error(path, offset, "is packed together with others: run `warcio recompress` on the file")
    return int(stream.raw.end())


def _after_blank_lines(file: BinaryIO) -> int:
    at = file.tell()
    blank = file.read(64)
    return at + len(blank) - len(blank.lstrip(b"\r\n"))


def _head(path: Path, parsed: Any, offset: int) -> Head:
    get = parsed.rec_headers.get_header
    try:
        at = _time(get("WARC-Date") or "")
    except ValueError:
        raise _error(path, offset, f"has no readable WARC-Date ({get('WARC-Date')})") from None
    return Head(offset, get("WARC-Type") or "", get("WARC-Target-URI") or "", at)


def _body(parsed: Any) -> bytes:
    # warcio's content_stream() would undo the content encoding too, which is Scrapy's to undo.
    chunked = (parsed.http_headers.get_header("Transfer-Encoding") or "").lower() == "chunked"
    stream = ChunkedDataReader(parsed.raw_stream) if chunked else parsed.raw_stream
    body: bytes = stream.read()
    parsed.raw_stream.read()  # what follows the last chunk
    if parsed.raw_stream.limit:
        raise _BrokenOffError
    return body


def _refers_to(headers: Any) -> tuple[str, datetime | None] | None:
    url = headers.get_header("WARC-Refers-To-Target-URI")
    at = headers.get_header("WARC-Refers-To-Date")
    return (url, _time(at) if at else None) if url else None


def _time(text: str) -> datetime:
    time = datetime.fromisoformat(text)
    return time.astimezone(UTC) if time.tzinfo else time.replace(tzinfo=UTC)


def _error(path: Path, offset: int, what: str) -> ArchiveError:
    return ArchiveError(f"{path}: the record at byte {offset} {what}")


def _damaged(path: Path, offset: int) -> ArchiveError:
    advice = f"`head --bytes={offset}` of the file keeps the whole records before it"
    return _error(path, offset, f"is damaged; {advice}")
