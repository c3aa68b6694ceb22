"""`/sign-in`: a browser gives its key once, and keeps it in a cookie that scripts cannot read."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import Response

from service.access import COOKIE
from service.keys import Keys
from service.page.guard import local, ours, remember
from service.page.rendering import page, to

router = APIRouter(include_in_schema=False, dependencies=[Depends(ours)])


@router.head("/sign-in")
@router.get("/sign-in")
def ask(request: Request, next: str = "/") -> Response:  # noqa: A002 (it is in the address)
    """Where the key is given."""
    return page(request, "sign-in.html", next_page=local(next), refused=False)


@router.post("/sign-in")
def sign_in(
    request: Request,
    key: Annotated[str, Form(max_length=500)],
    next_page: Annotated[str, Form(alias="next", max_length=2_000)] = "/",
) -> Response:
    """Let in whoever has a key."""
    keys: Keys = request.app.state.keys
    if keys.find(key.strip()) is None:
        return page(request, "sign-in.html", 401, next_page=local(next_page), refused=True)
    answer = to(local(next_page))
    remember(request, answer, COOKIE, key.strip())
    return answer


@router.post("/sign-out")
def sign_out() -> Response:
    """Have the browser forget the key."""
    answer = to("/sign-in")
    answer.delete_cookie(COOKIE)
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer
