"""A link becomes an article, or one clear line and the next step: from a real server here."""

import gzip
import io
import shutil
import socket
import ssl
import subprocess
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from pipelines.errors import DeutgiError, NoArticle, UnreadableSource, WrongLanguage
from pipelines.reading import from_html
from service.fetch import Limits, from_url
from service.source import read_source
from tests.journeys.conftest import Run, deutgi, environment, models, place

__all__ = ["deutgi", "environment", "models", "place"]

FIRST = (
    "The harbour council voted 9-4 on Tuesday to buy 14 electric ferries, which will cost the "
    "city $186 million over the next six years."
)
SECOND = (
    "“The boats are quiet,” said the mayor, Elena Marsh, who had argued at the Café Sörensen "
    "that work on the first pier could begin as early as May 4."
)
TITLE = "Harbour council votes for electric ferries"
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>{TITLE}</title></head><body>
<nav><a href="/">Home</a> <a href="/news">News</a> <a href="/sport">Sport</a></nav>
<article><h1>{TITLE}</h1><p>{FIRST}</p><p>{SECOND}</p></article>
<footer>© Harbour Post. All rights reserved.</footer></body></html>"""
HTML = "text/html; charset=utf-8"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    site: "Site"

    def do_GET(self) -> None:
        self.site.asked.append(self.path)
        try:
            self.site.answers.get(self.path, missing)(self)
        except OSError:
            self.site.hung_up.set()
            self.close_connection = True

    def head(self, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


Answer = Callable[[Handler], None]


@dataclass
class Site:
    """A site that answers each path as it is told to."""

    url: str = ""
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    hung_up: threading.Event = field(default_factory=threading.Event)

    def serve(self, path: str, answer: Answer) -> str:
        self.answers[path] = answer
        return self.url + path

    def page(
        self, body: bytes | str = PAGE, kind: str | None = HTML, status: int = 200, **headers: str
    ) -> str:
        data = body.encode() if isinstance(body, str) else body
        if kind is not None:
            headers["Content_Type"] = kind

        def answer(handler: Handler) -> None:
            handler.head(status, Content_Length=str(len(data)), **headers)
            handler.wfile.write(data)

        return self.serve(f"/{len(self.answers)}", answer)

    def redirect(self, target: str, status: int = 302) -> str:
        def answer(handler: Handler) -> None:
            handler.head(status, Location=target, Content_Length="0")

        return self.serve(f"/{len(self.answers)}", answer)


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Those who hang up are what half of these tests are about."""


def missing(handler: Handler) -> None:
    handler.head(404, Content_Length="0")


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
    here = Site()
    server = Server(("127.0.0.1", 0), type("Here", (Handler,), {"site": here, "timeout": 5}))
    here.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield here
    server.shutdown()
    server.server_close()


def refused(
    url: str, kind: type[DeutgiError] = UnreadableSource, limits: Limits | None = None
) -> DeutgiError:
    """The error behind a link, which is one line, with a next step that is one line too."""
    with pytest.raises(kind) as caught:
        from_url(url, limits or Limits())
    error = caught.value
    for line in (error.message, error.hint):
        assert line.strip()
        assert "\n" not in line
        assert len(line) < 250
        assert "Errno" not in line
        assert "Error" not in line
    return error


def test_a_page_becomes_an_article_with_its_title_and_link(site: Site) -> None:
    url = site.page()
    article = from_url(url)
    assert article.title == TITLE
    assert article.link == url
    assert article.paragraphs == (FIRST, SECOND)
    assert article.language == "en"


def test_a_plain_text_keeps_its_link(site: Site) -> None:
    url = site.page(f"{TITLE}\n\n{FIRST}\n\n{SECOND}\n", "text/plain; charset=utf-8")
    article = from_url(url)
    assert (article.title, article.link) == (TITLE, url)
    assert article.paragraphs == (FIRST, SECOND)


@pytest.mark.parametrize("kind", [None, "text/plain", "application/octet-stream", "TEXT/HTML ; x"])
def test_a_page_is_a_page_whatever_its_server_calls_it(site: Site, kind: str | None) -> None:
    assert from_url(site.page(kind=kind)).paragraphs == (FIRST, SECOND)


