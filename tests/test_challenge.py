"""Pages that keep robots out are told from pages with something to read."""

from pathlib import Path

import pytest
from scrapy.http import HtmlResponse, Response, TextResponse

from fetching.challenge import challenge

PAGES = Path(__file__).resolve().parents[2] / "shared" / "pages"
BLOCKED = "bihus/block_page.html"
ARTICLE = "<p>" + "Officials said that the night had been quiet in every district. " * 60 + "</p>"

CHALLENGES = {
    "Cloudflare asks": "<title>Один момент…</title><script>window._cf_chl_opt = {cType: 'managed'}</script>",
    "Cloudflare has blocked": "<div><h1 data-translate='block_headline'>Sorry</h1></div>",
    "Cloudflare shows an error": "<div id='cf-error-details'><h1>Web server is down</h1></div>",
    "Radware": "<title>Radware Bot Manager Captcha</title><form>Please solve this</form>",
    "DDoS-Guard": "<html data-ddg-origin='true'><title>DDOS-GUARD</title>Checking your browser</html>",
    "Imperva": "<body><iframe id='main-iframe' src='/_Incapsula_Resource?SWUDNSAI=31'></iframe></body>",
    "HUMAN": "<h1>Before we continue</h1><div id='px-captcha'></div>",
    "DataDome": "<script src='https://ct.captcha-delivery.com/c.js'></script>",
    "AWS WAF": "<script>window.gokuProps = {key: '1'};</script>",
    "Anubis": "<script id='anubis_challenge' type='application/json'>{}</script>",
    "Yandex": "<form action='/checkcaptcha?key=1'></form>",
    "the site has blocked": "<title>Access Denied</title><h1>You cannot see this</h1>",
    "asks for a captcha": "<form><div class='g-recaptcha' data-sitekey='1'></div></form>",
}
ORDINARY = {
    "script of the service": f"<script src='/cdn-cgi/challenge-platform/jsd/main.js'></script>{ARTICLE}",
    "captcha under an article": f"{ARTICLE}<form id='comment'><div class='g-recaptcha'></div></form>",
    "article with such a title": f"<title>Just a moment: how the night went</title>{ARTICLE}",
    "article that quotes the source": f"<code>_cf_chl_opt #challenge-form</code>{ARTICLE}",
    "short page": "<title>404</title><p>There is no such page.</p>",
    "picture with a line": "<title>Photo of the day</title><img src='a.jpg'><p>Dawn over the river.</p>",
    "empty page": "",
}


def page(body: str | bytes, status: int = 200, **headers: str) -> HtmlResponse:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return HtmlResponse("https://news.example/a/", status=status, headers=named, body=body, encoding="utf-8")


@pytest.mark.parametrize("status", [200, 403])
@pytest.mark.parametrize(("reason", "body"), CHALLENGES.items())
def test_challenge_is_known_by_its_structure(reason: str, body: str, status: int) -> None:
    assert reason in (challenge(page(body, status)) or "")


@pytest.mark.parametrize("body", ORDINARY.values(), ids=ORDINARY)
def test_ordinary_page_is_no_challenge(body: str) -> None:
    assert challenge(page(body)) is None


def test_service_says_so_in_a_header() -> None:
    assert challenge(page("", 403, cf_mitigated="challenge")) == "Cloudflare asks for proof of a browser"


def test_redirect_to_the_service_is_a_challenge() -> None:
    response = HtmlResponse("https://validate.perfdrive.com/?ssa=1", body=b"<p>Wait</p>")
    assert challenge(response) == "Radware asks for a captcha"


@pytest.mark.parametrize("kind", [Response, TextResponse])
def test_what_is_no_html_is_no_challenge(kind: type[Response]) -> None:
    assert challenge(kind("https://news.example/a.json", body=b'{"a": "_cf_chl_opt"}')) is None


def saved_pages() -> list[Path]:
    return sorted(path for kind in ("*.html", "*.xml") for path in PAGES.rglob(kind))


@pytest.mark.skipif(not PAGES.is_dir(), reason="the saved pages of real sites are not beside the checkout")
def test_real_block_page_is_known() -> None:
    assert challenge(page((PAGES / BLOCKED).read_bytes())) == "Cloudflare has blocked this client"


@pytest.mark.parametrize("path", saved_pages(), ids=lambda path: str(path.relative_to(PAGES)))
def test_real_page_is_no_challenge(path: Path) -> None:
    if path != PAGES / BLOCKED:
        assert challenge(page(path.read_bytes())) is None
