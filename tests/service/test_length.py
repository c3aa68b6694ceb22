"""The length of a summary as people write it."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.errors import DeutgiError
from pipelines.results import Length
from service.length import parse_length


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("5", Length(sentences=5)),
        (" 12 ", Length(sentences=12)),
        ("60s", Length(seconds=60)),
        ("2m", Length(seconds=120)),
        ("1m30s", Length(seconds=90)),
        ("1M 30S", Length(seconds=90)),
        ("2min", Length(seconds=120)),
        ("90 sec", Length(seconds=90)),
    ],
)
def test_sentences_are_bare_numbers_and_time_has_a_unit(text: str, length: Length) -> None:
    assert parse_length(text) == length


@pytest.mark.parametrize("text", ["", "0", "0s", "31m", "301", "-5", "five", "5x", "5.5", "²"])
def test_what_is_no_length_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(DeutgiError) as caught:
        parse_length(text)
    assert "--length" in caught.value.hint


@pytest.mark.parametrize("unit", ["", "s", "m"])
def test_digits_without_end_are_no_length_and_are_not_repeated_whole(unit: str) -> None:
    with pytest.raises(DeutgiError, match="…” is no length") as caught:
        parse_length("9" * 5_000 + unit)
    assert len(caught.value.message) < 100


@given(st.text())
def test_any_text_is_a_length_or_is_refused(text: str) -> None:
    with contextlib.suppress(DeutgiError):
        parse_length(text)
