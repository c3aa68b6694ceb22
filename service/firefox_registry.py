"""Mozilla's list of translation models: which files make up the best released English-Korean one.

The list is a JSON file beside the models (https://github.com/mozilla/translations, its `db/`)::

    {"generated": "2026-09-30T00:44:58Z", "baseUrl": "https://…",
     "models": {"en-ko": [{
         "architecture": "base-memory", "releaseStatus": "Release Desktop",
         "files": {"model": {"path": "models/en-ko/…/model.enko.intgemm.alphas.bin.gz",
                             "uncompressedSize": 43849787, "uncompressedHash": "…sha256…"},
                   "srcVocab": {"path": "…"}, "trgVocab": {"path": "…"},
                   "lexicalShortlist": {"path": "…"}},
         "metrics": {"flores200-plus": {"chrfpp": …, "comet22": …}}}, …]}}

Pairs that share a vocabulary have `vocab` instead of `srcVocab` and `trgVocab`. The lexical
shortlist is not fetched: our engine does without it.
"""

import json
import os
import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

import httpx

from service.download import Download, DownloadError, read_text

REGISTRY = (
    "https://storage.googleapis.com/moz-fx-translations-data--303e-prod-translations-data"
    "/db/models.json"
)
SETTING = "DEUTGI_FIREFOX_REGISTRY"
"""The environment variable that names another list, such as a mirror's."""

_PAIR = "en-ko"
_LONGEST_LIST = 50_000_000
_ARCHITECTURES = ("tiny", "base-memory", "base")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_PACKED = (".gz", ".zst")


def plan(
    client: httpx.Client, registry: str = ""
) -> tuple[tuple[Download, ...], Mapping[str, Any]]:
    """The files of the best English-Korean model, and what to remember about it.

    Raises httpx.HTTPError where the list cannot be fetched, DownloadError where it cannot be used.
    """
    address = registry or os.environ.get(SETTING) or REGISTRY
    text = read_text(client, address, _LONGEST_LIST)
    try:
        listed = json.loads(text)
    except ValueError as error:
        raise DownloadError(f"{address} is no list of models") from error
    model = choose(listed)
    if model is None:
        raise DownloadError(f"{address} lists no {_PAIR} model")
    base = listed.get("baseUrl") or urljoin(address, "..")
    downloads = tuple(_download(str(base), address, file) for file in _files(model))
    return downloads, {
        "version": _version(model, downloads[0]),
        "architecture": model.get("architecture"),
        "releaseStatus": model.get("releaseStatus"),
        "generated": listed.get("generated"),
        "licence": "MPL-2.0",
        "urls": [download.url for download in downloads],
    }


def choose(listed: object) -> Mapping[str, Any] | None:
    """The best model of a list: a released one, of those the one that translates best.

    How well it does is measured by Mozilla (COMET-22, else chrF++, on FLORES-200); between
    models that are not measured the larger architecture wins. A larger one is not always
    better: the `base` model for Korean measured worse than `base-memory`.
    """
    models = listed.get("models") if isinstance(listed, dict) else None
    candidates = models.get(_PAIR) if isinstance(models, dict) else None
    if isinstance(candidates, dict):
        candidates = [candidates]
    if not isinstance(candidates, list):
        return None
    usable = [c for c in candidates if isinstance(c, dict) and _files(c)]
    return max(usable, key=_merit, default=None)


def _merit(model: Mapping[str, Any]) -> tuple[int, float, float, int]:
    status = str(model.get("releaseStatus") or "").lower()
    stage = 2 if status.startswith("release") else 1 if status in ("nightly", "beta") else 0
    metrics = model.get("metrics")
    flores = metrics.get("flores200-plus") if isinstance(metrics, dict) else None
    measured = flores if isinstance(flores, dict) else {}
    comet, chrf = (measured.get(name) for name in ("comet22", "chrfpp"))
    architecture = model.get("architecture")
    rank = _ARCHITECTURES.index(architecture) if architecture in _ARCHITECTURES else -1
    return stage, _number(comet), _number(chrf), rank


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) and value == value else -1.0


def _files(model: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The files that are needed, the model first; none if one is missing."""
    files = model.get("files")
    if not isinstance(files, dict):
        return []
    shared = [files.get("model"), files.get("vocab")]
    split = [files.get("model"), files.get("srcVocab"), files.get("trgVocab")]
    for needed in (split, shared):
        if all(isinstance(file, dict) and file.get("path") for file in needed):
            return needed  # type: ignore[return-value]
    return []


def _download(base: str, registry: str, file: Mapping[str, Any]) -> Download:
    """A file of the list, its address checked: the list comes from outside."""
    path = str(file["path"])
    name = PurePosixPath(path).name
    for ending in _PACKED:
        name = name.removesuffix(ending)
    parts = path.split("/")
    if "\\" in path or "" in parts or ".." in parts or "." in parts or not _NAME.fullmatch(name):
        raise DownloadError(f"{registry} names a file that is not safe: {path}")
    schemes = {"https"} if urlsplit(registry).scheme == "https" else {"http", "https"}
    if urlsplit(base).scheme not in schemes:
        raise DownloadError(f"{registry} names an address that is not safe: {base}")
    checksum, size = file.get("uncompressedHash"), file.get("uncompressedSize")
    return Download(
        url=f"{base.rstrip('/')}/{quote(path)}",
        name=name,
        sha256=checksum if isinstance(checksum, str) else "",
        size=int(size) if isinstance(size, int) and size > 0 else None,
    )


def _version(model: Mapping[str, Any], file: Download) -> str:
    """A name for the model in results: its architecture and the start of its checksum."""
    known = model.get("version")
    parts = [model.get("architecture"), known or file.sha256[:8]]
    return "-".join(str(part) for part in parts if part) or "unknown"
