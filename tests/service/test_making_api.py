"""Episodes over HTTP: asked for, followed, heard while they are made, given up, mended."""

import json
import logging
import shutil
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import httpx
import miniaudio
import numpy as np
import pytest

from pipelines.sentences import article_sentences
from service import jobs
from service.database import open_database
from service.episode import Episode
from tests.service.postgres import database_url, postgres
from tests.service.serving import (
    Metronome,
    Serve,
    Served,
    metronome,
    serve,
    served,
    settings_in,
    settings_of,
)

__all__ = ["database_url", "metronome", "postgres", "serve", "settings_of"]

EPISODES = "/v1/episodes"
SAMPLE = Path("samples/harbour-ferries.txt").read_text("utf-8")
MEMORY = Path("samples/harbour-ferries.tmx")
TICK = {"voice_en": "metronome:tick", "voice_ko": "metronome:tick"}
ASKED = {"text": SAMPLE, "length": "3", **TICK}
UNKNOWN = """Mayor wins the vote on the new harbour

The mayor won the vote on the new harbour on Tuesday, by three votes more than she needed. The boats
that were bought last year are to be moored there from the first day of June.

The old pier is closed until the work on it has been paid for, the council said in a letter.
"""
"""An article that no memory knows."""


@dataclass(frozen=True)
class Told:
    """An event as a client has it."""

    id: str
    kind: str
    data: dict[str, Any]


