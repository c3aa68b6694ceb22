"""Figures and letters that custom reads in a way of its own: 2030세대, 톱10, 4-4-2, 1+1, K-II."""

from __future__ import annotations

import re
from collections.abc import Callable

from pipelines.korean.hangul import words
from pipelines.korean.latin import ENGLISH, letter_by_letter
from pipelines.korean.numbers import one_by_one, sino

_ORDINALS = words(
    "퍼스트 세컨드 서드 포스 피프스 식스스 세븐스 에이트스 나인스 텐스 일레븐스 트웰프스"
)
_GENERATIONS = r"(?=\s?(?:세대|여성|남성|청년|직장인|남녀|유권자|표심|지지|부부|소비자|고객|당원|층(?![가-힣])))"
_DIGITWISE = re.compile(
    rf"(?<![0-9.,])(?:(?:1020|2030|3040|4050|5060|6070){_GENERATIONS}"
    r"|[3-6]?86(?=\s?세대)|63(?=\s?빌딩)|88(?=\s?(?:서울)?\s?(?:올림픽|고속도로))|38(?=선(?![가-힣]{2}|거)))"
)
_FORMATION = re.compile(r"(?<![0-9-])[3-5](?:-[1-5]){2,3}(?![0-9-])")
_SEASON = re.compile(
    r"(?<![0-9.,])((?:(?:19|20)[0-9])?[0-9]{2}|(?:19|20)[0-9]{2})"
    r"(?:\s?[-~–/]\s?((?:19|20)?[0-9]{2}))?(?=\s?시즌)"
)
_RESULT = re.compile(r"(?<=[0-9])초([0-9]{2})(?![0-9]|\s?(?:명|개|번))")
_CHANNEL = re.compile(r"(?<![0-9.,])([12])(?=TV)")
_HEIGHT = re.compile(r"(?<=[0-9])m([0-9]{2})(?![0-9A-Za-z])")
_TOP = re.compile(
    r"(?P<word>톱|TOP|Top|빅|베스트|시즌|파트|레벨|포트|K리그)(?P<gap>\s?)(?P<number>1?[0-9])"
    r"(?=$|[^가-힣0-9.,~-]|(?:에서|에|은|는|이|가|을|를|의|로|과|와|도|까지|부터)(?![가-힣])"
    r"|[.,](?![0-9]))"
)
_HIGHEST = {"톱": 11, "TOP": 11, "Top": 11, "빅": 11, "베스트": 11}
_NUMBER_ONE = re.compile(r"(?<![A-Za-z])N[oO](?:\.\s?|\s)([0-9]{1,4})(?![0-9]|[.,][0-9])")
_ORDINAL = re.compile(r"(?<![0-9A-Za-z.,])(1st|2nd|3rd|[4-9]th|1[0-2]th)(?![A-Za-z0-9])")
_OFFER = re.compile(
    r"(?<![0-9+])([1-9])\s?\+\s?([1-9])(?=\s?(?:행사|할인|이벤트|증정|상품|구매|판매|프로모션))"
)
_MARK = re.compile(
    r"(?<![A-Za-z])(?:(?P<letters>AAA|BBB|CCC|AA(?=[+-]|\s?(?:등급|건전지))|BB(?=[+-]|\s?등급)|CC(?=[+-]|\s?등급))"
    r"|(?P<one>[A-D])(?=[+-]\s?(?:등급|로|에서|를|,|\)|$)))(?P<sign>[+-])?(?![A-Za-z0-9])"
)
_ALTERNATING = re.compile(r"(?<![A-Za-z0-9])([A-Z]{1,2})([0-9])([A-Z])([0-9])(?![A-Za-z0-9])")
_VARIANT = re.compile(r"(?<=[A-Z]{2})\.(?=[0-9])")
_SECOND = re.compile(r"-(II|III)(?![A-Za-z])")
_ROMAN = re.compile(r"(?<![A-Za-z0-9-])(II|III|VII|VIII)(?![A-Za-z])")
_ROMAN_VALUES = {"II": 2, "III": 3, "VII": 7, "VIII": 8}
_PLAY = re.compile(r"(?<![0-9.,])([1-9])\s?(판|인|가구|세대)\s?([1-9])\s?(?=(승제|표|주택))")
_PAIRS = {("판", "승제"), ("인", "표"), ("가구", "주택"), ("세대", "주택")}
_YEAR = re.compile(r"['’‘](?=[0-9]{2}(?:년|학번))")
_TIMES = re.compile(r"(?<=[0-9])\s?[xX×]\s?(?=[0-9])")
_CHANGE = re.compile(r"(?<=[0-9%원명개건도억만천조위년월일분호급p])\s?→\s?(?=[-+$€]?[0-9])")
_ENDORSED = re.compile(r"오메가\s?-?([369])(?![0-9])")


