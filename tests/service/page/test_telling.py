"""What the program reports, told in Korean: errors, hints, reasons and notes."""

import re
from collections.abc import Callable
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Message
from hypothesis import example, given
from hypothesis import strategies as st

from audio_out.text import clean
from pipelines.encoding import refuse
from pipelines.engines import find, names
from pipelines.errors import DeutgiError, EngineFailed, KoreanUnavailable
from pipelines.language import require_english
from pipelines.llm.usage import Usage
from pipelines.reading import from_text
from service.fetch import from_url
from service.page.catalogues import missing, said, updated
from service.page.hints import Piece, pieces
from service.page.reports import reports, source
from service.page.telling import told
from service.page.words import catalogue_file
from service.reach import Reach

CATALOGUE = updated(catalogue_file("ko", "reports"), said("reports"))
MESSAGES = [message for message in CATALOGUE if message.id]
HANGUL = re.compile("[가-힣]")
SENTENCE = re.compile(r"\w+ \w+ [a-z]+ \w+")


def text(told: tuple[Piece, ...]) -> str:
    return "".join(piece.text for piece in told)


def in_english(told: tuple[Piece, ...]) -> list[str]:
    return [piece.text for piece in told if piece.language and not piece.command]


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_every_report_has_its_korean() -> None:
    assert missing(CATALOGUE) == []


@pytest.mark.parametrize(
    "report",
    [
        "No Korean for: {sentence}",  # an error's usual message
        "There is no connection to {where}: connection refused.",  # given by a function
        "{address} does not exist (404).",  # in a table
        "English was left in it",  # put into another, modules away
        "a PNG image",  # in a table that is too long to have a report for each
        "Making it ended the worker again and again.",  # an argument of a function
        "{name} is not ready ({detail})",  # in a list that is joined
        "next best of the profile",
        "named",
        "translated in {made} parts",
        "its model ({size} MB) is not here",
        "with its numbers in words",
    ],
)
def test_reports_are_found_wherever_the_source_has_them(report: str) -> None:
    assert report in reports()


def test_all_that_is_reported_can_be_read_off_the_source() -> None:
    """These tell an exception's own words, or what an episode has; another's texts are lost."""
    assert source().unread() <= {
        "pipelines.names",
        "pipelines.speak.onnx_file",
        "pipelines.translate.marian_file",
        "service.checkpoints",
        "service.download",
        "service.making",
        "service.problems",
        "service.seen",
        "service.sse",
    }


def test_translations_keep_places_and_commands() -> None:
    for message in MESSAGES:
        english, korean = str(message.id), str(message.string)
        assert places(korean) <= places(english)
        for lost in places(english) - places(korean):  # Korean has no plural
            assert re.search(rf"[a-z]\{{{lost}\}}(?![a-z])", english), english
        commands = [{p.text for p in pieces(text) if p.command} for text in (english, korean)]
        assert commands[0] == commands[1], english


def test_no_particle_that_depends_on_the_word_before_follows_a_place() -> None:
    for message in MESSAGES:
        assert not re.search(
            r"\}[”’]?(?:은|는|이|가|을|를|와|과|으로|로)(?![가-힣])", str(message.string)
        )


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: str(message.id)[:50])
def test_every_report_is_told_in_korean_alone(message: Message) -> None:
    kept = places(str(message.string))
    values = {name: f"{name}7" if name in kept else "s" for name in places(str(message.id))}
    report = str(message.id).format(**values)
    told_so = told(report, "ko")
    assert HANGUL.search(text(told_so))
    assert set(in_english(told_so)) <= set(values.values())
    assert all(values[name] in text(told_so) for name in kept)
    assert [p.text for p in told_so if p.command] == [p.text for p in pieces(report) if p.command]


@given(st.text("abc 가나; .:()“”{}%", max_size=60))
@example("No Korean for: No Korean for: There is no text.")
@example("kokoro is not ready (x); kokoro is not ready (y); espeak is ready")
def test_nothing_that_is_quoted_is_lost(words: str) -> None:
    quoted = clean(words)
    told_so = text(told(f"No Korean for: {quoted}", "ko"))
    assert told_so == f"한국어로 옮기지 못한 문장: {quoted}"


