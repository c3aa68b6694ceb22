"""Scores of translations: sacrebleu's own, on pairs that belong together."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("sacrebleu")

import sacrebleu

from benchmarks import translation
from benchmarks.translation import (
    english_numbers,
    korean_numbers,
    score,
    spread,
    tokenizer,
    unfit,
    with_words,
)
from pipelines.translate.glossary import Glossary, Term

REFERENCES = [
    "북한은 권고를 거부했다.",
    "지난해 물가가 3.5% 올랐다.",
    "내일 서울에 비가 예상된다.",
    "그 회사는 1,200명을 고용했다.",
    "경찰은 운전자의 이름을 밝히지 않았다.",
]
NEAR = [*REFERENCES[:3], "회사가 1,200명을 고용했다.", ""]
FAR = ["거부", "물가", "비", "회사", "경찰"]


def test_scores_are_what_sacrebleu_says_itself() -> None:
    scores = score({"near": NEAR, "far": FAR}, REFERENCES, samples=50)
    for name, texts in {"near": NEAR, "far": FAR}.items():
        chrf = sacrebleu.corpus_chrf(texts, [REFERENCES])
        bleu = sacrebleu.corpus_bleu(texts, [REFERENCES], tokenize=tokenizer())
        assert scores.of["chrF"][name].value == pytest.approx(chrf.score)
        assert scores.of["BLEU"][name].value == pytest.approx(bleu.score)
    assert f"tok:{tokenizer()}" in scores.signatures["BLEU"]


def test_a_translation_that_was_refused_counts_as_empty() -> None:
    scores = score({"all": REFERENCES, "one": [*REFERENCES[:4], ""]}, REFERENCES, samples=20)
    assert scores.of["chrF"]["all"].value == pytest.approx(100)
    assert scores.of["chrF"]["one"].value < 95


def test_a_difference_that_is_real_is_told_from_one_that_is_chance() -> None:
    references = REFERENCES * 10
    systems = {"all": references, "far": FAR * 10, "again": [*references[:-1], "경찰은"]}
    same = score({"all": references, "same": list(references)}, references, samples=20)
    assert same.chance["chrF"]["all", "same"] == 1
    chance = score(systems, references, samples=200).chance
    for metric in ("chrF", "BLEU"):
        assert chance[metric]["all", "far"] < 0.05 < chance[metric]["all", "again"]
        assert set(chance[metric]) == {("all", "far"), ("all", "again"), ("far", "again")}


@pytest.mark.parametrize(
    ("english", "korean", "why"),
    [
        ("North Korea rejected the recommendations.", "북한은 권고를 거부했다.", ""),
        ("Oil rose to $110 million.", "석유는 1억1천만 달러가 됐다.", ""),
        ("It was 75 miles per hour.", "시속 120km였다.", ""),
        ("It hired 1,200 people in 2008.", "2008년 고용했다.", ""),
        ("It hired 1,200 people there.", "그곳에서 350명을 고용했다.", "numbers"),
        ("It hired 1,200 people there.", "It hired 1,200 people 고용", "language"),
        ("The talks could start a peace process that has outlasted presidents.", "약어", "length"),
        ("said they were.", "이들 중 절반 정도는 처음이라고 답했다.", "length"),
    ],
)
def test_pairs_that_do_not_belong_together_are_left_out(
    english: str, korean: str, why: str
) -> None:
    assert unfit([(english, korean)]) == [why]


def test_a_line_that_stands_beside_several_others_is_left_out() -> None:
    pairs = [("One day it rained.", "비가 왔다."), ("Another day it did.", "비가 왔다.")]
    assert unfit(pairs) == ["twice", "twice"]
    assert unfit([pairs[0]] * 2) == ["", ""]


@pytest.mark.parametrize(
    ("english", "korean"),
    [
        ("12.3 trillion", "12조3천억"),
        ("275,000 people", "주민 27만5000명"),
        ("$186 million in 2008", "2008년 1억 8,600만 달러"),
        ("50bn, 1,200 and 30", "500억, 1,200, 30"),
        ("1.5 million", "150만"),
        ("3 and 9", "3과 9"),
    ],
)
def test_a_number_is_the_same_in_both_languages(english: str, korean: str) -> None:
    assert english_numbers(english) == korean_numbers(korean)


def test_fewer_sentences_are_spread_over_all() -> None:
    pairs = [(str(n), str(n)) for n in range(100)]
    assert [english for english, _ in spread(pairs, 4)] == ["0", "25", "50", "75"]
    assert len(spread(pairs, 1000)) == 100


def test_the_peer_puts_the_terms_in_and_changes_nothing_else() -> None:
    glossary = Glossary([Term("ferry", "여객선"), Term("Seoul", "서울")])
    assert with_words("A ferry left Seoul.", glossary) == "A 여객선 left 서울."
    assert with_words("Nothing here.", glossary) == "Nothing here."


def _bench(place: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "benchmarks.translation", *words],
        capture_output=True, text=True, check=False, timeout=110,
        cwd=Path(translation.__file__).parents[1],
    )  # fmt: skip


def test_the_table_has_the_engines_their_peers_and_what_is_not_ready(tmp_path: Path) -> None:
    english = ["North Korea rejected it.", "Prices rose 3.5 percent.", "Rain fell in Seoul."]
    (tmp_path / "few.en").write_text("\n".join(english), "utf-8")
    (tmp_path / "few.ko").write_text("\n".join(REFERENCES[:3]), "utf-8")
    memory = tmp_path / "memory.csv"
    memory.write_text(f"en,ko\n{english[0]},{REFERENCES[0]}\n", "utf-8")
    missing = f"memory:{tmp_path / 'nothing.csv'}"
    done = _bench(tmp_path, f"memory:{memory}", missing, "--pairs", str(tmp_path / "few"))
    assert done.returncode == 0, done.stderr
    rows = {line.split("  ")[0]: line for line in done.stdout.splitlines()}
    assert {"copy", "words", f"memory:{memory}"} <= set(rows)
    assert rows[f"memory:{memory}"].split()[7] == "2"  # refused
    assert missing in done.stdout.partition("not measured")[2]


def test_without_the_pairs_it_says_what_is_missing(tmp_path: Path) -> None:
    done = _bench(tmp_path, "--pairs", str(tmp_path / "none"))
    assert done.returncode == 0
    assert done.stdout.startswith("Skipped: ")


def test_an_engine_runs_in_a_process_of_its_own(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.translation", "run", "copy", ""],
        input=json.dumps(["One.", "Two."]), capture_output=True, text=True, check=True,
        cwd=Path(translation.__file__).parents[1],
    )  # fmt: skip
    made = json.loads(done.stdout)
    assert made["texts"] == ["One.", "Two."]
    assert made["memory"] > 1
