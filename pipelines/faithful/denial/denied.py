"""What is denied: the verbs of both texts that stand with a denial, and those that do not."""

# ruff: noqa: E501 - long alternations of words read better on one line

import re
from collections.abc import Sequence
from functools import cache

from pipelines.faithful.denial.denials import Hidden, hidden
from pipelines.faithful.denial.negation import spans, words
from pipelines.faithful.denial.predicates import light, verbs, verbs_of
from pipelines.faithful.tables import lines
from pipelines.findings import Span

_DENIED_KO = re.compile(
    r"([가-힣]+?)(?:[을를이가은는도] |도 안 | )?(?:하|되|받|당하|시키|거치|벌이|갖|가하|있)?(?:지(?:는|도|를|가|만은)?|[가-힣] (?:적|것|바)[이은도]?|[가-힣] 수[가는도]?|게|이|가) ?(?:되지 ?)?$"
)
_DENIES_NEAR = re.compile(
    rf"{words('denies in English').pattern}|\b(?:few|fewer|little|hardly|barely|scarcely|rarely|seldom|unless|neither|yet to|without|too|out of|against|off|stop\w*|lost|drop\w*|only (?:if|when|after|once))\b",
    re.IGNORECASE,
)
_CLAUSE_EN = re.compile(
    r"[,;:.]\s|(?<!anything )\bbut\b|\b(?:while|because|although|though|after|before|and (?:was|were|is|are|has|have|had|will|would|then|later))\b",
    re.IGNORECASE,
)
_AND_EN = re.compile(r"\band (?:[a-z]+ly )?[a-z]+ed\b")
"""A second verb, which a denial of the first does not reach: was not safe and closed."""
_END_DENIED = re.compile(
    r"(?:안 ?[가-힣]|아니[다라]|아닙|않|(?P<cannot>못|없))[가-힣]{0,5}[.!?”\"’ ]*$"
)
"""A denial that ends a sentence; which of them say that something cannot be, or is not there."""
_IF_DENIED = re.compile(r"(?:않으|없으|못하|아니)면")
_CAN_EN = re.compile(r"\b(?:can|could|able|possible|there (?:is|are|was|were)|ha[sd]|have)\b", re.I)
_RIGHT_DENIED = re.compile(r"(?:[을를] )?(?:하|되|당하|시키|받)?(지(?:는|도)? ?(?:않|못))")
_SAID = tuple(
    (re.compile(here, re.IGNORECASE), re.compile(rf"(?<![가-힣])(?:{there})"))
    for here, there in (
        (r"\bfirst\b", "처음|최초|첫"),
        (r"\b(?:more than|at least|over|above|any ?more|longer)\b", "(?:더 )?이상"),
        (
            r"\b(?:still|remain|keep|kept|continu|unchanged|maintain|stay|hold|held)\w*",
            "유지|계속|여전",
        ),
        (r"\b(?:w[io]n\w*|beat|victor\w*)\b", "이[겼기긴]|승리"),
        (r"\b(?:support|back|favou?r|for|agree|approv|accept)\w*", "찬성|지지|동의|승인"),
        (r"\b(?:private|secret|confidential|closed)\w*", "비공개|비밀"),
    )
)
"""Words that English has too: in Korean they say that, and no denial."""
_LIMIT_EN = re.compile(
    r"\b(?:no|not) (?:more|higher|bigger|larger|longer|older|later|greater|wider|taller|heavier|deeper) than\b|\bnot (?:to )?exceed\w*",
    re.IGNORECASE,
)
_OVER_KO = re.compile(r"(?<=[을를가이도은는] )(?:넘|웃돌|초과)(?!지)|보다 (?:크|큰|높|많|길|긴)")
_LIMIT_KO = re.compile(
    r"이하|까지|밖에|이내|안에|최[대고]|불과|뿐|미만|한도|제한|한정|[가-힣0-9]만 |상한"
)
_CLAUSE_KO = re.compile(r"(?<=[며만])[, ]|(?<=지만) |(?<=으나) |(?<=는데) |[.;?!](?: |$)")


def sure_lost(english: str, korean: str, denials: Sequence[Span], idle: Sequence[Span]) -> float:
    """How sure it is that a denial is missing: less where the Korean may say it without one."""
    if undenied(korean, denials or idle):
        return 0.85
    if not affirmed(english, korean, denials):
        return 0.8
    # What may say it elsewhere in the sentence does not where the denied verb stands plainly.
    plain = [_clause(korean, place) for span in denials for place in _plain(english, korean, span)]
    said = plain and not any(affirmed(english, clause, denials) for clause in plain)
    return 0.75 if said else 0.5


def affirmed(english: str, korean: str, denials: Sequence[Span]) -> bool:
    """Whether the Korean may say an English denial without one: not wide, 좁은."""
    said = [english[start : start + 90] for start, _ in denials]
    for here, there in _SAID:
        if here.search(english):
            korean = there.sub("", korean)
    return any(two.search(korean) and any(map(one.search, said)) for one, two in _affirmed())


