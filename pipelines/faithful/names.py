"""Names of people, places and bodies in English, and whether Korean text says them.

A name is a run of words with capitals. It is said where the Korean has it in Latin letters, as a
list or glossary has it, as a Korean or Chinese name is written (`pipelines.faithful.romanised`), or
by its sound (`pipelines.faithful.sound`); no place of the Korean answers for two names. Names that
mean something (Supreme Court) are mostly translated and cannot be found by sound: that they are
missing is only sure where a name stands in the Korean that answers for none of the English.
"""

# ruff: noqa: E501 - long alternations of words read better on one line

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib import import_module
from importlib.resources import files
from importlib.util import find_spec

from pipelines.english.lists import readings
from pipelines.faithful import sound
from pipelines.faithful.romanised import find_chinese, find_korean, is_korean, may_be_korean
from pipelines.findings import Finding, Span
from pipelines.korean.hangul import words
from pipelines.korean.latin import fold, known_words, letter_by_letter
from pipelines.korean.loanwords import alike
from pipelines.translate.glossary import NO_TERMS, Glossary

_WORD = r"(?:(?:Mc|Mac|O['’]|D['’]|[A-Z]['’])?[A-ZÀ-ÖØ-ÞĀ-ſ][\wÀ-ÿĀ-ſ]*(?:['’](?!s\b)[A-Za-z]\w*)?(?:-[A-Za-zÀ-ſ]\w*)*)"
_DOTTED = r"(?:(?:[A-Z]\.){2,}|[A-Z]\.(?=\s[A-Z])|[A-Z]&[A-Z])"
_TOKEN = re.compile(rf"(?<![\w])(?:al-)?(?:{_DOTTED}|{_WORD})(?![\w$])")
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
            "brother sister uncle aunt private marshal",
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
_COMMON_STARTS = frozenset(
    words(
        "a about above according across additionally after again against ago all almost along already also although always",
        "american among amid an and another any anyone anything are around as asked at authorities away back based be because",
        "been before behind being below besides between beyond both british but by can chinese clearly come commenting could",
        "critics currently day days decades demand despite did do doctors does doing done down during each earlier either else",
        "even eventually every everyone everything except experts far federal few fewer finally find five following for forces",
        "former four from further gas get getting give given giving go going good government great groups had half has have",
        "having he health help her here high him his home hot how however hundreds i if in indeed inside instead into is it its",
        "just keep last late later leaders less let like listen little local long look lots made major make making many may",
        "maybe me meanwhile men might militants military millions mixed more moreover most much must my near nearly neither",
        "never nevertheless new next no nobody none nor not nothing now of off officers officials often oil on once one only",
        "open opponents or other others our out outside over overall part passengers people perhaps please police polls prices",
        "prosecutors put questions rather recent recently reports researchers residents results right said saying says school",
        "scientists scores security see seven several shares she should show similarly since six small so soldiers some someone",
        "something sometimes soon speaking state states still stocks students such supporters surely take ten than that the",
        "their them then there these they things this those though thousands three through throughout thus till to today",
        "together tomorrow tonight too total troops trying turn two under unless unlike until up upon us use using very video",
        "violence voters was we weather well were what whatever when whenever where whether which while who whoever whole whom",
        "whose why will with within without witnesses women workers would year years yes yesterday yet you young your zero",
        "asking dozens dr mr mrs ms absolutely again eight nine first second third fourth hardware cryptologist clipper coming",
        "digitizing giving giving synthetic testosterone licorice natural translations photographers recipients sensors",
        "impotence getting ridiculed rampant terrorism indifference kidnapping rain bears armed stirring doctors access local",
        "forget ditto here anti based pollution winter natural clashes confusion arsonists managers images entertainment opening",
        "community community's guns hard nasty rival road",
    )
)  # fmt: skip
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
    "(?:[a-z]{3}(?:tion|sion|ness|ship|logy|graphy|ities|tics|mics|ism|ical|ional)|[a-z]{5}ment)s?$"
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
_AFTER_ONE = "에|은|는|을|를|의|과|와|도|사이트|정부|대통령|군|국방|국무|당국|의회|상원|하원|외무|총리|행정부|중앙|언론|연방|법무|재무|대선|국립|공화|민주"
"""What may follow a name of one syllable: 빈에, 미 국무장관, 미군."""
_PRONOUN = re.compile(
    r"(?<![가-힣])(?:그|그녀|그들|이들|이|양측|양국|당국|회사|정부|본인|자신|신문|통신|대변인|교수|박사|총리|대통령|장관|의원|시장|사령관|위원장|감독)(?:는|가|은|이|의|도|를|을|에|측|에게|와|과)?(?![가-힣])"
)


