"""The numbers, dates and times of English text: $5.2 million, two-thirds, Jan. 1, 7:30 a.m., 1990s."""

# ruff: noqa: E501 - long alternations of words read better on one line

import re
from dataclasses import replace
from functools import lru_cache

from pipelines.english.lists import any_of
from pipelines.faithful.numbers import fractions, implied, times
from pipelines.faithful.numbers.english_words import (
    IN_WORDS,
    LETTERS,
    SCALE,
    SCALES,
    SIMPLE,
    in_words,
    small,
)
from pipelines.faithful.numbers.measures import (
    COUNTED,
    HALF_CLOCK,
    LASTING,
    LOOSE,
    ORDINAL,
    POINTS,
    RANKED,
    Reading,
    percent,
)
from pipelines.faithful.numbers.quantities import Quantity, compounds, overlap
from pipelines.faithful.numbers.units import ENGLISH_UNIT, english_money, english_units, money

_CODE = re.compile(
    r"(?<![\w$€£])(?!US\$)[A-Z][A-Za-z]*-?[0-9]+(?:[.-]?[0-9A-Z]+)*\b(?!\s?(?:percent|%))|\b(?:9[./]11|24/7|9[- ]to[- ]5(?=[ -][a-z])|[Cc]hapter 11|4\s?[x×]\s?[14]00(?=[- ]?m))\b"
)
_QUARTER = re.compile("Q[1-4]")
_RELAY = re.compile("4\\s?[x×]")
"""4x100 meters, which are 400미터 계주."""
_SCORE = re.compile(
    r"(?<![\w.,$-])(?P<one>[0-9]{1,3})\s?[-–]\s?(?P<two>[0-9]{1,3})(?![\w%-]|[.,][0-9]|[- ]?(?:percent|per cent|million|billion|trillion|years?|months?|weeks?|days?|hours?|minutes?|seconds?|miles?|kilomet|met|feet|points|degrees)\b)"
)
_TALL = re.compile(
    r"(?<![\w.,])(?P<feet>[4-8])(?:-foot-|[’'])(?P<inches>1[01]|[0-9])[”\"]?(?![\w.,]*[0-9])"
)
_DIGITS = r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?|(?<![0-9])\.[0-9]{3}(?![0-9])"
_CURRENCY = any_of({name for english, _ in money() for name in english if len(name) > 2})
_BEFORE_UNIT = (
    r"(?:(?:consecutive|straight|full|whole|long|extra|additional|more|further|other|business|working|calendar|fiscal|"
    r"short|successive|solid|entire|different|fewer|less|odd|or so|U\.S\.|US)[ -]){1,2}"
    rf"|(?-i:(?:[A-Z][\w.]+[ -]){{1,2}}(?=(?:{_CURRENCY})\b))"
)
"""Between a number and its unit: 48 consecutive months, 870 million Swiss francs."""

_VAGUE = re.compile(
    r"\b(?:(?P<tens>tens|hundreds) of )?(?P<scale>dozens|hundreds|thousands|millions|billions|trillions|scores(?= of\b))\b"
    r"|\b(?:a few|several|some|a couple(?: of)?|many) (?P<few>dozen|hundred|thousand|million|billion)\b(?! and)",
    re.IGNORECASE,
)

