"""The register of Korean: which one a sentence is in, and the same sentence in another.

News that is heard ends its sentences in 합쇼체 (했습니다, 기자입니다), news that is printed in 해라체
(했다, 기자다): two of the six speech levels of the Standard Korean Language Dictionary
(표준국어대사전: 상대 높임법). Only the ending of a sentence's last predicate differs, so only that is
rewritten, by the rules of Hangul Orthography (한글 맞춤법), clause 15 (a stem is written apart from its
ending) and 18 (stems that change). Quotes, brackets and all words before it stay as they are, and so
does a headline that ends in a noun.

From print to speech the form alone nearly always tells: 산다 is 사다 or 살다, and 삽니다 either way;
높이다 is a verb or 높 with 이다, and 높입니다 either way (습니다, never 읍니다: Standard Language Regulations,
clause 17). Only 다 after a vowel needs a list, since 기자다 is
기자입니다, and 크다 is 큽니다. From speech to print the class of the stem is needed (see
`pipelines.korean.predicates`). What is in doubt is left as it is, and said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from pipelines.korean.hangul import coda, compose, decompose, words
from pipelines.korean.particles import particle
from pipelines.korean.predicates import (
    class_of,
    is_known_open,
    is_noun,
    is_verb_in_i,
    liquid_adjective,
    liquid_verb,
)

Level = Literal["formal", "polite", "plain", "nominal", "quoted", "mixed", "unknown"]
"""합쇼체, 해요체 and 해라체; a noun or a noun form at the end, as headlines have it; nothing but a quote;
sentences in several registers; none of these."""


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A text in another register.

    `changes` are the predicates that were rewritten, as they were and as they are; `unsure` those
    that are in another register still, because their form leaves a doubt.
    """

    text: str
    changes: tuple[tuple[str, str], ...] = ()
    unsure: tuple[str, ...] = ()


def register_of(text: str) -> Level:
    """The register of a text, by the endings of its sentences; those within quotes do not count.

    >>> register_of("그는 “가자”고 말했다."), register_of("북한, 권고 63개 거부")
    ('plain', 'nominal')
    """
    found = {level_of(end) for end in endings(text)}
    spoken = found & {"formal", "polite", "plain"}
    if len(spoken) > 1:
        return "mixed"
    for kind in (*spoken, "quoted", "nominal"):
        if kind in found:
            return kind
    return "unknown"


def to_formal(text: str) -> Rewritten:
    """The text with its sentences in 합쇼체, as they are heard.

    >>> to_formal("항구를 연다. “닫지 않는다”고 시장은 말했다.").text
    '항구를 엽니다. “닫지 않는다”고 시장은 말했습니다.'
    """
    return _rewrite(text, _formal, "formal")


def to_plain(text: str) -> Rewritten:
    """The text with its sentences in 해라체, as they are printed.

    >>> to_plain("항구를 엽니다. 물은 깊지 않습니다.").text
    '항구를 연다. 물은 깊지 않다.'
    """
    return _rewrite(text, _plain, "plain")


# Where sentences end

QUOTE, BRACKET = "\ue000", "\ue001"
"""What stands for each character of a quote, and of brackets, where they are out of sight."""
_OPENING = {"“": '"', "‘": "'", "「": "「", "『": "『", "〈": "〈", "《": "《", "«": "«"}
_CLOSING = {"”": '"', "’": "'", "」": "「", "』": "『", "〉": "〈", "》": "《", "»": "«"}
_BRACKETS = {"(": ")", "[": "]", "（": "）", "【": "】", "{": "}"}
_END = re.compile(
    rf"(?<![가-힣])(?P<word>[가-힣]++)(?P<after>(?:\s?{BRACKET})*)(?P<stop>[.!?…。！？]+(?=\s|$|{BRACKET})|\s*$)"
)
_QUOTED = re.compile(rf"{QUOTE}(?:[이]?라?고)?[.!?…\s]*$")