Readings = Mapping[str, tuple[str, ...]]
"""Names in small letters, and what Korean calls them."""


_NEAR = 6
"""How many characters may be between two words of a name."""
_PARTICLES_BEFORE = re.compile(
    r"(?:\b(?:van|von|de|der|den|di|da|do|dos|das|du|del|della|la|le|al|el|bin|ibn|ter|ten|zu|af)\s)+$",
    re.IGNORECASE,
)
_SLIP = 0.86
"""How alike a wrong spelling of a country must be."""
_LISTED = 0.82
"""How alike Hangul must be to a name whose right Hangul is listed."""
_AS_ANOTHER = 0.93
"""How alike a name must be to what is listed as the Hangul of another."""
_AS_ONE = 0.8
"""How alike a name of several words must be that Korean writes as one word."""
_MAY_BE_A_NAME = 0.55
"""How sure a name must be that a name of the Korean may stand instead of."""
_FOREIGN = 0.6
"""The share of foreign syllables from which on a word looks like a foreign name."""
_SOUNDS_LIKE = 0.77
"""How alike a word must be to answer for Hangul that is a name."""
_ALSO_WORDS = frozenset(
    words(
        "수단 오만 사나 전주 공주 이천 경기 상주 원주 대한 인도 조지 가자 기아 나사 경주 수성 화성 금성 토성 목성 지구 정교 정통 원주민 신교 관저 의회 국회 하원 상원 총리 수상 민주 공화 서방 서양 서구 서부",
        "서쪽 남부 북부 남쪽 북쪽 양측 남측 북측 남북 대회 경기 중앙은행 정부 경찰청 총리실 통계청 인터넷 온라인 교황 공군 해병 해경 순례 새해 신년 대학살 기독 불교 이슬람 유로 유럽 공산 대전 세계대전 영어 은하",
        "노동 대통령궁 의사당 한국 국내 오스카 다우 이드 안양 수원 동해 서해 북한 한미 미군 방미 주미 대미 북핵 북미 대북 방북 한일 한중 미중 최고 고려 신라 백제 조선 신약 구약 성서 성경 국방부 외교부 국무부",
        "통일부 상무부 국세청 기상청 금융감독원 국가정보원 합동참모본부 보수당 자유당 녹색당 사회당 민주당 공화당 노동당",
    )
)
"""Names that are also common words, or whose Korean stands for much else."""
_LONGEST = 6
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
    beyond doubt a Korean's."""

    tokens: tuple[Token, ...]
    span: Span
    text: str
    sure: float = 1.0
    generic: bool = False
    korean: bool = False

    def part(self, first: int, end: int) -> str:
        """How some of its words are written, with what stands between them: Bank of England."""
        start = self.span[0]
        return self.text[self.tokens[first].span[0] - start : self.tokens[end - 1].span[1] - start]


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
def _tables() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """What Korean calls countries, peoples, places and bodies; and what may stand for them."""
    found: dict[str, tuple[str, ...]] = {}
    loose: dict[str, tuple[str, ...]] = {}
    for line in (line for name in ("peoples", "places", "bodies") for line in _lines(name)):
        names, _, korean = line.partition(" = ")
        own, _, others = korean.partition(" | ")
        for name in names.split():
            key = name.replace("_", " ").lower()
            found[key] = (*found.get(key, ()), *own.split())
            loose[key] = tuple(others.split())
    return found, loose


