"""Crawling a real server with care: its robots.txt, its requests to wait, and addresses off limits."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Self

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.http import Response

from fetching.addresses import is_public
from fetching.handler import ForbiddenAddress
from fetching.pause import AskedToWait, retry_after
from fetching.robots import ForbiddenByRobots
from tests.crawls import Crawled, Fetch, crawl, fetch
from tests.web import ROBOTS, Asked, Page, serve

NOW = datetime(2024, 1, 28, 10, 0, tzinfo=UTC)


def errors(crawled: Crawled) -> list[Any]:
    return [item.get("error") for item in crawled.items]


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        ("Sun, 28 Jan 2024 10:01:30 GMT", 90),
        ("Sun, 28 Jan 2024 09:00:00 GMT", 0),
        ("-5", 0),
        ("soon", 0),
        ("٣", 0),
        ("", 0),
        ("9" * 5000, 999999999),
    ],
)
def test_retry_after_is_read(value: str, seconds: float) -> None:
    response = Response("https://news.example/", status=429, headers={"Retry-After": value})
    assert retry_after(response, NOW) == seconds


def test_retry_after_counts_with_refusals_only() -> None:
    response = Response("https://news.example/", status=200, headers={"Retry-After": "9"})
    assert retry_after(response, NOW) == 0


def test_busy_site_is_asked_again_when_it_said(tmp_path: Path) -> None:
    answers: Iterator[Page] = iter([Page(status=429, headers={"Retry-After": "1"}), Page("a"), Page("b")])
    with serve(lambda asked: next(answers)) as site:
        overlay = {"RETRY_ENABLED": True, "ROBOTSTXT_OBEY": False}
        crawled = fetch(site, tmp_path, "/a", "/b", overlay=overlay)
    assert errors(crawled) == [None, None]
    assert site.asked[1].at - site.asked[0].at >= 1


def test_site_that_asks_for_too_long_a_rest_is_left_alone(tmp_path: Path) -> None:
    with serve(lambda asked: Page(status=503, headers={"Retry-After": "3600"})) as site:
        overlay = {"RETRY_ENABLED": True, "ROBOTSTXT_OBEY": False}
        crawled = fetch(site, tmp_path, "/a", "/b", "/c", overlay=overlay)
    assert site.paths() == ["/a"]
    assert [type(error) for error in errors(crawled)[1:]] == [AskedToWait, AskedToWait]
    assert "3600 s" in str(errors(crawled)[1])


class Interrupted(Fetch):
    """A crawl that is stopped when the first answer comes, as by Ctrl-C."""

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.stop, signals.response_downloaded)
        return spider

    def stop(self) -> None:
        self.stopping = asyncio.ensure_future(self.crawler.stop_async())


def test_stopped_crawl_does_not_wait(tmp_path: Path) -> None:
    with serve(lambda asked: Page(status=503, headers={"Retry-After": "200"})) as site:
        overlay = {"CLAIMWIRE_ARCHIVE": str(tmp_path), "RETRY_ENABLED": False, "ROBOTSTXT_OBEY": False}
        crawled = crawl(Interrupted, overlay, urls=[site.url + path for path in ("/a", "/b")])
    assert site.paths() == ["/a"]
    assert crawled.stats["finish_reason"] == "shutdown"


def test_robots_rules_are_obeyed(tmp_path: Path) -> None:
    rules = "User-agent: *\nDisallow: /\n\nUser-agent: claimwire\nDisallow: /private\n"
    with serve({"/robots.txt": rules, "/a": "page", "/private/a": "page"}) as site:
        crawled = fetch(site, tmp_path, "/a", "/private/a")
    assert site.paths() == ["/robots.txt", "/a"]
    assert sorted(type(error).__name__ for error in errors(crawled)) == ["ForbiddenByRobots", "NoneType"]
    assert crawled.stats["robotstxt/forbidden"] == 1


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_missing_robots_allows_everything(tmp_path: Path, status: int) -> None:
    with serve({"/robots.txt": Page("User-agent: *\nDisallow: /", status), "/a": "page"}) as site:
        assert errors(fetch(site, tmp_path, "/a")) == [None]


@pytest.mark.parametrize("status", [429, 500, 503])
def test_failing_robots_forbids_everything(tmp_path: Path, status: int) -> None:
    with serve({"/robots.txt": Page("", status), "/a": "page", "/b": "page"}) as site:
        refused = errors(fetch(site, tmp_path, "/a", "/b"))
    assert site.paths() == ["/robots.txt"]
    assert [type(error) for error in refused] == [ForbiddenByRobots, ForbiddenByRobots]
    assert f"robots.txt is answered with HTTP {status}" in str(refused[0])


def test_robots_that_cannot_be_had_forbid_everything(tmp_path: Path) -> None:
    with serve(
        {"/robots.txt": Page(status=302, headers={"Location": "http://127.0.0.1:1/"}), "/a": ""}
    ) as site:
        [refused] = errors(fetch(site, tmp_path, "/a"))
    assert isinstance(refused, ForbiddenByRobots)
    assert "cannot be had" in str(refused)


def test_crawl_delay_is_applied(tmp_path: Path) -> None:
    rules = "User-agent: *\nCrawl-delay: 0.4\n"
    with serve({"/robots.txt": rules, "/a": "page", "/b": "page"}) as site:
        fetch(site, tmp_path, "/a", "/b")
    assert site.asked[2].at - site.asked[0].at >= 0.7


PRIVATE = """
    0.0.0.0 10.1.2.3 100.64.0.1 127.0.0.1 127.8.8.8 169.254.169.254 172.16.0.1 192.168.1.1 192.0.0.192
    198.18.0.1 224.0.0.1 240.0.0.1 255.255.255.255 168.63.129.16 100.100.100.200 :: ::1 fe80::1 fe80::1%eth0
    fc00::1 fd00:ec2::254 fec0::1 ff02::1 ::ffff:127.0.0.1 ::ffff:a9fe:a9fe 2002:7f00:1:: 64:ff9b::7f00:1
    2001:db8::1
