"""Quotations: what is quoted stays a quotation, and it stays with who said it."""

import re
from collections.abc import Sequence
from functools import lru_cache

from pipelines.faithful.names.missing import Said
from pipelines.findings import Finding, Span

_QUOTED = re.compile(
    r"[\"“”„«「『]([^\"“”„«»「」『』]+)(?:[\"“”»」』]|$)|(?:(?<=\s)|^)[‘'`]{1,2}([^‘’']{8,})[’']{1,2}"
)
_ANY_QUOTE = re.compile(r"[\"“”„«»‘’'「」『』`]|´´|''")
_WORDS_OF_A_QUOTE = 4
"""Fewer words in quotes are often only a word that the writer holds at arm's length."""


@lru_cache(maxsize=512)
def quoted(text: str) -> tuple[Span, ...]:
    """Where something is quoted, without the marks."""
    return tuple(
        match.span(1) if match[1] is not None else match.span(2) for match in _QUOTED.finditer(text)
    )


def compare(english: str, korean: str, said: Sequence[Said]) -> tuple[Finding, ...]:
    """A quotation that is none any more, and a speaker who stands in the words that he said."""
    findings = []
    here, there = quoted(english), quoted(korean)
    for start, end in here:
        long = len(english[start:end].split()) >= _WORDS_OF_A_QUOTE
        if long and not _ANY_QUOTE.search(korean):
            words = english[start:end].strip()
            findings.append(
                Finding(
                    "quotation",
                    "unquoted",
                    words,
                    "",
                    (start, end),
                    None,
                    0.5,
                )
            )
            break
    if there and not _ANY_QUOTE.search(english):
        start, end = there[0]
        words = korean[start:end].strip()
        findings.append(Finding("quotation", "quoted", "", words, None, (start, end), 0.3))
    if here and there:
        findings += [
            finding for one in said if (finding := _speaker(one, english, here, korean, there))
        ]
    return tuple(findings)


def _speaker(
    said: Said, english: str, here: Sequence[Span], korean: str, there: Sequence[Span]
) -> Finding | None:
    """A name outside of the quotation that stands only inside of it in the other text."""
    places = [place for place in said.places if place[0] >= 0 and place[1] > place[0]]
    if not places or _inside(said.name.span, here):
        return None
    if not all(_inside(place, there) for place in places):
        return None
    name = english[slice(*said.name.span)]
    return Finding(
        "speaker",
        "speaker",
        name,
        korean[slice(*places[0])],
        said.name.span,
        places[0],
        0.5,
    )


def _inside(span: Span, spans: Sequence[Span]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in spans)
