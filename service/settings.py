"""The server's settings: options of the command line first, then `DEUTGI_…` in the environment."""

import ipaddress
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from pipelines.errors import DeutgiError
from service.folders import database_url, keys_file, library_folder, models_folder

__all__ = ["ServerSettings", "is_loopback", "keys_file", "library_folder", "models_folder", "read"]

PREFIX = "DEUTGI_"

_ORIGIN = re.compile(r"[a-z][a-z0-9+.-]*://[^/\s*?#@]+")


class ServerSettings(BaseSettings):
    """What a server is told. A field `port` is `DEUTGI_PORT` in the environment."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, env_ignore_empty=True)

    host: str = Field(default="127.0.0.1", min_length=1, description="The address to listen on.")
    port: int = Field(
        default=8000, ge=0, le=65_535, description="The port; 0 for any that is free."
    )
    public_url: str = Field(
        default="",
        description="Where others reach the server, such as https://news.example.org: links in "
        "feeds begin with it. Empty: as each request names the server.",
    )
    library: Path = Field(default_factory=library_folder, description="The folder of episodes.")
    models: Path = Field(default_factory=models_folder, description="The folder of model files.")
    keys: Path = Field(default_factory=keys_file, description="The file of API keys.")
    database_url: str = Field(
        default_factory=database_url,
        description="Where jobs are kept: sqlite:///FILE, or postgresql://user:password@host/name, "
        "which many machines can share.",
    )
    storage: str = Field(
        default="",
        description="Where episodes are kept for many machines: s3://bucket/prefix. Empty: in the "
        "library's folder.",
    )
    cache: int = Field(
        default=2_000, ge=10, description="Megabytes of the storage's files that are kept here."
    )
    making: int = Field(
        default=1,
        ge=0,
        le=16,
        description="Episodes that this process makes at once; 0: it serves, and others make them.",
    )
    most_waiting: int = Field(
        default=100, ge=1, description="Episodes that may wait for their turn."
    )
    keep_days: int = Field(
        default=7, ge=1, description="Days that the history of jobs is kept after they end."
    )
    profile: Literal["auto", "embedded", "balanced", "best"] = Field(
        default="auto", description="Which engines work where a request names none."
    )
    rate: int = Field(
        default=300,
        ge=0,
        description="Requests a minute by one key, or one address; 0 for no limit.",
    )
    most_body: int = Field(
        default=10_000_000, ge=1_000, description="Bytes that a request may have."
    )
    most_speech: int = Field(
        default=4_096, ge=1, description="Characters that are spoken at a time."
    )
    most_text: int = Field(
        default=100_000, ge=1, description="Characters that are translated at a time."
    )
    syntheses: int = Field(default=2, ge=1, le=64, description="Sentences that are spoken at once.")
    texts: int = Field(
        default=2, ge=1, le=64, description="Summaries and translations made at once."
    )
    waiting: int = Field(
        default=16, ge=0, description="Requests for each of these two that may wait for their turn."
    )
    patience: float = Field(
        default=60.0,
        gt=0,
        description="Seconds for a request to come whole, and for a listener to read on.",
    )
    grace: int = Field(
        default=30, ge=0, description="Seconds that running answers have when it stops."
    )
    proxies: str = Field(
        default="127.0.0.1,::1",
        description="Addresses whose X-Forwarded-For and X-Forwarded-Proto are believed.",
    )
    cors_origins: str = Field(
        default="",
        description="Sites whose pages may talk to the server from a browser, such as "
        "https://player.example.org, with commas between; * lets those of any site read feeds and "
        "episodes, also those of a server without keys.",
    )
    warm: bool = Field(
        default=True, description="Load the voices at the start, not when first asked to speak."
    )
    log: Literal["auto", "json", "plain"] = Field(
        default="auto",
        description="The log's form. auto: plain on a terminal, JSON lines elsewhere.",
    )

    @field_validator("library", "models", "keys")
    @classmethod
    def _home(cls, path: Path) -> Path:
        return path.expanduser()

    @field_validator("public_url")
    @classmethod
    def _address(cls, url: str) -> str:
        parts = urlsplit(url)
        if url and (parts.scheme not in ("http", "https") or not parts.hostname or parts.query):
            raise ValueError("it must look like https://news.example.org")
        return url.rstrip("/")

    @field_validator("cors_origins")
    @classmethod
    def _sites(cls, given: str) -> str:
        for origin in _listed(given):
            if origin != "*" and not _ORIGIN.fullmatch(origin):
                raise ValueError(f"{origin} does not look like https://player.example.org")
        return given

    @property
    def origins(self) -> tuple[str, ...]:
        """The sites of `cors_origins`, as browsers name them."""
        return _listed(self.cors_origins)

    @property
    def needs_keys(self) -> bool:
        """Whether requests must carry a key: as soon as others than this computer's can come.

        A public address means that they do, even where a proxy on this computer hands them on.
        """
        public = urlsplit(self.public_url).hostname
        return not is_loopback(self.host) or not (public is None or is_loopback(public))


def _listed(origins: str) -> tuple[str, ...]:
    each = (origin.strip().rstrip("/").lower() for origin in origins.split(","))
    return tuple(origin for origin in each if origin)


def is_loopback(host: str) -> bool:
    """Whether a host is this computer itself. Names but localhost are not: a resolver decides."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def read(**options: Any) -> ServerSettings:
    """The settings, with the options of a command line that are not None.

    Raises DeutgiError for one that cannot be.
    """
    given = {name: value for name, value in options.items() if value is not None}
    try:
        return ServerSettings(**given)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        name = str(first["loc"][0]) if first["loc"] else "?"
        where = f"--{name}" if name in given else f"{PREFIX}{name.upper()}"
        raise DeutgiError(
            f"{where} is “{first['input']}”: {first['msg'].removeprefix('Value error, ')}.",
            "deutgi settings lists every setting and what it is for.",
        ) from error


@dataclass(frozen=True, slots=True)
class Entry:
    """A setting for people: its variable, what it is now, whether somebody set it, and its use."""

    variable: str
    value: str
    is_set: bool
    purpose: str


def entries(settings: ServerSettings) -> list[Entry]:
    """Every setting of a server."""
    return [
        Entry(
            f"{PREFIX}{name.upper()}",
            str(getattr(settings, name)),
            bool(os.environ.get(f"{PREFIX}{name.upper()}")),
            field.description or "",
        )
        for name, field in ServerSettings.model_fields.items()
    ]
