"""`openai`: a language model behind an OpenAI-compatible endpoint, asked one question at a time.

OpenAI, Ollama, vLLM, the llama.cpp server and many others answer the same requests. The name
`openai:MODEL@ADDRESS` says which model and where; without an address it is that of
`OPENAI_BASE_URL`, else OpenAI's own. The key is that of `OPENAI_API_KEY`: it is sent to the
endpoint and appears nowhere else. An answer is JSON of a given shape; how an endpoint can be made
to give it (a schema, JSON of any kind, plain words) and which settings it refuses is found out by
its first answers, and remembered.
"""

import difflib
import importlib.util
import json
import math
import os
import re
import socket
import ssl
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, TypeVar
from urllib.parse import urlsplit

from pydantic import BaseModel, ValidationError

from pipelines.engines import Readiness
from pipelines.errors import EngineFailed, EngineUnavailable

OPENAI = "https://api.openai.com/v1"
"""The endpoint where no other is named."""

KEY_SETTING = "OPENAI_API_KEY"
ADDRESS_SETTING = "OPENAI_BASE_URL"
PATIENCE_SETTING = "DEUTGI_LLM_TIMEOUT"
"""The environment variable with the seconds that an answer may take."""

PATIENCE = 180.0
"""Seconds that an answer may take where `PATIENCE_SETTING` says nothing."""

RETRIES = 2
"""How often a request is sent again that met a busy or failing endpoint, or none. The wait is the
endpoint's own (Retry-After, up to two minutes), else it doubles from half a second."""

LONGEST_ANSWER = 8192
"""Tokens of an answer: a model that repeats itself would else go on until its memory is full."""

TEMPERATURE = 0.3

INSTALL = 'pip install "deutgi[llm]"'

_NO_KEY = "none"
"""Sent where there is no key: the client wants one, a local endpoint ignores it."""

_EXAMPLE = "openai:llama3.1@http://localhost:11434/v1"
_NAMED_ADDRESS = re.compile(r"(?P<model>.*?)@(?P<address>https?://.*)", re.IGNORECASE | re.DOTALL)
_LIKE_AN_ADDRESS = re.compile(r".@(?:localhost\b|[\w.-]+:\d|[\w-]+\.[\w.-]+/)")

_Format = Literal["json_schema", "json_object", "text"]
_SIMPLER: dict[_Format, _Format] = {"json_schema": "json_object", "json_object": "text"}
_FALLBACKS: dict[_Format, str] = {
    "json_schema": "",
    "json_object": "asked for json_object, as the endpoint refuses json_schema",
    "text": "asked for JSON in plain words, as the endpoint refuses json_schema and json_object",
}

