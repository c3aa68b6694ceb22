"""A library in a bucket: any worker makes, any web process serves, and nobody sees half of it."""

import os
import shutil
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import feedparser
import pytest
from obstore.store import MemoryStore

from service import library as shelf
from service import mirror_folder as mirrors
from service.library import LibraryError, episodes
from service.mirror import Mirror
from service.serving import server
from service.storage import open_storage
from service.stored import stored
from tests.service.bucket import bucket, keys_of, s3  # noqa: F401
from tests.service.made_library import TEXT, put
from tests.service.serving import metronome, serve, settings_of  # noqa: F401

FERRIES = "ferries-0123456789"
SAMPLE = Path("samples/harbour-ferries.txt").read_text("utf-8")
AGAIN = (("Ferries sail again", "여객선, 다시 뜨다", True, False), *TEXT[1:])


class Failing:
    """A store in which one step fails, as if the process were killed there."""

    def __init__(self, store, at, doing="put"):
        self.store, self.left, self.doing = store, at, doing

    def __getattr__(self, name):
        if name == self.doing:
            self.left -= 1
            if self.left < 0:
                raise KeyboardInterrupt
        return getattr(self.store, name)


class Counting:
    """A store that knows what it was asked."""

    def __init__(self, store):
        self.store, self.asked = store, []

    def __getattr__(self, name):
        def ask(place, *args, **options):
            self.asked.append((name, place))
            return getattr(self.store, name)(place, *args, **options)

        return ask

    def got(self, ending):
        return [place for name, place in self.asked if name == "get" and place.endswith(ending)]


@pytest.fixture(params=["memory", "local", "s3"])
def store(request, tmp_path):
    if request.param == "memory":
        return MemoryStore()
    if request.param == "local":
        return open_storage((tmp_path / "bucket").as_uri())
    return open_storage(request.getfixturevalue("bucket"))


@pytest.fixture
def two(tmp_path, store):
    """Two processes on one bucket, each with a folder of its own."""
    return tuple(Mirror(store, tmp_path / name, every=0) for name in ("here", "there"))


def names(mirror):
    mirror.refresh()
    return sorted(episode.id for episode in episodes(folder(mirror)))


def folder(mirror):
    return mirror._library


def made(mirror, name):
    """An episode's own files."""
    return [f for f in (folder(mirror) / name).iterdir() if not f.name.startswith(".")]


def published(mirror, name=FERRIES, **changes):
    episode = put(folder(mirror), name, **changes)
    mirror.publish(name)
    return episode


def content(mirror, name=FERRIES, file="en.mp3"):
    return mirror.bring(name, file).read_bytes()


def title(mirror, name=FERRIES):
    return shelf.load(folder(mirror) / name).title


def test_what_one_makes_the_other_has(two):
    here, there = two
    published(here)
    assert names(there) == [FERRIES]
    whole = {f.name: f.read_bytes() for f in (folder(here) / FERRIES).iterdir()}
    for file in ("episode.json", "en.mp3", "ko.mp3", "en.vtt", "ko.srt"):
        assert content(there, file=file) == whole[file]


def test_a_list_fetches_no_sound(two):
    here, there = two
    published(here)
    names(there)
    assert not list(folder(there).glob("*/*.mp3"))


def test_a_file_has_the_same_time_and_size_wherever_it_is_served(two):
    here, there = two
    published(here)
    names(there)
    for file in ("episode.json", "en.mp3", "ko.vtt"):
        mine, theirs = (mirror.bring(FERRIES, file).stat() for mirror in two)
        assert (mine.st_mtime, mine.st_size) == (theirs.st_mtime, theirs.st_size)


def test_what_one_removes_the_other_loses_with_all_its_files(two, store):
    here, there = two
    published(here)
    published(here, "other-1")
    names(there)
    there.remove(FERRIES)
    assert names(there) == ["other-1"]
    assert names(here) == ["other-1"]
    left = [found["path"] for chunk in store.list() for found in chunk]
    assert not [path for path in left if FERRIES in path]
    with pytest.raises(LibraryError) as raised:
        there.remove(FERRIES)
    assert raised.value.__cause__ is None or isinstance(raised.value.__cause__, FileNotFoundError)


