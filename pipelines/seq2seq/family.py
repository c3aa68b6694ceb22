"""How each family of models wants to be asked: language codes, first tokens, prefixes, limits.

The conventions are those of the models' cards and of their tokenizers in `transformers`.
"""

import json
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Literal

from pipelines.errors import EngineUnavailable

Task = Literal["summarize", "translate"]


@dataclass(frozen=True, slots=True)
class Family:
    """A model as it wants to be asked.

    `limit` is how many tokens it reads at once, `tokenizer` the class that makes them, `prefix`
    what the text begins with, `source` the code of English for its tokenizer. Its answer has to
    begin with the token `first`, or with that number `forced`, where it has to with any.
    `newline` is what it writes for a new line.
    """

    limit: int
    tokenizer: str
    prefix: str = ""
    source: str = ""
    first: str = ""
    forced: int | None = None
    newline: str = "\n"


def family_of(folder: Path, task: Task) -> Family:
    """The family of the model whose files are in the folder.

    Raises EngineUnavailable where the folder holds no model that can do the task.
    """
    config = _read(folder / "config.json")
    tokenizer = _read(folder / "tokenizer_config.json", missing_is_fine=True)
    kind = str(config.get("model_type", ""))
    nllb = kind == "m2m_100" and _is_nllb(folder, tokenizer)
    named = str(tokenizer.get("tokenizer_class") or config.get("tokenizer_class") or "")
    usual = "NllbTokenizer" if nllb else _TOKENIZERS.get(kind, "")
    plain = named.removesuffix("Fast")
    like = partial(Family, _limit(config, tokenizer), plain if "Tokenizer" in plain else usual)
    if task == "summarize":
        if kind not in _SUMMARIZERS:
            raise _wrong(folder, kind, "summaries", _SUMMARIZERS)
        prefix = "summarize: " if kind in ("t5", "mt5") else ""
        newline = "<n>" if kind == "pegasus" else "\n"
        return like(prefix, newline=newline, forced=_forced(folder, config))
    if nllb:
        return like(source="eng_Latn", first="kor_Hang")
    if kind == "m2m_100":
        return like(source="en", first="__ko__")
    if kind == "mbart":
        return like(source="en_XX", first="ko_KR")
    if kind in ("t5", "mt5", "umt5"):
        return like(prefix="<2ko> ")
    if kind == "marian":
        # A model for several target languages is told which by a token before the text.
        vocabulary = _read(folder / "vocab.json", missing_is_fine=True)
        codes = [code for code in (">>kor<<", ">>kor_Hang<<", ">>ko<<") if code in vocabulary]
        return like(prefix=f"{codes[0]} " if codes else "")
    raise _wrong(folder, kind, "Korean", _TRANSLATORS)


_SUMMARIZERS = ("bart", "pegasus", "t5", "mt5", "led", "mbart")
_TOKENIZERS = {
    "bart": "BartTokenizer",
    "led": "LEDTokenizer",
    "pegasus": "PegasusTokenizer",
    "t5": "T5Tokenizer",
    "mt5": "T5Tokenizer",
    "umt5": "T5Tokenizer",
    "m2m_100": "M2M100Tokenizer",
    "mbart": "MBart50Tokenizer",
    "marian": "MarianTokenizer",
}
_TRANSLATORS = ("m2m_100", "marian", "mbart", "t5", "mt5", "umt5")


def _forced(folder: Path, config: dict[str, Any]) -> int | None:
    """The number that every answer begins with: older models have it in their configuration."""
    generation = _read(folder / "generation_config.json", missing_is_fine=True)
    forced = {**config, **generation}.get("forced_bos_token_id")
    return forced if isinstance(forced, int) else None


def _limit(config: dict[str, Any], tokenizer: dict[str, Any]) -> int:
    """Tokens that the model reads, special ones included. T5 has relative positions and no limit
    of its own: it was trained with 512 (Raffel et al. 2020)."""
    limits = [
        config.get("max_encoder_position_embeddings"),  # LED
        config.get("max_position_embeddings"),
        config.get("n_positions"),
        tokenizer.get("model_max_length"),
    ]
    known = [int(n) for n in limits if isinstance(n, int | float) and 1 < n < 1e6]
    if config.get("model_type") == "led" and known:
        return known[0]
    return min(known, default=512)


def _is_nllb(folder: Path, tokenizer: dict[str, Any]) -> bool:
    """NLLB is an M2M100 to the library, but for its tokenizer and its language codes."""
    if "nllb" in str(tokenizer.get("tokenizer_class", "")).lower():
        return True
    return not (folder / "vocab.json").is_file() and (folder / "tokenizer.json").is_file()


def _read(path: Path, missing_is_fine: bool = False) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        if missing_is_fine:
            return {}
        raise EngineUnavailable(f"There is no model in {path.parent}.", "deutgi models") from error
    except (OSError, ValueError) as error:
        raise EngineUnavailable(
            f"{path} cannot be read.", f"Remove {path.parent} and fetch the model again."
        ) from error
    return content if isinstance(content, dict) else {}


def _wrong(folder: Path, kind: str, what: str, kinds: tuple[str, ...]) -> EngineUnavailable:
    return EngineUnavailable(
        f"The model in {folder} is of the kind “{kind or 'unknown'}”, which makes no {what}.",
        f"Choose one of {', '.join(kinds)}.",
    )
