"""What may be wrong in a text: where it is seen, and how one gets there."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.page.browsing import DESK, Visits
from tests.page.hearing import until, until_it_plays
from tests.page.site import DOUBTFUL, Site

DONE = "() => document.getElementById('reading').dataset.state === 'done'"


FRIDAY = (
    "The city council of Port Merrin voted 9-4 on Friday to replace all 14 of its diesel ferries "
    "with electric boats by the end of 2031."
)
WRONG = "포트메린 시의회는 화요일 디젤 여객선 14척을 2030년 말까지 모두 전기 여객선으로 바꾸는 안을 9 대 4로 가결했습니다."


@pytest.fixture
def mistaken(site: Site) -> Iterator[Site]:
    """The site, with a memory in which somebody took another day for Friday."""
    pair = "".join(
        f'<tuv xml:lang="{language}"><seg>{text}</seg></tuv>'
        for language, text in (("en", FRIDAY.replace("2031", "2030")), ("ko", WRONG))
    )
    file = site.library.parent / "models" / "memory" / "mistaken.tmx"
    file.write_text(
        f'<tmx version="1.4"><header srclang="en"/><body><tu>{pair}</tu></body></tmx>', "utf-8"
    )
    yield site
    file.unlink()


@pytest.fixture
def slowly(site: Site) -> Iterator[Site]:
    """The site, with a voice that takes its time."""
    site.voice.pause = 0.6
    yield site
    site.voice.pause = 0.0


def marks(page: Page, line: int, language: str) -> list[str]:
    return page.locator(f'.sentence[data-line="{line}"][lang="{language}"] mark').all_inner_texts()


def test_the_keyboard_leads_to_a_sentence_to_check_and_its_marks_stay_while_it_is_heard(
    visit: Visits,
) -> None:
    page = visit(f"/episodes/{DOUBTFUL}", {"motion": "reduced"}, **DESK)
    link = page.get_by_role("link", name="Sentence 4")
    link.focus()
    page.keyboard.press("Enter")
    row = page.locator("#line-4")
    expect(row).to_be_in_viewport()
    page.keyboard.press("Tab")  # the next stop is in that sentence, and plays it
    assert row.evaluate("(row) => row.contains(document.activeElement)")
    page.keyboard.press("Enter")
    until_it_plays(page)
    heard = row.locator(".sentence.now")
    expect(heard).to_have_attribute("aria-current", "true")
    assert heard.locator("mark").all_inner_texts() == ["May"]


def test_what_may_be_wrong_is_seen_while_an_episode_is_made_and_stays(
    visit: Visits, mistaken: Site, slowly: Site
) -> None:
    page = visit("/", **DESK)
    page.fill("[name=text]", slowly.article.replace("voted 9-4 on Tuesday", "voted 9-4 on Friday"))
    page.select_option("[name=length]", index=0)
    page.click("#go")
    page.wait_for_url("**/episodes/*")
    note = page.locator("#line-1 .mark").first
    expect(note).to_contain_text("“Friday” is not said, but 화요일.", timeout=20_000)
    assert page.locator("#reading").get_attribute("data-state") in ("waiting", "making")
    assert (marks(page, 1, "en"), marks(page, 1, "ko")) == (["Friday"], ["화요일"])
    until(page, DONE, seconds=60)
    assert (marks(page, 1, "en"), marks(page, 1, "ko")) == (["Friday"], ["화요일"])
    expect(page.locator("#to-check")).to_have_text("Sentences to check: 1")
    expect(page.locator("#line-1 .mark")).to_have_count(2)  # and that it is a similar sentence's
