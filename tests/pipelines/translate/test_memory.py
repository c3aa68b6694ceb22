"""A translation memory says what people wrote, and nothing that is not so."""

import re
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.errors import EngineUnavailable, KoreanUnavailable, UnreadableSource
from pipelines.results import Translation
from pipelines.translate import memory
from pipelines.translate.matching import figures, normalise, skeleton
from pipelines.translate.memory import TranslationMemory, read_units
from pipelines.translate.tmx import Unit

OMEGAT = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx11.dtd">
<tmx version="1.1">
  <header creationtool="OmegaT" o-tmf="OmegaT TMX" adminlang="EN-US" datatype="plaintext"
          creationtoolversion="6.0.0_0_c0737bf" segtype="sentence" srclang="EN-US"/>
  <body>
<!-- Default translations -->
    <tu>
      <tuv lang="EN-US">
        <seg>The &lt;f0&gt;vote&lt;/f0&gt; was close.</seg>
      </tuv>
      <tuv lang="KO-KR" changeid="mina" changedate="20260210T081500Z" creationid="mina" \
creationdate="20260209T071200Z">
        <seg>&lt;f0&gt;표결&lt;/f0&gt;은 팽팽했습니다.</seg>
      </tuv>
    </tu>
<!-- Alternative translations -->
  </body>
</tmx>
"""

TRADOS = """\
<?xml version="1.0" encoding="utf-8"?>
<tmx version="1.4">
  <header creationtool="SDL Language Platform" creationtoolversion="8.1" o-tmf="SDL TM8 Format" \
datatype="xml" segtype="sentence" adminlang="en-US" srclang="en-US" creationdate="20260110T090000Z">
    <prop type="x-Origin:SingleString"></prop>
  </header>
  <body>
    <tu creationdate="20260110T090000Z" creationid="PC\\anna" changedate="20260111T100000Z" \
changeid="PC\\anna" lastusagedate="20260111T100000Z" usagecount="2">
      <prop type="x-LastUsedBy">PC\\anna</prop>
      <prop type="x-Context">0, 0</prop>
      <tuv xml:lang="en-US">
        <seg>The <bpt i="1" type="9" x="1" />vote<ept i="1" /> was <ph x="2" type="3"/>close.</seg>
      </tuv>
      <tuv xml:lang="ko-KR">
        <seg><bpt i="1" type="9" x="1" />표결<ept i="1" />은 팽팽했습니다.</seg>
      </tuv>
    </tu>
  </body>
</tmx>
"""

MEMOQ = """\
<?xml version="1.0" encoding="utf-8"?>
<tmx version="1.4">
  <header creationtool="MemoQ" creationtoolversion="9.12.7" segtype="sentence" adminlang="en-us" \
creationid="anna" srclang="en" o-tmf="MemoQTM" datatype="unknown">
    <prop type="defclient">Courier</prop>
    <prop type="name">news en-ko</prop>
  </header>
  <body>
    <tu changedate="20260111T100000Z" creationdate="20260110T090000Z" creationid="anna">
      <prop type="client">Courier</prop>
      <prop type="x-context-pre">&lt;seg&gt;Before it.&lt;/seg&gt;</prop>
      <tuv xml:lang="en">
        <prop type="x-context-post">&lt;seg&gt;After it.&lt;/seg&gt;</prop>
        <seg>The <hi type="b"><bpt i='1'>{\\b </bpt>vote<ept i='1'>}</ept></hi> was \
<it pos="begin">&lt;i&gt;<sub>a footnote</sub></it>close.<ph>{1}</ph></seg>
      </tuv>
      <tuv xml:lang="de"><seg>Die Abstimmung war knapp.</seg></tuv>
      <tuv xml:lang="ko"><seg><hi type="b">표결</hi>은 팽팽했습니다.</seg></tuv>
    </tu>
  </body>
