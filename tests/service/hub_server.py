"""A model hub on this machine: it answers as the real one does, and can be told to misbehave.

Two servers on two ports, so that they are two origins: the hub, which lists models and redirects
to files, and the store that large files come from.

    GET /api/models/ORG/MODEL?blobs=true            the list of files
    GET /ORG/MODEL/resolve/COMMIT/FILE              redirects, and asks for a token where gated
    GET /api/resolve-cache/models/…                 small files, kept in git
    GET (store) /SHA256                             large files, kept in LFS
"""

import hashlib
import json
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit

LFS_FROM = 2000
"""Files of so many bytes are in LFS."""


@dataclass
class Asked:
    """A request as it came."""

    server: str  # "hub" or "store"
    path: str
    file: str
    range: str
    token: str


@dataclass
class Published:
    """A model: its files, the licence that its page names, and who may have it."""

    files: dict[str, bytes]
    card: dict[str, str] | None = None
    gated: bool = False
    private: bool = False
    sizes: dict[str, int] = field(default_factory=dict)  # announced instead of the true ones
    checksums: dict[str, str] = field(default_factory=dict)
    renamed_to: str = ""

    @property
    def commit(self) -> str:
        digest = hashlib.sha1(usedforsecurity=False)
        for name, data in sorted(self.files.items()):
            digest.update(name.encode() + data)
        return digest.hexdigest()


@dataclass
class Hub:
    """What is on the hub, what was asked of it, and how it misbehaves."""

    url: str = ""
    store_url: str = ""
    models: dict[str, Published] = field(default_factory=dict)
    tokens: set[str] = field(default_factory=set)  # that are valid
    accepted: set[str] = field(default_factory=set)  # of those who accepted the gated ones' terms
    requests: list[Asked] = field(default_factory=list)
    break_after: dict[str, list[int]] = field(default_factory=dict)  # bytes until the line breaks
    states: dict[str, list[int]] = field(default_factory=dict)  # to answer with first, by file
    hold: threading.Event | None = None  # waited for in the middle of weights

    def publish(self, name: str, files: dict[str, bytes], **settings: object) -> Published:
        self.models[name] = Published(files, **settings)  # type: ignore[arg-type]
        return self.models[name]

    def fetched(self, file: str = "") -> list[str]:
        """The files that were sent, or one of them, in order, each with the range of it."""
        sent = [r for r in self.requests if r.file and r.file.endswith(file)]
        return [f"{r.file} {r.range}".strip() for r in sent]

    def files(self) -> set[str]:
        return {r.file for r in self.requests if r.file}


def blob(data: bytes) -> str:
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def listing(name: str, model: Published) -> dict[str, object]:
    siblings = []
    for file, data in model.files.items():
        size = model.sizes.get(file, len(data))
        entry: dict[str, object] = {"rfilename": file, "size": size, "blobId": blob(data)}
        if len(data) >= LFS_FROM:
            checksum = model.checksums.get(file, hashlib.sha256(data).hexdigest())
            entry["lfs"] = {"sha256": checksum, "size": size, "pointerSize": 134}
        elif file in model.checksums:
            entry["blobId"] = model.checksums[file]
        siblings.append(entry)
    return {
        "_id": "0", "id": name, "modelId": name, "sha": model.commit, "private": model.private,
        "gated": "auto" if model.gated else False, "disabled": False, "downloads": 1, "likes": 0,
        "tags": [], "cardData": model.card, "siblings": siblings,
    }  # fmt: skip


