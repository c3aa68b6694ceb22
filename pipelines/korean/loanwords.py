"""Whether Hangul sounds like a word in Latin letters, as foreign words are spelled in Korean.

The rules for loanwords (외래어 표기법, chapters 1 to 3) give most sounds several letters, and people
and models take yet others: Guterres is 구테흐스, and was 구테레스; Tae-song is 태성 and 대성. So sounds
are compared by class: b, p, f and v are one, with the plain, the tense and the aspirated letter of
Hangul; vowels weigh little, and ㅡ, which only carries a consonant, almost nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate

from pipelines.korean.hangul import decompose, is_syllable
from pipelines.korean.latin import fold, read_latin

# A sound is one letter: capitals are consonants by class, small letters vowels.
# P ㅂㅍㅃ, T ㄷㅌㄸ, K ㄱㅋㄲ, S ㅅㅆ, J ㅈㅊㅉ, L ㄹ, M ㅁ, N ㄴ, G the ㅇ that closes, H ㅎ.

_ONSETS = {
    "ㄱ": "K", "ㄲ": "K", "ㅋ": "K", "ㄴ": "N", "ㄷ": "T", "ㄸ": "T", "ㅌ": "T", "ㄹ": "L", "ㅁ": "M",
    "ㅂ": "P", "ㅃ": "P", "ㅍ": "P", "ㅅ": "S", "ㅆ": "S", "ㅇ": "", "ㅈ": "J", "ㅉ": "J", "ㅊ": "J", "ㅎ": "H",
}  # fmt: skip
_CODAS = {
    "": "", "ㄱ": "K", "ㄲ": "K", "ㄳ": "K", "ㅋ": "K", "ㄺ": "K", "ㄴ": "N", "ㄵ": "N", "ㄶ": "N", "ㄷ": "T",
    "ㅅ": "T", "ㅆ": "T", "ㅈ": "T", "ㅊ": "T", "ㅌ": "T", "ㅎ": "T", "ㄹ": "L", "ㄼ": "L", "ㄽ": "L", "ㄾ": "L",
    "ㅀ": "L", "ㅁ": "M", "ㄻ": "M", "ㅂ": "P", "ㅄ": "P", "ㄿ": "P", "ㅍ": "P", "ㅇ": "G",
}  # fmt: skip
_VOWELS = {
    "ㅏ": "a", "ㅑ": "a", "ㅐ": "e", "ㅒ": "e", "ㅓ": "o", "ㅕ": "o", "ㅔ": "e", "ㅖ": "e", "ㅗ": "o", "ㅛ": "o",
    "ㅘ": "wa", "ㅙ": "we", "ㅚ": "we", "ㅜ": "u", "ㅠ": "u", "ㅝ": "wo", "ㅞ": "we", "ㅟ": "wi", "ㅡ": "x",
    "ㅢ": "xi", "ㅣ": "i",
}  # fmt: skip

Sound = tuple[str, ...]
"""What one letter, or several that belong together, may be heard as, the likeliest first."""

# Letters with the sounds they stand for; + divides two sounds, | what one may be, - is nothing.
_LATIN = tuple(
    (
        letters,
        tuple(
            tuple(option.replace("-", "") for option in sound.split("|"))
            for sound in sounds.split("+")
        ),
    )
    for letters, sounds in (
        pair.split("=")
        for pair in (
            "sch=S+-|K tch=J sion=S+o+N tion=S+o+N cch=K chr=K ngh=G ght=T "
            "ch=J|K|S|H sh=S|J th=S|T zh=J kh=K|H gh=K|-|H dh=T bh=P ph=P rh=L wh=H|w ck=K cz=J dz=J dj=J "
            "dg=J ng=G|N+-|K ts=J|S tz=J|S cs=J|K sz=S ss=S zz=J ll=L|- rr=L|H tt=T dd=T ff=P pp=P bb=P gg=K|J "
            "mm=M nn=N cc=K|J kk=K qu=K+w gn=N|K kn=N|K wr=L ps=-|P+S mb=M|MP lj=L nj=N "
            "oo=u|o ee=i|e b=P c=K|S|J d=T|J f=P|H g=K|J|H h=H|- j=J|H|i k=K|H l=L m=M n=N|G p=P q=K|J r=L|- s=S|J "
            "t=T|S v=P w=w|P x=K|-+S|J z=J|S a=a|e|o|x e=e|i|x|o|- i=i|a|x|e o=o|u|a|x u=u|o|x|a "
            "y=i|a|x|u"
        ).split()
    )
)
_WEIGHT = {"x": 0.15, "w": 0.2, "H": 0.6} | dict.fromkeys("aeiou", 0.45)
"""What a sound weighs where it is missing; 1 for the other consonants."""

_NEAR = {
    frozenset(pair): cost
    for pairs, cost in (
        ("ae ao ei eo ou xu xo xi xe xa wu wo", 0.2),
        ("SJ NG", 0.35),
        ("ST TJ", 0.5),
        ("KH LN LH HP HS JK GK PM NM LT", 0.7),
    )
    for pair in pairs.split()
}

_UNLIKELY = 0.2
"""What each step down the list of a consonant's sounds costs: c is sooner ㅋ than ㅅ."""


