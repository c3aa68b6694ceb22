"""What is spoken wrongly on purpose differs from its text in one figure or one word."""

import pytest

from benchmarks.check import damaged


@pytest.mark.parametrize(
    ("text", "other", "kind"),
    [
        ("They cut 1,200 jobs in 14 plants.", "Nothing else.", "number"),
        ("주민 1,850명이 대피했다.", "다른 문장이다.", "number"),
        ("The company said it would grow.", "Rain flooded the southern city.", "word"),
        ("정부는 주택을 새로 공급한다.", "북한은 새벽에 미사일을 발사했다.", "word"),
    ],
)
def test_one_figure_or_word_is_another(text: str, other: str, kind: str) -> None:
    what, wrong = damaged(text, [other], 0)
    assert what == kind
    changed = [pair for pair in zip(text.split(), wrong.split(), strict=True) if len(set(pair)) > 1]
    assert len(changed) == 1
    assert any(letter.isdigit() for letter in changed[0][1]) == (kind == "number")
