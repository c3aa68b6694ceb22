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
from tests.service.page import doubtful
from tests.service.page.doubtful import put_doubtful
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
DOUBTFUL = "doubtful-0000000006"
HALF = tuple((en, ko if number < 2 else None, *ends) for number, (en, ko, *ends) in enumerate(TEXT))

REASONS = [
    {"en": "Ferries stay in harbour", "ko": "여객선, 항구에 머물다", "heading": True},
    {"en": "No ferry left.", "ko": "여객선이 없었다.", "note": '91 % match: "No ferry came."'},
    {"en": "It blew.", "missing": "No Korean for: The wind was too strong."},
]
MADE = {
    "summary_note": "condensed in 3 parts",
    "engines": {"speak ko": "espeak", "speak en": "kokoro"},
    "chosen_because": {
        "speak ko": "kokoro is not ready (its model is not here); espeak is ready",
        "speak en": "named",
    },
    "problems": (
        {
            "stage": "translate",
            "message": "firefox cannot run: its model (59 MB) is not here.",
            "hint": "deutgi models fetch firefox",
        },
    ),
}


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
        problems=(
            {
                "stage": "translate",
                "message": "Why it is missing",
                "hint": "Get a model: deutgi models fetch firefox",
            },
            {"stage": "speak ko", "message": "The voice is hoarse.", "hint": ""},
        ),
    )
    put(library, "english-0000000003", languages=("en",), settings={"languages": "en"})
    lines = [
        {"en": "Ferries stay in harbour", "ko": "여객선, 항구에 머물다", "heading": True},
        {"en": "No ferry left.", "ko": "여객선이 없었다.", "sources": [1]},
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
    put(library, "reasons-0000000005", lines=REASONS, complete=False, **MADE)
    put_doubtful(library, DOUBTFUL)
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
    assert "Korean translation: something is missing. Why it is missing" in told
    assert "Korean voice: there is no Korean sound. The voice is hoarse." in told
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


def test_sentences_show_where_they_come_from(browser):
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
    assert not document.find_class("mark")
    assert not document.find_class("checks")


def told(document: lxml.html.HtmlElement, line: int) -> list[str]:
    """What is told below a line, one thing after the other."""
    (row,) = document.xpath(f"//*[@data-line='{line}'][@lang='en']/..")
    return [words(each) for each in row.find_class("mark")]


def test_what_may_be_wrong_is_told_below_its_sentence_with_how_sure_that_is(browser):
    document = page(browser, DOUBTFUL)
    assert told(document, 0) == ["Probably wrong: number. Korean: “14” is not said, but 41척."]
    assert told(document, 2) == [
        "Probably wrong: denial. Korean: “did not vote”: the denial is not said.",
        "Perhaps another style. Korean: “던졌다.” may be in another style than the rest.",
    ]
    assert told(document, 3) == [
        "Perhaps wrong: name. English: “Ann” is not in the article.",
        "Probably wrong: name. English: “Walker” is not in the article.",
    ]


def test_a_korean_reader_is_told_it_in_korean(browser):
    document = page(browser, DOUBTFUL, **KOREAN)
    assert told(document, 1) == [
        "틀렸을 가능성 높음: 숫자. 한국어: "
        "원문은 “186 million dollars”, 번역은 “1억 6,800만 달러”. 서로 달라요."
    ]
    (mark,) = document.get_element_by_id("line-1").find_class("mark")
    assert mark.xpath("./span[@lang]/text()") == ["186 million dollars"]


def test_the_words_that_may_be_wrong_are_marked_in_both_texts(browser):
    document = page(browser, DOUBTFUL)

    def marks(line: int, language: str) -> list[str]:
        return said(document, line, language).xpath(".//mark/text()")

    assert (marks(0, "en"), marks(0, "ko")) == (["14"], ["41척"])
    assert (marks(1, "en"), marks(1, "ko")) == (["186 million dollars"], ["1억 6,800만 달러"])
    assert (marks(3, "en"), marks(3, "ko")) == (["Ann", "Walker"], [])
    for line, (english, korean, *_) in enumerate(doubtful.TEXT):
        assert words(said(document, line, "en")) == english
        assert words(said(document, line, "ko")) == korean


def test_all_sentences_to_check_are_counted_and_linked_to_above_the_text(browser):
    for language, counted in (("en", "Sentences to check: 6"), ("ko", "확인할 문장: 6개")):
        document = page(browser, DOUBTFUL, **{**PEOPLE, "Accept-Language": language})
        (checks,) = document.find_class("checks")
        assert words(checks).startswith(counted)
        targets = [link.get("href") for link in checks.iter("a")]
        assert targets == ["#headline", *(f"#line-{line}" for line in range(1, 6))]
        for target in targets:
            assert document.get_element_by_id(target[1:]).find_class("mark")


def test_the_korean_of_another_sentence_is_told_apart(browser):
    assert told(page(browser, DOUBTFUL), 4)[-1] == (
        "Please note. The Korean was made for another English sentence, which is 83% like this one."
    )


def test_what_a_listener_heard_otherwise_is_told(browser):
    document = page(browser, DOUBTFUL)
    assert told(document, 5) == [
        "Misheard. The Korean, as a computer heard it: 바람이 너무 감했다. Not heard: 강했다."
    ]
    made = words(document.get_element_by_id("made"))
    assert "English: sentences that were heard as written: 6 of 6. whisper:base" in made
    assert "Korean: sentences that were heard as written: 5 of 6. whisper:base" in made
    assert "heard as written" not in browser.get("/episodes/whole-0000000001").text


def test_the_details_of_a_sentence_say_what_was_changed_in_it_and_how_it_was_made(browser):
    def details(language: str, line: int) -> str:
        headers = {**PEOPLE, "Accept-Language": language}
        row = page(browser, DOUBTFUL, **headers).get_element_by_id(f"line-{line}")
        return " | ".join(words(each) for each in row.find_class("source")[0].iter("p", "li"))

    assert details("en", 1) == (
        "Changed in the Korean: | Ending, as news is read: 들어요. → 듭니다."
        " | Name that was left out: 포트메린 (Port Merrin)"
        " | How the Korean was made: translated in 2 parts"
    )
    assert details("ko", 2) == "한국어에서 바꾼 것: | 이름: 한태송 → 한대성 (Han Tae-song)"
    assert details("en", 5) == "Spoken again: English, 7% slower"
    assert details("ko", 5) == "다시 말한 소리: 영어, 7% 느리게"


def test_a_korean_reader_knows_what_is_missing_and_which_command_gets_it(browser):
    document = page(browser, "half-0000000002", **KOREAN)
    state = document.get_element_by_id("state")
    assert "한국어 번역: 빠진 것이 있어요." in words(state)
    assert state.xpath(".//code[@lang='en']/text()") == ["deutgi models fetch firefox"]


def test_a_korean_reader_is_told_in_korean_why_something_is_missing_and_how_all_was_made(browser):
    document = page(browser, "reasons-0000000005", **KOREAN)
    state = words(document.get_element_by_id("state"))
    assert "firefox를 쓸 수 없어요: 모델(59MB)이 없어요." in state
    assert "해결 방법: deutgi models fetch firefox" in state
    made = words(document.get_element_by_id("made"))
    assert "3부분으로 나누어 요약했어요" in made
    assert "kokoro: 준비되지 않음(모델이 없어요); espeak: 준비됨" in made
    assert "직접 고른 것" in made
    told = words(document.get_element_by_id("line-1"))
    assert '한국어를 만든 방식: 91% 일치: "No ferry came."' in told
    assert "한국어가 없는 까닭: 한국어로 옮기지 못한 문장: The wind was too strong." in words(
        document.get_element_by_id("line-2")
    )
    for each in ("is not ready", "condensed in", "No Korean for", "match:"):
        assert each not in words(document)
    assert document.xpath("//*[@id='line-2']//span[@lang='en']/text()") == [
        "The wind was too strong."
    ]


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
        (detail,) = document.xpath("//*[@id='state']//p/span[@lang='en'][1]")
        assert "RuntimeError" in words(detail)
        assert "secret" not in words(document)
        assert not document.xpath("//audio")
        spoken = len(metronome.spoken)
        (again,) = document.xpath("//form[contains(@action, '/retry')]/@action")
        assert browser.post(again).headers["location"] == f"/episodes/{name}"
        browser.get(f"/v1/episodes/{name}/events")
        assert len(metronome.spoken) > spoken
