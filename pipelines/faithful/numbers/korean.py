"""The numbers, dates and times of Korean text: 1억 8,600만 달러, 세 개, 3분의 2, 오전 7시 30분."""

# ruff: noqa: E501 - long alternations of Korean words read better on one line

import re
from dataclasses import replace
from functools import lru_cache

from pipelines.english.lists import any_of
from pipelines.faithful.numbers import korean_words as words
from pipelines.faithful.numbers.korean_words import HALF, ODD, SCALES
from pipelines.faithful.numbers.measures import (
    CLOCK,
    COUNTED,
    HALF_CLOCK,
    ORDINAL,
    Reading,
    percent,
)
from pipelines.faithful.numbers.quantities import Quantity, compounds
from pipelines.faithful.numbers.units import KOREAN_UNIT, korean_units, money
from pipelines.korean.numbers import AMOUNT, amount

_OF_A_COUNTRY = (
    r"(?:(?:미국|미|호주|캐나다|홍콩|대만|싱가포르|뉴질랜드|스위스|영국|체코|노르웨이|스웨덴|덴마크|멕시코|필리핀|인도|파키스탄|튀르키예|터키|"
    r"이집트|레바논|시리아|이란|이라크|쿠웨이트|요르단|아르헨티나|칠레|콜롬비아|쿠바|케냐|남아프리카공화국|남아공|러시아|중국|일본|브라질|자메이카|"
    r"아이슬란드|모로코|튀니지|알제리|리비아|세르비아|사우디|오만|카타르|네팔|스리랑카|탄자니아|우간다|소말리아|짐바브웨|콩고|르완다)\s?"
    r"(?=달러|프랑|파운드|코루나|크로네|크로나|페소|루피|리라|리알|디나르|실링|랜드|루블|위안|엔|헤알))?"
)
"""Whose money it is, where the number stands before it: 8억 스위스 프랑."""
_AVERAGE = re.compile(
    r"(?P<tenths>[0-9])할(?:\s?(?P<hundredths>[0-9])푼)?(?:\s?(?P<thousandths>[0-9])리)?"
)
"""A batting average: 2할6푼8리 is .268."""
_SPLIT = re.compile(
    r"(?P<whole>[0-9]{1,3})(?P<unit>초(?:\s(?=[0-9]{2}(?:[에으의]|$)))?|m|미터)(?P<part>[0-9]{1,3})(?![0-9,.])(?!\s?(?:명|초|m|개|위|년|월|일|c|㎝|센티))"
)
"""9초58 and 8m31: the decimals stand after the unit."""
_PLACE = re.compile(
    r"제\s?(?P<number>[0-9]{1,4})(?:\s?(?P<article>조|항|호|장|절|편)(?![0-9억만])|"
    r"(?=원|일[당야본]|공|국|야|여|도시|당|금|세계|의|터|노|교|부|사단|형|종|외))"
)
"""What is one of a row: 제5조 of a law is no 5,000,000,000,000, and 제1원전 no money."""
_KICK_OFF = re.compile(
    r"(?P<extra>연장\s?)?(?P<half>전반|후반)(?P<stoppage>\s?추가\s?시간)?\s?(?:종료\s)?$"
)
_ASIDE = re.compile(
    r"\((?:약|한화|우리\s?돈|원화|대략|[^()]{0,6}한화)[^()]*$|우리\s?돈으로?[^()]{0,6}$"
)
"""What Korean papers convert for their readers: (약 1,300억 원)."""
_CODE = re.compile(
    r"(?<![A-Za-z0-9])[A-Za-z]+-?[0-9]+[A-Z0-9]*|(?<=[가-힣])[0-9]+(?=바이러스|호기)|코로나\s?19|[0-9]{1,2}[·.][0-9]{1,2}(?=\s?(?:전쟁|운동|테러|사건|혁명|사태|항쟁|절|민주|쿠데타|참사|난입))|[69][·./][0-9]{1,2}(?= ?테러| ?전쟁|사건)"
)
_FRACTION = re.compile(
    rf"(?P<bottom>{AMOUNT}|[이삼사오육칠팔구십백천만]+)\s?분의\s?(?P<top>[0-9]+|[일이삼사오육칠팔구])"
)
_CLOCK = re.compile(
    r"(?:(?P<half>오전|오후|새벽|아침|저녁|밤|낮)\s?)?(?P<hour>[0-9]{1,2}|열두|열한|[한두세네]|다섯|여섯|일곱|여덟|아홉|열)\s?시"
    r"(?!간|즌|리|장|민|작|도|위|설|내|아)(?:\s?(?P<minute>[0-9]{1,2})\s?분|\s?(?P<thirty>반))?"
    r"|(?<![0-9:])(?P<hour24>[01]?[0-9]|2[0-4]):(?P<minute24>[0-5][0-9])(?![0-9:])|(?P<named>정오|자정)"
)
_FROM = re.compile(r"(?<![0-9.,:])(?P<hour>1?[0-9]|2[0-4])\s?[~∼–-]\s?$")
"""The first hour of two: 오후 6~9시."""
_EVENING = ("오후", "저녁", "밤", "낮")
_VAGUE = re.compile(
    r"(?<![가-힣])(?:수|몇\s?|(?P<teens>십수))(?P<scales>[십백천]?[만억조]?)(?=\s?(?:여|명|개|건|년|일|달|주|시간|대|채|차|척|편|마리|곳|달러|원|유로|번|회|차례|분|발|톤|km|구|명|군데|억|만|권|장|가구|여명|미터|마일|가지|회사|통|점|잔|그루|킬로|배|%|퍼센트|세기|표|페이지|쪽|종|석|대의|일간|㎞|㎏|kg))"
)
_MIXED = (
    r"(?:(?:[0-9]+\s?[만억조]\s?)*(?:[0-9][십백천]\s?){2,4}[0-9]?(?:\s?[만억조])?(?:\s?[0-9]+\s?만)?"
    r"|(?:[0-9]{1,4}\s?[만억조]\s?){1,3}[0-9],[0-9]{3}(?![0-9,]|\s?[십백천만억조]))"
)
"""Every power with its digit, or a comma after a power: 3억4천5백만, 34만1,228."""
_SPACED = r"[0-9]{1,4}[만억조] [0-9]{1,4}(?:\.[0-9]{1,2})?"
"""The rest after a space: 3만 800, 3만 8926.45."""
_COUNTS = (
    rf"(?=여|\s?(?!년|월|일|시(?!간)|분|주|초|달(?!러)|개월|세(?!대|트)|살|위(?!안)|차|등|%|퍼센트|프로|도(?![를가의])){KOREAN_UNIT.replace('?P<unit>', '?:')}|"
    r"(?:으로|로|에|을|를|이|가|까지|에서|선)(?![가-힣])|[.,]?$)"
)
"""What follows a number that counts, and is no date, age or share."""
_SECTION = r"(?:[0-9]천[0-9]{1,3}(?![0-9])|[0-9]천|[0-9]{1,4})"
_THOUSANDS = (
    r"(?=[0-9만억조\s]{0,12}[0-9]천[0-9]{1,3}(?![0-9,.십백천]))"
    rf"(?:{_SECTION}[만억조](?:\s(?=[0-9]천|[0-9]{{1,4}}[만억조]))?){{0,3}}(?:[0-9]천[0-9]{{0,3}}|(?<=[만억조])[0-9]{{1,4}})?(?<=[0-9천만억조])(?![0-9,.])"
)
"""With 천 before hundreds in digits: 1만2천300, 3천450억."""
_MIXED_PART = re.compile(
    r"(?P<digits>[0-9][0-9,]*(?:\.[0-9]+)?)|(?P<power>[십백천])|(?P<scale>[만억조])"
)
_NUMBER = re.compile(
    rf"(?P<minus>영하\s?|마이너스\s?|(?<![\w)~-])-)?(?P<sign>[$€£¥₩]|US\$)?(?P<amount>{_THOUSANDS}|{_MIXED}|{_SPACED}{_COUNTS}|{AMOUNT})(?P<odd>{ODD})?"
    rf"(?:\s?{_OF_A_COUNTRY}{KOREAN_UNIT})?(?P<odd2>\s?{ODD})?{HALF}?"
)
_SIGNS = {"$": "달러", "US$": "달러", "€": "유로", "£": "파운드", "¥": "엔", "₩": "원"}
_RANGE = re.compile(r"\s?(?:~|-|–|∼|에서|내지|,|부터|대|·)\s?")
_ABOUT_BEFORE = re.compile(
    r"(?:약|거의|최소|최대|대략|무려|얼추|총|적어도|근)\s?(?:[0-9,]+[년월일]?\s?)?$|한\s$"
)
_ABOUT_AFTER = re.compile(
    r"\s?(?:여|가까[운이]|정도|이상|이하|넘|안팎|쯤|가량|남짓|미만|선|대(?![0-9가-힣])|을 넘|를 넘|도 안|에 달|에 육박|에 이르)"
)
_VERSUS = re.compile(r"\s?[0-9]{1,3}(?![0-9,.])")
"""3 대 1 is a score, and no three cars."""
_NAMED = re.compile(
    rf"(?<![가-힣])(?P<unit>{any_of(name for _, names in money() for name in names if len(name) > 1)})\s$"
)
"""Money that is named before it is counted: 비트코인 40개."""
_TWO_OR_THREE = re.compile(r"(?<![0-9])([1-9])[,~·]\s?$")


