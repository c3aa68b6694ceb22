"""The workbench: the sound of an unfinished episode, whole or not there, for all who make it."""

import re
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from obstore.store import LocalStore, MemoryStore

from service.bench import Bench
from service.library import LibraryError
from service.stages import sound_name, take_name
from service.storage import open_storage
from tests.service.bucket import bucket, keys_of, s3  # noqa: F401

OURS = r"[A-Za-z0-9][A-Za-z0-9.-]{0,199}"
NAMES = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9.-]{0,60}", fullmatch=True)


@pytest.fixture(params=["memory", "local", "s3"])
def store(request, tmp_path):
    if request.param == "memory":
        return MemoryStore()
    if request.param == "local":
        return LocalStore(tmp_path / "making", mkdir=True)
    return open_storage(request.getfixturevalue("bucket"))


@pytest.fixture
def bench(store):
    return Bench(store, "making/job-1")


def test_what_is_put_is_there_for_all_who_look(store, bench):
    bench["en-0001.f32"] = b"sound"
    bench["en-0000-000.mp3"] = b""
    other = Bench(store, "making/job-1")
    assert dict(other) == {"en-0001.f32": b"sound", "en-0000-000.mp3": b""}
    assert list(other) == ["en-0000-000.mp3", "en-0001.f32"]
    assert len(other) == 2
    assert "en-0001.f32" in other


def test_what_is_put_again_takes_the_place_of_the_first(bench):
    bench["a"] = b"1"
    bench["a"] = b"22"
    assert dict(bench) == {"a": b"22"}


def test_what_is_not_there_is_a_key_error(bench):
    for asked in (bench.__getitem__, bench.__delitem__):
        with pytest.raises(KeyError):
            asked("en-0001.f32")
    assert "en-0001.f32" not in bench
    assert bench.pop("en-0001.f32", None) is None
    assert list(bench) == []


def test_what_is_taken_away_is_gone(bench):
    bench["a"] = bench["b"] = b"1"
    del bench["a"]
    assert list(bench) == ["b"]
    bench.clear()
    bench.clear()
    assert len(bench) == 0


def test_a_job_does_not_see_the_pieces_of_others(store):
    first, longer = Bench(store, "making/job-1"), Bench(store, "making/job-11")
    first["a"], longer["a"] = b"1", b"11"
    first.clear()
    assert dict(longer) == {"a": b"11"}
    assert list(first) == []


@pytest.mark.parametrize("store", ["memory", "local"], indirect=True)
@given(pieces=st.dictionaries(NAMES, st.binary(max_size=50), max_size=6))
@example({"a..b": b"", "a.": b"1", "a-": b"2", "A": b"3"})
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_name_of_ours_holds_its_piece(bench, pieces):
    bench.clear()
    # Some computers take en.mp3 and EN.mp3 for the same file, and no piece has capitals.
    pieces = {name.lower(): piece for name, piece in pieces.items()}
    bench.update(pieces)
    assert dict(bench) == pieces


@given(name=st.text(max_size=12).filter(lambda name: not re.fullmatch(OURS, name)))
@example("../secret")
@example("a/b")
@example(".hidden")
@example("a#1")
@example("a\n")
@example("")
@example("ä")
@example("a" * 201)
def test_a_name_that_could_lead_elsewhere_is_refused(name):
    bench = Bench(MemoryStore(), "making/job-1")
    with pytest.raises(ValueError, match="name of a piece"):
        bench[name] = b"1"
    with pytest.raises(ValueError, match="name of a piece"):
        bench[name]
    assert name not in bench
    assert list(bench) == []


def test_the_names_of_sound_are_names_of_pieces(bench):
    bench[sound_name("ko", 12, 3)] = bench[sound_name("ko", 12)] = bench[take_name("en", 0)] = b"1"
    assert list(bench) == ["en-0000.f32", "ko-0012-003.mp3", "ko-0012-end.mp3"]


def test_who_reads_while_others_write_gets_a_whole_piece(store):
    bench = Bench(store, "making/job-1")
    pieces = [bytes([number]) * 300_000 for number in range(4)]
    bench["a"] = pieces[0]
    ended = threading.Event()

    def write(piece):
        for _ in range(5):
            bench["a"] = piece

    def read():
        seen = set()
        while not ended.is_set():
            seen.add(bench["a"])
        return seen

    with ThreadPoolExecutor(6) as pool:
        readers = [pool.submit(read) for _ in range(2)]
        list(pool.map(write, pieces))
        ended.set()
        for reader in readers:
            assert reader.result() <= set(pieces)
    assert list(bench) == ["a"]


def test_a_process_killed_while_it_puts_leaves_a_whole_piece_or_none(tmp_path):
    """Killed again and again in the middle of large puts: whatever is listed is whole."""
    program = (
        "import sys; from obstore.store import LocalStore; from service.bench import Bench\n"
        "bench = Bench(LocalStore(sys.argv[1]), 'job')\n"
        "print('on', flush=True)\n"
        "while True:\n"
        "    for n in range(3): bench[f'a{n}'] = bytes([n]) * 3_000_000\n"
    )
    for wait in (0.0, 0.01, 0.1):
        putting = subprocess.Popen(
            [sys.executable, "-c", program, str(tmp_path)],
            stdout=subprocess.PIPE,
            cwd=Path(__file__).parents[2],
        )
        putting.stdout.readline()
        threading.Event().wait(wait)
        putting.kill()
        putting.wait()
        bench = Bench(LocalStore(tmp_path), "job")
        for name in bench:
            assert bench[name] == bytes([int(name[1:])]) * 3_000_000
    assert len(bench) == 3


def test_what_a_killed_process_left_half_written_is_never_listed(tmp_path):
    bench = Bench(LocalStore(tmp_path, mkdir=True), "job")
    bench["a"] = b"whole"
    (tmp_path / "job" / "a#1").write_bytes(b"hal")
    (tmp_path / "job" / "b#2").write_bytes(b"hal")
    assert list(bench) == ["a"]
    assert bench["a"] == b"whole"
    bench["a"] = b"new"
    bench["b"] = b"new too"
    assert dict(bench) == {"a": b"new", "b": b"new too"}


def test_a_bucket_that_is_not_there_is_not_an_empty_bench(bucket):  # noqa: F811
    bench = Bench(open_storage("s3://not-there"), "making/job-1")
    for doing in (
        lambda: bench["a"],
        lambda: bench.__setitem__("a", b"1"),
        lambda: list(bench),
        bench.clear,
    ):
        with pytest.raises(LibraryError, match="no such bucket"):
            doing()


def test_a_dead_endpoint_is_a_line_for_people(keys_of):  # noqa: F811
    keys_of("http://127.0.0.1:9")
    bench = Bench(open_storage("s3://news"), "making/job-1")
    for doing in (lambda: bench["a"], lambda: "a" in bench, lambda: len(bench)):
        with pytest.raises(LibraryError, match="cannot be reached"):
            doing()


def test_a_folder_that_cannot_be_written_is_told_without_its_path(tmp_path):
    bench = Bench(LocalStore(tmp_path, mkdir=True), "job")
    (tmp_path / "job").write_bytes(b"a file in its place")
    with pytest.raises(LibraryError) as raised:
        bench["a"] = b"1"
    assert raised.value.hint
    assert "\n" not in raised.value.message
    assert str(tmp_path) not in raised.value.message
