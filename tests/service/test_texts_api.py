"""Summaries and translations over HTTP: who made them, of what, and what is missing."""

import csv
import json
import socket
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.journeys.conftest import ARTICLE, KOREAN
from tests.service.serving import Serve, Served, serve, settings_of

__all__ = ["serve", "settings_of"]

PAGE = (
    "<!doctype html><html><head><title>Harbour council votes for electric ferries</title></head>"
    "<body><nav><a href='/'>Home</a> <a href='/news'>News</a></nav><article><h1>Harbour council "
    "votes for electric ferries</h1><p>"
    + "</p><p>".join(ARTICLE.split("\n\n")[2:])
    + "</p></article></body></html>"
)


def post(here: Served, path: str, body: dict[str, Any]) -> httpx.Response:
    with here.client() as client:
        return client.post(path, json=body)


@pytest.fixture
def remembering(serve: Serve, tmp_path: Path) -> Served:
    """A server with a translation memory of the article."""
    (tmp_path / "models" / "memory").mkdir(parents=True)
    memory = tmp_path / "models" / "memory" / "ours.tsv"
    with memory.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter="\t").writerows([("en", "ko"), *KOREAN.items()])
    return serve()


def test_a_summary_says_who_made_it_and_what_each_sentence_came_from(serve: Serve) -> None:
    answer = post(serve(), "/v1/summaries", {"text": ARTICLE, "length": "2"})
    assert answer.status_code == 200, answer.text
    body = answer.json()
    assert body["engine"] == "extractive"
    assert body["title"] == "Harbour council votes for electric ferries"
    assert body["byline"] == "Clara Whitlow"
    assert len(body["sentences"]) == 2
    for sentence in body["sentences"]:
        assert sentence["sources"]
        assert all(source["text"] in ARTICLE for source in sentence["sources"])
    assert body["passed_over"] == []


def test_a_page_is_read_without_its_menu(serve: Serve) -> None:
    answer = post(serve(), "/v1/summaries", {"html": PAGE, "length": "3"})
    assert answer.status_code == 200, answer.text
    said = " ".join(sentence["text"] for sentence in answer.json()["sentences"])
    assert "electric ferries" in said
    assert "Home" not in said


def test_an_engine_that_the_profile_prefers_and_cannot_have_is_told(serve: Serve) -> None:
    body = post(serve(profile="balanced"), "/v1/summaries", {"text": ARTICLE}).json()
    assert body["engine"] == "extractive"
    assert "not ready" in body["passed_over"][0]["message"]
    assert body["passed_over"][0]["hint"].startswith("deutgi models fetch")


@pytest.mark.parametrize(
    ("body", "status", "kind"),
    [
        ({"text": "Der Hafenrat hat am Dienstag beschlossen, neue Schiffe zu kaufen. " * 4}, 422,
         "wrong-language"),
        ({"text": ""}, 422, "no-article"),
        ({"html": "<html><body></body></html>"}, 422, "no-article"),
        ({"text": "%PDF-1.7 \0\1\2"}, 422, "unreadable-source"),
        ({"text": ARTICLE, "length": "ages"}, 400, "bad-request"),
        ({"text": ARTICLE, "length": "9" * 5_000}, 400, "bad-request"),
        ({"text": ARTICLE, "summarizer": "nobody"}, 400, "unknown-engine"),
        ({"text": ARTICLE, "summarizer": "openai:gpt@http://127.0.0.1:1/v1"}, 400,
         "unknown-engine"),
        ({"text": ARTICLE, "summarizer": "ctranslate2:/etc"}, 400, "unknown-engine"),
        ({"text": ARTICLE, "summarizer": "transformers:../../etc"}, 400, "unknown-engine"),
        ({"text": ARTICLE, "html": PAGE}, 422, "invalid"),
        ({}, 422, "invalid"),
        ({"text": ARTICLE, "lenght": "5"}, 422, "invalid"),
        ({"link": "file:///etc/passwd"}, 422, "unreadable-source"),
        ({"link": "/etc/passwd"}, 422, "unreadable-source"),
    ],
)  # fmt: skip
def test_a_summary_that_cannot_be_made_says_why(
    serve: Serve, body: dict[str, str], status: int, kind: str
) -> None:
    answer = post(serve(), "/v1/summaries", body)
    assert (answer.status_code, answer.json()["type"]) == (status, f"urn:problem:deutgi:{kind}")
    assert answer.json()["hint"]
    assert "root:" not in answer.text


