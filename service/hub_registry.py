"""A model hub's list of a model's files: which of them are needed, and where they come from.

The hub is asked by its own library (huggingface_hub), which knows the user's token and, by the
environment's HF_ENDPOINT, the address of a mirror. Only files that a model is run with are
taken: its configuration, its tokenizer and its weights once, as safetensors where there are any.
"""

import os
import re
from collections.abc import Collection, Iterable, Mapping
from fnmatch import fnmatchcase
from importlib import import_module
from typing import TYPE_CHECKING, Any

from pipelines import hub
from pipelines.errors import EngineUnavailable

if TYPE_CHECKING:
    import httpx

    from service.download import Download

SETTING = "HF_ENDPOINT"
"""The environment variable that names another hub, such as a mirror."""

_TIMEOUT = 30.0
_BESIDE = (
    "config*.json",
    "generation_config.json",
    "preprocessor_config.json",
    "tokenizer*",
    "vocab*",
    "merges.txt",
    "*.spm",
    "*.model",
    "special_tokens_map.json",
    "added_tokens.json",
)
"""What a model of `transformers` needs beside its weights."""

_WEIGHTS = (
    ("model.safetensors", r"model-\d+-of-(\d+)\.safetensors"),
    ("pytorch_model.bin", r"pytorch_model-\d+-of-(\d+)\.bin"),
)
"""The weights in one file or in numbered ones that NAME.index.json lists; the best kind first."""

_FOLDERS = ("onnx/", "voice_styles/")
"""What makes up a voice that has no weights for `transformers`."""

_NAME = re.compile(r"[A-Za-z0-9][\w.-]*(?:/[A-Za-z0-9_][\w.-]*)?", re.ASCII)
_PART = re.compile(r"[A-Za-z0-9_][^/\\\x00-\x1f:]*")


def is_name(model: str) -> bool:
    """Whether this can be the name of a model on a hub: `org/model`, of some only `model`."""
    return bool(_NAME.fullmatch(model)) and ".." not in model and "--" not in model


def plan(model: str, asked: str) -> tuple[tuple["Download", ...], Mapping[str, Any]]:
    """The files of a model as it is now, and what to remember about it.

    `asked` is what people call what they fetch (`ctranslate2:org/model`), for the next step.
    Raises EngineUnavailable, saying what to do: there is no such model, it is not for everybody,
    the hub cannot be reached or has trouble, the model cannot be used.
    """
    from service.download import Download

    if model in hub.BROKEN:
        raise EngineUnavailable(
            f"{model} is not offered: {hub.BROKEN[model]}.", "See the others: deutgi models list"
        )
    if not is_name(model):
        raise EngineUnavailable(
            f"“{model}” is no name of a model.", "Write it as its page does: organisation/model"
        )
    library = _library()
    endpoint = _endpoint(library)
    info = _info(library, endpoint, model, asked)
    files = {sibling.rfilename: sibling for sibling in info.siblings or ()}
    headers = library.utils.build_hf_headers()
    return tuple(
        Download(
            url=library.hf_hub_url(model, name, revision=info.sha, endpoint=endpoint),
            name=_safe(model, name),
            sha256=(files[name].lfs.sha256 if files[name].lfs else "") or "",
            size=files[name].size,
            blob=("" if files[name].lfs else files[name].blob_id) or "",
            packed=False,
            authorization=headers.get("authorization", ""),
        )
        for name in needed(files, model)
    ), {"model": model, "revision": info.sha, "licence": _licence(info.card_data)}


def needed(names: Collection[str], model: str) -> tuple[str, ...]:
    """The files to fetch of those that a model has. Raises EngineUnavailable: it has no weights."""
    weights = _weights(names)
    if weights and "config.json" in names:
        beside = (n for n in names if any(fnmatchcase(n, p) for p in _BESIDE) and "/" not in n)
        return (*sorted(beside), *weights)
    folders = [n for n in names if n.startswith(_FOLDERS) and not re.search(r"/\.(?!\.)", n)]
    if not weights and any(name.endswith(".onnx") for name in folders):
        return tuple(sorted(folders))
    raise EngineUnavailable(
        f"{model} has no {'config.json' if weights else 'weights'} that can be used here.",
        "Choose a model for transformers, with safetensors or pytorch_model.bin.",
    )


def refused(model: str, error: "httpx.HTTPStatusError") -> EngineUnavailable | None:
    """What to say where the hub gives a listed file to others only; None if that is not why."""
    endpoint = _endpoint(_library())
    status = error.response.status_code
    if status not in (401, 403) or not str(error.request.url).startswith(f"{endpoint}/"):
        return None
    return _closed(model, error.response.headers, endpoint, status)


def _weights(names: Collection[str]) -> tuple[str, ...]:
    for whole, numbered in _WEIGHTS:
        if whole in names:
            return (whole,)
        parts = {name: match[1] for name in names if (match := re.fullmatch(numbered, name))}
        if f"{whole}.index.json" in names and set(parts.values()) == {f"{len(parts):05d}"}:
            return (f"{whole}.index.json", *sorted(parts))
    return ()


