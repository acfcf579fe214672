"""Addresses and headers lose their secrets and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fetching.redaction import redact, redact_headers


@pytest.mark.parametrize(
    ("url", "redacted"),
    [
        ("https://news.example/a/?page=2&author=7", "https://news.example/a/?page=2&author=7"),
        ("https://news.example", "https://news.example/"),
        ("https://news.example/a#comments", "https://news.example/a"),
        ("https://news.example/новини", "https://news.example/%D0%BD%D0%BE%D0%B2%D0%B8%D0%BD%D0%B8"),
        ("https://me:pass@news.example:8443/a", "https://news.example:8443/a"),
        ("https://api.example/?Api-Key=1&next_token=2", "https://api.example/?Api-Key=REDACTED&next_token=2"),
        ("https://s3.example/a?X-Amz-Signature=1&v=1", "https://s3.example/a?X-Amz-Signature=REDACTED&v=1"),
        ("https://news.example/?token&sid=", "https://news.example/?token&sid=REDACTED"),
        ("/b?session_id=1", "/b?session_id=REDACTED"),
        ("../b", "../b"),
    ],
)
def test_address(url: str, redacted: str) -> None:
    assert redact(url) == redacted


@given(st.text(alphabet="ab:/?#&=@%[].тé token", max_size=30))
def test_redacted_address_stays_as_it_is(rest: str) -> None:
    try:
        redacted = redact("https://news.example/" + rest)
    except ValueError:
        return
    assert redacted.isascii()
    assert redact(redacted) == redacted


def test_headers() -> None:
    headers = [
        (b"Content-Type", b"text/html"),
        (b"SET-COOKIE", b"id=1"),
        (b"X-CSRF-Token", b"1"),
        (b"Authorization", b"Bearer 1"),
        (b"Proxy-Authorization", b"Basic 1"),
        (b"Location", b"/b?token=1"),
        (b"X-Folded", b"a\r\n b"),
    ]
    assert list(redact_headers(headers)) == [
        (b"Content-Type", b"text/html"),
        (b"Location", b"/b?token=REDACTED"),
        (b"X-Folded", b"a  b"),
    ]
