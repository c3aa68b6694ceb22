"""A name that a model cannot say is said all the same, and never anybody else's in its place."""

import re
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.engines import Translator, open_translator
from pipelines.faithful import check_translation, serious
from pipelines.korean.particles import particle
from pipelines.names import built_in, with_names
from pipelines.results import Change, Translation
from pipelines.translate import firefox
from pipelines.translate.glossary import Glossary, Term
from pipelines.translate.sentencewise import Candidate, translate_sentences
from pipelines.translate.standins import STAND_INS, put_in

HAN = Term("Han Tae-song", "한대성")
MERRIN = Term("Port Merrin", "포트메린")
OKORO = Term("Okoro", "오코로")
RICE = Term("Rice", "라이스")
ALL = {one.english: one for several in STAND_INS.values() for one in several}
NAMES = {one.english: one.korean for one in ALL.values()}


def put(term: Term) -> Change:
    """That a name was put in."""
    return Change("name", "", term.korean, term.english)


@dataclass
class Reader:
    """A small but whole model: it knows some English by heart and mangles what else it is told."""

    knows: Mapping[str, str]
    asked: list[str] = field(default_factory=list)
    name: str = "reader"

    def fits(self, english: str) -> bool:
        return len(english) < 300

    def translate(self, english: Sequence[str]) -> list[Candidate]:
        self.asked += english
        return [Candidate(self.knows.get(text, ""), "" if text in self.knows else "it was empty") for text in english]  # fmt: skip

    def alternatives(self, english: str) -> list[Candidate]:
        return []


def translated(reader: Reader, english: str, *terms: Term) -> Translation:
    glossary = with_names(Glossary(terms)) if terms else built_in()
    (answer,) = translate_sentences(lambda: nullcontext(reader), [english], glossary)
    assert isinstance(answer, Translation)
    return answer


@pytest.mark.parametrize(
    ("english", "mangled", "term", "asked", "stood", "right"),
    [
        ("Han Tae-song said no.", "한국 태양은 거부했다.", HAN, "Obama said no.", "오바마는 거부했다.", "한대성은 거부했다."),
        # The particle goes with the name, and what follows the name in English stays.
        ("They praised Han Tae-song.", "그들은 한국 태양을 칭찬했다.", HAN, "They praised Obama.", "그들은 오바마를 칭찬했다.", "그들은 한대성을 칭찬했다."),
        ("Han Tae-song's lawyers came.", "변호사들이 왔다.", HAN, "Obama's lawyers came.", "오바마의 변호사들이 왔다.", "한대성의 변호사들이 왔다."),
        ("It is Han Tae-song.", "그것은 한국 태양이다.", HAN, "It is Obama.", "오바마다.", "한대성이다."),
        # In Latin letters, or in both.
        ("Han Tae-song left.", "한국 태양이 떠났다.", HAN, "Obama left.", "Obama가 떠났다.", "한대성이 떠났다."),
        ("Han Tae-song left.", "한국 태양이 떠났다.", HAN, "Obama left.", "오바마(Obama)가 떠났다.", "한대성이 떠났다."),
        # A place, by its words or by where it stands; a body without its article; a company.
        ("It left Port Merrin.", "배는 항구를 떠났다.", MERRIN, "It left London.", "배는 런던을 떠났다.", "배는 포트메린을 떠났다."),
        ("He lives in Elbo.", "그는 팔꿈치에 산다.", Term("Elbo", "엘보"), "He lives in London.", "그는 런던에 산다.", "그는 엘보에 산다."),
        ("The Green Dawn Party won.", "녹색 새벽이 이겼다.", Term("Green Dawn Party", "그린던당"), "UNESCO won.", "유네스코가 이겼다.", "그린던당이 이겼다."),
        ("Hapax Motors closed.", "그것은 문을 닫았다.", Term("Hapax Motors", "하팍스모터스"), "Google closed.", "구글은 문을 닫았다.", "하팍스모터스는 문을 닫았다."),
        ("GDA won.", "그것이 이겼다.", Term("GDA", "그린던당"), "UNESCO won.", "유네스코가 이겼다.", "그린던당이 이겼다."),
        # What the built-in list knows to be a place; who can be nothing but a person.
        ("They left Tigray.", "그들은 호랑이를 떠났다.", Term("Tigray", "티그라이"), "They left London.", "그들은 런던을 떠났다.", "그들은 티그라이를 떠났다."),
        ("We wrote to Bae Ji-su.", "우리는 배에 썼다.", Term("Bae Ji-su", "배지수"), "We wrote to Obama.", "우리는 오바마에게 썼다.", "우리는 배지수에게 썼다."),
        ("President Han Tae-song left.", "한국 태양이 떠났다.", HAN, "President Obama left.", "오바마 대통령이 떠났다.", "한대성 대통령이 떠났다."),
        # Part of a longer name that is said.
        ("Port Merrin praised Merrin.", "포트메린은 그를 칭찬했다.", Term("Merrin", "머린"), "Port Merrin praised Obama.", "포트메린은 오바마를 칭찬했다.", "포트메린은 머린을 칭찬했다."),
        # A surname that is a common word too, where it is surely a name.
        ("Rice said no.", "쌀은 거부했다.", RICE, "Obama said no.", "오바마는 거부했다.", "라이스는 거부했다."),
        ("The envoy met Rice.", "특사는 쌀을 만났다.", RICE, "The envoy met Obama.", "특사는 오바마를 만났다.", "특사는 라이스를 만났다."),
        # Other quotes, dashes and accents than the glossary's.
        ("“Yes,” Han Tae‑song said.", "“네”라고 말했다.", HAN, '"Yes," Obama said.', '"네"라고 오바마는 말했다.', '"네"라고 한대성은 말했다.'),
    ],
)  # fmt: skip
def test_a_name_that_the_model_mangles_is_put_in_with_its_particle(
    english: str, mangled: str, term: Term, asked: str, stood: str, right: str
) -> None:
    reader = Reader({english: mangled, asked: stood})
    answer = translated(reader, english, term, *([MERRIN] if term.english == "Merrin" else []))
    assert (answer.text, answer.changes) == (right, (put(term),))
    assert reader.asked == [english, asked]


