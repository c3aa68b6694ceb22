"""The image, compose.yaml and the page on running it do what they say."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from fastapi.testclient import TestClient

from service.app import create_app
from service.settings import ServerSettings
from tests.service.serving import Serve, serve, settings_of

__all__ = ["serve", "settings_of"]

ROOT = Path(__file__).parents[1]
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))


def test_the_example_of_a_settings_file_can_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = (ROOT / "docs" / "running.md").read_text("utf-8")
    (text,) = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    (tmp_path / "deutgi.toml").write_text(text, "utf-8")
    monkeypatch.setenv("DEUTGI_SETTINGS", str(tmp_path / "deutgi.toml"))
    for field in ServerSettings.model_fields:
        monkeypatch.delenv(f"DEUTGI_{field.upper()}", raising=False)
    read = ServerSettings()
    assert read.needs_keys
    assert read.library == Path("/var/lib/deutgi/library")


def test_every_number_that_is_worth_an_alarm_is_told(settings_of: Any) -> None:
    page = (ROOT / "docs" / "running.md").read_text("utf-8")
    named = set(re.findall(r"`(deutgi_[a-z_]+)", page))
    told = TestClient(create_app(settings_of()), client=("127.0.0.1", 1)).get(
        "/metrics", headers={"Host": "127.0.0.1"}
    )
    assert told.status_code == 200
    assert named
    for name in named:
        assert f"# TYPE {name.removesuffix('_total')}" in told.text, name


@pytest.mark.parametrize("name", ["web", "worker", "migrate"])
def test_each_part_is_locked_in_and_has_room_for_its_models(name: str) -> None:
    service = COMPOSE["services"][name]
    assert service["read_only"]
    assert service["cap_drop"] == ["ALL"]
    environment = service["environment"]
    assert environment["DEUTGI_DATABASE_URL"].startswith("postgresql://")
    assert environment["DEUTGI_STORAGE"].startswith("s3://")
    number, unit = re.fullmatch(r"(\d+)([mg])", service["mem_limit"]).groups()  # type: ignore[union-attr]
    megabytes = float(number) * (1000 if unit == "g" else 1)
    assert float(environment.get("DEUTGI_MEMORY", 0)) < megabytes * 0.75


def test_no_secret_is_written_down() -> None:
    for service in COMPOSE["services"].values():
        for name, value in service["environment"].items():
            if re.search("PASSWORD|SECRET|KEY", name):
                assert str(value).startswith("${"), name


def test_the_image_tells_whether_the_server_answers(serve: Serve) -> None:
    (found,) = re.findall(r"HEALTHCHECK .*?CMD (\[.*?\])\n", DOCKERFILE, re.DOTALL)
    words = [sys.executable, *json.loads(found)[1:]]

    def check(port: str) -> int:
        environment = {**os.environ, "DEUTGI_PORT": port, "http_proxy": "http://127.0.0.1:1"}
        return subprocess.run(words, env=environment, capture_output=True, check=False).returncode

    assert check(serve().url.rpartition(":")[2]) == 0
    assert check("1") == 1
