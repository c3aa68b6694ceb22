"""Names of people, places and bodies in English, and whether Korean text says them.

A name is a run of words with capitals. It is said where the Korean has it in Latin letters, as a
glossary has it, or by its sound (`pipelines.faithful.sound`). Names that mean something (Supreme
Court) are mostly translated and cannot be found by sound: that they are missing is never sure.
"""

# ruff: noqa: E501 - long alternations of words read better on one line

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib import import_module
from importlib.resources import files
from importlib.util import find_spec

from pipelines.english.lists import readings
from pipelines.faithful import sound
from pipelines.findings import Finding, Span
from pipelines.korean.latin import fold, known_words, letter_by_letter
from pipelines.translate.glossary import NO_TERMS, Glossary

_WORD = r"(?:(?:Mc|Mac|O['’]|D['’]|[A-Z]['’])?[A-ZÀ-ÖØ-ÞĀ-ſ][\wÀ-ÿĀ-ſ]*(?:['’](?!s\b)[A-Za-z]\w*)?(?:-[A-Za-zÀ-ſ]\w*)*)"
_DOTTED = r"(?:(?:[A-Z]\.){2,}|[A-Z]\.(?=\s[A-Z])|[A-Z]&[A-Z])"
_TOKEN = re.compile(rf"(?<![\w])(?:al-)?(?:{_DOTTED}|{_WORD})(?![\w$])")
_JOINT = re.compile(
    r"\s(?:(?:of|de|da|du|di|del|la|le|van|von|bin|al|el|and the|of the|for|ter|der|dos|das)\s)?|-|/|\s?&\s?"
)
_TITLES = frozenset(title.rstrip(".").lower() for title in readings("titles")) | frozenset(
    [
        "president",
        "minister",
        "king",
        "queen",
        "prince",
        "princess",
        "sir",
        "lord",
        "lady",
        "pope",
        "mayor",
        "senator",
        "governor",
        "general",
        "judge",
    ]
)
_OFFICES = frozenset(
    [
        "minister",
        "secretary",
        "chairman",
        "chairwoman",
        "spokesman",
        "spokeswoman",
        "ambassador",
        "commissioner",
        "chancellor",
        "premier",
    ]
)
_COMMON_STARTS = frozenset(
    ["a", "about", "above", "according", "across", "additionally", "after", "again", "against", "ago", "all", "almost", "along", "already", "also", "although", "always", "american", "among", "amid", "an", "and", "another", "any", "anyone", "anything", "are", "around", "as", "asked", "at", "authorities", "away", "back", "based", "be", "because", "been", "before", "behind", "being", "below", "besides", "between", "beyond", "both", "british", "but", "by", "can", "chinese", "clearly", "come", "commenting", "could", "critics", "currently", "day", "days", "decades", "demand", "despite", "did", "do", "doctors", "does", "doing", "done", "down", "during", "each", "earlier", "either", "else", "even", "eventually", "every", "everyone", "everything", "except", "experts", "far", "federal", "few", "fewer", "finally", "find", "five", "following", "for", "forces", "former", "four", "from", "further", "gas", "get", "getting", "give", "given", "giving", "go", "going", "good", "government", "great", "groups", "had", "half", "has", "have", "having", "he", "health", "help", "her", "here", "high", "him", "his", "home", "hot", "how", "however", "hundreds", "i", "if", "in", "indeed", "inside", "instead", "into", "is", "it", "its", "just", "keep", "last", "late", "later", "leaders", "less", "let", "like", "listen", "little", "local", "long", "look", "lots", "made", "major", "make", "making", "many", "may", "maybe", "me", "meanwhile", "men", "might", "militants", "military", "millions", "mixed", "more", "moreover", "most", "much", "must", "my", "near", "nearly", "neither", "never", "nevertheless", "new", "next", "no", "nobody", "none", "nor", "not", "nothing", "now", "of", "off", "officers", "officials", "often", "oil", "on", "once", "one", "only", "open", "opponents", "or", "other", "others", "our", "out", "outside", "over", "overall", "part", "passengers", "people", "perhaps", "please", "police", "polls", "prices", "prosecutors", "put", "questions", "rather", "recent", "recently", "reports", "researchers", "residents", "results", "right", "said", "saying", "says", "school", "scientists", "scores", "security", "see", "seven", "several", "shares", "she", "should", "show", "similarly", "since", "six", "small", "so", "soldiers", "some", "someone", "something", "sometimes", "soon", "speaking", "state", "states", "still", "stocks", "students", "such", "supporters", "surely", "take", "ten", "than", "that", "the", "their", "them", "then", "there", "these", "they", "things", "this", "those", "though", "thousands", "three", "through", "throughout", "thus", "till", "to", "today", "together", "tomorrow", "tonight", "too", "total", "troops", "trying", "turn", "two", "under", "unless", "unlike", "until", "up", "upon", "us", "use", "using", "very", "video", "violence", "voters", "was", "we", "weather", "well", "were", "what", "whatever", "when", "whenever", "where", "whether", "which", "while", "who", "whoever", "whole", "whom", "whose", "why", "will", "with", "within", "without", "witnesses", "women", "workers", "would", "year", "years", "yes", "yesterday", "yet", "you", "young", "your", "zero", "asking", "dozens", "dr", "mr", "mrs", "ms", "absolutely", "again", "eight", "nine", "first", "second", "third", "fourth", "hardware", "cryptologist", "clipper", "coming", "digitizing", "giving", "giving", "synthetic", "testosterone", "licorice", "natural", "translations", "photographers", "recipients", "sensors", "impotence", "getting", "ridiculed", "rampant", "terrorism", "indifference", "kidnapping", "rain", "bears", "armed", "stirring", "doctors", "access", "local", "forget", "ditto", "here", "anti", "based", "pollution", "winter", "natural", "clashes", "confusion", "arsonists", "managers", "images", "entertainment", "opening", "community", "community's", "guns", "hard", "nasty", "rival", "road"]
)  # fmt: skip
_DAYS_MONTHS = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "mon",
        "tue",
        "tues",
        "wed",
        "thu",
        "thur",
        "thurs",
        "fri",
        "sat",
        "sun",
        "am",
        "pm",
        "gmt",
        "est",
        "et",
        "edt",
        "pst",
        "noon",
    ]
)
_SAID_NEXT = re.compile(
    r"(?:['’]s\b)?\s(?:said|says|told|added|adds|has|had|have|was|were|is|are|also|did|does|would|will|wrote|noted|warned|called|"
    r"announced|argued|claimed|insisted|stressed|praised|blamed|pointed|agreed|met|went|became|won|lost|beat|scored|"
    r"took|made|came|and|won't|can|could|may|plans?|hopes?|wants?|believes?|thinks?|denie[sd]|confirmed|declined|refused|reported|"
    r"on [A-Z]|never|still|already|[a-z]+ly|who|which|launched|led|stayed|earlier|later|looks?|seems?)\b|['’]s\s|,\s|\s\("
)
_IS_NEXT = re.compile(
    r"\s(?:is|are|was|were|has|have|had|will|would|can|could|may|came|took|made)\b"
)
"""A word that begins a sentence and does no more than this may be any noun."""
_COMMON_ENDS = (
    "s",
    "ed",
    "ing",
    "tion",
    "sion",
    "ment",
    "ness",
    "ity",
    "ism",
    "ance",
    "ence",
    "ship",
    "ture",
    "logy",
)
_SURNAMES = {
    "lee": "이 리", "rhee": "이", "yi": "이", "roh": "노", "noh": "노", "ryu": "유 류", "yoo": "유", "yu": "유 위", "lim": "임 림",
    "rim": "임 림", "im": "임", "choi": "최", "park": "박 파크", "kim": "김 킴", "paek": "백", "baek": "백", "chung": "정 청", "jung": "정 융",
    "hwang": "황", "shin": "신", "oh": "오", "woo": "우", "ahn": "안", "an": "안", "cho": "조 초", "li": "리 이", "xi": "시",
}  # fmt: skip
_AFTER_ONE = "에|은|는|을|를|의|과|와|도|사이트|정부|대통령|군|국방|국무|당국|의회|상원|하원|외무|총리|행정부|중앙|언론|연방|법무|재무|대선|국립|공화|민주"
"""What may follow a name of one syllable: 빈에, 미 국무장관, 미군."""
_PRONOUN = re.compile(
    r"(?<![가-힣])(?:그|그녀|그들|이들|이|양측|양국|당국|회사|정부|본인|자신|신문|통신|대변인|교수|박사|총리|대통령|장관|의원|시장|사령관|위원장|감독)(?:는|가|은|이|의|도|를|을|에|측|에게|와|과)?(?![가-힣])"
)


