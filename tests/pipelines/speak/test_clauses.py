"""Long sentences are cut where a reader would breathe, and nothing of them is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.speak.clauses import opening, pieces

TEXTS = st.text(alphabet=st.sampled_from("ab ,.;()—“” \n가고며"), max_size=300)


def packed(text):
    return "".join(text.split())


@given(TEXTS, st.integers(1, 60))
def test_the_pieces_together_are_the_sentence_and_none_is_too_long(text, limit):
    cut = pieces(text, limit, len)
    assert packed("".join(cut)) == packed(text)
    assert all(len(piece) <= limit for piece in cut)


@given(TEXTS, st.integers(1, 60))
def test_an_opening_and_the_rest_are_the_sentence(text, limit):
    first, rest = opening(text, limit, len)
    assert packed(first + rest) == packed(text)
    assert len(first) <= limit


@pytest.mark.parametrize(
    ("sentence", "limit", "expected"),
    [
        ("We came; we saw it all.", 16, ["We came;", "we saw it all."]),
        ("He paid, she left the room.", 20, ["He paid,", "she left the room."]),
        ("He came and she left.", 14, ["He came", "and she left."]),
        ("배가 들어오고 사람들이 내렸다.", 12, ["배가 들어오고", "사람들이 내렸다."]),
        ("abcdefgh", 4, ["abcd", "efgh"]),
        ("   ", 4, []),
    ],
)
def test_a_sentence_is_cut_at_the_best_place(sentence, limit, expected):
    assert pieces(sentence, limit, len) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("On Tuesday, the council voted to buy the ferries.", "On Tuesday,"),
        ("The council voted on Tuesday to buy the new ferries.", ""),
        ("“No,” she said, and then she left the whole room at once.", "“No,” she said,"),
    ],
)
def test_a_sentence_opens_with_its_first_clauses(sentence, expected):
    assert opening(sentence, 20, len)[0] == expected
