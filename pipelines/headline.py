"""What stands over an article: its title, who wrote it, and when, read from blocks of text."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipelines.blocks import CREDITED, Block, cut, ends_sentence, labelled, letters
from pipelines.byline import BY, named, signed
from pipelines.dates import parse_date

_REACH = 25
"""Blocks above the body in which its headline is looked for."""
_FAR = 60
"""Blocks above the body in which one is found that has its date or byline just beneath it."""
_LONGEST = 250
"""Characters of a headline."""
_SURE = 1.8
"""The score from which a line is the headline."""

_ATTRIBUTION = re.compile(r"^[-–—]\s?[^\W\d]")
"""— David McKinley on Sunday, October 13th, 2019: who said what stands above."""
_SECOND_LEVEL = ("ac", "co", "com", "gov", "go", "ne", "net", "or", "org")
"""What stands before a country in a host: bbc.co.uk."""
_WEEKDAY = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day,? \d", re.IGNORECASE)
_HOME = re.compile(r"\W*(?:1\. )?home(?:\W*$|\s*[»>/|])", re.IGNORECASE)
_DIVIDER = re.compile(r"\s(?:[|–—·»:-]|::)\s")
_FULL_STOP = re.compile(r"[.…:][\"”’']?$")
_PUBLISHED = re.compile(r"\b(?:published|posted|updated|first appeared)\b", re.IGNORECASE)
_CONTROL = re.compile(
    r"^\W*(?:continue reading|skip to|back to|jump to|go to|(?:view|see|read|show|load) all"
    r"|(?:view|see|read|show|load) more|click here|supported by)\b"
    r"|\b(?:media (?:playback|caption|player)|unsupported on your device"
    r"|(?:just|must) watch(?:ed)?|now playing|up next|video player|more videos|\d+ videos"
    r"|play video|replay)\b",
    re.IGNORECASE,
)
"""What a page's or a player's buttons say."""
_LIST = re.compile(
    r"^\W*(?:(?:must|just) watch(?:ed)?|more videos|\d+ videos|(?:most|more|latest|top|popular"
    r"|related|recommended|trending|other|recent) (?:read|viewed|watched|popular|shared|news"
    r"|stories|articles|videos|posts|headlines)|trending(?: now)?|related|recommended"
    r"|don['’]?t miss)\W*$",
    re.IGNORECASE,
)
_NO_STANDFIRST = frozenset(
    ["credit", "caption", "contact", "offer", "legal", "share", "age", "byline", "date"]
)
_NEWS = (
    r"The (?:move|decision|announcement|news|ruling|warning|comments?|remarks?|report|statement)"
)
_POINTS_BACK = re.compile(
    rf"(?:(?:This|That|It|{_NEWS}) (?:comes?|came) (?:just |only |\w+ (?:days|hours|weeks) )?"
    rf"(?:after|as|amid|when)\b|(?:This|That|{_NEWS}) follow(?:s|ed)?\b)"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands over a body: its headline, the line beneath that, the writers, the day.

    `standfirst` is a sentence just under the headline, `date` is ISO 8601. None: no one says it.
    """

    title: str | None = None
    standfirst: str | None = None
    byline: str | None = None
    date: str | None = None


def find_heading(blocks: Sequence[Block], first: int, last: int) -> Heading:
    """The heading of the body in blocks `first` to `last` (exclusive)."""
    at = _title_at(blocks, first)
    return Heading(
        title=None if at is None else blocks[at].text,
        standfirst=None if at is None else _standfirst(blocks, at, first),
        byline=_byline(blocks, at, first, last),
        date=_date(blocks, at, first, last),
    )


def body_begins(blocks: Sequence[Block], first: int, last: int) -> int:
    """Where the body begins that was found from `first` on: after a line that says by whom and when
    it was written, if one is among its first four blocks, else at `first`."""
    for number in range(min(first + 4, last - 1) - 1, first - 1, -1):
        text = blocks[number].text
        if blocks[number].words <= 20 and named(blocks, number) and parse_date(text):
            return number + 1
    return first


def points_back(text: str) -> bool:
    """Whether a first sentence goes on from a line over it: "This comes after…"."""
    return _POINTS_BACK.match(text) is not None


def standfirst_in(text: str, headings: Sequence[str]) -> str | None:
    """The standfirst in a page's text, a line a block, under one of its headings."""
    blocks = cut(text)
    for heading in headings:
        for at, block in enumerate(blocks):
            if block.text == heading and (found := _standfirst(blocks, at, len(blocks))):
                return found
    return None