</tmx>
"""


def tmx(*units: str) -> str:
    return (
        '<?xml version="1.0"?>\n<tmx version="1.4"><header srclang="en"/>\n<body>\n'
        + "\n".join(units)
        + "\n</body></tmx>"
    )


def tu(english: str, korean: str, date: str = "", attributes: str = "") -> str:
    changed = f' changedate="{date}"' if date else ""
    return (
        f'<tu{changed}{attributes}><tuv xml:lang="en-US"><seg>{english}</seg></tuv>'
        f'<tuv xml:lang="ko-KR"><seg>{korean}</seg></tuv></tu>'
    )


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def answer(units: dict[str, str], sentence: str) -> Translation | KoreanUnavailable:
    known = TranslationMemory([Unit(english, korean) for english, korean in units.items()])
    (result,) = known.translate([sentence])
    return result


def korean(units: dict[str, str], sentence: str) -> str | None:
    result = answer(units, sentence)
    return result.text if isinstance(result, Translation) else None


# --- files -----------------------------------------------------------------------------------


@pytest.mark.parametrize("content", [OMEGAT, TRADOS, MEMOQ], ids=["OmegaT", "Trados", "memoQ"])
def test_what_translation_tools_export_is_read_without_its_formatting_codes(
    tmp_path: Path, content: str
) -> None:
    (unit,) = read_units(written(tmp_path, "tool.tmx", content))
    assert (unit.english, unit.korean) == ("The vote was close.", "표결은 팽팽했습니다.")


def test_a_utf16_tmx_is_read(tmp_path: Path) -> None:
    content = tmx(tu("Yes.", "네.")).replace('"1.0"', '"1.0" encoding="UTF-16"')
    (unit,) = read_units(written(tmp_path, "old.tmx", content.encode("utf-16")))
    assert unit.korean == "네."


def test_every_english_variant_of_a_unit_has_its_korean(tmp_path: Path) -> None:
    both = (
        '<tu><tuv xml:lang="ko"><seg>항구</seg></tuv><tuv xml:lang="en-GB"><seg>harbour</seg></tuv>'
        '<tuv xml:lang="en-US"><seg>harbor</seg></tuv></tu>'
    )
    units = list(read_units(written(tmp_path, "m.tmx", tmx(both))))
    assert [unit.english for unit in units] == ["harbour", "harbor"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("header.csv", 'en,ko\n"Yes, we can.","네, 할 수 있습니다."\n'),
        ("plain.csv", '"Yes, we can.","네, 할 수 있습니다."\n'),
        ("bom.csv", '\ufeffEN-US,ko-KR\r\n"Yes, we can.","네, 할 수 있습니다."\r\n'),
        ("turned.csv", 'note,Korean,English\n,"네, 할 수 있습니다.","Yes, we can."\n'),
        ("semicolon.csv", "en;ko\nYes, we can.;네, 할 수 있습니다.\n"),
        ("tabs.tsv", "Yes, we can.\t네, 할 수 있습니다.\n"),
        ("excel.csv", "en\tko\r\nYes, we can.\t네, 할 수 있습니다.\r\n".encode("utf-16")),
        ("trailing.csv", '\n"Yes, we can.","네, 할 수 있습니다.",,\nUntranslated.,,,\n'),
    ],
)
def test_tables_as_spreadsheets_save_them_are_read(
    tmp_path: Path, name: str, content: str | bytes
) -> None:
    (unit,) = read_units(written(tmp_path, name, content))
    assert (unit.english, unit.korean) == ("Yes, we can.", "네, 할 수 있습니다.")


def test_a_quoted_field_may_hold_quotes_and_a_line_break(tmp_path: Path) -> None:
    content = 'en,ko\n"""Yes,""\nhe said.","그는 “네”라고 말했습니다."\n'
    (unit,) = read_units(written(tmp_path, "m.csv", content))
    assert unit.english == '"Yes," he said.'


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.tmx", "", "is empty"),
        ("a.csv", "", "is empty"),
        ("a.csv", "\n\n", "is empty"),
        (
            "a.tmx",
            tmx(tu("Yes.", "네.")).replace("</seg>", "", 1),
            "line 4: this is not well-formed",
        ),
        ("a.tmx", tmx(tu("Yes.", "네."))[:-20], "not well-formed"),
        ("a.tmx", tmx(tu("Yes.", "&#xD800;")), "line 4: this is not well-formed"),
        ("a.tmx", tmx(tu("Yes.", "네.")).encode("utf-16-le")[2:], "not well-formed"),
        ("a.tmx", b"\x00\x01\x02PK\x03\x04", "line 1: this is not well-formed"),
        ("a.tmx", b'<?xml version="1.0" encoding="x-none"?><tmx/>', "line 1"),
        ("a.tmx", "<xliff><file/></xliff>", "line 1: this is XML, but <xliff>"),
        ("a.tmx", tmx(tu("Yes.", "네.").replace("ko-KR", "fr")), "it has en, fr"),
        ("a.tmx", tmx(), "no segment at all"),
        ("a.tmx", tmx(tu("Yes.", "Oui.")), "holds no Korean"),
        ("a.csv", "en,ko\nYes.,Oui.\n", "holds no Korean"),
        ("a.csv", "Yes.,네.\nNo, never.,아니요.\n", "line 2: 3 columns, where 2"),
        ("a.csv", "Yes.,네.\nNo.\n", "line 2: this row has no second column"),
        ("a.csv", "네.,Yes.\n", "line 1: Korean stands where English"),
        ("a.csv", 'en,ko\nYes.,"네.\nNo.,아니요.\n', "line 2"),
        ("a.csv", "en,ko\nYes.,네.\n".encode("cp949"), "line 2: this is not utf-8"),
        ("a.csv", b"en,ko\nYes.,\xed\xa0\x80\n", "line 2: this is not utf-8"),
        ("a.csv", b"PK\x03\x04\x00\x00\x00", "not a text file"),
        ("a.xlsx", b"PK\x03\x04", "not a .tmx, .csv or .tsv"),
    ],
)
def test_a_file_that_is_no_memory_says_where_and_what_to_do(
    tmp_path: Path, name: str, content: str | bytes, says: str
) -> None:
    path = written(tmp_path, name, content)
    with pytest.raises(UnreadableSource) as caught:
        memory.open(str(path), tmp_path)
    assert says in caught.value.message
    assert str(path) in caught.value.message
    assert caught.value.hint
    assert not memory.readiness(str(path), tmp_path).ready


