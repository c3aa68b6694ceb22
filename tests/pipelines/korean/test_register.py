"""News is heard in 합쇼체 and printed in 해라체: only the last predicate's ending tells them apart."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.korean.hangul import compose, decompose, words
from pipelines.korean.register import register_of, to_formal, to_plain
from pipelines.results import Change, Translation
from pipelines.translate.register import in_register

_LINES = (Path(__file__).parent / "registers.tsv").read_text("utf-8").splitlines()
PAIRS = [line.split("\t") for line in _LINES if line and not line.startswith("#")]
BOTH_WAYS = [pair for pair in PAIRS if len(pair) == 2]


def test_the_table_is_large_enough_to_mean_something() -> None:
    assert len(BOTH_WAYS) >= 150


@pytest.mark.parametrize(("printed", "heard"), [pair[:2] for pair in PAIRS])
def test_what_is_printed_can_be_heard(printed: str, heard: str) -> None:
    assert to_formal(printed).text == heard
    assert to_formal(heard).text == heard
    assert (register_of(printed), register_of(heard)) == ("plain", "formal")


@pytest.mark.parametrize(("printed", "heard"), BOTH_WAYS)
def test_what_is_heard_can_be_printed(printed: str, heard: str) -> None:
    assert to_plain(heard).text == printed
    assert to_plain(printed).text == printed


@pytest.mark.parametrize(
    ("text", "register"),
    [
        ("북한, 인권 권고 63개 거부", "nominal"),
        ("정부, 세금 인상 추진 중", "nominal"),
        ("중국, 자이언트 판다", "nominal"),
        ("총리, 캐나다", "nominal"),
        ("회의는 내일 열려요.", "polite"),
        ("그는 기자예요.", "polite"),
        ("필요", "nominal"),
        ("“나는 간다.”", "quoted"),
        ("“우리는 갑니다”라고.", "quoted"),
        ("“나는 간다.” 그는 웃었습니다.", "formal"),
        ("그는 “갑니다”라고 말했다.", "plain"),
        ("비가 왔다. 강이 넘쳤습니다.", "mixed"),
        ("좋구나.", "unknown"),
        ("", "unknown"),
        ("1,234", "unknown"),
    ],
)
def test_the_register_of_a_text(text: str, register: str) -> None:
    assert register_of(text) == register


@pytest.mark.parametrize(
    ("polite", "formal"),
    [
        ("그는 떠났어요.", "그는 떠났습니다."),
        ("회의가 있어요.", "회의가 있습니다."),
        ("그는 기자예요.", "그는 기자입니다."),
        ("그는 학생이에요.", "그는 학생입니다."),
        ("사실이 아니에요.", "사실이 아닙니다."),
        ("계획을 발표해요.", "계획을 발표합니다."),
        ("왜 떠났어요?", "왜 떠났습니까?"),
        ("내년에 끝날 거예요.", "내년에 끝날 겁니다."),
    ],
)
def test_what_is_said_politely_is_said_formally(polite: str, formal: str) -> None:
    assert to_formal(polite).text == formal


@pytest.mark.parametrize(
    "text",
    [
        "북한, 인권 권고 63개 거부",
        "중국, 자이언트 판다",
        "미국 여배우 린다",
        "“나는 간다.”",
        '"우리는 그것을 원하지 않는다.',
        "“끝났다.”라고.",
        "그는 오늘 서울에서",
        "올해 42%",
    ],
)
def test_headlines_and_quotes_stay_and_nothing_is_said(text: str) -> None:
    for done in (to_formal(text), to_plain(text)):
        assert (done.text, done.changes, done.unsure) == (text, (), ())


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("그는 오바마다.", "오바마다"),  # a name, or a verb
        ("날씨가 차다.", "차다"),  # is cold, or is a car
        ("한국, 세계를 품다", "품다"),
        ("껴안다.", "껴안다"),  # the form in which a dictionary has it
        ("무엇이 문제일까?", "문제일까"),
        ("좋구나.", "좋구나"),
    ],
)
def test_what_might_become_wrong_is_left_and_told_of(text: str, word: str) -> None:
    done = to_formal(text)
    assert (done.text, done.unsure) == (text, (word,))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("모두 맞습니다.", "맞습니다"),  # 맞다, 맞는다
        ("더 낫습니다.", "낫습니다"),  # is better, heals
        ("모두 감사합니다.", "감사합니다"),
        ("그는 계십니다.", "계십니다"),
        ("아직 이릅니다.", "이릅니다"),  # is early, reaches
        ("물을 마십시오.", "마십시오"),  # drink, or do not
    ],
)
def test_a_stem_of_two_classes_is_left_in_the_register_that_it_has(text: str, word: str) -> None:
    done = to_plain(text)
    assert (done.text, done.unsure) == (text, (word,))


def test_what_stands_before_a_word_tells_which_it_is() -> None:
    assert to_plain("사람이 적습니다.").text == "사람이 적다."
    assert to_plain("그는 “잘 있다”고 적습니다.").text == "그는 “잘 있다”고 적는다."
    assert to_plain("그 섬에 이릅니다.").text == "그 섬에 이른다."
    assert to_plain("논쟁을 벌입니다.").text == "논쟁을 벌인다."
    assert to_plain("그것은 벌입니다.").unsure == ("벌입니다",)


@pytest.mark.parametrize(
    ("heard", "printed"),
    [
        ("책을 읽으십시오.", "책을 읽으라."),
        ("계획을 바꾸십시오.", "계획을 바꾸라."),
        ("배를 만드십시오.", "배를 만들라."),
        ("문제가 어렵습니까?", "문제가 어려운가?"),
        ("얼마나 높습니까?", "얼마나 높은가?"),
        ("사정이 그렇습니까?", "사정이 그런가?"),
        ("그가 압니까?", "그가 아는가?"),
        ("표가 돕습니까?", "표가 돕는가?"),
    ],
)
def test_orders_and_questions_are_printed(heard: str, printed: str) -> None:
    assert to_plain(heard).text == printed


def test_several_changes_and_doubts_are_told_in_their_order() -> None:
    done = to_formal("비가 왔다. 그는 오바마다. 강이 넘친다.")
    assert done.text == "비가 왔습니다. 그는 오바마다. 강이 넘칩니다."
    assert done.changes == (("왔다", "왔습니다"), ("넘친다", "넘칩니다"))
    assert done.unsure == ("오바마다",)


# Conjugated here from stems of every class, by the rules alone

OPEN_VERBS = words(
    "가 오 보 주 지키 바꾸 배우 기다리 마치 떠나 보이 높이 쓰 따르 부르 모르 되 발표하 말하 비판하 시작되"
)
CLOSED_VERBS = words("먹 읽 받 찾 잃 앉 끊 넘 믿 놓 쫓 맡 갚 깎 듣 묻 짓 긋 돕 눕 줍")
VERBS_IN_L = words("만들 알 살 열 놀 불 이끌 줄어들 늘 흔들")
OPEN_ADJECTIVES = words("크 나쁘 바쁘 빠르 다르 비싸 느리 중요하 필요하 분명하 뛰어나")
CLOSED_ADJECTIVES = words("높 낮 많 좋 같 넓 짧 옳 어렵 춥 가깝 아름답 새롭 그렇 하얗 있 없")
ADJECTIVES_IN_L = words("길 멀 드물 힘들 거칠")
PAST = words("갔 왔 했 됐 먹었 높았 추웠 지었 컸 기자였 학생이었 만들겠 없겠")
CLOSED_NOUNS = words("사실 학생 것 때문 예정 서울 대통령 계획 전망")
OPEN_NOUNS = words("기자 의사 회사 문제 이유 사례 결과 제도 도시 나라")


def with_coda(stem: str, letter: str) -> str:
    last = decompose(stem[-1])
    return stem[:-1] + compose(last.onset, last.vowel, letter)


def conjugated() -> list[tuple[str, str]]:
    """Every stem's last word as it is printed and as it is heard."""
    bs = [(with_coda(s, "ㄴ") + "다", with_coda(s, "ㅂ") + "니다") for s in OPEN_VERBS + VERBS_IN_L]
    bs += [(s + "는다", s + "습니다") for s in CLOSED_VERBS]
    bs += [(s + "다", with_coda(s, "ㅂ") + "니다") for s in OPEN_ADJECTIVES + ADJECTIVES_IN_L]
    bs += [(s + "다", s + "습니다") for s in CLOSED_ADJECTIVES + PAST]
    bs += [(s + "이다", s + "입니다") for s in CLOSED_NOUNS]
    return bs + [(s + "다", s + "입니다") for s in OPEN_NOUNS]