def peoples() -> Mapping[str, tuple[str, ...]]:
    """Countries, peoples, places and bodies, and what Korean calls them."""
    return _tables()[0]


@cache
def _people() -> dict[str, tuple[str, ...]]:
    """What Korean calls people by names whose spelling does not tell it."""
    found: dict[str, tuple[str, ...]] = {}
    for line in _lines("people"):
        names, _, korean = line.partition(" = ")
        for name in names.lower().split():
            found[name] = (*found.get(name, ()), *korean.split())
    return found


@cache
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
    parts = (part for run in runs for part in _after_office(run))
    found = tuple(name for part in parts if (name := _name(text, part)))
    if _is_headline(text):
        return tuple(replace(name, sure=0.5 * name.sure) for name in found)
    return found


def _is_a_day(text: str, match: re.Match[str]) -> bool:
    """Whether a word is a day or month, and not somebody: Sun Lihua, April Jones."""
    word = match[0].lower().removesuffix("s")
    if word not in _DAYS_MONTHS:
        return False
    follows = re.match(r"\s([A-Z][a-z]+)", text[match.end() :])
    somebody = word in _FORENAMES and follows and follows[1].lower() not in _TITLES
    return not somebody or bool(_WHEN.search(text[: match.start()]))


def _after_office(run: list[re.Match[str]]) -> list[list[re.Match[str]]]:
    """Turkish Prime Minister | Recep Tayyip Erdogan: who somebody is, and the name."""
    for n in range(len(run) - 1, 0, -1):
        if run[n - 1][0].lower() in _OFFICES:
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
            word in _COMMON_STARTS
            or word.endswith("ly")
            or word.replace("’", "'").split("'")[0] in _COMMON_STARTS
        ):
            whole = _begins_listed(text, run) or is_korean(tuple(match[0] for match in run))
            run = run if whole else run[1:]
        elif len(run) == 1 and not _is_acronym(run[0][0]) and word not in peoples():
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


def _begins_listed(text: str, run: Sequence[re.Match[str]]) -> bool:
    """Whether a common word begins what a list has: American, Doctors Without Borders."""
    words = (text[run[0].start() : last.end()].lower() for last in run[:_LONGEST])
    return any(word in peoples() and (" " in word or len(run) == 1) for word in words)


def _is_acronym(word: str) -> bool:
    return len(word) > 1 and word.replace(".", "").replace("&", "").isupper()


def find(found: Sequence[Name], korean: str, terms: Readings) -> tuple[Said, ...]:
    """Where the Korean says each name; `terms` are the readings that are known of the sentence's.

    What a list has or what is a Korean's name stands where it stands; the others are found by
    their sound, the likest first, and no place answers for two of them.
    """
    called = frozenset(
        reading for name in found for token in name.tokens for reading in _listed(token.text)
    )
    places = {
        token: place
        for name in found
        for token, place in _sure_places(name, korean, terms, called).items()
    }
    taken = [place for place in places.values() if place]
    taken += _listed_spans(found, korean, terms)
    heard = _heard_places(found, korean, places, terms)
    by_text: dict[str, sound.Place] = {}
    for place, text in sorted(heard, key=lambda h: (-_weight(h[0]), h[0].span)):
        if text not in by_text and not any(_overlap(place.span, span) for span in taken):
            by_text[text] = place
            taken.append(place.span)
    said = []
    for name in found:
        spans = _together(name, places, by_text)
        if not any(spans) and not name.korean and len(name.tokens) + name.text.count("-") > 1:
            own = {fold(token.text) for token in name.tokens}
            others = [p.span for text, p in by_text.items() if text not in own]
            whole = _whole(name, korean, [*filter(None, places.values()), *others])
            spans = [span or whole for span in spans]
        said.append(Said(name, tuple(span or (-1, -1) for span in spans)))
    return tuple(said)


