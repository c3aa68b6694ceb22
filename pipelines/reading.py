"""Reading an article: from HTML, and from text as people paste it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from importlib.metadata import version

from pipelines import furniture
from pipelines.article import Article
from pipelines.blocks import Block, cut, ends_sentence, letters, look
from pipelines.byline import tidy_name
from pipelines.dates import date_in_link
from pipelines.encoding import declared_charset, decoded, refuse
from pipelines.errors import NoArticle, UnreadableSource
from pipelines.headline import (
    body_begins,
    find_heading,
    points_back,
    standfirst_in,
    without_site,
)
from pipelines.language import language_of
from pipelines.markup import headings_of, make_plain, text_of

MOST_CHARACTERS = 10_000_000
MOST_LINES = 100_000
"""Longer texts are refused: no article is as long, and reading stays within seconds."""

_FEWEST_WORDS = 15
"""Words below which what was found among furniture is no article."""

_MASTHEAD = 4
"""Paragraphs among which a headline and a byline stand: a section's name may be over them."""

_NEAR_THE_TOP = 12
"""Paragraphs that may be from over the headline."""

_TAG = re.compile(r"<[a-zA-Z!/?]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd\ufffe\uffff]")
_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def from_text(text: str) -> Article:
    """The article in a text that was pasted or piped, with or without the page around it.

    A text that is clean already, one that is sentences from beginning to end, keeps every
    paragraph, and lines that were wrapped by hand are joined. From any other, title, byline,
    date and body are found (see `pipelines.pasted`). Any language is read; `language` says which.

    Raises UnreadableSource for binary data and for texts past `MOST_CHARACTERS` or `MOST_LINES`,
    NoArticle where there is no text or nothing but menus.
    """
    blocks = _blocks(text)
    looks = look(blocks)
    if is_clean(blocks, looks):
        return _clean_article(blocks)
    from pipelines import pasted

    span = pasted.find(blocks, looks)
    first = body_begins(blocks, span.first, span.last) if span else 0
    body = [blocks[number] for number in span.body if number >= first] if span else []
    if span is None or sum(block.words for block in body) < _FEWEST_WORDS:
        raise NoArticle(_what_was_found(blocks), "Paste the article's own text, or give its link.")
    heading = find_heading(blocks, first, span.last)
    texts = [block.text for block in body]
    if heading.standfirst and points_back(texts[0]):
        texts.insert(0, heading.standfirst)
    paragraphs = tuple(furniture.without_ends(pasted.without_echoes(texts)))
    return Article(
        paragraphs,
        title=heading.title,
        byline=heading.byline,
        date=heading.date,
        language=language_of("\n".join(paragraphs)),
        reader="pasted",
    )


def repaired(text: str) -> str:
    """A text that every later step can take: no lone surrogates, no control characters.

    Halves of a character that stand side by side are put together; bytes that Python smuggled
    through as U+DC80 to U+DCFF (PEP 383) are read as Windows-1252, the usual culprit; any other
    lone half is dropped.

    Raises UnreadableSource for binary data: a PDF, or more than 2 % control characters.
    """
    if text.startswith("%PDF-"):
        raise refuse("a PDF file")
    if not text.isascii():
        text = re.sub(
            "[\ud800-\udbff][\udc00-\udfff]",
            lambda pair: pair[0].encode("utf-16", "surrogatepass").decode("utf-16"),
            text,
        )
        text = re.sub("[\udc80-\udcff]", _smuggled, text)
        text = re.sub("[\ud800-\udfff]", "", text)
    text = _BREAKS.sub("\n", text)
    strange = len(_CONTROL.findall(text))
    if strange > 0.02 * len(text):
        raise refuse("binary data")
    return _CONTROL.sub(" ", text) if strange else text


def _smuggled(char: re.Match[str]) -> str:
    return bytes([ord(char[0]) - 0xDC00]).decode("cp1252", "ignore")


