"""Translating with Marian's transformer models, Mozilla's small "student" models above all.

A student is a transformer encoder with a decoder whose self-attention is replaced by a
Simpler Simple Recurrent Unit (SSRU: Kim et al., "From Research to Production and Back:
Ludicrously Fast Neural Machine Translation", WNGT 2019), so that a step of decoding costs the
same however long the translation has become. Models with self-attention in the decoder run
as well. The architecture and the names of the parameters are those of marian-dev
(`src/models/transformer.h`, `src/rnn/cells.h`, `src/layers/generic.h`), the search is that of
its `src/translator/beam_search.cpp`. int8 weights are multiplied as float32.

The softmax runs over the whole vocabulary: the lexical shortlists that Mozilla publishes for
speed are not used, so no word is out of reach.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pipelines.errors import EngineUnavailable
from pipelines.translate.marian_file import ModelFile, Tensor

Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]

_LAYER_NORM_EPSILON = np.float32(1e-6)
_MASKED = np.float32(-99999999.0)


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One translation: its token numbers without the end of sentence, and how likely it is.

    `score` is the sum of the tokens' log probabilities, the end of sentence included, over
    length ** normalize. `finished` is False where the length limit cut it off.
    """

    tokens: tuple[int, ...]
    score: float
    finished: bool


@dataclass(frozen=True, slots=True)
class _Linear:
    """x @ weight + bias. `weight` is (inputs, outputs), `bias` (outputs,) or None."""

    weight: Floats
    bias: Floats | None

    def __call__(self, x: Floats) -> Floats:
        # One matrix product for the whole batch: a stack of small ones would be slower.
        out = x.reshape(-1, x.shape[-1]) @ self.weight
        if self.bias is not None:
            out += self.bias
        return out.reshape(*x.shape[:-1], out.shape[-1])


@dataclass(frozen=True, slots=True)
class _Norm:
    """Layer normalisation over the last axis."""

    scale: Floats
    bias: Floats | float

    def __call__(self, x: Floats) -> Floats:
        x = x - x.mean(-1, keepdims=True)
        variance = np.einsum("...i,...i->...", x, x)[..., None] / np.float32(x.shape[-1])
        x *= 1 / np.sqrt(variance + _LAYER_NORM_EPSILON)
        x *= self.scale
        x += self.bias
        return x


@dataclass(frozen=True, slots=True)
class _Frame:
    """What is around a sublayer: normalisation before it, a skip connection and another after.

    `after` are Marian's operations in order: `a` adds the sublayer's input, `n` normalises.
    """

    before: _Norm | None
    after: str
    norm: _Norm | None

    def enter(self, x: Floats) -> Floats:
        return self.before(x) if self.before else x

    def leave(self, out: Floats, x: Floats) -> Floats:
        for operation in self.after:
            if operation == "a":
                out = out + x
            elif self.norm:
                out = self.norm(out)
        return out


