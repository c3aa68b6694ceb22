"""The fractions of English text: two-thirds, half a million, one in five, a quarter point."""

# ruff: noqa: E501 - long alternations of words read better on one line

import re

from pipelines.faithful.numbers.english_words import SCALES, SIMPLE, WORDS, small
from pipelines.faithful.numbers.measures import COUNTED, ORDINAL, Reading, percent
from pipelines.faithful.numbers.quantities import Quantity
from pipelines.faithful.numbers.units import ENGLISH_UNIT, english_money, english_units

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

_FRACTION = re.compile(
    r"\b(?!(?<=and )a half)(?!(?<=and-)a-half)(?P<top>an?|one|two|three|four|five|six|seven|eight|nine|[1-9])[- /](?P<part>half|halves|thirds?|quarters?|fourths?|"
    r"fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?|hundredths?|thousandths?|millionths?)\b(?!-(?!mile|hour|inch|point|century|percentage))(?! (?:time|quarter|year|day|month|person|straight|consecutive)\b)"
    rf"(?:(?:-| (?:of )?(?:an? )?)(?P<unit>{ENGLISH_UNIT})\b)?"
    rf"|\b(?<!and a )(?<!and-a-)(?P<lone>half|quarter)[- ](?:of )?(?:an? |of )?(?P<lone_unit>(?:percentage|basis)[- ]points?|points?|hours?|century|centuries|mile|year|kilometer|inch)\b(?!s)"
    r"|(?<![\w/.,])(?P<numerator>[1-9][0-9]?)/(?P<denominator>[1-9][0-9]?)(?![\w/])",
    re.IGNORECASE,
)
_SHARE = re.compile(
    rf"(?<![\w.,$-])(?P<top>{SIMPLE}|[0-9]{{1,3}})[ -](?:in|out[ -]of)(?: every)?[ -](?P<bottom>{SIMPLE}|[0-9]{{1,3}}|1,000|10,000)"
    r"\b(?![:.,]?[0-9]|[- ]?(?:%|percent|per cent|years?|months?|weeks?|days?|hours?|minutes?|seconds?|million|hundred|thousand)\b)",
    re.IGNORECASE,
)


def shares(text: str) -> list[Quantity]:
    """One in five, which is 20% and 5분의 1 too."""
    found = []
    for match in _SHARE.finditer(text):
        top, bottom = small(match["top"]), small(match["bottom"])
        if not 0 < top < bottom:
            continue
        also = ((top / bottom, ""), *percent(top / bottom))
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


def fractions(text: str) -> list[Quantity]:
    """Two-thirds, half a point, 3/4, a quarter of a million."""
    found = []
    for match in _FRACTION.finditer(text):
        unit = ""
        also: tuple[Reading, ...] = ()
        if match["part"]:
            top = {"a": 1, "an": 1}.get(match["top"].lower()) or WORDS.get(match["top"].lower())
            top = top or int(match["top"])
            part = match["part"].lower()
            bottom = 2 if part == "halves" else _PARTS[part.rstrip("s")]
            value = top / bottom
            scale = re.compile(r"[ -](?:of a )?(million|billion|trillion)\b").match(
                text, match.end()
            )
            if scale:
                value *= SCALES[scale[1]]
                money = english_money().get(text[match.start() - 1 : match.start()], "")
                span = match.start(), scale.end()
                found.append(Quantity(value, money, span, text[slice(*span)]))
                continue
            unit = english_units().get((match["unit"] or "").lower(), "")
            also = percent(value) if not unit else ()
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
