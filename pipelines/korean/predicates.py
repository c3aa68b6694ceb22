"""Whether the stem of a predicate is a verb's or an adjective's, from `data/predicates.txt`.

The plain present depends on it: a verb takes ㄴ다 or 는다 (간다, 먹는다), an adjective and the copula
take 다 (크다, 기자다); so says the Standard Korean Language Dictionary (표준국어대사전) of -ㄴ다 and -다.
What the list does not know, and what belongs to both, has no class: nobody guesses.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Literal

from pipelines.korean.hangul import coda, compose, decompose, is_syllable

Class = Literal["verb", "adjective"]

_EXACT = 100
"""A whole word counts more than any ending of one."""


@cache
def _section(name: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words of a part of the data file, and those that more may stand before."""
    text = files("pipelines.korean").joinpath("data/predicates.txt").read_text("utf-8")
    words: list[str] = []
    inside = False
    for line in text.splitlines():
        if line.startswith("["):
            inside = line[1:].startswith(f"{name}]")
        elif inside and not line.startswith("#"):
            words += line.split()
    ends = {word[1:] for word in words if word.startswith("-")}
    if name.startswith("하"):
        ends |= {word for word in words if len(word) > 1}
    return frozenset(word for word in words if not word.startswith("-")), frozenset(ends)


def _match(word: str, name: str) -> int:
    """How much of the word's end a part of the list knows, in syllables; 0 where nothing."""
    whole, ends = _section(name)
    if word in whole:
        return _EXACT
    return next((len(word) - n for n in range(len(word)) if word[n:] in ends), 0)


def class_of(stem: str) -> Class | None:
    """The class of a stem as it stands before 다, without what the sentence tells of it.

    >>> class_of("발표하"), class_of("중요하"), class_of("높"), class_of("먹")
    ('verb', 'adjective', 'adjective', 'verb')
    """
    if not stem:
        return None
    if stem == "하":
        return "verb"
    if stem.endswith("하"):
        of_feeling = len(stem) > 2 and stem[-2] in "아어워와뻐퍼파겨러해야"  # 기뻐하다, 해야하다
        return _of("하", stem[:-1]) or ("verb" if of_feeling else None)
    if coda(stem[-1]):
        return _of("closed", stem)
    if is_verb_in_i(stem):
        return "verb"
    if known := _of("open", stem):
        return known
    if stem[-1] in _AUXILIARIES and is_infinitive(stem[:-1]):
        return "verb"  # 높아지다, 알려지다
    return "verb" if _match(_with_liquid(stem), "closed verb") else None


def is_noun(stem: str) -> bool:
    """Whether what ends in a vowel is a noun rather than a verb's or an adjective's stem: 기자."""
    known = _match(stem, "noun")
    if stem not in _section("noun")[1] and _has_copula(stem):
        return False
    if known == _match(stem, "open verb") == _EXACT:
        return True  # 배다, 가지다: a verb has 다 alone in dictionaries only
    return known > max(_match(stem, "open verb"), _match(stem, "open adjective"))


def _has_copula(stem: str) -> bool:
    """Whether 이 is the copula's, though the list knows nouns that end so: 형사이다 is no 사이."""
    if stem.endswith("종이"):
        return stem != "색종이"  # 위기종이다, 신종이다
    return stem.endswith(("사이", "차이", "나이")) and _match(stem[:-1], "noun") > 0


def is_verb_in_i(stem: str) -> bool:
    """Whether a word in 이 is a verb's stem, such as 보이 or 줄이, and not a noun and 이다."""
    return stem in _section("이 verb")[0]


def liquid_adjective(stem: str) -> str | None:
    """The adjective in ㄹ that loses it before ㅂ (Hangul Orthography, clause 18.1): 머 -> 멀."""
    if coda(stem[-1]):
        return None
    restored = _with_liquid(stem)
    return restored if class_of(restored) == "adjective" else None


def liquid_verb(stem: str) -> str | None:
    """The verb in ㄹ that loses it before ㅂ and ㅅ: 만드 -> 만들."""
    if not stem or coda(stem[-1]):
        return None
    restored = _with_liquid(stem)
    return restored if class_of(restored) == "verb" else None


def is_known_open(stem: str) -> bool:
    """Whether a stem that ends in a vowel is a verb's as it stands, and not only with a ㄹ."""
    return is_verb_in_i(stem) or stem.endswith("하") or _match(stem, "open verb") > 0


def _with_liquid(stem: str) -> str:
    last = decompose(stem[-1])
    return stem[:-1] + compose(last.onset, last.vowel, "ㄹ")


def _of(kind: str, stem: str) -> Class | None:
    """The class whose part of the list knows more of the stem; none where both know as much."""
    verb, adjective = _match(stem, f"{kind} verb"), _match(stem, f"{kind} adjective")
    if verb == adjective:
        return None
    return "verb" if verb > adjective else "adjective"


_AUXILIARIES = "지가오보주내두나버대"


def is_infinitive(text: str) -> bool:
    """Whether a stem with 아 or 어 may be the text: 높아, 알려, 기뻐, 봐."""
    if not text or not is_syllable(text[-1]):
        return False
    last = decompose(text[-1])
    return not last.coda and last.vowel in "ㅏㅓㅕㅐㅔㅘㅝㅙ"
