"""How soon and how fast: every voice against kokoro-onnx, the first sound, the whole command.

    python -m benchmarks.speed

Three tables. (1) Real-time factor (seconds of work for a second of sound, and seconds of work
for the same text) of each voice with one thread and two; the peer is `kokoro-onnx` with the
same weights, style and phonemes in the same run. Each row is a process of its own, so that its
peak memory is nobody else's. (2) From a sentence to its first sound, with a warm engine, and
from the command `deutgi say` to its first bytes. (3) `deutgi listen` on the sample, by stage,
and on an article three and nine times as long. Needs `pip install "deutgi[bench]"`.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any, cast

import numpy as np
import numpy.typing as npt

from benchmarks.intelligibility import sentences
from pipelines.engines import Language
from pipelines.results import SAMPLE_RATE
from pipelines.speak import espeak, kokoro, weights
from service import settings

SAMPLE = Path("samples/harbour-ferries.txt")
MEMORY = Path("samples/harbour-ferries.tmx")
COUNT = 10
"""Sentences a row and language."""

Samples = npt.NDArray[np.float32]
Speak = Callable[[str], Samples]


def main() -> None:
    """Print the three tables, or run one row of the first where that is asked for."""
    if sys.argv[1:2] == ["row"]:
        _, _, engine, language, threads = sys.argv
        print(json.dumps(_measure(engine, cast(Language, language), int(threads))))
        return
    _voices()
    _first_sound()
    _listen()


# Voices -----------------------------------------------------------------------------------


def _voices() -> None:
    peer = ["kokoro-onnx"] if find_spec("kokoro_onnx") else []
    print(
        f"{'voice':24}{'':4}{'threads':>8}{'RTF':>8}{'seconds':>9}{'than peer':>11}{'peak MB':>9}"
    )
    for threads in (1, 2):
        for language in ("en", "ko"):
            seconds: dict[str, float] = {}
            engines = [*peer, "kokoro", *(["espeak"] if (language, threads) == ("en", 1) else [])]
            for engine in engines:
                row = _row(engine, language, threads)
                seconds[engine] = row["work"]
                gain = f"{seconds['kokoro-onnx'] / row['work']:10.2f}x" if peer else ""
                print(
                    f"{engine:24}{language:4}{threads:8}{row['work'] / row['sound']:8.3f}"
                    f"{row['work']:9.1f}{gain:>11}{row['memory']:9.0f}",
                    flush=True,
                )


def _row(engine: str, language: str, threads: int) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.speed", "row", engine, language, str(threads)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return cast(dict[str, float], json.loads(done.stdout))


def _measure(engine: str, language: Language, threads: int) -> dict[str, float]:
    speak = {"kokoro": _ours, "kokoro-onnx": _peer, "espeak": _espeak}[engine](language, threads)
    said = sentences(language)[:COUNT]
    speak(said[0])  # loaded before the clock starts
    started = time.perf_counter()
    sound = sum(speak(sentence).size for sentence in said) / SAMPLE_RATE
    work = time.perf_counter() - started
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    return {"work": work, "sound": sound, "memory": memory}


def _ours(language: Language, threads: int) -> Speak:
    voice = kokoro.Kokoro(kokoro.DEFAULT, settings.models_folder(), threads)
    return lambda text: np.concatenate([piece.samples for piece in voice.speak(text, language)])


def _espeak(language: Language, threads: int) -> Speak:
    voice = espeak.open("", settings.models_folder())
    return lambda text: np.concatenate([piece.samples for piece in voice.speak(text, language)])


def _peer(language: Language, threads: int) -> Speak:
    """kokoro-onnx with its own session options, given our phonemes and the same voice."""
    import onnxruntime
    from kokoro_onnx import Kokoro

    folder = Path(tempfile.mkdtemp())
    model, voices = folder / "kokoro.onnx", folder / "voices.npz"
    model.write_bytes(b"".join(path.read_bytes() for path in weights.parts()))
    with voices.open("wb") as file:
        np.savez(file, **cast(Any, weights.styles()))
    options = onnxruntime.SessionOptions()
    if threads == 1:  # by itself it takes as many as there are cores
        options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
    peer = Kokoro.from_session(session, str(voices))
    known = weights.vocabulary()

    def speak(text: str) -> Samples:
        phonemes = "".join(p for p in kokoro.phonemes(text, language) if p in known)
        samples, _ = peer.create(phonemes, voice=kokoro.DEFAULT, is_phonemes=True)
        return np.asarray(samples, np.float32)

    return speak


# First sound ------------------------------------------------------------------------------


def _first_sound() -> None:
    print(f"\n{'first sound of a sentence, seconds':40}{'median':>8}{'longest':>9}")
    voice = kokoro.open("", settings.models_folder())
    languages: tuple[Language, ...] = ("en", "ko")
    for language in languages:
        waits = []
        for sentence in ["One.", *sentences(language)[:COUNT]]:
            started = time.perf_counter()
            next(voice.speak(sentence, language))
            waits.append(time.perf_counter() - started)
        warm = waits[1:]
        print(f"{f'warm engine, {language}':40}{np.median(warm):8.2f}{max(warm):9.2f}")
    command = [sys.executable, "-m", "service", "say", sentences("en")[0], "--out", "-"]
    cold = []
    for _ in range(3):
        started = time.perf_counter()
        with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.read(1)
            cold.append(time.perf_counter() - started)
            process.stdout.read()
    print(f"{'deutgi say, from a cold start':40}{np.median(cold):8.2f}{max(cold):9.2f}")


# The whole command ------------------------------------------------------------------------


def _listen() -> None:
    print("\ndeutgi listen, seconds by stage")
    columns = ("condense", "translate", "speak en", "speak ko", "write")
    print(
        f"{'article':22}" + "".join(f"{name:>10}" for name in columns) + f"{'all':>8}{'peak MB':>9}"
    )
    with tempfile.TemporaryDirectory() as place:
        for times, name, article in _articles(Path(place)):
            library = Path(place) / f"library-{times}"
            command = [sys.executable, "-m", "service", "listen", str(article), "--json"]
            command += ["--memory", str(MEMORY), "--profile", "embedded"]
            command += ["--library", str(library)]
            started = time.perf_counter()
            with subprocess.Popen(
                command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            ) as process:
                assert process.stdout is not None
                output = process.stdout.read()
                _, _, usage = os.wait4(process.pid, 0)
                process.returncode = 0
            spent = json.loads(output)["seconds"]
            cells = "".join(f"{spent.get(stage, 0.0):10.2f}" for stage in columns)
            total = time.perf_counter() - started
            print(f"{name:22}{cells}{total:8.1f}{usage.ru_maxrss / 1000:9.0f}", flush=True)


def _articles(place: Path) -> Iterator[tuple[int, str, Path]]:
    title, *paragraphs = SAMPLE.read_text("utf-8").split("\n\n")
    for times in (1, 3, 9):
        article = place / f"{times}.txt"
        # Numbers make the sentences differ, as a longer article's do.
        body = [f"{text} That is part {n + 1}." for n in range(times) for text in paragraphs]
        article.write_text("\n\n".join([title, *(body if times > 1 else paragraphs)]), "utf-8")
        yield times, f"the sample × {times}" if times > 1 else "the sample", article


if __name__ == "__main__":
    main()
