"""Numbers in Korean words: 스물세 명, 삼십만, 사흘, 두세 곳, 절반, 재선."""

# ruff: noqa: E501 - long alternations of Korean words read better on one line

import re
from itertools import product

from pipelines.english.lists import any_of
from pipelines.faithful.numbers.measures import COUNTED, LOOSE
from pipelines.faithful.numbers.quantities import Quantity
from pipelines.faithful.numbers.units import KOREAN_UNIT, korean_units
from pipelines.korean.numbers import determiner, native

ODD = "(?:여|가량|남짓|쯤|정도)"
"""After a number that is rounded: 100여 명."""
HALF = r"(?P<half>\s?반(?![가-힣])|\s반(?=이|을|에|의|만|간|째|쯤|정도|가량))"
"""After a unit, one half more: 한 달 반."""
SCALES = {"십": 1e1, "백": 1e2, "천": 1e3, "만": 1e4, "억": 1e8, "조": 1e12}

_HALF_OF = re.compile(
    r"(?<![가-힣])반\s?(?P<unit>년|세기|시간)(?!대)|(?P<quarter>(?:4|사)\s?반세기)|(?P<week>일주일)(?P<half>\s반(?=이|을|에|의|만|간|째|쯤|정도|가량|\s|$))?|(?P<three>스리런|쓰리런|해트트릭|트리플)"
)
_SINO = {digit: value for value, digit in enumerate("영일이삼사오육칠팔구")}
_SINO_WORD = re.compile(
    rf"(?<![가-힣0-9])(?P<number>(?=[조일이삼사오육칠팔구]*[십백천만억])[일이삼사오육칠팔구십백천만억조]{{2,}}|"
    r"[일이삼사오육칠팔구]조(?=\s?(?:원|달러|유로|엔|위안|루피))|"
    r"[십백천만](?=\s?(?:여|명|원|달러|유로|엔|년|개|배|권|건|톤|킬로|미터)|\s)|"
    r"[삼사오육칠팔구](?=\s(?!차))|[일이삼사오육칠팔구](?=년|일(?=간|째|에 걸|\s?(?:동안|연속|뒤|후|전|만에))|개월|주(?=일|간|째)|세기|학년|층|자회담|연승|연패|관왕|인조|달러|유로|퍼센트|위안|파운드|센트|킬로|미터))"
    rf"(?P<odd>{ODD})?\s?{KOREAN_UNIT}"
)
_EITHER = {
    "한두": (1, 2), "두세": (2, 3), "두서너": (2, 3), "서너": (3, 4), "네다섯": (4, 5), "네댓": (4, 5), "너덧": (4, 5),
    "대여섯": (5, 6), "대엿": (5, 6), "예닐곱": (6, 7), "일고여덟": (7, 8), "여덟아홉": (8, 9), "두어": (2, 3), "댓": (5, 5),
    "너댓": (4, 5),
}  # fmt: skip
_EITHER |= {"여남은": (10, 12), "스무남은": (20, 23)} | {
    native(ten) + word: (ten + one, ten + other)
    for ten, (word, (one, other)) in product((10, 20, 30, 40, 50), _EITHER.items())
}
"""Native numerals that are either of two: 서너 명, 열두어 명."""
NATIVE = (
    {determiner(n): n for n in range(1, 100)}
    | {native(n): n for n in range(2, 100)}
    | {"석": 3, "넉": 4, "첫": 1}
    | {word: n for word, (n, _) in _EITHER.items()}
)
"""Native numerals, before what is counted and by themselves."""
_NATIVE_WORD = re.compile(rf"(?<![가-힣])(?P<number>(?>{any_of(NATIVE)}))\s?{KOREAN_UNIT}{HALF}?")
_TENS = frozenset(("서른", "마흔", "예순", "일흔", "여든", "아흔"))
_BARE_NATIVE = re.compile(
    rf"(?<![가-힣])(?P<number>둘|셋|넷|다섯|여섯|일곱|여덟|아홉|열|두|세|네|첫|둘째|셋째|넷째)(?![가-힣])|(?<![가-힣])(?P<stem>(?:둘|셋|넷|다섯|여섯|일곱)째|(?:둘|첫|셋|넷|다섯|여섯|일곱|여덟|아홉)(?=[은이을의로과도만에중뿐입인]))|(?<![가-힣])(?P<long>{any_of(word for word in NATIVE if (len(word) > 2 and NATIVE[word] > 10) or word in _TENS)})"
)
_BARE = {"둘": 2, "셋": 3, "넷": 4, "두": 2, "세": 3, "네": 4, "첫": 1, "둘째": 2, "셋째": 3, "넷째": 4, "다섯째": 5, "여섯째": 6, "일곱째": 7,
         "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9, "열": 10}  # fmt: skip
_DAYS = {"하룻밤": 1, "첫날": 1, "하루": 1, "이틀": 2, "사흘": 3, "나흘": 4, "닷새": 5, "엿새": 6, "이레": 7, "여드레": 8, "아흐레": 9,
         "열흘": 10, "열하루": 11, "열이틀": 12, "열사흘": 13, "열나흘": 14, "보름": 15}  # fmt: skip
_DAY_WORD = re.compile(rf"(?<![가-힣])(?P<days>{any_of(_DAYS)})(?!\s?이틀|사흘){HALF}?")
_BIRTHDAYS = {"환갑": 60, "회갑": 60, "칠순": 70, "고희": 70, "팔순": 80, "구순": 90}
_BIRTHDAY = re.compile(rf"(?<![가-힣])(?:{any_of(_BIRTHDAYS)})")
_DAY_OR_TWO = {
    "하루이틀": (1, 2),
    "이틀사흘": (2, 3),
    "이삼일": (2, 3),
    "사나흘": (3, 4),
    "사오일": (4, 5),
}
_TWO_DAYS = re.compile(r"(?<![가-힣])(?:하루\s?이틀|이틀사흘|이삼\s?일|사나흘|사오\s?일)")
_OTHER = re.compile(
    r"(?P<half>절반|(?<![가-힣])반(?= |값|년|시간|쪽|으로|이|을|에)|(?<=[년월주시간개일배])\s?반(?![가-힣]))|(?P<two>양(?=국|측|당|사|팀|쪽|자|후보|정상)|양\s(?=측|국|팀|후보)|쌍둥이|둘|배로|배 |재(?=선|임|발)|갑절|곱절|더블|쌍둥이|남북한?|부부|두배)"
    r"|(?P<one>처음|최초|첫|단독|유일|초대|(?<![가-힣])(?:한|단 한|하나)(?![가-힣])|하나(?=[뿐의로도만]))|(?P<ten>십년|십 년)"
    r"|(?<![가-힣])(?P<sino>[삼사오육칠팔구])(?=형제|남매|자매|부자(?!재)|모녀|파전)"
)

_OTHER_VALUES = {"half": 0.5, "two": 2.0, "one": 1.0, "ten": 10.0}


def halves(text: str) -> list[Quantity]:
    """반년, 4반세기, 일주일 and other words that are a number with its unit."""
    found = []
    for match in _HALF_OF.finditer(text):
        value, unit = (0.5, match["unit"]) if match["unit"] else (3.0, "")
        if match["quarter"]:
            value, unit = 0.25, "세기"
        elif match["week"]:
            value, unit = 1.5 if match["half"] else 1.0, "주"
        found.append(Quantity(value, unit, match.span(), match[0], False))
    return found


def sino(word: str) -> float:
    """십오만 as 150,000; 0 where it is no number."""
    if word.isdigit():
        return float(word)
    total = below = digit = 0.0
    for character in word:
        if character in _SINO:
            digit = _SINO[character]
        elif SCALES[character] >= 1e4:
            total += ((below + digit) or 1) * SCALES[character]
            below = digit = 0.0
        else:
            below += (digit or 1) * SCALES[character]
            digit = 0.0
    return total + below + digit


def counted(text: str) -> list[Quantity]:
    """With what they count or measure: 스물세 명, 삼십만 원, 사흘."""
    found = []
    for match in _SINO_WORD.finditer(text):
        unit = korean_units()[match["unit"]]
        found.append(
            Quantity(
                sino(match["number"]),
                unit,
                match.span(),
                match[0],
                False,
                bool(match["odd"]),
                over=bool(match["odd"]),
            )
        )
    for match in _NATIVE_WORD.finditer(text):
        number = match["number"]
        if not _counts(match):
            continue
        unit = COUNTED if match["unit"] == "분" else korean_units()[match["unit"]]  # 두 분
        value = NATIVE[number] + (0.5 if match["half"] else 0.0)
        also = ((float(_EITHER[number][1]), unit),) if number in _EITHER else ()
        if match["unit"] == "주":
            also = (*also, (value, COUNTED))
        needed = value > 2 and number not in _EITHER
        found.append(Quantity(value, unit, match.span(), match[0], needed, also=also))
    for match in _DAY_WORD.finditer(text):
        days = _DAYS[match["days"]] + (0.5 if match["half"] else 0.0)
        found.append(Quantity(days, "일", match.span(), match[0], False))
    for match in _TWO_DAYS.finditer(text):
        one, other = _DAY_OR_TWO[match[0].replace(" ", "")]
        also = ((float(other), "일"),)
        found.append(Quantity(float(one), "일", match.span(), match[0], False, also=also))
    for match in _BIRTHDAY.finditer(text):
        found.append(Quantity(float(_BIRTHDAYS[match[0]]), "년", match.span(), match[0], False))
    return found


def _counts(match: re.Match[str]) -> bool:
    """Whether a native numeral and its unit are surely that, and not the beginning of other words
    (세대, 두 주민)."""
    unit = match["unit"]
    if " " in match[0]:
        measures = len(unit) == 1 and korean_units()[unit] not in LOOSE
        return not (measures and _GOES_ON.match(match.string, match.end()))
    return len(match["number"]) > 1 or unit in _SURE_COUNTERS


_GOES_ON = re.compile("[가-힣](?<![이가을를은는의에도만과와로으까부간째쯤당씩여짜정인동전후뒤])")
"""No particle: 두 주민 is not 두 주."""
_SURE_COUNTERS = frozenset(
    ("명", "개", "번", "번째", "차례", "가지", "시간", "달", "살", "곳", "군데", "마리", "배")
)


def bare(text: str) -> list[Quantity]:
    """By themselves, and words with a number in them: 셋, 절반, 양국, 재선."""
    found = []
    for match in _BARE_NATIVE.finditer(text):
        if match["long"]:
            found.append(Quantity(float(NATIVE[match["long"]]), "", match.span(), match[0], False))
            continue
        number = match["number"] or match["stem"]
        # 세 is a tax and 네 is yes or yours as well.
        needed = len(number) > 1 and _BARE[number] > 4 and text[match.end() :][:1] == " "
        unit = COUNTED if text[match.end() :][:1] == " " else ""
        found.append(Quantity(float(_BARE[number]), unit, match.span(), match[0], needed))
    for match in _OTHER.finditer(text):
        value = _OTHER_VALUES.get(match.lastgroup or "") or float(_SINO[match[0]])
        also = ((50.0, "퍼센트"),) if match["half"] else ()
        if match[0] == "한":  # a certain
            found.append(Quantity(value, COUNTED, match.span(), match[0], False))
            continue
        unit = "배" if match[0] in ("배로", "배 ", "두배", "갑절", "곱절") else ""
        found.append(Quantity(value, unit, match.span(), match[0], False, also=also))
    return found
