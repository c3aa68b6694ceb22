"""Google Translate's voice, by way of the library gTTS: online, in English and in Korean.

The service is nobody's to lean on: at most two requests at once, pauses that grow where it is
busy, and never a request before the moment it names. See pndurette/gTTS, MIT.
"""

import base64
import binascii
import re
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.engines import About, Language, Readiness
from pipelines.errors import EngineUnavailable
from pipelines.results import Speech
from pipelines.speak import clauses, tempo
from pipelines.speak.foreign import heard, samples_from

if TYPE_CHECKING:
    import ssl

    import httpx
    from tenacity import RetryCallState

ABOUT = About(
    name="gtts",
    stage="speak",
    summary="Google's online voice: what it reads aloud is sent to Google.",
    licence="Google's terms; online (the library gTTS: MIT)",
    network="always",
    extra="gtts",
)

ACCENTS = {
    "en-us": "com",
    "en-gb": "co.uk",
    "en-au": "com.au",
    "en-ca": "ca",
    "en-in": "co.in",
    "en-ie": "ie",
    "en-za": "co.za",
}
"""Accents of English, and which of Google's addresses speaks each (gTTS, "Localized accents")."""

DEFAULT = "en-us"
"""The accent where `gtts` is named without one."""

AT_ONCE = 2
"""Requests that a process makes at the same time, over all its threads."""

_CHARACTERS = 100  # that the service takes at a time
_LARGEST = 4_000_000  # bytes of an answer; a hundred characters are about 50,000
_CONNECT = 5.0  # seconds
_ANSWER = 20.0  # seconds for all of an answer
_TRIES = 4
_UNREACHABLE_TRIES = 2  # a connection that breaks is tried again, a missing network not for long
_FIRST_WAIT = 1.0  # seconds; doubled with each try
_LONGEST_WAIT = 60.0  # seconds; where the service asks for more, it is left alone

_INSTALL = 'pip install "deutgi[gtts]"'
_ANOTHER = "Choose another voice: deutgi voices"
_AUDIO = re.compile(rb'jQ1olc","\[\\"(.*?)\\"')  # a line of the answer: [["wrb.fr","jQ1olc","[\"…
_EQUALS = re.compile(rb"\\+u003d")

_PLACES = threading.BoundedSemaphore(AT_ONCE)


def readiness(model: str, home: Path) -> Readiness:
    """Whether gTTS is installed and knows the accent; asks no network and imports nothing."""
    from importlib.util import find_spec

    if model and model not in ACCENTS:
        return Readiness(False, f"there is no accent “{model}”", "deutgi voices")
    if find_spec("gtts") is None:
        return Readiness(False, "gtts is not installed", _INSTALL)
    return Readiness(True, "online: texts are sent to Google")


def models(home: Path) -> tuple[str, ...]:
    """The accents of English, the default first; Korean has one."""
    return tuple(ACCENTS)


def open(model: str, home: Path) -> "Gtts":  # noqa: A001 (the name that engines have)
    """The voice with an accent. Asks no network yet. Raises EngineUnavailable."""
    if model and model not in ACCENTS:
        raise EngineUnavailable(
            f"gtts has no accent “{model}”.", f"Choose from {', '.join(ACCENTS)}."
        )
    ready = readiness(model, home)
    if not ready.ready:
        raise EngineUnavailable(f"gtts cannot run: {ready.detail}.", ready.fix)
    return Gtts(model or DEFAULT)


class Gtts:
    """Google's voice. May be used from several threads: no more than two are answered at once."""

    languages: frozenset[Language] = frozenset({"en", "ko"})

    def __init__(self, accent: str = DEFAULT) -> None:
        """`accent` is one of `ACCENTS`; it concerns English alone."""
        self.name = f"gtts:{accent}"
        self._accent = accent

    def speak(self, sentence: str, language: Language, speed: float = 1.0) -> Iterator[Speech]:
        """The sentence in pieces of at most a hundred characters, each as it comes.

        Raises EngineUnavailable where Google cannot be reached, has had too many requests or
        answers with anything but speech, EngineFailed where that is no sound.
        """
        import httpx

        domain = ACCENTS[self._accent] if language == "en" else "com"
        carried = ""
        with httpx.Client(
            timeout=httpx.Timeout(_ANSWER, connect=_CONNECT),
            follow_redirects=True,
            verify=_certificates(),
        ) as client:
            for text, said in heard(clauses.pieces(sentence, _CHARACTERS, len)):
                text = f"{carried} {text}".strip()
                samples = samples_from(_fetched(client, said, language, domain), self.name)
                carried = "" if samples.size else text
                if samples.size:
                    yield Speech(tempo.at_speed(samples, speed), text, self.name)


@cache
def _certificates() -> "ssl.SSLContext":
    """Whom to trust: read once, since that takes longer than many an answer."""
    import httpx

    return httpx.create_ssl_context()