def test_an_episode_made_anew_is_wholly_the_new_one_everywhere(two):
    here, there = two
    published(here)
    names(there)
    old = content(there)
    published(there, text=AGAIN, title=AGAIN[0][0])
    names(here)
    assert title(here) == AGAIN[0][0]
    assert content(here) == content(there) != old
    assert content(here, file="en.vtt") == content(there, file="en.vtt")


def test_who_has_not_looked_yet_gets_no_file_of_another_version(two):
    """The old list with the old sound, or the new list with the new one."""
    here, there = two
    published(here)
    names(there)
    published(here, text=AGAIN, title=AGAIN[0][0])
    sound = content(there)
    assert (sound == content(here)) == (title(there) == AGAIN[0][0])


@pytest.mark.parametrize("at", range(12))
def test_a_publication_killed_at_any_step_leaves_the_old_episode_whole(tmp_path, at):
    store = MemoryStore()
    here, there = (Mirror(store, tmp_path / name, every=0) for name in ("here", "there"))
    published(here)
    names(here)
    old = content(here)
    killed = Mirror(Failing(store, at), tmp_path / "here", every=0)
    put(folder(here), FERRIES, text=AGAIN, title=AGAIN[0][0])
    done = at > len(made(here, FERRIES))  # all files, and then what says that they count
    with suppress(KeyboardInterrupt):
        killed.publish(FERRIES)
    assert names(there) == [FERRIES]
    assert title(there) == (AGAIN if done else TEXT)[0][0]
    assert (content(there) == old) != done
    for file in ("ko.mp3", "en.vtt", "ko.srt"):
        assert content(there, file=file)
    # What is not in the bucket yet is not lost here, and the next try brings it there.
    assert title(here) == AGAIN[0][0]
    assert names(here) == [FERRIES]
    here.publish(FERRIES)
    assert names(there) == [FERRIES]
    assert title(there) == AGAIN[0][0]


def test_a_first_publication_that_was_killed_shows_nothing_to_others(tmp_path):
    store = MemoryStore()
    here = Mirror(Failing(store, 5), tmp_path / "here", every=0)
    there = Mirror(store, tmp_path / "there", every=0)
    put(tmp_path / "here", FERRIES)
    with pytest.raises(KeyboardInterrupt):
        here.publish(FERRIES)
    assert names(there) == []
    assert names(Mirror(store, tmp_path / "here", every=0)) == [FERRIES]


def test_a_list_from_before_does_not_take_away_what_was_just_published(two, monkeypatch):
    here, _ = two
    published(here, "other-1")
    names(here)
    before = [{"path": "published/other-1", "e_tag": "x"}]
    published(here)
    monkeypatch.setattr(here, "_list", lambda prefix: iter(before))
    assert names(here) == [FERRIES, "other-1"]
    assert content(here)


def test_publishing_twice_is_publishing_once(two, store):
    here, _ = two
    published(here)
    held = {found["path"]: found["e_tag"] for chunk in store.list() for found in chunk}
    here.publish(FERRIES)
    assert held == {found["path"]: found["e_tag"] for chunk in store.list() for found in chunk}


def test_what_is_not_there_cannot_be_published_or_removed(two):
    for doing in (two[0].publish, two[0].remove):
        with pytest.raises(LibraryError) as raised:
            doing("nothing-1")
        assert "nothing-1" in raised.value.message


@pytest.mark.parametrize("file", ["../../secret", "a/b", ".published", "", "nothing.mp3"])
def test_only_an_episodes_own_files_are_brought(two, file):
    here, there = two
    published(here)
    names(there)
    before = sorted(folder(there).rglob("*"))
    there.bring(FERRIES, file)
    assert sorted(folder(there).rglob("*")) == before


def test_many_who_want_a_file_fetch_it_once(tmp_path):
    store = Counting(MemoryStore())
    published(Mirror(store, tmp_path / "here"))
    there = Mirror(store, tmp_path / "there")
    beside = Mirror(store, tmp_path / "there")  # another process of the same folder
    there.refresh()
    with ThreadPoolExecutor(16) as pool:
        sounds = list(pool.map(lambda n: content((there, beside)[n % 2]), range(32)))
    assert len(set(sounds)) == 1
    assert len(store.got("en.mp3")) == 1
    assert not list(folder(there).glob(f"*/{mirrors._COMING}*"))


