"""Money: "$5.2 billion" is five point two billion dollars."""

import re

from pipelines.english.lists import any_of, readings
from pipelines.english.numbers import NUMBER, cardinal, decimal

_CURRENCIES = {
    sign: [name.strip() for name in names.split(",")]
    for sign, names in readings("currencies").items()
}
_SCALES = {
    "k": "thousand", "K": "thousand", "thousand": "thousand", "hundred": "hundred",
    "m": "million", "M": "million", "mn": "million", "mln": "million", "million": "million",
    "b": "billion", "B": "billion", "bn": "billion", "Bn": "billion", "bln": "billion", "billion": "billion",
    "t": "trillion", "T": "trillion", "tn": "trillion", "trn": "trillion", "trillion": "trillion",
}  # fmt: skip
_SCALE = rf"(?:\s?-?(?:{any_of(_SCALES)})(?![A-Za-z]))"
_SIGN = any_of(_CURRENCIES)

_MONEY = re.compile(
    rf"(?<![A-Za-z0-9.$])(?P<minus>-)?(?P<sign>{_SIGN})\s?(?P<low>{NUMBER})(?P<low_scale>{_SCALE})?"
    rf"(?:(?:\s?[-–]\s?|\sto\s)(?:{_SIGN})?\s?(?P<high>{NUMBER})(?P<high_scale>{_SCALE})?(?!\s?%))?(?P<more>\+)?"
    r"(?P<part>[-/](?=(?:a|per|day|week|month|year|hour|barrel|ton|share|head)\b))?(?![0-9])"
)
_BARE_POINT = re.compile(r"(?<=[$€£])(?=\.[0-9])")
_AFTER = re.compile(
    rf"(?<![\w.,])(?P<low>{NUMBER})(?P<low_scale>{_SCALE})?\s?"
    rf"(?P<sign>{any_of(sign for sign in _CURRENCIES if sign not in ('Rs', 'Rs.'))})(?![\w$])"
)
_CENTS = re.compile(rf"(?<![\w.,])(?P<low>{NUMBER})(?:\s?¢|p(?![\w-]))")
_ONE_OF = re.compile(r"(?:^|[^\w'’-])(?:[Aa]n?|[Aa]nother|[Ee]very|[Ee]ach)\s(?:\w{1,20}\s)?$")
_NO_NOUN = re.compile(
    r"[ -](?!(?:a|an|per|in|for|to|from|on|of|by|and|or|at|as|with|worth|more|less|each|every|is|was|were|are|the|"
    r"this|that|last|next|over|under|over|during|since|before|after|if|when|while|but|than|into|until|will|would|"
    r"ago|now|today|yesterday|tomorrow|went|goes|came|had|has|have)\b)[a-z]"
)


def read(text: str) -> str:
    """Sums of money in words."""
    text = _BARE_POINT.sub("0", text)
    text = _MONEY.sub(_money, text)
    text = _AFTER.sub(_money_after, text)
    return _CENTS.sub(_cents, text)


def _money(found: re.Match[str]) -> str:
    minus = "minus " if found["minus"] else ""
    more = " plus" if found["more"] else ""
    part = found["part"]
    end = (
        ""
        if not part
        else " "
        if part == "-" or found.string[found.end() :][:3] == "per"
        else " per "
    )
    return minus + _sum(found, found["high"], found["high_scale"]) + more + end


def _money_after(found: re.Match[str]) -> str:
    return _sum(found, None, None)


def _sum(found: re.Match[str], high: str | None, high_scale: str | None) -> str:
    low, low_scale = found["low"], found["low_scale"]
    one, many, *hundredths = _CURRENCIES[found["sign"]]
    if high is not None:
        words = _amount(low, low_scale) + " to " + _amount(high, high_scale)
        return f"{words} {_one_or_many(found, one, many)}"
    whole, _, fraction = low.partition(".")
    if len(fraction) == 2 and not low_scale and hundredths:
        return _whole_and_hundredths(whole, fraction, (one, many), hundredths)
    if low == "1" and not low_scale:
        return f"one {one}"
    return f"{_amount(low, low_scale)} {_one_or_many(found, one, many)}"


def _one_or_many(found: re.Match[str], one: str, many: str) -> str:
    """A $300 fine is a three hundred dollar fine."""
    single = _NO_NOUN.match(found.string, found.end()) and _ONE_OF.search(
        found.string, max(0, found.start() - 32), found.start()
    )
    return one if single else many


def _amount(number: str, scale: str | None) -> str:
    return decimal(number) + (f" {_SCALES[scale.strip(' -').strip()]}" if scale else "")


def _whole_and_hundredths(
    whole: str, fraction: str, names: tuple[str, str], hundredths: list[str]
) -> str:
    parts = []
    if whole.strip("0,") or fraction == "00":
        parts.append(f"{cardinal(whole.lstrip('0') or '0')} {names[whole != '1']}")
    if fraction != "00":
        parts.append(f"{cardinal(str(int(fraction)))} {hundredths[fraction != '01']}")
    return " and ".join(parts)


def _cents(found: re.Match[str]) -> str:
    one, many = ("cent", "cents") if found[0].endswith("¢") else ("penny", "pence")
    return f"{decimal(found['low'])} {one if found['low'] == '1' else many}"
