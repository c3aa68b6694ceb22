"""The numbers, dates and times of English text: $5.2 million, two-thirds, Jan. 1, 7:30 a.m., 1990s."""

# ruff: noqa: E501 - long alternations of words read better on one line

import re
from dataclasses import replace
from functools import cache, lru_cache
from importlib.resources import files

from pipelines.english.lists import any_of
from pipelines.english.numbers import ONES, TENS, ordinal
from pipelines.faithful import times
from pipelines.faithful.quantities import (
    COUNTED,
    HALF_CLOCK,
    ORDINAL,
    POINTS,
    RANKED,
    Quantity,
    Reading,
    compounds,
    overlap,
)
from pipelines.faithful.units import english_money, english_units, money

_TENS = TENS[2:]
_WORDS = {word: value for value, word in enumerate(ONES)} | {
    word: 20 + 10 * n for n, word in enumerate(_TENS)
}
_SCALES = {
    "dozen": 12.0, "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "lakh": 1e5, "crore": 1e7, "bn": 1e9, "tn": 1e12, "mn": 1e6, "mln": 1e6, "bln": 1e9,
}  # fmt: skip
_LETTERS = {"k": 1e3, "K": 1e3, "m": 1e6, "M": 1e6, "b": 1e9, "B": 1e9, "t": 1e12, "T": 1e12}
_ORDINALS = {ordinal(str(n)): n for n in range(1, 101)}
_PARTS = {
    "half": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "hundredth": 100,
    "thousandth": 1000,
    "millionth": 1000000,
}

_CODE = re.compile(
    r"(?<![\w$€£])(?!US\$)[A-Z][A-Za-z]*-?[0-9]+(?:[.-]?[0-9A-Z]+)*\b(?!\s?(?:percent|%))|\b(?:9/11|24/7|9-to-5|[Cc]hapter 11|4\s?[x×]\s?[14]00(?=[- ]?m))\b"
)
_QUARTER = re.compile("Q[1-4]")
_SCORE = re.compile(
    r"(?<![\w.,$-])(?P<one>[0-9]{1,3})\s?[-–]\s?(?P<two>[0-9]{1,3})(?![\w%-]|[.,][0-9]|[- ]?(?:percent|per cent|million|billion|trillion|years?|months?|weeks?|days?|hours?|minutes?|seconds?|miles?|kilomet|met|feet|points|degrees)\b)"
)
_SIMPLE = any_of({*_WORDS})
_SCALE = any_of(_SCALES)
_DIGITS = r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?|(?<![0-9])\.[0-9]{3}(?![0-9])"
_UNIT = any_of(
    {
        form
        for u in english_units()
        if len(u) > 1 or not u.isalpha()
        for form in (u, u[0].upper() + u[1:] if len(u) > 3 else u)
    }
)
_CURRENCY = any_of({name for english, _ in money() for name in english if len(name) > 2})
_BEFORE_UNIT = (
    r"(?:(?:consecutive|straight|full|whole|long|extra|additional|more|further|other|business|working|calendar|fiscal|"
    r"short|successive|solid|entire|different|fewer|less|odd|or so|U\.S\.|US)[ -]){1,2}"
    rf"|(?-i:(?:[A-Z][\w.]+[ -]){{1,2}}(?=(?:{_CURRENCY})\b))"
)
"""Between a number and its unit: 48 consecutive months, 870 million Swiss francs."""