Readings = Mapping[str, tuple[str, ...]]
"""Names in small letters, and what Korean calls them."""


_LONGEST = 6
"""Words of a name that a list may have."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a name."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Name:
    """A run of words with capitals. `sure` is how likely it is a name and not a common word."""

    tokens: tuple[Token, ...]
    span: Span
    sure: float = 1.0
    generic: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """A name, and where the Korean says it: which of its words, and where."""

    name: Name
    places: tuple[Span, ...]


@cache
def generic_words() -> frozenset[str]:
    """Words that are translated by meaning where they stand in names."""
    return frozenset(word.lower() for line in _lines("generic") for word in line.split())


@cache
def peoples() -> dict[str, tuple[str, ...]]:
    """Countries, peoples and bodies, and what Korean calls them."""
    found: dict[str, tuple[str, ...]] = {}
    for line in _lines("peoples"):
        names, _, korean = line.partition(" = ")
        for name in names.split():
            key = name.replace("_", " ").lower()
            found[key] = (*found.get(key, ()), *korean.split())
    return found


def _lines(name: str) -> list[str]:
    text = files("pipelines.faithful").joinpath(f"data/{name}.txt").read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@cache
def built_in() -> Glossary:
    """The names that come with the product, where they do."""
    if not find_spec("pipelines.names"):
        return NO_TERMS
    found: Glossary = import_module("pipelines.names").built_in()
    return found


@lru_cache(maxsize=512)
def names(text: str) -> tuple[Name, ...]:
    """The names of English text, in order."""
    runs: list[list[re.Match[str]]] = []
    for match in _TOKEN.finditer(text):
        word = match[0]
        if (
            word in ("I", "No", "The", "A")
            or word.lower() in _DAYS_MONTHS
            or word.lower().startswith(("i'", "i’"))
        ):
            continue
        before = runs[-1][-1] if runs else None
        if before and _JOINT.fullmatch(text, before.end(), match.start()):
            runs[-1].append(match)
        else:
            runs.append([match])
    parts = (part for run in runs for part in _after_office(run))
    found = tuple(name for part in parts if (name := _name(text, part)))
    if _is_headline(text):
        return tuple(replace(name, sure=0.5 * name.sure) for name in found)
    return found


def _after_office(run: list[re.Match[str]]) -> list[list[re.Match[str]]]:
    """Turkish Prime Minister | Recep Tayyip Erdogan: who somebody is, and the name."""
    for n in range(len(run) - 1, 0, -1):
        if run[n - 1][0].lower() in _OFFICES:
            return [run[:n], run[n:]]
    return [run]


def _is_headline(text: str) -> bool:
    """Whether nearly every word has a capital, so that capitals say nothing."""
    words = re.findall(r"[A-Za-z]{4,}", text)
    return len(words) > 4 and sum(word[0].isupper() for word in words) > 0.7 * len(words)


def _starts_sentence(text: str, position: int) -> bool:
    return not text[:position].strip(" \"“‘'(") or bool(
        re.search(
            r"[.!?:;—][\"”’')]*\s+[\"“‘'(]*$|[\"“‘(]\s?$|--\s*$|\)\s$",
            text[max(0, position - 6) : position],
        )
    )


def _name(text: str, run: list[re.Match[str]]) -> Name | None:
    sure = 1.0
    if _starts_sentence(text, run[0].start()):
        word = run[0][0].lower()
        if (
            word in _COMMON_STARTS
            or word.endswith("ly")
            or word.replace("’", "'").split("'")[0] in _COMMON_STARTS
        ):
            known = word in peoples() and len(run) == 1
            run = run if known else run[1:]
        elif len(run) == 1 and not _is_acronym(run[0][0]) and word not in peoples():
            after = text[run[0].end() : run[0].end() + 16]
            common = word.endswith(_COMMON_ENDS)
            sure = (
                0.3
                if common or not _SAID_NEXT.match(after)
                else 0.7
                if _IS_NEXT.match(after)
                else 0.8
            )
            if word in generic_words():
                sure = 0.2
    while len(run) > 1 and run[0][0].rstrip(".").lower() in _TITLES:
        if text[run[0].start() : run[-1].end()].lower() in peoples():  # General Motors
            break
        run = run[1:]
    if not run:
        return None
    tokens = tuple(Token(match[0], match.span()) for match in run)
    lowered = [token.text.rstrip(".").lower() for token in tokens]
    generic = any(word in generic_words() for word in lowered)
    if all(word in generic_words() or word in _TITLES for word in lowered) and not any(
        word in peoples() for word in lowered
    ):
        return None
    return Name(tokens, (run[0].start(), run[-1].end()), sure, generic)


def _is_acronym(word: str) -> bool:
    return len(word) > 1 and word.replace(".", "").replace("&", "").isupper()


def find(name: Name, korean: str, terms: Readings) -> Said:
    """Where the Korean says a name; `terms` are the readings that are known of the sentence's."""
    tokens = name.tokens
    places: list[Span | None] = [None] * len(tokens)
    done = 0
    while done < len(tokens):
        for end in range(min(len(tokens), done + _LONGEST), done, -1):
            words = " ".join(token.text for token in tokens[done:end])
            place = _known(words, korean, terms)
            if place:
                break
            if end - done > 1 and words.lower() in peoples():
                break
        else:
            end = done + 1
            if tokens[done].text.lower() not in peoples():
                before = places[done - 1] if done else None
                place = _sounded(tokens[done].text, korean, before[1] if before else -1)
        places[done:end] = [place] * (end - done)
        done = end
    return Said(name, tuple(place or (-1, -1) for place in places))


