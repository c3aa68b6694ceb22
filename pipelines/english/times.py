"""The time of day: three oh five P.M."""

import re

from pipelines.english.numbers import cardinal, decimal
from pipelines.english.stops import stop

_HALF = r"(?P<half>[ap])\.?\s?m(?P<dot>\.?)(?![\w])"
_CLOCK = r"(?P<hour>[01]?[0-9]|2[0-4])[:.](?P<minute>[0-5][0-9])"
_TWELVE = re.compile(
    r"(?<![\w.,:$£€])(?:(?P<from>1[0-2]|0?[1-9])(?:[:.](?P<past>[0-5][0-9]))?\s?[-–]\s?)?"
    rf"(?P<hour>1[0-2]|0?[0-9])(?:[:.](?P<minute>[0-5][0-9]))?\s?{_HALF}"
    r"(?P<to>\s?[-–]\s?(?=(?:1[0-2]|0?[1-9])(?:[:.][0-5][0-9])?\s?[ap]\.?\s?m\b|noon\b|midnight\b))?",
    re.IGNORECASE,
)
_HALF_ALONE = re.compile(r"(?<=[a-z] )(?P<half>[ap])\.m(?P<dot>\.?)(?![\w])", re.IGNORECASE)
_LONG = re.compile(
    r"(?<![\w.,:])(?P<hour>[0-9]{1,2}):(?P<minute>[0-5][0-9]):(?P<second>[0-5][0-9])(?P<fraction>\.[0-9]{1,3})?(?![\w:]|\.[0-9])"
)
_LAPS = re.compile(
    r"(?<![\w.,:])(?P<minute>[0-9]{1,2}):(?P<second>[0-5][0-9](?:\.[0-9]{1,3}))(?![\w:]|\.[0-9])"
)
_PRIMES = re.compile(
    r"(?<![\w.,])(?P<minute>[0-9]{1,3})['’′](?P<second>0[0-9]|1[2-9]|[2-5][0-9])(?:[\"”″]|['’′]{2})(?!\w)"
)
_BEFORE_CLOCK = re.compile(r"\b(?:[Aa]t|[Uu]ntil|[Ss]ince|[Ff]rom|[Bb]efore|[Aa]fter) $")
_ZONE = r"(?=\s?(?:GMT|UTC|KST|JST|BST|CET|EST|EDT|ET|PST|PDT|local time|hours|hrs)\b)"
_AT_ZONE = re.compile(_ZONE)
_TWENTY_FOUR = re.compile(rf"(?<![\w.,:]){_CLOCK.replace('[:.]', ':')}(?![\w:]|[.,][0-9])")
_DOTTED = re.compile(rf"(?<![\w.,:]){_CLOCK}{_ZONE}")
_MILITARY = re.compile(rf"(?<![\w.,:])(?P<hour>[01][0-9]|2[0-4])(?P<minute>[0-5][0-9]){_ZONE}")
_RATIO = re.compile(
    r"(?<![\w.,:])(?P<left>[0-9]{1,4}(?:\.[0-9]{1,2})?):(?P<right>[0-9]{1,4}(?:\.[0-9]{1,2})?)(?![\w:]|[.,][0-9])"
)


def read(text: str) -> str:
    """Times in words, and what else is written with a colon: ratios, chapter and verse."""
    text = _TWELVE.sub(_twelve, text)
    text = _HALF_ALONE.sub(_half, text)
    text = _PRIMES.sub(
        lambda found: _duration(minute=found["minute"], second=found["second"]), text
    )
    if ":" in text:
        text = _LONG.sub(_long, text)
        text = _LAPS.sub(
            lambda found: _duration(minute=found["minute"], second=found["second"]), text
        )
        text = _TWENTY_FOUR.sub(lambda found: _spoken(found["hour"], found["minute"]), text)
        text = _RATIO.sub(r"\g<left> to \g<right>", text)
    text = _DOTTED.sub(lambda found: _spoken(found["hour"], found["minute"]), text)
    return _MILITARY.sub(lambda found: _spoken(found["hour"], found["minute"]), text)


def _twelve(found: re.Match[str]) -> str:
    words = _hour_and_minute(found["hour"], found["minute"]) + " " + _half(found)
    if found["from"]:
        words = f"{_hour_and_minute(found['from'], found['past'])} to {words}"
    return words


def _half(found: re.Match[str]) -> str:
    to = found.groupdict().get("to")
    dot = stop(found.string, found.end()) if found["dot"] and not to else ""
    return found["half"].upper() + ".M" + (" to " if to else dot)


def _long(found: re.Match[str]) -> str:
    """14:03:22 by the clock after "at" or before its zone, else how long it took."""
    hour, minute, second = found["hour"], found["minute"], found["second"]
    by_the_clock = _AT_ZONE.match(found.string, found.end()) or _BEFORE_CLOCK.search(
        found.string, max(0, found.start() - 8), found.start()
    )
    if by_the_clock and not found["fraction"]:
        return f"{_spoken(hour, minute)} and {_counted(second, 'second')}"
    return _duration(hour=hour, minute=minute, second=second + (found["fraction"] or ""))


def _duration(**parts: str) -> str:
    said = [_counted(number, unit) for unit, number in parts.items() if number.strip("0.")]
    return " ".join(said) or "zero seconds"


def _counted(number: str, unit: str) -> str:
    number = number.lstrip("0") or "0"
    number = "0" + number if number.startswith(".") else number
    return f"{decimal(number)} {unit}{'' if number == '1' else 's'}"


def _hour_and_minute(hour: str, minute: str | None) -> str:
    said = cardinal(str(int(hour)))
    if not minute or minute == "00":
        return said
    return f"{said} {_minute(minute)}"


def _minute(minute: str) -> str:
    return f"oh {cardinal(minute[1])}" if minute[0] == "0" else cardinal(minute)


def _spoken(hour: str, minute: str) -> str:
    """14:30 fourteen thirty, 12:00 twelve o'clock, 14:00 fourteen hundred, 09:05 nine oh five."""
    if minute != "00":
        return f"{cardinal(str(int(hour)))} {_minute(minute)}"
    if 0 < int(hour) <= 12:
        return f"{cardinal(str(int(hour)))} o'clock"
    return f"{cardinal(str(int(hour)))} hundred"
