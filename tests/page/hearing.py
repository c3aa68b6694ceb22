"""What is heard and told on the reading page, and which sentence is shown as heard."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import httpx
import miniaudio
import numpy as np
from playwright.sync_api import Page

PLAYS = (
    "() => { const s = document.getElementById('sound'); return !s.paused && s.currentTime > 0.2 }"
)
NOW = "document.querySelector('.now[data-line]')"

_WATCH = """() => {
  window.watched = [];
  const sound = document.getElementById("sound");
  const look = () => {
    const now = document.querySelector(".now[data-line]");
    const line = now && `${now.dataset.line} ${now.lang}`;
    if (watched.at(-1)?.line !== line) watched.push({ line, second: sound.currentTime });
    requestAnimationFrame(look);
  };
  look();
}"""

_LISTEN = """() => {
  window.told = [];
  const place = document.getElementById("told");
  new MutationObserver(() => place.textContent && told.push(place.textContent)).observe(place, {
    childList: true, characterData: true, subtree: true,
  });
}"""


def listen(page: Page) -> None:
    """From now on keep what screen readers are told of: see `told`."""
    page.evaluate(_LISTEN)


def told(page: Page) -> list[str]:
    """What screen readers were told since it was listened, in order."""
    return page.evaluate("told")


def until(page: Page, condition: str, value: object = None, seconds: float = 10) -> None:
    """Wait until a function in the page is true of a value."""
    page.wait_for_function(condition, arg=value, timeout=seconds * 1000)


def until_it_plays(page: Page) -> None:
    until(page, PLAYS)


def second(page: Page) -> float:
    """Where the sound is."""
    return page.evaluate("document.getElementById('sound').currentTime")


def heard(page: Page) -> tuple[int, str] | None:
    """The line that is shown as heard, and its language."""
    told = page.evaluate(f"{NOW} && [Number({NOW}.dataset.line), {NOW}.lang]")
    return told and tuple(told)


def until_heard(page: Page, line: int, language: str) -> None:
    until(
        page,
        f"([line, lang]) => {NOW}?.dataset.line === String(line) && {NOW}.lang === lang",
        [line, language],
    )


@contextmanager
def watched(page: Page) -> Iterator[list[tuple[int, str, float]]]:
    """Each line as it begins to be shown as heard, with the second of the sound then."""
    page.evaluate(_WATCH)
    changes: list[tuple[int, str, float]] = []
    yield changes
    for each in page.evaluate("watched"):
        if each["line"]:
            line, language = each["line"].split()
            changes.append((int(line), language, each["second"]))


def until_the_end_is_heard(page: Page, seconds: float = 30) -> None:
    over = "() => document.getElementById('sound').paused && !document.querySelector('.now')"
    until(page, over, seconds=seconds)


def loudness(mp3: bytes) -> tuple[float, float]:
    """Seconds of sound, and its root mean square (1 is full scale)."""
    sound = miniaudio.decode(mp3, nchannels=1, sample_rate=24_000)
    samples = np.asarray(sound.samples, dtype=np.float64) / 32_768
    return len(samples) / 24_000, float(np.sqrt(np.mean(samples**2)))


def eventually(condition: Callable[[], bool], seconds: float = 20) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.05)


def episode(url: str, name: str) -> dict:
    """What the API tells of an episode."""
    answer = httpx.get(f"{url}/v1/episodes/{name}", trust_env=False)
    answer.raise_for_status()
    return answer.json()
