"""Text into sentences, English and Korean, and how long they take to say.

The boundaries are found by sentencex (Wikimedia; rules and abbreviation lists by language),
and then mended where news text needs it: see `_mended`.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import sentencex

from pipelines.article import Article
from pipelines.engines import Language

_CHUNK = 4_000
"""Characters given to sentencex at a time: its time grows with the square of unclosed quotes."""

_LONG_QUOTE = 300
"""Characters from which a quotation is divided into its sentences; a shorter one stays whole."""

_TAIL = 80
"""Characters before a boundary that the rules look at."""

_BEGIN = r"(?:^|[\s(\"“‘'\[])"
_TITLE = re.compile(
    _BEGIN + r"(?:Messrs|Mr|Mrs|Ms|Mx|Drs?|Prof|Gens?|Lt|Col|Sgt|Cpl|Capt|Cmdr|Maj|Adm|Govs?|Sens?|"
    r"Reps?|Rev|Hon|Pres|Amb|Supt|Insp|Det|St|Ste|Mt|Ft|vs|Cllrs?|Flt|Sqn|Wg|Cdr|Brig|Pte|Pvt|Pfc|"
    r"Spc|Ald|Atty|Asst)\.$"
)
_COUNTED = re.compile(
    _BEGIN + r"(?:[Nn]os?|[Vv]ol|pp?|[Ff]igs?|[Aa]rt|[Ss]ec|ca|approx|est|Rte?|Hwy|Apt|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.$"
)
_MEASURED = re.compile(r"\d (?:lbs?|ozs?|ft|in|yds?|mi|hrs?|mins?|secs?)\.$")
"""5 lbs. 3 oz."""
_STREET = re.compile(r"(?:[a-z]|\d(?:st|nd|rd|th)) (?:St|Dr)\.$")
_OPENER = re.compile(r"(?:The|A|It|Its|They|Their|This|That|These|There|His|When|But|And|In|At)\b")
"""Main St. The house, but: Main St. Bridge. What is a surname too (He, No, An) is not here."""
_NAME_WITH_MARK = {
    "E!": re.compile(r"(?:News|Online|Entertainment|Network|Channel|True)\b"),
    "Yahoo!": re.compile(r"(?:Inc|News|Finance|Sports?|Japan|Mail|Entertainment|Life|Music)\b"),
    "Yum!": re.compile(r"(?:Brands|China)\b"),
    "Panic!": re.compile(r"[Aa]t [Tt]he Disco\b"),
}
"""What a name that ends in a mark goes on with."""
_DOCTOR_NO = re.compile(_BEGIN + r"Dr\.$")
_CLOCK = re.compile(r"\b[ap]\.m\.$", re.IGNORECASE)
_AFTER_CLOCK = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Febr)uary|March|April|May|June|July|August|"
    r"(?:Septem|Octo|Novem|Decem)ber|(?:Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.|"
    r"(?:[A-Z]{1,3}T|GMT|UTC|Eastern|Central|Mountain|Pacific)\b|\("
)
_LIST_NUMBER = re.compile(r"\d{1,2}\.$")
_SMALL = re.compile(r"[a-z]+(?![a-zA-Z]*[A-Z])")
_WORD_ENDED = re.compile(r"[a-z가-힣]{2}[.?!]+[\"”’']?$|\]$")
_WORD_BEGUN = re.compile(r"[\"“]?(?:[A-Z]['’]?[a-z]|[AI] |[가-힣])")
_QUOTE_CLOSED = re.compile(r"[\"”’'」』]$")
_CRY = re.compile(r"[?!][\"”’']$")
_OPENED_BY = {'"': '"', "”": "“", "’": "‘", "'": "'"}
_SAYING = (
    r"(?:said|says|asked|asks|told|tells|added|adds|wrote|writes|tweeted|replied|answered|wondered|"
    r"cried|shouted|yelled|exclaimed|joked|quipped|demanded|declared|responded|recalled|continued)"
)
_SPEAKER = re.compile(
    rf"(?:I|(?!{_OPENER.pattern}|(?:He|She|We|You)\b)[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){{0,4}}"
    rf"(?:, [^!?]{{1,60}},)?) (?:\w+ly |later |then )?{_SAYING}\b"
)
"""“Where is the money?” Senator Warren asked; but: “Why?” He asked for more."""
_KOREAN_PARTICLE = re.compile(
    r"(?:이?라(?:고|며|면서|는|던|네|니|도)|하(?:고|며|면서|는|던|자)|고|며|면서|는|란|등)"
    r"(?:도|만|까지)?(?=[\s,.]|$)"
)
_DATE = re.compile(r"(?:^|\s)\d{4}\. \d{1,2}\. \d{1,2}\.$")
_DATE_PART = re.compile(r"(?:^|\s)\d{1,4}\.$")
_CLOSERS = "\"'”’»)]」』"
_LEFT_OPEN = re.compile(r"\s[\"“‘«(\[「『]$")
_MISSED = re.compile(
    r"(\([^()]* [a-z]{3,}[.?!][\"”]?\)|\b[Ss]a(?:id|ys?) no\.) (?=[A-Z“\"])"
    rf"|(?<=[a-z]) ((?:St|Dr)\.) (?={_OPENER.pattern})"
    r"|(?<=[a-z],) ((?:Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Mass|Md|Mich|Minn|"
    r"Miss|Mo|Mont|Neb|Nev|Okla|Ore|Pa|Tenn|Tex|Va|Vt|Wash|Wis|Wyo)\.) "
    r"(?=[A-Z][a-z])(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mayor|Police|Gov|Rep|Sen)\b)"
)
"""Ends that sentencex passes over: (he was late.) She…; said no. He…; Main St. The…; in Detroit,
Mich. Smith…, since a state between commas has one after it."""
_MS = re.compile(r"\bM[sx]\.(?= )")
_FEET_AND_INCHES = re.compile(r"(\d['’]\s?\d{1,2})[\"”]")


@dataclass(frozen=True, slots=True)
class ArticleSentence:
    """A sentence of an article: its number and that of its paragraph, both from 0."""

    index: int
    paragraph: int
    text: str


def article_sentences(article: Article) -> tuple[ArticleSentence, ...]:
    """Every sentence of the body in order, numbered from 0: what a summary's sources refer to."""
    language: Language = "ko" if article.language.lower().startswith("ko") else "en"
    placed = (
        (number, text)
        for number, paragraph in enumerate(article.paragraphs)
        for text in split_sentences(paragraph, language)
    )
    return tuple(ArticleSentence(i, number, text) for i, (number, text) in enumerate(placed))


