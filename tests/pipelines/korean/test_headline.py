"""A translated headline becomes one as Korean papers print it, and says what it said."""

import re
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.korean.hangul import words
from pipelines.korean.headline import to_headline
from pipelines.korean.register import register_of, to_formal, to_plain

_LINES = (Path(__file__).parent / "headlines.tsv").read_text("utf-8").splitlines()
TABLE = [tuple(line.split("\t")) for line in _LINES if line and not line.startswith("#")]


def test_the_table_is_large_enough_to_mean_something() -> None:
    assert len(TABLE) >= 120


@pytest.mark.parametrize(("sentence", "headline"), TABLE)
def test_a_sentence_becomes_a_headline_which_stays(sentence: str, headline: str) -> None:
    assert to_headline(sentence).text == headline
    assert to_headline(headline).text == headline


@pytest.mark.parametrize(("sentence", "headline"), TABLE)
def test_it_is_the_same_headline_whatever_the_register_of_the_sentence(
    sentence: str, headline: str
) -> None:
    if register_of(sentence) == "plain":
        formal = to_formal(sentence)
        assert formal.unsure or to_headline(formal.text).text == headline


def test_what_was_changed_is_told_in_the_words_that_were_there() -> None:
    assert to_headline("양측이 합의했습니다.").changes == (("합의했습니다", "합의"),)
    assert to_headline("양측이 합의하지 않습니다.").changes == (("않습니다", "않는다"),)
    assert to_headline("정부가 인상을 추진하고 있습니다.").changes == (
        ("추진하고 있습니다", "추진 중"),
    )
    assert to_headline("표결을 미루기로 했다.").changes == (("미루기로 했다", "미루기로"),)
    assert to_headline("비가 왔습니다. 강이 넘쳤습니다.").changes == (
        ("왔습니다", "왔다"),
        ("넘쳤습니다", "넘쳤다"),
    )
    assert to_headline("북한, 권고 63개 거부").changes == ()


def test_a_doubt_of_the_register_is_told() -> None:
    done = to_headline("모두 감사합니다.")
    assert (done.text, done.unsure) == ("모두 감사합니다", ("감사합니다",))


def test_a_stop_that_belongs_to_a_quote_or_an_abbreviation_stays() -> None:
    for text in ("총리 “끝났다.”", "새 주인은 Acme Inc.", "미국에서 온 U.S.", '"원하지 않는다.'):
        assert to_headline(text).text == text


# What a headline must not lose, whatever the verb

VERBS = words("합의 발표 거부 체포 석방 추진 사임 지지 검토 인상 공격 승리 시작 조사 논의 민영화")
KEPT = words(
    "하지_않았다 하지_않는다 하지_못했다 하지_않을_것이다 하지_말라 할_수_있다 할_수_없다 할_수도_있다 해야_한다 해서는_안_된다 할_것이다",
    "할지_모른다 하겠다 하려_한다 하고_있지_않다 할_뻔했다 했을_수_있다 할_것으로_보인다 하게_했다 하게_됐다 했다고_한다 했었다 하곤_했다",
)
SUBJECTS = ("정부가 계획을", "미국은 이란을", "총리도", "장관들, 새 협정에", "“끝났다”던 대통령이")


@pytest.mark.parametrize("ending", [ending.replace("_", " ") for ending in KEPT])
def test_denial_possibility_duty_and_what_is_to_come_are_not_touched(ending: str) -> None:
    for subject, verb in product(SUBJECTS, VERBS):
        printed = f"{subject} {verb}{ending}"
        assert to_headline(printed + ".").text == printed
        heard = to_formal(printed + ".")
        assert heard.unsure or to_headline(heard.text).text == printed


DONE_TO = words("체포 석방 공격 비판 살해 해임 임명 구조 납치 해고 인수 발견 제외")


@pytest.mark.parametrize("ending", ["했다", "한다", "하다", "했습니다", "했어요"])
@pytest.mark.parametrize(
    "somebody", ["경찰이", "대통령은", "이스라엘", "총을 든 남성이", "아이들이 어제"]
)
def test_who_is_done_something_and_who_does_it_is_never_left_open(
    somebody: str, ending: str
) -> None:
    for verb in DONE_TO:
        done = to_headline(f"{somebody} {verb}{ending}.").text
        assert re.fullmatch(f"{somebody} {verb}[한했하]다", done)
        assert to_headline(f"{somebody} {verb}됐다.").text == f"{somebody} {verb}돼"


# Anything at all

SENTENCES = st.sampled_from([pair[0] for pair in TABLE])
MARKED = st.sampled_from([".", "", "!", "?", "…", "..", ". (종합)", "”", " - BBC", "。", " "])
PIECES = st.lists(
    st.sampled_from(
        [*"가나다라이는을했한됐요입!?…“”‘’()\"' 1%A", "합의", "기자", "다.", "니다.", "다고 ", ". "]
    )
).map("".join)
TEXTS = (
    st.tuples(st.lists(SENTENCES, min_size=1, max_size=3).map(" ".join), MARKED).map("".join)
    | PIECES
    | st.text(max_size=30)
)


@given(TEXTS)
def test_a_headline_made_once_is_made(text: str) -> None:
    once = to_headline(text).text
    assert to_headline(once).text == once


@given(TEXTS)
def test_figures_names_quotes_and_marks_stay(text: str) -> None:
    kept = r"[^가-힣\s.。]+"
    assert re.findall(kept, to_headline(text).text) == re.findall(kept, text)


@given(st.lists(SENTENCES, min_size=1, max_size=3).map(" ".join))
def test_nothing_but_the_last_predicate_is_shortened(text: str) -> None:
    printed = to_plain(text).text
    before = re.sub(r"(?:\S+ )?\S+(?: \(\S+\))?$", "", printed)
    assert to_headline(text).text.startswith(before)


@given(TEXTS)
def test_it_is_formal_only_where_that_is_told(text: str) -> None:
    done = to_headline(text)
    assert done.unsure or register_of(done.text) not in {"formal", "polite"}
