"""Korean and Chinese names as they are written in Latin letters, and their Hangul.

Korean names are written by the Revised Romanization (2000), by McCune and Reischauer's (1939), and
as their owners please: 이서연 is Lee Seo-yeon, Yi Sŏ-yŏn and Rhee Suh-youn. So what a syllable may
be written as is made from its letters, and a name is said where syllables can be written so.
Chinese names are written in pinyin, and each of its syllables has one Hangul (외래어 표기법, 표 5).
"""

# ruff: noqa: E501 - tables read better on one line

import re
from functools import cache, lru_cache
from itertools import product

from pipelines.findings import Span
from pipelines.korean.hangul import compose, decompose, is_syllable, words
from pipelines.korean.latin import fold

_ONSETS = {
    "ㄱ": "g k", "ㄲ": "kk gg k", "ㄴ": "n", "ㄷ": "d t", "ㄸ": "tt dd", "ㄹ": "r l n", "ㅁ": "m", "ㅂ": "b p",
    "ㅃ": "pp bb", "ㅅ": "s sh", "ㅆ": "ss s", "ㅇ": "", "ㅈ": "j ch z", "ㅉ": "jj", "ㅊ": "ch c", "ㅋ": "k",
    "ㅌ": "t th", "ㅍ": "p ph", "ㅎ": "h wh",
}  # fmt: skip
_VOWELS = {
    "ㅏ": "a ah", "ㅐ": "ae ai e ay", "ㅑ": "ya yah", "ㅒ": "yae", "ㅓ": "eo o u uh ou", "ㅔ": "e eh ae ei",
    "ㅕ": "yeo yo yu you yuh", "ㅖ": "ye e ae yeh", "ㅗ": "o oh", "ㅘ": "wa oa", "ㅙ": "wae", "ㅚ": "oe oi we",
    "ㅛ": "yo yoh", "ㅜ": "u oo ou wu woo", "ㅝ": "wo weo", "ㅞ": "we", "ㅟ": "wi ui wee", "ㅠ": "yu yoo you",
    "ㅡ": "eu u oo", "ㅢ": "ui eui ee i yi", "ㅣ": "i ee y yi",
}  # fmt: skip
_CODAS = {
    "": "", "ㄱ": "k g ck c", "ㄴ": "n", "ㄷ": "t", "ㅅ": "t", "ㄹ": "l r", "ㅁ": "m", "ㅂ": "p b", "ㅇ": "ng",
}  # fmt: skip
_AS_SURNAME = {
    "이": "lee rhee ri li i e", "박": "park", "최": "choi choy chey", "노": "roh ro", "리": "lee", "임": "lim rim", "유": "ryu ryoo",
    "허": "hur her", "나": "ra", "양": "ryang", "염": "ryom ryum", "여": "lyu ryo", "백": "paik back", "손": "sohn",
    "화": "wha", "안": "ahn", "한": "hahn", "엄": "uhm", "조": "joe", "신": "synn", "승": "syng", "혁": "hyuck", "준": "june",
}  # fmt: skip
"""What surnames, and a few syllables, are written as besides."""
SURNAMES = frozenset(
    words(
        "가 간 갈 감 강 고 공 곽 구 국 권 금 기 길 김 나 남 노 도 동 라 류 리 마 맹 명 모 문 민 박 반 방 배 백 변 복 봉 사 서 석 선 설 성 소 손 송 승 신",
        "심 안 양 어 엄 여 연 염 예 오 옥 왕 용 우 원 위 유 육 윤 은 이 인 임 장 전 정 제 조 주 지 진 차 채 천 최 추 탁 태 편 표 하 한 함 허 현 형 호 홍",
        "황",
    )
)
"""Korean surnames of one syllable."""


@lru_cache(maxsize=4096)
def spellings(syllable: str) -> frozenset[str]:
    """How a syllable of a Korean name may be written in Latin letters.

    >>> sorted(spellings("서"))[:4]
    ['seo', 'sho', 'shou', 'shu']
    """
    letters = decompose(syllable)
    if letters.coda not in _CODAS:
        return frozenset()
    onsets, vowels, codas = (
        table[letter].split() or [""]
        for table, letter in (
            (_ONSETS, letters.onset),
            (_VOWELS, letters.vowel),
            (_CODAS, letters.coda),
        )
    )
    made = {
        onset + vowel + coda
        for onset in onsets
        for vowel in vowels
        for coda in codas
        if not (onset and vowel[:2] in ("wu", "wo") and letters.vowel == "ㅜ")
        and not (onset and vowel == "yi")
        and not (coda and vowel.endswith("h"))
    }
    return frozenset(made | set(_AS_SURNAME.get(syllable, "").split()))


