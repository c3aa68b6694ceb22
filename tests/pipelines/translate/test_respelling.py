"""A name that a model spelled by ear is put right; whatever is not sure is left alone."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.korean.latin import by_rule
from pipelines.korean.particles import mend
from pipelines.names import built_in, with_names
from pipelines.results import Change, Translation
from pipelines.translate.glossary import Glossary, Term
from pipelines.translate.respelling import respell


def respelled(english: str, korean: str, own: Glossary | None = None) -> Translation:
    return respell(Translation(english, korean, "model"), with_names(own) if own else built_in())


@pytest.mark.parametrize(
    ("english", "korean", "right"),
    [
        ("Han Tae-song said so.", "한태송은 그렇게 말했습니다.", "한대성은 그렇게 말했습니다."),
        ("Han Tae-song spoke.", "한 태송 대사가 말했다.", "한대성 대사가 말했다."),
        ("Guterres called for peace.", "구테레스가 촉구했다.", "구테흐스가 촉구했다."),
        ("Kim Yo Jong warned Seoul.", "김요종은 서울에 경고했다.", "김여정은 서울에 경고했다."),
        ("Macron and Merz met.", "마크론과 메르쯔가 만났다.", "마크롱과 메르츠가 만났다."),
        ("Lukashenko won.", "루카쉔코가 이겼다.", "루카셴코가 이겼다."),
        ("Hegseth fired him.", "헥세스는 그를 해임했다.", "헤그세스는 그를 해임했다."),
        ("Sheinbaum spoke.", "쉐인바움은 말했다.", "셰인바움은 말했다."),
        ("He is in Burkina Faso.", "그는 부르키나 파쏘로 갔다.", "그는 부르키나파소로 갔다."),
        ("Balochistan is rich.", "발로치스탄은 풍요롭다.", "발루치스탄은 풍요롭다."),
        # Spellings that are met, which the ear alone would not give.
        ("Turkey said no.", "터키는 거부했다.", "튀르키예는 거부했다."),
        ("Kyiv was hit.", "키예프가 공격받았다.", "키이우가 공격받았다."),
        ("Rutte agreed.", "루터는 동의했다.", "뤼터는 동의했다."),
        # The particle goes with the name, wherever it stands.
        ("It is Kyrgyzstan.", "그곳은 키르기즈스탄이다.", "그곳은 키르기스스탄이다."),
        ("Kyiv again, Kyiv.", "키예프와 “키예프”로", "키이우와 “키이우”로"),
        ("Zaporizhzhia fell.", "자포로지예는 자포로지예다.", "자포리자는 자포리자다."),
        # Names in Latin letters.
        ("Ishiba spoke to Trump.", "Ishiba은 트럼프와 통화했다.", "이시바는 트럼프와 통화했다."),
        ("Han Tae-song left.", "Han Tae-song가 떠났다.", "한대성이 떠났다."),
        ("It flew to Doha.", "비행기는 Doha으로 갔다.", "비행기는 도하로 갔다."),
    ],
)
def test_a_name_is_put_right_with_its_particle(english: str, korean: str, right: str) -> None:
    made = respelled(english, korean)
    assert made.text == right
    assert {change.kind for change in made.changes} == {"name"}


def test_what_was_changed_is_told_and_the_note_stays() -> None:
    made = respell(
        Translation(
            "Han Tae-song left.", "한태송은 떠났다.", "model", note="translated in 2 parts"
        ),
        built_in(),
    )
    assert made.note == "translated in 2 parts"
    assert made.changes == (Change("name", "한태송", "한대성", "Han Tae-song"),)


@pytest.mark.parametrize(
    ("english", "korean"),
    [
        # Said as it should be, with or without spaces, or under another name.
        ("Kim Jong-un met Putin.", "김정은은 푸틴을 만났다."),
        ("von der Leyen arrived.", "폰 데어 라이엔이 도착했다."),
        ("The UN (United Nations) met.", "국제연합(UN)이 모였다."),
        ("Seoul protested.", "한국 정부는 항의했다."),
        ("Germany and the U.S. agreed.", "독일과 미국은 합의했다."),
        ("Pyongyang refused.", "북한은 거부했다."),
        # Somebody else, or some other word, that sounds alike.
        ("Iraq denied it.", "“아니다”라고 했다. ”이라고 했다."),
        ("Iran said so on the 1st.", "1일은 그렇다고 했다."),
        ("Park Chung-hee ruled.", "박통의 독재였다."),
        ("Lee Jae-yong met Lee Jae-young.", "이재영과 만났다."),
        ("Iran and Iraq fought.", "이란이 싸웠다."),
        ("Milan won, AC said.", "AC밀란은 이겼다. AC 밀란이다."),
        ("Mali is poor.", "말이 많다."),
        ("Peru played.", "배로 갔다."),
        ("The Oman deal.", "우리만의 거래다."),
        ("Korea University said.", "고려해야 한다고 했다."),
        # A bird, a player, a forename.
        ("Turkey sandwiches sold out.", "터키 샌드위치가 다 팔렸다."),
        ("Jordan scored 30 points.", "조던은 30점을 올렸다."),
        ("Michael Jordan retired.", "마이클 조던은 은퇴했다."),
        ("Chad Johnson retired.", "채드 존슨은 은퇴했다."),
        ("Paris Hilton came.", "패리스 힐턴이 왔다."),
        # Part of another name, or in brackets behind its Korean.
        ("The Tesla of China, Nio Trump Jr.", "Nio Trump Jr."),
        ("Lavrov left.", "러시아 외무장관(Lavrov)은 떠났다."),
        ("He met Lavrov.", "그는 Sergei Lavrov를 만났다."),
        ("FBI agents came.", "FBI 요원들이 왔다."),
    ],
)
def test_what_is_right_or_not_sure_is_left_alone(english: str, korean: str) -> None:
    assert respelled(english, korean) == Translation(english, korean, "model")


def test_between_two_words_that_may_be_the_name_none_is_chosen() -> None:
    korean = "메르즈와 메르쯔가 있다."
    assert respelled("Merz spoke.", korean).text == korean


def test_ones_own_spelling_counts_before_the_built_in_one() -> None:
    own = Glossary([Term("Kyiv", "키예프"), Term("Okoro", "오코로")])
    assert respelled("Kyiv was hit.", "키예프가 공격받았다.", own).changes == ()
    assert respelled("Okoro spoke.", "오꼬로는 말했다.", own).text == "오코로는 말했다."


def test_what_people_translated_is_not_changed_but_told() -> None:
    theirs = Translation("Han Tae-song left.", "한태송은 떠났다.", "memory", 1.0)
    made = respell(theirs, built_in())
    assert made.text == theirs.text
    assert made.changes == ()
    assert [finding.message for finding in made.findings] == ["“한태송” is 한대성 in the glossary."]


@pytest.mark.parametrize(
    ("english", "korean", "right"),
    [
        ("Shinzo Abe resigned.", "신조 아베는 사임했다.", "아베 신조는 사임했다."),
        ("Sanae Takaichi won.", "사나에 타카이치가 이겼다.", "다카이치 사나에가 이겼다."),
        ("Takaichi won.", "타카이치총리가 이겼다.", "다카이치총리가 이겼다."),
        ("He is from Wisconsin.", "그는 위스칸신주에서 왔다.", "그는 위스콘신주에서 왔다."),
    ],
)
def test_family_names_go_first_and_titles_may_follow(english: str, korean: str, right: str) -> None:
    assert respelled(english, korean).text == right


def table() -> list[list[str]]:
    text = (Path(__file__).parents[3] / "docs" / "translation-memory.md").read_text("utf-8")
    rows = text.split("| English | a model's Korean | what is heard |\n")[1].split("\n\n")[0]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows.splitlines()[1:]]


@pytest.mark.parametrize(("english", "korean", "heard"), table())
def test_the_examples_of_the_documentation_are_so(english: str, korean: str, heard: str) -> None:
    right = korean if heard.startswith("the same") else heard
    assert respelled(english, korean).text == right


def test_names_that_are_spelled_by_english_rules_are_mostly_known_and_never_mistaken() -> None:
    kinds = {"person", "city", "capital", "UN member"}
    tried = known = 0
    for term in built_in().terms[::7]:
        heard = by_rule(term.english) if term.english.isalpha() else ""
        if term.kind not in kinds or term.beware or not heard or heard == term.korean:
            continue
        made = respelled(f"{term.english} was named.", mend(heard, "는 어제 그 일로 거론됐습니다."))
        tried += 1
        known += made.text.startswith(term.korean)
        assert made.text.startswith((term.korean, heard))
    assert known > 0.35 * tried > 15


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_sentence_without_names_is_never_touched(english: str, korean: str) -> None:
    untouched = Translation(english.lower(), korean, "model")
    assert respell(untouched, built_in()) == untouched