def test_an_entity_bomb_is_refused_before_it_grows(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE tmx [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>' + tmx(tu("&b;", "네."))[22:]
    with pytest.raises(UnreadableSource, match="entity of its own"):
        list(read_units(written(tmp_path, "bomb.tmx", bomb)))


def test_a_file_that_an_entity_names_is_never_read(tmp_path: Path) -> None:
    secret = written(tmp_path, "secret.txt", "비밀")
    prologue = f'<!DOCTYPE tmx [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    path = written(tmp_path, "x.tmx", prologue + tmx(tu("Yes.", "&x;"))[22:])
    with pytest.raises(UnreadableSource, match="entity of its own"):
        list(read_units(path))


def test_a_segment_that_never_ends_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match="100,000 characters"):
        list(read_units(written(tmp_path, "m.tmx", tmx(tu("word " * 30_000, "말")))))


def test_a_memory_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match=r"no translation memory .*nowhere\.tmx"):
        memory.open(str(tmp_path / "nowhere.tmx"), tmp_path)


def test_without_files_it_says_where_to_put_one(tmp_path: Path) -> None:
    state = memory.readiness("", tmp_path)
    assert not state.ready
    assert str(tmp_path / "memory") in state.fix
    with pytest.raises(EngineUnavailable):
        memory.open("", tmp_path)


def test_readiness_counts_the_sentences_of_all_files(tmp_path: Path) -> None:
    folder = tmp_path / "memory"
    folder.mkdir()
    written(folder, "a.tmx", tmx(tu("Yes.", "네."), tu("No.", "아니요.")))
    written(folder, "b.csv", "Perhaps.,아마도요.\n")
    written(folder, "glossary.csv", "term,korean\nferry,여객선\n")
    written(folder, "README.txt", "not a memory")
    state = memory.readiness("", tmp_path)
    assert state.ready
    assert state.detail == "3 sentences in 2 files"


def test_the_newer_of_two_translations_counts_else_the_one_read_last(tmp_path: Path) -> None:
    folder = tmp_path / "memory"
    folder.mkdir()
    old, new = tu("Yes.", "낡은 네.", "20200101T000000Z"), tu("Yes.", "새 네.", "20260101T000000Z")
    written(folder, "a.tmx", tmx(new, tu("No.", "첫째.")))
    written(folder, "b.tmx", tmx(old, tu("No.", "둘째.")))
    yes, no = memory.open("", tmp_path).translate(["Yes.", "No."])
    assert isinstance(yes, Translation)
    assert isinstance(no, Translation)
    assert (yes.text, no.text) == ("새 네.", "둘째.")


# --- matching --------------------------------------------------------------------------------

VOTE = {
    "The harbour workers voted on Tuesday to strike.": "항만 노동자들이 화요일 파업을 의결했습니다."
}