A = TypeVar("A", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A model and where it is asked. `key` is empty where there is none."""

    model: str
    address: str
    key: str = field(default="", repr=False)

    @property
    def name(self) -> str:
        """The engine's name, which opens it again; never with the key."""
        where = "" if self.address == OPENAI else f"@{self.address}"
        return f"openai:{self.model}{where}"


def endpoint_of(model: str) -> Endpoint:
    """What an engine's name says after `openai:`, completed from the environment.

    Raises EngineUnavailable where the model, a proper address, or OpenAI's key is missing.
    """
    named = _NAMED_ADDRESS.fullmatch(model)
    if not named and _LIKE_AN_ADDRESS.search(model):
        raise EngineUnavailable(
            "The address of an endpoint begins with http:// or https://.",
            f"Write it like this: {_EXAMPLE}",
        )
    address = named["address"] if named else os.environ.get(ADDRESS_SETTING, "").strip() or OPENAI
    name = (named["model"] if named else model).strip()
    if not name:
        raise EngineUnavailable(
            "openai needs the name of a model.",
            f"Name it: openai:gpt-5 (with {KEY_SETTING}), or {_EXAMPLE} (Ollama).",
        )
    address = _checked_address(address)
    key = os.environ.get(KEY_SETTING, "").strip()
    if not key and address == OPENAI:
        raise EngineUnavailable(
            f"{KEY_SETTING} is not set, which OpenAI asks for.",
            f"Set it, or name an endpoint of your own: {_EXAMPLE}",
        )
    if not (key.isascii() and key.isprintable()) or " " in key:
        raise EngineUnavailable(
            f"{KEY_SETTING} holds characters that no key has.", "Copy the key again, alone."
        )
    return Endpoint(name, address, key)


def _checked_address(address: str) -> str:
    """The address without the slash at its end. What is wrong with it is told without showing it
    where there may be a password in it."""
    try:
        parts = urlsplit(address)
        secret = bool(parts.username or parts.password or parts.query or parts.fragment)
        whole = parts.scheme.lower() in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:  # a port that is no number
        secret, whole = "@" in address, False
    if secret:
        raise EngineUnavailable(
            "The address of an endpoint holds no user, password, ? or #.",
            f"Put the key into {KEY_SETTING}, and write just: {_EXAMPLE}",
        )
    if not whole or not address.isprintable() or " " in address:
        raise EngineUnavailable(
            f"“{address}” is no address of an endpoint.", f"Write it like this: {_EXAMPLE}"
        )
    return address.rstrip("/")


def readiness(model: str) -> Readiness:
    """Whether the library, a model's name and a key are here. The endpoint is not asked."""
    if importlib.util.find_spec("openai") is None:
        return Readiness(False, "openai is not installed", INSTALL)
    try:
        endpoint = endpoint_of(model)
    except EngineUnavailable as error:
        return Readiness(False, error.message.rstrip("."), error.hint)
    return Readiness(True, f"{endpoint.model} at {endpoint.address} (asked when it is needed)")


def opened(model: str) -> "Chat":
    """The chat with a model. No connection is made yet. Raises EngineUnavailable."""
    if importlib.util.find_spec("openai") is None:
        raise EngineUnavailable("openai cannot run: openai is not installed.", INSTALL)
    return Chat(endpoint_of(model))


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens as the endpoint counts them: those that it read and those that it wrote."""

    prompt: int = 0
    completion: int = 0

    def __add__(self, other: "Usage") -> "Usage":
        """Both together."""
        return Usage(self.prompt + other.prompt, self.completion + other.completion)

    def __str__(self) -> str:
        """For people; empty where the endpoint has counted nothing."""
        if self == Usage():
            return ""
        return f"{self.prompt:,} tokens in, {self.completion:,} out"


class Meter:
    """A sum of usage that several threads may add to."""

    def __init__(self) -> None:
        """Nothing used yet."""
        self.usage = Usage()
        self._lock = threading.Lock()

    def add(self, usage: Usage) -> None:
        """Add to the sum."""
        with self._lock:
            self.usage += usage


class BadAnswer(Exception):
    """The model answered, but not as it was asked to.

    `fault` is a short phrase that finishes “its answer was refused: …”.
    """

    def __init__(self, fault: str) -> None:
        """The phrase."""
        super().__init__(fault)
        self.fault = fault


def fenced(name: str, lines: Iterable[Mapping[str, object]]) -> str:
    """Data for a prompt: JSON objects, one a line, between `<name>` and `</name>`.

    No text in them can end the fence or begin another: a `<` is written as JSON's escape for it.
    """
    written = (json.dumps(line, ensure_ascii=False).replace("<", "\\u003c") for line in lines)
    text = "".join(f"{line}\n" for line in written)
    return f"<{name}>\n{text}</{name}>".encode("utf-8", "replace").decode("utf-8")


def read_answer(text: str, shape: type[A]) -> A:
    """The answer in what a model wrote: JSON alone, or with words, thoughts or a frame around it.

    Raises BadAnswer.
    """
    try:
        return shape.model_validate_json(text.strip())
    except ValidationError:
        fault = "it was no valid JSON"
    text = text.rpartition("</think>")[2]
    decoder = json.JSONDecoder()
    for start in [match.start() for match in re.finditer(r"\{", text)][:_PLACES]:
        try:
            _, end = decoder.raw_decode(text, start)
        except (ValueError, RecursionError):
            continue
        try:
            return shape.model_validate_json(text[start:end])
        except ValidationError:
            fault = "it was not the JSON that was asked for"
    raise BadAnswer(fault)


_PLACES = 50
"""Opening braces where JSON may begin: a limit to the time that nonsense takes."""


@dataclass(frozen=True, slots=True)
class _Dialect:
    """How an endpoint is asked: the format of its answer, and the settings it does not take."""

    format: _Format = "json_schema"
    left_out: frozenset[str] = frozenset()

    def settings(self, shape: type[BaseModel], temperature: float) -> dict[str, Any]:
        settings: dict[str, Any] = {"temperature": temperature, "max_tokens": LONGEST_ANSWER}
        if self.format == "json_schema":
            schema = {"name": "answer", "strict": True, "schema": _strict_schema(shape)}
            settings["response_format"] = {"type": "json_schema", "json_schema": schema}
        elif self.format == "json_object":
            settings["response_format"] = {"type": "json_object"}
        return {name: value for name, value in settings.items() if name not in self.left_out}

    def simpler(self, complaint: str) -> "_Dialect | None":
        """How to ask after a complaint; None where nothing is left to be given up."""
        fewer = replace(self, format=_SIMPLER.get(self.format, "text"))
        about_format = re.search("response_format|schema|grammar|json_object", complaint)
        if about_format and fewer != self:
            return fewer
        for setting in ("temperature", "max_tokens"):
            named = setting in complaint or (setting == "max_tokens" and _too_long(complaint))
            if named and setting not in self.left_out:
                return replace(self, left_out=self.left_out | {setting})
        return None if fewer == self or _too_long(complaint) else fewer


_dialects: dict[tuple[str, str], _Dialect] = {}
"""What was found out in this process, by address and model. Only what led to an answer is kept."""


def _too_long(complaint: str) -> bool:
    return bool(re.search(r"context[ _]?(?:length|size|window)", complaint))


def _strict_schema(shape: type[BaseModel]) -> dict[str, Any]:
    """The shape's JSON schema as strict mode wants it: all fields required, no others, no
    references (which not every endpoint follows), no defaults."""
    schema = shape.model_json_schema()
    parts = schema.get("$defs", {})

    def strict(node: Any) -> Any:
        if not isinstance(node, dict):
            return node
        if "$ref" in node:
            return strict(parts[node["$ref"].rpartition("/")[2]])
        kept = {key: strict(value) for key, value in node.items() if key in _KEPT}
        if "properties" in node:
            fields = {name: strict(value) for name, value in node["properties"].items()}
            kept |= {"properties": fields, "required": list(fields), "additionalProperties": False}
        return kept

    return dict(strict(schema))


_KEPT = {"type", "items"}


class Chat:
    """Questions to one endpoint. May be used by several threads."""

    def __init__(self, endpoint: Endpoint) -> None:
        """No connection is made yet."""
        self.endpoint = endpoint
        self.name = endpoint.name
        self._meter = Meter()
        self._client: Any = None

    @property
    def usage(self) -> Usage:
        """Tokens of all questions so far, those with a bad answer too."""
        return self._meter.usage

    @property
    def fallback(self) -> str:
        """What people should know of how the endpoint had to be asked, or an empty string."""
        return _FALLBACKS[self._dialect().format]

    def ask(
        self, instruction: str, question: str, shape: type[A], meter: Meter, fault: str = ""
    ) -> A:
        """The answer to a question, of the shape. Its tokens are added to `meter`.

        `fault` is what was wrong with the answer before, if this is the second time. Raises
        BadAnswer, EngineUnavailable where nobody can be asked, EngineFailed where asking fails.
        """
        if fault:
            question += (
                f"\n\nYour answer before this one was refused: {fault}. "
                "Answer again, exactly as the instructions say."
            )
        messages = [
            {"role": "system", "content": instruction},
            {"role": "user", "content": question},
        ]
        completion = self._send(messages, shape, 0.0 if fault else TEMPERATURE)
        choices = getattr(completion, "choices", None)
        if not isinstance(choices, list):
            if isinstance(said := getattr(completion, "error", None), dict):  # with status 200
                raise EngineFailed(
                    f"{self.endpoint.address} failed: {self._plain(said.get('message') or said)}.",
                    "Try again in a minute, or use another model.",
                )
            raise self._no_endpoint()
        self._count(completion, meter)
        if not choices or choices[0].message is None:
            raise BadAnswer("it was empty")
        choice = choices[0]
        if choice.finish_reason == "length":
            raise BadAnswer("it was cut off before its end")
        if choice.finish_reason == "content_filter":
            raise BadAnswer("the endpoint’s filter held it back")
        if getattr(choice.message, "refusal", None):
            raise BadAnswer("the model declined to answer")
        content = choice.message.content
        if not isinstance(content, str) or not content.strip():
            raise BadAnswer("it was empty")
        return read_answer(content, shape)

    def _send(self, messages: list[dict[str, str]], shape: type[A], temperature: float) -> Any:
        import openai

        client = self._connected()
        dialect = self._dialect()
        while True:
            problem: Exception
            try:
                completion = client.chat.completions.create(
                    model=self.endpoint.model,
                    messages=messages,
                    **dialect.settings(shape, temperature),
                )
            except (openai.BadRequestError, openai.UnprocessableEntityError) as error:
                simpler = dialect.simpler(str(error))
                if simpler:
                    dialect = simpler
                    continue
                problem = self._rejection(error)
            except openai.OpenAIError as error:
                problem = self._problem(error)
            except (ValueError, TypeError):  # what came is no JSON, or JSON of nothing known
                problem = self._no_endpoint()
            else:
                _dialects[self.endpoint.address, self.endpoint.model] = dialect
                return completion
            # Raised out here: the client's error, which may quote the key, is not chained to it.
            raise problem

    def _dialect(self) -> _Dialect:
        # OpenAI's newer models take no max_tokens, and none of them goes on without end.
        known = {"max_tokens"} if self.endpoint.address == OPENAI else set()
        first = _Dialect(left_out=frozenset(known))
        return _dialects.get((self.endpoint.address, self.endpoint.model), first)

    def _connected(self) -> Any:
        if self._client is None:
            import openai

            seconds = _patience()
            try:
                self._client = openai.OpenAI(
                    api_key=self.endpoint.key or _NO_KEY,
                    base_url=self.endpoint.address,
                    timeout=openai.Timeout(seconds, connect=min(seconds, 10.0)),
                    max_retries=RETRIES,
                )
            except (openai.OpenAIError, OSError, ValueError, ImportError) as error:
                problem = EngineUnavailable(
                    f"No request can be made to {self.endpoint.address}: {self._plain(error)}.",
                    "Check proxies, SSL_CERT_FILE, and the settings that begin with OPENAI_.",
                )
            else:
                return self._client
            raise problem
        return self._client

    def _count(self, completion: Any, meter: Meter) -> None:
        counted = getattr(completion, "usage", None)
        tokens = [getattr(counted, f"{kind}_tokens", None) for kind in ("prompt", "completion")]
        usage = Usage(*(n if isinstance(n, int) else 0 for n in tokens))
        self._meter.add(usage)
        meter.add(usage)

    def _rejection(self, error: Any) -> Exception:
        """A question that the endpoint does not take: because of its text, or of any."""
        if _too_long(str(error)):
            return BadAnswer("the question was longer than the model reads at once")
        if error.code == "content_filter":
            return BadAnswer("the endpoint’s filter held the question back")
        return EngineFailed(
            f"{self.endpoint.address} refuses the question: {self._said(error)}.",
            "Use another model or another engine.",
        )

    def _problem(self, error: Exception) -> EngineUnavailable | EngineFailed:
        """What a failed request means to people, and what to do."""
        import openai

        where, model = self.endpoint.address, self.endpoint.model
        if isinstance(error, openai.APITimeoutError):
            return EngineFailed(
                f"{self.name} did not answer within {_patience():g} seconds.",
                f"Give it longer ({PATIENCE_SETTING}={_longer():g}), or use a smaller model.",
            )
        if isinstance(error, openai.APIConnectionError):
            return EngineUnavailable(
                f"There is no connection to {where}: {self._reason(error)}.",
                "Check the network connection."
                if where == OPENAI
                else "Is the server running, and is this its address? With Ollama: ollama serve",
            )
        if isinstance(error, openai.AuthenticationError | openai.PermissionDeniedError):
            if not self.endpoint.key:
                return EngineUnavailable(f"{where} asks for a key.", f"Put it into {KEY_SETTING}.")
            return EngineUnavailable(
                f"{where} refuses the key in {KEY_SETTING}.",
                f"Check that it is a key for that endpoint, and that it may use {model}.",
            )
        if isinstance(error, openai.NotFoundError):
            return self._not_there()
        if isinstance(error, openai.RateLimitError):
            if error.code == "insufficient_quota":
                return EngineUnavailable(
                    f"The account at {where} has no credit left.",
                    "Add some there, or use another engine.",
                )
            return EngineUnavailable(
                f"{where} takes no more requests for now.",
                f"Try again in {_wait(error.response.headers.get('retry-after'))}.",
            )
        if isinstance(error, openai.APIStatusError):
            return EngineFailed(
                f"{where} failed with status {error.status_code}: {self._said(error)}.",
                "Try again in a minute (it may be loading its model), or look at its log.",
            )
        return self._no_endpoint()

    def _not_there(self) -> EngineUnavailable:
        where, model = self.endpoint.address, self.endpoint.model
        names = self._models()
        if names is None or model in names:
            return EngineUnavailable(
                f"{where} has nothing there that answers for {model}.",
                "Check the address: that of most endpoints ends in /v1.",
            )
        near = difflib.get_close_matches(model, names, _NAMES, 0.0)
        more = f" and {len(names) - len(near)} more" if len(names) > len(near) else ""
        hints = [f"Choose one that is: {', '.join(near)}{more}."] if names else []
        if where != OPENAI:
            hints.append(f"With Ollama: ollama pull {model}")
        return EngineUnavailable(f"{model} is not at {where}.", " ".join(hints))

    def _models(self) -> list[str] | None:
        """The names of the endpoint's models, or None where it does not tell them."""
        import openai

        try:
            client = self._connected().with_options(max_retries=0, timeout=10.0)
            listed = client.models.list().data
            return [self._plain(model.id) for model in listed or []]
        except (openai.OpenAIError, ValueError, TypeError, AttributeError):
            return None

    def _no_endpoint(self) -> EngineUnavailable:
        return EngineUnavailable(
            f"What {self.endpoint.address} answers is not what an OpenAI-compatible endpoint does.",
            "Check the address: that of most endpoints ends in /v1.",
        )

    def _reason(self, error: BaseException | None) -> str:
        """Why there is no connection, from the first cause that says it."""
        while error is not None:
            if isinstance(error, ConnectionRefusedError):
                return "connection refused"
            if isinstance(error, socket.gaierror):
                return "there is no such host"
            if isinstance(error, ssl.SSLError):
                return f"TLS failed ({self._plain(error.reason or error)})"
            deeper = error.__cause__ or error.__context__
            if deeper is None:
                return self._plain(error) or type(error).__name__
            error = deeper
        return "no answer"

    def _said(self, error: Any) -> str:
        """What the endpoint says is wrong, without the client's words around it."""
        said = error.body.get("message") if isinstance(error.body, dict) else None
        return self._plain(said or re.sub(r"^Error code: \d+ - ", "", error.message))

    def _plain(self, said: object) -> str:
        """What an endpoint or a library says, in one line, never with the key in it."""
        text = str(said)
        if self.endpoint.key:
            text = text.replace(self.endpoint.key, "…")
        line = " ".join(text.split()).rstrip(".")
        return line if len(line) <= _QUOTED else f"{line[:_QUOTED]}…"


_NAMES = 8
_QUOTED = 160
"""Names and characters of what an endpoint says that go into an error."""


def _patience() -> float:
    setting = os.environ.get(PATIENCE_SETTING, "").strip()
    if not setting:
        return PATIENCE
    try:
        seconds = float(setting)
    except ValueError:
        seconds = 0.0
    if not 0.0 < seconds < math.inf:
        raise EngineUnavailable(
            f"{PATIENCE_SETTING} is “{setting}”, which is no number of seconds.",
            f"Set it like this: {PATIENCE_SETTING}=600",
        )
    return seconds


def _longer() -> float:
    return max(600.0, 3.0 * _patience())


def _wait(header: str | None) -> str:
    """How long an endpoint asks to wait, for people."""
    try:
        seconds = math.ceil(float(header or ""))
    except (ValueError, OverflowError):
        return "a minute"
    return f"{seconds} seconds" if seconds > 1 else "a second"
