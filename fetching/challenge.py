"""Tell a page that keeps robots out from a page with something to read, whatever its status says."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urlsplit

from scrapy.http import HtmlResponse, Response

# A page with less to read than this, in characters, is no article; the notices of those services are shorter.
_SHORT = 2000
_WIDGETS = "g-recaptcha", "h-captcha", "cf-turnstile", "smart-captcha"


_PROOF = "asks for proof of a browser"
_CAPTCHA = "asks for a captcha"
_BLOCKED = "has blocked this client"


class _Sign(NamedTuple):
    """Something that only such a page has; ``needle`` stands in the source of every page that has it."""

    service: str
    does: str
    needle: bytes
    xpath: str


# An ordinary page behind these services loads their scripts too: what counts is a page made of the notice.
_SIGNS = (
    _Sign("Cloudflare", _PROOF, b"_cf_chl_opt", "//script[contains(., '_cf_chl_opt')]"),
    _Sign("Cloudflare", _PROOF, b"jschl", "//form//input[contains(@name, 'jschl')]"),
    _Sign("Cloudflare", _PROOF, b"challenge-form", "//form[@id='challenge-form']"),
    _Sign("Cloudflare", _BLOCKED, b"block_headline", "//*[@data-translate='block_headline']"),
    _Sign("Cloudflare", "shows an error", b"cf-error-details", "//*[@id='cf-error-details']"),
    _Sign("DDoS-Guard", _PROOF, b"data-ddg-origin", "//html[@data-ddg-origin]"),
    _Sign("DDoS-Guard", _PROOF, b"js-challenge", "//script[contains(@src, '/ddos-guard/js-challenge')]"),
    _Sign("Imperva", _BLOCKED, b"_Incapsula_", "//iframe[@id='main-iframe'][contains(@src, '_Incapsula_')]"),
    _Sign("HUMAN", _CAPTCHA, b"px-captcha", "//*[@id='px-captcha']"),
    _Sign("DataDome", _CAPTCHA, b"captcha-delivery", "//script[contains(@src, 'captcha-delivery.com')]"),
    _Sign("AWS WAF", _PROOF, b"gokuProps", "//script[contains(., 'gokuProps')]"),
    _Sign("Anubis", _PROOF, b"anubis_challenge", "//script[@id='anubis_challenge']"),
    _Sign("Yandex", _CAPTCHA, b"checkcaptcha", "//form[contains(@action, 'checkcaptcha')]"),
)
# How titles begin, in lower case, on pages with hardly anything else.
_TITLES = {
    "just a moment": f"Cloudflare {_PROOF}",
    "attention required! | cloudflare": f"Cloudflare {_BLOCKED}",
    "radware": f"Radware {_CAPTCHA}",
    "ddos-guard": f"DDoS-Guard {_PROOF}",
    "sucuri website firewall": f"Sucuri {_BLOCKED}",
    "access denied": f"the site {_BLOCKED}",
    "access to this page has been denied": f"the site {_BLOCKED}",
    "are you a robot": f"the site {_CAPTCHA}",
}
_HEADERS = {"Cf-Mitigated": f"Cloudflare {_PROOF}", "X-Amzn-Waf-Action": f"AWS WAF {_PROOF}"}


def challenge(response: Response) -> str | None:
    """Return why a response is a block or challenge page, in words; None where it is none."""
    for header, reason in _HEADERS.items():
        if header in response.headers:
            return reason
    # Radware answers from a host of its own, which it redirects to.
    if (urlsplit(response.url).hostname or "").endswith("perfdrive.com"):
        return f"Radware {_CAPTCHA}"
    if not isinstance(response, HtmlResponse):
        return None
    for sign in _SIGNS:
        if sign.needle in response.body and response.xpath(sign.xpath):
            return f"{sign.service} {sign.does}"
    return _by_title(response) or _by_widget(response)


def _by_title(response: HtmlResponse) -> str | None:
    start = response.body[:4096].lower()
    if not any(title.encode() in start for title in _TITLES):
        return None
    title = " ".join(response.xpath("//title//text()").getall()).strip().lower()
    reason = next((why for beginning, why in _TITLES.items() if title.startswith(beginning)), None)
    return reason if reason and _is_short(response) else None


def _by_widget(response: HtmlResponse) -> str | None:
    """A captcha beside an article is for its comments; alone it stands in front of something."""
    if not any(widget.encode() in response.body for widget in _WIDGETS):
        return None
    classes = " or ".join(f"contains(@class, '{widget}')" for widget in _WIDGETS)
    return (
        "the site asks for a captcha" if response.xpath(f"//*[{classes}]") and _is_short(response) else None
    )


def _is_short(response: HtmlResponse) -> bool:
    words = response.xpath("//body//text()[not(ancestor::script or ancestor::style or ancestor::noscript)]")
    return len(" ".join(" ".join(words.getall()).split())) < _SHORT