def split_sentences(paragraph: str, language: Language = "en") -> tuple[str, ...]:
    """The sentences of a paragraph, in order, with single spaces and none around them.

    Nothing is lost: the sentences' characters other than white space are the paragraph's. A
    quotation of several sentences stays in one unless it is long. Takes time in proportion
    to the text; any string is accepted, and white space alone gives no sentence.
    """
    text = " ".join(paragraph.split())
    sentences: list[str] = []
    for piece in _mended(_pieces(text, language), language):
        if len(piece) > _LONG_QUOTE and any(mark in piece for mark in '"“”'):
            unquoted = re.sub(r"[\"“”]", " ", piece)
            sentences.extend(_mended(_cut_as(piece, _segment(unquoted, language)), language))
        else:
            sentences.append(piece)
    return tuple(sentence for sentence in sentences if sentence)


def _pieces(text: str, language: Language) -> Iterator[str]:
    """Sentencex's pieces of a text of any length, the last of one chunk carried into the next."""
    carried = ""
    for start in range(0, len(text), _CHUNK):
        chunk = carried + text[start : start + _CHUNK]
        *whole, carried = _cut_as(chunk, _segment(chunk, language))
        if len(carried) > _CHUNK:  # no sentence is so long: an endless quote, or no prose at all
            cut = carried.rfind(" ") + 1 or len(carried)
            whole, carried = [*whole, carried[:cut]], carried[cut:]
        yield from whole
    yield carried


def _segment(text: str, language: Language) -> list[str]:
    """Sentencex on text that it can take: no lone surrogates, no inch mark like a quote, and
    Mr. for Ms., which it does not know."""
    plain = _MS.sub("Mr.", re.sub("[\ud800-\udfff]", "\ufffd", text))
    pieces = sentencex.segment(language, _FEET_AND_INCHES.sub(r"\1″", plain))
    return [part for piece in pieces for part in _MISSED.sub(r"\g<0>\n", piece).split("\n")]


def _cut_as(text: str, pieces: list[str]) -> list[str]:
    """`text` cut where `pieces`, the same text but for single characters, are cut."""
    cut, start = [], 0
    for piece in pieces:
        cut.append(text[start : start + len(piece)])
        start += len(piece)
    cut.append(text[start:])
    return [piece for piece in cut if piece] or [""]


