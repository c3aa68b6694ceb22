"""Dates, times and days known by their numbers (6·25, 9·11)."""

from __future__ import annotations

import re

from pipelines.korean.numbers import determiner, one_by_one, sino

_YEAR = r"(?P<year>(?:1[0-9]|20)[0-9][0-9])"
_DAY = r"(?P<day>0?[1-9]|[12][0-9]|3[01])"
_MONTH = r"(?P<month>0?[1-9]|1[0-2])"
_FULL = re.compile(
    rf"(?<![0-9.,/-]){_YEAR}\s?(?P<mark>[./-])\s?{_MONTH}\s?(?P=mark)\s?{_DAY}\.?(?![0-9/-]|\.[0-9])"
)
_YEAR_MONTH = re.compile(
    r"(?<![0-9.,])(?P<year>(?:19|20)[0-9][0-9])\.(?P<month>0[1-9]|1[0-2])(?![0-9.,%가-힣])"
)
_CLOCK = re.compile(
    r"(?<![0-9:.])(?P<hour>[01]?[0-9]|2[0-4]):(?P<minute>[0-5][0-9])(?::(?P<second>[0-5][0-9]))?(?![0-9:])"
)
_EVENT_WORDS = (
    r"\s?(?:절|전쟁|사변|동란|광복|혁명|민주화|운동|테러|만세|비상계엄|계엄|항쟁|사태|쿠데타|정상|공동|남북|선언|총선|대선|지방선거|대책"
    r"|남침|참전|휴전|후퇴|학살|공격|기념|독립|부동산|참사|사건|탄핵|내란)"
)
_EVENT = re.compile(
    r"(?<![0-9.,·])(?P<month>1[0-2]|[1-9])(?:·(?P<day>3[01]|[12][0-9]|[1-9])|"
    rf"\.(?P<dotted>3[01]|[12][0-9]|[1-9])(?={_EVENT_WORDS}))(?![0-9·]|\.[0-9])"
)
_LISTED = re.compile(
    r"\s?(?:차|위|호|학년|월|일|분기|심|등|급|단계|층|회|번|세대|라운드|기|공구|중대|사단|호기|호선|%|년|장|부|선(?!언|거)|종|점(?!령)|개)"
)
_MONTH_NAME = re.compile(r"(?<![0-9.,])(0?[1-9]|1[0-2])월(?!드)")
_MONTHS = re.compile(
    r"(?<![0-9.,])(0?[1-9]|1[0-2])월?\s?(?P<mark>[~·–-])\s?(0?[1-9]|1[0-2])월(?!드)"
)


def month(number: int) -> str:
    """유월 and 시월 lose their coda (Hangul Orthography, clause 52)."""
    return {6: "유", 10: "시"}.get(number, sino(number)) + "월"


def read_dates(text: str) -> str:
    """Dates, times and day names in words; other numbers stay.

    2019.05.14 -> 이천십구년 오월 십사일, 5-6월 -> 오월에서 유월, 14:30 -> 십사 시 삼십 분, 6·25 -> 육이오.
    """
    if not any(mark in text for mark in ".-/:·월"):
        return text
    text = _FULL.sub(_full, text)
    text = _YEAR_MONTH.sub(lambda m: f"{sino(m['year'])}년 {month(int(m['month']))}", text)
    text = _CLOCK.sub(_clock, text)
    text = _MONTHS.sub(_months, text)
    text = _MONTH_NAME.sub(lambda m: month(int(m[1])), text)
    return _EVENT.sub(_event, text)


def _full(match: re.Match[str]) -> str:
    year, day = sino(match["year"]), sino(match["day"])
    said = f"{year}년 {month(int(match['month']))} {day}"
    return said if match.string.startswith("일", match.end()) else said + "일"


def _months(match: re.Match[str]) -> str:
    joint = " " if match["mark"] == "·" else "에서 "
    return month(int(match[1])) + joint + month(int(match[3]))


def _clock(match: re.Match[str]) -> str:
    """Up to twelve the hour is native, from thirteen on Sino-Korean: 2:05 -> 두 시 오 분."""
    if len(match["hour"]) == 1 and match.string[match.end() : match.end() + 1] == "로":
        return match[0]  # a score or a ratio: 1:10으로 is not, 2:10로 neither
    hour, minute = int(match["hour"]), int(match["minute"])
    said = (determiner(hour) if 0 < hour <= 12 else sino(hour)) + " 시"
    if minute:
        said += f" {sino(minute)} 분"
    if match["second"]:
        said += f" {sino(match['second'])} 초"
    return said


def _event(match: re.Match[str]) -> str:
    """6·25 육이오, 5·16 오일륙, 12·3 십이삼; 1·2차 stays two numbers: 일 이."""
    first, second = match["month"], match["day"] or match["dotted"]
    if match["day"] and _LISTED.match(match.string, match.end()):
        return f"{first} {second}"
    tens = sino(first) if len(first) == 2 else one_by_one(first)
    if second.endswith("0") or (first, second) == ("12", "12"):
        return tens + sino(second)
    return tens + one_by_one(second).replace("육", "륙")
