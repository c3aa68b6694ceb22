"""An episode: an article with its tracks, and everything that people should know about them."""

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict

from pipelines.article import Article
from pipelines.engines import Language
from pipelines.findings import Fault, Finding, Kind, Span
from pipelines.results import Change

TrackName = Literal["en", "ko", "both"]
"""A track: one in each language, and each English line followed by its Korean one."""

FORMAT = 1
"""The version of `episode.json`'s layout."""


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True)


class Heard(_Value):
    """What a listener wrote down of a line in a finished track (see `service.checking`).

    `ok` is whether the line may be trusted, `rate` the share of its sounds that were misheard, left
    out or added, `lost` the words, names and numbers of the text that were not heard. `take` says
    how the line was spoken again, where it was.
    """

    text: str
    ok: bool
    rate: float
    lost: tuple[str, ...] = ()
    listener: str
    take: str = ""


class Doubt(_Value):
    """What a line may have wrong (see `pipelines.findings`), with a `message` for people.

    `made` is where in the line's text, and `source` where in the text that it was made of: in the
    English for a doubt of the Korean.
    """

    kind: Kind
    fault: Fault
    message: str
    expected: str = ""
    found: str = ""
    source: Span | None = None
    made: Span | None = None
    sure: float = 1.0


def doubt(finding: Finding) -> Doubt:
    """A finding as an episode keeps and tells it."""
    return Doubt(message=finding.message, **asdict(finding))


def finding(doubt: Doubt) -> Finding:
    """The finding that was kept."""
    return Finding(**{each.name: getattr(doubt, each.name) for each in fields(Finding)})


class Line(_Value):
    """A line of the script: the headline or a summary sentence, in both languages.

    `sources` are the numbers of the article's sentences that it came from, counted from 0
    through all paragraphs. `times` gives for each track when it is heard, [start, end] in
    seconds; in `both` from the English's start to the Korean's end. `translator` and `score` say
    who made the Korean; where there is none, `missing` says why. `doubts` are what each language's
    text may have wrong: the English against the article, the Korean against the English. `changes`
    are what was exchanged in the Korean on purpose. `heard` is what a listener heard in each
    language, where the episode was checked.
    """

    en: str
    ko: str | None = None
    heading: bool = False
    paragraph_end: bool = False
    sources: tuple[int, ...] = ()
    times: Mapping[TrackName, tuple[float, float]] = {}
    translator: str | None = None
    score: float | None = None
    note: str = ""
    doubts: Mapping[Language, tuple[Doubt, ...]] = {}
    changes: tuple[Change, ...] = ()
    missing: str | None = None
    missing_hint: str = ""
    heard: Mapping[Language, Heard] = {}


class TrackFile(_Value):
    """A finished track: its files in the episode's folder, and what was measured on it.

    `seconds` of sound, `size` in bytes, `lufs` integrated loudness (ITU-R BS.1770) and
    `true_peak` in dBTP.
    """

    audio: str
    captions: tuple[str, ...]
    seconds: float
    size: int
    lufs: float
    true_peak: float
    voice: str
    speed: float


class Problem(_Value):
    """Something that is missing or second best, and what to do about it."""

    stage: str
    message: str
    hint: str = ""


class Episode(_Value):
    """What `episode.json` holds.

    `settings` is what was asked for. `summary_note` is what people should know of how the summary
    was made. `engines` names who did each stage and `chosen_because`
    why, `versions` the software, `seconds` the time spent a stage. `complete` is whether both
    languages are whole.
    """

    format: int = FORMAT
    id: str
    title: str
    title_ko: str | None = None
    created: datetime
    article: Article
    settings: Mapping[str, str]
    lines: tuple[Line, ...]
    summary_note: str = ""
    tracks: Mapping[TrackName, TrackFile]
    engines: Mapping[str, str]
    chosen_because: Mapping[str, str] = {}
    versions: Mapping[str, str]
    seconds: Mapping[str, float]
    problems: tuple[Problem, ...] = ()
    complete: bool


def episode_id(article: Article, settings: Mapping[str, str]) -> str:
    """A readable name that is the same for the same article and settings: `slug-0123456789`."""
    digest = hashlib.sha256()
    for part in (article.title or "", *article.paragraphs, *map(str, sorted(settings.items()))):
        digest.update(part.encode("utf-8", "surrogatepass") + b"\0")
    plain = unicodedata.normalize("NFKD", article.title or "").encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain.lower().replace("'", ""))
    slug = ""
    for word in words:
        if len(slug) + len(word) > 48:
            break
        slug = f"{slug}-{word}" if slug else word
    return f"{slug or 'article'}-{digest.hexdigest()[:10]}"