"""


@pytest.mark.parametrize("address", PRIVATE.split())
def test_address_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "93.184.215.14", "2606:4700:4700::1111", "64:ff9b::101:101"])
def test_address_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "127.1"])
def test_private_address_is_not_asked(tmp_path: Path, host: str) -> None:
    with serve({"/a": "page", **ROBOTS}) as site:
        site.url = site.url.replace("127.0.0.1", host)
        overlay = {"CLAIMWIRE_PRIVATE_NETWORKS": [], "ROBOTSTXT_OBEY": False}
        [error] = errors(fetch(site, tmp_path, "/a", overlay=overlay))
    assert isinstance(error, ForbiddenAddress)
    assert "127.0.0.1" in str(error)
    assert site.asked == []


def test_redirect_to_a_private_address_is_not_followed(tmp_path: Path) -> None:
    def pages(asked: Asked) -> Page:
        inside = f"http://127.0.0.2:{asked.headers['host'].partition(':')[2]}/b"
        return Page(status=302, headers={"Location": inside})

    with serve(pages) as site:
        [error] = errors(fetch(site, tmp_path, "/a", overlay={"ROBOTSTXT_OBEY": False}))
    assert isinstance(error, ForbiddenAddress)
    assert "127.0.0.2" in str(error)
    assert site.paths() == ["/a"]


@pytest.mark.parametrize("trusted", [True, False])
def test_certificate_must_be_trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trusted: bool) -> None:
    certificate = self_signed(tmp_path)
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with serve({"/a": "page", **ROBOTS}, context) as site:
        site.url = site.url.replace("127.0.0.1", "localhost")
        [item] = fetch(site, tmp_path / "archive", "/a", overlay={"ROBOTSTXT_OBEY": False}).items
    assert item.get("text") == ("page" if trusted else None)
    assert trusted or "certificate" in str(item["error"])


def self_signed(folder: Path) -> Path:
    """Write a certificate of localhost and its key into one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path = folder / "localhost.pem"
    path.write_bytes(secret + certificate.public_bytes(Encoding.PEM))
    return path