class _LaterError(Exception):
    """The request may succeed later: in `after` seconds, where Google says."""

    def __init__(self, error: EngineUnavailable, tries: int, after: float | None = None) -> None:
        super().__init__(error.message)
        self.error = error
        self.tries = tries
        self.after = after


def _fetched(client: "httpx.Client", text: str, language: Language, domain: str) -> bytes:
    """The text as an MP3, asked for as often as is polite. Raises EngineUnavailable.

    Whoever has been told to wait keeps their place: others do not go on knocking meanwhile.
    """
    from tenacity import Retrying, retry_if_exception_type

    request = _request(text, language, domain)
    try:
        with _PLACES:
            return Retrying(
                retry=retry_if_exception_type(_LaterError), stop=_enough, wait=_pause, reraise=True
            )(_answer, client, request)
    except _LaterError as later:
        raise later.error from later.__cause__


def _request(text: str, language: Language, domain: str) -> Any:
    """What gTTS would send; we send it, since gTTS takes any certificate for Google's."""
    try:
        from gtts import gTTS
    except ImportError as error:
        raise EngineUnavailable(f"gtts cannot be loaded: {error}.", _INSTALL) from error
    (request,) = gTTS(
        text.encode("utf-8", "ignore").decode(),  # no lone surrogates
        tld=domain,
        lang=language,
        lang_check=False,
        pre_processor_funcs=[],  # they may make the text longer than it may be
    )._prepare_requests()
    return request


def _answer(client: "httpx.Client", request: Any) -> bytes:
    """One request, and the MP3 in its answer. Raises _LaterError, EngineUnavailable."""
    import httpx

    until = time.monotonic() + _ANSWER
    body = bytearray()
    try:
        with client.stream(
            "POST", request.url, content=request.body, headers=dict(request.headers)
        ) as response:
            status = response.status_code
            if status == 200:
                for part in response.iter_bytes():
                    body += part
                    if len(body) > _LARGEST:
                        raise _unexpected("more than a piece of speech can be")
                    if time.monotonic() > until:
                        raise httpx.ReadTimeout("the answer does not end")
    except httpx.TransportError as error:
        raise _LaterError(_unreachable(request, error), _UNREACHABLE_TRIES) from error
    except (httpx.RequestError, httpx.InvalidURL) as error:
        raise _unexpected(str(error)) from error
    if status == 429 or status >= 500:
        after = _seconds(response.headers.get("Retry-After", ""))
        raise _LaterError(_busy(status, after), _TRIES, after)
    if status != 200:
        raise _unexpected(f"status {status}")
    return _speech(bytes(body))


def _speech(body: bytes) -> bytes:
    found = _AUDIO.search(body)
    if not found:
        raise _unexpected("no speech in it")
    try:
        return base64.b64decode(_EQUALS.sub(b"=", found[1]), validate=True)
    except binascii.Error as error:
        raise _unexpected("damaged speech in it") from error


def _enough(state: "RetryCallState") -> bool:
    later = _later(state)
    return state.attempt_number >= later.tries or (later.after or 0.0) > _LONGEST_WAIT


def _pause(state: "RetryCallState") -> float:
    from tenacity import wait_exponential, wait_random

    after = _later(state).after
    if after is not None:
        return after
    grown = wait_exponential(multiplier=_FIRST_WAIT, max=_LONGEST_WAIT)
    return (grown + wait_random(0, _FIRST_WAIT))(state)


def _later(state: "RetryCallState") -> _LaterError:
    error = state.outcome.exception() if state.outcome else None
    assert isinstance(error, _LaterError)  # noqa: S101 (nothing else is tried again)
    return error


def _seconds(retry_after: str) -> float | None:
    """`Retry-After` in seconds from now, from seconds or an HTTP date (RFC 9110, 10.2.3)."""
    if re.fullmatch(r"\s*\d{1,9}\s*", retry_after, re.ASCII):
        return float(retry_after)
    try:
        moment = parsedate_to_datetime(retry_after)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())


def _busy(status: int, after: float | None) -> EngineUnavailable:
    why = "has had too many requests" if status == 429 else "is out of order"
    wait = f"; it asks to wait {after:,.0f} seconds" if after else ""
    return EngineUnavailable(
        f"Google's voice {why} (status {status}){wait}.", f"Wait a while, or: {_ANOTHER.lower()}"
    )


def _unreachable(request: Any, error: Exception) -> EngineUnavailable:
    from urllib.parse import urlsplit

    host = urlsplit(request.url).hostname
    return EngineUnavailable(
        f"Google's voice cannot be reached: no network, or {host} does not answer "
        f"({error or 'timed out'}).",
        _ANOTHER,
    )


def _unexpected(what: str) -> EngineUnavailable:
    return EngineUnavailable(
        f"Google's voice gave an unexpected answer: {what}.",
        f"{_ANOTHER} (or a newer gTTS may know more: pip install --upgrade gtts)",
    )
