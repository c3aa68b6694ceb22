"""A saved page in any encoding is read whole; what holds no English article says what it is."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.article import Article
from pipelines.errors import DeutgiError, NoArticle, UnreadableSource, WrongLanguage
from pipelines.language import require_english
from pipelines.reading import MOST_CHARACTERS, MOST_LINES, from_html, from_text, repaired

BODY = (
    "The café on Harbor Street closed on Friday after 41 years, and its owner — a former "
    "sailor — said that the rent had doubled “in a single summer.”",
    "Regulars had collected 1,200 signatures to keep it open, but the landlord did not answer "
    "the letter that they left at his door in June.",
    "A bakery will move in next month. Its menu has not been announced.",
)
TITLE = "Harbor Street café closes after 41 years"

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="{charset}">
<title>{title} | The Harbor Courier</title>
<meta name="author" content="Anna Whitfield">
<meta property="og:title" content="{title}">
<meta property="article:published_time" content="2025-03-04T21:12:00Z">
</head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav>
<article><h1>{title}</h1><p>By Anna Whitfield</p>
{paragraphs}
</article>
<aside><h2>Most read</h2><a href="/a">Ferry service suspended</a></aside>
<footer>© 2025 The Harbor Courier. All rights reserved.</footer>
</body></html>"""


def outcome(read: Callable[[Any], Article], source: str | bytes) -> Article | DeutgiError:
    """What a reader gives or says; any error that is not meant for people goes through."""
    try:
        return read(source)
    except DeutgiError as error:
        return error


def check(found: Article | DeutgiError) -> None:
    """An article has words in it, a message is one line, and both can be written to a file."""
    if isinstance(found, DeutgiError):
        assert found.message.encode("utf-8")
        assert "\n" not in found.message
    else:
        assert found.paragraphs
        assert all(paragraph.strip() for paragraph in found.paragraphs)
        assert found.text.encode("utf-8")


def page(charset: str = "utf-8", *paragraphs: str) -> str:
    marked = "\n".join(f"<p>{paragraph}</p>" for paragraph in paragraphs or BODY)
    return PAGE.format(charset=charset, title=TITLE, paragraphs=marked)


def test_a_page_gives_its_article_and_who_wrote_it_and_when() -> None:
    article = from_html(page(), link="https://harborcourier.example/cafe")
    assert article.paragraphs == BODY
    assert (article.title, article.byline, article.date) == (TITLE, "Anna Whitfield", "2025-03-04")
    assert article.link == "https://harborcourier.example/cafe"
    assert article.language == "en"
    assert article.reader.startswith("trafilatura ")


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_page_saved_in_a_unicode_encoding_is_read_as_it_was(charset: str) -> None:
    assert from_html(page(charset).encode(charset)).paragraphs == BODY


@pytest.mark.parametrize("declared", ["iso-8859-1", "latin-1", "windows-1252", "nonsense", ""])
def test_a_western_page_keeps_its_accents_whatever_name_it_gives(declared: str) -> None:
    assert from_html(page(declared).encode("cp1252")).paragraphs == BODY


@pytest.mark.parametrize("declared", ["euc-kr", "cp949", "", "utf-8"])
def test_a_korean_newspapers_english_page_keeps_its_korean_names(declared: str) -> None:
    body = ("The singer, known as 김광석, was born in Daegu, and a street there bears his name.",)
    body += tuple(paragraph.replace("é", "e") for paragraph in BODY[1:])
    html = page(declared, *body).replace("é", "e").replace("©", "(c)")
    assert from_html(html.encode("cp949")).paragraphs == body


def test_one_stray_byte_does_not_garble_the_quotation_marks_of_all_others() -> None:
    quoted = tuple(f"“{paragraph}” It’s so." for paragraph in BODY[:3])
    html = page("utf-8", *quoted).encode().replace(b"</p>", b"\xff</p>", 1)
    assert from_html(html).paragraphs[1:] == quoted[1:]


def test_a_page_that_declares_what_it_no_longer_is_is_read_all_the_same() -> None:
    assert from_html(page("iso-8859-1").encode("utf-8")).paragraphs == BODY


def test_the_headline_and_the_byline_are_not_read_again_with_the_text() -> None:
    paragraphs = from_html(page()).paragraphs
    assert not any(TITLE in paragraph or "Whitfield" in paragraph for paragraph in paragraphs)


@pytest.mark.parametrize("name", ["link", "related", "social", "tags", "teaser"])
def test_words_of_a_sentence_are_read_whatever_their_style_is_called(name: str) -> None:
    words = f'<span class="{name}"><a href="/rent">had doubled</a></span>'
    assert from_html(page().replace("had doubled", words)).paragraphs == BODY


def test_a_lead_that_stands_loose_beside_the_paragraphs_is_read() -> None:
    loose = f"<section>{BODY[0]}<h2>What is known</h2><p>{BODY[1]}</p></section>"
    html = page("utf-8", "LEAD", BODY[2]).replace("<p>LEAD</p>", loose)
    assert from_html(html).paragraphs == (BODY[0], "What is known", *BODY[1:])


