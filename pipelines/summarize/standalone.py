"""Which sentences make sense away from their article, and which need the one before.

The signs are those an editor goes by when a story is cut: opening pronouns, connectives and
definite nouns that point backwards (Halliday & Hasan, *Cohesion in English*, 1976; abstract
"shell nouns": Schmid 2000), quotations without their speaker, and lines that are no prose.
"""

import re
from collections.abc import Sequence

from pipelines.sentences import ArticleSentence

_FEWEST_WORDS = 4

_PRONOUN = r"(?:he|she|it|they|him|her|them|his|hers|its|their|theirs|himself|herself|itself)"

_SHELL = r"""(?:
    (?:move|decision|announcement|statement|comment|remark|claim|allegation|accusation|admission|
    report|incident|attack|accident|crash|blast|explosion|shooting|launch|test|plan|deal|ruling|bill|
    measure|proposal|agreement|accord|pact|visit|meeting|summit|talk|session|hearing|vote|figure|
    number|result|finding|increase|rise|drop|decline|fall|change|issue|problem|dispute|question|
    situation|crisis|case|trend|practice|term|phrase|word|idea|concept|approach|policy|rule|law|
    order|sanction|restriction|ban|tariff|project|program|programme|effort|campaign|operation|
    investigation|probe|inquiry|trial|charge|sentence|conviction|verdict|offer|request|demand|
    letter|memo|email|message|post|tweet|video|photo|image|footage|recording|call|conversation|
    interview|speech|address|document|filing|lawsuit|suit|complaint|petition|study|survey|poll|
    research|paper|book|film|movie|show|series|episode|song|album|game|match|race|event|ceremony|
    device|phone|machine|system|product|feature|service|site|website|app|account|update|version|
    vehicle|plane|aircraft|flight|ship|boat|building|house|home|property|store|school|area|region|
    company|firm|group|organization|organisation|agency|team|club|league|band|party|union|
    committee|commission|council|panel|board|institute|university|museum|newspaper|outlet|
    man|woman|men|women|boy|girl|child|teen|teenager|couple|pair|duo|trio|suspect|victim|
    defendant|driver|officer|soldier|student|patient|player|actor|actress|singer|author|writer|
    researcher|scientist|lawmaker|congressman|congresswoman|senator|official|spokesman|
    spokeswoman|executive|leader|former|latter|same|rest|others?|idea|reason|reaction|response|
    warning|news|development|failure|success|loss|win|victory|defeat|outcome|process|period|
    department|ministry|office|bank|airline|retailer|automaker|network|channel|platform)
    (?:e?s|ies)?)"""

_UNIQUE = r"""(?:government|president|police|public|economy|world|country|nation|weather|military|army|
    navy|court|pope|king|queen|prince|mayor|governor|sun|moon|earth|internet|web|media|press|future|
    past|virus|pandemic|city|state|market|stock|dollar|yen|won|euro|pound|opposition|parliament|
    senate|prime|white|south|north|west|east|war|election|season|coronavirus|regime)s?"""
"""Nouns that everyone knows one of: “the police” needs no sentence before it."""

_UNIQUE = r"""(?:government|president|police|public|economy|world|country|nation|weather|military|army|
    navy|court|pope|king|queen|prince|mayor|governor|sun|moon|earth|internet|web|media|press|future|
    past|virus|pandemic|city|state|market|stock|dollar|yen|won|euro|pound|opposition|parliament|
    senate|prime|white|south|north|west|east|war|election|season|coronavirus|regime)s?"""
"""Nouns that everyone knows one of: “the police” needs no sentence before it."""

_CONNECTIVE = r"""(?:
    but|and|or|nor|so|yet|still|then|thus|hence|however|meanwhile|moreover|furthermore|instead|
    therefore|nevertheless|nonetheless|otherwise|besides|also|too|additionally|similarly|likewise|
    consequently|accordingly|conversely|afterwards?|thereafter|indeed|plus|again|rather|
    even\ so|for\ (?:example|instance)|in\ (?:addition|fact|turn|contrast|response|return|
    other\ words|particular|short|comparison|doing\ so)|on\ the\ (?:other\ hand|contrary)|as\ (?:a\ result|such)|
    by\ (?:contrast|comparison)|after\ (?:all|that)|(?:since|until|by|before)\ then|that\ said|
    at\ (?:the\ same|that|the)\ (?:time|point)|to\ (?:this|that)\ end|because\ of\ (?:this|that)|
    aside\ from\ (?:this|that)|(?:a\ )?(?:short|moment|minute|hour|day|week|month|year)s?\ later|
    not\ only\ that|not\ all|same\ goes|like\ (?:he|she|they)|what['’]s\ more|more\ importantly)"""