_NUMBER = re.compile(
    rf"(?<![\w.,])(?P<minus>minus |-(?=[$0-9]))?(?:(?P<money>{any_of(english_money())})\s?)?"
    rf"(?:(?P<digits>{_DIGITS})(?![0-9])(?P<vulgar>[½¼¾⅓⅔⅛])?(?:st|nd|rd|th)?(?P<letter>(?:[kKmMbBtT])(?![A-Za-z]))?"
    rf"|(?P<words>{IN_WORDS}))"
    rf"(?P<andahalf>[ -]and[ -]a[ -]half)?(?:[ -]?(?P<scale>{SCALE})\b(?!s))?(?P<andahalf2> and a half)?"
    rf"(?:(?P<gap>(?:(?<=half) an?)?[ -]?(?:{_BEFORE_UNIT})?)(?P<unit>(?-i:{ENGLISH_UNIT}|[mgLWtCFp])(?![A-Za-z²³]))"
    rf"(?P<andahalf3> and a half\b(?! (?:dozen|million|billion|century|mile|hour)))?)?",
    re.IGNORECASE,
)
_ROUNDING = (
    r"about|around|some|nearly|almost|roughly|approximately|more than|over|at least|up to|as many as|"
    r"less than|under|fewer than|as much as|an estimated|estimated|close to|just over|just under|below|above|"
    r"exceed\w*|surpass\w*|or so|just|barely|scarcely|hardly|well over|upwards of|topp\w+"
)
_ABOUT = re.compile(rf"\b(?:{_ROUNDING})\s(?:an?\s|[$€£]\s?|the\s)?$|~\s?$", re.IGNORECASE)
_RANGE = re.compile(
    r"\s?(?:-\s?)?(?:-|–|to|and|or|by|x|×)(?:\s|-)?"
    rf"(?:(?:{_ROUNDING})\s(?:an?\s)?)?(?:[$€£]\s?|minus )?",
    re.IGNORECASE,
)
_LASTING_NOUNS = frozenset(name for name, unit in english_units().items() if unit in LASTING) - {
    "quarterly",
    "monthly",
    "weekly",
    "yearly",
    "annual",
    "daily",
}
_NOUN = re.compile(
    r"[ -](?:(?!(?:of|in|for|to|and|or|on|at|by|from|with|as|than|is|was|are|were|has|have|had)\b)[a-z-]+ ){0,2}?"
    r"(?P<noun>people|men|women|children|lives|percent|(?!less\b|across\b|plus\b|minus\b|versus\b|always\b|perhaps\b)[a-z]{3,}s)\b"
)
_FOLD = re.compile(rf"\b(?P<number>{SIMPLE}|hundred)-?fold\b", re.IGNORECASE)


@lru_cache(maxsize=512)
def quantities(text: str) -> tuple[Quantity, ...]:
    """The numbers of English text in the order they are written."""
    found: list[Quantity] = []
    hidden = _hidden(text)
    for reader in _READERS:
        for quantity in reader(hidden):
            found.append(quantity)
            start, end = quantity.span
            hidden = hidden[:start] + "\0" * (end - start) + hidden[end:]
    unsaid = implied.unsaid(text)
    if unsaid:
        found = [
            replace(q, needed=q.needed and not any(overlap(q.span, span) for span in unsaid))
            for q in found
        ]
    return tuple(compounds(found, text, "|and|-"))


def _hidden(text: str) -> str:
    """The text with its figures in ASCII, character by character."""
    return text if text.isascii() else "".join(map(_plain, text))


def _plain(character: str) -> str:
    if character in "‐‑‒−﹣":
        return "-"
    if character in "\u00a0\u2009\u202f":
        return " "
    return character


def _codes(text: str) -> list[Quantity]:
    return [
        Quantity(
            float(number[0]),
            "분기" if _QUARTER.fullmatch(code[0]) else "",
            code.span(),
            code[0],
            needed=False,
            also=_code_also(code[0], float(number[0])),
        )
        for code in _CODE.finditer(text)
        for number in re.finditer(r"[0-9]{1,9}", code[0])
    ]


def _code_also(code: str, value: float) -> tuple[Reading, ...]:
    if code == "24/7":
        return ((value, "시간" if value == 24 else "일"),)
    return ((4 * value, "미터"),) if _RELAY.match(code) else ()


def _heights(text: str) -> list[Quantity]:
    """Of people: 6-foot-7, which is 201 cm."""
    found = []
    for match in _TALL.finditer(text):
        feet, inches = float(match["feet"]), float(match["inches"])
        also = ((feet, "피트"), (inches, "인치"))
        found.append(Quantity(12 * feet + inches, "인치", match.span(), match[0], also=also))
    return found


def _folds(text: str) -> list[Quantity]:
    return [
        Quantity(
            100.0 if match["number"].lower() == "hundred" else small(match["number"]),
            "배",
            match.span(),
            match[0],
        )
        for match in _FOLD.finditer(text)
    ]


