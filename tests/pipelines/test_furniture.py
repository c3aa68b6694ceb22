"""What a publisher prints around and among the paragraphs is not read aloud with them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.furniture import within, without_ends

BODY = [
    "The council voted to close the plant by the end of 2027.",
    "Privacy concerns",
    "Residents described coughing fits and a summer spent indoors.",
    "A hearing is expected in March.",
]


@pytest.mark.parametrize(
    "line",
    [
        "(Reporting by Will Dunham; Editing by Tom Brown)",
        "© 2019 Associated Press. All Rights Reserved. This material may not be published.",
        "Copyright ©2019 Dow Jones & Company, Inc. All Rights Reserved",
        "This copy is for your personal, non-commercial use only. To order copies visit us.",
        "An error has occurred, please try again later.",
        "This article has been sent to",
        "Write to Al Root at allen.root@courier.example",
        "https://www.courier.example/articles/home-depot-51574168486",
        "Keith Bradsher contributed reporting from Hong Kong.",
        "Follow NBC Latino on Facebook, Twitter and Instagram.",
        "If you enjoyed this article, we have a proposition for you: Join NRPLUS.",
    ],
)
def test_credits_rights_and_forms_after_an_article_are_left_out(line: str) -> None:
    assert without_ends([*BODY, line]) == BODY


@pytest.mark.parametrize("line", ["Order Reprints", "Print Article", "© 2019 The Courier"])
def test_a_page_s_buttons_over_an_article_are_left_out(line: str) -> None:
    assert without_ends([line, *BODY]) == BODY


@pytest.mark.parametrize(
    "sentence",
    [
        "Copyright law will change next year, the government said on Monday.",
        "Reporting by the newspaper showed that the minister had known of it.",
        "The judge ruled that the names may not be published before the trial ends.",
        "Follow the money, prosecutors told the jury on Friday, and it leads to the mayor.",
        "An estimated 40 people contributed to this effort.",
        "Photographs were taken, officials told Reuters.",
        "Watch what happens next: the ball goes in.",
        "Read his lips: no new taxes.",
    ],
)
def test_news_about_such_things_stays(sentence: str) -> None:
    assert without_ends([sentence, *BODY]) == [sentence, *BODY]
    assert without_ends([*BODY, sentence]) == [*BODY, sentence]
    assert within([*BODY, sentence]) == [*BODY, sentence]


@pytest.mark.parametrize(
    "box",
    [
        ["READ MORE: Wind farm off the coast wins federal approval"],
        ["Related post: Why is the sky over the harbor grey?"],
        [
            "DON'T MISS",
            "Harbor residents sue over soot and smoke [INSIGHT]",
            "Ferry service suspended after a collision [VIDEO]",
        ],
        ["Pick Six Newsletter"],
        ["Advertisement"],
    ],
)
def test_links_to_other_stories_between_paragraphs_are_left_out(box: list[str]) -> None:
    assert within([*BODY[:2], *box, *BODY[2:]]) == BODY


def test_a_heading_and_a_list_that_begin_as_labels_do_stay() -> None:
    body = [
        "Next steps",
        "Deaths: 1,203 in the first year",
        "Search for survivors goes on",
        "Latest figures",
        "Copyright and its limits",
        "a battery of 40 megawatts",
        *BODY,
    ]
    assert within(body) == body


def test_a_quotation_that_may_be_sent_on_keeps_its_words() -> None:
    assert within(["Physics applies to business.Click To Tweet"]) == [
        "Physics applies to business."
    ]


@given(st.lists(st.text(min_size=1, max_size=60), min_size=1, max_size=12))
def test_nothing_is_added_or_put_in_another_order(paragraphs: list[str]) -> None:
    kept = iter(paragraphs)
    assert all(any(text == each for each in kept) for text in without_ends(paragraphs))