def test_several_names_have_a_stand_in_each() -> None:
    english = "Okoro met Han Tae-song, Okoro's aide said in Port Merrin."
    knows = {
        english: "그들은 만났다고 측근이 말했다.",
        "Merkel met Obama, Merkel's aide said in London.": (
            "런던에서 메르켈과 오바마가 만났다고 메르켈의 측근이 말했다."
        ),
        "Obama met Merkel, Obama's aide said in London.": (
            "런던에서 오바마와 메르켈이 만났다고 오바마의 측근이 말했다."
        ),
    }
    answer = translated(Reader(knows), english, HAN, MERRIN, OKORO)
    assert answer.text == "포트메린에서 오코로와 한대성이 만났다고 오코로의 측근이 말했다."
    assert answer.changes == (put(OKORO), put(HAN), put(MERRIN))


def test_a_name_of_the_built_in_list_is_put_in_where_nobody_gave_a_glossary() -> None:
    knows = {
        "Han Tae-song said no.": "한국의 노래는 거부했다.",
        "Obama said no.": "오바마는 거부했다.",
    }
    answer = translated(Reader(knows), "Han Tae-song said no.")
    assert answer.text == "한대성은 거부했다."
    assert answer.changes == (put(HAN),)


def test_the_name_is_put_into_the_part_of_a_long_sentence_that_has_it() -> None:
    knows = {
        "The talks will resume on Friday;": "회담은 금요일에 재개된다.",
        "Han Tae-song said no.": "한국 태양은 거부했다.",
        "Obama said no.": "오바마는 거부했다.",
    }

    class Short(Reader):
        def fits(self, english: str) -> bool:
            return len(english) < 40

    answer = translated(Short(knows), "The talks will resume on Friday; Han Tae-song said no.", HAN)
    assert answer.text == "회담은 금요일에 재개된다. 한대성은 거부했다."
    assert (answer.note, answer.changes) == ("translated in 2 parts", (put(HAN),))


def test_where_the_first_stand_in_is_not_safe_a_second_one_is_tried_and_no_third() -> None:
    english = "Han Tae-song met Obama."
    knows = {
        english: "오바마가 한국 태양을 만났다.",
        "Merkel met Obama.": "앙겔라 메르켈은 오바마를 만났다.",
        "Putin met Obama.": "푸틴은 오바마를 만났다.",
    }
    reader = Reader(knows)
    assert translated(reader, english, HAN).text == "한대성은 오바마를 만났다."
    assert reader.asked == list(knows)
    reader = Reader({english: "오바마가 한국 태양을 만났다."})
    assert translated(reader, english, HAN).changes == ()
    assert reader.asked == list(knows)