@lru_cache(maxsize=512)
def quantities(text: str) -> tuple[Quantity, ...]:
    """The numbers of Korean text in the order they are written.

    Numbers in words are not `needed`: short ones are part of many other words.
    """
    found: list[Quantity] = []
    hidden = text
    for reader in (
        _splits,
        _averages,
        words.halves,
        _codes,
        _places,
        _fractions,
        _clocks,
        _vague,
        _numbers,
        words.counted,
        words.bare,
    ):
        for quantity in reader(hidden):
            found.append(quantity)
            start, end = quantity.span
            hidden = hidden[:start] + "\0" * (end - start) + hidden[end:]
    return tuple(compounds(found, text, "|하고"))


def _codes(text: str) -> list[Quantity]:
    return [
        Quantity(float(number[0]), "", code.span(), code[0], needed=False)
        for code in _CODE.finditer(text)
        for number in re.finditer("[0-9]{1,9}", code[0])
    ]


def _places(text: str) -> list[Quantity]:
    """Of a law they must be said, but 제1야당 may be the main one, and 제3국 another."""
    return [
        Quantity(float(match["number"]), ORDINAL, match.span(), match[0], bool(match["article"]))
        for match in _PLACE.finditer(text)
    ]


def _splits(text: str) -> list[Quantity]:
    return [
        Quantity(
            float(f"{match['whole']}.{match['part']}"),
            korean_units()[match["unit"].strip()],
            match.span(),
            match[0],
        )
        for match in _SPLIT.finditer(text)
    ]


