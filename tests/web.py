"""A small web server on loopback for tests, with pages from a dict or from a function."""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


@dataclass(frozen=True)
class Page:
    """What the server answers with; ``delay`` is in seconds."""

    body: str | bytes = ""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0


@dataclass(frozen=True)
class Asked:
    """One request that the server has had, its header names in lower case."""

    path: str
    headers: Mapping[str, str]
    at: float


@dataclass
class Site:
    """A running server: its address without a slash at the end, and what it has been asked."""

    url: str
    asked: list[Asked] = field(default_factory=list)

    def paths(self) -> list[str]:
        """Return the paths asked for, in order."""
        return [asked.path for asked in self.asked]


# What a site has that lets everybody in.
ROBOTS = {"/robots.txt": "User-agent: *\nAllow: /\n"}

Pages = Mapping[str, Page | str | bytes] | Callable[[Asked], Page | str | bytes]


@contextmanager
def serve(pages: Pages, tls: ssl.SSLContext | None = None) -> Iterator[Site]:
    """Serve pages by path, 404 for any other, until the block ends; over https with a TLS context."""
    site = Site("")

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            asked = Asked(self.path, headers, time.monotonic())
            site.asked.append(asked)
            page = pages(asked) if callable(pages) else pages.get(self.path, Page("no such page", 404))
            self.answer(page if isinstance(page, Page) else Page(page))

        def answer(self, page: Page) -> None:
            body = page.body.encode() if isinstance(page.body, str) else page.body
            time.sleep(page.delay)
            self.send_response(page.status)
            for name, value in {"Content-Type": "text/html; charset=utf-8", **page.headers}.items():
                self.send_header(name, value)
            if page.status == 304:
                body = b""
            elif "Transfer-Encoding" in page.headers:
                body = b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body)
            else:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    site.url = f"{'https' if tls else 'http'}://127.0.0.1:{server.server_port}"
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
