"""The words of negation in English and in Korean, as `data/negation.txt` has them."""

import re
from functools import cache
from importlib.resources import files

from pipelines.findings import Span


@cache
def words(section: str) -> re.Pattern[str]:
    """The words of a section. `KeyError` if there is none of that name."""
    return _sections()[section]


@cache
def _sections() -> dict[str, re.Pattern[str]]:
    text = files("pipelines.faithful").joinpath("data/negation.txt").read_text("utf-8")
    sections = {}
    for section in re.split(r"^\[(?=[a-z])", text, flags=re.MULTILINE)[1:]:
        name, _, lines = section.partition("]\n")
        each = [line for line in lines.splitlines() if line and line[0] != "#"]
        sections[name] = re.compile("|".join("|".join(each).split("  ")), re.IGNORECASE)
    return sections


def spans(pattern: re.Pattern[str], text: str) -> tuple[Span, ...]:
    """Where a pattern stands in a text."""
    return tuple(match.span() for match in pattern.finditer(text))
