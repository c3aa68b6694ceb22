"""A site to visit: a library with finished episodes and others, and a server that makes more."""

import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
import sqlalchemy as sa

from pipelines import engines
from service import sources
from service.database import open_database
from service.newsfeed import Newsfeed
from tests.service.made_library import put
from tests.service.page.doubtful import put_doubtful
from tests.service.serving import Metronome, Served, install_metronome, served, settings_in

SAMPLE = Path("samples/harbour-ferries.txt")

FERRIES = "ferries-0000000001"
LONG = "long-0000000002"
HALF = "half-0000000003"
SHARP = "sharp-0000000004"
NEWEST = "harbour-0000000005"
DOUBTFUL = "doubtful-0000000006"

HARBOUR_POST = "0123456789ab"

PAGES = {
    "start": "/",
    "library": "/episodes",
    "found": "/episodes?q=2031",
    "not found": "/episodes?q=7777",
    "whole": f"/episodes/{NEWEST}",
    "long title": f"/episodes/{LONG}",
    "half": f"/episodes/{HALF}",
    "to check": f"/episodes/{DOUBTFUL}?sources=1",
    "characters of HTML": f"/episodes/{SHARP}",
    "subscriptions": "/subscriptions",
    "choices of a news site": f"/subscriptions/{HARBOUR_POST}/change",
    "settings": "/settings",
    "sign in": "/sign-in",
    "help": "/help",
    "offline": "/offline",
    "no such page": "/episodes/nothing-0000000009",
}
"""Every page, and what can be seen on it at rest."""

_SENTENCES = (
    ("The council met on Tuesday to speak about the harbour.", "의회는 화요일 항구 문제를 논의했다."),
    ("Fourteen boats will be replaced by the end of 2031.", "2031년 말까지 배 14척이 교체된다."),
    ("The plan costs 186 million dollars over six years.", "이 계획에는 6년간 1억 8,600만 달러가 든다."),
    ("A fare rise of 25 cents pays for part of it.", "일부는 25센트의 요금 인상으로 충당한다."),
    ("The first two boats enter service in September.", "첫 두 척은 9월에 운항을 시작한다."),
    ("Each carries 350 passengers and 40 bicycles.", "한 척에 승객 350명과 자전거 40대가 탄다."),
    ("Batteries lose range when it is very cold.", "매우 추우면 배터리의 주행 거리가 줄어든다."),
    ("One councillor voted against the plan.", "한 의원은 계획에 반대표를 던졌다."),
    ("The union wants no jobs to be lost.", "노조는 일자리가 줄지 않기를 바란다."),
    ("Every engineer will be trained again.", "모든 기관사는 다시 교육을 받는다."),
    ("Work on the charging stations begins in May.", "충전소 공사는 5월에 시작한다."),
)  # fmt: skip

_TITLE = ("Port Merrin votes for electric ferries", "포트메린, 전기 여객선 도입 의결")


def _text(title: str, title_ko: str | None, sentences=_SENTENCES):
    lines = [(en, ko, False, number % 3 == 2) for number, (en, ko) in enumerate(sentences)]
    return ((title, title_ko, True, False), *lines)


def fill(library: Path) -> None:
    """Episodes that are whole and not, with long titles, with much that may be wrong, and with
    characters that HTML minds."""
    put_doubtful(library, DOUBTFUL, number=-1)
    put(library, FERRIES)
    title = (
        "After eleven hours of debate the council of a small harbour city decides, by a single "
        "vote and against the advice of its own engineers, to replace every diesel ferry"
    )
    title_ko = (
        "열한 시간에 걸친 토론 끝에 작은 항구 도시의 의회가 자체 기술진의 권고를 거스르고 단 한 표 차이로 "
        "모든 디젤 여객선을 교체하기로 결정"
    )
    put(library, LONG, title, title_ko, _text(title, title_ko, _SENTENCES[:6]), number=1)
    without = tuple((en, ko if number % 2 else None) for number, (en, ko) in enumerate(_SENTENCES))
    put(
        library,
        HALF,
        "Talks in Geneva go on",
        None,
        _text("Talks in Geneva go on", None, without[:4]),
        number=2,
        complete=False,
    )
    sharp = "<b>“A & B”</b> <script>alert('1')</script>"
    sharp_ko = "<b>“가 & 나”</b> '1'"
    put(library, SHARP, sharp, sharp_ko, _text(sharp, sharp_ko, _SENTENCES[:3]), number=3)
    put(library, NEWEST, *_TITLE, _text(*_TITLE), number=4)


def subscribe(database_url: str) -> None:
    """A news site that is subscribed to, and never visited."""
    engine = open_database(database_url)
    feed = Newsfeed("Harbour Post", "https://harbour.example/", "en", ())
    source, _new = sources.add(engine, "https://harbour.example/rss.xml", feed)
    sources.change(engine, source.id, paused=True)
    with engine.begin() as connection:  # an address that is the same each time
        connection.execute(sa.update(sources.SOURCES).values(id=HARBOUR_POST))


@dataclass(frozen=True)
class Site:
    """Its address, its voice, and the sample article to make an episode of."""

    url: str
    library: Path
    voice: Metronome
    article: str


def have_made(site: Site, town: str, broken: bool = False) -> tuple[str, str]:
    """Have an episode of the sample article made elsewhere; its id and its title."""
    text = site.article.replace("Port Merrin", town)
    if broken:
        text = text.replace("The city council", "The voice fails: the council")
    answer = httpx.post(f"{site.url}/v1/episodes", json={"text": text}, trust_env=False).json()
    return answer["id"], answer["title"]


@contextmanager
def site_in(folder: Path, works: bool = True, **changes: object) -> Iterator[Site]:
    """A server on a folder's library, with some settings changed. One at a time may work."""
    memory = folder / "models" / "memory"
    memory.mkdir(parents=True)
    shutil.copy(SAMPLE.with_suffix(".tmx"), memory)
    fill(folder / "library")
    settings = settings_in(folder, **{"warm": False, "making": 2, **changes})
    subscribe(settings.database_url)
    with pytest.MonkeyPatch.context() as monkeypatch:
        voice = install_metronome(monkeypatch)
        monkeypatch.setitem(engines.PROFILES["embedded"], "speak", ("metronome",))
        with _apart(served(settings, works)) as here:
            yield Site(here.url, folder / "library", voice, SAMPLE.read_text("utf-8"))


@contextmanager
def _apart(manager: AbstractContextManager[Served]) -> Iterator[Served]:
    """Enter and leave in a thread of its own: in this one Playwright's event loop runs."""
    with ThreadPoolExecutor(1) as thread:
        value = thread.submit(manager.__enter__).result()
        try:
            yield value
        finally:
            thread.submit(manager.__exit__, None, None, None).result()
