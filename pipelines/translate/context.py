"""Whether a name that is also a common word, or somebody's name, is the one that is meant.

Turkey is a country and a bird, Jordan a country and a player. Nobody is asked, so it counts only
where the sentence leaves no doubt: rather a name that is not found than a wrong one.
"""

import re
from collections.abc import Iterable

_BEFORE_A_PLACE = re.compile(
    r"\b(?:in|into|inside|across|throughout|outside|within|"
    r"(?:king|queen|crown prince|government|army|parliament|people|kingdom|border|borders|capital|"
    r"city|north|south|east|west|parts|president|prime minister|foreign minister|republic|rest)"
    r"(?:\s[A-Z][\w-]*){0,3} of|"
    r"(?:northern|southern|eastern|western|central|neighbou?ring))\s$",
    re.IGNORECASE,
)
_AFTER_A_PLACE = re.compile(
    r"'s?\s(?:king|queen|president|prime minister|government|parliament|capital|foreign minister|"
    r"foreign ministry|economy|army|military|border|lira|central bank)\b",
    re.IGNORECASE,
)
_ACTS = re.compile(
    r"\s(?:also\s|then\s|now\s|again\s)?(?:has|had|is|was|will|would|may|could|should|must|did|said|says|and|"
    r"accused|accuses|agreed|agrees|announced|approved|arrested|asked|attacked|backed|backs|banned|became|"
    r"began|blocked|bombed|called|calls|closed|condemned|condemns|declared|denied|denies|deported|detained|"
    r"expelled|faces|hopes|hosted|imposed|invaded|joined|launched|lifted|opened|opposed|opposes|plans|"
    r"pledged|ratified|recalled|refused|refuses|rejected|rejects|remains|reopened|sent|signed|summoned|"
    r"threatened|urged|urges|voted|vowed|vows|wants|warned|warns|withdrew)\b(?!\s(?:cooked|roasted|meat))"
)
_BETWEEN = re.compile(r"\s?(?:,|/|-|,? and|,? or)\s?")
_CAPITAL_AFTER = re.compile(r"(?:\s|-)[A-Z]")
_START = re.compile(r"(?:^|[.!?:]\s+|[\"'(]\s?)$")


def is_meant(
    beware: str, text: str, start: int, end: int, places: Iterable[tuple[int, int]] = ()
) -> bool:
    """Whether the name from `start` to `end` is the place or body that goes by it.

    `beware` is what else it may be: a common `word`, a person's `name`, or a `forename` only.
    `places` are where countries stand in the text: what is named with one in a row is one too.
    """
    before, after = text[:start], text[end:]
    if _is_shouted(text):
        return False
    if any(
        _BETWEEN.fullmatch(text, last, start)
        if last <= start
        else _BETWEEN.fullmatch(text, end, first)
        for first, last in places
    ):
        return True
    if beware == "forename":
        return not _CAPITAL_AFTER.match(after)
    if beware == "name":
        if _CAPITAL_AFTER.match(after):
            return False
        return bool(_BEFORE_A_PLACE.search(before) or _AFTER_A_PLACE.match(after))
    if text[start:end].isupper():  # US, WHO: in a sentence that is not shouted it is an acronym
        return True
    if _BEFORE_A_PLACE.search(before) or _AFTER_A_PLACE.match(after):
        return True
    if _START.search(before):
        return after.startswith("'s ") or _ACTS.match(after) is not None
    return not _is_headline(before + after)


def _is_shouted(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    large = [char for char in letters if char.isupper()]
    return len(letters) > 8 and len(large) > 0.8 * len(letters)


def _is_headline(others: str) -> bool:
    """Whether most of the other words have a capital, so that one tells nothing."""
    words = re.findall(r"[A-Za-z']{4,}", others)  # shorter ones have none in a headline either
    return sum(1 for word in words if word[0].isupper()) > 0.7 * len(words)
