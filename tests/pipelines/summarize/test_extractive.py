from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines import engines
from pipelines.article import Article
from pipelines.errors import EngineUnavailable, NoArticle
from pipelines.results import Length, Summary
from pipelines.sentences import article_sentences, spoken_seconds
from pipelines.summarize import extractive
from pipelines.summarize.introductions import introductions
from pipelines.summarize.opening import points_back
from pipelines.summarize.standalone import is_fit, starts_of_context
from tests.cpu import cpu_seconds

STORY = Article(
    title="Harbor city opens its flood wall after eight years of work",
    paragraphs=(
        "The city of Port Alder opened a 4.2-kilometer flood wall on Monday, eight years after "
        "a storm put its harbor district under two meters of water.",
        "The wall cost $310 million, about a third more than was planned. But officials say it "
        "will protect 62,000 people and the region's largest hospital.",
        '"Nobody in this district will have to sleep with their shoes on again," Mayor Rosa '
        "Lindqvist told a crowd at the opening. She thanked the engineers. Was it worth it?",
        "Engineers built 18 gates into the wall so that ferries can pass, and each gate closes in "
        "11 minutes when a storm is forecast.",
        "Critics argue that the wall pushes water toward fishing villages south of the city. A "
        "university study published in March found that floods there could rise by 15 "
        "centimeters.",
        "The study drew an angry answer from the harbor authority. However, Lindqvist promised "
        "the villages $12 million for pumps and higher roads.",
        "Photo: The flood wall at dawn.",
        "Read more about the storm at www.example.com.",
        "Work on a second wall north of the harbor is to begin in 2027, the city council said.",
    ),
)


def summarize(article: Article, length: Length) -> Summary:
    return extractive.open("", Path()).summarize(article, length)


def numbers(summary: Summary) -> list[int]:
    return [sentence.sources[0] for sentence in summary.sentences]


def test_a_summary_quotes_the_article_word_for_word_and_in_order() -> None:
    sentences = article_sentences(STORY)
    summary = summarize(STORY, Length(sentences=5))
    assert len(summary.sentences) == 5
    assert numbers(summary) == sorted(set(numbers(summary)))
    for sentence in summary.sentences:
        assert sentence.text == sentences[sentence.sources[0]].text


def test_news_tells_the_most_important_first() -> None:
    assert numbers(summarize(STORY, Length(sentences=1))) == [0]


@pytest.mark.parametrize("count", range(1, 12))
def test_no_summary_sentence_leans_on_one_that_was_left_out(count: int) -> None:
    chosen = numbers(summarize(STORY, Length(sentences=count)))
    for number in chosen:
        if number and points_back(article_sentences(STORY)[number].text):
            assert number - 1 in chosen


@pytest.mark.parametrize("count", range(1, 12))
def test_questions_credits_and_links_are_not_read_out(count: int) -> None:
    text = " ".join(s.text for s in summarize(STORY, Length(sentences=count)).sentences)
    for unwanted in ("Was it worth it?", "Photo:", "www."):
        assert unwanted not in text


def test_a_longer_pause_follows_where_the_paragraph_changes() -> None:
    summary = summarize(STORY, Length(sentences=6))
    paragraphs = [article_sentences(STORY)[n].paragraph for n in numbers(summary)]
    changes = [one != other for one, other in pairwise(paragraphs)]
    assert [s.paragraph_end for s in summary.sentences] == [*changes, False]
    assert any(changes)


@pytest.mark.parametrize("seconds", [15.0, 30.0, 45.0, 60.0])
def test_a_summary_of_so_many_seconds_fills_them_and_no_more(seconds: float) -> None:
    summary = summarize(STORY, Length(seconds=seconds))
    spoken = sum(spoken_seconds(s.text) for s in summary.sentences)
    assert seconds * 0.5 < spoken <= seconds


def test_there_is_one_sentence_at_least_however_short_the_time() -> None:
    assert len(summarize(STORY, Length(seconds=0.5)).sentences) == 1


def test_an_article_shorter_than_asked_is_given_whole() -> None:
    article = Article(("It rained. He left. Why?",))
    assert [s.text for s in summarize(article, Length(sentences=5)).sentences] == [
        "It rained.",
        "He left.",
        "Why?",
    ]


def test_an_article_of_one_sentence_works() -> None:
    summary = summarize(Article(("The wall is open.",)), Length(sentences=1))
    assert numbers(summary) == [0]


