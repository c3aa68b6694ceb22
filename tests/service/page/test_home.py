"""Giving an article on the start page: what becomes of it, and what is told where it cannot be."""

import html
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

import httpx
import lxml.html
import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from service import jobs
from service.database import ANSWERS, JOBS, open_database
from service.page.article_form import Mistake, Typed, shared, wanted
from tests.service.made_library import put
from tests.service.newsroom import FIRST, GERMAN, SECOND, Newsroom, room
from tests.service.serving import Serve, Served, serve, served, settings_in, settings_of

__all__ = ["room", "serve", "settings_of"]

SAMPLE = Path("samples/harbour-ferries.txt").read_text("utf-8")
PAGE = Path("samples/harbour-ferries.html").read_bytes()
TITLE = "Port Merrin votes to replace diesel ferries with electric fleet by 2031"
PEOPLE = {"Accept": "text/html", "Accept-Language": "en"}


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server that takes articles; nobody makes them, so that they stay as they are."""
    home = tmp_path_factory.mktemp("home")
    settings = settings_in(home, warm=False, making=0)
    with served(settings) as started:
        yield started


@pytest.fixture
def browser(here: Served) -> Iterator[httpx.Client]:
    with here.client() as client:
        client.headers.update(PEOPLE)
        yield client
        for each in underway(client):
            client.delete(each["links"]["self"])


def underway(client: httpx.Client, status: str = "making") -> list[dict[str, str]]:
    return client.get("/v1/episodes", params={"status": status}).json()["episodes"]


def sent(client: httpx.Client, **fields: object) -> dict[str, object]:
    """Send the form; gives the episode that it leads to, as the API has it."""
    file = {"page": fields.pop("page")} if "page" in fields else {"page": ("", b"")}
    answer = client.post("/episodes", data=fields, files=file)
    assert answer.status_code == 303, answer.text
    path, _, fragment = answer.headers["location"].partition("#")
    assert fragment == "listen"
    return client.get(f"/v1{path}").json()


def refused(client: httpx.Client, status: int = 422, **fields: object) -> lxml.html.HtmlElement:
    """Send the form, and get it again."""
    file = {"page": fields.pop("page")} if "page" in fields else {"page": ("", b"")}
    answer = client.post("/episodes", data=fields, files=file)
    assert answer.status_code == status, answer.text
    assert not underway(client)
    return lxml.html.document_fromstring(answer.text)


def seen(client: httpx.Client, path: str = "/", **headers: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(client.get(path, headers=headers).text)


def at_fault(page: lxml.html.HtmlElement) -> list[str]:
    return [field.get("name") for field in page.xpath('//*[@aria-invalid="true"]')]


def described(page: lxml.html.HtmlElement, name: str) -> str:
    ids = field_of(page, name).get("aria-describedby").split()
    return " ".join(page.get_element_by_id(each).text_content() for each in ids)


def field_of(page: lxml.html.HtmlElement, name: str) -> lxml.html.HtmlElement:
    return page.xpath('//form[@id="make"]//*[@name=$name]', name=name)[0]


def checked(page: lxml.html.HtmlElement, name: str) -> str:
    return page.xpath("//input[@name=$name and @checked]/@value", name=name)[0]


def typed(page: lxml.html.HtmlElement, name: str) -> str:
    return field_of(page, name).value or ""


def test_a_link_is_read_and_leads_to_its_episode(browser: httpx.Client, room: Newsroom) -> None:
    made = sent(browser, link=f" {room.article('ferries')} ", length="2m")
    assert (made["title"], made["status"]) == ("Story ferries", "waiting")
    assert room.paths() == ["/ferries"]


@pytest.mark.parametrize("field", ["link", "text"])
def test_a_link_is_found_in_what_a_phone_copied_with_it(
    browser: httpx.Client, room: Newsroom, field: str
) -> None:
    copied = f"“The boats are quiet” - Harbour Post\n{room.article('quiet')}."
    assert sent(browser, **{field: copied})["title"] == "Story quiet"


def test_a_text_is_read_also_where_links_are_given(browser: httpx.Client) -> None:
    assert sent(browser, text=SAMPLE)["title"] == TITLE
    assert sent(browser, link=" ".join(SAMPLE.split()))["status"] == "waiting"


def test_an_article_with_links_in_it_is_not_taken_for_a_link(
    browser: httpx.Client, room: Newsroom
) -> None:
    sent(browser, text=f"{SAMPLE}\n\nMore on it at {room.article('more')} in the evening.")
    assert not room.asked


MHTML = (
    b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n"
    b"Content-Type: text/html\n\n" + PAGE + b"\n--x--\n"
)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("ferries.html", PAGE),
        ("ferries.txt", SAMPLE.encode()),
        ("ferries.txt", SAMPLE.encode("utf-16")),
        ("ferries.mhtml", MHTML),
        ("ferries", PAGE),
    ],
)
def test_a_file_is_read_for_what_it_is(browser: httpx.Client, name: str, data: bytes) -> None:
    assert sent(browser, page=(name, data))["title"] == TITLE


def test_a_long_page_is_taken_as_a_text(browser: httpx.Client) -> None:
    assert sent(browser, text=f"{SAMPLE}\n\n" + " " * 1_100_000)["status"] == "waiting"


def test_wishes_are_followed_and_remembered_for_the_next_article(browser: httpx.Client) -> None:
    wishes = {"languages": "ko", "length": "3m", "voice_ko": "kokoro:jf_alpha"}
    made = sent(browser, text=SAMPLE, register="plain", **wishes)
    assert [name for name in made["links"] if name.endswith(".mp3")] == ["ko.mp3"]
    page = seen(browser)
    assert typed(page, "length") == "3m"
    assert typed(page, "voice_ko") == "kokoro:jf_alpha"
    assert (checked(page, "languages"), checked(page, "register")) == ("ko", "plain")
    assert typed(page, "text").strip() == ""
    browser.cookies.set("last", "length=9h&languages=xx&voice_ko=nobody&register=rude&%ff=1&x")
    page = seen(browser)
    assert typed(page, "length") == "60s"
    assert checked(page, "register") == "formal"
    # The Korean that is asked for is another episode.
    assert sent(browser, text=SAMPLE, register="formal", **wishes)["id"] != made["id"]


def test_korean_that_nobody_wants_has_no_style(browser: httpx.Client) -> None:
    made = [
        sent(browser, text=SAMPLE, languages="en", register=register)["id"]
        for register in ("formal", "plain", "rude")
    ]
    assert len(set(made)) == 1


def test_the_endings_that_tell_the_styles_apart_are_marked_as_korean(browser: httpx.Client) -> None:
    told = {
        " ".join(label.text_content().split()): [part.text for part in label.xpath(".//*[@lang]")]
        for label in seen(browser).xpath('//label[input[@name="register"]]')
    }
    assert told == {
        "As news is read (…습니다)": ["(…습니다)"],
        "As newspapers print it (…다)": ["(…다)"],
        "As it was translated": [],
    }


@pytest.mark.parametrize("length", ["100%", "%(x)s", "<b>", ""])
def test_a_length_that_is_none_is_told_of_and_shown_as_it_came(
    browser: httpx.Client, length: str
) -> None:
    page = refused(browser, 400, text=SAMPLE, length=length)
    assert f"“{length}” is no length" in page.get_element_by_id("wrong").text_content()
    assert typed(page, "length") == length


def test_a_form_that_is_sent_twice_makes_one_episode(browser: httpx.Client, room: Newsroom) -> None:
    link = room.article("twice")
    form = {"link": link, "key": typed(seen(browser), "key")}
    with ThreadPoolExecutor(2) as hands:
        both = list(hands.map(lambda _: browser.post("/episodes", data=form), range(2)))
    assert len({answer.headers["location"] for answer in both}) == 1
    room.article("twice", f"<p>{SECOND}</p><p>{FIRST}</p><p>It was changed.</p>")
    assert browser.post("/episodes", data=form).headers["location"] == both[0].headers["location"]
    assert len(underway(browser)) == 1


def test_who_goes_back_may_send_another_article(browser: httpx.Client) -> None:
    key = typed(seen(browser), "key")
    first = sent(browser, text=SAMPLE, key=key)
    assert sent(browser, text=f"{FIRST} {SECOND}", key=key)["id"] != first["id"]


def test_a_key_that_not_every_database_takes_is_not_kept(
    here: Served, browser: httpx.Client
) -> None:
    for key in ("a\0b", typed(seen(browser), "key")):  # Postgres takes no text with a zero in it
        assert sent(browser, text=SAMPLE, key=key)["status"] == "waiting"
        with open_database(here.app.state.settings.database_url).connect() as connection:
            kept = set(connection.execute(sa.select(ANSWERS.c.key)).scalars())
        assert (key in kept) == key.isprintable()


@pytest.mark.parametrize(
    ("fields", "field", "told"),
    [
        ({}, "link", "Give a link, a text or a saved page."),
        ({"link": "ferries in the harbour"}, "link", "This is no link."),
        ({"link": "ftp://example.org/a"}, "link", "This is no link."),
        ({"link": "https://example.org/" + "a" * 2_000}, "link", "The link is too long."),
        ({"link": "https://example.org/", "text": SAMPLE}, "text", "Only one of these"),
        ({"text": SAMPLE, "page": ("a.txt", b"Boats.")}, "page", "Only one of these"),
        ({"text": "Home\nNews\nSport"}, "text", "No article was found in it."),
        ({"text": GERMAN}, "text", "The article is not in English."),
        ({"page": ("a.pdf", b"%PDF-1.7\x00\x01\x02")}, "page", "The article could not be read."),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_nothing_that_was_typed_is_lost(
    browser: httpx.Client, fields: dict[str, object], field: str, told: str
) -> None:
    page = refused(browser, **fields, length="5m", languages="en", voice_en="kokoro:jf_nezumi")
    assert at_fault(page) == [field]
    assert told in described(page, field)
    for name in ("link", "text"):
        assert typed(page, name).strip() == str(fields.get(name, "")).strip()
    assert (typed(page, "length"), typed(page, "voice_en")) == ("5m", "kokoro:jf_nezumi")
    assert checked(page, "languages") == "en"
    summary = page.get_element_by_id("wrong")
    assert summary.get("autofocus") is not None
    assert summary.get("tabindex") == "-1"
    assert told in summary.text_content()
    assert f"#{field}" in [link.get("href") for link in summary.iter("a")]
    assert told.rstrip(".") in page.findtext(".//title")


def test_a_link_that_leads_nowhere_is_told_of_in_the_readers_language(
    browser: httpx.Client, room: Newsroom
) -> None:
    browser.headers["Accept-Language"] = "ko"
    page = refused(browser, link=f"{room.url}/gone")
    assert "기사를 읽지 못했어요" in described(page, "link")
    assert "글 칸에 붙여" in described(page, "link")
    detail = page.get_element_by_id("wrong-detail")
    assert detail.find("span").get("lang") == "en"
    assert f"{room.url}/gone" in detail.text_content()


PIECES = ("https://a.org/b", "HTTP://b.org", "a.org", "ftp://", "boats", " ", "\n", "“", ").")
TYPED = st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=6).map("".join)


@given(TYPED, TYPED)
def test_whatever_is_typed_is_read_as_it_stands_or_told_of(link: str, text: str) -> None:
    for typed in (Typed(link=link, text=text), shared(link, text, "")):
        try:
            _, asked = wanted(typed, None)
        except Mistake:
            continue
        if asked.link is not None:
            assert asked.link.removeprefix("https://") in link + " " + text
        else:
            assert (asked.text or "").strip() in (link.strip(), text.strip())


def test_a_voice_that_is_gone_is_told_of(browser: httpx.Client) -> None:
    page = refused(browser, 400, text=SAMPLE, voice_en="gtts")
    assert "no such voice" in page.get_element_by_id("wrong").text_content()
    assert typed(page, "text").strip() == SAMPLE.strip()


def test_what_is_typed_outlasts_a_busy_server(serve: Serve) -> None:
    with serve(making=0, most_waiting=1).client() as client:
        client.headers.update(PEOPLE)
        sent(client, text=SAMPLE)
        answer = client.post("/episodes", data={"text": f"{FIRST} {SECOND}"})
        assert answer.status_code == 503
        assert answer.headers["retry-after"] == "60"
        assert html.escape(FIRST, quote=False) in answer.text


@pytest.mark.parametrize(
    ("shared", "link", "text"),
    [
        ({"link": "https://a.org/b"}, "https://a.org/b", ""),
        ({"text": "https://a.org/b"}, "https://a.org/b", ""),
        ({"title": "Boats", "text": "Boats https://a.org/b?c=d&e=%20f"}, None, ""),
        ({"text": "“The boats are quiet”\n https://a.org/b#:~:text=boats"}, None, ""),
        ({"link": "https://a.org/b", "text": "The boats are quiet"}, "https://a.org/b", ""),
        ({"text": "Boats (see https://a.org/b)."}, "https://a.org/b", ""),
        ({"text": "https://a.org/Ferry_(boat)."}, "https://a.org/Ferry_(boat)", ""),
        ({"link": "a.org/b"}, "https://a.org/b", ""),
        ({"title": "Boats", "text": SAMPLE}, "", f"Boats\n\n{SAMPLE.strip()}"),
        ({"link": "https://a.org/b", "text": SAMPLE}, "", SAMPLE.strip()),
        ({"text": "<script>alert(1)</script> & “boats”"}, "", None),
        ({}, "", ""),
    ],
)
def test_what_another_app_shares_is_filled_in(
    browser: httpx.Client, shared: dict[str, str], link: str | None, text: str | None
) -> None:
    query = "&".join(f"{name}={quote(value)}" for name, value in shared.items())
    page = seen(browser, f"/?{query}")
    if link is None:
        link = "https://" + shared["text"].partition("https://")[2]
    assert typed(page, "link") == link
    assert typed(page, "text").strip() == (shared["text"] if text is None else text)
    assert not underway(browser)


def test_a_page_of_another_site_makes_nothing(browser: httpx.Client) -> None:
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}):
        answer = browser.post("/episodes", data={"text": SAMPLE}, headers=headers)
        assert answer.status_code == 403
    assert not underway(browser)


def test_a_key_that_only_reads_sees_no_form_and_why(serve: Serve) -> None:
    here = serve(host="0.0.0.0", making=0)
    reads, speaks = (here.app.state.keys.add(name, (name,)) for name in ("read", "speak"))
    with here.client(reads) as client:
        client.headers.update(PEOPLE)
        page = client.get("/")
        assert 'id="make"' not in page.text
        assert "Your key opens what has been made" in page.text
        assert client.post("/episodes", data={"text": SAMPLE}).status_code == 403
    with here.client(speaks) as client:
        client.headers.update(PEOPLE)
        assert client.get("/").status_code == 403
    with here.client() as client:
        client.headers.update(PEOPLE)
        assert client.get("/?link=https://a.org/").headers["location"].startswith("/sign-in?next=")


def test_what_failed_is_shown_with_its_reason_tried_again_and_removed(
    browser: httpx.Client, here: Served
) -> None:
    name = sent(browser, text=SAMPLE)["id"]
    assert "Waiting for its turn" in browser.get("/").text
    engine = open_database(here.app.state.settings.database_url)

    def fail() -> None:
        job = jobs.latest(engine, str(name))
        assert job
        hint = "Choose another <i>voice</i>: deutgi voices --lang ko"
        told = ("The voice lost its <b>breath</b>.", hint, "engine-unavailable")
        jobs.end(engine, job.id, "failed", {}, *told)

    fail()
    for path in ("/", "/episodes"):
        page = seen(browser, path)
        section = page.get_element_by_id("failed").getparent()
        assert "Something that is needed is not installed" in section.text_content()
        assert "The voice lost its <b>breath</b>. Choose another" in section.text_content()
        (command,) = section.iter("code")
        assert (command.text, command.get("lang")) == ("deutgi voices --lang ko", "en")
    korean = seen(browser, **{"Accept-Language": "ko"}).get_element_by_id("failed").getparent()
    assert "필요한 것이 서버에 설치되어 있지 않아요." in korean.text_content()
    assert [each.text for each in korean.xpath('.//p/*[@lang="en"]')] == [
        "The voice lost its <b>breath</b>.",
        "Choose another <i>voice</i>: ",
        "deutgi voices --lang ko",
    ]
    actions = [form.get("action") for form in section.iter("form")]
    assert browser.post(actions[0]).status_code == 303
    assert [each["id"] for each in underway(browser)] == [name]
    assert 'id="failed"' not in browser.get("/").text
    fail()
    assert browser.post(actions[1]).status_code == 303
    assert 'id="failed"' not in browser.get("/").text
    assert not underway(browser, "failed")


def test_it_is_known_of_what_kind_a_failure_was(serve: Serve) -> None:
    with serve(works=True).client() as client:
        client.headers.update(PEOPLE)
        sent(client, text=SAMPLE, voice_en="mms")
        until = time.monotonic() + 20
        while 'id="failed"' not in (page := client.get("/").text):
            assert time.monotonic() < until
            time.sleep(0.1)
    assert "Something that is needed is not installed on the server." in page


def test_a_failure_from_before_kinds_were_kept_is_told_of_all_the_same(
    browser: httpx.Client, here: Served
) -> None:
    name = sent(browser, text=SAMPLE)["id"]
    engine = open_database(here.app.state.settings.database_url)
    job = jobs.latest(engine, str(name))
    assert job
    jobs.end(engine, job.id, "failed", {}, "The voice lost its breath.")
    old = JOBS.update().values(error='{"message":"The voice lost its breath.","hint":""}')
    with engine.begin() as connection:
        connection.execute(old)
    page = browser.get("/").text
    assert "The article could not be made into sound." in page
    assert "The voice lost its breath." in page
    browser.delete(f"/v1/episodes/{name}")


def test_before_anybody_waits_it_is_said_that_korean_cannot_be_made(
    browser: httpx.Client, here: Served
) -> None:
    def notice() -> str:
        return seen(browser).get_element_by_id("no-korean").text_content()

    assert "Korean cannot be made here yet." in notice()
    assert "deutgi models fetch firefox" in notice()
    memory = here.app.state.models / "memory" / "boats.tsv"
    memory.parent.mkdir(parents=True)
    memory.write_text("en\tko\nThe boat is new.\t배는 새것이다.\n", "utf-8")
    assert "Only some sentences can be heard in Korean here." in notice()
    memory.unlink()


def test_a_first_visit_is_told_how_it_goes_and_later_ones_see_what_is_new(
    browser: httpx.Client, here: Served
) -> None:
    assert "How it goes" in browser.get("/").text
    library = here.app.state.library
    for number in range(7):
        put(library, f"boats-{number}", f"Boats & <i>{number}</i>", None, number=number)
    page = seen(browser)
    titles = [link.text for link in page.xpath("//h3/a")]
    assert titles == [f"Boats & <i>{number}</i>" for number in (6, 5, 4, 3, 2)]
    assert not page.xpath("//h3//i")
    assert "How it goes" not in page.text_content()
    assert "All episodes: 7" in page.text_content()
