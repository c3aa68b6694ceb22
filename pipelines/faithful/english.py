"""The numbers, dates and times of English text: $5.2 million, two-thirds, Jan. 1, 7:30 a.m., 1990s."""

# ruff: noqa: E501 - long alternations of words read better on one line

import re
from functools import lru_cache

from pipelines.english.lists import any_of, readings
from pipelines.english.numbers import ONES, TENS, ordinal
from pipelines.faithful.quantities import CLOCK, COUNTED, HALF_CLOCK, ORDINAL, Quantity
from pipelines.faithful.units import english_money, english_units

_TENS = TENS[2:]
_WORDS = {word: value for value, word in enumerate(ONES)} | {
    word: 20 + 10 * n for n, word in enumerate(_TENS)
}
_SCALES = {
    "dozen": 12.0, "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "bn": 1e9, "tn": 1e12, "mn": 1e6, "mln": 1e6, "bln": 1e9,
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
    "eighth": 8,
    "tenth": 10,
}

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
_TIMES = re.compile(
    r"(?<![\w.,:$])(?:(?P<hour>[01]?[0-9]|2[0-4])(?:[:.](?P<minute>[0-5][0-9]))?\s?(?P<half>[ap])\.?\s?m\b\.?"
    r"|(?P<hour24>[01]?[0-9]|2[0-4]):(?P<minute24>[0-5][0-9])(?![0-9:])|(?P<named>noon|midnight)\b(?!-)"
    r"|(?P<oclock>[0-9]{1,2}) o['’]clock)",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"(?<![\w$€£])(?!US\$)[A-Z][A-Za-z]*-?[0-9]+(?:[.-]?[0-9A-Z]+)*\b(?!\s?(?:percent|%))|\b(?:9/11|24/7|[0-9]-to-[0-9])\b"
)
_DECADE = re.compile(
    r"(?<![\w$.,])(?:(?:mid|late|early)-)?(?P<decade>(?:1[0-9]|20)[0-9]0|['’]?[2-9]0)['’]?s\b"
)
_SCORE = re.compile(
    r"(?<![\w.,$-])(?P<one>[0-9]{1,3})\s?[-–]\s?(?P<two>[0-9]{1,3})(?![\w%-]|[.,][0-9]|\s?(?:percent|per cent|million|billion))"
)
_FRACTION = re.compile(
    r"\b(?P<top>an?|one|two|three|four|five|seven|[1-9])[- /](?P<part>half|halves|thirds?|quarters?|fourths?|"
    r"fifths?|sixths?|eighths?|tenths?)\b(?!-)(?! (?:time|quarter|year|day|month|person|straight|consecutive))"
    r"|(?<![\w/.,])(?P<numerator>[1-9][0-9]?)/(?P<denominator>[1-9][0-9]?)(?![\w/])",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"\b(?:(?P<tens>tens|hundreds) of )?(?P<scale>dozens|hundreds|thousands|millions|billions|trillions|scores)\b",
    re.IGNORECASE,
)

