"""The Marian engine against a plain reimplementation, and against the engine inside Firefox."""

import json
import os
import re
import shutil
import struct
import subprocess
from copy import copy
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sentencepiece = pytest.importorskip("sentencepiece")

from pipelines.errors import EngineUnavailable  # noqa: E402
from pipelines.translate.marian import Marian  # noqa: E402
from pipelines.translate.marian_file import read_config, read_model  # noqa: E402
from tests.pipelines.translate.student import (  # noqa: E402
    END,
    PAIRS,
    Student,
    Trained,
    as_bin,
    is_matrix,
    save_npz,
    trained_student,
)

ARCHITECTURES = {
    "student": {},
    "shared vocabulary": {"shared": True},
    "self-attention": {"decoder": "self-attention"},
    "normalised before": {"before": "n", "after": "da", "top": "n"},
    "self-attention, normalised before": {
        "before": "n", "after": "da", "top": "n", "decoder": "self-attention",
    },
}  # fmt: skip
CONFIG = """beam-size: {beam}
normalize: 1.0
word-penalty: 0
cpu-threads: 0
gemm-precision: int8shiftAlphaAll
skip-cost: false
alignment: soft
quiet: true
quiet-translation: true
max-length-break: 128
mini-batch-words: 1024
workspace: 128
max-length-factor: 2.0
"""


@pytest.fixture(scope="module", params=ARCHITECTURES.values(), ids=ARCHITECTURES)
def trained(request: pytest.FixtureRequest) -> Trained:
    return trained_student(**request.param)