def _vague(text: str) -> list[Quantity]:
    found = []
    for match in _VAGUE.finditer(text):
        if match["few"]:
            value = {"dozen": 10.0}.get(match["few"].lower()) or SCALES[match["few"].lower()]
            found.append(Quantity(value, "", match.span(), match[0], vague=True))
            continue
        word = match["scale"].lower()
        value = 20.0 if word == "scores" else 10.0 if word == "dozens" else SCALES[word[:-1]]
        if match["tens"]:
            value *= 10 if match["tens"].lower() == "tens" else 100
        found.append(Quantity(value, "", match.span(), match[0], vague=True))
    return found


def _scores(text: str) -> list[Quantity]:
    found = []
    for match in _SCORE.finditer(text):
        for name in ("one", "two"):
            even = match["one"] == match["two"] == "50"  # which may be 반반
            found.append(Quantity(float(match[name]), "", match.span(name), match[name], not even))
    found.extend(_sets(found))
    return found


def _sets(scores: list[Quantity]) -> list[Quantity]:
    """How many of several scores were won and lost, which Korean says first: 2-0(21-18, 21-15)."""
    if len(scores) < 4:
        return []
    games = list(zip(scores[::2], scores[1::2], strict=True))
    won = sum(one.value > other.value for one, other in games)
    span, written = scores[0].span, scores[0].written
    return [Quantity(float(n), "", span, written, False) for n in (won, len(games) - won)]


def _numbers(text: str) -> list[Quantity]:
    found: list[Quantity] = []
    scale = 0.0
    for match in _NUMBER.finditer(text):
        value, is_ordinal = _value(match)
        unit = _unit(text, match, is_ordinal)
        if (match["unit"] or "").lower() in ("decade", "decades"):
            value *= 10
        words = (match["words"] or "").lower()
        needed = not (
            (words in ("one", "half", "zero") and unit in ("", ORDINAL, COUNTED))
            or words in ("first", "second")
            or _is_name(text, match)
            or (unit == "개월" and _UP_TO_MONTH.match(text, match.end()))  # which are 7~9월
        )
        about = bool(
            _ABOUT.search(text, max(0, match.start() - 20), match.start())
        ) or text.startswith(" or so", match.end())
        written = match[0].strip()
        quantity = Quantity(
            -value if match["minus"] else value, unit, match.span(), written, needed, about
        )
        quantity = replace(quantity, also=_also(text, match, quantity, is_ordinal))
        if found and _RANGE.fullmatch(text, found[-1].span[1], match.start()):
            between = text[found[-1].span[1] : match.start()]
            found[-1] = _begins(text, found[-1], between, quantity, match)
            if found[-1].value < 0:  # minus 10 to 15 degrees
                quantity = replace(quantity, also=(*quantity.also, (-quantity.value, unit)))
        if match["scale"]:
            scale = _scale_of(match)
        elif match["digits"] and value < 1000 < scale and (unit in LOOSE or match["money"]):
            also = (*quantity.also, (value * scale, unit))  # from 1.2 million to 1.5
            quantity = replace(quantity, also=also)
        found.append(quantity)
    return found


_SPOKEN_SCALE = re.compile("(?:hundred|thousand|million|billion|trillion)$", re.IGNORECASE)
_LENGTHS = frozenset(("미터", "센티미터", "밀리미터", "킬로미터", "피트", "인치", "야드", "마일"))
_BY_ITSELF = re.compile(
    r"\b(?:aged?|ages|in|since|year|quarter|(?:people|those|adults|men|women|children|patients|pupils|students|workers|"
    r"voters|residents|citizens|girls|boys|anyone|everyone|drivers|players|patients|[a-z]{3,}s|age) "
    r"(?:aged|over|under|above|below|of|older than|younger than|up to))\s$"
)
"""Before an age or a year: cases among people over 65 to 12 percent, in 2020 to 5 percent."""


