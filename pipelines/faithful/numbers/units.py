"""Units of measure and money in both languages, by what they are called in Korean."""

# ruff: noqa: E501 - Hangul counts double

from functools import cache

from pipelines.english.lists import any_of, readings
from pipelines.faithful.tables import lines
from pipelines.korean.numbers import counters
from pipelines.korean.units import MONEY, PREFIXED, UNITS

_MORE_ENGLISH = {
    "percent": "퍼센트", "per cent": "퍼센트", "%": "퍼센트", "percentage point": "퍼센트포인트",
    "percentage-point": "퍼센트포인트", "pp": "퍼센트포인트", "year": "년", "years old": "년", "month": "개월", "week": "주",
    "day": "일", "hour": "시간", "minute": "분", "second": "초", "century": "세기", "centuries": "세기",
    "metre": "미터", "kilometre": "킬로미터", "centimetre": "센티미터", "millimetre": "밀리미터", "litre": "리터",
    "tonne": "톤", "ton": "톤", "metric ton": "톤", "acre": "에이커", "barrel": "배럴", "degree": "도", "inch": "인치",
    "inches": "인치", "foot": "피트", "feet": "피트", "pound": "파운드",
    "gallon": "갤런", "ounce": "온스", "mile": "마일", "knot": "노트", "watt": "와트", "basis point": "베이시스포인트",
    "square mile": "제곱마일", "square metre": "제곱미터", "square kilometre": "제곱킬로미터", "square foot": "제곱피트",
    "square feet": "제곱피트", "cubic foot": "세제곱피트", "cubic feet": "세제곱피트", "cubic metre": "세제곱미터",
    "yard": "야드", "calorie": "칼로리", "hectare": "헥타르",
    "quarter": "분기", "point": "점", "decade": "년", "time": "배", "fold": "배", "kilo": "킬로그램", "gigabyte": "기가바이트",
    "nautical mile": "해리", "light-year": "광년", "light year": "광년", "degree Celsius": "섭씨도", "degree C": "섭씨도",
    "degrees Celsius": "섭씨도", "degrees C": "섭씨도", "degree centigrade": "섭씨도", "degrees centigrade": "섭씨도",
    "Celsius": "섭씨도", "°C": "섭씨도", "℃": "섭씨도", "degree Fahrenheit": "화씨도", "degrees Fahrenheit": "화씨도",
    "degrees F": "화씨도", "degree F": "화씨도", "Fahrenheit": "화씨도", "°F": "화씨도", "℉": "화씨도",
    "microgram": "마이크로그램", "milligram": "밀리그램", "gram": "그램", "carat": "캐럿", "decibel": "데시벨",
    "watt-hour": "와트시", "volt": "볼트", "kilovolt": "킬로볼트", "terabyte": "테라바이트", "megabyte": "메가바이트", "pct": "퍼센트", "percentage points": "퍼센트포인트",
    "pct point": "퍼센트포인트", "percent point": "퍼센트포인트", "bp": "베이시스포인트", "millisecond": "밀리초",
    "year of age": "년", "years of age": "년", "square yard": "제곱야드", "anniversary": "년",
    "part per million": "피피엠", "ppm": "피피엠", "ppb": "피피비", "parts per million": "피피엠", "parts per billion": "피피비", "horsepower": "마력",
    "megaton": "메가톤", "kiloton": "킬로톤", "bushel": "부셸", "pint": "파인트", "kilocalorie": "킬로칼로리",
    "terawatt-hour": "테라와트시", "kilowatt hour": "킬로와트시", "megapixel": "메가픽셀", "millibar": "밀리바",
    "quarterly": "분기", "monthly": "개월", "weekly": "주", "yearly": "년", "annual": "년", "daily": "일",
}  # fmt: skip
_MORE_KOREAN = {
    "년": "년", "해": "년", "살": "년", "세": "년", "년간": "년", "년도": "년", "학년도": "년", "연간": "년", "주년": "년", "년째": "년", "개년": "년",
    "개월": "개월", "달": "개월", "월": "월", "주": "주", "주일": "주", "주간": "주", "일": "일", "일간": "일",
    "시간": "시간", "분": "분", "초": "초", "세기": "세기", "분기": "분기", "년대": "대", "대": "대", "배": "배",
    "번째": "째", "째": "째", "차": "째", "위": "째", "등": "째", "호": "째", "급": "째", "기": "째", "선": "째",
    "프로": "퍼센트", "킬로": "킬로", "평방미터": "제곱미터", "평방마일": "제곱마일", "제곱마일": "제곱마일",
    "평방킬로미터": "제곱킬로미터", "큐빅피트": "세제곱피트", "세제곱피트": "세제곱피트", "입방피트": "세제곱피트",
    "위안화": "위안", "불": "달러", "조각": "개", "센티": "센티미터", "밀리": "밀리미터", "점": "점", "도": "도",
    "해리": "해리", "광년": "광년", "살배기": "년", "세짜리": "년", "주기": "년", "년여": "년", "개월여": "개월", "시간여": "시간", "달여": "개월", "주째": "주",
    "개월째": "개월", "시간째": "시간", "달째": "개월", "일째": "일", "년차": "년",    "평": "평", "마력": "마력", "메가톤": "메가톤", "부셸": "부셸", "파인트": "파인트", "메가픽셀": "메가픽셀", "화소": "메가픽셀",
    "밀리바": "밀리바", "개 분기": "분기", "개분기": "분기", "쿼터": "째", "국": "개", "자": "개", "인": "개", "명분": "개",
    "동": "개", "부씩": "개", "페이지": "개", "세트": "개", "학년": "째", "회": "개", "회째": "째", "개국": "개",
    "%포인트": "퍼센트포인트", "퍼센트 포인트": "퍼센트포인트", "포인트": "", "갤런": "갤런", "갤론": "갤런",
    "제곱피트": "제곱피트", "평방피트": "제곱피트", "미터": "미터", "톤": "톤", "퍼센트": "퍼센트", "%p": "퍼센트포인트",
    "비피": "베이시스포인트", "bp": "베이시스포인트", "베이시스포인트": "베이시스포인트",
}  # fmt: skip


