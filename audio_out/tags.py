"""ID3 tags: what a player shows of a track, its lyrics and its chapters."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Details:
    """What is said about a track in its tags. Whatever is empty gets no tag.

    `language` is a BCP 47 tag (`en`, `ko`), `date` ISO 8601 (`2019-05-14`), `comment` names the
    engines that made it, `link` the article, `cover` is a PNG or JPEG picture.
    """

    language: str
    title: str = ""
    artist: str = ""
    album: str = ""
    date: str = ""
    comment: str = ""
    link: str = ""
    cover: bytes | None = None
