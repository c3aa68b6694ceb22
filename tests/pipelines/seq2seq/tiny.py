"""Tiny models of every family that is offered, trained in seconds to know a few pairs by heart.

Each is built from the family's own configuration and tokenizer classes, trained with torch, and
saved with `save_pretrained`, just as the large ones on a hub were.
"""

import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import sentencepiece
import torch
import transformers
from tokenizers import ByteLevelBPETokenizer, Tokenizer, models, pre_tokenizers, trainers

Pairs = Sequence[tuple[str, str]]

KOREAN: Pairs = (
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
)

SUMMARIZERS = ("bart", "led", "pegasus", "t5")
SUMMARIES: Pairs = (
    (
        "The city council voted nine to four on Tuesday to buy 24 electric ferries. The mayor, "
        "who had asked for the plan, said it would cost $186 million over six years. The union of "
        "ferry workers welcomed it. Nobody spoke of the old boats, which are sold in spring.",
        "The council will buy 24 electric ferries for $186 million. The union of ferry workers "
        "welcomed the plan.",
    ),
    (
        "Rain fell in Seoul for the fifth day on Friday, the weather agency said. Two roads along "
        "the river were closed, and trains ran late. Schools stayed open. The agency expects the "
        "sun to come back on Monday, when children go on holiday at last.",
        "Rain closed two roads in Seoul on Friday. The sun is expected to come back on Monday.",
    ),
)

SIZE, LAYERS, HEADS, FFN = 64, 2, 4, 128
STEPS = {"t5": 400, "madlad": 300, "mbart": 300}  # the others, 200; int8 forgets what fewer teach
LR = 4e-3
_ORDER = ("<s>", "<pad>", "</s>", "<unk>")


def make(kind: str, folder: Path, pairs: Pairs = KOREAN, reads: int = 128) -> Path:
    """A model of a kind in a folder, trained on the pairs. `reads` is its limit in tokens."""
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer, config, first = BUILDERS[kind](folder, pairs, reads)
    torch.manual_seed(7)
    model = transformers.AutoModelForSeq2SeqLM.from_config(config)
    prefix = {"t5": "summarize: ", "madlad": "<2ko> "}.get(kind, "")
    asked = [(prefix + source, target) for source, target in pairs]
    _train(model, tokenizer, asked, first, STEPS.get(kind, 200))
    model.generation_config.forced_bos_token_id = first if kind in ("bart", "led") else None
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


def _train(model: Any, tokenizer: Any, pairs: Pairs, first: int | None, steps: int) -> None:
    sources = tokenizer([source for source, _ in pairs], return_tensors="pt", padding=True)
    end = tokenizer.eos_token_id
    rows = []
    for _, target in pairs:
        tokens = tokenizer(text_target=target, add_special_tokens=False).input_ids
        rows.append([*([] if first is None else [first]), *tokens, end])
    width = max(map(len, rows))
    labels = torch.tensor([row + [-100] * (width - len(row)) for row in rows])
    optimizer = torch.optim.AdamW(model.parameters(), lr=LR, weight_decay=0.0, fused=True)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, LR, total_steps=steps)
    model.eval()  # no dropout: the pairs are to be learnt by heart
    threads = torch.get_num_threads()
    torch.set_num_threads(1)  # for matrices so small, threads only wait for each other
    for _ in range(steps):
        loss = model(
            input_ids=sources.input_ids, attention_mask=sources.attention_mask, labels=labels
        ).loss
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0, foreach=True)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
    torch.set_num_threads(threads)
    assert loss.item() < 0.05, f"the tiny model did not learn its pairs: {loss.item():.3f}"


# Tokenizers --------------------------------------------------------------------------------


def _pieces(texts: Sequence[str], size: int = 220, **options: Any) -> Any:
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(texts),
        model_writer=model,
        vocab_size=size,
        character_coverage=1.0,
        hard_vocab_limit=False,
        minloglevel=2,
        **options,
    )
    return sentencepiece.SentencePieceProcessor(model_proto=model.getvalue())


