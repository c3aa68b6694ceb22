"""A browser and a site for all tests of the page, a window of its own for each of them."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.page.browsing import Complaints, Visits, chromium, visits
from tests.page.site import Site, site_in


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server with a made library, the sample's Korean, and a voice that speaks at once."""
    with site_in(tmp_path_factory.mktemp("site")) as here:
        yield here


@pytest.fixture
def slowly(site: Site) -> Iterator[Site]:
    """The site, with a voice that takes its time until a test has it go on."""
    site.voice.pause = 0.4
    yield site
    site.voice.pause = 0.0


@pytest.fixture
def complaints() -> Complaints:
    return Complaints()


@pytest.fixture
def visit(browser: Browser, site: Site, complaints: Complaints) -> Iterator[Visits]:
    """Open pages of the site. The test fails if a browser had anything to complain of."""
    with visits(browser, site.url, complaints) as opened:
        yield opened
