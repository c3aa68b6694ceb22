"""What people name on the command line is opened, or refused in one line with the next step."""

import io
import os
import pwd
import shlex
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.errors import DeutgiError, NoArticle, UnreadableSource, WrongLanguage
from service.source import MOST_BYTES, read_source
from tests.journeys.conftest import ARTICLE, Run, deutgi, environment, models, place

__all__ = ["deutgi", "environment", "models", "place"]

TITLE, _, *PARAGRAPHS = (part for part in ARTICLE.strip().split("\n\n"))
PAGE = (
    f"<!DOCTYPE html><html><head><title>{TITLE}</title></head><body><nav><a>Home</a></nav>"
    + "<article>"
    + "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    + "</article></body></html>"
)


def read(source: str | Path, stdin: bytes = b"") -> tuple[str | None, list[str]]:
    """Title and paragraphs, once every byte of them is known to fit into a file."""
    article = read_source(str(source), io.BytesIO(stdin))
    for text in (article.title or "", *article.paragraphs):
        text.encode("utf-8")
    return article.title, list(article.paragraphs)


def refused(
    source: str | Path, stdin: bytes = b"", kind: type[DeutgiError] = UnreadableSource
) -> DeutgiError:
    """The error, which is one line, with a next step that is one line too."""
    with pytest.raises(kind) as caught:
        read(source, stdin)
    error = caught.value
    for line in (error.message, error.hint):
        assert line.strip()
        assert "\n" not in line
        assert "Errno" not in line
    return error


@pytest.mark.parametrize("name", ["page.html", "PAGE.HTM", "page.txt", "page"])
def test_a_saved_page_is_read_whatever_its_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(PAGE, "utf-8")
    assert read(tmp_path / name) == (TITLE, PARAGRAPHS)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_text_file_is_read_in_its_encoding(tmp_path: Path, encoding: str) -> None:
    text = ARTICLE.replace('"The boats are quiet,"', "“The boats are quiet,”")
    (tmp_path / "article.txt").write_text(text, encoding)
    title, paragraphs = read(tmp_path / "article.txt")
    assert title == TITLE
    assert paragraphs[-1].startswith("“The boats are quiet,” said")


@pytest.mark.parametrize("text", [ARTICLE, PAGE, PAGE.partition("<body>")[2]])
def test_standard_input_takes_a_text_a_page_and_a_piece_of_one(text: str) -> None:
    _, paragraphs = read("-", text.encode())
    assert paragraphs[-2:] == PARAGRAPHS


def test_a_page_saved_as_a_single_file_is_read(tmp_path: Path) -> None:
    lines = [
        "From: <Saved by a browser>",
        "Snapshot-Content-Location: https://example.org/ferries",
        "Subject: =?utf-8?Q?Harbour?=",
        "MIME-Version: 1.0",
        'Content-Type: multipart/related; type="text/html";',
        '\tboundary="----7b"',
        "",
        "------7b",
        "Content-Type: text/html",
        "Content-Transfer-Encoding: quoted-printable",
        "",
        PAGE.replace("=", "=3D").replace("electric ferries. ", "electric=20=\r\nferries. "),
        "------7b",
        "Content-Type: text/css",
        "",
        "body { color: red }",
        "------7b--",
    ]
    (tmp_path / "page.mhtml").write_text("\r\n".join(lines), "utf-8", newline="")
    assert read(tmp_path / "page.mhtml") == (TITLE, PARAGRAPHS)


@pytest.mark.parametrize(
    "name", ["with spaces " + "in its title " * 12 + "- The Post.html", "기사.html", "a#b%20c.html"]
)
def test_a_file_may_have_any_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(PAGE, "utf-8")
    assert read(tmp_path / name) == (TITLE, PARAGRAPHS)
    assert read((tmp_path / name).as_uri()) == (TITLE, PARAGRAPHS)


def test_a_file_in_the_home_folder_may_be_given_by_its_short_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "page.html").write_text(PAGE, "utf-8")
    assert read("~/page.html") == (TITLE, PARAGRAPHS)


def test_a_folder_is_said_to_be_one(tmp_path: Path) -> None:
    error = refused(tmp_path)
    assert "is a folder" in error.message
    assert "file in it" in error.hint


@pytest.mark.parametrize(
    ("source", "said", "next_step"),
    [
        ("nowhere.txt", "There is no file “nowhere.txt”", "Check the name"),
        ("C:/news/page.html", "There is no file “C:/news/page.html”", "Check the name"),
        ("page.html", "There is no file “page.html”", "Check the name"),
        ("example.org/news.html", "There is no file", "https://example.org/news.html"),
        ("example.org/news", "There is no file", "deutgi listen https://example.org/news"),
        ("file:///nowhere/page.html", "There is no file “/nowhere/page.html”", "Check the name"),
        ("ftp://example.org/page", "cannot be fetched", "Correct the link"),
        ("", "No source", "Give a link"),
        ("   ", "No source", "Give a link"),
        ("nul\0byte", "not the name of a file", "Give a link"),
        ("half\ud800", "not the name of a file", "Give a link"),
        ("~nobody-of-that-name/page.html", "cannot be read", "Give a link"),
        ("x" * 5_000, "cannot be read", "Give a link"),
        (ARTICLE, "a text, not the name of a file", "deutgi listen -"),
        ("The council voted " * 40, "a text, not the name of a file", "deutgi listen -"),
    ],
)
def test_what_is_not_there_is_said_to_be_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str, said: str, next_step: str
) -> None:
    monkeypatch.chdir(tmp_path)
    error = refused(source)
    assert said in error.message
    assert next_step in error.hint


