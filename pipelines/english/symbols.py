"""Signs: said, heard as a pause, or left out."""

import re
import unicodedata

_AND = re.compile(r"\s?(?:&amp;|&)\s?")
_SAID = {
    "%": "percent", "‰": "per thousand", "$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "₩": "won",
    "¢": "cent", "°": "degrees", "§": "section", "±": "plus or minus", "×": "times", "÷": "divided by",
    "≈": "about", "≤": "at most", "≥": "at least", "∞": "infinity", "√": "root",
}  # fmt: skip
_SIGN = re.compile("|".join(map(re.escape, _SAID)))
_SQUARED = re.compile(r"(?<=\b[A-Za-z])²")
_TIMES = re.compile(r"(?<=\w)\s?[×✕]\s?(?=\w)")
_SLASH = re.compile(r"(?<=[a-z])/(?=[a-z])")
_PLUS = re.compile(r"\s?(?<=[\w)])\+(?=\W|$)|(?<=[\w)])\s?\+\s?(?=\w)|(?<!\w)\+\s?(?=\w)")
_EQUALS = re.compile(r"(?<=[\w)])\s?=\s?(?=\w)")
_SUM = r"(?=[-−]?(?:[A-Z]{0,3}[$€£¥₩]\s?)?\.?[0-9])"
_LESS = re.compile(rf"(?<!<)\s?<(?P<equal>=)?\s?{_SUM}(?![^<>\n]{{1,60}}>)")
_MORE = re.compile(rf"(?<![>=-])(?<!<[a-z])\s?>(?P<equal>=)?\s?{_SUM}")
_AT = re.compile(r"(?<=\w)\s?@\s?(?=\w)")
_TILDE = re.compile(r"(?<!\w)[~≈]\s?(?=\w)")
_ARROW = re.compile(r"\s?(?:[→⇒➔]|->|=>)\s?")
_SILENT = re.compile(r"[*_\\|^{}\[\]<>=~`´¨#@•‣◦▪■□●○◆◇★☆†‡·/+‹›™®©¶¦¬]")
_UNSPOKEN = frozenset({"So", "Sk", "Cs", "Co", "Cn", "Cf", "Cc", "Sm", "Sc", "No"})


def read_comparisons(text: str) -> str:
    """< and > before a figure: around words, and around the film <1987>, they are brackets."""
    text = _LESS.sub(lambda found: " at most " if found["equal"] else " less than ", text)
    return _MORE.sub(lambda found: " at least " if found["equal"] else " more than ", text)


def read(text: str) -> str:
    """Signs in words or as spaces; punctuation, quotes and brackets stay."""
    text = _SQUARED.sub(" squared", text)
    text = _AND.sub(" and ", text)
    text = _TIMES.sub(" by ", text)
    text = _ARROW.sub(", ", text)
    text = _TILDE.sub("about ", text)
    text = text.replace("and/or", "and or")
    text = _SLASH.sub(" or ", text)
    text = _PLUS.sub(" plus ", text)
    text = _EQUALS.sub(" equals ", text)
    text = _AT.sub(" at ", text)
    text = _SIGN.sub(lambda found: f" {_SAID[found[0]]} ", text)
    return "".join(" " if _is_silent(letter) else letter for letter in text)


def _is_silent(letter: str) -> bool:
    if letter.isascii() and (letter.isalnum() or letter in " .,;:!?'\"()-\n"):
        return False
    return bool(_SILENT.match(letter)) or unicodedata.category(letter) in _UNSPOKEN