def _mended(pieces: Iterable[str], language: Language) -> Iterator[str]:
    """The pieces as sentences: those that belong together joined, stray marks put where they go."""
    joined: list[str] = []
    tail = ""  # the end of what is joined: enough for every rule, so that time stays linear
    for piece in pieces:
        # A closing mark that follows at once belongs to the sentence that it closes.
        touching = bool(tail) and not tail[-1].isspace()
        rest = piece.lstrip(_CLOSERS) if touching else piece
        closing = piece[: len(piece) - len(rest)]
        joined.append(closing)
        tail += closing
        # An opening mark left behind goes with what it opens: “We will,” he said. “| We shall.
        opening = _LEFT_OPEN.search(tail) if touching and not closing else None
        if opening:
            mark = opening.group().lstrip()
            text = "".join(joined)
            yield text[: len(text) - len(mark)].strip()
            joined, tail, rest = [], "", mark + rest
        elif rest and not _belongs_together(tail, rest, language):
            yield "".join(joined).strip()
            joined, tail = [], ""
        joined.append(rest)
        tail = (tail + rest)[-_TAIL:]
    yield "".join(joined).strip()


def _belongs_together(before: str, after: str, language: Language) -> bool:
    """Whether no sentence ends between two pieces after all."""
    left, right = before.rstrip(), after.lstrip()
    if not any(character.isalnum() for character in left):
        return True
    touching = left == before and right == after
    if language == "ko":
        # “…”라고, “…”고: what a quotation is hung on begins no sentence.
        if _QUOTE_CLOSED.search(left) and (touching or _KOREAN_PARTICLE.match(right)):
            return True
        if _DATE.search(left) or (_DATE_PART.search(left) and right[0].isdigit()):
            return True
    if touching and not left.endswith(("。", "！", "？")):
        # Node.js, 3.5: white space follows a sentence, but for an oversight (“end.Next one”).
        return not (_WORD_ENDED.search(left) and _WORD_BEGUN.match(right))
    return bool(
        _SMALL.match(right)  # “Why?” she asked; D-Vt. said; but not: iPhone sales rose
        or _LIST_NUMBER.match(left)
        or (
            _TITLE.search(left)
            and right[0].isupper()
            and not (_STREET.search(left) and _OPENER.match(right))
        )
        or (_COUNTED.search(left) and right[0].isdigit())
        or (_DOCTOR_NO.search(left) and right.startswith("No. "))
        or (_CLOCK.search(left) and _AFTER_CLOCK.match(right))
        or (_MEASURED.search(left) and right[0].isdigit())
        or (_CRY.search(left) and _SPEAKER.match(right) and not _led_up_to(left))
        or (left.endswith("!") and _goes_on(left, right))
    )


def _led_up_to(left: str) -> bool:
    """Whether words lead up to the quotation at the end, so that its speaker is named before it."""
    opening = left.rfind(_OPENED_BY[left[-1]], 0, -1)
    lead = left[: max(opening, 0)].rstrip()
    return bool(lead) and lead[-1] not in ".!?…"


def _goes_on(left: str, right: str) -> bool:
    """Whether a name ends in the mark that the text ends with: E! News."""
    rest = _NAME_WITH_MARK.get(left.rsplit(" ", 1)[-1])
    return rest is not None and rest.match(right) is not None


_LETTERS_A_SECOND = 12.5
_SYLLABLES_A_SECOND = 5.1
_DIGIT = {"en": 6.5, "ko": 1.5}
_CAPITAL = {"en": 3.0, "ko": 2.0}
"""What a digit and a letter read by its name take, in English letters and Korean syllables."""


def spoken_seconds(text: str, language: Language = "en", speed: float = 1.0) -> float:
    """About how many seconds a voice takes to say the text at a speed (1.0 is its own).

    English letters at 12.5 a second and Korean syllables at 5.1, digits and the capitals of
    an acronym by what they are read as. Fitted to the Kokoro voice on 22 English and 18
    Korean news sentences, where single sentences are off by 8 % and 5 % (standard deviation);
    English counted in words, at 2.6 a second, is off by 21 %.
    """
    digits = sum(character.isdecimal() for character in text)
    words = re.findall(r"[^\W\d_]+", text)
    spelled = sum(
        len(word) for word in words if len(word) > 1 and word.isascii() and word.isupper()
    )
    units = digits * _DIGIT[language] + spelled * _CAPITAL[language]
    if language == "ko":
        hangul = len(re.findall(r"[가-힣]", text))
        latin = len(re.findall(r"[A-Za-z]", text)) - spelled
        return (units + hangul + 0.5 * latin) / _SYLLABLES_A_SECOND / speed
    return (units + sum(map(len, words)) - spelled) / _LETTERS_A_SECOND / speed
