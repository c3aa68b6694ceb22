"""Running a model with `transformers` and torch: in float32 on a CPU, in float16 with CUDA."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pipelines.errors import EngineFailed, EngineUnavailable
from pipelines.seq2seq.generation import Hypothesis, Settings


def missing() -> str:
    """Which library is not installed, or nothing. Imports none."""
    from importlib.util import find_spec

    for library in ("transformers", "torch", "sentencepiece"):
        if find_spec(library) is None:
            return library
    return ""


def megabytes(folder: Path) -> float:
    """About what the model takes in memory: its weights, and a fifth more to work with."""
    weights = [p for p in folder.iterdir() if p.suffix in (".safetensors", ".bin")]
    return 150 + 1.2 * sum(path.stat().st_size for path in weights) / 1e6


class TransformersModel:
    """A model in torch. Calls take turns."""

    def __init__(self, folder: Path) -> None:
        """Load the model. Raises EngineUnavailable where its files are damaged."""
        import torch
        from transformers import AutoModelForSeq2SeqLM
        from transformers.utils import logging

        quiet: Any = logging.disable_progress_bar
        quiet()  # of loading: it would stand between our own lines
        device = "cuda" if torch.cuda.is_available() else "cpu"
        try:
            model: Any = AutoModelForSeq2SeqLM.from_pretrained(
                folder,
                local_files_only=True,
                dtype=torch.float16 if device == "cuda" else torch.float32,
            )
        except Exception as error:  # a damaged file raises whatever its reader raises
            raise EngineUnavailable(
                f"The model in {folder} cannot be loaded: {_line(error)}.",
                f"Remove {folder} and fetch the model again.",
            ) from error
        self._model = model.to(device).eval()
        self._torch: Any = torch

    def generate(
        self, sources: Sequence[Sequence[int]], first: int | None, settings: Settings
    ) -> list[list[Hypothesis]]:
        """See `pipelines.seq2seq.generation.Generator`."""
        torch, config = self._torch, self._model.config
        width = max(map(len, sources))
        pad = config.pad_token_id or 0
        rows = [[*source, *[pad] * (width - len(source))] for source in sources]
        mask = [[1] * len(source) + [0] * (width - len(source)) for source in sources]
        longest = settings.longest + (first is not None)
        options: dict[str, Any] = {
            "max_new_tokens": longest,
            "min_new_tokens": settings.shortest or None,
            "num_beams": settings.beam,
            "num_return_sequences": settings.answers,
            "no_repeat_ngram_size": settings.no_repeat,
            "repetition_penalty": settings.repetition_penalty,
            "length_penalty": settings.length_penalty,
            "forced_bos_token_id": first,
            "forced_eos_token_id": None,  # whether it ended by itself has to be seen
            "max_length": None,
            "min_length": None,
            "do_sample": False,
            "early_stopping": False,
        }
        device = self._model.device
        if config.model_type == "led":  # its first token is to see all others (its model card)
            everywhere = [[1] + [0] * (width - 1) for _ in rows]
            options["global_attention_mask"] = torch.tensor(everywhere, device=device)
        try:
            with torch.inference_mode():
                made = self._model.generate(
                    input_ids=torch.tensor(rows, device=device),
                    attention_mask=torch.tensor(mask, device=device),
                    **options,
                ).tolist()
        except RuntimeError as error:
            raise EngineFailed(f"The model failed: {_line(error)}.") from error
        begin = 1 + (first is not None)
        answers = [self._read(row[begin:]) for row in made]
        step = settings.answers
        return [answers[at : at + step] for at in range(0, len(answers), step)]

    def _read(self, tokens: list[int]) -> Hypothesis:
        ends = self._model.generation_config.eos_token_id
        ends = ends if isinstance(ends, list) else [ends]
        end = next((n for n, token in enumerate(tokens) if token in ends), None)
        return Hypothesis(tuple(tokens[:end]), end is not None)


def _line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0].rstrip(".")
