"""Opening what people name on the command line: a link, a saved page, a text, standard input."""

import re
from pathlib import Path
from typing import BinaryIO

from pipelines.article import Article
from pipelines.encoding import declared_charset, decoded
from pipelines.errors import UnreadableSource
from pipelines.language import require_english
from pipelines.reading import from_html, from_text

MOST_BYTES = 10_000_000
"""Bytes of a file or of standard input; more are refused."""

_SCHEME = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*:/{1,3}")
_SITE = re.compile(r"^(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,12}(?:/|$)", re.IGNORECASE)
_MARKUP = re.compile(r"^\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|\?xml)", re.I | re.S)
_PAGES = frozenset({".html", ".htm", ".xhtml", ".shtml"})


def read_source(source: str, stdin: BinaryIO) -> Article:
    """The English article behind a link, in an .html or .txt file, or (`-`) on standard input.

    Raises UnreadableSource where it cannot be opened or is no text, NoArticle where it holds
    no article, WrongLanguage where that is not in English.
    """
    source = source.strip()
    if source == "-":
        return require_english(_article(_bounded(stdin, "Standard input"), "Standard input"))
    if _SCHEME.match(source):
        from service.fetch import from_url

        return require_english(from_url(source))
    return require_english(_from_file(source))


def _from_file(source: str) -> Article:
    if not source:
        raise UnreadableSource("No source was given.", "Give a link, a file, or - to paste.")
    if "\n" in source or source.count(" ") > 20:
        raise UnreadableSource(
            "That is a text, not the name of a file.", "Paste texts like this: deutgi listen -"
        )
    try:
        path = Path(source).expanduser()
        with path.open("rb") as file:
            data = _bounded(file, str(path))
    except FileNotFoundError as error:
        hint = "Check the name, or give - to paste the text."
        if _SITE.match(source):
            hint = f"Is it a link? deutgi listen https://{source}"
        raise UnreadableSource(f"There is no file “{source}”.", hint) from error
    except IsADirectoryError as error:
        raise UnreadableSource(f"“{source}” is a folder.", "Give a file in it.") from error
    except PermissionError as error:
        raise UnreadableSource(
            f"“{source}” may not be read.", f"Allow it: chmod u+r '{source}'"
        ) from error
    except (OSError, ValueError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UnreadableSource(
            f"“{source}” cannot be read: {reason}.", "Give a link, a file, or - to paste."
        ) from error
    return _article(data, f"“{source}”", page=path.suffix.lower() in _PAGES)


def _bounded(file: BinaryIO, name: str) -> bytes:
    data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise UnreadableSource(
            f"{name} is larger than {MOST_BYTES // 1_000_000} MB.", "Give the article alone."
        )
    return data


def _article(data: bytes, name: str, page: bool = False) -> Article:
    text = decoded(data, declared_charset(data), name)
    return from_html(text) if page or _MARKUP.match(text) else from_text(text)
