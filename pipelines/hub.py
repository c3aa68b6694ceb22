"""Models from a model hub: where their files are kept, and what is known of them beforehand.

A model is named as the hub names it, `facebook/bart-large-cnn`, or by the path of a folder that
`save_pretrained` wrote. Its files are kept in `hub/facebook--bart-large-cnn` in the folder of all
models, or are where the hub's own library put them. Nothing here uses the network.
"""

import json
from dataclasses import dataclass
from pathlib import Path

METADATA = "model.json"
"""Written beside a fetched model's files: `model`, `revision`, `licence`, `files` (checksums)."""


@dataclass(frozen=True, slots=True)
class Known:
    """A model that we know of: `size` is the megabytes to fetch."""

    size: int
    licence: str


KNOWN = {
    "sshleifer/distilbart-cnn-12-6": Known(1222, "Apache-2.0"),
    "facebook/bart-large-cnn": Known(1626, "MIT"),
    "google/pegasus-cnn_dailymail": Known(2275, "Apache-2.0"),
    "google-t5/t5-small": Known(242, "Apache-2.0"),
    "allenai/led-large-16384-arxiv": Known(1840, "Apache-2.0"),
    "facebook/m2m100_418M": Known(1936, "MIT"),
    "facebook/m2m100_1.2B": Known(4961, "MIT"),
    "google/madlad400-3b-mt": Known(11_762, "Apache-2.0"),
    "facebook/mbart-large-50-many-to-many-mmt": Known(2445, "MIT"),
    "facebook/nllb-200-distilled-600M": Known(2461, "CC-BY-NC-4.0"),
    "facebook/nllb-200-distilled-1.3B": Known(5482, "CC-BY-NC-4.0"),
    "facebook/mms-tts-kor": Known(145, "CC-BY-NC-4.0"),
    "facebook/mms-tts-eng": Known(145, "CC-BY-NC-4.0"),
    "Supertone/supertonic-3": Known(400, "OpenRAIL-M"),
}
"""Sizes and licences as the models' pages say."""

BROKEN = {
    "Helsinki-NLP/opus-mt-tc-big-en-ko": "its tokenizer does not belong to its weights",
}
"""Models that load and translate into nonsense: never offered, refused with this reason."""


def is_folder(model: str) -> bool:
    """Whether a model is named by a path: absolute, or from here (`./`), the home folder (`~`)."""
    return model.startswith(("/", "./", "../", "~")) or Path(model).is_absolute()


def folder_of(model: str, home: Path) -> Path:
    """Where the model's files are or will be; `home` is the folder of all models."""
    if is_folder(model):
        return Path(model).expanduser()
    return home / "hub" / model.replace("/", "--")


def complete(folder: Path) -> bool:
    """Whether a model's files are there: its configuration and its weights.

    A fetched model's folder appears when all of its files have; one that `save_pretrained` was
    killed in the middle of lacks its weights.
    """
    return (folder / "config.json").is_file() and any(
        path.is_file()
        for pattern in ("*.safetensors", "pytorch_model*.bin")
        for path in folder.glob(pattern)
    )


def metadata(folder: Path) -> dict[str, object]:
    """What was written beside a model's files when they were fetched; empty where nothing was."""
    try:
        known = json.loads((folder / METADATA).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def licence(model: str, home: Path) -> str:
    """The model's licence: as we know it, as its page said when it was fetched, or empty."""
    if model in KNOWN:
        return KNOWN[model].licence
    return str(metadata(folder_of(model, home)).get("licence") or "")


def warning(model: str, home: Path, terms: str = "") -> str:
    """What people must know of the model's licence before they use it, or an empty string.

    `terms` are those of its page, where they are not written beside its files yet.
    """
    terms = licence(model, home) or terms
    if "NC" in terms.upper().replace("_", "-").split("-"):
        return f"{model} is under {terms}: not for commercial use."
    if not terms:
        return f"The licence of {model} is not known here: see its page before you use it."
    return ""