def _letters(word: str) -> str:
    return re.sub("[^a-z]", "", fold(word).lower())


def _ends(written: str, hangul: str, at: int) -> set[int]:
    """The places where Hangul from `at` has been written out in full."""
    open_places, done = {(0, at)}, set()
    while open_places:
        read, place = open_places.pop()
        if read == len(written):
            done.add(place)
        elif read and hangul[place : place + 1] == " ":
            open_places.add((read, place + 1))
        elif place < len(hangul) and is_syllable(hangul[place]):
            open_places |= {
                (read + len(spelled), place + 1)
                for spelled in spellings(hangul[place])
                if written.startswith(spelled, read)
            }
    return done


_ASSIMILATED = dict(
    pair.split("=")
    for pair in words(
        "ㄴㄹ=ㄹㄹ ㄹㄴ=ㄹㄹ ㅇㄹ=ㅇㄴ ㅁㄹ=ㅁㄴ ㄱㄹ=ㅇㄴ ㅂㄹ=ㅁㄴ ㄱㄴ=ㅇㄴ ㄱㅁ=ㅇㅁ ㅂㄴ=ㅁㄴ ㅂㅁ=ㅁㅁ ㄷㄴ=ㄴㄴ ㅅㄴ=ㄴㄴ ㅅㅁ=ㄴㅁ",
    )
)
"""Two consonants that meet, and what is heard and written in Latin letters (표준발음법 제18-20항)."""


@lru_cache(maxsize=512)
def assimilated(korean: str) -> str:
    """Korean text as its consonants are heard where two meet, syllable for syllable.

    >>> assimilated("전라도와 종로")
    '절라도와 종노'
    """
    made = list(korean)
    for n in range(len(made) - 1):
        if is_syllable(made[n]) and is_syllable(made[n + 1]):
            first, second = decompose(made[n]), decompose(made[n + 1])
            heard = _ASSIMILATED.get(first.coda + second.onset)
            if heard:
                made[n] = compose(first.onset, first.vowel, heard[0])
                made[n + 1] = compose(heard[1], second.vowel, second.coda)
    return "".join(made)


def find_korean(name: tuple[str, ...], korean: str) -> Span | None:
    """Where Korean text says a Korean name, whichever of its words is the surname."""
    heard = assimilated(korean)
    place = _find_korean(name, korean)
    return place or (_find_korean(name, heard) if heard != korean else None)


def _find_korean(name: tuple[str, ...], korean: str) -> Span | None:
    parts = tuple(_letters(word) for word in name)
    orders = {parts, (*parts[1:], parts[0]), (parts[-1], *parts[:-1])}
    for written in map("".join, orders):
        if not written:
            continue
        for start in re.finditer("(?<![가-힣])[가-힣]", korean):
            ends = _ends(written, korean, start.start())
            if ends:
                return start.start(), max(ends)
    return None


@cache
def _surnames() -> frozenset[str]:
    return frozenset(s for name in SURNAMES for s in spellings(name)) | {"kim", "gim", "koh"}


@cache
def _possible() -> re.Pattern[str]:
    """Any row of syllables of a Korean name in Latin letters."""
    onsets = {o for options in _ONSETS.values() for o in options.split()}
    vowels = {v for options in _VOWELS.values() for v in options.split()}
    codas = {c for options in _CODAS.values() for c in options.split()}
    one = "(?:{})?(?:{})(?:{})?".format(
        *("|".join(sorted(each, key=len, reverse=True)) for each in (onsets, vowels, codas))
    )
    return re.compile(rf"(?:{one}|syng|hyuck|june|paik){{1,3}}")


def may_be_korean(name: tuple[str, ...]) -> bool:
    """Whether a name has the words of a Korean's, and a Korean surname."""
    if not 2 <= len(name) <= 3:
        return False
    letters = [_letters(word) for word in name]
    return any(surname in _surnames() for surname in (letters[0], letters[-1])) and all(
        map(_possible().fullmatch, letters)
    )


_GIVEN = re.compile(r"[A-Z][a-zŏŭ]{1,6}['’]?-[a-zA-Zŏŭ]{1,7}")
"""Two syllables with a hyphen, as Koreans write a given name."""