def test_an_article_of_nothing_but_fragments_still_gives_something() -> None:
    article = Article(("He left.", "Why?", "And then?", "Ok", "???"))
    assert len(summarize(article, Length(sentences=2)).sentences) >= 1


@pytest.mark.parametrize("paragraphs", [(), ("",), (" \n ", "***", "🙂")])
def test_no_article_says_so(paragraphs: tuple[str, ...]) -> None:
    with pytest.raises(NoArticle):
        summarize(Article(paragraphs), Length(sentences=3))


def test_what_was_said_is_not_said_again() -> None:
    lead = "The city of Port Alder opened a flood wall on Monday after eight years of work."
    again = "Port Alder opened its flood wall on Monday after eight years of work in the city."
    others = tuple(
        f"Gate {n} of {name} closes in {n + 7} minutes, engineers from {name} said."
        for n, name in enumerate(["Aster", "Birch", "Cedar", "Dogwood"], 2)
    )
    chosen = summarize(Article((lead, again, *others)), Length(sentences=3)).sentences
    assert {s.text for s in chosen} & {lead, again} == {lead}


def test_a_quotation_over_several_sentences_is_kept_whole_or_left_out() -> None:
    said = "We rebuilt the harbor wall with money that the whole city saved for eight long years"
    article = Article(
        (
            "The harbor wall of Port Alder opened on Monday after eight years of work.",
            f"“{said}. {said}, and we are proud. {said}, and the storm can come,” Ann Lee said.",
            *STORY.paragraphs[3:6],
        )
    )
    starts = starts_of_context(article_sentences(article))
    assert starts[1:4] == (1, 1, 1)
    for count in range(1, 8):
        chosen = set(numbers(summarize(article, Length(sentences=count))))
        assert chosen & {2, 3} == set() or {1, 2} <= chosen


@pytest.mark.parametrize(
    "sentence",
    [
        "He said so.",
        "She added that the talks would go on.",
        "The move came a week later.",
        "The decision surprised investors.",
        "The North's reaction came after weeks of talks.",
        "In the statement, the ministry denied it.",
        "But Pyongyang has denied the existence of camps.",
        "However, North Korea refused.",
        "Among the recommendations, however, North Korea said it would note 63.",
        "This led to a boycott.",
        "These were the first.",
        "The two met in Hanoi.",
        "It was the third time.",
        "In his speech, Kim called for peace.",
        "Last week, they met again.",
        "Rebranded to resemble a neutral account, it posted a series of messages.",
        "Others said no.",
        "At that time, nobody knew.",
        "As a result, prices rose.",
        "“We are done,” he said.",
        "The 34-year-old was arrested.",
        "The launches were seen as an answer.",
        "Even if both sides opened the possibility, they have fought.",
        "Police denied the existence of such camps.",
        "Assange has denied both allegations.",
        "Which is not to say that it was minor.",
        "The importers do, and they are usually American.",
        "Not really.",
        "Yes, they have paid the duty.",
    ],
)
def test_what_points_back_is_seen(sentence: str) -> None:
    assert points_back(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "North Korea has declined to accept dozens of recommendations.",
        "The North also rebuffed recommendations from the South.",
        "The government said prices rose.",
        "The decision of the Supreme Court surprised investors.",
        "This week, Parliament votes.",
        "There were 63 people on board.",
        "“We are done,” Mayor Lindqvist said.",
        "Some analysts claimed the U.S. may step up pressure.",
        "Hermann Weber said he would leave.",
        "Andorra and Italy signed a treaty.",
        "Butter prices rose.",
        "Countries such as Chile agreed.",
        "No one was hurt in the fire.",
        "No. 3 Duke won the game.",
        "Officials have more to do.",
        "Prosecutors dropped both charges against Assange.",
    ],
)
def test_what_stands_alone_is_left_alone(sentence: str) -> None:
    assert not points_back(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Will the talks go on this year?",
        "Too short.",
        "Photo by Ann Lee of the harbor wall.",
        "Read more about the harbor wall here.",
        "Lee Min-hyung can be reached at lee@example.com.",
        "“We shall never give up the wall.”",
        "Top Stories of the Week",
        "and the rest was lost in the sea.",
        "He told them the following:",
        "Ann Lee contributed to this report.",
        "(As Ann Lee noted at the time, the wall was wet.)",
        "“We looked at how a team could be put into hibernation.",
        "Next year is the year of the rat... the plague is coming.”",
        '"We looked at how a team could be put into hibernation.',
        'Next year is the year of the rat... the plague is coming."',
        "‘We shall never give up the wall.’",
        "The following chart summarizes the value of the drugs.",
        "Below are all the teams that qualified.",
        "*A draw will decide which teams meet.",
        "Pro tip: Get more ideas for your meals here!",
    ],
)
def test_what_is_no_prose_is_not_used(sentence: str) -> None:
    assert not is_fit(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "“We looked at how a team could sleep,” Ann Lee said. “It is hard.",
        "The man of 5' 10\" left the harbor.",
        "Ann Lee, who is 5' 10\", left the harbor.",
        "Ann Lee posted: ”Swine fever in the year of the pig.",
        "The city calls it ‘the wall.’",
        "The reporting by the harbor's own paper won a prize.",
        "Don't miss the point: the wall is wet.",
        "The map of the moon was based on radar.",
    ],
)
def test_what_a_summary_may_use_is_known(sentence: str) -> None:
    assert is_fit(sentence)