@pytest.fixture(scope="module")
def only(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The server of all tests here: it makes episodes, with the sample's translation memory."""
    place = tmp_path_factory.mktemp("making")
    (place / "models" / "memory").mkdir(parents=True)
    shutil.copy(MEMORY, place / "models" / "memory")
    settings = settings_in(place)
    with served(settings, works=True) as here:
        yield here


@pytest.fixture
def works(only: Served, metronome: Metronome) -> Iterator[Served]:
    """The server, without episodes and with nothing to do; afterwards too."""
    yield only
    metronome.pause = 0
    with only.client() as client:
        for episode in client.get(EPISODES, params={"limit": 100}).json()["episodes"]:
            client.delete(episode["links"]["self"])


def ask(client: httpx.Client, **changes: object) -> str:
    """Have an episode made: its address."""
    answer = client.post(EPISODES, json={**ASKED, **changes})
    assert answer.status_code == 202, answer.text
    return answer.headers["location"]


def parsed(lines: Iterator[str]) -> Iterator[Told]:
    fields: dict[str, str] = {}
    for line in lines:
        if line and not line.startswith(":"):
            name, _, value = line.partition(": ")
            fields[name] = value
        elif fields:
            yield Told(fields["id"], fields["event"], json.loads(fields["data"]))
            fields = {}


@contextmanager
def following(client: httpx.Client, address: str, after: str = "") -> Iterator[Iterator[Told]]:
    headers = {"Last-Event-ID": after} if after else {}
    with client.stream("GET", f"{address}/events", headers=headers) as answer:
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/event-stream")
        yield parsed(answer.iter_lines())


def followed(client: httpx.Client, address: str) -> list[Told]:
    """All that happens, to the end."""
    with following(client, address) as events:
        return list(events)


def until(events: Iterator[Told], kind: str) -> Told:
    return next(event for event in events if event.kind == kind)


def seconds_of(mp3: bytes) -> float:
    return len(sound(mp3)) / 24_000


def sound(mp3: bytes) -> np.ndarray:
    decoded = miniaudio.decode(mp3, nchannels=1, sample_rate=24_000)
    return np.array(decoded.samples, np.float32) / 32_768


def tones(mp3: bytes) -> int:
    """How often the metronome is heard: half a second of it, between silences."""
    window = 1_200  # 0.05 s
    samples = sound(mp3)
    windows = samples[: len(samples) // window * window].reshape(-1, window)
    loud = np.sqrt((windows**2).mean(axis=1)) > 0.02
    return int(np.sum(loud[1:] & ~loud[:-1])) + int(loud[0])


def test_a_text_becomes_an_episode_in_both_languages(works: Served, metronome: Metronome) -> None:
    with works.client() as client:
        asked = client.post(EPISODES, json=ASKED)
        assert asked.status_code == 202
        shown, address = asked.json(), asked.headers["location"]
        assert shown["status"] == "waiting"
        assert shown["links"]["self"] == address
        assert shown["title"] == SAMPLE.splitlines()[0]
        told = followed(client, shown["links"]["events"].removesuffix("/events"))
        assert [int(event.id.rpartition("-")[2]) for event in told] == list(range(1, len(told) + 1))
        kinds = [event.kind for event in told]
        assert kinds[:3] == ["waiting", "chosen", "condensed"]
        assert (kinds[-1], told[-1].data) == ("finished", {"complete": True, "problems": []})
        lines = told[2].data["lines"]
        spoken = [(e.data["language"], e.data["line"]) for e in told if e.kind == "spoken"]
        assert spoken == [(lang, line) for line in range(len(lines)) for lang in ("en", "ko")]
        assert len(lines) == 4
        made = client.get(address).json()
        assert (made["status"], made["complete"]) == ("done", True)
        assert [line["en"] for line in made["lines"]] == [line["en"] for line in lines]
        for language in ("en", "ko"):
            answer = client.get(made["tracks"][language]["audio"])
            assert answer.status_code == 200
            assert seconds_of(answer.content) == pytest.approx(
                made["tracks"][language]["seconds"], abs=0.06
            )
            assert tones(answer.content) == 4
        assert sorted(metronome.spoken) == sorted(line[k] for line in made["lines"] for k in ("en", "ko"))  # fmt: skip
        again = client.post(EPISODES, json=ASKED)
        assert again.status_code == 200
        assert again.json()["id"] == made["id"]
        assert client.get(f"{EPISODES}?q=Merrin").json()["total"] == 1
    assert len(metronome.spoken) == 8  # and nothing was spoken again


def test_it_is_heard_while_it_is_made_also_by_who_comes_late(
    works: Served, metronome: Metronome
) -> None:
    metronome.pause = 0.15
    heard: dict[str, bytes] = {}
    first: dict[str, float] = {}

    def listen(name: str, url: str) -> None:
        with works.client() as client, client.stream("GET", url) as answer:
            assert answer.status_code == 200
            assert answer.headers["content-type"] == "audio/mpeg"
            assert "content-length" not in answer.headers
            parts = []
            for part in answer.iter_raw():
                first.setdefault(name, time.monotonic())
                parts.append(part)
            heard[name] = b"".join(parts)

    with works.client() as client, ThreadPoolExecutor(4) as listeners:
        address = ask(client)
        assert client.get(address).json()["links"]["both.mp3"] == f"{address}/both.mp3"
        listening = [
            listeners.submit(listen, track, f"{address}/{track}.mp3")
            for track in ("en", "ko", "both")
        ]
        with following(client, address) as events:
            while until(events, "spoken").data["line"] < 2:
                pass
            listening.append(listeners.submit(listen, "late", f"{address}/en.mp3"))
            until(events, "finished")
            finished = time.monotonic()
        for listener in listening:
            listener.result(30)
        made = client.get(address).json()
    assert first["en"] < finished - 0.5
    assert heard["late"] == heard["en"]
    assert first["both"] < finished - 0.5
    assert tones(heard["both"]) == 2 * len(made["lines"])
    for language in ("en", "ko"):
        assert tones(heard[language]) == len(made["lines"])
        assert seconds_of(heard[language]) == pytest.approx(
            made["tracks"][language]["seconds"], abs=0.1 * len(made["lines"])
        )
    assert len(metronome.spoken) == len(set(metronome.spoken)) == 2 * len(made["lines"])


def test_what_the_events_say_of_the_live_sound_is_what_is_heard(
    works: Served, metronome: Metronome
) -> None:
    metronome.pause = 0.1

    def listen(url: str) -> bytes:
        with works.client() as client:
            return client.get(url).content

    starts: dict[str, tuple[str, int]] = {
        "en.mp3": ("en", 0),
        "ko.mp3": ("ko", 0),
        "both.mp3": ("both", 0),
        "en.mp3?from=2": ("en", 2),
        "both.mp3?from=3": ("both", 3),
    }
    with works.client() as client, ThreadPoolExecutor(5) as listeners:
        address = ask(client)
        live = dict(
            zip(
                starts, listeners.map(listen, [f"{address}/{each}" for each in starts]), strict=True
            )
        )
        told = [event.data for event in followed(client, address) if "mp3_seconds" in event.data]
    lines: dict[tuple[str, int], float] = {}  # where they begin in their own language's sound
    sums = {"en": 0.0, "ko": 0.0}
    for data in told:
        lines.setdefault((data["language"], data["line"]), sums[data["language"]])
        if "start" in data:
            start = data["start"] - lines[data["language"], data["line"]]
            assert start == pytest.approx(0.046 + (0.25 if data["line"] == 0 else 0), abs=0.001)
        sums[data["language"]] += data["mp3_seconds"]
    assert len(lines) == 8
    for name, (track, first) in starts.items():
        assert live[name].startswith(b"ID3")  # so that browsers need not wait for more
        samples, position = sound(live[name]), 0.0
        heard = [
            data for data in told if data["line"] >= first and track in ("both", data["language"])
        ]
        for data in heard:
            if "start" in data:  # the first piece: the metronome has no other
                lead_in = 0.25 if data["line"] == 0 else 0
                after = round((position + lead_in) * 24_000)
                onset = int(np.argmax(np.abs(samples[after:]) > 0.02)) / 24_000
                assert onset < 0.06, (name, data)
                assert np.abs(samples[max(0, after - 2_400) : after]).max(initial=0) < 0.02
            position += data["mp3_seconds"]
        assert len(samples) == round(position * 24_000), name
        assert tones(live[name]) == (4 - first) * (2 if track == "both" else 1)


def test_a_player_is_told_at_once_what_live_sound_is_and_which_line_it_can_begin_with(
    works: Served, metronome: Metronome
) -> None:
    metronome.pause = 0.2
    with works.client() as client:
        address = ask(client)
        head = client.head(f"{address}/en.mp3")
        assert head.content == b""
        with following(client, address) as events:
            until(events, "condensed")
        for line in ("4", "99999999999999999999", "-1", "x", ""):
            answer = client.get(f"{address}/both.mp3", params={"from": line})
            assert answer.status_code == 422, line
            assert answer.headers["content-type"] == "application/problem+json"
        ranged = client.get(f"{address}/en.mp3", headers={"Range": "bytes=0-"})
        for answer in (head, ranged):
            assert answer.status_code == 200
            assert answer.headers["content-type"] == "audio/mpeg"
            assert answer.headers["accept-ranges"] == "none"
            assert answer.headers["cache-control"] == "no-store"
            assert not {"content-length", "etag", "content-range"} & set(answer.headers)
        assert followed(client, address)[-1].kind == "finished"
        whole = client.get(f"{address}/en.mp3")
        for line in (2, 99):
            answer = client.get(f"{address}/en.mp3", params={"from": line})
            assert (answer.content, answer.headers["etag"]) == (
                whole.content,
                whole.headers["etag"],
            )
        assert client.get(f"{address}/en.mp3", params={"from": -1}).status_code == 422


def test_live_sound_of_a_line_that_turns_out_not_to_be_there_is_not_taken_for_whole(
    serve: Serve,
) -> None:
    here = serve(making=0)
    with here.client() as client:
        asked = client.post(EPISODES, json={"text": SAMPLE})
        address = asked.headers["location"]
        engine = open_database(here.app.state.settings.database_url)
        job = jobs.latest(engine, asked.json()["id"])
        assert job
        with client.stream("GET", f"{address}/en.mp3", params={"from": 2}) as live:
            assert live.status_code == 200  # how many lines there are is not known yet
            jobs.tell(engine, job.id, "condensed", "condensed", {"lines": [{}, {}]})
            with pytest.raises(httpx.RemoteProtocolError):
                live.read()


def test_an_episode_that_is_made_shows_each_line_with_its_korean_as_soon_as_there_is_one(
    works: Served, metronome: Metronome
) -> None:
    metronome.pause = 0.2
    with works.client() as client:
        address = ask(client)
        with following(client, address) as events:
            korean = until(events, "translated").data["ko"]
            shown = client.get(address).json()
            assert shown["status"] == "making"
            assert [bool(line["en"]) for line in shown["lines"]] == [True] * 4
            assert shown["lines"][0]["ko"] == shown["title_ko"] == korean
            assert shown["lines"][3]["ko"] is None
            until(events, "finished")
        made = client.get(address).json()
        assert [line["en"] for line in made["lines"]] == [line["en"] for line in shown["lines"]]
        # What a line came from is found again in the article that the episode keeps.
        article = Episode(**client.get(f"{address}/episode.json").json()).article
        sentences = article_sentences(article)
        for line in made["lines"][1:]:
            assert line["sources"]
            assert line["en"] == " ".join(sentences[number].text for number in line["sources"])


def test_who_was_cut_off_goes_on_after_the_last_event(works: Served, metronome: Metronome) -> None:
    metronome.pause = 0.05
    with works.client() as client:
        address = ask(client)
        told: list[Told] = []
        while not told or told[-1].kind != "finished":
            with following(client, address, told[-1].id if told else "") as events:
                told += [event for event, _ in zip(events, range(4), strict=False)]
        assert [int(event.id.rpartition("-")[2]) for event in told] == list(range(1, len(told) + 1))
        assert told == followed(client, address)
        for last in (told[-1].id, told[-1].id + "9" * 30):
            headers = {"Last-Event-ID": last}
            answer = client.get(f"{address}/events", headers=headers)
            assert (answer.status_code, answer.content) == (204, b"")


def test_who_followed_an_earlier_making_misses_nothing_of_the_next(
    works: Served, metronome: Metronome
) -> None:
    metronome.pause = 0.2
    with works.client() as client:
        address = ask(client)
        with following(client, address, "") as events:
            last = [event for event, _ in zip(events, range(3), strict=False)][-1].id
        assert client.delete(address).status_code == 204
        metronome.pause = 0.0
        assert ask(client) == address
        with following(client, address, last) as events:
            assert next(iter(events)).kind == "waiting"
        assert followed(client, address)[-1].kind == "finished"


def test_a_request_that_is_sent_again_with_its_key_makes_nothing_twice(works: Served) -> None:
    with works.client() as client:
        key = {"Idempotency-Key": "6f1"}
        first = client.post(EPISODES, json=ASKED, headers=key)
        again = client.post(EPISODES, json=ASKED, headers=key)
        assert first.status_code == 202
        assert again.headers["location"] == first.headers["location"]
        other = client.post(EPISODES, json={**ASKED, "length": "2"}, headers=key)
        assert other.status_code == 422
        assert other.json()["hint"] == "Send a new key with a new request."
        assert other.headers["content-type"] == "application/problem+json"
        followed(client, first.headers["location"])
        afterwards = client.post(EPISODES, json=ASKED, headers=key)
        assert afterwards.status_code == 200
        assert afterwards.json()["id"] == first.json()["id"]
        assert client.get(EPISODES).json()["total"] == 1


def test_a_key_of_a_request_that_found_its_episode_is_kept_too(works: Served) -> None:
    with works.client() as client:
        followed(client, ask(client))
        key = {"Idempotency-Key": "6f2"}
        assert client.post(EPISODES, json=ASKED, headers=key).status_code == 200
        other = client.post(EPISODES, json={**ASKED, "length": "2"}, headers=key)
        assert other.status_code == 422


def test_a_key_whose_episode_was_removed_has_it_made_again(
    works: Served, metronome: Metronome
) -> None:
    with works.client() as client:
        key = {"Idempotency-Key": "6f3"}
        metronome.pause = 0.2
        given_up = client.post(EPISODES, json=ASKED, headers=key)
        assert client.delete(given_up.headers["location"]).status_code == 204
        metronome.pause = 0
        for _ in range(2):  # after one that was given up, and after one that was there
            made = client.post(EPISODES, json=ASKED, headers=key)
            assert made.status_code == 202, made.text
            assert followed(client, made.headers["location"])[-1].kind == "finished"
            assert client.delete(made.headers["location"]).status_code == 204


def test_what_is_removed_while_it_is_made_is_not_made(
    works: Served, metronome: Metronome, monkeypatch: pytest.MonkeyPatch
) -> None:
    metronome.pause = 0.2
    faults: list[logging.LogRecord] = []
    noted = logging.Handler(logging.ERROR)
    monkeypatch.setattr(noted, "emit", faults.append)
    logging.getLogger("dbos").addHandler(noted)
    with works.client() as client:
        address = ask(client)
        with (
            following(client, address) as events,
            client.stream("GET", f"{address}/en.mp3") as live,
        ):
            sound = live.iter_raw()
            next(sound)
            until(events, "spoken")
            assert client.delete(address).status_code == 204
            assert [event.kind for event in events][-1] == "cancelled"
            with pytest.raises(httpx.RemoteProtocolError):
                list(sound)
        spoken = len(metronome.spoken)
        assert client.get(address).status_code == 404
        assert client.get(f"{address}/en.mp3").status_code == 404
        assert client.delete(address).status_code == 404
        time.sleep(0.7)
        assert len(metronome.spoken) <= spoken + 1
        assert not [path for path in works.app.state.library.iterdir() if path.name[0] != "."]
        metronome.pause = 0
        assert followed(client, ask(client))[-1].kind == "finished"
    logging.getLogger("dbos").removeHandler(noted)
    assert [record.getMessage() for record in faults] == [], "to give up is no fault"


def test_what_is_removed_while_it_is_written_does_not_come_back(
    works: Served, metronome: Metronome
) -> None:
    with works.client() as client:
        address = ask(client, text=UNKNOWN)  # that Korean is missing is spoken in the track
        with following(client, address) as events:
            while until(events, "made").data["stage"] != "speak":
                pass
            metronome.pause = 0.2
            assert client.delete(address).status_code == 204
        time.sleep(1.5)
        assert client.get(address).status_code == 404
        assert client.get(EPISODES).json()["total"] == 0


WRONG: tuple[dict[str, object], ...] = (
    {"languages": []},
    {"languages": ["fr"]},
    {"languages": ["en", "en", "ko"]},
    {"voice_en": "nobody"},
    {"voice_ko": "espeak"},
    {"voice_en": "gtts"},
    {"voice_en": "metronome:/etc/passwd"},
    {"translator": "nobody"},
    {"translator": "memory:/etc/passwd"},
    {"summarizer": "nobody"},
    {"length": "for ever"},
    {"speed": 9},
    {"text": "안녕하세요. 회담은 금요일에 다시 열립니다."},
    {"text": ""},
    {"link": "https://example.org/"},
    {"nonsense": 1},
)


def test_what_is_wrong_is_said_at_once(serve: Serve, metronome: Metronome) -> None:
    with serve(making=0).client() as client:
        for changes in WRONG:
            answer = client.post(EPISODES, json={**ASKED, **changes})
            assert 400 <= answer.status_code < 500, changes
            assert answer.headers["content-type"] == "application/problem+json"
            problem = answer.json()
            assert "\n" not in problem["detail"], changes
            assert problem["hint"], changes
            assert "location" not in answer.headers
        assert client.get(EPISODES).json()["total"] == 0


def test_without_korean_the_english_is_made_and_the_rest_once_it_can_be(
    works: Served,
) -> None:
    with works.client() as client:
        address = ask(client, text=UNKNOWN)
        told = followed(client, address)
        assert told[-1].kind == "finished"
        assert not told[-1].data["complete"]
        assert told[-1].data["problems"][0]["hint"]
        assert [event.kind for event in told].count("untranslated") == 4
        half = client.get(address).json()
        assert (half["status"], half["complete"]) == ("done", False)
        assert half["problems"]
        assert half["lines"][0]["missing"]
        assert seconds_of(client.get(f"{address}/en.mp3").content) > 2
        rows = [f"{line['en']}\t보트 {n}호입니다." for n, line in enumerate(half["lines"])]
        memory = works.app.state.models / "memory" / "unknown.tsv"
        memory.write_text("\n".join(["en\tko", *rows]), "utf-8")
        retried = client.post(f"{address}/retry")
        assert retried.status_code == 202
        assert retried.headers["location"] == address
        assert followed(client, address)[-1].data == {"complete": True, "problems": []}
        whole = client.get(address).json()
        assert whole["complete"]
        assert all(line["ko"] for line in whole["lines"])
        assert tones(client.get(f"{address}/ko.mp3").content) == 4
        assert client.post(f"{address}/retry").status_code == 200
        memory.unlink()


def test_a_voice_that_fails_is_tried_again_and_then_it_is_said_why(
    works: Served, metronome: Metronome
) -> None:
    failing = "The mayor won the vote.\n\nThe boat is new. Yet the boat fails. The boat is old."
    with works.client() as client:
        address = ask(client, text=failing, languages=["en"], length="4")
        started = time.monotonic()
        with client.stream("GET", f"{address}/en.mp3") as live:
            assert live.status_code == 200
            heard = b""
            with pytest.raises(httpx.RemoteProtocolError):
                for part in live.iter_raw():
                    heard += part
        assert tones(heard) >= 1  # what could be spoken was heard
        assert 6 < time.monotonic() - started < 20
        assert len(metronome.spoken) == len(set(metronome.spoken))
        told = followed(client, address)
        assert told[-1].kind == "failed"
        assert told[-1].data == {
            "message": "The voice lost its breath.",
            "hint": "Choose another voice.",
        }
        shown = client.get(address).json()
        assert (shown["status"], shown["error"]) == ("failed", "The voice lost its breath.")
        assert shown["hint"] == "Choose another voice."
        assert client.get(f"{address}/en.mp3").status_code == 404
        assert client.get(EPISODES).json()["total"] == 0
        assert client.delete(address).status_code == 204
        assert client.get(address).status_code == 404
        assert client.get(EPISODES, params={"status": "failed"}).json()["total"] == 0


def test_a_fault_of_our_own_ends_the_job_and_tells_no_secret(works: Served) -> None:
    with works.client() as client:
        crashing = "The mayor won the vote.\n\nThe boat is new. Then the boat crashes badly."
        address = ask(client, text=crashing, length="4")
        last = followed(client, address)[-1]
        assert last.kind == "failed"
        assert last.data["hint"]
        assert "/root" not in json.dumps(last.data) + client.get(address).text
        assert followed(client, ask(client))[-1].kind == "finished"  # and the next is made


def test_when_too_many_wait_the_next_is_asked_to_come_later(serve: Serve) -> None:
    with serve(making=0, most_waiting=1).client() as client:
        first = client.post(EPISODES, json={"text": SAMPLE, "length": "2"})
        assert first.status_code == 202
        for _ in range(2):
            later = client.post(EPISODES, json={"text": SAMPLE, "length": "3"})
            assert later.status_code == 503
            assert later.headers["retry-after"] == "60"
        assert client.post(EPISODES, json={"text": SAMPLE, "length": "2"}).status_code == 202
        assert client.delete(first.headers["location"]).status_code == 204
        assert client.post(EPISODES, json={"text": SAMPLE, "length": "3"}).status_code == 202


def test_an_episode_that_is_not_there_is_not_found(serve: Serve, database_url: str) -> None:
    with serve(making=0, database_url=database_url).client() as client:
        for name, (method, path) in product(
            ("nothing-1234567890", "..%2F..%2Fetc", "a%00b"),  # Postgres takes no such text
            (
                ("GET", ""),
                ("DELETE", ""),
                ("POST", "/retry"),
                ("GET", "/events"),
                ("GET", "/en.mp3"),
            ),
        ):
            answer = client.request(method, f"{EPISODES}/{name}{path}")
            assert answer.status_code == 404, (name, method, path)
            assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("language", ["en", "ko"])
def test_one_language_alone_is_whole(works: Served, metronome: Metronome, language: str) -> None:
    other = {"en": "ko", "ko": "en"}[language]
    metronome.pause = 0.2
    with works.client() as client:
        address = ask(client, languages=[language])
        for track in ("both", other):
            assert client.get(f"{address}/{track}.mp3").status_code == 404
        assert client.get(address).json()["status"] != "done"
        live = client.get(f"{address}/{language}.mp3").content
        told = followed(client, address)
        assert told[-1].data == {"complete": True, "problems": []}
        assert {event.data["language"] for event in told if event.kind == "spoken"} == {language}
        made = client.get(address).json()
        assert list(made["tracks"]) == [language]
        assert tones(live) == tones(client.get(f"{address}/{language}.mp3").content) == 4
        assert client.get(f"{address}/{other}.mp3").status_code == 404
    assert len(metronome.spoken) == 4


def test_many_ask_for_the_same_at_once_and_it_is_made_once(
    works: Served, metronome: Metronome
) -> None:
    with works.client() as client, ThreadPoolExecutor(8) as callers:
        answers = list(callers.map(lambda _: client.post(EPISODES, json=ASKED), range(8)))
        assert {answer.status_code for answer in answers} <= {200, 202}
        assert len({answer.headers["location"] for answer in answers}) == 1
        assert followed(client, answers[0].headers["location"])[-1].kind == "finished"
    assert len(metronome.spoken) == 8