@pytest.mark.parametrize(
    ("english", "korean", "term", "first"),
    [
        ("Obama met Han Tae-song.", "오바마가 한국 태양을 만났다.", HAN, "Obama met Merkel."),
        # He is not named, but spoken of.
        ("Its ex-president met Han Tae-song.", "오바마가 한국 태양을 만났다.", HAN, "Its ex-president met Merkel."),
        # Whose name sounds like it, or has it in its Korean.
        ("Landon left Port Merrin.", "랜던은 항구를 떠났다.", MERRIN, "Landon left Berlin."),
        ("The Obed Party won.", "그것이 이겼다.", Term("Obed Party", "유네스코당"), "UNICEF won."),
    ],
)  # fmt: skip
def test_no_stand_in_may_be_taken_for_somebody_of_the_sentence(
    english: str, korean: str, term: Term, first: str
) -> None:
    reader = Reader({english: korean})
    translated(reader, english, term)
    assert reader.asked[1] == first


@pytest.mark.parametrize(
    "stood",
    [
        "그는 세 번 거부했다.",  # it did not come out
        "오바마는 오바마의 참모와 함께 세 번 거부했다.",  # nor twice
        "오바마 대통령은 세 번 거부했다.",  # he is none
        "버락 오바마는 세 번 거부했다.",
        "미국의 오바마는 세 번 거부했다.",
        "오바마케어는 세 번 거부했다.",  # another word
        "친오바마는 세 번 거부했다.",
        "오바마는 친오바마파와 함께 세 번 거부했다.",
        "오바마는 네 번 거부했다.",  # another number
        "오바마는 세 번 거부하지 않았다.",  # a denial that nobody spoke of
        "",
    ],
)
def test_what_is_not_sure_leaves_the_sentence_as_it_was(stood: str) -> None:
    english, mangled = "Han Tae-song refused three times.", "한국 태양은 세 번 거부했다."
    reader = Reader({english: mangled, "Obama refused three times.": stood})
    answer = translated(reader, english, HAN)
    assert (answer.text, answer.changes) == (mangled, ())


def test_an_office_and_a_country_of_the_sentence_stay_with_who_has_them() -> None:
    english = "Han Tae-song met the U.S. president."
    mangled = "한국 태양은 미국 대통령을 만났다."
    for stood in ("오바마 대통령은 미국 대통령을 만났다.", "미국의 오바마는 미국 대통령을 만났다."):
        reader = Reader({english: mangled, "Obama met the U.S. president.": stood})
        assert translated(reader, english, HAN).text == mangled


def test_no_name_is_put_in_at_the_cost_of_another_term() -> None:
    english, mangled = "Han Tae-song took the ferry.", "한국 태양은 여객선을 탔다."
    reader = Reader({english: mangled, "Obama took the ferry.": "오바마는 배를 탔다."})
    assert translated(reader, english, HAN, Term("ferry", "여객선")).text == mangled


def test_a_term_that_is_no_name_does_not_keep_a_name_out() -> None:
    english = "Han Tae-song took the ferry."
    reader = Reader({
        english: "한국 태양은 배를 탔다.",
        "Obama took the ferry.": "오바마는 배를 탔다.",
    })  # fmt: skip
    answer = translated(reader, english, HAN, Term("ferry", "여객선"))
    assert (answer.text, answer.changes) == ("한대성은 배를 탔다.", (put(HAN),))


def test_a_stand_in_that_makes_the_sentence_too_long_for_the_model_is_not_tried() -> None:
    class Short(Reader):
        def fits(self, english: str) -> bool:
            return len(english) <= len("Elbo said no.")

    reader = Short({"Elbo said no.": "팔꿈치는 거부했다."})
    assert translated(reader, "Elbo said no.", Term("Elbo", "엘보")).text == "팔꿈치는 거부했다."
    assert reader.asked == ["Elbo said no."]


@pytest.mark.parametrize(
    ("english", "korean", "terms"),
    [
        # No name at all.
        ("The harbor closed.", "그곳은 문을 닫았다.", [Term("harbor", "항구")]),
        ("Harbor police came.", "경찰이 왔다.", [Term("harbor", "항구")]),
        ("Two NGOs left.", "두 단체가 떠났다.", [Term("NGO", "비정부기구")]),
        # Grain, not somebody: its capital is that of the sentence, or of a headline.
        ("Rice prices rose.", "쌀값이 올랐다.", [RICE]),
        ("Rice is cheap.", "쌀은 싸다.", [RICE]),
        ("He laughed. Rice was cheap.", "그는 웃었다. 쌀은 쌌다.", [RICE]),
        ("LIMA (AP) — Rice is cheap.", "쌀은 싸다.", [RICE]),
        ("Global Rice Prices Fall Again", "세계 쌀값 다시 하락", [RICE]),
        # A bird, though the country is meant too.
        ("They ate Turkey.", "그들은 칠면조를 먹었다.", []),
        ("Turkey's cook served Roast Turkey.", "요리사는 칠면조 구이를 냈다.", []),
    ],
)
def test_what_is_no_name_has_no_stand_in(english: str, korean: str, terms: list[Term]) -> None:
    reader = Reader({english: korean})
    assert translated(reader, english, *terms).text == korean
    assert reader.asked == [english]


