"""The dates and times of English text: Jan. 1, 7:30 a.m., 2:05:41, the 1990s, in her thirties."""

# ruff: noqa: E501 - long alternations of words read better on one line

import re

from pipelines.english.lists import any_of, readings
from pipelines.english.numbers import ONES, TENS
from pipelines.faithful.numbers.english_words import small
from pipelines.faithful.numbers.measures import CLOCK, HALF_CLOCK, Reading
from pipelines.faithful.numbers.quantities import Quantity, overlap

_MONTHS = {
    name: 1
    + ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"].index(
        name[:3]
    )
    for name in readings("months")
}
_MONTH = rf"(?P<month>{any_of({*_MONTHS, *(name.rstrip('.') for name in _MONTHS)})})"
_YEAR = r"(?P<year>(?:1[0-9]|20)[0-9]{2})"
_DATES = (
    re.compile(
        rf"\b{_MONTH}\s(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?(?:\s?(?:[-–]|to|and|or|through)\s?"
        rf"(?P<last>[0-3]?[0-9])(?:st|nd|rd|th)?)?(?![0-9:]|\.[0-9]|,[0-9])(?:,?\s{_YEAR}\b)?"
    ),
    re.compile(
        rf"\b(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?(?: of)?(?:\s?[-–]\s?(?P<last>[0-3]?[0-9]))?\s{_MONTH}\b(?:,?\s{_YEAR}\b)?"
    ),
    re.compile(rf"\b{_MONTH},?\s{_YEAR}\b"),
    re.compile(
        rf"(?:(?<=[Ii]n )|(?<=since )|(?<=until )|(?<=last )|(?<=next )|(?<=early )|(?<=late )|(?<=of )|"
        rf"(?<=by )|(?<=this )|(?<=mid-)|(?<=through )|(?<=from )|(?<=to )|(?<=for )|(?<=and ))(?P<sure>){_MONTH}(?!\w)"
    ),
    re.compile(
        r"\b(?P<month>January|February|April|June|July|August|September|October|November|December)\b"
        r"(?! [A-Z])(?<!(?<!\A)[A-Z][a-z] \b)"
    ),
    re.compile(rf"(?<![\w.,/-]){_YEAR}-(?P<number>0[1-9]|1[0-2])-(?P<day>[0-3][0-9])(?![\w-])"),
)
_HOUR_WORD = any_of(ONES[1:13])
_PART_OF_DAY = r"in the (?:early |late )?(?P<{}>morning|afternoon|evening)|(?P<{}>at night|tonight|this evening)"
_TIMES = re.compile(
    r"(?<![\w.,:$])(?:(?:(?P<first>[01]?[0-9])(?:[:.](?P<first_minute>[0-5][0-9]))?\s?(?:-|–|to|and|until)\s?)?"
    r"(?P<hour>[01]?[0-9]|2[0-4])(?:[:.](?P<minute>[0-5][0-9]))?\s?(?P<half>[ap])\.?\s?m\b\.?"
    r"|(?P<military>[01][0-9]|2[0-4])(?P<military_minute>[0-5][0-9]) (?:GMT|UTC|local time)"
    rf"|(?:(?P<first_of_day>[0-9]{{1,2}}|{_HOUR_WORD}) (?:to|and|until) )?(?P<hour_of_day>1?[0-9]|{_HOUR_WORD})"
    rf"(?::(?P<minute_of_day>[0-5][0-9]))?(?: o['’]clock)? (?:{_PART_OF_DAY.format('day', 'night')})\b"
    r"|(?P<hour24>[01]?[0-9]|2[0-4]):(?P<minute24>[0-5][0-9])(?![0-9:]|[.,][0-9])|(?P<named>noon|midnight|midday)\b(?!-)"
    rf"|(?P<past>half|quarter|[0-9]{{1,2}}|ten|twenty|five)(?: minutes)? (?P<side>past|(?<=quarter )to) (?P<past_hour>{_HOUR_WORD})\b"
    rf"|(?P<oclock>[0-9]{{1,2}}|{_HOUR_WORD}) o['’]clock)",
    re.IGNORECASE,
)
_RECORD = re.compile(
    r"(?<![\w.,:$])(?:(?P<hours>[0-9]{1,2}):)?(?P<minutes>[0-9]{1,2}):(?P<seconds>[0-5][0-9](?:\.[0-9]+)?)(?![0-9:])"
)
_AGES = {f"{word}s".replace("xs", "xes"): n for n, word in enumerate(ONES)}
_DECADE = re.compile(
    r"(?<![\w$.,])(?:(?:mid|late|early)-)?(?:(?P<decade>(?:1[0-9]|20)[0-9]0|['’‘]?[1-9]0)['’]?s"
    r"|(?P<some>[2-9]0)-?something|(?P<words>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)"
    rf"|(?:under|over)-(?P<age>{any_of(_AGES)}))\b",
    re.IGNORECASE,
)


