"""Pages of other sites: what they may read, and what those that the owner named may do."""

import re
from collections.abc import Sequence

from starlette.datastructures import Headers
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from service.problems import Refused, response_to

_PUBLIC = re.compile(r"(?:/private/[^/]+)?/(?:feeds/|v1/episodes(?:/|$))")
_READING = ("GET", "HEAD")
_ASKED = ("Range", "If-Range", "If-None-Match", "If-Modified-Since", "Cache-Control")
_SENT = (*_ASKED, "Authorization", "Idempotency-Key", "Last-Event-ID", "X-Request-Id")
_SHOWN = (
    *("Content-Range", "Accept-Ranges", "Content-Length", "Content-Disposition", "ETag"),
    *("Content-Language", "Deutgi-Engine", "Deutgi-Ignored"),
    *("Location", "Retry-After", "WWW-Authenticate", "X-Request-Id"),
)
_DAY = 86_400  # seconds for which a browser may remember an answer


class Cors:
    """Tells browsers which other sites' pages may talk to the server (WHATWG Fetch, 3.2).

    Pages of the origins that were named may do what their key opens; `*` lets those of any site
    read feeds, episodes and their files. Nothing is ever let in by a cookie. It stands before the
    keys are asked for, since a browser sends none with the question, and takes no guard away:
    whom a request comes from, and by which name of the server, is judged after it.
    """

    def __init__(self, app: ASGIApp, origins: Sequence[str]) -> None:
        """`origins` are such as `https://player.example.org`, or `*`."""
        named = tuple(origin for origin in origins if origin != "*")
        self._app = app
        self._open = "*" in origins
        self._named = CORSMiddleware(
            app,
            allow_origins=named,
            allow_methods=("DELETE", "GET", "HEAD", "PATCH", "POST", "PUT"),
            allow_headers=_SENT,
            expose_headers=_SHOWN,
            allow_private_network=True,  # a site's page may ask a server at home
            max_age=_DAY,
        )
        self._anybody = CORSMiddleware(
            app,
            allow_origins=("*",),
            allow_methods=_READING,
            allow_headers=_ASKED,
            expose_headers=_SHOWN,
            max_age=_DAY,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a browser's question, or hand a request on and mark its answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        asked = headers.get("access-control-request-method", "")
        preflight = scope["method"] == "OPTIONS" and asked and "origin" in headers
        method = asked if preflight else scope["method"]
        reading = method in _READING and _PUBLIC.match(scope["path"])
        anybody = self._open and reading and headers.get("origin") not in self._named.allow_origins
        layer = self._anybody if anybody else self._named
        if not preflight:
            await layer(scope, receive, send)
            return
        answer = layer.preflight_response(headers)
        if answer.status_code >= 400:
            refused = Refused(
                403,
                "Pages of that site may not ask this of the server.",
                "Its owner can name the site in DEUTGI_CORS_ORIGINS.",
                {"Vary": answer.headers["vary"]},
            )
            answer = response_to(refused, scope["app"], scope)
        await answer(scope, receive, send)
