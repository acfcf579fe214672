"""What is saved, what is refused, and that the order of saving does not show."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.model import Span
from storage.content import CONTENT, HISTORY, Dump, content_dump
from storage.outcomes import Channel, Entry, Listing, PageState, Parcel, Refusal, Saved, Seen
from storage.store import Store
from tests.parcels import START, TEXT, capture, document, mention, new_store, parcel

QUOTE = "counted twelve drones over the oil depot"
TOLL = "Three people were killed in the strike, the governor said. Rescue work goes on."
EDITED = "Five people were killed in the strike, the governor said. Rescue work is over."


@pytest.fixture
def store() -> Iterator[Store]:
    with new_store() as store:
        yield store


def save(store: Store, one: Parcel) -> Saved:
    return store.save_document(one, 1)


def rows(store: Store, query: str, *parameters: object) -> list[tuple[Any, ...]]:
    return store.database.conn.execute(query, parameters).fetchall()


def toll(hours: float, text: str = TOLL, value: float = 3, **options: str) -> Parcel:
    quote = text[: text.index(",")]
    return parcel(document("toll", text, hours=hours), mention(text, quote, value), **options)


def test_a_document_is_stored_with_all_that_was_read(store: Store) -> None:
    one = document(text=TEXT)
    assert save(store, parcel(one, mention(TEXT, QUOTE))) is Saved.NEW
    assert rows(store, "SELECT url, published, day, first_seen, last_seen FROM documents") == [
        (one.url, "2024-01-28T09:00:00+00:00", "2024-01-28", *["2024-01-28T10:00:00+00:00"] * 2)
    ]
    assert rows(store, "SELECT text, title FROM latest") == [(one.text, one.title)]
    assert rows(store, "SELECT kind, root, value, unit, period_start, places, target FROM claims") == [
        ("attack", "governor", 12.0, "drone", "2024-01-28", '["kyiv"]', '["oil"]')
    ]
    [(text, start, end, quote)] = rows(
        store,
        'SELECT v.text, start, "end", quote FROM mentions m JOIN document_versions v ON v.id = version_id',
    )
    assert text[start:end] == quote == QUOTE


def test_a_day_is_that_of_the_place_of_publication(store: Store) -> None:
    late = datetime.fromisoformat("2024-01-28T22:30:00+00:00")
    save(store, parcel(document(published=late)))
    assert rows(store, "SELECT published, day FROM documents") == [
        ("2024-01-28T22:30:00+00:00", "2024-01-29")
    ]


def test_saving_again_changes_nothing(store: Store) -> None:
    save(store, toll(1))
    before = content_dump(store.database)
    assert save(store, toll(1)) is Saved.UNCHANGED
    assert content_dump(store.database) == before


def test_an_edit_is_a_version_and_the_claim_it_drops_stays(store: Store) -> None:
    save(store, toll(1))
    assert save(store, toll(2, EDITED, 5)) is Saved.VERSION
    assert rows(store, "SELECT value FROM claims ORDER BY value") == [(3.0,), (5.0,)]
    assert rows(store, "SELECT value, quote FROM current_mentions") == [(5.0, EDITED[: EDITED.index(",")])]
    assert rows(store, "SELECT value, mentions FROM claims_by_day") == [(5.0, 1)]


def test_an_older_capture_that_comes_late_is_a_version_and_not_the_latest(store: Store) -> None:
    save(store, toll(2, EDITED, 5))
    assert save(store, toll(1)) is Saved.VERSION
    assert rows(store, "SELECT text, first_seen, last_seen FROM latest") == [
        (EDITED, "2024-01-28T10:00:00+00:00", "2024-01-28T11:00:00+00:00")
    ]


def test_an_edit_taken_back_makes_the_first_text_the_latest_again(store: Store) -> None:
    outcomes = [save(store, one) for one in (toll(1), toll(2, EDITED, 5), toll(3))]
    assert outcomes == [Saved.NEW, Saved.VERSION, Saved.UNCHANGED]
    assert rows(store, "SELECT text FROM latest") == [(TOLL,)]
    assert len(rows(store, "SELECT id FROM document_versions")) == 2


def test_a_new_extractor_replaces_the_mentions_and_drops_claims_nothing_makes(store: Store) -> None:
    save(store, toll(1))
    assert save(store, toll(1, value=4, extractor="rules/2")) is Saved.REREAD
    assert rows(store, "SELECT value, extractor FROM mentions") == [(4.0, "rules/2")]
    assert rows(store, "SELECT value FROM claims") == [(4.0,)]


def test_a_capture_read_anew_as_another_text_leaves_nothing_of_the_old(store: Store) -> None:
    seen = capture("https://news.example/toll", 1)
    short, whole = (document("toll", text, capture_at=seen) for text in (TOLL[:58], TOLL))
    save(store, parcel(short, mention(short.text, "Three people", 3)))
    assert save(store, parcel(whole, mention(whole.text, "Rescue work", None))) is Saved.VERSION
    assert rows(store, "SELECT text FROM document_versions") == [(TOLL,)]
    assert rows(store, "SELECT quote FROM mentions") == [("Rescue work",)]
    assert rows(store, "SELECT value FROM claims") == [(None,)]


def test_two_outlets_that_say_the_same_make_one_claim(store: Store) -> None:
    for name, outlet in (("a", "One"), ("b", "Two")):
        text = f"{outlet} writes: officials {QUOTE}."
        save(store, parcel(document(name, text, outlet=outlet), mention(text, QUOTE)))
    assert rows(store, "SELECT outlets, documents, mentions FROM claims_by_day") == [(2, 2, 2)]


@pytest.mark.parametrize("change", [{"root": "mayor"}, {"value": 13}, {"day": 27}, {"value": None}])
def test_what_differs_in_speaker_figure_or_period_is_another_claim(
    store: Store, change: dict[str, object]
) -> None:
    other = mention(TEXT, QUOTE, **change)  # type: ignore[arg-type]
    save(store, parcel(document(), mention(TEXT, QUOTE), other))
    assert len(rows(store, "SELECT id FROM claims")) == 2


def test_search_finds_the_latest_text_and_every_quote(store: Store) -> None:
    save(store, toll(1))
    save(store, toll(2, EDITED, 5))
    found = "SELECT count(*) FROM documents_fts WHERE documents_fts MATCH ?"
    assert rows(store, found, "three") == [(0,)]
    assert rows(store, found, "five") == [(1,)]
    assert rows(store, "SELECT quote FROM mentions_fts WHERE mentions_fts MATCH 'three'") == [
        ("Three people were killed in the strike",)
    ]
    for table in ("documents_fts", "mentions_fts"):
        store.database.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")


def test_search_keeps_letters_apart_that_differ_by_a_mark_only(store: Store) -> None:
    save(store, parcel(document("uk", "Їжак і його дім", language="uk")))
    found = "SELECT count(*) FROM documents_fts WHERE documents_fts MATCH ?"
    assert [rows(store, found, word)[0][0] for word in ("їжак", "іжак", "його", "иого")] == [1, 0, 1, 0]


def test_a_quote_that_is_not_in_its_place_is_refused(store: Store) -> None:
    moved = replace(mention(TEXT, QUOTE), span=Span(0, 5))
    with pytest.raises(ValueError, match=r"https://news\.example/a: the quote"):
        save(store, parcel(document(), moved))
    assert rows(store, "SELECT id FROM documents") == []


NAIVE = datetime(2024, 1, 28, 9, 0)  # noqa: DTZ001 - on purpose


@pytest.mark.parametrize(
    ("act", "field"),
    [
        (lambda store: save(store, parcel(document(published=NAIVE))), "published"),
        (
            lambda store: save(store, parcel(document(capture_at=replace(capture("x"), at=NAIVE)))),
            "the capture's time",
        ),
        (lambda store: store.save_listing(listed(entry("a", changed=NAIVE)), 1), "its listed change"),
        (lambda store: store.begin_run("test", {}, NAIVE), "the start of the run"),
    ],
)
def test_a_time_without_a_zone_is_refused_by_name(
    store: Store, act: Callable[[Store], object], field: str
) -> None:
    with pytest.raises(ValueError, match=field):
        act(store)
    assert rows(store, "SELECT count(*) FROM pages") == [(0,)]


def test_a_document_that_is_not_archived_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match=r"https://news\.example/a: the document has no capture"):
        save(store, parcel(replace(document(), capture=None)))


def test_runs_are_kept_with_what_became_of_them(store: Store) -> None:
    store.end_run(1, START + timedelta(minutes=5), "finished", {"new": 3})
    assert rows(store, "SELECT spider, arguments, ended, reason, counts FROM runs") == [
        ("test", '{"since":"2024-01-28"}', "2024-01-28T09:05:00+00:00", "finished", '{"new":3}')
    ]


def entry(name: str, day: int | None = None, changed: datetime | None = None) -> Entry:
    return Entry(f"https://news.example/{name}", date(2024, 1, day) if day else None, changed)


def listed(
    *entries: Entry, channel: Channel = Channel.ARCHIVE, unit: str | None = "2024-01-28", hours: float = 0
) -> Listing:
    url = f"https://news.example/{channel}/{unit}"
    return Listing("Example News", "en", channel, entries, unit, capture(url, hours, repr(entries)))


def refused(name: str, state: PageState, hours: float | None = None, day: int | None = 28) -> Refusal:
    url = f"https://news.example/{name}"
    seen = None if hours is None else capture(url, hours, state, 403)
    when = date(2024, 1, day) if day else None
    return Refusal(url, "Example News", "en", state, f"why {name} is {state}", when, seen)


def test_what_is_known_of_an_address(store: Store) -> None:
    url = "https://news.example/a"
    assert store.seen(url) is None
    store.save_listing(listed(entry("a", changed=START)), 1)
    assert store.seen(url) == Seen(None, None, None, PageState.LISTED, START)
    save(store, parcel(document(capture_at=capture(url, 1, etag="one"))))
    store.save_refusal(refused("a", PageState.BLOCKED, 2), 1)
    assert store.seen(url) == Seen(START + timedelta(hours=2), "one", None, PageState.STORED, START)


def test_a_listing_itself_can_be_asked_for_conditionally(store: Store) -> None:
    feed = capture("https://news.example/feed", 1, etag="f")
    store.save_listing(Listing("Example News", "en", Channel.FEED, (entry("a"),), None, feed), 1)
    assert store.seen(feed.url) == Seen(feed.at, "f", None, None, None)


def test_not_modified_counts_as_a_sighting_whenever_it_comes(store: Store) -> None:
    url = "https://news.example/a"
    store.save_capture(capture(url, 9, status=304))
    save(store, parcel(document(hours=1)))
    store.save_capture(capture(url, 5, status=304))
    assert rows(store, "SELECT last_seen FROM documents") == [("2024-01-28T18:00:00+00:00",)]
    seen = store.seen(url)
    assert seen
    assert seen.at == START + timedelta(hours=9)


def pages(store: Store) -> dict[str, str]:
    return {
        str(url).rsplit("/")[-1]: str(state) for url, state in rows(store, "SELECT url, state FROM pages")
    }


def test_a_stored_page_stays_stored_and_the_last_capture_decides_of_others(store: Store) -> None:
    save(store, parcel(document("a")))
    store.save_refusal(refused("a", PageState.GONE, 50), 1)
    store.save_refusal(refused("b", PageState.DRIFT, 3), 1)
    store.save_refusal(refused("b", PageState.BLOCKED, 2), 1)
    store.save_refusal(refused("b", PageState.FAILED), 1)
    store.save_listing(listed(entry("b")), 1)
    assert pages(store) == {"a": "stored", "b": "drift"}


def test_a_page_got_by_another_address_settles_the_listed_one(store: Store) -> None:
    moved = document("a", capture_at=capture("https://news.example/short", 1))
    store.save_listing(listed(entry("short")), 1)
    save(store, parcel(moved))
    assert pages(store) == {"a": "stored", "short": "stored"}


def test_a_page_got_by_an_address_that_is_listed_later_is_known(store: Store) -> None:
    save(store, parcel(document("a", capture_at=capture("https://news.example/short", 1))))
    assert pages(store) == {"a": "stored"}
    store.save_listing(listed(entry("short")), 1)
    assert pages(store) == {"a": "stored", "short": "stored"}


def test_a_listing_that_answers_again_is_no_longer_blocked(store: Store) -> None:
    answer = listed(entry("a"), hours=5)
    assert answer.capture
    blocked = Refusal(
        answer.capture.url, "Example News", "en", PageState.BLOCKED, "HTTP 403", date(2024, 1, 28)
    )
    earlier = replace(blocked, capture=replace(answer.capture, at=START, status=403))
    store.save_refusal(earlier, 1)
    store.save_listing(answer, 1)
    store.save_refusal(earlier, 1)
    assert pages(store) == {"a": "listed"}


def coverage(store: Store, *columns: str) -> list[tuple[object, ...]]:
    return rows(store, f"SELECT {', '.join(columns)} FROM coverage ORDER BY day")


def test_coverage_compares_what_is_listed_with_what_became_of_it(store: Store) -> None:
    store.save_listing(listed(*(entry(name) for name in "abcdef")), 1)
    save(store, parcel(document("a")))
    for name, state in zip("bcde", ("moved", "rejected", "drift", "blocked"), strict=True):
        store.save_refusal(refused(name, PageState(state), 1), 1)
    columns = (
        "listed_by_archive",
        "listed_by_sitemap",
        "stored",
        "moved",
        "rejected",
        "drift",
        "blocked",
        "pending",
    )
    assert coverage(store, "day", *columns, "state") == [("2024-01-28", 6, None, 1, 1, 1, 1, 1, 1, "partial")]


def test_what_was_not_asked_is_unknown_and_what_is_listed_as_empty_is_zero(store: Store) -> None:
    save(store, parcel(document("a")))
    store.save_listing(listed(unit="2024-01-27"), 1)
    store.save_listing(listed(entry("b", 26), unit="2024-01", channel=Channel.SITEMAP), 1)
    store.save_refusal(refused("b", PageState.REJECTED, 1, day=26), 1)
    assert coverage(store, "day", "listed_by_archive", "listed_by_sitemap", "stored", "state") == [
        ("2024-01-26", None, 1, 0, "complete"),
        ("2024-01-27", 0, 0, 0, "empty"),
        ("2024-01-28", None, 0, 1, "complete"),
    ]


def test_a_day_whose_archive_is_blocked_is_blocked_and_not_empty(store: Store) -> None:
    store.save_refusal(refused("archive", PageState.BLOCKED, 1), 1)
    assert coverage(store, "day", "listed_by_archive", "stored", "state") == [
        ("2024-01-28", None, 0, "blocked")
    ]


def test_an_archive_page_tells_the_day_before_the_document_does(store: Store) -> None:
    save(store, parcel(document("a")))
    store.save_listing(listed(entry("a", 29), channel=Channel.SITEMAP, unit="2024-01"), 1)
    store.save_listing(listed(entry("a"), unit="2024-01-27"), 1)
    assert rows(store, "SELECT day, day_from, in_archive, in_sitemap, in_feed FROM pages") == [
        ("2024-01-27", "archive", 1, 1, 0)
    ]


def test_refusals_stand_in_the_view_of_rejects_with_their_reasons(store: Store) -> None:
    store.save_refusal(refused("b", PageState.DRIFT, 1), 1)
    assert rows(store, "SELECT url, state, reason FROM rejects") == [
        ("https://news.example/b", "drift", "why b is drift")
    ]


def test_every_table_is_content_or_history(store: Store) -> None:
    ours = {table for table in store.database.table_names() if "_fts" not in table and table[0] != "_"}
    assert ours == set(CONTENT) | HISTORY


Event = Callable[[Store], object]
TEXTS = (TEXT, TOLL, EDITED, EDITED + " More will follow.")


def saving(name: str, hour: int, text: str, published: bool) -> Event:
    when = START - timedelta(hours=hour) if published else None
    page = capture(f"https://news.example/{name}", hour, f"{text} {published}")
    one = document(name, text, published=when, outlet=f"Outlet {name}", capture_at=page)
    return lambda store: save(
        store, parcel(one, mention(text, text[:20], len(text)), mention(text, text[5:9], hour))
    )


EVENTS: st.SearchStrategy[Event] = st.one_of(
    st.builds(saving, st.sampled_from("abc"), st.integers(1, 4), st.sampled_from(TEXTS), st.booleans()),
    st.builds(
        lambda names, day, channel, hours: (
            lambda store: store.save_listing(
                listed(*(entry(name, day) for name in names), channel=channel, hours=hours), 1
            )
        ),
        st.lists(st.sampled_from("abcd"), max_size=3),
        st.one_of(st.none(), st.integers(27, 29)),
        st.sampled_from(list(Channel)),
        st.integers(0, 3),
    ),
    st.builds(
        lambda name, state, hours: lambda store: store.save_refusal(refused(name, state, hours), 1),
        st.sampled_from("abcd"),
        st.sampled_from([PageState.DRIFT, PageState.REJECTED, PageState.BLOCKED, PageState.FAILED]),
        st.one_of(st.none(), st.integers(5, 8)),
    ),
    st.builds(
        lambda name, hours: (
            lambda store: store.save_capture(capture(f"https://news.example/{name}", hours, status=304))
        ),
        st.sampled_from("abc"),
        st.integers(9, 12),
    ),
)


def outcome(events: list[Event]) -> Dump:
    with new_store() as store:
        for event in events:
            event(store)
        assert rows(store, "PRAGMA foreign_key_check") == []
        return content_dump(store.database)


@given(st.lists(EVENTS, max_size=10), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_any_order_and_any_repetition_give_the_same_content(events: list[Event], dice: Random) -> None:
    again = events + dice.sample(events, len(events) // 2)
    dice.shuffle(again)
    assert outcome(events) == outcome(again)
