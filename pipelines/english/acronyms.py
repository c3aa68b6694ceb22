"""Capitals: initials letter by letter, acronyms as words, models with their numbers."""

import re

from pipelines.english.letters import is_spelled, spelled, spelled_plural
from pipelines.english.lists import any_of, readings, words
from pipelines.english.numbers import decimal, paired, plural
from pipelines.english.stops import stop

_MODEL = re.compile(
    r"(?<![A-Za-z0-9.,$£€'’])(?=[A-Za-z0-9-]{0,24}[A-Z])(?=[A-Za-z-]{0,24}[0-9])"
    r"[A-Za-z0-9]+(?:(?:-|(?<=[0-9])\.(?=[0-9]))[A-Za-z0-9]+)*(?![A-Za-z0-9])"
)
_OURS = re.compile(r"(?:[A-Z]{1,6}-?[0-9]|[0-9]{1,4}-?[A-Z]{1,4}(?![a-z]))")
_RUN = re.compile(r"[A-Z]+s?(?![a-z])|[A-Z]?[a-z]+|[0-9]+(?:\.[0-9]+)?|-")
_AIRCRAFT = re.compile(
    r"\b(?P<maker>Boeing|Airbus|Porsche|Peugeot|BMW)(?P<of>'s|’s)? (?P<number>[0-9]{3})(?P<s>s)?(?:-(?P<kind>[0-9]{1,3}))?(?![\w-]|[.,][0-9])"
)
_JET = re.compile(
    r"(?<![\w.,$£€-])(?P<number>7[0-8]7)(?:(?P<s>s)|-(?P<kind>[0-9]{1,3})(?P<of>ER|LR|F)?|(?P<x>-?[Xx]))?"
    r"(?![\w%]|[.,][0-9]|-[0-9])(?P<named>[ -](?:(?:passenger |cargo |freighter |wide-?body )?(?:jet|plane|aircraft|airliner|freighter)s?|"
    r"M[Aa][Xx]|Dreamliners?)\b)?"
)
_KIND = re.compile(r"[789]|10|[1-9]00")
_MAKERS = re.compile(r"\b(?:Boeing|Airbus|Dreamliner|airliner|jetliner)")
_COUNTS = re.compile(
    r" (?:people|men|women|children|[a-z]{2,20}s)\b(?<! was)(?<! has)(?<! is)(?<! takes)(?<! makes)"
)
_SECTION = re.compile(
    r"(?<![\w.,$-])(?P<number>[1-9][0-9]{2})\((?P<letter>[a-z])\)(?:\((?P<part>[0-9])\))?(?P<s>s)?(?!\w)"
)
_RATING = re.compile(
    r"(?<![\w.&-])(?<!\w['’])(?P<letters>A{1,3}|B{1,3}|C{1,3}|D|F)(?P<sign>[-+−])(?![\w+-])(?!,? (?:and|or|to|&) [A-Z]{1,3}-\w)"
)
_INITIALS = re.compile(
    r"(?<![\w.])(?P<letters>(?:[A-Z]\.){1,7}[A-Z])(?P<dot>\.?)(?P<of>['’]?s(?!\w))?(?!\w)"
)
_LOWER_INITIALS = re.compile(
    r"(?<![\w.])(?P<letters>a\.k\.a|f\.k\.a|r\.p\.m|m\.p\.h)(?P<dot>\.?)(?!\w)"
)
_INITIAL = re.compile(
    r"(?<![\w.'’])(?P<letter>[B-HJ-Z])\.(?= [A-Z])|(?<=[a-z] )(?P<a>[AI])\.(?= [A-Z][a-z])|^(?P<first>[AI])\.(?= [A-Z][a-z])"
)
_PAIR = re.compile(r"(?<![\w&])(?P<left>[A-Z]{1,3})\s?&\s?(?P<right>[A-Z]{1,3})(?P<s>s)?(?![\w&])")
_OF = re.compile(r"(?<![\w.&])(?P<letters>[A-Z]o[A-Z])(?P<s>s)?(?!\w)")
_CAPITALS = re.compile(r"(?<![\w.&])(?P<letters>[A-Z]{2,8})(?P<of>['’]?s)?(?![\w]|['’]\w|\.[A-Z])")
_LETTER_A = re.compile(
    r"(?<=[A-Za-z,] )A(?=[.,;:!?)”\"](?!\w)|$| (?:and|or|is|was|in|of|to|by|at|on|for|but|as|with|from)\b)|(?<![\w.'’])A(?='s\b|’s\b)|(?<=\band )A(?![\w.])(?! \w)"
)
_MIXED = re.compile(rf"(?<![\w.])(?:{any_of(readings('mixed'))})(?!\w)")

_SHOUTED = 0.7


def read_aircraft(text: str) -> str:
    """Boeing 747, Boeing 737-800, the 787-9: before a range could be seen in it."""
    return _JET.sub(_jet, _AIRCRAFT.sub(_aircraft, text))


