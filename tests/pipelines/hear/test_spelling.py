"""What counts as an error of what was heard, and what does not."""

import pytest

from pipelines.hear.spelling import english_words, score, total


@pytest.mark.parametrize(
    ("written", "heard"),
    [
        ("It cost $2.3 million.", "it cost 2.3 million dollars"),
        ("It cost $2.3 million.", "It cost two point three million dollars"),
        ("The U.N. voted 13 to 0", "the UN voted thirteen to zero"),
        ("a 2-1 victory in the 89th minute", "a two to one victory in the eighty-ninth minute"),
        ("at 3:15 a.m., but", "at 3.15 am but"),
        ("until July 1 at 5:00 p.m.", "until July 1st at 5 PM"),
        ("It won't reopen; that's 22 percent", "it will not re-open thats 22%"),
        ("1,200 jobs at 512,000 pounds", "1200 jobs at £512,000"),
        ("the labor ministry canceled 780 kilometers", "the Labour Ministry cancelled 780km"),
    ],
)
def test_english_that_sounds_the_same_is_no_error(written: str, heard: str) -> None:
    assert score(written, heard, "en").edits == 0


@pytest.mark.parametrize(
    ("written", "heard"),
    [
        ("over $70 a barrel", "over $1.70 a barrel"),
        ("they lost their seats", "they lost there seats"),
        ("in 1998", "in 1989"),
        ("it can open", "it can't open"),
        ("0.25 percentage points", "0.25 percent"),
    ],
)
def test_english_that_sounds_otherwise_is_an_error(written: str, heard: str) -> None:
    assert score(written, heard, "en").edits > 0


def test_korean_numbers_count_as_they_are_said() -> None:
    assert score("고객 3명이 왔다.", "고객 세 명이 왔다", "ko").edits == 0
    assert score("25만 가구가 늘었다.", "이십오만 가구가 늘었다", "ko").edits == 0
    assert score("고객 세 명이 왔다.", "고객 네 명이 왔다", "ko").edits == 1


def test_spaces_and_punctuation_do_not_count_in_korean() -> None:
    assert score("결승 골을 넣어, 이겼다.", "결승골을 넣어 이겼다", "ko").edits == 0


def test_a_total_weighs_long_sentences_more() -> None:
    short, long = score("yes", "no", "en"), score("a b c d e f g h i", "a b c d e f g h i", "en")
    assert total([short, long]).rate == pytest.approx(0.1)


def test_every_number_below_a_trillion_is_spelled_out() -> None:
    assert english_words("1,850,312") == (
        ["one", "million", "eight", "hundred", "fifty", "thousand", "three", "hundred", "twelve"]
    )
    assert english_words("12th 20th 31st") == ["twelfth", "twentieth", "thirty", "first"]
