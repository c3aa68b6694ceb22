"""What a text that was made of another says otherwise: plain values, told in one line each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "number",
    "unit",
    "date",
    "name",
    "negation",
    "direction",
    "quotation",
    "speaker",
    "length",
    "register",
]

Fault = Literal[
    "missing",
    "instead",
    "added",
    "unit",
    "opposite",
    "denial missing",
    "denial added",
    "unquoted",
    "quoted",
    "speaker",
    "short",
    "term",
    "spelling",
    "register",
    "not in source",
    "elsewhere",
    "unit of source",
    "denied",
    "undenied",
    "misquoted",
]

MESSAGES: Mapping[Fault, str] = {
    "missing": "“{expected}” is not said.",
    "instead": "“{expected}” is not said, but {found}.",
    "added": "“{found}” is said, which the text does not say.",
    "unit": "“{expected}” is said as “{found}”: another unit.",
    "opposite": "“{expected}” is said as “{found}”: the opposite.",
    "denial missing": "“{expected}”: the denial is not said.",
    "denial added": "“{found}” denies what the text does not deny.",
    "unquoted": "“{expected}” is not said as a quotation.",
    "quoted": "“{found}” is quoted, which the text does not do.",
    "speaker": "“{expected}” is put into the words that are quoted.",
    "short": "The Korean has {found} characters for {expected} of English: something is lost.",
    "term": "“{expected}” is not said as the glossary has it.",
    "spelling": "“{found}” is {expected} in the glossary.",
    "register": "“{found}” may be in another style than the rest.",
    "not in source": "“{found}” is not in the article.",
    "elsewhere": "“{found}” is only in another part of the article.",
    "unit of source": "“{found}” is “{expected}” in the article.",
    "denied": "“{found}” denies what the article does not deny.",
    "undenied": "What the article denies (“{expected}”) is said without the denial.",
    "misquoted": "“{found}” is not said so in the article.",
}
"""What people are told of each fault. The last six are a summary's, the others a translation's."""

Span = tuple[int, int]
"""Where in a text: from this character to before that one."""

SERIOUS = 0.6
"""From here on a finding is told to people: nine of ten such findings should be true."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that one text says and the text made of it does not, or says otherwise.

    `expected` is what the first text says, `found` what stands in the other instead; either may be
    empty. `source` and `made` are where in the two texts, each on one line, or None. `sure` runs
    from 0 to 1.
    """

    kind: Kind
    fault: Fault
    expected: str = ""
    found: str = ""
    source: Span | None = None
    made: Span | None = None
    sure: float = 1.0

    @property
    def message(self) -> str:
        """For people, in English and in one line."""
        return MESSAGES[self.fault].format(expected=self.expected, found=self.found)


def serious(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those that people should hear of."""
    return tuple(finding for finding in findings if finding.sure >= SERIOUS)


def one_line(text: str) -> str:
    """Valid text on one line, of which the spans of findings tell places: white space is single
    spaces, half surrogate pairs are marked."""
    return " ".join(text.encode("utf-8", "replace").decode("utf-8").split())
