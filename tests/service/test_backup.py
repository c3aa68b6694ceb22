"""Backups: whole while others write, put back byte for byte, and nothing taken that is not ours."""

import io
import json
import os
import signal
import sqlite3
import subprocess
import sys
import tarfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from pipelines.article import Article
from pipelines.errors import DeutgiError
from service import backup, jobs, library, queue
from service.backup import Kept
from service.backup_file import BadBackup
from service.choosing import Request
from service.database import open_database
from service.keys import Keys
from service.library import LibraryError
from service.progress import Reporter, reporter
from service.settings import ServerSettings
from tests.journeys.conftest import Run, deutgi, environment, models, place
from tests.service.made_library import put
from tests.service.serving import settings_of

__all__ = ["deutgi", "environment", "models", "place", "settings_of"]

Settings = Callable[..., ServerSettings]


@pytest.fixture
def report() -> Iterator[Reporter]:
    from rich.console import Console

    with reporter(Console(stderr=True), quiet=True) as quiet:
        yield quiet


@pytest.fixture
def here(settings_of: Settings) -> Kept:
    """A service in use: two episodes, a key, a memory with a glossary, a database."""
    settings = settings_of()
    put(settings.library, "ferries-0000000001")
    put(settings.library, "talks-0000000002", title="Talks", number=1)
    (settings.library / ".making").mkdir()
    (settings.library / ".making" / "sound").write_bytes(b"unfinished")
    Keys(settings.keys).add("phone")
    memory = settings.models / "memory"
    memory.mkdir(parents=True)
    (memory / "뉴스.tsv").write_text("en\tko\nYes.\t네.\n", "utf-8")
    (memory / "glossary.csv").write_text("en,ko\nOban,오반\n", "utf-8")
    (settings.models / "kokoro").mkdir()
    (settings.models / "kokoro" / "model.onnx").write_bytes(b"large")
    return backup.kept(settings)


@pytest.fixture(params=["library/.deutgi.db", "db/deutgi.db"])
def elsewhere(tmp_path: Path, request: pytest.FixtureRequest) -> Kept:
    """A place for a service: the database lies in the library, as it usually does, or apart."""
    new = tmp_path / "elsewhere"
    library, memory = new / "library", new / "models" / "memory"
    return Kept(library, memory, new / "keys.json", new / request.param, "")


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.relative_to(folder).parts[0].startswith(".")
    }


