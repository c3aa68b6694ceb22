"""English spelled out: whatever comes in, nothing is lost, nothing breaks, nothing is slow."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.english import spell_out
from tests.cpu import cpu_seconds

PIECES = st.sampled_from(
    [
        "0",
        "1",
        "5",
        "12",
        "1998",
        "2026",
        "3.5",
        "1,234",
        "100",
        "-5",
        "$",
        "£",
        "€",
        "%",
        "°",
        "°C",
        "km",
        "kg",
        "m",
        "½",
        "'",
        "’",
        '"',
        "“",
        "”",
        ".",
        ",",
        ":",
        ";",
        "!",
        "?",
        "-",
        "–",
        "—",
        "/",
        "&",
        "+",
        "=",
        "@",
        "#",
        "(",
        ")",
        "*",
        "A",
        "I",
        "B",
        "US",
        "UN",
        "NATO",
        "CEO's",
        "MPs",
        "F-35",
        "COVID-19",
        "U.S.",
        "U.K.",
        "D.C.",
        "Mr.",
        "St.",
        "No.",
        "Feb.",
        "Sept.",
        "May",
        "Sun.",
        "a.m.",
        "p.m.",
        "Inc.",
        "Co.",
        "Jr.",
        "III",
        "IV",
        "King",
        "Charles",
        "World",
        "War",
        "bn",
        "million",
        "billion",
        "won",
        "people",
        "the",
        "of",
        "and",
        "in",
        "Portland",
        "OR",
        ",",
        "Calif.",
        "한국",
        "😀",
        "é",
        "²",
        "www.",
        ".com",
        "5m",
        "1080p",
        "777",
        "787-9",
        "<",
        ">",
        "FY",
        "BBB-",
        "Group",
        "L",
        "13st",
        "1:45.32",
        "2'30\"",
        "SAN",
        "FRANCISCO",
        "(AP)",
        "/kWh",
        "Gen",
        "D-Minn.",
        "W",
        "401(k)",
    ]
)
MIXED = st.one_of(
    st.text(max_size=60),
    st.lists(st.tuples(PIECES, st.sampled_from(["", " ", " ", "\n"])), max_size=14).map(
        lambda pieces: "".join(piece + space for piece, space in pieces)
    ),
)
WORDS = st.sampled_from(
    [
        "the",
        "president",
        "said",
        "that",
        "people",
        "were",
        "voting",
        "against",
        "another",
        "minister",
        "while",
        "troops",
        "moved",
        "across",
        "border",
        "towns",
        "after",
        "months",
        "of",
        "talks",
        "about",
        "trade",
        "weapons",
        "energy",
        "climate",
        "health",
        "schools",
        "and",
        "money",
    ]
)


@settings(max_examples=150)
@given(MIXED)
def test_no_text_breaks_it_and_no_digit_is_left(text: str) -> None:
    assert not re.search(r"\d", spell_out(text))


@settings(max_examples=150)
@given(MIXED)
def test_what_was_spelled_out_is_not_spelled_out_again(text: str) -> None:
    once = spell_out(text)
    assert spell_out(once) == once


@settings(max_examples=100)
@given(st.lists(st.one_of(WORDS, PIECES), max_size=20))
def test_no_plain_word_is_lost_or_changed(pieces: list[str]) -> None:
    said = iter(re.findall(r"[a-z]+", spell_out(" ".join(pieces))))
    plain = [piece for piece in pieces if len(piece) > 2 and re.fullmatch("[a-z]+", piece)]
    assert all(word in said for word in plain)


@given(st.lists(WORDS, min_size=1, max_size=20))
def test_plain_words_stay_as_they_are(words: list[str]) -> None:
    sentence = " ".join(words).capitalize() + "."
    assert spell_out(sentence) == sentence


@given(st.integers(0, 10**15 - 1))
def test_commas_change_no_number(number: int) -> None:
    if not 1000 <= number <= 2999:  # years are written without
        assert spell_out(f"{number:,}") == spell_out(str(number))


@given(st.integers(0, 999), st.integers(0, 999))
def test_different_sums_never_sound_the_same(one: int, other: int) -> None:
    same = spell_out(f"${one} million") == spell_out(f"${other} million")
    assert same == (one == other)


@pytest.mark.parametrize(
    "piece",
    ["Apple Inc. paid $5.2 billion for the U.S. company in 2019–21. ", "1,", "1-", "$", "A.", "a@", "King A ", " ", "x/",
     "profit of 5m ", '1" ', "the $5 to $6 ", "A- ", "(AP) — ", "Boeing 777 ", "SAN ", "1/", "<5 ", "1:45.3 ", "5 km/"],
)  # fmt: skip
def test_time_grows_with_the_text_and_no_faster(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        return cpu_seconds(lambda: spell_out(text), times=2)

    assert seconds(12_000) < max(24 * seconds(1_500), 0.3)


def test_fifty_thousand_letters_of_news_take_a_second_or_two() -> None:
    text = "Sen. Lee said on Feb. 3 that the U.S. paid $5.2 billion, 9-4, in 1998. " * 700
    assert cpu_seconds(lambda: spell_out(text)) < 2
