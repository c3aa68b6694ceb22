"""Where Deutgi keeps its files, by platform and environment."""

import os
from pathlib import Path

import platformdirs


def library_folder() -> Path:
    """The folder of finished episodes: `DEUTGI_LIBRARY`, else the platform's data folder."""
    return _place("DEUTGI_LIBRARY", "library")


def models_folder() -> Path:
    """The folder of model files and translation memories: `DEUTGI_MODELS`, else the platform's."""
    return _place("DEUTGI_MODELS", "models")


def keys_file() -> Path:
    """The file of the server's API keys: `DEUTGI_KEYS`, else in the platform's data folder."""
    return _place("DEUTGI_KEYS", "keys.json")


def _place(variable: str, name: str) -> Path:
    value = os.environ.get(variable)
    return Path(value).expanduser() if value else platformdirs.user_data_path("deutgi") / name


def database_url() -> str:
    """The address of the service's database where none is named: a file of this computer's."""
    return f"sqlite:///{platformdirs.user_data_path('deutgi') / 'deutgi.db'}"
