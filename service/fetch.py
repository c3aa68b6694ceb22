"""Fetching an article from the web: one plain GET, bounded in redirects, bytes and seconds."""

import ssl
import time
from importlib.metadata import PackageNotFoundError, version
from urllib.parse import urljoin, urlsplit

import httpx

from pipelines.article import Article
from pipelines.encoding import declared_charset, decoded, kind_of, refuse
from pipelines.errors import UnreadableSource
from pipelines.reading import from_html, from_text

MOST_BYTES = 10_000_000
"""Bytes of a page, unpacked; larger ones are refused."""
MOST_REDIRECTS = 5
CONNECT_SECONDS, READ_SECONDS, TOTAL_SECONDS = 10.0, 15.0, 45.0

_PASTE = "Open it in a browser, copy the article and paste it: deutgi listen -"
_HTML = frozenset({"text/html", "application/xhtml+xml", "application/xml", "text/xml"})
_KINDS = {"application/pdf": "a PDF file", "application/zip": "a ZIP file"}
_STATUS = {
    401: ("asks for a login (401)", _PASTE),
    402: ("asks for payment (402)", _PASTE),
    403: ("refuses to be read by a program (403)", _PASTE),
    404: ("does not exist (404)", "Check the link; the article may have been moved or removed."),
    410: ("has been removed (410)", "Look for the article elsewhere, or paste its text."),
    429: ("asks us to wait: too many requests (429)", "Try again in a few minutes."),
    451: ("is withheld for legal reasons (451)", _PASTE),
}


def from_url(url: str) -> Article:
    """The article behind a link.

    Raises UnreadableSource for a link that is no http(s) URL, cannot be reached, answers with
    an error, redirects more than `MOST_REDIRECTS` times, is larger than `MOST_BYTES` or slower
    than `TOTAL_SECONDS`, or leads to something else than a page or a text (a PDF, an image);
    NoArticle where the page has none.
    """
    link, media_type, charset, data = _fetch(url)
    what = f"What is behind {link}"
    kind = _KINDS.get(media_type) or kind_of(data)
    if kind is not None:
        raise refuse(kind, what)
    if media_type in _HTML or (not media_type and b"<" in data[:1000]):
        page = decoded(data, charset or declared_charset(data), what)
        return from_html(page, link)
    if media_type.startswith("text/") or not media_type:
        article = from_text(decoded(data, charset, what))
        return _linked(article, link)
    raise refuse(f"of the type {media_type}", what)


def admit(url: str) -> httpx.URL:
    """The URL, parsed, if it may be fetched at all. Every hop of a redirect comes through here.

    Raises UnreadableSource for anything but http and https, and for a URL without a host.
    """
    try:
        parsed = httpx.URL(url.strip())
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise UnreadableSource(f"“{url}” is not a link.", "Copy the link again.") from error
    if parsed.scheme not in ("http", "https"):
        raise UnreadableSource(
            f"“{url}” cannot be fetched: links begin with http:// or https://.",
            "Correct the link, or give a file, or - for standard input.",
        )
    if not parsed.host:
        raise UnreadableSource(f"“{url}” names no site.", "Copy the link again.")
    return parsed


def _fetch(url: str) -> tuple[str, str, str | None, bytes]:
    """The last address, its media type, the declared encoding and the body."""
    deadline = time.monotonic() + TOTAL_SECONDS
    timeout = httpx.Timeout(READ_SECONDS, connect=CONNECT_SECONDS)
    address = admit(url)
    headers = {
        "User-Agent": _user_agent(),
        "Accept": "text/html,application/xhtml+xml,text/plain;q=0.8,*/*;q=0.1",
        "Accept-Language": "en",
    }
    try:
        with httpx.Client(timeout=timeout, headers=headers) as client:
            for _ in range(MOST_REDIRECTS + 1):
                with client.stream("GET", address) as response:
                    target = response.headers.get("location")
                    if response.is_redirect and target:
                        address = admit(urljoin(str(address), target))
                        continue
                    _check(response, address)
                    media_type = response.headers.get("content-type", "").partition(";")[0]
                    data = b"" if media_type in _KINDS else _body(response, address, deadline)
                    media_type = media_type.strip().lower()
                    return str(address), media_type, response.charset_encoding, data
    except httpx.HTTPError as error:
        raise _unreachable(address, error) from error
    except (UnicodeError, ValueError, httpx.InvalidURL) as error:
        raise UnreadableSource(f"“{url}” is not a link.", "Copy the link again.") from error
    raise UnreadableSource(f"{url} leads in circles: more than {MOST_REDIRECTS} redirects.", _PASTE)


def _check(response: httpx.Response, address: httpx.URL) -> None:
    if response.is_success:
        return
    status = response.status_code
    if status in _STATUS:
        what, hint = _STATUS[status]
    elif status >= 500:
        what, hint = f"is out of order ({status})", "Try again later, or paste the article's text."
    else:
        what, hint = f"cannot be had ({status})", _PASTE
    raise UnreadableSource(f"{address} {what}.", hint)


def _body(response: httpx.Response, address: httpx.URL, deadline: float) -> bytes:
    data = bytearray()
    for chunk in response.iter_bytes():
        data += chunk
        if len(data) > MOST_BYTES:
            raise UnreadableSource(
                f"{address} is larger than {MOST_BYTES // 1_000_000} MB.", _PASTE
            )
        if time.monotonic() > deadline:
            raise UnreadableSource(
                f"{address} took longer than {TOTAL_SECONDS:.0f} s.", "Try again later."
            )
    return bytes(data)


def _unreachable(address: httpx.URL, error: httpx.HTTPError) -> UnreadableSource:
    site = address.host
    if isinstance(error, httpx.TimeoutException):
        return UnreadableSource(f"{site} does not answer.", "Try again later, or paste the text.")
    if isinstance(error, httpx.ConnectError):
        reason = str(error).lower()
        if isinstance(_root(error), ssl.SSLError) or "ssl" in reason or "certificate" in reason:
            return UnreadableSource(f"{site} has no valid certificate: {error}.", _PASTE)
        if any(word in reason for word in ("name", "getaddrinfo", "nodename", "resolution")):
            return UnreadableSource(
                f"There is no site called {site}, or no network.",
                "Check the link and the connection.",
            )
        return UnreadableSource(f"{site} cannot be reached: {error}.", "Check the link.")
    return UnreadableSource(
        f"{site} broke off: {error or type(error).__name__}.", "Try again later."
    )


def _root(error: BaseException) -> BaseException:
    while error.__cause__ is not None or error.__context__ is not None:
        error = error.__cause__ or error.__context__ or error
    return error


def _linked(article: Article, link: str) -> Article:
    from dataclasses import replace

    return replace(article, link=link)


def _user_agent() -> str:
    try:
        return f"Deutgi/{version('deutgi')} (reads one article for one listener)"
    except PackageNotFoundError:
        return "Deutgi (reads one article for one listener)"


def is_link(source: str) -> bool:
    """Whether a source on the command line is meant as a link: it has a scheme and `//`."""
    return bool(urlsplit(source).scheme) and "//" in source[:12]
