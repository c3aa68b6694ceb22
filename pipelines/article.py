"""An article as it was read, and its sentences."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Article:
    """What a reader found in a link, a page or a pasted text.

    `paragraphs` hold the body alone, in order, one string each without line breaks:
    no title, byline, menu, caption or advert. `date` is ISO 8601 (`2019-05-14`),
    `language` a BCP 47 tag, `reader` says what read it (`trafilatura 2.3.1`, `pasted`, `clean`).
    """

    paragraphs: tuple[str, ...]
    title: str | None = None
    byline: str | None = None
    date: str | None = None
    link: str | None = None
    language: str = "en"
    reader: str = ""

    @property
    def text(self) -> str:
        """The body, its paragraphs divided by blank lines."""
        return "\n\n".join(self.paragraphs)