@cache
def english_units() -> dict[str, str]:
    """English units as written, in the singular and plural and as abbreviations, in Korean."""
    found: dict[str, str] = {}
    for sign, names in readings("units").items():
        korean = PREFIXED[sign][1] if sign in PREFIXED else UNITS.get(sign)
        if not korean:
            continue
        for name in map(str.strip, names.split(",")):
            found[name] = found[name.replace(" ", "-")] = korean
        if len(sign) > 1 or not sign.isalpha() or sign in "mgLWt":
            found[sign] = korean
    for name, korean in _MORE_ENGLISH.items():
        found[name] = korean
        found[name.replace(" ", "-")] = korean
        if name[-1].isalpha() and not name.endswith("s"):
            found[name + "s"] = korean
    for english, korean_names in money():
        found |= dict.fromkeys(english, korean_names[0])
    found |= {"mph": "마일", "kph": "킬로미터", "km/h": "킬로미터"}
    found.pop("in", None)  # ten in London
    found.pop("mark", None)
    found.pop("marks", None)
    return found


@cache
def money() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """Currencies by their English and their Korean names (`data/money.txt`)."""
    halves = (line.partition(" = ") for line in lines("money"))
    return tuple((tuple(english.split()), tuple(korean.split())) for english, _, korean in halves)


ENGLISH_UNIT = any_of(
    {
        form
        for unit in english_units()
        if len(unit) > 1 or not unit.isalpha()
        for form in (unit, unit[0].upper() + unit[1:] if len(unit) > 3 else unit)
    }
)
"""A pattern of a unit after an English number."""


@cache
def english_money() -> dict[str, str]:
    """Signs of money before a number, in Korean, longest first."""
    signs = {sign: MONEY[sign].split()[-1] for sign in readings("currencies") if sign in MONEY}
    more = {
        "U.S.$": "달러",
        "Rs": "루피",
        "Rs.": "루피",
        "Rp": "루피아",
        "Fr.": "프랑",
        "kr": "크로네",
        "RM": "링깃",
    }
    for english, korean in money():
        more |= {code: korean[0] for code in english if code.isupper()}
    return dict(sorted((signs | more).items(), key=lambda item: -len(item[0])))


@cache
def korean_units() -> dict[str, str]:
    """Korean units and counters as written; all that is only counted is 개."""
    found = dict.fromkeys(counters(), "개")
    found |= {name: name for name in UNITS.values()}
    found |= {name.split()[-1]: name.split()[-1] for name in MONEY.values()}
    found |= {sign: name for sign, name in UNITS.items() if sign not in ("A", "V", "J", "K", "in")}
    found |= {sign: name for sign, (_, name) in PREFIXED.items()}
    found |= {"℃": "섭씨도", "°C": "섭씨도", "℉": "화씨도", "°F": "화씨도"}
    found |= {name: names[0] for _, names in money() for name in names}
    found |= {
        name: name
        for name in (
            "캐럿",
            "제곱야드",
            "마일",
            "피트",
            "인치",
            "에이커",
            "배럴",
            "온스",
            "톤",
            "헥타르",
            "야드",
            "노트",
        )
    }
    del found["살인"]  # 스무 살인
    return found | _MORE_KOREAN


KOREAN_UNIT = rf"(?P<unit>{any_of(korean_units())})"
"""A pattern of a unit after a Korean number."""
