"""A server that others reach: nobody reads without a key, and a key is given once."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from service.keys import Keys
from tests.page import axe
from tests.page.browsing import PHONE, Complaints, Visits, visits
from tests.page.hearing import until_it_plays
from tests.page.site import NEWEST, Site, site_in


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("guarded")
    Keys(folder / "keys.json").add("somebody")
    with site_in(folder, works=False, public_url="http://news.example.org") as here:
        yield here


@pytest.fixture
def visit(browser: Browser, guarded: Site, complaints: Complaints) -> Iterator[Visits]:
    with visits(browser, guarded.url, complaints) as opened:
        yield opened


def test_a_key_opens_the_page_that_was_asked_for_and_signing_out_closes_it(
    visit: Visits, guarded: Site, complaints: Complaints
) -> None:
    complaints.expect("401")
    key = Keys(guarded.library.parent / "keys.json").add("phone")
    page = visit(f"/episodes/{NEWEST}", **PHONE)
    assert "/sign-in" in page.url
    page.fill("[name=key]", "dg_wrong")
    page.keyboard.press("Enter")
    field = page.locator("[name=key][aria-invalid=true]")
    expect(field).to_be_visible()
    assert axe.violations(page) == []

    page.fill("[name=key]", key)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/episodes/{NEWEST}")
    page.locator("#play").tap()
    until_it_plays(page)  # also the sound needs the key
    assert key not in page.evaluate("document.cookie")

    page.locator("form[action='/sign-out'] button").tap()
    page.wait_for_url("**/sign-in*")
    page.goto("/episodes")
    assert "/sign-in" in page.url
