"""Whether something is said or denied: the words of negation in English and in Korean.

Languages deny in different places: "not until Friday" is 금요일에야, "had no choice but" 할 수밖에
없다, "deny" 사실이 아니라고 하다. So what is counted in each sentence is how many words deny it for
certain, and how many may: a denial is missed only where the other text has nothing of either kind.
"""

# ruff: noqa: E501 - long alternations of words read better on one line

import re
from dataclasses import dataclass
from functools import lru_cache

from pipelines.findings import Finding, Span

_NO_DENIAL_EN = re.compile(
    r"(?:\bnot|n['’]t)\b(?=[^,.;]{1,60} until\b)|\bnot (?:too |very |so )?(?:many|much)\b|\bnot (?:only|just|merely|simply|until)\b|\bno (?:fewer|less|more|later|sooner|other|longer ago) than\b|"
    r"\bno doubt\b|\bno matter\b|\bwhether or not\b|\bnot to mention\b|\bnothing but\b|\bif not\b|"
    r"\bno one but\b|(?:\bnot|n['’]t|cannot)(?: be)? (?:less|more|fewer|later) than\b|\bwhy not\b|\bno-one'?s? land\b|\bNo\.\s?[0-9]|\bno-?fly\b|\bno wonder\b|\bmay or may not\b|"
    r"\bcan(?:not|'t|’t| not) help\b|\b(?:do|does|did)(?:n['’]t| not) (?:only|just)\b|\bnot-for-profit|\bnon-?profit",
    re.IGNORECASE,
)
_DENIES_EN = re.compile(
    r"\b(?:not|never|no|nobody|none|nothing|nowhere|neither|nor|cannot|no-one|without)\b|(?<=\w)n['’´]t\b",
    re.IGNORECASE,
)
_MAY_DENY_EN = re.compile(
    r"\b(?:unless|until|fail\w*|refus\w*|reject\w*|den(?:y|ies|ied|ying|ial)|declin\w*|lack\w*|unable|"
    r"impossible|hardly|barely|scarcely|rarely|seldom|few(?! (?:days|weeks|months|years|hours|minutes))|little|"
    r"prevent\w*|ban(?:s|ned|ning)?|forb\w+|prohibit\w*|avoid\w*|stop\w*|halt\w*|except|unlike\w*|miss(?:ed|ing|es)?|"
    r"lost|lose|oppos\w*|dispute\w*|disagree\w*|doubt\w*|too|bar(?:s|red)|block\w*|reluctan\w*|absence|absent|abandon\w*|"
    r"dismiss\w*|instead of|rather than|beyond|out of|off|short of|free of|forget|hidden|hide|secret\w*|outside|neglect\w*|"
    r"ignor\w*|ceas\w*|suspend\w*|vanish\w*|disappear\w*|exclud\w*|empty|disappoint\w*|illegal\w*|quit\w*|stall\w*|"
    r"deadlock\w*|keep \w+ from|kept|against|withdr[ae]w\w*|mis[a-z]{5,}|nonexist\w*|non-[a-z]+|oversight|"
    r"un(?!til|less|der|ion|it|iver|ique|ifi)[a-z]{4,}|as (?:precise|much|little|far) as possible|"
    r"in(?:ability|capable|visible|complete|sufficient|accura\w+|adequate|appropriate|correct|effective|valid|significant)|"
    r"im(?:mune|perfect|proper)|ir(?:relevant|regular|responsib\w+)|[a-z]{3,}less(?<!unless))\b",
    re.IGNORECASE,
)
_NO_DENIAL_KO = re.compile(
    r"뿐(?:만)?(?:이)?\s?아니라|뿐\s?아니|수\s?밖에\s?없|밖에\s?없|지 않을 수 없|지 않으면 안|아니면 안|없어서는 안|않아선 안|"
    r"다름없|다름 없|틀림없|틀림 없|끊임없|변함없|변함 없|어김없|하염없|상관\s?없이|관계\s?없이|못지않|못지 않|적지 않|머지않|머지 않|지나지 않|만 아니라|"
    r"가차없|더할 나위 없|두말할|의심할 여지 없|의심할 여지가 없|여지없|물론|잘못|잘 못|없애|없앨|없앤|이만저만|얼마 지나지 않|나 다름|"
    r"지 않겠|지 않을까|지 않느냐|아닐까|말고|뿐이|아니나|예외 없|예외없|그지없|한없|아낌없|여념이 없|손색이 없|부족함이 없|서슴지 않|주저하지 않|마다하지 않|못하지 않|우연치 않|만만치 않|심상치 않"
)
_DENIES_KO = re.compile(
    r"않|(?<!잘)못\s?(?:하|한|해|했|할|함|된|되|됐|될|박)|(?<![가-힣])못 [가-힣]|없[다는었을습이으어음도게지고기던네애]|"
    r"없(?![가-힣])|아니(?:다|라|었|고|며|지|냐|기|면|오|야|에)|아닌(?!가)|아닐|아닙|아녔|"
    r"(?<![가-힣])안 ?(?=되|된|돼|됩|됐|하|해|했|한다|할|좋|가겠|갔|먹|나온|보인|쓴|맞)(?<!제안)(?<!방안)|지\s?(?:말|마[라시세십])|"
    r"모르[고는며겠지]|몰랐|모른다|몰라"
)
_MAY_DENY_KO = re.compile(
    r"불가(?!사|피)|불능|불허|불법|불참|불분명|불확실|불투명|불완전|무산|무시|무관|무효|무죄|무응답|미흡|미정|미달|비공개|비핵화|"
    r"거부|거절|부인[하했한]|부정[하했한]|반대|실패|금지|금하|금했|중단|중지|방지|막[았는을아다기]|제외|결렬|취소|포기|결여|부족|결핍|기각|"
    r"부결|일축|반박|사라|삼가|자제|회피|피하|피했|피할|외면|면역|면제|드물|소수|밖에|이외|대신|어렵|어려|힘들|싫|꺼[려리]|"
    r"놓치|놓쳤|좌절|차단|봉쇄|철회|배제|저지|탈락|그쳤|그만|전무|에야|에서야|만류"
)