def read_models(text: str) -> str:
    """F-35, KF-21, G7, 5G, MP3, H1N1, CO2, COVID-19; 401(k)."""
    return _MODEL.sub(_model, _SECTION.sub(_section, text))


def _aircraft(found: re.Match[str]) -> str:
    number = paired(found["number"])
    if found["kind"]:
        number += " " + paired(found["kind"])
    return f"{found['maker']}{found['of'] or ''} {plural(number) if found['s'] else number}"


def _jet(found: re.Match[str]) -> str:
    """By its kind, its name or its maker in the text: 747 people are no jet."""
    kind = found["kind"]
    if not (
        found["x"]
        or found["named"]
        or (kind and (found["of"] or _KIND.fullmatch(kind)))
        or (
            _MAKERS.search(found.string[max(0, found.start() - 200) : found.end() + 100])
            and not kind
            and not _COUNTS.match(found.string, found.end())
        )
    ):
        return found[0]
    number = paired(found["number"])
    if kind:
        number += " " + paired(kind) + (f" {spelled(found['of'])}" if found["of"] else "")
    elif found["x"]:
        number += " X"
    return (plural(number) if found["s"] else number) + (found["named"] or "")


def _section(found: re.Match[str]) -> str:
    """401(k) and 501(c)(3), as Americans call them."""
    letter = found["letter"].upper()
    said = spelled_plural(letter) if found["s"] else spelled(letter)
    part = f" {decimal(found['part'])}" if found["part"] else ""
    return f"{paired(found['number'])} {said}{part}"


def _pair(found: re.Match[str]) -> str:
    right = found["right"]
    return f"{spelled(found['left'])} and {spelled_plural(right) if found['s'] else spelled(right)}"


def _of(found: re.Match[str]) -> str:
    """MoD, BoK, IoT."""
    letters = found["letters"].upper()
    return spelled_plural(letters) if found["s"] else spelled(letters)


def _rating(found: re.Match[str]) -> str:
    return f"{spelled(found['letters'])} {'plus' if found['sign'] == '+' else 'minus'}"


def _model(found: re.Match[str]) -> str:
    if not _OURS.match(found[0]) and not _OURS.search(found[0].rpartition("-")[2]):
        return found[0]
    said: list[str] = []
    for run in _RUN.findall(found[0]):
        if run == "-":
            continue
        if run[0].isdigit():
            said.append(decimal(run) if "." in run or len(run) < 3 else paired(run))
        elif run == "s" and said:
            said[-1] = plural(said[-1])
        else:
            said.append(_letters(run))
    return " ".join(said)


def _letters(run: str) -> str:
    if not run.rstrip("s").isupper():
        return run
    if run.endswith("s"):
        return spelled_plural(run[:-1])
    if len(run) > 1 and not is_spelled(run):
        return readings("acronyms").get(run, run)
    return spelled(run)


def read(text: str) -> str:
    """Initials with dots and without. A text that is all in capitals is read as words."""
    text = _MIXED.sub(lambda found: readings("mixed")[found[0]], text)
    text = _RATING.sub(_rating, text)
    text = _PAIR.sub(_pair, text)
    text = _OF.sub(_of, text)
    text = _INITIALS.sub(_initials, text)
    text = _LOWER_INITIALS.sub(_initials, text)
    text = _INITIAL.sub(_initial, text)
    if _is_shouted(text):
        return _CAPITALS.sub(_shouted, text)
    text = _CAPITALS.sub(_capitals, text)
    return _LETTER_A.sub("eh", text)


def _initials(found: re.Match[str]) -> str:
    letters = found["letters"].replace(".", "").upper()
    of = found.groupdict().get("of")
    if of:
        return spelled_plural(letters)
    dot = stop(found.string, found.end()) if found["dot"] else ""
    return spelled(letters) + dot


def _initial(found: re.Match[str]) -> str:
    letter = found["letter"] or found["a"] or found["first"]
    return spelled(letter) + stop(found.string, found.end())


def _capitals(found: re.Match[str]) -> str:
    letters, of = found["letters"], found["of"] or ""
    if is_spelled(letters):
        return spelled_plural(letters) if of else spelled(letters)
    return readings("acronyms").get(letters, letters) + of


def _is_shouted(text: str) -> bool:
    """Whether most of the words, and more than three, are in capitals."""
    found = re.findall(r"[^\W\d_]{2,}", text)
    capitals = [word for word in found if word.isupper()]
    return len(capitals) > 3 and len(capitals) > _SHOUTED * len(found)


def _shouted(found: re.Match[str]) -> str:
    letters = found["letters"]
    if letters in readings("acronyms") or letters in _NEVER_WORDS:
        return _capitals(found)
    return found[0].lower()


_NEVER_WORDS = words("initialisms") - {"IT", "US", "WHO", "ID", "OK", "AP", "ET", "ER", "EV"}
"""Initials that are such in a headline all in capitals too."""
