"""When a sentence may be read with the Korean of another: the same sentence, spelled otherwise.

A translator at a desk looks at a fuzzy match and mends it; nobody mends what is read aloud. So a
likeness in letters is not enough ("Prices rose" and "Prices fell" are 80 % alike): the two must
agree in every word that means something. What may differ is in `skeleton`.
"""

import re
import unicodedata
from collections import Counter

_CHARACTERS = str.maketrans(
    dict.fromkeys("‘’‚‛′`´ʼ＇", "'")
    | dict.fromkeys("“”„‟″«»＂", '"')
    | dict.fromkeys("‐‑‒–−﹣－", "-")
    | dict.fromkeys("—―", " - ")
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f", "")
)
_DASH = re.compile(r"\s+-+\s+|--+")


def normalise(text: str) -> str:
    """The text with the variants of its characters made one: quotes, dashes, widths, spaces.

    Case, words, figures and punctuation stay. Compatibility characters become plain ones
    (Unicode NFKC), but not where that would make another number: 10² is not 102.
    Idempotent; takes any string.
    """
    text = text.translate(_CHARACTERS)
    if not text.isascii():
        text = unicodedata.normalize("NFC", "".join(map(_plain, text))).translate(_CHARACTERS)
    text = text.replace("''", '"')
    return " ".join(_DASH.sub(" - ", f" {text} ").split())


def _plain(character: str) -> str:
    plain = unicodedata.normalize("NFKC", character)
    if any(c.isdigit() for c in plain) and unicodedata.category(character) != "Nd":
        return character
    return plain


_FIGURE = re.compile(r"(?<![A-Za-z0-9])(?<![A-Za-z]-)[0-9]+(?:,[0-9]{3})*(?![0-9])(?:\.[0-9]+)?")
"""A number in figures, but not the end of a name: COVID-19, G20."""


def figures(text: str) -> tuple[str, ...]:
    """The numbers written in figures, in order, without their thousands commas."""
    return tuple(figure.replace(",", "") for figure in _FIGURE.findall(text))


_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_REPORTING = "said|says|say|added|adds|announced|warned|found|showed|argued|claimed|estimated"
_AMOUNT = (
    "few|little|number|lot|couple|majority|minority|most|more|less|least|fewer|half|quarter|"
    "dozen|hundred|thousand|million|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
)
"""Before these an article carries meaning: few, a few; a number of, the number of; a third."""

_HARMLESS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"\bcan(?:'t|not)\b", "can not"),
        (r"\bCan(?:'t|not)\b", "Can not"),
        (r"\b([Ww])on't\b", r"\1ill not"),
        (r"\b([Ss])han't\b", r"\1hall not"),
        (r"n't\b", " not"),
        (r"'ll\b", " will"),
        (r"'re\b", " are"),
        (r"'ve\b", " have"),
        (r"\b(?<![A-Z]{2})([A-Z])\.(?=[A-Z]\b)", r"\1"),
        (r"\b([A-Z]{2,})\.", r"\1"),
        (r"(?<=[0-9]) ?(?:percent|per cent)\b", "%"),
        (r"(?<=[0-9])(?:st|nd|rd|th)\b", "th"),
        (r",(?= (?:and|or|nor)\b)", ""),
        (rf"\b[Oo]n (?={_WEEKDAY}\b)", ""),
        (rf"\b({_REPORTING}) that\b", r"\1"),
        (rf"\b(?:a|an|the)\b (?!(?:{_AMOUNT})\b)", ""),
        (rf"""(?<![^"'(])(?:A|An|The) (?!(?:{_AMOUNT})\b)""", ""),
        (r"(?<=[A-Za-z0-9])-(?=[A-Za-z])", " "),
        # British and American spelling, of words in small letters: the Labour Party is a name.
        (r"\b([a-z]{3,})our(s|ed|ing|able|ful|less|er|ers|hood|hoods)?\b", r"\1or\2"),
        (r"\b([a-z]{4,})is(e|ed|es|ing|er|ers|ation|ations)\b", r"\1iz\2"),
        (r"\b([a-z]{3,})ys(e|ed|es|ing)\b", r"\1yz\2"),
        (r"\b([a-z]{4,})ll(ed|ing|er|ers)\b", r"\1l\2"),
        (r"\b(cent|theat|lit|fib|met|kilomet|centimet|millimet)re(s?)\b", r"\1er\2"),
        (r"\b(defen|offen|licen)ce(s?)\b", r"\1se\2"),
        (r"\b(program)me(s?)\b", r"\1\2"),
        (r"\b(catalog|dialog)ue(s?)\b", r"\1\2"),
        (r"\bgrey(s|er|est)?\b", r"gray\1"),
        (r"\btowards\b", "toward"),
        (r"[.!]+(?=[\"')]*$)", ""),
    )
)


