"""`deutgi listen` with models: the whole way, what is said of them, and what happens where one fails."""

import json
import os
import shutil
from pathlib import Path

import pytest

pytest.importorskip("torch")
pytest.importorskip("transformers")
pytest.importorskip("ctranslate2")

from pipelines.korean.register import to_formal
from tests.conftest import Make
from tests.journeys.conftest import Run
from tests.journeys.test_listen import episode_folder

SENTENCES = {
    "The council will buy 24 electric ferries for $186 million.": (
        "시의회는 1억 8,600만 달러를 들여 전기 여객선 24척을 사기로 했다."
    ),
    "The union of ferry workers welcomed the plan.": "여객선 노동조합은 이 계획을 환영했다.",
}
FAST = ("--voice-en", "espeak", "--length", "2", "--json")
TONE = (*FAST, "--voice-ko", "slow")  # where the Korean's sound does not matter


@pytest.fixture(scope="session")
def korean_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from tests.pipelines.seq2seq import tiny

    folder = tmp_path_factory.mktemp("korean") / "marian"
    return tiny.make("marian", folder, tuple(SENTENCES.items()))


@pytest.fixture
def article(place: Path) -> Path:
    from tests.pipelines.seq2seq.tiny import SUMMARIES

    path = place / "council.txt"
    path.write_text(SUMMARIES[0][0] + "\n", "utf-8")
    return path


def told(place: Path) -> dict:  # type: ignore[type-arg]
    return json.loads((episode_folder(place) / "episode.json").read_text("utf-8"))


def test_models_condense_and_translate_and_are_named(
    deutgi: Run, place: Path, article: Path, model_of: Make, korean_model: Path
) -> None:
    summarizer, translator = f"ctranslate2:{model_of('bart')}", f"transformers:{korean_model}"
    done = deutgi(
        "listen", str(article), "--summarizer", summarizer, "--translator", translator, *TONE
    )
    assert done.returncode == 0, done.stderr
    episode = told(place)
    heard = {english: to_formal(korean).text for english, korean in SENTENCES.items()}
    assert {line["en"]: line["ko"] for line in episode["lines"]} == heard
    assert episode["engines"]["summarize"] == summarizer
    assert episode["chosen_because"]["summarize"] == "named"
    assert {line["translator"] for line in episode["lines"]} == {translator}
    assert {"torch", "ctranslate2", "transformers"} <= set(episode["versions"])


def test_a_model_that_fails_is_named_and_the_profile_goes_on(
    deutgi: Run, place: Path, model_of: Make, models: Path
) -> None:
    """The best profile's summarizer is here, but writes Korean: the next one is taken, and said."""
    from pipelines import hub

    home = place / "models"
    for name in ("facebook/bart-large-cnn", "sshleifer/distilbart-cnn-12-6"):
        shutil.copytree(model_of("madlad"), hub.folder_of(name, home))
    done = deutgi(
        "listen", "article.txt", "--profile", "best", "--memory", "memory.tsv",
        "--voice-en", "espeak", "--voice-ko", "slow", "--length", "2", DEUTGI_MODELS=str(home),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    episode = told(place)
    assert episode["engines"]["summarize"] == "extractive"
    because = episode["chosen_because"]["summarize"]
    assert "The summary of ctranslate2:facebook/bart-large-cnn was refused" in because
    assert "next best of the profile" in because
    assert "The summary is made by extractive instead." in done.stderr


def test_a_summarizer_that_was_named_is_never_replaced(
    deutgi: Run, place: Path, model_of: Make
) -> None:
    done = deutgi(
        "listen", "article.txt", "--summarizer", f"transformers:{model_of('madlad')}", *FAST
    )
    assert done.returncode == 5
    assert done.stderr.startswith("Error: The summary of transformers:")
    assert "--summarizer extractive" in done.stderr
    assert not [p for p in (place / "library").iterdir() if not p.name.startswith(".")]


def test_a_damaged_translator_leaves_the_english_and_says_what_to_do(
    deutgi: Run, place: Path, article: Path, korean_model: Path
) -> None:
    broken = shutil.copytree(korean_model, place / "broken")
    weights = broken / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-100])
    done = deutgi("listen", str(article), "--translator", f"ctranslate2:{broken}", *FAST)
    assert done.returncode == 7, done.stderr
    episode = told(place)
    assert set(episode["tracks"]) == {"en"}
    assert "cannot be converted" in episode["problems"][0]["message"]
    assert "fetch the model again" in episode["problems"][0]["hint"]


def test_an_online_voice_that_cannot_be_reached_leaves_the_english(
    deutgi: Run, place: Path
) -> None:
    pytest.importorskip("gtts")
    done = deutgi(
        "listen", "article.txt", "--memory", "memory.tsv", "--voice-ko", "gtts", *FAST,
        HTTPS_PROXY="http://127.0.0.1:9", HTTP_PROXY="http://127.0.0.1:9", NO_PROXY="",
    )  # fmt: skip
    assert done.returncode == 7, done.stderr
    episode = told(place)
    assert set(episode["tracks"]) == {"en"}
    assert all(line["ko"] for line in episode["lines"])
    assert [problem["stage"] for problem in episode["problems"]] == ["speak ko"]
    again = deutgi("retry", episode["id"], "--json", HTTPS_PROXY="http://127.0.0.1:9")
    assert again.returncode == 5
    assert "Google's voice cannot be reached" in again.stderr
    assert deutgi("retry", episode["id"], "--voice-ko", "slow").returncode == 0
    assert set(told(place)["tracks"]) == {"en", "ko", "both"}


def test_no_library_for_models_is_loaded_where_none_is_used(
    deutgi: Run, place: Path, environment: dict[str, str]
) -> None:
    """A broken torch on the path would be noticed."""
    for library in ("torch", "transformers", "ctranslate2", "openai", "gtts"):
        (place / f"{library}.py").write_text(f"raise RuntimeError('{library} was imported')")
    path = os.pathsep.join([str(place), str(Path(__file__).parents[2])])
    done = deutgi("listen", "article.txt", "--memory", "memory.tsv", *FAST, PYTHONPATH=path)
    assert done.returncode == 0, done.stderr
