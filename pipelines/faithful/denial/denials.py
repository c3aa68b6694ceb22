"""Words that deny in themselves (refuse, 거부), and what the other language calls them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from pipelines.faithful import tables
from pipelines.findings import Span


@dataclass(frozen=True, slots=True)
class Hidden:
    """A word that denies in itself, where it stands, and the lines of the list that have it."""

    span: Span
    lines: frozenset[int]
    stands: bool
    demands: bool
    inner: bool


@dataclass(frozen=True, slots=True)
class _Word:
    pattern: re.Pattern[str]
    line: int
    stands: bool
    demands: bool
    inner: bool


@cache
def _words(language: str) -> tuple[re.Pattern[str], tuple[_Word, ...]]:
    """A pattern that finds any word of a language's half of `data/denials.txt`, and the words."""
    lines = [line for line in tables.lines("denials") if line[0] in "& "]
    words = []
    for number, line in enumerate(lines):
        english, korean = line[1:].split(" | ")
        for word in (english if language == "english" else korean).split():
            bare = word.lstrip("!-+")
            pattern = english_words(bare) if language == "english" else _korean(bare)
            words.append(
                (
                    pattern,
                    _Word(
                        re.compile(_AHEAD.sub("", pattern), re.IGNORECASE),
                        number,
                        (word[0] != "-") if language == "english" else word[0] == "+",
                        word[0] == "!",
                        line[0] == "&",
                    ),
                )
            )
    words.sort(key=lambda each: -len(each[0]))
    start = [p for p, _ in words if p.startswith(_START_KO)]
    free = [p for p, _ in words if not p.startswith(_START_KO)]
    if language == "english":
        return re.compile(rf"\b(?:{'|'.join(free)})\b", re.IGNORECASE), tuple(w for _, w in words)
    started = "|".join(p.removeprefix(_START_KO) for p in start)
    return re.compile(rf"{'|'.join(free)}|{_START_KO}(?:{started})"), tuple(w for _, w in words)


_START_KO = "(?<![가-힣])"
_AHEAD = re.compile(r"\(\?=[^()]*\)")
"""What must follow a word is not there once the word was found."""


def english_words(word: str) -> str:
    """The pattern of an English word of a list: * is any ending, _ a space or hyphen."""
    return re.sub(r"(?<![\])])\*", "[a-z]*", word).replace("_", "[ -]")


def _korean(word: str) -> str:
    return word.replace("^", _START_KO).replace("_", " ?")


@lru_cache(maxsize=4096)
def _meant(language: str, text: str) -> tuple[frozenset[int], bool, bool, bool]:
    """The lines that have a word; whether it stands alone, demands, holds an inner denial."""
    found = [word for word in _words(language)[1] if word.pattern.fullmatch(text)]
    return (
        frozenset(word.line for word in found),
        any(word.stands for word in found),
        any(word.demands for word in found),
        any(word.inner for word in found),
    )


def hidden(language: str, text: str) -> tuple[Hidden, ...]:
    """The words of English or Korean text that deny in themselves."""
    pattern, _ = _words(language)
    return tuple(
        Hidden(match.span(), *_meant(language, match[0])) for match in pattern.finditer(text)
    )


@dataclass(frozen=True, slots=True)
class Pairing:
    """Words of both texts that say each other, and those that are left of either."""

    pairs: tuple[tuple[Hidden, Hidden], ...]
    english: tuple[Hidden, ...]
    korean: tuple[Hidden, ...]


def paired(english: Sequence[Hidden], korean: Sequence[Hidden]) -> Pairing:
    """Pair each English word with the first Korean one that the list has in one line with it."""
    pairs, alone, rest = [], [], list(korean)
    for word in sorted(english, key=lambda each: not each.stands):
        other = next((each for each in rest if each.lines & word.lines), None)
        if other is None:
            alone.append(word)
        else:
            rest.remove(other)
            pairs.append((word, other))
    return Pairing(tuple(pairs), tuple(alone), tuple(rest))
