"""What stands over an article: its title, who wrote it, and when, read from blocks of text."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

from pipelines.blocks import CUES, Block, ends_sentence

_REACH = 25
"""Blocks above the body in which its headline is looked for."""

_PARTICLES = "de |van |von |la |der |bin |al |du |di |da |dos "
_WORD = r"[^\W\d_][\w.'’-]*"
_FULL_NAME = rf"(?=[^\Wa-z\d_]){_WORD}(?: (?=[^\Wa-z\d_]|{_PARTICLES}){_WORD}){{0,4}}"
_BYLINE = re.compile(
    r"(?:^\W*|[|•·—–]\s*)(?:By|BY|by|Written by|Story by|Posted by|Author:|Text:)\s+"
    rf"({_FULL_NAME}(?:,? (?:and|AND|&) {_FULL_NAME}"
    rf"|, {_WORD} {_FULL_NAME}| ?, {_FULL_NAME}(?=,? and)){{0,4}})"
)
_AFTER_DATE = re.compile(rf"\d.*\bby ({_FULL_NAME})$")
_SIGNED = re.compile(rf"^({_FULL_NAME})\s+\(?\S+@\S+\.\w+\)?$")
_NOT_A_NAME = re.compile(
    r"\b(?:(?:staff|writer|reporter|correspondent|editor|contributor|columnist|updated|published)s?"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:january|february|march|april|june|july|august"
    r"|september|october|november|december)(?= \d|$))\b.*",
    re.IGNORECASE,
)

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"({'|'.join(_MONTHS)})[a-z]{{0,6}}\.?"
_DATES = (
    (re.compile(r"\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)"), "ymd"),
    (re.compile(rf"\b{_MONTH} (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})", re.I), "mdy"),
    (re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)? {_MONTH},? (\d{{4}})", re.I), "dmy"),
    (re.compile(rf"\b{_MONTH} (\d{{1,2}}) (\d{{4}})", re.I), "mdy"),
)


def find_title(blocks: Sequence[Block], first: int, last: int) -> str | None:
    """The headline over the body in blocks `first` to `last`, or None.

    It is the line above the body that looks like one and shares the most words with the body;
    a line that the page repeats, or that stands near the body, is likelier.
    """
    times = Counter(block.text for block in blocks)
    body = {word for block in blocks[first : first + 12] for word in _content(block.text)}
    best, best_score = None, 1.2
    for number in range(max(0, first - _REACH), first):
        block = blocks[number]
        beside = [b.text for b in (*blocks[max(0, number - 1) : number], blocks[number + 1])]
        if not 2 <= block.words <= 30 or len(block.text) > 250 or block.text in beside:
            continue
        if _is_furniture(block):
            continue
        words = _content(block.text)
        shared = sum(word in body for word in words) / len(words) if words else 0.0
        score = (
            3 * shared
            + min(block.words, 6) / 6
            + 0.5 * (times[block.text] > 1)
            - 0.08 * (first - number)
            - 1.2 * block.bullet
            - 1.5 * block.text.endswith((".", "...", "…", ":"))
            + 0.4 * (number == 0 and first < 4)
            + 0.6 * any(_is_masthead(after) for after in blocks[number + 1 : number + 4])
        )
        if score >= best_score:
            best, best_score = block.text, score
    return best


def find_byline(blocks: Sequence[Block], first: int, last: int) -> str | None:
    """Who wrote the article, without "By" and without post or paper; None where no one says.

    "By" lines just over the body count, then a name signed with an e-mail address below it.
    """
    above = [*range(first - 1, max(-1, first - 13), -1), *range(first, min(first + 2, last))]
    for number in above:
        text = blocks[number].text
        if blocks[number].words > 25:
            continue
        match = _BYLINE.search(text) or _AFTER_DATE.search(text)
        if match and (name := tidy_name(match[1])):
            return name
    for block in [*blocks[last : last + 4], *blocks[max(0, first - 6) : first]]:
        if match := _SIGNED.match(block.text):
            return tidy_name(match[1])
    return None


def find_date(blocks: Sequence[Block], first: int, last: int) -> str | None:
    """The day the article came out, ISO 8601, where it stands over the body, or None.

    Days and months in figures alone are not guessed at ("03/04/2019"), year first is read.
    """
    for number in [*range(first - 1, max(-1, first - 16), -1), *range(last, last + 3)]:
        if number < len(blocks) and blocks[number].words <= 20:
            found = parse_date(blocks[number].text)
            if found:
                return found
    return None


def parse_date(text: str) -> str | None:
    """The first date in a line, ISO 8601, or None: year first in figures, or an English month."""
    for pattern, order in _DATES:
        for match in pattern.finditer(text):
            parts = dict(zip(order, match.groups(), strict=True))
            month = parts["m"].lower()[:3]
            number = _MONTHS.index(month) + 1 if month in _MONTHS else int(parts["m"])
            try:
                return date(int(parts["y"]), number, int(parts["d"])).isoformat()
            except ValueError:
                continue
    return None


def _is_masthead(block: Block) -> bool:
    return any(_labelled(block, name) for name in ("date", "byline"))


def _labelled(block: Block, cue: str) -> bool:
    pattern, most = CUES[cue]
    return block.words <= most and pattern.search(block.text) is not None


def _is_furniture(block: Block) -> bool:
    """Whether a line cannot be a headline: a label, a date, a byline, a caption, a long sentence.

    A headline may well speak of adverts, votes or a date: one of some length is let through.
    """
    if any(_labelled(block, cue) for cue in ("credit", "caption", "contact", "byline")):
        return True
    if block.words < 5 and any(_labelled(block, cue) for cue in ("share", "legal", "talk")):
        return True
    if any(_labelled(block, cue) for cue in ("date", "age")) and block.words < 10:
        return True
    if _labelled(block, "offer") or _labelled(block, "ender"):
        return True
    return ends_sentence(block.text) and block.words > 22


def _content(text: str) -> list[str]:
    return [word for word in re.findall(r"\w+", text.lower()) if len(word) > 3]


def tidy_name(name: str) -> str | None:
    """A byline's name without post, place and date, small where it was all capitals, or None."""
    name = _NOT_A_NAME.sub("", name).strip(" ,&-–—|")
    name = re.sub(r"\s+(?:and|&|in|on|at|for)$", "", name, flags=re.IGNORECASE)
    if name.isupper() or re.search(r"\b[A-Z]{3,} [A-Z]{3,}\b", name):
        name = " ".join(w if w.islower() else w.title() for w in name.split())
    return name or None
