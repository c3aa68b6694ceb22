"""ID3 tags: what a player shows of a track, its lyrics and its chapters."""
# mypy: disallow-untyped-calls=False
# (mutagen has types for some of its functions only)

import io
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from audio_out.text import clean, shorten
from audio_out.timeline import Cue, Line

_LANGUAGES = {"en": "eng", "ko": "kor"}  # BCP 47 to ISO 639-2, which ID3 wants
_CHAPTER_WIDTH = 60  # characters that a phone shows of a chapter's title


@dataclass(frozen=True, slots=True)
class Details:
    """What is said about a track in its tags. Whatever is empty gets no tag.

    `language` is a BCP 47 tag (`en`), or several with spaces between (`en ko`), `date` ISO 8601
    (`2019-05-14`), `comment` names the engines that made it, `link` the article, `cover` is a
    PNG or JPEG picture (ValueError where it is neither).
    """

    language: str
    title: str = ""
    artist: str = ""
    album: str = ""
    date: str = ""
    comment: str = ""
    link: str = ""
    cover: bytes | None = None

    def __post_init__(self) -> None:
        """Refuse a bad cover before an hour of speech is made for it."""
        if self.cover is not None:
            _picture_type(self.cover)


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of a track that a player can jump to; times in seconds."""

    start: float
    end: float
    title: str


def chapters(lines: Sequence[Line], cues: Sequence[Cue], seconds: float) -> tuple[Chapter, ...]:
    """A chapter for the headline and one a paragraph, called by the paragraph's first words.

    The first begins with the track, each ends where the next begins, the last with the track.
    Lines that are not heard begin none.
    """
    heard: dict[int, float] = {}
    for cue in cues:
        heard.setdefault(cue.line, cue.start)
    starts: list[tuple[float, str]] = []
    opens = True
    for number, line in enumerate(lines):
        if number in heard and (opens or line.heading):
            start = heard[number] if starts else 0.0
            starts.append((start, shorten(clean(line.text), _CHAPTER_WIDTH)))
            opens = False
        opens = opens or line.paragraph_end or line.heading
    ends = [start for start, _ in starts[1:]] + [seconds]
    return tuple(
        Chapter(start, end, title) for (start, title), end in zip(starts, ends, strict=True)
    )


def id3(details: Details, lines: Sequence[Line], cues: Sequence[Cue], seconds: float) -> bytes:
    """The ID3 tag to put before a track's MP3 frames.

    Version 2.3 with UTF-16 text, not 2.4: Windows, car radios and older players show Hangul
    from it, and everything that reads 2.4 reads 2.3.
    """
    from mutagen import id3 as frames

    codes = [_LANGUAGES.get(tag.split("-")[0].lower(), "XXX") for tag in details.language.split()]
    code = codes[0] if len(codes) == 1 else "mul" if codes else "XXX"
    utf16 = frames.Encoding.UTF16
    texts = {
        frames.TIT2: details.title,
        frames.TPE1: details.artist,
        frames.TALB: details.album,
        frames.TDRC: details.date,
        # ID3v2.3, 4.2.1: several follow one another in the order in which they are used.
        frames.TLAN: "".join(code for code in codes if code != "XXX"),
    }
    tag = frames.ID3()
    for frame, text in texts.items():
        if clean(text):
            tag.add(frame(encoding=utf16, text=[clean(text)]))
    tag.add(frames.TSSE(encoding=utf16, text=["Deutgi, LAME 3.100, CBR 64 kbps"]))
    tag.add(frames.TLEN(encoding=utf16, text=[str(round(seconds * 1000))]))
    if clean(details.comment):
        tag.add(frames.COMM(encoding=utf16, lang=code, desc="", text=[clean(details.comment)]))
    if clean(details.link):
        # Links are Latin-1 in ID3, so anything else is percent-encoded, as browsers do.
        safe = "%/:=&?~#+!$,;'@()*[]"
        tag.add(frames.WOAS(url=quote(clean(details.link), safe=safe)))
    if details.cover:
        tag.add(
            frames.APIC(
                encoding=utf16,
                mime=_picture_type(details.cover),
                type=frames.PictureType.COVER_FRONT,
                desc="",
                data=details.cover,
            )
        )
    tag.add(frames.USLT(encoding=utf16, lang=code, desc="", text=_lyrics(lines)))
    # ID3v2.3, 4.10: a text that begins a new line begins with a line feed.
    timed = [
        (f"\n{clean(cue.text)}" if number else clean(cue.text), round(cue.start * 1000))
        for number, cue in enumerate(cues)
    ]
    tag.add(frames.SYLT(encoding=utf16, lang=code, format=2, type=1, desc="", text=timed))
    names = []
    for number, chapter in enumerate(chapters(lines, cues, seconds)):
        names.append(f"chapter{number}")
        tag.add(
            frames.CHAP(
                element_id=names[-1],
                start_time=round(chapter.start * 1000),
                end_time=round(chapter.end * 1000),
                start_offset=0xFFFFFFFF,  # not given: the times count
                end_offset=0xFFFFFFFF,
                sub_frames=[frames.TIT2(encoding=utf16, text=[chapter.title])],
            )
        )
    flags = frames.CTOCFlags.TOP_LEVEL | frames.CTOCFlags.ORDERED
    # A table of contents counts its chapters in one byte.
    tag.add(
        frames.CTOC(element_id="toc", flags=flags, child_element_ids=names[:255], sub_frames=[])
    )
    tag.update_to_v23()
    buffer = io.BytesIO()
    tag.save(buffer, v1=0, v2_version=3, padding=lambda _: 0)
    return buffer.getvalue()


def _lyrics(lines: Sequence[Line]) -> str:
    text = ""
    for line in lines:
        text += clean(line.text) + ("\n\n" if line.paragraph_end or line.heading else "\n")
    return text.strip()


def _picture_type(data: bytes) -> str:
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    raise ValueError("A cover must be a PNG or JPEG picture.")
