"""Are damaged translations and summaries found out, and are sound ones left in peace?

    python -m benchmarks.faithful                    the tables
    python -m benchmarks.faithful --show missed      the damage that was missed, of what was tuned on
    python -m benchmarks.faithful --show alarms      sound pairs that were doubted, of the same

Sentences are damaged one fact at a time: a digit is changed, a unit exchanged, a name replaced by
another, a denial dropped or added, a word of direction turned round, a clause dropped. The damage
is made by this file's own lists of words, not the checker's, whether or not the checker knows the
fact. A denial that the English has in another word (unless, few) is counted apart. *Found* is a
case in which the checker says something serious that it does not say of the sound pair; *false
alarm* is a sound pair of which it says something serious.

news          original news sentences with their Korean, and the names in both (`data/`). Each file
              is by another writer, who knew nothing of the checker, was asked for pairs that say
              the same facts, and read them once more. The sixth is of 60 pairs by one who knew the
              checker, written before its rules for opposites were. The rules were tuned on the
              others; the one held out was only ever measured, when the rules of each round were
              done.
published     `korean-english-park.dev` (Park, Hong and Cha 2016), 1,000 published news sentences whose
              Korean is often free: weekdays are dates, asides and whole clauses are left out or
              added, and now and then a figure or a name is wrong. Pairs that `benchmarks.translation`
              leaves out, and most of an unlikely length or with other figures from 10 up, were left
              out. The rest was read by two readers, the second of whom knew nothing of the checker
              nor of its alarms; kept are the pairs in which both found the figures, names, dates and
              denials of the English and no others (`SOUND`). A date may stand for a weekday, the
              place and agency before a report may be missing. All of it was tuned on in the end:
              docs/faithful.md has the figures from before. `all pairs` is the file as it is, where a
              part of the alarms is true.
summary       sentences of the articles' true bodies as a summary would have them: shortened by an
              aside or a report of who said it, numbers written in the other way. Every second
              article was for tuning.

The peer is what one would write first: every number in digits must be in the other text in the same
digits, commas apart.
"""

# ruff: noqa: E501 - lists of words read better on long lines

import argparse
import json
import random
import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from types import MappingProxyType

from benchmarks.translation import PAIRS, read_pairs, unfit
from pipelines.article import Article
from pipelines.english.numbers import cardinal
from pipelines.faithful import Finding, check_summary, check_translation, serious
from pipelines.sentences import article_sentences
from pipelines.summarize.sources import nearest_sources

DATA = Path(__file__).parent / "data"
TUNING = sorted(DATA.glob("news-pairs-tuning*.tsv"))
HELD_OUT = DATA / "news-pairs-held-out.tsv"
ARTICLES = Path(__file__).parents[1] / "../shared/eval/articles/ground-truth.json"
GOALS = {
    "digit": 0.95,
    "number word": 0.95,
    "unit": 0.95,
    "name": 0.85,
    "denial dropped": 0.85,
    "denial added": 0.85,
}
"""Shares that should be found."""

_SOUND = """
0 2 3 4 5 6 7 8 9 14 15 16 17 22 23 24 25 28 31 33 34 36 37 38 42 44 45 46 47 48 49 50 51 52 53 54 55 58 59 60 61
100 101 105 109 111 114 115 119 126 127 137 140 145 146 148 150 153 158 159 160 161 163 167 172 176 177 180 181 189
195 197 202 203 205 207 208 210 212 214 221 222 223 224 226 227 237 238 247 252 253 254 263 266 269 270 273 274 276
277 281 282 283 284 286 287 290 291 292 299 307 309 311 312 316 319 321 323 324 325 327 328 329 330 331 332 333 334
335 336 337 338 339 343 345 346 349 351 354 355 357 360 361 373 375 377 378 379 381 383 386 390 391 392 393 395 396
399 404 406 411 412 414 416 418 419 420 421 423 426 428 429 430 431 432 443 448 449 453 454 457 472 474 477 478 480
481 482 484 487 488 493 494 496 499 501 502 505 507 508 519 522 523 529 536 538 539 542 547 548 558 564 567 569 573
574 579 586 590 597 598 601 602 603 604 607 608 618 619 620 622 625 627 628 629 630 631 633 634 636 641 647 649 650
654 659 662 669 671 672 674 675 677 680 681 682 684 685 686 694 696 697 700 705 708 709 710 714 723 725 736 741 746
747 754 756 766 768 769 770 772 773 774 776 778 781 785 788 790 791 799 800 801 806 808 810 811 812 816 823 827 829
830 833 834 837 838 840 841 842 843 844 845 846 847 849 851 852 853 855 856 859 862 863 864 865 866 869 871 875 876
877 879 884 885 886 887 888 890 900 907 915 917 920 929 932 936 937 938 942 943 945 946 947 948 950 951 953 954 955
957 958 959 968 970 971 979 980 981 988 990 992 998 999
"""
SOUND = frozenset(map(int, _SOUND.split()))
"""Lines of the file, from 0, whose two sides were found to say the same facts."""