def without_site(
    title: str, site: str | None, host: str | None, headings: Sequence[str]
) -> str | None:
    """A page's title without the name of its site: "Ferry sinks | World | The Courier".

    `headings` are what the page's first-rank headings say: what comes before a divider and is one
    of them is the title. Else the end is cut that is the site's name or is like its host's.
    """
    known = {letters(heading) for heading in headings}
    for divider in _DIVIDER.finditer(title):
        front = title[: divider.start()]
        if len(front.split()) > 2 and letters(front) in known:
            return front.strip()
    dividers = list(_DIVIDER.finditer(title))
    if dividers and _is_site(title[dividers[-1].end() :], site, host):
        title = title[: dividers[-1].start()].strip() or title
    return title or None


def _is_site(tail: str, site: str | None, host: str | None) -> bool:
    said, name = letters(tail), _name_in(host or "")
    if not said or said in (letters(site or ""), letters(host or ""), name):
        return bool(said)
    words = re.findall(r"\w+", tail.casefold())
    if not name or len(words) > 5:
        return False
    if "".join(word[0] for word in words) == name or (len(said) > 3 and said in name):
        return True
    return (len(name) > 4 and name in said) or name in words or tail.startswith(name.upper())


def _name_in(host: str) -> str:
    """What a host is called: `bbc` in `www.bbc.co.uk`."""
    labels = host.casefold().removeprefix("www.").split(".")[:-1]
    if len(labels) > 1 and labels[-1] in _SECOND_LEVEL:
        labels.pop()
    return letters(labels[-1]) if labels else ""


def _title_at(blocks: Sequence[Block], first: int) -> int | None:
    """The block with the headline over the body that begins at `first`.

    It is the line above the body that looks like one and shares the most words with the body; one
    just over a date, a byline or a standfirst, or just under a breadcrumb, is likelier. None where
    no line is sure: no headline is better than another story's.
    """
    start = max(0, first - _FAR)
    times = Counter(letters(block.text) for block in blocks if len(block.text) <= _LONGEST)
    body = {word for block in blocks[first : first + 12] for word in _content(block.text)}
    names = _names(blocks, start, first)
    listed = _listed(blocks, start, first)
    scores: dict[int, float] = {}
    for number in range(start, first):
        block = blocks[number]
        if not _may_be_title(block) or number in listed:
            continue
        own = letters(block.text)
        if own in names:
            continue
        over = _over_a_masthead(blocks, number, first, names)
        under = block.words > 3 and _under_a_breadcrumb(blocks, number)
        beside = [b.text for b in (*blocks[max(0, number - 1) : number], blocks[number + 1])]
        if block.text in beside and not (over or under):
            continue
        if block.words < 4 and (not over or (block.words < 3 and times[own] > 1)):
            continue
        if first - number > _REACH and not over:
            continue
        words = _content(block.text)
        scores[number] = (
            3 * sum(word in body for word in words) / max(len(words), 3)
            + min(block.words, 6) / 6
            + 0.5 * (times[own] > 1)
            - 0.08 * min(first - number, _REACH)
            - 1.2 * block.bullet
            - 1.5 * (_FULL_STOP.search(block.text) is not None)
            + 0.4 * (number == 0 and first < 4)
            + over
            + 2.0 * under
            - 0.6 * any(_is_masthead(b) for b in blocks[max(0, number - 5) : number])
        )
    best = max(scores, key=lambda number: (scores[number], number), default=None)
    if best is None or scores[best] < _SURE:
        return None
    return _over_a_standfirst(blocks, best, scores)


def _may_be_title(block: Block) -> bool:
    if not 2 <= block.words <= 30 or len(block.text) > _LONGEST or _ATTRIBUTION.match(block.text):
        return False
    return not _is_furniture(block) and _CONTROL.search(block.text) is None


def _names(blocks: Sequence[Block], start: int, first: int) -> set[str]:
    """The letters of the writers that are named between two blocks, alone on a line or after By."""
    names = set()
    for number in range(start, first):
        if name := named(blocks, number):
            names.add(letters(name))
    return names


def _over_a_masthead(blocks: Sequence[Block], number: int, first: int, names: set[str]) -> float:
    """2 where a date, a byline or a writer's name stands in the two lines after a block, 1.2 where
    one stands in the next two, else 0."""
    after = [b for b in blocks[number + 1 : first] if b.text != blocks[number].text][:4]
    dated = [_is_masthead(b) or (b.words <= 5 and letters(b.text) in names) for b in after]
    return 2.0 if any(dated[:2]) else 1.2 * any(dated)


def _under_a_breadcrumb(blocks: Sequence[Block], number: int) -> bool:
    """Whether the lines over a block are a path into the site: Home, News, World."""
    for above in reversed(blocks[max(0, number - 5) : number]):
        if _HOME.match(above.text):
            return True
        if above.words > 3 and blocks[number].text not in above.text:
            return False
    return False