@pytest.mark.parametrize(
    "sentence",
    [
        "“We won’t,” he said — twice.",
        '"We won\'t," he said \u2013 twice. ',
        '  "We\u00a0won\'t,"  he said\u2014twice.',
        '"We won\'t," he said -- twice.\n',
        "\ufeff„We won´t,” he\u00ad said \u2212 twice.",
    ],
)
def test_quotes_dashes_and_spaces_are_no_difference(sentence: str) -> None:
    result = answer(
        {'"We won\'t," he said - twice.': "그는 두 번 그러지 않겠다고 했습니다."}, sentence
    )
    assert isinstance(result, Translation)
    assert (result.score, result.note, result.engine) == (1.0, "", "memory")
    assert result.source == sentence


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("It weighs 10² tonnes.", "It weighs 102 tonnes."),
        ("It takes 5½ hours.", "It takes 51/2 hours."),
        ("It is US policy.", "It is us policy."),
        ("Polish the shoes.", "polish the shoes."),
        ("It fell to -5 degrees.", "It fell to 5 degrees."),
        ("Is it over?", "Is it over."),
    ],
)
def test_what_changes_the_meaning_is_a_difference(one: str, other: str) -> None:
    assert normalise(one) != normalise(other)


@pytest.mark.parametrize(
    "sentence",
    [
        "The harbor workers voted on Tuesday to strike.",
        "The harbour workers voted Tuesday to strike.",
        "The harbour workers voted on Tuesday to strike",
    ],
)
def test_the_same_sentence_in_another_house_style_matches_with_its_score(sentence: str) -> None:
    result = answer(VOTE, sentence)
    assert isinstance(result, Translation)
    assert result.score is not None
    assert 0.85 <= result.score < 1
    assert result.note.startswith(f"{round(100 * result.score)} % match: ")
    assert "The harbour workers voted on Tuesday to strike." in result.note


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The U.S. Navy said that it hadn't fired.", "The US Navy said it had not fired."),
        ("Marsh, Lee, and Okoro agreed.", "Marsh, Lee and Okoro agreed."),
        ("Prices rose 4 percent.", "Prices rose 4%."),
        ("The city-owned boats were cancelled.", "The city owned boats were canceled."),
        (
            "He analysed the programme towards the centre.",
            "He analyzed the program toward the center.",
        ),
    ],
)
def test_house_styles_share_a_skeleton(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(
    ("known", "sentence", "differs"),
    [
        (
            "Prices of imported fuel rose last month.",
            "Prices of imported fuel fell last month.",
            "fell",
        ),
        (
            "The mayor will sign the new contract.",
            "The mayor will not sign the new contract.",
            "not",
        ),
        (
            "Mayor Elena Marsh opened the new pier.",
            "Mayor Elena Marsa opened the new pier.",
            "Marsa",
        ),
        ("The northern terminal closes today.", "The southern terminal closes today.", "southern"),
        (
            "The ferry left the pier at dawn today.",
            "The ferry left the pier at noon today.",
            "noon",
        ),
        ("They worked there for years on boats.", "They worked there four years on boats.", "four"),
        (
            "Last night the ship hit the boat near the southern terminal.",
            "Last night the boat hit the ship near the southern terminal.",
            "order",
        ),
        ("The fine was $500 a day for the port.", "The fine was €500 a day for the port.", "€"),
        ("It fell to -15 degrees on the coast.", "It fell to 15 degrees on the coast.", "-"),
        ("The COVID-19 report was read aloud.", "The COVID-20 report was read aloud.", "20"),
        ("The G20 leaders met at the harbour.", "The G7 leaders met at the harbour.", "G7"),
        ("A few workers stayed on the boats.", "Few workers stayed on the boats.", "A"),
        ("The aide, said the mayor, was late.", "The aide said the mayor was late.", ","),
        ("The number of passengers rose at last.", "A number of passengers rose at last.", "A"),
        (
            "He backs the Labour Party on the coast.",
            "He backs the Labor Party on the coast.",
            "Labor",
        ),
    ],
)
def test_a_sentence_that_says_something_else_is_refused_and_told_why(
    known: str, sentence: str, differs: str
) -> None:
    result = answer({known: "한국어 15도 500달러 문장."}, sentence)
    assert isinstance(result, KoreanUnavailable)
    assert result.sentence == sentence
    assert known in result.message
    assert differs in result.message
    assert result.hint


def test_an_unknown_sentence_is_named_with_the_next_step() -> None:
    result = answer(VOTE, "Nothing of the kind was ever heard.")
    assert isinstance(result, KoreanUnavailable)
    assert result.message == "No Korean for: Nothing of the kind was ever heard."
    assert result.hint == "deutgi models fetch firefox"


TURNOUT = {
    "Turnout was 61.5 percent in May 2024, the council said.": (
        "시의회는 2024년 5월 투표율이 61.5%였다고 밝혔습니다."
    )
}


def test_a_difference_in_figures_alone_is_put_into_the_korean() -> None:
    result = answer(TURNOUT, "Turnout was 43 percent in May 2025, the council said.")
    assert isinstance(result, Translation)
    assert result.text == "시의회는 2025년 5월 투표율이 43%였다고 밝혔습니다."
    assert result.note.endswith("figures replaced: 61.5 → 43, 2024 → 2025")
    assert result.score is not None
    assert result.score < 1


def test_thousands_keep_their_commas() -> None:
    known = {"The union has 1,420 members in the city.": "이 도시의 노조원은 1,420명입니다."}
    assert (
        korean(known, "The union has 2350 members in the city.")
        == "이 도시의 노조원은 2,350명입니다."
    )


@pytest.mark.parametrize(
    ("english", "in_korean", "sentence"),
    [
        # The Korean counts in other units: 48 million is 4,800만.
        (
            "The boats cost $48 million in all.",
            "배값은 모두 4,800만 달러입니다.",
            "The boats cost $52 million in all.",
        ),
        (
            "The boats cost 48 trillion won in all.",
            "배값은 48조 원입니다.",
            "The boats cost 52 trillion won in all.",
        ),
        # The 6 of the Korean is the month's, not the dogs'.
        (
            "In June the city counted 6 dogs.",
            "6월에 시는 개 여섯 마리를 셌습니다.",
            "In June the city counted 9 dogs.",
        ),
        # The 1 of the Korean is of "a year".
        (
            "A year ago the city had 1 boat.",
            "1년 전 시에는 배가 한 척 있었습니다.",
            "A year ago the city had 2 boat.",
        ),
        (
            "Some twenty people saw 20 boats.",
            "20명쯤이 배 스무 척을 봤습니다.",
            "Some twenty people saw 30 boats.",
        ),
        # Which of two is meant cannot be told.
        (
            "The score was 63 to 63 at the end.",
            "점수는 63 대 63이었습니다.",
            "The score was 63 to 64 at the end.",
        ),
        # The particle must agree with the figure's sound: 33을, 35를.
        (
            "They chose route 33 in the morning.",
            "그들은 아침에 33을 골랐습니다.",
            "They chose route 35 in the morning.",
        ),
        # A figure that the translator spelled out.
        (
            "The council has 13 members in all.",
            "시의원은 모두 열세 명입니다.",
            "The council has 15 members in all.",
        ),
    ],
)
def test_figures_that_cannot_be_replaced_safely_are_refused(
    english: str, in_korean: str, sentence: str
) -> None:
    assert korean({english: in_korean}, english) == in_korean
    result = answer({english: in_korean}, sentence)
    assert isinstance(result, KoreanUnavailable)
    assert "its figures cannot be replaced safely" in result.message


def test_a_unit_with_the_very_figures_is_preferred() -> None:
    known = {
        "The harbour moved 350 boats on Monday.": "항구는 월요일 배 350척을 옮겼습니다.",
        "The harbour moved 420 boats Monday.": "월요일 항구가 배 420척을 옮겼습니다.",
    }
    assert (
        korean(known, "The harbor moved 420 boats on Monday.")
        == known["The harbour moved 420 boats Monday."]
    )


def test_answers_come_in_order_one_a_sentence() -> None:
    known = TranslationMemory([Unit("One.", "하나."), Unit("Two.", "둘.")])
    results = list(known.translate(["Two.", "Three.", "One.", "Two."]))
    assert [getattr(result, "text", None) for result in results] == ["둘.", None, "하나.", "둘."]


# --- properties ------------------------------------------------------------------------------

any_text = st.text(st.characters(), max_size=80)  # lone surrogates too


@given(any_text)
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


@given(any_text)
def test_normalising_keeps_every_ascii_digit(text: str) -> None:
    def digits(string: str) -> Counter[str]:
        return Counter(c for c in string if c in "0123456789")

    assert not digits(text) - digits(normalise(text))


@given(st.lists(any_text, min_size=1, max_size=8), st.data())
def test_what_is_in_the_memory_is_always_found(texts: list[str], data: st.DataObject) -> None:
    known = TranslationMemory([Unit(text, f"번역 {text}") for text in texts])
    text = data.draw(st.sampled_from(texts))
    (result,) = known.translate([f" {text}\u00a0"])
    assert isinstance(result, Translation)
    assert result.score == 1.0
    assert normalise(result.text) == normalise(f"번역 {result.text[3:]}")


@given(any_text)
def test_no_sentence_breaks_the_memory(sentence: str) -> None:
    (result,) = TranslationMemory([Unit("The vote was close.", "팽팽했습니다.")]).translate(
        [sentence]
    )
    assert isinstance(result, Translation | KoreanUnavailable)


numbers = st.one_of(
    st.integers(0, 20_000).map(str),
    st.integers(1000, 3_000_000).map("{:,}".format),
    st.decimals(0, 100, places=1).map(str),
)
templates = st.sampled_from(
    [
        ("Turnout was {} percent among {} voters.", "유권자 {1}명의 투표율은 {0}%였습니다."),
        ("In March {} people paid ${} million.", "3월에 {0}명이 {1}백만 달러를 냈습니다."),
        ("A year after, {} of {} boats sailed.", "1년 뒤 배 {1}척 가운데 {0}척이 떴습니다."),
        ("The boats {} and {} were sold today.", "오늘 {0}과 {1}이 팔렸습니다."),
    ]
)


@given(templates, st.tuples(numbers, numbers), st.tuples(numbers, numbers))
def test_the_korean_never_has_other_figures_than_the_sentence(
    template: tuple[str, str], known: tuple[str, str], asked: tuple[str, str]
) -> None:
    english, in_korean = template
    text = korean({english.format(*known): in_korean.format(*known)}, english.format(*asked))
    if text is not None:
        extra = figures(in_korean.format("", "").replace("{}", ""))
        assert Counter(figures(text)) == Counter(figures(" ".join(asked))) + Counter(extra)
        assert [f.replace(",", "") for f in figures(text)] == [
            f.replace(",", "") for f in figures(in_korean.format(*asked))
        ]


# --- size ------------------------------------------------------------------------------------


def test_fifty_thousand_units_are_loaded_and_searched_in_seconds(tmp_path: Path) -> None:
    verbs = ("moved", "sold", "built", "closed", "named")
    path = tmp_path / "large.csv"
    with path.open("w", encoding="utf-8") as file:
        for n in range(50_000):
            words = f"team {n % 997} {verbs[n % 5]} boats of group {n // 7} near pier {n % 313}"
            file.write(f"The {words} on Monday.,월요일 문장 {n}입니다.\n")
    start = time.thread_time()
    known = memory.open(str(path), tmp_path)
    loaded = time.thread_time() - start
    unknown = [f"The crew {n} sank no boats of fleet {n} near pier {n} today." for n in range(20)]
    start = time.thread_time()
    results = list(known.translate(unknown))
    asked = time.thread_time() - start
    assert all(isinstance(result, KoreanUnavailable) for result in results)
    assert loaded < 8
    assert asked < 4  # 20 sentences that no unit answers: the slowest case


# --- docs/translation-memory.md --------------------------------------------------------------

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs/translation-memory.md").read_text("utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", PAGE, re.DOTALL)


def test_the_files_that_the_documentation_shows_give_the_answers_that_it_says(
    tmp_path: Path,
) -> None:
    for kind, content in BLOCKS[:2]:
        path = written(tmp_path, f"shown.{ {'xml': 'tmx'}.get(kind, kind) }", content)
        known = memory.open(str(path), tmp_path)
        rows = re.findall(
            r"^\| (The harb.+?) \| (exact|fuzzy, (\d+) %|unknown)", PAGE, re.MULTILINE
        )
        assert len(rows) == 4
        for sentence, says, percent in rows:
            (result,) = known.translate([sentence])
            if says == "unknown":
                assert isinstance(result, KoreanUnavailable)
                continue
            assert isinstance(result, Translation)
            assert result.text == "항구는 화요일 폐쇄됐습니다."
            assert result.score is not None
            assert round(100 * result.score) == int(percent or 100)


def test_the_code_that_the_documentation_shows_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    (code,) = [content for kind, content in BLOCKS if kind == "python"]
    exec(compile(code, "docs/translation-memory.md", "exec"), {})


def test_the_documentation_tells_the_true_threshold_and_figures() -> None:
    assert f"at least {memory.THRESHOLD:.0%}".replace("%", " %") in PAGE
    english, other = re.findall(r"\*(Turnout was \d+ percent)\*", PAGE)
    assert korean({english: "투표율은 61%입니다."}, other) == "투표율은 43%입니다."
