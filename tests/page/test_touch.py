"""The same on a phone, 360 pixels wide, by touch."""

from playwright.sync_api import expect

from tests.page import seen
from tests.page.browsing import PHONE, Visits
from tests.page.hearing import until, until_heard, until_it_plays
from tests.page.site import Site

MAIN = {"play", "back", "forward", "more"}


def test_a_text_is_sent_heard_and_gone_through_with_a_thumb(visit: Visits, site: Site) -> None:
    page = visit("/", locale="ko-KR", **PHONE)
    page.locator("[name=text]").tap()
    page.keyboard.insert_text(site.article.replace("Port Merrin", "Port Tap"))
    page.locator("#make button:not([type=button])").last.tap()
    page.wait_for_url("**/episodes/port-tap*")
    until_it_plays(page)
    page.locator("#play").tap()
    until(page, "() => document.getElementById('sound').paused")
    until(page, "() => document.getElementById('reading').dataset.state === 'done'", seconds=30)

    sizes = page.evaluate(
        """(names) => names.map((name) => {
          const box = document.getElementById(name).getBoundingClientRect();
          return [name, Math.min(box.width, box.height), box.left >= 0 && box.right <= innerWidth && box.bottom <= innerHeight];
        })""",
        sorted(MAIN),
    )
    assert [each for each in sizes if each[1] < 44 or not each[2]] == []
    assert seen.wider_than_the_window(page) == []

    page.locator('[data-line="3"][lang="ko"] .said').tap()
    until_heard(page, 3, "ko")
    page.locator("#forward").tap()
    until_heard(page, 4, "ko")
    page.locator("#more").tap()
    page.locator("#speed").select_option("0.7")
    until(page, "() => document.getElementById('sound').playbackRate === 0.7")
    assert seen.wider_than_the_window(page) == []

    page.locator("nav a[href='/episodes']").first.tap()
    page.locator("[name=q]").tap()
    page.keyboard.insert_text("여객선")
    page.keyboard.press("Enter")
    page.wait_for_url("**/episodes?*q=*")
    expect(page.locator(".episodes a[href^='/episodes/']").first).to_be_visible()
