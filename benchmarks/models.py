"""Large models: our engines beside `transformers` and txtai, on the same weights and texts.

    python -m benchmarks.models [--small] [MODEL]

Two tables. (1) The real architectures with random weights (bart-large-cnn, distilbart-cnn-12-6,
m2m100_418M) and answers of a fixed length: tokens a second over all texts, for one text at a time
and eight, and the peak memory of the process, which does nothing else. Beam 4 everywhere. A peer
that is not installed is left out. (2) Small models that are trained here: whether every row
gives the same text as the first, and how often the token of a language is left in it (M2M100's
are since transformers 5: a voice would read `__ko__` aloud). `--small` shrinks the
architectures of (1), to see whether it all runs. A MODEL (m2m100_418M) is measured alone.

Summaries are 512 tokens to 64; translations 20 sentences of about 24 tokens to 32. Weights are
made once a model and take up to 3 GB of disk in a temporary folder. Needs
`pip install "deutgi[ctranslate2,bench]"`.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from pipelines.seq2seq.generation import Settings
from pipelines.seq2seq.model import Library, Model

SENTENCES = Path("samples/harbour-ferries.txt")
BEAM = 4
READ, WRITE = 512, 64
WRITE_TRANSLATION = 32

ARCHITECTURES: dict[str, dict[str, Any]] = {
    "bart-large-cnn": {
        "kind": "bart",
        "vocabulary": 50_264,
        "layers": (12, 12),
        "size": 1024,
        "ffn": 4096,
        "heads": 16,
    },
    "distilbart-cnn-12-6": {
        "kind": "bart",
        "vocabulary": 50_264,
        "layers": (12, 6),
        "size": 1024,
        "ffn": 4096,
        "heads": 16,
    },
    "m2m100_418M": {
        "kind": "m2m100",
        "vocabulary": 128_112,
        "layers": (12, 12),
        "size": 1024,
        "ffn": 4096,
        "heads": 16,
    },
}
"""As in the models' published configurations."""

ROWS = ("transformers, as documented", "txtai", "ours, transformers", "ours, ctranslate2")


def main() -> None:
    """Print both tables, or run one row where that is asked for."""
    if sys.argv[1:2] == ["row"]:
        _, _, row, folder, home, kind, batch, work = sys.argv
        print(json.dumps(_measure(row, Path(folder), Path(home), kind, int(batch), work)))
        return
    small = "--small" in sys.argv
    wanted = [word for word in sys.argv[1:] if not word.startswith("-")]
    _speed(small, wanted or list(ARCHITECTURES))
    _same_text()


# (1) Speed and memory ---------------------------------------------------------------------


def _speed(small: bool, wanted: Sequence[str]) -> None:
    print(
        f"{'model':22}{'engine':30}{'texts at once':>14}{'tokens/s':>10}{'gain':>8}"
        f"{'seconds':>9}{'peak MB':>9}{'of':>7}"
    )
    for name in wanted:
        architecture = ARCHITECTURES[name]
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place) / name
            _run([sys.executable, "-c", _MAKE, str(folder), json.dumps(architecture), str(small)])
            _run([sys.executable, "-c", _CONVERT, str(folder), place, architecture["kind"]])
            for batch in (1, 8):
                _table(name, folder, Path(place), architecture["kind"], batch)


def _table(name: str, folder: Path, home: Path, kind: str, batch: int) -> None:
    peer: dict[str, float] = {}
    for row in ROWS:
        if row == "txtai" and find_spec("txtai") is None:
            continue
        work = "translate" if kind == "m2m100" else "summarize"
        arguments = ["row", row, str(folder), str(home), kind, str(batch), work]
        got = json.loads(_run([sys.executable, "-m", "benchmarks.models", *arguments]))
        peer = peer or got
        print(
            f"{name:22}{row:30}{batch:14}{got['tokens'] / got['seconds']:10.1f}"
            f"{peer['seconds'] * got['tokens'] / got['seconds'] / peer['tokens']:7.2f}x"
            f"{got['seconds']:9.1f}{got['memory']:9.0f}{got['memory'] / peer['memory']:6.0%}",
            flush=True,
        )


_MAKE = "import sys, json; from benchmarks.models import make; make(*sys.argv[1:])"
_CONVERT = "import sys; from benchmarks.models import convert; convert(*sys.argv[1:])"


