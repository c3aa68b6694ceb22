"""The library as people see it: pages of episodes, searching them, and what hostile titles do."""

import html
from collections.abc import Iterator
from urllib.parse import urlencode

import httpx
import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.page import library as pages
from tests.service.made_library import TEXT, put
from tests.service.serving import Serve, Served, serve, served, settings_in, settings_of

__all__ = ["serve", "settings_of"]

SHARP = "<b>“A & B”</b> <script>alert('1')</script>"
MANY = 9
A_PAGE = 5
BRIEF = (("Boats are late.", "배가 늦는다.", False, True),)


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A library of twelve episodes, and a server that shows five of them on a page."""
    home = tmp_path_factory.mktemp("library")
    library = home / "library"
    for number in range(MANY):
        put(library, f"boat-{number}", f"Boat {number}", None, BRIEF, number, ("en",), date=None)
    put(library, "ferries", number=MANY)
    without = [(en, None, *ends) for en, _, *ends in TEXT]
    put(library, "half", "Half a story", None, without, MANY + 1, ("en",), complete=False)
    put(library, "sharp", SHARP, SHARP, TEXT, MANY + 2, complete=False)
    settings = settings_in(home, warm=False, making=0)
    with pytest.MonkeyPatch.context() as changed, served(settings) as started:
        changed.setattr(pages, "_A_PAGE", A_PAGE)
        yield started


@pytest.fixture(scope="module")
def browser(here: Served) -> Iterator[httpx.Client]:
    with here.client() as client:
        client.headers.update({"Accept": "text/html", "Accept-Language": "en"})
        yield client


def seen(browser: httpx.Client, address: str = "", **asked: str) -> lxml.html.HtmlElement:
    address = address or f"/episodes?{urlencode(asked)}"
    answer = browser.get(address)
    assert answer.status_code == 200, address
    return lxml.html.document_fromstring(answer.text)


def titles(page: lxml.html.HtmlElement) -> list[str]:
    return [str(link.text) for link in page.xpath("//h3/a")]


def linked(page: lxml.html.HtmlElement, rel: str) -> str | None:
    found = page.xpath("//main//a[@rel=$rel]/@href", rel=rel)
    assert found == page.xpath("//head/link[@rel=$rel]/@href", rel=rel)
    return str(found[0]) if found else None


def test_pages_lead_to_every_episode_once_and_back_again(browser: httpx.Client) -> None:
    page = seen(browser)
    assert "Episodes: 12" in page.text_content()
    assert linked(page, "prev") is None
    walked = [titles(page)]
    while older := linked(page, "next"):
        page = seen(browser, older)
        walked.append(titles(page))
    assert [len(each) for each in walked] == [5, 5, 2]
    every = [title for each in walked for title in each]
    assert every == [
        SHARP,
        "Half a story",
        "Ferries stay in harbour",
        *(f"Boat {number}" for number in reversed(range(MANY))),
    ]
    for before in reversed(walked[:-1]):
        page = seen(browser, str(linked(page, "prev")))
        assert titles(page) == before
    assert linked(page, "prev") is None


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ferry OBAN", ["Half a story", "Ferries stay in harbour"]),
        ("여객선", ["Ferries stay in harbour"]),
        ("인권협상", ["Ferries stay in harbour"]),
        ("Boat 8", ["Boat 8"]),
        ("nowhere", []),
    ],
)
def test_words_of_both_languages_are_found(
    browser: httpx.Client, words: str, found: list[str]
) -> None:
    page = seen(browser, q=words)
    assert [title for title in titles(page) if title != SHARP] == found
    assert page.get_element_by_id("q").value == words
    count = len(titles(page))
    told = f"{count} found for “{words}”" if count else f"Nothing found for “{words}”"
    assert told in page.text_content()


def test_what_is_searched_for_stays_from_page_to_page(browser: httpx.Client) -> None:
    page = seen(browser, q="boats", complete="true")
    assert f"{MANY} found for “boats”" in page.text_content()
    page = seen(browser, str(linked(page, "next")))
    assert page.get_element_by_id("q").value == "boats"
    assert page.get_element_by_id("complete").value == "true"
    assert titles(page)[0] == "Boat 3"


def test_what_misses_something_is_listed_alone_and_says_what(browser: httpx.Client) -> None:
    page = seen(browser, complete="false")
    assert titles(page) == [SHARP, "Half a story"]
    chips = [each.text for each in page.find_class("chip")]
    assert chips == ["Part of the Korean is missing", "Korean is missing"]
    assert not seen(browser, complete="true").find_class("chip")


def test_an_episode_tells_both_titles_in_their_languages_and_how_long_it_is(
    browser: httpx.Client,
) -> None:
    (item,) = seen(browser, q="oban 인권").xpath("//li[.//a[@href='/episodes/ferries']]")
    facts = " ".join(item.text_content().split())
    assert "January 1, 2026" in facts
    assert "English: " in facts
    assert "Korean: " in facts
    assert [(each.text, each.get("lang")) for each in item.xpath(".//*[@lang]")] == [
        ("Ferries stay in harbour", "en"),
        ("여객선, 항구에 머물다", "ko"),
    ]
    answer = browser.get("/episodes?q=oban", headers={"Accept-Language": "ko"})
    (item,) = lxml.html.document_fromstring(answer.text).xpath(
        "//li[.//a[@href='/episodes/ferries']]"
    )
    assert [each.text for each in item.xpath(".//*[@lang]")] == [
        "여객선, 항구에 머물다",
        "Ferries stay in harbour",
    ]


def test_titles_are_shown_as_they_are_written(browser: httpx.Client) -> None:
    page = seen(browser, q="oban")
    assert titles(page)[0] == SHARP
    assert not page.xpath("//main//script | //main//b")


@given(st.text(max_size=250))
def test_whatever_is_searched_for_is_shown_as_text(browser: httpx.Client, words: str) -> None:
    answer = browser.get("/episodes", params={"q": words})
    assert answer.status_code == 200
    page = lxml.html.document_fromstring(answer.content)
    asked = " ".join(words.split())[:200]
    assert (
        f'value="{html.escape(asked).replace("&#x27;", "&#39;").replace("&quot;", "&#34;")}"'
        in (answer.text)
    )
    assert len(page.xpath("//script")) == 2
    assert not page.xpath("//main//b[not(ancestor::h3)] | //main//img | //main//iframe")


@pytest.mark.parametrize("cursor", ["x", "%00", "bnVsbA", "한국", "W10", "a" * 5_000])
def test_an_address_that_was_cut_short_leads_to_the_first_page(
    browser: httpx.Client, cursor: str
) -> None:
    answer = browser.get("/episodes", params={"q": "boats", "cursor": cursor})
    assert answer.status_code == 303
    assert answer.headers["location"] == "/episodes?q=boats"
    assert browser.get("/episodes", params={"complete": "perhaps"}).status_code == 200


def test_an_empty_library_says_where_to_begin(serve: Serve) -> None:
    with serve(making=0).client() as client:
        client.headers.update({"Accept": "text/html"})
        assert "There is nothing here yet" in client.get("/episodes").text
        assert "Nothing found for “boats”" in client.get("/episodes?q=boats").text
        client.post("/episodes", data={"text": "\n\n".join(en for en, *_ in TEXT) * 3})
        assert "Waiting for its turn" in client.get("/episodes").text