FURNITURE = (
    "© 2019 Associated Press.",
    "All Rights Reserved.",
    "DON'T MISS",
    "READ MORE: Wind farm wins approval",
    "Click To Tweet",
    "(Reporting by Ann Lee; editing by Bo Day)",
    "An earlier version of this article misspelled the mayor's name.",
    "Keith Bradsher contributed reporting.",
    "Story continues below advertisement.",
    "Let us know what you think in the comments below.",
    "Opinions expressed by Forbes Contributors are their own.",
    "Our Standards: The Trust Principles.",
    "Scroll down for video.",
)


@pytest.mark.parametrize("length", [Length(seconds=120), Length(sentences=2)])
@pytest.mark.parametrize("furniture", FURNITURE)
def test_furniture_is_not_read_out_even_where_the_article_is_given_whole(
    furniture: str, length: Length
) -> None:
    story = "The city of Port Alder opened a flood wall.", "He left. Why? The wall is open."
    summary = summarize(Article((story[0], furniture, story[1], furniture)), length)
    assert furniture not in [s.text for s in summary.sentences]
    if length.seconds:
        assert " ".join(s.text for s in summary.sentences) == " ".join(story)


def test_of_an_article_of_nothing_but_furniture_something_is_given() -> None:
    assert summarize(Article(FURNITURE[:2]), Length(sentences=3)).sentences


def test_what_tells_of_a_game_in_a_round_up_comes_with_the_score() -> None:
    article = Article(
        (
            "Brock Nelson's second goal lifted New York over Pittsburgh on Tuesday.",
            "Wild 4, Sabres 1: Zach Parise scored twice. Jason Zucker had a goal for the Wild. "
            "Linus Ullmark stopped 22 shots.",
            "No. 3 Blue Jackets 5, Canadiens 2 (OT): Columbus won. Emil Bemstrom added a goal.",
            "On Nov. 3, 2019: The park was wet. Officials closed a road.",
        )
    )
    assert starts_of_context(article_sentences(article)) == (0, 1, 1, 1, 4, 4, 6, 7)


def test_the_same_sentence_is_not_heard_twice_for_the_sake_of_the_next() -> None:
    lead = "A video of the rescue of a girl of eight by the police was released on Monday."
    article = Article(
        (
            lead,
            lead.replace("on Monday", "Monday"),
            "The suspect, Michael Webb, was convicted in a federal court last Thursday.",
            *STORY.paragraphs[3:5],
        )
    )
    for count in range(1, 6):
        chosen = numbers(summarize(article, Length(sentences=count)))
        assert not {0, 1} <= set(chosen)
        assert 2 not in chosen or 0 in chosen


def test_a_quotation_is_heard_with_its_speaker() -> None:
    said = "We rebuilt the harbor wall of Port Alder with money that the city saved for years"
    article = Article(
        (
            "The harbor wall of Port Alder opened on Monday after eight years of work.",
            f"“{said}. {said}, and we are proud of the harbor wall of the city.",
            f"“{said}, and the storm can come,” Ann Lee said.",
            *STORY.paragraphs[3:6],
        )
    )
    for count in range(1, 9):
        heard = " ".join(s.text for s in summarize(article, Length(sentences=count)).sentences)
        assert said not in heard or "Ann Lee said" in heard
    assert said in heard


