"""Settings: where each comes from, what a file may say, and that no password is ever shown."""

import json
import re
import tomllib
from pathlib import Path

import pytest

from service.settings import ServerSettings, example
from tests.journeys.conftest import Run, deutgi, environment, models, place

__all__ = ["deutgi", "environment", "models", "place"]

SECRET = "hunter2"


def listed(deutgi: Run, **changes: str) -> dict[str, dict[str, str]]:
    done = deutgi("settings", "--json", **changes)
    assert done.returncode == 0, done.stderr
    return {entry["variable"]: entry for entry in json.loads(done.stdout)}


def refused(deutgi: Run, *words: str, **changes: str) -> str:
    done = deutgi(*words, **changes)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("Error: ")
    assert len(done.stderr.splitlines()) == 2
    return done.stderr


def test_the_command_line_comes_before_the_environment_before_the_file(
    deutgi: Run, place: Path
) -> None:
    file = place / "mine.toml"
    file.write_text('port = 1111\nrate = 7\npatience = 5\nprofile = "embedded"\n', "utf-8")
    found = listed(deutgi, DEUTGI_SETTINGS="mine.toml", DEUTGI_PORT="2222")
    assert (found["DEUTGI_PORT"]["value"], found["DEUTGI_PORT"]["origin"]) == (
        "2222",
        "environment",
    )
    assert (found["DEUTGI_RATE"]["value"], found["DEUTGI_RATE"]["origin"]) == ("7", "file")
    assert (found["DEUTGI_CACHE"]["value"], found["DEUTGI_CACHE"]["origin"]) == ("2000", "default")
    taken = refused(
        deutgi, "serve", "--port", "70000", DEUTGI_SETTINGS="mine.toml", DEUTGI_PORT="2222"
    )
    assert "--port" in taken


def test_all_commands_see_the_library_of_the_file_wherever_they_are_run(
    deutgi: Run, place: Path
) -> None:
    (place / "etc").mkdir()
    file = place / "etc" / "deutgi.toml"
    file.write_text('library = "../shelf"\nkeys = "keys.json"\nmodels = "m"\n', "utf-8")
    told = {"DEUTGI_SETTINGS": str(file), "DEUTGI_LIBRARY": "", "DEUTGI_MODELS": ""}
    examined = deutgi("doctor", "--json", **told)
    assert str(place / "etc" / "../shelf") in examined.stdout
    assert deutgi("keys", "add", "phone", **told).returncode == 0
    assert (place / "etc" / "keys.json").is_file()
    found = listed(deutgi, **told)
    assert found["DEUTGI_LIBRARY"]["value"] == str(place / "etc" / "../shelf")
    assert found["DEUTGI_LIBRARY"]["origin"] == "file"
    assert found["DEUTGI_MODELS"]["value"] == str(place / "etc" / "m")


def test_a_database_of_the_file_lies_beside_it_too(deutgi: Run, place: Path) -> None:
    (place / "mine.toml").write_text('database_url = "sqlite:///jobs.db"\n', "utf-8")
    found = listed(deutgi, DEUTGI_SETTINGS="mine.toml")
    assert found["DEUTGI_DATABASE_URL"]["value"] == f"sqlite:///{place / 'jobs.db'}"


def test_the_profile_of_the_file_is_that_of_listen_too(deutgi: Run, place: Path) -> None:
    (place / "mine.toml").write_text('profile = "no-such"\n', "utf-8")
    done = deutgi("listen", "article.txt", DEUTGI_SETTINGS="mine.toml", DEUTGI_PROFILE="")
    assert "no-such" in done.stderr
    assert done.returncode == 2


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("prot = 8000\n", ("prot", "Did you mean port?")),
        ('port = "high"\n', ("port is “high”",)),
        ("port = 70000\n", ("port is “70000”",)),
        ("port = \n", ("no TOML",)),
        ("library = 7\n", ("library is 7",)),
        ('storage = "bucket"\n', ("storage", "s3://bucket/prefix")),
        (f'database_url = "mysql://me:{SECRET}@h/db"\n', ("database_url", "postgresql://")),
        ('cors_origins = "x"\n', ("cors_origins is “x”",)),
    ],
)
def test_what_is_wrong_in_the_file_is_one_line_with_file_and_name(
    deutgi: Run, place: Path, text: str, told: tuple[str, ...]
) -> None:
    (place / "mine.toml").write_text(text, "utf-8")
    said = refused(deutgi, "settings", DEUTGI_SETTINGS="mine.toml", DEUTGI_LIBRARY="")
    assert "mine.toml" in said
    assert all(part in said for part in told), said
    assert SECRET not in said