def _begins(
    text: str, first: Quantity, between: str, last: Quantity, match: re.Match[str]
) -> Quantity:
    """The first of two numbers, which may have the unit and the scale of the last: 5 to 10 million.

    Not a half of a year (in the first half to $2 billion), an age or a year, nor what is changed
    by the last (people over 65 by 72 percent).
    """
    if first.unit not in ("", COUNTED) or first.written.lower() == "half":
        return first
    if "by" in between and last.unit not in _LENGTHS:
        return first
    if last.unit not in LASTING and _BY_ITSELF.search(
        text, max(0, first.span[0] - 30), first.span[0]
    ):
        return first
    is_date = first.value > 1000 and "to" not in between
    if last.unit not in ("", COUNTED, ORDINAL) and not is_date:
        scaled = bool(match["scale"] or match["letter"]) and first.value < 1000 <= last.value
        factor = _scale_of(match) if scaled and first.value * 1000 > _digits_value(match) else 1
        spoken = _SPOKEN_SCALE.search(match["words"] or "")
        if spoken and first.value < 10 and first.written.isalpha():  # one to two million dollars
            factor = SCALES[spoken[0].lower()]
        also = ((first.value, last.unit),) if factor != 1 else ()
        if "and" in between:  # killed 12 and 40 percent of the houses fell
            also = (*also, (first.value, first.unit))
        return replace(first, value=first.value * factor, unit=last.unit, needed=True, also=also)
    spoken = _SPOKEN_SCALE.search(match["words"] or "")
    if spoken and first.value < 10 and first.written.isalpha():  # one or two million
        scaled_too = (first.value * SCALES[spoken[0].lower()], first.unit)
        return replace(first, also=(*first.also, scaled_too))
    if match["scale"] and first.value < 1000 <= last.value:
        scaled_too = (first.value * SCALES[match["scale"].lower()], first.unit)
        return replace(first, also=(*first.also, scaled_too))
    return first


_WON = re.compile(r" (?:the|their|his|her|its|all|both|re-?election|gold|silver|medals|seats)\b")
"""The verb: 12 won the vote."""
_NAME_BEFORE = re.compile(r"(?<=[\w,] )(?:[A-Z][a-z]+ )$")
_NAME_AFTER = re.compile(r" [A-Z][a-z]")


@lru_cache(maxsize=16)
def _is_headline(text: str) -> bool:
    """Whether its words are written in capitals as titles are."""
    words = re.findall(r"\b[A-Za-z][a-z]{3,}", text)
    return len(words) > 4 and sum(word[0].isupper() for word in words) > 0.6 * len(words)


def _is_name(text: str, match: re.Match[str]) -> bool:
    """Whether a number in words is a part of a name: the Six Nations, Formula One."""
    words = match["words"]
    if not words or not words[0].isupper() or not re.search(r"[\w,] $", text[: match.start()]):
        return False
    near = _NAME_BEFORE.search(text, 0, match.start()) or _NAME_AFTER.match(text, match.end())
    return bool(near) and not _is_headline(text)


_UP_TO_MONTH = re.compile(r" (?:through|to|until|(?:that )?end(?:ed|ing)(?: in)?) [A-Z\0]")
_YEAR = re.compile("(?:1[5-9]|20)[0-9]{2}")
_SEASON = re.compile(r"(?:19|20)[0-9]{2}[-–/]$")
_GRADE = re.compile("[ -]grade", re.IGNORECASE)
_SECONDS = re.compile(r"[0-9]{1,2}\.[0-9]{2}")
_BELOW_ZERO = re.compile(r"\s(?:\w+\s)?below (?:zero|freezing)")