_BACKWARDS = re.compile(
    rf"""
      {_CONNECTIVE}\b (?!-)                             # But, In addition
    | {_PRONOUN}\b                                      # He said, Their plan
    | (?:[\w'’-]+\s){{1,2}} {_PRONOUN}\b                # When he, In her speech, Both of them
    | (?:in|on|at|after|over|during|for|by|since|as|when|while|if|although|though|before|until|
        last|this|next|earlier|later|once|because|despite|under|with|from|to|among)\b
        [^,A-Z]{{0,60}}, \s {_PRONOUN}\b                # Last week, he
    | th(?:at|ese|ose)\b                                # These were
    | this\b (?!\s(?:week|month|year|morning|afternoon|evening|summer|spring|fall|autumn|winter|
        season|weekend|time)\b)                         # This comes, but: This week
    | (?:both|neither|either|another|others?|none|some|many|most|each|several|two|three|few|one)
        (?:\s of\s (?:them|these|those|the)\b | , | \s(?:said|say|says|have|has|had|were|was|are|is|
        will|would|also|even|other)\b)                  # Others said, One of them
    | (?:both|another|other)\s [a-z]                    # Another man, Other officials
    | such\b (?!\sas\b)
    | (?:here|there)\b (?!\s(?:is|are|was|were|has|have|had|will|would|may|might|could|can|seems)\b)
    | (?:(?:in|on|at|after|over|during|for|by|since|as|with|from|to|of|under|before|until|through|
        following|according\ to|because\ of|despite|amid|based\ on|despite|throughout|against|
        prior\ to|when|while|if)\s)?
      the\s (?:[a-z-]+ly\s)? (?:(?:new|same|whole|entire|latest|two|three|four|other|first|second|
        third|\d+-year-old|\d+)\s)?
      {_SHELL}\b (?!\s(?:of|in|on|by|from|between|that|to|with|for|at|over|who|which|against|(?-i:[A-Z])))
                                                        # The move, In the statement
    | the\s \d+-year-old\b                              # The 34-year-old
    | the\s (?!{_UNIQUE}\b) [a-z-]+ \s
      (?:was|were|is|are|has|have|had|will|would|could|can|also|said|says|did|does|came|comes)\b
                                                        # The map was, but: The police said
    | the\s (?!{_UNIQUE}\b) [a-z-]+ \s
      (?:was|were|is|are|has|have|had|will|would|could|can|also|said|says|did|does|came|comes)\b
                                                        # The map was, but: The police said
    | the\s (?:two|three|four|five|pair|duo|trio)\b (?!\s(?:biggest|largest|most)\b)
    | (?:even\s)?(?:if|though|when|as|while|because|since|although|with)?\s? both\s sides\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""What points backwards at the start of a sentence."""

_BACKWARDS_INSIDE = re.compile(
    r"""
      ,\ (?:however|though|meanwhile|therefore|too|nevertheless|for\ (?:example|instance)),
    | ,\ (?:too|either|as\ well|however|though)[.”"]*$
    | \bsuch\ (?!as\b|an?\b|[\w-]+\ as\b)
    | \bthe\ (?:two|latter|former|pair|duo)
        (?=\s(?:has|have|had|are|were|will|also|would|said)\b|[.,;])
    | ^[^,A-Z]*[A-Z][^,]*,\ the\ term\b
    | \b(?:doing|did|do)\ so\b
    """,
    re.VERBOSE,
)
"""What points backwards further on, whatever the sentence begins with."""

_NOT_PROSE = re.compile(
    r"""
      [\w.+-]+@[\w-]+\.\w | https?:// | \bwww\. | (?:^|\s)[@#]\w | © | ^[\W_]*$
    | ^[QA]:\ | ^(?:\W*)(?:photo|image|picture|file\ photo|video|watch|listen|read\ (?:more|also|next)|
        also\ read|see\ also|more:|related|click|tap|follow\ us|sign\ up|subscribe|share\ this|
        advertisement|sponsored|copyright|all\ rights\ reserved|editor['’]s\ note|correction|
        updated?:|published|reporting\ by|additional\ reporting|editing\ by|written\ by|
        contact\ us|for\ more\ (?:information|on|news)|this\ (?:article|story|post|material)\ |
        the\ \S+\ (?:\S+\ ){0,3}contributed\ to\ this|download|disclaimer|disclosure|
        (?:to\ )?(?:learn|find\ out)\ more|join\ (?:us|our)|thanks\b|thank\ you|welcome\b|
        please\b|note:|tip:|step\ \d|source:|credit:|courtesy)
    | \bcontributed\ to\ this\ (?:report|story|article) | \ball\ rights\ reserved
    | \b(?:getty\ images|afp\ via|ap\ photo|shutterstock|photo\ (?:by|credit|courtesy))\b
    | \((?:pictured|above|below|left|right|photo|image|file)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)

_QUOTATION = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»")
_ENDED = re.compile(r"[.!…][\"”’')\]»]*$")


def is_fit(sentence: str) -> bool:
    """Whether a sentence is one that a summary may use at all.

    Questions, fragments, headings, credits, lines with addresses, sentences of fewer than
    four words and quotations with no speaker are not.
    """
    words = sentence.split()
    if len(words) < _FEWEST_WORDS or not _ENDED.search(sentence) or _NOT_PROSE.search(sentence):
        return False
    if sentence.count("(") != sentence.count(")"):
        return False
    first = re.search(r"\w[\w'’-]*", sentence)
    if first is None or (first.group()[0].islower() and first.group().islower()):
        return False
    unquoted = _QUOTATION.sub(" ", sentence)
    return len(re.findall(r"\w+", unquoted)) >= 2


def points_back(sentence: str) -> bool:
    """Whether a sentence leans on the one before it: “He said”, “The move”, “But”, “However”.

    Where it begins with a quotation, what is said of the speaker counts: “…,” he said.
    """
    spoken = sentence.lstrip("\"“‘'(«— ")
    if spoken != sentence and (quoted := _QUOTATION.match(sentence)):
        spoken = sentence[quoted.end() :].lstrip(" ,—–-")
        if re.match(rf"(?:\w+\s)?{_PRONOUN}\b", spoken, re.IGNORECASE):
            return True
        return bool(re.match(rf"{_CONNECTIVE}\b|the\s{_SHELL}\b", spoken, re.I | re.X))
    return bool(_BACKWARDS.match(spoken) or _BACKWARDS_INSIDE.search(sentence))


def starts_of_context(sentences: Sequence[ArticleSentence]) -> tuple[int, ...]:
    """For each sentence the number of the one where a summary must begin so that it is understood.

    Its own number where it stands alone. A sentence that points back begins where the one
    before it begins; a quotation that runs over several sentences begins with its first.
    """
    starts: list[int] = []
    open_since: int | None = None
    paragraph = -1
    for sentence in sentences:
        number = sentence.index
        if sentence.paragraph != paragraph:
            paragraph, open_since = sentence.paragraph, None
        if open_since is not None:
            starts.append(starts[open_since])
        elif number and points_back(sentence.text):
            starts.append(starts[number - 1])
        else:
            starts.append(number)
        if open_since is None and quote_left_open(sentence.text):
            open_since = number
        elif open_since is not None and quote_closed(sentence.text):
            open_since = None
    return tuple(starts)


def quote_left_open(sentence: str) -> bool:
    """Whether a quotation begins in this sentence and goes on after it."""
    if "“" in sentence or "”" in sentence:
        return sentence.rfind("“") > sentence.rfind("”")
    return sentence.count('"') % 2 == 1


def quote_closed(sentence: str) -> bool:
    """Whether a quotation that was open before this sentence is closed in it."""
    if "“" in sentence or "”" in sentence:
        return sentence.rfind("”") > sentence.rfind("“")
    return sentence.count('"') % 2 == 1


_CAPITALISED = re.compile(r"(?:[A-Z][\w.’'-]*)(?:\s(?:[A-Z][\w.’'-]*))*")


def introductions(sentences: Sequence[ArticleSentence]) -> tuple[frozenset[int], ...]:
    """For each sentence the numbers of those that introduce the people it names by one name.

    News gives a name in full once (“Han Tae-song”, “Letitia James”) and then in short (“Han”,
    “James”); a sentence with the short form is half understood where the full one is left out.
    """
    introduced: dict[str, int] = {}
    needed: list[frozenset[int]] = []
    for sentence in sentences:
        needs: set[int] = set()
        for run in _CAPITALISED.finditer(sentence.text):
            names = [re.sub(r"['’]s?$", "", name.rstrip(".")) for name in run.group().split()]
            if len(names) == 1:
                needs.update({introduced.get(names[0], sentence.index)})
                continue
            # The surname is the last, in Korean and Chinese names the one before the hyphen.
            surname = names[-2] if "-" in names[-1] else names[-1]
            introduced.setdefault(surname, sentence.index)
        needed.append(frozenset(needs - {sentence.index}))
    return tuple(needed)


_CAPITALISED = re.compile(r"(?:[A-Z][\w.’'-]*)(?:\s(?:[A-Z][\w.’'-]*))*")


def introductions(sentences: Sequence[ArticleSentence]) -> tuple[frozenset[int], ...]:
    """For each sentence the numbers of those that introduce the people it names by one name.

    News gives a name in full once (“Han Tae-song”, “Letitia James”) and then in short (“Han”,
    “James”); a sentence with the short form is half understood where the full one is left out.
    """
    introduced: dict[str, int] = {}
    needed: list[frozenset[int]] = []
    for sentence in sentences:
        needs: set[int] = set()
        for run in _CAPITALISED.finditer(sentence.text):
            names = [re.sub(r"['’]s?$", "", name.rstrip(".")) for name in run.group().split()]
            if len(names) == 1:
                needs.update({introduced.get(names[0], sentence.index)})
                continue
            # The surname is the last, in Korean and Chinese names the one before the hyphen.
            surname = names[-2] if "-" in names[-1] else names[-1]
            introduced.setdefault(surname, sentence.index)
        needed.append(frozenset(needs - {sentence.index}))
    return tuple(needed)
