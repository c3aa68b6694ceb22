"""The sentences by which voices are judged."""

import pytest

from benchmarks.intelligibility import sentences


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_sentences_are_news_of_ten_to_twenty_five_words(language: str) -> None:
    for which, number in (("main", 40), ("heldout", 20)):
        chosen = sentences(language, which)  # type: ignore[arg-type]
        assert len(chosen) == len(set(chosen)) == number
        assert all(10 <= len(sentence.split()) <= 25 for sentence in chosen)
