"""The library over HTTP: lists, search, files in ranges, and taking an episode away."""

import base64
import email
import json
import os
import re
import unicodedata
from datetime import timedelta

import httpx
import pysubs2
import pytest
import webvtt
from hypothesis import example, given, settings
from hypothesis import strategies as st
from mutagen.id3 import ID3

from service.library import path_of
from service.tracks import UNTRANSLATED_NOTICE
from tests.service.made_library import FIRST, put, serving

FERRIES = "ferries-0123456789"


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """A library that no test changes, and a client of a server on it."""
    library = tmp_path_factory.mktemp("shared") / "library"
    put(library, FERRIES)
    sound = path_of(library, FERRIES) / "en.mp3"
    sound.write_bytes(sound.read_bytes() * 10)  # so that parts of it are small and large ones
    put(
        library,
        "korean-missing-1",
        "Talks in Geneva",
        None,
        (
            ("Talks in Geneva", None, True, False),
            ("Straße und Café: a naïve résumé.", None, False, True),
        ),
        number=1,
        languages=("en",),
        complete=False,
    )
    put(
        library,
        "rights-2",
        "Rights reviewed",
        "인권 검토",
        (
            ("Rights reviewed", "인권 검토", True, False),
            ("The council met.", "인권이사회가 열렸다.", False, False),
            ("It has no Korean yet.", None, False, True),
        ),
        number=2,
    )
    with serving(library) as base, httpx.Client(base_url=base) as client:
        yield library, client


@pytest.fixture
def client(shared):
    return shared[1]


@pytest.fixture
def sound(shared):
    return (path_of(shared[0], FERRIES) / "en.mp3").read_bytes()


@pytest.fixture
def changing(tmp_path):
    """A library of the test's own, and a client of a server on it."""
    library = tmp_path / "library"
    with serving(library) as base, httpx.Client(base_url=base) as own:
        yield library, own


def ids(answer):
    assert answer.status_code == 200, answer.text
    return [episode["id"] for episode in answer.json()["episodes"]]


def is_problem(answer, status):
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == status
    assert answer.json()["detail"]
    return True


MP3 = f"/v1/episodes/{FERRIES}/en.mp3"


# Lists


def test_the_newest_episode_comes_first(client):
    answer = client.get("/v1/episodes")
    assert ids(answer) == ["rights-2", "korean-missing-1", FERRIES]
    assert answer.json()["total"] == 3
    assert answer.json()["next"] is None


def test_every_link_of_an_episode_leads_somewhere(client):
    for episode in client.get("/v1/episodes").json()["episodes"]:
        del episode["links"]["events"]  # of what was made elsewhere nothing is told
        links = [*episode["links"].values(), *episode["texts"].values()]
        for track in episode["tracks"].values():
            links += [track["audio"], track["chapters"], *track["captions"].values()]
        assert len(links) in (7, 17)
        for link in links:
            assert client.get(link).status_code == 200
            head = client.head(link)
            assert (head.status_code, head.content) == (200, b"")
            assert int(head.headers["content-length"]) > 0


def test_links_begin_with_the_public_address_where_one_is_set(tmp_path):
    put(tmp_path, FERRIES)
    with serving(tmp_path, "https://news.example/deutgi") as base:
        (episode,) = httpx.get(f"{base}/v1/episodes").json()["episodes"]
    assert episode["links"]["self"] == f"https://news.example/deutgi/v1/episodes/{FERRIES}"


def test_an_empty_library_is_an_empty_list(changing):
    library, client = changing
    assert not library.exists()
    assert client.get("/v1/episodes").json() == {"episodes": [], "total": 0, "next": None}


