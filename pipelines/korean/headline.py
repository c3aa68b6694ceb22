"""A Korean headline as papers print it, from one that a translator made a whole sentence.

An English headline is a sentence (Ministers agree new deal), a Korean one seldom: 장관들이 새 협정에
합의, 물가 4.2% 올라. What changes is the end of the last predicate alone: a verb in 하다 becomes its
noun, the past of a passive and of some other verbs the bare -아/어 that papers have for it, the
copula goes. Nothing is shortened that would then leave a doubt:

- a verb that is done to somebody, only where the sentence says to whom: 경찰이 체포 may be either;
- the past of what lasts (지지했다, 검토했다) stays, since its noun is heard as if it were so still;
- no denial, possibility, duty, question or quote is touched, and no future: 않았다, 할 수 있다,
  해야 한다, 할 것이다;
- no -아/어 of a verb that would be heard as an order: 멈춰, 지켜;
- a copula stays after a quote and a noun that is a verb's too: 이란이 위협 may be what Iran does.

All of these end in 해라체 without the full stop, as papers print them too. No Chinese characters
(美, 中) are brought in: a headline is read aloud.
"""

from __future__ import annotations

import re
from string import whitespace

from pipelines.korean.hangul import coda, compose, decompose, words
from pipelines.korean.predicates import class_of, is_infinitive, is_noun
from pipelines.korean.register import (
    BRACKET,
    QUOTE,
    Ending,
    Rewritten,
    endings,
    level_of,
    masked,
    noun_before_copula,
    to_plain,
)


def to_headline(korean: str) -> Rewritten:
    """The headline as it is printed, without its full stop; of several sentences the last is
    shortened, and those before it are in 해라체.

    >>> to_headline("장관들이 새 협정에 합의했습니다.").text
    '장관들이 새 협정에 합의'
    """
    plain = to_plain(korean)
    was, now = _last(korean), _last(plain.text)
    found = _shortened(now) if now else None
    if was is None or now is None or found is None:
        return Rewritten(_without_stop(plain.text), plain.changes, plain.unsure)
    phrase, short = found
    start = now.start + len(now.word) - len(phrase)
    text = plain.text[:start] + short + plain.text[start + len(phrase) :]
    changes = plain.changes if was.word == now.word else plain.changes[:-1]
    change = (phrase.removesuffix(now.word) + was.word, short)
    return Rewritten(_without_stop(text), (*changes, change), plain.unsure)


_STOP = re.compile(rf"(?<=[가-힣0-9%{QUOTE}{BRACKET}])[.。](?![.。])")
_NOTHING_MORE = re.compile(rf"[\s.。{BRACKET}]*$")


def _without_stop(text: str) -> str:
    """The text without its full stop; one that belongs to a quote or to Latin letters stays."""
    outside = masked(text)
    end = len(outside.rstrip(whitespace + ".。" + BRACKET))
    stops = {stop.start() for stop in _STOP.finditer(outside) if stop.start() >= end}
    return "".join(char for n, char in enumerate(text) if n not in stops)


def _last(text: str) -> Ending | None:
    """The ending of the last sentence, if it has a full stop or none, and a word of Hangul."""
    last = None
    for end in endings(text):
        last = end
    if last and _NOTHING_MORE.match(masked(text), last.start + len(last.word)):
        return last
    return None


def _shortened(end: Ending) -> tuple[str, str] | None:
    """The last words of a plain sentence as they are, and as a headline has them."""
    if level_of(end) != "plain" or end.asks:
        return None
    if end.glued:
        return _without_copula(end)
    before = _sentence(end.before)
    if re.search(r"(?<![가-힣])(?:안|못)\s+$", before):
        return None
    return _phrase(end.word, before) or _word(end.word, before) or _without_copula(end)


def _sentence(before: str) -> str:
    """What stands before the word in its own sentence."""
    return re.split(r"[.!?…。！？]\s", before)[-1]


