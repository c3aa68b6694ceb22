"""Does a sentence of a summary say what the article says?"""

import re
from collections.abc import Sequence
from functools import lru_cache

from pipelines.faithful import opposites
from pipelines.faithful.denial import polarity
from pipelines.faithful.names import missing as names
from pipelines.faithful.numbers import english as english_text
from pipelines.faithful.numbers.quantities import Quantity, same_unit, same_value
from pipelines.faithful.quotations import quoted
from pipelines.findings import Fault, Finding, Span, one_line
from pipelines.korean.latin import fold

_CLOSE = 0.75
"""Of a sentence's words, what one source must have for it to be that sentence shortened."""
_CONTENT = re.compile(r"[A-Za-z][\w'’-]*")


def check_summary(
    sentence: str, sources: Sequence[str], article: Sequence[str] = ()
) -> tuple[Finding, ...]:
    """What a summary's sentence says that the sentences it came from do not, the surest first.

    `sources` are the article's sentences that it was made from, `article` all of them: a number or
    name that only another sentence has is less sure to be wrong. A summary may leave out; it may
    not add, turn round or change. Never raises, and needs no model.
    """
    sentence = one_line(sentence)
    near = [one_line(source) for source in sources]
    far = [one_line(source) for source in article]
    if sentence in near:
        return ()
    findings = (
        *_numbers(sentence, near, far),
        *_weekdays(sentence, near, far),
        *_names(sentence, near, far),
        *_negation(sentence, near),
        *_direction(sentence, near),
        *_quotations(sentence, near, far),
    )
    return tuple(sorted(findings, key=lambda finding: -finding.sure))


def _numbers(sentence: str, near: Sequence[str], far: Sequence[str]) -> list[Finding]:
    here = [quantity for text in near for quantity in english_text.quantities(text)]
    close = _shared(sentence, near) >= _CLOSE
    findings = []
    for quantity in english_text.quantities(sentence):
        if not quantity.needed or any(_agree(own, quantity) for own in here):
            continue
        elsewhere = any(
            _agree(own, quantity) for text in far for own in english_text.quantities(text)
        )
        same = [own for own in here if same_value(own, quantity)]
        if same:
            findings.append(
                Finding(
                    "unit",
                    "unit of source",
                    same[0].written,
                    quantity.written,
                    None,
                    quantity.span,
                    0.85,
                )
            )
        else:
            sure = 0.9 if not elsewhere else 0.7 if close else 0.5
            fault: Fault = "elsewhere" if elsewhere else "not in source"
            found = quantity.written
            findings.append(Finding("number", fault, "", found, None, quantity.span, sure))
    return findings


def _shared(sentence: str, sources: Sequence[str]) -> float:
    """The share of the sentence's words that are in the source that has most of them."""
    words = {word for word, _ in _content(sentence)}
    most = max((len(words & {w for w, _ in _content(source)}) for source in sources), default=0)
    return most / len(words) if words else 0.0


def _agree(source: Quantity, made: Quantity) -> bool:
    return same_unit(source, made) and same_value(source, made)