def test_many_who_look_at_once_all_see_it_and_fetch_it_once(tmp_path):
    store = Counting(MemoryStore())
    here = Mirror(store, tmp_path / "here")
    for number in range(20):
        published(here, f"news-{number}", languages=("en",))
    processes = [Mirror(store, tmp_path / "there", every=0) for _ in range(4)]
    with ThreadPoolExecutor(16) as pool:
        seen = list(pool.map(lambda n: names(processes[n % 4]), range(32)))
    assert all(len(each) == 20 for each in seen)
    assert len(store.got("news-7")) == 1


def test_news_are_looked_for_at_most_every_two_seconds(tmp_path):
    store = Counting(MemoryStore())
    mirror = Mirror(store, tmp_path / "here")
    mirror.refresh()
    asked = len(store.asked)
    for _ in range(1000):
        mirror.refresh()
    assert len(store.asked) == asked


def test_a_look_where_nothing_changed_asks_one_small_question(tmp_path):
    store = Counting(MemoryStore())
    mirror = Mirror(store, tmp_path / "here", every=0)
    published(mirror)
    names(mirror)
    store.asked.clear()
    names(mirror)
    assert store.asked == [("head", "changed")]


def test_who_publishes_and_is_killed_before_telling_is_seen_within_a_minute(tmp_path, monkeypatch):
    store = MemoryStore()
    here, there = (Mirror(store, tmp_path / name, every=0) for name in ("here", "there"))
    assert names(there) == []
    monkeypatch.setattr(here, "_announce", lambda: None)
    published(here)
    now = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: now + 61)
    assert names(there) == [FERRIES]


def test_a_process_that_starts_anew_fetches_nothing_anew(tmp_path):
    store = Counting(MemoryStore())
    published(Mirror(store, tmp_path / "here"))
    there = Mirror(store, tmp_path / "there")
    there.refresh()
    content(there)
    store.asked.clear()
    again = Mirror(store, tmp_path / "there")
    assert names(again) == [FERRIES]
    assert content(again)
    assert store.got(FERRIES) == store.got(".mp3") == []


def test_a_file_cut_by_a_power_failure_is_fetched_anew(two):
    here, there = two
    published(here)
    names(there)
    whole = content(there)
    os.truncate(folder(there) / FERRIES / "en.mp3", 100)
    assert content(there) == whole


def test_a_file_damaged_in_the_bucket_is_not_served(tmp_path):
    store = MemoryStore()
    published(Mirror(store, tmp_path / "here"))
    there = Mirror(store, tmp_path / "there")
    there.refresh()
    place = next(f["path"] for c in store.list() for f in c if f["path"].endswith("en.mp3"))
    store.put(place, b"short")
    with pytest.raises(LibraryError, match="damaged"):
        there.bring(FERRIES, "en.mp3")
    store.delete(place)
    with pytest.raises(LibraryError, match="cannot be fetched"):
        there.bring(FERRIES, "en.mp3")


def test_an_episode_removed_meanwhile_is_no_episode_any_more(two):
    here, there = two
    published(here)
    names(there)
    here.remove(FERRIES)
    assert not there.bring(FERRIES, "en.mp3").exists()
    assert not (folder(there) / FERRIES).exists()


def test_a_store_that_fails_later_leaves_what_is_here(two, caplog):
    here, there = two
    published(here)
    names(there)
    sound = content(there)
    there.store = open_storage("s3://gone/for-good")
    os.environ["AWS_ENDPOINT_URL"] = "http://127.0.0.1:9"
    assert names(there) == [FERRIES]
    assert content(there) == sound
    assert "may be old" in caplog.text


def test_the_sound_that_nobody_asked_for_longest_makes_room(tmp_path):
    store = MemoryStore()
    here = Mirror(store, tmp_path / "here")
    for number in range(4):
        published(here, f"news-{number}", number=number)
    put(folder(here), "waits-1")
    sound = [file for file in made(here, "news-0") if file.name != "episode.json"]
    size = sum(file.stat().st_size for file in sound)
    long_ago = time.time() - 10_000
    for number in (2, 0, 3, 1):
        for file in made(here, f"news-{number}"):
            os.utime(file, (long_ago + 100 * number, file.stat().st_mtime))
    here.bring("news-0", "ko.mp3")  # which is used now
    here.tidy(int(1.7 * size))
    kept = {f"{f.parent.name}/{f.name}" for f in folder(here).glob("news-*/*.mp3")}
    assert kept == {"news-0/ko.mp3"} | {
        f"news-3/{file.name}" for file in sound if file.name.endswith(".mp3")
    }
    assert len(list(folder(here).glob("news-*/episode.json"))) == 4
    assert len(made(here, "waits-1")) == len(sound) + 1
    assert content(here, "news-1")  # it comes back when it is wanted


