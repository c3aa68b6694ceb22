"""The track of both languages: of takes, of finished tracks, and where one of them is missing."""

import io
import json
from pathlib import Path

import numpy as np
import pytest
import webvtt
from mutagen.id3 import ID3
from scipy.signal import correlate

from audio_out.mp3 import decode
from pipelines.article import Article
from pipelines.bilingual import ScriptLine
from pipelines.errors import KoreanUnavailable
from pipelines.results import SAMPLE_RATE, Speech, Translation
from service.choosing import Request
from service.episode import Episode
from service.library import load
from service.making import Making, complete, write_episode
from service.tracks import UNTRANSLATED_NOTICE, with_both
from tests.audio_out.bursts import loudness, voice_like
from tests.service.made_library import put
from tests.service.serving import Metronome, metronome  # noqa: F401

SCRIPT = (
    ScriptLine("Ferries stay in harbour", (), True, True),
    ScriptLine("No ferry left Oban on Tuesday.", (1,), False, False),
    ScriptLine("The wind was too strong.", (2,), False, True),
)
KOREAN = ("여객선, 항구에 머물다", "화요일에는 오반을 떠난 여객선이 없었다.", "바람이 강했다.")


class Voice:
    """A voice as loud as told, which counts what it says."""

    languages = frozenset({"en", "ko"})

    def __init__(self, language: str, level: float) -> None:
        self.name = f"voice:{language}"
        self.level = level
        self.said: list[str] = []

    def speak(self, sentence, language, speed=1.0):
        self.said.append(sentence)
        seed = len(sentence) + ord(sentence[0])
        yield Speech(voice_like(1.5, self.level, seed), sentence, self.name)


@pytest.fixture
def voices():
    return {"en": Voice("en", 0.1), "ko": Voice("ko", 0.1 / 4)}


def written(folder: Path, voices, korean=KOREAN) -> Episode:
    """An episode of the script, with the Korean that is given."""
    folder.mkdir(parents=True, exist_ok=True)
    making = Making(Request(), script=SCRIPT)
    for number, text in enumerate(korean):
        making.answers[number] = (
            Translation(SCRIPT[number].text, text, "memory")
            if text
            else KoreanUnavailable(SCRIPT[number].text, "No Korean.", "Fetch a model.")
        )

    def takes(language, number):
        text = SCRIPT[number].text if language == "en" else korean[number]
        return list(voices[language].speak(text, language)) if text else ()

    article = Article(("One paragraph.",), title=SCRIPT[0].text)
    return write_episode(article, making, voices, takes, folder)


def sound(file: Path) -> np.ndarray:
    return np.concatenate(list(decode(io.BytesIO(file.read_bytes()))))


def of_line(samples: np.ndarray, times: tuple[float, float]) -> np.ndarray:
    return samples[round(times[0] * SAMPLE_RATE) : round(times[1] * SAMPLE_RATE)]


def holds(whole: np.ndarray, part: np.ndarray) -> tuple[float, float]:
    """Where in a sound a part of it begins (seconds), and how alike they are there (0 to 1)."""
    at = int(np.argmax(correlate(whole, part, "valid")))
    return at / SAMPLE_RATE, float(np.corrcoef(whole[at : at + part.size], part)[0, 1])


def test_an_episode_in_both_languages_has_a_track_of_both(tmp_path, voices):
    episode = written(tmp_path, voices)
    assert episode.complete
    assert list(episode.tracks) == ["en", "ko", "both"]
    both = episode.tracks["both"]
    assert both.voice == "voice:en + voice:ko"
    assert both.captions == ("both.vtt", "both.srt")
    assert both.size == (tmp_path / "both.mp3").stat().st_size
    assert both.lufs == pytest.approx(episode.tracks["en"].lufs, abs=0.3)
    assert both.true_peak <= -1
    assert Episode.model_validate_json((tmp_path / "episode.json").read_bytes()) == episode
    tag = ID3(tmp_path / "both.mp3", translate=False)
    assert tag["TLAN"].text == ["engkor"]
    assert tag["TIT2"].text == ["Ferries stay in harbour"]
    assert "memory" in tag["COMM::mul"].text[0]


def test_in_the_track_each_line_is_heard_in_english_then_in_korean(tmp_path, voices):
    episode = written(tmp_path, voices)
    tracks = {name: sound(tmp_path / f"{name}.mp3") for name in episode.tracks}
    gone = 0.0
    for line in episode.lines:
        start, end = line.times["both"]
        assert gone < start
        gone = end
        pair = of_line(tracks["both"], (start, end))
        english = of_line(tracks["en"], line.times["en"])
        korean = of_line(tracks["ko"], line.times["ko"])
        first, alike = holds(pair, english)
        assert first < 0.003
        assert alike > 0.9
        second, alike = holds(pair, korean)
        assert second == pytest.approx((pair.size - korean.size) / SAMPLE_RATE, abs=0.003)
        assert alike > 0.9


