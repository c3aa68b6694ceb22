"""Words whose sound their letters do not give, from `data/pronunciation.txt`, and patterns.

There is no analysis of words into parts: a long list of compounds, found from the left,
longest first, and a few suffixes that behave alike. What is in neither is read by the
letters, which at worst gives the careful form (물약 as [무략]).
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from pipelines.korean.hangul import coda, compose, decompose

_TENSE = {"ㄱ": "ㄲ", "ㄷ": "ㄸ", "ㅂ": "ㅃ", "ㅅ": "ㅆ", "ㅈ": "ㅉ"}


def tense(char: str) -> str:
    """The syllable with a tense onset where it has a lax one: 가 -> 까."""
    letters = decompose(char)
    return compose(_TENSE.get(letters.onset, letters.onset), letters.vowel, letters.coda)


def with_n(char: str) -> str:
    """The syllable with ㄴ for its silent onset: 여 -> 녀."""
    letters = decompose(char)
    return compose("ㄴ" if letters.onset == "ㅇ" else letters.onset, letters.vowel, letters.coda)


def read_entry(entry: str) -> tuple[str, str, bool]:
    """A word of the data file as spelled, as read, and whether only at the start of a word."""
    anchored = entry.startswith("^")
    marked, _, explicit = entry.removeprefix("^").partition("=")
    said, change = "", ""
    for char in explicit or marked:
        if char in "'+":
            change = char
            continue
        said += tense(char) if change == "'" else with_n(char) if change == "+" else char
        change = ""
    return re.sub(r"['+]", "", marked), said, anchored


@cache
def entries() -> dict[str, tuple[tuple[str, str, bool], ...]]:
    """The words of the data file by their first syllable, the longest first."""
    found: dict[str, dict[tuple[str, bool], str]] = {}
    text = files("pipelines.korean").joinpath("data/pronunciation.txt").read_text("utf-8")
    for line in text.splitlines():
        if line.startswith(("#", "[")):
            continue
        for word in line.split():
            spelled, said, anchored = read_entry(word)
            found.setdefault(spelled[0], {}).setdefault((spelled, anchored), said)
    return {
        first: tuple(
            sorted(
                ((spelled, said, anchored) for (spelled, anchored), said in words.items()),
                key=lambda word: -len(word[0]),
            )
        )
        for first, words in found.items()
    }


def respell(word: str) -> str:
    """The word as if spelled the way it sounds; of the same length, `pronounce` does the rest."""
    known = entries()
    pieces: list[str] = []
    position = 0
    while position < len(word):
        for spelled, said, anchored in known.get(word[position], ()):
            if word.startswith(spelled, position) and not (anchored and position):
                pieces.append(said)
                position += len(spelled)
                break
        else:
            pieces.append(word[position])
            position += 1
    return _by_pattern(word, "".join(pieces))


_END = r"(?=$|[이가을를은는의에도만과와로으까부보인입였라며])"

_ADNOMINAL = r"(?<=[할될을킬낼칠릴올갈볼쓸])"
"""Syllables that are stem and -(으)ㄹ; others (알지, 살지) may be the stem alone."""

_NOT_BOOK = "(?<![한두세네몇섯곱덟홉열])"

_SONORANT = frozenset("ㄴㄹㅁㅇ")

_TENSE_PATTERNS = tuple(
    (re.compile(pattern), codas)
    for pattern, codas in (
        # Clause 26: -적(的) after a Sino-Korean ㄹ: 질적 [질쩍], 현실적 [현실쩍]
        (r"(?<=[가-힣][가-힣])적(?=$|[으인이])", frozenset("ㄹ")),
        # Clause 27: -(으)ㄹ걸, -ㄹ게, -ㄹ수록, -ㄹ지, -ㄹ세라, -ㄹ진대: 할걸 [할껄]
        (_ADNOMINAL + r"[걸게](?=$|요)", frozenset("ㄹ")),
        (_ADNOMINAL + r"밖(?=에)", frozenset("ㄹ")),
        (r"(?<=[가-힣])수(?=록)", frozenset("ㄹ")),
        (_ADNOMINAL + r"지(?=$|[가는도를에은의]$|라도|언정|에도|에는)", frozenset("ㄹ")),
        (r"(?<=[가-힣]일)지(?=$|도$|라도)", frozenset("ㄹ")),
        (_ADNOMINAL + r"(?:세(?=라)|진(?=대))", frozenset("ㄹ")),
        # Clause 28: rights and zones, statutes, crimes, sounds, prices
        (rf"(?<=[가-힣]){_NOT_BOOK}권(?:{_END}|(?=자))", _SONORANT | {""}),
        (r"(?<=[가-힣][가-힣])(?<![방사위마])법" + _END, _SONORANT | {""}),
        (r"(?<=[가-힣][가-힣])(?<![범사무유속])죄" + _END, _SONORANT | {""}),
        (r"(?<=[가-힣])(?<![잔큰흰신군딴한판빈센생는은던])소(?=리)", _SONORANT),
        (r"(?<=[가-힣])값", _SONORANT),
    )
)
"""The onset that is matched becomes tense after one of the codas."""

_NOT_USE = (
    "사이활적허채비내신고작복남유통수겸관군민미무악오인전준착공효중조포등상응식약음원운혼차소실연"
)
_NOT_STATION = "지전병통번방무권구광영해수성현징노배단주면의대"

_N_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<=[십백천만억])육",
        r"(?<=[일삼육칠팔])(?<=[공영일이삼사오육칠팔구]{2})육(?![가-힣]*[^공영일이삼사오육칠팔구])",
        r"(?<=[가-힣])잎",
        r"(?<=[가-힣])이(?=불(?:$|[이을은도과에])|익" + _END + ")",
        r"(?<=[가-힣])여(?=름|성)",
        r"(?<=[가-힣])연(?=휴|필)",
        r"(?<=[가-힣][가-힣])(?:열(?=차)|여(?=행)|연(?=금|료|극)|윤(?=리)|역(?=량))",
        r"(?<=[가-힣][가-힣])(?<![민공국반번상방운경])영(?=화)",
        r"(?<=[가-힣][가-힣])(?<![필중])요(?=금|원)",
        rf"(?<=[가-힣][가-힣])(?<![{_NOT_USE}])용(?=$|[으이은을의과도에품차])",
        rf"(?<=[가-힣][가-힣])(?<![{_NOT_STATION}])역(?=$|[으이은을의과도에까])",
    )
)
"""Clause 29: ㄴ is put in before what is matched where the syllable before it has a coda."""


def _by_pattern(word: str, said: str) -> str:
    if len(word) < 2:
        return said
    letters = list(said)
    for pattern, codas in _TENSE_PATTERNS:
        for match in pattern.finditer(word):
            at = match.start()
            if letters[at] == word[at] and coda(word[at - 1]) in codas:
                letters[at] = tense(word[at])
    for pattern in _N_PATTERNS:
        for match in pattern.finditer(word):
            at = match.start()
            if letters[at] == word[at] and coda(word[at - 1]):
                letters[at] = with_n(word[at])
    return "".join(letters)


_NOUNS_IN_UI = frozenset(
    "회의 협의 논의 합의 주의 정의 강의 동의 결의 건의 명의 편의 문의 의의 심의 항의 예의 유의 고의 창의 호의 "
    "임의 제의 숙의 질의 발의 열의 거의 상의 하의 모의 적의 선의 악의 성의 탈의 한의 불의 신의 전의 본의 공의 "
    "사의 대의 쟁의 경의 양의 도의 수의 결의 재의 토의 민의 저의 무의 여의 살의 평의 만장일치의 개의 부주의 "
    "무성의 재논의 재협의 재심의 재결의 대정부질의 공개질의 서면질의".split()
) - {
    "만장일치의",
    "개의",
    "무의",
    "여의",
    "양의",
    "전의",
    "수의",
    "신의",
    "대의",
    "한의",
    "공의",
    "도의",
    "본의",
    "사의",
}
_MEETINGS = (
    "정상 안보 각료 장관 국무 화상 대책 간부 최고위 전체 본 확대 임원 실무 당정 고위급 고위 공개 비공개 긴급 "
    "총리 외무장관 수석 보좌관 연석 원탁 조찬 비상 정례 주례 합동 관계장관 준비 점검 전략 예비 양자 다자 국제"
).split()
_ISMS = (
    "자유 민주 사회 공산 자본 민족 제국 보호 국가 인종 극단 군국 다원 신자유 고립 일방 다자 포퓰리즘 이상 현실 실용 "
    "합리 마오 레닌 시온 개인 집단 전체 권위 패권 팽창 관료 원리 근본 인도 평화 분리 여성 환경 상업 물질 온정 지역 연고 능력 배금"
).split()


def genitive(word: str) -> bool:
    """Whether the 의 that ends the word is the particle (clause 5, note 4), not part of a noun.

    국회의 and 위원회의 are taken for 국회 and 위원회 with a particle, 정상회의 for a noun.
    """
    if len(word) < 2 or not word.endswith("의") or word in _NOUNS_IN_UI:
        return False
    if word.endswith("회의"):
        return not word[:-2].endswith(tuple(_MEETINGS))
    if word.endswith("주의"):
        return not word[:-2].endswith(tuple(_ISMS))
    return True