@dataclass(frozen=True, slots=True)
class Ending:
    """How a sentence ends: its last word, what stands before it in the text with quotes and brackets
    masked and as it is (`whole`), and the mark that ends it, empty where there is none."""

    word: str
    before: str
    stop: str
    whole: str

    @property
    def start(self) -> int:
        """Where the word begins in the text."""
        return len(self.before)

    @property
    def asks(self) -> bool:
        """Whether it is a question; in print one may have a full stop: 누구의 책임이라는 것인가."""
        if self.stop and self.word.endswith(("는가", "것인가")):
            return True
        return "?" in self.stop or "？" in self.stop

    @property
    def glued(self) -> bool:
        """Whether the word follows a figure, Latin letters, a quote or a bracket: 3%다, “범죄”다."""
        return bool(self.before) and not self.before[-1].isspace()

    def follows(self, pattern: str) -> bool:
        """Whether what stands before the word ends so."""
        return re.search(rf"(?:{pattern})\s*$", self.before) is not None


def endings(text: str) -> Iterator[Ending]:
    """The endings of the sentences that end in a word of Hangul, or in nothing but a quote."""
    outside = masked(text)
    for match in _END.finditer(outside):
        start = match.start()
        yield Ending(match["word"], outside[:start], match["stop"].strip(), text[:start])
    if not _END.search(outside) and _QUOTED.search(outside):
        yield Ending("", outside, "", text)


def masked(text: str) -> str:
    """The text, as long as it is, with all that stands in quotes and brackets out of sight.

    A quote that is not closed runs to the end; one that is closed only, from the start: then the
    text is a piece of what somebody said.
    """
    out = list(text)
    open_: list[tuple[str, int]] = []
    for n, char in enumerate(text):
        before, after = text[n - 1 : n], text[n + 1 : n + 2]
        if char in "'’" and _is_apostrophe(before, after, [kind for kind, _ in open_]):
            continue
        kind = _OPENING.get(char) or _CLOSING.get(char) or char
        opens = char in _OPENING or char in _BRACKETS
        if char in "\"'":  # the same mark opens and closes
            opens = all(kind != other for other, _ in open_) and (
                not before or before.isspace() or before in "(“‘["
            )
        elif not opens and char not in _CLOSING and char not in _BRACKETS.values():
            continue
        if opens:
            open_.append((_BRACKETS.get(char, kind), n))
            continue
        place = next((i for i, (other, _) in enumerate(open_) if other == kind), None)
        if place is not None:
            _mask(out, open_[place][1], n + 1, BRACKET if char in _BRACKETS.values() else QUOTE)
            del open_[place:]
        elif char not in _BRACKETS.values():
            _mask(out, 0, n + 1, QUOTE)
    for kind, start in open_:
        if kind not in _BRACKETS.values():
            _mask(out, start, len(text), QUOTE)
    return "".join(out)


def _is_apostrophe(before: str, after: str, open_: list[str]) -> bool:
    """Xi's, the workers’ union: no quote ends there."""
    if not (before.isascii() and before.isalnum()):
        return False
    return (after.isascii() and after.isalnum()) or "'" not in open_


def _mask(chars: list[str], start: int, end: int, mark: str) -> None:
    chars[start:end] = mark * (end - start)


def _rewrite(text: str, ending: Callable[[Ending], str | None], wanted: Level) -> Rewritten:
    pieces, done = [], 0
    changes: list[tuple[str, str]] = []
    unsure: list[str] = []
    for end in endings(text):
        now = level_of(end)
        if now in {"nominal", "quoted", wanted}:
            continue
        new = None if now == "unknown" else ending(end)
        if new is None:
            unsure.append(end.word)
        elif new != end.word:
            pieces += [text[done : end.start], new]
            done = end.start + len(end.word)
            changes.append((end.word, new))
    return Rewritten("".join((*pieces, text[done:])), tuple(changes), tuple(unsure))