def _texts(pairs: Pairs) -> list[str]:
    return [text for pair in pairs for text in pair]


def _scored(pieces: Any) -> list[tuple[str, float]]:
    return [(pieces.id_to_piece(n), pieces.get_score(n)) for n in range(len(pieces))]


def _bart(folder: Path, pairs: Pairs, reads: int) -> Any:
    tokenizer = _byte_level(pairs)
    config = transformers.BartConfig(
        vocab_size=len(tokenizer), max_position_embeddings=reads, **_sizes()
    )
    return tokenizer, config, tokenizer.bos_token_id


def _led(folder: Path, pairs: Pairs, reads: int) -> Any:
    tokenizer = _byte_level(pairs)
    config = transformers.LEDConfig(
        vocab_size=len(tokenizer),
        max_encoder_position_embeddings=512,
        max_decoder_position_embeddings=128,
        attention_window=32,
        **_sizes(),
    )
    return tokenizer, config, tokenizer.bos_token_id


def _byte_level(pairs: Pairs) -> Any:
    trained = ByteLevelBPETokenizer()
    special = [*_ORDER, "<mask>"]
    trained.train_from_iterator(_texts(pairs), 400, special_tokens=special, show_progress=False)
    content = json.loads(trained.to_str())["model"]
    merges = [tuple(merge) for merge in content["merges"]]
    return transformers.BartTokenizer(vocab=content["vocab"], merges=merges)


def _pegasus(folder: Path, pairs: Pairs, reads: int) -> Any:
    pieces = _pieces(_texts(pairs), pad_id=0, eos_id=1, unk_id=2, bos_id=-1)
    tokenizer = transformers.PegasusTokenizer(vocab=_scored(pieces), offset=0)
    config = transformers.PegasusConfig(
        vocab_size=len(tokenizer),
        max_position_embeddings=reads,
        decoder_start_token_id=tokenizer.pad_token_id,
        scale_embedding=True,
        **_sizes(pad=tokenizer.pad_token_id, eos=tokenizer.eos_token_id),
    )
    return tokenizer, config, None


def _t5(folder: Path, pairs: Pairs, reads: int) -> Any:
    pieces = _pieces([*_texts(pairs), "summarize: "], pad_id=0, eos_id=1, unk_id=2, bos_id=-1)
    tokenizer = transformers.T5Tokenizer(vocab=_scored(pieces), extra_ids=0, model_max_length=reads)
    return tokenizer, _t5_config(len(tokenizer)), None


def _madlad(folder: Path, pairs: Pairs, reads: int) -> Any:
    pieces = _pieces(
        _texts(pairs), pad_id=0, eos_id=1, unk_id=2, bos_id=-1, user_defined_symbols=["<2ko>"]
    )
    tokenizer = transformers.T5Tokenizer(vocab=_scored(pieces), extra_ids=0, model_max_length=reads)
    return tokenizer, _t5_config(len(tokenizer)), None


def _t5_config(size: int) -> Any:
    return transformers.T5Config(
        vocab_size=size,
        d_model=2 * SIZE,  # in int8 a smaller one forgets
        d_kv=SIZE // HEADS,
        d_ff=FFN,
        num_layers=LAYERS,
        num_heads=HEADS,
        feed_forward_proj="gated-gelu",
        tie_word_embeddings=False,
        decoder_start_token_id=0,
        pad_token_id=0,
        eos_token_id=1,
    )


def _m2m100(folder: Path, pairs: Pairs, reads: int) -> Any:
    pieces = _pieces(_texts(pairs))
    vocabulary = {token: number for number, token in enumerate(_ORDER)}
    for number in range(len(pieces)):
        vocabulary.setdefault(pieces.id_to_piece(number), len(vocabulary))
    (folder / "vocab.json").write_text(json.dumps(vocabulary), encoding="utf-8")
    (folder / "spm.model").write_bytes(pieces.serialized_model_proto())
    tokenizer = transformers.M2M100Tokenizer(
        str(folder / "vocab.json"), str(folder / "spm.model"), src_lang="en", tgt_lang="ko"
    )
    config = transformers.M2M100Config(
        vocab_size=len(vocabulary) + 100 + 8,  # languages, and what fairseq made up
        max_position_embeddings=reads,
        **_sizes(),
    )
    return tokenizer, config, tokenizer.convert_tokens_to_ids("__ko__")


