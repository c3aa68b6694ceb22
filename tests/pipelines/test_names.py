"""The built-in names: whole, in order, spelled as they should be, and found only where meant."""

import csv
import re
from importlib.resources import files
from pathlib import Path

import pytest

from pipelines.names import built_in, with_names
from pipelines.translate.glossary import Glossary, Term, missing
from service.choosing import Request, glossary

ROWS = list(
    csv.DictReader(files("pipelines").joinpath("data/names.csv").read_text("utf-8").splitlines())
)
KOREAN = {row["term"]: row["korean"] for row in ROWS}


def found(sentence: str) -> list[str]:
    return [term.english for term in built_in().terms_in(sentence)]


def test_every_row_is_whole_and_says_where_it_can_be_checked() -> None:
    for row in ROWS:
        assert None not in row
        assert all(row[column] == row[column].strip() for column in row)
        assert row["term"]
        assert row["korean"]
        assert row["kind"]
        assert row["source"]
        assert re.fullmatch(r"(?:20\d\d)?", row["as_of"])
        assert row["beware"] in ("", "word", "name", "forename")
        assert "www" not in row["source"]
        assert not re.search(r"\.(?:com|org|kr|go)\b", row["source"])


def test_the_rows_are_in_order_and_no_term_is_there_twice() -> None:
    terms = [row["term"] for row in ROWS]
    assert terms == sorted(terms, key=lambda term: (term.casefold(), term))
    assert len(set(terms)) == len(terms) >= 900


def test_korean_is_hangul_but_for_the_letters_that_koreans_write_too() -> None:
    for row in ROWS:
        letters = re.findall("[A-Za-z]+", row["korean"])
        assert re.search("[가-힣]", row["korean"]), row
        assert all(word.isupper() and len(word) <= 4 for word in letters), row
        if row["kind"] in {"UN member", "country", "territory", "capital", "city", "person, Korea"}:
            assert re.fullmatch("[가-힣 ]+", row["korean"]), row
        assert not re.search("[가-힣]", row["term"]), row


def test_a_korean_person_has_a_name_of_two_to_four_syllables() -> None:
    for row in ROWS:
        if row["kind"] == "person, Korea":
            assert 2 <= len(row["korean"]) <= 4, row


def test_a_person_is_spelled_the_same_with_a_forename_and_without() -> None:
    people = {row["term"]: row["korean"] for row in ROWS if row["kind"].startswith("person")}
    several = {name: korean for name, korean in people.items() if " " in name}
    for name, korean in several.items():
        assert people.get(name.split()[-1], korean) in korean, name


def test_every_member_of_the_united_nations_is_there() -> None:
    members = [row for row in ROWS if row["kind"] == "UN member"]
    assert len(members) == 193
    assert len({row["korean"] for row in members}) == 193


def test_the_people_of_a_country_have_its_korean() -> None:
    countries = {row["korean"] for row in ROWS if row["kind"] == "UN member"}
    people = [row for row in ROWS if row["kind"] == "people"]
    assert len(people) > 350
    for row in people:
        assert row["beware"] == "word", row  # so that no stand-in is put for it
        assert any(country.startswith(row["korean"]) for country in countries) or (
            row["korean"] in ("콩고", "남아공")
        ), row


@pytest.mark.parametrize(
    ("english", "korean"),
    [
        ("Burmese", "미얀마"),
        ("Swiss", "스위스"),
        ("Danish", "덴마크"),
        ("Congolese", "콩고"),
        ("Filipinos", "필리핀"),
        ("Peruvian", "페루"),
        ("North Korean", "북한"),
        ("Polish", "폴란드"),
    ],
)
def test_peoples_are_found_by_their_adjectives(english: str, korean: str) -> None:
    (term,) = built_in().terms_in(f"The two {english} engineers left.")
    assert (term.english, term.korean) == (english, korean)


def test_other_spellings_are_not_the_right_one_of_anything() -> None:
    right = {row["korean"].replace(" ", "") for row in ROWS}
    for row in ROWS:
        for spelling in row["otherwise"].split():
            assert spelling not in right - {"마케도니아"}, row


