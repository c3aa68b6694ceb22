"""The page of an episode as the server makes it: what is read, heard and told without scripts."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import lxml.html
import pytest
import webvtt

from pipelines.article import Article
from service.tracks import UNTRANSLATED_NOTICE
from tests.service.made_library import TEXT, put
from tests.service.serving import (
    Metronome,
    Served,
    metronome,
    served,
    settings_in,
)

__all__ = ["metronome"]

SAMPLE = Path("samples/harbour-ferries.txt")
PEOPLE = {"Accept": "text/html", "Accept-Language": "en"}
KOREAN = {**PEOPLE, "Accept-Language": "ko"}
TICK = {"voice_en": "metronome:tick", "voice_ko": "metronome:tick"}
HALF = tuple((en, ko if number < 2 else None, *ends) for number, (en, ko, *ends) in enumerate(TEXT))


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server with some episodes, and nobody who makes others: what waits, waits."""
    home = tmp_path_factory.mktemp("reading")
    library = home / "library"
    put(library, "whole-0000000001")
    put(
        library,
        "half-0000000002",
        text=HALF,
        complete=False,
        problems=({"stage": "translate", "message": "Why it is missing", "hint": "What to do"},),
    )
    put(library, "english-0000000003", languages=("en",), settings={"languages": "en"})
    lines = [
        {"en": "Ferries stay in harbour", "ko": "여객선, 항구에 머물다", "heading": True},
        {"en": "No ferry left.", "ko": "여객선이 없었다.", "sources": [1], "note": "83 % match"},
        {
            "en": "The wind blew hard.",
            "ko": "바람이 강했다.",
            "sources": [0, 2],
            "paragraph_end": True,
        },
    ]
    article = Article(
        ("The wind was too strong. No ferry left.", "It blew all day."),
        title=TEXT[0][0],
        byline="<i>Ann</i>",
        link="javascript:alert(1)",
    )
    put(library, "sources-0000000004", lines=lines, article=article)
    settings = settings_in(home, warm=False, making=0)
    with served(settings) as started:
        yield started


@pytest.fixture
def browser(here: Served) -> Iterator[httpx.Client]:
    with here.client() as client:
        client.headers.update(PEOPLE)
        yield client


def page(client: httpx.Client, name: str, **headers: str) -> lxml.html.HtmlElement:
    answer = client.get(f"/episodes/{name}", headers=headers)
    assert answer.status_code == 200, answer.text
    assert len(answer.content) < 100_000
    return lxml.html.document_fromstring(answer.content)


def words(element: lxml.html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def said(document: lxml.html.HtmlElement, line: int, language: str) -> lxml.html.HtmlElement:
    (found,) = document.xpath(f'//*[@data-line="{line}"][@lang="{language}"]')
    return found


def span(element: lxml.html.HtmlElement, name: str) -> tuple[float, float]:
    start, end = map(float, element.get(f"data-{name}").split())
    return start, end


def test_both_texts_are_there_sentence_by_sentence_in_their_languages(browser):
    document = page(browser, "whole-0000000001")
    for number, (english, korean, _, _) in enumerate(TEXT):
        assert words(said(document, number, "en")) == english
        assert words(said(document, number, "ko")) == korean
    assert len(document.xpath("//h1")) == 1
    assert words(document.xpath("//h1")[0]) == TEXT[0][0]
    paragraphs = document.find_class("paragraph")
    assert [len(each.find_class("pair")) for each in paragraphs] == [2, 1]


def test_a_korean_reader_has_the_korean_headline_first(browser):
    document = page(browser, "whole-0000000001", **KOREAN)
    assert document.get("lang") == "ko"
    assert words(document.xpath("//h1")[0]) == TEXT[0][1]
    assert document.xpath("//h1")[0].getparent().get("lang") == "ko"


def test_each_sentence_says_when_it_is_heard_alone_and_with_the_other_language(browser):
    document = page(browser, "whole-0000000001")
    captions = webvtt.from_string(browser.get("/v1/episodes/whole-0000000001/both.vtt").text)
    alone = {
        language: webvtt.from_string(
            browser.get(f"/v1/episodes/whole-0000000001/{language}.vtt").text
        )
        for language in ("en", "ko")
    }
    for number in range(len(TEXT)):
        for place, language in enumerate(("en", "ko")):
            sentence = said(document, number, language)
            caption = captions[2 * number + place]
            start, end = span(sentence, "both")
            assert start == pytest.approx(_seconds(caption.start), abs=0.002)
            assert end - start == pytest.approx(0.6, abs=0.002)
            caption = alone[language][number]
            assert span(sentence, "alone")[0] == pytest.approx(_seconds(caption.start), abs=0.002)


def _seconds(time: str) -> float:
    hours, minutes, seconds = time.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds)


