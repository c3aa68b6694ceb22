"""API keys: shown once, kept as hashes, revoked at once."""

import json
import stat
import threading
from pathlib import Path

import pytest

from pipelines.errors import DeutgiError
from service.keys import Keys
from service.library import LibraryError
from tests.journeys.conftest import Run, deutgi, environment, models, place

__all__ = ["deutgi", "environment", "models", "place"]


def test_a_key_opens_what_it_was_made_for_and_is_not_kept_itself(tmp_path: Path) -> None:
    file = tmp_path / "data" / "keys.json"
    token = Keys(file).add("phone", ["read"])
    found = Keys(file).find(token)
    assert found is not None
    assert (found.name, found.scopes) == ("phone", ("read",))
    assert token not in file.read_text("utf-8")
    assert len(token) > 40


def test_nobody_else_may_read_the_file_and_no_draft_is_left(tmp_path: Path) -> None:
    keys = Keys(tmp_path / "keys.json")
    keys.add("a")
    keys.add("b")
    assert stat.S_IMODE((tmp_path / "keys.json").stat().st_mode) == 0o600
    assert {path.name for path in tmp_path.iterdir()} <= {"keys.json", "keys.json.lock"}


@pytest.mark.parametrize("token", ["", "dtg_", "dtg_wrong", "\ud800", "é" * 5000])
def test_a_key_that_was_never_made_is_not_found(tmp_path: Path, token: str) -> None:
    keys = Keys(tmp_path / "keys.json")
    keys.add("a")
    assert keys.find(token) is None


def test_a_revoked_key_is_no_key_also_for_who_has_read_the_file_before(tmp_path: Path) -> None:
    server = Keys(tmp_path / "keys.json")
    token = Keys(tmp_path / "keys.json").add("phone")
    assert server.find(token)
    Keys(tmp_path / "keys.json").remove("phone")
    assert server.find(token) is None


def test_a_name_is_given_once(tmp_path: Path) -> None:
    keys = Keys(tmp_path / "keys.json")
    keys.add("phone")
    with pytest.raises(DeutgiError, match="already") as caught:
        keys.add("phone")
    assert "deutgi keys remove phone" in caught.value.hint


@pytest.mark.parametrize("name", ["", "  ", "two\nlines", "x" * 65, "\x1b[31m"])
def test_a_name_is_a_word_that_can_be_shown(tmp_path: Path, name: str) -> None:
    with pytest.raises(DeutgiError, match="no name"):
        Keys(tmp_path / "keys.json").add(name)


@pytest.mark.parametrize("scopes", [["everything"], [], ["read", "root"]])
def test_a_scope_is_one_of_three(tmp_path: Path, scopes: list[str]) -> None:
    with pytest.raises(DeutgiError, match="scope"):
        Keys(tmp_path / "keys.json").add("a", scopes)


@pytest.mark.parametrize("content", ["", "{", "[]", '{"keys": [{"name": "a"}]}', '{"keys": 7}'])
def test_a_damaged_file_lets_nobody_in(tmp_path: Path, content: str) -> None:
    (tmp_path / "keys.json").write_text(content, "utf-8")
    with pytest.raises(LibraryError, match="damaged"):
        Keys(tmp_path / "keys.json").find("anything")


def test_keys_that_are_made_at_the_same_time_are_all_kept(tmp_path: Path) -> None:
    def make(name: str) -> None:
        Keys(tmp_path / "keys.json").add(name)

    threads = [threading.Thread(target=make, args=(f"key-{n}",)) for n in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {key.name for key in Keys(tmp_path / "keys.json").all()} == {
        f"key-{n}" for n in range(12)
    }


def test_the_commands_make_list_and_revoke_keys(deutgi: Run, place: Path) -> None:
    file = {"DEUTGI_KEYS": str(place / "keys.json")}
    made = deutgi("keys", "add", "phone", "--scope", "read", "--scope", "manage", **file)
    assert made.returncode == 0, made.stderr
    token = made.stdout.strip()
    found = Keys(place / "keys.json").find(token)
    assert found is not None
    assert found.scopes == ("read", "manage")
    listed = deutgi("keys", "list", "--json", **file)
    assert [entry["name"] for entry in json.loads(listed.stdout)] == ["phone"]
    assert token not in listed.stdout
    assert deutgi("keys", "remove", "phone", **file).returncode == 0
    assert Keys(place / "keys.json").all() == ()
    gone = deutgi("keys", "remove", "phone", **file)
    assert gone.returncode == 2
    assert "no key named phone" in gone.stderr
