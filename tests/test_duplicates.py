"""Copies are found whatever the order in which they arrive, and only copies are."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.document import Document
from claims.fingerprint import fingerprint
from storage import duplicates
from storage.outcomes import Parcel
from storage.rows import document_id
from storage.store import Store
from tests.parcels import START, TEXT, capture, document, new_store, parcel

NOUNS = ("alarm", "bridge", "convoy", "depot", "engine", "front", "guard", "harbour", "island", "kiosk")


def story(seed: int, length: int = 60) -> list[str]:
    """Return the words of a text that is like no other seed's."""
    dice = random.Random(seed)
    return [dice.choice(NOUNS) + dice.choice("aeiou") + dice.choice("lmnrst") for _ in range(length)]


def edited(words: list[str], *places: int) -> str:
    """Return the text with other words in those places."""
    return " ".join("edit" + word if n in places else word for n, word in enumerate(words))


def copies(store: Store) -> dict[str, str]:
    """Return for each copy's name that of its original."""
    rows = store.database.query(
        "SELECT d.url AS copy, o.url AS original FROM documents d JOIN documents o ON o.id = d.duplicate_of"
    )
    return {row["copy"].rsplit("/")[-1]: row["original"].rsplit("/")[-1] for row in rows}


def found(*parcels: Parcel) -> dict[str, str]:
    """Return the copies that a new store finds among the parcels, saved in this order."""
    with new_store() as store:
        for one in parcels:
            store.save_document(one, 1)
        return copies(store)


def at(name: str, text: str, hour: int, language: str = "en") -> Parcel:
    """Return a document published at that hour."""
    return parcel(
        document(name, text, published=START + timedelta(hours=hour), hours=hour + 100, language=language)
    )


def test_a_copy_points_to_the_earliest_whatever_comes_first() -> None:
    words = story(1)
    first, second = at("first", edited(words), 0), at("second", edited(words, 5), 3)
    third, other = at("third", edited(words, 40), 7), at("other", edited(story(2)), 1)
    expected = {"second": "first", "third": "first"}
    assert found(first, second, third, other) == expected
    assert found(other, third, second, first) == expected


def test_spacing_case_punctuation_and_apostrophes_do_not_hide_a_copy() -> None:
    assert found(at("a", "Сім'я живе. Добре", 0, "uk"), at("b", "сім’я — ЖИВЕ  добре", 1, "uk")) == {"b": "a"}


def test_a_text_too_short_for_shingles_is_a_copy_only_of_its_equal() -> None:
    parcels = at("a", "All clear", 0), at("b", "All clear.", 1), at("c", "All quiet", 2)
    assert found(*parcels) == {"b": "a"}


def test_texts_without_words_are_no_copies() -> None:
    assert found(at("a", "…", 0), at("b", "…", 1)) == {}


def test_texts_of_two_languages_are_no_copies() -> None:
    assert found(at("a", TEXT, 0, "uk"), at("b", TEXT, 1, "ru")) == {}


def test_a_copy_with_a_footer_is_found() -> None:
    words = story(3, 100)
    footer = " ".join(story(4, 30)) + " tel 380441234567"
    assert found(at("a", edited(words), 0), at("b", edited(words) + " " + footer, 1)) == {"b": "a"}


def test_the_same_words_with_another_figure_are_another_report() -> None:
    words = " ".join(story(5))
    yesterday, today = f"{words} 3 people were killed", f"{words} 5 people were killed"
    assert found(at("yesterday", yesterday, 0), at("today", today, 24)) == {}


def test_without_a_time_of_publication_the_first_capture_counts() -> None:
    late = parcel(document("late", TEXT, published=None, hours=9))
    early = parcel(document("early", TEXT, published=None, hours=2))
    assert found(late, early) == found(early, late) == {"late": "early"}
    sooner = parcel(document("late", TEXT, published=None, hours=1))
    assert found(late, early, sooner) == {"early": "late"}


