"""People paste whole pages; what is read aloud is the article and nothing else."""

import random
from pathlib import Path

import pytest

from pipelines.pasted import without_echoes
from pipelines.reading import from_text

KOREA_TIMES = Path(__file__).parents[2] / "../shared/articles/korea-times-upr.txt"

BODY = (
    "The city council voted 9-4 on Tuesday night to close the last coal-fired power station "
    "within the city limits by the end of 2027, two years earlier than planned.",
    "The decision followed a heated three-hour debate in which residents of the Harbor district "
    "described coughing fits, blackened window sills and a summer spent indoors.",
    '"We have breathed this for forty years," said Maria Delgado, 61, who lives two streets from '
    'the plant. "My grandchildren should not have to."',
    "The utility that owns the station said it would appeal.",
    "Company officials warned that an early closing would raise household bills by about 4 "
    "percent and cost 212 jobs, most of them held by members of the boilermakers' union.",
    "Mayor Thomas Okafor disputed those figures. He said a state fund of $48 million had been "
    "set aside to retrain workers and to connect the district to a wind farm offshore.",
    "Council members who voted against the measure said that the city was moving too fast.",
    "The plant supplied 11 percent of the region's electricity last year, down from 30 percent "
    "in 2009, according to the state's energy office.",
    "A hearing on the appeal is expected in March.",
)
TITLE = "Council votes to close city's last coal plant by 2027"

MENU = """Skip to content
Menu
Home
News
Politics
Business
Sports
Weather
Log In
Subscribe
"""

FOOTER = """About Us
Contact Us
Privacy Policy
Terms of Service
© 2025 The Harbor Courier. All rights reserved.
"""


def blank_lines(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs)


NEWS_SITE = f"""{MENU}
Local

{TITLE}

By Anna Whitfield
Published March 4, 2025, 9:12 p.m.

Share on Facebook
Share on Twitter
Email this article
Print

Smoke rises from the Harbor power station on Monday. (Photo: Dana Reyes/The Harbor Courier)

{blank_lines(*BODY[:3])}

Advertisement

{BODY[3]}

Read more: Wind farm off the coast wins federal approval

{BODY[4]}

{BODY[5]}

RELATED STORIES
Harbor residents sue over soot
What the closing of coal plants means for your bill

{blank_lines(*BODY[6:])}

Anna Whitfield covers city hall. Reach her at awhitfield@harborcourier.example

Most Read
1. Ferry service suspended after collision
2. School board picks new superintendent
3. Best tacos in the Harbor district

{FOOTER}"""

BLOG_WITH_COMMENTS = f"""The Soot Diaries
a blog about the air we breathe
Home | About | Archive | RSS

{TITLE}
Posted by Anna Whitfield on March 4, 2025
Tags: coal, city council, air

{blank_lines(*BODY)}

Share this:
Twitter
Facebook
Like this:
Loading...

14 Comments

windfan22
March 5, 2025 at 7:02 am
About time! I have lived next to that plant since I was a kid and my car is grey every morning.
Reply

oldtimer
March 5, 2025 at 8:15 am
And who is going to pay for all of this? Not the mayor, I can promise you that much, my friend.
Reply

windfan22
March 5, 2025 at 8:40 am
The state is, did you even read the article? There is a fund for exactly that, it says so.
Reply

Leave a Reply
Your email address will not be published. Required fields are marked *
Name
Email
Website
Post Comment
"""

COOKIES_AND_NEWSLETTER = f"""We use cookies to improve your experience. By continuing, you accept our cookie policy.
Accept all
Manage preferences
{MENU}
{TITLE}
Mar 4, 2025
By ANNA WHITFIELD and BEN ITO
3 min read

{blank_lines(*BODY[:2])}

Get the Morning Tide
The news of the harbor in your inbox every weekday. Sign up for our newsletter.
Enter your email address
Sign up
By signing up you agree to our Terms of Service and Privacy Policy.

{blank_lines(*BODY[2:])}

Recommended for you
Harbor residents sue over soot
The lawsuit names the utility and two of its former directors.
Ferry service suspended after collision
Nobody was hurt when two ferries touched in the fog on Sunday.
Subscribe now and get unlimited access for $1 a week.
{FOOTER}"""

PULL_QUOTE = f"""{TITLE}

By Anna Whitfield

{BODY[0]}

{BODY[1]}

{BODY[2]}

We have breathed this for forty years

{blank_lines(*BODY[3:])}
"""