@pytest.fixture(scope="module")
def files(trained: Trained, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("student")
    for name, data in trained.files.items():
        (folder / name).write_bytes(data)
    return {name.split(".")[0]: folder / name for name in trained.files}


@pytest.fixture(scope="module")
def marian(files: dict[str, Path]) -> Marian:
    return Marian(read_model(files["model"]))


@pytest.fixture(scope="module")
def sources(trained: Trained) -> list[list[int]]:
    vocabulary = sentencepiece.SentencePieceProcessor(model_proto=trained.source_spm)
    return [[*vocabulary.encode(english), END] for english, _ in PAIRS]


def test_a_student_says_what_it_has_learnt(
    trained: Trained, marian: Marian, sources: list[list[int]]
) -> None:
    vocabulary = sentencepiece.SentencePieceProcessor(model_proto=trained.target_spm)
    found = marian.translate(sources)
    said = [vocabulary.decode(list(best.tokens)) for best, *_ in found]
    assert said == [korean for _, korean in PAIRS]
    assert all(best.finished for best, *_ in found)


def test_tokens_and_scores_are_those_of_the_plain_forward_pass(
    trained: Trained, marian: Marian, sources: list[list[int]]
) -> None:
    strange = [[5, 9, 30, 12, 7, END], [40, 3, END], [8, END], [END]]
    for source in [sources[1], *strange]:
        (best,) = marian.translate([source], normalize=0, length_factor=0, spare_tokens=12)[0]
        tokens, score = trained.student.greedy(source, 12)
        assert list(best.tokens) == tokens
        assert best.score == pytest.approx(score, abs=2e-3)


def test_a_sentence_is_translated_alike_alone_and_in_a_batch(
    marian: Marian, sources: list[list[int]]
) -> None:
    batch = [sources[0], [8, END], sources[1], [40, 3, END]]
    together = marian.translate(batch, beam=3)
    for source, in_batch in zip(batch, together, strict=True):
        alone = marian.translate([source], beam=3)[0]
        assert [h.tokens for h in in_batch] == [h.tokens for h in alone]
        assert [h.score for h in in_batch] == pytest.approx([h.score for h in alone], abs=1e-3)


def test_a_beam_finds_nothing_worse_than_greedy_search_and_ranks_what_it_finds(
    marian: Marian, sources: list[list[int]]
) -> None:
    greedy, found = marian.translate(sources), marian.translate(sources, beam=4)
    for (first,), hypotheses in zip(greedy, found, strict=True):
        scores = [h.score for h in hypotheses]
        assert 1 <= len(hypotheses) <= 4
        assert len({h.tokens for h in hypotheses}) == len(hypotheses)
        assert scores == sorted(scores, reverse=True)
        assert scores[0] >= first.score - 1e-4


def test_a_translation_ends_at_its_length_limit(marian: Marian, sources: list[list[int]]) -> None:
    for beam in (1, 3):
        for found in marian.translate(sources[:2], beam=beam, length_factor=0, spare_tokens=3):
            assert found
            assert all(h.finished or len(h.tokens) == 3 for h in found)
            assert any(not h.finished for h in found)


def test_nothing_to_translate_gives_nothing(marian: Marian) -> None:
    assert marian.translate([]) == []


def test_float_files_give_what_the_int8_file_gives(
    trained: Trained, marian: Marian, sources: list[list[int]], tmp_path: Path
) -> None:
    (tmp_path / "model.bin").write_bytes(as_bin(trained.student, int8=False))
    save_npz(tmp_path / "model.npz", trained.student)
    expected = marian.translate(sources)
    for name in ("model.bin", "model.npz"):
        found = Marian(read_model(tmp_path / name)).translate(sources)
        assert [h.tokens for (h,) in found] == [h.tokens for (h,) in expected]
        assert [h.score for (h,) in found] == pytest.approx(
            [h.score for (h,) in expected], abs=1e-4
        )


# Against Firefox's own engine. To have it: npm install --prefix FOLDER
# @browsermt/bergamot-translator; BERGAMOT=FOLDER/node_modules/@browsermt/bergamot-translator


def _bergamot(files: dict[str, Path], beam: int) -> list[dict]:
    package = os.environ.get("BERGAMOT", "")
    if not package or not shutil.which("node"):
        pytest.skip("needs node, and BERGAMOT to name an installed @browsermt/bergamot-translator")
    request = {
        "model": str(files["model"]),
        "vocabs": [str(files["srcvocab"]), str(files["trgvocab"])],
        "config": CONFIG.format(beam=beam),
        "texts": [english for english, _ in PAIRS],
        "scores": True,
    }
    script = Path(__file__).with_name("bergamot.cjs")
    done = subprocess.run(
        ["node", str(script), package],
        input=json.dumps(request), capture_output=True, text=True, check=True, timeout=100,
    )  # fmt: skip
    answers: list[dict] = json.loads(done.stdout)["answers"]
    return answers


@pytest.mark.parametrize("beam", [1, 4])
def test_firefox_reads_the_same_files_and_says_the_same_with_the_same_confidence(
    trained: Trained, files: dict[str, Path], beam: int
) -> None:
    if trained.student.shared:
        pytest.skip("Bergamot takes one vocabulary for both sides; this student has two")
    answers = _bergamot(files, beam)
    source = sentencepiece.SentencePieceProcessor(model_proto=trained.source_spm)
    target = sentencepiece.SentencePieceProcessor(model_proto=trained.target_spm)
    student = copy(trained.student)
    student.int8 = True
    differences = []
    for (english, korean), answer in zip(PAIRS, answers, strict=True):
        assert answer["text"] == korean
        # Bergamot's score of the first word: the mean of its tokens' log probabilities.
        score = re.search(r'word-index="0" x-bergamot-word-score="([^"]+)"', answer["html"])
        context = student.encode([*source.encode(english), END])
        tokens = target.encode(korean)
        word = len(target.encode(korean.split()[0]))
        chances = student.decode(context, tokens)[0]
        ours = np.mean([chances[t, tokens[t]] for t in range(word)])
        assert score
        differences.append(abs(float(score[1]) - ours))
    # The same arithmetic but for the order of sums; roundings to int8 may tip over here and there.
    assert np.median(differences) < 0.002
    assert max(differences) < 0.05


# Files that are broken.


@pytest.fixture(scope="module")
def small() -> Student:
    return Student(16, 16, size=8, heads=2, ffn=8, encoder_depth=1, decoder_depth=1)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_damaged_file_is_refused_or_read_but_never_crashes(data: st.DataObject) -> None:
    small = Student(16, 16, size=8, heads=2, ffn=8, encoder_depth=1, decoder_depth=1)
    whole = as_bin(small)
    kind = data.draw(st.sampled_from(["cut", "changed", "noise"]))
    if kind == "cut":
        broken = whole[: data.draw(st.integers(0, len(whole) - 1))]
    elif kind == "changed":
        at = data.draw(st.integers(0, 3000))
        broken = whole[:at] + data.draw(st.binary(min_size=1, max_size=12)) + whole[at + 12 :]
    else:
        broken = struct.pack("<2Q", 1, data.draw(st.integers(0, 2**64 - 1)))
        broken += data.draw(st.binary(max_size=400))
    path = Path(os.environ.get("TMPDIR", "/tmp")) / f"damaged-{os.getpid()}.bin"
    path.write_bytes(broken)
    try:
        model = read_model(path)
        assert all(t.float32().nbytes <= 4 * len(whole) for t in model.tensors.values())
        Marian(model)
    except EngineUnavailable:
        pass  # the refusal that is promised
    finally:
        path.unlink()


@pytest.mark.parametrize("name", ["absent.bin", "absent.npz", "empty.bin", "words.npz"])
def test_what_is_no_model_file_is_called_so(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty.bin").write_bytes(b"")
    (tmp_path / "words.npz").write_bytes(b"not a zip file")
    with pytest.raises(EngineUnavailable) as caught:
        read_model(tmp_path / name)
    assert name in caught.value.message


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("type: transformer", "type: s2s", "type is s2s"),
        ("dec-cell: ssru", "dec-cell: lstm", "dec-cell is lstm"),
        ("autoreg: rnn", "autoreg: average-attention", "average-attention"),
        ("postprocess: dan", "postprocess: dhn", "postprocess is hn"),
        ("enc-depth: 1", "enc-depth: 2", "encoder_l2_self_Wq"),
        ("enc-depth: 1", "enc-depth: many", "many"),
        ("heads: 2", "heads: 3", "3 heads do not divide 8"),
    ],
)
def test_an_architecture_that_is_unknown_is_named(
    small: Student, tmp_path: Path, old: str, new: str, said: str
) -> None:
    assert old in small.config
    path = tmp_path / "model.bin"
    path.write_bytes(as_bin(small, config=small.config.replace(old, new)))
    with pytest.raises(EngineUnavailable, match=re.escape(said)):
        Marian(read_model(path))


def test_the_configuration_inside_a_model_is_read() -> None:
    config = read_config(
        "# written by Marian\ndim-emb: 384\ntransformer-preprocess: \"\"\nname: 'a b'\n"
        "dim-vocabs:\n  - 32000\n  - 32000\ntransformer-tied-layers:\n  []\nlayers: [1, 2]\n"
        "version: v1.12.14 2d067af 2024-02-16 11:44:13 -0500\n"
    )
    assert config == {
        "dim-emb": "384",
        "transformer-preprocess": "",
        "name": "a b",
        "dim-vocabs": ["32000", "32000"],
        "transformer-tied-layers": "",
        "layers": ["1", "2"],
        "version": "v1.12.14 2d067af 2024-02-16 11:44:13 -0500",
    }


def test_the_tests_store_as_int8_what_mozilla_stores_as_int8(small: Student) -> None:
    stored = {name for name in small.tensors if is_matrix(name)}
    assert "decoder_l1_rnn_Wf" in stored
    assert "encoder_Wemb" in stored
    assert not any("_b" in name or "_ln_" in name for name in stored)