@contextmanager
def without_privileges() -> Iterator[None]:
    """As somebody whom permissions bind, which they do not bind the administrator."""
    if os.geteuid():
        yield
        return
    os.seteuid(pwd.getpwnam("nobody").pw_uid)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_file_that_may_not_be_read_names_the_command_that_allows_it(tmp_path: Path) -> None:
    file = tmp_path / "Clara's page.html"
    file.write_text(PAGE, "utf-8")
    file.chmod(0)
    with without_privileges():
        error = refused(file)
    assert "may not be read" in error.message
    assert error.hint.startswith("Allow it: chmod u+r ")
    assert shlex.split(error.hint)[-1] == str(file)


def word_document() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("word/document.xml", "<w:document/>")
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "said", "next_step"),
    [
        ("a.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "is a PDF file", "pdftotext"),
        ("a.txt", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "is a PDF file", "pdftotext"),
        ("a.docx", word_document(), "Word", "paste the text"),
        ("a.html", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a PNG image", "paste the text"),
        ("a.txt", bytes(range(256)) * 40, "binary data", "paste the text"),
        ("a.bin", bytes(4_000), "binary data", "paste the text"),
    ],
)
def test_what_is_no_text_is_named(
    tmp_path: Path, name: str, data: bytes, said: str, next_step: str
) -> None:
    (tmp_path / name).write_bytes(data)
    for error in (refused(tmp_path / name), refused("-", data)):
        assert said in error.message
        assert next_step in error.hint
    assert name in refused(tmp_path / name).message
    assert "Standard input" in refused("-", data).message


@pytest.mark.parametrize("name", ["empty.txt", "empty.html"])
@pytest.mark.parametrize("text", ["", "\n \n", "\ufeff"])
def test_an_empty_file_holds_no_article(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    refused(tmp_path / name, kind=NoArticle)
    refused("-", text.encode(), NoArticle)


def test_a_korean_file_is_the_wrong_language(tmp_path: Path) -> None:
    text = "항만위원회는 화요일 전기 여객선 열네 척을 사들이기로 했다고 시장이 밝혔습니다. " * 8
    (tmp_path / "기사.txt").write_text(text, "cp949")
    error = refused(tmp_path / "기사.txt", kind=WrongLanguage)
    assert "Korean" in error.message
    assert "deutgi say" in error.hint


@pytest.mark.parametrize(
    "stray", [b"\xed\xa0\xbd", b"\xed\xa0\xbd\xed\xb8\x80", b"\xff", b"\xe2\x80", b"\x00", b"\x1b["]
)
def test_stray_bytes_cost_no_word_of_the_article(stray: bytes) -> None:
    text = ARTICLE.encode().replace(b"ferries. They", b"ferries." + stray + b" They")
    _, paragraphs = read("-", text)
    assert PARAGRAPHS[-1] == paragraphs[-1]
    assert "They cost $186 million." in paragraphs[-2]


def outcome(data: bytes) -> tuple[str, str]:
    try:
        title, _ = read("-", data)
    except DeutgiError as error:
        return error.message, error.hint
    return "read", title or "without a title"


@given(st.binary(max_size=300))
@settings(max_examples=50, deadline=None)
def test_any_bytes_end_in_an_article_or_in_a_clear_line(noise: bytes) -> None:
    for data in (noise, ARTICLE.encode() + noise, b"<html><body>" + noise):
        for line in outcome(data):
            assert line
            assert "\n" not in line


def test_a_text_of_five_megabytes_is_read_in_seconds() -> None:
    body = "\n\n".join(
        f"{paragraph} That was report {number}."
        for number in range(30_000)
        for paragraph in PARAGRAPHS
    )
    started = time.process_time()
    _, paragraphs = read("-", f"{TITLE}\n\n{body[:5_000_000]}".encode())
    assert time.process_time() - started < 30
    assert sum(map(len, paragraphs)) > 4_900_000


def test_more_than_the_limit_is_refused_without_reading_it_all() -> None:
    class Endless(io.RawIOBase):
        given = 0

        def read(self, size: int = -1) -> bytes:
            assert size > 0, "everything was asked for"
            self.given += size
            return b"word " * (size // 5 + 1)

    stream = Endless()
    with pytest.raises(UnreadableSource) as caught:
        read_source("-", stream)  # type: ignore[arg-type]
    assert "larger than 10 MB" in caught.value.message
    assert stream.given <= MOST_BYTES + 1


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("paper.pdf", "PDF"),
        ("a\udce9.txt", "no file"),
        (".", "folder"),
        ("x.example/a", "https://"),
    ],
)
def test_the_command_line_says_it_once_and_without_a_traceback(
    deutgi: Run, place: Path, source: str, said: str
) -> None:
    (place / "paper.pdf").write_bytes(b"%PDF-1.7\n")
    done = deutgi("listen", source)
    assert done.returncode == 3
    lines = done.stderr.splitlines()
    assert [line.startswith("Error: ") for line in lines].count(True) == 1
    assert lines[-1].startswith("Next:  ")
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    assert not (place / "library").exists()
