"""Who may do what, how often, and how much at a time."""

import ipaddress
import re
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import SplitResult, urlsplit

import anyio
from fastapi import HTTPException, Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter
from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Send
from starlette.types import Scope as AsgiScope

from pipelines.engines import Stage, find, split_name
from pipelines.errors import DeutgiError, UnknownEngine
from service.keys import SCOPES, Keys, Scope
from service.problems import Refused, response_to
from service.settings import ServerSettings, is_loopback

OPEN = re.compile(r"/healthz|/readyz|/static/.*|/sw\.js|/manifest\.webmanifest|/offline")
"""What is asked without a key, and as often as one likes: by whoever watches the server, and what
pages need to be seen at all."""

_READING = frozenset({"GET", "HEAD", "OPTIONS"})  # what changes nothing

_DOORS = frozenset({"/sign-in"})  # without a key too, but not as often as one likes

COOKIE = "deutgi-key"
"""Where a browser keeps the key of who has signed in."""

_PRIVATE = re.compile(r"/private/([^/]+)(?=/)")
"""The beginning of an address that has the key in it."""

_SHARE = re.compile(r"0?\.[0-9]*[1-9][0-9]*|[1-9][0-9]*(?:\.[0-9]+)?")
_MAKE_ONE = "Make a key on the server with deutgi keys add NAME; send it as Authorization: Bearer."


@dataclass(frozen=True, slots=True)
class Caller:
    """Who sent a request: the name of the key, empty where none is needed, and what it opens."""

    key: str
    scopes: frozenset[Scope]


_ANYBODY = Caller("", frozenset(SCOPES))
_NOBODY = Caller("", frozenset())

_bearer = HTTPBearer(auto_error=False, description="A key that deutgi keys add made.")


def needs(scope: Scope, changing: Scope | None = None) -> Callable[..., Awaitable[None]]:
    """A dependency that lets in those whose key opens this. Raises Refused (403).

    `changing` is what is needed instead for more than reading: for methods but GET and HEAD.
    """

    async def check(  # no thread is needed for it
        request: Request, _: Annotated[HTTPAuthorizationCredentials | None, Security(_bearer)]
    ) -> None:
        require(request, scope if request.method in ("GET", "HEAD") else changing or scope)

    return check


def require(request: Request, scope: Scope) -> None:
    """Raises Refused (403) where the caller's key does not open this."""
    caller: Caller = request.state.caller
    if scope not in caller.scopes:
        raise Refused(
            403,
            f"This key does not open “{scope}”.",
            f"Make one that does: deutgi keys add NAME --scope {scope}",
        )


def admitted(stage: Stage, name: str, request: Request) -> str:
    """The name of an engine that a request may name.

    That is one which is installed and works on this computer, with a model that it lists itself.
    A path or an address after the colon would have us read files, hand out our own key or reach
    where the caller cannot; an online engine would send texts away unasked.

    Raises UnknownEngine for any other name.
    """
    module = find(stage, name)
    engine, model = split_name(name)
    if module.ABOUT.network == "always":
        raise UnknownEngine(
            f"The engine “{engine}” cannot be named here: it works on another's computer.",
            "Name one that works on the server, or none.",
        )
    home = request.app.state.models
    offered = module.models(home)
    # Voices may be mixed: jm_kumo*0.7+jf_alpha*0.3
    terms = [term.partition("*") for term in model.split("+")]
    known = model in ("", *offered) or (
        all(
            term in offered and (not star or _SHARE.fullmatch(share)) for term, star, share in terms
        )
        and module.readiness(model, home).ready
    )
    if not known:
        raise UnknownEngine(
            f"There is no “{model[:80]}” for the engine “{engine}” here.",
            f"Choose from {', '.join(offered)}." if offered else f"Write just: {engine}",
        )
    return name


def require_same_origin(headers: Mapping[str, str]) -> None:
    """Refuse what a page of another site has somebody's browser send: cookies come with it, and to
    a server without keys it needs none. Raises Refused (403).

    Browsers say where a request comes from (Fetch Metadata, `Sec-Fetch-Site`; older ones by
    `Origin`). Programs say neither, and cannot be used so.
    """
    site, origin = headers.get("sec-fetch-site", ""), headers.get("origin", "")
    if site in ("same-origin", "none"):
        return
    if not site and (not origin or _parts(origin).netloc == headers.get("host")):
        return
    raise Refused(403, "This form was sent by a page of another site.", "Open Deutgi's own page.")


