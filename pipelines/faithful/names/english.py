"""Names in English text: runs of words with capitals, and how likely each is a name."""

# ruff: noqa: E501 - long alternations of words read better on one line

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from pipelines.english.lists import readings
from pipelines.faithful.names import gazetteer
from pipelines.faithful.names.gazetteer import generic_words, is_acronym, peoples
from pipelines.faithful.names.romanised import is_korean
from pipelines.findings import Span
from pipelines.korean.hangul import words

_WORD = r"(?:(?:Mc|Mac|O['’]|D['’]|[A-Z]['’])?[A-ZÀ-ÖØ-ÞĀ-ſ][\wÀ-ÿĀ-ſ]*(?:['’](?!s\b)[A-Za-z]\w*)?(?:-[A-Za-zÀ-ſ]\w*)*)"
_DOTTED = r"(?:(?:[A-Z]\.){2,}|[A-Z]\.(?=\s[A-Z])|[A-Z]&[A-Z])"
_TOKEN = re.compile(
    rf"(?<![\w])(?:(?:al|el|ad|ar|as|ash|an|at|az)-)?(?:{_DOTTED}|{_WORD})(?![\w$])"
)
_JOINT = re.compile(
    r"\s(?:(?:of|de|da|do|du|di|del|della|la|le|van|von|bin|ibn|al|el|and the|of the|for|ter|ten|den|der|dos|das|zu|af|y|e|es|"
    r"van der|van den|van de|von der|de la|de los|de las)\s)?|-|/|\s?&\s?"
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
        *words(
            "professor cardinal colonel captain major lieutenant sergeant corporal commander admiral archbishop bishop rabbi imam",
            "sheikh chef coach detective inspector duke duchess emperor empress ambassador chancellor premier justice mother father",
            "brother sister uncle aunt private marshal doctor nurse officer sheriff rep sen gov congressman congresswoman dame pastor reverend rector provost dean skipper principal chairperson vice ex-president undersecretary",
        ),
    ]
)
_HEADS = frozenset(
    words(
        "lake mount hurricane typhoon cyclone storm river university city port fort cape gulf bay island islands airport canal",
        "province county district village valley state camp saint san santa hotel college school museum stadium club",
    )
)
"""Words that are translated where they stand in names, while the name beside them is not."""
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
_DAYS_MONTHS = frozenset(
    words(
        "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september",
        "october november december jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun",
        "am pm gmt est et edt pst noon",
    )
)
_NO_NAMES = frozenset(("Celsius", "Fahrenheit", "Kelvin"))
"""Units, which are compared with their numbers."""
_ROMAN = re.compile(r"(?=[XVI]{2})X{0,3}(?:IX|IV|V?I{0,3})")
"""Of kings and popes: XIV is 14세."""
_COMPOUND = re.compile(
    r"(?:One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eleven|Twelve|Twenty|Thirty|Forty|Fifty|Sixty|Half|Multi|Non|Pre|Post|"
    r"Long|Short|High|Low|Self|Well|Ill|Full|Part|First|Second|Third|Last|Mid|Late|Early|Record|State|Hard|Far|Left|Right)-[a-z]"
)
"""Compounds that are no names though they begin a sentence."""
_FORENAMES = frozenset(("sun", "jan", "may", "june", "april", "august", "mar", "dec"))
"""Days and months that are also people's names."""
_WHEN = re.compile(
    r"\b(?:in|on|by|since|until|till|from|to|last|next|this|late|early|mid|of|and|for|[0-9])\s$",
    re.IGNORECASE,
)
_SAID_NEXT = re.compile(
    r"(?:['’]s\b)?\s(?:said|says|told|added|adds|has|had|have|was|were|is|are|also|did|does|would|will|wrote|noted|warned|called|"
    r"announced|argued|claimed|insisted|stressed|praised|blamed|pointed|agreed|met|went|became|won|lost|beat|scored|"
    r"took|made|came|and|won't|can|could|may|plans?|hopes?|wants?|believes?|thinks?|denie[sd]|confirmed|declined|refused|reported|"
    r"on [A-Z]|never|still|already|[a-z]+(?<!er)ly|who|which|launched|led|stayed|earlier|later|looks?|seems?)\b|['’]s\s|,\s|\s\("
)
_DOES_NEXT = re.compile(
    r"\s(?!need|speed|proceed|indeed|instead|based|related)(?:[a-z]{2,}ed|beat|cut|fell|rose|grew|held|kept|left|lost|sold|spent|sent|set|shot|"
    r"stood|struck|threw|told|wore|wrote|began|broke|brought|built|bought|chose|drew|drove|ran|sank|saw|sought|spoke|stole|"
    r"swept|taught|walks|lives|works|runs|makes|says|expects|faces|posted|drank|flew|gave|got|hit|laid|paid|put|read|rode)\b"
)
"""What a name that begins a sentence does, where an adjective could not stand before it."""
_ABSTRACT = re.compile(
    "(?:[a-z]{3}(?:tion|sion|ness|ship|logy|graphy|ities|tics|mics|ism|ical|ional)|[a-z]{5}ment|museum|zeitung)s?$"
)
"""Words that are no names: Inspection, Development."""
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
LONGEST = 6
"""Words of a name that a list may have."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a name."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Name:
    """A run of words with capitals, and how it is written. `sure` is how likely it is a name and not
    a common word, `generic` whether a word of it is mostly translated, `korean` whether it is
    beyond doubt a Korean's, `headline` whether it is of a text where nearly all words have one."""

    tokens: tuple[Token, ...]
    span: Span
    text: str
    sure: float = 1.0
    generic: bool = False
    korean: bool = False
    headline: bool = False

    def part(self, first: int, end: int) -> str:
        """How some of its words are written, with what stands between them: Bank of England."""
        start = self.span[0]
        return self.text[self.tokens[first].span[0] - start : self.tokens[end - 1].span[1] - start]


