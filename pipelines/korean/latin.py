"""Latin letters read in Korean: acronyms, known words, and other words by rule."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.resources import files

from pipelines.korean.hangul import ONSETS, compose
from pipelines.korean.numbers import one_by_one, sino
from pipelines.korean.units import UNITS

LETTERS = dict(
    zip(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        "에이 비 시 디 이 에프 지 에이치 아이 제이 케이 엘 엠 엔 오 피 큐 알 에스 티 유 브이 더블유 엑스 와이 제트".split(),
        strict=True,
    )
)
"""The names of the letters (표준국어대사전), but 알 for R, as it is said."""

ENGLISH = (
    "제로", "원", "투", "스리", "포", "파이브", "식스", "세븐", "에이트", "나인", "텐", "일레븐", "트웰브"
)  # fmt: skip
"""English numerals, for the single figure of a model name: EV9 이브이나인."""

CODES = {
    "G20": "지이십", "G-20": "지이십", "G77": "지칠십칠", "3D": "스리디", "2D": "투디", "4D": "포디", "3M": "스리엠",
    "B2B": "비투비", "B2C": "비투시", "P2P": "피투피", "O2O": "오투오", "COP26": "콥 이십육", "COP27": "콥 이십칠",
    "COP28": "콥 이십팔", "COP29": "콥 이십구", "COP30": "콥 삼십", "M16": "엠십육", "4x4": "사륜", "R&D": "알앤디",
    "M&A": "엠앤에이", "S&P": "에스앤피", "S&P500": "에스앤피 오백", "AT&T": "에이티앤티", "P&G": "피앤지",
    "A&M": "에이앤엠", "H&M": "에이치앤엠", "J&J": "제이앤제이", "Q&A": "큐앤에이", "K&R": "케이앤알", "B&B": "비앤비",
    "NFT": "엔에프티", "7-Eleven": "세븐일레븐", "A-10": "에이텐", "A10": "에이텐", "GPT-4o": "지피티포오",
    "A/S": "에이에스", "U+": "유플러스", "2NE1": "투애니원", "2PM": "투피엠", "2AM": "투에이엠",
    "NCT 127": "엔시티 일이칠", "4DX": "포디엑스",
}  # fmt: skip
"""Names of letters with digits or signs that have a reading of their own."""

CODE = re.compile(
    r"(?<![A-Za-z0-9/])([A-Za-z]{1,8})-?([0-9]{1,4})([A-Z]{0,2})(?![A-Za-z0-9]|[.,][0-9])"
)
_SINGLE = re.compile(r"(?:[A-Za-z]\.){2,}")


@cache
def known_words() -> dict[str, str]:
    """The words of `data/latin.txt` as written there, and in small letters."""
    text = files("pipelines.korean").joinpath("data/latin.txt").read_text("utf-8")
    pairs = [line.split() for line in text.splitlines() if line and not line.startswith("#")]
    found = {word.lower(): reading for word, reading in reversed(pairs) if not word.isupper()}
    return found | dict(reversed(pairs))


def read_latin(word: str) -> str:
    """One word in Latin letters in Hangul: NATO 나토, GDP 지디피, Zarigosa by rule.

    Capitals without a reading of their own are spelled letter by letter up to five; longer
    ones are read as a word if they can be.
    """
    words = known_words()
    if word in words:
        return words[word]
    if _SINGLE.fullmatch(word) or (len(word) > 2 and _SINGLE.fullmatch(word + ".")):
        joined = word.replace(".", "")
        return words.get(joined) or letter_by_letter(joined)
    if word.endswith("."):
        return read_latin(word[:-1])
    if len(word) > 1 and "-" in word:
        return " ".join(read_latin(part) for part in word.split("-"))
    if "&" in word:
        return CODES.get(word) or "앤".join(read_latin(part) for part in word.split("&"))
    if "." in word:
        return " 점 ".join(read_latin(part) for part in word.split("."))
    stem, mark, tail = word.replace("’", "'").partition("'")
    if stem + mark + tail in words:
        return words[stem + mark + tail]
    if mark:
        if tail.lower() == "s":
            return read_latin(stem) + "스"
        return read_latin(stem) + read_latin(tail)
    if len(word) >= 4 and word.isupper() and word.lower() in words:
        return words[word.lower()]
    if re.fullmatch("[a-z][A-Z]{2,4}", word):  # mRNA, xAI
        return letter_by_letter(word)
    if word.isupper() and (len(word) <= 5 or not re.search("[AEIOUY]", word)):
        return letter_by_letter(word)
    if word.lower() in words:
        return words[word.lower()]
    if word[:-1].isupper() and word.endswith("s") and len(word) > 2:
        return letter_by_letter(word[:-1]) + "스"
    if word.endswith("s") and word[:-1].lower() in words:
        return words[word[:-1].lower()] + "스"
    if len(word) == 1 or not re.search("[aeiouyAEIOUY]", word):
        return letter_by_letter(word)
    return by_rule(word)


def letter_by_letter(word: str) -> str:
    """The names of the letters: GDP 지디피, WTO 더블유티오, R 알."""
    return "".join(LETTERS[letter] for letter in word.upper())


def read_code(match: re.Match[str]) -> str:
    """A model or flight: F-35A 에프 삼십오 에이, MH370 엠에이치 삼칠공, A380 에이 삼팔공.

    A single figure is read in English: EV9 이브이나인, SM-3 에스엠스리.
    """
    letters, digits, tail = match.groups()
    written = letters + ("-" if "-" in match[0] else "") + digits + tail
    if written in CODES:
        return CODES[written]
    if written in UNITS:
        return match[0]
    after = " " + read_latin(tail) if tail else ""
    if letters == "D" and "-" in match[0]:  # days that are left
        return f"디 마이너스 {sino(digits)}{after}"
    if letters == "Su" and "-" in match[0]:
        letters = "Sukhoi"
    if len(digits) == 1:
        return read_latin(letters) + ENGLISH[int(digits)] + after
    digit_wise = digits.startswith("0") or (
        len(digits) >= 3 and not digits.endswith("00") and (len(letters) > 1 or digits[0] == "3")
    )
    by_digit = digit_wise or letters.upper() == "COVID" or bool(re.fullmatch("7[0-9]7", digits))
    number = one_by_one(digits) if by_digit else sino(digits)
    return f"{read_latin(letters)} {number}{after}"


def fold(text: str) -> str:
    """Accented Latin letters without their accents: café -> cafe, Łódź -> Lodz."""
    if text.isascii():
        return text
    special = str.maketrans(
        {"ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L",
         "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ı": "i"}
    )  # fmt: skip
    folded: list[str] = []
    for char in text.translate(special):
        if "\u00c0" <= char <= "\u024f" or "\u1e00" <= char <= "\u1eff":
            base = unicodedata.normalize("NFD", char)[0]
            folded.append(base if base.isascii() else char)
        elif not "\u0300" <= char <= "\u036f":
            folded.append(char)
    return "".join(folded)


# --- by rule: English letters to sounds to Hangul (외래어 표기법, chapter 3, section 1) --------

_RULES: tuple[tuple[str, list[str]], ...] = tuple(
    (pattern, sounds.split())
    for line in """
