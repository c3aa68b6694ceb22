"""What a text may have wrong is told with its line: in the episode, on the terminal and in the API,
also of an episode that was made by a server that was stopped in the middle."""

import json
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from pipelines.bilingual import Condensed, ScriptLine, Translated
from pipelines.findings import Finding
from pipelines.results import Change, Summary, Translation
from service.checkpoints import checkpoint, condensed, making_of
from service.choosing import Request
from service.cli import app
from service.episode import Episode
from service.jobs import Event
from service.making import scripted
from tests.pipelines.chat_server import Asked, ChatServer, Reply, on_loopback, said
from tests.service.serving import Metronome, Serve, metronome, serve, settings_of

__all__ = ["metronome", "serve", "settings_of"]

ENGLISH = "The fare rose 25 percent on Monday."
KOREAN = "요금은 월요일 35% 올랐습니다."
RIGHT = "의회가 동의했습니다."
ARTICLE = f"Fares rise\n\n{ENGLISH}\n\nThe council agreed.\n"
ANSWERS = {"Fares rise": "요금 인상", ENGLISH: KOREAN, "The council agreed.": RIGHT}


@pytest.fixture(autouse=True)
def place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, metronome: Metronome) -> Path:
    pytest.importorskip("openai")
    on_loopback(monkeypatch, tmp_path)
    (tmp_path / "article.txt").write_text(ARTICLE, "utf-8")
    return tmp_path


def run(place: Path, *words: str) -> Result:
    folders = {"DEUTGI_LIBRARY": str(place / "library"), "DEUTGI_MODELS": str(place / "models")}
    return CliRunner().invoke(app, list(words), env={**folders, "DEUTGI_PROFILE": "embedded"})


def misread(asked: Asked) -> Reply:
    """A model that gets a number wrong."""
    items = asked.numbered("sentences").items()
    answers = [{"id": number, "korean": ANSWERS[text]} for number, text in items]
    return said(json.dumps({"translations": answers}), tokens=None)


def test_a_wrong_number_is_named_on_the_terminal_and_kept_with_its_line(place: Path) -> None:
    voices = ("--voice-en", "metronome", "--voice-ko", "metronome")
    with ChatServer(then=misread) as server:
        done = run(
            place, "listen", str(place / "article.txt"), *voices,
            "--translator", f"openai:{server.model}",
        )  # fmt: skip
    assert done.exit_code == 0, done.output
    assert "Check: line 2, Korean: “25 percent” is not said, but 35%." in done.stdout
    (file,) = (place / "library").rglob("episode.json")
    episode = Episode.model_validate_json(file.read_text("utf-8"))
    heading, wrong, right = episode.lines
    assert (heading.doubts, right.doubts) == ({}, {})
    ((language, (doubt,)),) = wrong.doubts.items()
    assert (language, doubt.kind, doubt.expected, doubt.found) == (
        "ko",
        "number",
        "25 percent",
        "35%",
    )
    assert wrong.ko is not None
    assert wrong.en[slice(*doubt.source or ())] == "25 percent"
    assert wrong.ko[slice(*doubt.made or ())] == "35%"
    shown = run(place, "show", episode.id)
    assert "Check: line 2, Korean: “25 percent” is not said, but 35%." in shown.stdout


def test_what_the_api_translates_says_what_to_check(place: Path, serve: Serve) -> None:
    memory = place / "models" / "memory"
    memory.mkdir(parents=True)
    (memory / "ours.tsv").write_text(f"en\tko\nThe council agreed.\t{RIGHT}\n", "utf-8")
    (memory / "glossary.csv").write_text("term,korean\ncouncil,시의회\n", "utf-8")
    with serve().client() as api:
        answer = api.post("/v1/translations", json={"sentences": ["The council agreed."]})
    assert answer.status_code == 200, answer.text
    (item,) = answer.json()["items"]
    assert [(doubt["kind"], doubt["expected"]) for doubt in item["doubts"]] == [
        ("name", "council (시의회)")
    ]


def test_nothing_of_it_is_lost_where_a_job_goes_on_after_a_stop() -> None:
    english = Finding("number", "not in source", found="25", made=(14, 16), sure=0.9)
    korean = Finding("number", "instead", "25 percent", "35%", (14, 24), (8, 11), 0.9)
    change = Change("name", "한태송", "한대성", "Han Tae-song")
    script = (ScriptLine(ENGLISH, (0,), findings=(english,)),)
    made = Translation(ENGLISH, KOREAN, "tiny", findings=(korean,), changes=(change,))
    kept = [
        condensed(Condensed(Summary((), "tiny"), script), Request()),
        checkpoint(Translated(0, made), "translate"),
    ]
    told = [
        Event(number, kind, json.loads(json.dumps(data)))
        for number, (_, kind, data) in enumerate(filter(None, kept))
    ]
    making = making_of(told, Request())
    assert (making.script, making.answers) == (script, {0: made})
    (line,) = scripted(making)
    assert {name: len(doubts) for name, doubts in line.doubts.items()} == {"en": 1, "ko": 1}
    assert line.changes == (change,)
