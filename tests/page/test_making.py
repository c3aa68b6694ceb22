"""What is heard, shown and told while an episode is being made."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.page import axe
from tests.page.browsing import DESK, Complaints, Visits
from tests.page.hearing import second, until, until_heard, until_it_plays
from tests.page.site import Site
from tests.page.tree import tree

_LISTEN = """() => {
  window.told = [];
  const place = document.getElementById("told");
  new MutationObserver(() => place.textContent && told.push(place.textContent)).observe(place, {
    childList: true, characterData: true, subtree: true,
  });
}"""


@pytest.fixture
def slowly(site: Site) -> Iterator[Site]:
    """The site, with a voice that takes its time."""
    site.voice.pause = 0.35
    yield site
    site.voice.pause = 0.0


def send(page: Page, article: str) -> None:
    page.fill("[name=text]", article)
    page.click("#go")
    page.wait_for_url("**/episodes/*")


def test_an_episode_is_heard_from_its_first_sentence_and_told_of_while_it_is_made(
    visit: Visits, slowly: Site
) -> None:
    page = visit("/", **DESK)
    send(page, slowly.article.replace("Port Merrin", "Port Slow"))
    page.evaluate(_LISTEN)
    until_it_plays(page)
    assert page.locator("#reading").get_attribute("data-state") in ("waiting", "making")
    until_heard(page, 0, "en")
    # A screen reader has a region that tells what is new, and a bar with a name.
    assert axe.violations(page) == []
    bars = [each for each in tree(page) if each.role == "progressbar"]
    assert [each.name for each in bars if not each.name] == []

    until(page, "() => document.getElementById('reading').dataset.state === 'done'", seconds=60)
    expect(page.locator("#making")).to_be_hidden()
    until(page, "() => told.some((each) => each.includes('Finished'))")
    told = page.evaluate("told")
    assert told[-1] == "Finished."
    assert len(told) == len(set(told)) < 8, told  # nobody is told of every sentence
    # It goes on being heard, now in the finished file.
    before = second(page)
    until(page, "(before) => document.getElementById('sound').currentTime > before", before)
    korean = page.locator('.text [data-line][lang="ko"]')
    assert all(text >= "까" or text for text in korean.all_inner_texts())


def test_what_cannot_be_made_says_so_with_the_next_step(
    visit: Visits, site: Site, complaints: Complaints
) -> None:
    complaints.expect(r"(ERR_INCOMPLETE_CHUNKED_ENCODING|404).*\.mp3")  # the sound there was ends
    page = visit("/", **DESK)
    send(page, site.article.replace("The city council", "The voice fails: the council"))
    expect(page.locator("#state .wrong")).to_be_visible(timeout=15_000)
    assert "The voice lost its breath." in page.locator("#state").inner_text()
    expect(page.locator("form[action$='/retry'] button")).to_be_visible()
    expect(page.locator("#play")).not_to_have_accessible_name("Pause")
    assert axe.violations(page) == []


def test_an_article_that_is_no_article_is_refused_at_its_field(
    visit: Visits, complaints: Complaints
) -> None:
    complaints.expect("422|400")
    page = visit("/", **DESK)
    page.fill("[name=text]", "Das ist kein englischer Text, sondern ein deutscher. " * 5)
    page.click("#go")
    field = page.locator("[name=text][aria-invalid=true]")
    expect(field).to_be_visible()
    assert field.input_value().startswith("Das ist kein")
    # The focus is where it says what is wrong, and what is wrong is in the title.
    assert page.evaluate("document.activeElement.closest('.wrong, [aria-invalid=true]') !== null")
    assert not page.title().startswith("Listen to an article")
    assert axe.violations(page) == []