# Nouns of verbs in 하다

_SAID = frozenset(
    words(
        "발표 선언 선포 공언 제안 제의 요청 요구 촉구 권고 비판 비난 규탄 질타 인정 부인 시인 해명 강조 주장 지적 언급",
        "시사 경고 폭로 보도 공개 표명 통보 공표 결정 확정 의결 결의 가결 부결 채택 비준 승인 거부 거절 수락 수용 기각 일축 선고 판결 명령 분석 발의",
        "금지 허용 허가 확인 입증 규명 전망 예상 예측 기대 희망 우려 계획 고려 추진 검토",
    )
)
"""What is said or decided: of something, or with a clause."""

_TO_SOMEBODY = frozenset(
    words(
        "체포 구속 석방 기소 고소 고발 제소 소환 송환 추방 해고 해임 파면 탄핵 임명 지명 선출 발탁 교체 검거 납치 억류",
        "살해 사살 암살 발견 구조 구출 진압 제압 징계 처벌 초청 파견 소집",
        "공격 폭격 침공 점령 탈환 격추 격퇴 발사 포격 배치 봉쇄 차단 파괴 위협 압박",
    )
)
"""What is done to people, and in war: only its object tells who did it to whom."""

_TO_SOMETHING = frozenset(
    words(
        "인상 인하 동결 삭감 감축 확대 축소 강화 완화 연장 단축 폐지 폐쇄 폐기 중단 재개 종료 연기 취소 철회 보류 포기",
        "규제 해제 부과 면제 도입 시행 제정 개정 신설 설립 창설 지정 선정 인수 매각 매입 합병 체결 타결",
        "개최 출시 출간 발굴 개발 제출 제기 제공 지원 기부 투입 배상 보상 압수 몰수 압수수색 적발",
        "저지 제외 배제 복원 초래 촉발 야기 강타 수상 획득 격파 증액 감액",
    )
)
"""What is done to things: it needs its object too, which other words may part from it."""

_DONE = frozenset(
    words(
        "합의 동의 서명 약속 다짐 사과 호소 항의 반발 반박 참석 불참 참가 참여 동참 가입 탈퇴 복귀 합류",
        "사임 사퇴 사직 은퇴 퇴임 퇴진 취임 출마 불출마 당선 낙선 귀국 출국 입국 방문 방한 방미 방북 방일 방중 도착 출발 회동 회담 면담 결혼 이혼",
        "사망 실종 대피 탈출 투항 항복 승리 패배 압승 참패 완승 우승 준우승 승소 패소 항소 상고 휴전 철수 파병 도발 개입",
        "폭발 추락 침몰 충돌 붕괴 전복 탈선 발생 상륙 북상 재발 확산 착륙 이륙 착수 돌입 착공 완공 준공 개막 폐막 폐업 파산 출범",
        "상승 하락 급등 급락 폭등 폭락 증가 감소 급증 급감 반등 반전 돌파 경신 기록 달성 상회 하회 둔화 악화 심화 약화 호전 회복",
        "성공 실패 시작 통과 진출 탈락 역전 격돌 대결 투표 투자 협력 침묵 애도 추모",
    )
)
"""What somebody does, or what happens, so that no object is needed to tell who did what."""

_UNDER_WAY_TO = frozenset(
    words("추진 검토 조사 수사 논의 모색 계획 고려 조율 협의 심의 심사 수색 추적 준비 건설 조성")
)
_UNDER_WAY = frozenset(words("협상 파업 시위 농성 대치 교전 훈련"))
"""What may be 중, to something and by itself."""

_HELD_TO = frozenset(words("지지 우려 환영 기대 희망 전망 예상 예측 옹호"))
_HELD = frozenset(words("반대 찬성"))
"""What somebody thinks."""

_LASTING = _UNDER_WAY_TO | _UNDER_WAY | _HELD_TO | _HELD
"""Their nouns are heard as the present, so a past keeps its form."""

