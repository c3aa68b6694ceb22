"""What a model makes when it fails is recognised, and what people write is let through."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.degenerate import fault_in_korean, fault_in_summary, repeats_itself

PARK = Path(__file__).parents[3] / "shared/eval/korean-english-park.dev"
ARTICLE = (
    "The city council voted nine to four on Tuesday to buy 24 electric ferries. The mayor, who "
    "had asked for the plan, said it would cost $186 million over six years. The union of ferry "
    "workers welcomed it, as long as nobody loses a job. Two of the five piers will close for "
    "the summer while charging stations are built. Passengers will pay 25 cents more from "
    "January. The opposition warned that electricity prices had doubled in five years and asked "
    "for a limit, which the council refused by one vote. The first boats are due in the autumn "
    "of next year, and the last diesel ferry is to make its final crossing at the end of 2031."
)


@pytest.mark.parametrize(
    ("english", "korean", "fault"),
    [
        ("Rain is expected.", "비가 예상된다.", ""),
        ("Rain is expected.", "", "empty"),
        ("Rain is expected.", " \n", "empty"),
        ("Rain is expected.", "Rain is expected.", "not Korean"),
        ("Rain is expected.", "明日は雨です。", "not Korean"),
        ("Rain is expected.", "비가 ふる 예상된다.", "Japanese"),
        ("Rain is expected.", "明天會下雨，비 온다.", "Chinese"),
        ("The U.S. president will visit.", "美 대통령이 방문할 예정이다.", ""),
        ("Rain is expected.", "비가 비가 비가 비가 비가 온다.", "repeated"),
        ("Rain is expected.", "아아아아아아아아아아아", "repeated"),
        ("BBC", "BBC", ""),
        ("The debt is 1,000,000,000,000 won.", "빚은 1,000,000,000,000원이다.", ""),
        ("Ha ha ha ha ha ha, he said.", "하 하 하 하 하 하, 그가 말했다.", ""),
        ("Rain is expected in Seoul and Busan.", "비가 is expected in Seoul and Busan 온다.", "English"),
        ("It is run by the Committee to Protect Journalists.",
         "언론인보호위원회(Committee to Protect Journalists)가 운영한다.", ""),
        ("Rain is expected in Seoul tomorrow, the agency said.", "비.", "short"),
        ("Rain is expected in Seoul.",
         "내일 서울에는 비가 오겠고 모레부터는 맑은 날씨가 이어질 것으로 보인다고 기상청이 전하며 외출 자제를 당부했다.", "long"),
    ],
)  # fmt: skip
def test_a_translation_that_must_not_be_heard_is_recognised(
    english: str, korean: str, fault: str
) -> None:
    found = fault_in_korean(english, korean)
    assert fault in found
    assert bool(found) == bool(fault)


@pytest.mark.parametrize(
    ("summary", "fault"),
    [
        ("The council will buy 24 electric ferries for $186 million.", ""),
        ("", "empty"),
        (" . ", "empty"),
        ("市议会投票决定购买电动渡轮。", "not English"),
        ("The council will buy ferries. " * 3, "repeated itself|the same twice"),
        ("The council voted. The council will buy ferries. The council will buy ferries.", "twice"),
        ("Ferries, ferries, ferries, ferries, ferries, ferries.", "repeated itself"),
        (ARTICLE, "the article again"),
        ("Ferries.", "far too short"),
    ],
)
def test_a_summary_that_must_not_be_heard_is_recognised(summary: str, fault: str) -> None:
    found = fault_in_summary(ARTICLE, summary)
    assert bool(found) == bool(fault)
    assert not fault or any(part in found for part in fault.split("|"))


def test_a_list_of_figures_is_no_loop() -> None:
    assert not repeats_itself("The scores were 1-1, 1-1, 1-1, 1-1 and 1-1.")
    assert repeats_itself("the the the the")


@pytest.mark.skipif(not PARK.with_suffix(".dev.en").exists(), reason="the pairs are not here")
def test_of_a_thousand_real_pairs_hardly_any_is_refused() -> None:
    english = PARK.with_suffix(".dev.en").read_text("utf-8").splitlines()
    korean = PARK.with_suffix(".dev.ko").read_text("utf-8").splitlines()
    refused = [pair for pair in zip(english, korean, strict=True) if fault_in_korean(*pair)]
    # About ten of them are no translations: English headlines stand in the Korean file.
    assert len(refused) <= 15


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_two_texts_can_be_compared(one: str, other: str) -> None:
    assert isinstance(fault_in_korean(one, other), str)
    assert isinstance(fault_in_summary(one, other), str)