@lru_cache(maxsize=4096)
def sounds_of(text: str) -> tuple[Sound, ...]:
    """The sounds of Hangul, and of Latin letters; other characters have none."""
    sounds: list[Sound] = []
    text = fold(text).lower()
    position, closed = 0, ""
    while position < len(text):
        char = text[position]
        if is_syllable(char):
            letters = decompose(char)
            onset, end = _ONSETS[letters.onset], _CODAS[letters.coda]
            # 첸나이, 젤렌스키: one n, one l
            doubled = onset and onset == closed and onset in "LMN"
            heard = ("" if doubled else onset) + _VOWELS[letters.vowel] + end
            sounds += [(sound,) for sound in heard]
            position, closed = position + 1, end
            continue
        for spelled, found in _LATIN:
            if text.startswith(spelled, position):
                sounds += found
                position += len(spelled)
                break
        else:
            position += 1
        closed = closed if char.isspace() else ""
    return tuple(sounds)


def skeleton(text: str) -> str:
    """The classes of the consonants of Hangul or of a word in Latin letters, the likeliest ones.

    >>> skeleton("Putin"), skeleton("푸틴")
    ('PTN', 'PTN')
    """
    return "".join(letter for sound in sounds_of(text) for letter in sound[0] if letter.isupper())


def alike(word: str, hangul: str) -> float:
    """How far Hangul sounds like a word or name in Latin letters (or in Hangul): 1 quite, 0 not.

    By the letters and by the usual Korean reading (`pipelines.korean.latin`), whichever is
    nearer: Google and 구글, UN and 유엔. Spaces and hyphens do not count. A wrong spelling of the
    same name is above 0.75, two names that have nothing to do with each other mostly below 0.5.
    """
    if not word or not hangul:
        return 0.0
    best = _likeness(word, hangul)
    if best < 1 and re.search("[A-Za-z]", word):
        read = "".join(read_latin(part) for part in re.findall(r"[A-Za-z'’.&]+", fold(word)))
        best = max(best, _likeness(read, hangul))
    return best


@lru_cache(maxsize=65536)
def _likeness(one: str, other: str) -> float:
    left, right = sounds_of(one), sounds_of(other)
    if not left or not right:
        return 0.0
    weight = max(sum(map(least_cost, left)), sum(map(least_cost, right)))
    return max(0.0, 1 - _distance(left, right) / weight) if weight else 0.0


def least_cost(sound: Sound) -> float:
    """What it costs to leave out the likeliest that a sound may be."""
    return sum(_WEIGHT.get(letter, 1.0) for letter in sound[0])


@lru_cache(maxsize=1024)
def drop_cost(sound: Sound) -> float:
    """What it costs to leave a sound out; little where it may be silent."""
    return min(_WEIGHT.get(option, 1.0) if option else 0.1 for option in sound)


def _distance(left: tuple[Sound, ...], right: tuple[Sound, ...]) -> float:
    """The least cost to turn one row of sounds into the other (Needleman and Wunsch, 1970)."""
    dropped = [drop_cost(sound) for sound in right]
    previous = [0.0, *accumulate(dropped)]
    for own in left:
        drop = drop_cost(own)
        row = [previous[0] + drop]
        for column, sound in enumerate(right):
            row.append(
                min(
                    previous[column + 1] + drop,
                    row[column] + dropped[column],
                    previous[column] + exchange_cost(own, sound),
                )
            )
        previous = row
    return previous[-1]


@lru_cache(maxsize=8192)
def exchange_cost(own: Sound, other: Sound) -> float:
    """What it costs to hear one sound for the other."""
    return min(
        _cost(one, two) + (_UNLIKELY if (one or two).isupper() else _UNLIKELY / 3) * (place + at)
        for place, one in enumerate(own)
        for at, two in enumerate(other)
    )


def _cost(one: str, two: str) -> float:
    if one == two:
        return 0.0
    if not one or not two or one.isupper() != two.isupper():
        return sum(_WEIGHT.get(sound, 1.0) for sound in (one, two) if sound)
    near = _NEAR.get(frozenset((one, two)))
    return near or (0.35 if one.islower() else 1.5)
