"""What a failed request means to people, and what to do. The key is in none of it."""

import difflib
import math
import re
import socket
import ssl
from collections.abc import Callable
from typing import Any

from pipelines.errors import EngineFailed, EngineUnavailable
from pipelines.llm.answers import BadAnswer
from pipelines.llm.dialect import too_long
from pipelines.llm.endpoint import (
    KEY_SETTING,
    OPENAI,
    PATIENCE_SETTING,
    Endpoint,
    longer_patience,
    patience,
)

Models = Callable[[], list[str] | None]
"""The names of an endpoint's models, or None where it does not tell them."""

_NAMES = 8
_QUOTED = 160
"""Names and characters of what an endpoint says that go into an error."""


def rejection(error: Any, endpoint: Endpoint) -> Exception:
    """A question that the endpoint does not take: because of its text, or of any."""
    if too_long(str(error)):
        return BadAnswer("the question was longer than the model reads at once")
    if error.code == "content_filter":
        return BadAnswer("the endpoint’s filter held the question back")
    return EngineFailed(
        f"{endpoint.address} refuses the question: {_said(error, endpoint)}.",
        "Use another model or another engine.",
    )


def problem_of(
    error: Exception, endpoint: Endpoint, models: Models
) -> EngineUnavailable | EngineFailed:
    """What a failed request means to people, and what to do."""
    import openai

    where, model = endpoint.address, endpoint.model
    if isinstance(error, openai.APITimeoutError):
        return EngineFailed(
            f"{endpoint.name} did not answer within {patience():g} seconds.",
            f"Give it longer ({PATIENCE_SETTING}={longer_patience():g}), or use a smaller model.",
        )
    if isinstance(error, openai.APIConnectionError):
        return EngineUnavailable(
            f"There is no connection to {where}: {_reason(error, endpoint)}.",
            "Check the network connection."
            if where == OPENAI
            else "Is the server running, and is this its address? With Ollama: ollama serve",
        )
    if isinstance(error, openai.AuthenticationError | openai.PermissionDeniedError):
        if not endpoint.key:
            return EngineUnavailable(f"{where} asks for a key.", f"Put it into {KEY_SETTING}.")
        return EngineUnavailable(
            f"{where} refuses the key in {KEY_SETTING}.",
            f"Check that it is a key for that endpoint, and that it may use {model}.",
        )
    if isinstance(error, openai.NotFoundError):
        return _not_there(endpoint, models)
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
            f"{where} failed with status {error.status_code}: {_said(error, endpoint)}.",
            "Try again in a minute (it may be loading its model), or look at its log.",
        )
    return no_endpoint(endpoint)


def _not_there(endpoint: Endpoint, models: Models) -> EngineUnavailable:
    where, model = endpoint.address, endpoint.model
    names = models()
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


def no_endpoint(endpoint: Endpoint) -> EngineUnavailable:
    """That something else answers there."""
    return EngineUnavailable(
        f"What {endpoint.address} answers is not what an OpenAI-compatible endpoint does.",
        "Check the address: that of most endpoints ends in /v1.",
    )


def _reason(error: BaseException | None, endpoint: Endpoint) -> str:
    """Why there is no connection, from the first cause that says it."""
    while error is not None:
        if isinstance(error, ConnectionRefusedError):
            return "connection refused"
        if isinstance(error, socket.gaierror):
            return "there is no such host"
        if isinstance(error, ssl.SSLError):
            return f"TLS failed ({plain(error.reason or error, endpoint)})"
        deeper = error.__cause__ or error.__context__
        if deeper is None:
            return plain(error, endpoint) or type(error).__name__
        error = deeper
    return "no answer"


def _said(error: Any, endpoint: Endpoint) -> str:
    """What the endpoint says is wrong, without the client's words around it."""
    said = error.body.get("message") if isinstance(error.body, dict) else None
    return plain(said or re.sub(r"^Error code: \d+ - ", "", error.message), endpoint)


def plain(said: object, endpoint: Endpoint) -> str:
    """What an endpoint or a library says, in one line, never with the key in it."""
    text = str(said)
    if endpoint.key:
        text = text.replace(endpoint.key, "…")
    line = " ".join(text.split()).rstrip(".")
    return line if len(line) <= _QUOTED else f"{line[:_QUOTED]}…"


def _wait(header: str | None) -> str:
    """How long an endpoint asks to wait, for people."""
    try:
        seconds = math.ceil(float(header or ""))
    except (ValueError, OverflowError):
        return "a minute"
    return f"{seconds} seconds" if seconds > 1 else "a second"
