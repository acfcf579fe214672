"""Write WARC files for tests with warcio, so that what is read is not what Claimwire itself wrote."""

from __future__ import annotations

import base64
import hashlib
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

HTML = {"Content-Type": "text/html; charset=utf-8"}


@dataclass(frozen=True)
class Reply:
    """One archived answer; ``date`` is ISO 8601 with Z."""

    url: str
    body: str | bytes = ""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: HTML)
    date: str = "2024-01-28T10:00:00Z"


@dataclass(frozen=True)
class Revisit:
    """A record that repeats an earlier one without its body; with status 304 if the site said so.

    Without a status it repeats the headers too.
    """

    url: str
    of: Reply
    status: int | None = 200
    headers: Mapping[str, str] = field(default_factory=lambda: HTML)
    date: str = "2024-01-29T10:00:00Z"


def write_warc(path: Path, records: Iterable[Reply | Revisit], gzip: bool = True) -> Path:
    """Write a file of records in their order and return its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=gzip, warc_version="1.1")
        for record in records:
            writer.write_record(
                _revisit(writer, record) if isinstance(record, Revisit) else _reply(writer, record)
            )
    return path


def _reply(writer: WARCWriter, reply: Reply) -> object:
    body = _bytes(reply.body)
    return writer.create_warc_record(
        reply.url,
        "response",
        payload=io.BytesIO(body),
        length=len(body),
        http_headers=_http(reply.status, reply.headers),
        warc_headers_dict={"WARC-Date": reply.date},
    )


def _revisit(writer: WARCWriter, revisit: Revisit) -> object:
    return writer.create_revisit_record(
        revisit.url,
        _digest(revisit.of.body),
        revisit.of.url,
        revisit.of.date,
        http_headers=_http(revisit.status, revisit.headers) if revisit.status else None,
        warc_headers_dict={"WARC-Date": revisit.date},
    )


def _digest(body: str | bytes) -> str:
    return "sha1:" + base64.b32encode(hashlib.sha1(_bytes(body)).digest()).decode()


def _bytes(body: str | bytes) -> bytes:
    return body.encode() if isinstance(body, str) else body


def _http(status: int, headers: Mapping[str, str]) -> StatusAndHeaders:
    return StatusAndHeaders(f"{status} Said", list(headers.items()), protocol="HTTP/1.1")
