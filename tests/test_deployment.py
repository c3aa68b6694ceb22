"""What the container, compose.yaml and their page name exists: a misspelt setting is passed over."""

import re
from pathlib import Path
from typing import Any

import pytest
import typer

from service.cli import app
from service.settings import ServerSettings

ROOT = Path(__file__).parents[1]
FILES = [ROOT / "Dockerfile", ROOT / "compose.yaml", ROOT / "docs" / "running.md"]
OTHERS = {
    *("DEUTGI_SETTINGS", "DEUTGI_MEMORY", "DEUTGI_DEBUG"),
    *("DEUTGI_POSTGRES_PASSWORD", "DEUTGI_S3_KEY", "DEUTGI_S3_SECRET"),  # of .env alone
}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_setting_that_is_named_is_one(file: Path) -> None:
    known = {f"DEUTGI_{name.upper()}" for name in ServerSettings.model_fields} | OTHERS
    assert {*re.findall(r"\bDEUTGI_[A-Z0-9_]+", file.read_text("utf-8"))} <= known


def test_what_containers_run_are_commands_of_ours() -> None:
    commands: Any = typer.main.get_command(app)
    compose = (ROOT / "compose.yaml").read_text("utf-8")
    ours = re.findall(r"(?m)^    <<: \*deutgi\n    command: (\w+)$", compose)
    assert ours == ["serve", "work", "migrate"]
    last = re.findall(r'(?m)^CMD \["(\w+)"\]$', (ROOT / "Dockerfile").read_text("utf-8"))
    assert {*ours, *last} <= {*commands.commands}


def test_the_image_is_built_from_every_package_and_no_secret_is_sent_to_the_builder() -> None:
    packages = {path.parent.name for path in ROOT.glob("*/py.typed")}
    copied = {*re.findall(r"(?m)^COPY (\w+) ", (ROOT / "Dockerfile").read_text("utf-8"))}
    lines = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    assert packages <= copied
    assert packages <= {line.removeprefix("!") for line in lines}
    assert "*" in lines
    assert not any("env" in line for line in lines if line.startswith("!"))