_FRACTION = re.compile(
    r"\b(?!(?<=and )a half)(?!(?<=and-)a-half)(?P<top>an?|one|two|three|four|five|six|seven|eight|nine|[1-9])[- /](?P<part>half|halves|thirds?|quarters?|fourths?|"
    r"fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?|hundredths?|thousandths?|millionths?)\b(?!-(?!mile|hour|inch|point|century|percentage))(?! (?:time|quarter|year|day|month|person|straight|consecutive)\b)"
    rf"(?:(?:-| (?:of )?(?:an? )?)(?P<unit>{_UNIT})\b)?"
    rf"|\b(?<!and a )(?<!and-a-)(?P<lone>half|quarter)[- ](?:of )?(?:an? |of )?(?P<lone_unit>(?:percentage|basis)[- ]points?|points?|hours?|century|centuries|mile|year|kilometer|inch)\b(?!s)"
    r"|(?<![\w/.,])(?P<numerator>[1-9][0-9]?)/(?P<denominator>[1-9][0-9]?)(?![\w/])",
    re.IGNORECASE,
)
_SHARE = re.compile(
    rf"(?<![\w.,$-])(?P<top>{_SIMPLE}|[0-9]{{1,3}}) (?:in|out of)(?: every)? (?P<bottom>{_SIMPLE}|[0-9]{{1,3}}|1,000|10,000)"
    r"\b(?![:.,]?[0-9]|[- ]?(?:%|percent|per cent|years?|months?|weeks?|days?|hours?|minutes?|seconds?|million|hundred|thousand)\b)",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"\b(?:(?P<tens>tens|hundreds) of )?(?P<scale>dozens|hundreds|thousands|millions|billions|trillions|scores(?= of\b))\b"
    r"|\b(?:a few|several|some|a couple(?: of)?|many) (?P<few>dozen|hundred|thousand|million|billion)\b(?! and)",
    re.IGNORECASE,
)

_AFTER_SCALE = r"(?:(?<=hundred)|(?<=thousand)|(?<=illion)),?[ -](?:and )?"
_GOES_ON = (
    rf"[ -](?:hundred|thousand|million|billion|trillion)\b|{_AFTER_SCALE}(?:{_SIMPLE})\b|(?<=ty)[ -](?:{any_of(ONES[1:10])})\b"
    rf"|(?:(?<=een)|(?<=twenty))[ -](?:{any_of(_TENS)}|{any_of(ONES[10:])})\b(?![- ](?:year|month|day|week|hour|minute))"
)
"""How a number in words goes on: two hundred | and five, sixty | three, nineteen | eighty."""
_NUMBER = re.compile(
    rf"(?<![\w.,])(?P<minus>minus |-(?=[$0-9]))?(?:(?P<money>{any_of(english_money())})\s?)?"
    rf"(?:(?P<digits>{_DIGITS})(?![0-9])(?P<vulgar>[½¼¾⅓⅔⅛])?(?:st|nd|rd|th)?(?P<letter>(?:[kKmMbBtT])(?![A-Za-z]))?"
    rf"|(?P<words>(?:(?:an? (?={_SCALE}\b)(?!hundreds|thousands))|half an? (?=million|billion|dozen|trillion))?"
    rf"(?:{any_of(_ORDINALS)}|(?:{_SIMPLE}|hundred|dozen|thousand|million|billion|(?<!and a )half)\b"
    rf"(?:{_GOES_ON})*(?:{_AFTER_SCALE}(?:{any_of(_ORDINALS)}))?)\b))"
    rf"(?P<andahalf>[ -]and[ -]a[ -]half)?(?:[ -]?(?P<scale>{_SCALE})\b(?!s))?(?P<andahalf2> and a half)?"
    rf"(?:(?P<gap>(?:(?<=half) an?)?[ -]?(?:{_BEFORE_UNIT})?)(?P<unit>(?-i:{_UNIT}|[mgLWtCFp])(?![A-Za-z²³])))?",
    re.IGNORECASE,
)
_YEAR_IN_WORDS = re.compile(
    rf"({any_of(ONES[10:])}|twenty) ((?:{any_of(_TENS)})(?:-(?:{any_of(ONES[1:10])}))?|{any_of(ONES[10:])})"
)
_RANGE = re.compile(
    r"\s?(?:-\s?)?(?:-|–|to|and|or|by|x|×)(?:\s|-)?(?:[$€£]\s?|minus )?", re.IGNORECASE
)
_NOUN = re.compile(
    r"[ -](?:(?!(?:of|in|for|to|and|or|on|at|by|from|with|as|than|is|was|are|were|has|have|had)\b)[a-z-]+ ){0,2}?"
    r"(?P<noun>people|men|women|children|lives|percent|[a-z]{3,}s)\b"
)
_A_UNIT = re.compile(
    r"\b(?P<one>an?|the|one|every|each|per) (?:(?:last|past|next|single|full|whole|(?P<few>few|couple of|couple|several)) ){0,2}(?P<unit>"
    + any_of(
        {u for u in english_units() if len(u) > 2 and u.islower() and not u.startswith("percent")}
        - {"time", "fold", "point", "feet"}
    )
    + r"|percentage point)\b(?P<half> and a half)?(?![’'])",
    re.IGNORECASE,
)
_MONEY_WORD = re.compile(
    rf"\b(?:(?<=[Tt]he )won|{any_of({name for english, _ in money() for name in english if len(name) > 3 and name.islower()} | {'yen'})})\b",
    re.IGNORECASE,
)
_FOLD = re.compile(rf"\b(?P<number>{_SIMPLE}|hundred)-?fold\b", re.IGNORECASE)
_TIMES_WORDS = {"once": 1.0, "twice": 2.0, "thrice": 3.0}
_TIMES_WORD = re.compile(rf"\b(?:{any_of(_TIMES_WORDS)})\b(?!-)", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z][a-z]*(?:-[a-z]+)*")
_ROMAN = re.compile(
    r"(?<=[a-z] )(?P<roman>II|III|IV|VI{0,3}|IX|XI{0,3}|XI?V|XVI{0,3}|XI?X|XXI{0,3}|[LC]?[LX]*(?:IX|IV|V?I{0,3}))\b(?![’'-])"
)
_ROMANS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_ABOUT = re.compile(
    r"\b(?:about|around|some|nearly|almost|roughly|approximately|more than|over|at least|up to|as many as|"
    r"less than|under|fewer than|as much as|an estimated|estimated|close to|just over|just under|below|above|"
    r"exceed\w*|surpass\w*|or so|just|barely|well over|upwards of|topp\w+)\s(?:an?\s|[$€£]\s?|the\s)?$|~\s?$",
    re.IGNORECASE,
)


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
        )
        for code in _CODE.finditer(text)
        for number in re.finditer(r"[0-9]{1,9}", code[0])
    ]


