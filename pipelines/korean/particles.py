"""The form of a particle that agrees with the word before it: 서울은, 제주는; 서울로, 부산으로.

Particles follow how a word is said, not how it is written (Standard Language Regulations, clause
26; Hangul Orthography, clause 15 for the copula): 3은, 60%는, 5kg은, FBI는, Google은. A word in
brackets is passed over, since what counts is the word before it: 유엔(UN)은 (the National
Institute of Korean Language's advice). So are quotes and marks that close it: “평화”는.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pipelines.korean.hangul import coda, is_syllable
from pipelines.korean.spelling import spell_out

_PAIRS = [
    ("은", "는"), ("이", "가"), ("을", "를"), ("과", "와"), ("으로", "로"), ("아", "야"), ("이나", "나"),
    ("이나마", "나마"), ("이란", "란"), ("이랑", "랑"), ("이라", "라"), ("이라고", "라고"), ("이라는", "라는"),
    ("이라도", "라도"), ("이라며", "라며"), ("이라면", "라면"), ("이라면서", "라면서"), ("이라서", "라서"), ("이라던", "라던"),
    ("이라지만", "라지만"), ("이야말로", "야말로"), ("이며", "며"), ("이면", "면"), ("이면서", "면서"), ("이든", "든"),
    ("이든지", "든지"), ("이여", "여"), ("이고", "고"), ("이자", "자"), ("이지만", "지만"), ("이므로", "므로"),
    ("이니", "니"), ("이니까", "니까"), ("이거나", "거나"), ("이다", "다"), ("이었", "였"), ("이에요", "예요"),
]  # fmt: skip
"""After a consonant that closes the word, and after a vowel."""

_FORMS = {form: pair for pair in _PAIRS for form in pair}
_LONGEST_FIRST = sorted(_FORMS, key=len, reverse=True)
_MORE = {
    "으로": "서|써|부터|서의|서는|서도|써는|부터의|부터는|의|는|도|만|까지",
    "과": "의|는|도|만",
    "은": "커녕",
    "이었": "[가-힣]+",
}
"""What may still belong to the particle: 으로서, 과의, 이었습니다."""

_AT_START = re.compile(
    "(?:"
    + "|".join(
        f"(?:{'|'.join(pair)})" + (f"(?:{_MORE[pair[0]]})?" if pair[0] in _MORE else "")
        for pair in sorted(_PAIRS, key=lambda pair: -len(pair[0]))
    )
    + r")(?![가-힣])"
)
_FIXED = re.compile(
    "(?:(?:의|에|에는|에도|에만|에의|에서|에서는|에서도|에서의|에게|에게는|에게도|에게서|께서|께서는|께|도|만|만이|만은|만을|까지|까지는|까지도|"
    "부터|처럼|보다|보다는|뿐|마저|조차|하고|한테|대로|만큼|인|인데|인지|입니다)(?![가-힣]))"
)
"""Particles that do not change."""
_CLOSING = re.compile(r"[\s\"'”’»」』》〉】.,!?;:…·]+$")
_IN_BRACKETS = re.compile(r"\s?(?:\([^()]*\)|（[^（）]*）|\[[^\[\]]*\])$")
_BETWEEN = re.compile(r"(?:\s?\([^()]*\)|[\"'”’»」』》〉】])+")
_LAST_WORDS = re.compile(r"(?:\S+\s+)?\S{1,60}$")


def particle(word: str, form: str) -> str:
    """The particle in the form that fits the word; `form` is either of its forms.

    A longer one agrees by its beginning (으로서, 였다). One that does not change, such as 에서, is
    given back; so is what is no particle, and any after a word that nothing is said for.

    >>> particle("FBI", "은"), particle("2026", "으로"), particle("유엔(UN)", "가")
    ('는', '으로', '이')
    """
    said = last_sound(word)
    if not said or not _AT_START.fullmatch(form):
        return form
    known = next(known for known in _LONGEST_FIRST if form.startswith(known))
    closed, open_ = _FORMS[known]
    end = coda(said)
    after_vowel = not end or (end == "ㄹ" and open_ == "로")
    return (open_ if after_vowel else closed) + form.removeprefix(known)


def mend(word: str, rest: str) -> str:
    """The word with the text that follows it, whose particle, if it begins with one, then fits.

    Brackets and quotes that close may stand between the two.

    >>> mend("한대성", "는 말했다."), mend("키르기스스탄", "(Kyrgyzstan)가")
    ('한대성은 말했다.', '키르기스스탄(Kyrgyzstan)이')
    """
    closing = _BETWEEN.match(rest)
    between = closing[0] if closing else ""
    after = rest.removeprefix(between)
    found = _AT_START.match(after)
    if not found:
        return word + rest
    return word + between + particle(word, found[0]) + after[found.end() :]


def begins_with_particle(rest: str) -> bool:
    """Whether the text begins with a particle that ends its word."""
    return bool(_AT_START.match(rest) or _FIXED.match(rest))


@lru_cache(maxsize=1024)
def last_sound(word: str) -> str:
    """The last syllable that is heard of a word; empty where there is none."""
    return next((char for char in reversed(_said(word)) if is_syllable(char)), "")


def _said(word: str) -> str:
    """The end of a word in Hangul, without what closes it or stands in brackets."""
    bare = word
    while True:
        shorter = _CLOSING.sub("", bare)
        outside = _IN_BRACKETS.sub("", shorter)
        shorter = outside if any(map(str.isalnum, outside)) else shorter
        shorter = shorter.rstrip(")]）") if outside == "" else shorter
        if shorter == bare:
            break
        bare = shorter
    if bare and is_syllable(bare[-1]):
        return bare
    last = _LAST_WORDS.search(bare)
    return spell_out(last[0] if last else bare)
