"""What is chosen for a news site: how often it is visited, and how its episodes are made."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from fastapi import Request

from pipelines.engines import Language, Register, find
from pipelines.errors import DeutgiError
from service.access import admitted
from service.page.choices import REGISTERS, lengths, voices
from service.page.rendering import mark as _
from service.page.rendering import say
from service.page.voice_names import called
from service.routes.sources import SourceSettings
from service.sources import Source
from service.subscribing import EVERY, MOST_MOST_NEW, MOST_NEW, SETTINGS

INTERVALS: Mapping[float, str] = {
    1_800: _("Every half hour"),
    3_600: _("Every hour"),
    21_600: _("Every six hours"),
    86_400: _("Every day"),
}
"""How often a site may be visited, by the seconds."""

_OTHER_INTERVALS = (
    (86_400, _("Every %(n)s days")),
    (3_600, _("Every %(n)s hours")),
    (60, _("Every %(n)s minutes")),
)

_VOICES: Mapping[str, Language] = {"voice_en": "en", "voice_ko": "ko"}


def _seconds(every: float) -> str:
    return f"{every:.12g}"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is in the fields, as browsers send it: `every` is in seconds, empty voices are the
    server's own choice."""

    every: str = _seconds(EVERY)
    most_new: str = str(MOST_NEW)
    length: str = "60s"
    voice_en: str = ""
    voice_ko: str = ""
    register: str = "formal"


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with a field, in the page's language; `detail` and `hint` are an engine's own
    English."""

    meaning: str
    detail: str = ""
    hint: str = ""


def chosen_for(source: Source) -> Chosen:
    """What was chosen for a site, here or elsewhere; what nobody chose is as it is usually."""
    given = {name: value for name in SETTINGS if (value := source.settings.get(name))}
    return Chosen(_seconds(source.every), str(source.most_new), **given)


async def sent(request: Request) -> dict[str, str]:
    """A dependency: the fields of the form that was sent."""
    async with request.form(max_files=0, max_fields=20) as form:
        return {name: value for name, value in form.items() if isinstance(value, str)}


def chosen_in(fields: Mapping[str, str]) -> Chosen:
    """What was chosen in the fields of a form; those that did not come are as usual."""
    return Chosen(**{name: fields[name] for name in Chosen.__slots__ if name in fields})


def offered(request: Request, kept: Chosen) -> dict[str, dict[str, str]]:
    """What each field offers, in the page's language. What is `kept` for the site is among it, also
    where it was chosen elsewhere."""
    every = {*map(_seconds, INTERVALS), kept.every}
    return {
        "every": {each: _interval(request, float(each)) for each in sorted(every, key=float)},
        "most_new": {str(n): str(n) for n in range(1, MOST_MOST_NEW + 1)},
        "length": lengths(request, kept.length),
        **{name: _voices(request, of, getattr(kept, name)) for name, of in _VOICES.items()},
        "register": {name: say(request, text) for name, text in REGISTERS.items()},
    }


def mistakes(
    request: Request, chosen: Chosen, offers: Mapping[str, Mapping[str, str]]
) -> dict[str, Wrong]:
    """What is wrong with what was chosen, by the field, in the order of the fields."""
    found: dict[str, Wrong] = {}
    for field, options in offers.items():
        value = getattr(chosen, field)
        if value not in options:
            found[field] = Wrong(say(request, _("Choose one of these.")))
        elif field in _VOICES and not _can_speak(request, _VOICES[field], value):
            text = _("This voice cannot be used here. Choose another.")
            found[field] = Wrong(say(request, text))
    return found


def settings_of(chosen: Chosen) -> SourceSettings:
    """The settings of a site's episodes that were chosen, without `mistakes`."""
    return SourceSettings(
        length=chosen.length,
        voice_en=chosen.voice_en,
        voice_ko=chosen.voice_ko,
        register=cast(Register, chosen.register),
    )


def in_words(request: Request, chosen: Chosen) -> list[str]:
    """What is chosen for a site, as the list of sites says it in the page's language."""
    length = lengths(request, chosen.length)[chosen.length]
    style = REGISTERS.get(cast(Register, chosen.register), chosen.register)
    words = [
        _interval(request, float(chosen.every)),
        say(request, _("At most %(n)s articles a visit"), n=chosen.most_new),
        say(request, _("Summary: %(length)s"), length=length),
        say(request, _("Korean: %(style)s"), style=say(request, style)),
    ]
    if chosen.voice_en:
        voice = called(request, chosen.voice_en)
        words.append(say(request, _("English voice: %(voice)s"), voice=voice))
    if chosen.voice_ko:
        voice = called(request, chosen.voice_ko)
        words.append(say(request, _("Korean voice: %(voice)s"), voice=voice))
    return words


def _interval(request: Request, seconds: float) -> str:
    if seconds in INTERVALS:
        return say(request, INTERVALS[seconds])
    unit, text = next(
        (each for each in _OTHER_INTERVALS if seconds % each[0] == 0), _OTHER_INTERVALS[-1]
    )
    return say(request, text, n=round(seconds / unit))


def _voices(request: Request, language: Language, kept: str) -> dict[str, str]:
    """The voices there are, and the one that was kept, which may be none of them: a mixture, or
    one whose engine is gone."""
    there = voices(request, language)
    if kept in there:
        return there
    name = called(request, kept)
    if not _can_speak(request, language, kept):
        name = say(request, _("%(voice)s: cannot be used here"), voice=name)
    return {**there, kept: name}


def _can_speak(request: Request, language: Language, voice: str) -> bool:
    if not voice:
        return True
    try:
        return language in find("speak", admitted("speak", voice, request)).ABOUT.languages
    except DeutgiError:
        return False
