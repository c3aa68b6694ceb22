"""What was changed on purpose is told apart from what is to be checked."""

from hypothesis import given
from hypothesis import strategies as st

from pipelines.bilingual import translate_all
from pipelines.errors import KoreanUnavailable
from pipelines.names import built_in
from pipelines.results import Translation
from pipelines.translate.notes import changes, doubts


class Says:
    """A translator that says one thing."""

    name = "says"

    def __init__(self, korean: str) -> None:
        self.korean = korean

    def translate(self, sentences, glossary):
        for sentence in sentences:
            yield Translation(sentence, self.korean, self.name)


def note_of(english: str, korean: str) -> str:
    (answer,) = translate_all([english], [lambda: Says(korean)], built_in(), "formal")
    assert not isinstance(answer, KoreanUnavailable)
    return answer.note


def test_a_name_and_an_ending_that_were_put_right_are_no_doubts() -> None:
    note = note_of("Han Tae-song spoke for 63 minutes.", "한태송은 63분 동안 말했다.")
    assert [part.partition(":")[0] for part in changes(note)] == ["names respelled", "made formal"]
    assert doubts(note) == ()


def test_a_wrong_number_is_a_doubt_beside_what_was_changed() -> None:
    note = note_of("Han Tae-song spoke for 63 minutes.", "한태송은 36분 동안 말했다.")
    (doubt,) = doubts(note)
    assert doubt.startswith("to check: ")
    assert "63" in doubt
    assert len(changes(note)) == 2


@given(st.text(max_size=80))
def test_nothing_of_a_note_is_lost(note: str) -> None:
    assert sum(map(len, (*changes(note), *doubts(note)))) <= len(note)
    if note and "; " not in note:
        assert (*changes(note), *doubts(note)) == (note,)
