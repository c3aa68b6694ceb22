"""Which sentences make sense away from their article, and which need others with them."""

import re
from collections.abc import Sequence

from pipelines.furniture import is_furniture
from pipelines.sentences import ArticleSentence
from pipelines.summarize.opening import points_back
from pipelines.summarize.quoting import oriented, unquoted

_FEWEST_WORDS = 4

_SHOWN = r"(?:charts?|tables?|graphs?|graphics?|maps?|lists?|photos?|pictures?|images?|videos?)"

_NO_PROSE = (
    r"[\w.+-]+@[\w-]+\.\w",  # an e-mail address
    r"https?://|\bwww\.",
    r"(?:^|\s)[@#]\w",
    r"^[QA]: ",
    r"^\W*(?:photo|image|picture|file photo|video|watch|listen|read (?:more|also|next)|also read|"
    r"see also|more:|related|click|tap|follow us|sign up|subscribe|share this|"
    r"sponsored|copyright|reporting by|additional reporting|editing by|editor['’]s note|"
    r"correction|updated?\b|published|"
    r"written by|contact us|for more (?:information|on|news)|"
    r"this (?:article|story|post|material) |download|disclaimer|disclosure|"
    r"(?:to )?(?:learn|find out) more|join (?:us|our)|thanks\b|thank you|welcome\b|please\b|"
    r"note:|(?:\w+ )?tip:|step \d|source:|credit:|courtesy)",
    r"^\(.*\)$",  # an aside
    r"^\W*[*†‡]\w",  # a footnote
    r"\b(?:getty images|afp via|ap photo|shutterstock|photo (?:by|credit|courtesy))\b",
    r"\((?:pictured|above|below|left|right|photo|image|file)\b",
    rf"\b(?:following|accompanying|attached|below|above) {_SHOWN}\b|\b{_SHOWN} (?:below|above)\b",
    r"^\W*(?:below|above) (?:is|are|was|were|you)\b|\bas follows\W*$",
    r"\bthe (?:chart|graph|graphic)\b",
    r"^\W*how (?:can|could|do|does|did|is|are|would|should)\b",
    r"\b(?:click|tap|read|see|find|get|sign up|register|watch|learn)\b[^.!]*\bhere[.!]$",
)
_NOT_PROSE = re.compile("|".join(_NO_PROSE), re.IGNORECASE)
_ENDED = re.compile(r"[.!…][\"”’')\]»]*$")


def of_the_article(sentences: Sequence[ArticleSentence]) -> list[ArticleSentence]:
    """Those that something can be said of, without the furniture unless there is nothing else."""
    spoken = [s for s in sentences if any(map(str.isalnum, s.text))]
    return [s for s in spoken if not is_furniture(s.text)] or spoken


def is_fit(sentence: str) -> bool:
    """Whether a sentence is one that a summary may use at all.

    Questions, fragments, headings, credits, lines with addresses, sentences of fewer than
    four words and quotations with no speaker are not.
    """
    return is_statement(sentence) and has_speaker(sentence)


def is_statement(sentence: str) -> bool:
    """Whether it is a whole sentence and no question, whoever says it."""
    if len(sentence.split()) < _FEWEST_WORDS or not _ENDED.search(sentence):
        return False
    if is_furniture(sentence) or _NOT_PROSE.search(sentence):
        return False
    if sentence.count("(") != sentence.count(")"):
        return False
    first = re.search(r"\w[\w'’-]*", sentence)
    return first is not None and not first.group().islower()  # iPhone is not


def has_speaker(text: str) -> bool:
    """Whether there are words outside of quotations: two, a name and a verb, at least."""
    return len(re.findall(r"\w+", unquoted(text))) >= 2


def starts_of_context(sentences: Sequence[ArticleSentence]) -> tuple[int, ...]:
    """For each sentence the number of the one where a summary must begin so that it is understood.

    Its own number where it stands alone. A sentence that points back begins where the one
    before it begins; a quotation that runs over several sentences begins with its first, and what
    follows a score in a round-up (“Wild 4, Sabres 1:”) with that.
    """
    starts: list[int] = []
    paragraph, game = -1, None
    for sentence, quoted in zip(sentences, quotations(sentences), strict=True):
        number = sentence.index
        if sentence.paragraph != paragraph:
            paragraph = sentence.paragraph
            game = number if _SCORE.match(sentence.text) else None
        if quoted != number:
            starts.append(starts[quoted])
        elif number and points_back(sentence.text):
            starts.append(starts[number - 1])
        else:
            starts.append(number)
        if game is not None:
            starts[-1] = min(starts[-1], game)
    return tuple(starts)


_SIDE = r"(?:No\. \d+ )?[A-Z0-9][\w.’'&-]*(?: [A-Z0-9][\w.’'&-]*){0,3}?,? \d{1,3}"
_SCORE = re.compile(rf"{_SIDE},? {_SIDE}(?: ?\([^)]*\)|, \w+)?:")


def quotations(sentences: Sequence[ArticleSentence]) -> tuple[int, ...]:
    """For each sentence the number of the one that opened the quotation which goes on in it.

    Its own number where none does. A quotation ends with its paragraph, unless the next one
    opens with a mark again, as several paragraphs of one speaker do.
    """
    since: int | None = None
    paragraph = -1
    opened: list[int] = []
    for sentence in sentences:
        text = oriented(sentence.text)
        if sentence.paragraph != paragraph:
            paragraph = sentence.paragraph
            if since is not None and text.startswith("“"):
                text = text[1:]
            else:
                since = None
        opened.append(sentence.index if since is None else since)
        if text.rfind("“") > text.rfind("”"):
            since = sentence.index if since is None or "”" in text else since
        elif "”" in text:
            since = None
    return tuple(opened)
