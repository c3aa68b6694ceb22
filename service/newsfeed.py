"""Reading a site's feed (RSS, Atom, RDF), and finding it where a page was given."""

import hashlib
import io
import re
from calendar import timegm
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import unescape
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from pipelines.errors import UnreadableSource

_MOST_ENTRIES = 200
_MOST_TAGS = 300_000  # a few seconds' work
_LONGEST_LINK = 2_000
_LONGEST_TEXT = 500
_TRACKING = frozenset({"fbclid", "gclid", "mc_cid", "mc_eid"})
_FEEDS = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml"})
_TAG = re.compile(r"</?[a-zA-Z][^>]*>")


@dataclass(frozen=True, slots=True)
class Entry:
    """An article as a feed names it. `published` is seconds since 1970, None where not told."""

    guid: str
    link: str
    title: str
    published: float | None = None


@dataclass(frozen=True, slots=True)
class Newsfeed:
    """A feed: `site` is the link to its pages, `language` a BCP 47 tag or empty; newest first."""

    title: str
    site: str
    language: str
    entries: tuple[Entry, ...]


def read_feed(data: bytes, link: str, headers: Mapping[str, str] | None = None) -> Newsfeed:
    """The feed in these bytes, which came from `link`; at most 200 entries, each link once.

    feedparser drops declarations of entities that are more than words, so nothing grows and
    nothing else is opened. Raises UnreadableSource where it is no feed.
    """
    import feedparser

    if data.count(b"<") > _MOST_TAGS:
        raise UnreadableSource(
            f"The feed behind {link} is too large.", "Does the site have one of its news alone?"
        )
    told = {"content-location": link, "content-type": (headers or {}).get("content-type", "")}
    try:
        parsed = feedparser.parse(
            io.BytesIO(data),
            response_headers=told,
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except (ValueError, LookupError, AssertionError, RecursionError) as error:
        raise _no_feed(link) from error
    if not parsed.get("version"):
        raise _no_feed(link)
    found: dict[str, Entry] = {}
    for raw in parsed.entries:
        entry = _entry(raw, link)
        if entry is not None:
            found.setdefault(article_key(entry.link), entry)
    entries = list(found.values())
    guids = Counter(entry.guid for entry in entries)
    # Some feeds call all of their articles the same.
    entries = [replace(e, guid=_short(e.link)) if guids[e.guid] > 1 else e for e in entries]
    # Without dates the order of the feed is what there is: by custom the newest first.
    if all(entry.published is not None for entry in entries):
        entries.sort(key=lambda entry: entry.published or 0.0, reverse=True)
    about = parsed.feed
    return Newsfeed(
        title=_plain(about.get("title", "")) or urlsplit(link).netloc,
        site=_web(about.get("link", ""), link),
        language=clean(str(about.get("language", "")))[:35],
        entries=tuple(entries[:_MOST_ENTRIES]),
    )


def feed_of(page: bytes, link: str) -> str:
    """The address of the feed that a page names: `<link rel=alternate>`; empty where it has none.

    A feed of comments is not taken where there is another.
    """
    from lxml import html
    from lxml.etree import LxmlError

    try:
        root = html.document_fromstring(page[:1_000_000])
    except (LxmlError, ValueError):
        return ""
    base = urljoin(link, next(iter(root.xpath("//base/@href")), ""))
    named = [
        (str(each.get("title", "")), _web(str(each.get("href", "")), base))
        for each in root.iter("link")
        if "alternate" in str(each.get("rel", "")).lower().split()
        and str(each.get("type", "")).partition(";")[0].strip().lower() in _FEEDS
    ]
    named = [(title, address) for title, address in named if address]
    named.sort(key=lambda each: "comment" in f"{each[0]} {each[1]}".lower())
    return named[0][1] if named else ""


def normal_link(link: str) -> str:
    """A link without what says how somebody came to it: `utm_…`, the fragment, a usual port."""
    parts = urlsplit(link.strip())
    host = (parts.hostname or "").lower()
    host = f"[{host}]" if ":" in host else host
    usual = {"http": 80, "https": 443}.get(parts.scheme)
    site = host if parts.port in (None, usual) else f"{host}:{parts.port}"
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = [
        (name, value)
        for name, value in pairs
        if not name.lower().startswith("utm_") and name.lower() not in _TRACKING
    ]
    query = parts.query if len(kept) == len(pairs) else urlencode(kept)
    return urlunsplit((parts.scheme.lower(), site, parts.path or "/", query, ""))


def article_key(link: str) -> str:
    """By which an article is known: the same for http and https."""
    address = normal_link(link).partition("://")[2]
    return hashlib.sha256(address.encode("utf-8", "replace")).hexdigest()[:32]


def clean(text: str) -> str:
    """A text that every database takes: no zero byte, no half of a character."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()


def _entry(raw: Mapping[str, object], base: str) -> Entry | None:
    link = _web(str(raw.get("link") or ""), base)
    if not link:
        return None
    guid = _short(clean(str(raw.get("id") or link)))
    return Entry(guid, normal_link(link), _plain(raw.get("title") or ""), _published(raw))


def _short(guid: str) -> str:
    return guid if len(guid) <= _LONGEST_TEXT else hashlib.sha256(guid.encode()).hexdigest()


def _published(raw: Mapping[str, object]) -> float | None:
    moment = raw.get("published_parsed") or raw.get("updated_parsed")
    try:
        return float(timegm(moment)) if moment else None  # type: ignore[arg-type]
    except (ValueError, OverflowError, TypeError):
        return None


def _web(link: str, base: str) -> str:
    """The link from there, if it leads to the web; else empty."""
    try:
        full = clean(urljoin(base, link.strip())) if link.strip() else ""
        parts = urlsplit(full)
        fits = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        return ""
    return full if fits and len(full) <= _LONGEST_LINK else ""


def _plain(text: object) -> str:
    words = " ".join(unescape(_TAG.sub("", str(text))).split())
    return clean(words)[:_LONGEST_TEXT]


def _no_feed(link: str) -> UnreadableSource:
    return UnreadableSource(
        f"There is no feed behind {link}.", "Give the address of the site's RSS or Atom feed."
    )