def sure_added(english: str, korean: str, denials: Sequence[Span]) -> float:
    """How sure it is that a denial is added: less where the English may say it without one.

    A verb that English has, and has not denied, is surely denied. Of others Korean denies many that
    English only hints at (kept at home, 집 밖으로 나오지 않아; grounded, 뜨지 못한), so what is not
    the end of the sentence, what could not be done and what was not there are no more than told.
    """
    hinted = words("hints at a denial in English").search(english)
    for start, _ in denials:
        verb = _DENIED_KO.search(korean[max(0, start - 30) : start])
        known = verbs_of(verb[1]) if verb and verb[1] not in light() else ()
        if _IF_DENIED.match(korean, start):  # must pay or go: 내지 않으면
            continue
        said = [place.span() for verb_en in known for place in verb_en.finditer(english)]
        if said and not all(_hinted(english, span) for span in said):
            return 0.85
        end = None if said or hinted else _END_DENIED.match(korean, start)
        if (
            end
            and (not known or len(denials) > 1)
            and (not end["cannot"] or _CAN_EN.search(english))
        ):
            return 0.85
    return 0.5


def pair_denied(english: str, korean: str, pairs: Sequence[tuple[Hidden, Hidden]]) -> Span | None:
    """A word like 거부 that is denied, where the English one (refuse) is not."""
    for one, two in pairs:
        denied = _RIGHT_DENIED.match(korean, two.span[1])
        if denied and not _denied_near(english, one.span):
            return denied.span(1)
    return None


def verb_denied(english: str, korean: str, denials: Sequence[Span]) -> Span | None:
    """A Korean denial of a verb that the English says, and says without a denial."""
    for start, end in reversed(denials):
        verb = _DENIED_KO.search(korean[max(0, start - 30) : start])
        if verb is None or verb[1] in light():
            continue
        places = [place for said in verbs_of(verb[1]) for place in said.finditer(english)]
        again = korean.count(verb[1][:2]) - 1  # said too, and so what the English says
        if len(places) > again and not any(_denied_near(english, each.span()) for each in places):
            return start, end
    return None


def undenied(korean: str, denials: Sequence[Span]) -> Span | None:
    """An English denial where Korean has a word that stands only with a denial, without one."""
    for match in words("only with a denial in Korean").finditer(korean) if denials else ():
        clause = _CLAUSE_KO.split(korean[match.end() :], maxsplit=1)[0]
        if not words("any denial in Korean").search(clause):
            return denials[-1]
    return None


def limit_undenied(english: str, korean: str) -> Span | None:
    """No more than, where the Korean says that it is more: 12점을 넘는다."""
    limit, over = _LIMIT_EN.search(english), _OVER_KO.search(korean)
    if not limit or not over or _LIMIT_KO.search(korean):
        return None
    return None if words("any denial in Korean").search(korean, over.start()) else limit.span()


def verb_undenied(english: str, korean: str, denials: Sequence[Span]) -> Span | None:
    """An English denial of a verb that the Korean says, and says without a denial."""
    return next((span for span in denials if _plain(english, korean, span)), None)


def _plain(english: str, korean: str, denial: Span) -> tuple[Span, ...]:
    """Where the Korean says without a denial what an English denial is of."""
    clause = _CLAUSE_EN.split(english[denial[1] : denial[1] + 45], maxsplit=1)[0]
    denied = " ".join(_AND_EN.split(clause, maxsplit=1)[0].split()[:3])
    for stems, said in verbs():
        if said.search(denied):
            places = [p for stem in stems if len(stem) > 1 for p in _places(stem, korean)]
            if places and not any(
                words("any denial in Korean").search(korean, end, end + 14)
                or words("any denial in Korean").search(korean, max(0, start - 3), start)
                for start, end in places
            ):
                return tuple(places)
    return ()


def _clause(korean: str, place: Span) -> str:
    """The clause of the Korean in which something stands, as far as 25 characters each way."""
    before = _CLAUSE_KO.split(korean[max(0, place[0] - 25) : place[0]])[-1]
    after = _CLAUSE_KO.split(korean[place[0] : place[1] + 25], maxsplit=1)[0]
    return before + after


@cache
def _affirmed() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """English denials that Korean may say without one, of `data/affirmed.txt`."""
    halves = (line.split(" | ") for line in lines("affirmed"))
    return tuple((re.compile(one, re.IGNORECASE), re.compile(two)) for one, two in halves)


def _hinted(english: str, span: Span) -> bool:
    """Whether a word of the same clause says that what this one names was not so."""
    before = _CLAUSE_EN.split(english[max(0, span[0] - 45) : span[0]])[-1]
    after = _CLAUSE_EN.split(english[slice(*span)] + english[span[1] : span[1] + 25], maxsplit=1)[0]
    return bool(words("hints at a denial in English").search(before + after))


def _denied_near(english: str, span: Span) -> bool:
    before = _CLAUSE_EN.split(english[max(0, span[0] - 110) : span[0]])[-1]
    after = _CLAUSE_EN.split(english[span[1] : span[1] + 25], maxsplit=1)[0]
    return bool(
        _DENIES_NEAR.search(before)
        or _DENIES_NEAR.search(after)
        or _hinted(english, span)
        or any(word.stands for word in hidden("english", before[-30:]))
    )


def _places(stem: str, korean: str) -> tuple[Span, ...]:
    return spans(re.compile(rf"(?<![가-힣]){stem}"), korean)
