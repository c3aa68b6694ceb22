"""The whole way of an article to speech in two languages, as a stream of events.

Sentences flow through one by one: the first English sentence is heard before the last
Korean one is translated. Whoever consumes the stream (a command line, a job, a server)
decides what to show, keep and write; stopping to consume it stops the work.
"""

import time
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, repeat

from pipelines.article import Article
from pipelines.engines import Language, Register, Summarizer, Translator, Voice
from pipelines.errors import EngineFailed, EngineUnavailable, KoreanUnavailable
from pipelines.findings import Finding, serious
from pipelines.results import Length, Speech, Summary, Translation
from pipelines.translate.glossary import NO_TERMS, Glossary, missing


@dataclass(frozen=True, slots=True)
class ScriptLine:
    """One line that is read aloud: the headline, or a sentence of the summary.

    `sources` are the numbers of the article sentences it came from (none for the headline),
    `findings` what it says otherwise than they do.
    """

    text: str
    sources: tuple[int, ...] = ()
    paragraph_end: bool = False
    heading: bool = False
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Engines:
    """Who does the work.

    Summarizers are tried in order, the next one where one fails; `Condensed` says which failed and
    why. Translators are tried in order too, each opened when the one before it knows no answer
    for some sentence: a model that is not needed is never loaded or fetched. A voice that is
    missing for Korean leaves the Korean track out and says so.
    """

    summarizers: tuple[Callable[[], Summarizer], ...]
    translators: tuple[Callable[[], Translator], ...]
    voices: Mapping[Language, Voice]
    speeds: Mapping[Language, float] = field(default_factory=dict)
    glossary: Glossary = NO_TERMS
    register: Register = "as-is"


@dataclass(frozen=True, slots=True)
class Condensed:
    """The summary is there; `script` is what will be read aloud, line by line.

    `failed` are the summarizers that were asked before the one that made it, and why they failed.
    """

    summary: Summary
    script: tuple[ScriptLine, ...]
    failed: tuple[EngineUnavailable | EngineFailed, ...] = ()


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
class Unspoken:
    """The Korean voice broke: what was spoken by it is not whole, and no more will come."""

    language: Language
    error: EngineUnavailable | EngineFailed


@dataclass(frozen=True, slots=True)
class Finished:
    """All is made. `seconds` says what each stage took this time."""

    seconds: Mapping[str, float]


Event = Condensed | Translated | Untranslated | Spoken | Unspoken | Finished


def script_of(article: Article, summary: Summary) -> tuple[ScriptLine, ...]:
    """What is read aloud: the headline, then the summary."""
    lines = [
        ScriptLine(
            sentence.text, sentence.sources, sentence.paragraph_end, findings=sentence.findings
        )
        for sentence in summary.sentences
    ]
    if article.title:
        lines.insert(0, ScriptLine(article.title, paragraph_end=True, heading=True))
    return tuple(lines)


def summarize(
    article: Article, length: Length, summarizers: Sequence[Callable[[], Summarizer]]
) -> tuple[Summary, tuple[EngineUnavailable | EngineFailed, ...]]:
    """The summary by the first summarizer that can make one, and why those before it could not.

    Its sentences say which numbers, names and negations are not as the article has them.

    Raises NoArticle, and the last one's EngineUnavailable or EngineFailed where none can.
    """
    failed: list[EngineUnavailable | EngineFailed] = []
    for opener in summarizers:
        try:
            return _checked(opener().summarize(article, length), article), tuple(failed)
        except (EngineUnavailable, EngineFailed) as error:
            failed.append(error)
    raise failed[-1] if failed else EngineUnavailable("There is no summarizer.", "deutgi doctor")


def _checked(summary: Summary, article: Article) -> Summary:
    from pipelines.faithful import check_summary  # Korean's tables load with it
    from pipelines.sentences import article_sentences

    sentences = [sentence.text for sentence in article_sentences(article)]
    checked = []
    for sentence in summary.sentences:
        sources = [sentences[n] for n in sentence.sources if n < len(sentences)]
        if sentence.text not in sources:  # word for word is beyond doubt
            found = serious(check_summary(sentence.text, sources, sentences))
            sentence = replace(sentence, findings=found)
        checked.append(sentence)
    return replace(summary, sentences=tuple(checked))


