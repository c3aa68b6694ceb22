"""Cutting a pasted text into blocks, and what each block looks like by itself.

A block is a line of the text, or a paragraph where lines were wrapped by hand (an e-mail, a
wire text). What it looks like are the shallow features of Kohlschütter, Fankhauser and Nejdl,
"Boilerplate detection using shallow text features" (WSDM 2010), its length, its punctuation,
its capitals, and the words by which newspaper pages label what is not the article.
"""

import math
import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

_WORD = re.compile(r"\w+(?:['’.,/-]\w+)*")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_BULLET = re.compile(r"^(?:[*•·▪◦‣+–>»-]\s+|(?=\d{1,2}[.)]\s))")
_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")
_INNER_END = re.compile(r"[.!?。！？][\"'”’)]*\s+[\"'“‘(]*[^\Wa-z\d_]|[。！？]")
_GLUED = re.compile(r"[a-zà-ÿ]{3}[A-Z][a-z]|[a-z]{2}[.!?][A-Z][a-z]")
_TO_READER = re.compile(r"\b(?:you|your|we|our|us|here|now)\b", re.IGNORECASE)
_QUOTED = re.compile('["“”„«]')
_COLUMNS = re.compile(r"\S {2,}\S.*?\S {2,}\S|\t.*\t")
_BLANK = "\u200b\u200e\u200f\u2060\ufeff\u00ad"
_STRIP = str.maketrans("", "", _BLANK) | {0xA0: " ", 0x202F: " ", 0x2007: " "}

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)


def _cue(*parts: str) -> re.Pattern[str]:
    return re.compile("|".join(parts), re.IGNORECASE)


LONGEST_CUE = 600
"""Characters: a block longer than this is not searched for cues; nobody labels at that length."""