def _averages(text: str) -> list[Quantity]:
    return [
        Quantity(
            float(f"0.{match['tenths']}{match['hundredths'] or 0}{match['thousandths'] or 0}"),
            "",
            match.span(),
            match[0],
            also=((10.0 * int(match["tenths"]), "퍼센트"),) if not match["hundredths"] else (),
        )
        for match in _AVERAGE.finditer(text)
    ]


def _fractions(text: str) -> list[Quantity]:
    found = []
    for match in _FRACTION.finditer(text):
        bottom, top = _whole(match["bottom"]), _whole(match["top"])
        if bottom and top < bottom:
            share = top / bottom
            also = percent(share) if bottom < 1000 else ((bottom, COUNTED),)  # one in 292 million
            found.append(Quantity(share, "", match.span(), match[0], also=also))
        elif bottom:
            found.append(Quantity(top / bottom, "분수", match.span(), match[0]))
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
            hour = int(match["hour"]) if match["hour"].isdigit() else words.NATIVE[match["hour"]]
            minute = 30 if match["thirty"] else int(match["minute"] or 0)
            if match["half"] == "밤" and hour == 12:
                hour = 0
            elif (
                match["half"] in _EVENING and hour < 12 and not (match["half"] == "밤" and hour < 5)
            ):
                hour += 12
            elif match["half"] in ("오전", "새벽") and hour == 12:
                hour = 0
            elif not match["half"] and hour <= 12:
                unit = HALF_CLOCK
            value = hour * 60 + minute
            first = (
                None
                if match["half"]
                else _FROM.search(text, max(0, match.start() - 8), match.start())
            )
            if first:
                span, minutes = first.span("hour"), 60.0 * int(first["hour"])
                found.append(Quantity(minutes, HALF_CLOCK, span, first["hour"]))
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
        if match["teens"]:
            also = tuple((float(n), "") for n in range(11, 20))
            found.append(Quantity(15.0, "", match.span(), match[0], False, about=True, also=also))
            continue
        for scale in match["scales"]:
            value *= SCALES[scale]
        if match["scales"]:
            found.append(Quantity(value, "", match.span(), match[0], vague=True, about=True))
    return found


