"""What two texts that should say the same do not share."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "number", "unit", "date", "name", "negation", "direction", "quotation", "speaker", "length"
]

Span = tuple[int, int]
"""Where in a text: from this character to before that one."""

SERIOUS = 0.6
"""From here on a finding is told to people: nine of ten such findings should be true."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that one text says and the text made of it does not, or says otherwise.

    `message` is for people, in one line. `source` and `made` are where in the two texts, or None.
    `sure` runs from 0 to 1. `expected` is what the first text says, `found` what stands in the
    other instead; either may be empty.
    """

    kind: Kind
    message: str
    source: Span | None = None
    made: Span | None = None
    sure: float = 1.0
    expected: str = ""
    found: str = ""


def serious(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Those that people should hear of."""
    return tuple(finding for finding in findings if finding.sure >= SERIOUS)


def one_line(text: str) -> str:
    """Valid text on one line, of which the spans of findings tell places: white space is single
    spaces, half surrogate pairs are marked."""
    return " ".join(text.encode("utf-8", "replace").decode("utf-8").split())