_SIMPLE = any_of({*_WORDS})
_SCALE = any_of(_SCALES)
_DIGITS = r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"
_UNIT = any_of(
    {
        form
        for u in english_units()
        if len(u) > 1 or not u.isalpha()
        for form in (u, u[0].upper() + u[1:] if len(u) > 3 else u)
    }
)
_NUMBER = re.compile(
    rf"(?<![\w.,])(?P<minus>minus |-(?=[$0-9]))?(?:(?P<money>{any_of(english_money())})\s?)?"
    rf"(?:(?P<digits>{_DIGITS})(?![0-9])(?:st|nd|rd|th)?(?P<letter>(?:[kKmMbBtT])(?![A-Za-z]))?"
    rf"|(?P<words>(?:(?:an? (?={_SCALE}\b)(?!hundreds|thousands))|half an? (?=million|billion|dozen|trillion))?"
    rf"(?:{any_of(_ORDINALS)}|(?:{_SIMPLE}|hundred|dozen|thousand|million|billion|half)\b"
    rf"(?:(?:[ -]|(?<=hundred) and |(?<=thousand) and |(?<=illion) and )"
    rf"(?:{_SIMPLE}|hundred|thousand|million|billion|trillion)\b)*(?:(?<=[a-z])[ -](?:{any_of(_ORDINALS)}))?)\b))"
    rf"(?P<andahalf> and a half)?(?:[ -]?(?P<scale>{_SCALE})\b(?!s))?(?P<andahalf2> and a half)?"
    rf"(?:(?P<gap>(?:(?<=half) an?)?[ -]?)(?P<unit>(?-i:{_UNIT}|[mgLWtC])(?![A-Za-z²³])))?",
    re.IGNORECASE,
)
_YEAR_IN_WORDS = re.compile(
    rf"({any_of(ONES[10:])}|twenty) ((?:{any_of(_TENS)})(?:-(?:{any_of(ONES[1:10])}))?|{any_of(ONES[10:])})"
)
_RANGE = re.compile(r"\s?(?:-|–|to|and|or)\s?(?:[$€£]\s?)?", re.IGNORECASE)
_NOUN = re.compile(
    r"[ -](?:[a-z-]+ ){0,2}?(?:people|men|women|children|lives|percent|[a-z]{3,}s)\b"
)
_A_UNIT = re.compile(
    r"\b(?P<about>about )?(?:an?|the|one|every|each|per) (?:(?:last|past|next) )?(?P<unit>year|month|week|day|hour|minute|decade|century|quarter)\b"
    r"(?P<half> and a half)?(?![’'])",
    re.IGNORECASE,
)
_TIMES_WORDS = {"once": 1, "twice": 2, "thrice": 3, "double": 2, "doubled": 2, "doubling": 2, "triple": 3,
                "tripled": 3, "couple": 2, "pair": 2, "both": 2, "twin": 2, "quadrupled": 4, "decade": 10,
                "decades": 10, "fortnight": 2, "twins": 2, "either": 2, "neither": 2, "single": 1, "only": 1,
                "alone": 1, "another": 1, "an": 1, "a": 1}  # fmt: skip
_SOFT_WORD = re.compile(rf"\b(?:{any_of(_TIMES_WORDS)})\b", re.IGNORECASE)
_OF_ORDINALS = {"quarter": "분기", "century": "세기", "centuri": "세기"}
_ABOUT = re.compile(
    r"\b(?:about|around|some|nearly|almost|roughly|approximately|more than|over|at least|up to|as many as|"
    r"less than|under|fewer than|as much as|an estimated|estimated|close to|just over|just under|below|above|"
    r"exceed\w*|surpass\w*|or so)\s(?:an?\s|[$€£]\s?|the\s)?$|~\s?$",
    re.IGNORECASE,
)


@lru_cache(maxsize=512)
def quantities(text: str) -> tuple[Quantity, ...]:
    """The numbers of English text in the order they are written."""
    found: list[Quantity] = []
    hidden = _hidden(text)
    for reader in (_codes, _dates, _times, _decades, _fractions, _vague, _scores, _numbers, _soft):
        for quantity in reader(hidden):
            found.append(quantity)
            start, end = quantity.span
            hidden = hidden[:start] + "\0" * (end - start) + hidden[end:]
    return tuple(sorted(found, key=lambda quantity: quantity.span))


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
        Quantity(float(number[0]), "", code.span(), code[0], needed=False)
        for code in _CODE.finditer(text)
        for number in re.finditer(r"[0-9]{1,9}", code[0])
    ]


