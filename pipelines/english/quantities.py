"""What is left of digits: ranges, scores, fractions, years, decades, ordinals, plain numbers."""

import re

from pipelines.english.lists import any_of
from pipelines.english.numbers import (
    NUMBER,
    cardinal,
    decimal,
    one_by_one,
    ordinal,
    paired,
    plural,
    year,
)

_KNOWN = {
    "9/11": "nine eleven", "24/7": "twenty-four seven", "7/7": "seven seven",
    "24/7/365": "twenty-four seven three sixty-five", "50-50": "fifty-fifty",
}  # fmt: skip
_KNOWN_PATTERN = re.compile(rf"(?<![\w.,/-])(?:{any_of(_KNOWN)})(?![\w/-]|[.,][0-9]|%)")
_YEARS = re.compile(
    r"(?<![\w.,/$-])(?P<first>(?:1[5-9]|20)[0-9]{2})/(?P<second>(?:1[5-9]|20)[0-9]{2}|[0-9]{2})(?![\w/-]|[.,][0-9])"
)
_ALL = re.compile(
    r"(?<![\w.,/-])(?:(?P<before>\b(?:drew|drawn|draw|draws|tied|tie|level|levelled|leveled|deadlocked|finished|ended)"
    r"(?: [a-z]{2,12})? )(?P<goals>[1-9])[-–](?P=goals)(?![\w-]|[.,/][0-9])|"
    r"(?P<all>[1-9])[-–](?P=all)(?= (?:[a-z]{2,12} )?(?:draws?|ties?|stalemate|deadlock|scoreline)\b(?! vote)))"
)