CUES: dict[str, tuple[re.Pattern[str], int]] = {
    "share": (
        _cue(
            r"\b(?:shares?|tweet|facebook|twitter|whatsapp|pinterest|linkedin|reddit|instagram"
            r"|youtube|e-?mail|print|flipboard|pocket|tumblr|telegram|kakao|rss|messenger|link)\b"
        ),
        6,
    ),
    "offer": (
        _cue(
            r"\b(?:subscribe|subscription|subscribers|sign(?:ed|ing)? (?:up|in)"
            r"|log(?:ged|ging)? in|newsletters?|inbox|register|donate|our app|news app"
            r"|follow (?:us|me|him|her|on|\w+ on)|free trial|alerts|opt[- ]in|notifications?"
            r"|already a member|e-?mail address|check ?box|podcast|giveaway)\b"
        ),
        30,
    ),
    "legal": (
        _cue(
            r"©",
            r"\b(?:cookies?|privacy|terms (?:of|and)|rights reserved|copyright(?:ed)?|reprints?"
            r"|affiliate|commission|may not be (?:published|reproduced)|contact us|about us"
            r"|advertis(?:e|ing|ements?)|sponsored|promoted|adchoices|do not sell|disclaimer"
            r"|powered by|javascript|browser)\b",
        ),
        30,
    ),
    "pointer": (
        _cue(
            r"^\W*(?:read (?:more|also|next|the full|all)|also read|see (?:also|more|all)|related"
            r"|more (?:from|on|in|stories|news|great|about|articles)|more:"
            r"|most (?:read|popular|viewed|shared|recent)|recommend(?:ed|s)|you (?:may|might)"
            r"|trending|next up|up next|popular|latest|top (?:stories|\d+)|editors?['’]? picks?"
            r"|don['’]?t miss|what to read|watch\b|video\b|listen\b|advertisement|from around"
            r"|previous|prev\b|next\b|explore|continue reading|click (?:here|to|for)"
            r"|(?:load|show) more|view (?:all|the|this|more)|learn more|skip to|back to|jump to"
            r"|go to|menu|search|close|home\b|tags?:|tagged|filed|topics?\b|categor(?:y|ies)"
            r"|in this (?:article|story)|highlights$|key points|updated|published|posted"
            r"|by the numbers|story continues)"
        ),
        20,
    ),
    "talk": (
        _cue(
            r"\b(?:comments?|repl(?:y|ies)|upvotes?|votes?|rating|thoughts on|responses?"
            r"|join the (?:discussion|conversation)|post a|discussion|moderat(?:ed|ion|or))\b"
        ),
        8,
    ),
    "ender": (
        _cue(
            r"^\W*(?:(?:\d+ )?(?:comments?|responses?|replies)\b|top (?:rated )?comments|leave a "
            r"|post a comment|(?:view|show) comments|join the |\d+ thoughts"
            r"|about the author|about (?:this|the) (?:article|statement|story)|related\b"
            r"|recommended|more (?:from|stories|great|in|news|on|articles)|you (?:may|might)"
            r"|share (?:this|on)|sharing is|filed under|tags?\b|topics?\b"
            r"|most (?:read|popular|viewed|shared)|top \d+ |trending|what to read|next up|up next"
            r"|read next|sponsored|from around|explore further|sign up|subscribe|follow us"
            r"|newsletter|like this|on our radar|latest|categories|print this)"
        ),
        10,
    ),
    "credit": (
        _cue(
            r"getty|reuters|shutterstock|afp|\bap photo|\bepa[-/]|/\s?epa\b|istock|associated press"
            r"|handout|courtesy(?: of)?|file photo|\bcredits?(?::|\.\.\.|…)|photograph(?:er)?\b"
            r"|(?:photo|image)s? (?:by|via|©)"
            r"|(?:photo|image|picture|source|credit|foto|bild|фото)s?\s?:"
        ),
        60,
    ),
    "caption": (
        _cue(
            r"^\W*(?:photo|image|picture|credit|pictured|(?:media|image) caption|image copyright"
            r"|caption|above|file|foto|фото|source|graphic|illustration)\b\W|^©",
            r"\((?:[^()]*\b(?:photos?|images?|getty|reuters|afp|epa[-/]\w+|credits?|courtesy|pictured"
            r"|file)\b[^()]*|ap|afp)\)\W*$",
            r"/\s?(?:afp|ap|reuters|epa|getty images?|bloomberg|nasa)\W*$",
            r"\((?:left|right|center)\)",
            r"\b(?:credits?|photos?|images?|pictures?|photograph)\s?(?::|by)\s?[^.]{2,60}$",
        ),
        60,
    ),
    "date": (
        _cue(
            rf"\b{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b",
            rf"\b\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},? \d{{4}}",
            rf"\b{_MONTH} \d{{4}}",
            r"\b\d{4}[-/.]\d{1,2}[-/.]\d{1,2}",
            r"\b\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d\d)\b",
            r"\d{4}年",
        ),
        14,
    ),
    "time": (_cue(r"\b\d{1,2}[:.]\d\d\s?(?:[ap]\.?m\b|[a-z]{3}\b)?|\b\d{1,2}\s?[ap]\.?m\b"), 9),
    "age": (
        _cue(
            r"\b\d+\s?(?:m|mins?|minutes?|h|hrs?|hours?|d|days?|weeks?|months?|years?) "
            r"(?:ago|read)\b|\byesterday\b"
        ),
        14,
    ),
    "byline": (
        _cue(
            r"^\W*(?:by|von|text|words|written by|story by|researched by|edited by|author"
            r"|posted by)\b:?\s+(?!\w+ing\b)\S"
        ),
        14,
    ),
    "address": (_cue(r"https?://|www\.|\S@\S+\.\w|\w\.(?:com|org|net)\b|@\w"), 20),
    "contact": (_cue(r"\S@\S+\.\w"), 11),
    "separators": (_cue(r"\s[|·•»>]\s|\s/\s"), 20),
}
"""The words that label what is not the article, each with the longest block, in words, in which
they do. English, with names and signs that other languages share."""