@pytest.mark.parametrize(
    ("status", "said", "next_step"),
    [
        (401, "login", "paste"),
        (403, "refuses", "paste"),
        (404, "does not exist (404)", "Check the link"),
        (410, "removed", "elsewhere"),
        (418, "cannot be had (418)", "paste"),
        (429, "too many requests", "few minutes"),
        (500, "out of order (500)", "later"),
        (503, "out of order (503)", "later"),
    ],
)
def test_what_a_server_refuses_is_said_with_what_to_do(
    site: Site, status: int, said: str, next_step: str
) -> None:
    error = refused(site.page("<h1>Sorry</h1>", status=status))
    assert said in error.message
    assert site.url in error.message
    assert next_step in error.hint


@pytest.mark.parametrize(
    ("data", "kind", "said"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "application/pdf", "a PDF file"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", HTML, "a PDF file"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "application/octet-stream", "a PDF file"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "image/png", "an image"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", HTML, "a PNG image"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", None, "a JPEG image"),
        (b"ID3\x04", "audio/mpeg", "a sound file"),
        (b"\0\0\0\x20ftypisom", "video/mp4", "a video"),
        (b"PK\x03\x04", "application/zip", "a ZIP file"),
        (b'{"articles": []}', "application/json", "JSON"),
        (b"<?xml version='1.0'?><rss version='2.0'></rss>", "application/rss+xml", "a feed"),
        (b"<?xml version='1.0'?>\n<feed xmlns='x'></feed>", "text/xml", "a feed"),
    ],
)
def test_what_is_no_page_is_named(site: Site, data: bytes, kind: str | None, said: str) -> None:
    error = refused(site.page(data, kind))
    assert said in error.message
    assert site.url in error.message


def endless(kind: str, start: bytes, sent: list[int]) -> Answer:
    def answer(handler: Handler) -> None:
        handler.head(200, Content_Type=kind, Connection="close")
        handler.wfile.write(start)
        for _ in range(2_000):
            handler.wfile.write(b"<p>" + b"more " * 10_000)
            sent.append(50_000)

    return answer


@pytest.mark.parametrize(
    ("kind", "start", "said"),
    [
        (HTML, b"<html>", "larger than 1 MB"),
        (HTML, b"%PDF-1.7 " + bytes(100), "a PDF file"),
        ("video/mp4", b"", "a video"),
    ],
)
def test_a_page_without_end_is_read_to_the_limit_only(
    site: Site, kind: str, start: bytes, said: str
) -> None:
    sent: list[int] = []
    error = refused(site.serve("/endless", endless(kind, start, sent)), limits=Limits(1_000_000))
    assert said in error.message
    assert site.hung_up.wait(5)
    assert sum(sent) < 12_000_000, "what the system's buffers hold, and no more"


def test_a_page_that_says_how_large_it_is_is_not_read_at_all(site: Site) -> None:
    def answer(handler: Handler) -> None:
        handler.head(200, Content_Type=HTML, Content_Length="900000000")
        handler.wfile.write(PAGE.encode())
        handler.rfile.read(1)

    started = time.monotonic()
    assert "larger than 10 MB" in refused(site.serve("/large", answer)).message
    assert time.monotonic() - started < 10


def test_a_page_that_unpacks_to_too_much_is_refused(site: Site) -> None:
    packed = gzip.compress(bytes(b"<p>word</p>" * 3_000_000))
    assert len(packed) < 200_000
    assert "larger than 10 MB" in refused(site.page(packed, Content_Encoding="gzip")).message
    twice = site.page(gzip.compress(packed), Content_Encoding="gzip, gzip")
    assert "gzip, gzip" in refused(twice).message


