"""Standard Pronunciation (표준발음법, Standard Korean Language Regulations, part 2).

`pronounce` rewrites Hangul as it is spelled into Hangul as it is said: 독립 -> 동닙.
Each rule is a small function that names its clause (제N항). What a rule cannot see in the
letters (that 물가 is a compound, that 의 is a particle) comes from `lexicon`, and what
happens between words from `phrasing`.

Where the standard allows two ways, the one a newsreader says is taken:
의 is [의] at the start of a word, [에] as the genitive particle and [이] elsewhere (clause 5,
notes 3 and 4); ㅖ is [ㅔ] after a consonant other than ㄹ (note 2); 맛있다 is [마싣따];
a compound's ㅅ before ㄱㄷㅂㅅㅈ is not said (냇가 [내까], clause 30). Vowel length (clauses
6 and 7) is not marked: it is no longer heard from most speakers.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from pipelines.korean.hangul import Syllable, decompose
from pipelines.korean.lexicon import genitive, respell
from pipelines.korean.phrasing import Boundary, boundary

NEUTRAL = {
    "": "", "ㄱ": "ㄱ", "ㄲ": "ㄱ", "ㅋ": "ㄱ", "ㄳ": "ㄱ", "ㄺ": "ㄱ",
    "ㄴ": "ㄴ", "ㄵ": "ㄴ", "ㄶ": "ㄴ",
    "ㄷ": "ㄷ", "ㅅ": "ㄷ", "ㅆ": "ㄷ", "ㅈ": "ㄷ", "ㅊ": "ㄷ", "ㅌ": "ㄷ", "ㅎ": "ㄷ",
    "ㄹ": "ㄹ", "ㄼ": "ㄹ", "ㄽ": "ㄹ", "ㄾ": "ㄹ", "ㅀ": "ㄹ",
    "ㅁ": "ㅁ", "ㄻ": "ㅁ", "ㅂ": "ㅂ", "ㅍ": "ㅂ", "ㅄ": "ㅂ", "ㄿ": "ㅂ", "ㅇ": "ㅇ",
}  # fmt: skip
"""The seven codas that are said (clauses 8 to 11)."""

_PARTS = {
    "ㄳ": "ㄱㅅ", "ㄵ": "ㄴㅈ", "ㄶ": "ㄴㅎ", "ㄺ": "ㄹㄱ", "ㄻ": "ㄹㅁ", "ㄼ": "ㄹㅂ",
    "ㄽ": "ㄹㅅ", "ㄾ": "ㄹㅌ", "ㄿ": "ㄹㅍ", "ㅀ": "ㄹㅎ", "ㅄ": "ㅂㅅ",
}  # fmt: skip
_TENSE = {"ㄱ": "ㄲ", "ㄷ": "ㄸ", "ㅂ": "ㅃ", "ㅅ": "ㅆ", "ㅈ": "ㅉ"}
_ASPIRATED = {"ㄱ": "ㅋ", "ㄷ": "ㅌ", "ㅂ": "ㅍ", "ㅈ": "ㅊ"}
_NASAL = {"ㄱ": "ㅇ", "ㄷ": "ㄴ", "ㅂ": "ㅁ"}
_PLAIN_VOWEL = {"ㅑ": "ㅏ", "ㅒ": "ㅐ", "ㅕ": "ㅓ", "ㅖ": "ㅔ", "ㅛ": "ㅗ", "ㅠ": "ㅜ"}

_NOUNS_IN_LG = frozenset("닭흙칡삵슭탉")
"""Nouns whose ㄺ is [ㄱ] before ㄱ too: clause 11 gives [ㄹ] to verb stems only."""
_STEMS_IN_LM = frozenset("닮젊굶곪옮짊")

_PHRASE = re.compile(r"[가-힣]+(?: +[가-힣]+)*")


def pronounce(text: str) -> str:
    """Hangul as spelled to Hangul as said, syllable for syllable; all else stays as it is.

    Words are read together only where a newsreader would not pause between them (see
    `phrasing`). `text` holds no digits or Latin letters any more (see `spell_out`).
    """
    return _PHRASE.sub(lambda match: _phrase(match[0]), text)


def _phrase(text: str) -> str:
    pieces = re.split(r"( +)", text)
    words, gaps = pieces[::2], pieces[1::2]
    said = [respell(word) for word in words]
    edges: list[Boundary] = []
    for index in range(len(gaps)):
        following = words[index + 2] if index + 2 < len(words) else ""
        edges.append(boundary(words[index], words[index + 1], following))
        if edges[-1].respelled is not None:
            said[index + 1] = edges[-1].respelled + said[index + 1][len(edges[-1].respelled) :]

    syllables = [[decompose(char) for char in word] for word in said]
    spelled = [[decompose(char) for char in word] for word in said]
    for index, word in enumerate(syllables):
        for left, right in pairwise(word):
            _meet(left, right, str(left), str(right))
        if index < len(edges) and edges[index].joined:
            right = syllables[index + 1][0]
            last = str(word[-1])
            word[-1].coda = NEUTRAL[word[-1].coda]  # clause 15, before linking
            _meet(word[-1], right, last, str(right))
    for word, letters, source in zip(syllables, spelled, words, strict=True):
        for index, syllable in enumerate(word):
            syllable.coda = NEUTRAL[syllable.coda]
            particle = index == len(word) - 1 and genitive(source)
            _vowel(syllable, letters[index].onset, first=index == 0, particle=particle)
    spoken = ["".join(map(str, word)) for word in syllables]
    return "".join(a + b for a, b in zip(spoken, [*gaps, ""], strict=True))


Rule = Callable[[Syllable, Syllable, str, str], None]


def _meet(left: Syllable, right: Syllable, a: str, b: str) -> None:
    """Let two neighbours act on each other, rule by rule. `a` and `b` are their spellings."""
    for rule in RULES:
        rule(left, right, a, b)


def h_before_consonant(left: Syllable, right: Syllable, a: str, b: str) -> None:
    """Clause 12.1 to 12.3: 놓고 [노코], 닿소 [다쏘], 놓는 [논는], 않네 [안네]."""
    if left.coda not in {"ㅎ", "ㄶ", "ㅀ"}:
        return
    rest = {"ㅎ": "", "ㄶ": "ㄴ", "ㅀ": "ㄹ"}[left.coda]
    if right.onset in {"ㄱ", "ㄷ", "ㅈ"}:
        left.coda, right.onset = rest, _ASPIRATED[right.onset]
    elif right.onset == "ㅅ":
        left.coda, right.onset = rest, "ㅆ"
    elif right.onset == "ㄴ":
        left.coda = rest or "ㄴ"


def h_before_vowel(left: Syllable, right: Syllable, a: str, b: str) -> None:
    """Clause 12.4: ㅎ is silent before a vowel: 낳은 [나은], 많아 [마나], 싫어도 [시러도]."""
    if right.onset == "ㅇ" and left.coda in {"ㅎ", "ㄶ", "ㅀ"}:
        left.coda = {"ㅎ": "", "ㄶ": "ㄴ", "ㅀ": "ㄹ"}[left.coda]


def h_after_obstruent(left: Syllable, right: Syllable, a: str, b: str) -> None:
    """Clause 12.1, notes 1 and 2, and 17, note: 각하 [가카], 앉히다 [안치다], 굳히다 [구치다]."""
    if right.onset != "ㅎ" or (NEUTRAL[left.coda] not in _NASAL and left.coda not in {"ㄵ", "ㄼ"}):
        return
    suffix = right.vowel in {"ㅣ", "ㅕ"}  # passive and causative -히-, 혀
    if left.coda == "ㄵ" or (left.coda in {"ㅈ", "ㄷ"} and suffix):
        left.coda, right.onset = {"ㄵ": "ㄴ"}.get(left.coda, ""), "ㅊ"
    elif left.coda in {"ㄺ", "ㄼ"}:
        if suffix:
            right.onset = _ASPIRATED[_PARTS[left.coda][1]]
            left.coda = "ㄹ"
        elif left.coda == "ㄺ":
            left.coda, right.onset = "", "ㅋ"
    else:
        right.onset = _ASPIRATED[NEUTRAL[left.coda]]
        left.coda = ""


def palatalize(left: Syllable, right: Syllable, a: str, b: str) -> None:
    """Clause 17: ㄷ and ㅌ before 이 and 여: 굳이 [구지], 밭이 [바치], 붙여 [부처], 벼훑이."""
    if right.onset == "ㅇ" and right.vowel in {"ㅣ", "ㅕ"} and left.coda in {"ㄷ", "ㅌ", "ㄾ"}:
        right.onset = "ㅈ" if left.coda == "ㄷ" else "ㅊ"
        left.coda = "ㄹ" if left.coda == "ㄾ" else ""


def link(left: Syllable, right: Syllable, a: str, b: str) -> None:
    """Clauses 13 and 14: a coda moves before a vowel: 깎아 [까까], 넋이 [넉씨], 값을 [갑쓸]."""
    if right.onset != "ㅇ" or left.coda in {"", "ㅇ"}:
        return
    if left.coda in _PARTS:
        left.coda, right.onset = _PARTS[left.coda][0], _PARTS[left.coda][1]
        if right.onset == "ㅅ":
            right.onset = "ㅆ"
    else:
        left.coda, right.onset = "", left.coda


def tense_after_stem(left: Syllable, right: Syllable, a: str, b: str) -> None:
    """Clauses 24 and 25: 앉고 [안꼬], 닮고 [담꼬], 넓게 [널께], 핥다 [할따].

    Not the causatives 옮기다, 굶기다, 곪기다, nor the noun 여덟. Stems in a single ㄴ or ㅁ
    look like nouns (신고, 감자) and stand in the lexicon.
    """
    if right.onset not in _TENSE:
        return
    causative = a in "옮굶곪" and b in "기김겼긴길깁"
    single = a in _STEMS_IN_LM and not causative and right.onset != "ㅂ"
    if single or left.coda in {"ㄵ", "ㄾ"} or (left.coda == "ㄼ" and a != "덟"):
        right.onset = _TENSE[right.onset]


def neutralize(left: Syllable, right: Syllable, a: str, b: str) -> None:
    """Clauses 8 to 11: seven codas; 밟다 [밥따], 맑게 [말께] but 닭과 [닥꽈]."""
    if left.coda == "ㄺ" and right.onset == "ㄱ" and a not in _NOUNS_IN_LG:
        left.coda, right.onset = "ㄹ", "ㄲ"
    elif a == "밟" and right.onset != "ㅇ" and left.coda == "ㄼ":
        left.coda = "ㅂ"
    elif left.coda in {"ㄽ", "ㅄ", "ㄳ"} and right.onset in _TENSE:
        left.coda, right.onset = NEUTRAL[left.coda], _TENSE[right.onset]
    left.coda = NEUTRAL[left.coda]


def tense_after_obstruent(left: Syllable, right: Syllable, a: str, b: str) -> None:
    """Clause 23: 국밥 [국빱], 꽃다발 [꼳따발], 있던 [읻떤]."""
    if left.coda in _NASAL and right.onset in _TENSE:
        right.onset = _TENSE[right.onset]


def nasalize_liquid(left: Syllable, right: Syllable, a: str, b: str) -> None:
    """Clause 19: ㄹ after ㅁ, ㅇ, ㄱ, ㅂ is [ㄴ]: 담력 [담녁], 종로 [종노], 협력 [혐녁]."""
    if right.onset == "ㄹ" and (left.coda in {"ㅁ", "ㅇ"} or left.coda in _NASAL):
        right.onset = "ㄴ"


def nasalize(left: Syllable, right: Syllable, a: str, b: str) -> None:
    """Clause 18: 국물 [궁물], 닫는 [단는], 밥물 [밤물]."""
    if left.coda in _NASAL and right.onset in {"ㄴ", "ㅁ"}:
        left.coda = _NASAL[left.coda]


def lateralize(left: Syllable, right: Syllable, a: str, b: str) -> None:
    """Clause 20: 난로 [날로], 칼날 [칼랄], 뚫는 [뚤른]; 의견란 [의견난] is in the lexicon."""
    if (left.coda, right.onset) == ("ㄴ", "ㄹ"):
        left.coda = "ㄹ"
    elif (left.coda, right.onset) == ("ㄹ", "ㄴ"):
        right.onset = "ㄹ"


RULES: tuple[Rule, ...] = (
    h_before_consonant,
    h_before_vowel,
    h_after_obstruent,
    palatalize,
    link,
    tense_after_stem,
    neutralize,
    tense_after_obstruent,
    nasalize_liquid,
    nasalize,
    lateralize,
)


def _vowel(syllable: Syllable, spelled_onset: str, *, first: bool, particle: bool) -> None:
    """Clause 5: 져 [저], 시계 [시게], 희망 [히망], 주의 [주이], 우리의 [우리에]."""
    if syllable.vowel == "ㅢ":
        if particle:
            syllable.vowel = "ㅔ"
        elif spelled_onset != "ㅇ" or not first:
            syllable.vowel = "ㅣ"
    elif syllable.vowel == "ㅖ" and spelled_onset not in {"ㅇ", "ㄹ", "ㄴ"}:
        syllable.vowel = "ㅔ"
    if syllable.onset in {"ㅈ", "ㅉ", "ㅊ"}:
        syllable.vowel = _PLAIN_VOWEL.get(syllable.vowel, syllable.vowel)
