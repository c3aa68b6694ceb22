"""Listening to a line, and once more where something was misheard.

A recogniser errs by chance: with a moment of silence around the same sound it errs elsewhere. What
the voice said wrong is misheard both times.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pipelines.engines import Language
from pipelines.hear.listener import Listener
from pipelines.hear.verdict import MOST, Verdict, judge
from pipelines.results import SAMPLE_RATE

_SILENCE = np.zeros(SAMPLE_RATE // 2, np.float32)


@dataclass(frozen=True, slots=True)
class Hearing:
    """What was written down of a line, and what came of it."""

    text: str
    verdict: Verdict


def listen_to(
    said: str, samples: npt.NDArray[np.float32], language: Language, listener: Listener
) -> Hearing:
    """Hear a line that says `said`: float32 at `SAMPLE_RATE`, (n,). Raises what the listener does.

    Where the first hearing flags it, only what the second one misses too is lost; `text` is then
    that of the better one.
    """
    first = _heard(said, samples, language, listener)
    if first.verdict.ok:
        return first
    second = _heard(said, np.concatenate([_SILENCE, samples, _SILENCE]), language, listener)
    if second.verdict.ok:
        return second
    lost = tuple(word for word in first.verdict.lost if word in second.verdict.lost)
    better = min(first, second, key=lambda heard: (len(heard.verdict.lost), heard.verdict.rate))
    rate = better.verdict.rate
    return Hearing(better.text, Verdict(not lost and rate <= MOST[language], rate, lost))


def _heard(
    said: str, samples: npt.NDArray[np.float32], language: Language, listener: Listener
) -> Hearing:
    text = listener.hear(samples, language)
    return Hearing(text, judge(said, text, language))
