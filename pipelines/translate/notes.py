"""What a translation's note tells: what was changed in it on purpose, and what is to be checked.

A note has parts with semicolons between, each with what it is about first: `to check: …`.
"""

import re

CHANGES = ("made formal", "made plain", "names respelled")
"""What begins a part that tells of a change; all others are doubts."""

_DOUBTS = ("to check", "not as in the glossary", "spelled otherwise", "perhaps not")
_BETWEEN = re.compile(rf"; (?=(?:{'|'.join((*CHANGES, *_DOUBTS))})\b)")


def changes(note: str) -> tuple[str, ...]:
    """The parts that tell what was changed: endings of sentences, the spelling of names."""
    return tuple(part for part in _BETWEEN.split(note) if part.startswith(CHANGES))


def doubts(note: str) -> tuple[str, ...]:
    """The parts that whoever relies on the translation should know of."""
    return tuple(part for part in _BETWEEN.split(note) if part and not part.startswith(CHANGES))
