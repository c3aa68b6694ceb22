"""`POST /v1/summaries` and `POST /v1/translations`: text alone, for apps that speak themselves."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated, Self, TypeVar

from fastapi import APIRouter, Body, Request
from pydantic import BaseModel, Field, model_validator

from pipelines.article import Article
from pipelines.bilingual import summarize, translate_all
from pipelines.engines import (
    PROFILES,
    Stage,
    find,
    open_summarizer,
    open_translator,
    split_name,
)
from pipelines.errors import DeutgiError, EngineUnavailable, KoreanUnavailable
from pipelines.language import require_english
from pipelines.reading import from_html, from_text
from pipelines.results import Change, Translation
from pipelines.sentences import article_sentences, split_sentences
from service.access import admitted
from service.choosing import Request as Wishes
from service.choosing import glossary
from service.episode import Doubt, doubt
from service.length import LONGEST, parse_length
from service.problems import documented, without_paths
from service.routes import Strict, Text
from service.telemetry import Metrics

router = APIRouter(tags=["texts"])

T = TypeVar("T")

_MOST_SENTENCES = 300
_LONGEST_SENTENCE = 5_000
EXAMPLE = {
    "text": "Harbour council votes for electric ferries\n\n"
    "The harbour council voted 9-4 on Tuesday to buy 14 electric ferries. "
    "They cost $186 million. Work on the first pier begins on May 4.",
    "length": "2",
}
"""A request that can be tried."""

_ERRORS = documented(400, 408, 413, 422, 502, 503)


class SummaryRequest(Strict):
    """An English article, in one of three ways."""

    text: Text | None = Field(
        default=None, description="Its text, pasted with or without what is around."
    )
    html: Text | None = Field(default=None, description="Its page.")
    link: Text | None = Field(default=None, description="Its address.", max_length=2_000)
    length: Text = Field(
        default="60s",
        description="Sentences (`5`) or time as heard (`60s`, `2m`).",
        json_schema_extra={"maxLength": LONGEST},  # parse_length looks, in words for forms too
    )
    summarizer: Text | None = Field(
        default=None, description="Who condenses it, such as `extractive`."
    )

    @model_validator(mode="after")
    def _one(self) -> Self:
        if sum(each is not None for each in (self.text, self.html, self.link)) != 1:
            raise ValueError("give one of text, html and link")
        return self


class Source(BaseModel):
    """A sentence of the article, by its number from 0."""

    number: int
    text: str


class SummarySentenceBody(BaseModel):
    """A sentence of the summary, and those of the article that it came from."""

    text: str
    sources: list[Source]
    paragraph_end: bool = Field(description="Whether a longer pause belongs after it.")
    doubts: list[Doubt] = Field(default=[], description="What it says otherwise than the article.")


class PassedOver(BaseModel):
    """An engine that was to do it first and could not."""

    message: str
    hint: str


class SummaryBody(BaseModel):
    """A summary, who made it, and of what."""

    title: str | None
    byline: str | None
    date: str | None
    link: str | None
    reader: str = Field(description="What read the article.")
    sentences: list[SummarySentenceBody]
    engine: str
    note: str = Field(description="What one should know of how it was made, or empty.")
    passed_over: list[PassedOver]


class TranslationRequest(Strict):
    """English, as sentences or as a text."""

    sentences: list[Annotated[Text, Field(min_length=1, max_length=_LONGEST_SENTENCE)]] | None = (
        Field(default=None, min_length=1, max_length=_MOST_SENTENCES)
    )
    text: Text | None = Field(
        default=None, min_length=1, description="It is cut into its sentences."
    )
    translator: Text | None = Field(default=None, description="Who translates, such as `firefox`.")

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.sentences is None) == (self.text is None):
            raise ValueError("give one of sentences and text")
        return self


class TranslationItem(BaseModel):
    """A sentence with its Korean, or why there is none and what to do."""

    en: str
    ko: str | None = None
    engine: str | None = None
    score: float | None = Field(
        default=None, description="How well a memory's sentence matched: 1 exact."
    )
    note: str = ""
    doubts: list[Doubt] = Field(default=[], description="What the Korean may have wrong.")
    changes: list[Change] = Field(
        default=[], description="What was exchanged in the Korean: names, endings."
    )
    missing: str | None = None
    hint: str = ""


class TranslationBody(BaseModel):
    """One item a sentence, in order."""

    items: list[TranslationItem]
    complete: bool = Field(description="Whether every sentence has its Korean.")


@router.post("/v1/summaries", summary="Condense an article", responses=_ERRORS)
async def summarise(
    request: Request,
    wanted: Annotated[
        SummaryRequest,
        Body(
            openapi_examples={
                "a text": {"value": EXAMPLE},
            }
        ),
    ],
) -> SummaryBody:
    """Condense an English article to sentences, each tied to those it came from."""
    with request.app.state.texts.entered():
        return await request.app.state.texts.work(_summary, wanted, request)  # type: ignore[no-any-return]


@router.post("/v1/translations", summary="Translate into Korean", responses=_ERRORS)
async def translate(
    request: Request,
    wanted: Annotated[
        TranslationRequest,
        Body(
            openapi_examples={
                "sentences": {"value": {"sentences": ["The talks resume on Friday."]}},
                "a text": {"value": {"text": "The talks resume on Friday. Nobody objected."}},
            }
        ),
    ],
) -> TranslationBody:
    """Translate English into Korean, sentence by sentence.

    A sentence that cannot be translated has an item too, which says why and what to do.
    """
    with request.app.state.texts.entered():
        return await request.app.state.texts.work(_translation, wanted, request)  # type: ignore[no-any-return]


def article_behind(link: str, request: Request) -> Article:
    """The article behind a link: anywhere for this computer's own people, else on the public web
    alone. Raises DeutgiError."""
    from service.fetch import from_url

    return from_url(link, reach=request.app.state.settings.reach)


def _summary(wanted: SummaryRequest, request: Request) -> SummaryBody:
    metrics: Metrics = request.app.state.metrics
    length = parse_length(wanted.length)
    openers = _openers("summarize", wanted.summarizer, request, open_summarizer)
    with metrics.stages.labels("read").time():
        article = require_english(article_of(wanted, request))
    with metrics.stages.labels("summarize").time():
        summary, failed = summarize(article, length, openers)
    texts = [sentence.text for sentence in article_sentences(article)]
    return SummaryBody(
        title=article.title,
        byline=article.byline,
        date=article.date,
        link=article.link,
        reader=article.reader,
        sentences=[
            SummarySentenceBody(
                text=sentence.text,
                sources=[Source(number=n, text=texts[n]) for n in sentence.sources],
                paragraph_end=sentence.paragraph_end,
                doubts=list(map(doubt, sentence.findings)),
            )
            for sentence in summary.sentences
        ],
        engine=summary.engine,
        note=summary.note,
        passed_over=[PassedOver(**_told(error, request)) for error in failed],
    )


def article_of(wanted: SummaryRequest, request: Request) -> Article:
    """The article that a request brings or names. Raises DeutgiError."""
    if wanted.link is not None:
        return article_behind(wanted.link, request)
    return from_html(wanted.html) if wanted.html is not None else from_text(wanted.text or "")


def _translation(wanted: TranslationRequest, request: Request) -> TranslationBody:
    state = request.app.state
    sentences = [
        " ".join(sentence.split())
        for sentence in wanted.sentences or split_sentences(wanted.text or "")
    ]
    _check_size(sentences, state.settings.most_text)
    openers = _openers("translate", wanted.translator, request, open_translator)
    with state.metrics.stages.labels("translate").time():
        answers = list(translate_all(sentences, openers, glossary(Wishes(), state.models)))
    return TranslationBody(
        items=[_item(answer, request) for answer in answers],
        complete=all(isinstance(answer, Translation) for answer in answers),
    )


def _check_size(sentences: Sequence[str], most: int) -> None:
    if not all(any(map(str.isalnum, sentence)) for sentence in sentences) or not sentences:
        raise DeutgiError("There is a sentence without words.", "Leave it out.")
    characters = sum(map(len, sentences))
    if characters > most or len(sentences) > _MOST_SENTENCES:
        raise DeutgiError(
            f"That is {len(sentences)} sentences with {characters:,} characters; at a time "
            f"{_MOST_SENTENCES} with {most:,} are translated.",
            "Send them in parts.",
        )


def _item(answer: Translation | KoreanUnavailable, request: Request) -> TranslationItem:
    if isinstance(answer, KoreanUnavailable):
        told = _told(answer, request)
        return TranslationItem(en=answer.sentence, missing=told["message"], hint=told["hint"])
    return TranslationItem(
        en=answer.source,
        ko=answer.text,
        engine=answer.engine,
        score=answer.score,
        note=answer.note,
        doubts=list(map(doubt, answer.findings)),
        changes=list(answer.changes),
    )


def _told(error: DeutgiError, request: Request) -> dict[str, str]:
    """What others may know of an error."""
    return {
        "message": without_paths(error.message, request.app),
        "hint": without_paths(error.hint, request.app),
    }


def _openers(
    stage: Stage, named: str | None, request: Request, opening: Callable[[str, Path], T]
) -> tuple[Callable[[], T], ...]:
    """What opens the engines of a stage in turn: the one that was named, or the profile's."""
    state = request.app.state
    names = (admitted(stage, named, request),) if named else PROFILES[state.settings.profile][stage]
    return tuple(partial(_open_ready, stage, name, state.models, opening) for name in names)


def _open_ready(stage: Stage, name: str, home: Path, opening: Callable[[str, Path], T]) -> T:
    """An engine that is ready. No request has the server fetch a model: its owner does.

    Raises EngineUnavailable.
    """
    readiness = find(stage, name).readiness(split_name(name)[1], home)
    if not readiness.ready:
        raise EngineUnavailable(f"{name} is not ready: {readiness.detail}.", readiness.fix)
    return opening(name, home)