def dates(text: str) -> list[Quantity]:
    """Months, days of the month and years that stand with them, each by itself."""
    found: list[Quantity] = []
    for pattern in _DATES:
        for match in pattern.finditer(text):
            parts = match.groupdict()
            if any(overlap(quantity.span, match.span()) for quantity in found):
                continue
            month = parts.get("month")
            if (
                month == "May"
                and not parts.get("day")
                and not parts.get("year")
                and "sure" not in parts
            ):
                continue
            if month:
                number = _MONTHS.get(month) or _MONTHS[month + "."]
                found.append(Quantity(float(number), "월", match.span("month"), month))
            if parts.get("number"):
                found.append(
                    Quantity(float(parts["number"]), "월", match.span("number"), parts["number"])
                )
            for name, unit in (("day", "일"), ("last", "일"), ("year", "년")):
                if parts.get(name):
                    found.append(Quantity(float(parts[name]), unit, match.span(name), parts[name]))
    return found


def records(text: str) -> list[Quantity]:
    """Times of sport, in their parts: 2:05:41, 1:42.31."""
    found = []
    for match in _RECORD.finditer(text):
        took = int(match["minutes"]) > 24 and text.endswith("in ", 0, match.start())
        if not match["hours"] and "." not in match["seconds"] and not took:
            continue
        for name, unit in (("hours", "시간"), ("minutes", "분"), ("seconds", "초")):
            if match[name] and float(match[name]):
                found.append(Quantity(float(match[name]), unit, match.span(name), match[name]))
    return found


def _hour(written: str) -> int:
    return int(small(written))


def clocks(text: str) -> list[Quantity]:
    """Times of day: 7:30 a.m., between 5 and 7 in the morning, half past seven, noon."""
    found = []
    for match in _TIMES.finditer(text):
        first: tuple[str, int] | None = None
        if match["named"]:
            value, unit = (0 if match["named"].lower() == "midnight" else 720), CLOCK
        elif match["half"]:
            after = 720 if match["half"] in "pP" else 0
            value, unit = _hour(match["hour"]) % 12 * 60 + int(match["minute"] or 0) + after, CLOCK
            if match["first"]:
                minute = int(match["first_minute"] or 0)
                first = "first", _hour(match["first"]) % 12 * 60 + minute + after
        elif match["military"]:
            value = int(match["military"]) * 60 + int(match["military_minute"])
            unit = CLOCK
        elif match["hour_of_day"]:
            hour = _hour(match["hour_of_day"])
            late = (match["day"] or "night").lower() != "morning"
            after = 720 if late and not (match["night"] and hour < 5) else 0
            value, unit = hour % 12 * 60 + int(match["minute_of_day"] or 0) + after, CLOCK
            if match["first_of_day"]:
                first = "first_of_day", _hour(match["first_of_day"]) % 12 * 60 + after
        elif match["past"]:
            minutes = {"half": 30, "quarter": 15}.get(match["past"].lower()) or _hour(match["past"])
            hour = _hour(match["past_hour"])
            value = hour * 60 + (minutes if match["side"].lower() == "past" else -minutes)
            unit = HALF_CLOCK
        elif match["oclock"]:
            value, unit = _hour(match["oclock"]) * 60, HALF_CLOCK
        else:
            value = int(match["hour24"]) * 60 + int(match["minute24"])
            unit = CLOCK if value >= 780 else HALF_CLOCK
        start = match.start()
        if first:
            name, minutes = first
            start = match.start("hour" if match["half"] else "hour_of_day")
            end = match.end("first_minute" if match["first_minute"] else name)
            span = match.start(name), end
            found.append(Quantity(float(minutes), HALF_CLOCK, span, text[slice(*span)]))
        also: tuple[Reading, ...] = ()
        if match["hour24"]:  # or how long it took: four minutes and five seconds
            also = ((float(value), "초"), (float(value), "분"))
        if match["past"] and match["side"] == "to":
            also = ((minutes + 0.0, "분"), (hour * 60.0, HALF_CLOCK))
        written = text[start : match.end()].rstrip()
        found.append(Quantity(float(value), unit, (start, match.end()), written, also=also))
    return found


def decades(text: str) -> list[Quantity]:
    """The 1990s, the '80s, in her thirties, 20-something."""
    found = []
    for match in _DECADE.finditer(text):
        if match["age"]:  # under-fives
            age = float(_AGES[match["age"].lower()])
            found.append(Quantity(age, "년", match.span(), match[0]))
            continue
        if match["words"]:
            tens = 20 + 10 * [word[:4] for word in TENS[2:]].index(match["words"].lower()[:4])
            value, needed = float(tens), True
        else:
            value = float((match["decade"] or match["some"]).strip("'’‘"))
            needed = True
        if value < 100:
            also = ((value + 1900, "대"),)
        elif value % 100:
            also = ((value % 100, "대"),)
        else:
            also = ((value / 100 + 1, "세기"),)  # the 1800s are the 19th century
        found.append(Quantity(value, "대", match.span(), match[0], needed, also=also))
    return found