def test_what_stands_over_the_headline_is_not_read_before_the_article() -> None:
    tip = "Night mode takes brighter photos at dusk; it is found in the new models alone."
    html = page().replace("<article>", f"<article><p>{tip}</p>")
    assert from_html(html).paragraphs == BODY


def test_a_standfirst_is_read_where_the_first_sentence_points_back_to_it() -> None:
    standfirst = "A café that had fed three generations of sailors has shut its doors for good."
    html = page("utf-8", f"This comes after its rent doubled. {BODY[0]}", *BODY[1:])
    html = html.replace("<h1>", "<header><h1>")
    html = html.replace("</h1>", f"</h1><h3>{standfirst}</h3></header>")
    assert from_html(html).paragraphs[0] == standfirst


def test_a_title_is_given_without_the_name_of_its_site() -> None:
    html = page().replace(f'content="{TITLE}"', f'content="{TITLE} | The Harbor Courier"')
    assert from_html(html, "https://harborcourier.example/cafe").title == TITLE


def test_a_login_is_not_said_to_have_written_the_article() -> None:
    html = page().replace('content="Anna Whitfield"', 'content="jdadmin"')
    assert from_html(html).byline == "Anna Whitfield"


def test_a_piece_of_a_page_is_read_without_its_tags() -> None:
    piece = "".join(f"<p>{paragraph}</p>" for paragraph in BODY)
    assert from_html(piece).paragraphs == BODY


def test_a_text_without_tags_is_read_as_a_text() -> None:
    article = from_html("\n\n".join(BODY), link="https://harborcourier.example/cafe.txt")
    assert article.paragraphs == BODY
    assert article.link == "https://harborcourier.example/cafe.txt"


def test_halves_of_characters_do_not_stop_a_reading() -> None:
    text = f"{BODY[1]}\n\nShe sent a \ud83d\ude00 to the caf\udce9 owner \ud800and left."
    assert from_text(text).paragraphs == (BODY[1], "She sent a 😀 to the café owner and left.")


def test_control_characters_are_not_read_and_divide_words() -> None:
    text = f"{BODY[1]}\n\nThe bell rang\x07twice and\x00the door\x1b opened."
    assert from_text(text).paragraphs[1] == "The bell rang twice and the door  opened."


@pytest.mark.parametrize("separator", ["\r\n\r\n", "\r\r", "\u2029", "\x0b\x0b", "\x85\x85"])
def test_paragraphs_are_told_apart_whatever_divides_them(separator: str) -> None:
    assert from_text(separator.join(BODY)).paragraphs == BODY


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "a PDF file"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "a PNG image"),
        (b"PK\x03\x04\x14\x00\x06\x00", "a ZIP, Word or e-book file"),
        (bytes(range(256)) * 40, "binary data"),
    ],
)
def test_what_is_no_page_is_named(data: bytes, what: str) -> None:
    with pytest.raises(UnreadableSource, match=f"is {what}") as caught:
        from_html(data)
    assert caught.value.hint


@pytest.mark.parametrize("text", ["%PDF-1.4 1 0 obj", "\x00\x01\x02\x7f" * 50, "ab\x00\x10" * 50])
def test_binary_data_that_was_pasted_is_refused(text: str) -> None:
    with pytest.raises(UnreadableSource, match=r"PDF|binary data"):
        from_text(text)


@pytest.mark.parametrize("nothing", ["", " \n\t\r\n", "\u200b\ufeff", "* * *\n---\n…"])
def test_an_empty_source_is_said_to_be_empty(nothing: str) -> None:
    with pytest.raises(NoArticle, match=r"no text|no word"):
        from_text(nothing)
    with pytest.raises(NoArticle, match=r"empty|no word|no text"):
        from_html(nothing)
    with pytest.raises(NoArticle):
        from_html(nothing.encode())


def test_a_page_of_nothing_but_menus_says_what_was_found() -> None:
    with pytest.raises(NoArticle) as caught:
        from_text("Home\nNews\nNews\nSports\nLog In\nSubscribe\nAbout us\n© 2025 The Courier\n")
    assert str(caught.value) == (
        "No article was found, only 8 short lines such as “Home”, “News”, “Sports”."
    )
    assert "link" in caught.value.hint


def test_a_page_that_is_only_a_script_is_named_by_its_title() -> None:
    html = "<html><head><title>Courier</title></head><body><script>start()</script></body></html>"
    with pytest.raises(NoArticle, match="“Courier” holds no article"):
        from_html(html)