_AGENCY = (
    r"(?:Reuters|AFP|AP|UPI|EFE|DPA|dpa|ANI|PTI|IANS|TASS|Xinhua|Kyodo|Yonhap|Bloomberg|ANSA|CNN"
    r"|Associated Press)"
)
_DATELINE = re.compile(
    rf"^(?:[^\Wa-z\d_][^()]{{0,60}})?\((?i:{_AGENCY})(?: [A-Z]\w+)?\)(?:\s*[-–—]|\s?(?=[A-Z\"“‘]))"
)
"""WASHINGTON (Reuters) - Scientists…: an agency that opens an article's first sentence."""
CREDITED = re.compile(
    r"©|\b(?:photo|photograph|image|picture)s? (?:by|via|from|courtesy)\b"
    r"|\b(?:photo|image|picture|source|credit)s?\s?(?::|\.\.\.|…)"
    r"|\bvia (?:getty|reuters|shutterstock|afp|ap|epa|istock|associated press)\b"
    r"|[.!?/|(]\s*(?:[\w ]+[/|]\s?)?(?:getty(?: images?)?|reuters|shutterstock|afp|ap|epa|istock"
    r"|associated press|handout|file photo|courtesy(?: of [\w ]+)?)\W*$",
    re.IGNORECASE,
)
"""In a sentence: whose its photo is. "…, officials told Reuters." is none."""

_LONGEST_CREDIT = 8
"""Words: a longer block that ends as a sentence is a credit only if it says whose its photo is."""


def labelled(text: str, words: int, cue: str) -> bool:
    """Whether a block's words label it as one of `CUES`; `words` is how many there are.

    An agency or a photographer is a credit in a short line, at the end, or after what it made; in
    a dateline, or in the middle of a long sentence, it is a part of the news.
    """
    pattern, most = CUES[cue]
    if words > most or len(text) > LONGEST_CUE or pattern.search(text) is None:
        return False
    if cue != "credit":
        return True
    if _DATELINE.match(text):
        return False
    sentence = words > _LONGEST_CREDIT and ends_sentence(text)
    return not sentence or CREDITED.search(text) is not None


@dataclass(frozen=True, slots=True)
class Block:
    """A line or a paragraph: its text on one line, the columns it is indented by, its bullet.

    `words` counts words, and two ideographs or kana as one.
    """

    text: str
    indent: int = 0
    bullet: bool = False
    words: int = 0


def cut(text: str) -> list[Block]:
    """The blocks of a text, in order. Lines without a letter or a digit are left out."""
    lines = text.translate(_STRIP).splitlines()
    if _is_wrapped(lines):
        lines = _unwrap(lines)
    return [found for line in lines if (found := block(line)) is not None]


