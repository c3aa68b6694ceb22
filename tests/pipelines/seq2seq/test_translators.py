"""Translators of every family, through the real save, convert, load and generate."""

import json
import shutil
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("torch")
pytest.importorskip("transformers")
pytest.importorskip("ctranslate2")

from pipelines import hub
from pipelines.engines import open_translator
from pipelines.errors import EngineFailed, EngineUnavailable, KoreanUnavailable
from pipelines.results import Translation
from pipelines.seq2seq.engine import Seq2SeqEngine
from pipelines.seq2seq.family import family_of
from pipelines.seq2seq.generation import Settings
from pipelines.seq2seq.model import Model
from pipelines.translate.seq2seq import CTRANSLATE2, TRANSFORMERS
from tests.conftest import Make
from tests.pipelines.seq2seq.tiny import KOREAN

ENGLISH = [english for english, _ in KOREAN]
LIBRARIES = (TRANSFORMERS, CTRANSLATE2)


def texts(answers: list[Translation | KoreanUnavailable]) -> list[str]:
    return [a.text if isinstance(a, Translation) else a.message for a in answers]


@pytest.mark.parametrize("kind", ["m2m100", "nllb", "mbart", "marian", "madlad"])
@pytest.mark.parametrize("engine", LIBRARIES, ids=lambda engine: engine.library)
def test_a_model_of_every_family_translates_what_it_was_taught(
    model_of: Make, home: Path, engine: Seq2SeqEngine[Any], kind: str
) -> None:
    folder = model_of(kind)
    answers = list(engine.open(str(folder), home).translate(ENGLISH))
    assert texts(answers) == [korean for _, korean in KOREAN]
    assert {a.engine for a in answers if isinstance(a, Translation)} == {
        f"{engine.library}:{folder}"
    }


def test_an_engine_is_found_by_its_name(model_of: Make, home: Path) -> None:
    translator = open_translator(f"ctranslate2:{model_of('marian')}", home)
    (answer,) = translator.translate(ENGLISH[1:2])
    assert isinstance(answer, Translation)
    assert answer.text == KOREAN[1][1]


def test_order_is_kept_over_many_sentences_of_different_length(model_of: Make, home: Path) -> None:
    translator = CTRANSLATE2.open(str(model_of("marian")), home)
    assert texts(list(translator.translate(ENGLISH * 5))) == [korean for _, korean in KOREAN] * 5


def test_many_requests_at_once_get_their_own_answers(model_of: Make, home: Path) -> None:
    translator = CTRANSLATE2.open(str(model_of("marian")), home)
    start = threading.Barrier(8)

    def ask(number: int) -> list[str]:
        start.wait(10)
        return texts(list(translator.translate(ENGLISH[number:])))

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(ask, range(8)))
    assert answers == [[korean for _, korean in KOREAN][number:] for number in range(8)]


def test_a_sentence_over_the_models_limit_is_cut_and_nothing_is_dropped(
    model_of: Make, tmp_path: Path
) -> None:
    folder = shutil.copytree(model_of("marian"), tmp_path / "marian")
    model = Model("ctranslate2", str(folder), tmp_path, "translate")
    longest = max(model.count(ENGLISH[1:3]))
    config = folder / "tokenizer_config.json"
    told = json.loads(config.read_text("utf-8"))
    config.write_text(json.dumps({**told, "model_max_length": 2 * longest}), "utf-8")
    home = tmp_path / "with a short limit"
    (answer,) = CTRANSLATE2.open(str(folder), home).translate([" ".join(ENGLISH[1:3] * 2)])
    assert isinstance(answer, Translation)
    assert answer.note == "translated in 4 parts"
    assert answer.text == " ".join([korean for _, korean in KOREAN[1:3]] * 2)


def test_a_text_over_the_limit_is_refused_and_never_cut_in_silence(
    model_of: Make, home: Path
) -> None:
    for library in ("transformers", "ctranslate2"):
        model = Model(library, str(model_of("marian")), home, "translate")
        with pytest.raises(EngineFailed, match="too long: the model reads 128"):
            model.generate([" ".join(ENGLISH * 5)], Settings(32))


def test_what_a_model_cannot_say_is_refused_and_named(model_of: Make, home: Path) -> None:
    """A summarizer writes English, whatever it is asked: a model that makes no Korean."""
    folder = model_of("t5")
    (answer,) = CTRANSLATE2.open(str(folder), home).translate([ENGLISH[0]])
    assert isinstance(answer, KoreanUnavailable)
    assert f"The Korean of ctranslate2:{folder} was refused (it was" in answer.message


@pytest.mark.parametrize("engine", LIBRARIES, ids=lambda engine: engine.library)
def test_a_kind_of_model_that_makes_no_korean_is_named(
    model_of: Make, home: Path, engine: Seq2SeqEngine[Any]
) -> None:
    with pytest.raises(EngineUnavailable, match="of the kind “bart”, which makes no Korean"):
        list(engine.open(str(model_of("bart")), home).translate(ENGLISH[:1]))


def test_a_model_that_never_learnt_korean_is_named(
    model_of: Make, home: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(model_of("nllb"), tmp_path / "nllb")
    for path in folder.glob("*.json"):
        path.write_text(path.read_text("utf-8").replace("kor_Hang", "xxx_Xxxx"), "utf-8")
    with pytest.raises(EngineUnavailable, match="knows no Korean"):
        list(TRANSFORMERS.open(str(folder), home).translate(ENGLISH[:1]))


def test_a_model_for_several_languages_is_told_which(model_of: Make, tmp_path: Path) -> None:
    folder = shutil.copytree(model_of("marian"), tmp_path / "marian")
    assert family_of(folder, "translate").prefix == ""
    vocabulary = json.loads((folder / "vocab.json").read_text("utf-8"))
    (folder / "vocab.json").write_text(json.dumps({**vocabulary, ">>kor<<": 999}), "utf-8")
    assert family_of(folder, "translate").prefix == ">>kor<< "


def test_without_its_model_it_says_how_to_get_it_and_how_large_it_is(tmp_path: Path) -> None:
    ready = CTRANSLATE2.readiness("", tmp_path)
    assert not ready.ready
    assert "4,961 MB" in ready.detail
    assert ready.fix == "deutgi models fetch ctranslate2:facebook/m2m100_1.2B"
    with pytest.raises(EngineUnavailable, match="not here"):
        CTRANSLATE2.open("facebook/m2m100_418M", tmp_path)


def test_a_model_that_is_known_to_be_broken_is_refused_with_the_reason(tmp_path: Path) -> None:
    with pytest.raises(EngineUnavailable, match="its tokenizer does not belong to its weights"):
        TRANSFORMERS.open("Helsinki-NLP/opus-mt-tc-big-en-ko", tmp_path)


def test_a_licence_that_forbids_commercial_use_is_said(model_of: Make, tmp_path: Path) -> None:
    name = "facebook/nllb-200-distilled-600M"
    shutil.copytree(model_of("nllb"), hub.folder_of(name, tmp_path))
    ready = TRANSFORMERS.readiness(name, tmp_path)
    assert ready.ready
    assert "not for commercial use" in ready.detail
