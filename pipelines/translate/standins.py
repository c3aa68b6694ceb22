"""Names that a model cannot say, put in by way of names that every model of news can.

Han Tae-song becomes 한국 태양, and Rice the grain: no likeness in sound is left to put right. So
the sentence is translated once more with a stand-in for the name, Obama for Han Tae-song; where
오바마 comes out, 한대성 is put in its place, with the particle that it takes. The stand-in is of
the name's kind, since one gives 에게 to people and 에 to places. What leaves a doubt is not taken:
a name that is known to be missing is better than a sentence that says something else.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pipelines.faithful import check_translation
from pipelines.findings import Finding, Span, serious
from pipelines.korean.latin import fold
from pipelines.korean.loanwords import alike
from pipelines.korean.particles import begins_with_particle, mend
from pipelines.names import built_in
from pipelines.results import Translation
from pipelines.translate.context import is_meant
from pipelines.translate.glossary import Glossary, Term, is_said, left_in_latin, missing
from pipelines.translate.matching import normalise
from pipelines.translate.respelling import respell

Kind = Literal["person", "place", "country", "company", "body"]


@dataclass(frozen=True, slots=True)
class StandIn:
    """A name that models know, its Korean, and what they may add to it of their own."""

    english: str
    korean: str
    brings: tuple[str, ...] = ()


def _read(table: str) -> tuple[StandIn, ...]:
    rows = (line.split() for line in table.strip().splitlines())
    return tuple(StandIn(english, korean, tuple(brings)) for english, korean, *brings in rows)


STAND_INS: Mapping[Kind, tuple[StandIn, ...]] = {
    "person": _read("""
        Obama 오바마 버락 미국 행정부
        Merkel 메르켈 앙겔라 독일
        Putin 푸틴 블라디미르 러시아
        Churchill 처칠 윈스턴 영국
        Mandela 만델라 넬슨 남아프리카 남아공
        Einstein 아인슈타인 알베르트 앨버트 박사
    """),
    "place": _read("""
        London 런던 영국
        Berlin 베를린 독일
        Tokyo 도쿄 일본
        Chicago 시카고 미국 일리노이
        Madrid 마드리드 스페인
        Toronto 토론토 캐나다 온타리오
    """),
    "country": _read("""
        Canada 캐나다
        Egypt 이집트
        Brazil 브라질
        Mexico 멕시코
        Norway 노르웨이
        Poland 폴란드
    """),
    "company": _read("""
        Google 구글 미국 검색
        Microsoft 마이크로소프트 미국
        Boeing 보잉 미국 항공기
        Volkswagen 폭스바겐 독일 자동차
        Starbucks 스타벅스 미국 커피
    """),
    "body": _read("""
        UNESCO 유네스코 유엔 국제연합 교육과학문화기구
        UNICEF 유니세프 유엔 국제연합 아동기금
        NATO 나토 북대서양조약기구
        Interpol 인터폴 국제형사경찰기구
        Greenpeace 그린피스 환경
    """),
}
"""Names with one Korean spelling that is part of no other word, the likeliest known first."""

_OFFICES = {
    "대통령": "president",
    "총리": "prime minister|premier|chancellor",
    "수상": "prime minister|premier|chancellor",
    "주석": "president|chairman",
}
"""What a model may make of anybody: 오바마 대통령, which must not become 한대성 대통령."""

_KINDS: Mapping[str, Kind] = {
    **dict.fromkeys(("person", "person, Korea", "person, East Asia"), "person"),
    **dict.fromkeys(
        ("city", "capital", "US city", "Korean place", "region", "US state", "place"), "place"
    ),
    **dict.fromkeys(("UN member", "country", "territory"), "country"),
    **dict.fromkeys(
        ("company", "Korean company", "newspaper or agency", "football club"), "company"
    ),
    **dict.fromkeys(
        ("international body", "government body", "Korean institution", "treaty or event", "body"),
        "body",
    ),
}
"""The kinds of `pipelines/data/names.csv`."""

_ALIKE = 0.7
"""From this likeness in sound on, a stand-in may be taken for a name of the sentence."""

_BODY_WORD = re.compile(
    r"\b(?:Agency|Assembly|Association|Authority|Board|Bureau|Commission|Committee|Congress|Council|"
    r"Court|Department|Federation|Foundation|Fund|Institute|League|Ministry|Movement|Office|"
    r"Organi[sz]ation|Parliament|Party|Police|Service|Society|Union|University)\b"
)
_COMPANY_WORD = re.compile(
    r"\b(?:Airlines?|Airways|Bank|Co|Corp|Corporation|Electronics|Energy|Group|Holdings|Inc|"
    r"Industries|Ltd|Motors?|Post|Steel|Systems|Technologies|Times)\b"
)
_PLACE_WORD = re.compile(
    r"\b(?:Airport|Bay|Beach|Bridge|Canyon|Cape|City|Coast|County|Desert|District|Fort|Gulf|"
    r"Harbou?r|Heights|Hills?|Islands?|Lake|Mount|Mountains?|Peninsula|Port|Province|River|Sea|"
    r"Square|Station|Strait|Street|Town|Valley|Village)\b"
)
_TELLING: tuple[tuple[re.Pattern[str], tuple[Kind, Kind]], ...] = (
    (_BODY_WORD, ("body", "company")),
    (_COMPANY_WORD, ("company", "body")),
    (_PLACE_WORD, ("place", "place")),
)
"""Words of a name that tell what it names."""

_PLACE_BEFORE = re.compile(
    r"\b(?:in|inside|into|near|outside|across|throughout|around)\s(?:the\s)?$", re.IGNORECASE
)
_TITLE_BEFORE = re.compile(
    r"\b(?:ambassador|chairman|chairwoman|chancellor|coach|director|doctor|envoy|general|governor|"
    r"judge|king|leader|lawyer|mayor|minister|pope|premier|president|prince|princess|professor|"
    r"queen|secretary|senator|singer|spokesman|spokeswoman|actor|actress|author|"
    r"(?:Mr|Mrs|Ms|Dr|Gen|Sen|Gov|Rep)\b\.?)\s$",
    re.IGNORECASE,
)
_SPEAKS = re.compile(
    r"(?:\s(?:also|then|later|again|[a-z]+ly))?\s(?:said|says|told|tells|asked|asks|added|adds|wrote|"
    r"writes|warned|warns|urged|urges|denied|denies|accused|accuses|met|visited|called|announced|"
    r"argued|argues|insisted|insists|refused|refuses|rejected|rejects|resigned|apologi[sz]ed|"
    r"promised|vowed|vows|agreed|praised|condemned|spoke|declined|confirmed|testified|believes|"
    r"thinks|hopes|wants|was (?:born|elected|arrested|appointed|charged|convicted))\b"
    r"|,\s(?:who|whose|aged?\s\d+|\d+),?\s"
)
_GIVEN_NAME = re.compile(r"[A-Z]\w+ [A-Z][a-z]+-[a-z]+|[A-Z][a-z]+-[a-z]+ [A-Z]\w+")
"""Han Tae-song, Ji-su Park: nothing but people is called so."""

_START = re.compile(r"(?:^|[.!?:;…)—–-]\s+)[\"'“‘(]*$|[\"“‘—]$")
_ARTICLE = re.compile(r"\b[Tt]he\s$")
_NAME_WORD = re.compile(r"\b[A-Z][\w'’-]*")
_OF_ITS_KIND = re.compile(r"\s?씨(?![가-힣])|에|한테|께|로|으로")
"""What follows people only (씨, 에게), or what is none (에, 로)."""


@dataclass(frozen=True, slots=True)
class PutIn:
    """Korean with the names that a model could not say, and which ones these are."""

    text: str
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class _Role:
    """A term that needs a stand-in, and where it stands in the English.

    `kinds` are what the stand-ins of the first and the second attempt are of; where it is not
    `sure` that the term is of such a kind, its Korean must fit any.
    """

    term: Term
    places: tuple[Span, ...]
    kinds: tuple[Kind, Kind]
    sure: bool


_Cast = Mapping[_Role, StandIn]


def put_in(
    english: str, korean: str, glossary: Glossary, translate: Callable[[str], str]
) -> PutIn | None:
    """The sentence with the names that `korean` lacks, or None where they cannot be put in safely.

    Lacking is a term that is required, or whose name the check for faithfulness misses, and that
    `respell` cannot put right. `translate` gives the Korean of an English sentence, empty where
    there is none; it is asked at most twice. The answer says all that `korean` says of what the
    glossary requires, holds no stand-in, and has no doubt that `korean` does not have too.
    """
    terms = glossary.terms_in(english)
    before = _respelled(english, korean, glossary)
    doubts = serious(check_translation(english, before, glossary))
    text, roles = _roles(english, _lacking(terms, before, doubts), terms)
    lost = set(missing(terms, before)).difference(role.term for role in roles)
    for cast in _casts(roles, english, before, terms):
        raw = translate(_with_stand_ins(text, cast))
        made = "" if _brings(raw, before, text, cast) else _without_stand_ins(raw, cast)
        after = _respelled(english, made, glossary)
        if (
            made
            and lost.issuperset(missing(terms, after))
            and _doubted(doubts) >= _doubted(serious(check_translation(english, after, glossary)))
        ):
            return PutIn(made, tuple(role.term for role in roles))
    return None


def _respelled(english: str, korean: str, glossary: Glossary) -> str:
    """As it will be heard: names that sound alike are put right later."""
    return respell(Translation(english, korean, ""), glossary).text


def _lacking(terms: Sequence[Term], korean: str, doubts: Sequence[Finding]) -> set[Term]:
    words = {word for doubt in doubts if doubt.kind == "name" for word in doubt.expected.split()}
    return {
        term
        for term in terms
        if not is_said(term, korean)
        and (term.required or words.intersection(_NAME_WORD.findall(term.english)))
    }


def _doubted(doubts: Sequence[Finding]) -> set[tuple[str, Span | None]]:
    return {(doubt.kind, doubt.source) for doubt in doubts}


def _roles(
    english: str, lacking: Collection[Term], terms: Sequence[Term]
) -> tuple[str, tuple[_Role, ...]]:
    """The English, and the names in it that need a stand-in.

    Where some terms are found only as the glossary finds them, without regard to accents and kinds
    of quotes and dashes, it is the English in plain ones.
    """
    plain = fold(normalise(english))
    text, found = english, _places(english, terms)
    if len(found) != len(everywhere := _places(plain, terms)):
        text, found = plain, everywhere
    roles = []
    for term in (term for term in terms if term in lacking):
        places = tuple(place for place, other in found if other == term)
        if places and _is_name(term, text, found):
            roles.append(_Role(term, places, *_guess(term, text, places[0])))
    return text, tuple(roles)


def _places(text: str, terms: Sequence[Term]) -> list[tuple[Span, Term]]:
    """Where the terms stand; of those that overlap the longest counts."""
    found = [(match.span(), term) for term in terms for match in left_in_latin(term, text)]
    taken: list[tuple[Span, Term]] = []
    for (start, end), term in sorted(found, key=lambda f: (f[0][0] - f[0][1], f[0][0])):
        if all(end <= other[0] or start >= other[1] for other, _ in taken):
            taken.append(((start, end), term))
    return taken


def _is_name(term: Term, text: str, found: Sequence[tuple[Span, Term]]) -> bool:
    """Whether a term is a name wherever it stands: not harbor, nor Rice in "Rice prices rose"."""
    if term.beware or term.english == term.english.lower():
        return False
    places = [place for place, other in found if other == term]
    if term.english.isupper() and any(text[slice(*place)] != term.english for place in places):
        return False  # two NGOs
    if " " in term.english:
        return True
    for (start, end), other in found:  # the capitals of other names do not make a headline
        if other != term:
            text = text[:start] + text[start:end].lower() + text[end:]
    return all(_is_named(text, place) for place in places)


def _is_named(text: str, place: Span) -> bool:
    """Whether a single word is a name here: a capital at the start of a sentence shows nothing."""
    start, end = place
    if _START.search(text[:start]) and not text[start:end].isupper():
        return bool(_SPEAKS.match(text[end:]) or re.match(r"['’]s\s", text[end:]))
    return is_meant("word", text, start, end)


def _guess(term: Term, text: str, place: Span) -> tuple[tuple[Kind, Kind], bool]:
    """What kinds a term may be of, the likelier first, and whether that is sure."""
    before, after = text[: place[0]], text[place[1] :]
    if kind := _KINDS.get(_kind_of(term)):
        return (kind, kind), True
    for words, kinds in _TELLING:
        if words.search(term.english):
            return kinds, True
    if term.english.isupper():
        return ("body", "company"), True
    speaks = " " in term.english and _SPEAKS.match(after)
    if speaks or _GIVEN_NAME.fullmatch(term.english) or _TITLE_BEFORE.search(before):
        return ("person", "person"), True
    if _PLACE_BEFORE.search(before):
        return ("place", "place"), True
    return ("person", "place"), False


def _kind_of(term: Term) -> str:
    """What a term names, where it or the built-in list says so."""
    known = built_in().terms_in(term.english)
    return term.kind or next((name.kind for name in known if name.english == term.english), "")


def _casts(
    roles: Sequence[_Role], english: str, korean: str, terms: Sequence[Term]
) -> Iterator[_Cast]:
    """A stand-in for each role, others for the second attempt, as long as there are enough."""
    used: set[StandIn] = set()
    for attempt in range(2 if roles else 0):
        cast: dict[_Role, StandIn] = {}
        for role in roles:
            for one in STAND_INS[role.kinds[attempt]]:
                if one not in used and not _is_near(one, english, korean, terms):
                    used.add(one)
                    cast[role] = one
                    break
            else:
                return
        yield cast


def _is_near(one: StandIn, english: str, korean: str, terms: Sequence[Term]) -> bool:
    """Whether a stand-in is, or may be taken for, something that the sentence speaks of."""
    name = one.english.casefold()
    words = (*_NAME_WORD.findall(english), *(word for t in terms for word in t.korean.split()))
    return (
        name in english.casefold()
        or one.korean in korean
        or any(one.korean in term.korean for term in terms)
        or any(alike(word, one.korean) >= _ALIKE for word in words)
    )


def _with_stand_ins(text: str, cast: _Cast) -> str:
    """The English with the stand-ins; what follows a name, such as 's, stays."""
    places = [(place, one) for role, one in cast.items() for place in role.places]
    for (start, end), one in sorted(places, key=lambda found: found[0], reverse=True):
        before = text[:start]
        if one not in STAND_INS["person"]:  # the African Union, but UNESCO
            before = _ARTICLE.sub("", before)
        text = before + one.english + text[end:]
    return text