def _weight(place: sound.Place) -> float:
    """Of places that overlap, a longer one counts though it is a little less alike."""
    return place.likeness + 0.03 * min(place.span[1] - place.span[0], 6)


def _together(
    name: Name, sure: Mapping[Token, Span | None], heard: Mapping[str, sound.Place]
) -> list[Span | None]:
    """Where the words of a name are said. One that is far from the others is only said where it
    is very like: chance is soon like a short word."""
    spans: list[Span | None] = []
    ears = [None if sure.get(token) else heard.get(fold(token.text)) for token in name.tokens]
    known = [sure.get(token) for token in name.tokens]
    for n, (place, span) in enumerate(zip(ears, known, strict=True)):
        if place is None:
            spans.append(span)
            continue
        others = [s for s in known if s] + [p.span for m, p in enumerate(ears) if p and m != n]
        near = any(
            -_NEAR <= other[0] - place.span[1] <= _NEAR
            or -_NEAR <= place.span[0] - other[1] <= _NEAR
            for other in others
        )
        length = place.span[1] - place.span[0]
        alone = len(name.tokens) == 1 or near
        spans.append(place.span if alone or place.likeness >= _lonely(length) else None)
    return spans


def _lonely(length: int) -> float:
    """How alike a word of a name must be that stands without the others."""
    return 1.1 if length < 2 else 0.9 if length == 2 else 0.8


def _sure_places(
    name: Name, korean: str, terms: Readings, own: frozenset[str]
) -> dict[Token, Span | None]:
    """Where lists have the name's words; None where a list has another Korean for them, which is
    not there. Words that no list has are left out."""
    tokens = name.tokens
    words = tuple(token.text for token in tokens)
    place = find_korean(words, korean) if name.korean or may_be_korean(words) else None
    place = place or find_chinese(words, korean)
    if place or (name.korean and name.text.lower() not in terms):
        return dict.fromkeys(tokens, place)
    places: dict[Token, Span | None] = {}
    done = 0
    while done < len(tokens):
        for end in range(min(len(tokens), done + _LONGEST), done, -1):
            part = name.part(done, end)
            place = _known(part, korean, terms, own)
            if place or part.lower() in peoples():
                places |= dict.fromkeys(tokens[done:end], place)
                break
        else:
            end = done + 1
            place = find_korean(words[done:end], korean) if len(words[done]) > 3 else None
            if place and place[1] - place[0] > 1:
                places[tokens[done]] = place
        done = end
    return places


def _listed_spans(found: Sequence[Name], korean: str, terms: Readings) -> list[Span]:
    """All places of what lists have for the names: they answer for no other."""
    readings = {
        reading
        for name in found
        for token in name.tokens
        for reading in (*_listed(token.text), *terms.get(token.text.lower(), ()))
        if len(reading) > 1
    }
    return [
        (at, at + len(reading))
        for reading in readings
        if reading in korean
        for at in range(len(korean))
        if korean.startswith(reading, at)
    ]


def _heard_places(
    found: Sequence[Name], korean: str, known: Mapping[Token, Span | None], terms: Readings
) -> list[tuple[sound.Place, str]]:
    heard: list[tuple[sound.Place, str]] = []
    done: set[str] = set()
    own = frozenset("".join(r.split()) for readings in terms.values() for r in readings)
    for name in found:
        after: set[int] = set()
        for token in name.tokens:
            place = known.get(token)
            if place:
                after = {place[1], place[1] + 1}
                continue
            text = fold(token.text)
            if name.korean:
                continue
            found_here = _sounded(token.text, korean, frozenset(after))
            found_here = tuple(
                place
                for place in found_here
                if place.likeness >= _AS_ANOTHER or not _is_another(korean[place.span[0] :], own)
            )
            if token in known:  # a country's Korean is known; only a slip of the pen is as like
                found_here = _slips(found_here, korean, own)
            elif text.lower() in terms:
                found_here = tuple(place for place in found_here if place.likeness > _LISTED)
            elif joined := _with_particle(name, token):
                found_here = (*found_here, *_sounded(joined, korean, frozenset(after)))
            after = {end + gap for _, end in (p.span for p in found_here) for gap in (0, 1)}
            if text not in done:
                heard += [(place, text) for place in found_here]
                done.add(text)
    return heard


