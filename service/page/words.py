"""The page's two languages: which one somebody wants, and its catalogue of words."""

import io
import re
from functools import cache
from pathlib import Path
from typing import Literal, cast, get_args

from babel import Locale, negotiate_locale
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from fastapi import Request

Language = Literal["en", "ko"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
NAMES: dict[Language, str] = {"en": "English", "ko": "한국어"}

LOCALE = Path(__file__).parent / "locale"

_QUALITY = re.compile(r";\s*q=([0-9.]+)")


Of = Literal["page", "reports"]
"""What a catalogue has words for: what the page says itself, or what the program reports to it (see
`service.page.reports`)."""


def catalogue_file(language: Language, of: Of = "page") -> Path:
    """Where the words of a language are. English ones are in the templates themselves."""
    return LOCALE / (f"{language}.po" if of == "page" else f"{language}-{of}.po")


def preferred(request: Request, chosen: str = "") -> Language:
    """The language that was chosen, else the one the browser asks for, else English."""
    if chosen in LANGUAGES:
        return chosen
    wanted: list[tuple[float, str]] = []
    for part in request.headers.get("accept-language", "")[:500].split(","):
        quality = _QUALITY.search(part)
        try:
            weight = float(quality[1]) if quality else 1.0
        except ValueError:
            continue
        if weight > 0:
            wanted.append((-weight, part.split(";")[0].strip()))
    ranked = [tag for _, tag in sorted(wanted, key=lambda each: each[0])]
    found = negotiate_locale(ranked, LANGUAGES, sep="-")
    return cast(Language, found or "en")


@cache
def catalogue(language: Language, of: Of = "page") -> Catalog:
    """The words of a language as they were written for it."""
    file = catalogue_file(language, of)
    if not file.exists():
        return Catalog(language)
    with file.open("rb") as opened:
        return read_po(opened, language)


@cache
def translations(language: Language) -> NullTranslations:
    """What turns the page's English into a language. No compiled file is needed for it."""
    if language == "en":
        return NullTranslations()
    compiled = io.BytesIO()
    write_mo(compiled, catalogue(language))
    compiled.seek(0)
    return Translations(compiled)


@cache
def words_of_scripts(language: Language) -> dict[str, str]:
    """What the modules in `static/` say, in a language: empty for English."""
    if language == "en":
        return {}
    return {
        str(message.id): str(message.string)
        for message in catalogue(language)
        if message.id and any(place.endswith(".js") for place, _ in message.locations)
    }


@cache
def locale_of(language: Language) -> Locale:
    """By which dates and numbers are written."""
    return Locale.parse(language)
