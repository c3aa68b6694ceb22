"""The sample article is whole in each of its forms, and its Korean says what it says."""

import html
import re
from collections import Counter
from pathlib import Path

import pytest

from pipelines.results import Translation
from pipelines.sentences import split_sentences
from pipelines.translate import memory
from pipelines.translate.glossary import missing, read_glossary
from pipelines.translate.matching import normalise

SAMPLES = Path(__file__).parents[1] / "samples"
NAME = "harbour-ferries"
TITLE, BYLINE, *PARAGRAPHS = (SAMPLES / f"{NAME}.txt").read_text("utf-8").strip().split("\n\n")
SENTENCES = [TITLE, *(s for paragraph in PARAGRAPHS for s in split_sentences(paragraph))]
UNITS = {u.english: u.korean for u in memory.read_units(SAMPLES / f"{NAME}.tmx")}

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SPELLED = {
    "one vote": "한 표",
    "first two": "첫 두",
    "two of its five": "다섯 곳 가운데 두 곳",
    "first": "첫|처음",
    "doubled": "두 배",
    "six years": "6년",
    "six months": "6개월",
}
DIRECTIONS = {
    r"\brose\b": "높아",
    r"\brise\b": "오르|오를",
    r"\bfell\b": "줄",
    r"\bcut\b": "줄",
    r"\bdropped\b": "떨어",
    r"\bminus\b": "영하",
    r"\bnorthern\b": "북쪽",
    r"\bsouthern\b": "남쪽",
    r"\bagainst the plan\b": "반대",
    r"\bTuesday\b": "화요일",
    r"a\.m\.": "오전",
    r"\blast month\b": "지난달",
    r"\blast winter\b": "지난겨울",
}


def english_values(sentence: str) -> Counter[float]:
    scales = {"million": 1e6, "thousand": 1e3}
    values = [
        float(figure.replace(",", "")) * scales.get(scale, 1)
        for figure, scale in re.findall(r"(\d[\d,]*(?:\.\d+)?)(?: (million|thousand))?", sentence)
    ]
    months = re.findall(rf"\b({'|'.join(MONTHS)})[a-z]*\b\.?(?= \d)", sentence)
    values += [MONTHS.index(month) + 1.0 for month in months]
    values += [6.0] * len(re.findall(r"\bsix\b", sentence))
    return Counter(values)


def korean_values(sentence: str) -> Counter[float]:
    scales = {"억": 1e8, "만": 1e4, "": 1.0}
    number = r"\d[\d,]*(?:\.\d+)?"
    return Counter(
        sum(
            float(figure.replace(",", "")) * scales[scale]
            for figure, scale in re.findall(rf"({number})(억|만|)", whole)
        )
        for whole in re.findall(rf"(?:{number}억 )?(?:{number}만 )?{number}[억만]?", sentence)
    )


def test_the_article_is_of_a_newspaper_articles_size() -> None:
    assert BYLINE == "By Clara Whitlow"
    assert 18 <= len(SENTENCES) - 1 <= 24
    assert 450 <= sum(len(paragraph.split()) for paragraph in PARAGRAPHS) <= 600


def test_every_sentence_has_its_very_own_korean() -> None:
    known = memory.open(str(SAMPLES / f"{NAME}.tmx"), SAMPLES)
    answers = list(known.translate(SENTENCES))
    assert all(isinstance(answer, Translation) and answer.score == 1.0 for answer in answers)
    assert list(UNITS) == SENTENCES
    assert len(set(UNITS.values())) == len(SENTENCES)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_every_number_of_a_sentence_is_in_its_korean(sentence: str) -> None:
    assert korean_values(UNITS[sentence]) == english_values(sentence)
    for spelled, korean in SPELLED.items():
        if spelled in sentence:
            assert re.search(korean, UNITS[sentence])


@pytest.mark.parametrize("sentence", SENTENCES)
def test_every_negation_and_direction_of_a_sentence_is_in_its_korean(sentence: str) -> None:
    if re.search(r"\b(?:not|no|never|n't)\b", sentence, re.IGNORECASE):
        assert re.search("않|아니|아닙|없", UNITS[sentence])
    else:
        assert not re.search("않|아니|아닙|없", UNITS[sentence])
    for english, korean in DIRECTIONS.items():
        if re.search(english, sentence):
            assert re.search(korean, UNITS[sentence])


@pytest.mark.parametrize("sentence", SENTENCES)
def test_every_name_and_term_of_a_sentence_is_in_its_korean(sentence: str) -> None:
    terms = read_glossary(SAMPLES / "glossary.csv").terms_in(sentence)
    assert missing(terms, UNITS[sentence]) == ()


@pytest.mark.parametrize("korean", UNITS.values())
def test_the_korean_is_one_sentence_in_a_newsreaders_register(korean: str) -> None:
    assert korean.endswith("니다.")
    assert split_sentences(korean, "ko") == (korean,)
    assert korean.count("“") == korean.count("”")


@pytest.mark.parametrize("sentence", SENTENCES)
def test_what_is_quoted_stays_quoted(sentence: str) -> None:
    assert ('"' in sentence) == ("“" in UNITS[sentence])


def test_the_glossary_belongs_to_the_article() -> None:
    glossary = read_glossary(SAMPLES / "glossary.csv")
    used = {term for sentence in SENTENCES for term in glossary.terms_in(sentence)}
    assert used == set(glossary.terms)
    assert len(used) >= 12


def test_the_pasted_page_holds_the_article_between_what_is_not_it() -> None:
    page = normalise((SAMPLES / f"{NAME}-pasted.txt").read_text("utf-8"))
    assert all(normalise(paragraph) in page for paragraph in PARAGRAPHS)
    assert page.count("Passengers board the Grey Heron") == 2
    assert "Related stories" in page
    assert page.index("Skip to content") < page.index(TITLE) < page.index("Most read")


def test_the_saved_page_holds_the_article_and_its_metadata() -> None:
    page = html.unescape((SAMPLES / f"{NAME}.html").read_text("utf-8"))
    assert all(f"<p>{normalise(paragraph)}</p>" in normalise(page) for paragraph in PARAGRAPHS)
    assert f'<meta property="og:title" content="{TITLE}">' in page
    assert '<meta property="article:published_time" content="2026-03-11' in page
    assert '<meta name="author" content="Clara Whitlow">' in page
