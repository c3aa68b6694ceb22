"""A glossary: how names and terms are said in Korean, and whether a translation says them so."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from pipelines.errors import UnreadableSource
from pipelines.translate.context import is_meant
from pipelines.translate.matching import normalise
from pipelines.translate.table import read_rows

_HANGUL = re.compile("[가-힣]")


@dataclass(frozen=True, slots=True)
class Term:
    """A name or term, its Korean, and a note for people.

    `kind` is what a name names (`capital`), and `beware` what else it may be (see
    `pipelines.translate.context`); both may be empty. `otherwise` are other spellings that are
    met. `required` is whether a translation that does not say it has to be made anew or noted.
    """

    english: str
    korean: str
    note: str = ""
    kind: str = ""
    beware: str = ""
    otherwise: tuple[str, ...] = ()
    required: bool = True


def read_glossary(path: Path) -> "Glossary":
    """The glossary in a CSV or TSV file: term, Korean and, if there is one, a note.

    A header (`term,korean,note`) may stand first. Raises UnreadableSource, naming file and line:
    no such file, a row without its Korean, the two exchanged, a term with two Koreans.
    """
    terms: dict[str, tuple[int, Term]] = {}
    try:
        for line, row in read_rows(path):
            if not terms and [field.lower() for field in row[:2]] in (
                ["term", "korean"],
                ["en", "ko"],
            ):
                continue
            term = _term(path, line, row)
            first, known = terms.setdefault(normalise(term.english), (line, term))
            if known.korean != term.korean:
                raise UnreadableSource(
                    f"{path}, line {line}: “{term.english}” is {term.korean} here, but "
                    f"{known.korean} in line {first}.",
                    "Keep one of the two.",
                )
    except OSError as error:
        raise UnreadableSource(
            f"The glossary {path} cannot be read: {error.strerror or error}.",
            "Check the path and that you may read the file.",
        ) from error
    if not terms:
        raise UnreadableSource(f"{path} holds no term.", "Write rows like this: ferry,여객선")
    return Glossary(term for _, term in terms.values())


def _term(path: Path, line: int, row: tuple[str, ...]) -> Term:
    english, korean, note = (*row, "", "")[:3]
    if not english or not korean or len(row) > 3:
        raise UnreadableSource(
            f"{path}, line {line}: a term, its Korean and perhaps a note are expected.",
            'Write it like this: ferry,여객선 (a field with a comma in quotes: "Lee, Ann",앤 리)',
        )
    if not re.search(r"\w", english):
        raise UnreadableSource(
            f"{path}, line {line}: “{english}” is no word.", "Correct or remove that row."
        )
    if _HANGUL.search(english) and not _HANGUL.search(korean):
        raise UnreadableSource(
            f"{path}, line {line}: Korean stands where the English term is expected.",
            f"Write the English first: {korean},{english}",
        )
    return Term(english, korean, note)


class Glossary:
    """Terms that can be found in sentences.

    A term in small letters is found in any case and in the plural (ferry, Ferries); an acronym
    in the plural (NGOs); a name only as it is written, since Parks is not Park, but with or
    without accents, and with a space for its hyphen (Kim Jong-un, Kim Jong Un). All are found
    before a possessive 's or an apostrophe, never within another word.
    """

    def __init__(self, terms: Iterable[Term]) -> None:
        """Index the terms by the first word of each form that they may have. Of two terms for
        the same words the first counts."""
        self.terms = tuple(terms)

    @cached_property
    def _by_word(self) -> dict[str, list[tuple[str, Term]]]:
        """The terms by their first words: a sentence is searched only for those that it holds."""
        found: dict[str, list[tuple[str, Term]]] = {}
        for term in self.terms:
            english = _plain(term.english)
            for word in _first_words(english):
                found.setdefault(word, []).append((english, term))
        return found

    @cached_property
    def korean(self) -> frozenset[str]:
        """The Korean of all terms, without spaces."""
        return frozenset("".join(term.korean.split()) for term in self.terms)

    def terms_in(self, sentence: str) -> tuple[Term, ...]:
        """The terms of a sentence in the order they first stand in it, each once.

        Of terms that overlap the longest counts: "diesel ferry", not "ferry". One that is also a
        common word or somebody's name counts only where the sentence makes clear what it is.
        """
        text = _plain(sentence)
        words = dict.fromkeys(re.findall(r"\w+", text.casefold()))
        found = [
            (match.start(), match.end(), term)
            for word in words
            for english, term in self._by_word.get(word, ())
            for match in _pattern(english).finditer(text)
        ]
        taken: list[tuple[int, int, Term]] = []
        for start, end, term in sorted(found, key=lambda f: (f[0] - f[1], f[0])):
            if all(end <= other[0] or start >= other[1] for other in taken):
                taken.append((start, end, term))
        places = [(start, end) for start, end, term in taken if _is_country(term)]
        return tuple(
            dict.fromkeys(
                term
                for start, end, term in sorted(taken, key=lambda f: f[0])
                if not term.beware or is_meant(term.beware, text, start, end, places)
            )
        )


NO_TERMS = Glossary(())
"""The glossary of somebody who has none."""


def missing(terms: Iterable[Term], korean: str) -> tuple[Term, ...]:
    """The terms that are required and whose Korean a translation does not hold.

    Spaces do not count: 탄소배출 will do.
    """
    return tuple(term for term in terms if term.required and not is_said(term, korean))


def is_said(term: Term, korean: str) -> bool:
    """Whether a translation holds the Korean of a term, with whatever spaces."""
    return "".join(term.korean.split()) in "".join(korean.split())


def left_in_latin(term: Term, korean: str) -> Iterator[re.Match[str]]:
    """Where a term stands in Korean text as it is written in English."""
    pattern = _pattern(_plain(term.english))
    return re.compile(pattern.pattern, pattern.flags & re.IGNORECASE | re.ASCII).finditer(korean)


def _is_country(term: Term) -> bool:
    return not term.beware and term.kind in {"UN member", "country", "territory"}


def _plain(text: str) -> str:
    """The text with one character for each kind of quote and dash, and without accents."""
    text = normalise(text)
    if text.isascii():
        return text
    from pipelines.korean.latin import fold  # Korean's tables take longer to load than this file

    return fold(text)


def _is_acronym(english: str) -> bool:
    return english.isupper() and len(english) > 1


def _plurals(word: str) -> tuple[str, ...]:
    if re.search(r"[^aeiou]y$", word):
        return (word[:-1] + "ies",)
    if re.search(r"(?:s|x|z|ch|sh)$", word):
        return (word + "es",)
    return (word + "s",)


def _forms(english: str) -> tuple[str, ...]:
    """The term as it may be written, without a possessive."""
    if _is_acronym(english):
        return (english, english + "s")
    if english == english.lower() and english[-1].isalpha():
        return (english, *_plurals(english))
    return (english,)


_HYPHEN = re.compile(r"(?<=[a-z])\\-([A-Za-z])")
"""A hyphen within a name, in a pattern."""


def _joint(hyphen: re.Match[str]) -> str:
    """Kim Jong-un is Kim Jong Un too."""
    letter = hyphen[1]
    return f"[ -][{letter.lower()}{letter.upper()}]"


def _first_words(english: str) -> set[str]:
    return {re.findall(r"\w+", form.casefold())[0] for form in _forms(english)}


@lru_cache(maxsize=4096)
def _pattern(english: str) -> re.Pattern[str]:
    # Longer forms first, else "ferries" would be left for a shorter alternative to refuse.
    longest_first = sorted(_forms(english), key=len, reverse=True)
    forms = "|".join(
        _HYPHEN.sub(_joint, re.escape(form).replace(r"\ ", "[ -]")) for form in longest_first
    )
    flags = re.IGNORECASE if english == english.lower() else re.NOFLAG
    # No letter before, nor an apostrophe within a word (O'Brien); none after but for 's.
    return re.compile(rf"(?<!\w)(?<!\w')(?:{forms})(?!\w)(?!'(?!s\b)\w)", flags)
