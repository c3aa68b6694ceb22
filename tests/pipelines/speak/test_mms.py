"""Meta's voices, on networks of the same kind that are small and know nothing."""

import json
import threading

import numpy as np
import pytest

from pipelines import hub
from pipelines.errors import EngineFailed, EngineUnavailable
from pipelines.results import SAMPLE_RATE
from pipelines.speak import mms

torch = pytest.importorskip("torch")
transformers = pytest.importorskip("transformers")
uroman = pytest.importorskip("uroman")

ENGLISH = "kabcdefghijlmnopqrstuvwxyz '-_"  # as Meta's, a letter has the number of the blank
KOREAN = "uabcdeghijklmnoprstwy "  # the letters that uroman writes Korean with
LONG = (
    "The council, which had argued about the ferries for most of a decade, voted nine to four on "
    "Tuesday to buy fourteen electric boats, although the cost has risen to 186 million dollars "
    "and nobody could say whether the old piers would carry the new chargers."
)


def save(folder, letters, code, romanised, **differences):
    torch.manual_seed(1)
    config = transformers.VitsConfig(
        vocab_size=len(letters) + 1,
        hidden_size=16,
        num_hidden_layers=1,
        ffn_dim=16,
        flow_size=8,
        spectrogram_bins=9,
        upsample_initial_channel=16,
        upsample_rates=[8, 8],
        upsample_kernel_sizes=[16, 16],
        resblock_kernel_sizes=[3],
        resblock_dilation_sizes=[[1, 3]],
        depth_separable_num_layers=1,
        duration_predictor_num_flows=2,
        duration_predictor_filter_channels=16,
        prior_encoder_num_flows=2,
        prior_encoder_num_wavenet_layers=1,
        posterior_encoder_num_wavenet_layers=1,
    )
    network = transformers.VitsModel(config)
    with torch.no_grad():  # durations of some ten frames, and sound that can be heard
        network.duration_predictor.flows[0].translate[0] = -1.7
        network.decoder.conv_post.weight.mul_(3)
    network.save_pretrained(folder)
    (folder / "letters.json").write_text(
        json.dumps({letter: number for number, letter in enumerate(letters)}), "utf-8"
    )
    settings = {"phonemize": False, "language": code, "is_uroman": romanised, **differences}
    transformers.VitsTokenizer(
        str(folder / "letters.json"), pad_token=letters[0], **settings
    ).save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    home = tmp_path_factory.mktemp("models")
    for model, letters, code in (
        ("facebook/mms-tts-eng", ENGLISH, "eng"),
        ("facebook/mms-tts-kor", KOREAN, "kor"),
    ):
        folder = hub.folder_of(model, home)
        folder.mkdir(parents=True)
        save(folder, letters, code, romanised=code == "kor")
    return home


@pytest.fixture(scope="module")
def voice(home):
    return mms.open("", home)


def sound(voice, text, language, speed=1.0):
    return np.concatenate([piece.samples for piece in voice.speak(text, language, speed)])