def test_walking_the_pages_sees_every_episode_once_while_others_are_added(changing):
    library, client = changing
    for number in range(23):
        put(library, f"old-{number}", number=number // 2)  # two at a time, made at once
    seen, page = [], "/v1/episodes?limit=4"
    while page:
        answer = client.get(page)
        seen += ids(answer)
        page = answer.json()["next"]
        put(library, f"new-{len(seen)}", number=100 + len(seen))
    assert sorted(seen) == sorted(f"old-{number}" for number in range(23))
    assert ids(client.get("/v1/episodes?limit=1")) == ["new-23"]


def test_a_page_goes_on_where_its_last_episode_was_taken_away(changing):
    library, client = changing
    for number in range(4):
        put(library, f"e-{number}", number=number)
    first = client.get("/v1/episodes?limit=2")
    assert client.delete("/v1/episodes/e-2").status_code == 204
    assert ids(first) + ids(client.get(first.json()["next"])) == ["e-3", "e-2", "e-1", "e-0"]


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "%00",
        "é",
        "W10",
        base64.urlsafe_b64encode(b'["2026-01-01", "a"]').decode(),
        base64.urlsafe_b64encode(b'["2026-01-01T00:00:00+00:00", {}]').decode(),
        base64.urlsafe_b64encode(b"[" * 400).decode(),
    ],
)
def test_a_cursor_that_is_none_of_ours_is_refused(client, cursor):
    assert is_problem(client.get("/v1/episodes", params={"cursor": cursor}), 400)


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=101", "limit=x", "complete=7", "q=" + "a" * 201]
)
def test_a_list_is_asked_for_within_bounds(client, query):
    assert is_problem(client.get(f"/v1/episodes?{query}"), 422)


def test_only_whole_episodes_or_only_the_others(client):
    assert ids(client.get("/v1/episodes?complete=false")) == ["korean-missing-1"]
    assert ids(client.get("/v1/episodes?complete=true")) == ["rights-2", FERRIES]
    first = client.get("/v1/episodes?complete=true&limit=1")
    assert ids(client.get(first.json()["next"])) == [FERRIES]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("ferry", [FERRIES]),
        ("FERRY oban", [FERRIES]),
        ("ferry geneva", []),
        ("rights", ["rights-2", FERRIES]),  # in a title, in a line
        ("인권", ["rights-2", FERRIES]),
        ("이사회", ["rights-2"]),  # within a compound
        ("인권검토", ["rights-2"]),  # the text has a space in it
        ("인권 Oban", [FERRIES]),
        (unicodedata.normalize("NFD", "여객선"), [FERRIES]),  # as macOS types file names
        ("STRASSE", ["korean-missing-1"]),
        ("cafe\u0301", ["korean-missing-1"]),
        ("  ", ["rights-2", "korean-missing-1", FERRIES]),
        ("%", []),
        ("paragraph", []),  # of the article, which is not what is heard
    ],
)
def test_words_are_found_in_both_languages(client, query, found):
    assert ids(client.get("/v1/episodes", params={"q": query})) == found


def test_pages_of_a_search_are_of_that_search(client):
    first = client.get("/v1/episodes", params={"q": "인권", "limit": 1})
    assert (ids(first), first.json()["total"]) == (["rights-2"], 2)
    second = client.get(first.json()["next"])
    assert (ids(second), second.json()["next"]) == ([FERRIES], None)


def test_a_list_follows_what_changes_on_the_disk(changing):
    library, client = changing
    put(library, "a-1")
    assert ids(client.get("/v1/episodes?q=oban")) == ["a-1"]
    put(library, "a-1", text=(("Another line", "다른 줄", True, False),))
    assert ids(client.get("/v1/episodes?q=oban")) == []
    assert ids(client.get("/v1/episodes?q=another")) == ["a-1"]
    put(library, "b-2", number=5)
    (path_of(library, "a-1") / "episode.json").write_text("{")  # damaged
    (library / ".draft-x").mkdir()
    assert ids(client.get("/v1/episodes")) == ["b-2"]


def test_an_episode_without_a_time_zone_has_its_place_too(changing):
    library, client = changing
    put(library, "a-1", created=(FIRST + timedelta(minutes=1)).replace(tzinfo=None))
    put(library, "b-2", number=2)
    assert ids(client.get("/v1/episodes")) == ["b-2", "a-1"]
    first = client.get("/v1/episodes?limit=1")
    assert ids(client.get(first.json()["next"])) == ["a-1"]


# One episode


def test_an_episode_shows_its_lines_and_what_is_missing(client):
    episode = client.get("/v1/episodes/rights-2").json()
    assert [line["en"] for line in episode["lines"]] == [
        "Rights reviewed",
        "The council met.",
        "It has no Korean yet.",
    ]
    assert episode["lines"][2]["ko"] is None
    assert episode["engines"]["summarize"] == "extractive"
    assert episode["tracks"]["ko"]["seconds"] > 1