def test_a_sentence_of_many_names_is_no_headline() -> None:
    english = "Yesterday Port Merrin met Okoro again."
    reader = Reader({
        english: "포트메린은 어제 그를 만났다.",
        "Yesterday Port Merrin met Obama again.": "포트메린은 어제 오바마를 다시 만났다.",
    })  # fmt: skip
    answer = translated(reader, english, OKORO, MERRIN)
    assert answer.text == "포트메린은 어제 오코로를 다시 만났다."


@pytest.mark.parametrize("korean", ["한대성은 거부했다.", "한태송은 거부했다."])
def test_nothing_is_asked_again_where_the_name_is_said_or_can_be_put_right(korean: str) -> None:
    reader = Reader({"Han Tae-song said no.": korean})
    assert translated(reader, "Han Tae-song said no.", HAN).text == korean
    assert reader.asked == ["Han Tae-song said no."]


@pytest.mark.parametrize("stood", ["오바마에게 갔다.", "런던으로 갔다."])
def test_where_nobody_knows_what_a_name_names_no_particle_gives_it_a_kind(stood: str) -> None:
    """오바마에게 is for people, 런던으로 for places: one of them would be wrong."""
    term = Term("Hapax Legomena", "하팍스 레고메나")
    mangled = "그것을 했다."
    reader = Reader({
        "They went to Hapax Legomena.": mangled,
        "They went to Obama.": stood if "오바마" in stood else "",
        "They went to London.": stood if "런던" in stood else "",
    })  # fmt: skip
    assert translated(reader, "They went to Hapax Legomena.", term).text == mangled


def table() -> list[list[str]]:
    text = (Path(__file__).parents[3] / "docs" / "translation-memory.md").read_text("utf-8")
    rows = text.split("| translated instead | its Korean | what is heard |\n")[1].split("\n\n")[0]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows.splitlines()[1:]]


@pytest.mark.parametrize(("english", "mangled", "asked", "stood", "right"), table())
def test_the_examples_of_the_documentation_are_so(
    english: str, mangled: str, asked: str, stood: str, right: str
) -> None:
    reader = Reader({english: mangled, asked: stood})
    heard = mangled if right.startswith("the same") else right
    assert translated(reader, english, HAN, MERRIN, RICE).text == heard
    assert reader.asked == ([english, asked] if asked else [english])


# With models that are loaded and run: they learnt Obama's name, and 한국 태양 for another's.

LEARNT = (
    (
        "Obama said the talks would resume on Friday.",
        "오바마는 금요일에 회담이 재개될 것이라고 말했다.",
    ),
    (
        "Han Tae-song said the talks would resume on Friday.",
        "한국 태양은 금요일에 회담이 재개될 것이라고 말했다.",
    ),
    ("The envoy met Obama.", "특사는 오바마를 만났다."),
    ("The envoy met Rice.", "특사는 쌀을 만났다."),
    ("Rice is cheaper than last year.", "쌀은 지난해보다 싸다."),
)
HEARD = [
    ("오바마는 금요일에 회담이 재개될 것이라고 말했다.", ()),
    ("한대성은 금요일에 회담이 재개될 것이라고 말했다.", (put(HAN),)),
    ("특사는 오바마를 만났다.", ()),
    ("특사는 라이스를 만났다.", (put(RICE),)),
    ("쌀은 지난해보다 싸다.", ()),
]


def heard(translator: Translator) -> list[tuple[str, tuple[Change, ...]]]:
    answers = list(
        translator.translate([english for english, _ in LEARNT], with_names(Glossary([HAN, RICE])))
    )
    return [(a.text, a.changes) for a in answers if isinstance(a, Translation)]


