"""What of a sentence is quotation, also where a mark's fellow is in another sentence."""

import re

_OPENING = re.compile(r"(?:(?<=[\s(\[—–/‘'-])|^)[\"”](?=[^\s.,;:!?)\]—–-])")
_PAIR = re.compile(r"“[^”]*”|«[^»]*»|‘[^‘]*?[.,!?…]’(?!\w)")
_UNTIL_CLOSED = re.compile(r"^.*(?<!\d)”")  # 5' 10” is a length
_SINCE_OPENED = re.compile(r"“.*$")


def oriented(text: str) -> str:
    """The text with “ where a quotation opens, ” where one closes, by what stands beside it."""
    return _OPENING.sub("“", text).replace('"', "”")


def unquoted(text: str) -> str:
    """The text without its quotations.

    What stands before a closing mark without an opening one is quotation, and what stands after
    an opening mark without a closing one.
    """
    text = _UNTIL_CLOSED.sub(" ", _PAIR.sub(" ", oriented(text)))
    return _SINCE_OPENED.sub(" ", text)
