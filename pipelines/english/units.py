"""Units of measure after a number: 60 km/h is sixty kilometers per hour."""

import re

from pipelines.english import scales
from pipelines.english.lists import any_of, readings
from pipelines.english.modifiers import is_modifier
from pipelines.english.numbers import NUMBER, decimal
from pipelines.english.rates import RATE, RATE_UNIT, RATE_WORD, rate
from pipelines.english.stops import stop

_UNITS = {
    unit: tuple(name.strip() for name in names.split(","))
    for unit, names in readings("units").items()
}
_FRACTION = r"(?:[0-9]{1,3} )?[1-9]/[1-9][0-9]?"
_MEASURE = re.compile(
    rf"(?<![\w.,/-])(?P<minus>-)?(?P<number>{_FRACTION}|{NUMBER})(?P<space>[ -]?)"
    rf"(?P<unit>{any_of(_UNITS)})(?:\s?/\s?(?P<rate>{RATE})(?![\w/])|(?![\w²³/°]|\.[A-Za-z]))"
)
_FEET_INCHES = re.compile(
    r"(?<![\w.,])(?P<feet>[0-9]{1,2})\s?(?:ft\.?|feet|['’′]),?\s?(?P<inches>[0-9]{1,2})\s?"
    r"(?:in(?P<dot>\.)?(?!\w)|inches|[\"”″]|['’′]{2})"
)
_STONE = re.compile(
    r"(?<![\w.,])(?P<stone>[0-9]{1,2}(?=\s?st\s?[0-9]{1,2}\s?lbs?\b)|[0-9]?[02-9](?=st\b)|11(?=st\b))\s?st"
)
_FOOT = re.compile(r"(?<![\w.,])(?P<feet>[0-9]{1,2})['’′](?P<inches>1[01]|[0-9])(?![\w'’\"”])")
_INCHES = re.compile(rf"(?<![\w.,])(?P<number>{NUMBER})(?:-?in|″)(?![\w-])")
_DEGREES = re.compile(
    r"(?<![\w.,])(?P<number>-[0-9]{1,3}(?:\.[0-9])?|[0-9]{2,3}(?:\.[0-9])?|[0-9]\.[0-9])\s?°?(?P<scale>[CF])(?![\w-])"
)
_INCH_SIGN = re.compile(rf"(?<![\w.,])(?P<number>{NUMBER})[\"”](?=[ -][A-Za-z])")
_SCALED = re.compile(
    rf"\b(?P<scale>hundred|thousand|million|billion|trillion) (?P<unit>{any_of(u for u in _UNITS if len(u) > 1 and u not in ('bn', 'tn', 'mn', 'min'))})(?![\w²³/°])"
)
_OPENED = re.compile(r'(?:^|[\s(—-])"')
_WIDE = re.compile(r" (?:tall|high|long|wide|deep|thick|across|in|by|x|of|and|or|to|from|apart)\b")
_COMPOUND = re.compile("-[a-z]")
_PLURAL_NOUN = re.compile(
    r" (?!(?:is|was|has|as|this|its|his|less|plus|minus|thus|yes|always|perhaps|thanks|besides|across|versus|vs|"
    r"[a-z]{1,12}wards)\b)[a-z]{3,20}s\b"
)
_UNIT_RATE = re.compile(rf"(?<=[a-z])\s?/\s?(?P<rate>{RATE_UNIT})(?![\w/])")
_WORD_RATE = re.compile(
    rf"(?<=[0-9] )(?!day/night)(?P<what>[a-z]{{2,20}})\s?/\s?(?P<rate>{RATE_WORD})(?![\w/])"
)
_BY = re.compile(r"(?<=[0-9][mg])\s?[x×]\s?(?=[0-9])|(?<=[0-9][ckmf][mt])\s?[x×]\s?(?=[0-9])")
_PER = re.compile(
    rf"(?<=\bper )(?P<unit>{any_of(unit for unit in _UNITS if len(unit) > 1)})(?![\w/])"
)
_ALONE = re.compile(r"(?<![\w/.])(?P<unit>mmHg|km/h|mph|kph|km²|m²|kWh|MWh|GWh|kg|km)(?![\w/])")
_SCALES = {"C": "Celsius", "F": "Fahrenheit"}
_INCHES_MANY = "inches"
_LONGEST_QUOTE = 1000


