"""Can the voices be understood? Forty news sentences each, spoken, heard by Whisper, counted.

    python -m benchmarks.intelligibility                        the table
    python -m benchmarks.intelligibility --language ko --worst 10
    python -m benchmarks.intelligibility --voices kokoro:jm_kumo+jf_alpha --set heldout

English is scored in words (WER), Korean in syllables (CER), both after spelling out; see
`benchmarks/judge.py`. The peer is espeak-ng's own voice, which reads the same sentences in the
same run; in Korean with its own front end. The sentences are original; the 20 of the set
`heldout` were never tuned by. Needs `pip install "deutgi[bench]"`.
"""

import argparse
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import platformdirs

from benchmarks.judge import Judge, Score, score, total
from pipelines import engines
from pipelines.engines import Language
from pipelines.results import SAMPLE_RATE
from pipelines.speak import espeak_ng, kokoro
from service import settings

GOALS: dict[Language, float] = {"en": 0.06, "ko": 0.12}
MEASURES: dict[Language, str] = {"en": "English WER", "ko": "Korean CER"}
MIXES = ("jm_kumo+jf_alpha", "+".join(kokoro.SPEAKERS))

Speak = Callable[[str, Language], npt.NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Heard:
    """One sentence: as it was written, as it was heard, and how much was misheard."""

    said: str
    heard: str
    score: Score


@dataclass(frozen=True, slots=True)
class Row:
    """One voice in one language. `factor` is seconds of work for a second of sound, or None."""

    voice: str
    language: Language
    speed: float
    factor: float
    heard: tuple[Heard, ...]

    @property
    def rate(self) -> float:
        """WER or CER of all sentences together."""
        return total(sentence.score for sentence in self.heard).rate


def sentences(language: Language, which: str = "main") -> list[str]:
    """The sentences of a language: `main` to tune by, `heldout` to check the tuning by."""
    name = f"sentences_{language}" + ("" if which == "main" else "_heldout")
    path = Path(__file__).parent / f"{name}.txt"
    return path.read_text(encoding="utf-8").splitlines()


def measure(
    voice: str,
    speak: Speak,
    said: list[str],
    language: Language,
    speed: float,
    judge: Judge,
    sample_rate: int = SAMPLE_RATE,
) -> Row:
    """All sentences through one voice and the judge."""
    spent, seconds, heard = 0.0, 0.0, []
    for sentence in said:
        started = time.perf_counter()
        samples = speak(sentence, language)
        spent += time.perf_counter() - started
        seconds += len(samples) / sample_rate
        words = judge.hear(samples, language, sample_rate)
        heard.append(Heard(sentence, words, score(sentence, words, language)))
    return Row(voice, language, speed, spent / seconds, tuple(heard))


def through_engine(name: str, home: Path, speed: float) -> Speak:
    """A voice of ours, named as on the command line; loaded before it is timed."""
    voice = engines.open_voice(name, home)

    def speak(sentence: str, language: Language) -> npt.NDArray[np.float32]:
        pieces = [speech.samples for speech in voice.speak(sentence, language, speed)]
        return np.concatenate(pieces) if pieces else np.zeros(0, np.float32)

    speak("One." if "en" in voice.languages else "하나.", "en" if "en" in voice.languages else "ko")
    return speak


def espeak_itself(sentence: str, language: Language) -> npt.NDArray[np.float32]:
    """The peer: espeak-ng's formant voice with its own front end in either language."""
    samples = espeak_ng.synthesise(sentence, {"en": "en-us", "ko": "ko"}[language], 1.0)
    return np.asarray(samples, np.float32) / np.float32(32768)


def rows(
    languages: list[Language], voices: list[str], which: str, speed: float, home: Path, judge: Judge
) -> Iterator[Row]:
    """The table, row by row, the peer last."""
    for language in languages:
        said = sentences(language, which)
        for voice in voices:
            speak = through_engine(voice, home, speed)
            yield measure(voice, speak, said, language, speed, judge)
        yield measure(
            "espeak-ng (peer)", espeak_itself, said, language, 1.0, judge, espeak_ng.SAMPLE_RATE
        )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--language", choices=("en", "ko"), help="only this one")
    parser.add_argument("--voices", nargs="+", help="engine names; default: every Kokoro voice")
    parser.add_argument("--set", choices=("main", "heldout"), default="main", dest="which")
    parser.add_argument("--speed", type=float, default=1.0)
    parser.add_argument("--worst", type=int, default=0, metavar="N", help="print N sentences")
    parser.add_argument(
        "--cache",
        type=Path,
        default=Path(platformdirs.user_cache_dir("deutgi")) / "judge",
        help="where the judge and what it heard are kept",
    )
    options = parser.parse_args()
    home = settings.models_folder()
    languages: list[Language] = [options.language] if options.language else ["en", "ko"]
    voices = options.voices or [
        "kokoro",
        *(f"kokoro:{voice}" for voice in (*kokoro.SPEAKERS, *MIXES)),
    ]
    print(f"{'voice':<66}{'measure':<13}{'rate':>7}{'goal':>7}{'speed':>7}{'RTF':>7}")
    for row in rows(languages, voices, options.which, options.speed, home, Judge(options.cache)):
        goal = GOALS[row.language]
        met = "✓" if row.rate <= goal else " "
        print(
            f"{row.voice:<66}{MEASURES[row.language]:<13}{row.rate:>7.3f}{goal:>6.2f}{met}"
            f"{row.speed:>7.2f}{row.factor:>7.2f}",
            flush=True,
        )
        for sentence in sorted(row.heard, key=lambda one: -one.score.rate)[: options.worst]:
            print(f"    {sentence.score.rate:.2f}  {sentence.said}\n          {sentence.heard}")


if __name__ == "__main__":
    main()
