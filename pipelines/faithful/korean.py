"""The numbers, dates and times of Korean text: 1억 8,600만 달러, 세 개, 3분의 2, 오전 7시 30분, 사흘."""

# ruff: noqa: E501 - long alternations of Korean words read better on one line

import re
from functools import lru_cache

from pipelines.english.lists import any_of
from pipelines.faithful.quantities import CLOCK, HALF_CLOCK, Quantity
from pipelines.faithful.units import korean_units
from pipelines.korean.numbers import AMOUNT, amount, determiner, native

_UNIT = any_of(korean_units())
_ODD = r"(?:여|가량|남짓|쯤|정도)"
_NOT_UNIT = r"(?!일본|일부|일반|일간지|분의|조사|조직|명령|개최|개막|개인|대통령|대표|대회|대사|위원|차량|차관|세계|점차|원인|장관|기자)"
_CODE = re.compile(
    r"[A-Za-z]+-?[0-9]+[A-Z0-9]*|(?<=[가-힣])[0-9]+(?=바이러스|호기)|코로나\s?19|[69][·./][0-9]{1,2}(?= ?테러| ?전쟁|사건)"
)
_FRACTION = re.compile(
    r"(?P<bottom>[0-9]+|[이삼사오육칠팔구십]+)\s?분의\s?(?P<top>[0-9]+|[일이삼사오육칠팔구])"
)
_CLOCK = re.compile(
    r"(?:(?P<half>오전|오후|새벽|아침|저녁|밤|낮)\s?)?(?P<hour>[0-9]{1,2}|열두|열한|[한두세네]|다섯|여섯|일곱|여덟|아홉|열)\s?시"
    r"(?!간|즌|리|장|민|작|도|위|설|내|아)(?:\s?(?P<minute>[0-9]{1,2})\s?분|\s?(?P<thirty>반))?"
    r"|(?<![0-9:])(?P<hour24>[01]?[0-9]|2[0-4]):(?P<minute24>[0-5][0-9])(?![0-9:])|(?P<named>정오|자정)"
)
_EVENING = ("오후", "저녁", "밤", "낮")
_SCALED = {"십": 1e1, "백": 1e2, "천": 1e3, "만": 1e4, "억": 1e8, "조": 1e12}
_VAGUE = re.compile(
    r"(?<![가-힣])수(?P<scales>[십백천]?[만억조]?)(?=\s?(?:여|명|개|건|년|일|달|주|시간|대|채|차|척|편|마리|곳|달러|원|유로|번|회|차례|분|발|톤|km|구|명|군데|억|만|권|장))"
)
_SINO = {digit: value for value, digit in enumerate("영일이삼사오육칠팔구")}
_SINO_WORD = re.compile(
    rf"(?<![가-힣0-9])(?P<number>[일이삼사오육칠팔구십백천만억조]{{2,}}|[십백천만]|[삼사오육칠팔구](?=\s?[가-힣]{{2}})|"
    rf"[일이](?=\s?(?:달러|유로|퍼센트|위안|파운드|센트|킬로|미터)))(?P<odd>{_ODD})?\s?(?P<unit>{_UNIT}){_NOT_UNIT}"
)
_NATIVE = (
    {determiner(n): n for n in range(1, 100)}
    | {native(n): n for n in range(2, 100)}
    | {"석": 3, "넉": 4, "서너": 3, "두세": 2, "한두": 1, "첫": 1, "두어": 2}
)
_NATIVE_WORD = re.compile(
    rf"(?<![가-힣])(?P<number>{any_of(_NATIVE)})\s?(?P<unit>{_UNIT}){_NOT_UNIT}"
)
_BARE_NATIVE = re.compile(
    r"(?<![가-힣])(?P<number>둘|셋|넷|다섯|여섯|일곱|여덟|아홉|열|두|세|네|첫|둘째|셋째|넷째)(?![가-힣])|(?<![가-힣])(?P<stem>둘|첫|셋)(?=[은이을의로째과도])"
)
_BARE = {"둘": 2, "셋": 3, "넷": 4, "두": 2, "세": 3, "네": 4, "첫": 1, "둘째": 2, "셋째": 3, "넷째": 4,
         "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9, "열": 10}  # fmt: skip
_DAYS = {"하루": 1, "이틀": 2, "사흘": 3, "나흘": 4, "닷새": 5, "엿새": 6, "이레": 7, "여드레": 8, "아흐레": 9,
         "열흘": 10, "보름": 15}  # fmt: skip
_DAY_WORD = re.compile(rf"(?<![가-힣])(?:{any_of(_DAYS)})")
_OTHER = re.compile(
    r"(?P<half>절반|(?<![가-힣])반(?= |값|년|시간|쪽|으로|이|을|에)|(?<=[년월주시간개일배])\s?반(?![가-힣]))|(?P<two>양(?=국|측|당|사|팀|쪽|자|후보|정상)|양\s(?=측|국|팀|후보)|쌍둥이|모두|둘|배로|배 |재(?=선|임|발))"
    r"|(?P<one>처음|최초|첫|단독|유일|초대|한)|(?P<ten>십년|십 년)"
)
_NUMBER = re.compile(
    rf"(?P<minus>영하\s?|마이너스\s?|(?<![\w)~-])-)?(?P<sign>[$€£¥₩]|US\$)?(?P<amount>{AMOUNT})(?P<odd>{_ODD})?"
    rf"(?:\s?(?P<unit>{_UNIT}){_NOT_UNIT})?(?P<odd2>\s?{_ODD})?"
)
_SIGNS = {"$": "달러", "US$": "달러", "€": "유로", "£": "파운드", "¥": "엔", "₩": "원"}
_RANGE = re.compile(r"\s?(?:~|-|–|∼|에서|내지|,|부터|대|·)\s?")
_ABOUT_BEFORE = re.compile(
    r"(?:약|거의|최소|최대|대략|무려|얼추|총|적어도|근)\s?(?:[0-9,]+[년월일]?\s?)?$|한\s$"
)
_ABOUT_AFTER = re.compile(
    r"\s?(?:여|가까[운이]|정도|이상|이하|넘|안팎|쯤|가량|남짓|미만|선|대(?![0-9가-힣])|을 넘|를 넘|도 안|에 달|에 육박|에 이르)"
)
_TWO_OR_THREE = re.compile(r"(?<![0-9])([1-9])[,~·]\s?$")


@lru_cache(maxsize=512)
def quantities(text: str) -> tuple[Quantity, ...]:
    """The numbers of Korean text in the order they are written.

    Numbers in words are not `needed`: short ones are part of many other words.
    """
    found: list[Quantity] = []
    hidden = text
    for reader in (_codes, _fractions, _clocks, _vague, _numbers, _words, _rest):
        for quantity in reader(hidden):
            found.append(quantity)
            start, end = quantity.span
            hidden = hidden[:start] + "\0" * (end - start) + hidden[end:]
    return tuple(sorted(found, key=lambda quantity: quantity.span))


def _codes(text: str) -> list[Quantity]:
    return [
        Quantity(float(number[0]), "", code.span(), code[0], needed=False)
        for code in _CODE.finditer(text)
        for number in re.finditer("[0-9]{1,9}", code[0])
    ]


def _fractions(text: str) -> list[Quantity]:
    found = []
    for match in _FRACTION.finditer(text):
        bottom, top = _sino(match["bottom"]), _sino(match["top"])
        if bottom:
            found.append(Quantity(top / bottom, "", match.span(), match[0]))
    return found


def _clocks(text: str) -> list[Quantity]:
    found = []
    for match in _CLOCK.finditer(text):
        unit = CLOCK
        if match["named"]:
            value = 720 if match["named"] == "정오" else 0
        elif match["hour24"]:
            value = int(match["hour24"]) * 60 + int(match["minute24"])
            unit = CLOCK if value >= 780 else HALF_CLOCK
        else:
            hour = int(match["hour"]) if match["hour"].isdigit() else _NATIVE[match["hour"]]
            minute = 30 if match["thirty"] else int(match["minute"] or 0)
            if match["half"] in _EVENING and hour < 12 and not (match["half"] == "밤" and hour < 5):
                hour += 12
            elif match["half"] in ("오전", "새벽") and hour == 12:
                hour = 0
            elif not match["half"] and hour <= 12:
                unit = HALF_CLOCK
            value = hour * 60 + minute
        found.append(
            Quantity(
                float(value),
                unit,
                match.span(),
                match[0],
                needed=any(c.isdigit() for c in match[0]),
            )
        )
    return found


def _vague(text: str) -> list[Quantity]:
    found = []
    for match in _VAGUE.finditer(text):
        value = 1.0
        for scale in match["scales"]:
            value *= _SCALED[scale]
        if match["scales"]:
            found.append(Quantity(value, "", match.span(), match[0], vague=True, about=True))
    return found


def _numbers(text: str) -> list[Quantity]:
    found: list[Quantity] = []
    for match in _NUMBER.finditer(text):
        value = float(amount(match["amount"]).value)
        unit = korean_units().get(match["unit"] or "", "")
        unit = _SIGNS.get(match["sign"] or "", unit)
        about = bool(match["odd"] or match["odd2"]) or bool(_ABOUT_AFTER.match(text, match.end()))
        about = about or bool(_ABOUT_BEFORE.search(text, max(0, match.start() - 12), match.start()))
        if match["minus"]:
            value = -value
        start = match.start("sign") if match["sign"] else match.start("amount")
        if (
            found
            and not found[-1].unit
            and _RANGE.fullmatch(text, found[-1].span[1], match.start())
        ):
            before = found[-1]
            found[-1] = Quantity(
                before.value, unit, before.span, before.written, before.needed, before.about
            )
        two = _TWO_OR_THREE.search(text, max(0, start - 3), start)
        needed = not (two and float(two[1]) + 1 == value)
        found.append(
            Quantity(
                value, unit, (start, match.end()), text[start : match.end()].strip(), needed, about
            )
        )
    return found


def _sino(word: str) -> float:
    """십오만 as 150,000; 0 where it is no number."""
    if word.isdigit():
        return float(word)
    total = below = digit = 0.0
    for character in word:
        if character in _SINO:
            digit = _SINO[character]
        elif _SCALED[character] >= 1e4:
            total += ((below + digit) or 1) * _SCALED[character]
            below = digit = 0.0
        else:
            below += (digit or 1) * _SCALED[character]
            digit = 0.0
    return total + below + digit


def _words(text: str) -> list[Quantity]:
    found = []
    for match in _SINO_WORD.finditer(text):
        unit = korean_units()[match["unit"]]
        found.append(
            Quantity(
                _sino(match["number"]), unit, match.span(), match[0], False, bool(match["odd"])
            )
        )
    for match in _NATIVE_WORD.finditer(text):
        unit = korean_units()[match["unit"]]
        found.append(Quantity(float(_NATIVE[match["number"]]), unit, match.span(), match[0], False))
    for match in _DAY_WORD.finditer(text):
        found.append(Quantity(float(_DAYS[match[0]]), "일", match.span(), match[0], False))
    return found


def _rest(text: str) -> list[Quantity]:
    found = []
    for match in _BARE_NATIVE.finditer(text):
        number = match["number"] or match["stem"]
        found.append(Quantity(float(_BARE[number]), "", match.span(), match[0], False))
    for match in _OTHER.finditer(text):
        value = {"half": 0.5, "two": 2.0, "one": 1.0, "ten": 10.0}[match.lastgroup or "one"]
        found.append(Quantity(value, "", match.span(), match[0], False))
    return found
