"""The word lists in `data/`: a line is words apart by spaces, or `written = said`."""

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files


@cache
def words(name: str) -> frozenset[str]:
    """All words of a plain list."""
    return frozenset(word for line in _lines(name) for word in line.split())


@cache
def readings(name: str) -> dict[str, str]:
    """What is written and how it is said."""
    return {
        written.strip(): said.strip()
        for written, _, said in (line.partition(" = ") for line in _lines(name))
    }


def any_of(choices: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(
        re.escape(word) for word in sorted(choices, key=lambda word: (-len(word), word))
    )


def _lines(name: str) -> list[str]:
    text = files("pipelines.english").joinpath(f"data/{name}.txt").read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
