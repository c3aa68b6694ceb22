"""Reading and listening: what is heard is what is shown."""

import re

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.page.browsing import DESK, Visits
from tests.page.hearing import (
    episode,
    heard,
    loudness,
    second,
    until,
    until_heard,
    until_it_plays,
    watched,
)
from tests.page.site import FERRIES, NEWEST, Site
from tests.page.tree import Node, tree

PATH = f"/episodes/{NEWEST}"


@pytest.fixture
def page(visit: Visits) -> Page:
    return visit(PATH, **DESK)


def test_the_sound_plays_in_the_browser_and_is_not_silence(page: Page, site: Site) -> None:
    page.click("#play")
    until_it_plays(page)
    loud = page.evaluate(
        """async () => {
          const answer = await fetch(document.getElementById("sound").currentSrc);
          const context = new OfflineAudioContext(1, 24000, 24000);
          const sound = await context.decodeAudioData(await answer.arrayBuffer());
          const samples = sound.getChannelData(0);
          return [sound.duration, Math.sqrt(samples.reduce((sum, x) => sum + x * x, 0) / samples.length)];
        }"""
    )
    told = episode(site.url, NEWEST)["tracks"]["en"]["seconds"]
    assert loud[0] == pytest.approx(told, abs=0.1)
    assert loud[1] > 0.05
    page.click("#play")
    until(page, "() => document.getElementById('sound').paused")


@pytest.mark.parametrize(("name", "track", "speed"), [(NEWEST, "ko", "2"), (FERRIES, "both", "3")])
def test_the_sentence_that_is_heard_is_the_one_that_is_shown_within_150_milliseconds(
    visit: Visits, site: Site, name: str, track: str, speed: str
) -> None:
    page = visit(f"/episodes/{name}", **DESK)
    page.select_option("#speed", speed)
    page.check(f"[name=track][value={track}]", force=True)
    with watched(page) as changes:
        page.click("#play")
        until(page, "() => document.getElementById('sound').ended", seconds=30)
    lines = episode(site.url, name)["lines"]
    starts = {number: line["times"][track][0] for number, line in enumerate(lines)}
    language = "ko" if track == "ko" else "en"
    begun = {}
    for line, lang, when in changes:
        if lang == language:
            begun.setdefault(line, when)
    assert list(begun) == list(range(len(lines)))
    late = {n: round((begun[n] - starts[n]) / float(speed), 3) for n in begun if n}
    assert [n for n, seconds in late.items() if abs(seconds) > 0.15] == [], late


def test_a_sentence_that_is_pressed_is_heard_from_its_start(page: Page, site: Site) -> None:
    lines = episode(site.url, NEWEST)["lines"]
    for line, language in ((5, "en"), (2, "ko"), (9, "ko"), (0, "ko"), (11, "en")):
        page.click(f'[data-line="{line}"][lang="{language}"] .from')
        until_heard(page, line, language)
        until(page, "() => !document.getElementById('sound').seeking")
        start, end = lines[line]["times"][language]
        assert start - 0.05 <= second(page) <= end
    assert page.locator("[data-line][aria-current=true]").count() == 1


def test_a_browser_that_wants_a_press_before_sound_gets_one(visit: Visits) -> None:
    page = visit(f"{PATH}#listen", **DESK)  # as after the form, but opened from a bookmark
    expect(page.locator("#told")).to_contain_text("press Play")
    assert page.evaluate("document.activeElement.id") == "play"
    page.keyboard.press("Enter")
    until_it_plays(page)


def test_back_and_forward_go_by_sentences_and_a_change_of_language_stays_at_the_same_one(
    page: Page,
) -> None:
    page.click("#play")
    until_it_plays(page)
    page.click("#play")
    before = heard(page)
    assert before is not None
    for _ in range(3):
        page.click("#forward")
    until_heard(page, before[0] + 3, "en")
    page.click("#back")
    until_heard(page, before[0] + 2, "en")
    page.check("[name=track][value=ko]", force=True)
    until_heard(page, before[0] + 2, "ko")
    page.check("[name=track][value=both]", force=True)
    until(
        page, "(line) => document.querySelector('.now')?.dataset.line === line", str(before[0] + 2)
    )