def _known(word: str, korean: str, terms: Readings) -> Span | None:
    """Where the Korean has the word in Latin letters or as some list has it."""
    at = korean.lower().find(word.lower())
    if at >= 0 and len(word) > 1:
        return at, at + len(word)
    for reading in (*_listed(word), *terms.get(word.lower(), ())):
        if len(reading) == 1:
            alone = re.search(rf"(?<![가-힣]){reading}(?:{_AFTER_ONE}|(?![가-힣]))", korean)
            if alone:
                return alone.span()
            continue
        at = korean.find(reading)
        if at >= 0:
            return at, at + len(reading)
        if len(reading) > 2 and " " in korean:
            spaced = re.search(r"\s?".join(reading.replace(" ", "")), korean)
            if spaced:
                return spaced.span()
    return None


def readings_of(english: str, terms: Glossary) -> Readings:
    """The Korean of the glossary's terms, and of the names that come with the product, by term."""
    found: dict[str, tuple[str, ...]] = {}
    for glossary in (terms, built_in()):
        for term in glossary.terms_in(english):
            korean = (term.korean, *getattr(term, "otherwise", ()))
            key = term.english.lower()
            found[key] = (*found.get(key, ()), *korean)
    return found


@lru_cache(maxsize=4096)
def _listed(word: str) -> tuple[str, ...]:
    found = list(peoples().get(word.lower(), ()))
    for part in word.split("-")[:1] if "-" in word else ():
        found += peoples().get(part.lower(), ())
    found += _SURNAMES.get(word.lower(), "").split()
    words = known_words()
    for form in (word, word.replace(".", "")):
        if form in words:
            found.append(words[form])
    plain = word.replace(".", "")
    if _is_acronym(word) and plain.isascii() and plain.isalpha():
        found.append(letter_by_letter(plain))
    return tuple(found)


