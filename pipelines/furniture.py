"""What stands among an article's paragraphs, and before and after them, and is not read with it.

Readers of HTML and of pasted text leave some of it in: links to other stories, credits, the
publisher's rights, what a form says.
"""

import re
from collections.abc import Sequence

from pipelines.blocks import ends_sentence

_NEAR_AN_END = 10
"""Paragraphs from the beginning and from the end of an article that are looked at."""
_LONGEST = {0: 250, -1: 600}
"""Characters: a longer paragraph at the beginning or at the end is the article's own."""

_STAFF = (
    r"(?:(?:additional |with |further )?"
    r"(?:reporting|edit(?:ing|ed)|writ(?:ing|ten)|compiled|translated) by\b)"
)
_SENTENCE = re.compile(
    r"©|^\W*copyright\W*(?:\(c\)|(?:\w+ ){0,3}\d{4}\b)|\ball rights reserved\b"
    r"|^\W*(?:do not|don['’]?t) miss\b[^.]*$|\bclick to tweet\b"
    r"|^\W*(?:read|see|learn) (?:more|also|next)\s*[:>»]"
    r"|^\W*(?:more (?:from|on)\b[^:.]{0,30}|related(?: \w+)?):"
    rf"|^\W*\(\s*{_STAFF}|^\W*{_STAFF}[^.]*(?:[;,] (?:editing|writing) by\b|[^.!?]$)"
    r"|\bcontributed (?:reporting\b|(?:to )?this (?:report|story|article|post)\b)"
    r"|^\W*(?:story|article) continues\b|^\W*advertisement\W*$|^\W*continue reading\b"
    r"|^\W*scroll (?:down|up)\b|^\W*click (?:here|below)\b"
    r"|\b(?:earlier|previous) version of this (?:article|story|report|post)\b"
    r"|^\W*(?:the )?(?:opinions?|views) (?:expressed|stated)\b"
    r"|^\W*our standards:"
    r"|\blet us know\b.*\bcomments?\b|\bin the comments?(?: section)? below\b",
    re.IGNORECASE,
)
_MEDIA = r"(?:twitter|facebook|instagram|linkedin|youtube)"
_ENDS = re.compile(
    rf"^\W*\(\s*{_STAFF}|^{_STAFF}[^.]*(?:\b(?:editing|writing) by\b|[^.!?]$)"
    r"|^(?:order|request) reprints?\W*$|^print (?:this )?article\W*$|^write to .*@|^https?://\S+$"
    r"|^copyright\W*(?:[©@]|\(c\)|(?:\w+ )?\d{4}\b)|^©|\ball rights reserved\W*(?:$|this\b)"
    r"|\b(?:copy|material|article|content) (?:is for your personal|may not be (?:published|repro))"
    r"|^thank you\W*$|^thanks for (?:signing up|subscribing)|^this article has been sent to"
    r"|^an error (?:has )?occurred|^(?:\w+\W+){0,8}please try again(?: later)?\W*$"
    r"|^if you (?:enjoyed|liked) (?:this|our|reading)"
    rf"|^follow [^.]*(?:\bcoverage\b|\bon {_MEDIA})|\bfollow (?:him|her|them|us|me)\b.*\b{_MEDIA}\b"
    r"|^(?:read|see) (?:more|also)\W*:|^(?:do not|don['’]?t) miss\W*$"
    r"|^(?:\S+ ){1,20}contributed (?:reporting\b|to this (?:report|story|article)\W*$)",
    re.IGNORECASE,
)
_INVITES = re.compile(r"\bif you (?:enjoyed|liked)\b", re.IGNORECASE)
_POINTER = re.compile(
    r"^\W*(?:(?:read|see|watch|listen|related|recommended)"
    r"(?: (?:more|also|next|now|live|post|story|stories|articles?|videos?|coverage|reading))*"
    r"|tags?|topics?)\s?:|^\W*more (?:from|on)[^:.]{0,30}:.*[^.!]$",
    re.IGNORECASE,
)
"""Read more: Wind farm wins approval"""
_LABEL = re.compile(
    r"^\W*(?:(?:(?:do not|don['’]?t) miss|related(?: \w+)?|recommended(?: for you)?"
    r"|trending(?: now)?|(?:read|see) (?:more|also|next)|more (?:stories|news|from [\w ]{1,30})"
    r"|most (?:read|popular)"
    r"|you (?:may|might) also (?:like|enjoy)|advertisement|(?:story|article) continues(?: below)?"
    r"|continue reading|up next|sponsored(?: \w+)?|click here|comments?|share this[\w ]{0,20})\W*$"
    r"|(?:\w+ ){0,4}newsletter\W*$|filed under\b|photos?:|copyright\W*(?:[©@]|(?:\w+ )?\d{4}\b))"
    r"|\bphotos? ©|\(photos? by [^()]*\)$",
    re.IGNORECASE,
)
_MOST_LISTED = 6
"""Headlines that are listed under a label."""
_BOX = re.compile(r"\s?click to tweet$", re.IGNORECASE)


def is_furniture(sentence: str) -> bool:
    """Whether a sentence is no part of an article: a credit, a notice, a link to another story.

    Only what is so wherever it stands, for it is left out where the whole article is heard.
    """
    return _SENTENCE.search(sentence) is not None


def within(paragraphs: Sequence[str]) -> list[str]:
    """The paragraphs without labels, and without the headlines that are listed under one.

    Stricter than what pasted text needs: a heading of the article may begin as a label does.
    """
    kept, listed = [], 0
    for text in paragraphs:
        words, open_ended = len(text.split()), not ends_sentence(text)
        if listed and open_ended and 3 < words <= 20:
            listed -= 1
            continue
        label = open_ended and words <= 20 and _LABEL.search(text) is not None
        listed = _MOST_LISTED if label and words <= 4 else 0
        if not label and not (words <= 25 and _POINTER.search(text)):
            kept.append(_BOX.sub("", text))
    return kept


def without_ends(paragraphs: Sequence[str]) -> list[str]:
    """The paragraphs without the credits, rights and forms at their beginning and at their end.

    Of an article that is nothing else, everything is kept.
    """
    kept = list(paragraphs)
    for place in (0, -1):
        out = [n for n in _ends(kept, place) if _is_end(kept[n], _LONGEST[place])]
        invites = any(_INVITES.search(kept[n]) for n in out)
        kept = [text for n, text in enumerate(kept) if n not in out]
        # The heading of a box that asks to join or to subscribe.
        if invites and place and kept and _is_heading(kept[-1]):
            kept.pop()
    return kept or list(paragraphs)


def _ends(paragraphs: Sequence[str], place: int) -> range:
    size = len(paragraphs)
    near = min(_NEAR_AN_END, size)
    return range(near) if place == 0 else range(size - near, size)


def _is_end(text: str, longest: int) -> bool:
    return len(text) <= longest and _ENDS.search(text) is not None


def _is_heading(text: str) -> bool:
    return not ends_sentence(text) and len(text.split()) <= 6
