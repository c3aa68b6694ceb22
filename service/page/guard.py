"""What guards the pages: only our own send their forms, which lead to our own, and cookies."""

from fastapi import Request
from fastapi.responses import Response

from service.access import require_same_origin
from service.problems import Refused

_YEAR = 31_536_000  # seconds


async def ours(request: Request) -> None:
    """A dependency of pages: their forms are sent by pages of ours alone. Raises Refused (403)."""
    if request.scope.get("root_path"):  # a private address opens feeds and their files
        raise Refused(404, "There is no such page.")
    if request.method not in ("GET", "HEAD"):
        require_same_origin(request.headers)


def local(address: str) -> str:
    """An address to go on to, which is one of ours; the start page where it is none."""
    inside = address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if inside and address.isprintable() else "/"


def remember(
    request: Request, answer: Response, name: str, value: str, scripts: bool = False
) -> None:
    """Have the browser keep a cookie for a year; `scripts` is whether scripts may read it.

    Lax: a link from elsewhere, or from a phone's share menu, opens the page with it.
    """
    secure = request.url.scheme == "https"
    answer.set_cookie(name, value, _YEAR, samesite="lax", secure=secure, httponly=not scripts)
