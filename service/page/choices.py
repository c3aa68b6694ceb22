"""What forms let people choose for episodes, in words: length, voices, how their Korean ends."""

from collections.abc import Mapping
from functools import partial
from typing import TypeVar

from fastapi import Request

from pipelines.engines import Language, Register, split_name
from service.page.rendering import mark as _
from service.page.rendering import say
from service.page.voice_names import called, ready
from service.routes.voices import usual

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
    """The lengths to choose from; one that was chosen elsewhere is among them as it came."""
    offered = said(request, LENGTHS)
    if chosen in offered:
        return offered
    words = say(request, _("Sentences: %(n)s"), n=chosen) if chosen.isdecimal() else chosen
    return {**offered, chosen: words}


def voices(request: Request, language: Language) -> dict[str, str]:
    """The voices to choose from and what people call them: the usual one, without a name, then
    those of its kind, then others."""
    state = request.app.state
    first = usual(language, state.settings.profile, state.models)
    names = sorted(ready(language, state.models), key=partial(_likeness, first or ""))
    if first:
        usually = say(request, _("As usual: %(voice)s"), voice=called(request, first))
    else:
        usually = say(request, _("As usual: none is ready"))
    return {"": usually} | {name: called(request, name) for name in names if name != first}


def _likeness(usual: str, name: str) -> int:
    return 0 if split_name(name)[0] == split_name(usual)[0] else 1
