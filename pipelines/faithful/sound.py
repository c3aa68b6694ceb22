"""A name in Latin letters, found by its sound where a Hangul word begins: Nyström in 뉘스트룀은.

The sounds and what they cost are those of `pipelines.korean.loanwords`; what is ours is that the
end of the word is free, for particles and titles follow a name without a space.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files

from pipelines.findings import Span
from pipelines.korean.latin import fold, read_latin
from pipelines.korean.loanwords import drop_cost, exchange_cost, least_cost, sounds_of

_HANGUL = re.compile("[가-힣]+")
_SOUNDS = "PTKSJLMNGHaeiouxw"
_APART = re.compile(r"(?<=m)(?=b[aeiouy])", re.IGNORECASE)
_SILENT = re.compile(
    r"(?<=[ao])l(?=[kmf])|(?<=[a-z][bcdfgklmnprstvz])e$|(?<=n)g(?=t)|(?<=l)l\b", re.IGNORECASE
)
"""Letters that are mostly not heard: Walker, Joyce."""
_VOWELS = re.compile(r"[aeiouy]+(?!(?<=[^aeiouy]e)s?\b)", re.IGNORECASE)
_WITHIN = 0.12
"""How much liker a name must be that begins within a word (대통령부시) or as a common word does."""
_LONG = 0.05
"""How much less alike four syllables and more may be: chance does not make them so alike."""
_MOST = 0.4
"""Of a name's weight, what its sounds may cost at most."""
_LONGEST = 20
"""Sounds of Hangul that are looked at from where a name may begin."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A name as rows of costs: what each of its sounds costs against each Hangul sound."""

    rows: tuple[tuple[float, dict[str, float]], ...]
    weight: float
    consonants: int
    syllables: int
    first: frozenset[str]


@lru_cache(maxsize=4096)
def heard(name: str) -> Heard:
    """The costs of a name."""
    sounds = sounds_of(_APART.sub(" ", _SILENT.sub("", name)))
    rows = tuple(
        (drop_cost(sound), {letter: exchange_cost(sound, (letter,)) for letter in _SOUNDS})
        for sound in sounds
    )
    first: set[str] = set()
    for drop, costs in rows:
        first |= {letter for letter, cost in costs.items() if cost < 0.55}
        if drop > 0.5:
            break
    consonants = sum(sound[0][:1].isupper() for sound in sounds)
    vowels = len(_VOWELS.findall(fold(name)))
    return Heard(
        rows, sum(map(least_cost, sounds)), consonants, vowels - (vowels > 3), frozenset(first)
    )


@dataclass(frozen=True, slots=True)
class Start:
    """A place where a name may begin: the sounds from there, and after which a syllable ends.

    `of_word` is whether a word begins there too, `common` whether a common one does.
    """

    place: int
    sounds: tuple[tuple[str, float], ...]
    ends: tuple[int, ...]
    of_word: bool
    common: bool


@lru_cache(maxsize=512)
def starts(text: str) -> tuple[Start, ...]:
    """The places in Korean text where a name may begin."""
    return tuple(_starts(text))


def _starts(text: str) -> Iterator[Start]:
    for run in _HANGUL.finditer(text):
        syllables = [_syllable(character) for character in run[0]]
        common = _common(run[0])
        for n in range(len(syllables)):
            sounds: list[tuple[str, float]] = []
            ends: list[int] = []
            for syllable in syllables[n:]:
                if len(sounds) + len(syllable) > _LONGEST:
                    break
                doubled = sounds and syllable and sounds[-1] == syllable[0]
                sounds += syllable[1:] if doubled and syllable[0][0] in "LMN" else syllable
                ends.append(len(sounds))
            yield Start(run.start() + n, tuple(sounds), tuple(ends), n == 0, n < common)


@cache
def _common_words() -> frozenset[str]:
    text = files("pipelines.faithful").joinpath("data/common.txt").read_text("utf-8")
    return frozenset(w for line in text.splitlines() if line[:1] != "#" for w in line.split())


def _common(word: str) -> int:
    """How many syllables of a word are a common word that it begins with."""
    known = _common_words()
    return next((n for n in (4, 3, 2) if word[:n] in known and len(word) >= n), 0)


@lru_cache(maxsize=12000)
def _syllable(character: str) -> tuple[tuple[str, float], ...]:
    return tuple((sound[0], drop_cost(sound)) for sound in sounds_of(character) if sound[0])


def _likeness(name: str, start: Start) -> tuple[float, int]:
    """How far the beginning sounds like the name (0-1), and how many syllables that is.

    (0, 0) as soon as it cannot be alike: no name is read whose sounds cost a third of it.
    """
    own = heard(name)
    sounds = start.sounds[: 2 * len(own.rows) + 2]
    previous = [0.0]
    total = 0.0
    for _, drop in sounds:
        total += drop
        previous.append(total)
    sums = previous
    most = _MOST * max(own.weight, total)
    for lost, costs in own.rows:
        left = previous[0] + lost
        row = [left]
        add = row.append
        above = previous[0]
        column = 1
        for letter, drop in sounds:
            best = above + costs[letter]
            above = previous[column]
            over = above + lost
            if over < best:
                best = over
            left += drop
            if left > best:
                left = best
            add(left)
            column += 1
        if min(row) > most:
            return 0.0, 0
        previous = row
    best_likeness, length = 0.0, 0
    for n, end in enumerate(start.ends):
        if end > len(sounds):
            break
        if n + 1 < own.syllables:
            continue
        weight = max(own.weight, sums[end])
        likeness = 1 - previous[end] / weight if weight else 0.0
        if likeness > best_likeness + 1e-9:
            best_likeness, length = likeness, n + 1
    return best_likeness, length


def enough(consonants: int) -> float:
    """How alike a name of so many consonants must be: short ones are soon like something."""
    return 0.88 if consonants <= 1 else 0.75 if consonants == 2 else 0.7


@lru_cache(maxsize=4096)
def _other(name: str) -> tuple[str, ...]:
    """A name as Korean would read its letters, and with an open y: Slydial."""
    if not (name.isascii() and name.isalpha()):
        return ()
    open_y = re.sub(r"(?<=[bcdfglmnrst])y(?=[bcdfgklmnprstvz])", "ai", name)
    return (read_latin(name), open_y) if open_y != name else (read_latin(name),)


def find(name: str, korean: str, after: int = -1) -> Span | None:
    """Where Korean text says a name, by its sound, or None.

    `after` is where the name before it ended: in 반기문 one follows without a space.
    """
    own = heard(name)
    if not own.rows:
        return None
    places = [s for s in starts(korean) if s.sounds and s.sounds[0][0] in own.first]
    at_once = [replace(s, of_word=True, common=False) for s in places if s.place == after]
    if at_once and (found := _best(name, at_once)):
        return found
    found = _best(name, [start for start in places if start.of_word])
    if not found and own.consonants >= 3:
        found = _best(name, [start for start in places if not start.of_word])
    return found


def _best(name: str, places: Iterable[Start]) -> Span | None:
    least, where = enough(heard(name).consonants), None
    for start in places:
        likeness, length = _likeness(name, start)
        if 0.6 < likeness < 0.9:
            for spelled in _other(name):
                likeness, length = max((likeness, length), _likeness(spelled, start))
        likeness -= _WITHIN if start.common or not start.of_word else 0
        likeness += _LONG if length > 3 else 0
        if likeness >= least:
            least, where = likeness, (start.place, start.place + length)
    return where
