"""What a number counts, as the words around it tell: 다섯 대 and 오십대, 세 번 and 삼 번 출구."""

from __future__ import annotations

import re
from collections.abc import Callable

from pipelines.korean.numbers import (
    Amount,
    about,
    amount,
    counted,
    counter_at,
    counters,
    sino,
    span,
)

_JOINED = frozenset("월 일 주일 자회담 강 자 호선 남 녀".split())
"""Counters that stay attached: 육자회담, 십육강."""
_ROUGH = frozenset("년 개월 주 주일 분 초 회 도 인".split())
"""What 2~3 stands before roughly, in one word: 이삼 년. 1~2위 are two ranks."""
_FEW = frozenset(
    "명 사람 개 곳 건 마리 살 가지 시간 배 차례 군데 달 잔 병 채 척 그루 가구 마디 통".split()
)
"""What 3, 4 counts roughly: 서너 명. In 1, 2경기 each number may be a name."""

_DECADES = re.compile(r"(?<![0-9.,])([2-8])0(?:대)?(?:\s?[~·–-]\s?|, )([3-9])0(?=대(?!\s?[0-9]))")
_DAYS = re.compile(r"\s?일\s?(?:안|정도|쯤|뒤|후|만에|동안|더|내|가량|간격)")
_NEIGHBORS = re.compile(r"(?<![0-9.,])([1-8]), ([2-9])(?=\s?[가-힣])")
_BODIES = re.compile(r"(?:시신|유해|시체|유골|주검)[가-힣]* $")
_NUMBERED = re.compile(
    r"(?:버스|시내|마을버스|출구|타자|홀|홈|국도|도로|게이트|선수|후보|염색체|유전자|트랙|코스|교향곡|환자|확진자|문제|문항|지|마|말|국|승강장|척추|활주로|아이언|우드|레인|시드|타순)"
)
_NUMBERED_BEFORE = re.compile(r"(?:국도|지방도|고속도로|기호|교향곡|협주곡|소나타|등번호|작품)\s?$")
_MACHINES = re.compile(
    r"(?:[가-힣]차|차량|버스|트럭|택시|헬기|헬리콥터|드론|무인기|전투기|폭격기|항공기|여객기|비행기|초계기|수송기|카메라"
    r"|컴퓨터|노트북|스마트폰|휴대전화|휴대폰|오토바이|자전거|킥보드|장비|로봇|단말기|충전기|발전기|승강기|엘리베이터|에어컨"
    r"|냉장고|세탁기|서버|크레인|굴착기|자주포|탱크|발사대|TV|PC|피아노|기계|펌프|열차|선풍기|키오스크|자판기)(?: 등)?\s?$"
)
_DAE_NATIVE = re.compile(
    r"대(?!에 걸쳐)(?:$|[의가는를은와도로에만나]| (?:적|많|더|덜|못|늘|줄|주문|리콜|판매|수출|도입|인도|배치|투입|동원|출동"
    r"|충돌|추돌|격추|파괴|파손|전소|구매|구입|추가|운행|증차|설치|보급|기증|납품)|[^가-힣]{0,2}(?:이상|이하|정도|가량|미만|규모|분량|등|중|가운데|모두|이|분|가 )|\s?[,.)])"
)


def count(text: str, match: re.Match[str], first: Amount, last: Amount | None) -> str:
    """A number before a Korean counter, or alone."""
    end = match.end()
    space = text[end : end + 1] == " "
    counter = counter_at(text, end + space)
    if counter == "구" and not _bodies(text, match.start(), first):
        counter = ""
    if text.endswith("분의 ", 0, match.start()):  # the upper part of a fraction
        return first.words + ("" if space or not counter else " ")
    limit = counters().get(counter, 0)
    if counter == "대":
        limit = _dae(text, match.start(), end + space, first)
    elif counter == "번":
        limit = _beon(text, match.start(), end + space)
    if not limit:
        words = first.words if last is None else f"{first.words}에서 {last.words}"
        if last and counter in _ROUGH and (together := span(first, last)):
            words = together.words
        if not counter or space:
            return words
        joined = counter in _JOINED or (
            counter == "년" and first.whole is not None and first.whole >= 1000
        )
        joined = joined or counter == "대"
        return words if joined else words + " "
    tail = "" if space else " "
    if last is None:
        return counted(first, counter) + tail
    clock = counter == "시"  # 1~2시 are two hours, not 한두 시
    if not clock and first.whole and last.whole == first.whole + 1 and about(first.whole):
        return about(first.whole) + tail
    low, high = counted(first, counter), counted(last, counter)
    if (low, high) == (first.words, last.words):
        return f"{low}에서 {high}{tail}"
    return f"{low} {counter}에서 {high}{tail}"


def _dae(text: str, start: int, position: int, number: Amount) -> int:
    """대 counts machines (다섯 대) unless it is a decade of life (사십대) or a set (오대양, 3대 과제)."""
    if _MACHINES.search(text, max(0, start - 10), start):
        return 99
    if number.whole is None or (number.whole % 10 == 0 and number.whole <= 100):
        return 0
    return 99 if _DAE_NATIVE.match(text, position) else 0


def _beon(text: str, start: int, position: int) -> int:
    """번 counts times (세 번) unless it numbers things (16번 버스, 국도 3번)."""
    after = text[position + 1 : position + 8].lstrip()
    before = text[max(0, start - 6) : start]
    return 0 if _NUMBERED.match(after) or _NUMBERED_BEFORE.search(before) else 99


def _bodies(text: str, start: int, number: Amount) -> bool:
    """Whether 구 counts the dead (시신 세 구); 강남 3구 are districts, 7구 is a pitch."""
    return (number.whole or 0) >= 10 or bool(_BODIES.search(text, max(0, start - 12), start))


def _decades(match: re.Match[str]) -> str:
    """Neighbouring tens of age are said as one: 20~30대 이삼십대, 50·60대 오륙십대."""
    if int(match[2]) != int(match[1]) + 1 or _MACHINES.search(
        match.string, max(0, match.start() - 10), match.start()
    ):
        return match[0]
    together = span(amount(match[1]), amount(match[2]))
    return together.words + "십" if together else match[0]


def _neighbors(match: re.Match[str]) -> str:
    """A number and the next after a comma: 3, 4명 is 서너 명, 2, 3일 뒤 이삼 일, but 1, 2위 two ranks."""
    end = match.end()
    counter = counter_at(match.string, end + (match.string[end] == " "))
    if int(match[2]) != int(match[1]) + 1 or not counter:
        return match[0]
    if counter in _FEW or counter in _ROUGH:
        return f"{match[1]}~{match[2]}"
    if counter == "일":  # as a date the two are kept apart: 5, 6일 이틀간
        span_of_days = _DAYS.match(match.string, end)
        return f"{sino(match[1])}{sino(match[2])} " if span_of_days else match[0]
    if counter == "시":
        return about(int(match[1])) + " "
    return f"{sino(match[1])} {sino(match[2])} "


TOGETHER: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (_DECADES, _decades),
    (_NEIGHBORS, _neighbors),
)
"""Numbers next to each other that are said as one, in this order."""