_RANGE = re.compile(
    rf"(?<![\w.,/-])(?<!\d \d)(?P<low>{NUMBER})(?P<percent>\s?%)?(?:[-–]|\s[-–]\s)(?P<high>{NUMBER})(?![\w-][0-9]|[./][0-9])"
)
_CHAIN = re.compile(r"(?<![\w.,/-])[0-9]{1,4}(?:[-–][0-9]{1,4}){2,6}(?![\w-])")
_DENOMINATORS = {
    2: "half", 3: "third", 4: "quarter", 5: "fifth", 6: "sixth", 7: "seventh", 8: "eighth", 9: "ninth", 10: "tenth",
    12: "twelfth", 16: "sixteenth", 20: "twentieth", 32: "thirty-second", 100: "hundredth",
}  # fmt: skip
_FRACTION = re.compile(
    r"(?<![\w.,/])(?:(?P<whole>[0-9]{1,4})[ -])?(?P<over>[1-9][0-9]?)/(?P<under>[1-9][0-9]{0,2})(?P<th>ths?|rds?)?(?![\w/]|[.,][0-9])"
)
_ORDINAL = re.compile(
    r"(?<![A-Za-z0-9.])(?P<number>[0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,12})(?:st|nd|rd|th)s?(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_DECADE = re.compile(r"(?<![A-Za-z0-9.,])['’‘]?(?P<number>[0-9]{1,6})['’]?s(?![A-Za-z0-9])")
_SHORT_YEAR = re.compile(r"(?<![\w])['’‘](?P<number>[0-9]{2})(?![\w'’]|[.,][0-9])")
_YEAR = re.compile(
    r"(?<![\w.,/$])(?P<before>\b(?:[Ii]n|[Bb]y|[Ss]ince|[Uu]ntil|[Ff]rom|[Yy]ear|[Bb]efore|[Aa]fter|[Dd]uring) )?"
    r"(?P<more>\b(?:than|least|most|nearly|almost|over|some|another|approximately|roughly|number|page|room|flight) )?"
    r"(?<![0-9.,])(?P<number>[1-9][0-9]{3})(?![\w]|[.,][0-9]|[+%])"
    r"(?P<counted>(?= (?:people|men|women|children|others|more|dead|troops|soldiers|jobs|homes|workers|employees|"
    r"students|points|votes|cases|deaths|tons|tonnes|dollars|won|euros|pounds|yen|miles|kilometers|meters|feet|acres|"
    r"hectares|years|days|hours|times|members|residents|passengers|victims|hundred|thousand|million|billion|percent)\b))?"
)
_VERSION = re.compile(r"(?<![\w.,])[0-9]{1,3}(?:\.[0-9]{1,3}){2,4}(?![\w]|\.[0-9])")
_PLAIN = re.compile(rf"(?P<sign>(?<![\w)%.,'’-])[-+±~]\s?)?(?P<number>(?<![0-9]){NUMBER})")
_FOLD = re.compile(rf"(?<![\w.,])(?P<number>{NUMBER})[x×](?![\w])")
_BY = re.compile(r"(?<=[0-9])\s?[x×]\s?(?=[0-9])")
_POINT = re.compile(r"(?<![\w.,])\.(?P<digits>[0-9]{1,20})(?![0-9])")
_SIGNS = {"-": "minus ", "+": "plus ", "±": "plus or minus ", "~": "about "}
_OVER = re.compile(
    r"(?<![\w.,/-])(?P<upper>[1-9][0-9]{1,2})/(?=[1-9][0-9]{1,2}(?![\w/]|[.,-][0-9]))"
)
_SLASH = re.compile(r"(?<=[0-9])/(?=\w)|(?<=\w)/(?=[0-9])")
_JOINED = re.compile(r"(?<=[0-9])(?=[A-Za-z])|(?<=[A-Za-z])(?=[0-9])")


def read_ranges(text: str) -> str:
    """5-10 and a vote of 9-4 as "to"; 2019–21 names the second year in full where "oh" is needed."""
    text = _KNOWN_PATTERN.sub(lambda found: _KNOWN[found[0]], text)
    text = _YEARS.sub(_years, text)
    text = _BY.sub(" by ", text)
    text = _ALL.sub(
        lambda found: f"{found['before'] or ''}{cardinal(found['goals'] or found['all'])}-all", text
    )
    text = _CHAIN.sub(lambda found: re.sub("[-–]", " ", found[0]), text)
    return _RANGE.sub(_range, text)


def _years(found: re.Match[str]) -> str:
    second = found["second"]
    return f"{year(found['first'])} {year(second) if len(second) == 4 else _short_year(second)}"


def _range(found: re.Match[str]) -> str:
    low, high = found["low"], found["high"]
    if _is_year(low) and len(high) == 2 and high[0] == "0":
        high = low[:2] + high
    percent = "%" if found["percent"] else ""
    return f"{low}{percent} to {high}"


def read(text: str) -> str:
    """All digits that are left, in words."""
    text = _FRACTION.sub(_fraction, text)
    text = _ORDINAL.sub(_ordinal, text)
    text = _DECADE.sub(lambda found: _many(found["number"]), text)
    text = _SHORT_YEAR.sub(lambda found: _short_year(found["number"]), text)
    text = _VERSION.sub(lambda found: " point ".join(map(cardinal, found[0].split("."))), text)
    text = _YEAR.sub(_year, text)
    text = _FOLD.sub(lambda found: f"{decimal(found['number'])} times", text)
    text = _POINT.sub(lambda found: "point " + one_by_one(found["digits"]), text)
    text = _OVER.sub(r"\g<upper> over ", text)
    text = _SLASH.sub(" ", text)
    text = _JOINED.sub(" ", text)
    text = _PLAIN.sub(_plain, text)
    return re.sub("[0-9]+", lambda found: one_by_one(found[0]), text)


def _fraction(found: re.Match[str]) -> str:
    over, under, whole = int(found["over"]), int(found["under"]), found["whole"]
    if under not in _DENOMINATORS or over >= under:
        if whole:
            return f"{whole} {over} {under}"
        return f"{over} {under}" if under >= 10 and over >= 10 else f"{over} slash {under}"
    part = _DENOMINATORS[under]
    if over > 1:
        part = "halves" if under == 2 else part + "s"
    if not whole:
        return f"{cardinal(str(over))} {part}"
    article = "a" if over == 1 and under in (2, 3, 4) else cardinal(str(over))
    return f"{cardinal(whole)} and {article} {part}"


def _ordinal(found: re.Match[str]) -> str:
    words = ordinal(found["number"].replace(",", ""))
    return words + ("s" if found[0][-1] in "sS" else "")


def _many(number: str) -> str:
    if _is_year(number) and number[-1] == "0":
        return plural(year(number))
    if number == "00":
        return "two thousands"
    return plural(paired(number) if len(number) == 3 else cardinal(number))


def _short_year(number: str) -> str:
    return f"oh {cardinal(number[1])}" if number[0] == "0" else cardinal(number)


def _is_year(number: str) -> bool:
    return len(number) == 4 and "1100" <= number <= "2099"


def _year(found: re.Match[str]) -> str:
    number = found["number"]
    before, more = found["before"] or "", found["more"] or ""
    counts = found["counted"] is not None or more
    likely = "1000" <= number <= "2999" if before else _is_year(number)
    said = year(number) if likely and not counts else cardinal(number)
    return before + more + said


def _plain(found: re.Match[str]) -> str:
    return _SIGNS.get((found["sign"] or "").strip(), "") + decimal(found["number"])
