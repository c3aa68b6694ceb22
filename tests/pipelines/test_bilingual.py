"""The whole way, as events: what comes when, and what happens where Korean is missing.

The engines here are small but whole ones, so that each test can say just what they know.
"""

from collections.abc import Callable, Iterator, Sequence

import numpy as np
import pytest

from pipelines.article import Article
from pipelines.bilingual import (
    Condensed,
    Engines,
    Event,
    Finished,
    Spoken,
    Translated,
    Unspoken,
    Untranslated,
    listen,
    summarize,
    translate_all,
)
from pipelines.engines import Language, Translator
from pipelines.errors import EngineFailed, EngineUnavailable, KoreanUnavailable
from pipelines.results import Change, Length, Speech, Summary, SummarySentence, Translation
from pipelines.translate.glossary import NO_TERMS, Glossary, Term
from pipelines.translate.memory import TranslationMemory
from pipelines.translate.tmx import Unit

ARTICLE = Article(("One. Two.", "Three."), title="Numbers")
KOREAN = {"Numbers": "숫자", "One.": "하나.", "Two.": "둘.", "Three.": "셋."}


class WholeArticle:
    name = "whole"

    def summarize(self, article: Article, length: Length) -> Summary:
        texts = ["One.", "Two.", "Three."]
        return Summary(tuple(SummarySentence(t, (i,)) for i, t in enumerate(texts)), self.name)


class Dictionary:
    def __init__(self, words: dict[str, str], name: str = "dictionary") -> None:
        self.name = name
        self.asked: list[str] = []
        self._words = words

    def translate(
        self, sentences: Sequence[str], glossary: Glossary = NO_TERMS
    ) -> Iterator[Translation | KoreanUnavailable]:
        for sentence in sentences:
            self.asked.append(sentence)
            korean = self._words.get(sentence)
            if korean:
                yield Translation(sentence, korean, self.name)
            else:
                yield KoreanUnavailable(sentence, f"{self.name} does not know it", "learn it")


class Tone:
    name = "tone"
    languages: frozenset[Language] = frozenset({"en", "ko"})

    def speak(self, sentence: str, language: Language, speed: float = 1.0) -> Iterator[Speech]:
        for word in sentence.split():
            yield Speech(np.ones(240, np.float32), word, self.name)


def engines(*translators: Callable[[], Translator]) -> Engines:
    return Engines((WholeArticle,), translators, {"en": Tone(), "ko": Tone()})


def run(*translators: Callable[[], Translator]) -> list[Event]:
    return list(listen(ARTICLE, Length(sentences=3), engines(*translators)))


def not_to_be_opened() -> Translator:
    raise AssertionError("this engine is not needed")


def test_the_first_english_line_is_heard_before_the_second_is_translated() -> None:
    dictionary = Dictionary(KOREAN)
    events = listen(ARTICLE, Length(sentences=3), engines(lambda: dictionary))
    for event in events:
        if isinstance(event, Spoken):
            break
    assert isinstance(event, Spoken)
    assert (event.language, event.line) == ("en", 0)
    assert dictionary.asked == []


def test_every_line_comes_in_both_languages_in_order_headline_first() -> None:
    events = run(lambda: Dictionary(KOREAN))
    done = [(e.language, e.line) for e in events if isinstance(e, Spoken) and e.last]
    assert done == [(language, n) for n in range(4) for language in ("en", "ko")]
    condensed = next(e for e in events if isinstance(e, Condensed))
    assert [line.text for line in condensed.script] == list(KOREAN)
    assert [line.heading for line in condensed.script] == [True, False, False, False]


def test_a_line_without_korean_is_named_and_the_others_go_on() -> None:
    some = {k: v for k, v in KOREAN.items() if k != "Two."}
    events = run(lambda: Dictionary(some))
    missing = [e for e in events if isinstance(e, Untranslated)]
    assert [(e.line, e.error.sentence) for e in missing] == [(2, "Two.")]
    assert [e.line for e in events if isinstance(e, Translated)] == [0, 1, 3]
    assert [e.line for e in events if isinstance(e, Spoken) and e.language == "en" and e.last] == [
        0,
        1,
        2,
        3,
    ]


def test_without_any_translator_the_english_is_whole() -> None:
    events = run()
    spoken = {e.line for e in events if isinstance(e, Spoken) and e.language == "en" and e.last}
    assert spoken == {0, 1, 2, 3}
    assert not [e for e in events if isinstance(e, Spoken) and e.language == "ko"]
    assert len([e for e in events if isinstance(e, Untranslated)]) == 4


def test_an_engine_that_is_not_needed_is_never_opened() -> None:
    events = run(lambda: Dictionary(KOREAN), not_to_be_opened)
    assert len([e for e in events if isinstance(e, Translated)]) == 4


