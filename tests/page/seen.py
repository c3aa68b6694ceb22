"""What can be seen on a page: its texts with their colours, and what can be pressed."""

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

_SCRIPT = Path(__file__).with_suffix(".js").read_text("utf-8")


@dataclass(frozen=True)
class Text:
    """A text, or an element's name, title or placeholder: its language as marked, and its contrast
    with what is behind it (WCAG 2.2, 1.4.3), where it can be seen."""

    text: str
    language: str
    contrast: float | None
    element: str


@dataclass(frozen=True)
class Target:
    """Something to press: its size in CSS pixels. Links within a sentence are `inline`."""

    element: str
    name: str
    width: float
    height: float
    inline: bool


def texts(page: Page, within: str = "body") -> list[Text]:
    return [Text(**each) for each in page.evaluate(f"({_SCRIPT}).texts({within!r})")]


def targets(page: Page, within: str = "body") -> list[Target]:
    return [Target(**each) for each in page.evaluate(f"({_SCRIPT}).targets({within!r})")]


def wider_than_the_window(page: Page) -> list[str]:
    """What makes people scroll sideways to read."""
    return page.evaluate(f"({_SCRIPT}).wide()")


def cut_off(page: Page) -> list[str]:
    """What hides a part of its own text."""
    return page.evaluate(f"({_SCRIPT}).cut()")


def upon_each_other(page: Page) -> list[str]:
    """Texts that lie upon each other."""
    return page.evaluate(f"({_SCRIPT}).upon()")
