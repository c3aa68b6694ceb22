"""Names that a translation spells otherwise than the glossary: put right, with their particles.

A model spells a name that it does not know by ear: Han Tae-song became 한태송, and is 한대성; or it
leaves the name in Latin letters. Where the English has a name of the glossary, the Korean does not,
and one word of the Korean sounds like it (see `pipelines.korean.loanwords`), the right spelling is
put in its place. Where two words might be it, or none is near enough, nothing is touched: a
translation that names nobody wrongly is better than one that names somebody else.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipelines.findings import SERIOUS, Finding
from pipelines.korean.latin import fold
from pipelines.korean.loanwords import alike, skeleton
from pipelines.korean.particles import begins_with_particle, mend
from pipelines.results import Change, Translation
from pipelines.translate.glossary import Glossary, Term, is_said, left_in_latin

_NEAR = 0.8
"""The least likeness in sound of a wrong spelling to both the English and the right spelling."""

_SURE = 0.9
"""The same for a name that is short: one of at most three consonants."""

_LEAD = 0.08
"""By how much the likest word must be liker than any other."""

_WORD = re.compile(
    r"(?<![A-Za-z0-9”’)\]」』》])(?<![A-Za-z0-9]\s)(?<!\S[\"'])[가-힣]+(?:[·-][가-힣]+)*"
)
"""A word of Hangul; what follows Latin letters, digits or a quote belongs to them: AC밀란."""
_TITLE = re.compile(
    "대통령|총리|장관|대사|위원장|총장|의원|시장|주지사|대변인|정부|공항|시|주|현|성|강|섬|씨|측|인|들|발|행"
)
"""What may follow a name without a space, before the particle."""
_NAME = re.compile(r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*")
_NO_NAME = re.compile(r"[A-Z0-9.&+-]+")
_LATIN_BEFORE = re.compile(r"[A-Za-z][\w.'’-]*\s$|[(（]$")
_LATIN_AFTER = re.compile(r"\s[A-Z]|[)）]")


def respell(translation: Translation, glossary: Glossary) -> Translation:
    """The translation with its names as in the glossary, and what was changed.

    What people translated (a memory's sentences, which have a score) is never changed: a finding
    tells of another spelling, unless its term is required, which whoever asked finds.
    """
    text, by_people = translation.text, translation.score is not None
    changes: list[Change] = []
    findings: list[Finding] = []
    for term in glossary.terms_in(translation.source):
        if is_said(term, text) or _NO_NAME.fullmatch(term.english):
            continue
        old = (
            _in_latin(term, text)
            or _as_known(term, text)
            or _by_ear(term, text, translation.source, glossary)
        )
        if not old or (by_people and term.required):
            continue
        if by_people:
            findings.append(Finding("name", "spelling", term.korean, old, sure=SERIOUS))
        else:
            changes.append(Change("name", old, term.korean, term.english))
            text = _replaced(text, old, term.korean)
    return replace(
        translation,
        text=text,
        findings=(*translation.findings, *findings),
        changes=(*translation.changes, *changes),
    )


def _replaced(text: str, old: str, new: str) -> str:
    """The text with a name exchanged wherever it stands as a word, particles included."""
    pieces = re.split(rf"(?<![가-힣A-Za-z]){re.escape(old)}", text)
    done = pieces[-1]
    for piece in reversed(pieces[:-1]):
        done = piece + (mend(new, done) if _ends_here(done) else old + done)
    return done


def _in_latin(term: Term, text: str) -> str | None:
    """The name as it was left in Latin letters, not in brackets nor as part of another name."""
    for match in left_in_latin(term, text):
        before, after = text[: match.start()], text[match.end() :]
        if not _LATIN_BEFORE.search(before) and not _LATIN_AFTER.match(after):
            return match[0]
    return None


def _as_known(term: Term, text: str) -> str | None:
    """A spelling that the glossary knows of as another one, where it stands as a word."""
    for spelling in term.otherwise:
        for match in re.finditer(rf"(?<![가-힣]){re.escape(spelling)}", text):
            if _ends_here(text[match.end() :]):
                return spelling
    return None


def _by_ear(term: Term, text: str, source: str, glossary: Glossary) -> str | None:
    """The one spelling in the text that sounds like the name, but is not the glossary's."""
    right = "".join(term.korean.split())
    if term.english.islower() or not _WORD.fullmatch(right) or len(right) < 2:
        return None
    pairs = [pair for pair in _orders(term) if alike(*pair) >= _NEAR]
    if not pairs:  # 독일 is not what Germany sounds like
        return None
    least = _SURE if len(skeleton(right)) <= 3 else _NEAR
    scores = {
        span: score
        for span in set(_spans(text, len(right), len(term.english.split())))
        if (score := _score(pairs, span)) >= least - _LEAD
        and "".join(span.split()) not in glossary.korean
    }
    if not scores:
        return None
    best, *others = sorted(scores, key=lambda span: (-scores[span], len(span)))
    rivals = [scores[span] for span in others if span not in best and best not in span]
    if scores[best] < least or any(scores[best] - rival < _LEAD for rival in rivals):
        return None
    if _ends_in_particle(best, right, pairs, scores[best], least) or _is_another(
        best, term, source
    ):
        return None
    return best


def _ends_in_particle(
    span: str, right: str, pairs: Sequence[tuple[str, str]], score: float, least: float
) -> bool:
    """Whether the last syllables are rather a particle: 밀란이 is 밀란, not 밀라노."""
    for end in range(span.rfind(" ") + 2, len(span)):
        if begins_with_particle(span[end:]) and not right.endswith(span[end:]):
            without = _score(pairs, span[:end])
            if least == _SURE or score < _SURE or without > score - 2 * _LEAD:
                return True
    return False


def _is_another(span: str, term: Term, source: str) -> bool:
    """Whether it may as well be another name of the English sentence."""
    own = _bare(term.english)
    names = [name for name in _NAME.findall(source) if _bare(name) not in own]
    score = alike(term.english, span)
    return any(alike(name, span) > score - _LEAD for name in names)


def _bare(name: str) -> str:
    return "".join(filter(str.isalpha, fold(name).replace("’", "'").removesuffix("'s").casefold()))


def _orders(term: Term) -> Iterator[tuple[str, str]]:
    """The English and the Korean that go together, and with the family name first or last.

    Shinzo Abe is 아베 신조, but what a model writes by ear is 신조 아베.
    """
    english, korean = term.english, term.korean
    yield english, korean
    if len(english.split()) == len(korean.split()) == 2:
        yield " ".join(reversed(english.split())), korean
        yield english, " ".join(reversed(korean.split()))


def _score(pairs: Sequence[tuple[str, str]], span: str) -> float:
    """How far a piece of the text sounds like both the English and the right spelling."""
    return max(min(alike(english, span), alike(right, span)) for english, right in pairs)


def _spans(text: str, length: int, words: int) -> Iterator[str]:
    """Pieces of the text that may be a name of about so many syllables and at most so many words:
    whole words, the last one without its particle."""
    found = list(_WORD.finditer(text))
    slack = max(1, length // 4)
    for first, start in enumerate(found):
        for last in found[first : first + max(words, 2)]:
            between = text[start.start() : last.start()]
            if re.search(r"[^가-힣\s·-]", between):
                break
            for end in range(last.start() + 1, last.end() + 1):
                span = text[start.start() : end]
                syllables = sum(not char.isspace() for char in span)
                if abs(syllables - length) <= slack and syllables > 1 and _ends_here(text[end:]):
                    yield span


def _ends_here(rest: str) -> bool:
    """Whether a name may end before the rest: no Hangul follows but a title and a particle."""
    if not re.match("[가-힣]", rest) or begins_with_particle(rest):
        return True
    title = _TITLE.match(rest)
    after = rest[title.end() :] if title else rest
    return title is not None and (not re.match("[가-힣]", after) or begins_with_particle(after))
