"""Web and mail addresses, accounts, hashtags and telephone numbers."""

import re

from pipelines.english import letters
from pipelines.english.lists import words
from pipelines.english.numbers import one_by_one

_MAIL = re.compile(
    r"(?<![A-Za-z0-9._%+-])(?P<who>[A-Za-z0-9._%+-]{1,64})@(?P<host>[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5})"
)
_ENDINGS = (
    "com|net|org|gov|edu|mil|int|info|io|ai|tv|me|co|us|uk|kr|kp|jp|cn|de|fr|eu|ru|in|ca|au|news"
)
_WEB = re.compile(
    r"(?<![A-Za-z0-9@./-])(?:(?P<scheme>https?://)|www\.)?(?:www\.)?"
    rf"(?P<host>(?:[A-Za-z0-9-]{{1,63}}\.){{1,5}}(?:{_ENDINGS})|(?(scheme)[A-Za-z0-9.-]{{1,99}}))(?![A-Za-z0-9@-])"
    r"(?::[0-9]{1,5}(?![0-9]))?(?P<path>/[^\s<>\"”)\]]{0,300})?"
)
_LONGEST_PATH = 24
"""Letters of a path that are still read; the rest of a longer address says nothing to an ear."""

_ACCOUNT = re.compile(r"(?<![\w@.])@(?P<name>[A-Za-z0-9_]{1,40})(?![A-Za-z0-9_])")
_HASHTAG = re.compile(r"(?<![\w#&])#(?P<name>[A-Za-z][A-Za-z0-9_]{0,80})(?![A-Za-z0-9_])")
_PIECE = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+|[._/@+%-]")
_INITIALS = words("initialisms") - {"US", "IT"} | {"WWW", "HTTP"}
_SIGNS = {".": "dot", "/": "slash", "-": "dash", "_": "underscore", "@": "at", "+": "plus"}

_PHONE = re.compile(
    r"(?<![\w.,$£€-])(?:"
    r"\+[0-9]{1,3}(?:[ .-]\(?[0-9]{1,4}\)?){2,5}"
    r"|(?:\+?1[ .-])?\([0-9]{2,4}\)[ -]?[0-9]{3,4}[ .-][0-9]{4}"
    r"|(?:\+?1[ .-])?[0-9]{3}[.-][0-9]{3}[.-][0-9]{4}"
    r"|0[0-9]{1,3}[ -][0-9]{3,4}[ -][0-9]{4}"
    r"|1-8[0-9]{2}-[0-9]{3}-[0-9]{4}"
    r")(?![\w-]|[.,][0-9])"
)
_EMERGENCY = re.compile(
    r"(?P<before>\b(?:[Cc]all(?:s|ed|ing)?|[Dd]ial(?:s|ed|ing)?) )?(?<![\w.,$£€-])(?P<number>911|999|112|119)"
    r"(?P<after> (?:call|dispatch|operator|emergency)[a-z]*)?(?![\w]|[.,-][0-9])"
)


def read(text: str) -> str:
    """Addresses, accounts, hashtags and telephone numbers in words."""
    if "@" in text:
        text = _MAIL.sub(lambda found: _spoken(found[0]), text)
        text = _ACCOUNT.sub(lambda found: "at " + _spoken(found["name"]), text)
    if "." in text:
        text = _WEB.sub(_web, text)
    text = _HASHTAG.sub(lambda found: "hashtag " + _spoken(found["name"]), text)
    text = _PHONE.sub(_phone, text)
    return _EMERGENCY.sub(_emergency, text)


def _web(found: re.Match[str]) -> str:
    path = found["path"] or ""
    end = path[len(path.rstrip(".,;:!?'’")) :]
    path = path[: len(path) - len(end)].rstrip("/")
    if not re.fullmatch(rf"[A-Za-z0-9/_.-]{{0,{_LONGEST_PATH}}}", path):
        path = ""
    host = found["host"]
    dot = "." if host.endswith(".") and not path else ""
    return _spoken(host.rstrip(".").lower() + path) + dot + end


def _spoken(address: str) -> str:
    return " ".join(_piece(piece) for piece in _PIECE.findall(address))


def _piece(piece: str) -> str:
    if piece in _SIGNS:
        return _SIGNS[piece]
    if piece.isdigit():
        return one_by_one(piece) if piece[0] == "0" or len(piece) > 4 else piece
    initials = letters.is_spelled(piece) if piece.isupper() else piece.upper() in _INITIALS
    if initials:
        return letters.spelled(piece.upper())
    return "eh" if piece.lower() == "a" else piece


def _phone(found: re.Match[str]) -> str:
    groups = ", ".join(one_by_one(digits) for digits in re.findall("[0-9]+", found[0]))
    return ("plus " if found[0].startswith("+") else "") + groups


def _emergency(found: re.Match[str]) -> str:
    if not (found["before"] or found["after"]):
        return found[0]
    return (found["before"] or "") + one_by_one(found["number"]) + (found["after"] or "")