class Access:
    """Lets requests in: by the host they name, by their key, and by how many came before.

    It stands before anything reads a request's body.
    """

    def __init__(self, app: ASGIApp, settings: ServerSettings, keys: Keys) -> None:
        """`keys` are asked only where the settings need them."""
        self._app = app
        self._settings = settings
        self._keys = keys
        self._rate = RateLimitItemPerMinute(settings.rate) if settings.rate else None
        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())

    async def __call__(self, scope: AsgiScope, receive: Receive, send: Send) -> None:
        """Hand a request on, or answer why not."""
        if scope["type"] == "http":
            scope["state"]["caller"] = _NOBODY
            if not OPEN.fullmatch(scope["path"]):
                try:
                    scope["state"]["caller"] = self._admit(scope)
                except DeutgiError as error:
                    await response_to(error, scope["app"], scope)(scope, receive, send)
                    return
        await self._app(scope, receive, send)

    def _admit(self, scope: AsgiScope) -> Caller:
        headers = Headers(scope=scope)
        address = f"address {_network(scope)}"
        private = _PRIVATE.match(scope["path"])
        if private:
            # Podcast apps send no header. The links in their feeds begin the same way.
            scope["root_path"] = scope.get("root_path", "") + private[0]
        if not self._settings.needs_keys:
            _refuse_strangers(headers, scope)
            named = headers.get("origin") in self._settings.origins
            if scope["method"] not in _READING and not named:
                require_same_origin(headers)
            self._count(address)
            return _ANYBODY
        kind, _, token = headers.get("authorization", "").partition(" ")
        if private:
            kind, token = "bearer", private[1]
        elif not kind and COOKIE in (cookies := HTTPConnection(scope).cookies):
            kind, token = "bearer", cookies[COOKIE]
            if scope["method"] not in ("GET", "HEAD"):
                require_same_origin(headers)
        key = self._keys.find(token.strip()) if kind.lower() == "bearer" else None
        self._count(f"key {key.hash}" if key else address)
        if key is None and scope["path"] in _DOORS:
            return _NOBODY
        if key is None:
            raise Refused(
                401,
                "This key is not known here." if token else "This server asks for a key.",
                _MAKE_ONE,
                {"WWW-Authenticate": 'Bearer realm="deutgi"'},
            )
        scopes = frozenset(key.scopes)
        # An address is copied, logged and shared more easily than a header: it only opens reading.
        return Caller(key.name, scopes & {"read"} if private else scopes)

    def _count(self, who: str) -> None:
        if self._rate is None or self._limiter.hit(self._rate, who):
            return
        reset = self._limiter.get_window_stats(self._rate, who).reset_time
        seconds = max(1, round(reset - time.time()))
        raise Refused(
            429,
            f"Too many requests: {self._settings.rate} a minute are served.",
            f"Try again in {seconds} s.",
            {"Retry-After": str(seconds)},
        )


class BodyLimit:
    """Refuses a request whose body is too large or takes too long, while it comes."""

    def __init__(self, app: ASGIApp, most: int, seconds: float) -> None:
        """`most` is the largest body, in bytes, and `seconds` the time in which it must come."""
        self._app = app
        self._most = most
        self._seconds = seconds

    async def __call__(self, scope: AsgiScope, receive: Receive, send: Send) -> None:
        """Hand a request on, and with it no more of its body than is allowed."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        announced = Headers(scope=scope).get("content-length", "")
        if announced.isdecimal() and int(announced) > self._most:
            await response_to(self._too_large(), scope["app"], scope)(scope, receive, send)
            return
        received, whole = 0, False
        deadline = anyio.current_time() + self._seconds

        async def bounded() -> Message:
            nonlocal received, whole
            if whole:  # what comes now is the client's going away
                return await receive()
            with anyio.move_on_at(deadline):
                message = await receive()
                received += len(message.get("body", b""))
                whole = not message.get("more_body", False)
                if received > self._most:
                    raise self._too_large()
                return message
            raise _refusal(408, f"The request took longer than {self._seconds:g} s to come.")

        await self._app(scope, bounded, send)

    def _too_large(self) -> HTTPException:
        return _refusal(413, f"The request is larger than {self._most / 1e6:g} MB.")


def _refusal(status: int, detail: str) -> HTTPException:
    """An HTTPException, because FastAPI takes any other for a body that is no JSON."""
    return HTTPException(status, detail, {"Connection": "close"})


def _network(scope: AsgiScope) -> str:
    """The client's address; of IPv6 the network, since one household has all of its addresses."""
    host = (scope.get("client") or ("",))[0]
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return str(host)
    if isinstance(address, ipaddress.IPv6Address) and not address.ipv4_mapped:
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)


def _refuse_strangers(headers: Mapping[str, str], scope: AsgiScope) -> None:
    """Where no key is asked for, nobody may come to us by way of this computer.

    Not a web page: a site may let its name lead to 127.0.0.1, and to the browser its pages are
    then ours (DNS rebinding). Addresses, and names without a dot, which nobody can register, are
    no danger. And not those whose requests a proxy hands on, whatever it calls them: only who
    comes through a Unix socket has no address. Raises Refused.
    """
    host = headers.get("host", "")
    name = _parts(f"//{host}").hostname or ""
    safe = "." not in name or name.endswith(".localhost") or _is_address(name)
    client = (scope.get("client") or ("",))[0]
    here = not _is_address(client) and "x-forwarded-for" not in headers
    if (name or not host) and safe and (is_loopback(client) or here):
        return
    raise Refused(
        421,
        "This server is for its own computer, by the name localhost.",
        "To serve others give it its public address in DEUTGI_PUBLIC_URL, and make keys.",
    )


def _parts(address: str) -> SplitResult:
    """An address in its parts; all of them are empty where it is none, such as `http://[`."""
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
