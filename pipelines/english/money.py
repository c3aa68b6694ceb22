"""Money: "$5.2 billion" is five point two billion dollars."""

import re

from pipelines.english.lists import any_of, readings
from pipelines.english.modifiers import is_modifier
from pipelines.english.numbers import NUMBER, cardinal, decimal, paired
from pipelines.english.rates import RATE, rate

_CURRENCIES = {
    sign: [name.strip() for name in names.split(",")]
    for sign, names in (readings("currencies") | readings("currency_letters")).items()
}
_LETTERS = readings("currency_letters")
_SCALES = {
    "k": "thousand", "K": "thousand", "thousand": "thousand", "hundred": "hundred",
    "m": "million", "M": "million", "mn": "million", "mln": "million", "mil": "million", "million": "million",
    "b": "billion", "B": "billion", "bn": "billion", "Bn": "billion", "bln": "billion", "bil": "billion", "billion": "billion",
    "t": "trillion", "T": "trillion", "tn": "trillion", "trn": "trillion", "trln": "trillion", "tril": "trillion", "trillion": "trillion",
    "lakh": "lakh", "crore": "crore", "lakh crore": "lakh crore",
}  # fmt: skip
_SCALE = rf"(?:\s?-?(?:{any_of(_SCALES)})(?![A-Za-z]))"
_SIGN = (
    rf"(?:{any_of(sign for sign in _CURRENCIES if sign not in _LETTERS)}"
    rf"|(?:{any_of(_LETTERS)})(?=\s?{NUMBER}\s?(?:bn|tn|trn|m|mn|thousand|million|billion|trillion)(?![A-Za-z])|\s?[0-9]{{1,3}},[0-9]{{3}}))"
)
_AGAIN = r"(?P<again>[ -](?:dollars?|euros?|pounds?|won|yen|yuan|rupees?)\b)?"
"""$5 billion dollars, as some write."""

_OTHER = r"(?:people|men|women|children|families|households|workers|employees|students|members|won|yen|yuan|rupees|rubles)\b"
"""What a number after "to" may count instead: $20 to 30 people."""
_MONEY = re.compile(
    rf"(?<![A-Za-z0-9.$])(?P<minus>-)?(?P<sign>{_SIGN})\s?(?P<low>{NUMBER})(?P<low_scale>{_SCALE})?"
    rf"(?:(?:\s?[-–]\s?(?:{_SIGN})?|\sto\s)\s?(?P<high>{NUMBER})(?!{_SCALE}?\s?(?:%|{_OTHER}))(?P<high_scale>{_SCALE})?)?"
    rf"{_AGAIN}(?P<more>\+)?(?:(?P<part>-)(?=(?:a|per)\b)|\s?/\s?(?P<rate>{RATE}|[a-z]{{3,20}})(?![\w/]))?(?![0-9])"
)
_EQUAL_SUM = re.compile(rf"(?<=\w)\s?/\s?(?={_SIGN}\s?[0-9])")
_BARE_POINT = re.compile(r"(?<=[$€£])(?=\.[0-9])")
_BEFORE = {"Rs", "Rs.", "Rp", "RM", *_LETTERS}
_AFTER = re.compile(
    rf"(?<![\w.,])(?P<low>{NUMBER})(?P<low_scale>{_SCALE})?\s?"
    rf"(?P<sign>{any_of(sign for sign in _CURRENCIES if sign not in _BEFORE)})(?![\w$])"
)
_CENTS = re.compile(rf"(?<![\w.,])(?P<low>{NUMBER})(?:\s?¢|p(?![\w-]))")
_RESOLUTION = re.compile(r"(?<![\w.,])(?P<lines>360|480|540|720|1080|1440|2160|4320)p(?![\w-])")
_PRICED = re.compile(
    r"\b(?:shares?|stocks?|prices?|priced|dividends?|pence|costs?|fares?|tickets?|litre|offer|rose|fell|closed)\b[^.;!?]{0,60}$",
    re.IGNORECASE,
)


def read(text: str) -> str:
    """Sums of money in words."""
    text = _BARE_POINT.sub("0", text)
    text = _EQUAL_SUM.sub(", ", text)
    text = _MONEY.sub(_money, text)
    text = _AFTER.sub(_money_after, text)
    text = _RESOLUTION.sub(_resolution, text)
    return _CENTS.sub(_cents, text)


def _money(found: re.Match[str]) -> str:
    minus = "minus " if found["minus"] else ""
    more = " plus" if found["more"] else ""
    end = f" per {rate(found['rate'])}" if found["rate"] else " " if found["part"] else ""
    return minus + _sum(found, found["high"], found["high_scale"]) + more + end


def _money_after(found: re.Match[str]) -> str:
    return _sum(found, None, None)


def _sum(found: re.Match[str], high: str | None, high_scale: str | None) -> str:
    low, low_scale = found["low"], found["low_scale"]
    names = _CURRENCIES[found["sign"]]
    if _is_single(found):
        names = [
            name if name == "pence" else names[place - place % 2]
            for place, name in enumerate(names)
        ]
    if high is None:
        return _one_sum(low, low_scale, names)
    if _has_hundredths(low, low_scale, names) or _has_hundredths(high, high_scale, names):
        return f"{_one_sum(low, low_scale, names)} to {_one_sum(high, high_scale, names)}"
    return f"{_amount(low, low_scale)} to {_amount(high, high_scale)} {names[1]}"


def _one_sum(number: str, scale: str | None, names: list[str]) -> str:
    """`names` are one, many and, where the currency has them, one and many hundredths."""
    if _has_hundredths(number, scale, names):
        return _whole_and_hundredths(number, names)
    if number == "1" and not scale:
        return f"one {names[0]}"
    return f"{_amount(number, scale)} {names[1]}"


def _has_hundredths(number: str, scale: str | None, names: list[str]) -> bool:
    return len(names) > 2 and not scale and len(number.partition(".")[2]) == 2


def _is_single(found: re.Match[str]) -> bool:
    """A $300 fine is a three hundred dollar fine."""
    again = found.groupdict().get("again")
    if again and again.endswith("s"):
        return False
    return is_modifier(found.string, found.start(), found.end())


def _amount(number: str, scale: str | None) -> str:
    return decimal(number) + (f" {_SCALES[scale.strip().lstrip('-')]}" if scale else "")


def _whole_and_hundredths(number: str, names: list[str]) -> str:
    whole, _, fraction = number.partition(".")
    parts = []
    if whole.strip("0,") or fraction == "00":
        parts.append(f"{cardinal(whole.lstrip('0') or '0')} {names[whole != '1']}")
    if fraction != "00":
        parts.append(f"{cardinal(str(int(fraction)))} {names[2 + (fraction != '01')]}")
    return " and ".join(parts)


def _resolution(found: re.Match[str]) -> str:
    """1080p video, but shares at 1080p."""
    if _PRICED.search(found.string[max(0, found.start() - 100) : found.start()]):
        return found[0]
    return paired(found["lines"]) + " P"


def _cents(found: re.Match[str]) -> str:
    one, many = ("cent", "cents") if found[0].endswith("¢") else ("penny", "pence")
    return f"{decimal(found['low'])} {one if found['low'] == '1' else many}"