def skeleton(sentence: str) -> str:
    """What two sentences must share to mean the same: every word, name, negation and sign.

    Left out or made one is what the Korean does not show: articles (where they are not part of
    an amount), "that" after "said", "on" before a weekday, the comma before "and", contractions
    (don't, do not), hyphens within compounds, dots in acronyms, "percent" and "%", British and
    American spellings, the final full stop. Figures are masked by 0; `figures` has them.
    """
    text = _FIGURE.sub("0", normalise(sentence))
    for pattern, replacement in _HARMLESS:
        text = pattern.sub(replacement, text)
    return " ".join(re.findall(r"[^\W_]+|[^\w\s]|_", text))


_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_MONTH = re.compile(
    rf"\b(?:{'|'.join(_MONTHS)}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.)"
)
_SPELLED = re.compile(
    r"\b(?:(?:thir|four|fif|six|seven|eigh|nine)teen|twenty|thirty|forty|fifty|sixty|seventy|eighty"
    r"|ninety|hundreds?|thousands?|(?:m|b|tr)illions?|dozens?|scores?|decades?|century|centuries)\b",
    re.IGNORECASE,
)
_ENTANGLED = re.compile(
    r"\s?[십백천만억조경]|(?:은|는|이|가|을|를|과|와|로|으로|나|이나|란|이란)(?![가-힣])"
    r"|(?:이)?(?:라|며|고|었|였)"
)
"""After a Korean figure: the rest of a larger number, or a particle that depends on how it ends."""


def with_figures(english: str, korean: str, wanted: tuple[str, ...]) -> str | None:
    """The Korean of `english` with the figures `wanted` in the place of its own, in order.

    None where that is not safe. It is safe where the Korean has the very figures of the English,
    each once and none besides but the months'; where no number is spelled out in English, since
    it may be in figures in Korean; and where a figure that changes is above 12 (the Korean of
    "a year" and "June" holds a 1 and a 6) and stands before a counter: not within a larger number
    (5천만), nor before a particle that must agree with it (5를, 6을).
    """
    own = figures(english)
    spoken = [str(_MONTHS.index(_full_month(month)) + 1) for month in _MONTH.findall(english)]
    if len(own) != len(wanted) or Counter(figures(korean)) != Counter(own) + Counter(spoken):
        return None
    changes = {old: new for old, new in zip(own, wanted, strict=True) if old != new}
    alone = all(own.count(old) == 1 and figures(korean).count(old) == 1 for old in changes)
    small = any("." not in old and int(old) <= 12 for old in changes)
    if not alone or small or _SPELLED.search(english):
        return None
    pieces, end = [], 0
    for found in _FIGURE.finditer(korean):
        new = changes.get(found[0].replace(",", ""))
        if new is None:
            continue
        if _ENTANGLED.match(korean, found.end()):
            return None
        pieces += [korean[end : found.start()], _as_written(new, "," in found[0])]
        end = found.end()
    return "".join([*pieces, korean[end:]])


def _full_month(month: str) -> str:
    return next(name for name in _MONTHS if name.startswith(month[:3]))


def _as_written(figure: str, grouped: bool) -> str:
    whole, point, rest = figure.partition(".")
    return (f"{int(whole):,}" if grouped else whole) + point + rest