def is_clean(blocks: list[Block], looks: list[dict[str, float]]) -> bool:
    """Whether a text is an article and nothing else: nearly all of its words are in sentences.

    Labels of a page's furniture, runs of short lines, and lines printed twice tell otherwise.
    """
    words = sum(block.words for block in blocks)
    in_sentences = sum(
        block.words
        for block, seen in zip(blocks, looks, strict=True)
        if seen["ends as a sentence"] or seen["ends with a colon"] or block.words >= 25
    )
    if in_sentences < 0.8 * words or in_sentences < 4:
        return False
    run, listing, before = 0, False, ""
    for block, seen in zip(blocks, looks, strict=True):
        listing = block.bullet and (listing or before.endswith(":"))
        before = block.text
        run = run + 1 if seen["short line"] and not listing else 0
        sentence = seen["ends as a sentence"] and block.words >= 4
        label = any(seen[name] for name in _LABELS)
        if run > 3 or seen["doubled"] or seen["caption"] or (label and not sentence):
            return False
        if (seen["offer"] or seen["legal"]) and seen["to the reader"]:
            return False
    return True


_LABELS = ("share", "offer", "legal", "ender", "age", "pointer", "contact", "byline", "time")


def _clean_article(blocks: list[Block]) -> Article:
    title = None
    head = blocks[0]
    if len(blocks) > 1 and head.words <= 30 and not _goes_on(head) and not head.bullet:
        title, blocks = head.text, blocks[1:]
    paragraphs = tuple(block.text for block in blocks)
    return Article(
        paragraphs, title=title, language=language_of("\n".join(paragraphs)), reader="clean"
    )


def _goes_on(block: Block) -> bool:
    return ends_sentence(block.text) or block.text.endswith((":", ",", ";"))


def _blocks(text: str) -> list[Block]:
    if len(text) > MOST_CHARACTERS:
        raise UnreadableSource(
            f"This text has {len(text):,} characters; at most {MOST_CHARACTERS:,} are read.",
            "Give the article alone.",
        )
    text = repaired(text)
    if not text.strip():
        raise NoArticle("There is no text.", "Give a link, a saved page, or paste an article.")
    if text.count("\n") > MOST_LINES:
        raise UnreadableSource(
            f"This text has more than {MOST_LINES:,} lines.", "Give the article alone."
        )
    blocks = cut(text)
    if not blocks:
        raise NoArticle("There is no word in this text.", "Paste the article, or give its link.")
    return blocks


def _what_was_found(blocks: list[Block]) -> str:
    short = dict.fromkeys(block.text[:40].strip() for block in blocks if block.words <= 8)
    samples = [f"“{text}”" for text in list(short)[:3]]
    lines = f"{len(blocks)} short line{'s' if len(blocks) > 1 else ''}"
    return f"No article was found, only {lines}" + (
        f" such as {', '.join(samples)}." if samples else "."
    )


def from_html(html: str | bytes, link: str | None = None) -> Article:
    """The article in a page, by trafilatura, with its title, author, date and language.

    Where trafilatura finds nothing, or hardly anything of a page that holds much running text,
    the page is read as the text that its tags leave. The headline's own place on the page, and a
    day in the `link`, are used where they tell more. Bytes are decoded by their byte order
    mark, else as UTF-8, else by what the page declares, else as a guess.

    Raises UnreadableSource for binary data and pages past `MOST_CHARACTERS`, NoArticle where
    there is nothing but menus.
    """
    if isinstance(html, bytes):
        html = decoded(html, declared_charset(html))
    if len(html) > MOST_CHARACTERS:
        raise UnreadableSource(
            f"This page has {len(html):,} characters; at most {MOST_CHARACTERS:,} are read.",
            "Copy the article's text and paste it.",
        )
    html = repaired(html)
    if not html.strip():
        raise NoArticle("The page is empty.", "Open it in a browser and paste its text.")
    import trafilatura
    from lxml.html import tostring
    from trafilatura.metadata import extract_metadata

    if not _TAG.search(html):
        return replace(from_text(html), link=link)
    tree = trafilatura.load_html(html)
    if tree is None:  # a piece of a page, such as an editor or a feed gives
        html = f"<html><body>{html}</body></html>"
        tree = trafilatura.load_html(html)
    if tree is None:
        raise _no_article_in(None)
    # Not extensive: a year of the text or of a copyright is no date of the article.
    about = extract_metadata(html, default_url=link, extensive=False)
    date = date_in_link(link or "") or about.date
    make_plain(tree)
    text, headings = text_of(tree), headings_of(tree)
    title = without_site(about.title or "", about.sitename, about.hostname, headings) or None
    byline = tidy_name((about.author or "").replace(";", " and"), about.sitename)
    paragraphs = _by_trafilatura(tostring(tree, encoding="unicode"))
    reader = f"trafilatura {version('trafilatura')}"
    ours = _by_lines(text)
    if ours is not None and _holds_more(ours.paragraphs, paragraphs):
        paragraphs, reader = ours.paragraphs, ours.reader
    if ours is not None:
        title, byline = title or ours.title, byline or ours.byline
        date = date or ours.date
    paragraphs = _below_headline(paragraphs, text, title, headings)
    paragraphs = _without_masthead(paragraphs, byline, [title, *headings])
    paragraphs = tuple(furniture.without_ends(furniture.within(paragraphs)))
    if sum(len(paragraph.split()) for paragraph in paragraphs) < _FEWEST_WORDS:
        raise _no_article_in(title)
    if points_back(paragraphs[0]) and (standfirst := standfirst_in(text, headings)):
        paragraphs = (standfirst, *paragraphs)
    return Article(
        paragraphs,
        title=title,
        byline=byline,
        date=date or None,
        link=link,
        language=language_of("\n".join(paragraphs)),
        reader=reader,
    )


