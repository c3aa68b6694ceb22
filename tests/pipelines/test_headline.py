"""The headline is spoken first: another story's, a player's label or a byline is never taken for it,
and who wrote the article and when is read from beside it."""

import pytest

from pipelines.byline import tidy_name
from pipelines.dates import date_in_link, parse_date
from pipelines.headline import without_site
from pipelines.reading import from_text

HEADLINE = "Council votes to close city's last coal plant by 2027"
STANDFIRST = "Residents had described a summer spent indoors behind blackened window sills."
BODY = """The city council voted 9-4 on Tuesday night to close the last coal-fired power station \
within the city limits by the end of 2027, two years earlier than planned.

The decision followed a heated three-hour debate in which residents of the Harbor district \
described coughing fits, blackened window sills and a summer spent indoors.

The plant supplied 11 percent of the region's electricity last year, down from 30 percent in \
2009, according to the state's energy office, and its owner said that it would appeal."""

BESIDE = {
    "a player's label": f"""{HEADLINE}
4 March 2025
Share this with Facebook
Share this with Twitter
Media playback is unsupported on your device
Media caption Where is the coal plant?
""",
    "the titles of other videos": f"""Follow Courier Business
{HEADLINE}
By Anna Whitfield, Courier Business
Updated 0339 GMT (1139 HKT) March 4, 2025
JUST WATCHED
Coal plant: Council debates the closing of the city's plant
Replay
More Videos ...
MUST WATCH
(3 Videos)
Coal plant: Council debates the closing of the city's plant
Residents of the Harbor district described blackened window sills
What coal means for the region's electricity
""",
    "a writer's name on a line of its own": f"""Energy
{HEADLINE}
By
Anna Whitfield
Updated March 4, 2025 8:21 am ET
Order Reprints
Text size
""",
    "the topics of the story": f"""Environment
{HEADLINE}
By Anna Whitfield on 3/14/25 at 4:00 PM EST
Share
Council Coal Plant City
""",
    "a section's name that was cut in two": f"""Politics
Ideas
Science
Anna Whitfiel d
Idea s
03.14.2025 09:00 AM
{HEADLINE}
""",
    "a standfirst without a full stop": f"""Log In
Up next:
{HEADLINE}
{HEADLINE}
Residents described a summer spent indoors in the Harbor district
by Anna Whitfield
Mar 4, 2025 at 9:24 pm ET
""",
    "captions of a gallery, under a breadcrumb": f"""Home
Local
Article
{HEADLINE}
Residents of the Harbor district
A debate of the city council
Posted: Tue 6:45 PM, Mar 4, 2025
Updated: Wed 8:31 PM, Mar 5, 2025
""",
    "stories that are listed over it": f"""All stories
City council moves into the old power station of the district
Residents describe how electricity was saved last year
Harbor district gets a new energy office
{HEADLINE}
Tuesday March 4, 2025 7:45 am PST by Anna Whitfield
""",
}


@pytest.mark.parametrize("over", BESIDE.values(), ids=BESIDE.keys())
def test_the_headline_is_told_from_what_stands_beside_it(over: str) -> None:
    assert from_text(f"{over}\n{BODY}\n\nMost Read\nFerry service suspended").title == HEADLINE


def test_no_headline_is_given_rather_than_the_label_of_a_player() -> None:
    article = from_text(f"Share\nTweet\nMedia playback is unsupported on your device\n\n{BODY}")
    assert article.title is None
    assert len(article.paragraphs) == 3


def test_a_headline_that_stands_among_the_first_sentences_is_not_read_as_one() -> None:
    over = """Home
News
Subscribe
Truth-O-Meter
Pants on Fire!
Half True
"The plant supplied half of the region's electricity."
— Maria Delgado on Sunday, October 13th, 2024 in a letter to a newspaper
Is the coal plant needed for the region's electricity?
By Anna Whitfield on Tuesday, March 4th, 2025 at 11:08 a.m.
"""
    article = from_text(f"{over}\n{BODY}")
    assert article.title == "Is the coal plant needed for the region's electricity?"
    assert (article.byline, article.date) == ("Anna Whitfield", "2025-03-04")
    assert article.paragraphs[0].startswith("The city council voted")