def test_a_server_makes_room_by_itself(tmp_path, monkeypatch):
    store = MemoryStore()
    here = Mirror(store, tmp_path / "here")
    for number in range(6):
        published(here, f"news-{number}")
    size = (folder(here) / "news-0" / "en.mp3").stat().st_size
    there = Mirror(store, tmp_path / "there", most=2 * size)
    there.refresh()
    monkeypatch.setattr(mirrors, "_IN_USE", 0)
    for number in range(6):
        assert len(content(there, f"news-{number}")) == size
    assert len(list(folder(there).glob("*/en.mp3"))) <= 2


def test_a_file_that_is_being_sent_makes_no_room(tmp_path):
    here = Mirror(MemoryStore(), tmp_path / "here")
    published(here)
    here.tidy(0)
    assert (folder(here) / FERRIES / "en.mp3").exists()


def test_old_versions_are_swept_when_nobody_can_be_reading_them(two, store, monkeypatch):
    here, there = two
    published(here)
    published(here, "removed-1")
    published(here, text=AGAIN, title=AGAIN[0][0])

    def versions():
        found = [f["path"].split("/")[1:3] for c in store.list("episodes") for f in c]
        return sorted({tuple(each) for each in found})

    store.delete("published/removed-1")  # by who was killed before it deleted the files
    assert len(versions()) == 3
    here.tidy(10**9)
    assert len(versions()) == 3
    monkeypatch.setattr(mirrors, "_GRACE", timedelta(seconds=-5))
    here.tidy(10**9)
    assert [name for name, _ in versions()] == [FERRIES]
    assert names(there) == [FERRIES]
    assert title(there) == AGAIN[0][0]
    assert content(there) == content(here)


def test_nothing_is_swept_of_an_episode_whose_entry_is_damaged(two, store, monkeypatch):
    here, _ = two
    published(here)
    published(here, text=AGAIN, title=AGAIN[0][0])
    store.put("episodes/stray", b"")
    store.put(f"published/{FERRIES}", b"{")
    before = sorted(f["path"] for c in store.list("episodes") for f in c)
    monkeypatch.setattr(mirrors, "_GRACE", timedelta(seconds=-5))
    here.tidy(10**9)
    assert sorted(f["path"] for c in store.list("episodes") for f in c) == before


def test_what_could_not_be_published_is_when_the_bucket_is_back(two, monkeypatch):
    here, there = two
    put(folder(here), FERRIES)
    here.tidy(10**9)
    assert names(there) == []  # somebody may be publishing it this very moment
    monkeypatch.setattr(mirrors, "_IN_USE", -1)
    here.tidy(10**9)
    assert names(there) == [FERRIES]
    assert content(there)


def test_what_was_made_anew_here_waits_and_gives_way_to_what_others_published(two, monkeypatch):
    here, there = two
    published(here)
    names(there)
    put(folder(there), FERRIES, text=AGAIN, title=AGAIN[0][0])
    published(here, "other-1")
    assert names(there) == [FERRIES, "other-1"]
    assert title(there) == AGAIN[0][0]
    monkeypatch.setattr(mirrors, "_STALE", -1)  # whoever made it has failed
    published(here, "other-2")
    assert names(there) == [FERRIES, "other-1", "other-2"]
    assert title(there) == TEXT[0][0]


def test_what_is_made_the_moment_an_older_one_goes_stays(two, monkeypatch):
    here, there = two
    published(here)
    names(there)
    here.remove(FERRIES)
    follow = there._exchange

    def just_then(place, *new):
        put(folder(there), FERRIES, text=AGAIN, title=AGAIN[0][0])
        follow(place, *new)

    monkeypatch.setattr(there, "_exchange", just_then)
    assert names(there) == [FERRIES]
    there.publish(FERRIES)
    assert names(here) == [FERRIES]
    assert content(here) == content(there)


