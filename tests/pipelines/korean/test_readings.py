"""How a newsreader would say it: tables of readings, checked line by line."""

from pathlib import Path

import pytest

from pipelines.korean import pronounce, spell_out


def table(name: str) -> list[object]:
    """The lines of a table as test cases whose names show the group or the clause."""
    lines = (Path(__file__).parent / name).read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [
        pytest.param(written, said, id=f"{group}: {written} → {said}")
        for group, written, said in rows
    ]


@pytest.mark.parametrize(("written", "words"), table("readings.tsv") + table("news.tsv"))
def test_what_is_written_is_read_in_words(written: str, words: str) -> None:
    assert spell_out(written) == words


@pytest.mark.parametrize(("spelled", "said"), table("said.tsv"))
def test_what_is_spelled_sounds_as_the_standard_says(spelled: str, said: str) -> None:
    assert pronounce(spelled) == said


def test_the_tables_hold_the_readings_promised() -> None:
    assert len(table("readings.tsv")) >= 250
    assert len(table("news.tsv")) >= 400
    assert len(table("said.tsv")) >= 250