@given(st.text("abc 가나; .:()“”{}%", max_size=60))
def test_what_nobody_knows_stays_as_it_is(words: str) -> None:
    strange = clean(f"Xyz {words}")
    assert text(told(strange, "ko")) == strange
    assert text(told(strange, "en")) == strange


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    ("piece", "korean"),
    [
        ("kokoro is not ready (x is not installed); ", "준비되지 않음"),
        ("The model failed: ", "모델이 실패했어요"),
        ("Kokoro failed: kokoro is ready. a; b. c) ", "Kokoro가 실패했어요"),
    ],
)
def test_a_long_text_keeps_nobody_waiting(piece: str, korean: str) -> None:
    assert korean in text(told((piece * 50)[:1_900] + ".", "ko"))


@pytest.mark.parametrize(
    ("report", "korean", "english"),
    [
        (
            "kokoro is not ready (onnxruntime is not installed); espeak is ready",
            "kokoro: 준비되지 않음(onnxruntime이 설치되어 있지 않아요); espeak: 준비됨",
            ["kokoro", "espeak"],
        ),
        (
            "The summary of llm was refused (it repeated itself). next best of the profile",
            "llm: 만든 요약을 쓰지 않았어요(같은 말을 되풀이했어요). 프로필에서 그다음으로 좋은 것",
            ["llm"],
        ),
        (
            "condensed in 3 parts; 2 sentences over the length left out; 311 tokens in, 20 out",
            "3부분으로 나누어 요약했어요; 길이를 넘긴 문장 2개를 뺐어요; "
            "입력 토큰 311개, 출력 토큰 20개",
            [],
        ),
        (
            "The model failed: CUDA out of memory.",
            "모델이 실패했어요: CUDA out of memory.",
            ["CUDA out of memory"],
        ),
        (
            "No article was found, only 3 short lines such as “Home” and “News”.",
            "기사가 없고 짧은 줄만 3개 있었어요. 예: “Home” and “News”.",
            ["“Home” and “News”"],
        ),
        (
            "The model in the folder of models/firefox cannot be loaded: bad magic.",
            "모델 폴더/firefox 폴더의 모델을 불러올 수 없어요: bad magic.",
            ["firefox", "bad magic"],
        ),
        ("The voice is hoarse.", "The voice is hoarse.", ["The voice is hoarse."]),
    ],
)
def test_reports_are_told_within_one_another(report: str, korean: str, english: list[str]) -> None:
    assert text(told(report, "ko")) == korean
    assert in_english(told(report, "ko")) == english
    assert text(told(report, "en")) == report


def test_an_articles_words_are_not_taken_for_a_report() -> None:
    sentence = "There is no text."
    assert in_english(told(f"No Korean for: {sentence}", "ko")) == [sentence]
    assert in_english(told(f'90 % match: "{sentence}"', "ko")) == [sentence]


def test_what_engines_lack_on_an_empty_machine_is_told_in_korean(tmp_path: Path) -> None:
    for stage in ("summarize", "translate", "speak"):
        for name in names(stage):
            readiness = find(stage, name).readiness("nothing", tmp_path)
            ours = told(f"{name} is not ready ({readiness.detail})", "ko")
            assert not any(SENTENCE.search(each) for each in in_english(ours)), readiness.detail
            assert not any(SENTENCE.search(each) for each in in_english(told(readiness.fix, "ko")))


@pytest.mark.parametrize(
    "fail",
    [
        lambda: find("speak", "nobody"),
        lambda: from_text(""),
        lambda: from_text("!!!"),
        lambda: require_english(from_text("오늘 아침 항구에서 여객선이 출발하지 못했다. " * 20)),
        lambda: from_url("ftp://example.org/"),
        lambda: from_url("http://127.0.0.1:1/", reach=Reach.PUBLIC),
        lambda: from_url("http://127.0.0.1:1/"),
    ],
)
def test_errors_as_they_are_raised_are_told_in_korean(fail: Callable[[], object]) -> None:
    with pytest.raises(DeutgiError) as raised:
        fail()
    for report in (raised.value.message, raised.value.hint):
        ours = told(clean(report), "ko")
        assert HANGUL.search(text(ours))
        assert not any(SENTENCE.search(each) for each in in_english(ours)), report


@pytest.mark.parametrize(
    "report",
    [
        str(Usage(3, 4)),
        KoreanUnavailable("Prices rose.").message,
        refuse("an MP3 file").message,
        EngineFailed("Kokoro failed: 3.").message,
    ],
)
def test_what_is_put_together_elsewhere_is_told_in_korean(report: str) -> None:
    assert HANGUL.search(text(told(report, "ko")))
