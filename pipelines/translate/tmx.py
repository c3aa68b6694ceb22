"""Translation memories in TMX 1.4b, the exchange format of translation tools.

The file is streamed through expat and never held as a tree, so its size does not matter.
A file that declares entities of its own is refused before one can grow; external ones and
the DTD that DOCTYPE names are never opened.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from xml.parsers import expat

from pipelines.errors import UnreadableSource

_CHUNK = 1 << 18
_LONGEST = 100_000
"""Characters of a segment. What is longer is no sentence, but a fault of whatever wrote it."""

_CODES = frozenset({"bpt", "ept", "ph", "it", "ut"})
"""Inline elements whose content is the formatting code of a document, not its text (section 5)."""


@dataclass(frozen=True, slots=True)
class Unit:
    """An English segment and its Korean. `changed` is TMX's `20260310T091500Z`, or empty."""

    english: str
    korean: str
    changed: str = ""


_OMEGAT_TAG = re.compile(r"</?[a-z]{1,3}[0-9]+/?>")
"""OmegaT writes its codes into the text itself: <f0>bold</f0>."""


def read_tmx(path: Path) -> Iterator[Unit]:
    """The units that have both English and Korean, in the file's order, as they are read.

    Languages match by their primary subtag (`en-GB`, `EN_us`), in either direction. Formatting
    codes are left out, highlighted text (`hi`) is kept. Raises UnreadableSource, naming the
    line, for what is not well formed or not TMX, and at the end for a file without a unit in
    both languages, naming those it has.
    """
    reader = _Reader(path)
    found = False
    with path.open("rb") as file:
        for unit in reader.units(file):
            found = True
            yield unit
    if not found:
        languages = ", ".join(sorted(reader.languages)) or "no segment at all"
        raise UnreadableSource(
            f"{path} holds no unit in both English and Korean: it has {languages}.",
            "Export the memory with English (en) and Korean (ko) segments.",
        )


def primary_subtag(language: str) -> str:
    """The language of a tag without region or script (RFC 5646, 2.2.1): `ko` of `KO-KR`."""
    return language.strip().replace("_", "-").partition("-")[0].lower()


class _Reader:
    """What expat has met so far. One object a file."""

    def __init__(self, path: Path) -> None:
        self.languages: set[str] = set()
        self._path = path
        self._depth = 0
        self._codes = 0  # how many formatting codes we are inside of
        self._text: list[str] | None = None  # the segment being read
        self._length = 0
        self._language = ""
        self._dates: list[str] = ["", ""]  # of the unit, of the segment's variant
        self._variants: list[tuple[str, str, str]] = []  # language, text, date
        self._ready: list[Unit] = []
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        self._parser.EntityDeclHandler = self._entity

    def units(self, file: BinaryIO) -> Iterator[Unit]:
        try:
            while chunk := file.read(_CHUNK):
                self._parser.Parse(chunk, False)
                yield from self._ready
                self._ready.clear()
            self._parser.Parse(b"", True)
        except (expat.ExpatError, ValueError, LookupError) as error:
            line = getattr(error, "lineno", self._parser.CurrentLineNumber)
            code = getattr(error, "code", 0)
            what = expat.errors.messages[code] if code else str(error)
            raise UnreadableSource(
                f"{self._path}, line {line}: this is not well-formed TMX ({what}).",
                "Export it again as TMX 1.4 in UTF-8, or mend that line.",
            ) from error
        yield from self._ready

    def _refuse(self, what: str, hint: str) -> UnreadableSource:
        return UnreadableSource(
            f"{self._path}, line {self._parser.CurrentLineNumber}: {what}", hint
        )

    def _entity(self, name: str, *_: object) -> None:
        raise self._refuse(
            f"the file declares an entity of its own, “{name}”, which a TMX file never needs.",
            "Remove its <!ENTITY …> lines, or get the file from someone you trust.",
        )

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2].lower()
        self._depth += 1
        if self._depth == 1 and name != "tmx":
            raise self._refuse(f"this is XML, but <{name}>, not <tmx>.", "Export it as TMX 1.4.")
        changed = attributes.get("changedate") or attributes.get("creationdate") or ""
        if name == "tu":
            self._variants.clear()
            self._dates = [changed, ""]
        elif name == "tuv":
            # TMX 1.1, which OmegaT writes, has `lang` for `xml:lang`.
            self._language = primary_subtag(
                attributes.get("xml:lang") or attributes.get("lang", "")
            )
            self._dates[1] = changed
        elif name == "seg":
            self._text, self._length, self._codes = [], 0, 0
        elif name in _CODES:
            self._codes += 1

    def _characters(self, text: str) -> None:
        if self._text is None or self._codes:
            return
        self._length += len(text)
        if self._length > _LONGEST:
            raise self._refuse(
                f"a segment runs on for more than {_LONGEST:,} characters.",
                "Check that its </seg> is there, and segment the memory by sentence.",
            )
        self._text.append(text)

    def _end(self, name: str) -> None:
        name = name.rpartition(":")[2].lower()
        self._depth -= 1
        if name in _CODES:
            self._codes -= 1
        elif name == "seg" and self._text is not None:
            self.languages.add(self._language or "a segment without a language")
            text = " ".join(_OMEGAT_TAG.sub("", "".join(self._text)).split())
            self._variants.append((self._language, text, self._dates[1] or self._dates[0]))
            self._text = None
        elif name == "tu":
            self._ready.extend(
                Unit(english, korean, changed)
                for language, english, _ in self._variants
                if language == "en" and english
                for other, korean, changed in self._variants
                if other == "ko" and korean
            )