# The registers by their endings

_FORMAL = re.compile(r"(?:습니다|습니까|십시오|(?P<b>[가-힣])(?:니다|니까|시다))$")
_POLITE = re.compile(
    r"(?:[아어여에예해돼와워봐줘가네대래세셔데지군나까죠고서려커니켜펴쳐져려와든][요]|죠|(?<![가-힣])요)$"
)
_NOUNS_IN_YO = re.compile(r"(?:필요|수요|주요|중요|긴요|소요|개요|동요|가요|강요|민요|담요|고요)$")
_NOUNS_IN_DA = re.compile(
    r"(?<![가-힣])(?:캐나다|우간다|르완다|그라나다|네바다|어젠다|아젠다|프로파간다|베란다|기시다|후쿠다|요시다|야마다|하마다|이케다|혼다|"
    r"마쓰다|도요다|우에다|마에다|노다|오다|와다|다|린다|판다|소다|사이다|바다|람다)$"
)
_PARTICLES_IN_DA = re.compile(r"(?:보다|마다|에다)$")
"""What a headline may end in, where there is no full stop."""


def level_of(end: Ending) -> Level:
    """The register of a sentence, by its ending."""
    word = end.word
    if not word or (word in {"고", "라고", "이라고"} and end.before[-1:] == QUOTE):
        return "quoted"
    formal = _FORMAL.search(word)
    if formal and (formal["b"] is None or coda(formal["b"]) == "ㅂ"):
        return "formal"
    if _POLITE.search(word) and not _NOUNS_IN_YO.search(word):
        return "polite"
    if word.endswith("다") and not _is_noun_in_da(end):
        return "plain"
    if (end.asks and _is_question(word)) or (end.stop and _order(end)):
        return "plain"
    return "unknown" if end.stop and _is_chatty(word) else "nominal"


def _is_noun_in_da(end: Ending) -> bool:
    if end.glued:
        return bool(_PARTICLES_IN_DA.search(end.word))
    if end.stop:
        return end.word not in {"판다", "오다"} and bool(_NOUNS_IN_DA.search(end.word))
    return bool(_NOUNS_IN_DA.search(end.word) or _PARTICLES_IN_DA.search(end.word))


def _is_chatty(word: str) -> bool:
    """Whether it ends as people talk (좋구나, 갔어), which news has in quotes only."""
    if word.endswith(("구나", "더라", "노라", "잖아", "거야")):
        return True
    return word.endswith("어") and coda(word[-2:-1]) in {"ㅆ", "ㅄ"}


def _is_question(word: str) -> bool:
    before = coda(word[-2:-1])
    if word.endswith(("나", "니")):
        return before in {"ㅆ", "ㅄ"}
    return word.endswith(("까", "냐")) or (word.endswith("가") and before == "ㄴ")


_ORDERS = {
    "하라": "하십시오",
    "하자": "합시다",
    "말라": "마십시오",
    "마라": "마십시오",
    "말자": "맙시다",
}


def _order(end: Ending) -> str:
    """The ending of 확인하라, 생각하자, 가지 말라; empty where it may be a noun: 사하라."""
    ending, before = end.word[-2:], end.word[:-2]
    if ending not in _ORDERS:
        return ""
    if ending[0] == "하":
        return ending if class_of(before + "하") == "verb" and before else ""
    return ending if not before and end.follows("지") else ""


# To 합쇼체

_POLITE_ENDINGS = (
    (r"([가-힣])어요$", "ㅆ", r"\1습니다"),
    (r"(있|없|같|싶|좋|많|않)[아어]요$", "", r"\1습니다"),
    (r"(?<![가-힣])거예요$", "", "겁니다"),
    (r"(?:이에|예)요$", "", "입니다"),
    (r"아니에요$", "", "아닙니다"),
    (r"해요$", "", "합니다"),
    (r"돼요$", "", "됩니다"),
    (r"하세요$", "", "하십시오"),
)