def test_the_whole_episode_is_the_file_in_the_library(shared):
    library, client = shared
    answer = client.get(f"/v1/episodes/{FERRIES}/episode.json")
    assert answer.content == (path_of(library, FERRIES) / "episode.json").read_bytes()
    assert answer.headers["content-type"] == "application/json"


@pytest.mark.parametrize(
    "path",
    [
        "/v1/episodes/nowhere",
        "/v1/episodes/nowhere/en.mp3",
        "/v1/episodes/korean-missing-1/ko.mp3",
        "/v1/episodes/korean-missing-1/ko.vtt",
        "/v1/episodes/korean-missing-1/ko.txt",
        "/v1/episodes/korean-missing-1/ko.chapters.json",
        "/v1/episodes/korean-missing-1/both.mp3",
        "/v1/episodes/korean-missing-1/both.txt",
        f"/v1/episodes/{FERRIES}/fr.mp3",
        f"/v1/episodes/{FERRIES}/fr.txt",
        f"/v1/episodes/{FERRIES}/en.wav",
        "/v1/episodes/.draft-1/en.mp3",
        "/v1/episodes/./episode.json",
        "/v1/episodes/%2e%2e/episode.json",
        "/v1/episodes/..%2Fsecret",
        "/v1/episodes/..%2Fsecret/episode.json",
        "/v1/episodes/%2Fetc/episode.json",
        "/v1/episodes/..%5Csecret/episode.json",
        "/v1/episodes/a%00b",
        "/v1/episodes/" + "a" * 300,
        f"/v1/episodes/{FERRIES}/..%2F..%2Fsecret%2Fen.mp3",
        f"/v1/episodes/{FERRIES}/%2e%2e/secret/en.mp3",
    ],
)
def test_what_is_not_there_is_not_found_and_nothing_leads_out(shared, path):
    library, client = shared
    put(library.parent, "secret")
    assert is_problem(client.get(path), 404)
    assert client.head(path).status_code == 404
    assert str(library) not in client.get(path).text


def test_a_track_whose_episode_names_another_file_is_served_by_our_own_name(changing):
    library, client = changing
    episode = put(library, "a-1")
    tracks = {"en": {**episode.tracks["en"].model_dump(), "audio": "../../secret"}}
    put(library, "a-1", tracks=tracks)
    answer = client.get("/v1/episodes/a-1/en.mp3")
    assert answer.content == (library / "a-1" / "en.mp3").read_bytes()


def test_a_damaged_episode_is_the_servers_fault(changing):
    library, client = changing
    put(library, "a-1")
    (library / "a-1" / "episode.json").write_text("{")
    for path in ("/v1/episodes/a-1", "/v1/episodes/a-1/en.mp3"):
        assert is_problem(client.get(path), 500)
        assert str(library) not in client.get(path).text


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH"])
def test_what_cannot_be_done_says_what_can(client, method):
    for path in ("/v1/episodes/rights-2", MP3, f"/v1/episodes/{FERRIES}/en.vtt"):
        answer = client.request(method, path)
        assert is_problem(answer, 405)
        assert "GET" in answer.headers["allow"]


def test_an_episode_that_is_taken_away_is_gone_with_its_files(changing):
    library, client = changing
    put(library, "a-1")
    put(library, "b-2", number=1)
    answer = client.delete("/v1/episodes/a-1")
    assert (answer.status_code, answer.content) == (204, b"")
    assert ids(client.get("/v1/episodes")) == ["b-2"]
    assert is_problem(client.get("/v1/episodes/a-1"), 404)
    assert is_problem(client.get("/v1/episodes/a-1/en.mp3"), 404)
    assert is_problem(client.delete("/v1/episodes/a-1"), 404)
    assert [folder.name for folder in library.iterdir()] == ["b-2"]


def test_nothing_outside_can_be_taken_away(changing):
    library, client = changing
    put(library, "a-1")
    put(library.parent, "secret")
    for name in ("..%2Fsecret", "%2e%2e", ".", ".draft-x", "%00"):
        assert client.delete(f"/v1/episodes/{name}").status_code in (404, 405)
    assert (library.parent / "secret" / "en.mp3").exists()
    assert (library / "a-1" / "en.mp3").exists()


# Texts


