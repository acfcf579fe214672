"""The bundled archive from start to end, as a new user meets it."""

from __future__ import annotations

from pathlib import Path
from subprocess import CompletedProcess

import pytest
from warcio.archiveiterator import ArchiveIterator

import demo
from demo import build
from storage import queries
from storage.content import content_dump
from storage.store import Store
from tests.command import claimwire

Twice = tuple[CompletedProcess[str], CompletedProcess[str], Path]


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> Twice:
    """Run the demo twice over one database."""
    database = tmp_path_factory.mktemp("demo") / "demo.db"
    return claimwire("demo", "--db", database), claimwire("demo", "--db", database), database


def test_shows_documents_claims_and_what_was_refused(twice: Twice) -> None:
    first, _, database = twice
    assert first.returncode == 0, first.stderr
    assert "12 documents" in first.stdout
    assert "Vladimir Putin: mobilisation" in first.stdout
    assert "european_pravda en   “Overnight on 29 January Russian forces attacked Ukraine" in first.stdout
    assert "ukrainska_pravda uk  “У ніч на 29 січня російські війська атакували" in first.stdout
    assert "no reader knows this layout" in first.stdout
    assert "champion.com.ua" in first.stdout
    assert "without text" in first.stdout
    assert str(database) in first.stdout


def test_second_run_adds_nothing_and_says_so(twice: Twice) -> None:
    _, second, _ = twice
    assert second.returncode == 0, second.stderr
    assert "Nothing new: everything listed is stored already." in second.stdout


def test_stores_the_story_with_its_figures(twice: Twice) -> None:
    with Store.open(twice[2]) as store:
        claims = queries.claims(store)
        versions = queries.counts(store)
    figures = {(claim.speaker, claim.kind, claim.value) for claim in claims}
    assert ("Russian authorities", "attack", 220) in figures
    assert ("Mediazona", "attack", 113) in figures
    assert ("Oleh Syniehubov", "casualties", 5) in figures
    assert ("Oleh Syniehubov", "casualties", 6) in figures
    assert (versions.documents, versions.versions) == (12, 13)


def test_translations_stand_in_one_group(twice: Twice) -> None:
    with Store.open(twice[2]) as store:
        rows = store.database.execute(
            "SELECT count(*) FROM documents WHERE translation_group = 'european_pravda/7178501'"
        ).fetchone()
    assert rows == (3,)


def test_order_of_spiders_and_listings_does_not_matter(twice: Twice, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    days = ["--since", demo.SINCE, "--until", demo.UNTIL]
    for arguments in (["ukrainska_pravda", "--editions", "ru,en"], ["european_pravda"], ["ukrainska_pravda"]):
        done = claimwire("crawl", *arguments, *days, "--replay", demo.ARCHIVE, "--db", other)
        assert done.returncode in (0, 4), done.stderr
    with Store.open(twice[2]) as one, Store.open(other) as two:
        assert content_dump(one.database) == content_dump(two.database)


def test_archive_is_what_the_stories_make(tmp_path: Path) -> None:
    target = tmp_path / "archive.warc.gz"
    build.main(target)
    # Compressed bytes differ from one zlib to another; what they hold must not.
    assert _records(target) == _records(demo.ARCHIVE)


def _records(path: Path) -> list[tuple[str, bytes]]:
    with path.open("rb") as file:
        return [(str(r.rec_headers), r.content_stream().read()) for r in ArchiveIterator(file)]
