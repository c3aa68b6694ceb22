"""An endpoint and its key: what an engine's name and the environment say of them."""

import importlib.util
import math
import os
import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from pipelines.engines import Readiness
from pipelines.errors import EngineUnavailable

OPENAI = "https://api.openai.com/v1"
"""The endpoint where no other is named."""

KEY_SETTING = "OPENAI_API_KEY"
ADDRESS_SETTING = "OPENAI_BASE_URL"
PATIENCE_SETTING = "DEUTGI_LLM_TIMEOUT"
"""The environment variable with the seconds that an answer may take."""

PATIENCE = 180.0
"""Seconds that an answer may take where `PATIENCE_SETTING` says nothing."""

INSTALL = 'pip install "deutgi[llm]"'

_EXAMPLE = "openai:llama3.1@http://localhost:11434/v1"
_NAMED_ADDRESS = re.compile(r"(?P<model>.*?)@(?P<address>https?://.*)", re.IGNORECASE | re.DOTALL)
_LIKE_AN_ADDRESS = re.compile(r".@(?:localhost\b|[\w.-]+:\d|[\w-]+\.[\w.-]+/)")


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


def patience() -> float:
    """The seconds that an answer may take. Raises EngineUnavailable for a setting that is none."""
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


def longer_patience() -> float:
    """The seconds to suggest where they were not enough."""
    return max(600.0, 3.0 * patience())
