"""The settings that Scrapy ends up with are the safe ones."""

from __future__ import annotations

import importlib
from typing import Any

import pytest
from scrapy.settings import Settings

import settings as module
from fetching.replay import replay_settings
from tests.crawls import project_settings

MIB = 1024 * 1024
EXPECTED = {
    "ROBOTSTXT_OBEY": True,
    "ROBOTSTXT_USER_AGENT": "Claimwire",
    "DOWNLOAD_DELAY": 1.0,
    "DOWNLOAD_DELAY_JITTER": 0.0,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
    "DOWNLOAD_VERIFY_CERTIFICATES": True,
    "DOWNLOAD_TLS_MIN_VERSION": "TLSv1.2",
    "DOWNLOAD_MAXSIZE": 8 * MIB,
    "CLAIMWIRE_SITEMAP_MAXSIZE": 64 * MIB,
    "DOWNLOAD_FAIL_ON_DATALOSS": True,
    "TELNETCONSOLE_ENABLED": False,
    "REMOTE_CONTROL_ENABLED": False,
    "COOKIES_ENABLED": False,
    "METAREFRESH_ENABLED": False,
    "HTTPCACHE_ENABLED": False,
    "JOBDIR": None,
    "REFERRER_POLICY": "same-origin",
    "CLAIMWIRE_REPLAY": None,
}


@pytest.fixture
def project() -> Settings:
    return project_settings()


@pytest.mark.parametrize(("name", "value"), EXPECTED.items())
def test_setting_is_safe(project: Settings, name: str, value: Any) -> None:
    assert project[name] == value


def test_only_http_and_https_are_fetched(project: Settings) -> None:
    handlers = project.getwithbase("DOWNLOAD_HANDLERS")
    assert {scheme for scheme, handler in handlers.items() if handler} == {"http", "https"}


def test_replay_fetches_nothing_from_the_network(tmp_path: Any) -> None:
    (tmp_path / "empty.warc").touch()
    handlers = project_settings(replay_settings([tmp_path])).getwithbase("DOWNLOAD_HANDLERS")
    assert {handler for handler in handlers.values() if handler} == {"fetching.replay.ReplayHandler"}


@pytest.mark.parametrize(
    "extension", ["telnet.TelnetConsole", "remote_control.RemoteControl", "spiderstate.SpiderState"]
)
def test_extension_is_off(project: Settings, extension: str) -> None:
    assert project.getwithbase("EXTENSIONS")[f"scrapy.extensions.{extension}"] is None


def test_no_pickles(project: Settings) -> None:
    exporters = project.getwithbase("FEED_EXPORTERS")
    assert exporters["pickle"] is None
    assert exporters["marshal"] is None


def test_waits_end(project: Settings) -> None:
    assert 0 < project.getfloat("DOWNLOAD_TIMEOUT") <= 60
    assert 0 < project.getfloat("DNS_TIMEOUT") <= 60
    assert project.getint("RETRY_TIMES") <= 3
    assert project.getint("REDIRECT_MAX_TIMES") <= 10


def test_capture_is_nearest_to_the_network(project: Settings) -> None:
    order = project.get_component_priority_dict_with_base("DOWNLOADER_MIDDLEWARES")
    assert max(order, key=lambda name: order[name] or 0) == "fetching.capture.CaptureResponses"


def test_pipelines_stand_in_their_order(project: Settings) -> None:
    stages = project.getwithbase("ITEM_PIPELINES")
    assert [stages[name] for name in stages] == sorted(stages[name] for name in stages)
    assert [name.split(".")[1] for name in stages] == ["validate", "fingerprint", "extract", "store"]


def test_environment_says_who_asks_and_where_things_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMWIRE_CONTACT", "https://example.org/\r\nX-Evil: 1")
    monkeypatch.setenv("CLAIMWIRE_DB", "/data/claims.db")
    monkeypatch.setenv("CLAIMWIRE_ARCHIVE", "/data/archive")
    try:
        settings = importlib.reload(module)
        assert settings.USER_AGENT == "Claimwire (+https://example.org/ X-Evil: 1)"
        assert (settings.CLAIMWIRE_DB, settings.CLAIMWIRE_ARCHIVE) == ("/data/claims.db", "/data/archive")
    finally:
        monkeypatch.undo()
        importlib.reload(module)


def test_nobody_is_named_without_a_contact(project: Settings) -> None:
    assert project["USER_AGENT"] == "Claimwire"