def _run(command: Sequence[str]) -> str:
    quiet = {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_VERBOSITY": "error", "TOKENIZERS_PARALLELISM": ""}
    done = subprocess.run(
        command, capture_output=True, text=True, env={**os.environ, **quiet}, check=False
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(map(str, command))}\n{done.stderr[-3000:]}")
    return (done.stdout.strip().splitlines() or [""])[-1]


def make(folder: str, architecture: str, small: str) -> None:
    """A model of an architecture with random weights, and a tokenizer of the same size."""
    import torch
    import transformers

    from tests.pipelines.seq2seq import tiny

    about = json.loads(architecture)
    if small == "True":
        about |= {"layers": (2, 2), "size": 128, "ffn": 256, "heads": 4, "vocabulary": 2000}
    place = Path(folder)
    place.mkdir(parents=True)
    sentences = [(text, text) for text in _sentences()]
    tokenizer, _, _ = tiny.BUILDERS[about["kind"]](place, sentences, 1024)
    encoder, decoder = about["layers"]
    settings = {
        "vocab_size": about["vocabulary"],
        "d_model": about["size"],
        "encoder_layers": encoder,
        "decoder_layers": decoder,
        "encoder_ffn_dim": about["ffn"],
        "decoder_ffn_dim": about["ffn"],
        "encoder_attention_heads": about["heads"],
        "decoder_attention_heads": about["heads"],
        "max_position_embeddings": 1024,
        "pad_token_id": tokenizer.pad_token_id,
        "eos_token_id": tokenizer.eos_token_id,
        "bos_token_id": tokenizer.bos_token_id,
    }
    if about["kind"] == "m2m100":
        config: Any = transformers.M2M100Config(**settings)
        # Its languages come behind the vocabulary, so that is where its size is made up.
        vocabulary = json.loads((place / "vocab.json").read_text("utf-8"))
        for number in range(len(vocabulary), about["vocabulary"] - 108):
            vocabulary[f"▁filler{number}"] = number
        (place / "vocab.json").write_text(json.dumps(vocabulary), encoding="utf-8")
        tokenizer = transformers.M2M100Tokenizer(
            str(place / "vocab.json"), str(place / "spm.model"), src_lang="en", tgt_lang="ko"
        )
    else:
        config = transformers.BartConfig(**settings)
        backend = json.loads(tokenizer.backend_tokenizer.to_str())["model"]
        vocabulary = backend["vocab"]
        for number in range(len(vocabulary), about["vocabulary"]):
            vocabulary[f"filler{number}"] = number
        merges = [tuple(merge) for merge in backend["merges"]]
        library: Any = transformers
        tokenizer = library.BartTokenizer(vocab=vocabulary, merges=merges)
    torch.manual_seed(1)
    kinds: Any = transformers.AutoModelForSeq2SeqLM
    model = kinds.from_config(config)
    if about["kind"] == "m2m100":  # txtai's translation takes them from nowhere else
        model.generation_config.num_beams = BEAM
        model.generation_config.min_new_tokens = WRITE_TRANSLATION
        model.generation_config.max_new_tokens = WRITE_TRANSLATION
    model.save_pretrained(place)
    tokenizer.save_pretrained(place)


def convert(folder: str, home: str, kind: str) -> None:
    """Convert it, which happens once and is not measured."""
    engine = _module(kind, "ctranslate2")
    engine.prepare(folder, Path(home), lambda _: None)


def _module(kind: str, library: Library) -> Any:
    from pipelines.summarize import seq2seq as summarize
    from pipelines.translate import seq2seq as translate

    stage: Any = translate if kind == "m2m100" else summarize
    return stage.CTRANSLATE2 if library == "ctranslate2" else stage.TRANSFORMERS


def _measure(
    row: str, folder: Path, home: Path, kind: str, batch: int, work: str
) -> dict[str, float]:
    texts = _texts(work, folder, kind)[: max(batch, 2) if work == "summarize" else 20]
    longest = WRITE if work == "summarize" else WRITE_TRANSLATION
    answer = _ROWS[row](folder, home, kind, longest)
    answer(texts[:1])  # loaded before the clock starts
    started = time.perf_counter()
    for at in range(0, len(texts), batch):
        answer(texts[at : at + batch])
    seconds = time.perf_counter() - started
    return {"seconds": seconds, "tokens": len(texts) * longest, "memory": _peak()}


def _peak() -> float:
    """The most memory that this process has held, in megabytes."""
    status = Path("/proc/self/status").read_text()
    return float(status.split("VmHWM:")[1].split()[0]) / 1000


Answer = Callable[[Sequence[str]], object]


def _documented(folder: Path, home: Path, kind: str, longest: int) -> Answer:
    """`generate` as the library's documentation shows it, in float32."""
    import torch
    from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

    tokenizer: Any = AutoTokenizer.from_pretrained(folder)
    model: Any = AutoModelForSeq2SeqLM.from_pretrained(folder, dtype=torch.float32)
    options = {"num_beams": BEAM, "min_new_tokens": longest, "max_new_tokens": longest}
    if kind == "m2m100":
        tokenizer.src_lang = "en"
        options["forced_bos_token_id"] = tokenizer.get_lang_id("ko")

    def answer(texts: Sequence[str]) -> object:
        inputs = tokenizer(list(texts), return_tensors="pt", padding=True)
        with torch.no_grad():
            made = model.generate(**inputs, **options)
        return tokenizer.batch_decode(made, skip_special_tokens=True)

    return answer


def _txtai(folder: Path, home: Path, kind: str, longest: int) -> Answer:
    from txtai.pipeline import Summary, Translation

    if kind == "m2m100":
        translation: Any = Translation(str(folder), findmodels=False, gpu=False)
        return lambda texts: translation(list(texts), target="ko", source="en")
    summary: Any = Summary(str(folder), gpu=False)
    return lambda texts: summary(list(texts), minlength=longest, maxlength=longest)


def _ours(library: Library, folder: Path, home: Path, kind: str, longest: int) -> Answer:
    model = Model(library, str(folder), home, "translate" if kind == "m2m100" else "summarize")
    settings = Settings(longest, longest, beam=BEAM)
    return lambda texts: model.generate(texts, settings)


_ROWS: dict[str, Callable[[Path, Path, str, int], Answer]] = {
    ROWS[0]: _documented,
    ROWS[1]: _txtai,
    ROWS[2]: lambda *row: _ours("transformers", *row),
    ROWS[3]: lambda *row: _ours("ctranslate2", *row),
}


def _sentences() -> list[str]:
    from pipelines.sentences import split_sentences

    paragraphs = SENTENCES.read_text("utf-8").split("\n\n")
    return [sentence for text in paragraphs for sentence in split_sentences(text)]


def _texts(work: str, folder: Path, kind: str) -> list[str]:
    """Twenty sentences, or eight texts of `READ` tokens, as this tokenizer counts."""
    sentences = _sentences()
    if work == "translate":
        return sentences[:20]
    from transformers import AutoTokenizer

    tokenizer: Any = AutoTokenizer.from_pretrained(folder)
    texts = []
    for start in range(8):
        words = " ".join(sentences[start:] + sentences).split()
        count = 0
        for count in range(20, len(words), 4):
            if len(tokenizer(" ".join(words[:count])).input_ids) > READ:
                break
        texts.append(" ".join(words[: count - 4]))
    return texts


# (2) The same text ------------------------------------------------------------------------


def _same_text() -> None:
    from tests.pipelines.seq2seq import tiny

    print(f"\n{'trained here':16}{'engine':30}{'same text':>12}{'a token left in it':>20}")
    with tempfile.TemporaryDirectory() as place:
        for kind, pairs in (("bart", tiny.SUMMARIES), ("m2m100", tiny.KOREAN)):
            folder = tiny.make(kind, Path(place) / kind, pairs, reads=256)
            texts = [source for source, _ in pairs]
            first: list[str] = []
            for row in ROWS:
                if row == "txtai" and find_spec("txtai") is None:
                    continue
                given = _plain(_tiny(row, folder, Path(place), kind)(texts))
                plain = [text.removeprefix("__ko__").strip() for text in given]
                first = first or plain
                same = sum(one == other for one, other in zip(first, plain, strict=True))
                left = sum(one != other for one, other in zip(given, plain, strict=True))
                print(f"{kind:16}{row:30}{f'{same} of {len(texts)}':>12}{left:20}", flush=True)


def _tiny(row: str, folder: Path, home: Path, kind: str) -> Answer:
    if row.startswith("ours"):
        library: Library = "ctranslate2" if "ctranslate2" in row else "transformers"
        task: Any = "translate" if kind == "m2m100" else "summarize"
        model = Model(library, str(folder), home, task)
        return lambda texts: [answers[0].text for answers in model.generate(texts, Settings(90))]
    if row == "txtai":
        return _txtai(folder, home, kind, 0)
    import torch
    from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

    tokenizer: Any = AutoTokenizer.from_pretrained(folder)
    network: Any = AutoModelForSeq2SeqLM.from_pretrained(folder)
    options: dict[str, Any] = {"num_beams": BEAM, "max_new_tokens": 90}
    if kind == "m2m100":
        tokenizer.src_lang = "en"
        options["forced_bos_token_id"] = tokenizer.get_lang_id("ko")

    def answer(texts: Sequence[str]) -> list[str]:
        inputs = tokenizer(list(texts), return_tensors="pt", padding=True)
        with torch.no_grad():
            made = network.generate(**inputs, **options)
        return [str(text) for text in tokenizer.batch_decode(made, skip_special_tokens=True)]

    return answer


def _plain(answers: object) -> list[str]:
    assert isinstance(answers, list)
    return [" ".join(str(answer).split()) for answer in answers]


if __name__ == "__main__":
    main()