def test_without_scripts_every_track_has_its_own_player_with_captions(browser):
    document = page(browser, "whole-0000000001")
    players = document.xpath("//audio[@controls]")
    assert [each.get("src") for each in players] == [
        f"/v1/episodes/whole-0000000001/{track}.mp3" for track in ("en", "ko", "both")
    ]
    for each in players:
        assert browser.get(each.find("track").get("src")).text.startswith("WEBVTT")
    # The other player needs scripts, and is not seen without them.
    assert document.get_element_by_id("player").get("hidden") is not None


def test_the_text_is_shown_as_it_is_asked_for_and_otherwise_side_by_side(browser):
    for asked, shown in (
        ("en", "en"),
        ("ko", "ko"),
        ("pairs", "pairs"),
        ("x", "side"),
        ("", "side"),
    ):
        document = page(browser, f"whole-0000000001?view={asked}")
        assert document.get_element_by_id("text").get("data-view") == shown
        (current,) = document.xpath("//nav//a[@data-view][@aria-current]")
        assert current.get("data-view") == shown


def test_all_scripts_of_the_page_are_fetched_at_once(browser):
    document = page(browser, "whole-0000000001")
    fetched = document.xpath("//link[@rel='modulepreload']/@href")
    for address in fetched:
        for imported in re.findall(r'from "\./([^"]+)"', browser.get(address).text):
            assert any(each.endswith(f"/{imported}") for each in fetched)
    assert set(document.xpath("//script[@type='module']/@src")) & set(fetched)


def test_everything_can_be_taken_along(browser):
    document = page(browser, "whole-0000000001")
    links = [each.get("href") for each in document.xpath("//a[@download]")]
    assert len(links) == 12
    for link in links:
        assert browser.get(link).status_code == 200


def test_what_has_no_korean_is_named_with_what_to_do_and_a_button(browser):
    document = page(browser, "half-0000000002")
    told = words(document.get_element_by_id("state"))
    assert "Sentences without Korean: 2 of 4." in told
    assert "What to do" in told
    assert document.xpath("//form[@action='/episodes/half-0000000002/retry']//button")
    assert words(said(document, 1, "ko")) == TEXT[1][1]
    missing = said(document, 2, "ko")
    assert words(missing).startswith(UNTRANSLATED_NOTICE)  # as it is heard
    assert words(missing.find_class("chip")[0]) == "No Korean yet"


def test_an_episode_in_english_alone_speaks_of_no_korean(browser):
    document = page(browser, "english-0000000003")
    assert not document.xpath("//main//*[@lang='ko']")
    assert not document.find_class("views")
    assert len(document.xpath("//audio[@controls]")) == 1


def test_sentences_show_where_they_come_from_and_what_to_mind(browser):
    hidden = page(browser, "sources-0000000004")
    assert all(each.get("hidden") is not None for each in hidden.find_class("source"))
    (link,) = hidden.xpath("//a[@id='sources']/@href")
    document = lxml.html.document_fromstring(browser.get(link).content)
    first, second = document.find_class("source")
    assert words(first) == "Word for word from the article."
    assert [words(each) for each in second.findall("blockquote")] == [
        "The wind was too strong.",
        "It blew all day.",
    ]
    (mark,) = document.find_class("mark")
    assert words(mark) == "Please note 83 % match"


def test_what_articles_bring_is_text_and_leads_nowhere_but_to_the_web(browser):
    document = page(browser, "sources-0000000004")
    assert "<i>Ann</i>" in words(document.find_class("title")[0])
    assert not [each for each in document.xpath("//@href") if each.startswith("javascript")]
    (link,) = page(browser, "whole-0000000001").xpath("//a[contains(@rel, 'noopener')]/@href")
    assert link == "https://example.org/ferries?a=1&b=2"


def test_it_says_who_made_it(browser):
    made = words(page(browser, "whole-0000000001").get_element_by_id("made"))
    assert "Summary extractive" in made
    assert "Translation memory" in made