def _small(written: str) -> float:
    plain = written.replace(",", "")
    return float(plain) if plain.isdigit() else float(_WORDS[plain.lower()])


def _shares(text: str) -> list[Quantity]:
    """One in five, which is 20% and 5분의 1 too."""
    found = []
    for match in _SHARE.finditer(text):
        top, bottom = _small(match["top"]), _small(match["bottom"])
        if not 0 < top < bottom:
            continue
        also = ((top / bottom, ""), (100 * top / bottom, "퍼센트"))
        for name, value in (("top", top), ("bottom", bottom)):
            found.append(
                Quantity(
                    value,
                    COUNTED,
                    match.span(name),
                    match[name],
                    value > 1,
                    also=also if bottom < 1000 else (),
                )
            )
    return found


def _fractions(text: str) -> list[Quantity]:
    found = []
    for match in _FRACTION.finditer(text):
        unit = ""
        also: tuple[Reading, ...] = ()
        if match["part"]:
            top = {"a": 1, "an": 1}.get(match["top"].lower()) or _WORDS.get(match["top"].lower())
            top = top or int(match["top"])
            part = match["part"].lower()
            bottom = 2 if part == "halves" else _PARTS[part.rstrip("s")]
            value = top / bottom
            scale = re.compile(r"[ -](?:of a )?(million|billion|trillion)\b").match(
                text, match.end()
            )
            if scale:
                value *= _SCALES[scale[1]]
                money = english_money().get(text[match.start() - 1 : match.start()], "")
                span = match.start(), scale.end()
                found.append(Quantity(value, money, span, text[slice(*span)]))
                continue
            unit = english_units().get((match["unit"] or "").lower(), "")
            also = ((100 * value, "퍼센트"),) if not unit else ()
            if top == 1 and part not in ("half", "quarter"):
                also = (*also, (float(bottom), ORDINAL))
            if part == "quarters":
                also = (*also, (float(top), "분기"))
        elif match["lone"]:
            value = 0.5 if match["lone"].lower() == "half" else 0.25
            unit = english_units().get(match["lone_unit"].lower(), "")
        else:
            value = int(match["numerator"]) / int(match["denominator"])
            also = ((float(match["numerator"]), ""), (float(match["denominator"]), ""))
        found.append(Quantity(value, unit, match.span(), match[0], also=also))
    return found


