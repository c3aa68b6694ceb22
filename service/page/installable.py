"""Deutgi as an app of a phone or a desktop: its manifest, its service worker, and being offline."""

import json

from fastapi import APIRouter, Request
from fastapi.responses import Response

from service.files import send_bytes
from service.page.assets import STATIC, asset, files, version
from service.page.rendering import language_of, page, say
from service.page.rendering import mark as _

router = APIRouter(include_in_schema=False)

MANIFEST = "application/manifest+json"

_PAPER, _ACCENT = "#fbfaf7", "#0b5563"
_ASKED_FIRST = "public, no-cache"
_WORKER_POLICY = "default-src 'none'; connect-src 'self'; script-src 'self'"


@router.head("/manifest.webmanifest")
@router.get("/manifest.webmanifest")
def manifest(request: Request) -> Response:
    """What a phone needs to install Deutgi, and to offer it where something is shared.

    W3C Web Application Manifest and Web Share Target. What is shared comes to the start page's
    form, where it can be looked at before it is sent.
    """
    icons = [
        {"src": asset("icon.svg"), "sizes": "any", "type": "image/svg+xml"},
        *(
            {"src": asset(f"icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png"}
            for size in (192, 512)
        ),
        {
            "src": asset("icon-maskable-512.png"),
            "sizes": "512x512",
            "type": "image/png",
            "purpose": "maskable",
        },
    ]
    shortcuts = (("/episodes", _("Library")), ("/subscriptions", _("Subscriptions")))
    told = {
        "id": "/",
        "name": say(request, _("Deutgi: the news in two languages")),
        "short_name": say(request, _("Deutgi")),
        "description": say(request, _("Hear the news in English and Korean.")),
        "lang": language_of(request),
        "dir": "ltr",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": _PAPER,
        "theme_color": _ACCENT,
        "categories": ["news", "education", "accessibility"],
        "icons": icons,
        "shortcuts": [{"name": say(request, name), "url": url} for url, name in shortcuts],
        "share_target": {
            "action": "/",
            "method": "GET",
            "params": {"title": "title", "text": "text", "url": "link"},
        },
    }
    body = json.dumps(told, ensure_ascii=False).encode()
    answer = send_bytes(request, body, MANIFEST, cache=_ASKED_FIRST)
    answer.headers["Vary"] = "Cookie, Accept-Language"
    return answer


@router.head("/sw.js")
@router.get("/sw.js")
def worker(request: Request) -> Response:
    """The service worker, which knows this version's files. It stands at the top because it may
    answer only for what is below it."""
    shell = sorted(name for name in files() if name.endswith((".js", ".css", ".svg")))
    told = {"version": version(), "files": [asset(name) for name in shell if name != "sw.js"]}
    body = f"const SHELL = {json.dumps(told)};\n".encode() + (STATIC / "sw.js").read_bytes()
    answer = send_bytes(request, body, "text/javascript; charset=utf-8", cache=_ASKED_FIRST)
    answer.headers["Content-Security-Policy"] = _WORKER_POLICY
    return answer


@router.head("/offline")
@router.get("/offline")
def offline(request: Request) -> Response:
    """What is shown without a connection: the episodes that are kept in this browser."""
    return page(request, "offline.html")
