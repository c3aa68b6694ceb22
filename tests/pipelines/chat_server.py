"""An OpenAI-compatible endpoint on loopback, which answers what a test tells it to.

What a good model would answer is computed from the request: from the lines in its fences, as they
came over the wire.
"""

import json
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any

import pytest

KEY = "sk-test-7d1f0c2b9a"


def on_loopback(monkeypatch: pytest.MonkeyPatch, nothing: Path) -> None:
    """An environment with `KEY` and without a proxy or an address. `nothing` is an empty folder.

    No certificates are read, which takes longer than most of these tests.
    """
    for setting in ("OPENAI_BASE_URL", "DEUTGI_LLM_TIMEOUT", "SSL_CERT_FILE"):
        monkeypatch.delenv(setting, raising=False)
    for kind in ("http", "https", "all"):
        monkeypatch.delenv(f"{kind}_proxy", raising=False)
        monkeypatch.delenv(f"{kind}_proxy".upper(), raising=False)
    monkeypatch.setenv("SSL_CERT_DIR", str(nothing))
    monkeypatch.setenv("OPENAI_API_KEY", KEY)


@dataclass(frozen=True)
class Asked:
    """A question as it came; the headers' names are in small letters."""

    body: dict[str, Any]
    headers: Mapping[str, str]

    @property
    def system(self) -> str:
        (text,) = [m["content"] for m in self.body["messages"] if m["role"] == "system"]
        return str(text)

    @property
    def user(self) -> str:
        (text,) = [m["content"] for m in self.body["messages"] if m["role"] == "user"]
        return str(text)

    @property
    def format(self) -> str:
        return str(self.body.get("response_format", {}).get("type", "text"))

    def lines(self, fence: str) -> list[dict[str, Any]]:
        """The JSON objects in a fence, which must stand there once."""
        return lines_in(self.user, fence)

    def numbered(self, fence: str) -> dict[int, str]:
        return {line["id"]: line["text"] for line in self.lines(fence) if "id" in line}


def lines_in(prompt: str, fence: str) -> list[dict[str, Any]]:
    rows = prompt.split("\n")
    assert rows.count(f"<{fence}>") == rows.count(f"</{fence}>") == 1
    within = rows[rows.index(f"<{fence}>") + 1 : rows.index(f"</{fence}>")]
    return [json.loads(row) for row in within]


@dataclass(frozen=True)
class Reply:
    body: object
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0


Answer = Callable[[Asked], Reply]


def said(
    content: str | None,
    tokens: tuple[int, int] | None = (100, 10),
    finish: str = "stop",
    **message: object,
) -> Reply:
    """What a model writes, in the frame of a chat completion."""
    body: dict[str, object] = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 0,
        "model": "tiny",
        "choices": [
            {
                "index": 0,
                "message": {"role": "assistant", "content": content, **message},
                "finish_reason": finish,
            }
        ],
    }
    if tokens:
        body["usage"] = {
            "prompt_tokens": tokens[0],
            "completion_tokens": tokens[1],
            "total_tokens": sum(tokens),
        }
    return Reply(body)


def failed(
    status: int, message: str, headers: Mapping[str, str] | None = None, **more: str
) -> Answer:
    reply = Reply({"error": {"message": message, "type": "error", **more}}, status, headers or {})
    return lambda asked: reply


def words(content: str | None, **how: Any) -> Answer:
    """Always the same words."""
    return lambda asked: said(content, **how)


def in_json(value: object) -> Answer:
    return words(json.dumps(value, ensure_ascii=False))


def condensed(most: int = 3) -> Answer:
    """A model that repeats the first sentences of the article in its own words."""

    def answer(asked: Asked) -> Reply:
        sentences = [
            {"text": _in_other_words(text), "sources": [number]}
            for number, text in list(asked.numbered("article").items())[:most]
        ]
        return said(json.dumps({"sentences": sentences}))

    return answer


def _in_other_words(text: str) -> str:
    said = "It was reported that "
    return text if text.startswith(said) else f"{said}{text[0].lower()}{text[1:]}"


def korean(number: int, english: str) -> str:
    """Korean of about the right length that tells which sentence it is of."""
    name = english.split()[0].strip(".,")
    more = " ".join(f"{n}가지 소식과" for n in range(2, len(english) // 20))
    return f"{name}의 {more} {number}번째 소식을 전합니다."


def translated(asked: Asked) -> Reply:
    """A model that translates all that it is given."""
    items = asked.numbered("sentences").items()
    answers = [{"id": number, "korean": korean(number, text)} for number, text in items]
    return said(json.dumps({"translations": answers}, ensure_ascii=False))


class ChatServer:
    """Answers the questions in a script one by one, and all that follow with `then`."""

    def __init__(self, *script: Answer, then: Answer, models: tuple[str, ...] | None = ("tiny",)):
        self._script = list(script)
        self._then = then
        self.models = models
        self.asked: list[Asked] = []
        self.stopped = threading.Event()
        self._lock = threading.Lock()

    def next(self, asked: Asked) -> Answer:
        with self._lock:
            self.asked.append(asked)
            return self._script.pop(0) if self._script else self._then

    def __enter__(self) -> "ChatServer":
        handler = type("Handler", (_Handler,), {"chat": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self._server.server_port}/v1"
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stopped.set()
        self._server.shutdown()
        self._server.server_close()

    @property
    def model(self) -> str:
        """What stands after `openai:` to ask it."""
        return f"tiny@{self.address}"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else the body waits 40 ms for the head to be acknowledged
    chat: ChatServer

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path != "/v1/chat/completions":
            self._send(Reply({"error": {"message": "404 page not found"}}, 404))
            return
        asked = Asked(body, {name.lower(): value for name, value in self.headers.items()})
        answer = self.chat.next(asked)
        try:
            reply = answer(asked)
        except Exception as error:  # a test's own mistake: not tried again
            reply = Reply({"error": {"message": f"{type(error).__name__}: {error}"}}, 418, {})
        self._send(reply)

    def do_GET(self) -> None:
        if self.path != "/v1/models" or self.chat.models is None:
            self._send(Reply({"error": {"message": "not here"}}, 404))
            return
        listed = [
            {"id": name, "object": "model", "created": 0, "owned_by": "us"}
            for name in self.chat.models
        ]
        self._send(Reply({"object": "list", "data": listed}))

    def _send(self, reply: Reply) -> None:
        if self.chat.stopped.wait(reply.delay):  # a connection that was kept open
            self.close_connection = True
            return
        html = isinstance(reply.body, str)
        data = (
            reply.body.encode() if isinstance(reply.body, str) else json.dumps(reply.body).encode()
        )
        try:
            self.send_response(reply.status)
            self.send_header("Content-Type", "text/html" if html else "application/json")
            self.send_header("Content-Length", str(len(data)))
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)
        except OSError:  # the client has given up
            self.close_connection = True

    def log_message(self, *args: object) -> None:
        """Silent."""
