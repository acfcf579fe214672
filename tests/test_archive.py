"""Writing WARC files and finding what is in them."""

import logging
import subprocess
import sys
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fetching.archive import ArchiveWriter
from fetching.index import ArchiveIndex, read_archive
from fetching.warc import ArchiveError
from tests.warcs import Reply, write_warc

URL = "https://news.example/a/"
Answers = list[tuple[int, bytes, list[tuple[bytes, bytes]]]]
Factory = pytest.TempPathFactory
AT = datetime(2024, 1, 28, 10, 30, tzinfo=UTC)


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[ArchiveWriter]:
    writer = ArchiveWriter(tmp_path)
    yield writer
    writer.close()


def bodies(index: ArchiveIndex, url: str = URL) -> list[bytes | None]:
    return [index.answer(visit).body for visit in index.visits(url)]


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_what_is_written_is_found_again(writer: ArchiveWriter, tmp_path: Path) -> None:
    headers = [
        (b"Content-Type", b"text/html"),
        (b"ETag", b'"1"'),
        (b"Last-Modified", b"yesterday"),
    ]
    capture = writer.append(URL, 200, headers, b"\x00body\r\n\r\n", at=AT, ip="192.0.2.1")
    index = read_archive([tmp_path])
    assert index.last_capture(URL) == capture
    assert (capture.at, capture.etag, capture.last_modified) == (AT, '"1"', "yesterday")
    assert bodies(index) == [b"\x00body\r\n\r\n"]


def test_record_is_in_the_file_before_the_capture_is_returned(writer: ArchiveWriter, tmp_path: Path) -> None:
    capture = writer.append(URL, 200, [], b"page")
    record = (tmp_path / capture.file).read_bytes()[capture.offset :]
    member = zlib.decompressobj(31)
    assert member.decompress(record).endswith(b"page\r\n\r\n")
    assert member.eof
    assert member.unused_data == b""