@lru_cache(maxsize=512)
def names(text: str) -> tuple[Name, ...]:
    """The names of English text, in order."""
    runs: list[list[re.Match[str]]] = []
    for match in _TOKEN.finditer(text):
        word = match[0]
        if (
            word in ("I", "No", "The", "A")
            or _is_a_day(text, match)
            or word in _NO_NAMES
            or _COMPOUND.match(word)
            or (runs and _ROMAN.fullmatch(word))
            or word.lower().startswith(("i'", "i’"))
        ):
            continue
        before = runs[-1][-1] if runs else None
        if before and _JOINT.fullmatch(text, before.end(), match.start()):
            runs[-1].append(match)
        else:
            runs.append([match])
    parts = (part for run in runs for part in _apart(text, run))
    found = tuple(name for part in parts if (name := _name(text, part)))
    if _is_headline(text):
        return tuple(replace(name, sure=0.8 * name.sure, headline=True) for name in found)
    return found


def _is_a_day(text: str, match: re.Match[str]) -> bool:
    """Whether a word is a day or month, and not somebody: Sun Lihua, April Jones."""
    word = match[0].lower().removesuffix("s")
    if word not in _DAYS_MONTHS:
        return False
    follows = re.match(r"\s([A-Z][a-z]+)", text[match.end() :])
    somebody = word in _FORENAMES and follows and follows[1].lower() not in _TITLES
    return not somebody or bool(_WHEN.search(text[: match.start()]))


def _apart(text: str, run: list[re.Match[str]]) -> list[list[re.Match[str]]]:
    """The names that a run of words is of: who somebody is from the name that follows (Turkish
    Prime Minister | Recep Tayyip Erdogan), and somebody from a place (Mateus Neto of | Luanda)."""
    for n in range(len(run) - 1, 0, -1):
        if run[n - 1][0].lower() in _OFFICES:
            return [run[:n], *_apart(text, run[n:])]
        between = text[run[n - 1].end() : run[n].start()]
        before = [match[0] for match in run[:n] if match[0].rstrip(".").lower() not in _TITLES]
        if between == " of " and len(before) > 1 and not any(map(by_meaning, before)):
            return [run[:n], run[n:]]
    return [run]


def _is_headline(text: str) -> bool:
    """Whether nearly every word has a capital, so that capitals say nothing."""
    words = re.findall(r"[A-Za-z]{4,}", text)
    if re.search(r"[.!?][\"”’')]*$", text.rstrip()):
        return False
    return len(words) > 3 and sum(word[0].isupper() for word in words) > 0.7 * len(words)


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
            word in gazetteer.starts()
            or word.endswith("ly")
            or (word.endswith("s") and re.match(r" of(?: the)? [A-Z]", text[run[0].end() :]))
            or word.replace("’", "'").split("'")[0] in gazetteer.starts()
        ):
            whole = _begins_a_listed_name(text, run) or is_korean(tuple(match[0] for match in run))
            run = run if whole else run[1:]
        elif len(run) == 1 and not is_acronym(run[0][0]) and word not in peoples():
            after = text[run[0].end() : run[0].end() + 16]
            common = word.endswith(_COMMON_ENDS) and "-" not in word
            acts = _SAID_NEXT.match(after) or (_DOES_NEXT.match(after) and not common)
            sure = (0.7 if _IS_NEXT.match(after) else 0.8) if acts and not common else 0.3
            if common and not after.startswith(("'s", "’s")):
                sure = 0.2
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
    generic = any(word in generic_words() and word not in _HEADS for word in lowered)
    if all(word in generic_words() or word in _TITLES for word in lowered) and not any(
        word in peoples() for word in lowered
    ):
        return None
    korean = is_korean(tuple(token.text for token in tokens))
    written = text[run[0].start() : run[-1].end()]
    span = (run[0].start(), run[-1].end())
    return Name(tokens, span, written, 1.0 if korean else sure, generic and not korean, korean)


def _begins_a_listed_name(text: str, run: Sequence[re.Match[str]]) -> bool:
    """Whether a common word begins what a list has: American, Doctors Without Borders."""
    words = (text[run[0].start() : last.end()].lower() for last in run[:LONGEST])
    return any(word in peoples() and (" " in word or len(run) == 1) for word in words)


def by_meaning(word: str) -> bool:
    """Whether Korean says the word by its meaning: Ministry, President, Development."""
    plain = word.rstrip(".").lower()
    return plain in generic_words() or plain in _TITLES or bool(_ABSTRACT.search(plain))