def _formal(end: Ending) -> str | None:
    word = end.word
    if level_of(end) == "polite":
        return _formal_of_polite(end)
    if end.asks:
        return _formal_question(word)
    if order := _order(end):
        return word[:-2] + _ORDERS[order]
    stem, last = word[:-1], word[-2:-1]
    if not stem:  # 3%다: the copula after a vowel
        return "입니다" if end.glued else None
    if last == "는" and stem != "는":  # 먹는다; 는다 alone is 늘다
        return stem[:-1] + "습니다" if coda(stem[-2]) not in {"", "ㄹ"} else None
    match coda(last):
        case "":
            return _formal_of_open(stem, end)
        case "ㄴ" | "ㄹ":  # ㄹ goes before ㅂ (clause 18.1): 판다 and 길다, 팝니다 and 깁니다
            if re.search(r"(?:.안|신)$", stem):
                return None  # 껴안다: its stem
            open_ = _without_coda(stem)
            if not end.stop and class_of(open_) is None and not liquid_adjective(open_):
                return None  # a headline may end in a name: 린다
            return _with_b(open_) + "니다"
        case _:
            if not end.stop and class_of(stem) == "verb":
                return None  # 품다 as a headline
            return stem + "습니다"


def _formal_of_open(stem: str, end: Ending) -> str | None:
    """What has 다 after a vowel: 크다, 사람이다, 기자다."""
    if stem == "거" or (
        stem[-1] == "거" and coda(stem[-2]) == "ㄹ" and stem not in {"철거", "발거"}
    ):
        return stem[:-1] + "겁니다"
    if stem in _NOUNS_IN_HA or is_noun(stem) or _NOUNS_IN_DA.search(stem):
        return stem + "입니다"
    if stem.endswith(("이", "아니")):
        if not end.stop and is_verb_in_i(stem):
            return None  # 보이다 in a headline: the form in which a dictionary has it
        return _with_b(stem) + "니다"
    if end.glued and stem not in {"하", "되"}:
        return stem + "입니다"
    known = "adjective" if stem in {"하", "못하"} else class_of(stem)  # after 지, 기도 and the like
    if known == "adjective" or (known and end.stop and stem.endswith("하")):
        return _with_b(stem) + "니다"
    return None  # a verb has 다 alone in dictionaries and headlines only


_NOUNS_IN_HA = frozenset(words("이하 지하 산하 휘하 슬하 예하 빙하 출하 신하 은하 폐하 전하 각하"))
_PRONOUNS_IN_GA = frozenset(words("누군가 무언가 뭔가 어딘가 언젠가"))
_DEMONSTRATIVES = {
    "그런가": "그렇습니까",
    "이런가": "이렇습니까",
    "저런가": "저렇습니까",
    "어떤가": "어떻습니까",
}


def noun_before_copula(end: Ending) -> str | None:
    """The noun of a plain ending that is 이다 or its short form 다 in the present: 기자 of 기자다.

    Empty where the noun stands before the word (3%다); none where the word is no copula, or might
    be something else.
    """
    stem = end.word.removesuffix("다")
    if end.asks or stem == end.word or coda(stem[-1:]) or is_verb_in_i(stem):
        return None
    formal = _formal(end) or ""
    noun = formal.removesuffix("입니다")
    if noun == formal or noun in {"종이", "나이"}:  # paper or a species, age or me
        return None
    return noun


