"""The words of negation in English and in Korean, as `data/negation.txt` has them."""

import re
from functools import cache

from pipelines.faithful.tables import lines
from pipelines.findings import Span


@cache
def words(section: str) -> re.Pattern[str]:
    """The words of a section. `KeyError` if there is none of that name."""
    return _sections()[section]


@cache
def _sections() -> dict[str, re.Pattern[str]]:
    text = "\n".join(lines("negation"))
    sections = {}
    for section in re.split(r"^\[(?=[a-z])", text, flags=re.MULTILINE)[1:]:
        name, _, each = section.partition("]\n")
        patterns = "|".join(each.splitlines()).split("  ")
        sections[name] = re.compile("|".join(patterns), re.IGNORECASE)
    return sections


def spans(pattern: re.Pattern[str], text: str) -> tuple[Span, ...]:
    """Where a pattern stands in a text."""
    return tuple(match.span() for match in pattern.finditer(text))
