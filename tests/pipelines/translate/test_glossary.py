"""Names and terms are found where a reader sees them, and nowhere else."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.errors import UnreadableSource
from pipelines.translate.glossary import Glossary, Term, missing, read_glossary
from tests.cpu import cpu_seconds


def glossary(*terms: str) -> Glossary:
    return Glossary(Term(english, f"한국어{n}") for n, english in enumerate(terms))


def found(sentence: str, *terms: str) -> list[str]:
    return [term.english for term in glossary(*terms).terms_in(sentence)]


def written(folder: Path, content: str | bytes) -> Path:
    path = folder / "glossary.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize(
    ("sentence", "terms", "expected"),
    [
        ("The ferry left.", ["ferry"], ["ferry"]),
        ("Ferries left.", ["ferry"], ["ferry"]),
        ("FERRY SINKS", ["ferry"], ["ferry"]),
        ("Two buses, three boxes.", ["box", "bus"], ["bus", "box"]),
        ("The city’s ferries' crews.", ["city", "ferry"], ["city", "ferry"]),
        ("The UN's envoy and 3 NGOs.", ["UN", "NGO"], ["UN", "NGO"]),
        ("A UN-backed plan (UN).", ["UN"], ["UN"]),
        ("The city-council vote.", ["city council"], ["city council"]),
        ("Two city councils.", ["city council"], ["city council"]),
        ("The U.S. Navy.", ["U.S."], ["U.S."]),
        ("“Marsh” won.", ["Marsh"], ["Marsh"]),
        ("Kim Jong Un, Kim Jong-Un", ["Kim Jong-un"], ["Kim Jong-un"]),
        ("A carbon neutral plan.", ["carbon-neutral"], ["carbon-neutral"]),
        ("Erdoğan and Muller", ["Erdogan", "Müller"], ["Erdogan", "Müller"]),
        ("'Marsh' won.", ["Marsh"], ["Marsh"]),
        # Not within another word, nor another name, nor a common word.
        ("The transferryman.", ["ferry"], []),
        ("Rosa Parks won.", ["Park"], []),
        ("A walk in the park.", ["Park"], []),
        ("They may go in May.", ["May"], ["May"]),
        ("They may go.", ["May"], []),
        ("Unite and run.", ["UN"], []),
        ("Mr. O'Brien spoke.", ["Brien"], []),
        ("We can't.", ["can"], []),
        # The longest counts, and each once, in the order of the sentence.
        ("A ferry passed a diesel ferry.", ["ferry", "diesel ferry"], ["ferry", "diesel ferry"]),
        ("A diesel ferry.", ["ferry", "diesel ferry", "diesel"], ["diesel ferry"]),
        ("Marsh met Elena Marsh.", ["Elena Marsh", "Marsh"], ["Marsh", "Elena Marsh"]),
        ("Ferry, ferry, ferry.", ["ferry"], ["ferry"]),
    ],
)
def test_terms_are_found_as_they_are_written(
    sentence: str, terms: list[str], expected: list[str]
) -> None:
    assert found(sentence, *terms) == expected


def test_a_term_that_the_korean_says_otherwise_is_missing() -> None:
    terms = (Term("ferry", "여객선"), Term("carbon emissions", "탄소 배출"), Term("Marsh", "마시"))
    assert missing(terms, "마시 시장은 여객선의 탄소배출을 줄입니다.") == ()
    assert missing(terms, "마시 시장은 페리의 탄소 배출을 줄입니다.") == (terms[0],)


def test_a_term_that_is_not_required_is_never_missing() -> None:
    terms = (Term("Seoul", "서울", required=False), Term("Busan", "부산"))
    assert missing(terms, "한국 정부는 항의했습니다.") == (terms[1],)


def test_of_two_terms_for_the_same_words_the_first_counts() -> None:
    both = Glossary([Term("Kyiv", "키예프"), Term("Kyiv", "키이우")])
    assert [term.korean for term in both.terms_in("Kyiv was hit.")] == ["키예프"]


def test_a_glossary_is_read_with_its_notes_with_or_without_a_header(tmp_path: Path) -> None:
    rows = 'ferry,여객선,"not 페리"\n"Lee, Ann",앤 리\nferry,여객선\n'
    for content in (rows, "term,korean,note\n" + rows, "\ufeffTerm,Korean\r\n" + rows):
        terms = read_glossary(written(tmp_path, content)).terms
        assert terms == (Term("ferry", "여객선", "not 페리"), Term("Lee, Ann", "앤 리"))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "holds no term"),
        ("term,korean\n", "holds no term"),
        ("ferry,여객선\nharbour\n", "line 2: a term, its Korean"),
        ("ferry,여객선\nharbour,\n", "line 2: a term, its Korean"),
        ("Lee, Ann,앤 리,note\n", "line 1: a term, its Korean"),
        ("ferry,여객선\nferry,페리\n", "line 2: “ferry” is 페리 here, but 여객선 in line 1"),
        ("여객선,ferry\n", "line 1: Korean stands where the English"),
        ("—,여객선\n", "line 1: “—” is no word"),
        ('"ferry,여객선\n', "line 1"),
        (b"PK\x00\x00", "not a text file"),
        ("ferry,여객선\n".encode("cp949"), "line 1: this is not utf-8"),
    ],
)
def test_a_glossary_with_a_fault_says_where(
    tmp_path: Path, content: str | bytes, says: str
) -> None:
    with pytest.raises(UnreadableSource) as caught:
        read_glossary(written(tmp_path, content))
    assert says in caught.value.message
    assert caught.value.hint


def test_a_glossary_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match=r"none\.csv cannot be read: No such file"):
        read_glossary(tmp_path / "none.csv")


words = st.from_regex(r"[A-Za-z]{2,8}( [A-Za-z]{2,8})?", fullmatch=True)


@given(st.lists(words, min_size=1, max_size=6, unique=True), st.data())
def test_a_term_on_its_own_is_always_found(terms: list[str], data: st.DataObject) -> None:
    term = data.draw(st.sampled_from(terms))
    assert term in found(f"“{term},” they said.", term)
    assert found(f"({term})", *terms)


@given(st.text(st.characters(), max_size=60))
def test_no_sentence_breaks_the_search(sentence: str) -> None:
    assert len(found(sentence, "UN", "ferry", "Elena Marsh")) <= 3


def test_ten_thousand_terms_are_searched_at_once() -> None:
    large = glossary(*(f"Name{n} Family{n % 97}" for n in range(10_000)), "ferry")

    def search() -> None:
        assert large.terms_in("The ferry carried Name7 Family7 to the pier with its crew of 9.")

    assert cpu_seconds(search, times=100) < 0.02
