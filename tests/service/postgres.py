"""A database for tests: SQLite in a file, and Postgres as a server of this computer's own.

Postgres must be installed (`apt-get install postgresql`). It runs in a temporary folder, on a free
port of loopback, without flushing to the disk, and ends with the tests.
"""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex

import psycopg
import pytest

from service.database import migrate, open_database
from tests.service.serving import database_in

_OPTIONS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "200",
    "lc_messages": "C",
}
_NEW = ("-A", "trust", "-E", "UTF8", "--locale", "C", "--no-sync")
_MADE = "made"  # the database that those of tests are copies of


class Missing(Exception):
    """Postgres is not installed."""


@contextmanager
def running() -> Iterator[str]:
    """A server, and its address without a database's name. Raises Missing."""
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="deutgi-postgres-"))
    # It refuses to run as root; no user is made for it.
    alias: dict[str, object] = (
        {"user": "nobody", "group": "nogroup", "extra_groups": []} if os.geteuid() == 0 else {}
    )
    try:
        if alias:
            shutil.chown(folder, "nobody", "nogroup")
        data, log = folder / "data", folder / "log"
        subprocess.run(
            [programs / "initdb", "-D", data, "-U", "deutgi", *_NEW],
            cwd=folder,
            check=True,
            capture_output=True,
            **alias,
        )
        port = _free_port()
        options = [f"-c{name}={value}" for name, value in {**_OPTIONS, "port": port}.items()]
        with log.open("wb") as said:
            server = subprocess.Popen(
                [programs / "postgres", "-D", data, *options], cwd=folder, stderr=said, **alias
            )
        try:
            address = f"postgresql://deutgi@127.0.0.1:{port}"
            _wait(f"{address}/postgres", server, log)
            yield address
        finally:
            server.send_signal(signal.SIGQUIT)  # at once, for nothing of it is kept
            server.wait(30)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def create(server: str, template: str = "template0") -> str:
    """A new database on a server: its address."""
    name = f"t{token_hex(6)}"
    _run(server, f"create database {name} template {template}")
    return f"{server}/{name}"


def drop(address: str) -> None:
    """Take a database away, whoever still uses it."""
    server, _, name = address.rpartition("/")
    _run(server, f"drop database if exists {name} with (force)")


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A server with a database `made`, whose tables are there."""
    try:
        with running() as server:
            _run(server, f"create database {_MADE}")
            migrate(f"{server}/{_MADE}")
            open_database(f"{server}/{_MADE}").dispose()
            yield server
    except Missing as error:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(str(error))


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database of the test's own, with its tables, in each of the two kinds."""
    if request.param == "sqlite":
        yield database_in(tmp_path)
        return
    address = create(request.getfixturevalue("postgres"), _MADE)
    yield address
    open_database(address).dispose()
    drop(address)


@pytest.fixture(params=["sqlite", "postgres"])
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database without any tables, in each of the two kinds."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    address = create(request.getfixturevalue("postgres"))
    yield address
    open_database(address).dispose()
    drop(address)


def _programs() -> Path:
    """The folder of Postgres's programs: Debian has a folder a version, others have them on PATH."""
    versions = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(versions, key=lambda program: float(program.parts[-3]), default=None)
    found = newest or shutil.which("initdb")
    if not found:
        raise Missing("Postgres is not installed: apt-get install postgresql")
    return Path(found).resolve().parent


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def _wait(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + 60
    while True:
        try:
            psycopg.connect(address, connect_timeout=5).close()
        except psycopg.OperationalError:
            assert server.poll() is None, log.read_text()
            assert time.monotonic() < until, log.read_text()
            time.sleep(0.05)
        else:
            return


def _run(server: str, statement: str) -> None:
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(statement)  # type: ignore[call-overload]