def _folds(text: str) -> list[Quantity]:
    return [
        Quantity(
            100.0 if match["number"].lower() == "hundred" else _small(match["number"]),
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
            value = {"dozen": 10.0}.get(match["few"].lower()) or _SCALES[match["few"].lower()]
            found.append(Quantity(value, "", match.span(), match[0], vague=True))
            continue
        word = match["scale"].lower()
        value = 20.0 if word == "scores" else 10.0 if word == "dozens" else _SCALES[word[:-1]]
        if match["tens"]:
            value *= 10 if match["tens"].lower() == "tens" else 100
        found.append(Quantity(value, "", match.span(), match[0], vague=True))
    return found


def _scores(text: str) -> list[Quantity]:
    found = []
    for match in _SCORE.finditer(text):
        for name in ("one", "two"):
            found.append(Quantity(float(match[name]), "", match.span(name), match[name]))
    return found


def _numbers(text: str) -> list[Quantity]:
    found: list[Quantity] = []
    for match in _NUMBER.finditer(text):
        value, is_ordinal = _value(match)
        if value is None:
            continue
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
            before = found[-1]
            of_a_year = before.value > 1000 and "to" not in text[before.span[1] : match.start()]
            if (
                before.unit in ("", COUNTED)
                and unit not in ("", COUNTED, ORDINAL)
                and not of_a_year
            ):
                scaled = bool(match["scale"] or match["letter"]) and before.value < 1000 <= value
                factor = (
                    _scale_of(match) if scaled and before.value * 1000 > _digits_value(match) else 1
                )
                also = ((before.value, unit),) if factor != 1 else ()
                value = before.value * factor
                found[-1] = replace(before, value=value, unit=unit, needed=True, also=also)
            elif before.unit in ("", COUNTED) and match["scale"] and before.value < 1000 <= value:
                scaled_too = (before.value * _SCALES[match["scale"].lower()], before.unit)
                found[-1] = replace(before, also=(*before.also, scaled_too))
            if before.value < 0:  # minus 10 to 15 degrees
                quantity = replace(quantity, also=(*quantity.also, (-quantity.value, unit)))
        found.append(quantity)
    return found


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
_BELOW_ZERO = re.compile(r"\s(?:\w+\s)?below (?:zero|freezing)")


def _also(
    text: str, match: re.Match[str], quantity: Quantity, is_ordinal: bool
) -> tuple[Reading, ...]:
    """What else a number may be: an hour of the day, a year in two digits, a place in a row."""
    value, unit = quantity.value, quantity.unit
    if is_ordinal:
        return ((value, RANKED),) if unit != ORDINAL else ()
    season = _SEASON.search(text, 0, match.start("digits")) if match["digits"] else None
    if season and len(match["digits"]) == 2:
        value = abs(value)
        return ((value, ""), (value + (1900 if value > 80 else 2000), "년"))
    if unit in ("도", "섭씨도", "화씨도") and _BELOW_ZERO.match(text, match.end()):
        return ((-value, unit),)
    if unit == "배" or (unit in _LASTING and (match["unit"] or "").lower() not in _LASTING_NOUNS):
        return ((value, COUNTED),)
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
        return _SCALES[match["scale"].lower()]
    return _LETTERS.get(match["letter"] or "", 1.0)


def _value(match: re.Match[str]) -> tuple[float | None, bool]:
    is_ordinal = False
    if match["digits"]:
        digits = match["digits"]
        value: float | None = float(digits.replace(",", ""))
        rest = match.string[match.end("digits") : match.end("digits") + 2].lower()
        is_ordinal = rest in ("st", "nd", "rd", "th")
        if match["letter"] and (match["money"] or _people(match)):
            value = (value or 0.0) * _LETTERS[match["letter"]]
    else:
        value, is_ordinal = _in_words(match["words"].lower())
    if value is None:
        return None, False
    if match["andahalf"]:
        value += 0.5
    if match["vulgar"]:
        value += {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}.get(
            match["vulgar"], 0.125
        )
    if match["scale"]:
        value *= _SCALES[match["scale"].lower()]
    if match["andahalf2"]:
        value += 0.5 * (_scale_of(match) if match["scale"] else 1)
    return value, is_ordinal


def _people(match: re.Match[str]) -> bool:
    return match["letter"] == "m" and bool(
        re.match(
            r" (?:people|men|women|children|[a-z]{3,}s)\b", match.string[match.end("letter") :]
        )
    )


def _in_words(words: str) -> tuple[float | None, bool]:
    total, current, is_ordinal = 0.0, 0.0, False
    half = words.startswith("half a")
    year = _YEAR_IN_WORDS.fullmatch(words)
    if year:
        return 100 * (_in_words(year[1])[0] or 0) + (_in_words(year[2])[0] or 0), False
    for word in re.split(r"[ ,-]+", words):
        if word in ("a", "an", "and", ""):
            continue
        if word == "half":
            current = current or 0.5
        elif word in _WORDS:
            current += _WORDS[word]
        elif word in _ORDINALS:
            current += _ORDINALS[word]
            is_ordinal = True
        elif word == "hundred" or word == "dozen":
            current = (current or 1) * _SCALES[word]
        else:
            total += (current or 1) * _SCALES[word]
            current = 0.0
    if half:
        return (total + current or 0.5), False
    return total + current, is_ordinal


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
        return unit if unit in _LASTING else COUNTED
    return ""


_LASTING_NOUNS = frozenset(
    name
    for name, unit in english_units().items()
    if unit in ("년", "개월", "주", "일", "시간", "분", "초", "분기")
) - {"quarterly", "monthly", "weekly", "yearly", "annual", "daily"}
_LASTING = ("년", "개월", "주", "일", "시간", "분", "초", "분기")


@cache
def _implied() -> dict[str, tuple[Reading, ...]]:
    """Words that are no numbers, which Korean may say with one (`data/implied.txt`)."""
    text = files("pipelines.faithful").joinpath("data/implied.txt").read_text("utf-8")
    found: dict[str, tuple[Reading, ...]] = {}
    for line in text.splitlines():
        if line[:1] != "#":
            quantity, _, words = line.partition(" = ")
            value, unit = quantity.split()
            for word in words.split():
                found[word] = (*found.get(word, ()), (float(value), unit))
    return found


def _soft(text: str) -> list[Quantity]:
    """What is a number in other words, and what Korean may say with one: an hour, both."""
    found = []
    for match in _A_UNIT.finditer(text):
        unit = match["unit"].lower()
        if not match["few"] and (
            (
                match["one"].lower() == "the"
                and english_units().get(unit) not in _LASTING
                and not text.endswith(("to ", "by "), 0, match.start())
            )
            or (unit.endswith("s") and unit != "celsius")
        ):
            continue
        korean, value = english_units().get(unit, ""), 1.0
        if unit in ("decade", "decades"):
            value = 10.0
        if match["half"]:
            value *= 1.5
        also: tuple[Reading, ...] = ()
        if match["few"]:
            also = tuple((n * value, korean) for n in (2.0, 3.0, 4.0))
        needed = bool(match["half"])
        found.append(Quantity(value, korean, match.span(), match[0], needed, also=also))
    for match in _MONEY_WORD.finditer(text):
        unit = english_units().get(match[0].lower(), "")
        found.append(Quantity(1.0, unit, match.span(), match[0], False))
    for match in _TIMES_WORD.finditer(text):
        value = _TIMES_WORDS[match[0].lower()]
        also = ((value, COUNTED),)
        found.append(Quantity(value, "배", match.span(), match[0], False, also=also))
    for match in _ROMAN.finditer(text):
        if match[0]:
            found.append(
                Quantity(
                    _roman(match[0]),
                    RANKED,
                    match.span(),
                    match[0],
                    False,
                    also=((_roman(match[0]), "년"),),
                )
            )
    for match in _WORD.finditer(text):
        implied = _implied().get(match[0]) or _implied().get(match[0].lower())
        if implied and not any(overlap(match.span(), q.span) for q in found):
            value, unit = implied[0]
            found.append(Quantity(value, unit, match.span(), match[0], False, also=implied[1:]))
    return found


def _roman(written: str) -> float:
    values = [_ROMANS[letter] for letter in written]
    after = [*values[1:], 0]
    return float(sum(-v if v < n else v for v, n in zip(values, after, strict=True)))


_READERS = (
    _codes,
    times.dates,
    times.records,
    times.clocks,
    times.decades,
    _shares,
    _fractions,
    _vague,
    _folds,
    _scores,
    _numbers,
    _soft,
)
"""In this order, for what one has read the next does not see."""