def _listed(blocks: Sequence[Block], start: int, first: int) -> set[int]:
    """The headlines of other stories and videos that are listed under a label of such."""
    listed, within = set(), False
    for number in range(start, first):
        block = blocks[number]
        if _LIST.match(block.text):
            within = True
        elif block.words < 3 or _is_masthead(block):
            within = False
        elif within and not _is_masthead(blocks[number + 1]):
            listed.add(number)
    return listed


def _over_a_standfirst(blocks: Sequence[Block], best: int, scores: Mapping[int, float]) -> int:
    """The headline, where the best line is what stands under it: of just two lines, the first."""
    text = blocks[best].text
    run = [best]
    while run[-1] - 1 in scores and blocks[run[-1] - 1].words > 3:
        run.append(run[-1] - 1)
    over = [n for n in run if blocks[n].text != text and not _is_kicker(blocks[n])]
    if len({blocks[n].text for n in over}) != 1 or scores[over[0]] < scores[best] - 2:
        return best
    return over[0]


def _is_kicker(block: Block) -> bool:
    return block.bullet or block.text.isupper() or ends_sentence(block.text)


def _standfirst(blocks: Sequence[Block], at: int, first: int) -> str | None:
    for block in blocks[at + 1 : min(at + 4, first)]:
        sentence = 8 <= block.words <= 60 and ends_sentence(block.text)
        if sentence and not any(_labelled(block, cue) for cue in _NO_STANDFIRST):
            return block.text
        if block.text != blocks[at].text:
            break
    return None


def _byline(blocks: Sequence[Block], at: int | None, first: int, last: int) -> str | None:
    """Who wrote the article, without "By" and without post or paper; None where no one says.

    "By" lines just over the body or under the headline count, then a name signed with an e-mail
    address below it.
    """
    above = [*range(first - 1, max(-1, first - 13), -1), *range(first, min(first + 2, last))]
    under = [] if at is None else range(at + 1, min(at + 6, first))
    for number in (*above, *under):
        if name := named(blocks, number):
            return name
    for block in [*blocks[last : last + 4], *blocks[max(0, first - 6) : first]]:
        if name := signed(block.text):
            return name
    return None


def _date(blocks: Sequence[Block], at: int | None, first: int, last: int) -> str | None:
    """The day the article came out: the first between headline and body, else the nearest over the
    headline, else one that is said to be it just below the body, where no ender stands before."""
    over = range(first - 1, max(-1, first - 16), -1)
    if at is not None:
        over_title = [n for n in range(at - 1, max(-1, at - 4), -1) if _is_its_own(blocks, n)]
        dated = _first_date(blocks, [*range(at + 1, first), *over_title])
    else:
        dated = _first_date(blocks, over)
    if dated or any(_ends_article(block) for block in blocks[first + 3 : last]):
        return dated
    below = []
    for number in range(last, min(last + 3, len(blocks))):
        if _ends_article(blocks[number]):
            break
        if _PUBLISHED.search(blocks[number].text):
            below.append(number)
    return _first_date(blocks, below)


def _is_its_own(blocks: Sequence[Block], number: int) -> bool:
    """Whether a line over a headline does not belong to another story over it."""
    return all(block.words <= 3 for block in blocks[max(0, number - 2) : number])


def _first_date(blocks: Sequence[Block], numbers: Iterable[int]) -> str | None:
    for number in numbers:
        block = blocks[number]
        if block.words > 20 or _ATTRIBUTION.match(block.text) or _labelled(block, "caption"):
            continue
        if not CREDITED.search(block.text) and (found := parse_date(block.text)):
            return found
    return None


def _ends_article(block: Block) -> bool:
    return _labelled(block, "ender") or _labelled(block, "talk")


def _is_masthead(block: Block) -> bool:
    if _ATTRIBUTION.match(block.text):
        return False
    if BY.fullmatch(block.text) or (block.words <= 6 and _WEEKDAY.match(block.text)):
        return True
    return any(_labelled(block, name) for name in ("date", "byline", "age"))


def _labelled(block: Block, cue: str) -> bool:
    return labelled(block.text, block.words, cue)


def _is_furniture(block: Block) -> bool:
    """Whether a line cannot be a headline: a label, a date, a byline, a caption, a long sentence.

    A headline may well speak of adverts, votes or a date: one of some length is let through.
    """
    if any(_labelled(block, cue) for cue in ("caption", "contact", "byline")):
        return True
    if _labelled(block, "credit") and (block.words < 5 or CREDITED.search(block.text)):
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
