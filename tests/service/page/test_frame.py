"""What all pages share: their language, look, headers, files and errors."""

import json
import re
from collections.abc import Iterator

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.page import look
from service.page.assets import asset, files, version
from service.page.catalogues import missing, said, updated
from service.page.look import Look
from service.page.words import LANGUAGES, catalogue_file
from tests.service.serving import served, settings_in

HTML = {"Accept": "text/html"}
PAGES = ("/", "/episodes", "/subscriptions", "/settings", "/help", "/sign-in", "/offline")


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    home = tmp_path_factory.mktemp("frame")
    settings = settings_in(home)
    with served(settings) as here, here.client() as client:
        client.headers.update(HTML)
        yield client


@pytest.mark.parametrize("language", ["ko"])
def test_every_text_has_its_translation(language: str) -> None:
    assert catalogue_file(language).exists()
    assert missing(updated(catalogue_file(language), said())) == []


def test_translations_keep_the_places_for_values() -> None:
    places = re.compile(r"%\(\w+\)s|\{\w+\}")
    for message in updated(catalogue_file("ko"), said()):
        if message.id:
            assert set(places.findall(message.string or message.id)) == set(
                places.findall(message.id)
            )


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ("ko-KR,ko;q=0.9,en;q=0.8", "ko"),
        ("en-GB,ko;q=0.9", "en"),
        ("de,ko;q=0.5", "ko"),
        ("fr", "en"),
        ("ko;q=0, en", "en"),
        ("", "en"),
        ("ko;q=x,,;", "ko"),
    ],
)
def test_the_language_is_the_browsers(browser: httpx.Client, asked: str, language: str) -> None:
    answer = browser.get("/settings", headers={"Accept-Language": asked})
    assert f'<html lang="{language}"' in answer.text
    assert answer.headers["content-language"] == language


def test_the_language_that_was_chosen_comes_first(browser: httpx.Client) -> None:
    kept = browser.post("/settings", data={"language": "ko", "next": "/help"})
    assert kept.headers["location"] == "/help"
    answer = browser.get("/settings", headers={"Accept-Language": "en"})
    assert '<html lang="ko"' in answer.text
    browser.cookies.clear()


def test_a_look_that_is_chosen_is_kept_and_the_rest_of_it_stays(browser: httpx.Client) -> None:
    browser.post("/settings", data={"theme": "contrast", "size": "150"})
    browser.post("/settings", data={"language": "ko"})
    browser.post("/settings", data={"font": "comic"})
    shown = browser.get("/help").text
    assert 'data-theme="contrast" data-size="150" data-font="usual"' in shown
    browser.cookies.clear()


@given(st.text(max_size=60))
def test_a_cookie_that_is_no_look_is_the_usual_one(text: str) -> None:
    pairs = (each.partition(".") for each in text.split("-"))
    assert isinstance(look.changed(look.USUAL, {a: c for a, _, c in pairs}), Look)


@pytest.mark.parametrize("path", PAGES)
def test_pages_have_no_code_of_their_own_and_load_nothing_from_elsewhere(
    browser: httpx.Client, path: str
) -> None:
    answer = browser.get(path)
    assert answer.status_code == 200
    policy = answer.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    scripts = re.findall(r"<script([^>]*)>", answer.text)
    assert all('src="/static/' in each or "application/json" in each for each in scripts)
    assert not re.search(r"\son\w+=|\sstyle=|<style", answer.text)
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', answer.text)


@pytest.mark.parametrize("path", PAGES)
def test_what_a_page_names_is_there(browser: httpx.Client, path: str) -> None:
    named = set(re.findall(r'(?:src|href)="(/[^"#]*)', browser.get(path).text))
    for address in named:
        answer = browser.get(address)
        assert answer.status_code == 200, address
        if address.startswith("/static/"):
            assert "immutable" in answer.headers["cache-control"]


def test_files_from_before_an_upgrade_are_asked_for_again(browser: httpx.Client) -> None:
    answer = browser.get("/static/0123456789ab/page.css")
    assert answer.status_code == 200
    assert "immutable" not in answer.headers["cache-control"]
    assert browser.get(asset("page.css")).headers["etag"] == answer.headers["etag"]


def test_modules_find_what_they_import() -> None:
    for name, file in files().items():
        if name.endswith(".js"):
            for imported in re.findall(r'from "\./([^"]+)"|import "\./([^"]+)"', file.read_text()):
                assert "".join(imported) in files(), name


def test_the_manifest_installs_and_takes_what_is_shared(browser: httpx.Client) -> None:
    for language in LANGUAGES:
        answer = browser.get("/manifest.webmanifest", headers={"Accept-Language": language})
        told = json.loads(answer.content)
        assert told["lang"] == language
        assert told["share_target"]["method"] == "GET"
        for icon in told["icons"]:
            assert browser.get(icon["src"]).status_code == 200


def test_the_service_worker_knows_this_versions_files(browser: httpx.Client) -> None:
    answer = browser.get("/sw.js")
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["cache-control"] == "public, no-cache"
    told = json.loads(answer.text.partition("const SHELL = ")[2].partition(";\n")[0])
    assert told["version"] == version()
    assert all(browser.get(each).status_code == 200 for each in told["files"])


def test_an_error_is_a_page_in_the_readers_language(browser: httpx.Client) -> None:
    answer = browser.get("/episodes/nothing-here", headers={"Accept-Language": "ko"})
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/html")
    assert "그런 에피소드가 없어요." in answer.text
    assert "에피소드는 없어요." in answer.text
    assert '<span lang="en">nothing-here</span>' in answer.text
    assert browser.get("/nowhere").status_code == 404


def test_an_error_shows_what_was_sent_as_text(browser: httpx.Client) -> None:
    answer = browser.get("/episodes/%3Cscript%3Ealert(1)%3C%2Fscript%3E")
    assert answer.status_code == 404
    assert "<script>alert" not in answer.text
