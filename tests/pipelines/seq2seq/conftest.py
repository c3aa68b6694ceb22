"""Where tests of models keep what is converted."""

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of all models: what is converted stays for the other tests."""
    return tmp_path_factory.mktemp("home")
