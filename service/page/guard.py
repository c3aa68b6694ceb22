"""What guards the pages' forms: only our own pages send them, and they lead to our own pages."""

from fastapi import Request

from service.access import require_same_origin
from service.keys import Scope
from service.problems import Refused


async def ours(request: Request) -> None:
    """A dependency of pages: their forms are sent by pages of ours alone. Raises Refused (403)."""
    if request.scope.get("root_path"):  # a private address opens feeds and their files
        raise Refused(404, "There is no such page.")
    if request.method not in ("GET", "HEAD"):
        require_same_origin(request.headers)


def require(request: Request, scope: Scope) -> None:
    """Raises Refused (403) where the caller's key does not open this."""
    if scope not in request.state.caller.scopes:
        raise Refused(
            403,
            f"This key does not open “{scope}”.",
            f"Make one that does: deutgi keys add NAME --scope {scope}",
        )


def local(address: str) -> str:
    """An address to go on to, which is one of ours; the start page where it is none."""
    inside = address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if inside and address.isprintable() else "/"
