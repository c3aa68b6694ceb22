"""Telling what the program reports (see `service.page.reports`) in the page's language.

The finished English is compared with every text that the catalogue has; what stands in the places
of the one that fits is told likewise. So what engines said long ago is told too. What nobody knows,
a library's own words or a name, stays in English and is marked as that.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice
from string import Formatter

from service.page.hints import Piece, pieces
from service.page.words import Language, catalogue

_DEEPEST = 5  # reports in one another, or one after another
_LONGEST = 2_000  # characters
_MOST_BREAKS = 8  # places in a text where another report may begin

_QUOTES = ("“", '"')
_QUOTED = frozenset({"english", "samples", "sentence", "text", "title"})
"""Places for words of articles, which are no reports even where they look like one."""

_BREAK = re.compile(r"; |(?<=[.)]) ")
_LATIN = re.compile("[A-Za-z]")
_HANGUL = re.compile("[ㄱ-ㆎ가-힣]")


@dataclass(frozen=True, slots=True)
class _Report:
    """A text with places: their names, the English before, between and after them, and how all of
    it is told."""

    names: tuple[str, ...]
    english: tuple[str, ...]
    told: str

    def values(self, text: str) -> Mapping[str, str] | None:
        """What stands in the places, where a text is this one."""
        first, *others = self.english
        if not text.startswith(first):
            return None
        found = []
        end = len(first)
        for number, words in enumerate(others, 1):
            last = number == len(others)
            at = len(text) - len(words) if last else text.find(words, end)
            if at < end or not text.startswith(words, at):
                return None
            found.append(text[end:at])
            end = at + len(words)
        if end != len(text) or (not first and found and _BREAK.search(found[0])):
            return None  # it would begin with another report
        values = dict(zip(self.names, found, strict=True))
        # English plurals have a place that Korean has not.
        lost = (values[name] for name in self.names if f"{{{name}}}" not in self.told)
        return values if all(value in ("", "s") for value in lost) else None


def told(text: str, page: Language) -> tuple[Piece, ...]:
    """A text on one line in the language of a page, as far as it is known there, in pieces."""
    return pieces(text) if page == "en" else _told(text, page, _DEEPEST)


@lru_cache(maxsize=2_048)
def _told(text: str, page: Language, depth: int) -> tuple[Piece, ...]:
    ways: list[tuple[Piece, ...]] = []
    if depth and _LATIN.search(text) and len(text) <= _LONGEST:
        whole = list(_fitting(text, page, within=depth < _DEEPEST))
        # What begins as a report does is that one, whatever it quotes.
        sure = [each for each in whole if each[0].english[0]]
        ways += (_filled(words, values, page, depth) for _, words, values in sure or whole)
        ways += () if sure else _one_by_one(text, page, depth)
    return min(ways, key=_left, default=_as_it_is(text))


def _as_it_is(text: str) -> tuple[Piece, ...]:
    foreign = _LATIN.search(text) and not _HANGUL.search(text)
    return tuple(
        Piece(each.text, each.command, "en" if foreign or each.command else "")
        for each in pieces(text)
    )


def _one_by_one(text: str, page: Language, depth: int) -> Iterator[tuple[Piece, ...]]:
    """A text as several reports, one after the other. After one that ends with what it quotes none
    can be told from that."""
    for place in islice(_BREAK.finditer(text), _MOST_BREAKS):
        head, rest = text[: place.start()], text[place.end() :]
        for report in _reports(page):
            values = report.values(head) if report.english[-1] else None
            if values is not None:
                first = _filled(report.told, values, page, depth)
                yield (*first, Piece(place[0]), *_told(rest, page, depth - 1))
                break


def _filled(words: str, values: Mapping[str, str], page: Language, depth: int) -> tuple[Piece, ...]:
    """A translation with what stands in its places."""
    made: list[Piece] = []
    for piece in pieces(words):
        if piece.command:
            made.append(Piece(piece.text.format(**values), command=True, language="en"))
            continue
        for text, name, _spec, _conversion in Formatter().parse(piece.text):
            quoted = name and (text.endswith(_QUOTES) or name.rstrip("0123456789") in _QUOTED)
            made.append(Piece(text))
            made += _told(values[name], page, 0 if quoted else depth - 1) if name else ()
    return tuple(piece for piece in made if piece.text)


def _fitting(
    text: str, page: Language, within: bool
) -> Iterator[tuple[_Report, str, Mapping[str, str]]]:
    """The reports that a text may be, their translations, and what stands in the places. One that
    is within another may lack its full stop."""
    for report in _reports(page):
        if (values := report.values(text)) is not None:
            yield report, report.told, values
        elif within and (values := report.values(f"{text}.")) is not None:
            yield report, report.told.removesuffix("."), values


def _left(told: tuple[Piece, ...]) -> int:
    """How many letters are in another language than the page."""
    return sum(
        len(_LATIN.findall(piece.text)) for piece in told if piece.language and not piece.command
    )


@cache
def _reports(page: Language) -> tuple[_Report, ...]:
    """All that is known, the longest texts first."""
    known = []
    for message in catalogue(page, "reports"):
        if message.id and message.string:
            parts = [(words, name) for words, name, _, _ in Formatter().parse(str(message.id))]
            names = tuple(name for _, name in parts if name)
            english = [words for words, _ in parts]
            if len(english) == len(names):
                english.append("")
            known.append(_Report(names, tuple(english), str(message.string)))
    return tuple(sorted(known, key=lambda report: -sum(map(len, report.english))))
