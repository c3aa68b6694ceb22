"""Numbers in words.

Our own, for `inflect` (MIT), which says them as well, takes two seconds to import: longer than
espeak-ng takes for a whole article.
"""

ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SCALES = (
    "", "thousand", "million", "billion", "trillion", "quadrillion", "quintillion", "sextillion", "septillion",
    "octillion",
)  # fmt: skip
ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}

NUMBER = r"(?:[0-9]{1,3}(?:,[0-9]{2,3}){0,8},[0-9]{3}(?![0-9])|[0-9]{1,15}(?![0-9]))(?:\.[0-9]{1,20}(?![0-9]))?"
"""Digits as newspapers write them: 63, 1,234,567, 3.14."""


def cardinal(digits: str) -> str:
    """A whole number: 1,234 -> one thousand two hundred thirty-four.

    With a leading zero, or with more than fifteen digits and no commas, digit by digit.
    """
    plain = digits.replace(",", "")
    if len(plain) > 3 * len(_SCALES) or (len(digits) > 1 and digits[0] == "0"):
        return one_by_one(plain)
    groups = []
    for scale, end in enumerate(range(len(plain), 0, -3)):
        group = int(plain[max(0, end - 3) : end])
        if group:
            groups.append(_below_1000(group) + (f" {_SCALES[scale]}" if scale else ""))
    return " ".join(reversed(groups)) or "zero"


def _below_1000(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    words = [f"{ONES[hundreds]} hundred"] if hundreds else []
    if rest >= 20:
        tens, ones = divmod(rest, 10)
        words.append(TENS[tens] + (f"-{ONES[ones]}" if ones else ""))
    elif rest:
        words.append(ONES[rest])
    return " ".join(words)


def decimal(written: str) -> str:
    """What `NUMBER` matches: 3.05 -> three point zero five."""
    whole, point, fraction = written.partition(".")
    if point and fraction:
        whole = whole.lstrip("0") or "0"
        return f"{cardinal(whole)} point {one_by_one(fraction)}"
    return cardinal(whole)


def ordinal(digits: str) -> str:
    """33 -> thirty-third."""
    words = cardinal(digits.lstrip("0") or "0")
    start = max(words.rfind(" "), words.rfind("-")) + 1
    last = words[start:]
    if last in ORDINALS:
        last = ORDINALS[last]
    else:
        last = (last[:-1] + "ie" if last.endswith("y") else last) + "th"
    return words[:start] + last


def plural(words: str) -> str:
    """Nineteen nineties, sixes, two thousands."""
    if words.endswith("y"):
        return words[:-1] + "ies"
    return words + ("es" if words.endswith("x") else "s")


def year(digits: str) -> str:
    """Four digits: nineteen ninety-eight, nineteen oh five, two thousand five, twenty ten."""
    century, rest = int(digits[:2]), int(digits[2:])
    if century % 10 == 0 and rest < 10:
        return cardinal(str(int(digits)))
    return f"{_below_1000(century)} {_after_hundreds(rest)}"


def paired(digits: str) -> str:
    """The number of a model: A380 three eighty, 747 seven forty-seven, 5090 fifty ninety."""
    if len(digits) not in (3, 4) or digits[0] == "0" or digits.endswith("00"):
        return cardinal(digits) if len(digits) < 5 else one_by_one(digits)
    if len(digits) == 4 and digits[1:3] == "00":
        return cardinal(digits)
    return f"{_below_1000(int(digits[:-2]))} {_after_hundreds(int(digits[-2:]))}"


def _after_hundreds(rest: int) -> str:
    if rest == 0:
        return "hundred"
    return _below_1000(rest) if rest >= 10 else f"oh {ONES[rest]}"


def one_by_one(digits: str) -> str:
    """202 -> two zero two."""
    return " ".join(ONES[int(digit)] for digit in digits)
