"""How fast the firefox translator is, and how much memory it takes, against two other engines.

    python -m benchmarks.firefox [ARCHITECTURE …]

The models have random weights in the sizes of those that Mozilla releases (Korean has
`base-memory`), so no network is needed: what they say is nonsense, what it costs is not.
A sentence is 35 tokens in English, as one of 25 words is, and 40 in Korean. The peers run
where they are installed: Bergamot, the engine inside Firefox, compiled to WebAssembly, on the
same file (needs node, and BERGAMOT as in tests/pipelines/translate/test_marian.py), and
CTranslate2, which has no SSRU, on a model of the same sizes with a self-attention decoder.
"""

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np

ARCHITECTURES: dict[str, dict[str, Any]] = {
    "tiny": {"size": 256, "heads": 8, "ffn": 1536, "encoder_depth": 6, "decoder_depth": 2},
    "base-memory": {"size": 384, "heads": 8, "ffn": 1536, "encoder_depth": 6, "decoder_depth": 4},
    "base": {"size": 512, "heads": 8, "ffn": 2048, "encoder_depth": 6, "decoder_depth": 2},
}
VOCABULARY = 32_000
SOURCE, TARGET, BATCH = 35, 40, 8


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured of an engine: seconds, tokens a second, megabytes that it added."""

    engine: str
    load: float
    sentence: float
    batch_rate: float
    memory: float


def main() -> None:
    """Print a table for each architecture."""
    for name in sys.argv[1:] or list(ARCHITECTURES):
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            _alone(_make, folder, name)
            print(f"\n{name}: {ARCHITECTURES[name]}")
            print(f"{'':34}{'load':>8}{'sentence':>10}{'batch of 8':>12}{'memory':>9}")
            for measure in (_ours, _ours_beam, _bergamot, _ctranslate2):
                row: Row | str = _alone(measure, folder)
                print(_line(row) if isinstance(row, Row) else row, flush=True)


def _alone(act: Callable[..., Any], *arguments: Any) -> Any:
    """The result of a function in a process of its own, so that its memory is its own."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(act, *arguments).result()


def _make(folder: Path, name: str) -> None:
    import sentencepiece

    student: Any = import_module("tests.pipelines.translate.student")
    draw = np.random.default_rng(0)
    words = ["".join(draw.choice([*"abcdefghijklmnopqrstuvwxyz"], 7)) for _ in range(VOCABULARY)]
    for side in ("source", "target"):
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(words), model_prefix=str(folder / side), model_type="word",
            vocab_size=VOCABULARY, hard_vocab_limit=False, bos_id=-1, eos_id=0, unk_id=1,
            minloglevel=2,
        )  # fmt: skip
    texts = [" ".join(draw.choice(words, SOURCE - 1)) for _ in range(BATCH)]
    (folder / "texts.json").write_text(json.dumps(texts), encoding="utf-8")
    sizes = ARCHITECTURES[name]
    model = student.Student(VOCABULARY, VOCABULARY, **sizes)
    (folder / "model.bin").write_bytes(student.as_bin(model))
    if _has_ctranslate2():
        other = student.Student(VOCABULARY, VOCABULARY, decoder="self-attention", **sizes)
        student.save_npz(folder / "model.npz", other)


def _ours(folder: Path, beam: int = 1) -> Row:
    from pipelines.translate.marian import Marian
    from pipelines.translate.marian_file import read_model

    before = _memory()
    started = time.perf_counter()
    marian = Marian(read_model(folder / "model.bin"))
    load = time.perf_counter() - started
    draw = np.random.default_rng(0)
    sources = [[*draw.integers(2, VOCABULARY, SOURCE - 1).tolist(), 0] for _ in range(BATCH)]

    def run(count: int) -> int:
        found = marian.translate(sources[:count], beam=beam, length_factor=0, spare_tokens=TARGET)
        return sum(len(best.tokens) for best, *_ in found)

    return Row(f"deutgi, beam {beam}", load, *_measure(run), _memory() - before)


def _ours_beam(folder: Path) -> Row:
    return _ours(folder, 4)


