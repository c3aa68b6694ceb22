"""A summary may leave out; it may not add, turn round or change."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.faithful import check_summary, serious

SOURCES = (
    "The council of Port Merrin voted 9-4 on Tuesday to replace all 14 diesel ferries by 2031.",
    "The plan will cost $186 million, of which the national government will pay 40 percent.",
    "Nitrogen dioxide near the terminal rose 18 percent, even though the number of sailings fell.",
    "The union, which represents 420 crew members, does not support the change.",
    '"The technology is no longer an experiment," said Tomas Lindqvist, who led the study.',
)


def kinds(sentence: str, *sources: str) -> set[str]:
    return {f.kind for f in serious(check_summary(sentence, sources or SOURCES, SOURCES))}


@pytest.mark.parametrize(
    "sentence",
    [
        *SOURCES,
        "Port Merrin will replace its 14 diesel ferries by 2031.",
        "The plan costs 186 million dollars.",
        "The government will pay 40% of the plan's cost.",
        "The union represents 420 crew members.",
        "The union doesn't support the change.",
        "Nitrogen dioxide rose 18 percent near the terminal.",
        "Lindqvist led the study.",
    ],
)
def test_what_the_article_says_in_fewer_words_is_left_in_peace(sentence: str) -> None:
    assert kinds(sentence) == set()


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Port Merrin will replace 17 diesel ferries by 2031.", "number"),
        ("The plan will cost $186 billion.", "number"),
        ("The plan will cost €186 million.", "unit"),
        ("The council voted on Thursday.", "date"),
        ("Petra Hollis led the study.", "name"),
        ("The union supports the change.", "negation"),
        ("The plan will not cost $186 million.", "negation"),
        ("Nitrogen dioxide near the terminal dropped 18 percent.", "direction"),
        ('"The technology is a wild gamble," said Tomas Lindqvist.', "quotation"),
    ],
)
def test_what_the_article_does_not_say_is_found(sentence: str, kind: str) -> None:
    nearest = max(
        SOURCES, key=lambda s: len(set(s.lower().split()) & set(sentence.lower().split()))
    )
    assert kind in kinds(sentence, nearest)


def test_a_number_from_another_sentence_is_told_of_but_not_sure() -> None:
    sentence = "The ferries of the town and all of its crews are paid by 40 percent of the people."
    (found,) = [f for f in check_summary(sentence, SOURCES[:1], SOURCES) if f.kind == "number"]
    assert found.message == "“40 percent” is only in another part of the article."
    assert found not in serious((found,))


@given(st.text(max_size=60), st.lists(st.text(max_size=60), max_size=3))
@settings(max_examples=100, deadline=None)
def test_no_text_is_too_odd(sentence: str, sources: list[str]) -> None:
    check_summary(sentence, sources, SOURCES)


@given(st.sampled_from(SOURCES))
def test_a_sentence_of_the_article_is_beyond_doubt(sentence: str) -> None:
    assert check_summary(sentence, SOURCES) == ()
