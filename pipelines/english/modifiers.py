"""A quantity before the noun that it describes: a 300 dollar fine, the 100 meter final."""

import re

_DETERMINERS = (
    "a", "an", "another", "every", "each", "the", "this", "that", "these", "those", "no", "my", "your", "his", "her",
    "its", "our", "their", "whose", "several", "many", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    "ten", "first", "second", "third",
)  # fmt: skip
_DETERMINED = re.compile(
    rf"(?:^|[^\w'’-])(?:(?P<free>{'|'.join(_DETERMINERS)})|\w{{2,20}}(?:['’]s|s['’]))\s(?P<word>[\w-]{{1,20}}\s)?(?:[0-9]{{1,2}} by )?[\"“‘(]?$",
    re.IGNORECASE,
)
_NO_NOUN = (
    r"a|an|per|in|for|to|from|on|of|by|and|or|nor|at|as|with|without|within|worth|more|less|fewer|each|every|is|was|"
    r"were|are|be|been|the|this|that|these|those|last|next|over|under|during|since|before|after|if|when|where|while|"
    r"but|than|then|into|onto|until|till|will|would|can|could|may|might|must|shall|should|do|does|did|ago|now|today|"
    r"yesterday|tomorrow|tonight|went|goes|came|comes|had|has|have|he|she|it|they|we|you|I|who|whom|which|whose|what|"
    r"his|her|its|their|our|my|your|not|never|also|only|just|again|so|yet|too|still|already|apiece|altogether|total|"
    r"upfront|between|among|against|about|above|below|beneath|across|along|through|throughout|toward|towards|away|"
    r"apart|off|out|up|down|behind|ahead|beyond|because|due|thanks|via|plus|minus|either|both|all|spent|paid|lost|"
    r"made|won|given|taken|set|held|sought|left|sold|kept|put|meant|got|gave|took|fell|rose|grew|here|there|once|"
    r"though|although|like|unless|whether|however|instead|later|earlier|back|available|going|coming|being|according|"
    r"north|south|east|west|northeast|northwest|southeast|southwest|inland|offshore|underground|underwater|closer|"
    r"short|shorter|taller|longer|higher|lower|deeper|wider|heavier|lighter|faster|slower|clear|x|by|vs|versus|"
    r"Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|"
    r"tall|high|long|wide|deep|thick|old|square"
)
_SIZES = r"tall|high|long|wide|deep|thick"
_NOUN = re.compile(rf"[ -](?!(?:{_NO_NOUN})\b)[A-Za-z]{{2}}")
_SIZE = re.compile(rf"[ -](?:{_SIZES})[ -](?!(?:{_NO_NOUN})\b)[a-z]{{3}}")
_CLAUSE = re.compile(r"[ -](?!butterfly|supply|rally|family|assembly)[a-z]{1,20}(?:ed|ing|ly)\b")
_LOOK_BEHIND = 48


def is_modifier(text: str, start: int, end: int) -> bool:
    """Whether the quantity at `start` to `end` says what kind of thing follows: its unit is singular.

    It does between an article, a possessive or the like and a noun; "the $5 million raised" and
    "the 10 km they walked" do not.
    """
    if not (_NOUN.match(text, end) or _SIZE.match(text, end)):
        return False
    found = _DETERMINED.search(text[max(0, start - _LOOK_BEHIND) : start])
    if not found:
        return False
    one = (found["free"] or "").lower() in ("a", "an", "another", "every", "each")
    return one or not _CLAUSE.match(text, end)