def _formal_question(word: str) -> str | None:
    if word in _DEMONSTRATIVES:
        return _DEMONSTRATIVES[word]
    if word in _PRONOUNS_IN_GA:
        return None
    if found := re.fullmatch(r"(.+)(?:는가|느냐)", word):
        stem = found[1]
        if not coda(stem[-1]):
            return _with_b(stem) + "니까"
        return stem + "습니까" if coda(stem[-1]) != "ㄹ" else None
    if found := re.fullmatch(r"(.*[가-힣])[나니냐]", word):
        return found[1] + "습니까" if coda(found[1][-1]) in {"ㅆ", "ㅄ"} else None
    if found := re.fullmatch(r"(.*[인닌한큰쁜픈른])가", word):
        return _with_b(_without_coda(found[1])) + "니까"
    if (found := re.fullmatch(r"(.+)은가", word)) and class_of(found[1]) == "adjective":
        return found[1] + "습니까"
    return None


def _formal_of_polite(end: Ending) -> str | None:
    word = end.word
    for pattern, wanted, new in _POLITE_ENDINGS:
        found = re.search(pattern, word)
        if found and (not wanted or coda(found[1]) == wanted):
            question = new.replace("니다", "니까") if end.asks else new
            return word[: found.start()] + found.expand(question)
    return None


# To 해라체


def _plain(end: Ending) -> str | None:
    word = end.word
    if level_of(end) == "polite":
        formal = _formal_of_polite(end)
        if formal is None:
            return None
        end = replace(end, word=formal)
        word = formal
    if word.endswith(("습니까", "니까")):
        return _plain_question(end)
    if word.endswith("하십시오"):
        return word[:-4] + "하라"
    if word.endswith("십시오"):
        return _plain_order(word.removesuffix("십시오"), end)
    if word.endswith("시다"):
        stem = _without_coda(word[:-2])
        return stem + "자" if stem.endswith("하") else None
    if word.endswith("습니다"):
        stem = word[:-3]
        known = _class(stem, end) if stem else None
        if known is None:
            return None
        return stem + ("는다" if known == "verb" else "다")
    return _plain_of_open(_without_coda(word[:-2]), end)


def _plain_order(stem: str, end: Ending) -> str | None:
    """What has -(으)십시오, with -(으)라: 읽으라, 바꾸라, 만들라; 가지 말라."""
    if stem == "마":
        return "말라" if end.follows("지") else None  # else it may be to drink
    if stem.endswith("으") and coda(stem[-2:-1]):
        return stem + "라"
    liquid = liquid_verb(stem)
    if class_of(stem) != "verb" or stem.endswith("주"):  # give it to me is 달라
        return None
    if liquid and is_known_open(stem):
        return None  # 사라, 살라
    return (liquid or stem) + "라"


def _plain_of_open(stem: str, end: Ending) -> str | None:
    """What has ㅂ니다 after a vowel: 갑니다, 큽니다, 기자입니다."""
    if stem == "거":
        return "것이다"
    if stem in _NOUNS_TOO and not end.follows("[을를도]"):
        return None
    if stem.endswith("이") and not _is_verb_in_i(stem, end):
        return _copula(stem[:-1], end)
    if end.glued and stem not in {"하", "되"}:
        return None
    liquid = liquid_adjective(stem)
    known = _class(stem, end)
    if liquid and not (known == "verb" and end.follows("[을를]")):
        return liquid + "다"
    match known:
        case "verb":
            return _with_coda(stem, "ㄴ") + "다"
        case "adjective":
            return stem + "다"
        case _:
            return None


def _copula(noun: str, end: Ending) -> str:
    """이다 after a consonant, 다 after a vowel, as the dictionary has it of 이다."""
    if noun:
        return noun + ("이다" if coda(noun[-1]) else "다")
    return particle(end.whole, "이다") if end.glued else "이다"


def _is_verb_in_i(stem: str, end: Ending) -> bool:
    return is_verb_in_i(stem) and not end.glued


_NOUNS_TOO = frozenset({"들이", "줄이", "벌이", "속이"})
"""With 입니다 a verb in 이, or the noun before it: 벌입니다 is a punishment, or opens a debate."""


