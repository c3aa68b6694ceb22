"""The firefox translator on a small model of the very kind that Mozilla publishes."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("sentencepiece")

from pipelines.errors import EngineUnavailable, KoreanUnavailable, UnknownEngine
from pipelines.results import Translation
from pipelines.translate import firefox
from tests.pipelines.translate.student import PAIRS, Trained, trained_student

ENGLISH = [english for english, _ in PAIRS]
KOREAN = [korean for _, korean in PAIRS]


@pytest.fixture(scope="module")
def trained() -> Trained:
    return trained_student()


@pytest.fixture(scope="module")
def home(trained: Trained, tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("models")
    folder = firefox.folder_of(home)
    folder.mkdir(parents=True)
    for name, data in trained.files.items():
        (folder / name).write_bytes(data)
    (folder / firefox.METADATA).write_text('{"version": "tiny-12345678"}', encoding="utf-8")
    return home


def _texts(answers: list[Translation | KoreanUnavailable]) -> list[str]:
    assert all(isinstance(answer, Translation) for answer in answers)
    return [answer.text for answer in answers if isinstance(answer, Translation)]


def test_sentences_come_back_in_korean_in_their_order(home: Path) -> None:
    answers = list(firefox.open("", home).translate(ENGLISH * 3))
    assert _texts(answers) == KOREAN * 3
    assert [a.source for a in answers if isinstance(a, Translation)] == ENGLISH * 3
    assert {a.engine for a in answers if isinstance(a, Translation)} == {"firefox:tiny-12345678"}


def test_the_first_sentence_does_not_wait_for_the_others(home: Path) -> None:
    translator = firefox.open("", home)
    list(translator.translate(ENGLISH[:1]))  # loads the model
    started = time.process_time()
    answers = translator.translate(ENGLISH * 20)
    next(answers)
    first = time.process_time() - started
    list(answers)
    assert first < (time.process_time() - started) / 4


def test_a_sentence_too_long_for_the_model_is_cut_at_clauses_and_nothing_is_lost(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(firefox, "_LONGEST", 30)
    long = " ".join(ENGLISH[-3:])
    (answer,) = firefox.open("", home).translate([long])
    assert isinstance(answer, Translation)
    assert answer.text == " ".join(KOREAN[-3:])
    assert answer.note == "translated in 3 parts"


def test_numbers_and_signs_alone_need_no_translation(home: Path) -> None:
    assert _texts(list(firefox.open("", home).translate(["3-1", " … ", ""]))) == ["3-1", "…", ""]


def test_one_refused_sentence_names_itself_and_the_others_still_come(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = firefox.fault_in_korean
    monkeypatch.setattr(
        firefox,
        "fault_in_korean",
        lambda english, korean: "it was empty" if "Rain" in english else check(english, korean),
    )
    sentences = ["Rain.", ENGLISH[0], ENGLISH[1]]
    bad, *good = firefox.open("", home).translate(sentences)
    assert isinstance(bad, KoreanUnavailable)
    assert bad.sentence == "Rain."
    assert "it was empty" in bad.message
    assert "memory" in bad.hint
    assert _texts(good) == KOREAN[:2]


@settings(max_examples=25, deadline=None)
@given(text=st.text(max_size=300))
def test_whatever_is_given_gives_one_answer_about_it(home: Path, text: str) -> None:
    (answer,) = firefox.open("", home).translate([text])
    source = answer.source if isinstance(answer, Translation) else answer.sentence
    assert source == text


# Whether it is ready.


def test_without_its_model_it_says_how_to_get_it(tmp_path: Path) -> None:
    ready = firefox.readiness("", tmp_path)
    assert not ready.ready
    assert ready.fix == "deutgi models fetch firefox"
    with pytest.raises(EngineUnavailable) as caught:
        firefox.open("", tmp_path)
    assert caught.value.hint == "deutgi models fetch firefox"


def test_packed_files_that_were_copied_by_hand_are_noticed(tmp_path: Path) -> None:
    folder = firefox.folder_of(tmp_path)
    folder.mkdir(parents=True)
    (folder / "model.enko.intgemm.alphas.bin.gz").write_bytes(b"")
    assert "gunzip" in firefox.readiness("", tmp_path).detail


def test_with_its_model_it_is_ready(home: Path) -> None:
    assert firefox.readiness("", home).ready


def test_files_copied_by_hand_are_named_by_their_checksum(trained: Trained, tmp_path: Path) -> None:
    folder = firefox.folder_of(tmp_path)
    folder.mkdir(parents=True)
    for name, data in trained.files.items():
        (folder / name).write_bytes(data)
    (answer,) = firefox.open("", tmp_path).translate(ENGLISH[:1])
    assert isinstance(answer, Translation)
    assert len(answer.engine) == len("firefox:12345678")


def test_it_has_no_other_models(home: Path) -> None:
    assert not firefox.readiness("large", home).ready
    with pytest.raises(UnknownEngine):
        firefox.open("large", home)


def test_a_vocabulary_of_another_model_is_refused(trained: Trained, tmp_path: Path) -> None:
    from tests.pipelines.translate.student import vocabulary

    folder = firefox.folder_of(tmp_path)
    folder.mkdir(parents=True)
    for name, data in trained.files.items():
        (folder / name).write_bytes(data)
    other = vocabulary([f"{english} {english[::-1]}" for english in ENGLISH], 400)
    (folder / "srcvocab.enko.spm").write_bytes(other)
    with pytest.raises(EngineUnavailable, match="another model"):
        list(firefox.open("", tmp_path).translate(ENGLISH[:1]))
    (folder / "srcvocab.enko.spm").write_bytes(b"not a vocabulary")
    with pytest.raises(EngineUnavailable, match="cannot be read"):
        list(firefox.open("", tmp_path).translate(ENGLISH[:1]))
