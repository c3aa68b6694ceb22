"""Hangul is known for a name by its sound, however it is spelled."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.korean.loanwords import alike, skeleton
from pipelines.names import built_in


@pytest.mark.parametrize(
    ("english", "hangul"),
    [
        ("Putin", "푸틴"),
        ("Guterres", "구테흐스"),
        ("Guterres", "구테레스"),
        ("Han Tae-song", "한대성"),
        ("Han Tae-song", "한태송"),
        ("Kim Jong-un", "김정은"),
        ("Turkey", "터키"),
        ("Turkey", "튀르키예"),
        ("Macron", "마크롱"),
        ("Xi Jinping", "시진핑"),
        ("Huawei", "화웨이"),
        ("Sheinbaum", "셰인바움"),
        ("Yoon Suk-yeol", "윤석열"),
        ("Reykjavík", "레이캬비크"),
        ("Google", "구글"),
        ("UN", "유엔"),
        ("GDP", "지디피"),
        ("Qatar", "카타르"),
        ("Burkina Faso", "부르키나파소"),
    ],
)
def test_a_name_is_known_by_its_sound(english: str, hangul: str) -> None:
    assert alike(english, hangul) >= 0.79


@pytest.mark.parametrize(
    ("english", "hangul"),
    [
        ("Germany", "독일"),
        ("Putin", "젤렌스키"),
        ("Seoul", "평양"),
        ("Kim Jong-un", "트럼프"),
        ("Guterres", "총장"),
        ("London", "파리"),
        ("Iran", "미국"),
        ("Macron", "대통령"),
        ("Ferry", "여객선"),
    ],
)
def test_another_name_is_not(english: str, hangul: str) -> None:
    assert alike(english, hangul) < 0.6


def test_names_are_nearer_to_their_own_hangul_than_to_others() -> None:
    kinds = {"city", "capital", "UN member", "person"}
    terms = [term for term in built_in().terms if term.kind in kinds]
    chosen = [
        term
        for term in random.Random(1).sample(terms, 120)
        if " " not in term.english and alike(term.english, term.korean) > 0.5
    ]
    nearest = [
        max(chosen, key=lambda other, t=term: alike(t.english, other.korean)) for term in chosen
    ]
    wrong = [(t.english, n.korean) for t, n in zip(chosen, nearest, strict=True) if t is not n]
    assert len(wrong) <= 0.05 * len(chosen), wrong


def test_letters_of_one_place_of_the_mouth_are_one_class() -> None:
    assert skeleton("Putin") == skeleton("푸틴") == skeleton("부띤")
    assert skeleton("Han Tae-song") == skeleton("한대성") == skeleton("한태송")
    assert skeleton("Seoul") != skeleton("Busan")


@given(st.text(max_size=20), st.text(max_size=20))
def test_any_two_texts_are_more_or_less_alike(one: str, other: str) -> None:
    assert 0 <= alike(one, other) <= 1


@given(st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), min_size=1, max_size=8))
def test_hangul_sounds_like_itself(word: str) -> None:
    assert alike(word, word) == 1
    assert skeleton(word) == skeleton(" ".join(word))