def _safe(model: str, name: str) -> str:
    """The name, checked: the list comes from outside, and folders are made by it."""
    parts = name.split("/")
    if not all(_PART.fullmatch(part) for part in parts) or parts[-1].endswith(".part"):
        raise EngineUnavailable(
            f"{model} has a file whose name is not safe: {name!r}.", "Choose another model."
        )
    return name


def _licence(card: Any) -> str:
    """The licence that the model's page names, or an empty string."""
    named = getattr(card, "license", None)
    if named == "other":
        named = getattr(card, "license_name", None)
    names: Iterable[Any] = named if isinstance(named, list) else [named]
    return ", ".join(str(name) for name in names if name and name not in ("other", "unknown"))


def _library() -> Any:
    try:
        for part in ("constants", "errors", "utils"):
            import_module(f"huggingface_hub.{part}")
        return import_module("huggingface_hub")
    except ImportError as error:
        raise EngineUnavailable(
            f"The hub's library cannot be loaded: {error}.", 'pip install "deutgi[transformers]"'
        ) from error


def _endpoint(library: Any) -> str:
    """The hub's address, without a slash at its end."""
    endpoint = str(os.environ.get(SETTING) or library.constants.ENDPOINT).rstrip("/")
    if not endpoint.startswith(("http://", "https://")):
        raise EngineUnavailable(
            f"{SETTING} is “{endpoint}”, which is no address.",
            f"Set it like this: {SETTING}=https://mirror.example.org, or unset it.",
        )
    return endpoint


def _info(library: Any, endpoint: str, model: str, asked: str) -> Any:
    """What the hub says of the model."""
    from service.download import ATTEMPTS, attempts

    again = f"deutgi models fetch {asked}"
    errors = library.errors

    def worth(error: BaseException) -> bool:
        status = _status(error)
        return status in (408, 429) or status >= 500 or _is_transport(error)

    try:
        for attempt in attempts(ATTEMPTS // 2, worth):
            with attempt:
                return library.HfApi(endpoint).model_info(
                    model, files_metadata=True, timeout=_TIMEOUT
                )
    except errors.OfflineModeIsEnabled as error:
        raise EngineUnavailable(
            f"{asked} cannot be fetched: HF_HUB_OFFLINE is set.", f"Unset it and run {again}"
        ) from error
    except errors.HFValidationError as error:
        raise EngineUnavailable(
            f"“{model}” is no name of a model.", "Write it as its page does: organisation/model"
        ) from error
    except Exception as error:
        status = _status(error)
        if status in (401, 403, 404):
            raise _closed(model, error.response.headers, endpoint, status) from error  # type: ignore[attr-defined]
        if status:
            raise EngineUnavailable(
                f"{asked} could not be fetched: the hub answered {status}.",
                f"Wait a while and run {again}",
            ) from error
        if _is_transport(error):
            raise EngineUnavailable(
                f"{asked} could not be fetched: no network, or {endpoint} is out of reach.",
                f"Connect once and run {again}; {SETTING} names a mirror.",
            ) from error
        raise EngineUnavailable(
            f"{endpoint} has no list of files of {model} that can be read: {_line(error)}.",
            f"See whether {SETTING} is right, and run {again}",
        ) from error
    raise AssertionError("unreachable")


def _closed(
    model: str, headers: Mapping[str, str], endpoint: str, status: int
) -> EngineUnavailable:
    """A model that is not there, or not for this user."""
    page = f"{endpoint}/{model}"
    if "Invalid credentials" in headers.get("X-Error-Message", ""):
        return EngineUnavailable(
            f"The hub does not accept your token, with which {model} was asked for.",
            "Log in again: hf auth login (or log out: hf auth logout, and unset HF_TOKEN).",
        )
    if headers.get("X-Error-Code") == "GatedRepo":
        return EngineUnavailable(
            f"{model} is given only to those who accept its terms.",
            f"Accept them on {page}, log in with hf auth login, and fetch it again.",
        )
    if "disabled" in headers.get("X-Error-Message", ""):
        return EngineUnavailable(f"The hub has disabled {model}.", f"See {page} for why.")
    if status == 403:
        return EngineUnavailable(
            f"Your token is not allowed to read {model}.",
            "Give it that right on the hub, or log in with another: hf auth login",
        )
    return EngineUnavailable(
        f"There is no model named {model} on the hub, or it is a private one.",
        "Check the name on its page; for a private model log in with hf auth login.",
    )


def _status(error: BaseException) -> int:
    """The status that the hub answered with, 0 where it is no answer that raised this."""
    return int(getattr(getattr(error, "response", None), "status_code", 0))


def _is_transport(error: BaseException) -> bool:
    """Whether no answer came. Which client the hub's library has depends on its version."""
    return isinstance(error, ConnectionError | TimeoutError) or any(
        kind.__name__ in ("TransportError", "RequestException") for kind in type(error).__mro__
    )


def _line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0].rstrip(".")
