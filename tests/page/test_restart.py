"""The server is killed while somebody listens to what it makes: the page goes on by itself."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, expect

from tests.page.browsing import DESK, Complaints, visits
from tests.page.hearing import until, until_it_plays, until_the_end_is_heard, watched
from tests.page.site import SAMPLE
from tests.page.test_making import DONE
from tests.service.process import ended, free_port, start
from tests.service.slow_voice import installed


@pytest.fixture
def complaints() -> Iterator[Complaints]:
    complaints = Complaints()
    complaints.expect("ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_CONNECTION_RESET")
    complaints.expect("ERR_EMPTY_RESPONSE|ERR_NETWORK|ERR_FAILED|Failed to fetch")
    return complaints


def test_the_sound_goes_on_and_the_end_is_told_when_the_server_is_there_again(
    browser: Browser, complaints: Complaints, tmp_path: Path
) -> None:
    memory = tmp_path / "models" / "memory"
    memory.mkdir(parents=True)
    shutil.copy(SAMPLE.with_suffix(".tmx"), memory)
    settings = {
        "library": tmp_path / "library",
        "models": tmp_path / "models",
        "keys": tmp_path / "keys.json",
        "database_url": f"sqlite:///{tmp_path}/deutgi.db",
        "port": free_port(),
        "profile": "embedded",
        "warm": 0,
        "rate": 0,
    }
    voice = installed(tmp_path, pause=0.4)
    url = f"http://127.0.0.1:{settings['port']}"
    with ended() as running, visits(browser, url, complaints) as visit:
        running.append(start("serve", settings, tmp_path, voice))
        asked = {"text": SAMPLE.read_text("utf-8"), "length": "4"}
        asked |= {"voice_en": "slow", "voice_ko": "slow"}
        made = httpx.post(f"{url}/v1/episodes", json=asked, trust_env=False, timeout=20).json()
        page = visit(f"/episodes/{made['id']}", **DESK)
        page.click("#play")
        until_it_plays(page)
        with watched(page) as changes:
            running[0].kill()
            expect(page.locator("main")).to_contain_text("does not answer")
            running.append(start("serve", settings, tmp_path, voice))
            until(page, DONE, seconds=60)
            until_the_end_is_heard(page)
    lines = [line for line, _, _ in changes]
    assert lines == sorted(lines)
    assert set(lines) == set(range(5))