def is_korean(name: tuple[str, ...]) -> bool:
    """Whether a name is a Korean's beyond doubt: Lee Seo-yeon, Seo-yeon Lee, Kim Jong Un."""
    if not 2 <= len(name) <= 3:
        return False
    for surname, given in ((name[0], name[1:]), (name[-1], name[:-1])):
        if _letters(surname) not in _surnames():
            continue
        parts = [part for word in given for part in re.split("-", word)]
        hyphened = len(given) == 1 and _GIVEN.fullmatch(given[0])
        apart = len(given) == 2 and name[0] == surname and _letters(surname) in ("kim", "park")
        if (hyphened or apart) and all(_possible().fullmatch(_letters(part)) for part in parts):
            return len(parts) == 2
    return False


# --- Chinese ------------------------------------------------------------------------------

_INITIALS = {
    "b": "ㅂ", "p": "ㅍ", "m": "ㅁ", "f": "ㅍ", "d": "ㄷ", "t": "ㅌ", "n": "ㄴ", "l": "ㄹ", "g": "ㄱ", "k": "ㅋ", "h": "ㅎ",
    "j": "ㅈ", "q": "ㅊ", "x": "ㅅ", "zh": "ㅈ", "ch": "ㅊ", "sh": "ㅅ", "r": "ㄹ", "z": "ㅉ", "c": "ㅊ", "s": "ㅆ",
}  # fmt: skip
_FINALS = dict(
    pair.split("=")
    for pair in words(
        "a=아 o=오 e=어 ai=아이 ei=에이 ao=아오 ou=어우 an=안 en=언 ang=앙 eng=엉 i=이 ia=야 iao=야오 ie=예 iu=유 ian=옌 in=인",
        "iang=양 ing=잉 iong=융 u=우 ua=와 uo=워 uai=와이 ui=우이 uan=완 un=운 uang=왕 ong=웅 ue=웨 ü=위 üe=웨",
    )
)
_ALONE = dict(
    pair.split("=")
    for pair in words(
        "er=얼 ya=야 yao=야오 ye=예 you=유 yan=옌 yin=인 yang=양 ying=잉 yong=융 yi=이 wu=우 wa=와 wo=워 wai=와이 wei=웨이",
        "wan=완 wen=원 wang=왕 weng=웡 yu=위 yue=웨 yuan=위안 yun=윈 a=아 o=오 e=어 ai=아이 ao=아오 ou=어우 an=안 en=언",
        "ang=앙 zhi=즈 chi=츠 shi=스 ri=르 zi=쯔 ci=츠 si=쓰",
    )
)
_PLAIN = dict(zip("ㅑㅕㅖㅠ", "ㅏㅓㅔㅜ", strict=True))


@cache
def _pinyin() -> dict[str, str]:
    """The syllables of pinyin with their Hangul."""
    found = {}
    for initial, onset in _INITIALS.items():
        for final, spelled in _FINALS.items():
            if initial in ("j", "q", "x") and final[0] == "u":
                said = {"u": "위", "ue": "웨", "uan": "위안", "un": "윈"}.get(final)
                if not said:
                    continue
            else:
                said = spelled
            first = decompose(said[0])
            vowel = _PLAIN.get(first.vowel, first.vowel) if onset in "ㅈㅊㅉ" else first.vowel
            found[initial + final] = compose(onset, vowel, first.coda) + said[1:]
    return found | _ALONE


@lru_cache(maxsize=4096)
def read_pinyin(word: str) -> tuple[str, ...]:
    """The Hangul of a word that may be pinyin, and nothing for any other word.

    >>> read_pinyin("Weiming")
    ('웨이밍',)
    """
    written = _letters(word)
    if not 2 <= len(written) <= 20:
        return ()
    ways: list[list[str]] = [[""]] + [[] for _ in written]
    for end in range(1, len(written) + 1):
        for length in range(1, min(6, end) + 1):
            said = _pinyin().get(written[end - length : end])
            if said and ways[end - length]:
                ways[end] += [before + said for before in ways[end - length]]
        ways[end] = sorted(ways[end], key=len)[:4]
    return tuple(dict.fromkeys(ways[-1]))


def find_chinese(name: tuple[str, ...], korean: str) -> Span | None:
    """Where Korean text says a Chinese name, as it is read in pinyin, in either order."""
    read = [read_pinyin(word) for word in name]
    if not 2 <= len(name) <= 3 or not all(read):
        return None
    for parts in (*product(*read), *product(*reversed(read))):
        for said in ("".join(parts), " ".join(parts)):
            at = korean.find(said) if len(said) > 2 else -1
            if at >= 0 and not (at and is_syllable(korean[at - 1])):
                return at, at + len(said)
    return None
