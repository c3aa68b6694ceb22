"""Fetching model files: from a server on this machine that serves what Mozilla's serves."""

import errno
import gzip
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

pytest.importorskip("sentencepiece")

from pipelines.errors import EngineUnavailable, UnknownEngine
from pipelines.results import Translation
from pipelines.translate import firefox
from service import download, firefox_registry
from service.models import fetch, model_files, remove
from tests.pipelines.translate.student import PAIRS, Trained, trained_student


@dataclass
class Server:
    """A server of a folder, with ranges and entity tags, that can be told to misbehave."""

    folder: Path
    requests: list[tuple[str, str, str]] = field(default_factory=list)  # method, path, range
    break_after: dict[str, int] = field(default_factory=dict)  # bytes until the line breaks, once
    answers: dict[str, list[int]] = field(default_factory=dict)  # states to answer with first
    ranges: bool = True
    hold: threading.Event | None = None  # waited for in the middle of the model
    url: str = ""

    def asked(self, part: str) -> list[tuple[str, str, str]]:
        return [r for r in self.requests if part in r[1] and r[0] == "GET"]


def _handler(server: Server) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_HEAD(self) -> None:
            self._answer(body=False)

        def do_GET(self) -> None:
            self._answer(body=True)

        def _answer(self, *, body: bool) -> None:
            wanted = self.headers.get("Range", "")
            server.requests.append((self.command, self.path, wanted))
            file = server.folder / self.path.lstrip("/")
            states = server.answers.get(file.name, []) if body else []
            state = states.pop(0) if states else 200 if file.is_file() else 404
            data = file.read_bytes() if state == 200 else b"no"
            etag = f'"{len(data)}-{hash(data)}"'
            start = 0
            same = self.headers.get("If-Range", etag) == etag
            if wanted and server.ranges and state == 200 and same:
                start, state = int(wanted.removeprefix("bytes=").rstrip("-")), 206
            self.send_response(state)
            self.send_header("Content-Length", str(len(data) - start))
            self.send_header("ETag", etag)
            if state == 206:
                self.send_header("Content-Range", f"bytes {start}-{len(data) - 1}/{len(data)}")
            self.end_headers()
            if not body:
                return
            part = data[start:]
            if file.name in server.break_after:
                part = part[: server.break_after.pop(file.name)]
                self.wfile.write(part)
                self.close_connection = True
                return
            if server.hold and "model.enko" in file.name:
                self.wfile.write(part[: len(part) // 2])
                self.wfile.flush()
                server.hold.wait(30)
                part = part[len(part) // 2 :]
            self.wfile.write(part)

        def log_message(self, *_: object) -> None:
            pass

    return Handler


@pytest.fixture(scope="module")
def trained() -> Trained:
    return trained_student()


@pytest.fixture
def server(trained: Trained, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setattr(download, "FIRST_WAIT", 0.01)
    served = Server(tmp_path / "served")
    http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(served))
    http.daemon_threads = True
    served.url = f"http://127.0.0.1:{http.server_port}"
    trained.publish(served.folder, served.url)
    threading.Thread(target=http.serve_forever, args=(0.02,), daemon=True).start()
    monkeypatch.setenv(firefox_registry.SETTING, f"{served.url}/db/models.json")
    yield served
    if served.hold:
        served.hold.set()
    http.shutdown()
    http.server_close()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "models"


def _quiet(done: int, total: int | None) -> None:
    pass


MODEL = "model.enko.intgemm.alphas.bin"


def test_a_fetched_model_translates(server: Server, home: Path) -> None:
    assert not firefox.readiness("", home).ready
    folder = fetch("firefox", home, _quiet)
    assert firefox.readiness("", home).ready
    answers = list(firefox.open("", home).translate([english for english, _ in PAIRS]))
    assert all(isinstance(answer, Translation) for answer in answers)
    assert [a.text for a in answers if isinstance(a, Translation)] == [ko for _, ko in PAIRS]
    checksum = json.loads((server.folder / "db/models.json").read_text())["models"]["en-ko"][0][
        "files"
    ]["model"]["uncompressedHash"]
    assert {a.engine for a in answers} == {f"firefox:tiny-{checksum[:8]}"}  # type: ignore[union-attr]
    assert sorted(p.name for p in folder.iterdir()) == [
        MODEL, "model.json", "srcvocab.enko.spm", "trgvocab.enko.spm",
    ]  # fmt: skip
    assert [p for p in folder.parent.iterdir() if p.suffix == ".part"] == []


def test_what_is_there_is_not_fetched_again(server: Server, home: Path) -> None:
    fetch("firefox", home, _quiet)
    asked = len(server.requests)
    assert fetch("firefox", home, _quiet) == firefox.folder_of(home)
    assert len(server.requests) == asked


def test_progress_grows_to_the_announced_total(server: Server, home: Path) -> None:
    seen: list[tuple[int, int | None]] = []
    fetch("firefox", home, lambda done, total: seen.append((done, total)))
    sizes = [p.stat().st_size for p in server.folder.rglob("*.gz")]
    assert {total for _, total in seen} == {sum(sizes)}
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    assert seen[-1][0] == sum(sizes)


def test_a_broken_line_is_resumed_where_it_broke(server: Server, home: Path) -> None:
    server.break_after[f"{MODEL}.gz"] = 5000
    fetch("firefox", home, _quiet)
    assert [r[2] for r in server.asked(MODEL)] == ["", "bytes=5000-"]


def test_a_server_without_ranges_sends_the_whole_again(server: Server, home: Path) -> None:
    server.ranges = False
    server.break_after[f"{MODEL}.gz"] = 5000
    fetch("firefox", home, _quiet)
    assert firefox.readiness("", home).ready


def test_an_overloaded_server_is_asked_again(server: Server, home: Path) -> None:
    server.answers["models.json"] = [503, 429]
    server.answers[f"{MODEL}.gz"] = [500]
    fetch("firefox", home, _quiet)
    assert len(server.asked("models.json")) == 3


def test_ctrl_c_leaves_no_half_model_and_the_next_attempt_goes_on(
    server: Server, home: Path
) -> None:
    def stop(done: int, total: int | None) -> None:
        if done > 1000:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fetch("firefox", home, stop)
    assert not firefox.readiness("", home).ready
    assert not firefox.folder_of(home).exists()
    fetch("firefox", home, _quiet)
    assert server.asked(MODEL)[-1][2].startswith("bytes=")
    assert firefox.readiness("", home).ready


def test_a_killed_process_leaves_no_half_model_and_the_next_attempt_goes_on(
    server: Server, home: Path
) -> None:
    server.hold = threading.Event()
    program = (
        "import sys; from pathlib import Path; from service.models import fetch;"
        "fetch('firefox', Path(sys.argv[1]), lambda done, total: print(done, flush=True))"
    )
    with subprocess.Popen([sys.executable, "-c", program, home], stdout=subprocess.PIPE) as process:
        assert process.stdout
        for line in process.stdout:
            if int(line) > 0:
                break
        process.send_signal(signal.SIGKILL)
    server.hold.set()
    server.hold = None
    assert not firefox.folder_of(home).exists()
    fetch("firefox", home, _quiet)
    assert server.asked(MODEL)[-1][2].startswith("bytes=")
    assert firefox.readiness("", home).ready


def test_two_at_once_fetch_it_once(server: Server, home: Path) -> None:
    threads = [threading.Thread(target=fetch, args=("firefox", home, _quiet)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert firefox.readiness("", home).ready
    assert len(server.asked(MODEL)) == 1


def test_a_model_whose_checksum_is_wrong_is_not_kept(server: Server, home: Path) -> None:
    (path,) = server.folder.rglob(f"{MODEL}.gz")
    data = bytearray(gzip.decompress(path.read_bytes()))
    data[-300] ^= 1
    path.write_bytes(gzip.compress(bytes(data)))
    with pytest.raises(EngineUnavailable, match="checksum"):
        fetch("firefox", home, _quiet)
    assert not firefox.folder_of(home).exists()
    assert not list(home.rglob(MODEL))
    assert len(server.asked(MODEL)) == 2  # once more, whole, before giving up


@pytest.mark.parametrize("name", [MODEL, "srcvocab.enko.spm"])
def test_a_damaged_file_is_not_kept(server: Server, home: Path, name: str) -> None:
    (path,) = server.folder.rglob(f"{name}.gz")
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(EngineUnavailable, match="unpacked"):
        fetch("firefox", home, _quiet)
    assert not firefox.folder_of(home).exists()


def test_a_file_that_changed_meanwhile_is_not_mixed_with_the_old_one(
    server: Server, home: Path
) -> None:
    (path,) = server.folder.rglob("trgvocab.enko.spm.gz")
    good = path.read_bytes()
    path.write_bytes(gzip.compress(os.urandom(len(good))))
    server.break_after[path.name] = 600
    server.answers[path.name] = [200, 404]
    with pytest.raises(EngineUnavailable):
        fetch("firefox", home, _quiet)
    server.answers.clear()
    path.write_bytes(good)
    folder = fetch("firefox", home, _quiet)
    assert (folder / "trgvocab.enko.spm").read_bytes() == gzip.decompress(good)


def test_files_that_the_server_unpacks_on_the_way_are_taken_as_they_are(
    server: Server, home: Path
) -> None:
    for path in server.folder.rglob("*.gz"):
        path.write_bytes(gzip.decompress(path.read_bytes()))
    fetch("firefox", home, _quiet)
    assert firefox.readiness("", home).ready


def test_zstandard_files_are_unpacked(server: Server, home: Path) -> None:
    zstandard = pytest.importorskip("zstandard")
    for path in [*server.folder.rglob("*.gz")]:
        packed = zstandard.ZstdCompressor().compress(gzip.decompress(path.read_bytes()))
        path.with_suffix(".zst").write_bytes(packed)
    registry = server.folder / "db/models.json"
    registry.write_text(registry.read_text().replace(".gz", ".zst"))
    fetch("firefox", home, _quiet)
    assert firefox.readiness("", home).ready


def test_a_full_disk_is_named_and_the_download_goes_on_later(
    server: Server, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:  # many a disk says so only when the file is brought to it
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(EngineUnavailable, match="disk is full") as caught:
        fetch("firefox", home, _quiet)
    assert "goes on where it stopped" in caught.value.hint
    assert not firefox.folder_of(home).exists()
    monkeypatch.undo()
    fetch("firefox", home, _quiet, f"{server.url}/db/models.json")
    assert len(server.asked(MODEL)) == 1 or server.asked(MODEL)[-1][2]


def test_without_a_network_it_says_so_and_what_to_do(home: Path, monkeypatch) -> None:
    monkeypatch.setattr(download, "FIRST_WAIT", 0.01)
    with pytest.raises(EngineUnavailable, match="no network") as caught:
        fetch("firefox", home, _quiet, "http://127.0.0.1:9/models.json")
    assert "deutgi models fetch firefox" in caught.value.hint
    assert str(firefox.folder_of(home)) in caught.value.hint


def test_a_folder_that_cannot_be_written_is_named(server: Server, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(EngineUnavailable, match="could not be written"):
        fetch("firefox", tmp_path / "file", _quiet)


@pytest.mark.parametrize(
    "text",
    ["", "<html>", "[]", "{}", '{"models": {"en-ko": 5}}', '{"models": {"en-fr": []}}',
     '{"models": {"en-ko": [{"files": {"model": {"path": "m.bin"}}}]}}'],
)  # fmt: skip
def test_a_list_without_the_model_is_refused(server: Server, home: Path, text: str) -> None:
    (server.folder / "db/models.json").write_text(text)
    with pytest.raises(EngineUnavailable, match=r"models\.json"):
        fetch("firefox", home, _quiet)


@pytest.mark.parametrize(
    "path",
    ["../../.bashrc", "/etc/passwd", "a/../../b.spm", "a\\b.spm", "a//b.spm", "a/.hidden.gz", "a/"],
)
def test_a_path_that_leads_elsewhere_is_refused(server: Server, home: Path, path: str) -> None:
    registry = server.folder / "db/models.json"
    listed = json.loads(registry.read_text())
    listed["models"]["en-ko"][0]["files"]["srcVocab"]["path"] = path
    registry.write_text(json.dumps(listed))
    with pytest.raises(EngineUnavailable, match="not safe"):
        fetch("firefox", home, _quiet)


@pytest.mark.parametrize("base", ["file:///etc", "ftp://example.org/x", "C:\\models"])
def test_files_come_only_over_http(server: Server, home: Path, base: str) -> None:
    registry = server.folder / "db/models.json"
    listed = json.loads(registry.read_text())
    listed["baseUrl"] = base
    registry.write_text(json.dumps(listed))
    with pytest.raises(EngineUnavailable, match="not safe"):
        fetch("firefox", home, _quiet)


def test_a_mirror_that_names_no_address_is_its_own(server: Server, home: Path) -> None:
    registry = server.folder / "db/models.json"
    listed = json.loads(registry.read_text())
    del listed["baseUrl"]
    registry.write_text(json.dumps(listed))
    fetch("firefox", home, _quiet)
    assert firefox.readiness("", home).ready


def _entry(architecture: str, status: str | None, **scores: float) -> dict:
    files = {"model": {"path": f"{architecture}.bin"}, "vocab": {"path": "vocab.spm"}}
    metrics = {"flores200-plus": scores} if scores else {}
    return {
        "architecture": architecture,
        "releaseStatus": status,
        "files": files,
        "metrics": metrics,
    }


@pytest.mark.parametrize(
    ("entries", "best"),
    [
        ([_entry("tiny", "Release"), _entry("base", "Release")], "base"),
        ([_entry("tiny", "Release"), _entry("base-memory", "Release Desktop")], "base-memory"),
        ([_entry("base", "Nightly"), _entry("tiny", "Release")], "tiny"),
        ([_entry("base", None), _entry("tiny", "Nightly")], "tiny"),
        (
            [
                _entry("base", "Release", comet22=0.85),
                _entry("base-memory", "Release", comet22=0.87),
            ],
            "base-memory",
        ),
        (
            [_entry("base", "Release", chrfpp=30.1), _entry("base-memory", "Release", chrfpp=31.2)],
            "base-memory",
        ),
        ([{"architecture": "base", "files": {}}, _entry("tiny", None)], "tiny"),
    ],
)
def test_the_released_model_that_measures_best_is_chosen(entries: list[dict], best: str) -> None:
    for order in (entries, entries[::-1]):
        model = firefox_registry.choose({"models": {"en-ko": order}})
        assert model
        assert model["architecture"] == best


def test_models_are_listed_and_removed(server: Server, home: Path) -> None:
    absent, *_ = model_files(home)
    assert (absent.name, absent.present, absent.licence) == ("firefox", False, "MPL-2.0")
    fetch("firefox", home, _quiet)
    present, *_ = model_files(home)
    assert present.present
    assert remove("firefox", home) > 100_000
    assert not firefox.readiness("", home).ready
    assert remove("firefox", home) == 0


def test_an_engine_without_a_model_to_fetch_is_named(home: Path) -> None:
    for act in (lambda: fetch("espeak", home, _quiet), lambda: remove("espeak", home)):
        with pytest.raises(UnknownEngine, match="espeak"):
            act()
