"""Pictures of the page for the documentation, and of all its states to look at.

python -m tests.page.screenshots                 those of docs/screenshots, drawn anew
python -m tests.page.screenshots --every FOLDER  each page, narrow and wide, in each theme and language
"""

import argparse
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.page.browsing import DESK, PHONE, Complaints, Visits, chromium, visits
from tests.page.hearing import until, until_heard
from tests.page.site import DOUBTFUL, LONG, NEWEST, PAGES, Site, site_in

FOLDER = Path("docs/screenshots")

SHARP = {"device_scale_factor": 2}
ENGLISH, KOREAN = {"locale": "en-US"}, {"locale": "ko-KR"}

Act = Callable[[Page], None]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--every", type=Path, metavar="FOLDER", help="where all states go")
    every = parser.parse_args().every
    folder = every or FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as place,
        chromium() as browser,
        site_in(Path(place)) as site,
    ):
        (_draw_every if every else _draw_best)(browser, site, folder)
    drawn = sorted(folder.glob("*.png"))
    size = sum(each.stat().st_size for each in drawn)
    print(f"{len(drawn)} pictures in {folder}, {size / 1e6:.1f} MB")


def _draw_best(browser: Browser, site: Site, folder: Path) -> None:
    # What the library of a reader looks like: without the episodes that only tests want.
    with visits(browser, site.url, _lenient()) as visit:

        def draw(name: str, path: str, act: Act = _nothing, **options: object) -> None:
            page = visit(path, **options)
            _settled(page)
            act(page)
            page.screenshot(path=folder / f"{name}.png")
            page.context.close()

        to_check = PAGES["to check"]
        draw("to-check", to_check, **DESK, **ENGLISH)
        draw("to-check-phone-ko", to_check, **PHONE, **SHARP, **KOREAN)
        made = _made(visit, site)
        draw("start", "/", **DESK, **ENGLISH)
        draw("start-phone-dark-ko", "/", look={"theme": "dark"}, **PHONE, **SHARP, **KOREAN)
        draw("reading", made, _hearing(2, "en"), **DESK, **ENGLISH)
        draw("reading-dark", made, _hearing(3, "ko"), look={"theme": "dark"}, **DESK, **ENGLISH)
        draw("reading-phone-ko", made, _hearing(1, "ko"), **PHONE, **SHARP, **KOREAN)
        draw(
            "reading-phone-contrast-large",
            made,
            _hearing(1, "en"),
            look={"theme": "contrast", "size": "150", "spacing": "wide"},
            **PHONE,
            **SHARP,
            **ENGLISH,
        )
        draw("library-ko", "/episodes", **DESK, **KOREAN)
        draw("library-found", "/episodes?q=ferries", **PHONE, **SHARP, **ENGLISH)
        draw("subscriptions", "/subscriptions", **DESK, **ENGLISH)
        draw("settings-phone-ko", "/settings", **PHONE, **SHARP, **KOREAN)
        draw("offline-phone", f"/episodes/{NEWEST}", _kept, **PHONE, **SHARP, **ENGLISH)

        site.voice.pause = 1.5
        page = visit("/", **PHONE, **SHARP, **ENGLISH)
        page.fill("[name=text]", site.article.replace("Port Merrin", "Port Selmar"))
        page.click("#go")
        page.wait_for_url("**/episodes/port-selmar*")
        until_heard(page, 0, "en")
        until(page, "() => document.querySelector('#bar')?.value > 0", seconds=20)
        page.screenshot(path=folder / "making-phone.png")
        site.voice.pause = 0


def _draw_every(browser: Browser, site: Site, folder: Path) -> None:
    with visits(browser, site.url, _lenient()) as visit:
        for name, path in PAGES.items():
            for width, size in (("360", PHONE), ("1280", DESK)):
                for language, locale in (("en", ENGLISH), ("ko", KOREAN)):
                    page = visit(path, **size, **locale)
                    _settled(page)
                    for theme in ("light", "dark", "contrast"):
                        page.evaluate(
                            "(t) => { document.documentElement.dataset.theme = t }", theme
                        )
                        file = f"{name.replace(' ', '-')}-{width}-{language}-{theme}.png"
                        page.screenshot(path=folder / file, full_page=True)
                    page.context.close()


def _made(visit: Visits, site: Site) -> str:
    """The path of an episode of the sample article."""
    page = visit("/")
    page.fill("[name=text]", site.article)
    page.click("#go")
    page.wait_for_url("**/episodes/port-merrin*")
    until(page, "() => document.getElementById('reading').dataset.state === 'done'", seconds=60)
    for unwanted in ("half-0000000003", "sharp-0000000004", DOUBTFUL):
        page.request.delete(f"/v1/episodes/{unwanted}")
    return page.url.removeprefix(site.url).partition("#")[0]


def _hearing(line: int, language: str) -> Act:
    """The sound stands at a sentence."""

    def act(page: Page) -> None:
        page.locator(f'.text [data-line="{line}"][lang="{language}"] .from').click()
        until_heard(page, line, language)
        page.evaluate("document.getElementById('play').focus({preventScroll: true})")
        page.mouse.move(0, 0)
        page.wait_for_timeout(300)  # it scrolls to the sentence

    return act


def _kept(page: Page) -> None:
    """An episode is kept, and the connection is gone."""
    until(page, "() => navigator.serviceWorker.ready.then(() => true)")
    for path in (f"/episodes/{NEWEST}", f"/episodes/{LONG}"):
        page.goto(path)
        page.locator("#keep button").click()
        expect(page.locator("#keep button")).to_have_text("Do not keep for offline")
    page.context.set_offline(True)
    page.goto("/episodes")
    expect(page.locator("#kept a").first).to_be_visible()


def _settled(page: Page) -> None:
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready.then(() => true)")


def _nothing(page: Page) -> None:
    """Nothing is done on the page before it is drawn."""


def _lenient() -> Complaints:
    complaints = Complaints()
    complaints.expect("")
    return complaints


if __name__ == "__main__":
    main()