def block(line: str) -> Block | None:
    """A line as a block, or None where it has neither a letter nor a digit."""
    body = line.strip()
    mark = _BULLET.match(body)
    if mark:
        body = body[mark.end() :].strip()
    words = max(len(_WORD.findall(body)), len(_CJK.findall(body)) // 2)
    if not words:
        return None
    columns = "  ".join(body.split("\t")) if "\t" in body else body
    return Block(columns, len(line) - len(line.lstrip()), mark is not None, words)


def letters(text: str) -> str:
    """A text's letters and digits, small: what two printings of one line have in common."""
    return "".join(char for char in text.casefold() if char.isalnum())


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does, in a full stop, a question or an exclamation."""
    return _SENTENCE_END.search(text[-12:]) is not None


_SHORTEST_WRAPPED, _LONGEST_WRAPPED = 40, 110


def _is_wrapped(lines: list[str]) -> bool:
    """Whether lines were broken by hand: they are of one length and go on in small letters."""
    full = [line for line in lines if len(line.strip()) >= _SHORTEST_WRAPPED]
    if not full or sum(len(line) > _LONGEST_WRAPPED for line in full) > len(full) // 20:
        return False
    pairs = [
        (line.strip(), after.strip())
        for line, after in pairwise(lines)
        if len(line.strip()) >= _SHORTEST_WRAPPED and after.strip()
    ]
    going_on = sum(not ends_sentence(line) and after[0].islower() for line, after in pairs)
    return going_on >= max(1, 0.3 * len(pairs))


def _unwrap(lines: list[str]) -> list[str]:
    width = max(len(line) for line in lines)
    joined: list[list[str]] = []
    before = ""
    for line in lines:
        starts = (
            not before.strip()
            or _BULLET.match(line.strip()) is not None
            or (ends_sentence(before.rstrip()) and len(before) < 0.75 * width)
            or (ends_sentence(before.rstrip()) and len(line) - len(line.lstrip()) > 1)
            or (len(before) < _SHORTEST_WRAPPED and not line.strip()[:1].islower())
        )
        if starts or not joined:
            joined.append([line.rstrip()])
        elif line.strip():
            joined[-1].append(line.strip())
        before = line
    return [" ".join(parts) for parts in joined]


def look(blocks: list[Block]) -> list[dict[str, float]]:
    """What each block looks like by itself: named features, most of them 0 or 1."""
    times = Counter(block.text for block in blocks)
    looks = []
    for number, block in enumerate(blocks):
        neighbours = blocks[max(0, number - 1) : number] + blocks[number + 1 : number + 2]
        features = _look(block)
        features["repeated"] = float(times[block.text] > 1)
        features["doubled"] = float(any(other.text == block.text for other in neighbours))
        looks.append(features)
    return looks


def _look(block: Block) -> dict[str, float]:
    text, count = block.text, block.words
    short = text if len(text) <= LONGEST_CUE else ""
    words = _WORD.findall(short)
    upper = sum(word[0].isupper() for word in words)
    cased = upper + sum(word[0].islower() for word in words)
    ends = ends_sentence(text)
    features = {name: float(labelled(text, count, name)) for name in CUES}
    for name in ("offer", "legal"):
        features[f"{name}, long"] = float(
            count > CUES[name][1] and CUES[name][0].search(short) is not None
        )
    features |= {
        "always": 1.0,
        "length": math.log2(1 + count) / 5,
        "up to three words": float(count <= 3),
        "over forty words": float(count > 40),
        "ends as a sentence": float(ends),
        "ends with an ellipsis": float(text.endswith(("...", "…"))),
        "ends with a colon": float(text.endswith(":")),
        "long without an end": float(count > 9 and not ends and not text.endswith(":")),
        "several sentences": float(_INNER_END.search(text) is not None),
        "quotation": float(text[0] in "\"'“‘«„"),
        "capitalised": upper / cased if cased and count >= 3 else 0.0,
        "label and text": float(": " in short[:30]),
        "all capitals": float(cased >= 2 and short.upper() == short),
        "to the reader": float(
            count <= 40 and _TO_READER.search(short) is not None and _QUOTED.search(short) is None
        ),
        "bullet": float(block.bullet),
        "short bullet": float(block.bullet and count <= 8 and not ends),
        "short line": float(count <= 7 and not ends),
        "glued to a headline": _glued(short),
        "columns": float(_COLUMNS.search(short) is not None),
    }
    features["prose"] = float(_is_prose(features, count, ends))
    return features


def _is_prose(features: dict[str, float], count: int, ends: bool) -> bool:
    """Whether a block is running text. A sentence may speak of cookies, videos or newsletters;
    one that does, and speaks to its reader, is not of the article."""
    if count < 5 or not (ends or count >= 25) or features["glued to a headline"]:
        return False
    if any(features[label] for label in ("credit", "caption", "age", "byline")):
        return False
    labels = any(features[label] for label in ("offer", "legal", "pointer", "share"))
    return not labels or (ends and count >= 5 and not features["to the reader"])


def _glued(text: str) -> float:
    """A headline and the first words of its story without a space: a teaser, copied."""
    seam = _GLUED.search(text)
    if seam is None:
        return 0.0
    before = _WORD.findall(text[: seam.end()])
    if not 3 < len(before) < 25:
        return 0.0
    return float(sum(not word[0].islower() for word in before) >= 0.6 * len(before))