def test_a_file_that_is_named_and_not_there_is_not_passed_over(deutgi: Run, place: Path) -> None:
    said = refused(deutgi, "settings", DEUTGI_SETTINGS=str(place / "none.toml"))
    assert "none.toml" in said
    for words in (("episodes",), ("keys", "list")):  # who read no other setting, too
        done = deutgi(*words, DEUTGI_SETTINGS=str(place / "none.toml"), DEUTGI_LIBRARY="")
        assert (done.returncode, "none.toml" in done.stderr) == (2, True)


def test_the_example_is_every_setting_at_its_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ServerSettings.model_fields:
        monkeypatch.delenv(f"DEUTGI_{name.upper()}", raising=False)
    usual = ServerSettings()
    monkeypatch.setenv("DEUTGI_LIBRARY", str(tmp_path / "elsewhere"))  # which is no default
    text = example()
    assert tomllib.loads(text) == {}
    file = tmp_path / "deutgi.toml"
    file.write_text(re.sub(r"(?m)^# (\w+ = )", r"\1", text), "utf-8")
    assert {*tomllib.loads(file.read_text("utf-8"))} == {*ServerSettings.model_fields}
    monkeypatch.setenv("DEUTGI_SETTINGS", str(file))
    monkeypatch.delenv("DEUTGI_LIBRARY")
    assert ServerSettings() == usual


@pytest.mark.parametrize(
    "url",
    [
        f"postgresql://deutgi:{SECRET}@db.example.org/deutgi",
        f"postgresql+psycopg://deutgi:{SECRET}@db.example.org:5432/deutgi?sslmode=require",
    ],
)
def test_a_password_is_never_listed(deutgi: Run, url: str) -> None:
    for words in (("settings",), ("settings", "--json"), ("settings", "--example")):
        done = deutgi(*words, DEUTGI_DATABASE_URL=url)
        assert done.returncode == 0, done.stderr
        assert SECRET not in done.stdout + done.stderr
    shown = listed(deutgi, DEUTGI_DATABASE_URL=url)["DEUTGI_DATABASE_URL"]["value"]
    assert "deutgi:***@db.example.org" in shown
    assert SECRET not in repr(ServerSettings(database_url=url))


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("DEUTGI_DATABASE_URL", f"postgres//deutgi:{SECRET}@host/db"),
        ("DEUTGI_DATABASE_URL", f"postgresql://deutgi:{SECRET}@host:port/db"),
        ("DEUTGI_DATABASE_URL", f"postgresql://deutgi:x@{SECRET}@host/db"),
        ("DEUTGI_DATABASE_URL", f"postgresql://host/db?password={SECRET}"),
        ("DEUTGI_DATABASE_URL", f"mysql://deutgi:{SECRET}@host/db"),
        ("DEUTGI_DATABASE_URL", f"postgresql://deutgi:{SECRET}@host"),
        ("DEUTGI_DATABASE_URL", "sqlite://"),
        ("DEUTGI_STORAGE", f"s3://key:{SECRET}@bucket/prefix"),
        ("DEUTGI_STORAGE", "s3://"),
        ("DEUTGI_STORAGE", "s3://bucket/../other"),
        ("DEUTGI_STORAGE", "/srv/episodes"),
        ("DEUTGI_PUBLIC_URL", f"ftp://me:{SECRET}@example.org"),
    ],
)
def test_an_address_that_cannot_be_is_one_line_without_its_password(
    deutgi: Run, variable: str, value: str
) -> None:
    said = refused(deutgi, "settings", DEUTGI_DEBUG="1", **{variable: value})
    assert variable in said
    assert SECRET not in said


def test_a_database_that_cannot_be_reached_is_told_without_its_password(deutgi: Run) -> None:
    url = f"postgresql://deutgi:{SECRET}@127.0.0.1:1/deutgi"
    done = deutgi("migrate", DEUTGI_DATABASE_URL=url, DEUTGI_DEBUG="1")
    assert done.returncode == 6
    assert "127.0.0.1:1" in done.stderr
    assert SECRET not in done.stdout + done.stderr
