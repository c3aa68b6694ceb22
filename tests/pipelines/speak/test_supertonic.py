"""Supertonic's voices: its own library, on graphs of the same form that hum instead of speaking.

What they make is a tone: as high as the voice's style says, eight hundredths of a second for every
character that the library gives them, with a little of the noise that it starts from.
"""

import json
import threading

import numpy as np
import pytest

from pipelines import hub
from pipelines.errors import EngineFailed, EngineUnavailable
from pipelines.results import SAMPLE_RATE
from pipelines.speak import supertonic

onnx = pytest.importorskip("onnx")
onnx_parser = pytest.importorskip("onnx.parser")
pytest.importorskip("supertonic")

HEAD = '<ir_version: 8, opset_import: ["" : 17]>'
GRAPHS = {
    "duration_predictor": """
        duration (int64[B, T] text_ids, float[B, 8, 16] style_dp, float[B, 1, T] text_mask)
            => (float[B] seconds) {
          each = Constant<value_float=0.08>()
          axes = Constant<value_ints=[1, 2]>()
          letters = ReduceSum<keepdims=0>(text_mask, axes)
          seconds = Mul(letters, each)
        }""",
    "text_encoder": """
        encoder (int64[B, T] text_ids, float[B, 50, 256] style_ttl, float[B, 1, T] text_mask)
            => (float[B, 1, T] text_emb) {
          axis = Constant<value_ints=[1]>()
          numbers = Cast<to=1>(text_ids)
          rows = Unsqueeze(numbers, axis)
          text_emb = Mul(rows, text_mask)
        }""",
    "vector_estimator": """
        estimator (float[B, 32, L] noisy_latent, float[B, 1, T] text_emb,
            float[B, 50, 256] style_ttl, float[B, 1, T] text_mask, float[B, 1, L] latent_mask,
            float[B] current_step, float[B] total_step) => (float[B, 32, L] denoised) {
          half = Constant<value_float=0.5>()
          style = ReduceMean<axes=[1, 2], keepdims=1>(style_ttl)
          wanted = Mul(style, half)
          kept = Mul(noisy_latent, half)
          mixed = Add(kept, wanted)
          denoised = Mul(mixed, latent_mask)
        }""",
    "vocoder": """
        vocoder (float[B, 32, L] latent) => (float[B, N] wav) {
          zero = Constant<value_int=0>()
          one = Constant<value_int=1>()
          flat = Constant<value_ints=[1, -1]>()
          turn = Constant<value_float=0.0142476>()
          loud = Constant<value_float=0.3>()
          soft = Constant<value_float=0.05>()
          frames = Transpose<perm=[0, 2, 1]>(latent)
          noise = Reshape(frames, flat)
          sizes = Shape(noise)
          size = Gather(sizes, one)
          whole = Range(zero, size, one)
          places = Cast<to=1>(whole)
          pitch = ReduceMax<keepdims=0>(noise)
          steps = Floor(pitch)
          speed = Mul(steps, turn)
          angle = Mul(places, speed)
          wave = Sin(angle)
          tone = Mul(wave, loud)
          hiss = Mul(noise, soft)
          wav = Add(tone, hiss)
        }""",
}
STYLES = {"M1": 2.4, "F1": 4.4}  # times 100 Hz, rounded down
LONG = (
    "The council, which had argued about the ferries for most of a decade, voted nine to four on "
    "Tuesday to buy fourteen electric boats, although the cost has risen to 186 million dollars "
    "and nobody could say whether the old piers would carry the new chargers."
)


