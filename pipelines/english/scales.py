"""A bare m or k after a number: five million in "profit fell to 5m", five meters in "5m high"."""

import re

from pipelines.english.lists import any_of, words
from pipelines.english.numbers import NUMBER, decimal

_BARE = re.compile(rf"(?<![\w.,/x×])(?P<number>{NUMBER})(?P<scale>[mk])(?![\w²³/°]|\.[A-Za-z])")
_SCALES = {"m": "million", "k": "thousand"}

_JOINED = re.compile(
    r"-(?:year|strong|plus|square|cubic)\b|[ -](?:euros?|dollars?|pounds?|won|yen|yuan)\b"
)
_PEOPLES = (
    r"[A-Z][a-z]{1,16}(?:ans|ons|ers|elis|[aq]is)|Germans|Turks|Poles|Scots|Arabs|Kurds|Jews|Muslims|Catholics|"
    r"Hindus|Greeks|Swedes|Danes|Filipinos|Afghans|Thais|Chinese|Japanese|Vietnamese"
)
_MEASURED = any_of(words("measured"))
_NO_PLURAL = (
    r"is|was|has|does|as|this|its|his|less|plus|minus|thus|yes|always|perhaps|besides|across|versus|vs|"
    r"[a-z]{1,12}wards"
)
_COUNTED = any_of(words("counted"))
_MANY = rf"(?:(?:(?!(?:{_MEASURED}|{_NO_PLURAL})\b)[a-z]{{2,20}}s|{_COUNTED}|{_PEOPLES})\b)"
_WHOSE = r"(?:(?:the|its|his|her|their|our|these|those|all|\w{2,20}['’]s|\w{2,20}s['’]) )?"
_COUNTS_AFTER = re.compile(
    rf" (?:{_MANY}|(?!(?:and|or|in|on|at|of|to|from|by|for|with)\b)[a-z]{{2,20}} (?:{_COUNTED})\b|"
    rf"of (?:them|us|those|these|whom|which)\b|of {_WHOSE}(?:(?!(?:and|or|in|on|at)\b)[a-z]{{1,20}} )?{_MANY}|"
    r"(?:more|fewer|other|new|additional|extra|registered|active|paying|foreign|young|older) [a-z]{2,20}s\b|"
    r"(?:a|per|each|every) (?:year|month|week|day|quarter)\b|annually\b|years?\b|bpd\b|b/d\b|boe\b)"
)
_PLURAL_VERB = re.compile(r" (?:have|are|were|live|lived|voted|fled|died|watched)\b")
_LAST = re.compile(r"\b(?:last|first|final|top|next|opening|closing) $")
_MEASURES_AFTER = re.compile(
    r"[ -](?:tall|high|long|wide|deep|thick|away|above|below|beneath|under|apart|across|ahead|behind|off|up|down|"
    r"along|into|underwater|underground|inland|offshore|in (?:length|height|width|depth|diameter)|from (?![0-9£$€])|"
    r"to the|by [0-9]|[x×]|north|south|east|west|freestyle|butterfly|backstroke|breaststroke|medley|steeplechase|race|"
    rf"final|semi-?final|heat|relay|sprint|dash|drop|dive|title|record|gold|silver|bronze|champion|of|{_MEASURED})\b"
)
_COUNTS_BEFORE = re.compile(
    rf"\b(?:{any_of(words('statistics'))}|number of|box office|"
    r"(?:country|nation|city|region|state|province|economy|market|union|community|minority) of)\b",
    re.IGNORECASE,
)
_MEASURES_BEFORE = re.compile(rf"\b(?:{any_of(words('lengths'))}|within)\b", re.IGNORECASE)
_DIMENSION = re.compile(
    r"(?:[x×]\s?|[0-9]m? by |\b[Aa]n? |\b(?:within|ran|swam|walked|sprinted|jumped|leapt|threw|dived|stands) (?:about |some |over |nearly )?)$"
)
_PERSONS = re.compile(
    r"\b(?:kill(?:s|ed|ing)?|infect(?:s|ed|ing)?|vaccinat(?:e|es|ed|ing)|displac(?:e|es|ed|ing)|employ(?:s|ed|ing)?|"
    r"affect(?:s|ed|ing)?|attract(?:s|ed|ing)?|serv(?:e|es|ed|ing)|feed(?:s|ing)?|lift(?:s|ed|ing)?) "
    r"(?:an estimated |about |some |nearly |almost |over |around |more than |at least |up to )?$"
)
_CLAUSE = re.compile(r"[^.;!?]{0,80}$")


def read(text: str) -> str:
    """5m and 10k in words where they count; where they measure they stay."""
    return _BARE.sub(_bare, text)


def _bare(found: re.Match[str]) -> str:
    if not _is_count(found):
        return found[0]
    return f"{decimal(found['number'])} {_SCALES[found['scale']]}"


def _is_count(found: re.Match[str]) -> bool:
    """What follows tells first, then the nearest word before that tells anything."""
    text, start, end = found.string, found.start(), found.end()
    before = text[max(0, start - 100) : start]
    if _JOINED.match(text, end):
        return True
    if _DIMENSION.search(before):
        return False
    if _COUNTS_AFTER.match(text, end):
        return True
    if _MEASURES_AFTER.match(text, end):
        return False
    if _PERSONS.search(before):
        return True
    if _PLURAL_VERB.match(text, end):
        return not _LAST.search(before)
    clause = _CLAUSE.search(before)
    near = clause[0] if clause else ""
    return _last(_COUNTS_BEFORE, near) > _last(_MEASURES_BEFORE, near)


def _last(pattern: re.Pattern[str], text: str) -> int:
    """Where the pattern is found last, or -1."""
    return max((found.start() for found in pattern.finditer(text)), default=-1)
