"""Pages made of templates, in somebody's language and look, and the headers that guard them."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from typing import Any

from babel import Locale
from babel.dates import format_date, format_datetime
from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from audio_out.text import clean
from service.page import look
from service.page.assets import asset
from service.page.telling import told
from service.page.words import (
    LANGUAGES,
    NAMES,
    Language,
    locale_of,
    preferred,
    translations,
    words_of_scripts,
)

TEMPLATES = Path(__file__).parent / "templates"

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "media-src 'self' blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types deutgi",
    )
)
"""No code and no style in the pages themselves, and nothing from anywhere else (CSP level 3)."""

_HEADERS = {
    "Content-Security-Policy": POLICY,
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "private, no-cache",
    "Vary": "Cookie, Accept-Language",
}


def prepare() -> None:
    """Read the templates' environments now, and not when the first page is asked for."""
    for language in LANGUAGES:
        _environment(language)


def page(
    request: Request,
    template: str,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    **values: Any,
) -> Response:
    """A page. Its template also knows `language`, `look`, `here` (the address without its host),
    `may` (what the caller's key opens), `signed_in`, and what `_environment` gives it."""
    wanted = look.look_of(request)
    language = language_of(request)
    query = request.url.query
    caller = getattr(request.state, "caller", None)
    body = (
        _environment(language)
        .get_template(template)
        .render(
            {
                "request": request,
                "look": wanted,
                "language": language,
                "languages": NAMES,
                "words_of_scripts": words_of_scripts(language),
                "here": request.url.path + (f"?{query}" if query else ""),
                "may": caller.scopes if caller else frozenset(),
                "signed_in": bool(caller and caller.key),
                **values,
            }
        )
    )
    told = {**_HEADERS, "Content-Language": language, **(headers or {})}
    # Halves of characters may be in what somebody sent, and no page can hold them.
    return HTMLResponse(body.encode("utf-8", "replace"), status, told)


def to(address: str, status: int = 303) -> Response:
    """Send the browser to another page of ours, as after a form (Post/Redirect/Get)."""
    return RedirectResponse(address, status, {"Cache-Control": "no-store"})


def language_of(request: Request) -> Language:
    """The language in which somebody sees the page."""
    return preferred(request, look.look_of(request).language)


def say(request: Request, text: str, **values: object) -> str:
    """A text of ours in the page's language. Write `say(request, _("…"))` with `_ = mark`."""
    said = translations(language_of(request)).gettext(text)
    return said % values if values else said


def mark(text: str) -> str:
    """Mark a text as one that catalogues translate; it is translated where it is shown."""
    return text


@cache
def _environment(language: Language) -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_translations(translations(language), newstyle=True)  # type: ignore[attr-defined]
    locale = locale_of(language)
    made.globals |= {"asset": asset, "choices": look.choices}
    made.filters |= {
        "date": partial(_date, locale),
        "length": partial(_length, translations(language).gettext),
        "moment": partial(_moment, locale),
        "clean": clean,
        "told": partial(told, page=language),
    }
    return made


def _date(locale: Locale, when: datetime | str | None) -> str:
    """A day in words. What is no date is shown as it is."""
    if when is None:
        return ""
    if isinstance(when, str):
        try:
            when = datetime.fromisoformat(when)
        except ValueError:
            return str(when)
    day = when.astimezone() if when.tzinfo else when.replace(tzinfo=UTC)
    return str(format_date(day, "long", locale=locale))


def _moment(locale: Locale, when: float) -> str:
    """A moment, in seconds since 1970, in words: by the server's clock."""
    return str(format_datetime(datetime.fromtimestamp(when).astimezone(), "medium", locale=locale))


def _length(gettext: Callable[[str], str], seconds: float) -> str:
    """A length of sound in words that a screen reader says well: 1 min 5 s."""
    minutes, rest = divmod(round(seconds), 60)
    if not minutes:
        return gettext(mark("%(seconds)s s")) % {"seconds": rest}
    return gettext(mark("%(minutes)s min %(seconds)s s")) % {"minutes": minutes, "seconds": rest}