def _no_article_in(title: str | None) -> NoArticle:
    named = f"The page “{title}”" if title else "The page"
    return NoArticle(
        f"{named} holds no article that can be read, only menus or a script.",
        "Open it in a browser, copy the article and paste it: deutgi listen -",
    )


def _without_masthead(
    paragraphs: tuple[str, ...], byline: str | None, headings: Sequence[str | None]
) -> tuple[str, ...]:
    """The body without the headline and the byline that trafilatura leaves at the top of some."""
    over = {letters(name) for name in (*headings, byline, byline and f"by {byline}") if name}
    top = tuple(p for p in paragraphs[:_MASTHEAD] if letters(p) not in over)
    return top + paragraphs[_MASTHEAD:]


def _below_headline(
    paragraphs: tuple[str, ...], text: str, title: str | None, headings: Sequence[str]
) -> tuple[str, ...]:
    """The paragraphs without those at the top that the page has over its headline alone."""
    head = next((h for h in headings if title and _say_the_same(h, title)), None)
    if head is None:
        return paragraphs
    over, _, below = letters(text).partition(letters(head))
    kept = 0
    for paragraph in paragraphs[:_NEAR_THE_TOP]:
        said = letters(paragraph)[:80]
        if said in below or said not in over:
            break
        kept += 1
    rest = paragraphs[kept:]
    return rest if len(" ".join(rest)) >= 0.5 * len(" ".join(paragraphs)) else paragraphs


def _say_the_same(one: str, other: str) -> bool:
    """Whether two headlines have more than half of the shorter one's words in common."""
    words = [set(re.findall(r"\w{3,}", text.casefold())) for text in (one, other)]
    fewest = min(len(each) for each in words)
    return fewest > 0 and len(words[0] & words[1]) > 0.5 * fewest


def _by_trafilatura(html: str) -> tuple[str, ...]:
    """The body by trafilatura without comments: its precise reading, or where that has lost
    more than half of its usual one, the usual one."""
    import trafilatura

    precise = trafilatura.extract(html, include_comments=False, favor_precision=True) or ""
    usual = trafilatura.extract(html, include_comments=False) or ""
    text = precise if len(precise.split()) >= 0.5 * len(usual.split()) else usual
    lines = (line.strip().removeprefix("- ").strip() for line in text.splitlines())
    return tuple(line for line in lines if any(char.isalnum() for char in line))


def _by_lines(text: str) -> Article | None:
    try:
        return from_text(text)
    except (NoArticle, UnreadableSource):
        return None


def _holds_more(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether our reading has nearly all sentences of another and much besides."""
    mine, other = " ".join(ours).split(), " ".join(theirs).split()
    if len(mine) < 1.4 * len(other):
        return False
    runs = set(zip(mine, mine[1:], mine[2:], strict=False))
    known = [run in runs for run in zip(other, other[1:], other[2:], strict=False)]
    return sum(known) >= 0.85 * len(known)