def _slips(
    places: Sequence[sound.Place], korean: str, own: frozenset[str]
) -> tuple[sound.Place, ...]:
    """Those that are very like a name that is listed, and not another name that is."""
    return tuple(
        place
        for place in places
        if place.likeness > _SLIP
        and place.span[1] - place.span[0] > 2
        and not _is_another(korean[place.span[0] :], own)
    )


def _is_another(korean: str, own: frozenset[str]) -> bool:
    """Whether the Korean begins with the Hangul of a listed name that the English has not."""
    run = re.match("[가-힣]+", korean)
    name = _hangul_name(run[0]) if run else ""
    return bool(name) and name not in own


def _with_particle(name: Name, token: Token) -> str:
    """The word of a name with the particle before it, where it has one: van Dijk, von der Leyen."""
    start = name.span[0]
    before = _PARTICLES_BEFORE.search(name.text[: token.span[0] - start])
    return before[0].replace(" ", "") + token.text if before else ""


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _whole(name: Name, korean: str, taken: Sequence[Span]) -> Span | None:
    """Where the Korean says the name as one word: Van der Berg 판데르베르흐."""
    for place in sound.find(re.sub("[^A-Za-zÀ-ſ]", "", name.text), korean):
        if place.likeness > _AS_ONE and not any(_overlap(place.span, span) for span in taken):
            return place.span
    return None


def _known(
    word: str, korean: str, terms: Readings, others: frozenset[str] = frozenset()
) -> Span | None:
    """Where the Korean has the word in Latin letters or as some list has it. What may stand for it
    (the country for its capital) counts where it is not what Korean calls one of `others`."""
    at = korean.lower().find(word.lower())
    if at >= 0 and len(word) > 1:
        return at, at + len(word)
    loose = [
        reading
        for reading in _tables()[1].get(word.lower(), ())
        if reading not in others or korean.count(reading) > 1
    ]
    for reading in (*_listed(word), *terms.get(fold(word).lower(), ()), *loose):
        if len(reading) == 1:
            for alone in re.finditer(rf"(?<![가-힣]){reading}([가-힣]*)", korean):
                if sound.is_particle(alone[1]) or re.match(_AFTER_ONE, alone[1]):
                    return alone.start(), alone.start() + 1
            continue
        place = _at_name(reading, korean)
        if place:
            return place
        if len(reading) > 2 and " " in korean:
            spaced = re.search(r"\s?".join(reading.replace(" ", "")), korean)
            if spaced:
                return spaced.span()
    return None


def _at_name(reading: str, korean: str) -> Span | None:
    """Where the reading stands and does not only begin a longer name: 인도 in 인도네시아."""
    at = korean.find(reading)
    while at >= 0:
        run = re.match("[가-힣]+", korean[at:])
        longer = _hangul_name(run[0]) if run else ""
        if not (len(longer) > len(reading) and _is_longer(reading, longer)):
            return at, at + len(reading)
        at = korean.find(reading, at + 1)
    return None


@lru_cache(maxsize=4096)
def _is_longer(reading: str, longer: str) -> bool:
    """Whether the longer is a name of its own, and not the reading with 시, 강 or 중앙은행."""
    return not sound.may_follow(longer[len(reading) :]) and longer in _places_of_one_word()


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
    found += _people().get(word.lower(), ())
    words = known_words()
    for form in (word, word.replace(".", "")):
        if form in words:
            found.append(words[form])
    plain = word.replace(".", "")
    if _is_acronym(word) and plain.isascii() and plain.isalpha():
        found.append(letter_by_letter(plain))
    return tuple(found)


