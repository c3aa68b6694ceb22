"""`/episodes`: all that has been made, page by page, and searching it."""

from typing import Literal, cast
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from service.access import require
from service.page.guard import ours
from service.page.rendering import page, to
from service.page.unfinished import unfinished
from service.routes.episodes import library_of
from service.search import catalogue

router = APIRouter(include_in_schema=False, dependencies=[Depends(ours)])

_A_PAGE = 20
_LONGEST = 200  # characters to search for

Complete = Literal["", "true", "false"]
"""All episodes, those that are whole in both languages, or those that something is missing of."""


@router.head("/episodes")
@router.get("/episodes")
def show(request: Request, q: str = "", complete: str = "", cursor: str = "") -> Response:
    """A page of episodes, the newest first. What cannot be in the address is taken for nothing."""
    require(request, "read")
    q = " ".join(q.split())[:_LONGEST]
    which = cast(Complete, complete if complete in ("true", "false") else "")
    wanted = {"": None, "true": True, "false": False}[which]
    try:
        found = catalogue(library_of(request)).page(_A_PAGE, cursor, q, wanted)
    except ValueError:  # a cursor that is none of ours
        return to(_address(q, which))
    first = not (q or which or cursor)
    making, failed = unfinished(request) if first else ((), ())
    return page(
        request,
        "library.html",
        q=q,
        complete=which,
        found=found,
        narrowed=bool(q or which),
        newer=None if found.before is None else _address(q, which, found.before),
        older=_address(q, which, found.cursor) if found.cursor else None,
        making=making,
        failed=failed,
    )


def _address(q: str, complete: Complete, cursor: str = "") -> str:
    asked = {"q": q, "complete": complete, "cursor": cursor}
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"/episodes?{query}" if query else "/episodes"