_PEOPLE = """
오바마=Obama 매케인=McCain 라이스=Rice 카라지치=Karadzic 무가베=Mugabe 창기라이=Tsvangirai 베일=Bale 포사다=Posada 퍼거슨=Ferguson
호날두=Ronaldo 베를루스코니=Berlusconi 볼턴=Bolton 오시마=Oshima 와하즈=Wahhaj 킹=King 돌란=Dolan 폴렌티=Pawlenty 에르도간=Erdogan
굴러=Guler 조이스=Joyce 딕슨=Dixon 클리포드=Clifford 도쿠다=Tokuda 토쿠다=Tokuda 산체스=Sanchez 알데이=Alday 사르코지=Sarkozy
후세인=Hussein 올메르트=Olmert 허드슨=Hudson 스펙터=Spector 클락슨=Clarkson 야다브=Yadav 카스파로프=Kasparov 고든=Gordon 워커=Walker
죤슨=Johnson 클린턴=Clinton 깁슨=Gibson 밀러=Miller 와인하우스=Winehouse 스테파노풀로스=Stephanopoulos 애친슨=Acheson
모로=Moreau 부자시치=Vujacic 맥캔=McCann 매들린=Madeleine 스콜라리=Scolari 카카=Kaka 코트초=Kotscho 라비노비츠=Rabinowitz
핑켈=Finkel 카말=Kamal 조앤=Joanne 매콤버=Macomber 러브글로브=Lovegrove 페리노=Perino 부시=Bush 힐=Hill
박의춘=Pak 음베키=Mbeki 구룽=Gurung 월포위츠=Wolfowitz 베르세로=Bercero 김한수=Kim 벨=Bell 탈라바니=Talabani 알바르=Albar
던켈버그=Dunkelberg 파브=Favre 부스=Booth 보이드=Boyd 로쉬킨=Leushkin 아모림=Amorim 오퍼=Opper 갤러트너=Galertner 라겔라=Raghela
린드크비스트=Lindqvist 콜린스=Collins 아난=Annan 블레어=Blair
"""
_PLACES = """
이라크=Iraq 이란=Iran 이스라엘=Israel 이스탄불=Istanbul 터키=Turk 그리스=Gree 프랑스=France|French 독일=German 이탈리아=Ital
포르투갈=Portug 영국=Brit|England|United.Kingdom 중국=China|Chinese 일본=Japan 러시아=Russia 인도=India 파키스탄=Pakistan
발로치스탄=Balochistan 레바논=Leban 이집트=Egypt 요르단=Jordan 팔레스타인=Palestin 예루살렘=Jerusalem 바그다드=Baghdad
키르쿠크=Kirkuk 런던=London 멜버른=Melbourne 마닐라=Manila 프랑크푸르트=Frankfurt 맨체스터=Manchester 텍사스=Tex 멕시코=Mexic
브라질=Brazil 애리조나=Arizona 콜로라도=Colorado 대만=Taiwan 필리핀=Philippine 싱가포르=Singapore 태국=Thai 캄보디아=Cambodia
네팔=Nepal 짐바브웨=Zimbabwe 잠비아=Zambia 앙골라=Angola 베이징=Beijing 상하이=Shanghai 푸젠성=Fujian 저장성=Zhejiang
서울=Seoul 개성=Kaesong 브뤼셀=Brussels 제네바=Geneva 로잔=Lausanne 나폴리=Naples 룩셈부르크=Luxembourg 미네소타=Minnesota
미네아폴리스=Minneapolis 시카고=Chicago 로스앤젤레스=Los.Angeles 필라델피아=Philadelphia 뉴올리언스=New.Orleans 사라예보=Sarajevo
세르비아=Serb 보스니아=Bosnia 유고슬라비아=Yugoslav 메소포타미아=Mesopotamia 스페인=Spain|Spanish 오스트리아=Austria
미국=U\\.?S|United.States|America 한국=South.Korea|Korea 북한=North.Korea|Pyongyang 아들레이드=Adelaide 홍콩=Hong.Kong 더반=Durban
본머스=Bournemouth 양곤=Rangoon 버마=Burm 미시시피=Mississippi 추크슈피체=Zugspitze 아흐메다바드=Ahmedabad 호주=Australia
로도스=Rhodes 뉴욕=New.York 워싱턴=Washington 할리우드=Hollywood
"""
_NAMES_KO = {
    names: [tuple(pair.split("=")) for pair in names.split()] for names in (_PEOPLE, _PLACES)
}
_UNITS_KO = {
    "달러": "엔", "유로": "달러", "%": "달러", "개월": "년", "시간": "분", "명": "달러", "킬로미터": "미터", "km": "m",
    "마일": "피트", "톤": "그램", "배럴": "갤런", "주일": "개월", "주": "개월", "년": "개월", "센트": "달러", "도": "%",
    "세": "개월", "살": "개월", "메가와트": "기가와트", "mm": "cm", "피트": "인치", "원": "달러", "위안": "달러",
}  # fmt: skip
_DROPPED_KO = (
    ("지 않았다", "었다"),
    ("지 않았", "었"),
    ("하지 않는", "하는"),
    ("하지 않", "하"),
    ("지 않는다", "는다"),
    ("지 않는", "는"),
    ("지 않다", "다"),
    ("지 않고", "고"),
    ("지 않을", "을"),
    ("지 않은", "은"),
    ("지 않기", "기"),
    ("지 않으", "으"),
    ("지 않도록", "도록"),
    ("지가 않", "지가 맞"),
    ("지 못했", "었"),
    ("지 못한", "은"),
    ("지 못하", "하"),
    ("수 없", "수 있"),
    ("수가 없", "수가 있"),
    ("수도 없", "수도 있"),
    ("이 아니라고", "이라고"),
    ("이 아니다", "이다"),
    ("이 아니", "이"),
    ("가 아니", "가 맞"),
    ("은 아니", "은 맞"),
    ("이 아닌", "인"),
    ("없다", "있다"),
    ("없었", "있었"),
    ("없는", "있는"),
    ("없이", "있이"),
    ("없으", "있으"),
    ("없어", "있어"),
    ("없고", "있고"),
    ("없을", "있을"),
)
_ADDED_KO = (
    (r"했다(?=[”\"’]?[.”\"]?$)", "하지 않았다"),
    (r"했습니다(?=[.”\"]*$)", "하지 않았습니다"),
    (r"됐다(?=[.”\"]*$)", "되지 않았다"),
    (r"되었다(?=[.”\"]*$)", "되지 않았다"),
    (r"혔다(?=[.”\"]*$)", "히지 않았다"),
    (r"였다(?=[.”\"]*$)", "이지 않았다"),
    (r"한다(?=[.”\"]*$)", "하지 않는다"),
    (r"된다(?=[.”\"]*$)", "되지 않는다"),
    (r"있다(?=[.”\"]*$)", "있지 않다"),
    (r"이다(?=[.”\"]*$)", "이 아니다"),
    (r"졌다(?=[.”\"]*$)", "지지 않았다"),
    (r"겼다(?=[.”\"]*$)", "기지 않았다"),
    (r"합니다(?=[.”\"]*$)", "하지 않습니다"),
    (r"됩니다(?=[.”\"]*$)", "되지 않습니다"),
    (r"있습니다(?=[.”\"]*$)", "있지 않습니다"),
    (r"었다(?=[.”\"]*$)", "지 않았다"),
    (r"왔다(?=[.”\"]*$)", "오지 않았다"),
    (r"났다(?=[.”\"]*$)", "나지 않았다"),
)
_TURNED_KO = (
    ("상승", "하락"),
    ("증가", "감소"),
    ("늘어", "줄어"),
    ("늘었", "줄었"),
    ("올랐", "내렸"),
    ("인상", "인하"),
    ("높은", "낮은"),
    ("강화", "약화"),
    ("거부", "수용"),
    ("반대", "찬성"),
    ("지지", "반대"),
    ("이상 ", "이하 "),
    ("이상이", "이하가"),
    ("승리", "패배"),
    ("시작", "종료"),
    ("체포", "석방"),
    ("최대 ", "최소 "),
    ("최소 ", "최대 "),
    ("남성", "여성"),
    ("여성", "남성"),
    ("허용", "금지"),
    ("금지", "허용"),
    ("오전", "오후"),
    ("오후", "오전"),
    ("합의", "반대"),
    ("인정", "부인"),
    ("부인", "인정"),
    ("찬성", "반대"),
    ("성공", "실패"),
    ("실패", "성공"),
    ("남부", "북부"),
    ("북부", "남부"),
    ("동부", "서부"),
    ("서부", "동부"),
    ("악화", "개선"),
    ("긍정", "부정"),
    ("급락", "급등"),
    ("하락", "상승"),
    ("감소", "증가"),
    ("내린", "오른"),
    ("줄었", "늘었"),
    ("폐쇄", "개방"),
    ("중단", "시작"),
    ("비난", "칭찬"),
    ("환영", "비난"),
    ("사망", "출생"),
    ("이겼", "졌"),
    ("도착", "출발"),
)
_OPPOSITES = """
수출/수입 매입/매각 구매/판매 구입/판매 사들이/팔아넘기 사들였/팔았 샀다/팔았다 유죄/무죄 흑자/적자 이익/손실 확대/축소 확장/축소 개선/악화 채용/해고 고용/해고
북쪽/남쪽 동쪽/서쪽 왼쪽/오른쪽 안쪽/바깥쪽 여당/야당 집권당/야당 입국/출국 유입/유출 이전/이후 전에/후에 직전/직후 생존/사망 생존자/사망자 열었/닫았 열려/닫혀 문을_열/문을_닫
많은/적은 많이/적게 더_많/더_적 큰/작은 가장_큰/가장_작은 길어/짧아 긴/짧은 젊은/나이_든 빠르/느리 빨라/느려 빠른/느린 위로/아래로 위에/아래에 국내/해외 공개/비공개 합법/불법 안전/위험
승소/패소 당선/낙선 합격/탈락 입원/퇴원 취임/퇴임 임명/해임 가입/탈퇴 설치/철거 건설/철거 부활/폐지 도입/폐지 가결/부결 통과/부결 승인/거부 유지/폐지 살아/죽어 다수/소수 다수당/소수당 과반/소수
남편/아내 아버지/어머니 아들/딸 부모/자녀 원고/피고 가해자/피해자 용의자/피해자 변호인/검사 동맹/적대 방어/공격 진격/후퇴 배치/철수 파견/철수 상향/하향 낙관/비관 강세/약세 호황/불황
가뭄/홍수 폭염/한파 여름/겨울 봄/가을 아침/저녁 낮/밤 오르/내리 최고/최저 최초/마지막 처음/마지막 첫/마지막 일찍/늦게 빨리/늦게 얻었/잃었 넓은/좁은 무거운/가벼운 비싼/값싼 더운/추운
좋은/나쁜 강한/약한 쉬운/어려운 쉬워/어려워 새로운/오래된 부유/가난 도시/농촌 공급/수요 수요/공급 전진/후퇴 가속/둔화 성장/침체 회복/악화 찬사/비난 낮은/높은 완화/강화 출석/결석 참석/불참 참가/불참
독립/종속 자유/억압 전쟁/평화 공화당/민주당 보수/진보 좌파/우파 무료/유료 공공/민간 정규직/비정규직 아침/밤 육지/바다 하늘/땅 처벌/면책 고소/변호 지키/어기 지켰/어겼 줄이/늘리 줄여/늘려 줄인/늘린
늘린/줄인 늘리/줄이 급등/급락 급증/급감 반등/하락 둔화/가속 따뜻/추운 이겨/져 이긴/진 꺾고/지고 사임/유임 체결/파기 동의/반대 의무/선택 허가/금지 접근/이탈 연장/단축 앞당/늦추 빌려/갚아 빌린/갚은
"""
_OPPOSITE_KO = [tuple(pair.split("/")) for pair in _OPPOSITES.split()]
"""Beginnings of Korean words and their opposites, each also the other way round."""
_TURNED_EN = (
    ("rose", "fell"), ("fell", "rose"), ("increased", "decreased"), ("increase", "decrease"), ("higher", "lower"), ("lower", "higher"),
    ("more than", "less than"), ("up", "down"), ("accepted", "rejected"), ("won", "lost"), ("lost", "won"), ("before", "after"), ("after", "before"),
    ("began", "ended"), ("most", "least"), ("best", "worst"), ("supported", "opposed"), ("men", "women"), ("her", "his"), ("allowed", "banned"), ("allow", "forbid"),
    ("largest", "smallest"), ("dropped", "climbed"), ("gained", "lost"), ("north", "south"), ("west", "east"), ("agreed", "refused"), ("growth", "decline"), ("grew", "shrank"), ("success", "failure"), ("open", "close"),
)  # fmt: skip
_UNITS_EN = (
    ("$", "€"), ("€", "$"), ("£", "$"), ("%", " percentage points"), ("percent", "percentage points"), ("million", "billion"), ("billion", "million"),
    ("years", "months"), ("months", "years"), ("days", "weeks"), ("weeks", "days"), ("hours", "minutes"), ("minutes", "hours"), ("miles", "feet"), ("feet", "inches"),
)  # fmt: skip
_NAMES_EN = ["Marsh", "Lindqvist", "Okoro", "Halloway", "Whitlow", "Castellan", "Brennigan", "Duvarre", "Ostrand", "Pellworth", "Tamsin", "Rookwood", "Vandermeer", "Iwasaki", "Adeyemi", "Kowalczyk"]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Case:
    """A text, what was made of it soundly, and (where it is damaged) the damage done."""

    kind: str
    source: str
    sound: str
    damaged: str = ""
    number: int = 0
    near: tuple[str, ...] = ()