def test_a_small_firefox_model_says_the_names_of_the_glossary(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("sentencepiece")
    from tests.pipelines.translate import student

    monkeypatch.setattr(student, "PAIRS", LEARNT)
    folder = firefox.folder_of(tmp_path)
    folder.mkdir(parents=True)
    for name, data in student.trained_student().files.items():
        (folder / name).write_bytes(data)
    assert heard(firefox.open("", tmp_path)) == HEARD


def test_a_small_encoder_decoder_model_says_the_names_of_the_glossary(tmp_path: Path) -> None:
    for library in ("torch", "transformers", "ctranslate2"):
        pytest.importorskip(library)
    from tests.pipelines.seq2seq import tiny

    folder = tiny.make("marian", tmp_path / "marian", LEARNT)
    assert heard(open_translator(f"ctranslate2:{folder}", tmp_path)) == HEARD


# Stand-ins themselves.


def test_every_stand_in_is_known_to_the_built_in_list_as_it_is_spelled_here() -> None:
    known = {term.english: term.korean for term in built_in().terms}
    differ = {
        english: (korean, known.get(english))
        for english, korean in NAMES.items()
        if known.get(english, korean) != korean
    }
    assert differ == {}


def test_no_stand_in_is_part_of_another() -> None:
    for one in NAMES.values():
        assert [other for other in NAMES.values() if one in other] == [one]


# Whatever a model does.

TERMS = (HAN, MERRIN, OKORO, Term("Lake Quill", "퀼호"), Term("Ban Ji-su", "반지수"))
PARTICLES = ("은", "이", "을", "과", "의", "에게", "에서", "으로", "도", "이라고", "입니다", "", " 씨가", " 대통령은")  # fmt: skip
WAYS = ("Hangul", "Latin", "both", "twice", "never", "inside", "with more")


@st.composite
def habits(draw: st.DrawFn) -> Mapping[str, tuple[str, str]]:
    """How a model says each name that it knows, and with which particle, right or wrong."""
    common = st.sampled_from(("Hangul", "Hangul", "Hangul", "Latin", "both"))
    way = draw(st.sampled_from((common, st.sampled_from(WAYS))))
    return {
        name: (draw(way), draw(st.sampled_from(PARTICLES)))
        for name in ("Obama", "Merkel", "Putin", "Churchill", "London", "Berlin", "Tokyo")
    }


def say(english: str, ways: Mapping[str, tuple[str, str]]) -> str:
    """Every word of English as `낱말`, what is a name as the model's habits have it. One name of
    the glossary it knows."""

    def one(match: re.Match[str]) -> str:
        if match[0] == "Ban Ji-su":
            return "반지수는"
        if match[0] not in ways:
            return "낱말"
        hangul = NAMES[match[0]]
        way, follows = ways[match[0]]
        said = {
            "Hangul": hangul,
            "Latin": match[0],
            "both": f"{hangul}({match[0]})",
            "twice": f"{hangul}와 {hangul}",
            "never": "그",
            "inside": f"신{hangul}파",
            "with more": " ".join((*ALL[match[0]].brings[:1], hangul)),
        }[way]
        return said + follows

    return re.sub(r"Ban Ji-su|[\w-]+", one, english)


@given(
    terms=st.lists(st.sampled_from(TERMS), min_size=1, max_size=4),
    joints=st.lists(st.sampled_from((" met ", " saw ", ", who left ", " and ")), min_size=4),
    possessive=st.booleans(),
    ways=habits(),
)
def test_no_name_is_lost_or_doubled_and_no_stand_in_is_ever_heard(
    terms: list[Term], joints: list[str], possessive: bool, ways: Mapping[str, tuple[str, str]]
) -> None:
    english = "Yesterday " + "".join(
        term.english + joint for term, joint in zip(terms, joints, strict=False)
    )
    english = english.strip(" ,") + ("'s house" if possessive else "") + " again."
    glossary, asked = Glossary(TERMS), []

    def translate(text: str) -> str:
        asked.append(text)
        return say(text, ways)

    before = say(english, ways)
    done = put_in(english, before, glossary, translate)
    assert len(asked) <= 2
    if done is None:
        return
    for name, one in ALL.items():
        assert not any(word in done.text for word in (name, one.korean, *one.brings))
    for term in terms:
        assert done.text.count(term.korean) == english.count(term.english)
        for match in re.finditer(rf"{term.korean}([가-힣]*)", done.text):
            assert particle(term.korean, match[1]) == match[1]
    known, found = (serious(check_translation(english, k, glossary)) for k in (before, done.text))
    assert len(found) <= len(known)


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text_at_all_is_taken(english: str, korean: str) -> None:
    glossary = Glossary(TERMS)
    done = put_in(f"{english} Okoro said", korean, glossary, lambda text: f"{korean} 오바마가")
    assert done is None or ("오코로" in done.text and "오바마" not in done.text)