def test_the_text_is_what_is_said(client):
    answer = client.get("/v1/episodes/rights-2/ko.txt")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.text == f"인권 검토\n\n인권이사회가 열렸다.\n{UNTRANSLATED_NOTICE}\n"
    again = client.get(
        "/v1/episodes/rights-2/ko.txt", headers={"if-none-match": answer.headers["etag"]}
    )
    assert (again.status_code, again.content) == (304, b"")


def test_the_text_of_both_is_each_english_line_and_its_korean_one(client):
    assert client.get("/v1/episodes/rights-2/both.txt").text == (
        "Rights reviewed\n인권 검토\n\n"
        "The council met.\n인권이사회가 열렸다.\n\n"
        f"It has no Korean yet.\n{UNTRANSLATED_NOTICE}\n"
    )


def test_the_track_of_both_is_served_with_captions_and_a_chapter_for_each_pair(shared):
    library, client = shared
    episode = client.get(f"/v1/episodes/{FERRIES}").json()
    both = episode["tracks"]["both"]
    answer = client.get(both["audio"], headers={"range": "bytes=0-99"})
    assert answer.status_code == 206
    assert answer.headers["content-disposition"].endswith("harbour.both.mp3")
    captions = webvtt.from_string(client.get(both["captions"]["vtt"]).text).captions
    assert [caption.identifier for caption in captions][:4] == ["0 en", "0 ko", "1 en", "1 ko"]
    listed = client.get(both["chapters"]).json()["chapters"]
    assert [chapter["title"] for chapter in listed] == [line["en"] for line in episode["lines"]]
    starts = [line["times"]["both"][0] for line in episode["lines"]]
    assert [chapter["startTime"] for chapter in listed] == [0, *starts[1:]]
    assert listed[-1]["endTime"] == both["seconds"]
    # Players that show the chapters of the file itself show the same.
    tag = ID3(path_of(library, FERRIES) / "both.mp3")
    starts = sorted(frame.start_time / 1000 for frame in tag.getall("CHAP"))
    assert starts == pytest.approx([chapter["startTime"] for chapter in listed], abs=0.001)


def test_captions_are_read_by_those_who_read_captions(shared):
    library, client = shared
    vtt = client.get(f"/v1/episodes/{FERRIES}/ko.vtt")
    srt = client.get(f"/v1/episodes/{FERRIES}/ko.srt")
    assert vtt.headers["content-type"] == "text/vtt; charset=utf-8"
    assert srt.headers["content-type"] == "application/x-subrip; charset=utf-8"
    assert vtt.content == (path_of(library, FERRIES) / "ko.vtt").read_bytes()
    assert webvtt.from_string(vtt.text).captions[0].text == "여객선, 항구에 머물다"
    assert pysubs2.SSAFile.from_string(srt.text)[0].plaintext == "여객선, 항구에 머물다"


def test_chapters_cover_the_track(client):
    answer = client.get(f"/v1/episodes/{FERRIES}/en.chapters.json")
    assert answer.headers["content-type"] == "application/json+chapters"
    made = answer.json()
    assert made["version"] == "1.2.0"
    listed = made["chapters"]
    assert [chapter["title"] for chapter in listed] == [
        "Ferries stay in harbour",
        "No ferry left Oban on Tuesday.",
        "Talks on human rights go on.",
    ]
    assert listed[0]["startTime"] == 0
    assert [c["endTime"] for c in listed[:-1]] == [c["startTime"] for c in listed[1:]]


# Sound


def test_a_track_is_sent_with_all_that_players_ask_of_it(client, sound):
    answer = client.get(MP3)
    assert answer.content == sound
    headers = answer.headers
    assert headers["content-type"] == "audio/mpeg"
    assert headers["accept-ranges"] == "bytes"
    assert headers["content-length"] == str(len(sound))
    assert re.fullmatch('"[^"]+"', headers["etag"])
    assert headers["last-modified"].endswith("GMT")
    assert headers["content-disposition"] == (
        "inline; filename*=utf-8''Ferries%20stay%20in%20harbour.en.mp3"
    )
    assert client.head(MP3).headers["etag"] == headers["etag"]