def _handler(hub: Hub, server: str) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_HEAD(self) -> None:
            self._answer()

        def do_GET(self) -> None:
            self._answer()

        def _answer(self) -> None:
            path = unquote(urlsplit(self.path).path)
            self.file = ""
            self.token = self.headers.get("Authorization", "").removeprefix("Bearer ")
            try:
                if server == "store":
                    self._store(path)
                elif path.startswith("/api/resolve-cache/models/"):
                    org, name, _, file = path.removeprefix("/api/resolve-cache/models/").split(
                        "/", 3
                    )
                    self._note(path, file)
                    self._send_file(file, hub.models[f"{org}/{name}"].files[file])
                elif path.startswith("/api/models/"):
                    self._list(path.removeprefix("/api/models/"))
                else:
                    name, _, rest = path.lstrip("/").partition("/resolve/")
                    commit, _, file = rest.partition("/")
                    self._resolve(name, commit, file)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def _note(self, path: str, file: str = "") -> None:
            wanted = self.headers.get("Range", "")
            hub.requests.append(Asked(server, path, file, wanted, self.token))

        def _list(self, name: str) -> None:
            self._note(f"/api/models/{name}")
            states = hub.states.get("list", [])
            if states:
                self._send(states.pop(0), b"trouble")
            elif self._may_see(name):
                model = hub.models[name]
                if model.renamed_to:
                    self._send(307, b"", Location=f"/api/models/{model.renamed_to}?blobs=true")
                    return
                body = json.dumps(listing(name, model)).encode()
                self._send(200, body, **{"Content-Type": "application/json"})

        def _resolve(self, name: str, commit: str, file: str) -> None:
            self._note(self.path)
            if not self._may_see(name):
                return
            model = hub.models[name]
            if model.renamed_to:
                self._send(307, b"", Location=f"/{model.renamed_to}/resolve/{commit}/{file}")
                return
            if model.gated and self.token not in hub.accepted:
                self._refuse(
                    403 if self.token else 401, "GatedRepo", "Access to this model is restricted."
                )
                return
            if commit != model.commit or file not in model.files:
                self._refuse(404, "EntryNotFound", "Entry not found")
                return
            data = model.files[file]
            headers = {"X-Repo-Commit": commit, "X-Linked-Size": str(len(data))}
            if len(data) >= LFS_FROM:
                checksum = hashlib.sha256(data).hexdigest()
                headers["X-Linked-ETag"] = f'"{checksum}"'
                location = f"{hub.store_url}/{checksum}?Signature=abc"
                self._send(302, b"", Location=location, **headers)
            else:
                location = f"/api/resolve-cache/models/{name}/{commit}/{file}"
                self._send(307, b"", Location=location, ETag=f'"{blob(data)}"', **headers)

        def _store(self, path: str) -> None:
            for model in hub.models.values():
                for file, data in model.files.items():
                    if hashlib.sha256(data).hexdigest() == path.lstrip("/"):
                        self._note(path, file)
                        self._send_file(file, data)
                        return
            self._note(path)
            self._send(403, b"<Error/>")

        def _may_see(self, name: str) -> bool:
            if self.token and self.token not in hub.tokens:
                self._refuse(401, "", "Invalid credentials in Authorization header")
            elif name not in hub.models or (hub.models[name].private and not self.token):
                if self.token:
                    self._refuse(404, "RepoNotFound", "Repository not found")
                else:
                    self._refuse(401, "RepoNotFound", "Invalid username or password.")
            else:
                return True
            return False

        def _refuse(self, state: int, code: str, message: str) -> None:
            headers = {"X-Error-Message": message, **({"X-Error-Code": code} if code else {})}
            self._send(state, json.dumps({"error": message}).encode(), **headers)

        def _send_file(self, file: str, data: bytes) -> None:
            states = hub.states.get(file, [])
            if states:
                self._send(states.pop(0), b"trouble")
                return
            etag = f'"{hashlib.md5(data, usedforsecurity=False).hexdigest()}"'
            wanted = self.headers.get("Range", "")
            start, state, extra = 0, 200, {}
            if wanted and self.headers.get("If-Range", etag) == etag:
                start, state = int(wanted.removeprefix("bytes=").rstrip("-")), 206
                if start >= len(data):
                    self._send(416, b"", **{"Content-Range": f"bytes */{len(data)}"})
                    return
                extra = {"Content-Range": f"bytes {start}-{len(data) - 1}/{len(data)}"}
            self._send(state, data[start:], ETag=etag, file=file, **extra)

        def _send(self, state: int, body: bytes, file: str = "", **headers: str) -> None:
            self.send_response(state)
            self.send_header("Content-Length", str(len(body)))
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            if self.command == "HEAD":
                return
            breaks = hub.break_after.get(file, [])
            if breaks:
                self.wfile.write(body[: breaks.pop(0)])
                self.close_connection = True
            elif hub.hold and file.endswith((".safetensors", ".bin")):
                self.wfile.write(body[: len(body) // 2])
                self.wfile.flush()
                hub.hold.wait(30)
                self.wfile.write(body[len(body) // 2 :])
            else:
                self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    return Handler


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, address: object) -> None:
        if not isinstance(sys.exception(), ConnectionError):  # a client that was stopped
            super().handle_error(request, address)  # type: ignore[arg-type]


@contextmanager
def running_hub() -> Iterator[Hub]:
    """A hub that answers until the block is left."""
    hub = Hub()
    servers = []
    for name in ("hub", "store"):
        server = _Server(("127.0.0.1", 0), _handler(hub, name))
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        servers.append(server)
    hub.url, hub.store_url = (f"http://127.0.0.1:{server.server_port}" for server in servers)
    try:
        yield hub
    finally:
        if hub.hold:
            hub.hold.set()
        for server in servers:
            server.shutdown()
            server.server_close()
