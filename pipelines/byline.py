"""Who wrote an article: the name in a byline, and what a byline says besides."""

import re
from collections.abc import Sequence

from pipelines.blocks import Block, letters

_PARTICLES = "de |van |von |la |der |bin |al |du |di |da |dos "
_WORD = r"[^\W\d_][\w.'’-]*"
_FULL_NAME = rf"(?=[^\Wa-z\d_]){_WORD}(?: (?=[^\Wa-z\d_]|{_PARTICLES}){_WORD}){{0,4}}"
_BYLINE = re.compile(
    r"(?:^\W*|[|•·—–]\s*)(?:By|BY|by|Written by|Story by|Posted by|Analysis by|Opinion by"
    r"|Author:|Text:)\s+"
    rf"({_FULL_NAME}(?:,? (?:and|AND|&) {_FULL_NAME}"
    rf"|, {_WORD} {_FULL_NAME}| ?, {_FULL_NAME}(?=,? and)){{0,4}})"
)
BY = re.compile(r"\W*(?:by|written by|author)\W*", re.IGNORECASE)
_AFTER_DATE = re.compile(rf"\d.*\bby ({_FULL_NAME})$")
_SIGNED = re.compile(rf"^({_FULL_NAME})\s+\(?\S+@\S+\.\w+\)?$")
_NOT_A_NAME = re.compile(
    r"\b(?:(?:staff|writer|reporter|correspondent|editor|contributor|columnist|updated|published)s?"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:january|february|march|april|june|july|august"
    r"|september|october|november|december)(?= \d|$))\b.*",
    re.IGNORECASE,
)
_KIND = re.compile(
    r"^(?:(?:news |an? )?(?:analysis|opinion|commentary|perspective|review|essay|column|interview)"
    r"|words|text|story|report(?:ing|ed)?|written|posted|текст)(?: and \w+)?(?: by\b:?|:)\s*"
    r"|^by:? ",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"(?<=\w) (?:is|was|are|has|have|had|covers?|writes|wrote|reports|reported|joined|works|worked"
    r"|contributed|can be|may be|lives|leads|edits|studies|teaches)\b.*"
)
_AGENCIES = ("AP", "AFP", "PTI", "ANI", "IANS", "UPI", "EFE", "DPA", "TASS", "ANSA")
_HOUSE_NAME = (
    r"(?:The )?(?:Associated Press|Agence France-Presse|Press Association|Reuters|Condé Nast"
    r"|(?:CNN|BBC|NBC|ABC|CBS|ITV|PBS|NPR|IGN|ESPN|CNBC|MSNBC|AP|AFP|UPI|PTI|USA Today|WSJ)"
    r"(?: (?:News|Business|Sports?|Politics|Health|Entertainment|Investigates|Digital))?"
    r"|(?:Fox|Sky) (?:News|Business|Sports?))"
)
_HOUSE = re.compile(_HOUSE_NAME, re.IGNORECASE)
_HOUSE_AFTER = re.compile(rf"(?<=\w) (\w+)\s+[/|–—-]?\s*{_HOUSE_NAME}$")
_LOGIN = re.compile(
    r"\w*admin\w*|(?:web)?master|webmaster|root|user\d*|guest|editors?|staff|author|wordpress"
    r"|newsroom|editorial|anonymous|unknown|none|null|\S*[\d_@]\S*",
    re.IGNORECASE,
)


def named(blocks: Sequence[Block], number: int) -> str | None:
    """Who is named as a writer in a block, or in the one after a "By" by itself."""
    text = blocks[number].text
    if BY.fullmatch(text) and number + 1 < len(blocks):
        after = blocks[number + 1]
        found = re.fullmatch(_FULL_NAME, after.text) if after.words <= 5 else None
        return tidy_name(found[0]) if found else None
    match = _BYLINE.search(text) or _AFTER_DATE.search(text) if blocks[number].words <= 25 else None
    return tidy_name(match[1]) if match else None


def signed(text: str) -> str | None:
    """Who is named in a line together with an e-mail address."""
    match = _SIGNED.match(text)
    return tidy_name(match[1]) if match else None


def tidy_name(name: str, site: str | None = None) -> str | None:
    """A byline's name without post, place and date, small where it was all capitals, or None.

    Beside a writer the paper itself is left out, `site` or another by name, and "Analysis by" is;
    a name that goes on into a sentence ends before its verb; a login is nobody's name.
    """
    name = _KIND.sub("", _NOT_A_NAME.sub("", name))
    name = _CLAUSE.sub("", name).strip(" ,&-–—|")
    name = re.sub(r"\s+(?:and|&|in|on|at|for)$", "", name, flags=re.IGNORECASE)
    name = _without_houses(name, site)
    if _LOGIN.fullmatch(name):
        return None
    if name.upper() in _AGENCIES:
        return name.upper()
    if name.isupper() or re.search(r"\b[A-Z]{3,} [A-Z]{3,}\b", name):
        name = " ".join(w if w.islower() else w.title() for w in name.split())
    return name or None


def _without_houses(name: str, site: str | None) -> str:
    """The writers alone where papers and agencies are named beside them, else the name as it is."""
    own = letters(site or "")
    writers, dropped = [], False
    pieces = re.split(r"\s*(?:[,;|]|\band\b|&)\s*", name)
    for piece in pieces:
        writer = _HOUSE_AFTER.sub(r" \1", piece)
        if " " in (site or "") and letters(writer).endswith(own):
            writer = _without_end(writer, own)
        dropped = dropped or writer != piece
        if writer and not _HOUSE.fullmatch(writer):
            writers.append(writer)
    if not writers or (len(writers) == len(pieces) and not dropped):
        return name
    return " and ".join([", ".join(writers[:-1]), writers[-1]] if writers[1:] else writers)


def _without_end(name: str, end: str) -> str:
    words = name.split()
    for kept in range(len(words)):
        if letters(" ".join(words[kept:])) == end:
            return " ".join(words[:kept]).strip(" ,-–—|")
    return name
