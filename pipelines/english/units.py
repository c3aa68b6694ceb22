"""Units of measure after a number: 60 km/h is sixty kilometers per hour."""

import re

from pipelines.english.lists import any_of, readings
from pipelines.english.numbers import NUMBER, decimal
from pipelines.english.stops import stop

_UNITS = {
    unit: tuple(name.strip() for name in names.split(","))
    for unit, names in readings("units").items()
}
_FRACTION = r"(?:[0-9]{1,3} )?[1-9]/[1-9][0-9]?"
_MEASURE = re.compile(
    rf"(?<![\w.,/-])(?P<minus>-)?(?P<number>{_FRACTION}|{NUMBER})(?P<space>[ -]?)"
    rf"(?P<unit>{any_of(_UNITS)})(?![\w²³/°]|\.[A-Za-z])"
)
_MILLIONS = re.compile(
    rf"(?<![\w.,])(?P<number>{NUMBER})(?P<scale>[mk])(?= (?:people|men|women|children|of|(?!hurdles|is\b|was\b|has\b|as\b|this\b|"
    r"across\b|finals\b|races\b|its\b|his\b|less\b|towards\b|swims\b)[a-z]{2,20}s)\b)"
)
_FEET_INCHES = re.compile(
    r"(?<![\w.,])(?P<feet>[0-9]{1,2})\s?(?:ft|feet|['’′])\s?(?P<inches>[0-9]{1,2})\s?"
    r"(?:in\.?(?!\w)|inches|[\"”″]|['’′]{2})"
)
_FOOT = re.compile(r"(?<![\w.,])(?P<feet>[0-9]{1,2})['’′](?P<inches>1[01]|[0-9])(?![\w'’\"”])")
_INCHES = re.compile(rf"(?<![\w.,])(?P<number>{NUMBER})(?:-?in|″)(?![\w-])")
_DEGREES = re.compile(
    r"(?<![\w.,])(?P<number>-[0-9]{1,3}(?:\.[0-9])?|[0-9]{2,3}(?:\.[0-9])?|[0-9]\.[0-9])\s?°?(?P<scale>[CF])(?![\w-])"
)
_PER = re.compile(
    rf"(?<=\bper )(?P<unit>{any_of(unit for unit in _UNITS if len(unit) > 1)})(?![\w/])"
)
_ALONE = re.compile(r"(?<![\w/.])(?P<unit>km/h|mph|kph|km²|m²|kWh|MWh|GWh|kg|km)(?![\w/])")
_SCALES = {"C": "Celsius", "F": "Fahrenheit"}
_MANY = {"m": "million", "k": "thousand"}
_INCHES_MANY = "inches"


def read(text: str) -> str:
    """Measures in words. Of "10in" and "10 in", only the first is inches."""
    text = _FEET_INCHES.sub(_feet_inches, text)
    text = _FOOT.sub(r"\g<feet> foot \g<inches>", text)
    text = _DEGREES.sub(_degrees, text)
    text = _MILLIONS.sub(lambda found: f"{decimal(found['number'])} {_MANY[found['scale']]}", text)
    text = _MEASURE.sub(_measure, text)
    text = _INCHES.sub(
        lambda found: (
            f"{decimal(found['number'])} {'inch' if found['number'] == '1' else _INCHES_MANY}"
        ),
        text,
    )
    text = _PER.sub(lambda found: _UNITS[found["unit"]][0], text)
    return _ALONE.sub(lambda found: _UNITS[found["unit"]][1], text)


def _measure(found: re.Match[str]) -> str:
    number, (one, many) = found["number"], _UNITS[found["unit"]]
    if found["space"] == "-" or number == "1" or ("/" in number and " " not in number):
        many = one
    minus = "minus " if found["minus"] else ""
    said = number if "/" in number else decimal(number)
    dot = stop(found.string, found.end()) if found["unit"].endswith(".") else ""
    return f"{minus}{said}{'-' if found['space'] == '-' else ' '}{many}{dot}"


def _feet_inches(found: re.Match[str]) -> str:
    feet, inches = found["feet"], found["inches"]
    return (
        f"{decimal(feet)} {'foot' if feet == '1' else 'feet'} "
        f"{decimal(inches)} {'inch' if inches == '1' else _INCHES_MANY}"
    )


def _degrees(found: re.Match[str]) -> str:
    number = found["number"]
    minus = "minus " if number[0] == "-" else ""
    return f"{minus}{decimal(number.lstrip('-'))} degrees {_SCALES[found['scale']]}"