def test_a_very_long_text_is_read_within_seconds() -> None:
    paragraphs = [f"{number} {BODY[1]}" for number in range(5_000_000 // len(BODY[1]) // 2)]
    half = "\n\n".join(paragraphs)
    started = time.thread_time()
    assert from_text(half).paragraphs == tuple(paragraphs)
    assert from_text(f"{half} {half}".replace("\n", " ")).paragraphs
    assert time.thread_time() - started < 30


def test_a_text_without_end_is_refused_at_once() -> None:
    started = time.thread_time()
    with pytest.raises(UnreadableSource, match=r"10,000,001 characters; at most 10,000,000"):
        from_text("x" * (MOST_CHARACTERS + 1))
    with pytest.raises(UnreadableSource, match=r"more than 100,000 lines"):
        from_text("x\n" * (MOST_LINES + 1))
    with pytest.raises(UnreadableSource, match=r"page has 10,000,001 characters"):
        from_html("<" * (MOST_CHARACTERS + 1))
    assert time.thread_time() - started < 3


@pytest.mark.parametrize(
    "hostile", ['"' * 500_000, "a." * 250_000, "<div>" * 20_000, "x" + " " * 500_000 + "x"]
)
def test_a_text_made_to_be_slow_is_not(hostile: str) -> None:
    started = time.thread_time()
    for read in (from_text, from_html):
        outcome(read, hostile)
    assert time.thread_time() - started < 10


KOREAN = (
    "시의회는 화요일 밤 9대 4로 시내의 마지막 석탄 화력발전소를 2027년 말까지 닫기로 의결했다.\n\n"
    "주민들은 세 시간에 걸친 토론에서 기침과 검게 변한 창틀을 이야기했다."
)
FRENCH = (
    "Le conseil municipal a voté mardi soir la fermeture de la dernière centrale à charbon de la "
    "ville avant la fin de 2027.\n\nLes habitants du quartier ont raconté la toux et les fenêtres "
    "noircies pendant un débat de trois heures."
)


@pytest.mark.parametrize(("text", "language"), [(KOREAN, "Korean"), (FRENCH, "French")])
def test_an_article_in_another_language_is_refused_by_name(text: str, language: str) -> None:
    paragraphs = text.split("\n\n")
    for article in (from_text(text), from_html(page("utf-8", *paragraphs))):
        with pytest.raises(WrongLanguage, match=f"is in {language}, and only English"):
            require_english(article)


def test_a_korean_page_in_its_old_encoding_is_known_as_korean() -> None:
    html = f"<html><body><p>{KOREAN}</p></body></html>"
    with pytest.raises(WrongLanguage, match="Korean"):
        require_english(from_html(html.encode("cp949")))


WORDS = (
    "the of and to in council harbor river mayor 41 2.5 $48 teachers said had moved old-fashioned "
    "café it's Okafor Delgado U.S. quiet because after bridge winter vote slowly (nearly) ferry"
)


@st.composite
def clean_articles(draw: st.DrawFn) -> list[str]:
    sentence = st.lists(st.sampled_from(WORDS.split()), min_size=6, max_size=20).map(
        lambda words: f"They {' '.join(words)} today."
    )
    paragraph = st.lists(sentence, min_size=1, max_size=4).map(" ".join)
    return draw(st.lists(paragraph, min_size=2, max_size=8, unique=True))


@given(clean_articles(), st.sampled_from(["\n\n", "\n", "\r\n", "\r\n\r\n"]))
@settings(max_examples=50, deadline=None)
def test_a_clean_text_comes_through_word_for_word(paragraphs: list[str], between: str) -> None:
    article = from_text(between.join(paragraphs))
    assert article.paragraphs == tuple(paragraphs)
    assert article.reader == "clean"


ANY_TEXT = st.text(st.characters(), max_size=300) | st.lists(
    st.sampled_from(
        [*BODY, TITLE, "Menu", "Share", "Advertisement", "By Anna", "4:05", "•", "\ud800"]
    )
    | st.text(st.characters(), max_size=20),
    max_size=15,
).map("\n".join)


@given(ANY_TEXT)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_gives_an_article_or_an_error_for_people(text: str) -> None:
    for read in (from_text, from_html):
        check(outcome(read, text))


@given(st.binary(max_size=300))
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_bytes_give_an_article_or_an_error_for_people(data: bytes) -> None:
    check(outcome(from_html, data))


@given(st.text(st.characters(), max_size=200))
@settings(max_examples=50, deadline=None)
def test_repairing_a_text_twice_changes_nothing_more(text: str) -> None:
    try:
        once = repaired(text)
    except UnreadableSource:
        return
    assert repaired(once) == once
    assert once.encode("utf-8").decode("utf-8") == once


@pytest.mark.parametrize(
    "odd",
    [
        "<footer>Copyright 2019 Example News</footer>",
        "<p>The last ferry of the harbor was built on 4 May 1998, before the long crisis began.</p>",
        "<img src='/2012/03/04/ferry.jpg'>",
    ],
)
def test_an_article_without_a_date_is_given_none(odd: str) -> None:
    marked = "".join(f"<p>{paragraph}</p>" for paragraph in BODY)
    html = f"<html lang=en><body><article><h1>{TITLE}</h1>{marked}{odd}</article></body></html>"
    assert from_html(html).date is None