def _brings(made: str, before: str, text: str, cast: _Cast) -> bool:
    """Whether the Korean says more than it should of whom the stand-ins are."""
    return any(
        made.count(word) > before.count(word) for one in cast.values() for word in one.brings
    ) or any(
        made.count(office) > max(before.count(office), len(re.findall(rf"(?i)\b(?:{said})", text)))
        for office, said in _OFFICES.items()
    )


def _without_stand_ins(made: str, cast: _Cast) -> str:
    """The Korean with the names for their stand-ins; empty where one did not come out as often as
    it went in, as a word of its own."""
    found = [(match, role) for role, one in cast.items() for match in _said(one, made)]
    text, end = "", len(made)
    for match, role in sorted(found, key=lambda pair: pair[0].start(), reverse=True):
        rest = made[match.end() :]
        if not _ends_here(rest) or (not role.sure and _OF_ITS_KIND.match(rest)):
            return ""
        text, end = mend(role.term.korean, made[match.end() : end] + text), match.start()
    text = made[:end] + text
    said = Counter(role for _, role in found)
    if any(said[role] != len(role.places) for role in cast):
        return ""
    left = text.casefold()
    if any(one.korean in left or one.english.casefold() in left for one in cast.values()):
        return ""
    return text


def _said(one: StandIn, korean: str) -> Iterator[re.Match[str]]:
    """A stand-in in Hangul or Latin letters, perhaps with the other in brackets behind it."""
    name = f"(?:{one.korean}|(?i:{one.english}))"
    return re.finditer(rf"(?<![가-힣A-Za-z0-9-]){name}(?:\s?[(（]{name}[)）])?", korean)


def _ends_here(rest: str) -> bool:
    """Whether a word may end before the rest: no more of it follows but a particle."""
    return not re.match("[가-힣A-Za-z0-9]", rest) or begins_with_particle(rest)