Damage = Callable[[str, random.Random, str], str]
"""Of a text, with chance, knowing its English: the damaged text, or nothing."""

# Damage -----------------------------------------------------------------------------------


def _digit(text: str, chance: random.Random, english: str) -> str:
    places = [
        m.start()
        for m in re.finditer(r"(?<![A-Za-z/][-])(?<![A-Za-z0-9.,/])[0-9]", text)
        # The day of the month that stands for a weekday: nobody can tell whether it is right.
        if not (day := re.match(r"([0-9]{1,2})일", text[m.start() :])) or day[1] in english
    ]
    if not places:
        return ""
    at = chance.choice(places)
    other = chance.choice([d for d in "123456789" if d != text[at]])
    return text[:at] + other + text[at + 1 :]


def _word_ko(text: str, chance: random.Random, _: str) -> str:
    words = {
        "두": "네",
        "세": "다섯",
        "네": "세",
        "다섯": "일곱",
        "여섯": "네",
        "일곱": "아홉",
        "여덟": "여섯",
    }
    pattern = rf"(?<![가-힣])({'|'.join(words)})(?= (?:명|개|번|시간|달|곳|대|가지|차례|사람|건|척|살|배|여성|도시|군데|국가|측면))"
    found = list(re.finditer(pattern, text))
    if not found:
        return ""
    match = chance.choice(found)
    return text[: match.start()] + words[match[1]] + text[match.end() :]


