"""Which language a text is in: by its script, then by its function words, then by a library."""

import re
import unicodedata
from collections import Counter
from functools import cache
from typing import Any

from pipelines.article import Article
from pipelines.errors import NoArticle, WrongLanguage

_SAMPLE = 20_000
"""Characters that are looked at: the beginning of an article tells."""

_SCRIPTS = {
    "HANGUL": "ko",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "CJK": "zh",
    "THAI": "th",
    "GREEK": "el",
    "HEBREW": "he",
    "GEORGIAN": "ka",
    "ARMENIAN": "hy",
    "TAMIL": "ta",
    "TELUGU": "te",
    "BENGALI": "bn",
}
"""Scripts that name their language (or nearly). Cyrillic, Arabic and Devanagari do not."""

_ENGLISH = re.compile(
    r"the|of|and|to|in|a|is|that|for|it|was|on|with|as|be|by|at|from|he|she|they|his|her|their"
    r"|this|have|has|had|are|not|but|or|an|were|which|who|will|would|said|its|been|one|all|there"
    r"|when|what|we|you|i|more|than|about|after|up|out|if|so|no|can|into|over|also"
)
_FOREIGN = re.compile(
    r"de|la|le|les|des|et|une?|du|en|que|el|los|las|una|y|por|con|para|der|die|das|und|ist|nicht"
    r"|den|von|eine?|mit|auf|il|che|di|per|non|della|het|een|van|dat|op|zijn|os|da|do|em|com"
    r"|na|og|er|som|av|det|att|och|dan|yang|w|z|się|bir|ve"
)

_NAMES = {
    "ar": "Arabic", "bg": "Bulgarian", "bn": "Bengali", "ca": "Catalan", "cs": "Czech",
    "da": "Danish", "de": "German", "el": "Greek", "en": "English", "es": "Spanish",
    "et": "Estonian", "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew",
    "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "hy": "Armenian", "id": "Indonesian",
    "is": "Icelandic", "it": "Italian", "ja": "Japanese", "ka": "Georgian", "ko": "Korean",
    "lt": "Lithuanian", "lv": "Latvian", "ms": "Malay", "nb": "Norwegian", "nl": "Dutch",
    "nn": "Norwegian", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian",
    "ru": "Russian", "sk": "Slovak", "sl": "Slovenian", "sq": "Albanian", "sr": "Serbian",
    "sv": "Swedish", "sw": "Swahili", "ta": "Tamil", "te": "Telugu", "th": "Thai",
    "tl": "Tagalog", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese",
    "zh": "Chinese",
}  # fmt: skip


def language_of(text: str) -> str:
    """The BCP 47 tag of the language of a text, `und` where nothing tells.

    A language written in a script of its own is known by that script when half of the letters
    are in it. English is known by its function words; only what is neither goes to py3langid,
    which takes about a second and 100 MB to load. Another language than English must be likely
    (0.5) to be named.
    """
    sample = text[:_SAMPLE]
    scripts = Counter(_script(char) for char in sample if char.isalpha())
    letters = scripts.total()
    if not letters:
        return "und"
    if scripts["HIRAGANA"] + scripts["KATAKANA"] > 0.15 * letters:
        return "ja"
    script, count = scripts.most_common(1)[0]
    if script in _SCRIPTS and count >= 0.5 * letters:
        return _SCRIPTS[script]
    words = re.findall(r"[^\W\d_]+", sample.lower())
    english = sum(_ENGLISH.fullmatch(word) is not None for word in words) / (len(words) or 1)
    foreign = sum(_FOREIGN.fullmatch(word) is not None for word in words) / (len(words) or 1)
    if script == "LATIN" and english >= 0.2 and english > foreign:
        return "en"
    return _by_library(sample, english > foreign)


def _script(char: str) -> str:
    if char.isascii():
        return "LATIN"
    return unicodedata.name(char, "").partition(" ")[0]


def _by_library(sample: str, leans_english: bool) -> str:
    tag, confidence = _identifier().classify(sample)
    if tag == "en" or confidence >= 0.5:
        return str(tag)
    return "en" if leans_english else "und"


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def language_name(tag: str) -> str:
    """The English name of a language by its tag; the tag itself where it has none here."""
    return _NAMES.get(tag.partition("-")[0], f"the language “{tag}”")


def require_english(article: Article) -> Article:
    """The article itself. Raises WrongLanguage, naming the language, where it is not English."""
    if article.language.partition("-")[0] == "en":
        return article
    if article.language == "und":
        raise NoArticle(
            "The language of this text cannot be told; only English articles can be condensed.",
            "Give an English article: its link, its saved page or its text.",
        )
    about = f"“{article.title}” " if article.title else "This article "
    hint = "Give an English article: its link, its saved page or its text."
    if article.language == "ko":
        hint += " (deutgi say reads Korean text aloud as it is.)"
    raise WrongLanguage(
        f"{about}is in {language_name(article.language)}, and only English articles can be "
        "condensed.",
        hint,
    )