LIVE_BLOG = f"""LIVE
Coal vote: what happened when
Updated 10:04 p.m.

{TITLE}

By Anna Whitfield
March 4, 2025

{BODY[0]}

9:41 p.m.

{BODY[1]}

9:20 p.m.

{BODY[4]}

8:55 p.m.

{BODY[5]}

8:30 p.m.

{BODY[7]}

Follow us on Instagram
Download our app
"""

WIRE_TEXT = """HARBOR CITY, March 4 (Newswire) - The city council voted 9-4 on
Tuesday night to close the last coal-fired power station within the
city limits by the end of 2027, two years earlier than planned.

The decision followed a heated three-hour debate in which residents
of the Harbor district described coughing fits, blackened window
sills and a summer spent indoors.

"We have breathed this for forty years," said Maria Delgado, 61, who
lives two streets from the plant.
"""

LAYOUTS = {
    "a news site": NEWS_SITE,
    "a blog with comments": BLOG_WITH_COMMENTS,
    "a site with a cookie banner and a newsletter box": COOKIES_AND_NEWSLETTER,
    "a pull quote": PULL_QUOTE,
}


@pytest.mark.parametrize("page", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_a_page_is_read_as_its_article_and_nothing_else(page: str) -> None:
    assert from_text(page).paragraphs == BODY


@pytest.mark.parametrize("page", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_the_headline_and_who_wrote_it_are_found(page: str) -> None:
    article = from_text(page)
    assert article.title == TITLE
    assert article.byline in ("Anna Whitfield", "Anna Whitfield and Ben Ito")


@pytest.mark.parametrize("page", [NEWS_SITE, BLOG_WITH_COMMENTS, COOKIES_AND_NEWSLETTER, LIVE_BLOG])
def test_the_date_over_an_article_is_found(page: str) -> None:
    assert from_text(page).date == "2025-03-04"


@pytest.mark.parametrize("page", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_a_page_is_read_the_same_with_indentation_and_without(page: str) -> None:
    shifted = "\n".join(f"      {line}" for line in page.splitlines())
    windows = page.replace("\n", "\r\n")
    assert from_text(shifted).paragraphs == from_text(windows).paragraphs == BODY


def test_the_times_of_a_live_blog_are_not_read() -> None:
    paragraphs = from_text(LIVE_BLOG).paragraphs
    assert paragraphs == (BODY[0], BODY[1], BODY[4], BODY[5], BODY[7])


def test_lines_wrapped_by_hand_become_paragraphs() -> None:
    article = from_text(WIRE_TEXT)
    assert len(article.paragraphs) == 3
    assert article.paragraphs[0].startswith("HARBOR CITY, March 4 (Newswire) - The city council")
    assert article.paragraphs[0].endswith(
        "on Tuesday night to close the last coal-fired power "
        "station within the city limits by the end of 2027, two years earlier than planned."
    )
    assert not any("\n" in paragraph for paragraph in article.paragraphs)


@pytest.mark.parametrize("agency", ["Reuters", "AFP", "AP", "CNN Business"])
@pytest.mark.parametrize("dash", [" - ", " — ", " – "])
def test_a_lead_that_opens_with_an_agency_is_read(agency: str, dash: str) -> None:
    lead = f"WASHINGTON ({agency}){dash}{BODY[0]}"
    page = NEWS_SITE.replace(BODY[0], lead)
    assert from_text(page).paragraphs == (lead, *BODY[1:])


@pytest.mark.parametrize(
    "lead",
    [
        "Getty Images sued the maker of a program that paints on Tuesday, saying that it had copied "
        "12 million of its photographs without asking, and iStock joined the suit.",
        "A photographer who was hurt at the harbor on Monday is recovering, her family said.",
        "The owner of the plant will appeal the decision of the council, officials who asked not to "
        "be named because the talks are private told Reuters.",
        "The fine is the largest that was ever asked of a power station by the Environmental "
        "Protection Agency (EPA).",
    ],
)
def test_news_about_agencies_and_photographers_is_read(lead: str) -> None:
    assert from_text(NEWS_SITE.replace(BODY[0], lead)).paragraphs == (lead, *BODY[1:])


@pytest.mark.parametrize(
    "credit",
    [
        "Photo: Dana Reyes / Getty Images",
        "Smoke rises from the station on Monday, as residents watch. Dana Reyes/AFP via Getty Images",
        "REUTERS",
        "Smoke rises from the power station in the Harbor district of the city on Monday, the day "
        "before the vote of the council. Photograph by Dana Reyes/AFP/Getty Images",
    ],
)
def test_a_credit_is_not_read(credit: str) -> None:
    assert from_text(NEWS_SITE.replace(BODY[1], f"{credit}\n\n{BODY[1]}")).paragraphs == BODY


def test_who_reported_and_edited_is_not_read() -> None:
    page = NEWS_SITE.replace(BODY[-1], f"{BODY[-1]}\n\n(Reporting by Ann Fox; Editing by Bo Li.)")
    assert from_text(page).paragraphs == BODY


def test_paragraphs_marked_by_an_indented_first_line_are_told_apart() -> None:
    text = """   The city council voted 9-4 on Tuesday night to close the last
coal-fired power station within the city limits by the end of 2027.
   The decision followed a heated debate in which residents of the
Harbor district described coughing fits and blackened window sills.
"""
    assert len(from_text(text).paragraphs) == 2


def test_a_clean_article_comes_through_untouched() -> None:
    article = from_text(blank_lines(*BODY))
    assert article.paragraphs == BODY
    assert (article.title, article.byline, article.reader) == (None, None, "clean")


def test_a_clean_article_with_one_line_a_paragraph_comes_through_untouched() -> None:
    assert from_text("\n".join(BODY)).paragraphs == BODY


def test_the_headline_over_a_clean_article_is_its_title() -> None:
    article = from_text(blank_lines(TITLE, *BODY))
    assert (article.title, article.paragraphs) == (TITLE, BODY)


def test_a_clean_article_may_speak_of_cookies_photos_and_newsletters() -> None:
    body = (
        "The regulator fined the chain $4 million for tracking visitors with cookies.",
        "Privacy advocates had complained that its newsletter could not be cancelled.",
        "Photographs seen by this newspaper show the complaint forms in a bin.",
        "Related companies were not charged.",
        "Comments on the ruling may be sent to the court until Friday.",
    )
    assert from_text(blank_lines(*body)).paragraphs == body


def test_subheadings_quotes_and_short_paragraphs_stay() -> None:
    body = (
        BODY[0],
        "A heated debate",
        BODY[1],
        "“Why now?”",
        "No one answered.",
        "What happens next",
        BODY[5],
        "He won.",
    )
    assert from_text(blank_lines(*body)).paragraphs == body


def test_a_list_within_an_article_stays() -> None:
    items = ("two gas turbines;", "a battery of 40 megawatts;", "a cable to the wind farm.")
    text = blank_lines(*BODY[:6], "The plan has three parts:") + "\n"
    text += "".join(f"• {item}\n" for item in items) + "\n" + blank_lines(*BODY[6:])
    for page in (text, NEWS_SITE.replace(blank_lines(*BODY[6:]), text.split(BODY[5])[1])):
        paragraphs = from_text(page).paragraphs
        assert [item for item in items if item in paragraphs] == list(items)
        assert set(BODY) <= set(paragraphs)


def test_a_caption_printed_twice_is_not_read() -> None:
    caption = "Harbor power station on a winter morning last year"
    page = NEWS_SITE.replace(BODY[0], f"{caption}\n{caption}\n{BODY[0]}")
    assert from_text(page).paragraphs == BODY


def test_what_a_page_prints_twice_is_read_once() -> None:
    page = NEWS_SITE.replace(BODY[4], f"{BODY[4]}\n\n{BODY[4]}")
    assert from_text(page).paragraphs.count(BODY[4]) <= 1
    assert len(without_echoes([*BODY, BODY[0], BODY[4]])) == len(BODY)


def test_a_quotation_within_a_longer_word_is_no_echo() -> None:
    assert without_echoes(["A man can be wrong.", "He said a man can be wrongly accused."]) == [
        "A man can be wrong.",
        "He said a man can be wrongly accused.",
    ]


@pytest.mark.parametrize("seed", range(12))
def test_furniture_anywhere_between_paragraphs_is_left_out(seed: int) -> None:
    furniture = (
        "Advertisement",
        "ADVERTISEMENT - CONTINUE READING BELOW",
        "Read more: Wind farm off the coast wins federal approval",
        "Related: Harbor residents sue over soot",
        "Share this article",
        "Sign up for our daily newsletter",
        "Subscribe now",
        "(Photo: Dana Reyes/The Harbor Courier)",
        "Image: Getty Images",
        "Watch: The debate in two minutes",
    )
    chance = random.Random(seed)
    lines = [TITLE, "By Anna Whitfield", "March 4, 2025"]
    for number, paragraph in enumerate(BODY):
        lines.append(paragraph)
        if number < len(BODY) - 1 and chance.random() < 0.5:
            lines.append(chance.choice(furniture))
    page = f"{MENU}\n{blank_lines(*lines)}\n\n{FOOTER}"
    assert from_text(page).paragraphs == BODY


BOXES = {
    "newsletter": """Get the Morning Tide
The news of the harbor in your inbox every weekday. Sign up for our newsletter.
Enter your email address
Sign up
By signing up you agree to our Terms of Service and Privacy Policy.""",
    "other stories": """Related
Harbor residents sue over soot
What the closing of coal plants means for your bill
Ferry service suspended after collision""",
    "share buttons": "Share\nFacebook\nTwitter\nWhatsApp\nEmail",
}


@pytest.mark.parametrize("box", BOXES.values(), ids=BOXES.keys())
@pytest.mark.parametrize(
    "masthead", ["By Anna Whitfield\nMarch 4, 2025\n", ""], ids=["dated", "bare"]
)
@pytest.mark.parametrize("place", range(len(BODY) - 1))
def test_a_box_between_any_two_paragraphs_costs_neither(
    box: str, masthead: str, place: int
) -> None:
    body = blank_lines(*BODY[:place], box, *BODY[place:])
    page = f"{MENU}\n{TITLE}\n{masthead}\n{body}\n\n{FOOTER}"
    assert from_text(page).paragraphs == BODY


@pytest.mark.parametrize("box", BOXES.values(), ids=BOXES.keys())
@pytest.mark.xfail(strict=True, reason="one sentence after a box of several lines is a teaser's")
def test_a_box_before_the_last_sentence_does_not_cost_it(box: str) -> None:
    page = f"{MENU}\n{TITLE}\n\n{blank_lines(*BODY[:-1], box, BODY[-1])}\n\n{FOOTER}"
    assert from_text(page).paragraphs == BODY


@pytest.mark.xfail(strict=True, reason="teasers that are whole sentences look like the article")
def test_teasers_between_paragraphs_are_left_out() -> None:
    teasers = (
        "More from Harbor",
        "Harbor residents sue over soot",
        "The lawsuit names the utility and two of its former directors.",
        "Ferry service suspended after collision",
        "Nobody was hurt when two ferries touched in the fog on Sunday.",
    )
    body = blank_lines(*BODY[:4], *teasers, *BODY[4:])
    assert from_text(f"{MENU}\n{TITLE}\n\n{body}\n\n{FOOTER}").paragraphs == BODY


TAILS = {
    "the author": """About the author
Anna Whitfield covers city hall for the Courier. She lives in the Harbor district.""",
    "comments": """3 Comments
windfan22 • 3 hours ago
About time! I have lived next to that plant since I was a kid and my car is grey.
Reply
oldtimer
And who is going to pay for all of this? Not the mayor. My friends agree with me.
Reply""",
    "the next article": """Council approves new park
By Ben Ito
March 3, 2025
The council approved a new park on Monday. It will have a pond and two playgrounds.
Neighbors welcomed the plan, which they had asked for since 2011.""",
}


@pytest.mark.parametrize("tail", TAILS.values(), ids=TAILS.keys())
def test_what_comes_after_an_article_is_not_taken_for_its_continuation(tail: str) -> None:
    page = f"{MENU}\n{TITLE}\nBy Anna Whitfield\n\n{blank_lines(*BODY)}\n\n{tail}\n{FOOTER}"
    assert from_text(page).paragraphs == BODY


@pytest.mark.skipif(not KOREA_TIMES.exists(), reason="the page is kept beside the project")
def test_a_real_page_of_a_newspaper_is_read() -> None:
    article = from_text(KOREA_TIMES.read_text("utf-8"))
    assert article.title == "North Korea rejects major UN recommendations on human rights"
    assert article.byline == "Lee Min-hyung"
    assert article.paragraphs[0].startswith("North Korea has declined to accept")
    assert article.paragraphs[-1].endswith("no signs of progress.")
    assert len(article.paragraphs) == 18
    assert not any("Ambassador to the U.N. Han Tae-song\n" in text for text in article.paragraphs)