def read(text: str) -> str:
    """Measures in words. Of "10in" and "10 in", only the first is inches."""
    text = _FEET_INCHES.sub(_feet_inches, text)
    text = _FOOT.sub(r"\g<feet> foot \g<inches>", text)
    text = _DEGREES.sub(_degrees, text)
    text = _BY.sub(" by ", text)
    text = _STONE.sub(lambda found: f"{decimal(found['stone'])} stone", text)
    text = scales.read(text)
    text = _MEASURE.sub(_measure, text)
    text = _INCH_SIGN.sub(_inch_sign, text)
    text = _INCHES.sub(
        lambda found: (
            f"{decimal(found['number'])} {'inch' if found['number'] == '1' else _INCHES_MANY}"
        ),
        text,
    )
    text = _SCALED.sub(lambda found: f"{found['scale']} {_UNITS[found['unit']][1]}", text)
    text = _UNIT_RATE.sub(lambda found: f" per {rate(found['rate'])}", text)
    text = _WORD_RATE.sub(lambda found: f"{found['what']} per {rate(found['rate'])}", text)
    text = _PER.sub(lambda found: _UNITS[found["unit"]][0], text)
    return _ALONE.sub(lambda found: _UNITS[found["unit"]][1], text)


def _measure(found: re.Match[str]) -> str:
    number, (one, many) = found["number"], _UNITS[found["unit"]]
    if number == "1" or ("/" in number and " " not in number) or _is_single(found):
        many = one
    minus = "minus " if found["minus"] else ""
    said = number if "/" in number else decimal(number)
    dot = stop(found.string, found.end()) if found["unit"].endswith(".") else ""
    per = f" per {rate(found['rate'])}" if found["rate"] else ""
    return f"{minus}{said}{'-' if found['space'] == '-' else ' '}{many}{per}{dot}"


def _is_single(found: re.Match[str]) -> bool:
    """A 6-ft wall, a 6ft wall, the 1.8m-tall statue, 20ft containers."""
    return (
        found["space"] == "-"
        or _COMPOUND.match(found.string, found.end()) is not None
        or (found["space"] == "" and _PLURAL_NOUN.match(found.string, found.end()) is not None)
        or is_modifier(found.string, found.start(), found.end())
    )


def _inch_sign(found: re.Match[str]) -> str:
    """34" of a monitor, unless the sign closes a quotation."""
    before = found.string[max(0, found.start() - _LONGEST_QUOTE) : found.start()]
    if found[0].endswith('"'):
        opened = len(_OPENED.findall(before))
        is_quote = opened > before.count('"') - opened
    else:
        is_quote = before.count("“") > before.count("”")
    return found[0] if is_quote else f"{decimal(found['number'])} {_inch(found)}"


def _inch(found: re.Match[str]) -> str:
    """A 34" monitor has inches where it is 34" wide."""
    measured = _WIDE.match(found.string, found.end())
    if (
        found["number"] != "1"
        and measured
        and not is_modifier(found.string, found.start(), found.end())
    ):
        return _INCHES_MANY
    return "inch"


def _feet_inches(found: re.Match[str]) -> str:
    feet, inches = found["feet"], found["inches"]
    return (
        f"{decimal(feet)} {'foot' if feet == '1' else 'feet'} "
        f"{decimal(inches)} {'inch' if inches == '1' else _INCHES_MANY}"
        + (stop(found.string, found.end()) if found["dot"] else "")
    )


def _degrees(found: re.Match[str]) -> str:
    number = found["number"]
    minus = "minus " if number[0] == "-" else ""
    return f"{minus}{decimal(number.lstrip('-'))} degrees {_SCALES[found['scale']]}"