def _formation(match: re.Match[str]) -> str:
    """4-4-2 사사이: the ten players outside the goal."""
    lines = match[0].split("-")
    return one_by_one("".join(lines)) if sum(map(int, lines)) == 10 else match[0]


def _season(match: re.Match[str]) -> str:
    """2025-26시즌 이천이십오 이십육 시즌; 시즌 counts only where it is no year: 세 시즌."""
    first, last = match[1], match[2]
    if not last and len(first) < 4:
        return match[0]
    return " ".join(sino(year) for year in (first, last) if year) + " "


def _top(match: re.Match[str]) -> str:
    number = int(match["number"])
    if not 0 < number <= _HIGHEST.get(match["word"], 9):
        return match[0]
    return f"{match['word']} {ENGLISH[number]}"


def _number_one(match: re.Match[str]) -> str:
    number = int(match[1])
    if number == 1:
        return "넘버원"
    return "넘버 " + (ENGLISH[number] if number < len(ENGLISH) else sino(number))


def _mark(match: re.Match[str]) -> str:
    """Ratings and sizes: AAA 트리플에이, AA- 더블에이 마이너스, A+ 에이 플러스."""
    names = {"A": "에이", "B": "비", "C": "시", "D": "디"}
    letters = match["letters"] or match["one"]
    sign = {"+": " 플러스", "-": " 마이너스"}.get(match["sign"] or "", "")
    return ("", "", "더블", "트리플")[len(letters)] + names[letters[0]] + sign


def _alternating(match: re.Match[str]) -> str:
    """M1A2 엠원에이투, H5N1 에이치파이브엔원."""
    return "".join(
        ENGLISH[int(part)] if part.isdigit() else letter_by_letter(part) for part in match.groups()
    )


def _play(match: re.Match[str]) -> str:
    """3판 2승제, 1인 1표, 1가구 2주택: both numbers in Sino-Korean."""
    if (match[2], match[4]) not in _PAIRS:
        return match[0]
    return f"{sino(match[1])} {match[2]} {sino(match[3])} "


IDIOMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (_YEAR, lambda match: ""),
    (_CHANGE, lambda match: "에서 "),
    (_TIMES, lambda match: " 곱하기 "),
    (_DIGITWISE, lambda match: one_by_one(match[0])),
    (_FORMATION, _formation),
    (_SEASON, _season),
    (_RESULT, lambda match: f"초 {one_by_one(match[1], zero='영')}"),
    (_HEIGHT, lambda match: f"미터 {sino(match[1])}"),
    (_NUMBER_ONE, _number_one),
    (_TOP, _top),
    (_CHANNEL, lambda match: ENGLISH[int(match[1])]),
    (_ORDINAL, lambda match: _ORDINALS[int(match[1][:-2]) - 1]),
    (_OFFER, lambda match: f"{ENGLISH[int(match[1])]} 플러스 {ENGLISH[int(match[2])]}"),
    (_MARK, _mark),
    (_ALTERNATING, _alternating),
    (_VARIANT, lambda match: " 점 "),
    (_SECOND, lambda match: ENGLISH[_ROMAN_VALUES[match[1]]]),
    (_ROMAN, lambda match: str(_ROMAN_VALUES[match[1]])),
    (_ENDORSED, lambda match: "오메가" + ENGLISH[int(match[1])]),
    (_PLAY, _play),
)
"""What is looked for in the text, in this order, before codes and numbers."""
