"""Text as it is written to text as it is read: digits, Latin letters, Hanja and signs in Hangul.

The text passes a list of readers, the most particular first (a date before a number, a
model name before a word); each replaces what it knows and leaves the rest. No reader
removes a Hangul syllable. What nobody reads is named by `unread`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from pipelines.korean import dates, hanja, latin
from pipelines.korean.hangul import coda, is_syllable
from pipelines.korean.idioms import IDIOMS
from pipelines.korean.quantities import NUMBERS
from pipelines.korean.telephones import read_phone

_COMPATIBLE = {
    **{chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},  # full width
    **dict.fromkeys("\u00a0\u1680\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " "),
    **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\ufe0e\ufe0f", ""),
    **dict.fromkeys("‐‑‒−﹣", "-"), **dict.fromkeys("∼〜～˜", "~"), **dict.fromkeys("ㆍ‧∙・･•⋅", "·"),
    "½": " 2분의 1", "⅓": " 3분의 1", "⅔": " 3분의 2", "¼": " 4분의 1", "¾": " 4분의 3", "⅕": " 5분의 1",
    **{chr(0x2460 + index): f"{index + 1} " for index in range(20)},
    **{chr(0x2160 + index): str(index + 1) for index in range(12)},  # Roman numerals
    **{chr(0x2080 + index): str(index) for index in range(10)},  # CO₂
    "㈜": "주식회사 ", "㈔": "사단법인 ", "№": "넘버 ", "℡": "전화 ", "™": "", "®": "", "©": "",
}  # fmt: skip
_FORMS = str.maketrans(_COMPATIBLE)

_GREEK = dict(
    zip(
        "αβγδεζηθικλμνξοπρστυφχψω",
        "알파 베타 감마 델타 엡실론 제타 에타 세타 요타 카파 람다 뮤 뉴 크사이 오미크론 파이 로 시그마 타우 입실론 파이 카이 프사이 오메가".split(),
        strict=True,
    )
)
_JAMO = dict(
    zip(
        "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ",
        "기역 쌍기역 니은 디귿 쌍디귿 리을 미음 비읍 쌍비읍 시옷 쌍시옷 이응 지읒 쌍지읒 치읓 키읔 티읕 피읖 히읗 "
        "아 애 야 얘 어 에 여 예 오 와 왜 외 요 우 워 웨 위 유 으 의 이".split(),
        strict=True,
    )
)
_SIGNS = {
    "&": "앤드", "+": "플러스", "×": "곱하기", "÷": "나누기", "±": "플러스마이너스", "@": "골뱅이", "#": "샵",
    "%": "퍼센트", "$": "달러", "€": "유로", "£": "파운드", "¥": "엔", "₩": "원", "￦": "원", "℃": "섭씨 도", "°": "도",
    "㎞": "킬로미터", "㎏": "킬로그램", "㎡": "제곱미터", "<": "", ">": "", "∞": "무한대", "√": "루트", "§": "조",
}  # fmt: skip
_SILENT = frozenset("-~=/\\|_^*`´<>·→←↑↓↔▲▼△▽◆◇■□●◎★☆▶◀▷◁※†‡♦♣ⓒ▪•")
"""Signs that a reader does not say: bullets, dashes, dividers."""
_SIGN = re.compile("|".join(map(re.escape, _SIGNS)))


def spell_out(text: str) -> str:
    """Korean text as written to Hangul syllables, spaces and punctuation.

    북한은 UN이 채택한 262개의 … -> 북한은 유엔이 채택한 이백예순두 개의 … Every Hangul syllable of
    the text stays, in order. Characters that nothing is said for become a space (`unread`).
    """
    text = _normalized(text)
    for reader in _READERS:
        text = reader(text)
    return _tidied(text)


def unread(text: str) -> tuple[str, ...]:
    """The characters of `text` that nothing is said for, each once, in order.

    Other scripts, rare Hanja, emoji. Punctuation and bullets are silent by nature and not named.
    """
    text = _normalized(text)
    for reader in _READERS:
        text = reader(text)
    return tuple(dict.fromkeys(char for char in text if _is_lost(char)))


def _is_lost(char: str) -> bool:
    if is_syllable(char) or char.isspace() or char in _SILENT:
        return False
    return unicodedata.category(char)[0] in "LNSMC" and unicodedata.category(char) not in {
        "Cc",
        "Sk",
    }


def _normalized(text: str) -> str:
    return latin.fold(unicodedata.normalize("NFC", text).translate(_FORMS))


# --- readers -------------------------------------------------------------------------------

_ADDRESS = re.compile(
    r"(?:https?://)?(?:[A-Za-z0-9-]{1,63}\.){1,6}(?:com|net|org|kr|jp|cn|uk|gov|edu|io|ai|tv|info|eu|de|fr)(?![A-Za-z])"
    r"(?:/[A-Za-z0-9._~/?=&%#-]{0,300})?"
)
_EMAIL = re.compile(
    r"(?<![A-Za-z0-9._%+-])([A-Za-z0-9._%+-]{1,64})@([A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5})"
)
_DIGIT_LETTER = re.compile(
    r"(?<![A-Za-z0-9.])([2-6])G(?![A-Za-z])|(?<![A-Za-z0-9.])([48])K(?![A-Za-z])"
)
_KNOWN_CODE = re.compile(
    "(?<![A-Za-z0-9])(?:"
    + "|".join(map(re.escape, sorted(latin.CODES, key=len, reverse=True)))
    + ")(?![A-Za-z0-9])"
)
_WORD = re.compile(r"[A-Za-z]{1,80}(?:['’.&-][A-Za-z]{1,80}){0,8}")
_ABBREVIATION = re.compile(r"(?<![A-Za-z.])(?:[A-Za-z]\.){2,8}(?![A-Za-z])")


def _part(text: str) -> str:
    """A piece of an address: letters as words, signs by their names."""
    names = {
        ".": "점",
        "/": "슬래시",
        "-": "하이픈",
        "_": "밑줄",
        "@": "골뱅이",
        "?": "물음표",
        "=": "이퀄",
    }
    pieces = re.findall(r"[A-Za-z]+|[0-9]+|[^A-Za-z0-9]", text)
    said = (
        latin.letter_by_letter(piece) if piece == "www"
        else latin.read_latin(piece) if piece.isalpha()
        else read_phone(piece) if piece.isdigit()
        else names.get(piece, "")
        for piece in pieces
    )  # fmt: skip
    return " ".join(word for word in said if word)


def _addresses(text: str) -> str:
    if "." not in text:
        return text
    text = _EMAIL.sub(lambda match: _part(match[0]), text)
    return _ADDRESS.sub(lambda match: _part(re.sub("^https?://", "", match[0])), text)


def _codes(text: str) -> str:
    text = re.sub(r"코로나\s?-?19", "코로나 일구", text)
    text = _KNOWN_CODE.sub(lambda match: latin.CODES[match[0]], text)
    text = _DIGIT_LETTER.sub(
        lambda match: (
            "영일이삼사오육칠팔"[int(match[1] or match[2])] + ("지" if match[1] else "케이")
        ),
        text,
    )
    text = re.sub(
        r"(보잉\s?)(7[0-9]7)(?:-([0-9]{3}))?(?![0-9])",
        lambda match: (
            match[1].rstrip() + " " + read_phone(match[2]) + (f" {match[3]}" if match[3] else "")
        ),
        text,
    )
    return latin.CODE.sub(latin.read_code, text)


def _words(text: str) -> str:
    text = _ABBREVIATION.sub(lambda match: latin.read_latin(match[0]), text)
    return _WORD.sub(lambda match: latin.read_latin(match[0]), text)


def _letters(text: str) -> str:
    text = re.sub(r"ㅋ{2,}|ㅎ{2,}", lambda match: {"ㅋ": "크", "ㅎ": "흐"}[match[0][0]] * 2, text)
    text = re.sub("[ㄱ-ㅣ]", lambda match: _JAMO.get(match[0], match[0]), text)
    return re.sub(
        "[α-ωΑ-Ωµ]", lambda match: _GREEK.get(match[0].lower().replace("µ", "μ"), match[0]), text
    )


def _signs(text: str) -> str:
    text = re.sub(r"(?<=[가-힣])(?:~| ~ )(?=[가-힣])", "에서 ", text)
    text = re.sub(r"(?<=[가-힣])\s?=\s?(?=[가-힣])", _equals, text)
    return _SIGN.sub(lambda match: f" {_SIGNS[match[0]]} " if _SIGNS[match[0]] else " ", text)


def _equals(match: re.Match[str]) -> str:
    """A dateline's = (서울=연합) is a pause; in a sum it is 은 or 는."""
    before = match.string[match.start() - 1]
    if before in "영일이삼사오육칠팔구십백천만억조":
        return ("은" if coda(before) else "는") + " "
    return ", "


def _reader(pattern: re.Pattern[str], read: Callable[[re.Match[str]], str]) -> Callable[[str], str]:
    return lambda text: pattern.sub(read, text)


_READERS: tuple[Callable[[str], str], ...] = (
    hanja.read_hanja,
    _addresses,
    dates.read_dates,
    *(_reader(pattern, read) for pattern, read in IDIOMS),
    _codes,
    *(_reader(pattern, read) for pattern, read in NUMBERS),
    _words,
    _letters,
    _signs,
)


def _tidied(text: str) -> str:
    """Only Hangul, spaces and punctuation, without doubled spaces."""
    kept = (" " if char in _SILENT or _is_lost(char) else char for char in text)
    text = re.sub(r"[^\S\n]+", " ", "".join(kept))
    text = re.sub(r" +(?=[,.?!;:…)\]}”’](?:\s|$))", "", text)
    return re.sub(r" ?\n ?", "\n", text).strip()