def translate_all(
    sentences: Sequence[str],
    translators: Sequence[Callable[[], Translator]],
    glossary: Glossary = NO_TERMS,
    register: Register = "as-is",
    headings: Container[int] = (),
) -> Iterator[Translation | KoreanUnavailable]:
    """One result a sentence, in order; each translator gets what those before it do not know.

    It gets what a model before it translated doubtfully too (see `pipelines.faithful`), and its
    Korean is taken where that is beyond doubt. Names that a translation spells otherwise than the
    glossary are put right, but for what people translated. A translation's findings say which
    terms are not as they should be, and which numbers, names and negations to check. Last, what no
    people translated is put into the `register`; the sentences numbered in `headings` are
    headlines, and stay headlines.
    """
    from pipelines.translate.register import in_register  # Korean's tables load with it

    openers = [_once(opener) for opener in translators]
    start = 0
    for size in chain(_WINDOWS, repeat(_WINDOWS[-1])):
        window = sentences[start : start + size] if len(openers) > 1 else sentences[start:]
        if not window:
            return
        for number, answer in enumerate(_translate_all(window, openers, glossary), start):
            if isinstance(answer, KoreanUnavailable):
                yield answer
                continue
            styled = in_register(answer, register, heading=number in headings)
            # What was found is told with its places in the words as they are now.
            moved = answer.findings and styled.text != answer.text
            yield _checked_korean(styled, glossary) if moved else styled
        start += len(window)


def _answers(
    translator: Translator, sentences: Sequence[str], glossary: Glossary
) -> Iterator[Translation | KoreanUnavailable]:
    """A translator's answers, their names put right and checked; where it breaks, why, for each
    sentence that it has not answered."""
    from pipelines.translate.respelling import respell  # Korean's tables load with it

    answered = 0
    try:
        for answer in translator.translate(sentences, glossary):
            answered += 1
            if isinstance(answer, Translation):
                answer = _checked_korean(respell(answer, glossary), glossary)
            yield answer
    except (EngineUnavailable, EngineFailed) as error:
        for sentence in sentences[answered:]:
            yield KoreanUnavailable(sentence, error.message, error.hint)


_WINDOWS = (1, 8, 32)
"""Sentences that go from one translator to the next together: the first is soon heard, later
ones are translated in batches."""


def _once(opener: Callable[[], Translator]) -> Callable[[], Translator]:
    """An opener that opens at most once, and fails at most once too: a model that cannot be
    fetched is not asked for again with every sentence."""
    kept: list[Translator | EngineUnavailable] = []

    def opened() -> Translator:
        if not kept:
            try:
                kept.append(opener())
            except EngineUnavailable as error:
                kept.append(error)
        if isinstance(kept[0], EngineUnavailable):
            raise kept[0]
        return kept[0]

    return opened


def _checked_korean(translation: Translation, glossary: Glossary) -> Translation:
    """The translation with what its Korean may have wrong: terms that are not as in the glossary,
    and the rest only where people did not translate the very sentence."""
    from pipelines.faithful import check_translation  # Korean's tables load with it

    told = [f for f in translation.findings if f.fault in ("spelling", "register")]
    terms = missing(glossary.terms_in(translation.source), translation.text)
    unsaid = [Finding("name", "term", f"{term.english} ({term.korean})") for term in terms]
    found: tuple[Finding, ...] = ()
    if translation.score != 1.0:
        found = serious(check_translation(translation.source, translation.text, glossary))
    return replace(translation, findings=(*found, *unsaid, *told))