def written(voice, text, language):
    """What the model is given, as letters."""
    letters = {"en": ENGLISH, "ko": KOREAN}[language]
    tokens = voice.tokens(text, language)
    assert tokens[::2] == [0] * (len(tokens) // 2 + 1)  # a blank around each letter
    return "".join(letters[token] for token in tokens[1::2])


@pytest.mark.parametrize(
    ("text", "language"), [("Good morning.", "en"), ("안녕하세요, 여러분.", "ko")]
)
def test_it_speaks_both_languages(voice, text, language):
    (piece,) = voice.speak(text, language)
    assert (piece.engine, piece.text) == ("mms", text)
    assert piece.samples.dtype == np.float32
    assert np.isfinite(piece.samples).all()
    assert np.sqrt(np.mean(piece.samples**2)) > 0.001
    # 64 samples a frame at 16 kHz: a few frames a letter, and a blank, as the dice fall
    letters = len(voice.tokens(text, language))
    assert 2 < piece.samples.size / SAMPLE_RATE * 16_000 / 64 / letters < 100


def test_the_same_sentence_sounds_the_same_every_time_and_leaves_the_dice_alone(voice):
    torch.manual_seed(5)
    expected = torch.rand(1)
    torch.manual_seed(5)
    first = sound(voice, "Good morning.", "en")
    assert torch.equal(torch.rand(1), expected)
    assert np.array_equal(first, sound(voice, "Good morning.", "en"))


def test_double_speed_lasts_half_as_long(voice):
    slow, plain, quick = (
        sound(voice, "The council voted nine to four.", "en", speed).size
        for speed in (0.5, 1.0, 2.0)
    )
    assert plain / quick == pytest.approx(2, abs=0.3)
    assert slow / plain == pytest.approx(2, abs=0.3)


def test_korean_is_romanised_before_it_is_spoken(voice):
    assert written(voice, "안녕하세요, 값이 좋은 닭!", "ko") == "annyeonghaseyo gabsi joheun dalg"


@pytest.mark.parametrize(("text", "language"), [("a man", "en"), ("안녕하세요", "ko")])
def test_the_model_is_given_what_its_own_tokenizer_makes_of_plain_words(
    voice, home, text, language
):
    folder = hub.folder_of(mms.MODELS_BY_LANGUAGE[language], home)
    tokenizer = transformers.VitsTokenizer.from_pretrained(folder)
    assert voice.tokens(text, language) == tokenizer(text)["input_ids"]


@pytest.mark.parametrize(
    ("text", "language", "letters"),
    [
        ("It’s 42% — kick “back”!", "en", "it's forty-two percent kick back"),
        (
            "UNHRC’s CEO, J. Smith, of NATO",
            "en",
            "you en aitch ar-seas see ee oh jay smith of nato",
        ),
        ("A café in 한국, Москва", "en", "a cafe in hangug moskva"),
        ("UN 직원 63명", "ko", "yuen jigweon yesunse myeong"),
        ("Москва에서", "ko", "moseukeubaeseo"),
        ("3.5% 😀", "ko", "sam jeom o peosenteu"),
    ],
)
def test_nothing_that_is_said_is_lost_before_a_network_that_knows_letters_alone(
    voice, text, language, letters
):
    assert written(voice, text, language) == letters


def test_a_letter_that_the_model_lacks_is_an_error_and_not_lost_in_silence(tmp_path):
    voice = mms.open(
        str(save(tmp_path, ENGLISH.replace("z", ""), "eng", romanised=False)), tmp_path
    )
    assert list(voice.speak("A bee.", "en"))
    with pytest.raises(EngineFailed, match="no letter for “z”") as error:
        list(voice.speak("A zebra.", "en"))
    assert "deutgi voices" in error.value.hint


@pytest.mark.parametrize(("text", "language"), [(LONG, "en"), ("우리는 배를 샀고, " * 12, "ko")])
def test_a_long_sentence_comes_in_pieces_of_a_few_seconds(voice, text, language):
    pieces = list(voice.speak(text, language))
    assert len(pieces) > 1
    assert " ".join(piece.text for piece in pieces) == text.strip()
    assert all(len(voice.tokens(piece.text, language)) < 400 for piece in pieces)


@pytest.mark.parametrize("text", ["", "…", "😀 — “”", "\ud800"])
@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_text_with_nothing_to_say_is_silent_and_no_error(voice, text, language):
    assert list(voice.speak(text, language)) == []


def test_threads_get_each_what_they_asked_for(voice):
    texts = ["One short line.", "A line that is a good deal longer than the other one is."]
    alone = [sound(voice, text, "en") for text in texts]
    wrong = []

    def many(number):
        for _ in range(4):
            if not np.array_equal(sound(voice, texts[number], "en", 1.0), alone[number]):
                wrong.append(number)
            sound(voice, texts[number], "en", 1.5)

    threads = [threading.Thread(target=many, args=(n,)) for n in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_one_model_speaks_the_language_that_its_files_name(tmp_path):
    folder = save(tmp_path, KOREAN, "kor", romanised=True)
    voice = mms.open(str(folder), tmp_path)
    assert voice.languages == {"ko"}
    (piece,) = voice.speak("안녕.", "ko")
    assert piece.engine == f"mms:{folder}"
    with pytest.raises(EngineUnavailable, match="no English"):
        list(voice.speak("Hello.", "en"))


def test_a_model_that_names_no_language_speaks_both_and_one_of_a_third_neither(tmp_path):
    unnamed, german = tmp_path / "unnamed", tmp_path / "german"
    for folder, code in ((unnamed, None), (german, "deu")):
        folder.mkdir()
        save(folder, ENGLISH, code, romanised=False)
    voice = mms.open(str(unnamed), tmp_path)
    assert voice.languages == {"en", "ko"}
    assert list(voice.speak("안녕.", "ko"))  # romanised, since it has no Hangul
    with pytest.raises(EngineUnavailable, match="neither English nor Korean"):
        mms.open(str(german), tmp_path)


def test_a_model_of_phonemes_is_refused(tmp_path):
    voice = mms.open(str(save(tmp_path, ENGLISH, "eng", False, phonemize=True)), tmp_path)
    with pytest.raises(EngineUnavailable, match="phonemes"):
        list(voice.speak("Hello.", "en"))


def test_what_is_missing_is_named_with_the_command_that_gets_it(tmp_path):
    ready = mms.readiness("", tmp_path)
    assert not ready.ready
    assert ready.fix == "deutgi models fetch mms"
    assert "facebook/mms-tts-eng" in ready.detail
    with pytest.raises(EngineUnavailable) as error:
        mms.open("some/model", tmp_path)
    assert error.value.hint == "deutgi models fetch mms:some/model"


def test_a_folder_without_weights_is_no_voice(tmp_path):
    folder = save(tmp_path, ENGLISH, "eng", romanised=False)
    (folder / "model.safetensors").unlink()
    with pytest.raises(EngineUnavailable, match="holds no MMS voice") as error:
        mms.open(str(folder), tmp_path)
    assert error.value.hint


def test_damaged_weights_are_an_error_when_it_speaks(tmp_path):
    folder = save(tmp_path, ENGLISH, "eng", romanised=False)
    (folder / "model.safetensors").write_bytes(b"no weights")
    with pytest.raises(EngineUnavailable, match="cannot be loaded") as error:
        list(mms.open(str(folder), tmp_path).speak("Hello.", "en"))
    assert error.value.hint


def test_the_licence_is_said(home):
    assert "CC-BY-NC-4.0" in mms.ABOUT.licence
    ready = mms.readiness("", home)
    assert ready.ready
    assert "not for commercial use" in ready.detail
