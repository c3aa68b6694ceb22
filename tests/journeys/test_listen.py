"""`deutgi listen`: from an article to two MP3s with captions, and what is said when it fails."""

import json
import shlex
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import miniaudio
import mutagen.id3
import numpy as np
import pytest

from tests.journeys.conftest import ARTICLE, KOREAN, Run

FAST = ("--voice-en", "espeak", "--length", "2")
TONE = (*FAST, "--voice-ko", "slow")  # where the Korean's sound does not matter


def lines_of(folder: Path) -> list[dict[str, Any]]:
    lines: list[dict[str, Any]] = json.loads((folder / "episode.json").read_text("utf-8"))["lines"]
    return lines


def episode_folder(place: Path) -> Path:
    folders = [p for p in (place / "library").iterdir() if not p.name.startswith(".")]
    assert len(folders) == 1
    return folders[0]


def sound(path: Path) -> np.ndarray:
    decoded = miniaudio.decode_file(str(path), nchannels=1, sample_rate=24_000)
    return np.array(decoded.samples, np.float32) / 32_768


def test_an_article_becomes_three_tracks_with_captions_and_both_texts(
    deutgi: Run, place: Path
) -> None:
    done = deutgi("listen", "article.txt", "--memory", "memory.tsv", "--length", "2")
    assert done.returncode == 0, done.stderr
    folder = episode_folder(place)
    assert {p.name for p in folder.iterdir()} == {
        "episode.json", "en.mp3", "ko.mp3", "en.vtt", "ko.vtt", "en.srt", "ko.srt",
        "both.mp3", "both.vtt", "both.srt",
    }  # fmt: skip
    episode = json.loads((folder / "episode.json").read_text("utf-8"))
    assert episode["complete"]
    for language in ("en", "ko"):
        samples = sound(folder / f"{language}.mp3")
        track = episode["tracks"][language]
        assert len(samples) / 24_000 == pytest.approx(track["seconds"], abs=0.06)
        assert track["voice"].startswith("kokoro:")
        assert track["size"] == (folder / f"{language}.mp3").stat().st_size
        for line in episode["lines"]:
            start, end = line["times"][language]
            heard = samples[int(start * 24_000) : int(end * 24_000)]
            assert np.sqrt(np.mean(heard**2)) > 0.02, f"{line[language]} is silent"
        tags = mutagen.id3.ID3(folder / f"{language}.mp3")
        assert tags.getall("USLT")[0].text.splitlines()[0] == episode["lines"][0][language]
        assert tags.getall("CHAP")
        captions = (folder / f"{language}.vtt").read_text("utf-8")
        for line in episode["lines"]:
            assert line[language].split()[0] in captions
    for line in episode["lines"]:
        assert line["ko"] == KOREAN[line["en"]]
        assert f"EN: {line['en']}" in done.stdout
        assert f"KO: {line['ko']}" in done.stdout
    assert episode["engines"]["summarize"] == "extractive"
    assert episode["engines"]["translate"].startswith("memory")
    for name in ("en", "ko", "both"):
        assert str(folder / f"{name}.mp3") in done.stdout.replace("\n", "")
    both = episode["tracks"]["both"]
    assert len(sound(folder / "both.mp3")) / 24_000 == pytest.approx(both["seconds"], abs=0.06)
    lyrics = mutagen.id3.ID3(folder / "both.mp3").getall("USLT")[0].text.splitlines()
    assert lyrics[:2] == [episode["lines"][0]["en"], episode["lines"][0]["ko"]]


def test_the_same_article_is_made_once(deutgi: Run, place: Path) -> None:
    words = ("listen", "article.txt", "--memory", "memory.tsv", *TONE)
    assert deutgi(*words).returncode == 0
    first = (episode_folder(place) / "ko.mp3").stat()
    second = deutgi(*words)
    assert second.returncode == 0
    assert "Made before" in second.stderr
    assert (episode_folder(place) / "ko.mp3").stat().st_ino == first.st_ino


def test_without_korean_the_english_comes_out_and_retry_completes_it(
    deutgi: Run, place: Path
) -> None:
    done = deutgi("listen", "article.txt", *TONE)
    assert done.returncode == 7
    folder = episode_folder(place)
    assert (folder / "en.mp3").exists()
    assert not (folder / "ko.mp3").exists()
    assert "deutgi retry" in done.stdout
    english = (folder / "en.mp3").read_bytes()
    mended = deutgi("retry", folder.name[-10:], "--memory", "memory.tsv")
    assert mended.returncode == 0, mended.stderr
    episode = json.loads((folder / "episode.json").read_text("utf-8"))
    assert episode["complete"]
    assert episode["problems"] == []
    assert (folder / "en.mp3").read_bytes() == english
    assert len(sound(folder / "ko.mp3")) > 24_000
    longest = max(episode["tracks"][language]["seconds"] for language in ("en", "ko"))
    assert len(sound(folder / "both.mp3")) / 24_000 > 1.2 * longest