@pytest.mark.parametrize("silent_after", ["connecting", "headers"])
def test_a_server_that_falls_silent_is_given_up(site: Site, silent_after: str) -> None:
    done = threading.Event()

    def answer(handler: Handler) -> None:
        if silent_after == "headers":
            handler.head(200, Content_Type=HTML, Content_Length="9000")
        done.wait(60)

    started = time.monotonic()
    error = refused(site.serve("/silent", answer), limits=Limits(read_seconds=0.2))
    assert time.monotonic() - started < 10
    assert "does not answer" in error.message
    assert "later" in error.hint
    done.set()


@pytest.mark.parametrize("trickles", ["headers", "body", "redirects"])
def test_a_server_that_trickles_is_given_up_when_the_time_is_over(
    site: Site, trickles: str
) -> None:
    def answer(handler: Handler) -> None:
        if trickles == "redirects":
            time.sleep(0.15)
            handler.head(302, Location="/trickle", Content_Length="0")
            return
        if trickles == "body":
            handler.head(200, Content_Type=HTML, Connection="close")
        else:
            handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Word: ")
        for _ in range(600):
            handler.wfile.write(b"a ")
            time.sleep(0.1)

    started = time.monotonic()
    error = refused(site.serve("/trickle", answer), limits=Limits(total_seconds=0.6))
    assert time.monotonic() - started < 10
    assert "took longer than 0.6 s" in error.message
    assert "later" in error.hint


def test_redirects_are_followed_and_the_last_address_is_the_link(site: Site) -> None:
    last = site.page()
    url = last
    for status in (301, 302, 303, 307, 308):
        url = site.redirect(url.removeprefix(site.url), status)
    article = from_url(url)
    assert article.link == last
    assert article.paragraphs == (FIRST, SECOND)


def test_a_cookie_that_a_redirect_sets_is_sent_along(site: Site) -> None:
    def answer(handler: Handler) -> None:
        if "seen=1" in handler.headers.get("Cookie", ""):
            handler.head(200, Content_Type=HTML, Content_Length=str(len(PAGE.encode())))
            handler.wfile.write(PAGE.encode())
        else:
            handler.head(302, Location="/wall", Set_Cookie="seen=1", Content_Length="0")

    assert from_url(site.serve("/wall", answer)).title == TITLE


def test_a_circle_of_redirects_ends(site: Site) -> None:
    site.answers["/a"] = lambda handler: handler.head(302, Location="/b", Content_Length="0")
    site.answers["/b"] = lambda handler: handler.head(302, Location="/a", Content_Length="0")
    error = refused(site.url + "/a")
    assert "circles" in error.message
    assert "deutgi listen -" in error.hint
    assert len(site.asked) == Limits().redirects + 1


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://127.0.0.1/a", "https://"])
def test_a_redirect_leads_to_the_web_or_nowhere(site: Site, target: str) -> None:
    refused(site.redirect(target))


def test_a_dead_host_is_named(site: Site) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
        error = refused(f"http://127.0.0.1:{port}/news")
    assert f"127.0.0.1:{port} cannot be reached" in error.message
    assert "refused" in error.message
    assert "Check the link" in error.hint


def test_an_unknown_host_is_named() -> None:
    error = refused("http://no-such-site.invalid/news")
    assert "There is no site called no-such-site.invalid" in error.message
    assert "connection" in error.hint


@pytest.mark.parametrize(
    "url",
    [
        "http://",
        "http:///news",
        "http://[::1/news",
        "http://a b/",
        "http://127.0.0.1:99999/",
        "http://" + "a" * 64 + ".example/",
        "http://a..b/",
        "http://\ud800/",
        "mailto:someone@example.org",
    ],
)
def test_what_is_no_link_is_said_to_be_none(url: str) -> None:
    refused(url)


def test_a_link_may_be_in_any_script(site: Site) -> None:
    site.answers["/%EB%89%B4%EC%8A%A4?q=%EB%B0%B0"] = site.answers[
        site.page().removeprefix(site.url)
    ]
    assert from_url(site.url + "/뉴스?q=배#top").title == TITLE


def test_a_link_without_its_scheme_is_shown_with_one(site: Site) -> None:
    for link in ("example.org/news/ferries", "www.example.org", "example.org:8080?id=1"):
        with pytest.raises(UnreadableSource) as caught:
            read_source(link, io.BytesIO())
        assert f"deutgi listen https://{link}" in caught.value.hint


