"""Whether something is said or denied: the words of negation in English and in Korean.

Languages deny in different places: "not until Friday" is 금요일에야, "had no choice but" 할 수밖에
없다, "deny" 사실이 아니라고 하다. So denials (`data/negation.txt`) are counted that nothing else
explains. Words that deny in themselves (refuse, 거부) and idioms (fewer than, 채 안 되다) are first
matched with what the other language calls them, as `data/denials.txt` has it; one that is matched
stands for nothing else, one that is not may be what the other text says with *not* or with -지 않다.
Where the numbers agree, the verbs that are denied are compared (`denied.py`). What may be said
without a denial (never before, 처음) is a doubt, but not a sure one (`data/affirmed.txt`).
"""

# ruff: noqa: E501 - long alternations of words read better on one line

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipelines.faithful.denial.denials import Hidden, Pairing, hidden, paired
from pipelines.faithful.denial.denied import (
    affirmed,
    limit_undenied,
    pair_denied,
    sure_added,
    sure_lost,
    undenied,
    verb_denied,
    verb_undenied,
)
from pipelines.faithful.denial.negation import spans, words
from pipelines.faithful.denial.reports import report_denied
from pipelines.findings import Finding, Span

_UNTIL = re.compile(
    r"(?:\bnot|n['’]t|\bnever|\bcannot)\b(?=[^,.;]{1,80} (?:until|till|before|for another|for at least|for (?:[a-z]+|[0-9]+) (?:days|weeks|months|years|hours|minutes))\b)|\bnot (?:until|since)\b",
    re.IGNORECASE,
)
_UNTIL_KO = re.compile(
    r"[에서후뒤래]야|[아어여해와워돼]야(?:만)? |되어서야|돼서야|비로소|처음|만에|서였|에나|[은난한된린간온본산친진] (?:뒤|후|다음)(?![가-힣]{2})|이후|부터"
)
"""Not until, said without a denial."""
_JUST_DENIED = re.compile(
    r"(?:\b(?:not|never|nor|neither|cannot)|n['’]t) (?:be |to )?$", re.IGNORECASE
)
_DENIED_VERB = re.compile(r"(?:\b(?:not|never|cannot)|n['’]t) (?:[a-z]+ ){0,2}$", re.IGNORECASE)
_NOT_WITHOUT = re.compile(
    r"(?:\b(?:not|never|cannot|no|nothing|nobody|no one)|n['’]t)\b[^,.;]{1,60}(?:\bwithout\b|\b(?:not|never)\b|n['’]t\b)",
    re.IGNORECASE,
)
_ONLY_WITH_KO = re.compile(r"[아어여해워와야]야(?:만|지)? |말고는|밖에|뿐|외에는")
"""Not without, said without a denial: only with."""
_ONLY_IF_KO = re.compile(
    r"(?:아니면|않으면|없이는|없으면|않고는|않고서는|못하면|말고는) (?:[^ .]+ ){0,6}?[^ .]*(?:없|못|않|안 )"
)
_ONLY_IF_EN = re.compile(
    r"\b(?:only|must|needs?|ha(?:ve|s|d) to|requir\w+|depend\w*|necess\w+|essential)\b"
)
"""What is only so if, which Korean says as not so if not."""
_OR_EN = re.compile(
    r"(?:\b(?:not?|never|neither|without|cannot|none|nobody|no one|unless)\b|n['’]t\b)[^.;]{1,120}?\b(?:or|nor)\b",
    re.IGNORECASE,
)
"""A denial of two things, which Korean may deny each by itself."""
_AGAIN = re.compile(
    r"\bnot even\b|(?<=, )not to\b|\bnor\b(?! (?:did|do|does|is|are|was|were|ha[sd]|have|will|would|can|could|should|must)\b)|(?:(?<=\band )|(?<=\bor )|(?<=, ))no\b(?! (?:one|longer)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Denials:
    """Where a text denies for certain, and where it may."""

    certain: tuple[Span, ...]
    possible: tuple[Span, ...]


def _blank(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda match: "\0" * len(match[0]), text)


@lru_cache(maxsize=512)
def english_denials(text: str) -> Denials:
    """The denials of English text."""
    plain = _blank(words("denies no more in English"), text)
    certain = spans(words("denies in English"), plain)
    rest = _blank(words("denies in English"), text)
    return Denials(
        certain,
        spans(words("may deny in English"), rest) + spans(words("denies no more in English"), text),
    )


_TWICE = re.compile(
    r"(?:지 ?못하|지 ?않|없)(?:게 (?:하|되))?지 ?(?:는 ?|도 ?|만은 ?)?않|못하게 되지 않|지 ?(?:못하|않)고 있지 ?(?:는 ?)?않"
)
"""A Korean denial that is denied in its turn."""


_INNER_KO = re.compile(
    r"(?:않|못|없|아니|아닌|말)[가-힣]{0,4}?(?:고|며|면서|도록|게|라|기)(?![가-힣])|(?:않|못|없|아니)[가-힣]{0,3}(?:다고|라고|다며|라며|다는|라는)"
)


def compare(english: str, korean: str) -> tuple[Finding, ...]:
    """A denial that the Korean leaves out, or that only the Korean has."""
    pairing = paired(hidden("english", english), hidden("korean", korean))
    here, there = _english_count(english, korean, pairing), _korean_count(english, korean, pairing)
    added = report_denied(english, korean) or _denied_twice(korean, here)
    if added:
        return (_added(korean, added, 0.85),)
    certain_en, certain_ko = len(here.certain), len(there.certain)
    # What is there for another word says nothing of a denial.
    rest = _without(korean, [two.span for _, two in pairing.pairs])
    if certain_en > certain_ko + there.possible:
        return (
            _lost(english, here.certain[-1], sure_lost(english, rest, here.certain, here.idle)),
        )
    if certain_ko > certain_en + here.possible:
        return (_added(korean, there.certain[-1], sure_added(english, korean, there.certain)),)
    if here.demanded and certain_en + len(here.demanded) > certain_ko + there.possible:
        sure = min(0.65, sure_lost(english, rest, here.certain, here.idle))
        return (_lost(english, here.demanded[0], sure),)
    # The numbers may agree by chance: which verbs are denied?
    added = pair_denied(english, korean, pairing.pairs)
    if added is None and certain_ko > certain_en:
        added = verb_denied(english, korean, there.certain)
    if added:
        return (_added(korean, added, 0.75),)
    lost = undenied(korean, here.certain or here.idle)
    if lost is None and certain_en + here.words > certain_ko:
        lost = verb_undenied(english, korean, here.certain)
    if lost is None:
        lost = limit_undenied(english, korean)
    if lost is None:
        return ()
    return (_lost(english, lost, 0.5 if affirmed(english, rest, (lost,)) else 0.75),)


# How much is denied -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Count:
    """Where a text denies for certain, and how often more it may.

    Of that, `words` deny in themselves; those of `demanded` must be said somehow.
    """

    certain: tuple[Span, ...]
    possible: int
    words: int = 0
    demanded: tuple[Span, ...] = ()
    idle: tuple[Span, ...] = ()


def _english_count(english: str, korean: str, pairing: Pairing) -> _Count:
    idle = _idle_english(english, korean)
    alone = [w for w in pairing.english if not any(_overlap(w.span, span) for span in idle)]
    certain = spans(
        words("denies in English"),
        _without(english, [*idle, *(one.span for one, _ in pairing.pairs)]),
    )
    again = {span[0] for span in spans(_AGAIN, english)} & {span[0] for span in certain[1:]}
    certain = tuple(span for span in certain if span[0] not in again)
    hidden_too = sum(_weight(english, word) for word in alone if word.stands)
    if _ONLY_IF_KO.search(korean) and _ONLY_IF_EN.search(english):
        hidden_too += 2
    inner = any(one.inner for one, _ in pairing.pairs) and bool(_INNER_KO.search(korean))
    possible = (
        hidden_too
        + len(again)
        + len(_OR_EN.findall(english))
        + max(0, len(idle) - len(words("may deny in Korean").findall(korean)))
        + inner
        + english.count("?")
    )
    demanded = tuple(
        word.span
        for word in alone
        if word.demands
        and not _JUST_DENIED.search(english[max(0, word.span[0] - 12) : word.span[0]])
    )
    if any(one.demands for one, _ in pairing.pairs):
        demanded = ()
    return _Count(certain, possible, hidden_too, demanded, idle)


def _korean_count(english: str, korean: str, pairing: Pairing) -> _Count:
    idle = spans(words("idle in Korean"), korean)
    certain = spans(
        words("denies in Korean"),
        _without(korean, [*idle, *(two.span for _, two in pairing.pairs)]),
    )
    alone = [
        word
        for word in pairing.korean
        if word.stands and not words("denies in Korean").search(korean, *word.span)
    ]
    # The Korean of a pair may deny for the English beside it: did not get out, 나오지 못했다.
    for_others = sum(
        bool(_DENIED_VERB.search(english[max(0, one.span[0] - 24) : one.span[0]]))
        and bool(words("denies in Korean").search(korean, two.span[0], two.span[1] + 2))
        for one, two in pairing.pairs
    )
    idle_en = len(_idle_english(english, korean))
    may = for_others + max(0, len(words("may deny in Korean").findall(korean)) - idle_en)
    return _Count(certain, len(alone) + may + english.count("?"), len(alone), idle=idle)


def _idle_english(english: str, korean: str) -> tuple[Span, ...]:
    idle = spans(words("idle in English"), english)
    if _UNTIL_KO.search(korean):
        idle += spans(_UNTIL, english)
    if _ONLY_WITH_KO.search(korean):
        idle += spans(_NOT_WITHOUT, english)
    return idle


def _weight(english: str, word: Hidden) -> int:
    """Too ill to stand is 아파서 설 수 없다, or 기력이 없어 설 수 없다."""
    return 2 if english[slice(*word.span)].lower().startswith("too ") else 1


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _without(text: str, spans: Sequence[Span]) -> str:
    for start, end in spans:
        text = text[:start] + "\0" * (end - start) + text[end:]
    return text


def _denied_twice(korean: str, here: _Count) -> Span | None:
    """A denial of a denial that English has not."""
    twice = _TWICE.search(korean)
    if twice and len(here.certain) < (2 if "못" in twice[0] else 2 - min(here.words, 1)):
        return twice.span()
    return None


def _lost(text: str, span: Span, sure: float) -> Finding:
    said = _around(text, span)
    return Finding("negation", "denial missing", said, "", span, None, sure)


def _added(text: str, span: Span, sure: float) -> Finding:
    said = _around(text, span)
    return Finding("negation", "denial added", "", said, None, span, sure)


def _around(text: str, span: Span) -> str:
    start = text.rfind(" ", 0, max(0, span[0] - 1)) + 1
    end = text.find(" ", span[1] + 1)
    return text[start : len(text) if end < 0 else end].strip()
