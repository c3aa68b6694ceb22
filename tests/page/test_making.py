"""What is heard, shown and told while an episode is being made."""

import pytest
from playwright.sync_api import Page, expect

from tests.page import axe
from tests.page.browsing import DESK, Complaints, Visits
from tests.page.hearing import (
    listen,
    told,
    until,
    until_it_plays,
    until_the_end_is_heard,
    watched,
)
from tests.page.site import Site, have_made
from tests.page.tree import tree

DONE = "() => document.getElementById('reading').dataset.state === 'done'"


@pytest.fixture(scope="module", autouse=True)
def failing(site: Site) -> str:
    """The path of an episode that cannot be made, which takes a while to be known: it is tried
    three times."""
    return f"/episodes/{have_made(site, 'Port Merrin', broken=True)[0]}"


def send(page: Page, article: str) -> None:
    page.fill("[name=text]", article)
    page.select_option("[name=length]", index=0)
    page.click("#go")
    page.wait_for_url("**/episodes/*")


def test_an_episode_is_heard_from_its_first_sentence_and_told_of_while_it_is_made(
    visit: Visits, slowly: Site
) -> None:
    page = visit("/", **DESK)
    send(page, slowly.article.replace("Port Merrin", "Port Slow"))
    listen(page)
    with watched(page) as changes:
        until_it_plays(page)
        assert page.locator("#reading").get_attribute("data-state") in ("waiting", "making")
        # A screen reader has a region that tells what is new, and a bar with a name.
        assert axe.violations(page) == []
        bars = [each for each in tree(page) if each.role == "progressbar"]
        assert [each.name for each in bars if not each.name] == []
        until(page, DONE, seconds=60)
        expect(page.locator("#making")).to_be_hidden()
        until(page, "() => told.some((each) => each.includes('Finished'))")
        words = told(page)
        assert words[-1] == "Finished."
        assert len(words) == len(set(words)) < 8, words  # nobody is told of every sentence
        until_the_end_is_heard(page)
    # Also when the finished file takes the place of the sound that was being made, each sentence
    # is heard once.
    sentences = page.locator('.sentence[lang="en"][data-line]').count()
    assert [line for line, _, _ in changes] == list(range(sentences))


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


def test_what_cannot_be_made_says_so_with_the_next_step(visit: Visits, failing: str) -> None:
    page = visit(failing, **DESK)
    expect(page.locator("#state .wrong")).to_be_visible(timeout=20_000)
    assert "The voice lost its breath." in page.locator("#state").inner_text()
    expect(page.locator("form[action$='/retry'] button")).to_be_visible()
    assert axe.violations(page) == []
