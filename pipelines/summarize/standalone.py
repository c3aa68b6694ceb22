"""Which sentences make sense away from their article, and which need others with them."""

import re
from collections.abc import Sequence

from pipelines.sentences import ArticleSentence
from pipelines.summarize.opening import QUOTATION, points_back

_FEWEST_WORDS = 4

_NO_PROSE = (
    r"[\w.+-]+@[\w-]+\.\w",  # an e-mail address
    r"https?://|\bwww\.",
    r"(?:^|\s)[@#]\w",
    r"©",
    r"^[QA]: ",
    r"^\W*(?:photo|image|picture|file photo|video|watch|listen|read (?:more|also|next)|also read|"
    r"see also|more:|related|click|tap|follow us|sign up|subscribe|share this|advertisement|"
    r"sponsored|copyright|editor['’]s note|correction|updated?\b|published|reporting by|"
    r"additional reporting|editing by|written by|contact us|for more (?:information|on|news)|"
    r"this (?:article|story|post|material) |download|disclaimer|disclosure|"
    r"(?:to )?(?:learn|find out) more|join (?:us|our)|thanks\b|thank you|welcome\b|please\b|"
    r"note:|tip:|step \d|source:|credit:|courtesy)",
    r"^\(.*\)$",  # an aside
    r"\bcontributed to this (?:report|story|article)|\ball rights reserved",
    r"\b(?:getty images|afp via|ap photo|shutterstock|photo (?:by|credit|courtesy))\b",
    r"\((?:pictured|above|below|left|right|photo|image|file)\b",
)
_NOT_PROSE = re.compile("|".join(_NO_PROSE), re.IGNORECASE)
_ENDED = re.compile(r"[.!…][\"”’')\]»]*$")


def is_fit(sentence: str) -> bool:
    """Whether a sentence is one that a summary may use at all.

    Questions, fragments, headings, credits, lines with addresses, sentences of fewer than
    four words and quotations with no speaker are not.
    """
    if len(sentence.split()) < _FEWEST_WORDS or not _ENDED.search(sentence):
        return False
    if _NOT_PROSE.search(sentence) or sentence.count("(") != sentence.count(")"):
        return False
    first = re.search(r"\w[\w'’-]*", sentence)
    if first is None or first.group().islower():  # iPhone is not
        return False
    return len(re.findall(r"\w+", QUOTATION.sub(" ", sentence))) >= 2


def starts_of_context(sentences: Sequence[ArticleSentence]) -> tuple[int, ...]:
    """For each sentence the number of the one where a summary must begin so that it is understood.

    Its own number where it stands alone. A sentence that points back begins where the one
    before it begins; a quotation that runs over several sentences begins with its first.
    """
    starts: list[int] = []
    open_since: int | None = None
    paragraph = -1
    for sentence in sentences:
        number = sentence.index
        if sentence.paragraph != paragraph:
            paragraph, open_since = sentence.paragraph, None
        if open_since is not None:
            starts.append(starts[open_since])
        elif number and points_back(sentence.text):
            starts.append(starts[number - 1])
        else:
            starts.append(number)
        if open_since is None and quote_left_open(sentence.text):
            open_since = number
        elif open_since is not None and quote_closed(sentence.text):
            open_since = None
    return tuple(starts)


def quote_left_open(sentence: str) -> bool:
    """Whether a quotation begins in this sentence and goes on after it."""
    if "“" in sentence or "”" in sentence:
        return sentence.rfind("“") > sentence.rfind("”")
    return sentence.count('"') % 2 == 1


def quote_closed(sentence: str) -> bool:
    """Whether a quotation that was open before this sentence is closed in it."""
    if "“" in sentence or "”" in sentence:
        return sentence.rfind("”") > sentence.rfind("“")
    return sentence.count('"') % 2 == 1


_CAPITALISED = re.compile(r"(?:[A-Z][\w.’'-]*)(?:\s(?:[A-Z][\w.’'-]*))*")


def introductions(sentences: Sequence[ArticleSentence]) -> tuple[frozenset[int], ...]:
    """For each sentence the numbers of those that introduce the people it names by one name.

    News gives a name in full once (“Han Tae-song”, “Letitia James”) and then in short (“Han”,
    “James”); a sentence with the short form is half understood where the full one is left out.
    """
    introduced: dict[str, int] = {}
    needed: list[frozenset[int]] = []
    for sentence in sentences:
        needs: set[int] = set()
        for run in _CAPITALISED.finditer(sentence.text):
            names = [re.sub(r"['’]s?$", "", name.rstrip(".")) for name in run.group().split()]
            if len(names) == 1:
                needs.update({introduced.get(names[0], sentence.index)})
                continue
            # The surname is the last, in Korean and Chinese names the one before the hyphen.
            surname = names[-2] if "-" in names[-1] else names[-1]
            introduced.setdefault(surname, sentence.index)
        needed.append(frozenset(needs - {sentence.index}))
    return tuple(needed)