def _unit_ko(text: str, chance: random.Random, _: str) -> str:
    units = "|".join(sorted(_UNITS_KO, key=len, reverse=True))
    found = list(
        re.finditer(
            rf"(?:(?<=[0-9])|(?<=[0-9][만억천조]))\s?({units})(?=[가-힣 .,%)~”]|$)(?!대|본|째|점|정)",
            text,
        )
    )
    if not found:
        return ""
    match = chance.choice(found)
    return text[: match.start(1)] + _UNITS_KO[match[1]] + text[match.end(1) :]


def _name_ko(text: str, chance: random.Random, english: str) -> str:
    for names in chance.sample((_PEOPLE, _PLACES), 2):
        pool = _NAMES_KO[names]
        here = [
            name
            for name, written in pool
            if re.search(rf"(?<![가-힣]){name}", text) and re.search(rf"\b(?:{written})", english)
        ]
        if here:
            name = max(here, key=len)
            others = [
                other
                for other, written in pool
                if other not in text
                and not re.search(rf"\b(?:{written})", english)
                and len(other) > 1
            ]
            return re.sub(rf"(?<![가-힣]){name}", chance.choice(others), text)
    return ""


def _dropped_ko(text: str, _: random.Random, __: str) -> str:
    for denied, said in _DROPPED_KO:
        if denied in text:
            return text.replace(denied, said, 1)
    return ""