KOREAN_NAME = SECOND.replace("Café Sörensen", "문화회관")


@pytest.mark.parametrize(
    ("charset", "second", "in_header", "in_page"),
    [
        ("cp949", KOREAN_NAME, True, False),
        ("euc-kr", KOREAN_NAME, False, True),
        ("utf-16", SECOND, True, False),
        ("utf-16", SECOND, False, False),
        ("utf-16-le", SECOND, True, False),
        ("latin-1", SECOND.replace("“", '"').replace("”", '"'), True, False),
        ("latin-1", SECOND.replace("“", '"').replace("”", '"'), False, True),
        ("cp1252", SECOND, False, False),
        ("cp1251", SECOND.replace("Café Sörensen", "Кафе"), False, True),
        ("utf-8-sig", SECOND, False, False),
    ],
)
def test_a_page_is_read_in_its_own_encoding(
    site: Site, charset: str, second: str, in_header: bool, in_page: bool
) -> None:
    page = PAGE.replace(SECOND, second).replace("©", "")
    if in_page:
        page = page.replace("<title>", f'<meta charset="{charset}"><title>')
    kind = f'text/html; charset="{charset}"' if in_header else "text/html"
    assert from_url(site.page(page.encode(charset), kind)).paragraphs == (FIRST, second)


def test_an_encoding_that_nobody_knows_leaves_the_one_in_the_page(site: Site) -> None:
    page = PAGE.replace("Café Sörensen", "Кафе").replace("©", "")
    page = page.replace("<title>", '<meta charset="windows-1251"><title>')
    article = from_url(site.page(page.encode("cp1251"), "text/html; charset=none"))
    assert "Кафе" in article.paragraphs[1]


@pytest.mark.parametrize("packing", ["gzip", "deflate"])
def test_a_packed_page_is_unpacked(site: Site, packing: str) -> None:
    data = gzip.compress(PAGE.encode()) if packing == "gzip" else zlib.compress(PAGE.encode())
    url = site.page(data, Content_Encoding=packing)
    assert from_url(url).paragraphs == (FIRST, SECOND)


def test_a_page_packed_in_another_way_is_not_read_as_noise(site: Site) -> None:
    url = site.page(b"\x0b\x02\x80" + b"w\xe9r" * 400, Content_Encoding="br")
    assert "packed as br" in refused(url).message


def test_a_damaged_page_is_said_to_be_damaged(site: Site) -> None:
    packed = bytearray(gzip.compress(PAGE.encode()))
    packed[40:60] = bytes(20)
    assert "damaged" in refused(site.page(bytes(packed), Content_Encoding="gzip")).message


def test_a_connection_that_breaks_gives_no_half_article(site: Site) -> None:
    def answer(handler: Handler) -> None:
        handler.head(200, Content_Type=HTML, Content_Length="90000")
        handler.wfile.write(PAGE.encode())
        handler.close_connection = True

    error = refused(site.serve("/broken", answer))
    assert "broke off" in error.message
    assert "later" in error.hint


def test_a_server_of_something_else_is_told_from_a_site(site: Site) -> None:
    def answer(handler: Handler) -> None:
        handler.wfile.write(b"SSH-2.0-OpenSSH_9.6\r\n")
        handler.close_connection = True

    assert "as a web site does" in refused(site.serve("/ssh", answer)).message


def test_https_where_there_is_none_suggests_http(site: Site) -> None:
    error = refused(site.page().replace("http://", "https://"))
    assert "https" in error.message
    assert "http://" in error.hint