def _bergamot(folder: Path) -> Row | str:
    package = os.environ.get("BERGAMOT", "")
    if not package or not shutil.which("node"):
        return "bergamot (Firefox's, WebAssembly): not here"
    texts = json.loads((folder / "texts.json").read_text(encoding="utf-8"))
    settings = {
        "beam-size": 1, "cpu-threads": 0, "gemm-precision": "int8shiftAlphaAll",
        "skip-cost": "true", "quiet": "true", "quiet-translation": "true", "workspace": 128,
        "max-length-break": 128, "mini-batch-words": 1024, "max-length-factor": TARGET / SOURCE,
    }  # fmt: skip
    script = Path(__file__).parents[1] / "tests/pipelines/translate/bergamot.cjs"
    request = {
        "model": str(folder / "model.bin"),
        "vocabs": [str(folder / "source.model"), str(folder / "target.model")],
        "config": "".join(f"{key}: {value}\n" for key, value in settings.items()),
    }

    def run(count: int) -> tuple[float, float]:
        done = subprocess.run(
            ["node", str(script), package],
            input=json.dumps({**request, "texts": texts[:count]}),
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        answer = json.loads(done.stdout)
        return answer["seconds"], sum(len(a["text"].split()) for a in answer["answers"])

    seconds, _ = min(run(1) for _ in range(3))
    batch, tokens = min(run(BATCH) for _ in range(3))
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e3
    return Row("bergamot (Firefox's), WebAssembly", float("nan"), seconds, tokens / batch, memory)


def _ctranslate2(folder: Path) -> Row | str:
    if not _has_ctranslate2():
        return "ctranslate2: not here"
    converters: Any = import_module("ctranslate2.converters")
    vocabulary = folder / "vocabulary.yml"
    lines = ["</s>: 0", "<unk>: 1", *(f"t{i}: {i}" for i in range(2, VOCABULARY))]
    vocabulary.write_text("\n".join(lines), encoding="utf-8")
    converter = converters.MarianConverter(str(folder / "model.npz"), [str(vocabulary)] * 2)
    converter.convert(str(folder / "ct2"), quantization="int8", force=True)
    row: Row = _alone(_run_ctranslate2, folder)
    return row


def _run_ctranslate2(folder: Path) -> Row:
    ctranslate2: Any = import_module("ctranslate2")
    before = _memory()
    started = time.perf_counter()
    translator = ctranslate2.Translator(str(folder / "ct2"), intra_threads=1)
    load = time.perf_counter() - started
    draw = np.random.default_rng(0)
    sources = [[f"t{i}" for i in draw.integers(2, VOCABULARY, SOURCE - 1)] for _ in range(BATCH)]

    def run(count: int) -> int:
        found = translator.translate_batch(
            sources[:count], beam_size=1, min_decoding_length=TARGET, max_decoding_length=TARGET
        )
        return sum(len(result.hypotheses[0]) for result in found)

    name = f"ctranslate2 {ctranslate2.__version__}, int8, self-att."
    return Row(name, load, *_measure(run), _memory() - before)


def _has_ctranslate2() -> bool:
    return find_spec("ctranslate2") is not None


def _measure(run: Callable[[int], int]) -> tuple[float, float]:
    """Seconds for one sentence, and tokens a second in a batch: the best of five."""
    run(1)
    sentence, rate = float("inf"), 0.0
    for _ in range(5):
        started = time.perf_counter()
        run(1)
        sentence = min(sentence, time.perf_counter() - started)
        started = time.perf_counter()
        tokens = run(BATCH)
        rate = max(rate, tokens / (time.perf_counter() - started))
    return sentence, rate


def _memory() -> float:
    """The most memory that this process has had, in megabytes."""
    status = Path("/proc/self/status")
    if status.exists():  # getrusage would count the process that started this one
        return int(status.read_text().split("VmHWM:")[1].split()[0]) / 1e3
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


def _line(row: Row) -> str:
    load = "" if row.load != row.load else f"{row.load:.2f} s"
    return (
        f"{row.engine:34}{load:>8}{row.sentence:>8.2f} s{row.batch_rate:>8.0f} t/s"
        f"{row.memory:>6.0f} MB"
    )


if __name__ == "__main__":
    main()