def _added_ko(text: str, _: random.Random, __: str) -> str:
    for said, denied in _ADDED_KO:
        if re.search(said, text):
            return re.sub(said, denied, text)
    return ""


def _turned_ko(text: str, _: random.Random, __: str) -> str:
    for one, other in _TURNED_KO:
        if re.search(rf"(?<![가-힣]){one}", text) and other not in text:
            return re.sub(rf"(?<![가-힣]){one}", other, text)
    return ""


def _opposite_ko(text: str, chance: random.Random, _: str) -> str:
    """Any one of many opposites: fewer are known to be news than of `_turned_ko`."""
    found = [
        (match, other)
        for pair in _OPPOSITE_KO
        for one, other in (pair, pair[::-1])
        for match in re.finditer(rf"(?<![가-힣]){one.replace('_', ' ')}", text)
        if other.replace("_", " ") not in text
    ]
    if not found:
        return ""
    match, other = chance.choice(found)
    return text[: match.start()] + other.replace("_", " ") + text[match.end() :]


def _clause_ko(text: str, _: random.Random, __: str) -> str:
    found = [
        m
        for m in re.finditer(r"(?<=[며고나만해서])[”\"]?,? ", text)
        if len(text) * 0.3 < m.start() < len(text) * 0.7
    ]
    return text[found[0].end() :] if found else ""


