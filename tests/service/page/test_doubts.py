"""Words for what may be wrong, marks at its place, and commands in hints."""

from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio_out.text import clean
from pipelines.findings import MESSAGES, Fault, Finding, Kind, one_line
from service.episode import doubt
from service.page.doubts import marked, told
from service.page.hints import pieces
from service.page.words import LANGUAGES

SPANS = st.lists(st.tuples(st.integers(-2, 40), st.integers(-2, 40)), max_size=6)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("fault", MESSAGES)
def test_every_fault_is_told_with_its_words_in_each_language(language: str, fault: Fault) -> None:
    for kind in get_args(Kind):
        found = doubt(Finding(kind, fault, "Juba", "주바", sure=0.7))
        said = told(found, "ko", language)
        text = "".join(piece.text for piece in said.words)
        assert "{" not in text
        for value in ("expected", "found"):
            assert (getattr(found, value) in text) == (f"{{{value}}}" in MESSAGES[fault])
        assert said.title != told(found.model_copy(update={"sure": 0.8}), "ko", language).title
        foreign = {"en": "ko", "ko": "en"}[language]
        assert {piece.language for piece in said.words} <= {"", foreign}


def test_a_term_is_told_in_both_of_its_languages() -> None:
    found = doubt(Finding("name", "term", "Juba (주바)"))
    assert [(p.text, p.language) for p in told(found, "ko", "en").words if p.language] == [
        ("주바", "ko")
    ]
    assert [(p.text, p.language) for p in told(found, "ko", "ko").words if p.language] == [
        ("Juba", "en")
    ]


@given(st.text(max_size=40), SPANS)
def test_marks_change_nothing_of_a_text(text: str, spans: list[tuple[int, int]]) -> None:
    runs = marked(text, spans)
    assert "".join(run.text for run in runs) == clean(text)
    assert all(run.text for run in runs)
    assert all(one.doubted != other.doubted for one, other in pairwise(runs))


@given(st.text("a가 1", max_size=40), SPANS)
def test_what_is_marked_is_what_the_places_name(text: str, spans: list[tuple[int, int]]) -> None:
    shown = one_line(text)
    wanted = {
        place
        for start, stop in spans
        if 0 <= start < stop <= len(shown)
        for place in range(start, stop)
    }
    marks = [run.doubted for run in marked(text, spans) for _ in run.text]
    assert [place for place, mark in enumerate(marks) if mark] == sorted(wanted)


@pytest.mark.parametrize(
    ("hint", "commands"),
    [
        ("deutgi models fetch firefox", ["deutgi models fetch firefox"]),
        ("Choose another voice: deutgi voices", ["deutgi voices"]),
        (
            "deutgi models remove firefox; deutgi models fetch firefox",
            ["deutgi models remove firefox", "deutgi models fetch firefox"],
        ),
        ("Choose from a, b; deutgi doctor shows them all.", ["deutgi doctor"]),
        ("deutgi models list names those that are here.", ["deutgi models list"]),
        (
            "Free some space and run deutgi models fetch mms:x: it goes on where it stopped.",
            ["deutgi models fetch mms:x"],
        ),
        ("(or newer: pip install --upgrade gtts)", ["pip install --upgrade gtts"]),
        ('pip install "deutgi[gtts]"', ['pip install "deutgi[gtts]"']),
        ("DEUTGI_PROFILE=auto deutgi serve", ["DEUTGI_PROFILE=auto deutgi serve"]),
        ("Choose another voice.", []),
    ],
)
def test_commands_are_found_in_hints(hint: str, commands: list[str]) -> None:
    assert [piece.text for piece in pieces(hint) if piece.command] == commands


@given(st.text("deutgi models;:,. ()X", max_size=60))
def test_nothing_of_a_hint_is_lost(hint: str) -> None:
    assert "".join(piece.text for piece in pieces(hint)) == hint
