"""Whether something is said or denied: the words of negation in English and in Korean.

Languages deny in different places: "not until Friday" is 금요일에야, "had no choice but" 할 수밖에
없다, "deny" 사실이 아니라고 하다. So denials are counted that nothing else explains. Words that deny
in themselves (refuse, 거부) and idioms (fewer than, 채 안 되다) are first matched with what the other
language calls them, as `data/denials.txt` has it; one that is matched stands for nothing else, one
that is not may be what the other text says with *not* or with -지 않다. Where the numbers agree, the
verbs that are denied are compared, as `data/predicates.txt` knows them.
"""

# ruff: noqa: E501 - long alternations of words read better on one line

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipelines.faithful.denials import Hidden, Pairing, hidden, paired
from pipelines.faithful.predicates import verbs, verbs_of
from pipelines.findings import Finding, Span

_NO_DENIAL_EN = re.compile(
    r"(?:\bnot|n['’]t)\b(?=[^,.;]{1,60} until\b)|\bnot (?:too |very |so )?(?:many|much)\b|\bnot (?:only|just|merely|simply|until)\b|\bno (?:fewer|less|more|later|sooner|other|longer ago) than\b|"
    r"\bno doubt\b|\bno matter\b|\bwhether or not\b|\bnot to mention\b|\bnothing but\b|\bif not\b|"
    r"\b(?:no one|none|nobody) but\b|(?:\bnot|n['’]t|cannot)(?: be)? (?:less|more|fewer|later) than\b|\bwhy not\b|\bno-one'?s? land\b|\bNo\.\s?[0-9]|\bno-?fly\b|\bno wonder\b|\bmay or may not\b|"
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

_IDLE_EN = re.compile(
    r"\bnot? (?:too |very |so )(?:many|much)\b|\bnot (?:only|just|merely|simply|solely|least|to mention)\b|(?:n['’]t|\bcannot|\bnot) (?:only|just|merely|simply)\b|"
    r"\bno (?:fewer|less|more|later|sooner|other|longer ago|earlier|higher|lower|bigger|larger|worse|better) than\b|\bno sooner\b|\bno doubt\b|\bno matter\b|\bor not\b|"
    r"\bnothing (?:but|short of|less than)\b|\bnone other\b|\bif not\b|\b(?:no one|none|nobody) but\b|\b(?:not|cannot)(?: be)? (?:less|more|fewer|later|earlier|higher|lower) than\b|"
    r"\b\w*n['’]t(?: be)? (?:less|more|fewer|later) than\b|\bwhy (?:not|don['’]t)\b|\bno-one'?s? land\b|\bno[- ]man['’]s[- ]land\b|\bNo\.\s?[0-9]|"
    r"\bno-?fly\b|\bno-?go\b|\bno-?show|\bno-confidence\b|\bvotes? of no confidence\b|\bno wonder\b|\bno surprise\b|\bno secret\b|\bmay or may not\b|\b(?:have|has|had|with|leav\w+ \w+|left \w+) (?:with )?(?:no|little) (?:other )?(?:choice|option|alternative)\b|"
    r"\b(?:can|could)(?: not|n?['’]t)? (?:help|wait)\b|\bcannot (?:help|wait)\b|\bnever (?:fail|ceas)\w*|\bnot-for-profit|\bnon-?profit|\bno stranger\b|\bnot (?:a few|unlike)\b|\bno (?:mean|small)\b|\bthink nothing\b|"
    r"\bno-?(?:brainer|frills|nonsense|holds-barred)\b|\bnot (?:long|far) (?:ago|after|before|from|away|off)\b|\bnot-so-\w+|\bknow-nothing|\bnever mind\b|\bnevertheless|\bnonetheless|\bnotwithstanding|\bwithout (?:a )?doubt\b|\bnever-ending\b|\boften than not\b|\bnot (?:un)?surprising(?:ly)?\b|(?:n['’]t|\bnot|\bcannot) be (?:\w+er|more|better|worse|less)\b",
    re.IGNORECASE,
)
"""Words of denial that deny nothing, or that Korean says without a denial as often as with one."""
_UNTIL = re.compile(
    r"(?:\bnot|n['’]t|\bnever|\bcannot)\b(?=[^,.;]{1,80} (?:until|till|before|for another|for at least)\b)|\bnot (?:until|since)\b",
    re.IGNORECASE,
)
_UNTIL_KO = re.compile(
    r"[에서후뒤래]야|되어서야|돼서야|비로소|처음|만에|서였|에나|[은난한된린간온본산친진] (?:뒤|후|다음)|이후|부터"
)
"""Not until, said without a denial."""
_JUST_DENIED = re.compile(r"(?:\b(?:not|never)|n['’]t) (?:be )?$", re.IGNORECASE)
_NOT_WITHOUT = re.compile(
    r"(?:\b(?:not|never|cannot|no|nothing|nobody|no one)|n['’]t)\b[^,.;]{1,60}\bwithout\b",
    re.IGNORECASE,
)
_ONLY_WITH_KO = re.compile(r"[아어여해워와야]야(?:만|지)? ")
"""Not without, said without a denial: only with."""
_ONLY_IF_KO = re.compile(
    r"(?:아니면|않으면|없이는|없으면|않고는|않고서는|못하면|말고는) (?:[^ .]+ ){0,6}?[^ .]*(?:없|못|않|안 )"
)
_ONLY_IF_EN = re.compile(
    r"\b(?:only|must|needs?|ha(?:ve|s|d) to|requir\w+|depend\w*|necess\w+|essential)\b"
)
"""What is only so if, which Korean says as not so if not."""
_OR_EN = re.compile(
    r"(?:\b(?:not?|never|neither|without|cannot|none|nobody|no one|unless)\b|n['’]t\b)[^.;]{1,120}?\b(?:or|nor)\b",
    re.IGNORECASE,
)
"""A denial of two things, which Korean may deny each by itself."""
_AGAIN = re.compile(
    r"\bnor\b(?! (?:did|do|does|is|are|was|were|ha[sd]|have|will|would|can|could|should|must)\b)|(?:(?<=\band )|(?<=\bor )|(?<=, ))no\b(?! (?:one|longer)\b)",
    re.IGNORECASE,
)

_IDLE_KO = re.compile(
    r"턱없|힘없|맥없|대중없|어처구니없|영락없|인정사정 ?없|정신없|철없|한량없|형편없|물샐틈없|진배없|얼토당토않|마지않|재미없|꼼짝없|거리낌없|서슴없|스스럼없|꾸밈없|허물없|쓸모없|쓸데없|유례없|전례없|보잘것없|하잘것없|볼품없|끊임없|빠짐없|변함\s?없|어김없|하염없|상관\s?없이|관계\s?없이|가차\s?없|더할 나위 없|두말할|의심할 (?:여지|바)가? ?없|의심의 여지가? ?없|여지없|물론|잘못|잘 못|없애|없앨|없앤|없앴|없앱|이만저만|얼마 지나지 않아|"
    r"않을까|않느냐|않겠(?:느냐|나|는가|습니까|어|냐)|않나(?=[?”\"’ ])|아닐까|아니겠|아니냐|아니나 다를까|아닌지|[든건] 아니[든건]|말고(?!는)|예외\s?없|그지없|한없|아낌없|여념이 없|손색이? ?없|서슴지 않|주저하지 않|"
    r"마다하지 않|우연치 않|심상치 않|만만치 않|지도 ?모[르를른릅]|지도 ?몰[라랐]|지 ?몰라도|마지못|모르게|다름 ?아닌|아랑곳하지 않|아랑곳 ?않|개의치 않|끝없|거침없|빈틈없|터무니없|어이없|난데없|느닷없|쉴 ?새 없|쉼 ?없|숨김없|"
    r"(?:차질|탈|무리|지장|어려움|문제|이상) ?없이|(?<=[ ,])아니면|말할 것도 없|말할 나위|둘도 없|다시없|두려움 없|[가-힣] 못지 ?않|밤낮 ?없|[을할될일를갈올볼] 리 ?(?:가|는)? ?없|하릴없|틀림\s?없|다름\s?없|문제없|부질없|스스럼없|쓸쓸|못내|여지없|안 그래도|"
    r"수\s?밖에\s?없|않을 수 없|않으면 안|[지]? ?못하면 안|아니면 안|없어서는 안|않아선 안|않아서는 안|지나지 않|[을할될] 나위|셀 수 없|헤아릴 수 없|안간힘|대못|연못|못된|없던 일|[만뿐](?:이|은)? ?아니[라고며]|뿐(?:만)? ?아니|"
    r"(?<=[가-힣0-9])(?<!이)(?<!그)밖에(?= ?(?:[가-힣]{1,8} ?){0,3}?(?:않|없|못|안 ))(?: ?(?:[가-힣]{1,8} ?){0,3}?(?:지 ?(?:않|못)|수 ?없|없|못|안 ))|얼마 남지 않|얼마 안 [돼되남]|머지\s?않|적지\s?않[은게]|적잖|만만찮|못지\s?않|나 다름|부족함이 없|더 없이|더없이|[보에도] 못하지 않|"
    r"말도 안 [되돼]|말이 안 [되돼]|이루 말할|그칠 줄 모[르른]|[을할될] 줄 모[르른]는|끝을 모[르른]|둘째가라면|내로라|아닌 게 아니라"
)
"""Words of denial that deny nothing."""
_MAY_KO = re.compile(
    r"꼼짝없|거리낌없|서슴없|스스럼없|꾸밈없|허물없|쓸모없|쓸데없|유례없|전례없|보잘것없|하잘것없|볼품없|적지\s?않|적잖|못지\s?않|머지\s?않|지나지 않|않을 수 없|않으면 안|수\s?밖에|(?<=[가-힣0-9])(?<!이)(?<!그)밖에|뿐(?:만)? ?아니|다름\s?없|틀림\s?없|다름 ?아닌|상관\s?없이|관계\s?없이|변함\s?없|예외\s?없|않을까|아닐까|지도 모|"
    r"끊임없|서슴지|개의치|아랑곳|두려움 없|얼마 남지|얼마 지나지|얼마 안|셀 수 없|헤아릴 수 없|리 ?(?:가|는)? ?없|만만[치찮]|심상치|아니면 안|없어서는 안|않아선 안|않아서는 안|모르게|아니겠|않느냐|않겠(?:느냐|나|는가|습니까|어|냐)|않나(?=[?”\"’ ])|아니냐|아닌지|아니나|[보에도] 못하지|뒤지지|의심(?:할|의) (?:여지|바)"
)
"""Idle words that may yet say an English denial: not a few is 적지 않은."""
_DENIES_KO = re.compile(
    r"않|(?<!잘)못\s?(?:하|한|해|했|할|함|된|되|됐|될|박)|(?<![가-힣])못 ?(?![이을의도은])[가-힣]|없(?![애앤앨앴])|아니(?:[다라었고며지냐기면오야에죠요]|[ .,”\"]|$)|아닌(?!가)|아닐|아닙|아녔|아님|"
    r"(?<![가-힣])안 ?(?=되|된|돼|됩|됐|될|하[지고는]|해[도요]|했|한다|할 |좋|가겠|갔|먹|나[온왔오]|보[인이였]|[쓴쓸썼]|맞|팔리|팔[린았]|[온왔]|[준줬]|받|믿)(?<!제안)(?<!방안)|지[는도]? ?(?:말(?![하해했한할씀])|마[라세시십])|"
    r"(?<![가-힣])(?:모르[고는며겠지]|몰랐|모른다|몰라|모를|모릅)"
)


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
    rest = _blank(_DENIES_EN, text)
    return Denials(certain, _spans(_MAY_DENY_EN, rest) + _spans(_NO_DENIAL_EN, text))


_REPORTED = re.compile(
    r"(?:고|라며|다며|을|를|는|은|에게|에|이|가|서|해|일|월|간|도|자)[”\"’]? ?"
    r"(?:(?P<known>밝히|발표하|보도하|전하|설명하|보고하)|말하|지적하|주장하|강조하|덧붙이|경고하|말씀하|약속하|응수하|역설하|불평하|토로하|호소하|당부하|촉구하|항변하)"
    r"(?:고 있)?(?P<denied>지 ?(?:는 ?|도 ?)?(?:않|못|말))[가-힣]*[.”\" ]*$|"
    r"[라다자냐]고[”\"’]? ?(?:하|답하|대답하|비난하|비판하|언급하|해명하|반문하|제안하|인정하|시인하)(?P<quoted>지 ?(?:않|못|말))[가-힣]*[.”\" ]*$"
)
"""A report of who said it that is denied, at the end of a Korean sentence."""
_NOT = r"(?:\b(?:not?|never|declin\w+|refus\w+|without|fail\w*|nor|neither|nobody|no one|none|unable|unwilling|yet|cannot|avoid\w*|stop\w*|reluctan\w*|f?ew|rarely|seldom|hardly)|n['’]t)\b (?:[\w-]+ ){0,4}?"
_SAY = (
    r"(?:sa[iy]\w*|comment\w*|tell\w*|told|critici\w*|warn\w*|stress\w*|blam\w*|accus\w*|claim\w*|argu\w*|denounc\w*|condemn\w*|mention\w*|elaborat\w*|disput\w*|respon\w*|speak\w*|spoke|talk\w*|stat(?:e|ed|ing)|"
    r"describ\w*|call\w*|admit\w*|address\w*|discuss\w*|word|promis\w*|pledg\w*|complain\w*|repl\w+|answer\w*|appeal\w*|ask\w*|urg\w*|point\w*|giv\w+|gave|reason|explain\w*|explanation|confirm\w*|mak\w+|made|deny|denied)"
)
_KNOW = r"(?:disclos\w*|report\w*|reveal\w*|identif\w*|divulg\w*|announc\w*|convey\w*|publish\w*|releas\w*|specif\w*|provid\w*|clear\w*|know\w*|detail\w*|notif\w*|offer\w*|nam(?:e|ed|ing)|figure|information|ma[dk]e\w*|set)"
_SILENT = r"secret|unclear|silen|unknown|undisclosed|unspecified|\bmum\b|tight-?lipped|unreported|unannounced|withh[eo]ld|conceal|\?|\b(?:few|no|little) (?:\w+ )?(?:details?|comment|information|word)|\b(?:told|tells?|said|says?|revealed|gave) (?:no one|nobody|nothing|no|little|none)\b"
_NOT_SAID = re.compile(rf"{_NOT}(?<!been ){_SAY}|{_SILENT}", re.IGNORECASE)
_NOT_KNOWN = re.compile(rf"{_NOT}(?:(?<!been ){_SAY}|{_KNOW})|{_SILENT}", re.IGNORECASE)
_TWICE = re.compile(
    r"(?:지 ?못하|지 ?않|없)(?:게 (?:하|되))?지 ?(?:는 ?|도 ?|만은 ?)?않|못하게 되지 않|지 ?(?:못하|않)고 있지 ?(?:는 ?)?않"
)
"""A Korean denial that is denied in its turn."""
_ONLY_WITH_DENIAL = re.compile(
    r"(?:아무(?:도| ?것도|런? [가-힣]+도)|전혀|결코|한 (?:번|명|곳|개|건|사람|차례|대|푼|마디|군데)(?:의 [가-힣]+)?도|아무데도|도무지|도저히|추호도|일절|수\s?밖에|좀처럼|[가-힣] 말고는)(?![가-힣])"
)
"""Words that Korean has only where it denies."""
_ANY_DENIAL_KO = re.compile(
    r"[않못없안말몰모]|아[니닌닐닙녔]|불[가-힣]|금[지하]|거[부절]|무[가-힣]|중단|삼가|반대|어[렵려]|힘들|드물|달[라리]|다르|실패|무산|배제|제외|보류|연기|여부|비밀|포기|[지까](?= )"
)


_INNER_KO = re.compile(
    r"(?:않|못|없|아니|아닌|말)[가-힣]{0,4}?(?:고|며|면서|도록|게|라|기)(?![가-힣])|(?:않|못|없|아니)[가-힣]{0,3}(?:다고|라고|다며|라며|다는|라는)"
)
_DENIED_KO = re.compile(
    r"([가-힣]+?)(?:[을를이가은는도] |도 안 | )?(?:하|되|받|당하|시키|거치|벌이|갖|가하|있)?(?:지(?:는|도|를|가|만은)?|[가-힣] (?:적|것|바)[이은도]?|[가-힣] 수[가는도]?|게|이|가) ?(?:되지 ?)?$"
)
_DENIES_NEAR = re.compile(
    rf"{_DENIES_EN.pattern}|\b(?:few|fewer|little|hardly|barely|scarcely|rarely|seldom|unless|neither|yet to|without|too)\b",
    re.IGNORECASE,
)
_CLAUSE_EN = re.compile(
    r"[,;:.]\s|(?<!anything )\bbut\b|\b(?:while|because|although|though|after|before|and (?:was|were|is|are|has|have|had|will|would|then|later))\b",
    re.IGNORECASE,
)
_RIGHT_DENIED = re.compile(r"(?:[을를] )?(?:하|되|당하|시키|받)?(지(?:는|도)? ?(?:않|못))")
_CLAUSE_KO = re.compile(r"(?<=[며만])[, ]|(?<=지만) |(?<=으나) |(?<=는데) |[.;?!](?: |$)")


def compare(english: str, korean: str) -> tuple[Finding, ...]:
    """A denial that the Korean leaves out, or that only the Korean has."""
    words = paired(hidden("english", english), hidden("korean", korean))
    here, there = _english_count(english, korean, words), _korean_count(english, korean, words)
    added = _added_for_certain(english, korean, here)
    if added:
        return (_added(korean, added, 0.85),)
    certain_en, certain_ko = len(here.certain), len(there.certain)
    if certain_en > certain_ko + there.possible:
        return (_lost(english, here.certain[-1], 0.85),)
    if certain_ko > certain_en + here.possible:
        return (_added(korean, there.certain[-1], 0.85),)
    if here.demanded and certain_en + len(here.demanded) > certain_ko + there.possible:
        return (_lost(english, here.demanded[0], 0.65),)
    # The numbers may agree by chance: which verbs are denied?
    added = _pair_denied(english, korean, words.pairs)
    if added is None and certain_ko > certain_en:
        added = _verb_denied(english, korean, there.certain)
    if added:
        return (_added(korean, added, 0.75),)
    lost = _undenied(english, korean, here)
    if lost is None and certain_en + here.words > certain_ko:
        lost = _verb_undenied(english, korean, here.certain)
    return (_lost(english, lost, 0.75),) if lost else ()


# How much is denied -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Count:
    """Where a text denies for certain, and how often more it may.

    Of that, `words` deny in themselves; those of `demanded` must be said somehow.
    """

    certain: tuple[Span, ...]
    possible: int
    words: int = 0
    demanded: tuple[Span, ...] = ()
    idle: tuple[Span, ...] = ()


def _english_count(english: str, korean: str, words: Pairing) -> _Count:
    idle = _idle_english(english, korean)
    alone = [w for w in words.english if not any(_overlap(w.span, span) for span in idle)]
    certain = _spans(_DENIES_EN, _without(english, [*idle, *(one.span for one, _ in words.pairs)]))
    again = {span[0] for span in _spans(_AGAIN, english)} & {span[0] for span in certain[1:]}
    certain = tuple(span for span in certain if span[0] not in again)
    hidden_too = sum(_weight(english, word) for word in alone if word.stands)
    if _ONLY_IF_KO.search(korean) and _ONLY_IF_EN.search(english):
        hidden_too += 2
    inner = any(one.inner for one, _ in words.pairs) and bool(_INNER_KO.search(korean))
    possible = (
        hidden_too
        + len(again)
        + len(_OR_EN.findall(english))
        + max(0, len(idle) - len(_MAY_KO.findall(korean)))
        + inner
        + english.count("?")
    )
    demanded = tuple(
        word.span
        for word in alone
        if word.demands
        and not _JUST_DENIED.search(english[max(0, word.span[0] - 12) : word.span[0]])
    )
    if any(one.demands for one, _ in words.pairs):
        demanded = ()
    return _Count(certain, possible, hidden_too, demanded, idle)


def _korean_count(english: str, korean: str, words: Pairing) -> _Count:
    idle = _spans(_IDLE_KO, korean)
    certain = _spans(_DENIES_KO, _without(korean, [*idle, *(two.span for _, two in words.pairs)]))
    alone = [
        word for word in words.korean if word.stands and not _DENIES_KO.search(korean, *word.span)
    ]
    idle_en = len(_idle_english(english, korean))
    may = max(0, len(_MAY_KO.findall(korean)) - idle_en)
    return _Count(certain, len(alone) + may + english.count("?"), len(alone), idle=idle)


def _idle_english(english: str, korean: str) -> tuple[Span, ...]:
    idle = _spans(_IDLE_EN, english)
    if _UNTIL_KO.search(korean):
        idle += _spans(_UNTIL, english)
    if _ONLY_WITH_KO.search(korean):
        idle += _spans(_NOT_WITHOUT, english)
    return idle


def _weight(english: str, word: Hidden) -> int:
    """Too ill to stand is 아파서 설 수 없다, or 기력이 없어 설 수 없다."""
    return 2 if english[slice(*word.span)].lower().startswith("too ") else 1


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _without(text: str, spans: Sequence[Span]) -> str:
    for start, end in spans:
        text = text[:start] + "\0" * (end - start) + text[end:]
    return text


# What is denied ---------------------------------------------------------------------------


def _added_for_certain(english: str, korean: str, here: _Count) -> Span | None:
    """A report that is denied at the end, or a denial of a denial, that English has not."""
    reported = _REPORTED.search(korean)
    if reported and not (_NOT_KNOWN if reported["known"] else _NOT_SAID).search(english):
        return reported.span("denied" if reported["denied"] else "quoted")
    twice = _TWICE.search(korean)
    if twice and len(here.certain) < (2 if "못" in twice[0] else 2 - min(here.words, 1)):
        return twice.span()
    return None


def _pair_denied(english: str, korean: str, pairs: Sequence[tuple[Hidden, Hidden]]) -> Span | None:
    """A word like 거부 that is denied, where the English one (refuse) is not."""
    for one, two in pairs:
        denied = _RIGHT_DENIED.match(korean, two.span[1])
        if denied and not _denied_near(english, one.span):
            return denied.span(1)
    return None


def _verb_denied(english: str, korean: str, denials: Sequence[Span]) -> Span | None:
    """A Korean denial of a verb that the English says, and says without a denial."""
    for start, end in reversed(denials):
        verb = _DENIED_KO.search(korean[max(0, start - 30) : start])
        if verb is None:
            continue
        places = [place for said in verbs_of(verb[1]) for place in said.finditer(english)]
        again = korean.count(verb[1][:2]) - 1  # said too, and so what the English says
        if len(places) > again and not any(_denied_near(english, each.span()) for each in places):
            return start, end
    return None


def _denied_near(english: str, span: Span) -> bool:
    before = _CLAUSE_EN.split(english[max(0, span[0] - 110) : span[0]])[-1]
    after = _CLAUSE_EN.split(english[span[1] : span[1] + 25], maxsplit=1)[0]
    return bool(
        _DENIES_NEAR.search(before)
        or _DENIES_EN.search(after)
        or any(word.stands for word in hidden("english", before[-30:]))
    )


def _undenied(english: str, korean: str, here: _Count) -> Span | None:
    """An English denial where Korean has a word that stands only with a denial, without one."""
    denials = here.certain or here.idle
    for match in _ONLY_WITH_DENIAL.finditer(korean) if denials else ():
        clause = _CLAUSE_KO.split(korean[match.end() :], maxsplit=1)[0]
        if not _ANY_DENIAL_KO.search(clause):
            return denials[-1]
    return None


def _verb_undenied(english: str, korean: str, denials: Sequence[Span]) -> Span | None:
    """An English denial of a verb that the Korean says, and says without a denial."""
    for span in denials:
        clause = _CLAUSE_EN.split(english[span[1] : span[1] + 45], maxsplit=1)[0]
        denied = " ".join(clause.split()[:3])
        for stems, said in verbs():
            if said.search(denied):
                places = [p for stem in stems if len(stem) > 1 for p in _places(stem, korean)]
                if places and not any(
                    _ANY_DENIAL_KO.search(korean, end, end + 14)
                    or _ANY_DENIAL_KO.search(korean, max(0, start - 3), start)
                    for start, end in places
                ):
                    return span
    return None


def _places(stem: str, korean: str) -> tuple[Span, ...]:
    return _spans(re.compile(rf"(?<![가-힣]){stem}"), korean)


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
