"""The server's settings: the command line's first, then `DEUTGI_…`, then those of deutgi.toml.

An address may have a password in it. It is never shown: not in lists, nor in errors or logs.
"""

import ipaddress
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import partial
from json import dumps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import parse_qsl, urlsplit

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    InitSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from pipelines.errors import DeutgiError
from service import folders
from service.folders import keys_file, library_folder, models_folder

if TYPE_CHECKING:
    from service.reach import Reach

__all__ = [
    "Entry",
    "Origin",
    "ServerSettings",
    "entries",
    "example",
    "is_loopback",
    "keys_file",
    "library_folder",
    "masked",
    "models_folder",
    "read",
]

PREFIX = "DEUTGI_"

Origin = Literal["default", "environment", "file"]

_SECRET = ("database_url", "storage")
"""Settings whose wrong values are not quoted: where a password is in them cannot be told."""

_PASSWORD = re.compile(r"(://[^:/@]*):.*@", re.DOTALL)
_ASKED = re.compile(r"(?i)([?&][^=&]*password)=[^&]*")
_STORAGE = re.compile(r"s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](?:/[^\s?#@\\]*)?|file:///[^?#]+")
_ORIGIN = re.compile(r"[a-z][a-z0-9+.-]*://[^/\s*?#@]+")