@pytest.mark.parametrize(
    ("english", "korean"),
    [
        ("Han Tae-song", "한대성"),
        ("Kim Jong-un", "김정은"),
        ("Kim Yo-jong", "김여정"),
        ("Choe Son-hui", "최선희"),
        ("Lee Jae-myung", "이재명"),
        ("Yoon Suk-yeol", "윤석열"),
        ("Ban Ki-moon", "반기문"),
        ("Syngman Rhee", "이승만"),
        ("Xi Jinping", "시진핑"),
        ("Sanae Takaichi", "다카이치 사나에"),
        ("Antonio Guterres", "안토니우 구테흐스"),
        ("Volodymyr Zelenskyy", "볼로디미르 젤렌스키"),
        ("Ursula von der Leyen", "우르줄라 폰데어라이엔"),
        ("Samsung Electronics", "삼성전자"),
        ("Hyundai Motor", "현대차"),
        ("SK hynix", "SK하이닉스"),
        ("Turkey", "튀르키예"),
        ("Kyiv", "키이우"),
        ("Kyrgyzstan", "키르기스스탄"),
        ("Ho Chi Minh City", "호찌민"),
        ("Los Angeles", "로스앤젤레스"),
        ("Addis Ababa", "아디스아바바"),
        ("IAEA", "국제원자력기구"),
        ("UNHCR", "유엔난민기구"),
        ("Workers' Party of Korea", "조선노동당"),
        ("People Power Party", "국민의힘"),
        ("Panmunjom", "판문점"),
    ],
)
def test_names_are_spelled_as_the_institute_or_their_owners_spell_them(
    english: str, korean: str
) -> None:
    assert KOREAN[english] == korean


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Kim Jong Un met Xi Jinping.", ["Kim Jong-un", "Xi Jinping"]),
        ("São Paulo, Türkiye and Bogotá", ["Sao Paulo", "Turkiye", "Bogota"]),
        ("Kuwait City is in Kuwait.", ["Kuwait City", "Kuwait"]),
        ("Papua New Guinea and Guinea-Bissau", ["Papua New Guinea", "Guinea-Bissau"]),
        # A country, or a bird.
        ("Turkey said on Monday that it would leave.", ["Turkey"]),
        ("Turkey's lira fell.", ["Turkey"]),
        ("Greece and Turkey agreed.", ["Greece", "Turkey"]),
        ("He visited Turkey twice.", ["Turkey"]),
        ("Turkey prices rise before Thanksgiving.", []),
        ("Turkey sandwiches sold out.", []),
        ("Record Turkey Prices Hit Holiday Shoppers", []),
        ("They cooked a turkey.", []),
        # A country, or a person.
        ("Egypt and Jordan signed it.", ["Egypt", "Jordan"]),
        ("In Jordan, thousands marched.", ["Jordan"]),
        ("King Abdullah of Jordan spoke.", ["Jordan"]),
        ("Jordan's king spoke.", ["Jordan"]),
        ("Michael Jordan scored 30 points.", []),
        ("Jordan Peterson spoke.", []),
        ("Jordan scored 30 points.", []),
        ("Refugees fled into Chad.", ["Chad"]),
        ("Chad Johnson left, and Chad cried.", []),
        ("She lives in Paris.", ["Paris"]),
        ("Paris Hilton arrived.", []),
        ("Florence Pugh plays her.", []),
        # An acronym, or a word that is shouted.
        ("The WHO said the US had left.", ["WHO", "US"]),
        ("TELL US WHO IS NEXT", []),
        ("Who told us?", []),
        # Months, verbs and the like are no names.
        ("In March they may march; Nice work in Reading.", []),
    ],
)
def test_a_name_that_is_also_a_word_is_found_only_where_it_is_meant(
    sentence: str, names: list[str]
) -> None:
    assert found(sentence) == names


def test_ones_own_glossary_stands_above_the_built_in_names() -> None:
    own = Glossary([Term("Turkey", "터키"), Term("Seoul Forum", "서울포럼")])
    turkey, forum, kyiv = with_names(own).terms_in("Greece's and Turkey's Seoul Forum, Kyiv.")[1:]
    assert (turkey.korean, forum.korean, kyiv.korean) == ("터키", "서울포럼", "키이우")
    assert [term.korean for term in missing((turkey, forum, kyiv), "그렇다.")] == [
        "터키",
        "서울포럼",
    ]


def test_every_listener_has_the_built_in_names_below_their_own_glossaries(tmp_path: Path) -> None:
    (tmp_path / "memory").mkdir()
    (tmp_path / "memory" / "glossary.csv").write_text("Kyiv,키예프\nLviv,리비우\n", "utf-8")
    named = tmp_path / "named.csv"
    named.write_text("Kyiv,키이브\n", "utf-8")
    chosen = glossary(Request(glossaries=(named,)), tmp_path)
    said = {term.english: term.korean for term in chosen.terms_in("Kyiv, Lviv and Odesa")}
    assert said == {"Kyiv": "키이브", "Lviv": "리비우", "Odesa": "오데사"}