SUBJECTS = st.sampled_from(
    [
        "이것은",
        "그 3.5%가",
        "NATO는",
        "“간다”며 그는",
        "유엔(UN)은",
        "‘기자다’라는 말은",
        '"했다"던 이는',
    ]
)
ENDS = st.sampled_from([".", "!", "…", ""])


@given(st.lists(st.tuples(SUBJECTS, st.sampled_from(conjugated())), min_size=1, max_size=4), ENDS)
def test_sentences_of_every_class_go_both_ways_and_nothing_else_changes(
    parts: list[tuple[str, tuple[str, str]]], end: str
) -> None:
    printed = ". ".join(f"{subject} {pair[0]}" for subject, pair in parts) + end
    heard = ". ".join(f"{subject} {pair[1]}" for subject, pair in parts) + end
    assert to_formal(printed).text == heard
    assert to_plain(heard).text == printed


PIECES = st.lists(
    st.sampled_from(
        [*"가나다라마하이는인했까요입!?…“”‘’()[]\"' 1%A", "다.", "니다.", "다고 ", "3,5"]
    )
).map("".join)


@given(PIECES | st.text(max_size=30))
def test_nothing_breaks_it_and_what_is_no_ending_stays(text: str) -> None:
    register_of(text)
    for done in (to_formal(text), to_plain(text)):
        for kept in (r"[^가-힣]+", r"[0-9A-Za-z%]+"):
            assert re.findall(kept, done.text) == re.findall(kept, text)
        if not done.changes:
            assert done.text == text
    once = to_formal(text).text
    assert to_formal(once).text == once


def test_long_text_takes_no_longer_than_its_length() -> None:
    text = "(가) " * 5_000 + "“" * 200 + "그는 갔다. " * 2_000
    assert to_formal(text).text


def test_a_models_translation_is_put_into_the_register_and_says_so() -> None:
    made = Translation("He left.", "그는 떠났다.", "firefox", note="3 tokens")
    heard = in_register(made, "formal")
    assert heard.text == "그는 떠났습니다."
    assert heard.note == "3 tokens"
    assert heard.changes == (Change("formal", "떠났다", "떠났습니다"),)
    assert in_register(made, "as-is") == made
    assert in_register(made, "plain") == made
    assert in_register(heard, "plain").text == made.text


@pytest.mark.parametrize("score", [1.0, 0.93])
def test_what_people_translated_is_theirs(score: float) -> None:
    made = Translation("He left.", "그는 떠났다.", "memory", score)
    assert in_register(made, "formal") == made


def test_a_doubt_is_told() -> None:
    made = Translation("He is Obama.", "그는 오바마다.", "firefox")
    assert [finding.found for finding in in_register(made, "formal").findings] == ["오바마다"]