def save(folder):
    (folder / "onnx").mkdir(parents=True)
    (folder / "voice_styles").mkdir()
    for name, text in GRAPHS.items():
        onnx.save(onnx_parser.parse_model(HEAD + text), folder / "onnx" / f"{name}.onnx")
    (folder / "onnx" / "tts.json").write_text(
        json.dumps(
            {
                "ae": {"sample_rate": 44_100, "base_chunk_size": 16},
                "ttl": {"chunk_compress_factor": 2, "latent_dim": 16},
            }
        )
    )
    known = [-1] * 65_536  # Latin with its accents, the letters of Hangul, punctuation
    for code in [*range(0x20, 0x7F), *range(0x1100, 0x1200), 0x301, 0x2026, 0xB0]:
        known[code] = code
    (folder / "onnx" / "unicode_indexer.json").write_text(json.dumps(known))
    for speaker in supertonic.SPEAKERS:
        style = {
            key: {
                "dims": [1, *dims],
                "data": np.full(dims, STYLES.get(speaker, 3.4)).ravel().tolist(),
            }
            for key, dims in (("style_ttl", (50, 256)), ("style_dp", (8, 16)))
        }
        (folder / "voice_styles" / f"{speaker}.json").write_text(json.dumps(style))
    return folder


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    home = tmp_path_factory.mktemp("models")
    save(hub.folder_of(supertonic.MODEL, home))
    return home


@pytest.fixture(scope="module")
def voice(home):
    return supertonic.open("", home)


def sound(voice, text, language="en", speed=1.0):
    return np.concatenate([piece.samples for piece in voice.speak(text, language, speed)])


def pitch_of(samples):
    middle = samples[samples.size // 4 : -samples.size // 4]
    spectrum = np.abs(np.fft.rfft((middle - middle.mean()) * np.hanning(middle.size)))
    return np.argmax(spectrum) * SAMPLE_RATE / middle.size


@pytest.mark.parametrize(("text", "language"), [("Good morning.", "en"), ("안녕하세요.", "ko")])
def test_it_speaks_both_languages_at_our_sample_rate(voice, text, language):
    (piece,) = voice.speak(text, language)
    assert (piece.engine, piece.text) == ("supertonic:M1", text)
    assert piece.samples.dtype == np.float32
    # <en>…</en> is nine characters; Hangul is given to the model letter by letter.
    characters = {"en": 13, "ko": 13}[language] + 9
    expected = characters * 0.08 / 1.05
    assert piece.samples.size / SAMPLE_RATE == pytest.approx(expected, abs=0.05)
    assert np.std(piece.samples) == pytest.approx(0.3 / np.sqrt(2), abs=0.05)


@pytest.mark.parametrize(("speaker", "pitch"), [("M1", 200), ("F1", 400), ("F5", 300)])
def test_every_voice_has_its_own_style(home, speaker, pitch):
    voice = supertonic.open(speaker, home)
    (piece,) = voice.speak("Good morning.", "en")
    assert piece.engine == f"supertonic:{speaker}"
    assert pitch_of(piece.samples) == pytest.approx(pitch, abs=3)


def test_the_same_sentence_sounds_the_same_every_time_and_leaves_the_dice_alone(voice):
    np.random.seed(5)
    expected = np.random.rand()
    np.random.seed(5)
    first = sound(voice, "Good morning.")
    assert np.random.rand() == expected
    assert np.array_equal(first, sound(voice, "Good morning."))


@pytest.mark.parametrize("speed", [0.5, 0.6, 1.5, 2.0])
def test_any_speed_that_people_may_choose_is_kept_and_so_is_the_pitch(voice, speed):
    plain, changed = sound(voice, LONG), sound(voice, LONG, speed=speed)
    assert plain.size / changed.size == pytest.approx(speed, rel=0.03)
    assert pitch_of(changed[: SAMPLE_RATE * 2]) == pytest.approx(200, abs=4)


@pytest.mark.parametrize(("text", "language"), [(LONG, "en"), ("우리는 배를 샀고, " * 20, "ko")])
def test_a_long_sentence_comes_in_pieces(voice, text, language):
    pieces = list(voice.speak(text, language))
    assert len(pieces) > 1
    assert " ".join(piece.text for piece in pieces) == text.strip()


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("UN 직원 63명", "유엔 직원 예순세 명"),
        ("3.5%", "삼 점 오 퍼센트"),
        ("美 대통령 😀", "미 대통령"),
    ],
)
def test_korean_is_spelled_out_for_it(voice, written, said):
    assert np.array_equal(sound(voice, written, "ko"), sound(voice, said, "ko"))


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("A café ☃ — “in” 1998 😀", "A café in 1998"),  # a known accent, unknown signs
        ("Señor \U0001f9ff \ud800Ångström", "Senor Angstrom"),  # accents that it does not know
        ("Two\nlines\tof text", "Two lines of text"),
    ],
)
def test_what_the_model_does_not_know_is_written_so_that_it_does(voice, written, said):
    (piece,) = voice.speak(written, "en")
    assert piece.text == written
    assert piece.samples.size > 0.8 * sound(voice, said).size


