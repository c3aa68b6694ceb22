"""The reading page: HTML for people, served beside the API.

Each page works without scripts; small modules in `static/` make it better where scripts run. A
module here is a page (`home`, `reading`, …) or what all of them share (`rendering`, `words`,
`look`, `assets`).
"""

from fastapi import FastAPI

from service.page import assets, rendering
from service.page.trouble import as_page

__all__ = ["install"]


def install(app: FastAPI) -> None:
    """Put the pages into an app, and have people see errors as pages."""
    from service.page import (
        help_page,
        home,
        installable,
        library,
        reading,
        sign_in,
        subscriptions,
        wishes,
    )

    rendering.prepare()
    app.state.error_page = as_page
    app.include_router(assets.router)
    for page in (home, library, reading, subscriptions, wishes, help_page, sign_in, installable):
        app.include_router(page.router)