class ServerSettings(BaseSettings):
    """What a server is told. A field `port` is `DEUTGI_PORT` in the environment."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, frozen=True, env_ignore_empty=True, hide_input_in_errors=True
    )

    host: str = Field(default="127.0.0.1", min_length=1, description="The address to listen on.")
    port: int = Field(
        default=8000, ge=0, le=65_535, description="The port; 0 for any that is free."
    )
    public_url: str = Field(
        default="",
        description="Where others reach the server, such as https://news.example.org: links in "
        "feeds begin with it. Empty: as each request names the server.",
    )
    library: Path = Field(
        default_factory=partial(folders.usual, "library"), description="The folder of episodes."
    )
    models: Path = Field(
        default_factory=partial(folders.usual, "models"), description="The folder of model files."
    )
    keys: Path = Field(
        default_factory=partial(folders.usual, "keys"), description="The file of API keys."
    )
    database_url: str = Field(
        default_factory=lambda told: folders.database_url(told.get("library", Path())),
        repr=False,
        description="Where jobs are kept: sqlite:///FILE, or postgresql://user:password@host/name, "
        "which many machines can share.",
    )
    storage: str = Field(
        default="",
        description="Where episodes are kept for many machines: s3://bucket/prefix, or a folder "
        "that they share, file:///folder. Empty: in the library's folder.",
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
        description="Seconds for a request's body to come whole, and for a listener to read on. "
        "Its headers, and connections that send nothing, have no such limit: a proxy in front, as "
        "deploy/nginx.conf sets one up, guards against these.",
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

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """What comes first wins. The file is read as every other command reads it."""
        file = InitSettingsSource(settings_cls, init_kwargs=folders.from_file())
        return init_settings, env_settings, file

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

    @field_validator("database_url")
    @classmethod
    def _database(cls, url: str) -> str:
        return _checked_database(url)

    @field_validator("storage")
    @classmethod
    def _storage(cls, url: str) -> str:
        if url and (not _STORAGE.fullmatch(url) or ".." in url.split("/")):
            raise ValueError(
                "it must look like s3://bucket/prefix; keys go into AWS_ACCESS_KEY_ID and "
                "AWS_SECRET_ACCESS_KEY"
            )
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

    @property
    def reach(self) -> "Reach":
        """Where links that callers name may lead: where there are strangers, to the public web."""
        from service.reach import Reach

        return Reach.PUBLIC if self.needs_keys else Reach.ANYWHERE


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


def _checked_database(url: str) -> str:
    """The address of a database. Raises ValueError, whose words have nothing of it in them."""
    import sqlalchemy as sa
    from sqlalchemy.exc import ArgumentError

    from service.database import POSTGRES

    try:
        address = sa.make_url(url)
    except (ArgumentError, ValueError):
        raise ValueError(_DATABASES) from None
    if address.drivername == "sqlite":
        if not address.database or address.database == ":memory:":
            raise ValueError("a database in memory is not kept; name a file: sqlite:////srv/db")
        return url
    if address.drivername not in POSTGRES:
        raise ValueError(_DATABASES)
    if not address.database or "@" in (address.host or ""):
        raise ValueError(f"{_DATABASES}; in a password, @ is %40, : is %3A and / is %2F")
    if any("password" in name.lower() for name, _ in parse_qsl(urlsplit(url).query)):
        raise ValueError("its password goes before the host: postgresql://user:password@host/name")
    return url


_DATABASES = "it must look like sqlite:////srv/deutgi.db or postgresql://user:password@host/name"


def masked(text: str) -> str:
    """A text without the passwords of the addresses in it."""
    return _ASKED.sub(r"\1=***", _PASSWORD.sub(r"\1:***@", text))


def read(**options: Any) -> ServerSettings:
    """The settings, with the options of a command line that are not None.

    Raises DeutgiError for one that cannot be.
    """
    given = {name: value for name, value in options.items() if value is not None}
    try:
        return ServerSettings(**given)
    except ValidationError as error:
        raise _wrong(error, given) from None  # whose cause would have the value


def _wrong(error: ValidationError, given: Mapping[str, Any]) -> DeutgiError:
    first = error.errors(include_url=False)[0]
    name = str(first["loc"][0]) if first["loc"] else "?"
    if first["type"] == "extra_forbidden":
        near = get_close_matches(name, ServerSettings.model_fields, 1)
        return DeutgiError(
            f"{folders.settings_file()} sets {name}, and there is no such setting.",
            f"Did you mean {near[0]}?" if near else "deutgi settings --example lists them all.",
        )
    if name in given:
        where = f"--{name}"
    elif _variable(name) in _set():
        where = _variable(name)
    else:
        where = f"{folders.settings_file()}: {name}"
    said = "" if name in _SECRET else f" is “{masked(str(first['input']))}”"
    return DeutgiError(
        f"{where}{said}: {first['msg'].removeprefix('Value error, ')}.",
        "deutgi settings --example lists every setting and what it is for.",
    )


@dataclass(frozen=True, slots=True)
class Entry:
    """A setting for people: its variable, what it is now, where that comes from, and its use."""

    variable: str
    value: str
    origin: Origin
    purpose: str


def entries(settings: ServerSettings) -> list[Entry]:
    """Every setting of a server, without passwords."""
    told, variables = folders.from_file(), _set()

    def origin(name: str) -> Origin:
        if _variable(name) in variables:
            return "environment"
        return "file" if name in told else "default"

    return [
        Entry(
            _variable(name),
            masked(str(getattr(settings, name))),
            origin(name),
            field.description or "",
        )
        for name, field in ServerSettings.model_fields.items()
    ]


def example() -> str:
    """A settings file with every setting at its default, each in a comment."""
    lines = [
        "# Settings of Deutgi. It reads them from the file that DEUTGI_SETTINGS names, else from",
        f"# {folders.usual_settings_file()}",
        "# Options of a command come first, then the environment (DEUTGI_PORT), then this file.",
        "# Paths begin where this file lies. Take the # away from what you change.",
    ]
    known: dict[str, Any] = {}
    for name, field in ServerSettings.model_fields.items():
        value = field.get_default(call_default_factory=True, validated_data=known)
        known[name] = value
        shown = dumps(str(value) if isinstance(value, Path) else value, ensure_ascii=False)
        lines += ["", *_wrapped(field.description or ""), f"# {name} = {shown}"]
    return "\n".join(lines)


def _wrapped(text: str) -> list[str]:
    from textwrap import wrap

    return wrap(text, 98, initial_indent="# ", subsequent_indent="# ")


def _variable(name: str) -> str:
    return f"{PREFIX}{name.upper()}"


def _set() -> set[str]:
    """The names of what is set in the environment; settings are found in any case."""
    return {name.upper() for name, value in os.environ.items() if value}
