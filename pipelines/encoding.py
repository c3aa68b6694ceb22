"""Bytes to text: which encoding they are in, and what they are where they are no text."""

import codecs
import re

from pipelines.errors import UnreadableSource

_KINDS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF file"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a sound, video or WebP file"),
    (b"ID3", "an MP3 file"),
    (b"OggS", "an Ogg file"),
    (b"PK\x03\x04", "a ZIP, Word or e-book file"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x1f\x8b", "a gzip file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
)

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)


def kind_of(data: bytes) -> str | None:
    """What a file is by its first bytes ("a PDF file"), or None where it may be text."""
    return next((kind for magic, kind in _KINDS if data.startswith(magic)), None)


def refuse(kind: str, what: str = "This") -> UnreadableSource:
    """The error for something that is not a page or a text, with what to do instead."""
    if kind == "a PDF file":
        return UnreadableSource(
            f"{what} is a PDF file, which cannot be read.",
            "Save its text and give that: pdftotext FILE.pdf - | deutgi listen -",
        )
    return UnreadableSource(
        f"{what} is {kind}, not a page or a text.",
        "Give a link to an article, an .html or a .txt file, or paste the text.",
    )


def decoded(data: bytes, declared: str | None = None, what: str = "This") -> str:
    """The text of some bytes; it never has a byte order mark, it may have U+FFFD.

    Tried in order: the byte order mark, UTF-8, UTF-16 by its zeros, `declared` (an HTTP header,
    a `<meta charset>`), UTF-8 with stray bytes, Korean cp949 where it gives Hangul, Windows-1252
    where all but a few bytes are ASCII, and charset-normalizer's guess. UTF-8 goes before what
    is declared:
    other text is never valid UTF-8 by chance, and pages often declare what they no longer are.

    Raises UnreadableSource, beginning with `what`, for binary data.
    """
    kind = kind_of(data)
    if kind is not None:
        raise refuse(kind, what)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace").removeprefix("\ufeff")
    if b"\x00" in data:
        return _with_zeros(data, what)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        # A byte limit may have cut the last character in two; that is still UTF-8.
        if error.end >= len(data) - 3 and error.start > len(data) - 4 and len(data) > 4:
            return data.decode("utf-8", "ignore")
    if declared and (text := _attempt(data, declared)) is not None:
        return text
    if (text := _nearly_utf8(data)) is not None:
        return text
    if (text := _attempt(data, "cp949")) is not None and _is_hangul(text):
        return text
    high = sum(byte >= 0x80 for byte in data[:100_000])
    if high < 0.05 * min(len(data), 100_000):
        return data.decode("cp1252", "replace")
    from charset_normalizer import from_bytes

    guess = from_bytes(data[:100_000]).best()
    return data.decode(guess.encoding if guess else "cp1252", "replace")


def declared_charset(html: bytes) -> str | None:
    """The encoding that a page declares in its first 4 KB, or None."""
    found = _CHARSET.search(html[:4096])
    return found[1].decode("ascii", "ignore") if found else None


def _attempt(data: bytes, name: str) -> str | None:
    # Browsers read what is called Latin-1 or ASCII as Windows-1252 (WHATWG Encoding, 4.2).
    name = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252",
            "ascii": "cp1252", "euc-kr": "cp949", "ks_c_5601-1987": "cp949"}.get(
        name.lower(), name
    )  # fmt: skip
    try:
        return data.decode(name)
    except (UnicodeDecodeError, LookupError, ValueError):
        return None


def _nearly_utf8(data: bytes) -> str | None:
    """UTF-8 with a stray byte here and there: what is well formed outweighs it ten to one."""
    text = data.decode("utf-8", "replace")
    well_formed = sum(char >= "\x80" and char != "\ufffd" for char in text)
    return text if well_formed > 10 * text.count("\ufffd") else None


def _is_hangul(text: str) -> bool:
    beyond = [char for char in text[:20_000] if char >= "\x80"]
    return sum("가" <= char <= "힣" for char in beyond) > 0.7 * len(beyond)


def _with_zeros(data: bytes, what: str) -> str:
    sample = data[:10_000]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = max(1, len(sample) // 2)
    if odd > 0.4 * half and even < 0.1 * half:
        return data.decode("utf-16-le", "replace")
    if even > 0.4 * half and odd < 0.1 * half:
        return data.decode("utf-16-be", "replace")
    if data.count(0) > len(data) // 1000 + 3:
        raise refuse("binary data", what)
    return decoded(data.replace(b"\x00", b" "), what=what)
