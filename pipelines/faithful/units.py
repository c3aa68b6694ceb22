"""Units of measure and money in both languages, by what they are called in Korean."""

# ruff: noqa: E501 - Hangul counts double

from functools import cache

from pipelines.english.lists import readings
from pipelines.korean.numbers import counters
from pipelines.korean.units import MONEY, PREFIXED, UNITS

_MORE_ENGLISH = {
    "percent": "퍼센트", "per cent": "퍼센트", "%": "퍼센트", "percentage point": "퍼센트포인트",
    "percentage-point": "퍼센트포인트", "pp": "퍼센트포인트", "year": "년", "years old": "년", "month": "개월", "week": "주",
    "day": "일", "hour": "시간", "minute": "분", "second": "초", "century": "세기", "centuries": "세기",
    "metre": "미터", "kilometre": "킬로미터", "centimetre": "센티미터", "millimetre": "밀리미터", "litre": "리터",
    "tonne": "톤", "ton": "톤", "metric ton": "톤", "acre": "에이커", "barrel": "배럴", "degree": "도", "inch": "인치",
    "inches": "인치", "foot": "피트", "feet": "피트", "buck": "달러", "cent": "센트", "euro": "유로", "pound": "파운드",
    "won": "원", "yen": "엔", "yuan": "위안", "renminbi": "위안", "ruble": "루블", "rouble": "루블", "rupee": "루피",
    "gallon": "갤런", "ounce": "온스", "mile": "마일", "knot": "노트", "watt": "와트", "basis point": "베이시스포인트",
    "square mile": "제곱마일", "square metre": "제곱미터", "square kilometre": "제곱킬로미터", "square foot": "제곱피트",
    "square feet": "제곱피트", "cubic foot": "세제곱피트", "cubic feet": "세제곱피트", "cubic metre": "세제곱미터",
    "yard": "야드", "calorie": "칼로리", "hectare": "헥타르", "dollar": "달러", "franc": "프랑", "peso": "페소",
    "quarter": "분기", "point": "점", "decade": "년", "time": "배", "fold": "배", "kilo": "킬로그램", "gigabyte": "기가바이트",
}  # fmt: skip
_MORE_KOREAN = {
    "년": "년", "해": "년", "살": "년", "세": "년", "년간": "년", "연간": "년", "주년": "년", "년째": "년", "개년": "년",
    "개월": "개월", "달": "개월", "월": "월", "주": "주", "주일": "주", "주간": "주", "일": "일", "일간": "일",
    "시간": "시간", "분": "분", "초": "초", "세기": "세기", "분기": "분기", "년대": "대", "대": "대", "배": "배",
    "번째": "째", "째": "째", "차": "째", "위": "째", "등": "째", "호": "째", "급": "째", "기": "째", "선": "째",
    "프로": "퍼센트", "킬로": "킬로미터", "평방미터": "제곱미터", "평방마일": "제곱마일", "제곱마일": "제곱마일",
    "평방킬로미터": "제곱킬로미터", "큐빅피트": "세제곱피트", "세제곱피트": "세제곱피트", "입방피트": "세제곱피트",
    "위안화": "위안", "불": "달러", "조각": "개", "센티": "센티미터", "밀리": "밀리미터", "점": "", "도": "도",
    "%포인트": "퍼센트포인트", "퍼센트 포인트": "퍼센트포인트", "포인트": "", "갤런": "갤런", "갤론": "갤런",
    "제곱피트": "제곱피트", "평방피트": "제곱피트", "엔화": "엔", "유로화": "유로", "미터": "미터", "톤": "톤",
}  # fmt: skip


@cache
def english_units() -> dict[str, str]:
    """English units as written, in the singular and plural and as abbreviations, in Korean."""
    found: dict[str, str] = {}
    for sign, names in readings("units").items():
        korean = PREFIXED[sign][1] if sign in PREFIXED else UNITS.get(sign)
        if not korean:
            continue
        found |= dict.fromkeys((name.strip() for name in names.split(",")), korean)
        if len(sign) > 1 or not sign.isalpha() or sign in "mgLWt":
            found[sign] = korean
    for name, korean in _MORE_ENGLISH.items():
        found[name] = korean
        found[name.replace(" ", "-")] = korean
        if name[-1].isalpha() and not name.endswith("s"):
            found[name + "s"] = korean
    found |= {"mph": "마일", "kph": "킬로미터", "km/h": "킬로미터", "in": ""}
    return found


@cache
def english_money() -> dict[str, str]:
    """Signs of money before a number, in Korean, longest first."""
    signs = {sign: MONEY[sign].split()[-1] for sign in readings("currencies") if sign in MONEY}
    more = {"U.S.$": "달러", "CNY": "위안", "RMB": "위안", "Rs": "루피", "Rs.": "루피"}
    return dict(sorted((signs | more).items(), key=lambda item: -len(item[0])))


@cache
def korean_units() -> dict[str, str]:
    """Korean units and counters as written; all that is only counted is 개."""
    found = dict.fromkeys(counters(), "개")
    found |= {name: name for name in UNITS.values()}
    found |= {name.split()[-1]: name.split()[-1] for name in MONEY.values()}
    found |= {sign: name for sign, name in UNITS.items() if sign not in ("A", "V", "J", "K", "in")}
    found |= {sign: name for sign, (_, name) in PREFIXED.items()}
    money = ("달러", "원", "엔", "위안", "유로", "파운드", "센트", "루블", "루피", "페소", "프랑", "마일", "피트",
             "인치", "에이커", "배럴", "온스", "톤", "헥타르", "리라", "야드", "노트")  # fmt: skip
    found |= {name: name for name in money}
    return found | _MORE_KOREAN
