"""The text as captions: the sentence that is heard is in view, whatever the view and the window."""

import pytest
from playwright.sync_api import expect

from tests.page.browsing import DESK, PHONE, Visits
from tests.page.hearing import until, until_heard
from tests.page.site import LONG, NEWEST

ZOOMED = {"viewport": {"width": 320, "height": 256}}
"""A desk's window at 400 % (WCAG 2.2, 1.4.10)."""
LARGE = {"size": "200", "spacing": "wider"}

IN_VIEW = """() => {
  const now = document.querySelector(".now");
  if (!now) return false;
  const text = document.createRange();
  text.selectNodeContents(now.querySelector(".said"));
  const lines = [...text.getClientRects()];
  const room = document.getElementById("player").getBoundingClientRect().top;
  return lines.slice(0, now.offsetHeight < room - 40 ? lines.length : 1).every((line) => {
    const there = document.elementFromPoint(line.left + line.width / 2, line.top + line.height / 2);
    return now.contains(there);
  });
}"""
"""Whether the sentence that is heard is seen, with nothing before it: all of its lines, or where there
is no room for them the first."""


@pytest.mark.parametrize(
    ("window", "look"),
    [(DESK, {}), (PHONE, {}), (PHONE, LARGE), (ZOOMED, {})],
    ids=["desk", "phone", "phone with large letters", "zoomed"],
)
@pytest.mark.parametrize("view", ["pairs", "en", "ko"])
def test_what_is_heard_is_seen_in_every_view(
    visit: Visits, window: dict, look: dict[str, str], view: str
) -> None:
    page = visit(f"/episodes/{NEWEST}?view={view}", {"motion": "reduced", **look}, **window)
    page.evaluate("document.querySelector('[name=track][value=both]').click()")
    for line in range(6):
        for language in ("en", "ko"):
            page.click("#forward")
            until_heard(page, line, language)
            until(page, IN_VIEW)
    # What is not heard is shown as it was chosen.
    for language in ("en", "ko"):
        other = page.locator(f'.text [data-line="4"][lang="{language}"]')
        expect(other).to_be_visible(visible=view in ("pairs", language))


def test_a_sentence_that_is_higher_than_the_window_is_seen_from_its_beginning(
    visit: Visits,
) -> None:
    page = visit(f"/episodes/{LONG}", {"motion": "reduced", **LARGE}, **ZOOMED)
    for line in range(3):
        page.click("#forward")
        until_heard(page, line, "en")
        if not line:
            assert page.evaluate("document.querySelector('.now').offsetHeight") > 256
        until(page, IN_VIEW)


def test_where_colours_are_forced_lines_say_which_page_and_which_view_it_is(visit: Visits) -> None:
    page = visit(f"/episodes/{NEWEST}", **DESK, forced_colors="active")
    current, others = page.evaluate(
        """() => {
          const width = (each) => parseFloat(getComputedStyle(each).borderBottomWidth);
          const all = [...document.querySelectorAll(".views a, .top nav a")];
          const are = (current) => all.filter((each) => each.hasAttribute("aria-current") === current).map(width);
          return [are(true), are(false)];
        }"""
    )
    assert len(current) == 2
    assert min(current) > max(others)