_BOTH = re.compile(r"\b(?:or|nor)\b")
"""What English denies once Korean denies twice: not A or B."""


@dataclass(frozen=True, slots=True)
class Denials:
    """Where a text denies for certain, and where it may."""

    certain: tuple[Span, ...]
    possible: tuple[Span, ...]


def _spans(pattern: re.Pattern[str], text: str) -> tuple[Span, ...]:
    return tuple(match.span() for match in pattern.finditer(text))


def _blank(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda match: "\0" * len(match[0]), text)


@lru_cache(maxsize=512)
def english_denials(text: str) -> Denials:
    """The denials of English text."""
    plain = _blank(_NO_DENIAL_EN, text)
    certain = _spans(_DENIES_EN, plain)
    hidden = _blank(_DENIES_EN, text)
    return Denials(certain, _spans(_MAY_DENY_EN, hidden) + _spans(_NO_DENIAL_EN, text))


@lru_cache(maxsize=512)
def korean_denials(text: str) -> Denials:
    """The denials of Korean text."""
    plain = _blank(_NO_DENIAL_KO, text)
    certain = _spans(_DENIES_KO, plain)
    hidden = _blank(_DENIES_KO, plain)
    return Denials(certain, _spans(_MAY_DENY_KO, hidden) + _spans(_NO_DENIAL_KO, text))


