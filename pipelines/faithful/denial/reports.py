"""Whether who said it is denied: *said* that has become 말하지 않았다."""

# ruff: noqa: E501 - long alternations of words read better on one line

import re

from pipelines.findings import Span

_REPORTED = re.compile(
    r"(?:고|라며|다며|을|를|는|은|에게|에|이|가|서|해|일|월|간|도|자)(?:[”\"’] ?| )"
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
_SILENT = r"secret|non-?committal|evasive|cagey|vague|dodg|sidestep|evad|duck|anonym|unclear|silen|unknown|undisclosed|unspecified|\bmum\b|tight-?lipped|unreported|unannounced|withh[eo]ld|conceal|\?|\b(?:few|no|little) (?:\w+ )?(?:details?|comment|information|word)|\b(?:told|tells?|said|says?|revealed|gave) (?:no one|nobody|nothing|no|little|none)\b"
_NOT_SAID = re.compile(rf"{_NOT}(?<!been ){_SAY}|{_SILENT}", re.IGNORECASE)
_NOT_KNOWN = re.compile(rf"{_NOT}(?:(?<!been ){_SAY}|{_KNOW})|{_SILENT}", re.IGNORECASE)


def report_denied(english: str, korean: str) -> Span | None:
    """A report that is denied at the end of the Korean, where English denies none."""
    reported = _REPORTED.search(korean)
    if reported and not (_NOT_KNOWN if reported["known"] else _NOT_SAID).search(english):
        return reported.span("denied" if reported["denied"] else "quoted")
    return None