KOREAN: dict[str, Damage] = {
    "digit": _digit, "number word": _word_ko, "unit": _unit_ko, "name": _name_ko, "denial dropped": _dropped_ko,
    "denial added": _added_ko, "direction": _turned_ko, "another opposite": _opposite_ko,
    "clause lost": _clause_ko,
}  # fmt: skip


def _word_en(text: str, chance: random.Random, _: str) -> str:
    words = [
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "twelve",
        "twenty",
    ]
    found = list(re.finditer(rf"\b({'|'.join(words)})\b", text))
    if not found:
        return ""
    match = chance.choice(found)
    other = chance.choice([word for word in words if word != match[0]])
    return text[: match.start()] + other + text[match.end() :]


def _pairs_en(pairs: Sequence[tuple[str, str]]) -> Damage:
    def damage(text: str, _: random.Random, __: str) -> str:
        for one, other in pairs:
            edge = r"\b" if one[0].isalpha() else ""
            pattern = rf"{edge}{re.escape(one)}{edge}" + ("(?=[0-9])" if one in "$€£" else "")
            if one in (
                "years",
                "months",
                "days",
                "weeks",
                "hours",
                "minutes",
                "miles",
                "feet",
                "million",
                "billion",
                "%",
                "percent",
            ):
                pattern = rf"(?<=[0-9])\s?{pattern}"
            if re.search(pattern, text):
                spaced = "" if one in "$€£%" else " "
                return re.sub(
                    pattern, spaced + other if pattern.startswith("(?<=") else other, text, count=1
                )
        return ""

    return damage


def _name_en(text: str, chance: random.Random, _: str) -> str:
    found = list(re.finditer(r"(?<=[a-z,] )(?:[A-Z][a-z]{3,} )?[A-Z][a-z]{3,}(?![\w-])", text))
    found = [
        m
        for m in found
        if not re.search(
            "day$|uary$|ber$|April|March|June|July|August|President|Department|Senate", m[0]
        )
    ]
    if not found:
        return ""
    match = chance.choice(found)
    parts = match[0].split()
    new = " ".join(chance.sample(_NAMES_EN, len(parts)))
    return text[: match.start()] + new + text[match.end() :]


def _dropped_en(text: str, _: random.Random, __: str) -> str:
    for pattern, said in ((r"\bdid not\b", "did"), (r"\bcannot\b", "can"), (r"\bcan['’]t\b", "can"), (r"\bwon['’]t\b", "will"),
                          (r"(?<=\w)n['’]t\b", ""), (r"\bnot (?!only|just)", ""), (r"\bnever ", ""), (r"\bno (?!longer|doubt|matter|less|more)(?=[a-z])", "a ")):  # fmt: skip
        if re.search(pattern, text):
            return re.sub(pattern, said, text, count=1)
    return ""


def _added_en(text: str, _: random.Random, __: str) -> str:
    for pattern in (
        r"\b(is|was|are|were|will|would|could|should|has|had|have|can|must)\b(?! (?:not|never|n['’]t))",
    ):
        match = re.search(pattern, text)
        if match and not re.search(r"\bnot\b|n['’]t\b|\bnever\b|\bno\b", text):
            return text[: match.end()] + " not" + text[match.end() :]
    return ""


ENGLISH: dict[str, Damage] = {
    "digit": _digit, "number word": _word_en, "unit": _pairs_en(_UNITS_EN), "name": _name_en,
    "denial dropped": _dropped_en, "denial added": _added_en, "direction": _pairs_en(_TURNED_EN),
}  # fmt: skip


# Cases ------------------------------------------------------------------------------------


_DENIES = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|nor|neither|cannot|without)\b|n['’]t\b", re.IGNORECASE
)