def test_one_episode_can_be_had_before_the_next_look_for_news(tmp_path, store):
    here, there = (Mirror(store, tmp_path / name) for name in ("here", "there"))
    there.refresh()
    published(here)
    assert names(there) == []
    there.look(FERRIES)
    assert title(there) == TEXT[0][0]
    published(here, text=AGAIN, title=AGAIN[0][0])
    there.look(FERRIES)
    assert title(there) == AGAIN[0][0]
    here.remove(FERRIES)
    there.look(FERRIES)
    assert names(there) == []


def test_all_files_are_gathered_for_who_makes_the_rest(two):
    here, there = two
    published(here)
    there.gather(FERRIES)
    assert {f.name for f in (folder(there) / FERRIES).iterdir()} >= {
        f.name for f in (folder(here) / FERRIES).iterdir()
    }


def test_whoever_looks_while_an_episode_is_made_anew_again_and_again_has_whole_files(tmp_path):
    store = MemoryStore()
    maker = Mirror(store, tmp_path / "maker", every=0)
    whole = {}
    for text in (TEXT, AGAIN):
        published(maker, text=text, title=text[0][0])
        for file in ("en.mp3", "en.vtt", "ko.srt"):
            whole.setdefault(file, set()).add(content(maker, file=file))
    others = [Mirror(store, tmp_path / "others", every=0) for _ in range(2)]
    ended = threading.Event()
    names(others[0])

    def read(mirror):
        seen = 0
        while not ended.is_set():
            mirror.refresh()
            for file, known in whole.items():
                try:
                    assert content(mirror, file=file) in known
                    seen += 1
                except FileNotFoundError:  # the moment between two renames
                    continue
        return seen

    with ThreadPoolExecutor(4) as pool:
        readers = [pool.submit(read, mirror) for mirror in (*others, *others)]
        for text in (TEXT, AGAIN) * 10:
            published(maker, text=text, title=text[0][0])
        ended.set()
        assert all(reader.result() > 10 for reader in readers)
    for mirror in others:
        assert names(mirror) == [FERRIES]
        assert title(mirror) == AGAIN[0][0]
        assert content(mirror) == content(maker)


def test_a_folder_is_the_mirror_of_one_bucket(tmp_path):
    first = Mirror(MemoryStore(), tmp_path / "here")
    published(first)
    with pytest.raises(LibraryError, match="another storage"):
        Mirror(MemoryStore(), tmp_path / "here").refresh()
    with pytest.raises(LibraryError, match="another storage"):
        Mirror(MemoryStore(), tmp_path / "here").publish(FERRIES)
    assert content(first)


def test_a_library_of_ones_own_is_not_made_a_mirror(tmp_path):
    put(tmp_path / "mine", FERRIES)
    with pytest.raises(LibraryError, match="of its own") as raised:
        Mirror(MemoryStore(), tmp_path / "mine")
    assert "DEUTGI_LIBRARY" in raised.value.hint
    assert sorted(f.name for f in (tmp_path / "mine").iterdir()) == [FERRIES]


def test_a_mirror_is_not_taken_for_a_library(settings_of, tmp_path):  # noqa: F811
    Mirror(MemoryStore(), tmp_path / "library").refresh()
    with pytest.raises(LibraryError) as raised:
        stored(settings_of())
    assert "DEUTGI_STORAGE" in raised.value.hint


def test_a_server_does_not_start_on_the_wrong_folder(settings_of):  # noqa: F811
    put(settings_of().library, FERRIES)
    with pytest.raises(LibraryError, match="of its own"):
        server(settings_of(storage="s3://news/deutgi", making=0))


@pytest.fixture
def served_elsewhere(bucket, serve, tmp_path):  # noqa: F811
    """A mirror in which episodes are made, and a server with an empty folder on the same bucket."""
    maker = Mirror(open_storage(bucket), tmp_path / "maker")
    published(maker)
    return maker, serve(storage=bucket, library=tmp_path / "empty", making=0)


