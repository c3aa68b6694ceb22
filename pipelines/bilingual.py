"""The whole way of an article to speech in two languages, as a stream of events.

Sentences flow through one by one: the first English sentence is heard before the last
Korean one is translated. Whoever consumes the stream (a command line, a job, a server)
decides what to show, keep and write; stopping to consume it stops the work.
"""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipelines.article import Article
from pipelines.engines import Language, Summarizer, Translator, Voice
from pipelines.errors import EngineUnavailable, KoreanUnavailable
from pipelines.results import Length, Speech, Summary, Translation


@dataclass(frozen=True, slots=True)
class ScriptLine:
    """One line that is read aloud: the headline, or a sentence of the summary.

    `sources` are the numbers of the article sentences it came from (none for the headline).
    """

    text: str
    sources: tuple[int, ...] = ()
    paragraph_end: bool = False
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Engines:
    """Who does the work.

    Translators are tried in order, each opened when the one before it knows no answer for
    some sentence: a model that is not needed is never loaded or fetched. A voice that is
    missing for Korean leaves the Korean track out and says so.
    """

    summarizer: Summarizer
    translators: tuple[Callable[[], Translator], ...]
    voices: Mapping[Language, Voice]
    speeds: Mapping[Language, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Condensed:
    """The summary is there; `script` is what will be read aloud, line by line."""

    summary: Summary
    script: tuple[ScriptLine, ...]


@dataclass(frozen=True, slots=True)
class Translated:
    """A line has its Korean."""

    line: int
    translation: Translation


@dataclass(frozen=True, slots=True)
class Untranslated:
    """A line has no Korean: the error names the sentence and what to do."""

    line: int
    error: KoreanUnavailable


@dataclass(frozen=True, slots=True)
class Spoken:
    """A piece of a line has been spoken; `last` where the line is complete with it."""

    language: Language
    line: int
    speech: Speech | None
    last: bool


@dataclass(frozen=True, slots=True)
class Finished:
    """All is made. `seconds` says what each stage took."""

    seconds: Mapping[str, float]


Event = Condensed | Translated | Untranslated | Spoken | Finished


def script_of(article: Article, summary: Summary) -> tuple[ScriptLine, ...]:
    """What is read aloud: the headline, then the summary."""
    lines = [
        ScriptLine(sentence.text, sentence.sources, sentence.paragraph_end)
        for sentence in summary.sentences
    ]
    if article.title:
        lines.insert(0, ScriptLine(article.title, paragraph_end=True, heading=True))
    return tuple(lines)


def translate_all(
    sentences: Sequence[str], translators: Sequence[Callable[[], Translator]]
) -> Iterator[Translation | KoreanUnavailable]:
    """One result a sentence, in order; each translator gets what those before it do not know."""
    if not translators:
        for sentence in sentences:
            yield KoreanUnavailable(sentence)
        return
    first, *others = translators
    try:
        translator = first()
    except EngineUnavailable as error:
        for answer in translate_all(sentences, others):
            # Without another engine, why this one is missing is what people must know.
            if isinstance(answer, KoreanUnavailable) and not others:
                yield KoreanUnavailable(answer.sentence, error.message, error.hint)
            else:
                yield answer
        return
    if not others:
        yield from translator.translate(sentences)
        return
    answers = list(translator.translate(sentences))
    unknown = [a.sentence for a in answers if isinstance(a, KoreanUnavailable)]
    rest = translate_all(unknown, others) if unknown else iter(())
    for answer in answers:
        yield next(rest) if isinstance(answer, KoreanUnavailable) else answer


def listen(article: Article, length: Length, engines: Engines) -> Iterator[Event]:
    """Condense an article, translate it and speak it in both languages, event by event.

    Raises NoArticle where nothing can be condensed, EngineUnavailable and EngineFailed
    where a stage cannot go on. Korean that cannot be made does not raise: it is an
    `Untranslated` event, and the English goes on.
    """
    clock = _Clock()
    with clock("condense"):
        summary = engines.summarizer.summarize(article, length)
    script = script_of(article, summary)
    yield Condensed(summary, script)
    yield from speak_script(script, engines, clock)
    yield Finished(dict(clock.seconds))


def speak_script(
    script: Sequence[ScriptLine],
    engines: Engines,
    clock: "_Clock | None" = None,
    languages: Sequence[Language] = ("en", "ko"),
) -> Iterator[Event]:
    """Translate and speak lines that are already written, in step: English, then its Korean."""
    clock = clock or _Clock()
    korean = translate_all([line.text for line in script], engines.translators)
    for number, line in enumerate(script):
        if "en" in languages:
            yield from _speak("en", number, line.text, engines, clock)
        if "ko" not in languages:
            continue
        with clock("translate"):
            answer = next(korean)
        if isinstance(answer, KoreanUnavailable):
            yield Untranslated(number, answer)
            continue
        yield Translated(number, answer)
        if "ko" in engines.voices:
            yield from _speak("ko", number, answer.text, engines, clock)


def _speak(
    language: Language, number: int, text: str, engines: Engines, clock: "_Clock"
) -> Iterator[Spoken]:
    pieces = engines.voices[language].speak(text, language, engines.speeds.get(language, 1.0))
    while True:
        with clock(f"speak {language}"):
            speech = next(pieces, None)
        if speech is None:
            break
        yield Spoken(language, number, speech, last=False)
    yield Spoken(language, number, None, last=True)


class _Clock:
    """Seconds spent in each stage, without the time that the consumer takes between events."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._stage = ""
        self._start = 0.0

    def __call__(self, stage: str) -> "_Clock":
        self._stage = stage
        return self

    def __enter__(self) -> None:
        self._start = time.perf_counter()

    def __exit__(self, *_: object) -> None:
        spent = time.perf_counter() - self._start
        self.seconds[self._stage] = self.seconds.get(self._stage, 0.0) + spent
