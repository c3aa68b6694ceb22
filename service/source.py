"""Opening what people name on the command line: a link, a saved page, a text, standard input."""

import re
import shlex
from email import message_from_bytes
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit
from urllib.request import url2pathname

from pipelines.article import Article
from pipelines.encoding import declared_charset, decoded
from pipelines.errors import UnreadableSource
from pipelines.language import require_english
from pipelines.reading import from_html, from_text
from service.reach import Reach

MOST_BYTES = 10_000_000
"""Bytes of a file or of standard input; more are refused."""

# Two letters at least: "C:/" is a drive.
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:/{1,3}")
_SITE = re.compile(
    r"(?:[\w-]+\.)+(?!(?:txt|x?html?|mht|mhtml|md|pdf|docx?|rtf|epub)$)[a-z]{2,12}"
    r"(?::\d+)?(?:[/?#]|$)",
    re.IGNORECASE,
)
# No article begins with a tag.
_MARKUP = re.compile(
    r"\s*(?:<!--.*?-->\s*)*<(?:!doctype html|\?xml|[a-z][a-z0-9]*[\s/>])", re.I | re.S
)
_ARCHIVE = re.compile(rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?content-type:\s*multipart/", re.I)
_PAGES = frozenset({".html", ".htm", ".xhtml", ".shtml"})
_PASTE = "Give a link, a file, or - to paste the text."


def read_source(source: str, stdin: BinaryIO, reach: Reach = Reach.ANYWHERE) -> Article:
    """The English article behind a link, in an .html, .mhtml or .txt file, or (`-`) on standard
    input; from links to the public web alone where `reach` is that.

    Raises UnreadableSource where it cannot be opened or is no text, NoArticle where it holds
    no article, WrongLanguage where that is not in English.
    """
    source = source.strip()
    if reach.public_only:
        return _from_link(source, reach)
    if source == "-":
        return require_english(_article(_bounded(stdin, "Standard input"), "Standard input"))
    if source.lower().startswith("file://"):
        # What a browser's address bar shows for a saved page.
        return require_english(_from_file(url2pathname(urlsplit(source).path)))
    if _SCHEME.match(source):
        return _from_link(source, reach)
    return require_english(_from_file(source))


def _from_link(source: str, reach: Reach) -> Article:
    from service.fetch import from_url

    return require_english(from_url(source, reach=reach))


def _from_file(source: str) -> Article:
    if not source:
        raise UnreadableSource("No source was given.", _PASTE)
    try:
        path = Path(source).expanduser()
        with path.open("rb") as file:
            data = _bounded(file, f"“{source}”")
    except IsADirectoryError as error:
        raise UnreadableSource(f"“{source}” is a folder.", "Give a file in it.") from error
    except PermissionError as error:
        raise UnreadableSource(
            f"“{source}” may not be read.", f"Allow it: chmod u+r {shlex.quote(source)}"
        ) from error
    except (OSError, ValueError, RuntimeError) as error:
        raise _unopened(source, error) from error
    return _article(data, f"“{source}”", page=path.suffix.lower() in _PAGES)


def _unopened(source: str, error: Exception) -> UnreadableSource:
    if "\n" in source or source.count(" ") > 20:
        return UnreadableSource(
            "That is a text, not the name of a file.", "Paste texts like this: deutgi listen -"
        )
    if isinstance(error, ValueError):  # a zero byte, half a character
        return UnreadableSource(f"“{source}” is not the name of a file.", _PASTE)
    if not isinstance(error, FileNotFoundError):
        reason = getattr(error, "strerror", None) or str(error).rstrip(".")
        return UnreadableSource(f"“{source}” cannot be read: {reason}.", _PASTE)
    hint = "Check the name, or give - to paste the text."
    if _SITE.match(source):
        hint = f"Is it a link? deutgi listen https://{source}"
    return UnreadableSource(f"There is no file “{source}”.", hint)


def _bounded(file: BinaryIO, name: str) -> bytes:
    data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise UnreadableSource(
            f"{name} is larger than {MOST_BYTES // 1_000_000} MB.", "Give the article alone."
        )
    return data


def _article(data: bytes, name: str, page: bool = False) -> Article:
    text, page = text_in(data, name, page)
    return from_html(text) if page else from_text(text)


def text_in(data: bytes, name: str, page: bool = False) -> tuple[str, bool]:
    """What is written in a file, and whether that is a page (HTML); of an MHTML file its page.

    `name` is the file's for people, and `page` whether it is known to be one. Raises
    UnreadableSource where it is no text.
    """
    if _ARCHIVE.match(data[:10_000]):
        data, page = _page_in(data, name), True
    text = decoded(data, declared_charset(data), name)
    return text, page or _MARKUP.match(text) is not None


def _page_in(archive: bytes, name: str) -> bytes:
    """The page in an MHTML file (RFC 2557), the way that browsers save a page as one file."""
    for part in message_from_bytes(archive).walk():
        if part.get_content_type() == "text/html":
            page = part.get_payload(decode=True)
            if isinstance(page, bytes) and page:
                return page
    raise UnreadableSource(f"{name} holds no page.", "Save the page as HTML, or paste its text.")