tion$ S ʌ n|tions$ S ʌ n s|sion$ Z ʌ n|tious$ S ʌ s|cious$ S ʌ s|cial$ S ʌ l|tial$ S ʌ l|ture$ C ʌ|sure$ Z ʌ
son$ s ɯ n|ton$ t ʌ n|man$ m ʌ n|ham$ h æ m|berg$ b ʌ g|land$ l æ n d|ville$ v i l|ack æ k|ander æ n d ʌ
air$ e ʌ|are$ e ʌ|ear$ i ʌ|eer i ʌ|our$ au ʌ|oor u ʌ|ough o|augh o|eigh ei|igh ai|tch C|sch S|dge J|ght t|ck k|ch C
sh S|ph f|th s|wh w|qu k w|kn n|wr r|gn$ n|gh g|ps p s|cc k|ce s e|ci s i|cy s i|ge$ J|gi J i|gy J i|ss s|zz z|ll l
mm m|nn n|pp p|tt t|bb b|dd d|ff f|gg g|rr r|ee i|ea i|oo u|ou au|ow o|oa o|oy oi|oi oi|au o|aw o|ai ei|ay ei|ey i
ew ju|ie i|ei ai|eu ju|ue$ ju|ar- a|er- ʌ|ir- ʌ|or- o|ur- ʌ|ah- a|oh- o|eh- e|uh- u|x k s|ng ŋ|nk ŋ k|c k|q k|j J
""".split("\n")
    for pattern, _, sounds in (rule.partition(" ") for rule in line.split("|") if rule)
)
"""Letters and their sounds, the first that fits; $ at the end of a word, - not before a vowel."""
_RULES_FOR = {
    letter: [rule for rule in _RULES if rule[0][0] == letter]
    for letter in "abcdefghijklmnopqrstuvwxyz"
}
_SILENT_E = re.compile(r"([aiou])([bcdfgklmnprstvz])e(s?)$")
_LONG = {"a": "ei", "i": "ai", "o": "o", "u": "ju"}
_VOWELS = {
    "a": "ㅏ", "e": "ㅔ", "i": "ㅣ", "o": "ㅗ", "u": "ㅜ", "ʌ": "ㅓ", "æ": "ㅐ", "ɯ": "ㅡ", "y": "ㅣ",
    "ei": "ㅔㅣ", "ai": "ㅏㅣ", "au": "ㅏㅜ", "oi": "ㅗㅣ", "ju": "ㅠ",
}  # fmt: skip
_ONSET = {
    "b": "ㅂ", "d": "ㄷ", "f": "ㅍ", "g": "ㄱ", "h": "ㅎ", "J": "ㅈ", "k": "ㅋ", "l": "ㄹ", "m": "ㅁ", "n": "ㄴ",
    "p": "ㅍ", "r": "ㄹ", "s": "ㅅ", "t": "ㅌ", "v": "ㅂ", "z": "ㅈ", "C": "ㅊ", "S": "ㅅ", "Z": "ㅈ", "ŋ": "ㅇ",
}  # fmt: skip
_CODA = {"m": "ㅁ", "n": "ㄴ", "ŋ": "ㅇ", "l": "ㄹ", "p": "ㅂ", "t": "ㅅ", "k": "ㄱ"}
_AFTER_Y = {
    "ㅐ": "ㅒ",
    "ㅏ": "ㅑ",
    "ㅓ": "ㅕ",
    "ㅗ": "ㅛ",
    "ㅜ": "ㅠ",
    "ㅔ": "ㅖ",
    "ㅣ": "ㅣ",
    "ㅠ": "ㅠ",
}
_AFTER_W = {
    "ㅐ": "ㅙ",
    "ㅏ": "ㅘ",
    "ㅓ": "ㅝ",
    "ㅗ": "ㅝ",
    "ㅜ": "ㅜ",
    "ㅔ": "ㅞ",
    "ㅣ": "ㅟ",
    "ㅠ": "ㅜ",
}
_AFTER_SH = {
    "ㅐ": "ㅐ",
    "ㅏ": "ㅑ",
    "ㅓ": "ㅕ",
    "ㅗ": "ㅛ",
    "ㅜ": "ㅠ",
    "ㅔ": "ㅖ",
    "ㅣ": "ㅣ",
    "ㅠ": "ㅠ",
}


def by_rule(word: str) -> str:
    """A word nobody has listed, by English letters and the rules for foreign words.

    A guess, like any stranger's first reading: never silent, seldom wrong by more than a vowel.
    """
    return _syllables(_sounds(word.lower()))


def _sounds(word: str) -> list[str]:
    sounds: list[str] = []
    position = 0
    if match := _SILENT_E.search(word):
        head, tail = word[: match.start()], [_LONG[match[1]], *_consonant(match[2])]
        return [*_sounds(head), *tail, *(["s"] if match[3] else [])]
    if len(word) > 3 and word.endswith("e") and word[-2] not in "aeiouy":
        word = word[:-1]
    while position < len(word):
        for pattern, result in _RULES_FOR.get(word[position], ()):
            letters = pattern.rstrip("$-")
            after = word[position + len(letters) : position + len(letters) + 1]
            fits = not (pattern.endswith("$") and after) and not (
                pattern.endswith("-") and after and after in "aeiouy"
            )
            if fits and word.startswith(letters, position):
                sounds += result
                position += len(letters)
                break
        else:
            letter = word[position]
            if letter == "y" and position + 1 < len(word) and word[position + 1] in "aeiou":
                sounds.append("Y")
            elif letter.isascii() and letter.isalpha():
                sounds.append("i" if letter == "y" else letter)
            position += 1
    return sounds


def _consonant(letter: str) -> list[str]:
    return {"c": ["s"], "g": ["J"]}.get(letter, [letter])


def _syllables(sounds: list[str]) -> str:
    """Chapter 3, section 1: short stops close a syllable, other consonants take ㅡ (sh 시, j 지)."""
    done: list[list[str]] = []  # onset, vowel, coda
    index = 0
    while index < len(sounds):
        sound = sounds[index]
        following = sounds[index + 1] if index + 1 < len(sounds) else ""
        if sound in _VOWELS:
            for vowel in _VOWELS[sound]:
                done.append(["ㅇ", vowel, ""])
            index += 1
            continue
        glide = sound if sound in {"Y", "w"} else ""
        vowels = _VOWELS.get(following, "")
        if glide:
            table = _AFTER_Y if glide == "Y" else _AFTER_W
            done.append(
                ["ㅇ", table[vowels[0]] if vowels else ("ㅣ" if glide == "Y" else "ㅜ"), ""]
            )
            done += [["ㅇ", vowel, ""] for vowel in vowels[1:]]
            index += 2 if vowels else 1
            continue
        onset = _ONSET[sound]
        if vowels:
            vowel = _AFTER_SH[vowels[0]] if sound == "S" else vowels[0]
            if sound == "l" and done and not done[-1][2]:
                done[-1][2] = "ㄹ"
            done.append([onset, vowel, ""])
            done += [["ㅇ", rest, ""] for rest in vowels[1:]]
            index += 2
            continue
        open_before = (
            bool(done) and not done[-1][2] and (done[-1][1] != "ㅡ" or sounds[index - 1] == "ɯ")
        )
        stop = sound in {"p", "t", "k"}
        short = len(_VOWELS.get(sounds[index - 1], "")) == 1 if index else False
        closes = short and (not following or following not in {"l", "r", "m", "n", "w"})
        if sound == "r" and open_before:
            pass
        elif sound in _CODA and open_before and (not stop or closes):
            done[-1][2] = _CODA[sound]
        elif sound == "ŋ":
            done.append(["ㅇ", "ㅡ", "ㅇ"])
        else:
            done.append([onset, "ㅣ" if sound in {"C", "J", "S", "Z"} else "ㅡ", ""])
        index += 1
    return "".join(
        compose(onset if onset in ONSETS else "ㅇ", vowel, coda) for onset, vowel, coda in done
    )