def everything(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def count(database: Path) -> int:
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return int(connection.execute("SELECT count(*) FROM answers").fetchone()[0])


@contextmanager
def writing(database: Path) -> Iterator[Callable[[], int]]:
    """Write pairs of rows to a database without rest; gives how many rows are in it."""
    written, stop = [0], threading.Event()

    def write() -> None:
        with closing(sqlite3.connect(database, timeout=30)) as connection:
            while not stop.is_set():
                for number in range(2):
                    row = (f"c{written[0] + number}", "k", "r" * 2000, "e", 0.0)
                    connection.execute("INSERT INTO answers VALUES (?, ?, ?, ?, ?)", row)
                connection.commit()
                written[0] += 2

    thread = threading.Thread(target=write)
    thread.start()
    try:
        yield lambda: written[0]
    finally:
        stop.set()
        thread.join()


def test_a_backup_is_taken_while_others_write_and_is_put_back_elsewhere(
    here: Kept, elsewhere: Kept, tmp_path: Path, report: Reporter
) -> None:
    file = tmp_path / "b.tar.gz"
    assert here.database
    assert elsewhere.database
    with writing(here.database) as written:
        while written() < 100:
            time.sleep(0.01)
        contents = backup.save(here, file, report)
        after = written()
    assert (contents.episodes, file.stat().st_mode & 0o777) == (2, 0o600)
    assert backup.check(file, report) == contents
    restored, aside = backup.restore(elsewhere, file, force=False, report=report)
    assert (restored, aside) == (contents, [])
    assert files(elsewhere.library) == files(here.library)
    assert files(elsewhere.memory) == files(here.memory)
    times = [
        (shelf / "talks-0000000002" / "ko.mp3").stat().st_mtime
        for shelf in (here.library, elsewhere.library)
    ]
    assert times[0] == pytest.approx(times[1], abs=0.001)
    assert elsewhere.keys.read_bytes() == here.keys.read_bytes()
    assert elsewhere.keys.stat().st_mode & 0o777 == 0o600
    assert library.find(elsewhere.library, "talks").title == "Talks"
    rows = count(elsewhere.database)
    assert 100 <= rows <= after + 2
    assert rows % 2 == 0  # whole transactions
    assert {path.name for path in elsewhere.library.iterdir()} - {
        *(".deutgi.db", ".deutgi.db-wal", ".deutgi.db-shm", ".deutgi.db.worker")
    } == {"ferries-0000000001", "talks-0000000002"}


def test_models_and_half_made_sound_are_not_in_it(
    here: Kept, tmp_path: Path, report: Reporter
) -> None:
    backup.save(here, tmp_path / "b.tar.gz", report)
    with tarfile.open(tmp_path / "b.tar.gz") as tar:
        names = tar.getnames()
    assert not [name for name in names if "making" in name or "onnx" in name]
    assert "memory/뉴스.tsv" in names


def test_an_episode_that_is_made_anew_meanwhile_is_saved_whole(
    here: Kept, elsewhere: Kept, tmp_path: Path, report: Reporter
) -> None:
    stop = threading.Event()
    old = files(here.library / "talks-0000000002")
    texts = {name: data.replace(b"Talks", b"Taks!") for name, data in old.items()}

    def make() -> None:
        new = False
        while not stop.is_set():
            new = not new
            with library.draft(here.library, "talks-0000000002") as folder:
                for name, data in old.items():
                    (folder / name).write_bytes(texts[name] + b"new" if new else data)

    thread = threading.Thread(target=make)
    thread.start()
    try:
        for number in range(10):
            file = tmp_path / f"{number}.tar.gz"
            backup.save(here, file, report)
            with tarfile.open(file) as tar:
                got = {
                    Path(m.name).name: tar.extractfile(m).read()  # type: ignore[union-attr]
                    for m in tar
                    if "talks-" in m.name
                }
            assert {data.endswith(b"new") for data in got.values()} in ({True}, {False}, set())
            assert len(got) in (0, len(old))
    finally:
        stop.set()
        thread.join()


def test_what_was_half_made_is_made_from_its_beginning(
    here: Kept, elsewhere: Kept, tmp_path: Path, report: Reporter
) -> None:
    url = f"sqlite:///{here.database}"
    wanted = jobs.Wanted(Article(("One.",), title="One"), Request(length="5"))
    half, waits = jobs.new_job("make", "half-1"), jobs.new_job("make", "waits-1")
    for job in (half, waits):
        queue.put(url, job, wanted, 100)
    engine = open_database(url)
    assert jobs.begin(engine, half.id)
    jobs.tell(engine, half.id, "en 0", "spoken", {"language": "en", "line": 0})
    backup.save(here, tmp_path / "b.tar.gz", report)
    backup.restore(elsewhere, tmp_path / "b.tar.gz", force=False, report=report)
    there = open_database(f"sqlite:///{elsewhere.database}")
    assert {job.episode_id for job in jobs.listed(there, ("waiting",))} == {"half-1", "waits-1"}
    anew = jobs.latest(there, "half-1")
    assert anew
    assert anew.id != half.id
    assert [event.kind for event in jobs.events(there, anew.id)] == ["waiting"]
    assert jobs.wanted(there, anew.id) == wanted
    assert jobs.find(engine, half.id).state == "making"  # type: ignore[union-attr]
    there.dispose()


def test_a_backup_is_never_overwritten(here: Kept, tmp_path: Path, report: Reporter) -> None:
    file = tmp_path / "b.tar.gz"
    file.write_bytes(b"mine")
    with pytest.raises(DeutgiError, match="there already"):
        backup.save(here, file, report)
    assert file.read_bytes() == b"mine"


def test_a_library_that_is_not_empty_is_set_aside_whole_and_only_by_force(
    here: Kept, elsewhere: Kept, tmp_path: Path, report: Reporter
) -> None:
    file = tmp_path / "b.tar.gz"
    backup.save(here, file, report)
    put(elsewhere.library, "other-0000000003", title="Another")
    put(elsewhere.library, "talks-0000000002", title="Another Talks")
    Keys(elsewhere.keys).add("mine")
    before = everything(elsewhere.library.parent)
    with pytest.raises(DeutgiError, match="something already") as caught:
        backup.restore(elsewhere, file, force=False, report=report)
    assert "--force" in caught.value.hint
    assert everything(elsewhere.library.parent).items() >= before.items()
    assert elsewhere.database
    assert not elsewhere.database.exists()
    _, aside = backup.restore(elsewhere, file, force=True, report=report)
    assert files(elsewhere.library) == files(here.library)
    assert [key.name for key in Keys(elsewhere.keys).all()] == ["phone"]
    (shelf,) = [path for path in aside if path.is_dir()]
    assert {path.name for path in shelf.iterdir()} == {"other-0000000003", "talks-0000000002"}
    assert [key.name for path in aside if path.is_file() for key in Keys(path).all()] == ["mine"]
    assert count(elsewhere.database) == 0
    _, aside = backup.restore(elsewhere, file, force=True, report=report)
    assert files(elsewhere.library) == files(here.library)
    assert [path.exists() for path in aside] == [True] * 4
    assert count(elsewhere.database) == 0


def test_nothing_changes_where_the_swap_breaks_off_in_the_middle(
    here: Kept,
    elsewhere: Kept,
    tmp_path: Path,
    report: Reporter,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = tmp_path / "b.tar.gz"
    backup.save(here, file, report)
    put(elsewhere.library, "other-0000000003", title="Another")
    before = everything(elsewhere.library.parent)
    rename = Path.rename

    def breaking(self: Path, target: Path) -> Any:
        if target.name == "talks-0000000002":
            raise KeyboardInterrupt
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", breaking)
    with pytest.raises(KeyboardInterrupt):
        backup.restore(elsewhere, file, force=True, report=report)
    after = everything(elsewhere.library.parent)
    assert {name: data for name, data in after.items() if not name.endswith(".worker")} == before
    names = {path.name for path in elsewhere.library.iterdir()} - {".deutgi.db.worker"}
    assert names == {"other-0000000003"}


def test_a_server_that_makes_episodes_is_not_restored_under_its_feet(
    here: Kept, tmp_path: Path, report: Reporter
) -> None:
    backup.save(here, tmp_path / "b.tar.gz", report)
    before = files(here.library)
    with (
        FileLock(f"{here.database}.worker"),
        pytest.raises(DeutgiError, match="A server or worker runs"),
    ):
        backup.restore(here, tmp_path / "b.tar.gz", force=True, report=report)
    assert files(here.library) == before


def repacked(file: Path, change: Callable[[tarfile.TarFile, tarfile.TarInfo, bytes], None]) -> Path:
    """A copy of a backup whose members `change` writes."""
    other = file.with_name("other.tar.gz")
    with tarfile.open(file) as old, tarfile.open(other, "w:gz") as new:
        for member in old:
            data = old.extractfile(member)
            change(new, member, data.read() if data else b"")
    return other


def same(tar: tarfile.TarFile, member: tarfile.TarInfo, data: bytes) -> None:
    tar.addfile(member, io.BytesIO(data))


def hostile(name: str, kind: bytes = tarfile.REGTYPE, to: str = "") -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.type, member.linkname = kind, to
    return member


@pytest.mark.parametrize(
    "member",
    [
        hostile("../evil"),
        hostile("/etc/evil"),
        hostile("library/../../evil"),
        hostile("library/a/../b"),
        hostile("library/.draft-a/episode.json"),
        hostile("memory/..\\evil"),
        hostile("library/a/link", tarfile.SYMTYPE, "/etc/passwd"),
        hostile("library/a/hard", tarfile.LNKTYPE, "library/a/en.mp3"),
        hostile("library/a/device", tarfile.CHRTYPE),
        hostile("library/a/pipe", tarfile.FIFOTYPE),
        hostile("library", tarfile.SYMTYPE, "/tmp"),
        hostile("kokoro/model.onnx"),
        hostile("library/a/b/c"),
    ],
    ids=lambda member: f"{member.name}-{member.type.decode()}",
)
def test_what_no_backup_has_in_it_is_refused(
    here: Kept, elsewhere: Kept, tmp_path: Path, report: Reporter, member: tarfile.TarInfo
) -> None:
    backup.save(here, tmp_path / "b.tar.gz", report)
    seen = [False]

    def change(tar: tarfile.TarFile, each: tarfile.TarInfo, data: bytes) -> None:
        if not seen[0]:
            tar.addfile(member, io.BytesIO())
            seen[0] = True
        same(tar, each, data)

    other = repacked(tmp_path / "b.tar.gz", change)
    for act in (
        lambda: backup.check(other, report),
        lambda: backup.restore(elsewhere, other, force=False, report=report),
    ):
        with pytest.raises(BadBackup):
            act()
    left = everything(elsewhere.library.parent)
    assert not [name for name in left if not name.endswith("deutgi.db.worker")]
    assert not list(tmp_path.rglob("evil"))


def test_a_backup_that_is_damaged_is_known(
    here: Kept, elsewhere: Kept, tmp_path: Path, report: Reporter
) -> None:
    file = tmp_path / "b.tar.gz"
    backup.save(here, file, report)
    whole = file.read_bytes()

    def changed(tar: tarfile.TarFile, each: tarfile.TarInfo, data: bytes) -> None:
        same(tar, each, b"x" * len(data) if each.name.endswith("1/en.mp3") else data)

    def without(tar: tarfile.TarFile, each: tarfile.TarInfo, data: bytes) -> None:
        if not each.name.endswith("1/en.mp3"):
            same(tar, each, data)

    def twice(tar: tarfile.TarFile, each: tarfile.TarInfo, data: bytes) -> None:
        same(tar, each, data)
        same(tar, each, data)

    cut, none = tmp_path / "cut.tar.gz", tmp_path / "none.tar.gz"
    cut.write_bytes(whole[: len(whole) // 2])
    none.write_bytes(b"no tar at all")
    flipped = tmp_path / "flipped.tar.gz"
    flipped.write_bytes(whole[:9000] + bytes([whole[9000] ^ 0xFF]) + whole[9001:])
    for bad in (cut, none, flipped, tmp_path / "no-such-file"):
        with pytest.raises(BadBackup):
            backup.check(bad, report)
    for change in (changed, without, twice):
        other = repacked(file, change)
        with pytest.raises(BadBackup):
            backup.check(other, report)
        with pytest.raises(BadBackup):
            backup.restore(elsewhere, other, force=False, report=report)
        assert not elsewhere.database.exists()  # type: ignore[union-attr]


def test_a_full_disk_is_one_line_and_leaves_nothing(
    here: Kept, tmp_path: Path, report: Reporter, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "backups"
    target.mkdir()

    def full(*_: Any, **__: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tarfile.TarFile, "addfile", full)
    with pytest.raises(LibraryError, match="No space left"):
        backup.save(here, target / "b.tar.gz", report)
    assert list(target.iterdir()) == []


def test_what_is_kept_elsewhere_is_named_and_its_mirror_is_not_saved(
    settings_of: Settings, elsewhere: Kept, tmp_path: Path, report: Reporter
) -> None:
    settings = settings_of(
        database_url="postgresql://deutgi:hunter2@db/deutgi", storage="s3://news/episodes"
    )
    put(settings.library, "ferries-0000000001")
    here = backup.kept(settings)
    contents = backup.save(here, tmp_path / "b.tar.gz", report)
    assert (contents.episodes, contents.parts) == (0, ())
    assert "pg_dump" in here.elsewhere[0]
    assert "s3://news/episodes" in here.elsewhere[1]
    assert "hunter2" not in "".join(here.elsewhere)


def test_the_commands_save_check_and_put_back(deutgi: Run, place: Path) -> None:
    put(place / "library", "ferries-0000000001")
    told = {
        "DEUTGI_KEYS": str(place / "keys.json"),
        "DEUTGI_DATABASE_URL": f"sqlite:///{place / 'deutgi.db'}",
        "DEUTGI_MODELS": str(place / "models"),
    }
    migrated = deutgi("migrate", **told)
    assert "from nothing to" in migrated.stdout
    assert "already" in deutgi("migrate", **told).stdout
    made = deutgi("backup", "b.tar.gz", **told)
    assert (made.returncode, made.stderr.count("Saving")) == (0, 2), made.stderr
    assert "1 episodes" in made.stdout
    assert deutgi("backup", "b.tar.gz", **told).returncode == 2
    checked = deutgi("backup", "--check", "b.tar.gz", **told)
    assert "is whole" in checked.stdout, checked.stderr
    refused = deutgi("restore", "b.tar.gz", **told)
    assert refused.returncode == 2
    assert "--force" in refused.stderr
    again = deutgi("restore", "b.tar.gz", "--force", **told)
    assert again.returncode == 0, again.stderr
    assert again.stderr.count("What was there is in") == 2
    listed = deutgi("episodes", "--json", **told)
    assert [entry["id"] for entry in json.loads(listed.stdout)] == ["ferries-0000000001"]


def test_ctrl_c_leaves_nothing(place: Path, environment: dict[str, str]) -> None:
    for number in range(4):
        put(place / "library", f"ferries-000000000{number}")
        (place / "library" / f"ferries-000000000{number}" / "big.bin").write_bytes(
            os.urandom(30_000_000)
        )
    (place / "to").mkdir()
    database = f"sqlite:///{place / 'deutgi.db'}"
    process = subprocess.Popen(
        [sys.executable, "-m", "service", "backup", "to/b.tar.gz"],
        cwd=place,
        env={**environment, "DEUTGI_DATABASE_URL": database, "DEUTGI_KEYS": str(place / "k")},
        stderr=subprocess.PIPE,
        text=True,
    )
    while not any(file.stat().st_size > 1_000_000 for file in (place / "to").rglob("backup")):
        assert process.poll() is None
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "Nothing is left half-written" in said
    assert list((place / "to").iterdir()) == []
