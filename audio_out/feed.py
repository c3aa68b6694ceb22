"""A podcast feed: what is known of the episodes in, RSS 2.0 that podcast apps accept out.

Built with lxml, because the libraries for it know no Podcasting 2.0 (feedgen) or have been left
(podgen). RSS: https://www.rssboard.org/rss-specification; the `itunes` tags: Apple's podcaster
guide; the `podcast` tags: the podcast namespace 1.0.
"""

import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime

from lxml import etree
from lxml import html as markup

from audio_out.text import clean

MEDIA_TYPE = "application/rss+xml"
"""The media type of a feed."""

AUDIO = "audio/mpeg"
"""The media type of the sound."""

TRANSCRIPTS = {"vtt": "text/vtt", "srt": "application/x-subrip"}
"""The media types of captions by their files' endings, as the podcast namespace wants them."""

CHAPTERS = "application/json+chapters"
"""The media type of chapters as JSON (podcast namespace, JSON Chapters 1.2)."""

_ATOM = "http://www.w3.org/2005/Atom"
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
_PODCAST = "https://podcastindex.org/namespace/1.0"
_PREFIXES = {"atom": _ATOM, "content": _CONTENT, "itunes": _ITUNES, "podcast": _PODCAST}

_GUIDS = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")  # the namespace of podcast:guid
_NO_XML = re.compile("[\ufffe\uffff]")  # XML 1.0, 2.2: what `clean` leaves and XML cannot hold


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A piece of an item's text in its language (a BCP 47 tag). Headings stand out."""

    text: str
    language: str
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """An episode in a feed.

    `guid` never changes, also where the sound is made anew. `audio` is the absolute address of
    an MP3 of `size` bytes and `seconds`. `transcripts` are addresses of captions by ending (`vtt`,
    `srt`). `text` is shown by apps that show notes, `summary` (plain) by all others. `link` is
    the article's page. What is empty is left out.
    """

    guid: str
    title: str
    published: datetime
    audio: str
    size: int
    seconds: float
    summary: str = ""
    text: tuple[Paragraph, ...] = ()
    author: str = ""
    link: str = ""
    transcripts: tuple[tuple[str, str], ...] = ()
    chapters: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """A podcast: `address` is where the feed itself is, `link` its page, `image` its cover.

    All three are absolute. `categories` are Apple's, each with its subcategory (or "").
    `language` is a BCP 47 tag; `changed` is when anything in it last changed, None where there
    is nothing in it yet.
    """

    address: str
    link: str
    title: str
    summary: str
    author: str
    language: str
    image: str
    changed: datetime | None
    items: tuple[Item, ...] = ()
    categories: tuple[tuple[str, str], ...] = ()


def guid(address: str) -> str:
    """The podcast:guid of a feed: a UUIDv5 of its address without scheme and last slashes."""
    _, found, rest = address.partition("://")
    return str(uuid.uuid5(_GUIDS, _held(rest if found else address).rstrip("/")))


def rss(feed: Feed) -> bytes:
    """The feed as an RSS 2.0 document in UTF-8. Any text is only text in it.

    Naive times are taken as UTC.
    """
    root = etree.Element("rss", {"version": "2.0"}, nsmap=_PREFIXES)
    channel = etree.SubElement(root, "channel")
    _text(channel, "title", feed.title)
    _text(channel, "link", feed.link)
    _text(channel, "description", feed.summary)
    _text(channel, "language", feed.language)
    if feed.changed:
        _text(channel, "lastBuildDate", _date(feed.changed))
    _text(channel, "generator", "Deutgi")
    _empty(channel, f"{{{_ATOM}}}link", {"href": feed.address, "rel": "self", "type": MEDIA_TYPE})
    image = etree.SubElement(channel, "image")
    _text(image, "url", feed.image)
    _text(image, "title", feed.title)
    _text(image, "link", feed.link)
    _empty(channel, f"{{{_ITUNES}}}image", {"href": feed.image})
    _text(channel, f"{{{_ITUNES}}}author", feed.author)
    _text(channel, f"{{{_ITUNES}}}summary", feed.summary)
    _text(channel, f"{{{_ITUNES}}}type", "episodic")
    _text(channel, f"{{{_ITUNES}}}explicit", "false")
    for category, within in feed.categories:
        outer = _empty(channel, f"{{{_ITUNES}}}category", {"text": category})
        if within:
            _empty(outer, f"{{{_ITUNES}}}category", {"text": within})
    _text(channel, f"{{{_PODCAST}}}guid", guid(feed.address))
    _text(channel, f"{{{_PODCAST}}}locked", "yes")
    for item in feed.items:
        _item(channel, item, feed)
    document: bytes = etree.tostring(
        root, encoding="UTF-8", xml_declaration=True, pretty_print=True
    )
    return document


def _item(channel: etree._Element, item: Item, feed: Feed) -> None:
    made = etree.SubElement(channel, "item")
    _text(made, "title", item.title or item.guid)
    _text(made, "link", item.link)
    _text(made, "guid", item.guid, {"isPermaLink": "false"})
    _text(made, "pubDate", _date(item.published))
    _empty(made, "enclosure", {"url": item.audio, "length": str(item.size), "type": AUDIO})
    # RSS takes a description for HTML, so "<" in it is escaped once more than in other texts.
    _text(made, "description", _paragraphs([Paragraph(item.summary, feed.language)]))
    if item.text:
        _text(made, f"{{{_CONTENT}}}encoded", _paragraphs(item.text))
    _text(made, f"{{{_ITUNES}}}title", item.title)
    _text(made, f"{{{_ITUNES}}}author", item.author or feed.author)
    _text(made, f"{{{_ITUNES}}}summary", item.summary)
    _text(made, f"{{{_ITUNES}}}duration", str(round(item.seconds)))
    _text(made, f"{{{_ITUNES}}}explicit", "false")
    _text(made, f"{{{_ITUNES}}}episodeType", "full")
    _empty(made, f"{{{_ITUNES}}}image", {"href": feed.image})
    for ending, address in item.transcripts:
        about = {"url": address, "type": TRANSCRIPTS[ending], "language": feed.language}
        _empty(made, f"{{{_PODCAST}}}transcript", {**about, "rel": "captions"})
    if item.chapters:
        _empty(made, f"{{{_PODCAST}}}chapters", {"url": item.chapters, "type": CHAPTERS})


def _paragraphs(text: Sequence[Paragraph]) -> str:
    """The paragraphs as HTML."""
    made = []
    for paragraph in text:
        if held := _held(paragraph.text):
            about = {"lang": _held(paragraph.language), "dir": "auto"}
            element = markup.Element("h2" if paragraph.heading else "p", about)
            element.text = held
            made.append(markup.tostring(element, encoding="unicode"))
    return " ".join(made)


def _text(parent: etree._Element, tag: str, text: str, about: dict[str, str] | None = None) -> None:
    """An element with a text. Where there is no text there is no element."""
    if held := _held(text):
        etree.SubElement(parent, tag, about or {}).text = held


def _empty(parent: etree._Element, tag: str, about: dict[str, str]) -> etree._Element:
    return etree.SubElement(parent, tag, {name: _held(value) for name, value in about.items()})


def _held(text: str) -> str:
    """The text on one line, of characters that XML 1.0 can hold."""
    return clean(_NO_XML.sub("", text))


def _date(when: datetime) -> str:
    """RFC 2822, in UTC."""
    aware = when if when.tzinfo else when.replace(tzinfo=UTC)
    return format_datetime(aware.astimezone(UTC))