@lru_cache(maxsize=8192)
def _sounded(word: str, korean: str, after: frozenset[int]) -> tuple[sound.Place, ...]:
    if len(word.rstrip(".")) < 2 or not word[:2].strip("."):
        return ()
    found = sound.find(word, korean, after)
    if not found and "-" in word:
        parts = [part for part in word.split("-") if len(part) > 2]
        return next((places for part in parts if (places := sound.find(part, korean))), ())
    return found


def compare(
    english: str, korean: str, terms: Glossary = NO_TERMS
) -> tuple[tuple[Said, ...], tuple[Finding, ...]]:
    """Each name of the English with where the Korean says it, and those that it does not say."""
    listed = readings_of(english, terms)
    said = find(names(english), korean, listed)
    known = {
        token.text
        for s in said
        for token, place in zip(s.name.tokens, s.places, strict=True)
        if place[0] >= 0
    }
    doubts = [
        doubt
        for one in said
        if (doubt := _missing(one, known, listed, bool(_PRONOUN.search(korean))))
    ]
    unsaid = _listed_but_unsaid(english, korean, said, listed)
    if doubts or unsaid:
        other = strangers(english, korean, said, listed)
        if other:
            doubts = [_instead(doubt) for doubt in doubts]
            doubts += [
                Doubt(name, Finding("name", "missing", name.text, "", name.span, None, 0.7))
                for name in unsaid
            ]
    return said, tuple(doubt.finding for doubt in doubts)


@dataclass(frozen=True, slots=True)
class Doubt:
    """A name that the Korean does not say, and what is told of it."""

    name: Name
    finding: Finding


def _instead(doubt: Doubt) -> Doubt:
    """The doubt where a name stands in the Korean that answers for none of the English."""
    words = doubt.finding.expected.split()
    listed = any(word.lower() in peoples() for word in words)
    if all(map(_is_acronym, words)) or (doubt.name.sure < _MAY_BE_A_NAME and not listed):
        return doubt
    return replace(doubt, finding=replace(doubt.finding, sure=max(doubt.finding.sure, 0.7)))


def _listed_but_unsaid(
    english: str, korean: str, said: Sequence[Said], terms: Readings
) -> list[Name]:
    """What lists have a Korean name for, and which is not taken for a name here: Black Sea."""
    spans = [one.name.span for one in said]
    plain = "".join(korean.split())
    found = []
    for key in {*terms, *(peoples().keys() & _phrases(english))}:
        match = re.search(rf"(?<!\w){re.escape(key)}(?!\w)", english, re.IGNORECASE)
        if not match or any(_overlap(match.span(), span) for span in spans):
            continue
        readings = (*terms.get(key, ()), *_listed(key), *_tables()[1].get(key, ()))
        if not any("".join(reading.split()) in plain for reading in readings):
            found.append(Name((Token(match[0], match.span()),), match.span(), match[0]))
    return found


def _phrases(english: str) -> set[str]:
    """Up to four words in a row, of which the first has a capital, in small letters."""
    words = re.findall(r"[\w'’.-]*\w", english)
    return {
        " ".join(words[n:end]).lower()
        for n in range(len(words))
        if words[n][:1].isupper() or words[n] == "euro"
        for end in range(n + 1, min(n + 4, len(words)) + 1)
    }


def strangers(english: str, korean: str, said: Sequence[Said], terms: Readings) -> tuple[Span, ...]:
    """Where names stand in the Korean that answer for no name of the English."""
    taken = [place for one in said for place in one.places if place[0] >= 0]
    words = set(re.findall(r"[A-Za-zÀ-ſ]{3,}", english))
    owned = {
        "".join(reading.split())
        for word in (*words, *terms)
        for reading in (*_listed(word), *_tables()[1].get(word.lower(), ()), *terms.get(word, ()))
    }
    found = []
    for run in re.finditer("[가-힣]+", korean):
        name = _hangul_name(run[0]) or _foreign_word(run[0])
        span = run.start(), run.start() + len(name)
        if (
            name
            and name not in owned
            and not any(name in reading or reading in name for reading in owned if len(reading) > 1)
            and not any(_overlap(span, place) for place in taken)
            and not any(alike(word, name) > _SOUNDS_LIKE for word in words)
        ):
            found.append(span)
    return tuple(found)


