"""A name in Latin letters, found by its sound where a Hangul word begins: Nyström in 뉘스트룀은.

The sounds and what they cost are those of `pipelines.korean.loanwords`; what is ours is that the
end of the word is free, for particles and titles follow a name without a space, that a name is
read as other languages than English read its letters, and that a word which is rather a common
one, or one syllable with its particle, must be liker than another.
"""

# ruff: noqa: E501 - long alternations of words read better on one line

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from pipelines.faithful.names.languages import readings
from pipelines.faithful.names.romanised import read_pinyin
from pipelines.faithful.tables import lines
from pipelines.findings import Span
from pipelines.korean.hangul import coda, words
from pipelines.korean.latin import fold, read_latin
from pipelines.korean.loanwords import Sound, drop_cost, exchange_cost, least_cost, sounds_of

_HANGUL = re.compile("[가-힣]+")
_SOUNDS = "PTKSJLMNGHaeiouxw"
_APART = re.compile(r"(?<=m)(?=b[aeiouy])", re.IGNORECASE)
_SILENT = re.compile(
    r"(?<=[ao])l(?=[kmf])|(?<=[a-z][bcdfgklmnprstvz])e$|(?<=n)g(?=t)|(?<=l)l\b", re.IGNORECASE
)
"""Letters that are mostly not heard: Walker, Joyce."""
_VOWELS = re.compile(r"[aeiouy]+(?!(?<=[^aeiouy]e)s?\b)", re.IGNORECASE)
_FOREIGN_CODAS = frozenset(("", *"ㄱㄴㄹㅁㅂㅅㅇ"))
"""What may close a syllable of a foreign name (외래어 표기법, chapter 1, clause 3)."""
_PARTICLES = (
    "(?:에게서|에게|에서|에|께서|께|으로부터|로부터|으로서|로서|으로써|로써|으로|로|와|과|이랑|랑|하고|까지|부터|보다|처럼|마다|조차|"
    "만|도|뿐|밖에|한테|쯤|이나|나|이라는|라는|이라고|라고|이라며|라며|이라|라|이며|며|이자|이고|이란|란|인|이었던|였던|이었다|였다|"
    "이다|다|입니다|이|가|은|는|을|를|의|요)"
)
_TAIL = re.compile(
    "(?:총리|대통령|장관|대사|의원|교수|박사|감독|선수|대표|회장|사장|총장|의장|시장|지사|왕|여왕|왕세자|국왕|교황|대변인|판사|검사|"
    "변호사|기자|작가|대령|장군|소령|대위|대학교|대학|대|정부|군|당국|당|시|주|현|성|구|군|도|섬|제도|반도|강|해|해협|만|산|산맥|사막|호|역|항|공항|"
    "은행|그룹|사|신문|방송|통신|오픈|국제공항|올림픽|궁|광장|거리|족|인|계|어|측|씨|양|군|가|령|산|발|행|전|들|판|식|형|제|지역|지방|자치구|원전|"
    f"스타디움|병원|재단|연구소|협회|남부|북부|동부|서부|중부)*{_PARTICLES}*"
)
"""What may follow a name without a space."""
_PARTICLE = re.compile(f"{_PARTICLES}*")
_ONE_WITH_PARTICLE = re.compile(f"[가-힣]{_PARTICLES}+")
_VERB = re.compile("[하되했한할해된될됐됨함적습겠았었]|들[이은의을]|스러|시[키켰킨]|당[하했한]")
"""What follows a noun that is a verb or adjective with it, and no name."""
_ONE_SYLLABLE = frozenset(
    words(
        "한 그 이 저 내 네 두 세 첫 약 총 전 현 각 매 수 중 등 때 것 말 돈 물 집 일 달 해 날 길 몸 눈 손 입 발 땅 비 불 새 배 차 밤 낮 앞 뒤 위 밑 안 밖",
        "곳 명 개 번 살 시 분 초 년 월 주 더 덜 잘 못 또 꼭 곧 다 왜 뭐 제 채 데 뿐 중 간 후 될 할 볼 올 온 본 큰 된 난 산 건 걸 게 거 나 너 옛 새 여 남",
        "동 서 북 대 소 양 군 당 법 표 점 회 조 억 만 천 백 십 쪽 편 측 적 선 팀 곡 권 장 대로 줄 바 듯 척 체 킬 길",
    )
)
_WITHIN = 0.12
"""How much liker a name must be that begins within a word (대통령부시) or as a common word does."""
_ONE = 0.16
"""The same for one syllable with a particle, and for a word that is also a verb's beginning."""
_ATTACHED = 0.05
"""The same for a name that something unknown follows without a space."""
_VOWEL = 1.5
_PLAIN = (0.1, 0.1, 0.04)
"""The same for one, two or more syllables of which none is more often in a foreign name."""
_QUITE, _WAIVED = 0.96, 0.08
"""From what likeness on how much of such a doubt is waived."""
_NEXT = 0.06
"""How much less alike may be what follows another word of the name."""
_LONG = 0.05
"""How much less alike four syllables and more may be: chance does not make them so alike."""
_MOST = 0.4
"""Of a name's weight, what its sounds may cost at most."""
_LONGEST_TAIL = 12
"""Syllables that may follow a name; with more the patterns would take long to fail."""
_LONGEST = 20
"""Sounds of Hangul that are looked at from where a name may begin."""
_LIKE_ITS_LANGUAGE = 0.83
"""How alike a name must be at least as another language than English reads it."""
_CLEAR = 0.88
"""From here on no other reading is tried."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A name as rows of costs: what each of its sounds costs against each Hangul sound."""

    rows: tuple[tuple[float, dict[str, float]], ...]
    weight: float
    consonants: int
    syllables: int
    first: frozenset[str]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a name may be said, and how alike it is there, from 0 to 1."""

    span: Span
    likeness: float


@lru_cache(maxsize=4096)
def heard(name: str) -> Heard:
    """The costs of a name by its letters, and of Hangul."""
    sounds = sounds_of(_APART.sub(" ", _SILENT.sub("", name)))
    vowels = len(_VOWELS.findall(fold(name))) or len(name)
    return _heard(sounds, vowels - (vowels > 3))


def _heard(sounds: tuple[Sound, ...], syllables: int) -> Heard:
    rows = tuple(map(_row, sounds))
    first = {"x"}  # 은디아예, 음부르
    for drop, costs in rows:
        first |= {letter for letter, cost in costs.items() if cost < 0.55}
        if drop > 0.5:
            break
    consonants = sum(sound[0][:1].isupper() for sound in sounds)
    return Heard(rows, sum(map(least_cost, sounds)), consonants, syllables, frozenset(first))


@lru_cache(maxsize=1024)
def _row(sound: Sound) -> tuple[float, dict[str, float]]:
    return drop_cost(sound), {letter: _cost(sound, letter) for letter in _SOUNDS}


def _cost(sound: Sound, letter: str) -> float:
    """What it costs to hear a letter for a sound: vowels count for more than where a wrong
    spelling is looked for."""
    return exchange_cost(sound, (letter,)) * (_VOWEL if letter in "aeiou" else 1.0)


@lru_cache(maxsize=1024)
def _in_other_languages(name: str) -> tuple[Heard, ...]:
    """The name as other languages read its letters, and as pinyin has it."""
    rows = (_heard(tuple((s,) for s in row), 1) for row in readings(name))
    return (*rows, *map(heard, read_pinyin(name)))


@dataclass(frozen=True, slots=True)
class Start:
    """A place where a name may begin: the sounds from there, and after which a syllable ends.

    `of_word` is whether a word begins there too, `common` whether a common one does; `text` is
    the rest of the word, `next` whether it follows another word of the name.
    """

    place: int
    sounds: tuple[tuple[str, float], ...]
    ends: tuple[int, ...]
    of_word: bool
    common: bool
    text: str
    next: bool = False


@lru_cache(maxsize=512)
def starts(text: str) -> tuple[Start, ...]:
    """The places in Korean text where a name may begin."""
    return tuple(_starts(text))


def _starts(text: str) -> Iterator[Start]:
    for run in _HANGUL.finditer(text):
        syllables = [_syllable(character) for character in run[0]]
        common = common_beginning(run[0])
        for n in range(len(syllables)):
            sounds: list[tuple[str, float]] = []
            ends: list[int] = []
            for at in range(n, len(syllables)):
                syllable = syllables[at]
                if len(sounds) + len(syllable) > _LONGEST:
                    break
                if coda(run[0][at]) not in _FOREIGN_CODAS:
                    break
                doubled = sounds and syllable and sounds[-1] == syllable[0]
                sounds += syllable[1:] if doubled and syllable[0][0] in "LMN" else syllable
                ends.append(len(sounds))
            yield Start(run.start() + n, tuple(sounds), tuple(ends), n == 0, n < common, run[0][n:])


@cache
def _common_words() -> frozenset[str]:
    return frozenset(word for line in lines("common") for word in line.split())


def common_beginning(word: str) -> int:
    """How many syllables of a word are a common word that it begins with."""
    known = _common_words()
    return next((n for n in (4, 3, 2) if word[:n] in known and len(word) >= n), 0)


@cache
def _foreign_syllables() -> frozenset[str]:
    return frozenset(word for line in lines("foreign") for word in line.split())


def foreignness(word: str) -> float:
    """The share of its syllables that stand rather in foreign names than in Korean words."""
    return sum(syllable in _foreign_syllables() for syllable in word) / max(1, len(word))


def without_tail(word: str) -> str:
    """A word without what may follow a name; two syllables at least.

    >>> without_tail("프랑크푸르트공항에서는")
    '프랑크푸르트'
    """
    return next((word[:n] for n in range(2, len(word)) if may_follow(word[n:])), word)


def is_particle(rest: str) -> bool:
    """Whether these are particles, of whatever number, and none of them too."""
    return len(rest) <= _LONGEST_TAIL and _PARTICLE.fullmatch(rest) is not None


def may_follow(rest: str) -> bool:
    """Whether this may follow a name without a space: a title, a suffix, particles."""
    return len(rest) <= _LONGEST_TAIL and _TAIL.fullmatch(rest) is not None


@lru_cache(maxsize=12000)
def _syllable(character: str) -> tuple[tuple[str, float], ...]:
    return tuple((sound[0], drop_cost(sound)) for sound in sounds_of(character) if sound[0])


def _likenesses(own: Heard, start: Start) -> list[tuple[float, int]]:
    """How far each beginning of a word sounds like the name (0-1), and how many syllables it has.

    Empty as soon as it cannot be alike: no name is read whose sounds cost a third of it.
    """
    sounds = start.sounds[: 2 * len(own.rows) + 2]
    previous = [0.0]
    total = 0.0
    for _, drop in sounds:
        total += drop
        previous.append(total)
    sums = previous
    most = _MOST * max(own.weight, total)
    for lost, costs in own.rows:
        left = previous[0] + lost
        row = [left]
        add = row.append
        above = previous[0]
        column = 1
        for letter, drop in sounds:
            best = above + costs[letter]
            above = previous[column]
            over = above + lost
            if over < best:
                best = over
            left += drop
            if left > best:
                left = best
            add(left)
            column += 1
        if min(row) > most:
            return []
        previous = row
    found = []
    for n, end in enumerate(start.ends):
        if end > len(sounds):
            break
        if n + 1 < own.syllables:
            continue
        weight = max(own.weight, sums[end])
        if weight and 1 - previous[end] / weight > 0.5:
            found.append((1 - previous[end] / weight, n + 1))
    return found


def enough(consonants: int) -> float:
    """How alike a name of so many consonants must be: short ones are soon like something."""
    return 0.88 if consonants <= 1 else 0.77 if consonants == 2 else 0.73


@lru_cache(maxsize=4096)
def _other(name: str) -> tuple[Heard, ...]:
    """A name as Korean would read its letters, and with an open y: Slydial."""
    if not (name.isascii() and name.isalpha()):
        return ()
    open_y = re.sub(r"(?<=[bcdfglmnrst])y(?=[bcdfgklmnprstvz])", "ai", name)
    return tuple(map(heard, {read_latin(name), open_y} - {name}))


def find(name: str, korean: str, after: Iterable[int] = ()) -> tuple[Place, ...]:
    """Where Korean text may say a name, by its sound, the likest place first.

    `after` is where names before it may end: in 반기문 one follows without a space.
    """
    folded = fold(name)
    own = heard(folded)
    if not own.rows:
        return ()
    least, after = enough(own.consonants), frozenset(after)
    best: dict[Span, float] = {}
    here = [
        replace(start, of_word=True, common=False, next=True) if start.place in after else start
        for start in starts(korean)
        if start.sounds and (start.of_word or start.place in after)
    ]
    _look(own, _other(folded), here, least, best)
    if not best and own.consonants >= 3:
        within = (start for start in starts(korean) if start.sounds and not start.of_word)
        _look(own, _other(folded), within, least, best)
    if max(best.values(), default=0.0) < _CLEAR:
        for reading in _in_other_languages(name):
            for start in here:
                if start.sounds[0][0] in reading.first:
                    found = _likenesses(reading, start)
                    _keep(own, best, start, found, max(least, _LIKE_ITS_LANGUAGE))
    return tuple(
        Place(span, likeness)
        for span, likeness in sorted(best.items(), key=lambda item: (-item[1], item[0]))
    )


def _look(
    own: Heard,
    others: Iterable[Heard],
    places: Iterable[Start],
    least: float,
    best: dict[Span, float],
) -> None:
    for start in places:
        if start.sounds[0][0] not in own.first:
            continue
        found = _likenesses(own, start)
        if 0.6 < max(found, default=(0.0, 0))[0] < 0.9:
            for other in others:
                found += _likenesses(other, start)
        _keep(own, best, start, found, least)


def _keep(
    own: Heard,
    best: dict[Span, float],
    start: Start,
    found: Iterable[tuple[float, int]],
    least: float,
) -> None:
    for likeness, length in found:
        if likeness + _LONG + _NEXT < least or (length < 3 and not start.of_word):
            continue
        doubt = _doubt(own, start, length)
        if likeness > _QUITE:
            doubt = max(0.0, doubt - _WAIVED)
        if start.next:
            doubt = max(-_NEXT, doubt - 2 * _NEXT)
        fit = likeness - doubt + (_LONG if length > 3 else 0)
        span = start.place, start.place + length
        if fit >= least and fit > best.get(span, 0.0):
            best[span] = fit


def _doubt(own: Heard, start: Start, length: int) -> float:
    """How much less a name than it sounds the beginning of a word is."""
    word, rest = start.text[:length], start.text[length:]
    doubts = [0.0]
    if start.common or not start.of_word:
        doubts.append(_WITHIN)
    if start.of_word and (
        _ONE_WITH_PARTICLE.fullmatch(word) or (length == 1 and word in _ONE_SYLLABLE)
    ):
        short = own.syllables == 1 and length == 1 and may_follow(rest)  # Sow 소의
        doubts.append(0.0 if rest.startswith("씨") else _ATTACHED if short else _ONE)
    if start.of_word and not foreignness(word):
        doubts.append(_PLAIN[min(length, 3) - 1])
    doubt = max(doubts) + 0.03 * (len(doubts) > 2)
    if rest and not may_follow(rest):
        doubt += _ONE if _VERB.match(rest) else _ATTACHED if length > 1 else _WITHIN
    return doubt
