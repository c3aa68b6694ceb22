"""Deutgi listens to its own sound: what is misheard is named, and spoken again for the better.

The voice of these tests says each word by a tone of its own, and the listener knows the tones: what
it writes down is what is in the MP3, at the time at which the line is said to be heard.
"""

import errno
import json
import os
from importlib.metadata import EntryPoint, EntryPoints, entry_points
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from audio_out.both import cut
from pipelines import engines
from pipelines.article import Article
from pipelines.bilingual import ScriptLine
from pipelines.engines import About, Choice, Readiness
from pipelines.results import SAMPLE_RATE, Speech, Translation
from service import checking
from service.checking import check
from service.choosing import Request
from service.cli import app
from service.episode import Episode, episode_id
from service.library import LibraryError, draft, load
from service.making import Making, write_episode
from service.tracks import with_track

SCRIPT = (
    ScriptLine("Ferries stay in harbour", (), True, True),
    ScriptLine("Storms closed fourteen harbours on Tuesday.", (1,), False, False),
    ScriptLine("The wind was too strong.", (2,), False, True),
)
KOREAN = ("여객선 항구에 머물다", "화요일 폭풍으로 항구가 닫혔다.", "바람이 너무 강했다.")
WORDS = sorted(
    {
        word.strip(".").lower()
        for text in (*(line.text for line in SCRIPT), *KOREAN, "forty")
        for word in text.split()
    }
)
TONE, GAP = 0.16, 0.06  # seconds


class Voice:
    """The engine `tones`. `slips` are words said as other ones, by a pace of more than `slow`."""

    ABOUT = About("tones", "speak", "for tests", "MIT", languages=("en", "ko"))
    name = "tones:one"
    languages = frozenset({"en", "ko"})

    def __init__(self) -> None:
        self.slips: dict[str, str] = {}
        self.slow = 0.95
        self.wavers = False  # whether it speaks otherwise each time
        self.said = 0

    def readiness(self, model, home):
        return Readiness(True, "always")

    def models(self, home):
        return ("one",)

    def open(self, model, home):
        return self

    def speak(self, sentence, language, speed=1.0):
        self.said += 1
        pieces = [np.zeros(0)]
        for word in sentence.split():
            plain = word.strip(".").lower()
            if speed > self.slow:
                plain = self.slips.get(plain, plain)
            seconds = TONE / speed + (0.002 * (self.said % 7) if self.wavers else 0)
            time = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
            tone = np.sin(2 * np.pi * frequency(plain) * time) * np.hanning(time.size) ** 0.2
            pieces += [0.2 * tone, np.zeros(round(GAP * SAMPLE_RATE))]
        yield Speech(np.concatenate(pieces[:-1]).astype(np.float32), sentence, self.name)


VOICE = Voice()


def frequency(word: str) -> float:
    return 300 + 90 * WORDS.index(word)


