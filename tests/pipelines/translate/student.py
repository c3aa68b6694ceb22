"""A tiny English-Korean student model in Marian's format, made in a second without a network.

All of its weights are random but one matrix, the last feed-forward layer of the decoder,
which is solved by least squares so that the model has learnt the sentences in `PAIRS` by
heart. The forward pass is written a second time here, plainly: one sentence, one step at a
time, in float64, from the papers (Vaswani et al. 2017, Kim et al. 2019) and Marian's names.
"""

import gzip
import hashlib
import io
import json
import math
import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import sentencepiece
from threadpoolctl import threadpool_limits

PAIRS = (
    (
        "The president said the talks would resume on Friday.",
        "대통령은 금요일에 회담이 재개될 것이라고 말했다.",
    ),
    ("North Korea rejected the recommendations.", "북한은 권고를 거부했다."),
    ("Prices rose 3.5 percent last year.", "지난해 물가가 3.5% 올랐다."),
    ("Rain is expected in Seoul tomorrow.", "내일 서울에 비가 예상된다."),
    ("The company hired 1,200 people.", "그 회사는 1,200명을 고용했다."),
    ("Police did not name the driver.", "경찰은 운전자의 이름을 밝히지 않았다."),
    ("Schools will open on Monday,", "학교는 월요일에 문을 열고,"),
    ("the ministry said in a statement;", "교육부는 성명에서 밝혔다."),
    ("parents had asked for more time.", "학부모들은 시간을 더 요청했다."),
)
END, UNKNOWN = 0, 1