@dataclass(frozen=True, slots=True)
class _Attention:
    """Multi-head attention: `query` (d, d), `memory` keys and values side by side (d, 2 d)."""

    heads: int
    query: _Linear
    memory: _Linear
    out: _Linear
    frame: _Frame

    def remember(self, context: Floats) -> tuple[Floats, Floats]:
        """Keys and values of a context (batch, length, d): each (batch, heads, length, d/heads)."""
        keys, values = np.split(self.memory(context), 2, axis=-1)
        return self._split(keys), self._split(values)

    def attend(self, x: Floats, keys: Floats, values: Floats, mask: Floats | None) -> Floats:
        """What (batch, queries, d) reads from keys and values; `mask` is added to the scores."""
        query = self._split(self.query(x))
        scores = query @ keys.swapaxes(-1, -2)
        scores *= np.float32(query.shape[-1] ** -0.5)
        if mask is not None:
            scores += mask
        read = _softmax(scores) @ values
        return self.out(read.swapaxes(1, 2).reshape(x.shape))

    def _split(self, x: Floats) -> Floats:
        batch, length, size = x.shape
        return x.reshape(batch, length, self.heads, size // self.heads).swapaxes(1, 2)


@dataclass(frozen=True, slots=True)
class _FeedForward:
    """A stack of linear layers with an activation between them."""

    layers: tuple[_Linear, ...]
    activation: Callable[[Floats], Floats]
    frame: _Frame

    def __call__(self, x: Floats) -> Floats:
        out = self.frame.enter(x)
        for layer in self.layers[:-1]:
            out = self.activation(layer(out))
        return self.frame.leave(self.layers[-1](out), x)


@dataclass(frozen=True, slots=True)
class _Recurrence:
    """An SSRU: `gates` holds the candidate W and the forget gate Wf side by side (d, 2 d)."""

    gates: _Linear
    frame: _Frame

    def __call__(self, x: Floats, state: Floats) -> tuple[Floats, Floats]:
        candidate, forget = np.split(self.gates(self.frame.enter(x)), 2, axis=-1)
        keep = _sigmoid(forget)
        state = keep * state + (1 - keep) * candidate
        return self.frame.leave(np.maximum(state, 0), x), state


@dataclass(frozen=True, slots=True)
class _EncoderLayer:
    attention: _Attention
    feed_forward: _FeedForward


@dataclass(frozen=True, slots=True)
class _DecoderLayer:
    history: _Recurrence | _Attention
    attention: _Attention
    feed_forward: _FeedForward


@dataclass(slots=True)
class _Memory:
    """What decoding a batch carries from step to step, a sentence a row of each array.

    `context` holds each layer's keys and values of the source, `mask` hides its padding,
    `history` each layer's state: an SSRU's (batch, beam, d), or the keys and values of
    self-attention (batch, beam, heads, steps, d/heads).
    """

    context: list[tuple[Floats, Floats]]
    mask: Floats
    history: list[tuple[Floats, ...]]

    def select(self, rows: Integers, parents: Integers) -> None:
        """Keep the sentences `rows`, and of their beams the hypotheses `parents` (rows, beam)."""
        if len(rows) < len(self.mask):
            self.context = [(keys[rows], values[rows]) for keys, values in self.context]
            self.mask = self.mask[rows]
        self.history = [tuple(h[rows[:, None], parents] for h in layer) for layer in self.history]


class Marian:
    """A model, ready to translate token numbers. Tokenising is the caller's business."""

    def __init__(self, model: ModelFile, target_size: int | None = None) -> None:
        """Take the weights out of `model`.

        `target_size` is the number of tokens in the target vocabulary, where the model may have
        more rows than that. Raises EngineUnavailable where the weights are incomplete or of an
        architecture that is unknown here.
        """
        from threadpoolctl import ThreadpoolController

        self._blas = ThreadpoolController()
        parameters = _Parameters(model)
        self._source = parameters.tensor("Wemb", "encoder_Wemb")
        target = parameters.tensor("Wemb", "decoder_Wemb")
        self._target = target.float32()
        if target is self._source:  # no second copy of a shared embedding
            self._source = Tensor(self._target)
        self._size = self._target.shape[-1]
        self._encoder = parameters.encoder_layers()
        self._decoder = parameters.decoder_layers()
        self._frames = [parameters.ends(side) for side in ("encoder", "decoder")]
        self._output = parameters.output(self._target, target_size)

    @property
    def vocabulary(self) -> tuple[int, int]:
        """How many tokens the source and the target vocabulary may have."""
        return self._source.shape[0], self._target.shape[0]

    def translate(
        self,
        sources: Sequence[Sequence[int]],
        *,
        end: int = 0,
        unknown: int | None = 1,
        beam: int = 1,
        normalize: float = 1.0,
        length_factor: float = 3.0,
        spare_tokens: int = 8,
    ) -> list[list[Hypothesis]]:
        """The translations of a batch of sources, best first, at most `beam` each.

        Each source ends with its vocabulary's end-of-sentence token; `end` and `unknown` are
        tokens of the target vocabulary; `unknown` is never chosen. A translation is at most
        `length_factor` times its source plus `spare_tokens` long.
        """
        # The matrices of a step are small: a second BLAS thread costs more than it does, and where
        # other work wants the processor, such as a voice, each step would wait for it.
        with self._blas.limit(limits=1, user_api="blas"):
            return self._translate(
                sources, end, unknown, beam, normalize, length_factor, spare_tokens
            )

    def _translate(
        self,
        sources: Sequence[Sequence[int]],
        end: int,
        unknown: int | None,
        beam: int,
        normalize: float,
        length_factor: float,
        spare_tokens: int,
    ) -> list[list[Hypothesis]]:
        if not sources:
            return []
        memory = self._encode(sources, beam)
        limits = np.array([int(length_factor * len(s)) + spare_tokens for s in sources])
        done: list[list[Hypothesis]] = [[] for _ in sources]
        rows = np.arange(len(sources))  # the sentences that are still at work
        tokens = np.zeros((len(rows), beam, 0), np.int64)
        totals = np.full((len(rows), beam), -np.inf, np.float32)
        totals[:, 0] = 0  # a beam begins with one empty hypothesis
        for step in range(int(limits.max())):
            logits = self._step(tokens[..., -1] if step else None, step, memory, len(rows), beam)
            scores = _log_softmax(logits)
            if unknown is not None:
                scores[..., unknown] = -np.inf
            scores += totals[..., None]
            parents, chosen, totals = _best(scores, beam - _counts(done, rows))
            tokens = np.take_along_axis(tokens, parents[..., None], axis=1)
            tokens = np.concatenate([tokens, chosen[..., None]], axis=-1)

            last = step + 1 >= limits[rows]
            alive = totals > -np.inf
            ended = alive & ((chosen == end) | last[:, None])
            for row, lane in np.argwhere(ended):
                finished = bool(chosen[row, lane] == end)
                words = tokens[row, lane, : step if finished else step + 1]
                score = float(totals[row, lane]) / (step + 1) ** normalize
                done[rows[row]].append(Hypothesis(tuple(words.tolist()), score, finished))
            totals[ended] = -np.inf
            going = np.flatnonzero((totals > -np.inf).any(axis=1))
            if not len(going):
                break
            memory.select(going, parents[going])
            rows, tokens, totals = rows[going], tokens[going], totals[going]
        return [sorted(found, key=lambda h: -h.score) for found in done]

    def _encode(self, sources: Sequence[Sequence[int]], beam: int) -> _Memory:
        longest = max(map(len, sources))
        numbers = np.zeros((len(sources), longest), np.int64)
        mask = np.full((len(sources), 1, 1, longest), _MASKED, np.float32)
        for row, source in enumerate(sources):
            numbers[row, : len(source)] = source
            mask[row, ..., : len(source)] = 0
        x = self._source.rows(numbers) * np.float32(self._size**0.5)
        x += _positions(0, longest, self._size)
        bottom, top = self._frames[0]
        embedded = x
        x = bottom.leave(x, x)
        for layer in self._encoder:
            # Marian normalises the queries before the layer (where it does), not the rest.
            y = layer.attention.frame.enter(x)
            y = layer.attention.attend(y, *layer.attention.remember(x), mask)
            x = layer.feed_forward(layer.attention.frame.leave(y, x))
        x = top.leave(x, embedded)
        context = [layer.attention.remember(x) for layer in self._decoder]
        # A query reads faster from memory that lies in the order it is read.
        context = [(np.ascontiguousarray(k), np.ascontiguousarray(v)) for k, v in context]
        return _Memory(
            context, mask, [self._beginning(layer, len(x), beam) for layer in self._decoder]
        )

    def _beginning(self, layer: _DecoderLayer, batch: int, beam: int) -> tuple[Floats, ...]:
        if isinstance(layer.history, _Recurrence):
            return (np.zeros((batch, beam, self._size), np.float32),)
        heads = layer.history.heads
        empty = np.zeros((batch, beam, heads, 0, self._size // heads), np.float32)
        return empty, empty

    def _step(
        self, previous: Integers | None, step: int, memory: _Memory, batch: int, beam: int
    ) -> Floats:
        """The logits (batch, beam, vocabulary) of the next token; moves `memory` on."""
        x = np.zeros((batch, beam, self._size), np.float32)  # before the first token: nothing
        if previous is not None:
            x = self._target[previous] * np.float32(self._size**0.5)
        x += _positions(step, 1, self._size)
        bottom, top = self._frames[1]
        embedded = x
        x = bottom.leave(x, x)
        for number, layer in enumerate(self._decoder):
            if isinstance(layer.history, _Recurrence):
                x, state = layer.history(x, *memory.history[number])
                memory.history[number] = (state,)
            else:
                x, memory.history[number] = _look_back(layer.history, x, memory.history[number])
            y = layer.attention.frame.enter(x)
            y = layer.attention.attend(y, *memory.context[number], memory.mask)
            x = layer.feed_forward(layer.attention.frame.leave(y, x))
        return self._output(top.leave(x, embedded))


def _look_back(
    attention: _Attention, x: Floats, history: tuple[Floats, ...]
) -> tuple[Floats, tuple[Floats, ...]]:
    """One step of a decoder's self-attention: its output and the longer history."""
    batch, beam, size = x.shape
    y = attention.frame.enter(x).reshape(batch * beam, 1, size)
    remembered = attention.remember(x.reshape(y.shape))
    new = (part.reshape(batch, beam, *part.shape[1:]) for part in remembered)
    keys, values = (np.concatenate(pair, axis=-2) for pair in zip(history, new, strict=True))
    lanes = (batch * beam, *keys.shape[2:])
    read = attention.attend(y, keys.reshape(lanes), values.reshape(lanes), None)
    return attention.frame.leave(read.reshape(x.shape), x), (keys, values)


def _best(scores: Floats, widths: Integers) -> tuple[Integers, Integers, Floats]:
    """The best continuations of each sentence: the lane they come from, their token, their score.

    `scores` is (batch, beam, vocabulary); all three results are (batch, beam). Of a sentence
    only the `widths` best live on; the others get the score -inf.
    """
    batch, beam, size = scores.shape
    flat = scores.reshape(batch, beam * size)
    if beam == 1:
        order = flat.argmax(axis=1)[:, None]
    else:
        order = np.argpartition(flat, -beam, axis=1)[:, -beam:]
        ranks = np.argsort(-np.take_along_axis(flat, order, axis=1), axis=1, kind="stable")
        order = np.take_along_axis(order, ranks, axis=1)
    totals = np.take_along_axis(flat, order, axis=1)
    totals[np.arange(beam) >= widths[:, None]] = -np.inf
    return order // size, order % size, totals


def _counts(done: list[list[Hypothesis]], rows: Integers) -> Integers:
    return np.array([len(done[row]) for row in rows], np.int64)


def _softmax(x: Floats) -> Floats:
    x = np.exp(x - x.max(-1, keepdims=True))
    x /= x.sum(-1, keepdims=True)
    return x


def _log_softmax(x: Floats) -> Floats:
    x = x - x.max(-1, keepdims=True)
    x -= np.log(np.exp(x).sum(-1, keepdims=True))
    return x


def _sigmoid(x: Floats) -> Floats:
    x = np.exp(-np.clip(x, -60, 60))
    x += 1
    return np.divide(1, x, out=x)


def _relu(x: Floats) -> Floats:
    return np.maximum(x, 0, out=x)


def _swish(x: Floats) -> Floats:
    return x * _sigmoid(x)


def _gelu(x: Floats) -> Floats:
    # Marian approximates GELU by swish (src/graph/node_operators_unary.h).
    return x * _sigmoid(np.float32(1.702) * x)


_ACTIVATIONS: dict[str, Callable[[Floats], Floats]] = {
    "relu": _relu,
    "swish": _swish,
    "gelu": _gelu,
}


def _positions(start: int, count: int, size: int) -> Floats:
    """Sinusoidal positions (count, size): sines in the first half, cosines in the second."""
    half = size // 2
    frequencies = np.exp(-np.arange(half) * (np.log(10000.0) / max(half - 1, 1)))
    angles = np.arange(start, start + count)[:, None] * frequencies
    return np.concatenate([np.sin(angles), np.cos(angles)], axis=-1).astype(np.float32)


class _Parameters:
    """Takes layers out of a model file by Marian's names for them."""

    def __init__(self, model: ModelFile) -> None:
        self._config: Mapping[str, str | list[str]] = model.config
        self._tensors = model.tensors
        self._check("type", {"transformer"}, "transformer")
        self._check("transformer-decoder-autoreg", {"rnn", "self-attention"}, "self-attention")
        self._check("transformer-ffn-activation", set(_ACTIVATIONS), "swish")
        for key in (
            "transformer-train-position-embeddings",
            "transformer-train-positions",
            "transformer-no-projection",
            "transformer-no-bias",
        ):
            self._check(key, {"false"}, "false")
        if any("_rnn_gamma" in name for name in model.tensors):
            raise _unknown("its recurrent layers are normalised within")
        self._recurrent = self._option("transformer-decoder-autoreg") == "rnn"
        if self._recurrent:
            self._check("dec-cell", {"ssru"}, "gru")
        self._heads = self._number("transformer-heads", 8)
        self._before = self._operations("transformer-preprocess", "")
        self._after = self._operations("transformer-postprocess", "dan")

    def tensor(self, *names: str) -> Tensor:
        """The first of these tensors that the model has."""
        for name in names:
            if name in self._tensors:
                return self._tensors[name]
        raise _unknown(f"it has no {' or '.join(names)}")

    def encoder_layers(self) -> tuple[_EncoderLayer, ...]:
        return tuple(
            _EncoderLayer(
                self._attention(f"encoder_l{number}_self"),
                self._feed_forward(f"encoder_l{number}_ffn"),
            )
            for number in range(1, self._number("enc-depth", 6) + 1)
        )

    def decoder_layers(self) -> tuple[_DecoderLayer, ...]:
        numbers = [str(n) for n in range(1, self._number("dec-depth", 6) + 1)]
        tied = self._config.get("transformer-tied-layers")
        if isinstance(tied, list) and tied:
            numbers = tied
        return tuple(self._decoder_layer(f"decoder_l{number}") for number in numbers)

    def ends(self, side: str) -> tuple[_Frame, _Frame]:
        """What is done to the embeddings of a side, and to what leaves its last layer."""
        bottom = self._operations("transformer-postprocess-emb", "d")
        top = self._operations("transformer-postprocess-top", "")
        if "a" in bottom:
            raise _unknown("transformer-postprocess-emb adds")
        # The embeddings' normalisation is named like one before a sublayer (`_pre`).
        return (
            _Frame(None, bottom, self._norm(f"{side}_emb", "_pre") if "n" in bottom else None),
            _Frame(None, top, self._norm(f"{side}_top") if "n" in top else None),
        )

    def output(self, target: Floats, size: int | None) -> _Linear:
        """The layer that scores `size` tokens, tied to the target embedding in most models."""
        if "decoder_ff_logit_out_W" in self._tensors:
            weight = self._floats("decoder_ff_logit_out_W")
        elif "decoder_ff_logit_out_Wt" in self._tensors:
            weight = self._floats("decoder_ff_logit_out_Wt").T
        else:
            weight = target.T
        bias = self._tensors.get("decoder_ff_logit_out_b")
        vector = None if bias is None else bias.float32().reshape(-1)[:size]
        return _Linear(weight[:, :size], vector)

    def _decoder_layer(self, name: str) -> _DecoderLayer:
        history: _Recurrence | _Attention
        if self._recurrent:
            zeros = np.zeros_like(self._vector(f"{name}_rnn_bf"))
            gates = _join(
                _Linear(self._floats(f"{name}_rnn_W"), zeros),
                _Linear(self._floats(f"{name}_rnn_Wf"), self._vector(f"{name}_rnn_bf")),
            )
            history = _Recurrence(gates, self._frame(f"{name}_rnn", f"{name}_rnn_ffn"))
        else:
            history = self._attention(f"{name}_self")
        return _DecoderLayer(
            history, self._attention(f"{name}_context"), self._feed_forward(f"{name}_ffn")
        )

    def _attention(self, name: str) -> _Attention:
        query, key, value, out = (
            self._linear(f"{name}_W{part}", f"{name}_b{part}") for part in "qkvo"
        )
        if query.weight.shape[1] % self._heads:
            raise _unknown(f"{self._heads} heads do not divide {query.weight.shape[1]}")
        frame = self._frame(f"{name}_Wo", f"{name}_Wo")
        return _Attention(self._heads, query, _join(key, value), out, frame)

    def _feed_forward(self, name: str) -> _FeedForward:
        layers: list[_Linear] = []
        while f"{name}_W{len(layers) + 1}" in self._tensors:
            number = len(layers) + 1
            layers.append(self._linear(f"{name}_W{number}", f"{name}_b{number}"))
        if not layers:
            raise _unknown(f"it has no {name}_W1")
        activation = _ACTIVATIONS[self._option("transformer-ffn-activation", "swish")]
        return _FeedForward(tuple(layers), activation, self._frame(f"{name}_ffn", f"{name}_ffn"))

    def _frame(self, before: str, after: str) -> _Frame:
        return _Frame(
            self._norm(before, "_pre") if "n" in self._before else None,
            self._after,
            self._norm(after) if "n" in self._after else None,
        )

    def _norm(self, name: str, suffix: str = "") -> _Norm:
        bias = f"{name}_ln_bias{suffix}"
        return _Norm(
            self._vector(f"{name}_ln_scale{suffix}"),
            self._vector(bias) if bias in self._tensors else 0.0,
        )

    def _linear(self, weight: str, bias: str) -> _Linear:
        linear = _Linear(self._floats(weight), self._vector(bias))
        if linear.bias is not None and linear.bias.shape != linear.weight.shape[1:]:
            raise _unknown(f"{weight} and {bias} do not fit each other")
        return linear

    def _floats(self, name: str) -> Floats:
        values = self.tensor(name).float32()
        if values.ndim != 2:
            raise _unknown(f"{name} has the shape {values.shape}")
        return values

    def _vector(self, name: str) -> Floats:
        return self.tensor(name).float32().reshape(-1)

    def _operations(self, key: str, default: str) -> str:
        operations = self._option(key, default).replace("d", "")  # dropout: only in training
        if set(operations) - set("an"):
            raise _unknown(f"{key} is {operations}")
        return operations

    def _number(self, key: str, default: int) -> int:
        value = self._option(key, str(default))
        if not value.isascii() or not value.isdigit() or not 0 < int(value) < 1000:
            raise _unknown(f"{key} is {value}")
        return int(value)

    def _option(self, key: str, default: str = "") -> str:
        value = self._config.get(key, default)
        return value if isinstance(value, str) else default

    def _check(self, key: str, known: set[str], default: str) -> None:
        value = self._option(key, default)
        if value not in known:
            raise _unknown(f"{key} is {value}")


def _join(first: _Linear, second: _Linear) -> _Linear:
    """Two layers side by side: one product instead of two."""
    # Transposed before and after, so that the result's transpose is contiguous like its parts'.
    weight = np.concatenate([first.weight.T, second.weight.T]).T
    if first.bias is None or second.bias is None:
        return _Linear(weight, None)
    return _Linear(weight, np.concatenate([first.bias, second.bias]))


def _unknown(why: str) -> EngineUnavailable:
    return EngineUnavailable(
        f"This Marian model cannot be run here: {why}.", "deutgi models fetch firefox"
    )
