"""The damage that the benchmark does: one fact at a time, and none where there is nothing to damage."""

import random

import pytest

from benchmarks.faithful import ENGLISH, KOREAN, Case, digits, score, translations


def damaged(kind: str, english: str, korean: str) -> str:
    return KOREAN[kind](korean, random.Random(1), english)


@pytest.mark.parametrize(
    ("kind", "korean", "expected"),
    [
        ("unit", "다리 건설에 3억 달러가 들었다.", "다리 건설에 3억 엔가 들었다."),
        ("denial dropped", "의회는 동의하지 않았다.", "의회는 동의하었다."),
        ("denial added", "의회는 동의했다.", "의회는 동의하지 않았다."),
        ("direction", "물가 상승이 이어졌다.", "물가 하락이 이어졌다."),
        ("number word", "배 세 척이 있다.", "배 다섯 척이 있다."),
    ],
)
def test_one_fact_is_damaged(kind: str, korean: str, expected: str) -> None:
    assert damaged(kind, "The sentence.", korean) == expected


def test_only_names_that_the_english_has_are_replaced() -> None:
    assert "런던" not in damaged("name", "He lives in London.", "그는 런던에 산다.")
    assert damaged("name", "He lives there.", "그는 런던에 산다.") == ""


def test_a_day_that_stands_for_a_weekday_is_not_damaged() -> None:
    assert damaged("digit", "They met on Sunday.", "이들은 27일 만났다.") == ""
    assert damaged("digit", "They met on May 27.", "이들은 5월 27일 만났다.") != ""


def test_where_there_is_nothing_to_damage_there_is_no_case() -> None:
    assert [kind for kind in KOREAN if damaged(kind, "Rain.", "비.")] == []
    assert [kind for kind, do in ENGLISH.items() if do("Rain.", random.Random(1), "Rain.")] == []


def test_a_case_counts_as_found_only_for_what_is_not_said_of_the_sound_pair() -> None:
    pairs = [("They sold 12 ships in 2020.", "이들은 배 12척을 팔았다.")]
    cases = [case for case in translations(pairs, [0]) if case.kind in ("sound", "digit")]
    always = score(cases, lambda case, made: frozenset({"always"}))
    assert (always["sound"].found, always["digit"].found) == (1, 0)


def test_the_peer_compares_digits() -> None:
    case = Case("sound", "They sold 1,200 ships.", "이들은 배 1200척을 팔았다.")
    assert digits(case, case.sound) == frozenset()
    assert digits(case, "이들은 배 1300척을 팔았다.") == {"1200", "1300"}