@pytest.mark.skipif(not shutil.which("openssl"), reason="no openssl to make a certificate with")
def test_a_certificate_that_nobody_signed_is_not_trusted(tmp_path: Path) -> None:
    cert, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    words = (
        "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost"
    )
    subprocess.run(
        ["openssl", *words.split(), "-keyout", key, "-out", cert], check=True, capture_output=True
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    with Server(("127.0.0.1", 0), Handler) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        error = refused(f"https://127.0.0.1:{server.server_address[1]}/")
        server.shutdown()
    assert "certificate" in error.message
    assert "deutgi listen -" in error.hint


def test_a_proxy_that_cannot_be_used_is_named(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "nonsense://127.0.0.1:9")
    error = refused("http://example.invalid/")
    assert "proxy" in error.message
    assert "ALL_PROXY" in error.hint
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        monkeypatch.setenv("ALL_PROXY", f"http://127.0.0.1:{closed.getsockname()[1]}")
        assert "proxy that ALL_PROXY names" in refused("http://example.invalid/").hint
    monkeypatch.setenv("ALL_PROXY", site.url)
    assert "The proxy does not lead" in refused("https://example.invalid/").message


@pytest.mark.parametrize("body", ["", " \n", "<html><body></body></html>"])
@pytest.mark.parametrize("kind", [HTML, "text/plain"])
def test_an_empty_page_is_said_to_be_empty(site: Site, body: str, kind: str) -> None:
    refused(site.page(body, kind), NoArticle)


def test_a_page_of_menus_holds_no_article(site: Site) -> None:
    links = "".join(
        f"<li><a href='/{word}'>{word}</a></li>" for word in ("Home", "News", "Sport", "Weather")
    )
    error = refused(
        site.page(f"<html><title>The Post</title><nav><ul>{links}</ul></nav></html>"), NoArticle
    )
    assert "The Post" in error.message
    assert "paste" in error.hint


def test_a_korean_page_is_the_wrong_language(site: Site) -> None:
    sentence = "항만위원회는 화요일 전기 여객선 열네 척을 사들이기로 했다고 시장이 밝혔습니다. "
    page = PAGE.replace(FIRST, sentence * 4).replace(SECOND, sentence * 3)
    url = site.page(page.replace("©", "").encode("cp949"), "text/html; charset=euc-kr")
    with pytest.raises(WrongLanguage) as caught:
        read_source(url, io.BytesIO())
    assert "Korean" in caught.value.message
    assert "English" in caught.value.hint


def test_reading_a_page_from_the_web_or_from_a_file_is_the_same(site: Site) -> None:
    assert from_url(site.page()).paragraphs == from_html(PAGE).paragraphs


@pytest.mark.parametrize(
    ("status", "kind", "code"),
    [(404, HTML, 3), (200, "application/pdf", 3), (200, HTML, 4)],
)
def test_the_command_line_says_it_once_and_without_a_traceback(
    site: Site, deutgi: Run, place: Path, status: int, kind: str, code: int
) -> None:
    done = deutgi("listen", site.page("<nav>Home News</nav>", kind, status))
    assert done.returncode == code
    lines = done.stderr.splitlines()
    assert [line.startswith("Error: ") for line in lines].count(True) == 1
    assert lines[-1].startswith("Next:  ")
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    assert not (place / "library").exists()


@pytest.mark.parametrize("host", ["xn--n3h.net", "xn--0000h", "☃.net"])
def test_a_name_that_cannot_be_read_is_no_fault_of_ours(host: str) -> None:
    with pytest.raises(UnreadableSource):
        from_url(f"http://{host}/", limits=Limits(connect_seconds=0.5, total_seconds=5))


def test_a_login_in_a_link_is_used_and_neither_kept_nor_told(site: Site) -> None:
    logins = []

    def answer(handler: Handler) -> None:
        logins.append(handler.headers.get("Authorization"))
        handler.head(200, Content_Type=HTML, Content_Length=str(len(PAGE.encode())))
        handler.wfile.write(PAGE.encode())

    secret = site.url.replace("://", "://ann:hunter2@")
    site.serve("/for-members", answer)
    assert from_url(f"{secret}/for-members").link == f"{site.url}/for-members"
    assert logins == ["Basic YW5uOmh1bnRlcjI="]
    for path in ("/not-there", site.redirect("/circle").removeprefix(site.url)):
        assert "hunter2" not in str(vars(refused(f"{secret}{path}")))