def _foreign_word(word: str) -> str:
    """The word without its tail where it looks like a foreign name, else nothing."""
    stem = sound.without_tail(word)
    if len(stem) < 3 or sound.common_beginning(word) or sound.foreignness(stem) < _FOREIGN:
        return ""
    return stem


@cache
def _places_of_one_word() -> frozenset[str]:
    """The Hangul of countries and cities."""
    kinds = {"UN member", "country", "territory", "capital", "city", "US city", "US state"}
    return frozenset("".join(t.korean.split()) for t in built_in().terms if t.kind in kinds)


@cache
def _hangul_names() -> frozenset[str]:
    """The Hangul of names that come with the product, without those that are also words."""
    names = {"".join(term.korean.split()) for term in built_in().terms}
    names |= {reading for readings in peoples().values() for reading in readings}
    return frozenset(
        name
        for name in names
        if len(name) > 1 and name not in _ALSO_WORDS and re.fullmatch("[가-힣]+", name)
    )


def _hangul_name(word: str) -> str:
    """The longest name that a word begins with, where the rest may follow a name."""
    for length in range(min(10, len(word)), 1, -1):
        if word[:length] in _hangul_names() and sound.may_follow(word[length:]):
            return word[:length]
    return ""


def _missing(said: Said, known: set[str], terms: Readings, pronoun: bool) -> Doubt | None:
    name = said.name
    there = [place[0] >= 0 for place in said.places]
    if all(there):
        return None
    listed = name.text.lower() in peoples() or name.text.lower() in terms
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
    others = [token for token in name.tokens if token not in lost]
    if name.korean:
        sure = 0.8
    elif all(_is_people(token.text, {}) for token in lost) and (
        others and all(_by_meaning(token.text) for token in others)
    ):
        sure = 0.5  # Korea Fair Trade Commission
    elif any(_is_people(token.text, {}) for token in lost):
        sure = 0.5 if all(_is_translated(token.text.lower()) for token in lost) else 0.75
    elif any(there):
        last = lost[-1] is name.tokens[-1] and len(lost[-1].text) > 2
        sure = 0.65 * name.sure if last and not name.generic else 0.35
    elif name.generic or all(_is_acronym(token.text) for token in lost):
        sure = 0.4
    elif listed or any(_is_people(token.text, terms) for token in lost):
        sure = 0.75
    if all(len(token.text) < 3 for token in lost):
        sure = min(sure, 0.5)
    if pronoun and not any(there):
        sure = min(sure, 0.61)
    span = lost[0].span[0], lost[-1].span[1]
    words = " ".join(token.text for token in lost)
    return Doubt(name, Finding("name", "missing", words, "", span, None, sure))


def _is_people(word: str, terms: Readings) -> bool:
    """Whether it is a country, people or body whose Korean is known, and not also a common word."""
    plain = word.lower()
    return (plain in peoples() or plain in terms) and plain not in generic_words()


@lru_cache(maxsize=1024)
def _is_translated(word: str) -> bool:
    """Whether Korean calls a body something that does not sound like its name, and so may as well
    call it something else: the Diet."""
    listed = any(word in line.partition(" = ")[0].lower().split() for line in _lines("bodies"))
    return listed and not any(alike(word, reading) >= _SOUNDS_LIKE for reading in peoples()[word])


def _by_meaning(word: str) -> bool:
    plain = word.rstrip(".").lower()
    return plain in generic_words() or plain in _TITLES or bool(_ABSTRACT.search(plain))
