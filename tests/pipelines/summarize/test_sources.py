"""A sentence that a model wrote is tied to the article's sentences that it says again."""

from pipelines.article import Article
from pipelines.sentences import article_sentences
from pipelines.summarize.sources import nearest_sources

ARTICLE = article_sentences(
    Article(
        (
            "The council of Port Merrin voted 9-4 on Tuesday to replace all of its ferries.",
            "The plan will cost $186 million over six years. Rain fell all day.",
            "The union, which represents 420 crew members, supports the change.",
        )
    )
)


def test_a_sentence_of_the_article_is_its_own_source() -> None:
    found = nearest_sources([sentence.text for sentence in ARTICLE], ARTICLE)
    assert found == ((0,), (1,), (2,), (3,))


def test_a_sentence_made_of_two_has_both_in_order() -> None:
    made = "Six years and $186 million are planned for the ferries that Port Merrin will replace."
    assert nearest_sources([made], ARTICLE) == ((0, 1),)


def test_a_sentence_that_the_article_does_not_say_has_no_source() -> None:
    assert nearest_sources(["Zebras graze in Kenya.", "…", ""], ARTICLE) == ((), (), ())
    assert nearest_sources(["Anything."], ()) == ((),)