def _nllb(folder: Path, pairs: Pairs, reads: int) -> Any:
    trained = Tokenizer(models.BPE(unk_token="<unk>"))
    trained.pre_tokenizer = pre_tokenizers.Metaspace()
    trainer = trainers.BpeTrainer(vocab_size=400, special_tokens=list(_ORDER), show_progress=False)
    trained.train_from_iterator(_texts(pairs), trainer)
    content = json.loads(trained.to_str())["model"]
    tokenizer = transformers.NllbTokenizer(
        vocab=content["vocab"],
        merges=[tuple(merge) for merge in content["merges"]],
        src_lang="eng_Latn",
        tgt_lang="kor_Hang",
    )
    config = transformers.M2M100Config(
        vocab_size=len(tokenizer), max_position_embeddings=reads, **_sizes()
    )
    return tokenizer, config, tokenizer.convert_tokens_to_ids("kor_Hang")


def _mbart(folder: Path, pairs: Pairs, reads: int) -> Any:
    pieces = _pieces(_texts(pairs))
    tokenizer = transformers.MBart50Tokenizer(
        vocab=_scored(pieces), src_lang="en_XX", tgt_lang="ko_KR"
    )
    kind: Any = transformers.MBartConfig
    config = kind(
        vocab_size=len(tokenizer),
        max_position_embeddings=reads,
        scale_embedding=True,
        decoder_start_token_id=2,
        tokenizer_class="MBart50Tokenizer",
        **_sizes(),
    )
    return tokenizer, config, tokenizer.convert_tokens_to_ids("ko_KR")


def _marian(folder: Path, pairs: Pairs, reads: int) -> Any:
    source = _pieces([english for english, _ in pairs], 150)
    target = _pieces([korean for _, korean in pairs], 150)
    vocabulary = {"</s>": 0, "<unk>": 1}
    for pieces in (source, target):
        for number in range(len(pieces)):
            vocabulary.setdefault(pieces.id_to_piece(number), len(vocabulary))
    vocabulary["<pad>"] = len(vocabulary)
    (folder / "vocab.json").write_text(json.dumps(vocabulary), encoding="utf-8")
    (folder / "source.spm").write_bytes(source.serialized_model_proto())
    (folder / "target.spm").write_bytes(target.serialized_model_proto())
    tokenizer = transformers.MarianTokenizer(
        str(folder / "source.spm"), str(folder / "target.spm"), str(folder / "vocab.json")
    )
    pad = vocabulary["<pad>"]
    config = transformers.MarianConfig(
        vocab_size=len(vocabulary),
        max_position_embeddings=reads,
        decoder_start_token_id=pad,
        **_sizes(pad=pad, eos=0),
        forced_eos_token_id=0,
        scale_embedding=True,
    )
    return tokenizer, config, None


def _sizes(pad: int = 1, eos: int = 2) -> dict[str, Any]:
    return {
        "d_model": SIZE,
        "encoder_layers": LAYERS,
        "decoder_layers": LAYERS,
        "encoder_attention_heads": HEADS,
        "decoder_attention_heads": HEADS,
        "encoder_ffn_dim": FFN,
        "decoder_ffn_dim": FFN,
        "pad_token_id": pad,
        "eos_token_id": eos,
    }


BUILDERS = {
    "bart": _bart,
    "led": _led,
    "pegasus": _pegasus,
    "t5": _t5,
    "madlad": _madlad,
    "m2m100": _m2m100,
    "nllb": _nllb,
    "mbart": _mbart,
    "marian": _marian,
}