def needed(*paragraphs: str, title: str = "") -> list[tuple[tuple[int, ...], ...]]:
    sentences = article_sentences(Article(paragraphs))
    return [introduction.people for introduction in introductions(sentences, title)]


@pytest.mark.parametrize(
    ("in_full", "in_short"),
    [
        ("North Korea's Ambassador Bang Tae-song took part.", "Rosa Lind came, Bang said May 9."),
        ("Emirates President Tim Clark spoke.", "Clark in October revealed lofty plans."),
        (
            "A physician, Dr. Harold Bornstein, wrote it.",
            "It wasn't based on Bornstein's judgment.",
        ),
        ("It was owed to the former leader Nick Clegg.", "Clegg now works for Facebook."),
        ("“It is hard,” study author Ana Paganini said.", "“It is water,” Ms. Paganini added."),
    ],
)
def test_a_surname_needs_the_sentence_with_the_full_name(in_full: str, in_short: str) -> None:
    assert needed(in_full, "The wall was wet.", in_short) == [(), (), ((0,),)]
    assert needed(in_short, in_full) == [(), ()]


@pytest.mark.parametrize(
    ("in_full", "in_short"),
    [
        ("President Donald Trump came.", "Trump said no."),
        ("New York is in London's shadow.", "London said no."),
        ("The White House was silent.", "The House said no."),
        ("He came on Black Friday.", "Friday said it all."),
        ("Senator Tim Clark came.", "Senator Clark said no."),
        ("Harbor head Tim Clark came.", "“No,” Tim Clark said."),
        ("Whatever Applet does counts.", "Applet says no."),
        ("Detroit-based Applet rose.", "Applet says no."),
    ],
)
def test_who_is_well_known_or_named_in_full_needs_no_other_sentence(
    in_full: str, in_short: str
) -> None:
    assert needed(in_full, in_short) == [(), ()]


def test_the_title_introduces_too() -> None:
    story = "Mayor Tim Clark came.", "Clark said no."
    assert needed(*story) == [(), ((0,),)]
    assert needed(*story, title="Clark comes back") == [(), ()]


def test_nobody_speaks_in_a_summary_who_was_not_introduced() -> None:
    article = Article(
        (
            STORY.paragraphs[0],
            "It was late in the evening, and it rained on the old boats, when the guests sat down "
            "to eat with an engineer, Tim Clark.",
            "The flood wall of Port Alder keeps the storm out of the harbor district, Clark said.",
            *STORY.paragraphs[1:],
        )
    )
    for count in range(1, 12):
        heard = " ".join(s.text for s in summarize(article, Length(sentences=count)).sentences)
        assert "Clark" not in heard or "Tim Clark" in heard
    assert "Clark said" in heard


def test_four_thousand_sentences_take_about_ten_times_what_four_hundred_take() -> None:
    def seconds(copies: int) -> float:
        article = Article(
            tuple(f"Chapter {n}. {p}" for n in range(copies) for p in STORY.paragraphs)
        )
        return cpu_seconds(lambda: summarize(article, Length(sentences=5)))

    assert seconds(250) < 30 * seconds(25)


def test_the_engine_is_found_by_its_name_and_always_ready() -> None:
    module = engines.find("summarize", "extractive")
    assert module.readiness("", Path()).ready
    assert module.models(Path()) == ()
    with pytest.raises(EngineUnavailable):
        module.open("large", Path())


WORDS = 'He The But “We Kim said. left? "no." U.S. 3.5 wall wall. city.” storm (late) … move ABC'
words = st.sampled_from(WORDS.split(" "))


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.lists(words, max_size=30).map(" ".join), max_size=8),
    st.one_of(
        st.integers(1, 9).map(lambda n: Length(sentences=n)),
        st.floats(0.1, 60).map(lambda s: Length(seconds=s)),
    ),
)
def test_any_article_gives_at_least_one_and_at_most_the_length(
    paragraphs: list[str], length: Length
) -> None:
    article = Article(tuple(paragraphs))
    if not any(character.isalnum() for character in article.text):
        with pytest.raises(NoArticle):
            summarize(article, length)
        return
    summary = summarize(article, length)
    assert 1 <= len(summary.sentences) <= (length.sentences or 10_000)
    assert numbers(summary) == sorted(set(numbers(summary)))
    if length.seconds and len(summary.sentences) > 1:
        assert sum(spoken_seconds(s.text) for s in summary.sentences) <= length.seconds
