"""How long a summary may be, as people write it: `5`, `60s`, `2m`, `1m30s`."""

import re

from pipelines.errors import DeutgiError
from pipelines.results import Length

_DURATION = re.compile(r"(?:(\d+)\s*m(?:in)?)?\s*(?:(\d+)\s*s(?:ec)?)?", re.IGNORECASE)
_LONGEST_SECONDS = 30 * 60
_MOST_SENTENCES = 300

LONGEST = 20
"""Characters that a length may have. (Python makes no number of more than 4,300 digits.)"""


def parse_length(text: str) -> Length:
    """Sentences for a bare number, seconds of speech for one with `s` or `m`.

    Raises DeutgiError for anything else, for nothing, and for more than half an hour.
    """
    text = text.strip()
    if len(text) > LONGEST:
        text = f"{text[:LONGEST]}…"
    elif text.isdecimal():
        if 1 <= int(text) <= _MOST_SENTENCES:
            return Length(sentences=int(text))
    elif text and (found := _DURATION.fullmatch(text)):
        seconds = 60 * int(found[1] or 0) + int(found[2] or 0)
        if 1 <= seconds <= _LONGEST_SECONDS:
            return Length(seconds=float(seconds))
    raise DeutgiError(
        f"“{text}” is no length for a summary.",
        f"Give sentences (1 to {_MOST_SENTENCES}: --length 5) or time (up to 30m: --length 90s).",
    )