def test_the_second_engine_gets_only_what_the_first_does_not_know() -> None:
    second = Dictionary(KOREAN, "second")
    answers = list(
        translate_all(
            ["One.", "Two.", "Three."], [lambda: Dictionary({"Two.": "둘."}), lambda: second]
        )
    )
    assert [a.engine for a in answers if isinstance(a, Translation)] == [
        "second",
        "dictionary",
        "second",
    ]
    assert second.asked == ["One.", "Three."]


def test_a_second_engine_waits_for_a_few_sentences_of_the_first_not_for_all() -> None:
    first, second = Dictionary(KOREAN, "first"), Dictionary(KOREAN)
    answers = translate_all(["One."] * 100, [lambda: first, lambda: second])
    next(answers)
    assert len(first.asked) == 1
    next(answers)
    assert len(first.asked) < 20
    assert len(list(answers)) == 98


def test_an_engine_that_cannot_be_opened_is_asked_once_for_a_whole_article() -> None:
    tried = []

    def closed() -> Translator:
        tried.append(1)
        raise EngineUnavailable("The model is not here.", "fetch it")

    answers = list(translate_all(["Four."] * 100, [lambda: Dictionary(KOREAN), closed]))
    assert len(answers) == 100
    assert len(tried) == 1


class Breaking(Dictionary):
    """Answers one sentence, and breaks."""

    def translate(
        self, sentences: Sequence[str], glossary: Glossary = NO_TERMS
    ) -> Iterator[Translation | KoreanUnavailable]:
        yield from super().translate(sentences[:1])
        raise EngineUnavailable("The model was damaged.", "fetch it again")


def test_an_engine_that_breaks_loses_no_sentence() -> None:
    sentences = ["One.", "Two.", "Three."]
    one, two, three = translate_all(sentences, [lambda: Breaking(KOREAN)])
    assert isinstance(one, Translation)
    assert isinstance(two, KoreanUnavailable)
    assert isinstance(three, KoreanUnavailable)
    assert (two.sentence, two.message, two.hint) == (
        "Two.",
        "The model was damaged.",
        "fetch it again",
    )
    answers = translate_all(sentences, [lambda: Breaking(KOREAN), lambda: Dictionary(KOREAN)])
    assert [isinstance(answer, Translation) for answer in answers] == [True] * 3


class Hoarse(Tone):
    name = "hoarse"

    def speak(self, sentence: str, language: Language, speed: float = 1.0) -> Iterator[Speech]:
        yield from super().speak(sentence, language)
        if sentence == "하나.":
            raise EngineFailed("The voice is gone.", "choose another")


def test_where_the_korean_voice_breaks_the_english_goes_on_and_it_is_said_once() -> None:
    several = Engines(
        (WholeArticle,), (lambda: Dictionary(KOREAN),), {"en": Tone(), "ko": Hoarse()}
    )
    events = list(listen(ARTICLE, Length(sentences=3), several))
    broken = [event for event in events if isinstance(event, Unspoken)]
    assert [event.error.message for event in broken] == ["The voice is gone."]
    done = [(e.language, e.line) for e in events if isinstance(e, Spoken) and e.last]
    assert done == [("en", 0), ("ko", 0), ("en", 1), ("en", 2), ("en", 3)]
    assert len([e for e in events if isinstance(e, Translated)]) == 4


def test_korean_that_leaves_a_term_of_the_glossary_out_says_so() -> None:
    glossary = Glossary([Term("Two", "이"), Term("One", "하나")])
    one, two = translate_all(["One.", "Two."], [lambda: Dictionary(KOREAN)], glossary)
    assert isinstance(one, Translation)
    assert isinstance(two, Translation)
    assert one.findings == ()
    assert [finding.message for finding in two.findings] == [
        "“Two (이)” is not said as the glossary has it."
    ]


def test_a_name_that_a_model_spelled_by_ear_is_put_right_and_the_change_is_told() -> None:
    glossary = Glossary([Term("Han Tae-song", "한대성")])
    heard = {"Han Tae-song left.": "한태송은 떠났다."}
    (answer,) = translate_all(["Han Tae-song left."], [lambda: Dictionary(heard)], glossary)
    assert isinstance(answer, Translation)
    assert answer.text == "한대성은 떠났다."
    assert answer.changes == (Change("name", "한태송", "한대성", "Han Tae-song"),)
    assert answer.findings == ()


def test_a_name_in_a_memory_stays_as_people_wrote_it() -> None:
    glossary = Glossary([Term("Han Tae-song", "한대성")])
    memory = TranslationMemory([Unit("Han Tae-song left.", "한태송은 떠났다.")])
    (answer,) = translate_all(["Han Tae-song left."], [lambda: memory], glossary)
    assert isinstance(answer, Translation)
    assert answer.text == "한태송은 떠났다."
    assert [(f.fault, f.expected) for f in answer.findings] == [("term", "Han Tae-song (한대성)")]