@pytest.mark.parametrize(
    ("track", "language", "line", "languages"),
    [
        ("en", "en", 2, ["en"]),
        ("both", "en", 2, ["en", "ko"]),
        ("both", "ko", 0, ["ko"]),
        ("both", "en", 11, ["en", "ko"]),  # the last
    ],
)
def test_to_stop_after_a_sentence_is_to_stop_after_it_in_every_language_that_is_heard(
    page: Page, site: Site, track: str, language: str, line: int, languages: list[str]
) -> None:
    page.check(f"[name=track][value={track}]", force=True)
    page.select_option("#sleep", "sentence")
    with watched(page) as changes:
        page.click(f'[data-line="{line}"][lang="{language}"] .from')
        until_it_plays(page)
        until(page, "() => document.getElementById('sleep').value === ''", seconds=30)
        until(page, "() => document.getElementById('sound').paused")
        if line < 11:
            until_heard(page, line + 1, "en")
    expect(page.locator("#told")).to_have_text("Stopped." if line < 11 else "")
    assert [lang for number, lang, _ in changes if number == line] == languages
    assert {number for number, _, _ in changes} <= {line, line + 1}
    # It goes on with the next sentence, and with all of it.
    lines = episode(site.url, NEWEST)["lines"]
    there = lines[line + 1]["times"][track][0] if line < 11 else lines[line]["times"][track][-1]
    assert second(page) == pytest.approx(there, abs=0.02 if line < 11 else 1)


def test_it_goes_on_where_somebody_stopped_listening(page: Page) -> None:
    page.click('[data-line="7"][lang="ko"] .from')
    until_it_plays(page)
    page.reload()
    expect(page.locator("#go-on")).to_contain_text("7")
    page.click("#go-on")
    until_heard(page, 7, "ko")
    until_it_plays(page)


def test_parts_of_the_sound_can_be_asked_for_as_phones_do(site: Site) -> None:
    address = f"{site.url}/v1/episodes/{NEWEST}/ko.mp3"
    whole = httpx.get(address, trust_env=False)
    seconds, rms = loudness(whole.content)
    assert seconds > 10
    assert rms > 0.05
    part = httpx.get(address, headers={"Range": "bytes=0-1"}, trust_env=False)
    assert part.status_code == 206


def test_a_screen_reader_is_told_what_the_player_is_doing(page: Page) -> None:
    def named(role: str) -> dict[str, Node]:
        return {each.name: each for each in tree(page) if each.role == role}

    assert {"Play", "Sentence back", "Sentence forward"} <= {
        each.partition(" the sound")[0] for each in named("button")
    }
    assert "Speed" in named("combobox")
    assert named("radio")["English"].states["checked"] == "true"
    page.click('[data-line="3"][lang="en"] .from')
    until_it_plays(page)
    assert any(each.startswith("Pause") for each in named("button"))
    position = next(iter(named("slider").values()))
    assert "3" in str(position.states.get("valuetext", "")) or "Sentence 3" in page.inner_text(
        "#place"
    )
    assert page.locator("[aria-current=true][data-line]").get_attribute("data-line") == "3"
    status = [each for each in tree(page) if each.role == "status"]
    assert [each.states.get("live") for each in status] == ["polite"]


@pytest.mark.parametrize(
    "device",
    [{"forced_colors": "active"}, {"color_scheme": "dark"}, {"reduced_motion": "reduce"}],
    ids=lambda device: next(iter(device)),
)
def test_what_the_device_wants_is_done(visit: Visits, device: dict[str, str]) -> None:
    page = visit(PATH, **DESK, **device)
    page.click('[data-line="3"][lang="en"] .from')
    until_heard(page, 3, "en")
    style, paper, moves = page.evaluate(
        """() => {
          const now = getComputedStyle(document.querySelector(".now"));
          const root = getComputedStyle(document.documentElement);
          return [now.outlineStyle, getComputedStyle(document.body).backgroundColor, root.scrollBehavior];
        }"""
    )
    if "forced_colors" in device:  # where colours say nothing, a line does
        assert style == "solid"
    if "color_scheme" in device:
        assert max(int(each) for each in re.findall(r"\d+", paper)[:3]) < 60
    if "reduced_motion" in device:
        assert moves == "auto"


def test_it_is_read_and_heard_in_a_browser_that_keeps_nothing(visit: Visits) -> None:
    page = visit("/help", **DESK)
    page.add_init_script(
        """const blocked = () => new DOMException("Blocked.", "SecurityError");
        for (const name of ["localStorage", "sessionStorage"]) {
          Object.defineProperty(window, name, { get() { throw blocked(); } });
        }
        CacheStorage.prototype.open = () => Promise.reject(blocked());
        ServiceWorkerContainer.prototype.register = () => Promise.reject(blocked());"""
    )
    page.goto(PATH)
    page.click('[data-line="3"][lang="ko"] .from')
    until_heard(page, 3, "ko")
    until_it_plays(page)
