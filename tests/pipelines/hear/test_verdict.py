"""Which lines are flagged: what was heard otherwise counts, how it was spelled does not."""

from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from pipelines.errors import EngineUnavailable, UnknownEngine
from pipelines.hear import judge, listen_to, open_listener
from pipelines.hear.whisper import readiness
from pipelines.speak.espeak import open as open_espeak


@pytest.mark.parametrize(
    ("language", "said", "heard"),
    [
        ("en", "A train left the tracks near Daejeon.", "a train left the tracks near Dijon"),
        ("en", "The drills run from March 9 to 19.", "The drills run from March 9th to 19th."),
        ("en", "It cost $2.3 million in 1998.", "It cost two point three million dollars in 1998"),
        ("en", "The U.N. voted 13 to 0.", "The UN voted thirteen to zero."),
        ("ko", "회의를 열어 결정했다고 밝혔다.", "호의를 열역 결정했다고 밝혔다"),
        ("ko", "디젤 여객선 14척을 모두 교체한다.", "디젤 여객선 열래척을 모두 교체한다."),
        ("ko", "반대 4표로 안건을 가결했습니다.", "반대 내 표로 안건을 가결했습니다."),
        ("ko", "영화 200여편에 나온 배우다.", "영화 이 백여편에 나온 배우다."),
        ("ko", "결승 골을 넣어 이겼다.", "결승골을 넣어이겼다"),
    ],
)
def test_what_sounds_alike_is_not_flagged(language, said, heard) -> None:
    assert judge(said, heard, language).ok


@pytest.mark.parametrize(
    ("language", "said", "heard", "lost"),
    [
        ("en", "The first increase in 14 months.", "The first increase in 40 months", "14 months"),
        ("en", "They cut 1,200 jobs in Ohio today.", "They cut 7,200 jobs in Ohio today.", "1,200"),
        (
            "en",
            "He starred in more than 200 films.",
            "He starred in more than 202 films.",
            "200",
        ),
        ("en", "Judge Robert Ellison gave them time.", "Judge Robert gave them time.", "ellison"),
        (
            "en",
            "It carries officials to Seoul now.",
            "It carries condition to Soul now",
            "officials",
        ),
        ("ko", "금리를 연 3.5%로 결정했다.", "금리를 13.5%로 결정했다.", "3.5%"),
        ("ko", "주민 1,850명이 대피했다.", "주민 1,950명이 대피했다.", "1,850명"),
        (
            "ko",
            "주택을 새로 공급하겠다고 발표했다.",
            "주택을 새로 국무회의에서 발표했다.",
            "공급하겠다고",
        ),
    ],
)
def test_a_number_a_name_or_a_word_that_was_not_heard_is_named(language, said, heard, lost) -> None:
    verdict = judge(said, heard, language)
    assert not verdict.ok
    assert lost in verdict.lost


@pytest.mark.parametrize("language", ["en", "ko"])
def test_silence_is_flagged(language) -> None:
    said = "Ferries stay in harbour." if language == "en" else "여객선은 항구에 머문다."
    verdict = judge(said, "", language)
    assert (verdict.ok, verdict.rate) == (False, 1.0)


def test_words_that_nobody_wrote_are_flagged() -> None:
    assert not judge("It rains.", "It rains, and thank you all for watching this video.", "en").ok


def test_a_listener_that_there_is_not_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnknownEngine, match="parrot"):
        open_listener("parrot:grey", tmp_path)


class Twice:
    """A listener that writes down one thing, then another."""

    name = "twice"

    def __init__(self, *heard: str) -> None:
        self.heard = list(heard)

    def hear(self, samples, language) -> str:
        return self.heard.pop(0)


SAID, SOUND = "Prices rose 14 percent in March.", np.zeros(100, np.float32)


def test_what_is_heard_the_second_time_is_no_fault_of_the_voice() -> None:
    hearing = listen_to(SAID, SOUND, "en", Twice("Prices rose 40 percent in March.", SAID))
    assert hearing.verdict.ok
    assert hearing.text == SAID


def test_what_is_misheard_twice_is_flagged_and_only_that() -> None:
    ears = Twice("Prizes rose 40 percent in Marge.", "Prices rose 41 percent in March.")
    verdict = listen_to(SAID, SOUND, "en", ears).verdict
    assert not verdict.ok
    assert [word for word in verdict.lost if "14" in word] == list(verdict.lost)


def test_what_is_well_heard_is_heard_once() -> None:
    assert listen_to(SAID, SOUND, "en", Twice(SAID)).verdict.ok  # a second time would fail


INSTALLED = pytest.mark.skipif(not readiness("", Path()).ready, reason="Whisper is not installed")


@INSTALLED
def test_a_model_that_is_not_there_is_named_before_anything_is_heard(tmp_path: Path) -> None:
    with pytest.raises(EngineUnavailable, match="nowhere"):
        open_listener(f"whisper:{tmp_path}/nowhere", tmp_path).hear(SOUND, "en")


@INSTALLED
@pytest.mark.skipif(find_spec("espeakng_loader") is None, reason="espeak-ng is not installed")
def test_whisper_hears_what_was_said_and_what_was_not(tmp_path: Path) -> None:
    said = "The mayor said on Tuesday that fourteen ferries would be replaced."
    pieces = open_espeak("", tmp_path).speak(said, "en")
    heard = open_listener("whisper", tmp_path).hear(
        np.concatenate([piece.samples for piece in pieces]), "en"
    )
    assert judge(said, heard, "en").ok, heard
    wrong = judge(said.replace("fourteen", "forty-one"), heard, "en")
    assert wrong.lost == ("forty-one",)
