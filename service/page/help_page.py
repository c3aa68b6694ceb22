"""`/help`: how to use Deutgi, with a keyboard too, and how far it can be trusted."""

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from service.access import require
from service.page.guard import ours
from service.page.rendering import page
from service.routes.shown import base_address

router = APIRouter(include_in_schema=False, dependencies=[Depends(ours)])


@router.head("/help")
@router.get("/help")
def show(request: Request) -> Response:
    """The page, with a bookmark that sends an article here from any other page."""
    require(request, "read")
    start = f"{base_address(request)}/?link="
    bookmark = f"javascript:location.href='{start}'+encodeURIComponent(location.href)"
    return page(request, "help.html", bookmark=bookmark)