_DESCRIBED = frozenset(
    words(
        "필요 가능 불가능 불가피 부족 심각 충분 시급 유력 저조 미흡 여전 중요 무관 절실 위험 안전"
    )
)


def _phrase(word: str, before: str) -> tuple[str, str] | None:
    """What is shortened together with the word before it: 추진하고 있다, 바꾸기로 했다."""
    if word == "있다" and (found := re.search(r"(?<!\S)([가-힣]+)하고\s+$", before)):
        root = found[1]
        if root in _UNDER_WAY_TO | _UNDER_WAY | {"개발", "확산"} and _is_told(
            root, before[: found.start()]
        ):
            return found[0] + word, root + " 중"
    if word == "있다" and (found := re.search(r"(?<!\S)진행되고\s+$", before)):
        return found[0] + word, "진행 중"
    if word in {"했다", "하였다", "한다"} and (found := re.search(r"([가-힣]+기)로\s+$", before)):
        return None if is_noun(found[1]) else (found[0] + word, found[1] + "로")
    return None


def _word(word: str, before: str) -> tuple[str, str] | None:
    """A verb or an adjective that is shortened by itself."""
    if word == "듯하다" and _coda_before(before) == "ㄹ":
        return word, "듯"
    if found := re.fullmatch(r"([가-힣]{2,})(?:(?P<past>했|하였)|한|하)다", word):
        root = found[1]
        if word == root + "하다" and root in _DESCRIBED:
            return word, root
        if _is_told(root, before) and not (root in _LASTING and found["past"]):
            return word, root
    if word == "밝혔다" and _TOLD.search(before):
        return word, "밝혀"
    short = _past(word)
    return (word, short) if short else None


_TOLD = re.compile(rf"(?:[다라자냐{QUOTE}]고|[가-힣][이가])\s+$")
"""Who said it, or what: 이유를 밝혀 would be heard as an order."""


def _is_told(root: str, before: str) -> bool:
    """Whether the noun may end a headline, and the words before it tell who does what."""
    known = root[1:] if root.startswith("재") and root[1:] in _TO_SOMETHING else root  # 재지정
    if known in _SAID:
        return _has_object(before, or_clause=True)
    if known in _TO_SOMETHING | _HELD_TO or (known.endswith("화") and len(known) > 2):
        return _has_object(before)
    if known in _TO_SOMEBODY | _UNDER_WAY_TO:
        return _has_object(before, near=True)
    return known in _DONE | _UNDER_WAY | _HELD and _is_marked(before)


_SUBJECT = re.compile(r"[은는이가]$")
_OBJECT = re.compile(r"[을를]$")
_NO_OBJECT = re.compile(r"(?:마을|가을|고을|노을)$")
_CLAUSE = re.compile(rf"(?:[다라자냐{QUOTE}]고|기로|도록|것으로)$")
_BETWEEN = re.compile(
    r"(?:에|에서|에게|까지|부터|로|히|게|[^가-힣])$|[0-9]|^(?:즉각|즉시|다시|모두|전격|긴급|또|결국|더|대거|추가)$"
)
"""What may part an object from its verb: no other verb, whose object it may be (총을 쏴 체포)."""


def _has_object(before: str, *, near: bool = False, or_clause: bool = False) -> bool:
    """Whether the verb has its object before it, with no subject in between, or a clause that it
    has for one; where it is to be `near`, nothing in between that may be a verb."""
    for word in reversed(before.replace(",", " ").split()):
        bare = word.rstrip(BRACKET)
        if _CLAUSE.search(bare):
            return or_clause
        if _OBJECT.search(bare):
            return not _NO_OBJECT.search(bare)
        if _SUBJECT.search(bare) or (near and not _BETWEEN.search(bare)):
            return False
    return False


_PARTICLE = re.compile(r"(?:[은는이가을를에로와과고며서도만]|기로|,|[^가-힣])$")