def test_a_sentence_without_korean_is_announced_in_the_korean_track(
    deutgi: Run, place: Path
) -> None:
    rows = (place / "memory.tsv").read_text("utf-8").splitlines()
    (place / "memory.tsv").write_text("\n".join(r for r in rows if "9-4" not in r), "utf-8")
    done = deutgi("listen", "article.txt", "--memory", "memory.tsv", *TONE)
    assert done.returncode == 7
    folder = episode_folder(place)
    assert "이 문장은 아직 번역되지" in " ".join((folder / "ko.srt").read_text("utf-8").split())
    assert "Missing:" in done.stdout


def test_listening_again_makes_what_is_missing_and_loses_nothing(deutgi: Run, place: Path) -> None:
    words = ("listen", "article.txt", *TONE)
    first = deutgi(*words)
    assert first.returncode == 7
    told = first.stdout + first.stderr
    assert told.count("deutgi models fetch firefox") == 1, "once, and not once a line"
    assert "more like it" in told
    folder = episode_folder(place)
    assert "speak ko" not in json.loads((folder / "episode.json").read_text("utf-8"))["engines"]
    rows = (place / "memory.tsv").read_text("utf-8").splitlines()
    (place / "half.tsv").write_text("\n".join(r for r in rows if "9-4" not in r), "utf-8")
    assert deutgi("retry", "electric", "--memory", "half.tsv").returncode == 7
    korean = [line["ko"] for line in lines_of(folder)]
    assert None in korean
    assert any(korean)
    again = deutgi(*words)
    assert "what is missing" in again.stderr
    assert again.returncode == 7
    assert [line["ko"] for line in lines_of(folder)] == korean
    assert (folder / "both.mp3").exists()
    assert deutgi(*words, "--memory", "memory.tsv").returncode == 0
    assert all(line["ko"] for line in lines_of(folder))
    text = (place / "memory.tsv").read_text("utf-8")
    (place / "memory.tsv").write_text(text.replace("1억 8,600만", "1억 8천600만"), "utf-8")
    assert deutgi(*words, "--memory", "memory.tsv").returncode == 0
    assert "8천600만" in lines_of(folder)[-1]["ko"], "another memory is not passed over"


def test_a_library_elsewhere_is_named_in_the_next_step(deutgi: Run, place: Path) -> None:
    done = deutgi("listen", "article.txt", *TONE, "--library", "my news")
    then = next(line for line in done.stdout.splitlines() if line.startswith("Then:"))
    words = shlex.split(then.removeprefix("Then:"))
    assert words[0] == "deutgi"
    mended = deutgi(*words[1:], "--memory", "memory.tsv")
    assert mended.returncode == 0, mended.stderr


def test_a_terminal_without_korean_letters_costs_no_more_than_those(deutgi: Run) -> None:
    assert deutgi("listen", "article.txt", *TONE, "--memory", "memory.tsv").returncode == 0
    shown = deutgi("show", "electric", PYTHONIOENCODING="cp1252")
    assert shown.returncode == 0, shown.stderr
    assert "They cost $186 million." in shown.stdout
    assert "PYTHONUTF8=1" in shown.stdout
    told = deutgi("show", "electric", "--json", PYTHONIOENCODING="ascii")
    assert json.loads(told.stdout)["title_ko"] == "항만위원회, 전기 여객선 도입 의결"


def test_json_is_all_that_is_printed_and_tells_where_the_files_are(
    deutgi: Run, place: Path
) -> None:
    done = deutgi("listen", "article.txt", "--memory", "memory.tsv", *TONE, "--json")
    assert done.stderr == ""
    episode = json.loads(done.stdout)
    assert Path(episode["folder"], episode["tracks"]["en"]["audio"]).exists()
    assert episode["seconds"].keys() >= {"read", "condense", "translate", "speak en", "write"}
    assert [line["sources"] for line in episode["lines"][1:]] != [[], []]