@pytest.mark.parametrize("afresh", [True, False])
def test_both_voices_are_equally_loud_however_the_track_was_made(tmp_path, voices, afresh):
    episode = written(tmp_path, voices)
    if not afresh:
        episode = with_both(episode, None, tmp_path)
    samples = sound(tmp_path / "both.mp3")
    captions = webvtt.read(str(tmp_path / "both.vtt")).captions
    levels = []
    for language in ("en", "ko"):
        said = [c for c in captions if c.identifier.split()[1] == language]
        assert len(said) >= len(SCRIPT)
        spans = [
            (c.start_in_seconds + _part(c.start), c.end_in_seconds + _part(c.end)) for c in said
        ]
        levels.append(loudness(np.concatenate([of_line(samples, span) for span in spans])))
    assert levels[0] == pytest.approx(levels[1], abs=0.5)


def _part(time: str) -> float:
    return float(f"0.{time.rpartition('.')[2]}")


def test_a_line_without_korean_is_followed_by_the_notice_which_is_spoken_once(tmp_path, voices):
    episode = written(tmp_path, voices, (KOREAN[0], None, None))
    assert not episode.complete
    assert voices["ko"].said.count(UNTRANSLATED_NOTICE) == 1
    captions = webvtt.read(str(tmp_path / "both.vtt")).captions
    assert [c.text.replace("\n", " ") for c in captions if c.identifier == "1 ko"] == [
        UNTRANSLATED_NOTICE
    ]
    assert all("both" in line.times for line in episode.lines)


def test_an_episode_in_one_language_has_no_track_of_both(tmp_path, voices):
    assert list(written(tmp_path / "a", {"en": voices["en"]}).tracks) == ["en"]
    nothing = written(tmp_path / "b", voices, (None, None, None))
    assert list(nothing.tracks) == ["en"]
    assert not (tmp_path / "b" / "both.mp3").exists()


def test_whether_an_episode_is_complete_does_not_depend_on_it(tmp_path, voices):
    episode = written(tmp_path, voices)
    (tmp_path / "en.mp3").write_bytes(b"damaged")
    without = with_both(episode, None, tmp_path)
    assert without.complete
    assert list(without.tracks) == ["en", "ko"]
    assert not any("both" in line.times for line in without.lines)


def test_an_episode_from_before_can_be_read_and_gets_the_track_by_retry(tmp_path):
    library = tmp_path / "library"
    new = put(library, "old-1", settings={"speed": "1.0", "voice_ko": "", "translators": ""})
    place = library / "old-1"
    told = json.loads((place / "episode.json").read_text("utf-8"))
    del told["tracks"]["both"]
    for line in told["lines"]:
        del line["times"]["both"]
    (place / "episode.json").write_text(json.dumps(told), "utf-8")
    for file in place.glob("both.*"):
        file.unlink()
    assert list(load(place).tracks) == ["en", "ko"]

    reporter = Silent()
    made = complete("old-1", (), library, tmp_path, reporter)
    assert made == load(place)
    assert made.tracks["both"].seconds == pytest.approx(new.tracks["both"].seconds, abs=0.01)
    for line, as_new in zip(made.lines, new.lines, strict=True):
        assert line.times["both"] == pytest.approx(as_new.times["both"], abs=0.01)
    before = (place / "both.mp3").stat().st_mtime_ns
    complete("old-1", (), library, tmp_path, reporter)
    assert (place / "both.mp3").stat().st_mtime_ns == before


def test_retry_makes_the_track_anew_with_the_korean_that_was_missing(
    tmp_path,
    metronome: Metronome,  # noqa: F811
):
    memory = tmp_path / "memory.tsv"
    memory.write_text("en\tko\nThe wind was too strong.\t바람이 너무 강했다.\n", "utf-8")
    text = (
        ("Ferries stay in harbour", "여객선, 항구에 머물다", True, False),
        ("The wind was too strong.", None, False, True),
    )
    settings = {
        "speed": "1.0",
        "voice_ko": "metronome",
        "translators": "memory",
        "profile": "embedded",
        "languages": "en,ko",
    }
    library = tmp_path / "library"
    put(library, "a-1", text=text, complete=False, settings=settings)
    made = complete("a-1", (memory,), library, tmp_path, Silent())
    assert made.complete
    assert made.tracks["both"].voice == "tone + metronome:tick"
    captions = (library / "a-1" / "both.vtt").read_text("utf-8")
    assert "<lang ko>바람이 너무 강했다.</lang>" in captions
    assert UNTRANSLATED_NOTICE not in captions
    # The English is still that of the finished track, of which there are no takes any more.
    both, english = (sound(library / "a-1" / f"{name}.mp3") for name in ("both", "en"))
    for line in made.lines:
        _, alike = holds(of_line(both, line.times["both"]), of_line(english, line.times["en"]))
        assert alike > 0.9


class Silent:
    """A reporter that says nothing."""

    def __getattr__(self, name):
        return lambda *_, **__: None