def test_an_episode_that_is_not_there_is_not_found(browser):
    answer = browser.get("/episodes/none-0123456789")
    assert answer.status_code == 404
    assert "There is no such episode." in answer.text
    assert browser.post("/episodes/none-0123456789/retry").status_code == 404
    assert browser.get("/episodes/none-0123456789/remove").status_code == 404


def test_what_waits_says_so_and_can_be_given_up_and_made_after_all(browser):
    made = browser.post("/v1/episodes", json={"text": SAMPLE.read_text("utf-8"), "length": "2"})
    name = made.json()["id"]
    document = page(browser, name)
    assert "It waits for its turn." in words(document.get_element_by_id("state"))
    assert document.xpath("//*[@id='state']//a[text()='See what is new']")
    assert "Port Merrin" in words(document.xpath("//h1")[0])
    assert "is not finished" in browser.get(f"/episodes/{name}/remove").text
    assert browser.post(f"/episodes/{name}/remove").headers["location"] == "/episodes"

    document = page(browser, name)
    assert "was given up" in words(document.get_element_by_id("state"))
    assert not document.xpath("//audio")
    assert browser.post(f"/episodes/{name}/retry").headers["location"] == f"/episodes/{name}"
    assert "It waits for its turn." in words(page(browser, name).get_element_by_id("state"))
    browser.delete(f"/v1/episodes/{name}")


def test_an_episode_is_removed_after_a_question(here, browser):
    put(here.app.state.library, "old-0000000005")
    assert "Remove this episode?" in browser.get("/episodes/old-0000000005/remove").text
    assert browser.get("/episodes/old-0000000005").status_code == 200
    assert browser.post("/episodes/old-0000000005/remove").status_code == 303
    assert browser.get("/episodes/old-0000000005").status_code == 404


def test_other_sites_pages_remove_and_make_nothing(browser):
    for does in ("remove", "retry"):
        answer = browser.post(
            f"/episodes/half-0000000002/{does}", headers={"Sec-Fetch-Site": "cross-site"}
        )
        assert answer.status_code == 403
    assert page(browser, "half-0000000002") is not None


@pytest.fixture(scope="module")
def maker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server that makes episodes."""
    home = tmp_path_factory.mktemp("making")
    (home / "models" / "memory").mkdir(parents=True)
    settings = settings_in(home, warm=False)
    with served(settings, works=True) as started:
        yield started


def made(browser: httpx.Client, text: str) -> str:
    """Have an episode made, to the end: its name."""
    asked = {"text": text, "length": "2", **TICK}
    name = browser.post("/v1/episodes", json=asked).json()["id"]
    browser.get(f"/v1/episodes/{name}/events")
    return name


def test_the_missing_korean_is_made_when_it_is_asked_for(maker: Served, metronome: Metronome):
    with maker.client() as browser:
        browser.headers.update(PEOPLE)
        name = made(browser, SAMPLE.read_text("utf-8"))
        document = page(browser, name)
        assert "Sentences without Korean: 3 of 3." in words(document.get_element_by_id("state"))
        assert len(document.xpath("//audio[@controls]")) == 1

        shutil.copy(SAMPLE.with_suffix(".tmx"), maker.app.state.models / "memory")
        assert browser.post(f"/episodes/{name}/retry").status_code == 303
        browser.get(f"/v1/episodes/{name}/events")
        document = page(browser, name)
        assert words(document.get_element_by_id("state")) == ""
        assert len(document.xpath("//audio[@controls]")) == 3
        assert span(said(document, 2, "ko"), "both")[0] > span(said(document, 2, "en"), "both")[1]


def test_what_cannot_be_made_says_why_and_is_tried_again(maker: Served, metronome: Metronome):
    with maker.client() as browser:
        browser.headers.update(KOREAN)
        text = SAMPLE.read_text("utf-8").replace(
            "The city council", "The voice crashes: the council"
        )
        name = made(browser, text)
        document = page(browser, name)
        (detail,) = document.xpath("//*[@id='state']//p[@lang='en']")
        assert "RuntimeError" in words(detail)
        assert "secret" not in words(document)
        assert not document.xpath("//audio")
        spoken = len(metronome.spoken)
        (again,) = document.xpath("//form[contains(@action, '/retry')]/@action")
        assert browser.post(again).headers["location"] == f"/episodes/{name}"
        browser.get(f"/v1/episodes/{name}/events")
        assert len(metronome.spoken) > spoken
