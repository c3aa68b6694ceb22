"""An episode that is kept on the device is read and heard without a connection."""

import pytest
from playwright.sync_api import Page, expect

from tests.page import axe
from tests.page.browsing import PHONE, Complaints, Visits
from tests.page.hearing import until, until_heard, until_it_plays
from tests.page.site import LONG, NEWEST


@pytest.fixture
def kept(visit: Visits, complaints: Complaints) -> Page:
    """A browser that has kept an episode, and has no connection any more."""
    page = visit(f"/episodes/{NEWEST}", **PHONE)
    until(page, "() => navigator.serviceWorker.ready.then(() => true)")
    button = page.locator("#keep button")
    button.click()
    expect(button).to_have_text("Do not keep for offline")
    complaints.expect("ERR_INTERNET_DISCONNECTED|Failed to fetch|ERR_FAILED")
    page.context.set_offline(True)
    return page


def test_it_is_read_and_heard_offline_and_the_others_are_said_to_be_away(kept: Page) -> None:
    kept.goto(f"/episodes/{NEWEST}")
    expect(kept.locator('[data-line="1"][lang="ko"]')).to_contain_text("의회는 화요일")
    kept.locator("#play").tap()
    until_it_plays(kept)
    kept.locator('[data-line="9"][lang="ko"] .said').tap()
    until_heard(kept, 9, "ko")
    until_it_plays(kept)

    kept.goto(f"/episodes/{LONG}")
    expect(kept.locator("#no-connection")).to_be_visible()
    assert axe.violations(kept) == []
    kept.locator(f"#kept a[href='/episodes/{NEWEST}']").tap()
    expect(kept.get_by_role("heading", level=1)).to_contain_text("Port Merrin votes")


def test_what_is_kept_no_more_is_gone_from_the_device(kept: Page) -> None:
    kept.context.set_offline(False)
    kept.goto(f"/episodes/{NEWEST}")
    kept.locator("#keep button").click()
    expect(kept.locator("#keep button")).to_have_text("Keep for offline")
    left = kept.evaluate(
        "caches.open('kept').then((cache) => cache.keys()).then((keys) => keys.map((key) => key.url))"
    )
    assert left == []
    kept.context.set_offline(True)
    kept.goto(f"/episodes/{NEWEST}")
    expect(kept.locator("#none-kept")).to_be_visible()
