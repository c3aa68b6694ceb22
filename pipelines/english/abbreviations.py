"""Titles, companies, states and what else is cut short with a dot."""

import re

from pipelines.english.lists import any_of, readings
from pipelines.english.numbers import one_by_one
from pipelines.english.stops import stop

_NUMBER = re.compile(r"(?:\b(?P<no>No)\.|№|\b(?P<nos>Nos)\.)\s?(?=[0-9])|(?<![\w&#])#(?=[0-9])")
_PAGE = {
    "p": "page", "pp": "pages", "ch": "chapter", "Ch": "chapter", "vol": "volume", "Vol": "volume", "Fig": "figure",
    "Art": "article", "c": "circa", "ca": "circa",
}  # fmt: skip
_PAGES = re.compile(rf"(?<![\w.])(?P<page>{any_of(_PAGE)})\.\s?(?=[0-9])")
_TITLE = re.compile(
    rf"(?<![\w.'’-])(?P<title>{any_of(readings('titles'))})"
    r"(?=(?:-| (?:and )?)[\"“]?[A-Z])"
)
_GENERATION = re.compile(r" (?:[A-Z]|[XYZ]ers?|Alpha|Beta|AI|Con)\b(?!\.)")
_STREET = re.compile(r"(?<=[a-z0-9] )(?P<way>St|Dr)\.(?! [A-Z])(?=\W|$)")
_WALL_STREET = re.compile(
    r"\b(?P<name>Wall|Main|High|Fleet|Downing|[0-9]{1,3}(?:st|nd|rd|th)) St\b\.?"
)
_COMPANY = re.compile(r"(?<=[\w)&] )Co\.(?!\w)")
_ABBREVIATED = re.compile(rf"(?<![\w.'’-])(?P<short>{any_of(readings('abbreviations'))})(?!\w)")
_VERSUS = re.compile(r"(?<=[a-z] )(?:v\.|vs?)(?= [A-Z])|(?<= )vs(?= )")

_STATES = readings("states")
_DOTTED = [state for state in _STATES if state.endswith(".")]
_POSTAL = [state for state in _STATES if not state.endswith(".")]
_NAMES = _STATES | {name: name for name in _STATES.values()}
_NAMES |= {state.removesuffix("."): name for state, name in _STATES.items()}
_PARTIES = {"D": "Democrat", "R": "Republican", "I": "independent"}
_PARTY = re.compile(rf"(?<![\w.])(?P<party>[DRI])-(?P<state>{any_of(_NAMES)})(?!\w)")
_SIDES = {"N": "North", "S": "South", "E": "East", "W": "West"}
_SIDE = re.compile(
    r"(?<![\w.])(?P<side>[NSEW])(?:\.\s?|(?=Korea))(?=(?:Korea|Carolin|Dakota|Sudan|Yemen|Macedonia|Ireland|Ir[ie]|Africa|"
    r"Vietnam|Timor|Jerusalem|Virginia|German|Osseti)[a-z]*\b|Bank\b)"
)
_CITY = r"(?P<city>(?<!\w)(?!(?:Well|Yes|Yeah|No|Oh|So|Okay|And|But|Hey|Sure|Ok)\b)[A-Z][\w.'’-]{1,30}, )"
_IN_CITY = re.compile(rf"{_CITY}(?P<state>{any_of(_DOTTED)})(?!\w)")
_IN_CITY_POSTAL = re.compile(
    rf"{_CITY}(?P<state>{any_of(_POSTAL)})(?:\.(?=\s|$)|(?=[,;:)”\"]|\s?$| [a-z—–-]| [0-9]{{5}}(?![0-9])))"
)
_ZIP = re.compile(
    rf"(?:{any_of(dict.fromkeys(_STATES.values()))}),? (?P<zip>[0-9]{{5}})(?![\w,-]|\.[0-9])"
)
_ALONE = re.compile(
    r"(?<![\w.])(?P<state>Calif|Conn|Ariz|Fla|Mich|Minn|Okla|Tenn|Colo|Wyo)\.(?!\w)"
)


def read(text: str) -> str:
    """What is cut short in full. A dot that ends the sentence too stays."""
    text = _NUMBER.sub(lambda found: "numbers " if found["nos"] else "number ", text)
    text = _PAGES.sub(lambda found: _PAGE[found["page"]] + " ", text)
    text = _SIDE.sub(lambda found: _SIDES[found["side"]] + " ", text)
    text = _PARTY.sub(lambda found: f"{_PARTIES[found['party']]} of {_dotted(found)}", text)
    text = _IN_CITY.sub(lambda found: found["city"] + _dotted(found), text)
    text = _IN_CITY_POSTAL.sub(_postal, text)
    text = _ALONE.sub(lambda found: _STATES[found[0]] + stop(found.string, found.end()), text)
    text = _WALL_STREET.sub(_street_name, text)
    text = _STREET.sub(_way, text)
    text = _TITLE.sub(_title, text)
    text = _COMPANY.sub(_company, text)
    text = _VERSUS.sub("versus", text)
    text = _ZIP.sub(_zip, text)
    return _ABBREVIATED.sub(_abbreviated, text)


def _title(found: re.Match[str]) -> str:
    if found["title"] == "St." and stop(found.string, found.end()):
        return "Street."
    if found["title"] == "Gen" and _GENERATION.match(found.string, found.end()):
        return found[0]
    return readings("titles")[found["title"]]


def _zip(found: re.Match[str]) -> str:
    return found[0][: -len(found["zip"])] + one_by_one(found["zip"])


def _dotted(found: re.Match[str]) -> str:
    state = found["state"]
    return _NAMES[state] + (stop(found.string, found.end()) if state.endswith(".") else "")


def _postal(found: re.Match[str]) -> str:
    dot = stop(found.string, found.end()) if found[0].endswith(".") else ""
    return f"{found['city']}{_STATES[found['state']]}{dot}"


def _street_name(found: re.Match[str]) -> str:
    dot = stop(found.string, found.end()) if found[0].endswith(".") else ""
    return f"{found['name']} Street{dot}"


def _way(found: re.Match[str]) -> str:
    way = {"St": "Street", "Dr": "Drive"}[found["way"]]
    return way + stop(found.string, found.end())


def _company(found: re.Match[str]) -> str:
    return "company" + stop(found.string, found.end())


def _abbreviated(found: re.Match[str]) -> str:
    said = readings("abbreviations")[found["short"]]
    dot = stop(found.string, found.end()) if found["short"].endswith(".") else ""
    return said + dot
