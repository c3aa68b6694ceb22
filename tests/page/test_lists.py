"""What is being made, on the start page and in the library, while somebody looks on."""

import httpx
from playwright.sync_api import expect

from tests.page import axe
from tests.page.browsing import DESK, PHONE, Complaints, Visits
from tests.page.hearing import eventually, listen, told, until
from tests.page.site import Site, have_made


def test_who_waits_sees_and_hears_what_becomes_of_it_and_loses_nothing(
    visit: Visits, slowly: Site
) -> None:
    broken, broken_title = have_made(slowly, "Port Broken", broken=True)
    name, title = have_made(slowly, "Port Soon")
    page = visit("/", **DESK)
    listen(page)
    page.fill("#text", "An article that is being typed")
    page.locator(f"#making-{name} .row a").focus()  # “Give it up”, which goes when it is made
    slowly.voice.pause = 0.0
    expect(page.locator(f"[data-part=newest] #episode-{name}")).to_be_visible(timeout=30_000)
    assert page.evaluate("document.activeElement.getAttribute('href')") == f"/episodes/{name}"
    failed = page.locator(f"#failed-{broken}")
    expect(failed).to_contain_text("The article could not be made into sound.", timeout=30_000)
    expect(failed).to_contain_text("The voice lost its breath.")
    expect(page.locator("#making")).to_have_count(0)
    until(page, "() => told.length === 2")
    assert sorted(told(page)) == [
        f"It can be heard now: {title}",
        f"It could not be made: {broken_title}",
    ]
    expect(page.locator("#text")).to_have_value("An article that is being typed")
    assert axe.violations(page) == []
    httpx.delete(f"{slowly.url}/v1/episodes/{broken}", trust_env=False)


def test_with_scripts_off_a_link_shows_what_is_new(
    visit: Visits, complaints: Complaints, slowly: Site
) -> None:
    complaints.expect(r"request: csp .*\.js")
    name, _ = have_made(slowly, "Port Later")
    page = visit("/episodes", java_script_enabled=False, **PHONE)
    expect(page.locator(f"#making-{name}")).to_be_visible()
    news = page.get_by_role("link", name="See what is new")
    slowly.voice.pause = 0.0

    def all_is_made() -> bool:
        if news.count():
            news.click()
        return not news.count()

    eventually(all_is_made, seconds=60)
    expect(page.locator(f"#episode-{name}")).to_be_visible()