def test_a_pasted_text_comes_from_standard_input(deutgi: Run, place: Path) -> None:
    done = deutgi("listen", "-", "--memory", "memory.tsv", *TONE, stdin=ARTICLE)
    assert done.returncode == 0, done.stderr
    assert episode_folder(place).name.startswith("harbour-council-votes")


def test_speed_makes_the_track_shorter(deutgi: Run, place: Path) -> None:
    lengths = []
    for speed in ("1", "1.6"):
        done = deutgi("listen", "article.txt", *FAST, "--speed", speed, "--json")
        lengths.append(json.loads(done.stdout)["tracks"]["en"]["seconds"])
    assert lengths[1] < 0.8 * lengths[0]


@pytest.mark.parametrize(
    ("words", "stdin", "code", "said"),
    [
        (["listen", "nowhere.txt"], None, 3, "nowhere.txt"),
        (["listen", "-"], b"", 4, "no text"),
        (["listen", "-"], b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(200), 3, ""),
        (["listen", "-"], b"Home\nNews\nSport\nLog in\nSubscribe\n", 4, ""),
        (["listen", "-"], "북한은 유엔 권고를 거부했다고 밝혔다. 정부는 말했다. " * 9, 4, "Korean"),
        (["listen", "article.txt", "--length", "0"], None, 2, "length"),
        (["listen", "article.txt", "--length", "9h"], None, 2, "length"),
        (["listen", "article.txt", "--voice-en", "nobody"], None, 2, "nobody"),
        (["listen", "article.txt", "--voice-ko", "espeak"], None, 5, "Korean"),
        (["listen", "article.txt", "--voice-en", "kokoro:nobody"], None, 5, "nobody"),
        (["listen", "article.txt", "--memory", "nowhere.tmx"], None, 3, "nowhere.tmx"),
        (["listen", "article.txt", "--profile", "worst"], None, 2, "worst"),
        (["retry", "nothing"], None, 2, "nothing"),
        (["say", "", "--out", "a.mp3"], None, 2, "nothing to say"),
        (["say", "Hello.", "--out", "a.ogg"], None, 2, ".mp3"),
        (["say", "Hello.", "--lang", "fr", "--out", "a.mp3"], None, 2, "fr"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line_with_the_next_step(
    deutgi: Run, place: Path, words: list[str], stdin: str | bytes | None, code: int, said: str
) -> None:
    done = deutgi(*words, stdin=stdin)
    assert done.returncode == code, done.stderr
    errors = [line for line in done.stderr.splitlines() if line.startswith("Error: ")]
    assert len(errors) == 1
    assert said in errors[0] + done.stderr
    assert "Next:  " in done.stderr
    assert "Traceback" not in done.stderr
    assert not (place / "library").exists() or list((place / "library").iterdir()) == []


def test_a_library_that_cannot_be_written_is_said_before_anything_is_spoken(
    deutgi: Run, place: Path
) -> None:
    (place / "library").write_text("a file, not a folder")
    done = deutgi("listen", "article.txt", *FAST)
    assert done.returncode == 6
    assert "--library" in done.stderr
    assert "Speaking" not in done.stderr


def test_a_disk_that_fills_up_leaves_nothing_half_written(deutgi: Run, place: Path) -> None:
    disk = place / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=48k", "tmpfs", disk], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("no right to mount a small disk here")
    try:
        done = deutgi("listen", "article.txt", *FAST, "--library", str(disk))
        assert done.returncode == 6, done.stderr
        assert "disk is full" in done.stderr
        assert list(disk.iterdir()) == []
    finally:
        subprocess.run(["umount", disk], check=True)


@pytest.mark.parametrize(
    "stage", ["Reading", "Summarising", "Speaking English", "Translating", "Writing"]
)
def test_ctrl_c_in_any_stage_leaves_nothing_and_says_so(
    place: Path, environment: dict[str, str], stage: str
) -> None:
    words = ["listen", "-", "--memory", "memory.tsv", *FAST]
    process = subprocess.Popen(
        [sys.executable, "-m", "service", *words],
        cwd=place,
        env={**environment, "PYTHONUNBUFFERED": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdin
    assert process.stderr
    if stage != "Reading":
        process.stdin.write(ARTICLE.encode())
        process.stdin.close()
        process.stdin = None
    told = b""
    while stage.encode() not in told:
        line = process.stderr.readline()
        assert line, told
        told += line
    process.send_signal(signal.SIGINT)
    _, rest = process.communicate(timeout=60)
    assert process.returncode == 130, rest
    assert b"Stopped" in rest
    assert b"Traceback" not in rest
    library = place / "library"
    assert not library.exists() or list(library.iterdir()) == []