def test_a_file_has_a_name_that_every_system_takes(changing):
    library, client = changing
    put(library, "a-1", title='../a/b: "c" <d>|?* ' + "e" * 200)
    name = client.get("/v1/episodes/a-1/en.mp3").headers["content-disposition"]
    assert name == "inline; filename*=utf-8''a%20b%20c%20d%E2%80%A6.en.mp3"
    put(library, "a-1", title="...")
    assert client.get("/v1/episodes/a-1/en.mp3").headers["content-disposition"] == (
        'inline; filename="episode.en.mp3"'
    )


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_any_range_is_the_very_bytes_of_the_file(shared, data):
    library, client = shared
    sound = (path_of(library, FERRIES) / "en.mp3").read_bytes()
    size = len(sound)
    first = data.draw(st.integers(0, size - 1))
    last = data.draw(st.none() | st.integers(first, size + 1000))
    answer = client.get(MP3, headers={"range": f"bytes={first}-{'' if last is None else last}"})
    end = size - 1 if last is None else min(last, size - 1)
    assert answer.status_code == 206
    assert answer.headers["content-range"] == f"bytes {first}-{end}/{size}"
    assert answer.headers["content-length"] == str(end + 1 - first)
    assert answer.content == sound[first : end + 1]


@given(count=st.integers(1, 1_000_000))
@example(count=1)
@settings(max_examples=15, deadline=None)
def test_the_last_bytes_can_be_asked_for(shared, count):
    library, client = shared
    sound = (path_of(library, FERRIES) / "en.mp3").read_bytes()
    answer = client.get(MP3, headers={"range": f"bytes=-{count}"})
    assert answer.status_code == 206
    assert answer.content == sound[-count:]