def test_the_day_is_neither_a_caption_s_nor_a_comment_s_nor_that_of_an_update() -> None:
    over = f"""{HEADLINE}
Posted: Tue 6:45 PM, Mar 4, 2025
Updated: Wed 8:31 PM, Mar 5, 2025
Smoke over the harbor on Aug. 31, 2024. (AP)
"""
    assert from_text(f"{over}\n{BODY}").date == "2025-03-04"
    undated = (
        f"{HEADLINE}\nShare\nTweet\n\n{BODY}\n\n2 comments\noldtimer\nMarch 9, 2025 at 9:51 am"
    )
    assert from_text(undated).date is None


def test_a_standfirst_is_read_where_the_first_sentence_points_back_to_it() -> None:
    page = "Home\nNews\n{}\n{}\nBy Anna Whitfield\nPUBLISHED: 10:48, Tue, Mar 4, 2025\n\n{}"
    lead = "This comes after the city council voted 9-4 to close the plant. "
    article = from_text(page.format(HEADLINE, STANDFIRST, lead + BODY))
    assert article.paragraphs[0] == STANDFIRST
    assert STANDFIRST not in from_text(page.format(HEADLINE, STANDFIRST, BODY)).paragraphs


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Phil Helsel is a", "Phil Helsel"),
        ("Analysis by Chris Cillizza and CNN", "Chris Cillizza"),
        ("Jill Disis, CNN Business", "Jill Disis"),
        ("Danica Kirka and Jill Lawless Associated Press", "Danica Kirka and Jill Lawless"),
        ("Condé Nast and Molly Wood", "Molly Wood"),
        ("Finian Cunningham The Harbor Courier", "Finian Cunningham"),
        ("ANNA WHITFIELD and BEN ITO", "Anna Whitfield and Ben Ito"),
        ("Admin", None),
        ("Jdadmin", None),
        ("anna_w77", None),
        ("Reuters", "Reuters"),
        ("Pti", "PTI"),
        ("Ann Fox", "Ann Fox"),
        ("Lee Min-hyung", "Lee Min-hyung"),
    ],
)
def test_a_byline_is_the_writers_and_nothing_else(said: str, name: str | None) -> None:
    assert tidy_name(said, "The Harbor Courier") == name


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("21:17 18.11.2019", "2019-11-18"),
        ("11.14.2019 09:00 AM", "2019-11-14"),
        ("On 11/13/19 at 4:00 PM EST", "2019-11-13"),
        ("05/05/2019", "2019-05-05"),
        ("03/04/2019", None),
        ("10-11-12", None),
        ("31/31/2019", None),
    ],
)
def test_a_date_in_figures_is_read_where_only_one_order_gives_a_day(
    said: str, day: str | None
) -> None:
    assert parse_date(said) == day


def test_a_newspaper_s_link_says_the_day() -> None:
    assert date_in_link("https://courier.example/world/2019/nov/18/ferry-sinks") == "2019-11-18"
    assert date_in_link("https://courier.example/2019/11/18/ferry-sinks.html") == "2019-11-18"
    assert date_in_link("https://courier.example/2019/99/18/ferry-sinks.html") is None
    assert date_in_link("https://courier.example/ferry-2019") is None


@pytest.mark.parametrize(
    ("title", "site", "host", "headings", "alone"),
    [
        ("Ferry sinks off Busan | Al Bawaba", "Al Bawaba", "albawaba.com", [], True),
        ("Ferry sinks off Busan - 9to5Mac", None, "9to5mac.com", [], True),
        ("Ferry sinks off Busan - The Paradigm", None, "theparadigmng.com", [], True),
        ("Ferry sinks off Busan – BBC News", None, "www.bbc.co.uk", [], True),
        ("Ferry sinks off Busan - CNNPolitics", None, "edition.cnn.com", [], True),
        ("Ferry sinks off Busan | World | Express", None, None, ["Ferry sinks off Busan"], True),
        ("Milan Week 2018 | Lights for a hall", "Inexhibit", "inexhibit.com", [], False),
        ("Ferry sinks - 12 people are missing", "IGN", "ign.com", ["Ferry"], False),
        ("Six new lamps - Good design", None, "ign.com", [], False),
    ],
)
def test_the_site_s_name_is_no_part_of_a_title(
    title: str, site: str | None, host: str | None, headings: list[str], alone: bool
) -> None:
    assert without_site(title, site, host, headings) == (
        "Ferry sinks off Busan" if alone else title
    )
