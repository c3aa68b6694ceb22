import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.article import Article
from pipelines.sentences import article_sentences, split_sentences, spoken_seconds


def solid(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize(
    "marked",
    [
        "The U.S. Department of State ramped up criticism. | It failed.",
        "North Korea's Ambassador to the U.N. Han Tae-song took part. | He left.",
        "He moved to the U.S. | He liked it.",
        'They declined, calling it an "insult to the country." | The North reacted.',
        "Gen. Smith met Lt. Col. Jones on Feb. 3 at No. 2 Main St. in Washington. | He fell.",
        "It rose 3.5 percent to $5.2 billion. | That was 4.1 more.",
        "It began at 9 a.m. Tuesday. | It ended at 5 p.m. | The crowd left.",
        "Apple Inc. said so. | It was bought by Foo Inc. | The deal closed.",
        "J. K. Rowling wrote it. | George W. Bush read it.",
        "“It is true,” he said.” | She left.",
        "“We will win,” he said. | “We shall not rest.",
        "“We will win.” | “We won’t.”",
        '"Stop!" he cried. | "Why?" she asked. | They left.',
        "He waited ... and then left... | Nothing came. | … Then it did.",
        "He left (it was late.) | She stayed. | (He was late.) | They ate.",
        "Use fruit, e.g. apples, i.e. red ones. | Then eat.",
        "See www.example.com today. | Mail a.b@c.com first. | Done.",
        "Sen. Bernie Sanders, D-Vt. said no. | Dr. No. 3 films followed.",
        "Node.js and Booking.com are names. | So is ASP.NET today.",
        "The vote was 5-4. | 2019 was hard.",
        "The end. | iPhone sales rose.",
        "The 5' 10\" man left. | The 6' 2\" man came.",
        "The vote was over. | 1. Go home. | 2. Stay there.",
        "“Where is the money?” Senator Warren asked at the hearing on Monday. | She left.",
        '"Stop!" Ms. Lee told them. | "Why now?" Rep. Adam Schiff, D-Calif., asked. | He left.',
        "“Why?” | He asked for more. | She cried, “Get out!” | Police said she was held.",
        "It was told by E! News. | He was on E! | She was not. | Yahoo! Inc. said so.",
        "They heard Panic! At The Disco. | It was loud.",
        "The boy weighed 5 lbs. 3 oz. at birth. | They came in. | 5 people left.",
        "Cllr. Jones met Flt. Lt. Day and Wg. Cdr. Lee on Rte. 9. | He left.",
        "He lives on Main St. | The house is old. | He knows St. John and Main St. Bridge.",
        "She left Detroit, Mich. | Smith then left. | He lives in Salem, Ore. Tuesday is far.",
    ],
)
def test_news_english_is_cut_where_a_reader_would(marked: str) -> None:
    expected = tuple(marked.split(" | "))
    assert split_sentences(" ".join(expected)) == expected


@pytest.mark.parametrize(
    "marked",
    [
        "그는 회의에 참석했다. | 정부는 이를 밝혔습니다. | 끝.",
        '“북한은 거부한다.”라고 말했다. | 그는 "아니다."라고 답했다.',
        '"우리는 간다. 반드시 이긴다."라고 말했다. | 이에 "좋다."는 답이 왔다.',
        "그는 “간다.” 하고 떠났다. | 3.5% 늘었다.",
        "2019. 5. 14. 발표했다. | 미국 U.S. 국무부는 말했다.",
        "이건 뭐야? | 몰라!",
    ],
)
def test_korean_is_cut_where_a_reader_would(marked: str) -> None:
    expected = tuple(marked.split(" | "))
    assert split_sentences(" ".join(expected), "ko") == expected


def test_a_forgotten_space_does_not_glue_two_sentences_together() -> None:
    assert split_sentences("It was the end.Next came rain.") == (
        "It was the end.",
        "Next came rain.",
    )


def test_a_short_quotation_of_several_sentences_stays_whole() -> None:
    text = "He said: “We will win. We shall not rest. Never.”"
    assert split_sentences(text + " They left.") == (text, "They left.")


def test_a_long_quotation_is_cut_into_its_sentences() -> None:
    quotation = "“" + " ".join(["We shall fight them on the beaches and in the streets."] * 8) + "”"
    assert len(split_sentences(quotation)) == 8


def test_a_quotation_that_is_never_closed_does_not_swallow_the_paragraph() -> None:
    text = "“We will win. We shall not rest. The crowd left the square. It rained."
    assert len(split_sentences(text)) == 4


@given(
    st.text(
        alphabet=st.one_of(st.sampled_from(" .?!\"“”'’()…\n\tU.S.NoAa1가다。"), st.characters())
    )
)
def test_no_text_raises_or_loses_a_character(text: str) -> None:
    for language in ("en", "ko"):
        sentences = split_sentences(text, language)
        assert solid("".join(sentences)) == solid(text)
        assert all(sentence == " ".join(sentence.split()) != "" for sentence in sentences)


def test_half_a_character_from_a_broken_page_is_kept() -> None:
    assert split_sentences("Broken \ud83d here. It goes on.") == (
        "Broken \ud83d here.",
        "It goes on.",
    )


@pytest.mark.parametrize(
    "pattern",
    ["He said so. ", '"', "“", "(", "a", ". ", ". “", "U.S. He ", '"a. ', "“A b. ", "그는 갔다. "],
)
def test_a_megabyte_of_anything_takes_seconds(pattern: str) -> None:
    text = (pattern * (1_000_000 // len(pattern) + 1))[:1_000_000]
    start = time.thread_time()
    sentences = split_sentences(text)
    assert time.thread_time() - start < 15
    assert solid("".join(sentences)) == solid(text)


def test_sentences_are_numbered_through_the_article() -> None:
    article = Article(paragraphs=("One came. Two came.", "", "Three came."))
    sentences = article_sentences(article)
    assert [(s.index, s.paragraph, s.text) for s in sentences] == [
        (0, 0, "One came."),
        (1, 0, "Two came."),
        (2, 2, "Three came."),
    ]


def test_numbers_and_capitals_take_the_time_of_the_words_they_are_read_as() -> None:
    plain = spoken_seconds("They came in")
    for longer in ("They came in 1,262", "They came in UNHRC"):
        assert spoken_seconds(longer) > plain + 0.8
    assert spoken_seconds("1995년 5월 14일", "ko") > spoken_seconds("년 월 일", "ko") + 1


def test_twice_the_speed_takes_half_the_time() -> None:
    text = "North Korea has declined to accept dozens of recommendations."
    assert spoken_seconds(text, speed=2.0) == pytest.approx(spoken_seconds(text) / 2)


@given(st.text(), st.text())
def test_more_text_never_takes_less_time(one: str, other: str) -> None:
    for language in ("en", "ko"):
        lengths = [spoken_seconds(text, language) for text in ("", one, f"{one} {other}")]
        assert all(a <= b + 1e-9 for a, b in pairwise(lengths))