def _also(
    text: str, match: re.Match[str], quantity: Quantity, is_ordinal: bool
) -> tuple[Reading, ...]:
    """What else a number may be: an hour of the day, a year in two digits, a place in a row."""
    value, unit = quantity.value, quantity.unit
    if is_ordinal:
        if value > 6 and _GRADE.match(text, match.end()):  # of three in each school
            return ((value - (9 if value > 9 else 6), ORDINAL),)
        if unit != ORDINAL:
            return ((value, RANKED),)
        is_part = match["words"] and 2 < value <= 10  # the northern third
        return ((1 / value, ""), *percent(1 / value)) if is_part else ()
    season = _SEASON.search(text, 0, match.start("digits")) if match["digits"] else None
    if season and len(match["digits"]) == 2:
        value = abs(value)
        return ((value, ""), (value + (1900 if value > 80 else 2000), "년"))
    if unit in ("도", "섭씨도", "화씨도") and _BELOW_ZERO.match(text, match.end()):
        return ((-value, unit),)
    if unit == "배" or (unit in LASTING and (match["unit"] or "").lower() not in _LASTING_NOUNS):
        return ((value, COUNTED),)
    if not unit and _BELOW_ZERO.match(text, match.end()):
        return ((-value, "도"),)
    if unit == "개월" and text.endswith(("first ", "First "), 0, match.start()):
        return ((value, "월"),)  # 1~9월
    if not unit and _SECONDS.fullmatch(match[0]) and text.endswith("in ", 0, match.start()):
        return ((value, "초"),)
    if value == 0.5 and not unit:
        return ((50.0, "퍼센트"),)
    if unit or match["money"] or value >= 1900:
        return ((10.0, ""),) if value == 12 and "dozen" in match[0].lower() else ()
    if 0 < value <= 24 and value.is_integer():
        return ((60 * value, HALF_CLOCK),)
    return ()


def _digits_value(match: re.Match[str]) -> float:
    """The digits alone, before their scale."""
    return float(match["digits"].replace(",", "")) if match["digits"] else 1.0


def _scale_of(match: re.Match[str]) -> float:
    if match["scale"]:
        return SCALES[match["scale"].lower()]
    return LETTERS.get(match["letter"] or "", 1.0)


def _value(match: re.Match[str]) -> tuple[float, bool]:
    """And whether it is an ordinal."""
    is_ordinal = False
    if match["digits"]:
        digits = match["digits"]
        value = float(digits.replace(",", ""))
        rest = match.string[match.end("digits") : match.end("digits") + 2].lower()
        is_ordinal = rest in ("st", "nd", "rd", "th")
        if match["letter"] and (match["money"] or _people(match)):
            value *= LETTERS[match["letter"]]
    else:
        value, is_ordinal = in_words(match["words"].lower())
    if match["andahalf"]:
        value += 0.5
    if match["vulgar"]:
        value += {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}.get(
            match["vulgar"], 0.125
        )
    if match["scale"]:
        value *= SCALES[match["scale"].lower()]
    if match["andahalf3"]:
        value += 0.5
    if match["andahalf2"]:
        value += 0.5 * (_scale_of(match) if match["scale"] else 1)
    return value, is_ordinal


def _people(match: re.Match[str]) -> bool:
    return match["letter"] == "m" and bool(
        re.match(
            r" (?:people|men|women|children|[a-z]{3,}s)\b", match.string[match.end("letter") :]
        )
    )


def _unit(text: str, match: re.Match[str], is_ordinal: bool) -> str:
    if match["money"]:
        return english_money().get(match["money"]) or english_money().get(
            match["money"].upper(), "달러"
        )
    if match["letter"] == "m" and not _people(match):
        return "미터"
    if is_ordinal:
        unit = english_units().get((match["unit"] or "").lower(), ORDINAL)
        return ORDINAL if unit in ("배", POINTS) else unit
    if match["unit"]:
        unit = match["unit"]
        if unit in ("times",):
            return "배"
        if unit == "won" and _WON.match(text, match.end()):
            return ""
        if (
            unit == "won"
            and match["words"]
            and not match["scale"]
            and not _SPOKEN_SCALE.search(match["words"])
        ):
            return ""  # a mother of three won
        return (
            english_units().get(unit)
            or english_units().get(unit.lower())
            or {"C": "섭씨도", "F": "화씨도", "p": "펜스"}.get(unit, "")
        )
    noun = _NOUN.match(text, match.end())
    if noun and _YEAR.fullmatch(match[0].strip()):
        return ""  # the 2008 crisis
    if noun:
        unit = english_units().get(noun["noun"], COUNTED)
        return unit if unit in LASTING else COUNTED
    return ""


_READERS = (
    _codes,
    _heights,
    times.dates,
    times.records,
    times.clocks,
    times.decades,
    fractions.shares,
    fractions.fractions,
    _vague,
    _folds,
    _scores,
    _numbers,
    implied.words,
)
"""In this order, for what one has read the next does not see."""