def _weekdays(sentence: str, near: Sequence[str], far: Sequence[str]) -> list[Finding]:
    text = " ".join((*near, *far))
    return [
        Finding("date", "not in source", "", day[0], None, day.span(), 0.9)
        for day in re.finditer(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day", sentence)
        if day[0] not in text
    ]


def _names(sentence: str, near: Sequence[str], far: Sequence[str]) -> list[Finding]:
    (known, bare), (more, whole) = _vocabulary(tuple(near)), _vocabulary(tuple(far))
    known, bare = known | more, bare + whole
    findings = []
    for name in names.names(sentence):
        for token in name.tokens:
            word = fold(token.text).lower()
            parts = re.findall(r"\w+", word)
            if all(
                part in known or part + "s" in known or part.rstrip("s") in known for part in parts
            ):
                continue
            if word.replace(".", "") in bare or _stem_known(parts, known):
                continue
            generic = word.rstrip(".") in names.generic_words()
            sure = 0.4 if generic or name.sure < 0.7 else 0.8
            findings.append(
                Finding("name", "not in source", "", token.text, None, token.span, sure)
            )
    return findings


@lru_cache(maxsize=32)
def _vocabulary(texts: tuple[str, ...]) -> tuple[frozenset[str], str]:
    """The words of texts in small letters, and all of it without dots and spaces."""
    text = fold(" ".join(texts)).lower()
    return frozenset(re.findall(r"\w+", text)), re.sub(r"[.\s]", "", text)


def _stem_known(parts: Sequence[str], known: frozenset[str]) -> bool:
    """Spain and Spanish, Iraq and Iraqi: known by what Korean calls them."""
    peoples = names.peoples()
    return any(
        part in peoples and any(peoples.get(word) == peoples[part] for word in known)
        for part in parts
    )


def _content(text: str) -> list[tuple[str, Span]]:
    return [(_stem(match[0]), match.span()) for match in _CONTENT.finditer(text)]


@lru_cache(maxsize=8192)
def _stem(word: str) -> str:
    return re.sub(r"(?:ing|ed|es|s|d|e)$", "", word.lower()) if len(word) > 4 else word.lower()


def _nearest(sentence: str, sources: Sequence[str]) -> list[str]:
    """Of several sources those that share most of the sentence's words."""
    words = {word for word, _ in _content(sentence)}
    shared = [len(words & {word for word, _ in _content(source)}) for source in sources]
    most = max(shared, default=0)
    return [
        source
        for source, count in zip(sources, shared, strict=True)
        if count and count >= 0.6 * most
    ]


def _negation(sentence: str, near: Sequence[str]) -> list[Finding]:
    """A denial that only one has of what both say: they share the words that follow it."""
    sources = _nearest(sentence, near)
    here = polarity.english_denials(sentence).certain
    there = [polarity.english_denials(source) for source in sources]
    own = _denied(sentence, here)
    theirs = set().union(
        *(_denied(s, d.certain + d.possible) for s, d in zip(sources, there, strict=True))
    )
    words = {word for word, _ in _content(sentence)}
    said = {word for source in sources for word, _ in _content(source)}
    findings = []
    for span in here:
        denied, text = _denied(sentence, (span,)), sentence[slice(*span)]
        if denied and denied <= said and not denied & theirs:
            findings.append(Finding("negation", "denied", "", text, None, span, 0.8))
        elif denied and not any(d.certain or d.possible for d in there):
            findings.append(Finding("negation", "denied", "", text, None, span, 0.7))
    possible = _denied(sentence, polarity.english_denials(sentence).possible)
    for source, denials in zip(sources, there, strict=True):
        for span in denials.certain:
            denied, text = _denied(source, (span,)), source[slice(*span)]
            if denied and denied <= words and not denied & (own | possible):
                findings.append(Finding("negation", "undenied", text, "", span, None, 0.8))
    return findings


_CLAUSE = re.compile(
    r"[,;:]\s|\s(?:while|but|although|though|whereas|and|after|before|because|when)\s"
)


def _direction(sentence: str, near: Sequence[str]) -> tuple[Finding, ...]:
    """An opposite of what the sources say, or of what their clause says that is most like it."""
    clauses = [clause for source in near for clause in _CLAUSE.split(source)]
    words = {word for word, _ in _content(sentence)}
    nearest = max(clauses, key=lambda c: len(words & {w for w, _ in _content(c)}), default="")
    whole = opposites.compare_english(sentence, _nearest(sentence, near))
    if whole or len(_CLAUSE.split(sentence)) > 1:
        return whole
    return opposites.compare_english(sentence, [nearest])


_EMPTY = frozenset(
    [
        "a",
        "an",
        "the",
        "be",
        "been",
        "to",
        "have",
        "any",
        "of",
        "in",
        "on",
        "at",
        "it",
        "that",
        "this",
        "as",
        "yet",
        "so",
        "very",
        "is",
        "are",
        "was",
        "were",
        "do",
        "did",
    ]
)


def _denied(text: str, spans: Sequence[Span]) -> set[str]:
    """The stems of the two words of content that follow a denial, which it denies."""
    found: set[str] = set()
    for _, end in spans:
        after = [word for word, place in _content(text) if place[0] >= end and word not in _EMPTY]
        found.update(after[:2])
    return found


def _quotations(sentence: str, near: Sequence[str], far: Sequence[str]) -> list[Finding]:
    """Words in quotation marks that the article has not."""
    text = _plain(" ".join((*near, *far)))
    findings = []
    for start, end in quoted(sentence):
        words = sentence[start:end].strip(" ,.")
        if len(words.split()) >= 3 and _plain(words) not in text:
            findings.append(Finding("quotation", "misquoted", "", words, None, (start, end), 0.7))
    return findings


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))
