"""nginx on a free port of this computer: in front of a server of ours, or with a folder's files."""

import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from tests.service.process import free_port

CONFIGURATION = Path(__file__).parents[2] / "deploy" / "nginx.conf"
PROGRAM = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin")
LISTENS = "listen 443 ssl http2;"

_AS_IN_DEBIAN = """
user root; worker_processes auto; pid nginx.pid; error_log error.log;
events {{ worker_connections 768; }}
http {{
    sendfile on; tcp_nopush on; access_log off;
    client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi;
    uwsgi_temp_path uwsgi; scgi_temp_path scgi;
    include {part};
}}
"""


@contextmanager
def in_front_of(url: str, folder: Path, **changes: str) -> Iterator[str]:
    """nginx with our configuration in front of a server of ours: its address.

    Ports and paths are others, TLS is left out, and what `changes` name has another value:
    `proxy_cache_valid="200 1s"`.
    """
    port = free_port()
    text = _moved(folder)
    text = _put(text, LISTENS, f"listen 127.0.0.1:{port};")
    text = _put(text, "127.0.0.1:8000", urlsplit(url).netloc)
    text = re.sub(r"ssl_certificate.*;", "", text)
    for name, value in changes.items():
        text, number = re.subn(rf"\b{name} [^;]*;", f"{name} {value};", text)
        assert number, name
    with _running(text, folder, port) as address:
        yield address


@contextmanager
def serving_files(files: Path, folder: Path) -> Iterator[str]:
    """nginx that sends the files of a folder itself: its address. `folder` is for its own."""
    port = free_port()
    text = f"server {{ listen 127.0.0.1:{port}; root {files}; }}"
    with _running(text, folder, port) as address:
        yield address


def faults(folder: Path) -> str:
    """What nginx says of the whole of our configuration, with a certificate; "" where it is good."""
    made = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=news"
    command = [
        "openssl",
        *made.split(),
        "-out",
        folder / "news.pem",
        "-keyout",
        folder / "news.key",
    ]
    subprocess.run(command, check=True, capture_output=True)
    text = _put(_moved(folder), LISTENS, LISTENS.replace("443", str(free_port())))
    text = _put(text, "/etc/ssl/", f"{folder}/")
    said = subprocess.run(
        [*_command(text, folder), "-t"], check=False, capture_output=True, text=True
    )
    return said.stderr if said.returncode else ""


def _moved(folder: Path) -> str:
    """Our configuration, with all that nginx writes in a folder."""
    text = CONFIGURATION.read_text("utf-8")
    for place in ("/var/cache/", "/run/", "/var/log/nginx/"):
        text = _put(text, f" {place}", f" {folder}/")
    return text


def _put(text: str, old: str, new: str) -> str:
    assert old in text, old
    return text.replace(old, new)


def _command(text: str, folder: Path) -> list[str | Path]:
    part, whole = folder / "deutgi.conf", folder / "nginx.conf"
    part.write_text(text, "utf-8")
    whole.write_text(_AS_IN_DEBIAN.format(part=part), "utf-8")
    return [PROGRAM or "nginx", "-p", folder, "-c", whole, "-e", folder / "error.log"]


@contextmanager
def _running(text: str, folder: Path, port: int) -> Iterator[str]:
    with (folder / "said.log").open("wb") as said:
        process = subprocess.Popen(
            [*_command(text, folder), "-g", "daemon off;"], stdout=said, stderr=said
        )
        try:
            while process.poll() is None:
                try:
                    socket.create_connection(("127.0.0.1", port)).close()
                    break
                except ConnectionRefusedError:
                    time.sleep(0.01)
            assert process.poll() is None, (folder / "said.log").read_text("utf-8")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(10)