def _plain_question(end: Ending) -> str | None:
    word = end.word
    if word.endswith("습니까"):
        stem = word[:-3]
        known = _class(stem, end) if stem else None
        if known == "verb" or (stem and coda(stem[-1]) in {"ㅆ", "ㅄ"}):
            return stem + "는가"
        return _asked(stem) if known == "adjective" else None
    stem = _without_coda(word[:-2])
    if stem.endswith("이") and not _is_verb_in_i(stem, end):
        return stem[:-1] + "인가"
    if end.glued or liquid_adjective(stem):
        return None
    match _class(stem, end):
        case "verb":
            return stem + "는가"
        case "adjective":
            return _with_coda(stem, "ㄴ") + "가"
        case _:
            return None


def _asked(stem: str) -> str:
    """An adjective with -(으)ㄴ가; ㅂ becomes 우 and ㅎ goes (clause 18.6 and 18.3): 어려운가, 그런가."""
    match coda(stem[-1]):
        case "ㅂ" if stem[-1] not in "좁굽":
            return _without_coda(stem) + "운가"
        case "ㅎ" if stem[-1] != "좋":
            return _with_coda(stem, "ㄴ") + "가"
        case _:
            return stem + "은가"


_NEGATED = re.compile(r"(?P<stem>[가-힣]+)(?P<joint>지|치)(?:는|도|를|만|가)?\s*$")
_CONCEDED = re.compile(r"(?P<stem>[가-힣]+)기(?:는|도|만|까지)?\s*$")


def _class(stem: str, end: Ending) -> str | None:
    """The class of a predicate, in its sentence. An auxiliary goes by what stands before it."""
    if coda(stem[-1]) in {"ㅆ", "ㅄ"}:
        return "adjective"  # 있다, 없다, 했다, 하겠다: all with 다
    if stem in {"않", "못하"} and (found := _NEGATED.search(end.before)):
        return _class_of_negated(found)
    if stem == "못하":
        return "verb" if end.follows("[을를]") else None
    if stem == "하":
        if (found := _CONCEDED.search(end.before)) and not end.follows("기로"):
            return _known(found["stem"])
        if end.glued:
            root = re.search(r"([가-힣]+)[”’\"'」』]$", end.whole)
            return class_of(root[1] + "하") if root else None
        if end.follows(r"\s만"):
            return None
        return "adjective" if end.follows(r"\s(?:듯|법|뻔)") else "verb"
    if stem == "보" and end.follows("[은는인한던]가|[을를일할]까|나"):
        return None if end.follows("나") else "adjective"  # 간 것인가 보다
    if stem == "적" and end.follows(f"[다라{QUOTE}]고"):
        return "verb"  # writes, not is little
    if stem == "이르":
        return "verb" if end.follows("에|까지") else None  # reaches, or is early
    if known := class_of(stem):
        return known
    return "verb" if end.follows("[가-힣](?:을|를)") else None  # only a verb has an object


def _class_of_negated(found: re.Match[str]) -> str | None:
    stem = found["stem"]
    if found["joint"] == "치":
        return class_of(stem + "하")
    if stem[-1] == "이" and not is_verb_in_i(stem):
        return "adjective"  # 것이지 않다
    if stem == "맞":
        return "verb"  # so the dictionary, though people say 맞다 for 맞는다
    return _known(stem)


def _known(stem: str) -> str | None:
    known = class_of(stem)
    if coda(stem[-1]) in {"ㅆ", "ㅄ"}:
        return "adjective"
    if known is None and coda(stem[-1]) == "ㄹ":
        return "verb"  # the adjectives in ㄹ are few, and listed
    return known


# Letters


def _with_b(stem: str) -> str:
    return _with_coda(stem, "ㅂ")


def _without_coda(word: str) -> str:
    return _with_coda(word, "")


def _with_coda(word: str, letter: str) -> str:
    last = decompose(word[-1])
    return word[:-1] + compose(last.onset, last.vowel, letter)
