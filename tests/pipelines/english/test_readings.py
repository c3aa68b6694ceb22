"""What a newsreader would say: a table of readings, checked line by line."""

from pathlib import Path

import pytest

from pipelines.english import spell_out
from pipelines.speak import english, espeak_ng


def table() -> list[tuple[str, str, str]]:
    """Group, text as written, words."""
    lines = (Path(__file__).parent / "readings.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return [(group, written, words) for group, written, words in rows]


ROWS = [
    pytest.param(written, words, id=f"{group}: {written} → {words}")
    for group, written, words in table()
]


@pytest.mark.parametrize(("written", "words"), ROWS)
def test_what_is_written_is_read_in_words(written: str, words: str) -> None:
    assert spell_out(written) == words


@pytest.mark.parametrize(("written", "words"), ROWS)
def test_words_that_were_spelled_out_stay(written: str, words: str) -> None:
    assert spell_out(words) == words


def test_the_table_holds_the_readings_promised() -> None:
    assert len(ROWS) >= 900


@pytest.mark.parametrize(
    ("written", "by_hand"),
    [
        ("It cost $5.2 billion.", "It cost five point two billion dollars."),
        ("£3m", "three million pounds"),
        ("born in 1998", "born in nineteen ninety-eight"),
        ("the 1990s", "the nineteen nineties"),
        ("King Charles III", "King Charles the third"),
        ("World War II", "World War two"),
        ("60 km/h", "sixty kilometers per hour"),
        ("−5°C", "minus five degrees Celsius"),
        ("Gen. Park voted 9-4", "general Park voted nine to four"),
        ("Fresno, Calif.", "Fresno, California."),
        ("3:05 p.m.", "three oh five P.M."),
        ("the BBC and the FBI", "the BBC and the FBI"),
        ("NATO, NASA and OPEC", "NATO, NASA and OPEC"),
        ("the CEO's plan", "the see-ee-ohs plan"),
    ],
)
def test_it_sounds_like_the_words_spelled_by_hand(written: str, by_hand: str) -> None:
    espeak = pytest.importorskip("espeakng_loader")
    assert espeak
    said, wanted = (
        espeak_ng.ipa(text).translate(_NO_STRESS) for text in (spell_out(written), by_hand)
    )
    assert said == wanted


_NO_STRESS = str.maketrans("", "", "ˈˌ ")


@pytest.mark.parametrize(
    ("initials", "names"),
    [
        ("UNHRC", "you en aitch ar see"),
        ("IMF", "I M F"),
        ("ICBM", "eye see bee em"),
        ("NGO", "en gee oh"),
        ("MPs", "em peas"),
        ("UAE", "you eh ee"),
    ],
)
def test_initials_that_espeak_takes_for_a_word_are_read_letter_by_letter(
    initials: str, names: str
) -> None:
    pytest.importorskip("espeakng_loader")
    said, wanted = (
        espeak_ng.ipa(text).translate(_NO_STRESS) for text in (spell_out(initials), names)
    )
    assert said == wanted


def test_the_dot_of_an_abbreviation_is_no_pause() -> None:
    pytest.importorskip("espeakng_loader")
    assert english.phonemes("Gen. Park of the U.S. Army spoke at 5 p.m. today.").count(".") == 1
    assert english.phonemes("He moved to the U.S. The next year he died.").count(".") == 2


def test_both_voices_read_a_sum_as_it_is_said() -> None:
    pytest.importorskip("espeakng_loader")
    from pipelines.speak.espeak import Espeak

    assert english.phonemes("$20 in 1998") == english.phonemes(
        "twenty dollars in nineteen ninety-eight"
    )
    voice = Espeak("en-us")
    (figures,) = voice.speak("$20 in 1998", "en")
    (words,) = voice.speak("twenty dollars in nineteen ninety-eight", "en")
    # espeak's own voice breathes a few samples longer or shorter from one time to the next.
    assert abs(figures.samples.size - words.samples.size) < 0.01 * words.samples.size