def test_warcio_finds_nothing_to_complain_of(writer: ArchiveWriter, tmp_path: Path) -> None:
    for status in (200, 301, 404):
        writer.append(URL, status, [(b"Location", "/новини/".encode())], b"\xff\xfe")
    capture = writer.append(URL, 304, [], b"")
    warcio = str(Path(sys.executable).with_name("warcio"))
    checked = subprocess.run(
        [warcio, "check", "--verbose", str(tmp_path / capture.file)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert checked.stdout.count("digest pass") == 3
    assert "fail" not in checked.stdout


def test_unchanged_page_repeats_the_last_whole_answer(writer: ArchiveWriter, tmp_path: Path) -> None:
    for day, status, body in ((1, 200, b"old"), (2, 200, b"page"), (3, 503, b"down"), (4, 304, b"")):
        writer.append(URL, status, [], body, at=AT.replace(day=day))
    assert bodies(read_archive([tmp_path])) == [b"old", b"page", b"down", b"page"]


def test_secrets_are_not_written(writer: ArchiveWriter, tmp_path: Path) -> None:
    headers = [
        (b"Set-Cookie", b"id=secret1"),
        (b"X-Auth-Token", b"secret2"),
        (b"Location", b"https://me:secret3@news.example/b?author=7&api_key=secret4#secret5"),
        (b"Transfer-Encoding", b"chunked"),
    ]
    capture = writer.append("https://me:secret6@news.example/a?token=secret7&page_token=2", 302, headers, b"")
    data = zlib.decompressobj(31).decompress((tmp_path / capture.file).read_bytes()[capture.offset :])
    assert b"secret" not in data
    assert b"chunked" not in data
    assert b"Location: https://news.example/b?author=7&api_key=REDACTED\r\n" in data
    assert capture.url == "https://news.example/a?token=REDACTED&page_token=2"


def test_two_writers_never_share_a_file(tmp_path: Path) -> None:
    first, second = ArchiveWriter(tmp_path), ArchiveWriter(tmp_path)
    captures = [writer.append(URL, 200, [], b"page", at=AT) for writer in (first, second, first, second)]
    assert captures[0].file == captures[2].file == "claimwire-20240128-001.warc.gz"
    assert captures[1].file == captures[3].file == "claimwire-20240128-002.warc.gz"
    first.close()
    second.close()


def test_each_day_has_its_files_and_a_full_file_is_followed_by_another(tmp_path: Path) -> None:
    writer = ArchiveWriter(tmp_path, full=1)
    for day in (28, 28, 29):
        writer.append(URL, 200, [], b"page", at=AT.replace(day=day))
    writer.close()
    assert files(tmp_path) == [
        f"claimwire-{day}.warc.gz" for day in ("20240128-001", "20240128-002", "20240129-001")
    ]


def test_closed_file_is_written_on(tmp_path: Path) -> None:
    for body in (b"one", b"two"):
        writer = ArchiveWriter(tmp_path)
        writer.append(URL, 200, [], body, at=AT)
        writer.close()
    assert len(files(tmp_path)) == 1
    assert bodies(read_archive([tmp_path])) == [b"one", b"two"]


@settings(max_examples=60, deadline=None)
@given(kept=st.floats(0, 1))
def test_torn_end_loses_one_record_and_is_reported(
    tmp_path_factory: pytest.TempPathFactory, kept: float
) -> None:
    folder = tmp_path_factory.mktemp("archive")
    writer = ArchiveWriter(folder)
    first, last = (writer.append(URL, 200, [], body, at=AT) for body in (b"whole" * 99, b"torn" * 99))
    writer.close()
    path = folder / first.file
    data = path.read_bytes()
    path.write_bytes(data[: last.offset + 1 + int(kept * (len(data) - last.offset - 2))])
    assert bodies(read_archive([path])) == [b"whole" * 99]

    writer = ArchiveWriter(folder)
    again = writer.append(URL, 200, [], b"new", at=AT)
    writer.close()
    assert (again.file, again.offset) == (first.file, last.offset)
    assert bodies(read_archive([path])) == [b"whole" * 99, b"new"]


@pytest.mark.parametrize("rubble", [bytes(500), b"\x1f", b"\x1f\x8b\x08" + bytes(500)])
def test_rubble_after_a_loss_of_power_is_cut_off(tmp_path: Path, rubble: bytes) -> None:
    for body in (b"one", b"two"):
        writer = ArchiveWriter(tmp_path)
        capture = writer.append(URL, 200, [], body, at=AT)
        writer.close()
        path = tmp_path / capture.file
        path.write_bytes(path.read_bytes() + rubble)
    assert bodies(read_archive([path])) == [b"one", b"two"]


def test_torn_end_is_logged(writer: ArchiveWriter, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    capture = writer.append(URL, 200, [], b"page", at=AT)
    path = tmp_path / capture.file
    path.write_bytes(path.read_bytes()[:-1])
    assert bodies(read_archive([path])) == []
    [record] = caplog.records
    assert record.levelno == logging.WARNING
    assert str(path) in record.getMessage()
    assert f"byte {capture.offset}" in record.getMessage()


@pytest.mark.parametrize("gzip", [True, False])
def test_foreign_file_that_is_torn_is_used_as_far_as_it_is_whole(tmp_path: Path, gzip: bool) -> None:
    path = write_warc(tmp_path / "a.warc", [Reply(URL, "whole"), Reply(URL, "torn" * 99)], gzip=gzip)
    data = path.read_bytes()
    path.write_bytes(data[:-20])
    assert bodies(read_archive([path])) == [b"whole"]


@settings(max_examples=60, deadline=None)
@given(place=st.floats(0, 1), bits=st.integers(1, 255))
def test_damaged_file_is_refused_and_left_alone(place: float, bits: int, tmp_path_factory: Factory) -> None:
    folder = tmp_path_factory.mktemp("archive")
    writer = ArchiveWriter(folder)
    first, last = (writer.append(URL, 200, [], b"page" * 99, at=AT) for _ in range(2))
    writer.close()
    path = folder / first.file
    damaged = bytearray(path.read_bytes())
    # A member's header of ten bytes and the last byte before its trailer of eight have bits without meaning.
    damaged[first.offset + 10 + int(place * (last.offset - first.offset - 20))] ^= bits
    path.write_bytes(damaged)
    with pytest.raises(ArchiveError, match=rf"{first.file}: the record at byte {first.offset} .*damaged"):
        read_archive([path])
    writer = ArchiveWriter(folder)
    assert writer.append(URL, 200, [], b"new", at=AT).file == "claimwire-20240128-002.warc.gz"
    writer.close()
    assert path.read_bytes() == damaged


def test_what_is_no_archive_is_named(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<html>")
    (tmp_path / "page.warc.gz").write_bytes(zlib.compress(b"<html>", wbits=31))
    (tmp_path / "noise.warc.gz").write_bytes(b"\x1f\x8b\x08" + b"noise" * 9)
    (tmp_path / "empty").mkdir()
    expected = {
        "none.warc": "no such file",
        "empty": "holds no .warc",
        "page.html": "byte 0 does not begin with a WARC header",
        "page.warc.gz": "byte 0 does not begin with a WARC header",
        "noise.warc.gz": "byte 0 is damaged",
    }
    for name, message in expected.items():
        with pytest.raises(ArchiveError, match=message) as caught:
            read_archive([tmp_path / name])
        assert str(tmp_path / name) in str(caught.value)


def test_record_without_an_address_does_no_harm(tmp_path: Path) -> None:
    path = write_warc(tmp_path / "a.warc", [Reply(URL, "page")], gzip=False)
    lines = path.read_bytes().split(b"\r\n")
    nameless = b"\r\n".join(line for line in lines if not line.startswith(b"WARC-Target-URI"))
    path.write_bytes(nameless + path.read_bytes())
    assert bodies(read_archive([path])) == [b"page"]


def test_records_in_one_gzip_member_are_refused_with_advice(tmp_path: Path) -> None:
    plain = write_warc(tmp_path / "a.warc", [Reply(URL), Reply(URL)], gzip=False)
    packed = tmp_path / "b.warc.gz"
    packed.write_bytes(zlib.compress(plain.read_bytes(), wbits=31))
    with pytest.raises(ArchiveError, match="warcio recompress"):
        read_archive([packed])


def test_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ArchiveError, match="file: cannot write"):
        ArchiveWriter(tmp_path / "file").append(URL, 200, [], b"")


VALUES = st.text(st.characters(min_codepoint=32, max_codepoint=255, exclude_categories=["Cc"]), max_size=9)
HEADERS = st.tuples(st.sampled_from([b"ETag", b"X-Powered-By"]), VALUES.map(str.encode))
ANSWER = st.tuples(st.sampled_from([200, 301, 503]), st.binary(max_size=99), st.lists(HEADERS, max_size=3))


@settings(max_examples=50, deadline=None)
@given(answers=st.lists(ANSWER, max_size=3))
def test_any_answer_survives(answers: Answers, tmp_path_factory: Factory) -> None:
    folder = tmp_path_factory.mktemp("archive")
    writer = ArchiveWriter(folder)
    captures = [writer.append(URL, status, headers, body) for status, body, headers in answers]
    writer.close()
    index = read_archive([folder]) if answers else ArchiveIndex()
    found = [index.answer(visit) for visit in index.visits(URL)]
    assert [answer.capture for answer in found] == captures
    assert [(answer.status, answer.body) for answer in found] == [answer[:2] for answer in answers]