def _is_marked(before: str) -> bool:
    """Whether particles or commas tell what the words before are to each other."""
    return any(_PARTICLE.search(word) for word in before.split())


# The past in -아/어

_HAPPENED = frozenset(
    words(
        "올라 떨어져 숨져 커져 터져 퍼져 빠져 깨져 번져 무너져 쓰러져 사라져 이어져 쏟아져 엇갈려 늘어 줄어 늘어나 줄어들어",
        "넘어 넘어서 치솟아 다쳐 갇혀 막혀 닫혀 열려 뚫려 걸려 풀려나 붙잡혀 잡혀 뽑혀 꼽혀 밀려 밀려나 몰려 팔려 휩쓸려",
        "휩싸여 뒤집혀 묶여 쌓여 드러나 나타나 일어나 태어나 살아나 끝나 쫓겨나 잠겨 끊겨 빼앗겨 불타 깎여 바뀌어",
        "나서",
    )
)
"""Verbs whose -아/어 papers print for the past; one that would be heard as an order (멈춰), or as
the first half of a sentence (영향을 받아), is no such."""
_NO_CHANGE = frozenset(words("여겨져 느껴져 가져"))
_BECAME = frozenset(words("무산 실종 감염 결렬 좌초 매몰 고립 연루 집계 조사 시작 폐막 개막"))
_SUFFERED = frozenset(words("해킹 폭행 부상"))
_REPEATED = frozenset(
    words(
        "요구 주장 지적 강조 언급 위협 압박 제공 지원 규제 전망 예상 예측 기대 희망 우려 계획 고려 추진 검토"
    )
)
"""What was done for a while: its passive in -돼 is heard as if it were done still."""


def _past(word: str) -> str | None:
    """The -아/어 of a past: 올라 of 올랐다, 체포돼 of 체포됐다."""
    stem = re.sub(r"되었다$", "됐다", word).removesuffix("다")
    if not stem or stem == word or coda(stem[-1]) != "ㅆ":
        return None
    last = decompose(stem[-1])
    short = stem[:-1] + compose(last.onset, last.vowel)
    root = short[:-1]
    if (
        short.endswith("돼")
        and root in (_SAID | _TO_SOMEBODY | _TO_SOMETHING | _BECAME) - _REPEATED
    ):
        return short
    if short.endswith("당해") and root[:-1] in _TO_SOMEBODY | _SUFFERED:
        return short
    became = len(short) > 2 and short.endswith("져") and is_infinitive(root)
    return short if short in _HAPPENED or (became and short not in _NO_CHANGE) else None


# The copula

_NEEDED = re.compile(
    r"것$|(?<![가-힣])(?:거|터|법|바|줄|리|나름|마련|모양)$|(?:부터|까지|에서|에게|로서|로써|위해서|만|처럼|밖)$"
)
"""What is no headline's end without 이다: 원하는 것이다, 밤부터다."""
_MODIFIED = re.compile(r"[다라자냐]는\s+$")


def _without_copula(end: Ending) -> tuple[str, str] | None:
    """A noun without 이다, where a subject stands before it."""
    noun, before = noun_before_copula(end), _sentence(end.before)
    if (
        noun is None
        or not (noun or end.glued)
        or noun.endswith(("다", "요"))
        or _NEEDED.search(noun)
        or before.endswith(QUOTE)
    ):
        return None
    if not any(_SUBJECT.search(word.rstrip("," + BRACKET)) for word in before.split()):
        return None
    is_modified = _MODIFIED.search(before) or _coda_before(before) == "ㄹ"  # 할 예정, 라는 지적
    if noun and class_of(noun + "하") and not is_modified:
        return None
    return end.word, noun


def _coda_before(before: str) -> str:
    """The coda of the last syllable before a space."""
    bare = before.rstrip()
    return coda(bare[-1]) if bare and bare != before else ""
