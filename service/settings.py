"""Where Deutgi keeps its files, by platform and environment."""

import os
from pathlib import Path

import platformdirs


def library_folder() -> Path:
    """The folder of finished episodes: `DEUTGI_LIBRARY`, else the platform's data folder."""
    return _folder("DEUTGI_LIBRARY", platformdirs.user_data_path("deutgi") / "library")


def models_folder() -> Path:
    """The folder of model files and translation memories: `DEUTGI_MODELS`, else the platform's."""
    return _folder("DEUTGI_MODELS", platformdirs.user_data_path("deutgi") / "models")


def _folder(variable: str, default: Path) -> Path:
    value = os.environ.get(variable)
    return Path(value).expanduser() if value else default
