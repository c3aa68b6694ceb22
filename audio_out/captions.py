"""Captions: what is heard, in lines that a screen can hold, as WebVTT and SRT.

Written by hand because both formats are a few lines long, and the libraries leave to their
callers what is hard: dividing a sentence well, and escaping. The tests read every file back
with them.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf

from audio_out.text import clean
from audio_out.timeline import Cue

_WIDTHS = {"ko": 32}
_WIDTH = 42
"""Columns of a caption's line, Hangul taking two: the Netflix Timed Text Style Guides allow 42
letters in English and 16 full-width characters in Korean."""

_LEAST = 1000  # milliseconds that a caption stays, where the next one leaves it the time

# What a break costs, as a square of columns left empty.
_CAPTION_COST = 200.0
_LINE_COST = 20.0
_SENTENCE_COST, _CLAUSE_COST, _OPENING_COST, _WORD_COST = 0.0, 20.0, 60.0, 150.0
_CLINGING_COST = 500.0
_FLASH_COST = 20.0  # for each column under half a line: such a caption goes before it is read
_LINE_SHARE = 0.5  # a break within a caption is seen at a glance, so it costs less

# Words that belong to the next one, and English ones that open a new part of the sentence.
_CLINGING = re.compile(
    "a|an|the|this|that|these|those|my|your|his|her|its|our|their|of|to|in|on|at|by|for|with|from|"
    r"and|or|but|as|than|no|not|very|(mr|mrs|ms|dr|gen|gov|sen|rep|st|no)\.|president|"
    r"\d[\d,.]*|(열|스물|서른|마흔|쉰|예순|일흔|여든|아흔)?(한|두|세|네)|스무",
    re.IGNORECASE,
)
_OPENING = re.compile(
    "and|or|but|that|which|who|whom|whose|because|although|though|while|when|where|after|before|if|"
    "unless|until|since|so|in|on|at|by|for|with|from|to|as|than",
    re.IGNORECASE,
)
# Korean words that cannot stand without the one before: auxiliary verbs and dependent nouns.
_LEANING = re.compile("않|못[하해했]|[있없][다었는을습]|것|수[는가도 ]|바[가를 ]|때문|적이|뿐")


@dataclass(frozen=True, slots=True)
class Caption:
    """One or two lines on the screen from `start` to `end`, in seconds; `cue` is where from."""

    start: float
    end: float
    lines: tuple[str, ...]
    cue: Cue


def captions(cues: Sequence[Cue], language: str) -> tuple[Caption, ...]:
    """The cues as captions of one or two lines, in order, never overlapping, each over 0 ms.

    `language` is that of the cues that say none.

    A cue that is too long becomes several, which share its time by how long each takes to
    say. All lines of a cue put together, with a space between where there was one, give its
    text again (`audio_out.text.clean` of it).
    """
    made: list[Caption] = []
    for cue in cues:
        spoken = cue.language or language
        width = _WIDTHS.get(spoken.split("-")[0].lower(), _WIDTH)
        parts = _divide(clean(cue.text), width)
        weights = [sum(map(_weight, "".join(lines))) for lines in parts]
        said, total = 0.0, sum(weights)
        for lines, weight in zip(parts, weights, strict=True):
            start = cue.start + (cue.end - cue.start) * said / total
            said += weight
            end = cue.start + (cue.end - cue.start) * said / total
            made.append(Caption(start, end, tuple(lines), cue))
    return _in_order(made)


def webvtt(cues: Sequence[Cue], language: str) -> str:
    """A WebVTT file (W3C WebVTT, 4) in the language: UTF-8 without a byte order mark.

    Captions of cues that say their language, as those of an interleaved track do, have it in a
    `<lang>` span, and an id: `3 en` and `3 ko` for the fourth pair, `3 en 2` for what did not
    find room in one caption.
    """
    blocks = [f"WEBVTT\nKind: captions\nLanguage: {language}\n"]
    met: Counter[str] = Counter()  # no two captions may have one id
    for caption in captions(cues, language):
        text = "\n".join(caption.lines)
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        name = ""
        if spoken := caption.cue.language:
            text = f"<lang {spoken}>{text}</lang>"
            name = f"{caption.cue.line // 2} {spoken}"
            met[name] += 1
            name += f" {met[name]}\n" if met[name] > 1 else "\n"
        times = f"{_time(caption.start, '.')} --> {_time(caption.end, '.')}"
        blocks.append(f"{name}{times}\n{text}\n")
    return "\n".join(blocks)


def srt(cues: Sequence[Cue], language: str) -> str:
    """An SRT file: UTF-8 without a byte order mark.

    SRT has no escaping, so an invisible word joiner keeps "<" from opening a tag and "-->"
    from being read as a time.
    """
    blocks = []
    for number, caption in enumerate(captions(cues, language), 1):
        text = "\n".join(caption.lines).replace("<", "<\u2060").replace("-->", "--\u2060>")
        times = f"{_time(caption.start, ',')} --> {_time(caption.end, ',')}"
        blocks.append(f"{number}\n{times}\n{text}\n")
    return "\n".join(blocks)


def _in_order(made: Sequence[Caption]) -> tuple[Caption, ...]:
    """The captions at whole milliseconds, none before the one before it has gone."""
    ordered: list[Caption] = []
    gone = 0
    for number, caption in enumerate(made):
        start = max(gone, round(caption.start * 1000))
        end = max(start + 1, round(caption.end * 1000))
        free = round(made[number + 1].start * 1000) if number + 1 < len(made) else end
        end = max(end, min(start + _LEAST, free))
        gone = end
        ordered.append(replace(caption, start=start / 1000, end=end / 1000))
    return tuple(ordered)


def _divide(text: str, width: int) -> list[list[str]]:
    """The text in captions of one or two lines, broken where the eye would pause.

    Dynamic programming over the words: `best[n]` is the least cost of the first n words, with
    a caption ending there; lines are weighed by the columns that they leave empty.
    """
    words = _words(text, width)
    starts = [0]
    for word in words:
        starts.append(starts[-1] + _columns(word))

    def columns(first: int, last: int) -> int:
        return starts[last] - starts[first] - words[last - 1].endswith(" ")

    place = [0.0, *(_break_cost(*pair) for pair in pairwise(words)), 0.0]
    best = [(0.0, 0, 0)] + [(inf, 0, 0)] * len(words)
    for end in range(1, len(words) + 1):
        middle = end
        while middle > 0 and columns(middle - 1, end) <= width:
            middle -= 1
            lower = columns(middle, end)
            flash = max(0, width // 2 - lower) * _FLASH_COST
            alone = best[middle][0] + _CAPTION_COST + place[end] + flash
            best[end] = min(best[end], (alone, middle, middle))
            start = middle
            while start > 0 and columns(start - 1, middle) <= width:
                start -= 1
                upper = columns(start, middle)
                flash = max(0, width // 2 - lower - upper) * _FLASH_COST
                uneven = _LINE_COST + ((upper - lower) / 4) ** 2 + _LINE_SHARE * place[middle]
                cost = _CAPTION_COST + place[end] + flash + uneven
                best[end] = min(best[end], (best[start][0] + cost, start, middle))
    parts: list[list[str]] = []
    end = len(words)
    while end:
        _, start, middle = best[end]
        halves = ((start, middle), (middle, end))
        parts.append(["".join(words[a:b]).rstrip() for a, b in halves if a < b])
        end = start
    return parts[::-1]


def _words(text: str, width: int) -> list[str]:
    """The words with the space after each; one that no line can hold is cut."""
    words = []
    for word in text.split():
        while _columns(word) > width:
            cut = next(n for n in range(len(word), 0, -1) if _columns(word[:n]) <= width)
            words.append(word[:cut])
            word = word[cut:]
        words.append(f"{word} ")
    return words


def _break_cost(word: str, following: str) -> float:
    bare = word.rstrip().rstrip("\"'”’)]»」』")
    if not word.endswith(" ") or _CLINGING.fullmatch(bare) or _LEANING.match(following):
        return _CLINGING_COST
    if bare.endswith((".", "?", "!", "…")):
        return _SENTENCE_COST
    if bare.endswith((",", ";", ":", "—", "–")):
        return _CLAUSE_COST
    return _OPENING_COST if _OPENING.fullmatch(following.strip()) else _WORD_COST


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _weight(character: str) -> float:
    """How long a character takes to say, a Latin letter being 1."""
    if character.isdigit():
        return 3.0
    if unicodedata.east_asian_width(character) in "WF":
        return 2.5
    return 1.0 if character.isalpha() else 0.5


def _time(seconds: float, point: str) -> str:
    milliseconds = round(seconds * 1000)
    minutes, milliseconds = divmod(milliseconds, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{milliseconds // 1000:02}{point}{milliseconds % 1000:03}"
