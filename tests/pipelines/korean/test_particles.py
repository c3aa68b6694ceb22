"""A particle agrees with how the word before it is said, whatever it is written in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.korean.hangul import coda
from pipelines.korean.numbers import sino
from pipelines.korean.particles import mend, particle

HANGUL = st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), min_size=1, max_size=6)

TOPIC = """
FBI는 CIA는 GDP는 NATO는 LG는 KBS는 MBC는 SBS는 UN은 EU는 IAEA는 WHO는 WTO는 IMF는 OECD는 OPEC은 ASEAN은
UNESCO는 UNICEF는 NASA는 APEC은 FIFA는 BTS는 CEO는 AI는 IT는 TV는 PC는 USB는 DNA는 SK는 KT는 GM은 IBM은
HBM은 LLM은 R은 L은 M은 N은 A는 X는 K9은 G7은 G20은 5G는 4K는 F-35는 F-16은 KF-21은 COVID-19는 R&D는
M&A는 S&P는 MP3는 CO2는 AT&T는 KOSPI는 KOSDAQ은 POSCO는 THAAD는 BRICS는 START는 OTT는 SNS는 ICBM은 SLBM은
Google은 Apple은 Samsung은 Amazon은 Microsoft는 Facebook은 Twitter는 Tesla는 Intel은 Boeing은 Netflix는
YouTube는 TikTok은 OpenAI는 ChatGPT는 iPhone은 Windows는 Nvidia는 Huawei는 Uber는 Trump는 Biden은 Putin은
Macron은 London은 Paris는 Berlin은 Seoul은 Moscow는 Washington은 Kyiv는 Israel은 Iran은 Brexit는 Qualcomm은
0은 1은 2는 3은 4는 5는 6은 7은 8은 9는 10은 11은 12는 20은 37은 42는 100은 105는 1000은 1998은 2026은 2024는
10,000은 1,002는 1만은 3억은 2조는 1.5는 3.14는 0.7은 2.0은 1/3은 2026년은 11월은 26일은 3시는
60%는 5km는 5kg은 20℃는 3.5%p는 120mm는 7g은 2t은 9L는 8m²는 100ha는 50kW는 3GB는 80dB은 12cm는 60Hz는 50bp는
$100는 €5는 £3는 ￦500은 ¥9은 US$20는 20°C는 5ppm은 150km/h는 12:30은 09:00는 9·11은 6·25는 美는 中은
“평화”는 “전쟁”은 ‘자유’는 「헌법」은 『소설』은 유엔(UN)은 우크라이나(Ukraine)는 김정은(金正恩)은 미국(美國)(USA)은
(UN)은 “간다.”는 “가자!”는 서울[1]은 제주·는 대한민국…은 “한국(ROK)”은
한국은 나라는 하늘은 값은 닭은 여덟은 빛은 부엌은 밖은
"""
"""Words with 은 after a consonant that closes them as they are said, and 는 after a vowel."""


@pytest.mark.parametrize("written", TOPIC.split())
def test_a_topic_is_marked_as_it_is_said(written: str) -> None:
    word, right = written[:-1], written[-1]
    assert particle(word, "은") == right
    assert particle(word, "는") == right


DIRECTION = """
서울로 부산으로 제주로 물로 집으로 1로 3으로 7로 8로 10으로 2026으로 60%로 5kg으로 5km로 9월로 LG로 UN으로
Google로 Apple로 Samsung으로 Israel로 Intel로 FBI로 L로 R로 M으로 NATO로 KF-21로 “하늘”로 독일(獨逸)로
"""


@pytest.mark.parametrize("written", DIRECTION.split())
def test_a_direction_is_ro_after_a_vowel_and_after_l(written: str) -> None:
    word = written.removesuffix("으로") if written.endswith("으로") else written[:-1]
    right = written.removeprefix(word)
    assert particle(word, "로") == right
    assert particle(word, "으로") == right
    assert particle(word, "로서") == right + "서"


PAIRS = [
    ("은", "는"), ("이", "가"), ("을", "를"), ("과", "와"), ("아", "야"), ("이나", "나"), ("이란", "란"),
    ("이라고", "라고"), ("이며", "며"), ("이든", "든"), ("이여", "여"), ("이다", "다"), ("이었다", "였다"),
    ("이었습니다", "였습니다"), ("이라는", "라는"), ("이지만", "지만"), ("이랑", "랑"), ("은커녕", "는커녕"),
    ("과의", "와의"), ("이야말로", "야말로"), ("이에요", "예요"),
]  # fmt: skip


@given(HANGUL, st.sampled_from(PAIRS), st.booleans())
def test_a_particle_has_its_first_form_after_a_consonant(
    word: str, pair: tuple[str, str], first: bool
) -> None:
    closed = bool(coda(word[-1]))
    assert particle(word, pair[0 if first else 1]) == pair[0 if closed else 1]


@given(st.integers(0, 10**11), st.sampled_from(["은", "이", "을", "과", "으로", "이라고"]))
def test_a_figure_takes_the_particle_of_its_reading(number: int, form: str) -> None:
    assert particle(str(number), form) == particle(sino(number), form)
    assert particle(f"{number:,}", form) == particle(sino(number), form)


@given(HANGUL, HANGUL, st.sampled_from(["은", "를", "로", "이며"]))
def test_what_stands_in_brackets_or_closes_a_quote_changes_nothing(
    word: str, other: str, form: str
) -> None:
    plain = particle(word, form)
    for written in (f"{word}({other})", f"{word} ({other})", f"“{word}”", f"‘{word}’", f"{word}."):
        assert particle(written, form) == plain


@given(st.text(max_size=30), st.sampled_from([form for pair in PAIRS for form in pair]))
def test_any_text_takes_one_of_the_two_forms(word: str, form: str) -> None:
    (pair,) = [pair for pair in PAIRS if form in pair]
    assert particle(word, form) in pair


@pytest.mark.parametrize("form", ["에서", "의", "도", "까지", "부터", "만", "나라", "가족"])
def test_a_particle_that_does_not_change_and_what_is_none_are_given_back(form: str) -> None:
    assert particle("서울", form) == form
    assert particle("제주", form) == form


def test_after_a_word_that_nothing_is_said_for_a_particle_stays() -> None:
    assert particle("", "은") == "은"
    assert particle("…", "는") == "는"
    assert particle("한국 👍", "는") == "은"


@pytest.mark.parametrize(
    ("word", "rest", "joined"),
    [
        ("한대성", "는 말했다.", "한대성은 말했다."),
        ("제주", "으로 갔다.", "제주로 갔다."),
        ("한국", "였다고 한다.", "한국이었다고 한다."),
        ("우크라이나", "이라는 나라", "우크라이나라는 나라"),
        ("미국", "와의 회담", "미국과의 회담"),
        ("서울", "으로부터", "서울로부터"),
        ("김정은", "가, 그리고", "김정은이, 그리고"),
        ("벨라루스", "(Belarus)은", "벨라루스(Belarus)는"),
        ("평양", "”를 (그리고)", "평양”을 (그리고)"),
        # No particle, but the rest of a word, or one that never changes.
        ("한국", "에서는", "한국에서는"),
        ("한국", "나라", "한국나라"),
        ("미국", "가족", "미국가족"),
        ("서울", "은행", "서울은행"),
        ("부산", " 가는 길", "부산 가는 길"),
        ("부산", "", "부산"),
    ],
)
def test_a_word_that_is_put_in_takes_the_particle_with_it(
    word: str, rest: str, joined: str
) -> None:
    assert mend(word, rest) == joined


@given(HANGUL, st.text(max_size=20))
def test_mending_a_particle_changes_nothing_else(word: str, rest: str) -> None:
    once = mend(word, rest)
    assert once.startswith(word)
    assert mend(word, once.removeprefix(word)) == once