def test_an_edit_ends_and_begins_being_a_copy() -> None:
    words = story(6)
    original, copy = at("original", edited(words), 0), at("copy", edited(words), 1)
    rewritten = parcel(document("original", edited(story(7)), published=START, hours=200))
    assert found(original, copy, rewritten) == found(rewritten, copy, original) == {}
    restored = parcel(document("original", edited(words), published=START, hours=300))
    assert found(restored, rewritten, copy) == {"copy": "original"}


def defined(parcels: list[Parcel]) -> dict[str, str]:
    """Return the copies straight from the definition, slowly."""
    placed = sorted(parcels, key=position)
    expected = {}
    for place, one in enumerate(placed):
        candidates: set[int] = set()
        for key in one.fingerprint.keys:
            sharing = [n for n in range(place) if key in placed[n].fingerprint.keys]
            candidates.update(sharing[-duplicates.NEAREST :])
        alike = [n for n in sorted(candidates) if one.fingerprint.is_copy(placed[n].fingerprint)]
        if alike:
            expected[name(one)] = name(placed[alike[0]])
    return expected


def position(one: Parcel) -> tuple[object, str]:
    assert one.document.published
    return one.document.published.value, document_id(one.document.url)


def name(one: Parcel) -> str:
    return one.document.url.rsplit("/")[-1]


@st.composite
def families(draw: st.DrawFn) -> list[Parcel]:
    """Draw documents of a few stories, many of them copies, some with a footer or a figure of their own."""
    parcels = []
    for number in range(draw(st.integers(1, 12))):
        words = story(draw(st.sampled_from([0, 0, 0, 1])), 40)
        text = edited(words, *draw(st.sets(st.integers(0, 39), max_size=2)))
        text += draw(st.sampled_from(["", "", " 3 dead", " 5 dead", " " + " ".join(story(9, 12))]))
        parcels.append(at(f"{number}", text, draw(st.integers(0, 5))))
    return parcels


@pytest.mark.parametrize("nearest", [1, 2, 32])
@given(families(), st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_every_order_gives_what_is_defined(nearest: int, parcels: list[Parcel], dice: random.Random) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(duplicates, "NEAREST", nearest)
        expected = defined(parcels)
        dice.shuffle(parcels)
        assert found(*parcels) == expected


@given(st.lists(families(), min_size=2, max_size=3), st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_edits_in_every_order_leave_the_last_texts_copies(
    versions: list[list[Parcel]], dice: random.Random
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(duplicates, "NEAREST", 1)
        current: dict[str, Parcel] = {}
        saved = []
        for edition, parcels in enumerate(versions):
            for one in parcels:
                later = replace(one, document=recaptured(one, 1000 * (edition + 1)))
                current[name(later)] = later
                saved.append(later)
        dice.shuffle(saved)
        assert found(*saved) == defined(list(current.values()))


def test_what_an_edit_sets_free_is_found_again() -> None:
    original, copy, between = screened()
    parcels = at("original", original, 0), at("between", between, 1), at("copy", copy, 2)
    elsewhere = parcel(document("between", edited(story(9)), published=START, hours=500))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(duplicates, "NEAREST", 1)
        assert found(*parcels) == {}
        assert found(*parcels, elsewhere) == {"copy": "original"}


def screened() -> tuple[str, str, str]:
    """Return a text, its copy, and another report that shares all bands which these two share."""
    for number in range(10_000):
        words = story(number, 40)
        texts = edited(words) + " 5 dead", edited(words, number % 40) + " 5 dead", edited(words) + " 3 dead"
        original, copy, between = (set(fingerprint(text, "en").keys) for text in texts)
        if (shared := original & copy) and shared <= between:
            return texts
    raise AssertionError("no such texts")


def recaptured(one: Parcel, hours: int) -> Document:
    moved = capture(one.document.url, hours, one.document.text)
    return replace(one.document, capture=moved)


def test_fingerprints_tell_languages_apart_and_texts_alike() -> None:
    text = edited(story(8))
    assert fingerprint(text, "uk").text_hash == fingerprint(text.upper(), "ru").text_hash
    assert not set(fingerprint(text, "uk").keys) & set(fingerprint(text, "ru").keys)
    assert set(fingerprint(text, "uk").keys) & set(fingerprint(edited(story(8), 3), "uk").keys)