def translations(
    pairs: Sequence[tuple[str, str]],
    kept: Sequence[int],
    names: Mapping[int, Damage] = MappingProxyType({}),
) -> list[Case]:
    """The sound pairs, each followed by its damaged ones. `names` exchange those of a pair, where
    they are known."""
    cases = []
    for n in kept:
        english, korean = pairs[n]
        cases.append(Case("sound", english, korean, number=n))
        damages = KOREAN | ({"name": names[n]} if n in names else {})
        for kind, damage in damages.items():
            damaged = damage(korean, random.Random(f"{n} {kind}"), english)
            if damaged and damaged != korean:
                implied = kind == "denial dropped" and not _DENIES.search(english)
                name = "implied denial" if implied else kind
                cases.append(Case(name, english, korean, damaged, n))
    return cases


def news(path: Path) -> list[Case]:
    """The cases of pairs that come with their names."""
    rows = [
        line.split("\t")
        for line in path.read_text("utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    named = [
        [(english, korean) for english, _, korean in (name.partition("=") for name in each)]
        for each in (row[2].split("; ") if row[2] else [] for row in rows)
    ]
    every = sorted({name for each in named for name in each})
    pairs = [(row[0], row[1]) for row in rows]
    damages = {n: _name_exchanged(each, every) for n, each in enumerate(named)}
    return translations(pairs, range(len(pairs)), damages)


def _name_exchanged(here: Sequence[tuple[str, str]], every: Sequence[tuple[str, str]]) -> Damage:
    """One of the pair's names for one of another pair's."""

    def damage(text: str, chance: random.Random, english: str) -> str:
        if not here:
            return ""
        _, name = chance.choice(here)
        others = [
            korean
            for said, korean in every
            if said not in english and korean not in text and not korean.startswith(name[:2])
        ]
        return re.sub(rf"(?<![가-힣]){re.escape(name)}", chance.choice(others), text)

    return damage


def _reworded(sentence: str, chance: random.Random) -> str:
    """A sound summary sentence of an article's: shorter, or its numbers written otherwise."""
    made = re.sub(r"\s?\([^()]{2,60}\)", "", sentence)
    made = re.sub(r", (?:who|which) [^,]{5,80},", "", made)
    made = re.sub(r",[”\"]? (?:according to|said) [^,”\"]{3,60}\.$", ".", made)
    if chance.random() < 0.7 and not re.search('["“”]', made):  # who quotes changes nothing
        made = re.sub(r"(?<![\w$€£.,-])([2-9])(?= [a-z])", lambda m: cardinal(m[1]), made)
        made = re.sub(r"([0-9])%", r"\1 percent", made)
        made = re.sub(r"\$([0-9.]+) (million|billion)", r"\1 \2 dollars", made)
        made = re.sub(
            r"\b(?:did|was|is|are|were|does|has|had)n['’]t\b", lambda m: m[0][:-3] + " not", made
        )
        made = re.sub(
            r"\b(three|four|five|six|seven|eight|nine|twelve)\b(?= [a-z]+s\b)",
            lambda m: str(_DIGITS[m[0]]),
            made,
        )
    return made


_DIGITS = {
    word: n
    for n, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ]
    )
}


def summaries(path: Path) -> Iterator[tuple[int, list[Case]]]:
    """The cases of each English article: up to eight sentences, with those that they came from."""
    for n, page in enumerate(json.loads(path.read_text("utf-8")).values()):
        body = page["articleBody"]
        if len(body) < 1500 or len(re.findall(r"\b(?:the|of|and|to)\b", body)) < len(body) / 60:
            continue
        article = Article(tuple(filter(None, map(str.strip, body.split("\n")))))
        sentences = article_sentences(article)
        texts = tuple(sentence.text for sentence in sentences)
        whole = [t for t in dict.fromkeys(texts) if 60 < len(t) < 320 and t[-1:] in '.!?”"']
        cases = []
        for text in random.Random(n).sample(whole, min(10, len(whole))):
            made = _reworded(text, random.Random(f"{n} {text}"))
            near = tuple(texts[i] for i in nearest_sources([made], sentences)[0])
            cases.append(Case("sound", "\n".join(texts), made, number=n, near=near))
            for kind, damage in ENGLISH.items():
                damaged = damage(made, random.Random(f"{n} {kind} {text}"), text)
                if damaged and damaged != made:
                    cases.append(Case(kind, "\n".join(texts), made, damaged, n, near))
        yield n, cases


# Checkers ---------------------------------------------------------------------------------

Checker = Callable[[Case, str], frozenset[str]]


def ours(case: Case, made: str) -> frozenset[str]:
    """What the checker says that people should hear of."""
    return frozenset(f"{f.kind}: {f.message}" for f in serious(_findings(case, made)))


