"""Voices as people read and hear their names: “Kumo, a man's voice” for `kokoro:jm_kumo`."""

import re
from collections.abc import Sequence
from pathlib import Path

from fastapi import Request

from pipelines.engines import Language, split_name
from service.page.rendering import mark as _
from service.page.rendering import say
from service.saying import all_voices

# Kokoro's voices: a letter for the language, one for the speaker, and a name.
# Supertonic's: the speaker and a number.
_SPEAKER = re.compile(r"[a-z]([fm])_(\w+)|([FM])(\d+)")


def ready(language: Language, home: Path) -> Sequence[str]:
    """The names of the voices that can be asked to speak a language: none whose model is missing,
    and none that sends texts away."""
    return [each.name for each in all_voices(home, language) if each.ready and not each.online]


def called(request: Request, name: str) -> str:
    """What people call a voice, in the page's language."""
    engine, model = split_name(name)
    found = _SPEAKER.fullmatch(model)
    if not found:
        return f"{model} ({engine})" if model else engine
    of, who = found[1] or found[3], found[2] or found[4]
    text = _("%(name)s, a woman (%(engine)s)") if of in "fF" else _("%(name)s, a man (%(engine)s)")
    return say(request, text, name=who.capitalize(), engine=engine.capitalize())