@lru_cache(maxsize=8192)
def _sounded(word: str, korean: str, after: int = -1) -> Span | None:
    if len(word.rstrip(".")) < 2 or not word[:2].strip("."):
        return None
    found = sound.find(fold(word), korean, after)
    if not found and "-" in word:
        parts = [part for part in word.split("-") if len(part) > 2]
        return next((place for part in parts if (place := sound.find(fold(part), korean))), None)
    return found


def compare(
    english: str, korean: str, terms: Glossary = NO_TERMS
) -> tuple[tuple[Said, ...], tuple[Finding, ...]]:
    """Each name of the English with where the Korean says it, and those that it does not say."""
    listed = readings_of(english, terms)
    said = tuple(find(name, korean, listed) for name in names(english))
    known = {
        token.text
        for s in said
        for token, place in zip(s.name.tokens, s.places, strict=True)
        if place[0] >= 0
    }
    pronoun = bool(_PRONOUN.search(korean))
    findings = []
    for one in said:
        finding = _missing(one, known, listed, pronoun)
        if finding:
            findings.append(finding)
    return said, tuple(findings)


def _missing(said: Said, known: set[str], terms: Readings, pronoun: bool) -> Finding | None:
    name = said.name
    there = [place[0] >= 0 for place in said.places]
    if all(there):
        return None
    written = " ".join(token.text for token in name.tokens)
    listed = written.lower() in peoples() or written.lower() in terms
    lost = [
        token
        for token, here in zip(name.tokens, there, strict=True)
        if not here
        and token.text not in known
        and len(token.text.strip(".")) > 1
        and (listed or _is_people(token.text, terms) or not _by_meaning(token.text))
    ]
    if not lost:
        return None
    sure = 0.75 * name.sure
    if any(token.text.lower() in peoples() for token in lost):
        sure = 0.75
    elif any(there):
        last = lost[-1] is name.tokens[-1] and len(lost[-1].text) > 2
        sure = 0.65 if last and not name.generic else 0.35
    elif listed or any(_is_people(token.text, terms) for token in lost):
        sure = 0.75
    elif name.generic or all(_is_acronym(token.text) for token in lost):
        sure = 0.4
    if pronoun and not any(there):
        sure = min(sure, 0.61)
    span = lost[0].span[0], lost[-1].span[1]
    words = " ".join(token.text for token in lost)
    return Finding("name", "missing", words, "", span, None, sure)


def _is_people(word: str, terms: Readings) -> bool:
    """Whether it is a country, people or body whose Korean is known, and not also a common word."""
    plain = word.lower()
    return (plain in peoples() or plain in terms) and plain not in generic_words()


def _by_meaning(word: str) -> bool:
    plain = word.rstrip(".").lower()
    return plain in generic_words() or plain in _TITLES