def _findings(case: Case, made: str) -> tuple[Finding, ...]:
    if case.near:
        return check_summary(made, case.near, case.source.split("\n"))
    return check_translation(case.source, made)


def digits(case: Case, made: str) -> frozenset[str]:
    """The peer: numbers in digits that are not in the other text."""
    here, there = (
        set(re.findall(r"[0-9]+(?:\.[0-9]+)?", text.replace(",", "")))
        for text in (case.source, made)
    )
    return frozenset(there - here if case.near else here ^ there)


@dataclass(slots=True)
class Score:
    """How many cases of a kind there are, and how many were found, or doubted."""

    cases: int = 0
    found: int = 0


def score(cases: Sequence[Case], checker: Checker) -> dict[str, Score]:
    """Found by kind; of `sound` it is the false alarms."""
    scores: dict[str, Score] = defaultdict(Score)
    for case in cases:
        scores[case.kind].cases += 1
        if case.kind == "sound":
            scores[case.kind].found += bool(checker(case, case.sound))
        else:
            scores[case.kind].found += bool(checker(case, case.damaged) - checker(case, case.sound))
    return scores


def milliseconds(cases: Sequence[Case]) -> float:
    """For one sentence with a number, in the median, the first time it is seen."""
    spent = []
    for case in cases:
        if case.kind == "digit":
            started = time.process_time()
            _findings(case, case.damaged)
            spent.append(1e3 * (time.process_time() - started))
    return median(spent)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.faithful")
    parser.add_argument("--show", choices=("missed", "alarms"))
    parser.add_argument("--kind", default="")
    options = parser.parse_args()
    try:
        pairs = read_pairs(PAIRS)
        groups: dict[str, tuple[list[Case], list[Case]]] = {
            "news": ([case for file in TUNING for case in news(file)], news(HELD_OUT)),
            "published": (translations(pairs, sorted(SOUND)), []),
            "summary": ([], []),
        }
        for n, cases in summaries(ARTICLES):
            groups["summary"][n % 2].extend(cases)
    except FileNotFoundError as error:
        print(f"Skipped: {error.filename} is not here.")
        return
    if options.show:
        _show([case for tuned, _ in groups.values() for case in tuned], options.show, options.kind)
        return
    for name, (tuned, held) in groups.items():
        spent = milliseconds(held or tuned)
        _print(name, score(tuned, ours), score(held, ours), score(held or tuned, digits))
        print(f"{spent:.2f} ms of processor time a sentence (median, the first time it is seen)")
    why = unfit(pairs)
    rest = [Case("sound", *pairs[n], number=n) for n in range(len(pairs)) if not why[n]]
    found = score(rest, ours)["sound"]
    print(
        f"\nall published pairs, as they are: {found.found} of {found.cases} doubted"
        f" ({found.found / found.cases:.1%})"
    )


def _print(
    name: str, tuned: dict[str, Score], held: dict[str, Score], peer: dict[str, Score]
) -> None:
    print(f"\n{name:<16}{'tuned on':>16}{'held out':>16}{'digits (peer)':>18}{'goal':>8}")
    for kind in [*(ENGLISH if name == "summary" else KOREAN), "implied denial", "sound"]:
        if not tuned[kind].cases:
            continue
        goal = "< 2 %" if kind == "sound" else f"{GOALS[kind]:.2f}" if kind in GOALS else ""
        cells = "".join(
            f"{_cell(scores[kind], kind):>{width}}"
            for scores, width in ((tuned, 16), (held, 16), (peer, 18))
        )
        print(f"{'false alarms' if kind == 'sound' else kind:<16}{cells}{goal:>8}")


def _cell(of: Score, kind: str) -> str:
    if not of.cases:
        return ""
    share = of.found / of.cases
    said = f"{share:.1%}" if kind == "sound" else f"{share:.2f}"
    return f"{said} of {of.cases}"


def _show(cases: Sequence[Case], what: str, kind: str) -> None:
    for case in cases:
        if kind and case.kind != kind:
            continue
        text = case.damaged or case.sound
        found = ours(case, text)
        alarm = case.kind == "sound" and found and what == "alarms"
        missed = case.kind != "sound" and what == "missed" and not found - ours(case, case.sound)
        if alarm or missed:
            source = " ".join(case.near) or case.source
            print(f"{case.kind} {case.number}: {source}\n    {case.sound}")
            print(f"    {case.damaged}" if missed else f"    {'; '.join(sorted(found))}")


if __name__ == "__main__":
    main()
