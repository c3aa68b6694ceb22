"""Token numbers in, token numbers out: what the two libraries that run models have in common."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Settings:
    """How an answer is searched for.

    `longest` and `shortest` are in new tokens. `beam` is the width of the search, `answers` how
    many of its results are given. `no_repeat` forbids runs of so many tokens to come twice (0:
    none), `repetition_penalty` (1: none) makes tokens that were used less likely (Keskar et al.
    2019), `length_penalty` is the exponent of the length that a score is divided by.
    """

    longest: int
    shortest: int = 0
    beam: int = 4
    answers: int = 1
    no_repeat: int = 0
    repetition_penalty: float = 1.0
    length_penalty: float = 1.0


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """An answer: its tokens without the end, and whether it came to an end by itself."""

    tokens: tuple[int, ...]
    finished: bool


class Generator(Protocol):
    """A loaded model."""

    def generate(
        self, sources: Sequence[Sequence[int]], first: int | None, settings: Settings
    ) -> list[list[Hypothesis]]:
        """For each source its answers, best first. `first` is the token they have to begin with,
        which is not among `Hypothesis.tokens`."""
        ...