class Broken:
    name = "broken"

    def summarize(self, article: Article, length: Length) -> Summary:
        raise EngineFailed("The summary of broken was refused (it repeated itself).")


def test_where_a_summarizer_fails_the_next_one_is_named_and_why() -> None:
    several = Engines((Broken, WholeArticle), (), {"en": Tone()})
    first = next(iter(listen(ARTICLE, Length(sentences=3), several)))
    assert isinstance(first, Condensed)
    assert first.summary.engine == "whole"
    assert [error.message for error in first.failed] == [
        "The summary of broken was refused (it repeated itself)."
    ]


def test_where_no_summarizer_can_the_error_is_the_last_ones() -> None:
    with pytest.raises(EngineFailed, match="it repeated itself"):
        list(listen(ARTICLE, Length(sentences=3), Engines((Broken,), (), {"en": Tone()})))


def test_an_engine_that_cannot_be_opened_says_why_for_each_sentence() -> None:
    def closed() -> Translator:
        raise EngineUnavailable("The model is not here.", "fetch it")

    answers = list(translate_all(["One.", "Two."], [lambda: Dictionary({"One.": "하나."}), closed]))
    assert isinstance(answers[0], Translation)
    assert isinstance(answers[1], KoreanUnavailable)
    assert (answers[1].sentence, answers[1].message, answers[1].hint) == (
        "Two.",
        "The model is not here.",
        "fetch it",
    )


def test_stopping_to_listen_stops_the_work() -> None:
    dictionary = Dictionary(KOREAN)
    events = listen(ARTICLE, Length(sentences=3), engines(lambda: dictionary))
    for event in events:
        if isinstance(event, Translated):
            break
    events.close()  # type: ignore[attr-defined]
    assert len(dictionary.asked) <= 1


def test_the_seconds_of_each_stage_are_told_at_the_end() -> None:
    *_, last = run(lambda: Dictionary(KOREAN))
    assert isinstance(last, Finished)
    assert set(last.seconds) == {"condense", "speak en", "translate", "speak ko"}
    assert all(seconds >= 0 for seconds in last.seconds.values())


@pytest.mark.parametrize("title", [None, ""])
def test_an_article_without_a_headline_begins_with_its_first_sentence(title: str | None) -> None:
    article = Article(("One. Two.", "Three."), title=title)
    first = next(iter(listen(article, Length(sentences=3), engines())))
    assert isinstance(first, Condensed)
    assert first.script[0].text == "One."
    assert not first.script[0].heading


def test_a_translation_says_what_to_check_in_it() -> None:
    sentence = "The fare rose 25 percent."
    wrong = Dictionary({sentence: "요금이 35% 올랐다."})
    (answer,) = translate_all([sentence], [lambda: wrong])
    assert isinstance(answer, Translation)
    (finding,) = answer.findings
    assert finding.message == "“25 percent” is not said, but 35%."
    assert sentence[slice(*finding.source or ())] == "25 percent"
    assert answer.text[slice(*finding.made or ())] == "35%"


def test_another_engine_is_asked_where_the_first_is_doubtful_and_taken_where_it_is_not() -> None:
    doubtful, sound = "The fare rose 25 percent.", "The council agreed."
    first = Dictionary({doubtful: "요금이 35% 올랐다.", sound: "의회가 동의했다."}, "first")
    better = Dictionary({doubtful: "요금이 25% 올랐다."}, "better")
    answers = list(translate_all([doubtful, sound], [lambda: first, lambda: better]))
    assert [answer.engine for answer in answers if isinstance(answer, Translation)] == [
        "better",
        "first",
    ]
    assert better.asked == [doubtful]
    no_better = Dictionary({doubtful: "요금이 45% 올랐다."}, "no better")
    (answer,) = translate_all([doubtful], [lambda: first, lambda: no_better])
    assert isinstance(answer, Translation)
    assert (answer.engine, answer.text) == ("first", "요금이 35% 올랐다.")


class Misreads:
    """A summarizer that changes a number."""

    name = "misreads"

    def summarize(self, article: Article, length: Length) -> Summary:
        changed = SummarySentence("The ferry carries 53 cars.", (0,))
        return Summary((changed, SummarySentence("It is new.", (1,))), self.name, "in 1 part")


def test_a_number_that_the_article_does_not_have_is_told_with_the_summary() -> None:
    article = Article(("The ferry carries 35 cars. It is new.",), title="News")
    summary, _ = summarize(article, Length(sentences=2), (Misreads,))
    changed, kept = summary.sentences
    assert [finding.message for finding in changed.findings] == ["“53” is not in the article."]
    assert (kept.findings, summary.note) == ((), "in 1 part")
    first = next(iter(listen(article, Length(sentences=2), Engines((Misreads,), (), {}))))
    assert isinstance(first, Condensed)
    assert [line.findings for line in first.script] == [(), changed.findings, ()]