def test_a_server_with_an_empty_folder_serves_all_of_it(served_elsewhere):
    maker, here = served_elsewhere
    sound = content(maker)
    with here.client() as client:
        (listed,) = client.get("/v1/episodes").json()["episodes"]
        assert listed["id"] == FERRIES
        shown = client.get(f"/v1/episodes/{FERRIES}").json()
        assert [line["ko"] for line in shown["lines"]] == [ko for _, ko, *_ in TEXT]
        part = client.get(f"/v1/episodes/{FERRIES}/en.mp3", headers={"Range": "bytes=100-299"})
        assert (part.status_code, part.content) == (206, sound[100:300])
        assert client.get(f"/v1/episodes/{FERRIES}/ko.vtt").text.startswith("WEBVTT")
        assert client.get(f"/v1/episodes/{FERRIES}/en.txt").status_code == 200
        assert client.get(f"/v1/episodes/{FERRIES}/episode.json").json()["id"] == FERRIES
        assert client.get("/v1/episodes/nothing-1/en.mp3").status_code == 404


def test_a_feed_from_a_bucket_names_what_can_be_fetched(served_elsewhere):
    maker, here = served_elsewhere
    with here.client() as client:
        (entry,) = feedparser.parse(client.get("/feeds/ko.xml").text).entries
        (enclosure,) = entry.enclosures
        assert int(enclosure.length) == len(content(maker, file="ko.mp3"))
        assert client.get(enclosure.href).content == content(maker, file="ko.mp3")
        for kind in ("vtt", "srt"):
            assert f"/{FERRIES}/ko.{kind}" in client.get("/feeds/ko.xml").text


def test_two_servers_name_a_file_alike(served_elsewhere, bucket, serve, tmp_path):  # noqa: F811
    _, here = served_elsewhere
    there = serve(storage=bucket, library=tmp_path / "other", making=0)
    for file in ("en.mp3", "ko.vtt", "episode.json"):
        path = f"/v1/episodes/{FERRIES}/{file}"
        with here.client() as one, there.client() as other:
            etag = one.get(path).headers["etag"]
            assert other.get(path, headers={"If-None-Match": etag}).status_code == 304
            part = {"Range": "bytes=10-19", "If-Range": etag}
            assert other.get(path, headers=part).status_code == 206


def test_a_removal_over_http_reaches_the_bucket(served_elsewhere):
    maker, here = served_elsewhere
    with here.client() as client:
        assert client.delete(f"/v1/episodes/{FERRIES}").status_code == 204
        assert client.get("/v1/episodes").json()["total"] == 0
    assert names(maker) == []


def ended(client, where, state):
    """The episode once it is made; `state` is whether both languages are whole."""
    until = time.monotonic() + 30
    while True:
        answer = client.get(where)
        assert answer.status_code == 200  # also while it comes from one computer to the other
        shown = answer.json()
        if shown["status"] == "done" and shown["complete"] is state:
            return shown
        assert shown["status"] != "failed", shown
        assert time.monotonic() < until, shown
        time.sleep(0.05)


def test_what_one_makes_another_serves_and_anybody_completes(
    bucket,  # noqa: F811
    serve,  # noqa: F811
    metronome,  # noqa: F811
    tmp_path,
):
    maker = serve(works=True, storage=bucket, library=tmp_path / "maker")
    web = serve(storage=bucket, library=tmp_path / "web", making=0)
    asked = {"text": SAMPLE, "length": "2", "voice_en": "metronome", "voice_ko": "metronome"}
    with web.client() as client:
        where = client.post("/v1/episodes", json=asked).headers["location"]
        ended(client, where, False)
        sound = client.get(f"{where}/en.mp3").content
        shutil.rmtree(tmp_path / "maker")  # a maker that starts anew with an empty disk
        (tmp_path / "maker" / ".mirror").mkdir(parents=True)
        (tmp_path / "models" / "memory").mkdir(parents=True)
        shutil.copy("samples/harbour-ferries.tmx", tmp_path / "models" / "memory")
        assert client.post(f"{where}/retry").status_code == 202
        shown = ended(client, where, True)
        assert all(line["ko"] for line in shown["lines"])
        assert client.get(f"{where}/en.mp3").content == sound
        assert client.get(f"{where}/ko.mp3").status_code == 200
    with maker.client() as client:
        assert client.get("/v1/episodes").json()["total"] == 1


def test_a_server_whose_bucket_is_dead_says_so(serve, keys_of):  # noqa: F811
    keys_of("http://127.0.0.1:9")
    with serve(storage="s3://news/deutgi", making=0).client() as client:
        answer = client.get("/v1/episodes")
    assert answer.status_code == 500
    assert answer.json()["detail"] == "The storage cannot be reached."
    assert "AWS_ENDPOINT_URL" in answer.json()["hint"]
    assert "hush" not in answer.text
