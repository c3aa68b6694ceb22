"""What a line of an episode may have wrong: told in the page's language, and marked in its text."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from string import Formatter
from typing import Literal

from audio_out.text import clean
from pipelines.engines import Language
from pipelines.findings import MESSAGES, Kind, Span, one_line
from service.episode import Doubt
from service.page.rendering import mark as _
from service.page.words import Language as PageLanguage
from service.page.words import translations

PROBABLE = 0.8
"""From here on a doubt is called probable; before, possible."""

_KINDS: Mapping[Kind, tuple[str, str]] = {
    "number": (_("Probably wrong: number"), _("Perhaps wrong: number")),
    "unit": (_("Probably wrong: unit"), _("Perhaps wrong: unit")),
    "date": (_("Probably wrong: date or time"), _("Perhaps wrong: date or time")),
    "name": (_("Probably wrong: name"), _("Perhaps wrong: name")),
    "negation": (_("Probably wrong: denial"), _("Perhaps wrong: denial")),
    "direction": (_("Probably wrong: opposite"), _("Perhaps wrong: opposite")),
    "quotation": (_("Probably wrong: quotation"), _("Perhaps wrong: quotation")),
    "speaker": (_("Probably wrong: who says it"), _("Perhaps wrong: who says it")),
    "length": (_("Probably something missing"), _("Perhaps something missing")),
    "register": (_("Probably another style"), _("Perhaps another style")),
}

_HANGUL = re.compile("[ㄱ-ㆎ가-힣]")
_LATIN = re.compile("[A-Za-z]")
_TERM = re.compile(r"(?P<en>.+) \((?P<ko>[^()]+)\)")
"""A term of the glossary with its Korean, as `pipelines.bilingual` tells of it."""


@dataclass(frozen=True, slots=True)
class Words:
    """A piece of what is told; `language` is set where it is in another one than the page."""

    text: str
    language: Language | Literal[""] = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A doubt of a text in a language: how sure and of what kind in a few words, and what it is."""

    of: Language
    title: str
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line's text, and whether it is what is doubted."""

    text: str
    doubted: bool = False


def told(doubt: Doubt, of: Language, page: PageLanguage) -> Told:
    """A doubt of a text in one language, for people who read the page in another or the same."""
    gettext = translations(page).gettext
    probable, possible = _KINDS[doubt.kind]
    title = probable if doubt.sure >= PROBABLE else possible
    values = {"expected": doubt.expected, "found": doubt.found}
    words: list[Words] = []
    for text, name, _spec, _conversion in Formatter().parse(gettext(MESSAGES[doubt.fault])):
        words.append(Words(text))
        if name:
            words += _in_their_languages(clean(values[name]), page)
    return Told(of, gettext(title), tuple(piece for piece in words if piece.text))


def _in_their_languages(text: str, page: PageLanguage) -> Iterator[Words]:
    """Words of an article. Figures alone belong to any language."""
    term = _TERM.fullmatch(text)
    if term and _HANGUL.search(term["ko"]) and not _HANGUL.search(term["en"]):
        yield from (Words(term["en"], _other("en", page)), Words(" ("))
        yield from (Words(term["ko"], _other("ko", page)), Words(")"))
    elif _HANGUL.search(text):
        yield Words(text, _other("ko", page))
    else:
        yield Words(text, _other("en", page) if _LATIN.search(text) else "")


def _other(language: Language, page: PageLanguage) -> Language | Literal[""]:
    return language if language != page else ""


def spans(doubts: Mapping[Language, Iterable[Doubt]], language: Language) -> tuple[Span, ...]:
    """Where in a line's text in a language something is doubted, or was lost in the Korean."""
    own = [doubt.made for doubt in doubts.get(language, ())]
    lost = [doubt.source for doubt in doubts.get("ko", ())] if language == "en" else []
    return tuple(span for span in (*own, *lost) if span)


def marked(text: str, places: Iterable[Span]) -> tuple[Run, ...]:
    """A text on one line, as `clean` has it, in pieces. No place is marked that does not fit it."""
    shown = clean(text)
    if len(shown) != len(one_line(text)):  # a character that no page can show: places have moved
        places = ()
    runs: list[Run] = []
    end = 0
    for start, stop in _apart(places, len(shown)):
        runs += [Run(shown[end:start]), Run(shown[start:stop], doubted=True)]
        end = stop
    return tuple(run for run in (*runs, Run(shown[end:])) if run.text)


def _apart(places: Iterable[Span], length: int) -> Iterator[Span]:
    """The places that lie within a text so long, in order; those that touch are one."""
    last: Span | None = None
    for start, stop in sorted(places):
        if not 0 <= start < stop <= length:
            continue
        if last and start <= last[1]:
            last = last[0], max(last[1], stop)
            continue
        if last:
            yield last
        last = start, stop
    if last:
        yield last