@dataclass
class Student:
    """The architecture, and the parameters by Marian's names and in Marian's shapes.

    `widest` is the largest input that each matrix has met in `learn`: what the int8 multipliers
    for activations are made of. With `int8` set, the forward pass rounds inputs as Firefox does.
    """

    source_vocabulary: int
    target_vocabulary: int
    size: int = 64
    heads: int = 4
    ffn: int = 384
    encoder_depth: int = 2
    decoder_depth: int = 2
    decoder: str = "rnn"
    before: str = ""
    after: str = "dan"
    top: str = ""
    shared: bool = False
    seed: int = 1
    tensors: dict[str, np.ndarray] = field(default_factory=dict)
    widest: dict[str, float] = field(default_factory=dict)
    int8: bool = False

    def __post_init__(self) -> None:
        draw = np.random.default_rng(self.seed)

        def linear(weight: str, bias: str | None, rows: int, columns: int) -> None:
            values = draw.normal(0, 1 / math.sqrt(rows), (rows, columns))
            self.tensors[weight] = quantized(values)
            if bias:
                self.tensors[bias] = draw.normal(0, 0.1, (1, columns)).astype(np.float32)

        def norms(before: str, after: str) -> None:
            names = [(before, "_pre")] * ("n" in self.before) + [(after, "")] * ("n" in self.after)
            for name, suffix in names:
                scale = draw.normal(1, 0.1, (1, self.size)).astype(np.float32)
                self.tensors[f"{name}_ln_scale{suffix}"] = scale
                self.tensors[f"{name}_ln_bias{suffix}"] = 0 * scale + np.float32(0.01)

        def attention(name: str) -> None:
            for part in "qkvo":
                linear(f"{name}_W{part}", f"{name}_b{part}", self.size, self.size)
            norms(f"{name}_Wo", f"{name}_Wo")

        def feed_forward(name: str) -> None:
            linear(f"{name}_W1", f"{name}_b1", self.size, self.ffn)
            linear(f"{name}_W2", f"{name}_b2", self.ffn, self.size)
            norms(f"{name}_ffn", f"{name}_ffn")

        def embedding(name: str, rows: int) -> None:
            values = draw.normal(0, 1 / math.sqrt(self.size), (rows, self.size))
            self.tensors[name] = quantized(values - values.mean(1, keepdims=True))

        if self.shared:
            embedding("Wemb", max(self.source_vocabulary, self.target_vocabulary))
        else:
            embedding("encoder_Wemb", self.source_vocabulary)
            embedding("decoder_Wemb", self.target_vocabulary)
        for number in range(1, self.encoder_depth + 1):
            attention(f"encoder_l{number}_self")
            feed_forward(f"encoder_l{number}_ffn")
        for number in range(1, self.decoder_depth + 1):
            if self.decoder == "rnn":
                linear(f"decoder_l{number}_rnn_W", None, self.size, self.size)
                linear(
                    f"decoder_l{number}_rnn_Wf", f"decoder_l{number}_rnn_bf", self.size, self.size
                )
                norms(f"decoder_l{number}_rnn", f"decoder_l{number}_rnn_ffn")
            else:
                attention(f"decoder_l{number}_self")
            attention(f"decoder_l{number}_context")
            feed_forward(f"decoder_l{number}_ffn")
        if "n" in self.top:
            for side in ("encoder", "decoder"):
                self.tensors[f"{side}_top_ln_scale"] = np.ones((1, self.size), np.float32)
                self.tensors[f"{side}_top_ln_bias"] = np.zeros((1, self.size), np.float32)
        rows = len(self.embedding("decoder"))
        self.tensors["decoder_ff_logit_out_b"] = draw.normal(0, 0.01, (1, rows)).astype(np.float32)

    def embedding(self, side: str) -> np.ndarray:
        return self.tensors["Wemb" if self.shared else f"{side}_Wemb"]

    @property
    def config(self) -> str:
        """The configuration as Marian writes it."""
        rows = [len(self.embedding(side)) for side in ("encoder", "decoder")]
        flag = {True: "true", False: "false"}
        return f"""bert-train-type-embeddings: true
dec-cell: {"ssru" if self.decoder == "rnn" else "gru"}
dec-cell-base-depth: 2
dec-depth: {self.decoder_depth}
dim-emb: {self.size}
dim-rnn: 1024
dim-vocabs:
  - {rows[0]}
  - {rows[1]}
enc-cell: gru
enc-depth: {self.encoder_depth}
enc-type: bidirectional
input-types:
  []
layer-normalization: false
max-length: 200
right-left: false
skip: false
tied-embeddings: {flag[not self.shared]}
tied-embeddings-all: {flag[self.shared]}
tied-embeddings-src: false
transformer-aan-activation: swish
transformer-decoder-autoreg: {self.decoder}
transformer-decoder-dim-ffn: 0
transformer-dim-ffn: {self.ffn}
transformer-ffn-activation: relu
transformer-ffn-depth: 2
transformer-guided-alignment-layer: last
transformer-heads: {self.heads}
transformer-no-projection: false
transformer-pool: false
transformer-postprocess: {self.after}
transformer-postprocess-emb: d
transformer-postprocess-top: {self.top or '""'}
transformer-preprocess: {self.before or '""'}
transformer-tied-layers:
  []
transformer-train-position-embeddings: false
type: transformer
ulr: false
version: v1.12.14 2d067af 2024-02-16 11:44:13 -0500
"""

    # The forward pass, plainly.

    def encode(self, source: Sequence[int]) -> np.ndarray:
        x = self._embed("encoder", source)
        bottom = x
        for number in range(1, self.encoder_depth + 1):
            name = f"encoder_l{number}_self"
            y = self._before(f"{name}_Wo", x)
            x = self._after(f"{name}_Wo", self._attend(name, y, x), x)
            x = self._feed_forward(f"encoder_l{number}_ffn", x)[0]
        return self._top("encoder", x, bottom)

    def decode(self, context: np.ndarray, target: Sequence[int]) -> tuple[np.ndarray, ...]:
        """For each position: log probabilities, and what goes in and out of the solved matrix."""
        x = self._embed("decoder", [-1, *target][: len(target) + 1])
        bottom = x
        hidden = skipped = x
        for number in range(1, self.decoder_depth + 1):
            if self.decoder == "rnn":
                x = self._recur(f"decoder_l{number}_rnn", x)
            else:
                name = f"decoder_l{number}_self"
                y = self._before(f"{name}_Wo", x)
                rows = [self._attend(name, y[t : t + 1], x[: t + 1])[0] for t in range(len(y))]
                x = self._after(f"{name}_Wo", np.array(rows), x)
            name = f"decoder_l{number}_context"
            y = self._before(f"{name}_Wo", x)
            x = self._after(f"{name}_Wo", self._attend(name, y, context), x)
            x, hidden, skipped = self._feed_forward(f"decoder_l{number}_ffn", x)
        x = self._top("decoder", x, bottom)
        matrix = "Wemb" if self.shared else "decoder_Wemb"
        logits = self._times(x, matrix) + self._get("decoder_ff_logit_out_b")
        logits -= logits.max(1, keepdims=True)
        return logits - np.log(np.exp(logits).sum(1, keepdims=True)), hidden, skipped

    def greedy(self, source: Sequence[int], limit: int) -> tuple[list[int], float]:
        """The greedy translation and the sum of its tokens' log probabilities."""
        context, tokens, score = self.encode(source), [], 0.0
        while len(tokens) < limit:
            chances = self.decode(context, tokens)[0][-1]
            chances[UNKNOWN] = -np.inf
            token = int(chances.argmax())
            score += float(chances[token])
            if token == END:
                break
            tokens.append(token)
        return tokens, score

    def learn(self, pairs: Sequence[tuple[Sequence[int], Sequence[int]]]) -> None:
        """Solve the last feed-forward matrix so that `pairs` (both ending in END) are known."""
        name = f"decoder_l{self.decoder_depth}_ffn"
        inputs, wanted = [], []
        for source, target in pairs:
            _, hidden, skipped = self.decode(self.encode(source), target[:-1])
            inputs.append(hidden)
            wanted.append(
                6 * self.embedding("decoder")[list(target)] * math.sqrt(self.size) - skipped
            )
        x, y = np.concatenate(inputs), np.concatenate(wanted) - self._get(f"{name}_b2")
        gram = x @ x.T
        ridge = 1e-4 * np.trace(gram) / len(gram) * np.eye(len(gram))
        self.tensors[f"{name}_W2"] = quantized(x.T @ np.linalg.solve(gram + ridge, y))
        for source, target in pairs:  # see what the matrices meet now
            self.decode(self.encode(source), target[:-1])

    def _times(self, x: np.ndarray, name: str) -> np.ndarray:
        """x times a matrix, x rounded to int8 first where Firefox's arithmetic is wanted."""
        if self.int8:
            multiplier = 127 / self.widest[name]
            x = np.clip(np.rint(x * multiplier), -127, 127) / multiplier
        else:
            self.widest[name] = max(self.widest.get(name, 0.0), float(np.abs(x).max()))
        weight = self._get(name)
        return x @ (weight.T if "Wemb" in name else weight)

    def _get(self, name: str) -> np.ndarray:
        return self.tensors[name].astype(np.float64)

    def _embed(self, side: str, tokens: Sequence[int]) -> np.ndarray:
        rows = []
        half = self.size // 2
        for position, token in enumerate(tokens):
            row = (
                np.zeros(self.size)
                if token < 0
                else self.embedding(side)[token] * math.sqrt(self.size)
            )
            angles = [position / 10000 ** (i / (half - 1)) for i in range(half)]
            rows.append(row + np.array([*map(math.sin, angles), *map(math.cos, angles)]))
        return np.array(rows)

    def _attend(self, name: str, x: np.ndarray, memory: np.ndarray) -> np.ndarray:
        query, key, value = (
            self._times(part, f"{name}_W{letter}") + self._get(f"{name}_b{letter}")
            for part, letter in ((x, "q"), (memory, "k"), (memory, "v"))
        )
        width = self.size // self.heads
        read = np.zeros_like(query)
        for head in range(self.heads):
            part = slice(head * width, (head + 1) * width)
            scores = np.exp(query[:, part] @ key[:, part].T / math.sqrt(width))
            read[:, part] = scores / scores.sum(1, keepdims=True) @ value[:, part]
        return self._times(read, f"{name}_Wo") + self._get(f"{name}_bo")

    def _recur(self, name: str, x: np.ndarray) -> np.ndarray:
        cell, out = np.zeros(self.size), []
        y = self._before(name, x)
        forgets = 1 / (1 + np.exp(-self._times(y, f"{name}_Wf") - self._get(f"{name}_bf")))
        for forget, candidate in zip(forgets, self._times(y, f"{name}_W"), strict=True):
            cell = forget * cell + (1 - forget) * candidate
            out.append(np.maximum(cell, 0))
        return self._after(f"{name}_ffn", np.array(out), x)

    def _feed_forward(self, name: str, x: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        hidden = self._times(self._before(f"{name}_ffn", x), f"{name}_W1")
        hidden = np.maximum(hidden + self._get(f"{name}_b1"), 0)
        out = self._times(hidden, f"{name}_W2") + self._get(f"{name}_b2")
        return self._after(f"{name}_ffn", out, x), hidden, x

    def _before(self, name: str, x: np.ndarray) -> np.ndarray:
        return self._norm(f"{name}_ln", "_pre", x) if "n" in self.before else x

    def _after(self, name: str, out: np.ndarray, skipped: np.ndarray) -> np.ndarray:
        for operation in self.after:
            if operation == "a":
                out = out + skipped
            if operation == "n":
                out = self._norm(f"{name}_ln", "", out)
        return out

    def _top(self, side: str, x: np.ndarray, bottom: np.ndarray) -> np.ndarray:
        x = x + bottom if "a" in self.top else x
        return self._norm(f"{side}_top_ln", "", x) if "n" in self.top else x

    def _norm(self, name: str, suffix: str, x: np.ndarray) -> np.ndarray:
        deviation = x - x.mean(1, keepdims=True)
        x = deviation / np.sqrt((deviation**2).mean(1, keepdims=True) + 1e-6)
        return x * self._get(f"{name}_scale{suffix}") + self._get(f"{name}_bias{suffix}")


def quantized(values: np.ndarray) -> np.ndarray:
    """The values that int8 can hold of these, as float32."""
    multiplier = np.float32(127 / np.abs(values).max())
    return (np.clip(np.rint(values * multiplier), -127, 127) / multiplier).astype(np.float32)


def is_matrix(name: str) -> bool:
    """Whether Mozilla's converter stores this parameter as int8 (expression_graph_packable.h)."""
    return name[-3:-1] == "_W" or name.endswith("_W") or "Wemb" in name


def as_bin(student: Student, *, int8: bool = True, config: str = "") -> bytes:
    """The model in Marian's binary format: int8 with multipliers as Mozilla's, or float32."""
    items: list[tuple[str, int, tuple[int, ...], bytes]] = []
    for name, values in sorted(student.tensors.items()):
        if int8 and is_matrix(name):
            multiplier = np.float32(127 / np.abs(values).max())
            numbers = np.clip(np.rint(values * multiplier), -127, 127).astype(np.int8)
            stored = numbers if "Wemb" in name else numbers.T
            data = np.ascontiguousarray(stored).tobytes() + multiplier.tobytes()
            items.append((name, 0x4101, values.shape, data))
            widest = np.float32(student.widest.get(name, 1.0))
            if name == "decoder_Wemb":  # Mozilla's converter takes this number for a matrix
                alpha = b"\x7f" + widest.tobytes()
                items.append((f"{name}_QuantMultA", 0x4101, (1, 1), alpha))
            elif name != "encoder_Wemb":
                name = "none" if name == "Wemb" else name
                alpha = np.float32(127 / widest).tobytes()
                items.append((f"{name}_QuantMultA", 0x404, (1, 1), alpha))
        else:
            items.append((name, 0x404, values.shape, values.astype("<f4").tobytes()))
    text = (config or student.config).encode() + b"\0"
    items.append(("special:model.yml", 0x101, (len(text),), text))

    def padded(data: bytes) -> bytes:
        return data + bytes(-len(data) % 256)

    out = io.BytesIO()
    out.write(struct.pack("<2Q", 1, len(items)))
    for name, kind, shape, data in items:
        out.write(struct.pack("<4Q", len(name) + 1, kind, len(shape), len(padded(data))))
    for name, *_ in items:
        out.write(name.encode() + b"\0")
    for _, _, shape, _ in items:
        out.write(struct.pack(f"<{len(shape)}i", *shape))
    gap = ((out.tell() + 8) // 256 + 1) * 256 - out.tell() - 8
    out.write(struct.pack("<Q", gap) + bytes(gap))
    for *_, data in items:
        out.write(padded(data))
    return out.getvalue()


def save_npz(path: Path, student: Student) -> None:
    """The same model as Marian's `.npz`."""
    text = np.frombuffer(student.config.encode() + b"\0", np.int8)
    np.savez(path, **{**student.tensors, "special:model.yml": text})


def vocabulary(texts: Sequence[str], size: int) -> bytes:
    """A SentencePiece model as Marian trains it: end of sentence 0, unknown 1, no beginning."""
    out = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(texts * 20),
        model_writer=out,
        vocab_size=size,
        hard_vocab_limit=False,
        character_coverage=1.0,
        bos_id=-1,
        eos_id=END,
        unk_id=UNKNOWN,
        pad_id=-1,
        minloglevel=2,
    )
    return out.getvalue()


@dataclass(frozen=True)
class Trained:
    """A student with its vocabularies, and the files as they are published."""

    student: Student
    source_spm: bytes
    target_spm: bytes

    @property
    def files(self) -> dict[str, bytes]:
        return {
            "model.enko.intgemm.alphas.bin": as_bin(self.student),
            "srcvocab.enko.spm": self.source_spm,
            "trgvocab.enko.spm": self.target_spm,
        }

    def publish(self, folder: Path, base_url: str) -> Path:
        """Write the gzipped files and a registry that lists them into `folder`, as Mozilla does."""
        place = "models/en-ko/tiny_test_AAAAAAAAAAAAAAAAAAAAAA/exported"
        (folder / place).mkdir(parents=True)
        (folder / "db").mkdir()
        files = {}
        roles = ("model", "srcVocab", "trgVocab")
        for role, (name, data) in zip(roles, self.files.items(), strict=True):
            (folder / place / f"{name}.gz").write_bytes(gzip.compress(data))
            files[role] = {"path": f"{place}/{name}.gz"}
            if role == "model":
                files[role]["uncompressedSize"] = len(data)
                files[role]["uncompressedHash"] = hashlib.sha256(data).hexdigest()
        entry = {
            "architecture": "tiny",
            "releaseStatus": "Release Desktop",
            "sourceLanguage": "en",
            "targetLanguage": "ko",
            "files": files,
            "metrics": {"flores200-plus": {"chrfpp": 30.0, "comet22": 0.85}},
        }
        registry = {
            "generated": "2026-09-30T00:44:58Z",
            "baseUrl": base_url,
            "models": {"en-ko": [entry]},
        }
        path = folder / "db" / "models.json"
        path.write_text(json.dumps(registry), encoding="utf-8")
        return path


def trained_student(**architecture: object) -> Trained:
    """A student that knows `PAIRS`."""
    source_spm = vocabulary([en for en, _ in PAIRS], 160)
    target_spm = vocabulary([ko for _, ko in PAIRS], 160)
    source = sentencepiece.SentencePieceProcessor(model_proto=source_spm)
    target = sentencepiece.SentencePieceProcessor(model_proto=target_spm)
    rows = [len(v) + -len(v) % 8 for v in (source, target)]
    student = Student(*rows, **architecture)  # type: ignore[arg-type]
    with threadpool_limits(1):  # for matrices so small, threads only wait for each other
        student.learn([([*source.encode(en), END], [*target.encode(ko), END]) for en, ko in PAIRS])
    return Trained(student, source_spm, target_spm)
