"""`/`: to be written."""

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from service.page.guard import ours
from service.page.rendering import page

router = APIRouter(include_in_schema=False, dependencies=[Depends(ours)])


@router.head("/")
@router.get("/")
def show(request: Request) -> Response:
    """The page."""
    return page(request, "home.html")