def test_a_length_without_end_is_refused_on_the_page_too_and_said_to_be(serve: Serve) -> None:
    here = serve()
    with here.client() as client:
        for length in ("9" * 5_000, "9" * 5_000 + "s"):
            answer = client.post("/v1/episodes", json={"text": ARTICLE, "length": length})
            assert answer.status_code == 400
            page = client.post(
                "/episodes",
                data={"text": ARTICLE, "length": length},
                headers={"Accept": "text/html", "Accept-Language": "en"},
            )
            assert page.status_code == 400
            assert "is no length for a summary" in page.text
        schemas = client.get("/openapi.json").json()["components"]["schemas"]
    for name in ("SummaryRequest", "EpisodeRequest"):
        assert schemas[name]["properties"]["length"]["maxLength"] == 20


def test_a_public_server_fetches_links_of_the_public_web_alone(serve: Serve) -> None:
    """Somebody who may use the server must not see what it can reach."""
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.2)
    port = listener.getsockname()[1]
    here = serve(public_url="https://news.example.org")
    key = here.app.state.keys.add("reader")
    with here.client(key) as client, listener:
        for host in (f"127.0.0.1:{port}", f"localhost:{port}", "169.254.169.254", "[::1]"):
            answer = client.post("/v1/summaries", json={"link": f"http://{host}/"})
            assert answer.status_code == 422, answer.text
            assert answer.headers["content-type"] == "application/problem+json"
        with pytest.raises(TimeoutError):
            listener.accept()


def test_a_translation_says_who_made_it_and_what_is_missing(remembering: Served) -> None:
    known = "They cost $186 million."
    answer = post(
        remembering,
        "/v1/translations",
        {"sentences": [known, "Nobody has ever said these words before."]},
    )
    assert answer.status_code == 200, answer.text
    body = answer.json()
    assert [item["en"] for item in body["items"]] == [
        known, "Nobody has ever said these words before."
    ]  # fmt: skip
    assert body["items"][0]["ko"] == KOREAN[known]
    assert body["items"][0]["engine"] == "memory"
    assert body["items"][0]["score"] == 1.0
    assert body["items"][1]["ko"] is None
    assert body["items"][1]["missing"]
    assert body["items"][1]["hint"]
    assert body["complete"] is False


def test_a_text_is_translated_sentence_by_sentence(remembering: Served) -> None:
    text = "They cost $186 million. Work on the first pier begins on May 4."
    body = post(remembering, "/v1/translations", {"text": text}).json()
    assert [item["ko"] for item in body["items"]] == [
        KOREAN["They cost $186 million."],
        KOREAN["Work on the first pier begins on May 4."],
    ]
    assert body["complete"] is True


def test_without_a_translator_each_sentence_says_what_to_do(serve: Serve) -> None:
    body = post(serve(profile="auto"), "/v1/translations", {"sentences": ["Good morning."]}).json()
    assert body["complete"] is False
    assert body["items"][0]["hint"].startswith(("deutgi models fetch firefox", "pip install"))


def test_why_there_is_no_korean_is_a_sentence_with_one_full_stop(serve: Serve) -> None:
    """Of a memory that is not there, as of any other translator."""
    body = post(serve(), "/v1/translations", {"sentences": ["Good morning."]}).json()
    missing = body["items"][0]["missing"]
    assert "memory" in missing
    assert missing.endswith(".")
    assert ".." not in missing


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"sentences": []}, 422),
        ({"sentences": ["x"], "text": "y"}, 422),
        ({}, 422),
        ({"text": ""}, 422),
        ({"sentences": ["Good.", "…"]}, 400),
        ({"text": "   "}, 400),
        ({"sentences": ["x"] * 301}, 422),
        ({"text": "One more. " * 301}, 400),
        ({"sentences": ["word " * 500] * 201}, 400),
        ({"sentences": ["Good."], "translator": "memory:/etc/passwd"}, 400),
        ({"sentences": ["Good."], "translator": "openai:gpt@http://10.0.0.1/v1"}, 400),
        ({"sentences": ["Good."], "translator": "firefox:/tmp"}, 400),
        ({"sentences": ["Good."], "translator": "no\x00body"}, 400),
    ],
)
def test_a_translation_that_cannot_be_made_says_why(
    serve: Serve, body: dict[str, Any], status: int
) -> None:
    answer = post(serve(), "/v1/translations", body)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["hint"]


def test_where_folders_are_is_not_told(serve: Serve, tmp_path: Path) -> None:
    here = serve(profile="auto")
    told = json.dumps(post(here, "/v1/translations", {"sentences": ["Good."]}).json())
    told += post(here, "/v1/summaries", {"text": ""}).text
    with here.client() as client:
        told += client.get("/readyz").text
    assert str(tmp_path) not in told


def test_metrics_tell_of_stages(remembering: Served) -> None:
    post(remembering, "/v1/summaries", {"text": ARTICLE})
    post(remembering, "/v1/translations", {"text": "They cost $186 million."})
    with remembering.client() as client:
        text = client.get("/metrics").text
    for stage in ("read", "summarize", "translate"):
        assert f'deutgi_stage_seconds_count{{stage="{stage}"}} 1.0' in text
