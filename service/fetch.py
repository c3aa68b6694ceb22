"""Fetching an article from the web: one plain GET, bounded in redirects, bytes and seconds, and
for links from outside in where it may go."""

import codecs
import re
import socket
import ssl
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, replace
from importlib.metadata import PackageNotFoundError, version
from threading import Thread
from typing import TypeVar
from urllib.parse import urljoin
from urllib.request import getproxies

import httpx

from pipelines.article import Article
from pipelines.encoding import declared_charset, decoded, kind_of, refuse
from pipelines.errors import UnreadableSource
from pipelines.reading import from_html, from_text
from service.reach import Reach, guard, not_public, refusals, require_public


@dataclass(frozen=True, slots=True)
class Limits:
    """What fetching may cost: `bytes` of a page, unpacked; hops of a redirect; and seconds to
    connect, to wait for the next bytes, and for everything together."""

    bytes: int = 10_000_000
    redirects: int = 10
    connect_seconds: float = 10.0
    read_seconds: float = 15.0
    total_seconds: float = 45.0


LIMITS = Limits()

T = TypeVar("T")

_PASTE = "Open it in a browser, copy the article and paste it: deutgi listen -"
_LATER = "Try again later, or paste the article's text: deutgi listen -"
_PAGES = frozenset({"text/html", "application/xhtml+xml", "application/xml", "text/xml"})
_UNSURE = frozenset({"", "text/plain", "application/octet-stream", "binary/octet-stream"})
"""Media types that servers give what they do not know: what the bytes are decides."""
_KINDS = {
    "application/pdf": "a PDF file",
    "application/zip": "a ZIP file",
    "application/json": "data for programs (JSON)",
    "application/rss+xml": "a feed",
    "application/atom+xml": "a feed",
    "image": "an image",
    "audio": "a sound file",
    "video": "a video",
}
_STATUS = {
    401: ("asks for a login (401)", _PASTE),
    402: ("asks for payment (402)", _PASTE),
    403: ("refuses to be read by a program (403)", _PASTE),
    404: ("does not exist (404)", "Check the link; the article may have been moved or removed."),
    410: ("has been removed (410)", "Look for the article elsewhere, or paste its text."),
    429: ("asks us to wait: too many requests (429)", "Try again in a few minutes."),
    451: ("is withheld for legal reasons (451)", _PASTE),
}
_PROLOGUE = rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
_MARKUP = re.compile(_PROLOGUE + rb"<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_FEED = re.compile(_PROLOGUE + rb"<(?:rss|feed|rdf:rdf)\b", re.I | re.S)
_PACKINGS = frozenset({"gzip", "x-gzip", "deflate", "br", "zstd", "compress"})


@dataclass(frozen=True, slots=True)
class _Answer:
    link: str
    media_type: str
    charset: str | None
    data: bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered, whatever its status; of an error the body is not read.

    `link` is where the last redirect led, and `moved` where those led that are for good (301, 308)
    and came before any other; empty where none did. Names of headers are in small letters.
    """

    link: str
    moved: str
    status: int
    headers: Mapping[str, str]
    data: bytes


def get(
    url: str,
    limits: Limits = LIMITS,
    *,
    reach: Reach = Reach.ANYWHERE,
    headers: Mapping[str, str] | None = None,
) -> Answer:
    """What is behind a link, with headers of one's own, as bounded and guarded as an article.

    Raises UnreadableSource as `from_url` does, but for statuses and media types.
    """
    start = admit(url, reach)

    def take(response: httpx.Response, address: httpx.URL, moved: str, deadline: float) -> Answer:
        data = _body(response, address, limits, deadline) if response.is_success else b""
        return Answer(str(address), moved, response.status_code, dict(response.headers), data)

    return _in_time(start, limits, reach, take, headers or {})


def from_url(url: str, limits: Limits = LIMITS, *, reach: Reach = Reach.ANYWHERE) -> Article:
    """The article behind a link; its own link is where the last redirect led.

    Links from outside are for `Reach.PUBLIC`: no hop of a redirect leads to a private address.

    Raises UnreadableSource for a link that is no http(s) URL, cannot be reached, leads out of
    `reach`, answers with an error, goes past one of the `limits`, or leads to something else
    than a page or a text (a PDF, an image, a feed); NoArticle where the page has none.
    """

    def take(response: httpx.Response, address: httpx.URL, _: str, deadline: float) -> _Answer:
        _check(response, address)
        media_type = _media_type(response, address)
        data = _body(response, address, limits, deadline)
        return _Answer(str(address), media_type, _known(response.charset_encoding), data)

    answer = _in_time(admit(url, reach), limits, reach, take, {})
    what, data = f"What is behind {answer.link}", answer.data
    if _FEED.match(data[:4096].removeprefix(codecs.BOM_UTF8)):
        raise refuse("a feed", what)
    if answer.media_type in _PAGES or _MARKUP.match(data[:4096].removeprefix(codecs.BOM_UTF8)):
        page = decoded(data, answer.charset or declared_charset(data), what)
        return from_html(page, answer.link)
    return replace(from_text(decoded(data, answer.charset, what)), link=answer.link)


def admit(url: str, reach: Reach = Reach.ANYWHERE) -> httpx.URL:
    """The URL, parsed, if it may be fetched at all. Every hop of a redirect comes through here.

    Raises UnreadableSource for anything but http and https, for a URL without a host, and for
    what can be seen to be out of `reach`; addresses are checked when they are connected to.
    """
    try:
        parsed = httpx.URL(url.strip())
        host = parsed.host  # which reads names of other alphabets, where they can be read
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise _no_link(url) from error
    if parsed.scheme not in ("http", "https"):
        raise UnreadableSource(
            f"“{_shown(url)}” cannot be fetched: links begin with http:// or https://.",
            "Correct the link, or give a file, or - for standard input.",
        )
    if not host:
        raise UnreadableSource(f"“{_shown(url)}” names no site.", "Copy the link again.")
    require_public(parsed, reach)
    return parsed


_Take = Callable[[httpx.Response, httpx.URL, str, float], T]
"""What is wanted of a response: given with its address, where it moved to, and the deadline."""


def _in_time(
    address: httpx.URL, limits: Limits, reach: Reach, take: _Take[T], headers: Mapping[str, str]
) -> T:
    """The answer, or the error for a slow site when the time is up, whatever it is spent on.

    A thread of its own, because neither looking a name up nor headers that trickle in heed
    the timeouts of a socket.
    """
    deadline = time.monotonic() + limits.total_seconds
    future: Future[T] = Future()

    def work() -> None:
        try:
            future.set_result(_fetch(address, limits, reach, deadline, take, headers))
        except BaseException as error:
            future.set_exception(error)

    Thread(target=work, name="fetch", daemon=True).start()
    try:
        return future.result(limits.total_seconds)
    except TimeoutError as error:
        raise _slow(_without_login(address), limits) from error


def _fetch(
    start: httpx.URL,
    limits: Limits,
    reach: Reach,
    deadline: float,
    take: _Take[T],
    headers: Mapping[str, str],
) -> T:
    # What is named to people, and kept, has no password.
    named = _without_login(start)
    address, moved, for_good = named, "", True
    client = _client(limits, reach)
    try:
        with client:
            for _ in range(limits.redirects + 1):
                if time.monotonic() > deadline:
                    raise _slow(named, limits)
                asked = _with_login(address, start)
                with client.stream("GET", asked, headers=dict(headers)) as response:
                    target = response.headers.get("location")
                    if response.is_redirect and target and response.status_code != 304:
                        address = _without_login(admit(urljoin(str(address), target), reach))
                        for_good = for_good and response.status_code in (301, 308)
                        moved = str(_with_login(address, start)) if for_good else moved
                        continue
                    return take(response, address, moved, deadline)
    except httpx.HTTPError as error:
        raise _unreachable(address, error, reach) from error
    except refusals(reach) as error:
        raise not_public(address.host) from error
    except (UnicodeError, ValueError, httpx.InvalidURL) as error:
        raise _no_link(str(address)) from error
    raise UnreadableSource(
        f"{named} leads in circles: more than {limits.redirects} redirects.", _PASTE
    )


def _without_login(address: httpx.URL) -> httpx.URL:
    return address.copy_with(userinfo=b"") if address.userinfo else address


def _with_login(address: httpx.URL, start: httpx.URL) -> httpx.URL:
    """The address with the login that the first one had, on its own site alone."""
    if not start.userinfo or (address.scheme, address.netloc) != (start.scheme, start.netloc):
        return address
    return address.copy_with(userinfo=start.userinfo)


def _client(limits: Limits, reach: Reach) -> httpx.Client:
    headers = {
        "User-Agent": _user_agent(),
        "Accept": "text/html,application/xhtml+xml,text/plain;q=0.8,*/*;q=0.1",
        "Accept-Encoding": "gzip, deflate",
        "Accept-Language": "en",
    }
    timeout = httpx.Timeout(limits.read_seconds, connect=limits.connect_seconds)
    transport = guard(reach, limits.connect_seconds)
    if transport is not None:
        return httpx.Client(transport=transport, timeout=timeout, headers=headers, trust_env=False)
    try:
        return httpx.Client(timeout=timeout, headers=headers)
    except (ValueError, ImportError, httpx.InvalidURL) as error:
        hint = "Correct HTTPS_PROXY, HTTP_PROXY and ALL_PROXY, or unset them."
        if isinstance(error, ImportError):
            hint = "pip install 'httpx[socks]'"
        raise UnreadableSource(
            f"The proxy that this computer is set to use cannot be used: {error}", hint
        ) from error


def _check(response: httpx.Response, address: httpx.URL) -> None:
    if response.is_success:
        return
    status = response.status_code
    if status in _STATUS:
        what, hint = _STATUS[status]
    elif status >= 500:
        what, hint = f"is out of order ({status})", _LATER
    else:
        what, hint = f"cannot be had ({status})", _PASTE
    raise UnreadableSource(f"{address} {what}.", hint)


def _media_type(response: httpx.Response, address: httpx.URL) -> str:
    """The media type. Raises UnreadableSource, before the body, where it is none of ours."""
    name = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if name in _PAGES or name in _UNSURE or name.startswith("text/"):
        return str(name)
    kind = _KINDS.get(name) or _KINDS.get(name.partition("/")[0]) or f"of the type {name}"
    raise refuse(kind, f"What is behind {address}")


def _body(response: httpx.Response, address: httpx.URL, limits: Limits, deadline: float) -> bytes:
    named = response.headers.get("content-encoding", "").lower().split(",")
    packings = [name.strip() for name in named if name.strip() in _PACKINGS]
    # Packed twice, a few bytes could unpack to more than the memory holds.
    if len(packings) > 1 or not {*packings} <= {"gzip", "deflate"}:
        raise UnreadableSource(
            f"{address} is packed as {', '.join(packings)}, which was not asked for.", _PASTE
        )
    announced = response.headers.get("content-length", "")
    data = bytearray()
    try:
        for chunk in response.iter_bytes():
            data += chunk
            kind = kind_of(bytes(data[:16]))
            if kind is not None:
                raise refuse(kind, f"What is behind {address}")
            if len(data) > limits.bytes or (
                announced.isdecimal() and int(announced) > limits.bytes
            ):
                raise UnreadableSource(
                    f"{address} is larger than {limits.bytes / 1e6:g} MB.", _PASTE
                )
            if time.monotonic() > deadline:
                raise _slow(address, limits)
    except httpx.DecodingError as error:
        raise UnreadableSource(f"{address} arrived damaged.", _LATER) from error
    except (httpx.ProtocolError, httpx.ReadError) as error:
        raise UnreadableSource(
            f"{address} broke off after {len(data) / 1000:.0f} kB.", _LATER
        ) from error
    return bytes(data)


def _unreachable(address: httpx.URL, error: httpx.HTTPError, reach: Reach) -> UnreadableSource:
    site = f"{address.host}:{address.port}" if address.port else address.host
    cause = _root(error)
    proxy = "" if reach.public_only else _proxy()
    if isinstance(error, httpx.TimeoutException):
        return UnreadableSource(f"{site} does not answer.", _LATER)
    if isinstance(cause, ssl.SSLCertVerificationError):
        return UnreadableSource(f"{site} has no valid certificate: {cause.verify_message}.", _PASTE)
    if isinstance(cause, ssl.SSLError):
        return UnreadableSource(
            f"{site} does not speak https.", "Try the link with http://, or paste the article."
        )
    if isinstance(cause, socket.gaierror):
        if reach.public_only:
            return not_public(address.host)
        return UnreadableSource(
            f"There is no site called {address.host}, or no network.",
            f"Check the link and the connection{proxy}.",
        )
    if isinstance(cause, OSError) and cause.strerror:
        return UnreadableSource(
            f"{site} cannot be reached: {cause.strerror.lower()}.",
            f"Check the link and the connection{proxy}, or try again later.",
        )
    if isinstance(error, httpx.ProxyError):
        return UnreadableSource(
            f"The proxy does not lead to {site}: {error}.", f"Check the connection{proxy}."
        )
    if isinstance(error, httpx.ProtocolError):
        return UnreadableSource(
            f"{site} does not answer as a web site does.", "Check the link, or try again later."
        )
    return UnreadableSource(f"{site} broke off: {error or type(error).__name__}.", _LATER)


def _proxy() -> str:
    names = [f"{name}_proxy".upper() for name in getproxies() if name in ("http", "https", "all")]
    return f" and the proxy that {', '.join(names)} names" if names else ""


def _root(error: BaseException) -> BaseException:
    while (cause := error.__cause__ or error.__context__) is not None:
        error = cause
    return error


def _slow(address: httpx.URL, limits: Limits) -> UnreadableSource:
    return UnreadableSource(f"{address} took longer than {limits.total_seconds:g} s.", _LATER)


def _no_link(url: str) -> UnreadableSource:
    return UnreadableSource(f"“{_shown(url)}” is not a link.", "Copy the link again.")


def _shown(url: str) -> str:
    """What was given for a link, fit for one line of a screen or of a log."""
    line = "".join(letter if letter.isprintable() else "\ufffd" for letter in url)
    return line if len(line) <= 120 else f"{line[:119]}…"


def _known(charset: str | None) -> str | None:
    """The declared encoding, or None where there is none of that name."""
    try:
        codecs.lookup(charset or "")
    except (LookupError, ValueError):
        return None
    return charset


def _user_agent() -> str:
    try:
        return f"Deutgi/{version('deutgi')} (reads one article for one listener)"
    except PackageNotFoundError:
        return "Deutgi (reads one article for one listener)"
