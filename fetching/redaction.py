"""What never reaches an archive: cookies, credentials and the secrets in addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit, urlunsplit

from w3lib.url import safe_url_string

Header = tuple[bytes, bytes]

# Whole names only: "author", "page_token" and "pagination_token" tell pages apart and are no secrets.
_SECRET = re.compile(
    r"(?:x[_-])?(?:(?:access|amz-security|api|auth|bearer|csrf|id|refresh|security|session)[_-]?)?token"
    r"|(?:x[_-])?(?:(?:access|api|secret)[_-]?)?key|(?:client[_-]?)?secret|pass(?:word|wd)?|pwd"
    r"|(?:proxy-)?auth(?:orization)?|jwt|session(?:[_-]?id)?|sid|(?:x-amz-)?(?:sig(?:nature)?|credential)",
    re.IGNORECASE,
)
_COOKIES = {b"cookie", b"cookie2", b"set-cookie", b"set-cookie2"}
_ADDRESSES = {b"location", b"content-location"}


def redact(url: str) -> str:
    """Return an address, absolute or relative, escaped and without fragment, password and secrets.

    It is what an archive calls the address by. An absolute address without a path gets ``/``.
    """
    parts = urlsplit(safe_url_string(url))
    path = parts.path or ("/" if parts.netloc else "")
    query = "&".join(map(_hide, parts.query.split("&")))
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], path, query, ""))


def redact_headers(headers: Iterable[Header]) -> Iterator[Header]:
    """Yield headers of a response, each on one line, without those that hold cookies or secrets."""
    for name, value in headers:
        if name.lower() in _COOKIES or _SECRET.fullmatch(name.decode("latin-1")):
            continue
        line = b" ".join(value.splitlines())
        yield name, redact(header_text(line)).encode() if name.lower() in _ADDRESSES else line


def header_text(value: bytes) -> str:
    """Return a header's value as text. Most are ASCII; the standard says Latin-1, and sites send UTF-8."""
    try:
        return value.decode().strip()
    except UnicodeDecodeError:
        return value.decode("latin-1").strip()


def _hide(pair: str) -> str:
    name, equals, _ = pair.partition("=")
    return f"{name}=REDACTED" if equals and _SECRET.fullmatch(name) else pair
