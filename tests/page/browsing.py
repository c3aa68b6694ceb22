"""Chromium as people have it, and what it complains of while they read."""

import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import MappingProxyType

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    WebError,
    sync_playwright,
)

FLAGS = (
    "--no-sandbox",
    "--headless=new",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # What desktop browsers do, and browsers without a window do not: no sound before a click.
    "--autoplay-policy=document-user-activation-required",
)

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
DESK = {"viewport": {"width": 1280, "height": 800}}

Look = Mapping[str, str]
NO_LOOK: Look = MappingProxyType({})


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium; tests are skipped where there is none, and fail where CI has none."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        missing = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        missing("The page's tests need Chromium: apt-get install chromium")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Complaints:
    """Errors and warnings in the console, errors of scripts, violations of the page's policy, and
    requests that failed; but for those that a test expects."""

    told: list[str] = field(default_factory=list)
    expected: list[re.Pattern[str]] = field(default_factory=list)

    def expect(self, pattern: str) -> None:
        """Take what matches for what should happen: a server that is gone, a page not found."""
        self.expected.append(re.compile(pattern))

    def listen(self, context: BrowserContext) -> None:
        """Hear all that a browser's window has to complain of."""
        context.on("console", self._console)
        context.on("weberror", self._error)
        context.on("requestfailed", self._failed)

    def unexpected(self) -> list[str]:
        return [told for told in self.told if not any(each.search(told) for each in self.expected)]

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            where = message.location.get("url", "")
            self.told.append(f"{message.type}: {message.text} ({where})")

    def _error(self, error: WebError) -> None:
        self.told.append(f"script: {error.error}")

    def _failed(self, request: Request) -> None:
        # A player asks for another part of the sound, a person for another page: that ends what
        # was asked for before.
        if request.failure != "net::ERR_ABORTED":
            self.told.append(f"request: {request.failure} ({request.url})")


@dataclass
class Visits:
    """Opens pages, each as another person with a browser of their own."""

    browser: Browser
    url: str
    complaints: Complaints
    opened: list[BrowserContext] = field(default_factory=list)

    def __call__(self, path: str = "/", look: Look = NO_LOOK, **options: object) -> Page:
        """A page. `look` is what they chose in the settings (`{"theme": "dark"}`), `options` what their
        browser is: `locale`, `java_script_enabled`, or one of PHONE and DESK."""
        context = self.browser.new_context(base_url=self.url, **{"locale": "en-US", **options})
        context.set_default_timeout(10_000)
        self.opened.append(context)
        self.complaints.listen(context)
        if look:
            kept = context.request.post("/settings", form=look, headers={"Origin": self.url})
            assert kept.ok, kept.status_text
        page = context.new_page()
        page.goto(path)
        return page


@contextmanager
def visits(browser: Browser, url: str, complaints: Complaints) -> Iterator[Visits]:
    """Visits that end, and fail if a browser had anything to complain of."""
    visit = Visits(browser, url, complaints)
    try:
        yield visit
    finally:
        for context in visit.opened:
            context.close()
    assert not complaints.unexpected(), complaints.unexpected()