def compare(english: str, korean: str) -> tuple[Finding, ...]:
    """A denial that the Korean leaves out, or that only the Korean has."""
    source, made = english_denials(english), korean_denials(korean)
    plain = _blank(_NO_DENIAL_KO, korean)
    unsaid = _REPORTED.search(plain)
    if unsaid and not source.certain and not _NOT_REPORTED.search(english):
        return (_added(korean, unsaid.span(1), 0.85),)
    last = _LAST_DENIED.search(plain)
    if last and not source.certain and not _MAY_END_SO.search(english):
        return (_added(korean, last.span(), 0.8),)
    # What may deny in both texts is the same: it explains nothing.
    here, there = len(source.possible), len(made.possible)
    if len(source.certain) > len(made.certain) + max(0, there - here):
        return (_lost(english, source.certain[-1], 0.85),)
    said = len(source.certain) + max(0, here - there)
    if said and _BOTH.search(english):
        said *= 2
    if len(made.certain) > said:
        return (_added(korean, made.certain[-1], 0.85),)
    strong = _STRONG_EN.findall(english)
    if strong and len(source.certain) + len(strong) > len(made.certain) + there:
        first = _STRONG_EN.search(english)
        return (_lost(english, first.span() if first else (0, 0), 0.65),)
    return ()


_LAST_DENIED = re.compile(r"(?:지 ?(?:않|못)|(?<![수 ] )없|아니|아닙)[가-힣]{1,4}[.”\"’ ]*$")
"""The very last word denies, and with it the whole sentence."""
_MAY_END_SO = re.compile(
    r"\b(?:few|little|rarely|hardly|seldom|barely|scarcely|fail\w*|refus\w*|reject\w*|den(?:y|ies|ied|ying)|declin\w*|"
    r"unable|impossible|lack\w*|unless|prevent\w*|too|stop\w*|only|never|forget|outside|beyond|bar(?:s|red)|unclear|"
    r"unknown|un[a-z]{5,}|in(?:visible|sufficient|adequate|complete)|miss(?:ed|ing)|dis[a-z]{4,}|avoid\w*|yet|still|"
    r"except|absent|absence|neglect\w*|ignor\w*|empty|free of|out of|off|short of|gone|vanish\w*|secret\w*|wonder|"
    r"whether|else|why|who knows)\b|\?",
    re.IGNORECASE,
)
_STRONG_EN = re.compile(
    r"\b(?:hardly|barely|rarely|seldom|unless|fail(?:s|ed|ing)? to|unable|impossible|prevent(?:s|ed|ing)?|very few|"
    r"refus(?:e|es|ed|ing)|reject(?:s|ed|ing)?|den(?:y|ies|ied|ying)|declin(?:e|es|ed|ing) to)\b",
    re.IGNORECASE,
)
_REPORTED = re.compile(
    r"(?:고|라며|다며|을|를)[”\"’]? ?(?:말하|밝히|보도하|전하|지적하|주장하|강조하|덧붙이|발표하|설명하|비난하|보고하|경고하)(지 (?:않|못|말))[가-힣]*[.”\" ]*$"
)
_NOT_REPORTED = re.compile(
    r"(?:\b(?:not|never|declin\w+|refus\w+|without|fail\w*|nor|neither|nobody|no one)|n['’]t) (?:\w+ ){0,2}?"
    r"(?:sa[iy]\w*|comment\w*|disclos\w*|report\w*|reveal\w*|tell\w*|told|identif\w*|divulg\w*|announc\w*|confirm\w*|"
    r"mention\w*|releas\w*|specif\w*|provid\w*|giv\w*|elaborat\w*|clear\w*|know\w*|disput\w*|explain\w*|detail\w*)|"
    r"\b(?:few|no|little) (?:\w+ )?(?:details?|comment|information|word)|secret|unclear|silent|unknown|undisclosed",
    re.IGNORECASE,
)


def _lost(text: str, span: Span, sure: float) -> Finding:
    said = _around(text, span)
    return Finding("negation", "denial missing", said, "", span, None, sure)


def _added(text: str, span: Span, sure: float) -> Finding:
    said = _around(text, span)
    return Finding("negation", "denial added", "", said, None, span, sure)


def _around(text: str, span: Span) -> str:
    start = text.rfind(" ", 0, max(0, span[0] - 1)) + 1
    end = text.find(" ", span[1] + 1)
    return text[start : len(text) if end < 0 else end].strip()
