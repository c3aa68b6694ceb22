"""`/settings`: how somebody wants the page to look and speak, kept in their browser."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import Response

from service.page import look
from service.page.guard import local, ours
from service.page.rendering import page, to

router = APIRouter(include_in_schema=False, dependencies=[Depends(ours)])


@router.head("/settings")
@router.get("/settings")
def settings(request: Request, kept: bool = False) -> Response:
    """The choices there are."""
    return page(request, "settings.html", kept=kept)


@router.post("/settings")
def keep(
    request: Request,
    next_page: Annotated[str, Form(alias="next", max_length=2_000)] = "/settings?kept=1",
    language: Annotated[str, Form(max_length=9)] = "-",
    theme: Annotated[str, Form(max_length=9)] = "",
    size: Annotated[str, Form(max_length=9)] = "",
    font: Annotated[str, Form(max_length=9)] = "",
    spacing: Annotated[str, Form(max_length=9)] = "",
    motion: Annotated[str, Form(max_length=9)] = "",
) -> Response:
    """Keep what was chosen, and go back to where it was chosen."""
    told = {"language": language, "theme": theme, "size": size, "font": font}
    told |= {"spacing": spacing, "motion": motion}
    answer = to(local(next_page))
    wanted = look.changed(look.look_of(request), told)
    look.keep(request, answer, wanted)
    return answer
