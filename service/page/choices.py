"""What forms let people choose for an episode, in words: its length, and how its Korean ends."""

from collections.abc import Mapping
from typing import TypeVar

from fastapi import Request

from pipelines.engines import Register
from service.page.rendering import mark as _
from service.page.rendering import say

Value = TypeVar("Value", str, int)

LENGTHS: Mapping[str, str] = {
    "30s": _("About half a minute"),
    "60s": _("About 1 minute"),
    "90s": _("About a minute and a half"),
    "2m": _("About 2 minutes"),
    "3m": _("About 3 minutes"),
    "5m": _("About 5 minutes"),
    "10m": _("About 10 minutes"),
}
"""How long a summary may be, as `service.length` reads it and as people say it."""

REGISTERS: Mapping[Register, str] = {
    "formal": _("As news is read"),
    "plain": _("As newspapers print it"),
    "as-is": _("As it was translated"),
}
"""How the sentences of a model's Korean may end."""

ENDINGS: Mapping[Register, str] = {"formal": "…습니다", "plain": "…다"}
"""What such a sentence then ends in."""


def said(request: Request, choices: Mapping[Value, str]) -> dict[Value, str]:
    """Choices in the page's language."""
    return {value: say(request, text) for value, text in choices.items()}


def lengths(request: Request, chosen: str) -> dict[str, str]:
    """The lengths to choose from; one that somebody sent otherwise is among them as it came."""
    offered = said(request, LENGTHS)
    return offered if chosen in offered else {**offered, chosen: chosen}