def _numbers(text: str) -> list[Quantity]:
    found: list[Quantity] = []
    for match in _NUMBER.finditer(text):
        value = _mixed(match["amount"])
        unit = korean_units().get(match["unit"] or "", "")
        unit = _SIGNS.get(match["sign"] or "", unit)
        if unit == "대" and _VERSUS.match(text, match.end()):
            unit = ""
        about = bool(match["odd"] or match["odd2"]) or bool(_ABOUT_AFTER.match(text, match.end()))
        about = about or bool(_ABOUT_BEFORE.search(text, max(0, match.start() - 12), match.start()))
        if match["half"]:
            value += 0.5
        if match["minus"]:
            value = -value
        if unit == "도":
            unit, value = _temperature(text[: match.start()], value)
        start = match.start("sign") if match["sign"] else match.start("amount")
        if (
            found
            and not found[-1].unit
            and _RANGE.fullmatch(text, found[-1].span[1], match.start())
        ):
            found[-1] = replace(found[-1], unit=unit)
        two = _TWO_OR_THREE.search(text, max(0, start - 3), start)
        needed = not (two and float(two[1]) + 1 == value)
        needed = needed and not (unit == "원" and _ASIDE.search(text, max(0, start - 30), start))
        found.append(
            Quantity(
                value,
                unit,
                (start, match.end()),
                text[start : match.end()].strip(),
                needed,
                about,
                over=bool(match["odd"] or match["odd2"]) or text.startswith("여", match.end()),
                also=_also(text, start, match, value, unit),
            )
        )
    return found


def _whole(written: str) -> float:
    """In digits or in words."""
    return _mixed(written) if written[0].isdigit() else words.sino(written)


def _mixed(written: str) -> float:
    """An amount in digits, of which each may have its power: 3억4천5백만 is 345,000,000."""
    if not re.fullmatch(rf"{_THOUSANDS}|{_MIXED}|{_SPACED}", written):
        return float(amount(written).value)
    total = section = digits = 0.0
    for part in _MIXED_PART.finditer(written):
        if part["digits"]:
            digits = float(part["digits"].replace(",", ""))
        elif part["power"]:
            section, digits = section + (digits or 1) * SCALES[part["power"]], 0.0
        else:
            total, section, digits = total + (section + digits) * SCALES[part["scale"]], 0.0, 0.0
    return total + section + digits


def _temperature(before: str, value: float) -> tuple[str, float]:
    """The scale of degrees, and below zero where that is said of a range before: 영하 3도에서 5도."""
    scale = re.search(r"(섭씨|화씨)[^섭화]{0,16}$", before)
    if value > 0 and re.search(r"영하\s?[0-9.]+도?\s?(?:~|-|에서|부터)\s?$", before):
        value = -value
    return (f"{scale[1]}도" if scale else "도"), value


def _also(
    text: str, start: int, match: re.Match[str], value: float, unit: str
) -> tuple[Reading, ...]:
    """What else a number may be: a minute of the whole game, an article of a law."""
    also: tuple[Reading, ...] = ()
    if unit == "분":
        half = _KICK_OFF.search(text, max(0, start - 16), start)
        if half:
            played = (45 if half["half"] == "후반" else 0) + (90 if half["extra"] else 0)
            if half["extra"] and half["half"] == "후반":
                played = 105
            if half["stoppage"]:
                played += 45 if not half["extra"] else 15
            also = ((value + played, unit),)
    elif value >= 1e12 and match["amount"].endswith("조") and value < 1e15:
        also = ((value / 1e12, ORDINAL),)
    elif unit == "년" and value % 100 >= 24 and 1800 < value < 2100:
        also = ((value % 100, "년"),)
    elif match["unit"] == "주":  # weeks, shares or states
        also = ((value, COUNTED),)
    elif not unit and value.is_integer() and 1900 < value < 2100:
        also = ((value % 100, ""),)
    elif unit == COUNTED and match["unit"] in ("번", "차례", "회"):
        also = ((value, ORDINAL),)
    elif unit == COUNTED:
        named = _NAMED.search(text, max(0, start - 10), start)
        also = ((value, korean_units()[named["unit"]]),) if named else ()
    return also
