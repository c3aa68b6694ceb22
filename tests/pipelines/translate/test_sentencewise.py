"""Translating sentence by sentence: order, batches, long sentences, refusals, glossaries."""

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.errors import KoreanUnavailable
from pipelines.results import Translation
from pipelines.translate.glossary import NO_TERMS, Glossary, Term
from pipelines.translate.sentencewise import Candidate, cut, halve, translate_sentences


@dataclass
class Counter:
    """A small but whole network: it "translates" by saying how many letters there are, or `says`
    the same of everything."""

    name: str = "counter"
    says: str = ""
    limit: int = 60
    refused: Sequence[str] = ()
    others: Sequence[Candidate] = ()
    batches: list[list[str]] = field(default_factory=list)

    def fits(self, english: str) -> bool:
        return len(english) <= self.limit

    def translate(self, english: Sequence[str]) -> list[Candidate]:
        assert all(map(self.fits, english))
        self.batches.append(list(english))
        return [
            Candidate(self.says or f"{len(text)}자", "it was empty" if text in self.refused else "")
            for text in english
        ]

    def alternatives(self, english: str) -> list[Candidate]:
        return list(self.others)


def run(
    network: Counter, sentences: Sequence[str], glossary: Glossary = NO_TERMS, batch: int = 4
) -> list[Translation | KoreanUnavailable]:
    return list(translate_sentences(lambda: nullcontext(network), sentences, glossary, batch))


@given(st.lists(st.text(max_size=80), max_size=40))
def test_there_is_one_answer_for_each_sentence_in_order(sentences: list[str]) -> None:
    answers = run(Counter(), sentences)
    assert [a.source if isinstance(a, Translation) else a.sentence for a in answers] == sentences


def test_the_first_sentence_goes_alone_and_the_others_in_batches_of_like_length() -> None:
    network = Counter()
    sentences = ["x" * (n * 7 % 50 + 2) for n in range(30)]
    answers = translate_sentences(lambda: nullcontext(network), sentences, NO_TERMS, 4)
    next(answers)
    assert network.batches == [[sentences[0]]]
    list(answers)
    assert max(map(len, network.batches)) == 4
    spreads = [len(max(b, key=len)) - len(min(b, key=len)) for b in network.batches]
    assert sum(spreads) / len(spreads) < 15


def test_a_sentence_that_is_too_long_is_cut_and_its_parts_are_put_together() -> None:
    long = "The minister said the plan would go ahead, and the others asked for a vote on it."
    (answer,) = run(Counter(limit=45), [long])
    assert isinstance(answer, Translation)
    assert answer.note == "translated in 2 parts"
    assert answer.text == "42자 38자"


def test_numbers_and_signs_alone_stay_as_they_are() -> None:
    network = Counter()
    texts = ["3-1", " … ", ""]
    assert [a.text for a in run(network, texts) if isinstance(a, Translation)] == ["3-1", "…", ""]
    assert network.batches == []


def test_a_refused_sentence_is_made_again_with_safer_settings() -> None:
    others = [Candidate("다시", "it did not end"), Candidate("좋다")]
    (answer,) = run(Counter(refused=["Rain."], others=others), ["Rain."])
    assert isinstance(answer, Translation)
    assert answer.text == "좋다"


def test_where_that_fails_it_is_made_in_two_parts() -> None:
    whole = "Rain fell in Seoul, and the river rose."
    (answer,) = run(Counter(refused=[whole]), [whole])
    assert isinstance(answer, Translation)
    assert answer.text == "19자 19자"


def test_where_all_fails_the_sentence_says_why_and_the_others_come() -> None:
    bad, good = run(Counter(refused=["Rain."]), ["Rain.", "Snow falls."])
    assert isinstance(bad, KoreanUnavailable)
    assert bad.message == "The Korean of counter was refused (it was empty): Rain."
    assert "memory" in bad.hint
    assert isinstance(good, Translation)


def test_the_candidate_that_says_a_term_as_the_glossary_does_is_taken() -> None:
    glossary = Glossary([Term("Han Tae-song", "한대성")])
    network = Counter(others=[Candidate("한태송은 말했다"), Candidate("한대성은 말했다")])
    (answer,) = run(network, ["Han Tae-song spoke."], glossary)
    assert isinstance(answer, Translation)
    assert answer.text == "한대성은 말했다"


def test_for_a_name_that_is_not_required_nothing_is_translated_again() -> None:
    glossary = Glossary([Term("Han Tae-song", "한대성", required=False)])
    network = Counter(says="한태송은 말했다", others=[Candidate("한대성은 말했다")])
    (answer,) = run(network, ["Han Tae-song spoke."], glossary)
    assert isinstance(answer, Translation)
    assert answer.text == "한태송은 말했다"


def test_of_several_candidates_the_one_with_the_right_numbers_is_taken() -> None:
    others = [Candidate("배 14척이 팔리지 않았다"), Candidate("배 12척이 팔렸다")]
    network = Counter(says="배 15척이 팔렸다", others=others)
    (answer,) = run(network, ["They sold 12 ships."])
    assert isinstance(answer, Translation)
    assert answer.text == "배 12척이 팔렸다"


@given(text=st.text(max_size=400), longest=st.integers(1, 60))
def test_cutting_loses_nothing_and_every_part_fits(text: str, longest: int) -> None:
    text = " ".join(text.split())
    parts = cut(text, lambda part: len(part) <= longest)
    assert "".join("".join(parts).split()) == "".join(text.split())
    assert all(len(part) <= longest for part in parts)


@pytest.mark.parametrize("longest", [80])
def test_a_sentence_is_cut_where_a_reader_would_pause(longest: int) -> None:
    text = (
        "The minister, who took office in May, said the plan would go ahead; "
        "the opposition, which had asked for a vote, called it a mistake."
    )
    assert cut(text, lambda part: len(part) <= longest) == [
        "The minister, who took office in May, said the plan would go ahead;",
        "the opposition, which had asked for a vote, called it a mistake.",
    ]


def test_a_single_word_is_not_halved_without_need() -> None:
    assert halve("Deoxyribonucleic") == ["Deoxyribonucleic"]
