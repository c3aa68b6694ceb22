"""A long text is cut into parts at paragraphs, evenly, and no word is lost."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from pipelines.summarize.parts import parts_of


def words(texts: Sequence[str]) -> list[int]:
    return [len(text.split()) for text in texts]


def letters(texts: Sequence[str]) -> list[int]:
    return [len(text) for text in texts]


@given(st.lists(st.text(max_size=300), max_size=20), st.integers(1, 100))
def test_no_letter_is_lost_their_order_is_kept_and_every_part_fits(
    paragraphs: list[str], limit: int
) -> None:
    parts = parts_of(paragraphs, limit, letters)
    assert "".join("".join(parts).split()) == "".join("".join(paragraphs).split())
    assert all(len(part.replace("\n", "")) <= limit for part in parts)


def test_parts_begin_and_end_with_paragraphs() -> None:
    paragraphs = [f"Paragraph {n} has six words here." for n in range(10)]
    parts = parts_of(paragraphs, 20, words)
    assert [line for part in parts for line in part.split("\n")] == paragraphs


def test_no_scrap_is_left_for_the_last_part() -> None:
    paragraphs = ["one two three four five"] * 11
    sizes = words(parts_of(paragraphs, 50, words))
    assert len(sizes) == 2
    assert max(sizes) - min(sizes) <= 5


def test_a_paragraph_longer_than_a_part_is_cut_between_its_sentences() -> None:
    sentences = [f"Sentence number {n} is of seven words." for n in range(6)]
    parts = parts_of([" ".join(sentences)], 15, words)
    assert [line for part in parts for line in part.split("\n")] == sentences
