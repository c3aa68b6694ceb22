"""Where Deutgi keeps its files: by environment, by the settings file, else by platform.

Every command sees the same library, also those that read no other setting of the server.
"""

import os
import shlex
import tomllib
from pathlib import Path
from typing import Any

import platformdirs

from pipelines.errors import DeutgiError

_PATHS = ("library", "models", "keys")
_FILE = "sqlite:///"


def library_folder() -> Path:
    """The folder of finished episodes: `DEUTGI_LIBRARY`, else the settings file's."""
    return _place("library")


def option(library: Path) -> str:
    """What a command needs besides to find this library: ` --library …`, or nothing."""
    return "" if library == library_folder() else f" --library {shlex.quote(str(library))}"


def models_folder() -> Path:
    """The folder of model files and translation memories: `DEUTGI_MODELS`, else the file's."""
    return _place("models")


def keys_file() -> Path:
    """The file of the server's API keys: `DEUTGI_KEYS`, else the settings file's."""
    return _place("keys")


def profile() -> str:
    """Which engines work where none is named: the settings file's profile, else auto."""
    return str(from_file().get("profile", "auto"))


def usual(name: str) -> Path:
    """Where the library, the models or the keys are if nobody says otherwise."""
    return platformdirs.user_data_path("deutgi") / ("keys.json" if name == "keys" else name)


def database_url(library: Path) -> str:
    """The address of the service's database where none is named: a hidden file in the library."""
    return f"{_FILE}{library.absolute() / '.deutgi.db'}"


def settings_file() -> Path:
    """The file of settings: `DEUTGI_SETTINGS`, else in the platform's config folder if there."""
    named = os.environ.get("DEUTGI_SETTINGS")
    if named:
        return Path(named).expanduser().absolute()
    return usual_settings_file()


def usual_settings_file() -> Path:
    """The settings file of the platform's config folder, whether there is one or not."""
    return platformdirs.user_config_path("deutgi") / "deutgi.toml"


def from_file() -> dict[str, Any]:
    """What the settings file says, with its paths taken from where the file lies.

    Raises DeutgiError where it cannot be read, or a path is none.
    """
    file = settings_file()
    try:
        told = tomllib.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        if not os.environ.get("DEUTGI_SETTINGS"):
            return {}
        raise DeutgiError(
            f"DEUTGI_SETTINGS names {file}, and there is no such file.",
            f"deutgi settings --example > {file}",
        ) from None
    except OSError as error:
        raise DeutgiError(
            f"{file} cannot be read: {error.strerror or error}.", "Let its reader read it."
        ) from error
    except ValueError as error:  # no TOML, or no UTF-8
        raise DeutgiError(
            f"{file} is no TOML file: {error}.", "deutgi settings --example shows what one is like."
        ) from error
    for name in _PATHS:
        if name in told:
            told[name] = str(file.parent / Path(_text(file, name, told[name])).expanduser())
    url = told.get("database_url")
    if isinstance(url, str) and url.startswith(_FILE):
        told["database_url"] = f"{_FILE}{file.parent / url.removeprefix(_FILE)}"
    return told


def _place(name: str) -> Path:
    value = os.environ.get(f"DEUTGI_{name.upper()}")
    return Path(value or from_file().get(name) or usual(name)).expanduser()


def _text(file: Path, name: str, value: object) -> str:
    if isinstance(value, str) and value:
        return value
    raise DeutgiError(
        f"{file}: {name} is {value!r}, which is no path.", f'Such as {name} = "/srv/deutgi/{name}".'
    )