def _dates(text: str) -> list[Quantity]:
    found: list[Quantity] = []
    for pattern in _DATES:
        for match in pattern.finditer(text):
            parts = match.groupdict()
            if any(_overlap(quantity.span, match.span()) for quantity in found):
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


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _times(text: str) -> list[Quantity]:
    found = []
    for match in _TIMES.finditer(text):
        if match["named"]:
            value, unit = (720, CLOCK) if match["named"].lower() == "noon" else (0, CLOCK)
        elif match["half"]:
            hour = int(match["hour"]) % 12 + (12 if match["half"] in "pP" else 0)
            value, unit = hour * 60 + int(match["minute"] or 0), CLOCK
        elif match["oclock"]:
            value, unit = int(match["oclock"]) * 60, HALF_CLOCK
        else:
            value = int(match["hour24"]) * 60 + int(match["minute24"])
            unit = CLOCK if value >= 780 else HALF_CLOCK
        found.append(Quantity(float(value), unit, match.span(), match[0].rstrip()))
    return found


def _decades(text: str) -> list[Quantity]:
    return [
        Quantity(float(m["decade"].strip("'’")), "대", m.span(), m[0])
        for m in _DECADE.finditer(text)
    ]


def _fractions(text: str) -> list[Quantity]:
    found = []
    for match in _FRACTION.finditer(text):
        if match["part"]:
            top = {"a": 1, "an": 1}.get(match["top"].lower()) or _WORDS.get(match["top"].lower())
            part = match["part"].lower()
            bottom = (
                2 if part == "halves" else _PARTS[part.rstrip("s") if part != "halves" else part]
            )
            value = float(top or match["top"]) / bottom
            following = text[match.end() : match.end() + 12]
            if part in ("quarter", "half") and re.match(r"[ -](?:million|billion)", following):
                continue
            found.append(Quantity(value, "", match.span(), match[0]))
        else:
            found.append(
                Quantity(
                    int(match["numerator"]) / int(match["denominator"]), "", match.span(), match[0]
                )
            )
    return found


def _vague(text: str) -> list[Quantity]:
    found = []
    for match in _VAGUE.finditer(text):
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
            words in ("one", "first", "half", "second", "zero") and unit in ("", ORDINAL, COUNTED)
        )
        about = bool(
            _ABOUT.search(text, max(0, match.start() - 20), match.start())
        ) or text.startswith(" or so", match.end())
        written = match[0].strip()
        quantity = Quantity(
            -value if match["minus"] else value, unit, match.span(), written, needed, about
        )
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
                found[-1] = Quantity(
                    before.value * factor, unit, before.span, before.written, True, before.about
                )
        found.append(quantity)
    return found


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
    for word in re.split(r"[ -]", words):
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
        return (total or 0.5), False
    return total + current, is_ordinal


def _unit(text: str, match: re.Match[str], is_ordinal: bool) -> str:
    if match["money"]:
        return english_money().get(match["money"]) or english_money().get(
            match["money"].upper(), "달러"
        )
    if match["letter"] == "m" and not _people(match):
        return "미터"
    if is_ordinal:
        if match["unit"] and english_units().get(match["unit"].lower()) == "세기":
            return "세기"
        return _OF_ORDINALS.get(text[match.end() : match.end() + 8].strip(" -").lower(), ORDINAL)
    if match["unit"]:
        unit = match["unit"]
        if unit in ("times",):
            return "배"
        return (
            english_units().get(unit)
            or english_units().get(unit.lower())
            or {"C": "도"}.get(unit, "")
        )
    if _NOUN.match(text, match.end()):
        return COUNTED
    return ""


def _soft(text: str) -> list[Quantity]:
    """What is a number in other words, and what Korean may say with one: an hour, both."""
    found = []
    for match in _A_UNIT.finditer(text):
        unit = match["unit"].lower()
        korean, value = {"decade": ("년", 10.0)}.get(unit, (english_units().get(unit, ""), 1.0))
        if match["half"]:
            value *= 1.5
        found.append(Quantity(value, korean, match.span(), match[0], needed=bool(match["half"])))
    for match in _SOFT_WORD.finditer(text):
        if not any(_overlap(match.span(), q.span) for q in found):
            value = float(_TIMES_WORDS[match[0].lower()])
            found.append(Quantity(value, "", match.span(), match[0], needed=False))
    return found
