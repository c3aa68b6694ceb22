"""The form that an article is given with: what was typed, and the request that it means."""

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Literal, cast
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import FormData, UploadFile

from pipelines.engines import Language, Register
from service.page.choices import LENGTHS, REGISTERS
from service.page.rendering import mark as _
from service.routes.making import EpisodeRequest
from service.source import text_in

Field = Literal["link", "text", "page"]
"""The three ways to give an article, as the form names them."""

SPOKEN: Mapping[str, tuple[str, list[Language]]] = {
    "both": (_("English and Korean"), ["en", "ko"]),
    "en": (_("English only"), ["en"]),
    "ko": (_("Korean only"), ["ko"]),
}

_LINK = re.compile(r"https?://[^\s<>\"“”‘’]+", re.IGNORECASE)
_SITE = re.compile(r"(?:[\w-]+\.)+[a-z]{2,12}(?::\d+)?(?:[/?#]\S*)?", re.IGNORECASE)
_BESIDE = 60
"""Words that may stand beside a link that is meant: phones share a headline or a quotation too."""
_LONGEST_LINK = 2_000
_SUFFIXES = (".html", ".htm", ".xhtml", ".shtml")


class Mistake(Exception):
    """Something in a field is not as it should be. `message` is one of the catalogues' texts."""

    def __init__(self, field: Field, message: str) -> None:
        """`field` is the one to mend."""
        super().__init__(message)
        self.field = field
        self.message = message


@dataclass(frozen=True, slots=True)
class Typed:
    """What is in the form's fields, a file apart. Empty voices are the server's own choice."""

    link: str = ""
    text: str = ""
    length: str = "60s"
    languages: str = "both"
    voice_en: str = ""
    voice_ko: str = ""
    register: str = "formal"


_KEPT = ("length", "languages", "voice_en", "voice_ko", "register")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with the form."""

    name: str
    data: bytes


def kept(typed: Typed) -> str:
    """What a cookie keeps of the form, for the next article."""
    return urlencode({name: getattr(typed, name) for name in _KEPT if getattr(typed, name)})


def remembered(cookie: str, voices: Mapping[Language, Container[str]]) -> Typed:
    """A form for the next article, as the last one was filled in: as far as it can be still."""
    told = dict(parse_qsl(cookie[:1_000]))
    known: Mapping[str, Container[str]] = {
        "length": LENGTHS,
        "languages": SPOKEN,
        "voice_en": voices["en"],
        "voice_ko": voices["ko"],
        "register": REGISTERS,
    }
    return Typed(**{name: told[name] for name in _KEPT if told.get(name) in known[name]})


async def read(form: FormData) -> tuple[Typed, Upload | None]:
    """What was typed, and the file, if one was chosen. What is no field of ours is passed over."""
    told = {name: _whole(value) for name, value in form.items() if isinstance(value, str)}
    fields = {name: told[name] for name in Typed.__slots__ if name in told}
    file = form.get("page")
    if isinstance(file, UploadFile) and (file.filename or file.size):
        return Typed(**fields), Upload(file.filename or "page", await file.read())
    return Typed(**fields), None


def shared(link: str, text: str, title: str) -> Typed:
    """The form as another app fills it in: a phone's share menu, which may put a link anywhere,
    or a bookmark of ours."""
    link, text, title = link.strip(), text.strip(), title.strip()
    found = _link_in(link) or _link_in(text) or _link_in(title)
    if found and len(text.split()) < _BESIDE:
        return Typed(link=found)
    if not text:
        return Typed(link=link)
    return Typed(text=f"{title}\n\n{text}" if title and title not in text[:500] else text)


def wanted(typed: Typed, file: Upload | None) -> tuple[Field, EpisodeRequest]:
    """What is asked for, and in which field the article is.

    Raises Mistake where there is none or more than one, UnreadableSource for a file that is no
    text.
    """
    link, text = typed.link.strip(), typed.text.strip()
    fields: Mapping[Field, object] = {"link": link, "text": text, "page": file}
    given = [field for field, value in fields.items() if value]
    if not given:
        raise Mistake("link", _("Give a link, a text or a saved page."))
    if len(given) > 1:
        raise Mistake(given[1], _("Only one of these can be read. Leave the others empty."))
    field = given[0]
    article: dict[str, str] = {}
    if file:
        page = PurePath(file.name).suffix.lower() in _SUFFIXES
        words, is_page = text_in(file.data, f"“{file.name[:80]}”", page)
        article["html" if is_page else "text"] = _whole(words)
    elif found := _link_in(link or text):
        if len(found) > _LONGEST_LINK:
            raise Mistake(field, _("The link is too long."))
        article["link"] = found
    elif link and len(link.split()) < 15:
        raise Mistake("link", _("This is no link. One begins with https:// and has no spaces."))
    else:
        article["text"] = link or typed.text
    languages = SPOKEN.get(typed.languages, SPOKEN["both"])[1]
    # Where no Korean is made its register makes no other episode.
    register = typed.register if "ko" in languages and typed.register in REGISTERS else "formal"
    return field, EpisodeRequest(
        **article,  # type: ignore[arg-type]
        length=typed.length,
        languages=languages,
        voice_en=typed.voice_en or None,
        voice_ko=typed.voice_ko or None,
        register=cast(Register, register),
    )


def _link_in(text: str) -> str:
    """The link that a text consists of, or that few words stand beside; empty where it is none."""
    text = text.strip()
    if _SITE.fullmatch(text):
        return f"https://{text}"
    links = {_trimmed(link.group()) for link in _LINK.finditer(text)}
    return links.pop() if len(links) == 1 and len(text.split()) <= _BESIDE else ""


def _trimmed(link: str) -> str:
    """Without what ends the sentence that a link stands in; a bracket may be its own."""
    return link.rstrip(".,;:!?" if "(" in link else ".,;:!?)")


def _whole(text: str) -> str:
    """Without halves of characters, which some encodings that a browser may name have."""
    return text.encode("utf-8", "replace").decode()
