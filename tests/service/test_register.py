"""Which register the Korean of an episode is in: asked for with `--register` and in the API."""

import json
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from service.choosing import Request
from service.cli import app
from tests.pipelines.chat_server import Asked, ChatServer, Reply, on_loopback, said
from tests.service.serving import Metronome, Serve, metronome, serve, settings_of

__all__ = ["metronome", "serve", "settings_of"]

ARTICLE = """Council buys ferries

The council voted on Tuesday to buy electric ferries. They are quiet, said the mayor.

Work on the pier begins in May.
"""
PRINTED = {
    "Council buys ferries": "시의회, 여객선 구입",
    "The council voted on Tuesday to buy electric ferries.": (
        "시의회는 화요일 전기 여객선을 사기로 의결했다."
    ),
    "They are quiet, said the mayor.": "시장은 “조용한 배다”라고 말한다.",
    "Work on the pier begins in May.": "부두 공사는 5월에 시작된다.",
}
HEARD = [
    "시의회, 여객선 구입",
    "시의회는 화요일 전기 여객선을 사기로 의결했습니다.",
    "시장은 “조용한 배다”라고 말합니다.",
    "부두 공사는 5월에 시작됩니다.",
]
VOICES = ("--voice-en", "metronome", "--voice-ko", "metronome")


@pytest.fixture(autouse=True)
def place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, metronome: Metronome) -> Path:
    pytest.importorskip("openai")
    on_loopback(monkeypatch, tmp_path)
    (tmp_path / "article.txt").write_text(ARTICLE, "utf-8")
    rows = "\n".join(f"{english}\t{korean}" for english, korean in PRINTED.items())
    (tmp_path / "memory.tsv").write_text(f"en\tko\n{rows}\n", "utf-8")
    return tmp_path


def listen(place: Path, *words: str) -> Result:
    folders = {"DEUTGI_LIBRARY": str(place / "library"), "DEUTGI_MODELS": str(place / "models")}
    given = ["listen", str(place / "article.txt"), *VOICES, "--json", *words]
    return CliRunner().invoke(app, given, env={**folders, "DEUTGI_PROFILE": "embedded"})


def in_print(asked: Asked) -> Reply:
    """A model that writes as newspapers do, whatever it is told."""
    items = asked.numbered("sentences").items()
    answers = [{"id": number, "korean": PRINTED[text]} for number, text in items]
    return said(json.dumps({"translations": answers}), tokens=None)


def test_a_models_korean_is_heard_as_news_is_spoken_and_the_episode_says_so(
    place: Path, metronome: Metronome
) -> None:
    with ChatServer(then=in_print) as server:
        done = listen(place, "--translator", f"openai:{server.model}")
        assert done.exit_code == 0, done.stderr
        lines = json.loads(done.stdout)["lines"]
        assert [line["ko"] for line in lines] == HEARD
        assert set(HEARD) <= set(metronome.spoken)
        assert lines[0]["changes"] == []
        (change,) = lines[1]["changes"]
        assert (change["kind"], change["before"], change["after"]) == (
            "formal",
            "의결했다",
            "의결했습니다",
        )
        assert all("합쇼체" in asked.system for asked in server.asked)


def test_who_wants_print_has_it_and_the_model_is_told(place: Path) -> None:
    with ChatServer(then=in_print) as server:
        done = listen(place, "--translator", f"openai:{server.model}", "--register", "plain")
        assert done.exit_code == 0, done.stderr
        episode = json.loads(done.stdout)
        assert [line["ko"] for line in episode["lines"]] == list(PRINTED.values())
        assert episode["settings"]["register"] == "plain"
        assert all("해라체" in asked.system for asked in server.asked)


def test_what_people_translated_is_heard_as_they_wrote_it(place: Path) -> None:
    done = listen(place, "--memory", str(place / "memory.tsv"))
    assert done.exit_code == 0, done.stderr
    lines = json.loads(done.stdout)["lines"]
    assert [line["ko"] for line in lines] == list(PRINTED.values())
    assert [line["changes"] for line in lines] == [[]] * len(lines)


def test_a_register_that_there_is_not_is_an_error_with_those_there_are(place: Path) -> None:
    done = listen(place, "--register", "casual")
    assert done.exit_code == 2
    assert "“casual”" in done.stderr
    assert "formal, plain, as-is" in done.stderr


def test_episodes_from_before_keep_their_names_and_another_register_is_another_episode() -> None:
    assert "register" not in Request().settings()
    assert Request(register="plain").settings() != Request().settings()


def test_the_api_has_it_too(serve: Serve) -> None:
    with serve().client() as client:
        ids = set()
        for wanted in ({}, {"register": "formal"}, {"register": "plain"}, {"register": "as-is"}):
            answer = client.post("/v1/episodes", json={"text": ARTICLE, **wanted})
            assert answer.status_code == 202, answer.text
            ids.add(answer.json()["id"])
        assert len(ids) == 3
        refused = client.post("/v1/episodes", json={"text": ARTICLE, "register": "casual"})
        assert refused.status_code == 422
