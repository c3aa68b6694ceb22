"""Scripts off, as some browsers, proxies and people have them: all that matters works."""

import feedparser
import pytest
from playwright.sync_api import Page, expect

from tests.page.browsing import PHONE, Complaints, Visits
from tests.page.hearing import eventually, loudness
from tests.page.site import HALF, HARBOUR_POST, NEWEST, Site
from tests.service.made_library import put


@pytest.fixture
def plain(visit: Visits, complaints: Complaints):
    complaints.expect(r"request: csp .*\.js")  # modules are not fetched ahead, as nobody runs them
    return lambda path, **options: visit(path, java_script_enabled=False, **PHONE, **options)


def test_a_text_is_sent_read_and_heard(plain, site: Site) -> None:
    page = plain("/")
    page.fill("[name=text]", site.article.replace("Port Merrin", "Port Plain"))
    page.locator("#make button:not([type=button])").last.click()
    page.wait_for_url("**/episodes/port-plain*")
    eventually(lambda: finished(page))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Port Plain")
    expect(page.locator('[data-line="1"][lang="en"]')).to_be_visible()
    sounds = page.locator("audio[controls]")
    assert sounds.count() == 3
    for sound in sounds.all():
        expect(sound).to_be_visible()
        seconds, rms = loudness(page.request.get(sound.get_attribute("src")).body())
        assert seconds > 2
        assert rms > 0.05


def test_what_is_wrong_is_told_at_the_field_and_what_was_typed_is_kept(
    plain, complaints: Complaints
) -> None:
    complaints.expect("422|400")
    page = plain("/")
    page.fill("[name=link]", "http://127.0.0.1:1/nothing-here")
    page.locator("#make button:not([type=button])").last.click()
    field = page.locator("[name=link]")
    expect(field).to_have_value("http://127.0.0.1:1/nothing-here")
    expect(field).to_have_attribute("aria-invalid", "true")
    told = " ".join(
        page.locator(f"#{name}").inner_text()
        for name in field.get_attribute("aria-describedby").split()
    )
    assert "could not be read" in told


def test_the_library_is_searched_and_an_episode_is_read(plain) -> None:
    page = plain("/episodes")
    page.fill("[name=q]", "harbour")
    page.press("[name=q]", "Enter")
    assert "q=harbour" in page.url
    page.locator(f"a[href='/episodes/{NEWEST}']").click()
    expect(page.locator('[data-line="1"][lang="ko"]')).to_have_text(
        "의회는 화요일 항구 문제를 논의했다."
    )


def test_missing_korean_is_tried_again(plain, complaints: Complaints, site: Site) -> None:
    page = plain(f"/episodes/{HALF}")
    page.locator(f"form[action$='{HALF}/retry'] button").click()
    assert page.url.endswith(f"/episodes/{HALF}")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Talks in Geneva")


def test_settings_hold(plain) -> None:
    page = plain("/settings", locale="ko-KR")
    page.check("[name=theme][value=contrast]")
    page.check("[name=size][value='150']")
    page.locator("main button").last.click()
    page.goto("/help")
    root = page.locator("html")
    expect(root).to_have_attribute("data-theme", "contrast")
    expect(root).to_have_attribute("data-size", "150")
    expect(root).to_have_attribute("lang", "ko")
    page.locator(".tongue button[value=en]").click()
    expect(root).to_have_attribute("lang", "en")
    assert page.url.endswith("/help")


def finished(page: Page) -> bool:
    page.reload()
    return page.locator("#reading").get_attribute("data-state") == "done"


def test_an_episode_is_removed_after_a_question(plain, complaints: Complaints, site: Site) -> None:
    complaints.expect("404")
    put(site.library, "unwanted-0000000008", "Unwanted")
    page = plain("/episodes/unwanted-0000000008")
    page.locator("a[href$='/remove']").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Remove")
    page.locator("button.danger").click()
    answer = page.goto("/episodes/unwanted-0000000008")
    assert answer.status == 404


def test_the_choices_of_a_news_site_are_changed_and_the_list_says_so(plain) -> None:
    page = plain("/subscriptions")
    page.locator(f"a[href$='{HARBOUR_POST}/change']").click()
    page.select_option("#every", label="Every day")
    page.select_option("#length", label="About 5 minutes")
    page.check("[name=register][value=plain]")
    page.get_by_role("button", name="Keep these settings").click()
    told = page.locator(f"#site-{HARBOUR_POST}")
    expect(told.get_by_role("group", name="Changed.")).to_be_focused()
    for words in ("Every day", "Summary: About 5 minutes", "Korean: As newspapers print it"):
        expect(told).to_contain_text(words)


def test_a_podcast_is_subscribed_to_by_its_address(plain) -> None:
    page = plain("/subscriptions")
    for track in ("en", "ko", "both"):
        address = page.input_value(f"#feed-{track}")
        feed = feedparser.parse(page.request.get(address).body())
        assert not feed.bozo
        assert len(feed.entries) >= 4