def test_a_letter_that_it_cannot_say_is_an_error_and_not_lost_in_silence(voice):
    with pytest.raises(EngineFailed, match="cannot say “ж”") as error:
        list(voice.speak("A ж.", "en"))
    assert "deutgi voices" in error.value.hint


@pytest.mark.parametrize("text", ["", "…", "😀 — “”", "\ud800"])
@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_text_with_nothing_to_say_is_silent_and_no_error(voice, text, language):
    assert list(voice.speak(text, language)) == []


def test_threads_get_each_what_they_asked_for(voice):
    texts = ["One short line.", "A line that is a good deal longer than the other one is."]
    alone = [sound(voice, text) for text in texts]
    wrong = []

    def many(number):
        wrong.extend(
            number
            for _ in range(5)
            if not np.array_equal(sound(voice, texts[number]), alone[number])
        )

    threads = [threading.Thread(target=many, args=(n,)) for n in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_a_missing_model_is_named_with_the_command_that_gets_it(tmp_path, monkeypatch):
    monkeypatch.setenv("SUPERTONIC_CACHE_DIR", str(tmp_path / "none"))
    ready = supertonic.readiness("", tmp_path)
    assert not ready.ready
    assert ready.fix == "deutgi models fetch supertonic"
    with pytest.raises(EngineUnavailable) as error:
        supertonic.open("F1", tmp_path)
    assert error.value.hint == ready.fix
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("file", ["onnx/vocoder.onnx", "onnx/tts.json", "voice_styles/M1.json"])
def test_a_model_that_lacks_a_file_is_not_ready(tmp_path, monkeypatch, file):
    monkeypatch.setenv("SUPERTONIC_CACHE_DIR", str(tmp_path / "none"))
    (save(hub.folder_of(supertonic.MODEL, tmp_path)) / file).unlink()
    assert not supertonic.readiness("", tmp_path).ready


def test_a_model_that_the_library_fetched_itself_is_found(tmp_path, monkeypatch):
    monkeypatch.setenv("SUPERTONIC_CACHE_DIR", str(save(tmp_path / "kept")))
    assert supertonic.readiness("", tmp_path).ready
    assert sound(supertonic.open("", tmp_path), "Good morning.").size


@pytest.mark.parametrize(
    "file",
    ["onnx/vocoder.onnx", "onnx/tts.json", "onnx/unicode_indexer.json", "voice_styles/M1.json"],
)
def test_a_damaged_model_is_an_error_when_it_speaks(tmp_path, file):
    (save(hub.folder_of(supertonic.MODEL, tmp_path)) / file).write_text("{broken")
    voice = supertonic.open("", tmp_path)
    with pytest.raises(EngineUnavailable, match="cannot be loaded") as error:
        list(voice.speak("Hello.", "en"))
    assert "deutgi models fetch supertonic" in error.value.hint


def test_an_unknown_voice_is_an_error_that_names_those_there_are(home):
    with pytest.raises(EngineUnavailable) as error:
        supertonic.open("M9", home)
    assert "F1" in error.value.hint
    assert not supertonic.readiness("M9", home).ready
    assert supertonic.readiness("", home).ready
