"""Numbers, names and negations that a translation must keep, and what is as good in other words."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.english.numbers import cardinal
from pipelines.faithful import check_translation, serious
from pipelines.korean.numbers import sino
from pipelines.translate.glossary import Glossary, Term
from pipelines.translate.memory import read_units
from tests.pipelines.seq2seq import tiny
from tests.pipelines.translate import student

MEMORY = next((Path(__file__).parents[2] / "samples").glob("*.tmx"))


def kinds(english: str, korean: str) -> set[str]:
    return {finding.kind for finding in serious(check_translation(english, korean))}


SAMPLE = [(unit.english, unit.korean) for unit in read_units(MEMORY)]


@pytest.mark.parametrize(("english", "korean"), [*SAMPLE, *student.PAIRS, *tiny.KOREAN])
def test_what_people_translated_well_is_left_in_peace(english: str, korean: str) -> None:
    assert serious(check_translation(english, korean)) == ()


@pytest.mark.parametrize(
    ("english", "korean"),
    [
        ("The bridge cost $186 million.", "다리 건설에 1억 8,600만 달러가 들었다."),
        ("Some 150,000 people fled.", "십오만 명가량이 피란했다."),
        ("She is twenty-one years old.", "그녀는 스물한 살이다."),
        ("A dozen houses burned.", "집 12채가 탔다."),
        ("Half of the votes were counted.", "표의 절반이 개표됐다."),
        ("Two-thirds of the members agreed.", "회원 3분의 2가 동의했다."),
        ("The fund holds 3bn euros.", "이 기금은 30억 유로를 보유하고 있다."),
        ("It was built in the 1990s.", "그것은 1990년대에 지어졌다."),
        ("The train leaves at 2:30 p.m.", "열차는 오후 2시 30분에 떠난다."),
        ("The ferry left at noon.", "여객선은 정오에 떠났다."),
        ("The strike lasted three days.", "파업은 사흘 동안 이어졌다."),
        ("They met on March 5, 2024.", "이들은 2024년 3월 5일에 만났다."),
        ("Hundreds of millions of dollars are missing.", "수억 달러가 사라졌다."),
        ("The village is 20 miles from the coast.", "마을은 해안에서 32킬로미터 떨어져 있다."),
        ("The rate rose by half a percentage point.", "금리가 0.5%포인트 올랐다."),
        ("They have ruled for five decades.", "이들은 50년 동안 집권했다."),
        ("Inflation is between 22 and 25 percent.", "물가 상승률은 22~25%다."),
        ("The temperature fell to minus 15 degrees.", "기온이 영하 15도까지 떨어졌다."),
        ("About 17,432 people came.", "약 1만 7천여 명이 왔다."),
    ],
)
def test_a_number_may_be_said_in_another_way(english: str, korean: str) -> None:
    assert kinds(english, korean) == set()


@pytest.mark.parametrize(
    ("english", "korean", "kind"),
    [
        ("The bridge cost $186 million.", "다리 건설에 18억 6,000만 달러가 들었다.", "number"),
        ("Prices rose 4.2 percent.", "물가가 4.3% 올랐다.", "number"),
        ("Three ministers resigned.", "장관 네 명이 사임했다.", "number"),
        ("Two-thirds of the members agreed.", "회원 4분의 3이 동의했다.", "number"),
        ("Hundreds of people fled.", "수만 명이 피란했다.", "number"),
        ("The fund holds 30 million dollars.", "이 기금은 3,000만 유로를 보유하고 있다.", "unit"),
        ("The rate rose by 2 percent.", "금리가 2%포인트 올랐다.", "unit"),
        ("The road is 40 kilometers long.", "도로의 길이는 40미터다.", "unit"),
        ("The sentence is seven years.", "형량은 7개월이다.", "unit"),
        ("They met on March 5.", "이들은 3월 6일에 만났다.", "date"),
        ("The train leaves at 2:30 p.m.", "열차는 오전 2시 30분에 떠난다.", "date"),
        ("The council meets on Tuesday.", "의회는 목요일에 열린다.", "date"),
        ("The council meets on Tuesday.", "의회는 38일에 열린다.", "date"),
        ("The factory hired 1,912 people.", "공장은 2,000명을 고용했다.", "number"),
    ],
)
def test_another_number_unit_or_day_is_found(english: str, korean: str, kind: str) -> None:
    assert kind in kinds(english, korean)


def test_rounding_is_allowed_where_the_korean_says_so() -> None:
    english = "The factory hired 1,912 people."
    assert kinds(english, "공장은 약 1,900명을 고용했다.") == set()
    assert kinds(english, "공장은 1,900명을 고용했다.") == {"number"}


def test_a_number_that_the_text_does_not_have_is_found() -> None:
    assert kinds("The mayor opened the school.", "시장은 학교 27곳의 문을 열었다.") == {"number"}


@pytest.mark.parametrize(
    ("english", "korean"),
    [
        ("Prices did not fall.", "물가가 떨어졌다."),
        ("The minister never answered the letter.", "장관은 그 편지에 답했다."),
        ("No survivors were found.", "생존자가 발견됐다."),
        ("The parties agreed without conditions.", "양측은 조건을 걸고 합의했다."),
        ("The council approved the budget.", "의회는 예산을 승인하지 않았다."),
        ("The pilot returned to the airport.", "조종사는 공항으로 돌아오지 못했다."),
        ("The court heard the witness.", "법원은 증인을 심문한 것이 아니다."),
    ],
)
def test_a_denial_that_is_lost_or_added_is_found(english: str, korean: str) -> None:
    assert "negation" in kinds(english, korean)


@pytest.mark.parametrize(
    ("english", "korean"),
    [
        (
            "Not only the mayor but the whole council resigned.",
            "시장뿐 아니라 시의회 전체가 물러났다.",
        ),
        ("No fewer than 40 ships were lost.", "무려 40척의 배를 잃었다."),
        ("The company had to close the plant.", "회사는 공장을 닫을 수밖에 없었다."),
        ("Everyone must pay the fare.", "누구나 요금을 내지 않으면 안 된다."),
        ("The minister denied the report.", "장관은 그 보도가 사실이 아니라고 밝혔다."),
        ("The two sides failed to agree.", "양측은 합의하지 못했다."),
        ("The talks will not resume until Friday.", "회담은 금요일에야 재개된다."),
        ("The bank refused to comment.", "은행은 언급을 거부했다."),
        ("The strike goes on unless wages rise.", "임금이 오르지 않으면 파업은 계속된다."),
        ("He does not know who called.", "그는 누가 전화했는지 모른다."),
        ("They worked without a break.", "이들은 쉬지 않고 일했다."),
        ("It is unclear who won.", "누가 이겼는지는 분명하지 않다."),
        ("The plan is unquestionably dear.", "그 계획은 의심할 여지 없이 비싸다."),
        ("Few people came.", "사람이 거의 오지 않았다."),
    ],
)
def test_languages_deny_in_different_places(english: str, korean: str) -> None:
    assert "negation" not in kinds(english, korean)


@pytest.mark.parametrize(
    ("english", "korean"),
    [
        ("Exports rose last month.", "지난달 수출이 감소했다."),
        ("The senate rejected the treaty.", "상원이 조약을 승인했다."),
        ("The jury found him guilty.", "배심원단은 그에게 무죄를 평결했다."),
        ("At least nine people were hurt.", "최대 9명이 다쳤다."),
        ("The police released the student.", "경찰은 그 학생을 체포했다."),
        ("The bank cut its forecast.", "은행은 전망치를 인상했다."),
    ],
)
def test_the_opposite_is_found(english: str, korean: str) -> None:
    assert "direction" in kinds(english, korean)


@pytest.mark.parametrize(
    ("english", "hangul"),
    [
        ("Nyström", "뉘스트룀"),
        ("Smith", "스미스"),
        ("Guterres", "구테흐스"),
        ("Walker", "워커"),
        ("Koizumi", "고이즈미"),
        ("Karadzic", "카라지치"),
        ("Zhejiang", "저장"),
        ("Tsvangirai", "창기라이"),
        ("Lindqvist", "린드크비스트"),
        ("McAllen", "맥앨런"),
        ("Joyce", "조이스"),
    ],
)
def test_a_name_is_heard_in_its_hangul(english: str, hangul: str) -> None:
    sentence = f"A report by {english} was published in the spring."
    assert kinds(sentence, f"{hangul}의 보고서가 봄에 발표됐다.") == set()
    assert kinds(sentence, "페르난데스의 보고서가 봄에 발표됐다.") == {"name"}


def test_countries_are_known_by_their_korean_names() -> None:
    english = "Greek officials met a German delegation in Vienna."
    assert kinds(english, "그리스 관리들이 빈에서 독일 대표단을 만났다.") == set()
    assert kinds(english, "터키 관리들이 빈에서 독일 대표단을 만났다.") == {"name"}


def test_a_glossary_says_how_a_name_is_said() -> None:
    english, korean = "The ships of Grey Harbor are old.", "회색항의 배들은 낡았다."
    terms = Glossary([Term("Grey Harbor", "회색항")])
    assert serious(check_translation(english, korean, terms)) == ()


def test_words_that_only_begin_a_sentence_are_no_names() -> None:
    assert kinds("Passengers waited for hours.", "승객들은 몇 시간 동안 기다렸다.") == set()


def test_names_that_mean_something_may_be_translated() -> None:
    english = "The Supreme Court and the Ministry of Health disagree."
    assert kinds(english, "대법원과 보건부는 의견이 다르다.") == set()


def test_findings_tell_what_and_where() -> None:
    english, korean = "Prices rose 4.2 percent.", "물가가 4.3% 올랐다."
    (found,) = serious(check_translation(english, korean))
    assert (found.kind, found.expected, found.found) == ("number", "4.2 percent", "4.3%")
    assert found.source
    assert found.made
    assert english[slice(*found.source)] == "4.2 percent"
    assert korean[slice(*found.made)] == "4.3%"
    assert found.message == "“4.2 percent” is not said, but 4.3%."


def test_half_of_a_sentence_is_not_enough() -> None:
    english = (
        "The harbour will be closed until the spring, and the ferries will leave from the old pier "
        "behind the market, where the buses stop as well."
    )
    assert "length" in kinds(english, "항구가 봄까지 닫힌다.")


def test_a_quotation_that_is_none_any_more_is_told_of_but_not_sure() -> None:
    english = '"We will open the school again in spring," the mayor said.'
    korean = "시장은 봄에 학교를 다시 열겠다고 말했다."
    (found,) = [f for f in check_translation(english, korean) if f.kind == "quotation"]
    assert found.expected.startswith("We will open")
    assert found not in serious((found,))


@given(st.integers(3, 10**12))
@settings(max_examples=60, deadline=None)
def test_every_number_agrees_with_itself_in_words_and_figures(number: int) -> None:
    for english in (f"{number:,}", str(number), cardinal(str(number))):
        for korean in (f"{number:,}", sino(number).replace(" ", "")):
            assert (
                kinds(f"They sold {english} dollars.", f"이들은 {korean} 달러를 팔았다.") == set()
            )


@given(st.integers(10, 10**9), st.data())
@settings(max_examples=60, deadline=None)
def test_every_changed_digit_is_found(number: int, data: st.DataObject) -> None:
    digits = str(number)
    at = data.draw(st.integers(0, len(digits) - 1))
    other = data.draw(st.sampled_from([d for d in "123456789" if d != digits[at]]))
    changed = digits[:at] + other + digits[at + 1 :]
    assert {"number", "unit"} & kinds(
        f"They sold {number} shares.", f"이들은 주식 {changed}주를 팔았다."
    )


@given(st.text(max_size=80), st.text(max_size=80))
@settings(max_examples=150, deadline=None)
def test_no_text_is_too_odd(english: str, korean: str) -> None:
    for found in check_translation(english, korean):
        assert 0 <= found.sure <= 1


@given(st.lists(st.sampled_from(re.findall(r"\S+", " ".join(e + " " + k for e, k in SAMPLE)))))
@settings(max_examples=60, deadline=None)
def test_no_heap_of_words_is_too_odd(words: list[str]) -> None:
    text = " ".join(words)
    check_translation(text, text)


def test_half_characters_are_no_trouble() -> None:
    assert check_translation("\ud800 Rose 5%", "5% \udfff 올랐다") is not None


@pytest.mark.parametrize("english", ["Aa " * 1500, "Not " * 1500, "1,2-" * 400, '"' * 5000])
def test_a_whole_page_as_one_sentence_is_no_trouble(english: str) -> None:
    assert check_translation(english, "수백만 " * 1000) is not None  # else the test's time is up