def _translate_all(
    sentences: Sequence[str],
    translators: Sequence[Callable[[], Translator]],
    glossary: Glossary,
) -> Iterator[Translation | KoreanUnavailable]:
    if not translators:
        for sentence in sentences:
            yield KoreanUnavailable(sentence)
        return
    first, *others = translators
    try:
        translator = first()
    except EngineUnavailable as error:
        for answer in _translate_all(sentences, others, glossary):
            # Without another engine, why this one is missing is what people must know.
            if isinstance(answer, KoreanUnavailable) and not others:
                yield KoreanUnavailable(answer.sentence, error.message, error.hint)
            else:
                yield answer
        return
    if not others:
        yield from _answers(translator, sentences, glossary)
        return
    answers = list(_answers(translator, sentences, glossary))
    asked = [isinstance(a, KoreanUnavailable) or _doubtful(a) for a in answers]
    unknown = [sentence for sentence, ask in zip(sentences, asked, strict=True) if ask]
    rest = _translate_all(unknown, others, glossary) if unknown else iter(())
    for answer, ask in zip(answers, asked, strict=True):
        yield _better(answer, next(rest)) if ask else answer


def _doubtful(translation: Translation) -> bool:
    """Whether another engine should be asked: not where people translated this or its like."""
    return translation.score is None and bool(translation.findings)


def _better(
    one: Translation | KoreanUnavailable, other: Translation | KoreanUnavailable
) -> Translation | KoreanUnavailable:
    if isinstance(one, KoreanUnavailable):
        return other
    return other if isinstance(other, Translation) and not other.findings else one


@dataclass(frozen=True, slots=True)
class SoFar:
    """What has been made of a script before: lines by number that are spoken in a language, and
    those whose Korean, or the want of it, is known."""

    spoken: frozenset[tuple[Language, int]] = frozenset()
    answers: Mapping[int, Translation | KoreanUnavailable] = field(default_factory=dict)


NOTHING_YET = SoFar()


def listen(
    article: Article,
    length: Length,
    engines: Engines,
    languages: Sequence[Language] = ("en", "ko"),
) -> Iterator[Event]:
    """Condense an article, translate it and speak it in both languages, event by event.

    Raises NoArticle where nothing can be condensed, EngineUnavailable and EngineFailed
    where a stage cannot go on. Korean that cannot be made does not raise: it is an
    `Untranslated` or an `Unspoken` event, and the English goes on.
    """
    clock = _Clock()
    with clock("condense"):
        summary, failed = summarize(article, length, engines.summarizers)
    script = script_of(article, summary)
    yield Condensed(summary, script, failed)
    for event in speak_script(script, engines, languages):
        if isinstance(event, Finished):
            event = Finished({**clock.seconds, **event.seconds})
        yield event


def speak_script(
    script: Sequence[ScriptLine],
    engines: Engines,
    languages: Sequence[Language] = ("en", "ko"),
    so_far: SoFar = NOTHING_YET,
) -> Iterator[Event]:
    """Translate and speak lines that are already written, in step: English, then its Korean.

    What was made so far is not made again: the work goes on where it stopped. Where the Korean
    voice breaks an `Unspoken` says so, and the English goes on.
    """
    clock = _Clock()
    speaks_korean = "ko" in engines.voices
    unknown = [line for n, line in enumerate(script) if n not in so_far.answers]
    korean = translate_all(
        [line.text for line in unknown],
        engines.translators,
        engines.glossary,
        engines.register,
        headings=[n for n, line in enumerate(unknown) if line.heading],
    )
    for number, line in enumerate(script):
        if "en" in languages and ("en", number) not in so_far.spoken:
            yield from _speak("en", number, line.text, engines, clock)
        if "ko" not in languages:
            continue
        answer = so_far.answers.get(number)
        if answer is None:
            with clock("translate"):
                answer = next(korean)
            if isinstance(answer, KoreanUnavailable):
                yield Untranslated(number, answer)
            else:
                yield Translated(number, answer)
        if isinstance(answer, KoreanUnavailable) or ("ko", number) in so_far.spoken:
            continue
        if speaks_korean:
            try:
                yield from _speak("ko", number, answer.text, engines, clock)
            except (EngineUnavailable, EngineFailed) as error:
                speaks_korean = False
                yield Unspoken("ko", error)
    yield Finished(dict(clock.seconds))


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