class Listener:
    """Knows each tone's word. What `before` does is done before it listens."""

    name = "tones"

    def __init__(self, before=lambda count: None) -> None:
        self.before = before
        self.heard = 0

    def hear(self, samples, language):
        self.heard += 1
        self.before(self.heard)
        frame = SAMPLE_RATE // 50
        frames = samples[: samples.size // frame * frame].reshape(-1, frame)
        loud = np.sqrt((frames**2).mean(axis=1)) > 0.25 * np.sqrt((samples**2).mean())
        words, start = [], None
        for place, is_loud in enumerate([*loud, False]):
            if is_loud and start is None:
                start = place
            elif not is_loud and start is not None:
                tone = frames[start:place].ravel()
                if place - start > 3:
                    spectrum = np.abs(np.fft.rfft(tone * np.hanning(tone.size), 2**15))
                    peak = np.argmax(spectrum) * SAMPLE_RATE / 2**15
                    words.append(WORDS[min(len(WORDS) - 1, max(0, round((peak - 300) / 90)))])
                start = None
        return " ".join(words)


class Silent:
    """A reporter that says nothing."""

    def __getattr__(self, name):
        return lambda *_, **__: None


@pytest.fixture
def voice(monkeypatch: pytest.MonkeyPatch) -> Voice:
    """The engine, installed as another package would."""
    VOICE.__init__()
    ours = EntryPoints([EntryPoint("tones", f"{__name__}:VOICE", "deutgi.voices")])
    monkeypatch.setattr(
        engines,
        "entry_points",
        lambda **wanted: EntryPoints([*entry_points(**wanted), *ours.select(**wanted)]),
    )
    return VOICE


def made(library: Path, voice: Voice) -> Episode:
    """An episode of the script in the library, spoken by the voice."""
    making = Making(Request(), script=SCRIPT)
    making.chosen = {f"speak {language}": Choice("tones", "named") for language in ("en", "ko")}
    for number, text in enumerate(KOREAN):
        making.answers[number] = Translation(SCRIPT[number].text, text, "memory")

    def takes(language, number):
        text = SCRIPT[number].text if language == "en" else KOREAN[number]
        return list(voice.speak(text, language))

    article = Article(("One paragraph.",), title=SCRIPT[0].text)
    with draft(library, episode_id(article, Request().settings())) as folder:
        return write_episode(article, making, {"en": voice, "ko": voice}, takes, folder)


def files(library: Path) -> dict[str, bytes]:
    return {str(p.relative_to(library)): p.read_bytes() for p in library.rglob("*") if p.is_file()}


def listened(library: Path, episode: Episode, track: str) -> list[str]:
    """What is in the finished track where each line is said to be."""
    with (library / episode.id / f"{track}.mp3").open("rb") as file:
        times = [line.times[track] for line in episode.lines]
        return [Listener().hear(sound, "en") for sound in cut(file, times)]


def plain(text: str) -> str:
    return text.replace(".", "").lower()


def checked(library, episode, listener=None, fix=False):
    return check(episode.id, library, library / "models", listener or Listener(), Silent(), fix)


def test_every_line_is_heard_in_its_own_sound_and_told_in_the_episode(tmp_path, voice):
    episode = made(tmp_path, voice)
    before = files(tmp_path)
    result = checked(tmp_path, episode)
    assert (result.flagged, len(result.lines)) == (0, 6)
    for line in load(tmp_path / episode.id).lines:
        assert line.heard["en"].text == plain(line.en)
        assert line.heard["ko"].text == plain(line.ko)
        assert line.heard["ko"].listener == "tones"
    changed = {name for name, data in files(tmp_path).items() if before[name] != data}
    assert changed == {f"{episode.id}/episode.json"}


def test_a_wrong_number_is_flagged_with_what_was_heard(tmp_path, voice):
    voice.slips = {"fourteen": "forty"}
    result = checked(tmp_path, made(tmp_path, voice))
    flagged = [(language, number) for language, number, _, heard in result.lines if not heard.ok]
    assert flagged == [("en", 1)]
    told = result.episode.lines[1].heard["en"]
    assert told.text == "storms closed forty harbours on tuesday"
    assert any("fourteen" in lost for lost in told.lost)


def test_what_was_misheard_is_spoken_again_and_all_else_is_as_it_was(tmp_path, voice):
    voice.slips = {"fourteen": "forty"}
    episode = made(tmp_path, voice)
    result = checked(tmp_path, episode, fix=True)
    assert (result.flagged, result.again) == (0, (("en", 1),))
    now = load(tmp_path / episode.id)
    assert now.lines[1].heard["en"].take == "7 % slower"
    assert listened(tmp_path, now, "en") == [plain(line.en) for line in now.lines]
    # The track of both has it too, and its captions follow.
    assert plain(now.lines[1].en) in listened(tmp_path, now, "both")[1]
    folder = tmp_path / episode.id
    assert (folder / "en.mp3").stat().st_size == now.tracks["en"].size
    assert "fourteen" in (folder / "en.vtt").read_text("utf-8")
    for number in (0, 2):
        before, after = (each.lines[number].times["en"] for each in (episode, now))
        assert after[1] - after[0] == pytest.approx(before[1] - before[0], abs=0.001)
    assert now.tracks["ko"] == episode.tracks["ko"]


def test_what_comes_out_no_better_stays_as_it_was(tmp_path, voice):
    voice.slips, voice.slow = {"fourteen": "forty"}, 0.0
    episode = made(tmp_path, voice)
    before = files(tmp_path)
    result = checked(tmp_path, episode, fix=True)
    assert (result.flagged, result.again) == (1, ())
    changed = {name for name, data in files(tmp_path).items() if before[name] != data}
    assert changed == {f"{episode.id}/episode.json"}


def test_beside_a_voice_that_never_speaks_the_same_the_old_lines_are_kept(tmp_path, voice):
    voice.slips, voice.wavers = {"fourteen": "forty"}, True
    episode = made(tmp_path, voice)
    voice.said += 3  # or it would begin as it began
    now = checked(tmp_path, episode, fix=True).episode
    assert listened(tmp_path, now, "en") == [plain(line.en) for line in now.lines]
    for number in (0, 2):
        before, after = (each.lines[number].times["en"] for each in (episode, now))
        assert after[1] - after[0] == pytest.approx(before[1] - before[0], abs=0.001)
    with (tmp_path / episode.id / "en.mp3").open("rb") as file:
        levels = [
            20 * np.log10(np.sqrt((sound**2).mean()))
            for sound in cut(file, [line.times["en"] for line in now.lines])
        ]
    assert max(levels) - min(levels) < 2


@pytest.mark.parametrize("moment", [3, 8])  # listening to the tracks, and to a new take
def test_ctrl_c_leaves_all_as_it_was(tmp_path, voice, moment):
    voice.slips = {"fourteen": "forty"}
    episode = made(tmp_path, voice)
    before = files(tmp_path)

    def stop(count):
        if count == moment:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        checked(tmp_path, episode, Listener(stop), fix=True)
    assert files(tmp_path) == before


def test_a_full_disk_leaves_all_as_it_was(tmp_path, voice, monkeypatch):
    voice.slips = {"fourteen": "forty"}
    episode = made(tmp_path, voice)
    before = files(tmp_path)

    def full(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(checking, "with_track", full)
    with pytest.raises(LibraryError, match="disk is full"):
        checked(tmp_path, episode, fix=True)
    assert files(tmp_path) == before


def test_what_was_changed_meanwhile_is_not_overwritten(tmp_path, voice):
    episode = made(tmp_path, voice)
    file = tmp_path / episode.id / "episode.json"
    newer = episode.model_copy(update={"summary_note": "made anew"})
    with pytest.raises(LibraryError, match="changed meanwhile"):
        checked(tmp_path, episode, Listener(lambda _: file.write_text(newer.model_dump_json())))
    assert load(tmp_path / episode.id) == newer


def test_a_damaged_track_is_named(tmp_path, voice):
    episode = made(tmp_path, voice)
    track = tmp_path / episode.id / "ko.mp3"
    track.write_bytes(track.read_bytes()[:3000])
    with pytest.raises(LibraryError, match=r"ko\.mp3 cannot be read"):
        checked(tmp_path, episode)


def test_what_was_heard_is_forgotten_where_the_track_is_made_anew(tmp_path, voice):
    episode = checked(tmp_path, made(tmp_path, voice)).episode
    takes = lambda number: list(voice.speak(KOREAN[number], "ko"))  # noqa: E731
    again = with_track(episode, "ko", "tones:one", takes, tmp_path)
    assert [set(line.heard) for line in again.lines] == [{"en"}] * 3


def run(library: Path, *words: str):
    place = {"DEUTGI_LIBRARY": str(library), "DEUTGI_PLAIN": "1", "DEUTGI_MODELS": str(library)}
    return CliRunner().invoke(app, ["check", *words], env=place)


def test_without_a_listener_one_line_says_how_to_get_it(tmp_path, voice, monkeypatch):
    monkeypatch.setattr("pipelines.hear.whisper.find_spec", lambda name: None)
    episode = made(tmp_path, voice)
    before = files(tmp_path)
    done = run(tmp_path, episode.id)
    assert done.exit_code == 5
    assert "pip install 'deutgi[check]'" in done.stderr
    assert len(done.stderr.splitlines()) == 2
    assert files(tmp_path) == before


def test_scripts_learn_by_the_exit_code_and_json_which_lines_are_misheard(
    tmp_path, voice, monkeypatch
):
    voice.slips = {"fourteen": "forty"}
    monkeypatch.setattr("pipelines.hear.open_listener", lambda name, home: Listener())
    episode = made(tmp_path, voice)
    done = run(tmp_path, episode.id, "--json")
    assert done.exit_code == 8
    assert [(line["track"], line["line"]) for line in json.loads(done.stdout)["lines"]] == [
        (language, number) for language in ("en", "ko") for number in range(3)
    ]
    told = run(tmp_path, episode.id)
    assert "English 2: misheard: Storms closed fourteen" in told.stdout
    assert "Heard: storms closed forty harbours on tuesday" in told.stdout
    fixed = run(tmp_path, episode.id, "--fix")
    assert (fixed.exit_code, "7 % slower" in fixed.stdout) == (0, True)
