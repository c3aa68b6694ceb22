"""Which neighbouring words are said in one breath, and what that does to them.

The standard applies its rules between words too "where two words are said as one" (clauses
12, 15, 18, 27 and 29, notes). A newsreader does so inside small groups only: a number and
what it counts, an ending -(으)ㄹ and the noun after it, 못 and its verb, a noun and 위, 안, 앞.
Elsewhere words are kept apart, which is also the clearer reading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipelines.korean.hangul import coda
from pipelines.korean.lexicon import respell, tense, with_n


@dataclass(frozen=True, slots=True)
class Boundary:
    """The place between two words."""

    joined: bool = False
    """Whether the last syllable of the one and the first of the other act on each other."""
    respelled: str | None = None
    """How the following word now begins, if otherwise."""


APART = Boundary()

_NUMBER = re.compile(
    r"(?:[영공일이삼사오육칠팔구십백천만억조경점]+)?"
    r"(?:한|두|세|네|석|넉|다섯|여섯|일곱|여덟|아홉|열|스물|스무|"
    r"(?:열|스물|서른|마흔|쉰|예순|일흔|여든|아흔)(?:한|두|세|네|석|넉|다섯|여섯|일곱|여덟|아홉)?)?$"
)
_COUNTER = re.compile(
    r"(?:개월|개|명|사람|시간|시|분|초|살|세|마리|번째|번|가지|달러|달|주년|주|년|월|일|원|퍼센트|층|호|대|권|장|잔|병"
    r"|곳|건|척|그루|켤레|쌍|배|인|회|차|위|등|학년|도|점|조|억|만|유로|엔|위안|육|연대|연승|연패|승|패|골|표|석|단계|심|선"
    r"|순위|집|절|항|편|벌|채|통|판|발|방|킬로|미터|메가|해|박|국|급|종|부|동|톤|평|송이|그릇|줄|끼|모금|마디|방울|조각|리|할|푼|여)"
)
_LIQUID_NUMBER = frozenset("일칠팔열덟")

_STEM_AND_L = frozenset("할될킬낼릴칠올갈볼줄쓸뀔펼뺄클")
"""Final syllables that are nearly always a stem and -(으)ㄹ."""
_MAYBE_L = _STEM_AND_L | frozenset(
    "길질실설살알들울풀팔털걸꿀켤열널일쉴둘벌날밀잘굴꼴땔뗄뛸뜰빌틀말물달줄"
)
"""Final syllables that are so before a dependent noun."""
_STEMS_BEFORE_EUL = frozenset(
    "있없했됐였았었겠받먹찾막높낮좋많같싶않읽넣놓낳쌓잃잡뽑입믿얻웃씻벗갖잊맞늦맺죽녹섞깎묶겪닦엮꺾꽂앉얹끊뚫앓옳"
    "닮굶젊밟넓짧얇붙맡짙깊갚덮엎짚렸졌켰갔왔났봤췄냈랐섰쳤꼈폈"
)
_NOUNS_IN_L = (
    "오늘",
    "내일",
    "서울",
    "역할",
    "분할",
    "관할",
    "이달",
    "이날",
    "마을",
    "연말",
    "주말",
    "일",
    "올",
)
_DEPENDENT = re.compile(
    r"것|거(?=$|야|예요|라|고|다|지|니|든|나)|게(?=$|요$)|건(?=$|가$|데|지)|걸(?=$|요$|로$)|겁니|수(?=$|[는도가]$|밖에|록)"
    r"|데(?=$|[가는도에]$|다$|서)|바(?=$|[를는가에와도]$)|줄(?=$|[은도을로만]$)|적(?=$|[에이도은]$|이[다었])"
    r"|지(?=$|[가는도를에]$)|듯|법(?=$|[하한]|이다)|성(?=싶)|만(?=하|한|큼)"
)
_AFTER_SURE_L = re.compile(
    r"도리|동안|정도|가능성|계획|전망|방침|경우|곳|당시|시점|수준|생각|기회|준비|자격|작정|즈음|방안|방법|조치|대책|시간"
    r"|시기|기색|기미|지경|사람|정책|사안|사항|상황|조건|징후|조짐|단계|공산"
)
_VERBS_IN_I = re.compile(r"(?:이[기겨긴길김]|잊|읽|입|잇|일으|여[는시]|열|이루|이뤄|이뤘|이겼)")
_PLACES = re.compile(r"(?:위|아래|앞|옆|안)(?=$|[에의으]|쪽|서)")
_JOB = re.compile(r"일(?=$|[이을은도로과에들])")


def boundary(word: str, following: str, after: str) -> Boundary:
    """How `following` is said right after `word`. `after` is the word after it, or empty."""
    last = coda(word[-1])
    if not last:
        return APART
    if following == "한" and _COUNTER.match(after) and last not in "ㄴㄹㅁㅇ":
        return Boundary(joined=True)  # clause 12.1, note 2: 옷 한 벌 [오탄벌]
    if word == "한" and _JOB.match(following):
        return Boundary(joined=True, respelled="닐")  # clause 29, note 2: 한 일 [한닐]
    if word in {"못", "첫", "몇", "옛"} or (word == "잘" and _VERBS_IN_I.match(following)):
        return _determiner(word, following)
    if _NUMBER.match(word) and _COUNTER.match(following):
        return _counted(word, following)
    if last == "ㄹ" and (said := _adnominal(word, following)).joined:
        return said
    if word == "옷" and following.startswith("입"):
        return Boundary(joined=True, respelled="닙")
    if word.endswith("것") and following.startswith("같"):
        return Boundary(joined=True)
    if last != "ㅇ" and (_PLACES.match(following) or following[0] == "없"):
        return Boundary(joined=True)  # clause 15: 꽃 위 [꼬뒤], 밭 아래 [바다래]
    return APART


def _determiner(word: str, following: str) -> Boundary:
    """Clauses 15, 18 and 29: 못 온다 [모돈다], 못 이겨 [몬니겨], 첫 여성 [천녀성], 몇 월 [며둴].

    못 takes the ㄴ before verbs in 이 and 여 only; 몇 before none.
    """
    first = following[0]
    verb = word in {"못", "잘"}
    if word != "몇" and (_VERBS_IN_I.match(following) if verb else first in "여연영열일유역이"):
        return Boundary(joined=True, respelled=with_n(first))
    return Boundary(joined=True)


def _counted(word: str, following: str) -> Boundary:
    """A number and its counter: 열 개 [열깨], 칠 조 [칠쪼] (clause 26), 백 육 [뱅뉵] (29)."""
    first = respell(following)[0]
    if first in "육여" and coda(word[-1]) and following.startswith(("육", "여섯", "여덟")):
        return Boundary(joined=True, respelled=with_n(first))
    if following.startswith("연대"):
        return Boundary(joined=True, respelled=with_n(first))
    if word[-1] in _LIQUID_NUMBER and not following.startswith(("달러", "개월")):
        return Boundary(joined=True, respelled=tense(first))
    return Boundary(joined=True)


def _adnominal(word: str, following: str) -> Boundary:
    """Clauses 27 and 29, note 2: 할 것을 [할꺼슬], 갈 데가 [갈떼가], 할 일 [할릴], 할 예정 [할례정].

    A noun after the object particle 을 (계획을 준비) looks the same as one after an ending
    (있을 경우): only 을 after a known verb stem counts.
    """
    last = word[-1]
    ending = (
        word.endswith(("만날", "떠날", "나설", "만들", "늘어날", "일어날"))
        or last in _STEM_AND_L
        or (last == "을" and word[-2:-1] in _STEMS_BEFORE_EUL and len(word) > 1)
    )
    if word.endswith(_NOUNS_IN_L) or not (ending or last in _MAYBE_L):
        return APART
    if _DEPENDENT.match(following) or (ending and _AFTER_SURE_L.match(following)):
        return Boundary(joined=True, respelled=tense(respell(following)[0]))
    if ending and (_JOB.match(following) or following.startswith(("예정", "여지", "역할", "이유"))):
        return Boundary(joined=True, respelled=with_n(following[0]))
    return APART