@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_several_ranges_come_as_parts(shared, data):
    library, client = shared
    sound = (path_of(library, FERRIES) / "en.mp3").read_bytes()
    size = len(sound)
    starts = data.draw(
        st.lists(st.integers(0, size // 1000 - 1), min_size=2, max_size=5, unique=True)
    )
    asked = [(n * 1000, n * 1000 + data.draw(st.integers(0, 500))) for n in starts]
    beyond = data.draw(st.sampled_from(["", f",{size}-", f",{size + 5}-{size + 9}", ",-0", ", ,"]))
    answer = client.get(
        MP3, headers={"range": "bytes=" + ", ".join(f"{a}-{b}" for a, b in asked) + beyond}
    )
    assert answer.status_code == 206
    assert answer.headers["content-length"] == str(len(answer.content))
    head = f"Content-Type: {answer.headers['content-type']}\r\n\r\n".encode()
    parts = email.message_from_bytes(head + answer.content).get_payload()
    assert {part["Content-Range"] for part in parts} == {f"bytes {a}-{b}/{size}" for a, b in asked}
    for part in parts:
        first, last = map(int, part["Content-Range"].split()[1].split("/")[0].split("-"))
        assert sound[first : last + 1] in answer.content
        assert part["Content-Type"] == "audio/mpeg"


@pytest.mark.parametrize("asked", ["bytes=9999999-", "bytes=-0", "bytes=9999999-,9999999-10000000"])
def test_a_range_beyond_the_end_says_how_long_the_file_is(client, sound, asked):
    answer = client.get(MP3, headers={"range": asked})
    assert is_problem(answer, 416)
    assert answer.headers["content-range"] == f"bytes */{len(sound)}"


@pytest.mark.parametrize(
    "asked",
    ["items=0-5", "bytes", "bytes=", "bytes=-", "bytes=5-2", "bytes=a-b", "bytes=1-2;3-4", "bytes=+1-2",
     "bytes=0-1,x", "bytes=1_0-2_0", "bytes=--5", "bytes=" + "9" * 30 + "-"],
)  # fmt: skip
def test_a_range_that_is_none_brings_the_whole_file(client, sound, asked):
    answer = client.get(MP3, headers={"range": asked})
    assert answer.status_code == 200
    assert answer.content == sound


def test_only_get_knows_ranges(client, sound):
    head = client.head(MP3, headers={"range": "bytes=0-5"})
    assert (head.status_code, head.headers["content-length"]) == (200, str(len(sound)))
    assert client.head(MP3, headers={"range": "bytes=9999999-"}).status_code == 200


def test_who_has_the_sound_does_not_get_it_again(client):
    first = client.get(MP3)
    tag, date = first.headers["etag"], first.headers["last-modified"]
    for known in (
        {"if-none-match": tag},
        {"if-none-match": f'"other", W/{tag}'},
        {"if-none-match": "*"},
        {"if-modified-since": date},
        {"if-none-match": tag, "range": "bytes=0-5"},
    ):
        for method in ("GET", "HEAD"):
            answer = client.request(method, MP3, headers=known)
            assert (answer.status_code, answer.content) == (304, b""), known
            assert answer.headers["etag"] == tag
            assert "content-type" not in answer.headers
    for other in (
        {"if-none-match": '"other"'},
        {"if-none-match": '"other"', "if-modified-since": date},
        {"if-modified-since": "Thu, 01 Jan 1970 00:00:00 GMT"},
        {"if-modified-since": "rubbish"},
    ):
        assert client.get(MP3, headers=other).status_code == 200


def test_the_rest_of_a_download_comes_only_from_the_same_file(changing):
    library, client = changing
    put(library, "a-1")
    first = client.get("/v1/episodes/a-1/en.mp3")
    part = {"range": "bytes=100-199"}
    for same in (first.headers["etag"], first.headers["last-modified"]):
        answer = client.get("/v1/episodes/a-1/en.mp3", headers={**part, "if-range": same})
        assert (answer.status_code, answer.content) == (206, first.content[100:200])
    for other in ('"other"', f"W/{first.headers['etag']}", "Thu, 01 Jan 1970 00:00:00 GMT"):
        answer = client.get("/v1/episodes/a-1/en.mp3", headers={**part, "if-range": other})
        assert (answer.status_code, answer.content) == (200, first.content)
    beyond = {"range": "bytes=9999999-", "if-range": '"other"'}
    assert client.get("/v1/episodes/a-1/en.mp3", headers=beyond).status_code == 200
    put(library, "a-1", text=(("Another", "다른 줄", True, False),))
    again = {**part, "if-range": first.headers["etag"]}
    assert client.get("/v1/episodes/a-1/en.mp3", headers=again).status_code == 200


def test_a_file_that_is_missing_is_not_found(changing):
    library, client = changing
    put(library, "a-1")
    (library / "a-1" / "en.mp3").unlink()
    assert is_problem(client.get("/v1/episodes/a-1/en.mp3"), 404)
    os.mkfifo(library / "a-1" / "en.mp3")
    assert is_problem(client.get("/v1/episodes/a-1/en.mp3"), 404)


def test_a_listener_hears_the_rest_of_an_episode_that_is_taken_away(changing):
    library, client = changing
    put(library, "a-1")
    whole = os.urandom(8_000_000)  # more than all buffers on the way hold
    (library / "a-1" / "en.mp3").write_bytes(whole)
    with client.stream("GET", "/v1/episodes/a-1/en.mp3") as answer:
        heard = answer.iter_bytes(65_536)
        begun = next(heard)
        assert httpx.delete(client.base_url.join("/v1/episodes/a-1")).status_code == 204
        assert begun + b"".join(heard) == whole


def test_the_documentation_knows_every_file(client):
    document = client.get("/openapi.json").json()
    paths = {path for path in document["paths"] if path.startswith("/v1/episodes")}
    assert paths == {
        "/v1/episodes",
        "/v1/episodes/{episode_id}",
        "/v1/episodes/{episode_id}/episode.json",
        "/v1/episodes/{episode_id}/events",
        "/v1/episodes/{episode_id}/retry",
        *(
            f"/v1/episodes/{{episode_id}}/{{track}}.{ending}"
            for ending in ("mp3", "vtt", "srt", "txt", "chapters.json")
        ),
    }
    sound = document["paths"]["/v1/episodes/{episode_id}/{track}.mp3"]["get"]
    assert {"200", "206", "304", "404", "416"} <= set(sound["responses"])
    for ending, kind in {
        "mp3": "audio/mpeg",
        "vtt": "text/vtt",
        "srt": "application/x-subrip",
        "txt": "text/plain",
        "chapters.json": "application/json+chapters",
    }.items():
        told = document["paths"][f"/v1/episodes/{{episode_id}}/{{track}}.{ending}"]["get"]
        assert kind in told["responses"]["200"]["content"]
        assert told["summary"]
        assert told["description"]
        (track,) = [each for each in told["parameters"] if each["name"] == "track"]
        assert track["schema"]["enum"] == ["en", "ko", "both"]
    json.dumps(document)
