"""The whole way through by keyboard alone: Tab, Enter, Space and what is typed."""

from playwright.sync_api import Page, expect

from tests.page.browsing import DESK, Visits
from tests.page.hearing import heard, until, until_heard, until_it_plays
from tests.page.site import Site

_FOCUS = """(wanted) => {
  const here = document.activeElement;
  const ring = (element) => {
    const style = element && getComputedStyle(element);
    return style && ((style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none");
  };
  const box = here.getBoundingClientRect();
  const middle = document.elementsFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, 10));
  return {
    there: here.matches(wanted),
    name: `${here.tagName.toLowerCase()}#${here.id} ${here.textContent.trim().slice(0, 30)}`,
    ringed: Boolean(ring(here) || ring(here.closest("label")) || ring(here.parentElement)),
    hidden: middle.length > 0 && !middle.slice(0, 1).some((each) => each === here || here.contains(each) || each.contains(here)),
  };
}"""


def tab_to(page: Page, wanted: str, back: bool = False) -> None:
    """Press Tab until something has the focus. At each stop the focus is seen: there is a ring,
    and nothing is in front of it (WCAG 2.2, 2.4.7 and 2.4.11)."""
    passed = []
    for _ in range(90):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        focus = page.evaluate(_FOCUS, wanted)
        passed.append(focus["name"])
        assert focus["ringed"], passed
        assert not focus["hidden"], passed
        if focus["there"]:
            return
    raise AssertionError(f"{wanted} is not reached: {passed}")


def test_a_text_is_sent_heard_gone_through_and_found_again(visit: Visits, site: Site) -> None:
    page = visit("/", **DESK)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"

    tab_to(page, "[name=text]")
    page.keyboard.insert_text(site.article)
    tab_to(page, "#make button:not([type=button])")
    page.keyboard.press("Enter")
    page.wait_for_url("**/episodes/port-merrin*")

    until_it_plays(page)  # from the first sentence, while the rest is made
    tab_to(page, "#play")
    page.keyboard.press("Space")
    until(page, "() => document.getElementById('sound').paused")
    page.keyboard.press("Space")
    until_it_plays(page)
    until(page, "() => document.getElementById('reading').dataset.state === 'done'", seconds=30)
    assert page.evaluate("document.activeElement.id") == "play"  # what is new takes no focus away
    page.keyboard.press("Space")
    until(page, "() => document.getElementById('sound').paused")

    tab_to(page, "#speed")
    page.keyboard.type("1.5")
    page.keyboard.press("Enter")
    tab_to(page, '[data-line="2"][lang="ko"] .from')
    page.keyboard.press("Enter")
    until_heard(page, 2, "ko")
    until_it_plays(page)
    assert page.evaluate("document.getElementById('sound').playbackRate") == 1.5
    tab_to(page, "#play", back=True)
    page.keyboard.press("Space")
    until(page, "() => document.getElementById('sound').paused")
    line, _ = heard(page)
    tab_to(page, "#forward")
    page.keyboard.press("Enter")
    until_heard(page, line + 1, "ko")
    tab_to(page, "#back", back=True)
    page.keyboard.press("Enter")
    until_heard(page, line, "ko")

    page.keyboard.press("Control+Home")
    tab_to(page, "nav a[href='/episodes']", back=True)
    page.keyboard.press("Enter")
    page.wait_for_url("**/episodes")
    tab_to(page, "[name=q]")
    page.keyboard.type("diesel")
    page.keyboard.press("Enter")
    page.wait_for_url("**/episodes?*q=diesel*")
    tab_to(page, ".episodes a[href*='/episodes/port-merrin']")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Port Merrin votes")


def test_shortcuts_are_told_do_what_they_say_and_can_be_switched_off(visit: Visits) -> None:
    page = visit("/episodes/harbour-0000000005", **DESK)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.keyboard.press("k")
    until_it_plays(page)
    page.keyboard.press("k")
    line = heard(page)
    page.keyboard.press("l")
    until_heard(page, line[0] + 1, "en")
    page.keyboard.press("2")
    until_heard(page, line[0] + 1, "ko")
    page.keyboard.press("?")
    page.uncheck("#keys-used")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("1")
    assert heard(page) == (line[0] + 1, "ko")
