"""What the engines hand on: summaries, translations and speech. Plain values, no behaviour."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from pipelines.findings import Finding

SAMPLE_RATE = 24_000
"""Samples a second of all speech, mono."""


@dataclass(frozen=True, slots=True)
class Length:
    """How long a summary may be: in sentences, or in seconds of speech. One of them is set."""

    sentences: int | None = None
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class SummarySentence:
    """A sentence of a summary.

    `sources` are the numbers of the article sentences it came from (see
    `pipelines.sentences.article_sentences`), `paragraph_end` whether a longer
    pause belongs after it. `findings` are what it says otherwise than the article.
    """

    text: str
    sources: tuple[int, ...]
    paragraph_end: bool = False
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """The sentences of a summary in the order they are read, and the engine that made them.

    `note` is for people: what they should know of how it was made (`condensed in 12 parts`),
    or empty.
    """

    sentences: tuple[SummarySentence, ...]
    engine: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What was exchanged in Korean on purpose: a name, or an ending for the style's sake.

    `before` may be empty: a name that was not there in any spelling. `english` is a name as the
    English has it.
    """

    kind: Literal["name", "formal", "plain", "headline"]
    before: str
    after: str
    english: str = ""


@dataclass(frozen=True, slots=True)
class Translation:
    """One sentence in the other language.

    `score` is how well the engine's source matched (1.0 exact; a translation memory's
    fuzzy match is lower), or None where an engine has no such figure. `note` is for
    people: how this sentence was made (`83 % match: "…"`), or empty. `findings` are what it may
    have wrong, `changes` what was exchanged in it since the engine made it.
    """

    source: str
    text: str
    engine: str
    score: float | None = None
    note: str = ""
    findings: tuple[Finding, ...] = ()
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Speech:
    """A piece of speech: a sentence, or a clause of one.

    `samples` are float32 at `SAMPLE_RATE`, shape (n,), nominally within ±1, trimmed of
    the silence around them. `text` is the part of the sentence that is heard, spelled as it
    was written: the pieces' texts put together with single spaces give the sentence again.
    """

    samples: npt.NDArray[np.float32]
    text: str
    engine: str
