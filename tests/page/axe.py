"""What axe-core finds wrong on a page: WCAG 2.2 A and AA, and best practices."""

from collections.abc import Sequence

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_OPTIONS = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},  # WCAG 2.2, 2.5.8; off by default
}


def violations(page: Page, only: Sequence[str] = ()) -> list[str]:
    """Each rule that is broken, of all or of some `only`, with the elements that break it."""
    options = {"resultTypes": ["violations"], "runOnly": only} if only else _OPTIONS
    found = Axe().run(page, options=options).response
    return [
        f"{each['id']}: {each['help']}: "
        + "; ".join(f"{' '.join(map(str, node['target']))} {_why(node)}" for node in each["nodes"])
        for each in found["violations"]
    ]


def _why(node: dict) -> str:
    checks = [*node["any"], *node["all"], *node["none"]]
    return "(" + " ".join(check["message"] for check in checks) + ")"
